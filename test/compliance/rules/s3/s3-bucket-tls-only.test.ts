import rule from '../../../../lib/compliance/rules/s3/s3-bucket-tls-only';
import { testRule } from '../../../../lib/testing/rule-tester';
import { bucket, BUCKET, completedBy, doubts, half, LINKED, links, strangers } from './buckets';

const TYPE = 'aws_s3_bucket_policy';
const ARN = '${aws_s3_bucket.b.arn}';
const DENY = {
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: [ARN, `${ARN}/*`],
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
};
const policy = (...changes: readonly object[]) => ({
  policy: JSON.stringify({ Version: '2012-10-17', Statement: changes.map((change) => ({ ...DENY, ...change })) }),
});
const denied = (...changes: readonly object[]) => completedBy(TYPE, policy(...changes));
const address = BUCKET;
const byName = (name: string) => policy({ Resource: [`arn:aws:s3:::${name}`, `arn:aws:s3:::${name}/*`] });
const statement = (change: object = {}) => ({
  effect: 'Deny',
  actions: ['s3:*'],
  resources: [ARN, `${ARN}/*`],
  principals: { type: '*', identifiers: ['*'] },
  condition: { test: 'Bool', variable: 'aws:SecureTransport', values: ['false'] },
  ...change,
});
const document = (statements: object) =>
  bucket({
    [`${TYPE}.c`]: { ...LINKED, policy: '${data.aws_iam_policy_document.d.json}' },
    'data.aws_iam_policy_document.d': { statement: statements },
  });

testRule(rule, {
  pass: [
    ...links(TYPE, policy({ Resource: '*' })).map((link) => ({ ...link, address })),
    { name: 'the ARN of the bucket and of its objects', configuration: denied({}) },
    { name: 'two statements', configuration: denied({ Resource: ARN }, { Resource: `${ARN}/*` }) },
    { name: 'beside an Allow', configuration: denied({ Effect: 'Allow', Condition: {} }, {}) },
    { name: 'literal ARNs', configuration: completedBy(TYPE, byName('acme-b')) },
    { name: 'ARNs of the id', configuration: completedBy(TYPE, byName('${aws_s3_bucket.b.id}')) },
    { name: 'a wildcard behind the name', configuration: denied({ Resource: 'arn:aws:s3:::acme-b*' }) },
    { name: 'principals of AWS', configuration: denied({ Principal: { AWS: ['*'] } }) },
    { name: 'a data source', configuration: document([statement()]) },
    { name: 'a data source, as an object', configuration: document(statement()) },
    { name: 'inline', configuration: bucket({}, { bucket: 'acme-b', ...byName('acme-b') }) },
    {
      name: 'jsonencode',
      configuration: completedBy(TYPE, {
        policy:
          '${jsonencode({"Statement" = [{"Effect" = "Deny", "Principal" = "*", "Action" = "s3:*", "Resource" = [aws_s3_bucket.b.arn, "${aws_s3_bucket.b.arn}/*"], "Condition" = {"Bool" = {"aws:SecureTransport" = "false"}}}]})}',
      }),
    },
    {
      name: 'pairwise, with the ARN of each',
      configuration: bucket(
        {
          [`${TYPE}.c`]: {
            for_each: ['x', 'y'],
            bucket: '${aws_s3_bucket.b[each.key].id}',
            ...policy({ Resource: ['${aws_s3_bucket.b[each.key].arn}', '${aws_s3_bucket.b[each.key].arn}/*'] }),
          },
        },
        { for_each: ['x', 'y'], bucket: 'acme-${each.key}' },
      ),
      address,
    },
    {
      name: 'the variable that names the bucket',
      configuration: bucket(
        { [`${TYPE}.c`]: { bucket: '${var.unset}', ...byName('${var.unset}') } },
        { bucket: '${var.unset}' },
      ),
      address,
    },
    {
      name: 'of a bucket of another stack',
      configuration: completedBy(TYPE, byName('acme-z'), { bucket: 'acme-z' }),
      address: `${TYPE}.c`,
    },
  ],
  fail: [
    { name: 'no policy', configuration: bucket(), message: 'no policy' },
    { name: 'null', configuration: completedBy(TYPE, { policy: null }), address },
    { name: 'the bucket only', configuration: denied({ Resource: ARN }), address },
    { name: 'the objects only', configuration: denied({ Resource: `${ARN}/*` }), address },
    { name: 'objects of a folder', configuration: denied({ Resource: [ARN, `${ARN}/q*`] }), address },
    { name: 'another bucket', configuration: completedBy(TYPE, byName('acme-other')), address },
    {
      name: 'the ARN of another bucket',
      configuration: denied({ Resource: ['${aws_s3_bucket.o.arn}', '${aws_s3_bucket.o.arn}/*'] }),
      address,
    },
    { name: 'some actions', configuration: denied({ Action: ['s3:GetObject', 's3:PutObject'] }), address },
    { name: 'all but some actions', configuration: denied({ Action: undefined, NotAction: 's3:GetObject' }), address },
    { name: 'one principal', configuration: denied({ Principal: { AWS: '111122223333' } }), address },
    {
      name: 'all but one principal',
      configuration: denied({ Principal: undefined, NotPrincipal: { AWS: '111122223333' } }),
      address,
    },
    {
      name: 'an Allow over TLS',
      configuration: denied({ Effect: 'Allow', Condition: { Bool: { 'aws:SecureTransport': 'true' } } }),
      address,
    },
    { name: 'TLS itself', configuration: denied({ Condition: { Bool: { 'aws:SecureTransport': 'true' } } }), address },
    {
      name: 'one more condition',
      configuration: denied({ Condition: { ...DENY.Condition, StringEquals: { 'aws:PrincipalAccount': '1' } } }),
      address,
    },
    {
      name: 'an old version of TLS',
      configuration: denied({ Condition: { NumericLessThan: { 's3:TlsVersion': '1.2' } } }),
      address,
    },
    { name: 'a data source that allows', configuration: document([statement({ effect: 'Allow' })]), address },
    {
      name: 'a data source that overrides the statement',
      configuration: bucket({
        [`${TYPE}.c`]: { ...LINKED, policy: '${data.aws_iam_policy_document.d.json}' },
        'data.aws_iam_policy_document.d': {
          statement: [statement({ sid: 'tls' })],
          override_policy_documents: ['${data.aws_iam_policy_document.o.json}'],
        },
        'data.aws_iam_policy_document.o': { statement: [statement({ sid: 'tls', actions: ['s3:GetObject'] })] },
      }),
      address,
    },
    {
      name: 'a second policy without it',
      configuration: bucket({
        [`${TYPE}.c`]: { ...LINKED, ...policy({}) },
        [`${TYPE}.d`]: { ...LINKED, ...policy({ Effect: 'Allow' }) },
      }),
      address,
    },
    { name: 'one instance of two', configuration: half(TYPE, policy({ Resource: '*' })), address },
    {
      name: 'the ARN of another instance',
      configuration: bucket(
        {
          [`${TYPE}.c`]: {
            bucket: '${aws_s3_bucket.b[0].id}',
            ...policy({ Resource: ['${aws_s3_bucket.b[1].arn}', '${aws_s3_bucket.b[1].arn}/*'] }),
          },
        },
        { count: 1, bucket: 'acme-b' },
      ),
      address,
    },
    ...strangers(TYPE, policy({ Resource: '*' })),
    {
      name: 'of a bucket of another stack',
      configuration: completedBy(TYPE, byName('acme-x'), { bucket: 'acme-z' }),
      address: `${TYPE}.c`,
      path: 'policy',
    },
  ],
  unknown: [
    ...doubts(TYPE, policy({ Resource: '*' })),
    { name: 'a policy', configuration: completedBy(TYPE, { policy: '${var.unset}' }), address },
    { name: 'a resource', configuration: denied({ Resource: ['${var.unset}', `${ARN}/*`] }), address },
    { name: 'text that is no policy', configuration: completedBy(TYPE, { policy: 'deny' }), address },
    { name: 'a data source with a hidden part', configuration: document('${var.unset}' as unknown as object), address },
  ],
});
