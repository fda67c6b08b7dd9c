import { evaluate, type EvaluationRequest, type NamedPolicy } from '../../lib/policy-evaluation';
import { ACCOUNT, allow, decide, deny, everything, OBJECT, OTHER_ACCOUNT, policy, ROLE, USER } from './ask';

const reads = policy('reads', allow());
const writes = policy('writes', allow({ Action: 's3:PutObject' }));
const refuses = policy('refuses', deny());
const SESSION = `arn:aws:sts::${ACCOUNT}:assumed-role/App/work`;
const bucket = (principal: unknown, more: object = {}): NamedPolicy =>
  policy('bucket', allow({ Principal: principal, ...more }));

type Row = readonly [title: string, request: Partial<EvaluationRequest>, decision: string];

function decisions(title: string, rows: readonly Row[]): void {
  describe(title, () => {
    it.each(rows)('%s', (_, request, decision) => {
      expect(decide(request)).toBe(decision);
    });
  });
}

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
decisions('allow and deny within an account', [
  ['nothing allows', {}, 'implicitDeny'],
  ['identity allows', { identityPolicies: [reads] }, 'allowed'],
  ['identity allows something else', { identityPolicies: [writes] }, 'implicitDeny'],
  ['one of two identity policies allows', { identityPolicies: [writes, reads] }, 'allowed'],
  ['a deny in another identity policy', { identityPolicies: [reads, refuses] }, 'explicitDeny'],
  ['a deny and no allow', { identityPolicies: [refuses] }, 'explicitDeny'],
  ['resource policy allows the role', { resourcePolicy: bucket({ AWS: ROLE }) }, 'allowed'],
  [
    'identity allows, resource policy denies',
    { identityPolicies: [reads], resourcePolicy: policy('b', deny({ Principal: '*' })) },
    'explicitDeny',
  ],
  [
    'resource policy allows, identity denies',
    { identityPolicies: [refuses], resourcePolicy: bucket({ AWS: ROLE }) },
    'explicitDeny',
  ],
  [
    'resource policy denies somebody else',
    { identityPolicies: [reads], resourcePolicy: policy('b', deny({ Principal: { AWS: USER } })) },
    'allowed',
  ],
  ['root user needs no policy', { principal: { arn: `arn:aws:iam::${ACCOUNT}:root` } }, 'allowed'],
  [
    'root user is denied by the resource',
    { principal: { arn: `arn:aws:iam::${ACCOUNT}:root` }, resourcePolicy: policy('b', deny({ Principal: '*' })) },
    'explicitDeny',
  ],
]);

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
decisions('whom a resource policy names', [
  ['everyone', { resourcePolicy: bucket('*') }, 'allowed'],
  ['everyone of AWS', { resourcePolicy: bucket({ AWS: '*' }) }, 'allowed'],
  ['another role', { resourcePolicy: bucket({ AWS: `${ROLE}2` }) }, 'implicitDeny'],
  [
    'a wildcard in a name means nothing',
    { resourcePolicy: bucket({ AWS: `arn:aws:iam::${ACCOUNT}:role/*` }) },
    'implicitDeny',
  ],
  ['the account alone allows nothing', { resourcePolicy: bucket({ AWS: ACCOUNT }) }, 'implicitDeny'],
  [
    'the account as an ARN alone allows nothing',
    { resourcePolicy: bucket({ AWS: `arn:aws:iam::${ACCOUNT}:root` }) },
    'implicitDeny',
  ],
  ['the user', { principal: { arn: USER }, resourcePolicy: bucket({ AWS: USER }) }, 'allowed'],
  [
    'the session',
    { principal: { arn: ROLE, sessionName: 'work' }, resourcePolicy: bucket({ AWS: SESSION }) },
    'allowed',
  ],
  [
    'another session',
    { principal: { arn: ROLE, sessionName: 'play' }, resourcePolicy: bucket({ AWS: SESSION }) },
    'implicitDeny',
  ],
  [
    'the session of a role with a path',
    {
      principal: { arn: `arn:aws:iam::${ACCOUNT}:role/team/App`, sessionName: 'work' },
      resourcePolicy: bucket({ AWS: SESSION }),
    },
    'allowed',
  ],
  ['one of a list', { resourcePolicy: bucket({ AWS: [USER, ROLE] }) }, 'allowed'],
  ['the id of some role', { resourcePolicy: bucket({ AWS: 'AROAEXAMPLE' }) }, 'unknown'],
  [
    'a service',
    {
      principal: { service: 'cloudtrail.amazonaws.com' },
      resourcePolicy: bucket({ Service: 'cloudtrail.amazonaws.com' }),
    },
    'allowed',
  ],
  [
    'another service',
    { principal: { service: 'config.amazonaws.com' }, resourcePolicy: bucket({ Service: 'cloudtrail.amazonaws.com' }) },
    'implicitDeny',
  ],
  [
    'a service has no identity policies',
    { principal: { service: 'config.amazonaws.com' }, identityPolicies: [everything] },
    'implicitDeny',
  ],
  ['nobody has credentials, everyone may', { principal: 'anonymous', resourcePolicy: bucket('*') }, 'allowed'],
  [
    'nobody has credentials, a role may',
    { principal: 'anonymous', resourcePolicy: bucket({ AWS: ROLE }) },
    'implicitDeny',
  ],
  ['a canonical user', { resourcePolicy: bucket({ CanonicalUser: '79a59df900b949e5' }) }, 'implicitDeny'],
  ['nobody at all', { resourcePolicy: policy('b', allow()) }, 'unknown'],
]);

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
const except = (...arns: readonly string[]): NamedPolicy => policy('b', deny({ NotPrincipal: { AWS: arns } }));
const ROOT = `arn:aws:iam::${ACCOUNT}:root`;
decisions('NotPrincipal', [
  ['denies who is not listed', { identityPolicies: [reads], resourcePolicy: except(USER, ROOT) }, 'explicitDeny'],
  [
    'leaves out a user listed with the account',
    { principal: { arn: USER }, identityPolicies: [reads], resourcePolicy: except(USER, ROOT) },
    'allowed',
  ],
  [
    'is not sure of a user listed without the account',
    { principal: { arn: USER }, identityPolicies: [reads], resourcePolicy: except(USER) },
    'unknown',
  ],
  [
    'leaves out a session listed with role and account',
    {
      principal: { arn: ROLE, sessionName: 'work' },
      identityPolicies: [reads],
      resourcePolicy: except(SESSION, ROLE, ROOT),
    },
    'allowed',
  ],
  [
    'is not sure of a session listed without it',
    { principal: { arn: ROLE, sessionName: 'work' }, identityPolicies: [reads], resourcePolicy: except(ROLE, ROOT) },
    'unknown',
  ],
  [
    'denies a service',
    { principal: { service: 'config.amazonaws.com' }, resourcePolicy: except(USER, ROOT) },
    'explicitDeny',
  ],
]);

// https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
decisions('permissions boundary', [
  ['allows too', { identityPolicies: [reads], permissionsBoundary: everything }, 'allowed'],
  ['allows something else', { identityPolicies: [reads], permissionsBoundary: writes }, 'implicitDeny'],
  ['grants nothing', { permissionsBoundary: everything }, 'implicitDeny'],
  ['denies', { identityPolicies: [reads], permissionsBoundary: policy('b', allow(), deny()) }, 'explicitDeny'],
  [
    'limits what the resource gives to a role',
    { resourcePolicy: bucket({ AWS: ROLE }), permissionsBoundary: writes },
    'implicitDeny',
  ],
  [
    'does not limit what the resource gives to a session',
    {
      principal: { arn: ROLE, sessionName: 'work' },
      resourcePolicy: bucket({ AWS: SESSION }),
      permissionsBoundary: writes,
    },
    'allowed',
  ],
  [
    'does not limit what the resource gives to a user',
    { principal: { arn: USER }, resourcePolicy: bucket({ AWS: USER }), permissionsBoundary: writes },
    'allowed',
  ],
  [
    'denies a session that the resource names',
    {
      principal: { arn: ROLE, sessionName: 'work' },
      resourcePolicy: bucket({ AWS: SESSION }),
      permissionsBoundary: refuses,
    },
    'explicitDeny',
  ],
  ['may limit what everyone gets', { resourcePolicy: bucket('*'), permissionsBoundary: writes }, 'unknown'],
  [
    'does not limit a service',
    {
      principal: { service: 's3.amazonaws.com' },
      resourcePolicy: bucket({ Service: 's3.amazonaws.com' }),
      permissionsBoundary: writes,
    },
    'allowed',
  ],
]);

// https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html#policies_session
decisions('session policies', [
  ['allow too', { identityPolicies: [reads], sessionPolicies: [everything] }, 'allowed'],
  ['allow something else', { identityPolicies: [reads], sessionPolicies: [writes] }, 'implicitDeny'],
  ['one of two allows', { identityPolicies: [reads], sessionPolicies: [writes, reads] }, 'allowed'],
  ['grant nothing', { sessionPolicies: [everything] }, 'implicitDeny'],
  [
    'limit what the resource gives to a role',
    { resourcePolicy: bucket({ AWS: ROLE }), sessionPolicies: [writes] },
    'implicitDeny',
  ],
  [
    'do not limit what the resource gives to a session',
    {
      principal: { arn: ROLE, sessionName: 'work' },
      resourcePolicy: bucket({ AWS: SESSION }),
      sessionPolicies: [writes],
    },
    'allowed',
  ],
  ['none of an empty list allows', { identityPolicies: [reads], sessionPolicies: [] }, 'implicitDeny'],
]);

// https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html
const LINKED = `arn:aws:iam::${ACCOUNT}:role/aws-service-role/x.amazonaws.com/AWSServiceRoleForX`;
decisions('service control policies', [
  ['allow at each level', { identityPolicies: [reads], serviceControlPolicies: [[everything], [reads]] }, 'allowed'],
  [
    'one level allows something else',
    { identityPolicies: [reads], serviceControlPolicies: [[everything], [writes]] },
    'implicitDeny',
  ],
  [
    'one policy of a level is enough',
    { identityPolicies: [reads], serviceControlPolicies: [[writes, reads]] },
    'allowed',
  ],
  [
    'a level without policies',
    { identityPolicies: [reads], serviceControlPolicies: [[everything], []] },
    'implicitDeny',
  ],
  ['grant nothing', { serviceControlPolicies: [[everything]] }, 'implicitDeny'],
  ['deny', { identityPolicies: [reads], serviceControlPolicies: [[everything, refuses]] }, 'explicitDeny'],
  ['limit the root user', { principal: { arn: ROOT }, serviceControlPolicies: [[writes]] }, 'implicitDeny'],
  [
    'limit what the resource gives',
    { resourcePolicy: bucket({ AWS: ROLE }), serviceControlPolicies: [[writes]] },
    'implicitDeny',
  ],
  [
    'do not limit a service-linked role',
    { principal: { arn: LINKED }, identityPolicies: [reads], serviceControlPolicies: [[refuses]] },
    'allowed',
  ],
  [
    'do not limit a service',
    {
      principal: { service: 's3.amazonaws.com' },
      resourcePolicy: bucket({ Service: 's3.amazonaws.com' }),
      serviceControlPolicies: [[refuses]],
    },
    'allowed',
  ],
]);

// https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html
const full = policy('RCPFullAWSAccess', allow({ Action: '*', Principal: '*' }));
decisions('resource control policies', [
  ['allow', { identityPolicies: [reads], resourceControlPolicies: [[full]] }, 'allowed'],
  [
    'deny',
    { identityPolicies: [reads], resourceControlPolicies: [[full, policy('r', deny({ Principal: '*' }))]] },
    'explicitDeny',
  ],
  [
    'deny a service too',
    {
      principal: { service: 's3.amazonaws.com' },
      resourcePolicy: bucket({ Service: 's3.amazonaws.com' }),
      resourceControlPolicies: [[full, policy('r', deny({ Principal: '*' }))]],
    },
    'explicitDeny',
  ],
  ['one level allows nothing', { identityPolicies: [reads], resourceControlPolicies: [[full], []] }, 'implicitDeny'],
]);

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html
const across = { sameAccount: false } as const;
decisions('across accounts', [
  ['both allow', { ...across, identityPolicies: [reads], resourcePolicy: bucket({ AWS: ROLE }) }, 'allowed'],
  ['only identity allows', { ...across, identityPolicies: [reads] }, 'implicitDeny'],
  ['only the resource allows', { ...across, resourcePolicy: bucket({ AWS: ROLE }) }, 'implicitDeny'],
  [
    'the resource allows the account',
    { ...across, identityPolicies: [reads], resourcePolicy: bucket({ AWS: ACCOUNT }) },
    'allowed',
  ],
  ['the resource allows everyone', { ...across, identityPolicies: [reads], resourcePolicy: bucket('*') }, 'allowed'],
  [
    'the resource allows a third account',
    { ...across, identityPolicies: [reads], resourcePolicy: bucket({ AWS: OTHER_ACCOUNT }) },
    'implicitDeny',
  ],
  [
    'the boundary does not allow',
    { ...across, identityPolicies: [reads], permissionsBoundary: writes, resourcePolicy: bucket({ AWS: ROLE }) },
    'implicitDeny',
  ],
  [
    'a session named by the resource needs identity too',
    { ...across, principal: { arn: ROLE, sessionName: 'work' }, resourcePolicy: bucket({ AWS: SESSION }) },
    'implicitDeny',
  ],
  [
    'the resource denies',
    {
      ...across,
      identityPolicies: [reads],
      resourcePolicy: policy('b', allow({ Principal: '*' }), deny({ Principal: '*' })),
    },
    'explicitDeny',
  ],
  [
    'the ARN tells the account',
    { identityPolicies: [everything], action: 'sqs:SendMessage', resource: `arn:aws:sqs:eu-west-1:${OTHER_ACCOUNT}:q` },
    'implicitDeny',
  ],
  [
    'the ARN tells the own account',
    { identityPolicies: [everything], action: 'sqs:SendMessage', resource: `arn:aws:sqs:eu-west-1:${ACCOUNT}:q` },
    'allowed',
  ],
  [
    'the request tells the account',
    { identityPolicies: [everything], context: { 'aws:ResourceAccount': OTHER_ACCOUNT } },
    'implicitDeny',
  ],
]);

// https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html
const KEY = `arn:aws:kms:eu-west-1:${ACCOUNT}:key/1234abcd`;
const decrypt = { action: 'kms:Decrypt', resource: KEY } as const;
const key = (principal: unknown): NamedPolicy => policy('key', allow({ Action: 'kms:*', Principal: principal }));
decisions('keys of KMS', [
  [
    'the key lets the account decide, identity allows',
    { ...decrypt, identityPolicies: [everything], resourcePolicy: key({ AWS: ROOT }) },
    'allowed',
  ],
  [
    'the key lets the account decide, identity does not',
    { ...decrypt, resourcePolicy: key({ AWS: ROOT }) },
    'implicitDeny',
  ],
  ['the key names the role', { ...decrypt, resourcePolicy: key({ AWS: ROLE }) }, 'allowed'],
  [
    'the key names another role',
    { ...decrypt, identityPolicies: [everything], resourcePolicy: key({ AWS: USER }) },
    'implicitDeny',
  ],
  ['the key policy is not given', { ...decrypt, identityPolicies: [everything] }, 'unknown'],
  ['the key policy is not given and nothing allows', decrypt, 'implicitDeny'],
  ['an action without key', { action: 'kms:ListKeys', resource: '*', identityPolicies: [everything] }, 'allowed'],
]);

// https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies-cross-account-resource-access.html
const ADMIN = `arn:aws:iam::${ACCOUNT}:role/Admin`;
const assume = { action: 'sts:AssumeRole', resource: ADMIN } as const;
const trust = (principal: unknown): NamedPolicy =>
  policy('trust', { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: principal });
decisions('assuming a role', [
  ['trust names the role', { ...assume, resourcePolicy: trust({ AWS: ROLE }) }, 'allowed'],
  [
    'trust names the account, identity allows',
    { ...assume, identityPolicies: [everything], resourcePolicy: trust({ AWS: ROOT }) },
    'allowed',
  ],
  ['trust names the account, identity does not', { ...assume, resourcePolicy: trust({ AWS: ROOT }) }, 'implicitDeny'],
  [
    'trust names a service',
    { ...assume, identityPolicies: [everything], resourcePolicy: trust({ Service: 'ec2.amazonaws.com' }) },
    'implicitDeny',
  ],
  ['trust is not given', { ...assume, identityPolicies: [everything] }, 'unknown'],
  [
    'a service that trust names',
    { ...assume, principal: { service: 'ec2.amazonaws.com' }, resourcePolicy: trust({ Service: 'ec2.amazonaws.com' }) },
    'allowed',
  ],
  [
    'a token of an identity provider',
    {
      action: 'sts:AssumeRoleWithWebIdentity',
      resource: ADMIN,
      principal: { federated: 'accounts.example.com' },
      resourcePolicy: policy('trust', {
        Effect: 'Allow',
        Action: 'sts:AssumeRoleWithWebIdentity',
        Principal: { Federated: 'accounts.example.com' },
      }),
    },
    'allowed',
  ],
  [
    'who one is needs no policy of a role',
    { action: 'sts:GetCallerIdentity', resource: '*', identityPolicies: [everything] },
    'allowed',
  ],
]);

describe('what a decision says', () => {
  const ask = (request: Partial<EvaluationRequest>): ReturnType<typeof evaluate> =>
    evaluate({ principal: { arn: ROLE }, action: 's3:GetObject', resource: OBJECT, ...request });

  it('names the statements that allow', () => {
    const { reason, because } = ask({ identityPolicies: [writes, reads], permissionsBoundary: everything });
    expect(reason).toBe('identity policy reads and permissions boundary everything allow it, and nothing denies it');
    expect(because.map(({ policy: name, kind }) => [name, kind])).toEqual([
      ['reads', 'identity policy'],
      ['everything', 'permissions boundary'],
    ]);
  });

  it('names the statements that deny, and only them', () => {
    const { reason, because } = ask({ identityPolicies: [reads, refuses] });
    expect(reason).toBe('a Deny of identity policy refuses matches');
    expect(because.map(({ policy: name, effect, statement }) => [name, effect, statement?.path])).toEqual([
      ['refuses', 'Deny', 'Statement[0]'],
    ]);
  });

  it('says what is missing', () => {
    expect(ask({ identityPolicies: [reads], permissionsBoundary: writes }).reason).toBe(
      'the permissions boundary does not allow it',
    );
    expect(ask({}).reason).toBe('no identity policy or resource policy allows it');
    expect(ask({ sameAccount: false, identityPolicies: [reads] }).reason).toBe(
      'the resource policy does not let the other account in',
    );
  });
});
