import { assess, defineRule, fail, loadJson, selectRules, type Finding, type Rule } from '../../../lib/compliance';
import { baselineEntries, baselineText, parseBaseline } from '../../../lib/compliance/engine/baseline';
import { matchesGlob } from '../../../lib/compliance/engine/glob';
import { placeSuppressions } from '../../../lib/compliance/engine/suppressions';
import { InputError } from '../../../lib/compliance/model/input-error';

const RULE = 'rds-instance-storage-encrypted';
const REASON = 'holds public data only';
const NOW = new Date('2026-11-22T12:00:00Z');

const stack = (comment: unknown = {}) => ({
  '//': { metadata: { stackName: 'shop' }, ...(comment as object) },
  resource: {
    aws_db_instance: {
      a: { '//': { metadata: { path: 'shop/data/a' } }, engine: 'postgres' },
      b: { '//': { metadata: { path: 'shop/data/b' } }, engine: 'postgres' },
      c: { '//': { metadata: { path: 'shop/database' } }, engine: 'postgres' },
    },
  },
});

function judge(requests: readonly object[], { comment, rules = [RULE] }: { comment?: unknown; rules?: string[] } = {}) {
  return assess([loadJson(JSON.stringify(stack(comment)), 'cdk.tf.json')], selectRules({ rules }), {
    suppressions: placeSuppressions(requests, 'guardrails.config.json'),
    now: NOW,
  });
}

const accepted = (findings: readonly Finding[]) =>
  findings
    .filter(({ suppressed }) => suppressed !== null)
    .map(({ address }) => address.replace('aws_db_instance.', ''));

describe('suppressions', () => {
  it('accept findings by address, and take them out of the counts', () => {
    const { findings, summary, suppressionProblems } = judge([
      { rule: RULE, reason: REASON, address: 'aws_db_instance.a', owner: 'data', expires: '2026-11-22' },
    ]);
    expect(accepted(findings)).toEqual(['a']);
    expect(summary).toMatchObject({ fail: 2, suppressed: 1, bySeverity: { high: 0, medium: 2 } });
    expect(findings.find(({ suppressed }) => suppressed !== null)?.suppressed).toEqual({
      origin: 'settings',
      rule: RULE,
      reason: REASON,
      owner: 'data',
      expires: '2026-11-22',
    });
    expect(suppressionProblems).toEqual([]);
  });

  it.each([
    ['a construct and everything below it', { constructPath: 'shop/data' }, ['a', 'b']],
    ['one construct', { constructPath: 'shop/data/b' }, ['b']],
    ['a pattern of addresses', { address: 'aws_db_instance.*' }, ['a', 'b', 'c']],
    ['a pattern of paths', { constructPath: '*/a' }, ['a']],
    ['a text of the message', { match: 'storage of the instance' }, ['a', 'b', 'c']],
    ['a text that no finding holds', { match: 'nowhere' }, []],
  ])('hold for %s', (_what, scope, expected) => {
    expect(accepted(judge([{ rule: RULE, reason: REASON, ...scope }]).findings)).toEqual(expected);
  });

  it('may name the check of another tool', () => {
    const { findings } = judge([{ rule: 'CKV_AWS_16', reason: REASON }]);
    expect(accepted(findings)).toEqual(['a', 'b', 'c']);
    expect(findings[0]?.suppressed?.rule).toBe('CKV_AWS_16');
  });

  it('are an error once they are expired: the findings count again', () => {
    const { findings, summary, suppressionProblems } = judge([{ rule: RULE, reason: REASON, expires: '2026-11-21' }]);
    expect(accepted(findings)).toEqual([]);
    expect(summary).toMatchObject({ fail: 3, suppressed: 0 });
    expect(suppressionProblems).toMatchObject([
      { state: 'expired', scope: 'everything', file: 'guardrails.config.json' },
    ]);
  });

  it('are told where they accept nothing, unless their rule did not run', () => {
    expect(judge([{ rule: RULE, reason: REASON, address: 'aws_db_instance.z' }]).suppressionProblems).toMatchObject([
      { state: 'unmatched', scope: 'aws_db_instance.z' },
    ]);
    expect(judge([{ rule: 'kms-key-enabled', reason: REASON }]).suppressionProblems).toEqual([]);
  });

  it('are read from what constructs wrote', () => {
    const comment = { guardrails: { suppressions: [{ rule: RULE, reason: REASON, constructPath: 'shop/data/a' }] } };
    const { findings } = judge([], { comment });
    expect(accepted(findings)).toEqual(['a']);
  });

  it.each([
    ['no object', 'text', 'expected an object'],
    ['no rule', { reason: REASON }, 'rule is missing'],
    ['a short reason', { rule: RULE, reason: 'because' }, 'fewer than 15 characters'],
    ['blanks as a reason', { rule: RULE, reason: ' '.repeat(20) }, 'fewer than 15 characters'],
    ['a day that no month has', { rule: RULE, reason: REASON, expires: '2999-02-31' }, 'write a date'],
    ['a date that is none', { rule: RULE, reason: REASON, expires: '2026-02-31x' }, 'write a date'],
    ['an unknown rule', { rule: 'rds-instance-storage-encryptd', reason: REASON }, `did you mean "${RULE}"?`],
    ['an unknown key', { rule: RULE, reason: REASON, expire: '2027-01-01' }, 'did you mean "expires"?'],
    ['a number', { rule: RULE, reason: REASON, owner: 3 }, 'owner must be a text'],
  ])('with %s are refused', (_what, request, message) => {
    expect(() => placeSuppressions([request], 'x.json')).toThrow(InputError);
    expect(() => placeSuppressions([request], 'x.json')).toThrow(message);
    const comment = { guardrails: { suppressions: [request] } };
    expect(() => judge([], { comment })).toThrow(message);
  });

  it('do not show secrets', () => {
    const key = ['AKIA', '2345672345672345'].join('');
    const { findings } = judge([{ rule: RULE, reason: `the key is ${key}`, ticket: key }]);
    expect(JSON.stringify(findings)).not.toContain(key);
  });
});

describe('a baseline', () => {
  const many: Rule = defineRule({
    id: 'many',
    title: 'Many',
    why: 'a reason',
    remediation: 'a remedy',
    severity: 'high',
    scope: 'resource',
    resourceTypes: ['aws_db_instance'],
    whenUnknown: '',
    controls: {},
    equivalents: {},
    sources: [],
    examples: { good: [], bad: [] },
    check: () => [fail({ path: 'x', message: 'm', subject: '1' }), fail({ path: 'x', message: 'm', subject: '2' })],
  });
  const run = (json: object, baseline?: string) =>
    assess([loadJson(JSON.stringify(json), 'cdk.tf.json')], [{ rule: many, severity: 'high', options: {} }], {
      baseline: baseline === undefined ? undefined : parseBaseline(baseline, 'guardrails.baseline.json'),
    });
  const written = baselineText(baselineEntries(run(stack()).findings));

  it('accepts the findings that it holds', () => {
    const { summary, findings, staleBaseline } = run(stack(), written);
    expect(summary).toMatchObject({ fail: 0, suppressed: 6 });
    expect(findings[0]?.suppressed?.reason).toBe('accepted at adoption by guardrails.baseline.json');
    expect(staleBaseline).toEqual([]);
  });

  it('accepts none that is new, and tells the entries that nothing needs', () => {
    const other = { resource: { aws_db_instance: { a: stack().resource.aws_db_instance.a, d: {} } } };
    const { summary, staleBaseline } = run(other, written);
    expect(summary).toMatchObject({ fail: 2, suppressed: 2 });
    expect(staleBaseline.map(({ address }) => address)).toEqual([
      'aws_db_instance.b',
      'aws_db_instance.b',
      'aws_db_instance.c',
      'aws_db_instance.c',
    ]);
  });

  it('is the same text whatever the order of the findings', () => {
    const { findings } = run(stack());
    expect(baselineText(baselineEntries([...findings].reverse()))).toBe(written);
  });

  it.each([
    ['other JSON', '{"findings": []}', /not a baseline: the file must have required property 'version'/],
    ['a wrong id', '{"version": 1, "findings": [{"id": "x"}]}', /not a baseline: \/findings\/0/],
    ['another key', '{"version": 1, "findings": [], "more": 1}', /additional properties/],
    ['no JSON', '{', /b\.json:1:2: .*not valid JSON|not valid JSON/],
  ])('refuses %s', (_what, text, message) => {
    expect(() => parseBaseline(text, 'b.json')).toThrow(message);
  });
});

describe('matchesGlob', () => {
  it.each([
    ['a', 'a', true],
    ['a', 'ab', false],
    ['a*', 'ab', true],
    ['*b', 'ab', true],
    ['a*c*e', 'abcde', true],
    ['a*a', 'a', false],
    ['*', '', true],
    ['a.c', 'abc', false],
  ])('%j against %j is %s', (pattern, text, expected) => {
    expect(matchesGlob(pattern, text)).toBe(expected);
  });
});
