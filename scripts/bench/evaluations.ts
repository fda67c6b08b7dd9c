import { evaluate, policyFromJson } from '../../lib/policy-evaluation';

/** Evaluations a second on one core: a role with five policies of six statements, its boundary and a bucket policy. */
const ROLE = 'arn:aws:iam::111122223333:role/App';
const SECONDS = 2;

const statement = (index: number, more: object = {}): object => ({
  Effect: 'Allow',
  Action: [`s3:Get*`, `sqs:SendMessage`, `dynamodb:GetItem`],
  Resource: [
    `arn:aws:s3:::bucket-${String(index)}/*`,
    `arn:aws:s3:::homes/\${aws:PrincipalTag/team}/${String(index)}/*`,
  ],
  Condition: { StringEquals: { 'aws:RequestedRegion': ['eu-west-1', 'eu-central-1'] } },
  ...more,
});

const policies = Array.from({ length: 5 }, (_, index) =>
  policyFromJson(`policy-${String(index)}`, {
    Version: '2012-10-17',
    Statement: Array.from({ length: 6 }, (__, at) => statement(index * 6 + at)),
  }),
);
const boundary = policyFromJson('boundary', {
  Version: '2012-10-17',
  Statement: [
    statement(0, { Action: 's3:*', Resource: '*' }),
    { Effect: 'Deny', Action: 'iam:*', Resource: '*', Condition: { ArnNotLike: { 'aws:PrincipalArn': ROLE } } },
  ],
});
const bucket = policyFromJson('bucket', {
  Version: '2012-10-17',
  Statement: [
    statement(0, {
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:*',
      Resource: '*',
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    }),
  ],
});

const counts = new Map<string, number>();
let evaluations = 0;
const start = process.cpuUsage();
const used = (): number => process.cpuUsage(start).user / 1e6;
while (used() < SECONDS) {
  for (let index = 0; index < 1000; index += 1) {
    const { decision } = evaluate({
      principal: { arn: ROLE },
      action: index % 3 === 0 ? 's3:PutObject' : 's3:GetObject',
      resource: `arn:aws:s3:::bucket-${String(index % 40)}/report.csv`,
      context: { 'aws:RequestedRegion': 'eu-west-1', 'aws:SecureTransport': 'true', 'aws:PrincipalTag/team': 'data' },
      identityPolicies: policies,
      permissionsBoundary: boundary,
      resourcePolicy: bucket,
    });
    counts.set(decision, (counts.get(decision) ?? 0) + 1);
  }
  evaluations += 1000;
}
process.stdout.write(
  `${JSON.stringify({ evaluationsPerSecond: Math.round(evaluations / used()), decisions: Object.fromEntries(counts) })}\n`,
);
