import fc from 'fast-check';
import { edited, edits } from './edits';
import { templates } from './expressions';

type Json = Readonly<Record<string, unknown>>;

const ACCOUNT = 'arn:aws:iam::111122223333:root';
const text = fc.oneof(
  fc.constantFrom(
    '*',
    '**',
    's3:*',
    'S3:Get?bject',
    'iam:PassRole',
    'kms:Decrypt',
    ':',
    'a:b:c',
    '',
    ACCOUNT,
    '111122223333',
  ),
  fc.constantFrom(
    'arn:aws:s3:::b/*',
    'arn:*',
    '${var.open}',
    'arn:aws:s3:::${var.open}/*',
    '&{aws:username}',
    '${aws:username}',
  ),
  fc.string({ maxLength: 8 }),
  templates,
);
const list = fc.oneof(text, fc.array(text, { maxLength: 4 }));
const principal = fc.oneof(
  list,
  fc.record({ AWS: list, Service: list, Federated: list, CanonicalUser: list }, { requiredKeys: [] }),
);
const condition = fc.record(
  {
    StringEquals: fc.record({ 'aws:SourceArn': list, 'aws:PrincipalOrgID': list }, { requiredKeys: [] }),
    'ForAnyValue:ArnLikeIfExists': fc.record(
      { 'aws:SourceAccount': list, 'kms:ViaService': list },
      { requiredKeys: [] },
    ),
    Bool: fc.record({ 'aws:SecureTransport': list, 'aws:MultiFactorAuthPresent': list }, { requiredKeys: [] }),
    IpAddress: fc.record({ 'aws:SourceIp': list }, { requiredKeys: [] }),
    Null: fc.record({ 'aws:SourceVpce': list }, { requiredKeys: [] }),
  },
  { requiredKeys: [] },
);
const statement = fc.record(
  {
    Sid: text,
    Effect: fc.constantFrom('Allow', 'Allow', 'Deny', 'allow', '${var.open}'),
    Action: list,
    NotAction: list,
    Resource: list,
    NotResource: list,
    Principal: principal,
    NotPrincipal: principal,
    Condition: condition,
  },
  { requiredKeys: [] },
);
const written = fc.record({
  Version: fc.constantFrom('2012-10-17', '2008-10-17', '', null),
  Statement: fc.oneof(fc.array(statement, { maxLength: 4 }), statement),
});

const blockStatement = fc.record(
  {
    effect: fc.constantFrom('Allow', 'Deny', '${var.open}'),
    actions: list,
    not_actions: list,
    resources: list,
    principals: fc.array(fc.record({ type: text, identifiers: list }), { maxLength: 2 }),
    condition: fc.array(fc.record({ test: text, variable: text, values: list }), { maxLength: 2 }),
    dynamic: fc.record({
      principals: fc.record({ for_each: list, content: fc.record({ type: text, identifiers: list }) }),
    }),
  },
  { requiredKeys: [] },
);
const source = fc.oneof(
  fc.constantFrom('${data.aws_iam_policy_document.a.json}', '${data.aws_iam_policy_document.b.minified_json}'),
  fc.constantFrom('${aws_iam_policy.json.policy}', '${local.policy}', '${aws_iam_policy.nothing.policy}'),
  written.map((document) => JSON.stringify(document)),
  text,
);
const dataSource = fc.record(
  {
    statement: fc.oneof(fc.array(blockStatement, { maxLength: 3 }), blockStatement),
    source_policy_documents: fc.oneof(fc.array(source, { maxLength: 3 }), source),
    override_policy_documents: fc.array(source, { maxLength: 3 }),
    policy_id: text,
  },
  { requiredKeys: [] },
);

const policyText = fc.oneof(
  written.map((document) => JSON.stringify(document)),
  written.map((document) => `\${jsonencode(${hcl(document)})}`),
  fc.tuple(written, fc.nat(), text).map(([document, at, inserted]) => {
    const json = JSON.stringify(document);
    const start = at % json.length;
    return json.slice(0, start) + inserted + json.slice(start + inserted.length);
  }),
  fc.tuple(written, edits).map(([document, changes]) => JSON.stringify(edited(document, changes))),
  source,
);

/** A configuration with policies in every form, which refer to one another, in circles too. */
export const policyConfigurations: fc.Arbitrary<Json> = fc
  .record({
    json: policyText,
    key: policyText,
    trust: policyText,
    a: dataSource,
    b: dataSource,
    c: dataSource,
    local: policyText,
  })
  .map(({ json, key, trust, a, b, c, local }) => ({
    variable: { open: {}, a: { default: '*' } },
    locals: { policy: local },
    data: { aws_iam_policy_document: { a, b, c } },
    resource: {
      aws_iam_policy: { json: { policy: json }, document: { policy: '${data.aws_iam_policy_document.c.json}' } },
      aws_kms_key: { key: { policy: key } },
      aws_s3_bucket_policy: { bucket: { bucket: 'b', policy: '${data.aws_iam_policy_document.b.json}' } },
      aws_iam_role: { role: { assume_role_policy: trust } },
    },
  }));

/** A document as `jsonencode` takes it: equals signs, and no colon. */
function hcl(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(hcl).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `{ ${Object.entries(value)
    .map(([key, part]) => `${JSON.stringify(key)} = ${hcl(part)}`)
    .join(', ')} }`;
}
