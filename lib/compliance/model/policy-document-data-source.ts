import type { Block, NestedBlock } from './block';
import { readEffect, readTexts } from './policy-document-json';
import type { Condition, PolicyDocument, PolicyText, Principal, Statement } from './policy-document-types';
import { isList, isUnknown, toText, Unknown, type Value } from './value';

/** Arguments that hold documents to start from, and documents that replace statements of the same Sid. */
const SOURCES = ['source_json', 'source_policy_documents'] as const;
const OVERRIDES = ['override_json', 'override_policy_documents'] as const;

/** Reads one of the documents that a data source merges. */
export type ReadSource = (value: Value) => PolicyDocument | Unknown | undefined;

/** Evaluates an `aws_iam_policy_document`: its own statements between its source and override documents. */
export function readDataSource(block: Block, readSource: ReadSource): PolicyDocument {
  const sources = SOURCES.flatMap((name) => readSources(block.get(name), readSource));
  const overrides = OVERRIDES.flatMap((name) => readSources(block.get(name), readSource));
  const base = [...sources, ownDocument(block)].reduce(mergeDocuments);
  return overrides.reduce((merged, added) => mergeDocuments(perhapsReplaced(merged, added.unknowns[0]), added), base);
}

/** Statements that have a Sid may be others where a part of what is merged over them is not known. */
function perhapsReplaced(base: PolicyDocument, hidden: Unknown | undefined): PolicyDocument {
  if (hidden === undefined || base.statements.every(({ sid }) => sid === undefined)) return base;
  const statements = base.statements.map((statement) =>
    statement.sid === undefined ? statement : { ...statement, effect: hidden },
  );
  return { ...base, statements };
}

function readSources(value: Value, readSource: ReadSource): readonly PolicyDocument[] {
  if (isList(value)) return value.flatMap((element) => readSources(element, readSource));
  const document = readSource(value);
  if (document === undefined) return [];
  if (!isUnknown(document)) return [document];
  return [{ version: undefined, id: undefined, statements: [], unknowns: [document], invalid: undefined }];
}

/** Later documents replace statements of the same Sid where they stand, and add the others. */
function mergeDocuments(before: PolicyDocument, added: PolicyDocument): PolicyDocument {
  const base = perhapsReplaced(before, added.statements.map(({ sid }) => sid).find(isUnknown));
  const statements = [...base.statements];
  const unknowns = [...base.unknowns, ...added.unknowns];
  for (const statement of added.statements) {
    const { sid } = statement;
    // It may replace one of the others or stand beside them.
    if (isUnknown(sid) && base.statements.some((other) => other.sid !== undefined)) unknowns.push(sid);
    const same = typeof sid === 'string' && sid !== '' ? statements.findIndex((other) => other.sid === sid) : -1;
    if (same === -1) statements.push(statement);
    else statements[same] = statement;
  }
  return {
    version: laterVersion(base.version, added.version),
    id: added.id ?? base.id,
    statements,
    unknowns,
    invalid: base.invalid ?? added.invalid,
  };
}

function laterVersion(first: PolicyText | undefined, second: PolicyText | undefined): PolicyText | undefined {
  if (first === undefined || isUnknown(first)) return first ?? second;
  if (second === undefined || isUnknown(second)) return second ?? first;
  return first > second ? first : second;
}

function ownDocument(block: Block): PolicyDocument {
  const statements: Statement[] = [];
  const unknowns: Unknown[] = [];
  let invalid: string | undefined;
  for (const item of block.nested('statement')) {
    if (item.unknown !== undefined) {
      unknowns.push(item.unknown);
      continue;
    }
    const effect = readEffect(item.get('effect') ?? 'Allow');
    if (effect === undefined) invalid ??= `${item.path} has an effect other than Allow and Deny`;
    statements.push(readStatement(block, item, effect ?? new Unknown(String(toText(item.get('effect'))))));
  }
  return {
    version: toText(block.get('version')) ?? '2012-10-17',
    id: toText(block.get('policy_id')),
    statements,
    unknowns,
    invalid,
  };
}

function readStatement(block: Block, item: NestedBlock, effect: Statement['effect']): Statement {
  const sid = toText(item.get('sid'));
  return {
    sid: sid === '' ? undefined : sid,
    effect,
    actions: texts(item.get('actions')),
    notActions: texts(item.get('not_actions')),
    resources: policyVariables(texts(item.get('resources'))),
    notResources: policyVariables(texts(item.get('not_resources'))),
    principals: principals(item.nested('principals')),
    notPrincipals: principals(item.nested('not_principals')),
    conditions: item.nested('condition').map(condition),
    path: item.path,
    block,
  };
}

/** The provider leaves an empty list out of the document. */
function texts(value: Value): readonly PolicyText[] | undefined {
  const list = readTexts(value);
  return list === undefined || list.length === 0 ? undefined : list;
}

function principals(items: readonly NestedBlock[]): readonly Principal[] | undefined {
  if (items.length === 0) return undefined;
  return items.map((item) => {
    if (item.unknown !== undefined) return { type: item.unknown, identifiers: [item.unknown] };
    return {
      type: toText(item.get('type')) ?? new Unknown(item.path),
      identifiers: policyVariables(readTexts(item.get('identifiers'))) ?? [],
    };
  });
}

function condition(item: NestedBlock): Condition {
  if (item.unknown !== undefined) return { operator: item.unknown, key: item.unknown, values: [item.unknown] };
  return {
    operator: toText(item.get('test')) ?? new Unknown(item.path),
    key: toText(item.get('variable')) ?? new Unknown(item.path),
    values: policyVariables(readTexts(item.get('values'))) ?? [],
  };
}

/** The provider writes `&{aws:username}` as the policy variable `${aws:username}`. */
function policyVariables(list: readonly PolicyText[] | undefined): readonly PolicyText[] | undefined {
  return list?.map((text) => {
    if (typeof text === 'string') return text.replaceAll('&{', '${');
    if (!text.parts.some((part) => typeof part === 'string' && part.includes('&{'))) return text;
    const parts = text.parts.map((part) => (typeof part === 'string' ? part.replaceAll('&{', '${') : part));
    return new Unknown(text.expression, text.references, parts);
  });
}
