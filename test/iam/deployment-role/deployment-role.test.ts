import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { App, TerraformStack, TerraformVariable } from 'cdktf';
import { actionHasKey, serviceTable } from '../../../lib/iam-data';
import { DenyGuardBoundary, type DenyGuardBoundaryProps } from '../../../lib/iam/deny-guards';
import { ROLE_ADMINISTRATION } from '../../../lib/iam/deny-guards/administrative-actions';
import { DeploymentRole, type DeploymentRoleProps } from '../../../lib/iam/deployment-role';
import { BOUND_ACTIONS } from '../../../lib/iam/deployment-role/deployment-boundary';
import { trustedOtherwise } from '../../../lib/iam/deployment-role/deployment-role-checks';
import { OidcPrincipal } from '../../../lib/iam/oidc-principal';
import { PolicyStatement } from '../../../lib/iam/policy-statement';
import { ServicePrincipal } from '../../../lib/iam/service-principal';
import { errorOf, newStack, onlyResource, resourcesOf, synth } from '../../core/support';
import { ACCOUNT, ofStack, roleArn } from '../deny-guards/support';
import { newRole } from '../support';

const GITHUB = `arn:aws:iam::${ACCOUNT}:oidc-provider/token.actions.githubusercontent.com`;
const WORKLOAD_BOUNDARY = `arn:aws:iam::${ACCOUNT}:policy/workloads`;
const OWN = roleArn('deployment/deployer');
const OWN_BOUNDARY = `arn:aws:iam::${ACCOUNT}:policy/deployment/deployer-boundary`;

function pipeline(environment = 'production'): OidcPrincipal {
  return OidcPrincipal.gitHubActions({ providerArn: GITHUB, owner: 'acme', repository: 'shop', environment });
}

function deployer(stack: TerraformStack, props: Partial<DeploymentRoleProps> = {}): DeploymentRole {
  const base = { assumedBy: pipeline(), roleName: 'deployer', services: ['s3', 'iam', 'sts', 'ecs'] };
  return new DeploymentRole(stack, 'deployer', { ...base, ...props });
}

/** A stack whose deployment role was given everything by accident. */
function administrator(props: Partial<DeploymentRoleProps> = {}): TerraformStack {
  const stack = newStack();
  const everything = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
  const accident = new IamPolicy(stack, 'accident', { policy: JSON.stringify(everything) });
  deployer(stack, props).addManagedPolicy(accident.arn);
  synth(stack);
  return stack;
}

function refusal(props: Partial<Record<keyof DeploymentRoleProps, unknown>>): readonly [code: string, text: string] {
  const { code, message } = errorOf(() => deployer(newStack(), props as Partial<DeploymentRoleProps>));
  return [code, message];
}

describe('a deployment role that may make roles', () => {
  const stack = administrator({
    workloadBoundary: WORKLOAD_BOUNDARY,
    regions: ['eu-west-1'],
    usableRoleArns: [roleArn('shared')],
  });
  const bound = { 'iam:PermissionsBoundary': WORKLOAD_BOUNDARY };
  const other = { 'iam:PermissionsBoundary': `arn:aws:iam::${ACCOUNT}:policy/other` };
  const worker = roleArn('workload/worker');

  it.each<readonly [string, string, string, Readonly<Record<string, string>>, string]>([
    ['what it deploys', 's3:CreateBucket', 'arn:aws:s3:::reports', {}, 'allowed'],
    ['what it does not', 'sqs:CreateQueue', `arn:aws:sqs:eu-west-1:${ACCOUNT}:q`, {}, 'implicitDeny'],
    [
      'another region',
      's3:CreateBucket',
      'arn:aws:s3:::reports',
      { 'aws:RequestedRegion': 'us-east-1' },
      'explicitDeny',
    ],
    ['IAM in its region', 'iam:GetRole', worker, { 'aws:RequestedRegion': 'us-east-1' }, 'allowed'],
    ['a user', 'iam:CreateUser', `arn:aws:iam::${ACCOUNT}:user/workload/eve`, {}, 'explicitDeny'],
    ['a key', 'iam:CreateAccessKey', `arn:aws:iam::${ACCOUNT}:user/eve`, {}, 'explicitDeny'],
    ['a provider of identities', 'iam:CreateOpenIDConnectProvider', GITHUB, {}, 'explicitDeny'],
    ['a bounded role', 'iam:CreateRole', worker, bound, 'allowed'],
    ['a role with another boundary', 'iam:CreateRole', worker, other, 'explicitDeny'],
    ['a role without one', 'iam:CreateRole', worker, {}, 'explicitDeny'],
    ['a bounded role elsewhere', 'iam:CreateRole', roleArn('worker'), bound, 'explicitDeny'],
    ['a policy for a bounded role', 'iam:AttachRolePolicy', worker, bound, 'allowed'],
    ['a policy for a role without one', 'iam:AttachRolePolicy', worker, {}, 'explicitDeny'],
    ['a policy for itself', 'iam:AttachRolePolicy', OWN, bound, 'explicitDeny'],
    ['another boundary', 'iam:PutRolePermissionsBoundary', worker, other, 'explicitDeny'],
    ['no boundary', 'iam:DeleteRolePermissionsBoundary', worker, bound, 'explicitDeny'],
    ['trust of its workloads', 'iam:UpdateAssumeRolePolicy', worker, bound, 'allowed'],
    ['trust of a role without one', 'iam:UpdateAssumeRolePolicy', worker, {}, 'explicitDeny'],
    ['trust of itself', 'iam:UpdateAssumeRolePolicy', OWN, bound, 'explicitDeny'],
    ['trust of others', 'iam:UpdateAssumeRolePolicy', roleArn('admin'), bound, 'explicitDeny'],
    ['its own boundary', 'iam:CreatePolicyVersion', OWN_BOUNDARY, {}, 'explicitDeny'],
    ['the boundary of workloads', 'iam:SetDefaultPolicyVersion', WORKLOAD_BOUNDARY, {}, 'explicitDeny'],
    ['a policy of workloads', 'iam:CreatePolicy', `arn:aws:iam::${ACCOUNT}:policy/workload/p`, {}, 'allowed'],
    ['a policy of others', 'iam:CreatePolicyVersion', `arn:aws:iam::${ACCOUNT}:policy/p`, {}, 'explicitDeny'],
    ['a role for a service', 'iam:PassRole', worker, {}, 'allowed'],
    ['a shared role for a service', 'iam:PassRole', roleArn('shared'), {}, 'allowed'],
    ['any role for a service', 'iam:PassRole', roleArn('admin'), {}, 'explicitDeny'],
    ['another role', 'sts:AssumeRole', roleArn('admin'), {}, 'explicitDeny'],
  ])('%s: %s on %s with %p: %s', (_, action, resource, context, decision) => {
    const keys = { 'aws:RequestedRegion': 'eu-west-1', ...context };
    expect(ofStack(stack, 'deployer', { action, resource, context: keys })).toBe(decision);
  });
});

describe('a deployment role', () => {
  it('makes and changes no roles unless the boundary of workloads is named', () => {
    const stack = administrator();
    const worker = roleArn('workload/worker');
    for (const action of [...ROLE_ADMINISTRATION, 'iam:DeleteRole', 'iam:UpdateRole']) {
      expect(ofStack(stack, 'deployer', { action, resource: worker })).toBe('explicitDeny');
    }
    expect(ofStack(stack, 'deployer', { action: 'iam:PassRole', resource: worker })).toBe('allowed');
    expect(ofStack(stack, 'deployer', { action: 'iam:PassRole', resource: OWN })).toBe('explicitDeny');
  });

  it('asks for the boundary in every action that gives to roles and whose requests carry it', () => {
    const iam = serviceTable('iam');
    if (iam === undefined) throw new Error('no table of iam');
    const carrying = [...iam.actions.values()]
      .filter((action) => actionHasKey(iam, action, 'iam:PermissionsBoundary') && action.name.includes('Role'))
      .filter(({ accessLevel, name }) => accessLevel === 'Permissions management' || name === 'CreateRole')
      .map(({ name }) => `iam:${name}`);
    // What takes the boundary off is denied altogether.
    expect([...BOUND_ACTIONS, 'iam:DeleteRolePermissionsBoundary'].sort()).toEqual(carrying.sort());
  });

  it('is allowed what it was granted, and nothing by its boundary', () => {
    const stack = newStack();
    const statement = PolicyStatement.allow({ actions: ['s3:PutObject'], resources: ['arn:aws:s3:::site/*'] });
    deployer(stack, { statements: [statement] });
    const ask = (action: string): string =>
      ofStack(stack, 'deployer', { action, resource: 'arn:aws:s3:::site/index.html' });
    expect(ask('s3:PutObject')).toBe('allowed');
    expect(ask('s3:DeleteObject')).toBe('implicitDeny');
  });

  it('is trusted by its pipelines alone, and bound from the first', () => {
    const stack = newStack();
    const role = deployer(stack);
    role.addTrust(pipeline('staging'));
    const json = synth(stack);
    const trust = onlyResource(json, 'aws_iam_role');
    expect(String(trust.assume_role_policy)).toContain('repo:acme/shop:environment:staging');
    expect(trust).toMatchObject({
      name: 'deployer',
      path: '/deployment/',
      permissions_boundary: `\${aws_iam_policy.${role.boundary.friendlyUniqueId}.arn}`,
    });
    expect(onlyResource(json, 'aws_iam_policy')).toMatchObject({ name: 'deployer-boundary', path: '/deployment/' });
    expect(
      errorOf(() => {
        role.addTrust(new ServicePrincipal('ec2.amazonaws.com'));
      }).code,
    ).toBe('DEPLOYMENT_ROLE_INVALID');
  });

  it('is assumed by no role, whatever is granted', () => {
    const stack = newStack();
    deployer(stack).grantAssume(newRole(stack));
    expect(() => synth(stack)).toThrow(
      /DEPLOYMENT_ROLE_INVALID: principal .* but a deployment is assumed by pipelines/,
    );
  });

  it('says its ARN before it is there', () => {
    const stack = newStack();
    const [partition, account] = ['partition', 'caller-identity'].map((kind) => `guardrails-aws-${kind}`);
    const boundary = new DenyGuardBoundary(stack, 'boundary', {
      deployerArn: DeploymentRole.arnOf(stack, 'deployer'),
      policyName: 'workloads',
      usableRolePath: '/workload/',
    });
    deployer(stack, { workloadBoundary: boundary.managedPolicyArn });
    const [policy] = resourcesOf(synth(stack), 'aws_iam_policy').filter(({ name }) => name === 'workloads');
    expect(String(policy?.policy)).toContain(
      `arn:\${data.aws_partition.${partition}.partition}:iam::\${data.aws_caller_identity.${account}.account_id}:role/deployment/deployer`,
    );
  });

  it('takes no boundary whose workloads may use every role, as it would do so by a workload', () => {
    const stack = newStack();
    const deployerArn = roleArn('deployment/deployer');
    const boundary = (id: string, props: Partial<DenyGuardBoundaryProps> = {}): string =>
      new DenyGuardBoundary(stack, id, { deployerArn, ...props }).managedPolicyArn;
    const wide = ['wide', 'sts'].map((id) => boundary(id, id === 'sts' ? { services: ['s3', 'sts'] } : {}));
    for (const workloadBoundary of wide) {
      const { code, message } = errorOf(() => deployer(stack, { workloadBoundary }));
      expect(code).toBe('DEPLOYMENT_ROLE_INVALID');
      expect(message).toContain('lets workloads assume any role and hand it to services');
      stack.node.tryRemoveChild('deployer');
    }
    expect(() => deployer(stack, { workloadBoundary: boundary('data', { services: ['s3'] }) })).not.toThrow();
    stack.node.tryRemoveChild('deployer');
    const late = new TerraformStack(App.of(stack), 'late');
    new AwsProvider(late, 'aws', { region: 'eu-west-1' });
    expect(() => deployer(late, { workloadBoundary: wide[0] })).toThrow(/lets workloads assume any role/);
    const elsewhere = newStack('elsewhere');
    const workloadBoundary = boundary('path', { usableRolePath: '/workload/' });
    expect(() => deployer(elsewhere, { workloadBoundary })).not.toThrow();
  });

  it('changes nothing of IAM but roles, policies, instance profiles and server certificates', () => {
    const stack = administrator({ services: ['iam', 'sso', 'sso-directory', 'identitystore', 'rolesanywhere'] });
    const left = ['iam', 'sso', 'sso-directory', 'identitystore', 'rolesanywhere'].flatMap((service) =>
      [...(serviceTable(service)?.actions.values() ?? [])]
        .filter(({ accessLevel }) => accessLevel !== 'Read' && accessLevel !== 'List')
        .map(({ name }) => `${service}:${name}`)
        .filter((action) => {
          const resource = `arn:aws:iam::${ACCOUNT}:user/eve`;
          return ofStack(stack, 'deployer', { action, resource }) !== 'explicitDeny';
        }),
    );
    expect(left).toEqual([]);
    const read = { action: 'iam:GetUser', resource: `arn:aws:iam::${ACCOUNT}:user/eve` };
    expect(ofStack(stack, 'deployer', read)).toBe('allowed');
    const linked = roleArn('aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS');
    expect(ofStack(stack, 'deployer', { action: 'iam:CreateServiceLinkedRole', resource: linked })).toBe('allowed');
  });

  it.each([
    ['one action', { Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' }],
    ['all actions but one', { Effect: 'Allow', Principal: '*', NotAction: 'sts:TagSession' }],
    ['all principals but one', { Effect: 'Allow', NotPrincipal: { AWS: OWN }, Action: 'sts:*' }],
  ])('sees strangers in a trust of one statement: %s', (_, statement) => {
    const found = trustedOtherwise(JSON.stringify({ Version: '2012-10-17', Statement: statement }));
    expect(found).toBeDefined();
    expect(trustedOtherwise(JSON.stringify({ Statement: [null, 'x'] }))).toBeUndefined();
  });

  it.each([
    ['path', '/workload/'],
    ['path', null],
    ['name', 'worker'],
  ])('keeps its %s, whatever overrides say: %p', (attribute, value) => {
    const stack = newStack();
    deployer(stack).resource.addOverride(attribute, value);
    expect(() => synth(stack)).toThrow(new RegExp(`DEPLOYMENT_ROLE_INVALID: ${attribute} is overridden by`));
  });

  it('has no ARN without a name or a whole path', () => {
    const stack = newStack();
    expect(errorOf(() => DeploymentRole.arnOf(stack, '')).code).toBe('DEPLOYMENT_ROLE_INVALID');
    for (const path of ['deployment', '/deployment', '']) {
      expect(errorOf(() => DeploymentRole.arnOf(stack, 'deployer', path)).code).toBe('IAM_PATH_INVALID');
    }
  });

  it('is not named by its attribute in the boundary that is made before it', () => {
    const stack = newStack();
    const later: { arn?: string } = {};
    const boundary = new DenyGuardBoundary(stack, 'boundary', {
      deployerArn: '${var.placeholder}',
      usableRolePath: '/workload/',
    });
    later.arn = deployer(stack, { workloadBoundary: boundary.managedPolicyArn }).roleArn;
    boundary.resource.addOverride('description', `for ${later.arn}`);
    expect(() => synth(stack)).toThrow(/DEPLOYMENT_ROLE_INVALID: workloadBoundary names this role by its attribute/);
  });

  it.each<[string, Partial<Record<keyof DeploymentRoleProps, unknown>>, string, string]>([
    ['no principal', { assumedBy: undefined }, 'DEPLOYMENT_ROLE_INVALID', 'OpenID Connect'],
    ['a service', { assumedBy: new ServicePrincipal('ec2.amazonaws.com') }, 'DEPLOYMENT_ROLE_INVALID', 'OpenID'],
    ['no name', { roleName: undefined }, 'DEPLOYMENT_ROLE_INVALID', 'roleName'],
    ['an empty name', { roleName: '' }, 'DEPLOYMENT_ROLE_INVALID', 'roleName'],
    ['a name of another kind', { roleName: 'a b' }, 'ROLE_NAME_INVALID', 'roleName'],
    ['no services', { services: undefined }, 'PROPS_INVALID', 'services is left out'],
    ['an empty list of services', { services: [] }, 'PROPS_INVALID', 'services is []'],
    ['every service', { services: ['*'] }, 'PROPS_INVALID', 'service "*" is none'],
    ['actions for services', { services: ['s3:*'] }, 'PROPS_INVALID', 'service "s3:*" is none'],
    ['a path among workloads', { path: '/workload/ci/' }, 'DEPLOYMENT_ROLE_INVALID', 'could change itself'],
    ['all paths for workloads', { workloadPath: '/' }, 'DEPLOYMENT_ROLE_INVALID', 'where all roles are'],
    ['a pattern of paths for workloads', { workloadPath: '/*/' }, 'DEPLOYMENT_ROLE_INVALID', 'is a pattern'],
    ['a pattern of one letter', { workloadPath: '/w?rkload/' }, 'DEPLOYMENT_ROLE_INVALID', 'is a pattern'],
    [
      'a variable of IAM for a boundary',
      { workloadBoundary: '${aws:PrincipalTag/boundary}' },
      'DEPLOYMENT_ROLE_INVALID',
      'a variable of IAM',
    ],
    ['a path without slash', { workloadPath: 'workload' }, 'IAM_PATH_INVALID', 'path'],
    ['a path of a number', { path: 7 }, 'IAM_PATH_INVALID', 'path is 7'],
    ['a path that is not known', { path: '${var.path}' }, 'DEPLOYMENT_ROLE_INVALID', 'not known before Terraform'],
    [
      'a boundary among workloads',
      { workloadBoundary: `arn:aws:iam::${ACCOUNT}:policy/workload/boundary` },
      'DEPLOYMENT_ROLE_INVALID',
      'below workloadPath',
    ],
    [
      'a boundary that bounds nothing',
      { workloadBoundary: 'arn:aws:iam::aws:policy/AdministratorAccess' },
      'PERMISSIONS_BOUNDARY_INVALID',
      'bounds nothing',
    ],
    ['patterns of roles', { usableRoleArns: [roleArn('*')] }, 'PRINCIPAL_ARN_INVALID', 'without wildcards'],
    ['users', { usableRoleArns: [`arn:aws:iam::${ACCOUNT}:user/a`] }, 'DEPLOYMENT_ROLE_INVALID', 'is a user'],
    ['a text of roles', { usableRoleArns: roleArn('a') }, 'PRINCIPAL_ARN_INVALID', 'names nobody'],
    ['no region', { regions: [] }, 'POLICY_CONDITION_INVALID', 'at least one'],
    ['exemptions from nothing', { exemptActions: ['acm:*'] }, 'POLICY_CONDITION_INVALID', 'without regions'],
    [
      'all exemptions',
      { regions: ['eu-west-1'], exemptActions: ['*'] },
      'POLICY_ACTION_WILDCARD',
      'exempts everything',
    ],
    ['statements that are none', { statements: {} }, 'POLICY_STATEMENT_INVALID', 'statements is {}'],
    ['a long session without a reason', { maxSessionDurationSeconds: 7200 }, 'LOOSENING_REASON_MISSING', '7200'],
    [
      'too many services',
      { services: Array.from({ length: 400 }, (_, n) => `service-${n}`) },
      'POLICY_TOO_LARGE',
      'fewer',
    ],
  ])('refuses %s', (_, props, code, text) => {
    const [got, message] = refusal(props);
    expect(message).toContain(text);
    expect(got).toBe(code);
  });

  it('refuses pull requests, whatever the reason', () => {
    const assumedBy = OidcPrincipal.gitHubActions({
      providerArn: GITHUB,
      owner: 'acme',
      repository: 'shop',
      pullRequestReason: 'previews',
    });
    expect(refusal({ assumedBy })).toEqual([
      'DEPLOYMENT_ROLE_INVALID',
      expect.stringContaining('code that nobody has reviewed'),
    ]);
  });

  it.each([undefined, null, 'deployer', []])('refuses props %p', (props) => {
    const error = errorOf(() => new DeploymentRole(newStack(), 'deployer', props as unknown as DeploymentRoleProps));
    expect(error.code).toBe('PROPS_INVALID');
  });

  it('takes tokens where they are checked later', () => {
    const stack = newStack();
    const variable = (id: string): string => new TerraformVariable(stack, id, { type: 'string' }).stringValue;
    const usable = variable('usable');
    deployer(stack, {
      roleName: variable('name'),
      workloadBoundary: variable('boundary'),
      usableRoleArns: [usable],
      regions: [variable('region')],
    });
    const text = String(onlyResource(synth(stack), 'aws_iam_policy').policy);
    expect(text).toContain(':policy/deployment/${var.name}-boundary');
    expect(text).toContain('"iam:PermissionsBoundary":["${var.boundary}"]');
    expect(text).toContain('${var.usable}');
    const wide = newStack();
    const everyone = new TerraformVariable(wide, 'usable', { default: 'arn:aws:iam::*:role/*' }).stringValue;
    expect(() => deployer(wide, { usableRoleArns: [everyone] })).toThrow(/PRINCIPAL_ARN_INVALID/);
  });
});
