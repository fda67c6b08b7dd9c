import { Fn, TerraformVariable, Token } from 'cdktf';
import { GuardrailsError } from '../../../lib/core/guardrails-error';
import {
  AssumeRoleGuard,
  DenyGuardBoundary,
  type DenyGuardBoundaryProps,
  DenyGuards,
  ResourcePolicyGuard,
  type ResourcePolicyGuardProps,
} from '../../../lib/iam/deny-guards';
import { ServicePrincipal } from '../../../lib/iam/service-principal';
import { findAction, serviceTable } from '../../../lib/iam-data';
import {
  ADMINISTRATIVE_ACTIONS,
  NAME_KEEPING,
  RESOURCE_GUARDS,
} from '../../../lib/iam/deny-guards/administrative-actions';
import { ESCALATION_METHODS } from '../../../lib/compliance/rules/iam/shared/escalation-methods';
import { PermissionsBoundary } from '../../../lib/iam/permissions-boundary';
import { PolicyDocument } from '../../../lib/iam/policy-document';
import { DeployerAccess } from '../../../lib/enforcement/deployer-access';
import { errorOf, newStack, onlyResource, synth } from '../../core/support';
import { newRole } from '../support';
import { policyFromJson } from '../../../lib/policy-evaluation';
import { ACCOUNT, ADMIN, BUCKET, decide, DEPLOYER, EVERYTHING, roleArn } from './support';

/** Values of a wrong type. */
const STRANGE: readonly unknown[] = [
  null,
  7,
  true,
  {},
  () => 1,
  12n,
  Symbol('x'),
  Object.create(null),
  new Date(0),
  [],
];

const RESOURCE: ResourcePolicyGuardProps = { service: 's3', resourceArn: BUCKET, deployerArn: DEPLOYER };

type Use = (value: never) => unknown;

describe('the lists of actions', () => {
  const all = [...ADMINISTRATIVE_ACTIONS, ...NAME_KEEPING, ...[...RESOURCE_GUARDS.values()].flat()];

  it('have what AWS documents, each once, and no patterns', () => {
    expect(all.filter((action) => findAction(action)?.name !== action.split(':')[1])).toEqual([]);
    expect(new Set(ADMINISTRATIVE_ACTIONS).size).toBe(ADMINISTRATIVE_ACTIONS.length);
  });

  it('have every action of IAM that manages permissions', () => {
    const managing = [...(serviceTable('iam')?.actions.values() ?? [])]
      .filter(({ accessLevel }) => accessLevel === 'Permissions management')
      .map(({ name }) => `iam:${name}`);
    expect(managing.length).toBeGreaterThan(20);
    expect(managing.filter((action) => !ADMINISTRATIVE_ACTIONS.includes(action))).toEqual([]);
  });

  it('have each way to more privileges by one action of IAM, of Identity Center or of a resource policy', () => {
    const alone = ESCALATION_METHODS.flatMap(({ actions: [action, ...others] }) =>
      action === undefined || others.length > 0 ? [] : [action],
    );
    const meant = alone.filter((action) => /^(?:iam|sso|identitystore):|:Put.*(?:Policy|Acl)$/.test(action));
    expect(meant.length).toBeGreaterThan(20);
    expect(meant.filter((action) => !ADMINISTRATIVE_ACTIONS.includes(action))).toEqual([]);
  });

  it('leave the work of applications', () => {
    const work = ['iam:PassRole', 'sts:AssumeRole', 'lambda:UpdateFunctionCode', 'kms:CreateGrant', 's3:PutObject'];
    for (const action of work) expect(ADMINISTRATIVE_ACTIONS).not.toContain(action);
  });

  it('guard each resource against a change of its policy', () => {
    for (const [service, actions] of RESOURCE_GUARDS) {
      expect(actions.every((action) => action.startsWith(`${service}:`))).toBe(true);
      expect(actions.some((action) => /:(?:Put|Set).*(?:Policy|Attributes)$/.test(action))).toBe(true);
    }
  });
});

const PLACES: readonly (readonly [string, (arn: never) => unknown])[] = [
  ['deployer of adminActions', (deployerArn) => DenyGuards.adminActions({ deployerArn })],
  ['approved of adminActions', (arn) => DenyGuards.adminActions({ deployerArn: DEPLOYER, approvedPrincipals: [arn] })],
  ['deployer of resourcePolicy', (deployerArn) => DenyGuards.resourcePolicy({ ...RESOURCE, deployerArn })],
  ['approved of resourcePolicy', (arn) => DenyGuards.resourcePolicy({ ...RESOURCE, approvedPrincipals: [arn] })],
  ['approved of assumeRole', (arn) => DenyGuards.assumeRole({ approvedPrincipals: [arn] })],
  ['deployer of a boundary', (deployerArn) => new DenyGuardBoundary(newStack(), 'b', { deployerArn })],
  [
    'kept access',
    (arn) => {
      DeployerAccess.of(newStack()).keep(arn);
    },
  ],
];

describe.each(PLACES)('a principal: %s', (_, use) => {
  it.each([
    '*',
    'arn:aws:iam::*:role/Admin',
    `arn:aws:iam::${ACCOUNT}:role/Admin*`,
    `arn:aws:iam::${ACCOUNT}:role/Admi?`,
    `arn:aws:iam::${ACCOUNT}:role/*`,
    `arn:*:iam::${ACCOUNT}:role/Admin`,
    'arn:aws:iam:::role/Admin',
    'arn:aws:iam::11112222333:role/Admin',
    `arn:aws:iam::${ACCOUNT}:role/ci/`,
    `arn:aws:iam::${ACCOUNT}:role/ci//Admin`,
    'arn:aws:iam::${var.account}:role/ci/',
    `arn:aws:iam::${ACCOUNT}:root`,
    `arn:aws:iam::${ACCOUNT}:group/admins`,
    `arn:aws:sts::${ACCOUNT}:assumed-role/Admin/session`,
    ACCOUNT,
    'Admin',
    '',
    'arn:aws:iam::${var.account}:role/*',
    'arn:aws:iam::*:role/${var.name}',
    '${var.prefix}*',
    'x${var.arn}',
    'arn:${var.partition}:iam::${var.account}:${var.rest}',
    `arn:aws:iam::${ACCOUNT}:user/\${aws:username}`,
    `arn:aws:iam::${ACCOUNT}:user/$\${aws:username}`,
    `arn:aws:iam::${ACCOUNT}:role/\${aws:PrincipalTag/team, 'none'}`,
    `arn:aws:iam::${ACCOUNT}:role/\${*}`,
    '${aws:PrincipalArn}',
    `arn:aws:iam::\uE000:role/Admin`,
  ])('is no %p', (arn) => {
    const error = errorOf(() => use(arn as never));
    expect(error.code).toBe('PRINCIPAL_ARN_INVALID');
    expect(error.message).toMatch(/is no ARN of one role or user|names nobody/);
  });

  it('is no value of another type', () => {
    for (const value of STRANGE) expect(() => use(value as never)).toThrow(GuardrailsError);
  });

  it.each([
    ADMIN,
    `arn:aws-us-gov:iam::${ACCOUNT}:role/a/b/c`,
    `arn:aws-cn:iam::${ACCOUNT}:user/team/alice`,
    '${aws_iam_role.admin.arn}',
    'arn:aws:iam::${data.aws_caller_identity.me.account_id}:role/ci/${var.name}',
  ])('may be %p', (arn) => {
    expect(() => use(arn as never)).not.toThrow();
  });
});

describe('a token for a principal', () => {
  const guarded = (arn: string): (() => unknown) => {
    const stack = newStack();
    const role = newRole(stack);
    return () => {
      for (const statement of DenyGuards.adminActions({ deployerArn: arn })) role.addToPolicy(statement);
      return synth(stack);
    };
  };

  it('stays what it is', () => {
    const stack = newStack();
    const role = newRole(stack);
    for (const statement of DenyGuards.adminActions({ deployerArn: role.roleArn })) role.addToPolicy(statement);
    expect(String(onlyResource(synth(stack), 'aws_iam_policy').policy)).toContain(
      `"aws:PrincipalArn":["\${aws_iam_role.${role.resource.friendlyUniqueId}.arn}"]`,
    );
  });

  it('may not turn out to be a pattern', () => {
    expect(guarded(Token.asString({ resolve: () => 'arn:aws:iam::*:role/Admin*' }))).toThrow(/PRINCIPAL_ARN_INVALID/);
    expect(guarded(Token.asString({ resolve: () => '${aws:PrincipalArn}' }))).toThrow(/PRINCIPAL_ARN_INVALID/);
    expect(guarded(Token.asString({ resolve: () => 'x${var.admin}' }))).toThrow(/PRINCIPAL_ARN_INVALID/);
    expect(guarded(Token.asString({ resolve: () => undefined }))).toThrow(/PRINCIPAL_ARN_INVALID/);
    expect(guarded(Token.asString({ resolve: () => ADMIN }))).not.toThrow();
    expect(guarded(Fn.join('/', ['arn:aws:iam::111122223333:role', '${var.admin}']))).not.toThrow();
    const stack = newStack();
    const variable = new TerraformVariable(stack, 'admin', { default: 'arn:aws:iam::*:role/*' });
    const role = newRole(stack);
    const attach = (): unknown => {
      for (const each of DenyGuards.adminActions({ deployerArn: variable.stringValue })) role.addToPolicy(each);
      return synth(stack);
    };
    expect(attach).toThrow(/PRINCIPAL_ARN_INVALID/);
  });

  it('may not be a whole list', () => {
    const list = Token.asList('${var.admins}');
    const error = errorOf(() => DenyGuards.adminActions({ deployerArn: DEPLOYER, approvedPrincipals: list }));
    expect(error.message).toContain('a list that is not known before Terraform runs');
    expect(errorOf(() => DenyGuards.assumeRole({ approvedPrincipals: list })).code).toBe('PRINCIPAL_ARN_INVALID');
  });
});

describe('deny guards', () => {
  it.each<[string, Use]>([
    ['adminActions', (p) => DenyGuards.adminActions(p)],
    ['otherRegions', (p) => DenyGuards.otherRegions(p)],
    ['resourcePolicy', (p) => DenyGuards.resourcePolicy(p)],
    ['assumeRole', (p) => DenyGuards.assumeRole(p)],
    ['DenyGuardBoundary', (p) => new DenyGuardBoundary(newStack(), 'b', p)],
    ['services', (services) => new DenyGuardBoundary(newStack(), 'b', { deployerArn: DEPLOYER, services: [services] })],
    ['further actions', (more) => DenyGuards.adminActions({ deployerArn: DEPLOYER, furtherActions: [more] })],
    ['a text of further actions', (more) => DenyGuards.adminActions({ deployerArn: DEPLOYER, furtherActions: more })],
    ['regions', (region) => DenyGuards.otherRegions({ regions: [region] })],
    ['exempt actions', (more) => DenyGuards.otherRegions({ regions: ['eu-west-1'], exemptActions: [more] })],
    ['a service', (service) => DenyGuards.resourcePolicy({ ...RESOURCE, service })],
    ['a resource', (resourceArn) => DenyGuards.resourcePolicy({ ...RESOURCE, resourceArn })],
  ])('refuse values of another type: %s', (name, use) => {
    for (const value of STRANGE) {
      if (name === 'a text of further actions' && Array.isArray(value)) continue;
      expect(() => use(value as never)).toThrow(GuardrailsError);
    }
  });

  it('approve somebody', () => {
    expect(errorOf(() => DenyGuards.assumeRole({ approvedPrincipals: [] })).message).toContain('names nobody');
    const none = { deployerArn: DEPLOYER, approvedPrincipals: [] };
    expect(errorOf(() => DenyGuards.adminActions(none)).code).toBe('PRINCIPAL_ARN_INVALID');
  });

  it('name each principal once, the deployer first', () => {
    const guards = DenyGuards.adminActions({ deployerArn: DEPLOYER, approvedPrincipals: [ADMIN, DEPLOYER, ADMIN] });
    const json = guards.map((guard) => guard._toStatementJson());
    for (const { Condition } of json)
      expect(Condition).toEqual({ ArnNotEquals: { 'aws:PrincipalArn': [DEPLOYER, ADMIN] } });
    expect(json.map(({ Sid }) => Sid)).toEqual(['DenyAdministration', 'DenyApprovedNames']);
    expect(json[1]?.Resource).toEqual([DEPLOYER, ADMIN]);
  });

  it('take further actions, but not all', () => {
    const [first] = DenyGuards.adminActions({
      deployerArn: DEPLOYER,
      furtherActions: ['account:*', 'kms:PutKeyPolicy'],
    });
    const { Action: actions = [] } = first?._toStatementJson() ?? {};
    expect(actions.filter((action) => action === 'account:*' || action === 'kms:PutKeyPolicy')).toHaveLength(2);
    const all = { deployerArn: DEPLOYER, furtherActions: ['*'] };
    expect(errorOf(() => DenyGuards.adminActions(all)).code).toBe('POLICY_ACTION_WILDCARD');
  });

  it.each(['*', '**', '?*', '*:*'])('exempt no region from everything: %p', (action) => {
    const error = errorOf(() => DenyGuards.otherRegions({ regions: ['eu-west-1'], exemptActions: [action] }));
    expect(error.code).toBe('POLICY_ACTION_WILDCARD');
  });

  it.each([[[]], [['eu-west']], [['*']], ['eu-west-1']])('take no regions %p', (regions) => {
    expect(errorOf(() => DenyGuards.otherRegions({ regions: regions as string[] })).code).toBe(
      'POLICY_CONDITION_INVALID',
    );
  });

  it.each([
    ['lambda', BUCKET, 'PROPS_INVALID'],
    ['constructor', BUCKET, 'PROPS_INVALID'],
    ['sqs', BUCKET, 'POLICY_RESOURCE_INVALID'],
    ['s3', 'arn:aws:s3:::*', 'POLICY_RESOURCE_INVALID'],
    ['s3', '*', 'POLICY_RESOURCE_INVALID'],
    ['s3', `${BUCKET}/key`, 'POLICY_RESOURCE_INVALID'],
    ['s3', '${aws_s3_bucket.b.arn}/*', 'POLICY_RESOURCE_INVALID'],
    ['s3', 'arn:aws:s3:::${var.bucket}/key', 'POLICY_RESOURCE_INVALID'],
    ['s3', 'arn:aws:s3:::$${aws:username}', 'POLICY_RESOURCE_INVALID'],
    ['sqs', 'arn:aws:sqs:eu-west-1:${var.account}:*', 'POLICY_RESOURCE_INVALID'],
    ['s3', 'reports', 'POLICY_RESOURCE_INVALID'],
  ])('guard no %s at %s', (service, resourceArn, code) => {
    expect(errorOf(() => DenyGuards.resourcePolicy({ ...RESOURCE, service, resourceArn })).code).toBe(code);
  });

  it.each([
    ['s3', 'arn:aws-us-gov:s3:::reports'],
    ['s3', '${aws_s3_bucket.list["a/b"].arn}'],
    ['s3', 'arn:${data.aws_partition.p.partition}:s3:::${var.bucket}'],
    ['kms', '*'],
    ['dynamodb', `arn:aws:dynamodb:eu-west-1:${ACCOUNT}:table/orders`],
  ])('guard %s at %s', (service, resourceArn) => {
    const { statement } = DenyGuards.resourcePolicy({ ...RESOURCE, service, resourceArn });
    expect(statement.Resource).toEqual([resourceArn]);
  });

  it('name no resource in the policy of a repository, which ECR refuses', () => {
    const resourceArn = `arn:aws:ecr:eu-west-1:${ACCOUNT}:repository/shop`;
    const { statement } = DenyGuards.resourcePolicy({ ...RESOURCE, service: 'ecr', resourceArn });
    expect(statement).not.toHaveProperty('Resource');
    expect(statement).toMatchObject({ Effect: 'Deny', Principal: '*' });
  });

  it('cannot be changed after they were made', () => {
    const guard = DenyGuards.resourcePolicy(RESOURCE);
    guard.actions.pop();
    guard.statement.Effect = 'Allow';
    guard.conditions.ArnNotEquals = {};
    expect(guard.statement).toMatchObject({ Effect: 'Deny', Principal: '*', Resource: [BUCKET] });
    expect(guard.actions).toContain('s3:PutBucketPolicy');
    expect(guard.conditions).toEqual({
      ArnNotEquals: { 'aws:PrincipalArn': [DEPLOYER] },
      BoolIfExists: { 'aws:PrincipalIsAWSService': ['false'] },
    });
  });

  it('fit into one managed policy, with regions and several principals', () => {
    const principals = ['a', 'b', 'c'].map((name) => roleArn(`administration/${name}`));
    const statements = [
      ...DenyGuards.adminActions({ deployerArn: DEPLOYER, approvedPrincipals: principals }),
      DenyGuards.otherRegions({ regions: ['eu-west-1', 'eu-central-1'] }),
    ];
    expect(new PolicyDocument(...statements).toJson().length).toBeLessThan(6144);
  });
});

describe('AssumeRoleGuard', () => {
  it('lets nobody in by itself', () => {
    const stack = newStack();
    const role = newRole(stack, { assumedBy: DenyGuards.assumeRole({ approvedPrincipals: [ADMIN] }) });
    expect(() => synth(stack)).toThrow(/PRINCIPAL_MISSING: the trust of the role lets nobody in/);
    role.addTrust(new ServicePrincipal('ecs-tasks.amazonaws.com'));
    expect(() => synth(stack)).not.toThrow();
  });

  it('and the guard of a resource check what they are made of', () => {
    for (const props of [{ approvedPrincipals: ['*'] }, ['*'], undefined]) {
      expect(() => new AssumeRoleGuard(props as never)).toThrow(GuardrailsError);
    }
    expect(() => new ResourcePolicyGuard({ ...RESOURCE, deployerArn: '*' })).toThrow(/PRINCIPAL_ARN_INVALID/);
  });
});

describe('DenyGuardBoundary', () => {
  const props = { deployerArn: DEPLOYER };

  it('cannot approve a role that it bounds by the attribute of that role', () => {
    const stack = newStack();
    const { roleArn: deployerArn } = newRole(stack);
    const { managedPolicyArn } = new DenyGuardBoundary(stack, 'boundary', { deployerArn });
    PermissionsBoundary.of(stack).apply(managedPolicyArn);
    expect(() => synth(stack)).toThrow(
      /PERMISSIONS_BOUNDARY_INVALID: aws_iam_role\.\S+ is bounded by the policy that approves it/,
    );
  });

  it('keeps to the services that it is given', () => {
    const stack = newStack();
    new DenyGuardBoundary(stack, 'boundary', { ...props, services: ['s3', 'sqs', 's3'] });
    expect(String(onlyResource(synth(stack), 'aws_iam_policy').policy)).toContain('"Action":["s3:*","sqs:*"]');
  });

  it.each([[[]], [['*']], [['s3:*']], [['S3']], ['s3'], [['__proto__:x']]])('takes no services %p', (services) => {
    const error = errorOf(() => new DenyGuardBoundary(newStack(), 'b', { ...props, services: services as string[] }));
    expect(error.code).toBe('PROPS_INVALID');
    expect(error.constructPath).toBe('shop/b');
  });

  it('limits the roles that bounded roles use, by a path and by names', () => {
    const stack = newStack();
    new DenyGuardBoundary(stack, 'b', { ...props, usableRolePath: '/shop/', usableRoleArns: [roleArn('shared')] });
    const text = String(onlyResource(synth(stack), 'aws_iam_policy').policy)
      .replace(/\$\{data\.aws_partition[^}]*\}/g, 'aws')
      .replace(/\$\{data\.aws_caller_identity[^}]*\}/g, ACCOUNT);
    const permissionsBoundary = policyFromJson('boundary', text);
    const pass = (name: string): string =>
      decide(
        { as: roleArn('shop/worker'), action: 'iam:PassRole', resource: roleArn(name) },
        { identityPolicies: [EVERYTHING], permissionsBoundary },
      );
    expect(['shop/other', 'shared', 'Worker', 'shopping/other', 'ci/Deployer'].map(pass)).toEqual([
      'allowed',
      'allowed',
      'explicitDeny',
      'explicitDeny',
      'explicitDeny',
    ]);
  });

  it.each<[Partial<DenyGuardBoundaryProps>, string]>([
    [{ usableRolePath: '/' }, 'IAM_PATH_INVALID'],
    [{ usableRolePath: 'shop' }, 'IAM_PATH_INVALID'],
    [{ usableRolePath: '/*/' }, 'IAM_PATH_INVALID'],
    [{ usableRolePath: '${var.path}' }, 'IAM_PATH_INVALID'],
    [{ usableRoleArns: [roleArn('*')] }, 'PRINCIPAL_ARN_INVALID'],
    [{ usableRoleArns: [] }, 'PRINCIPAL_ARN_INVALID'],
  ])('takes no usable roles %p', (usable, code) => {
    expect(errorOf(() => new DenyGuardBoundary(newStack(), 'b', { ...props, ...usable })).code).toBe(code);
  });

  it('is not larger than a managed policy', () => {
    const many = Array.from({ length: 40 }, (_, index) => roleArn(`administration/team-${index}`));
    const error = errorOf(() => new DenyGuardBoundary(newStack(), 'b', { ...props, approvedPrincipals: many }));
    expect(error.code).toBe('POLICY_TOO_LARGE');
  });

  it('exempts from nothing without regions', () => {
    const error = errorOf(() => new DenyGuardBoundary(newStack(), 'b', { ...props, exemptActions: ['acm:*'] }));
    expect(error.message).toContain('without regions');
  });
});
