/**
 * A second evaluator, written apart from the one of the package, slow and plain: recursion in place of tables, no
 * unknown values. It knows identity policies, a boundary, session policies, one level of control policies and the
 * policy of a resource of the same account.
 */
export interface Rule {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action?: readonly string[];
  readonly NotAction?: readonly string[];
  readonly Resource?: readonly string[];
  readonly NotResource?: readonly string[];
  readonly Principal?: '*' | { readonly AWS: readonly string[] };
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

export interface Situation {
  readonly caller: string;
  readonly action: string;
  readonly resource: string;
  readonly facts: Readonly<Record<string, readonly string[]>>;
  readonly identity: readonly Rule[];
  readonly onResource: readonly Rule[];
  readonly boundary: readonly Rule[] | undefined;
  readonly session: readonly Rule[] | undefined;
  readonly organization: readonly Rule[] | undefined;
}

export function fits(pattern: string, text: string): boolean {
  const head = pattern.charAt(0);
  if (pattern === '') return text === '';
  if (head === '*') {
    for (let skipped = 0; skipped <= text.length; skipped += 1) {
      if (fits(pattern.slice(1), text.slice(skipped))) return true;
    }
    return false;
  }
  if (text === '') return false;
  return (head === '?' || head === text.charAt(0)) && fits(pattern.slice(1), text.slice(1));
}

function replaceVariables(text: string, facts: Situation['facts']): string | undefined {
  const start = text.indexOf('${');
  if (start < 0) return text;
  const end = text.indexOf('}', start);
  const [value] = facts[text.slice(start + 2, end)] ?? [];
  const rest = replaceVariables(text.slice(end + 1), facts);
  return value === undefined || rest === undefined ? undefined : text.slice(0, start) + value + rest;
}

function fitsResource(pattern: string, { resource, facts }: Situation): boolean {
  const replaced = replaceVariables(pattern, facts);
  return replaced !== undefined && fits(replaced, resource);
}

function compare(operator: string, wanted: string, actual: string, facts: Situation['facts']): boolean {
  const text = replaceVariables(wanted, facts);
  if (text === undefined) return false;
  if (operator === 'StringEquals') return text === actual;
  if (operator === 'StringEqualsIgnoreCase') return text.toUpperCase() === actual.toUpperCase();
  if (operator === 'StringLike') return fits(text, actual);
  if (operator === 'NumericLessThan') return Number(actual) < Number(text);
  if (operator === 'NumericEquals') return Number(actual) === Number(text);
  if (operator === 'Bool') return actual === text;
  if (operator === 'ArnLike') {
    const [p, a] = [text.split(':'), actual.split(':')];
    if (p.length < 6 || a.length < 6) return text === '*';
    const tails = [p.slice(5).join(':'), a.slice(5).join(':')] as const;
    return p.slice(0, 5).every((field, at) => fits(field, a[at] ?? '')) && fits(...tails);
  }
  throw new Error(operator);
}

const OPPOSITES: Readonly<Record<string, string>> = {
  StringNotEquals: 'StringEquals',
  StringNotLike: 'StringLike',
  ArnNotLike: 'ArnLike',
  NumericNotEquals: 'NumericEquals',
};

function meets(operator: string, key: string, wanted: readonly string[], facts: Situation['facts']): boolean {
  const actual = facts[key];
  if (operator === 'Null') return wanted.some((want) => (want === 'true') === (actual === undefined));
  if (operator.endsWith('IfExists')) {
    return actual === undefined || meets(operator.slice(0, -'IfExists'.length), key, wanted, facts);
  }
  const [set, name] = operator.includes(':') ? operator.split(':') : ['', operator];
  const opposite = OPPOSITES[name ?? ''];
  const single = (value: string): boolean =>
    opposite === undefined
      ? wanted.some((want) => compare(name ?? '', want, value, facts))
      : !wanted.some((want) => compare(opposite, want, value, facts));
  if (set === 'ForAllValues') return (actual ?? []).every(single);
  if (set === 'ForAnyValue') return (actual ?? []).some(single);
  return actual === undefined ? opposite !== undefined : single(actual[0] ?? '');
}

function applies(rule: Rule, situation: Situation): boolean {
  const names = (patterns: readonly string[]): boolean =>
    patterns.some((pattern) => fits(pattern.toUpperCase(), situation.action.toUpperCase()));
  const covers = (patterns: readonly string[]): boolean => patterns.some((each) => fitsResource(each, situation));
  if (rule.Action !== undefined && !names(rule.Action)) return false;
  if (rule.NotAction !== undefined && names(rule.NotAction)) return false;
  if (rule.Resource !== undefined && !covers(rule.Resource)) return false;
  if (rule.NotResource !== undefined && covers(rule.NotResource)) return false;
  for (const [operator, keys] of Object.entries(rule.Condition ?? {})) {
    for (const [key, wanted] of Object.entries(keys)) {
      if (!meets(operator, key, wanted, situation.facts)) return false;
    }
  }
  return true;
}

function isAbout({ Principal: principal }: Rule, caller: string): boolean {
  return principal === '*' || (principal?.AWS.includes(caller) ?? false);
}

export function judge(situation: Situation): 'allowed' | 'explicitDeny' | 'implicitDeny' {
  const { identity, onResource, boundary, session, organization, caller } = situation;
  const hit = (rules: readonly Rule[], effect: Rule['Effect']): boolean =>
    rules.some((rule) => rule.Effect === effect && applies(rule, situation));
  const mine = onResource.filter((rule) => isAbout(rule, caller));
  for (const rules of [identity, mine, boundary ?? [], session ?? [], organization ?? []]) {
    if (hit(rules, 'Deny')) return 'explicitDeny';
  }
  if (organization !== undefined && !hit(organization, 'Allow')) return 'implicitDeny';
  const byName = mine.filter(({ Principal: principal }) => principal !== '*');
  const isUser = caller.includes(':user/');
  if (isUser && hit(byName, 'Allow')) return 'allowed';
  if (!hit(identity, 'Allow') && !hit(mine, 'Allow')) return 'implicitDeny';
  for (const limit of [boundary, session]) if (limit !== undefined && !hit(limit, 'Allow')) return 'implicitDeny';
  return 'allowed';
}
