import { EksCluster } from '@cdktf/provider-aws/lib/eks-cluster';
import { IamOpenidConnectProvider } from '@cdktf/provider-aws/lib/iam-openid-connect-provider';
import { type TerraformStack, TerraformVariable, Testing } from 'cdktf';
import { assess, loadJson, selectRules } from '../../lib/compliance';
import confusedDeputy from '../../lib/compliance/rules/iam/iam-role-trust-confused-deputy';
import { Guardrails } from '../../lib/enforcement/guardrails';
import { AccountPrincipal } from '../../lib/iam/account-principal';
import { CompositePrincipal } from '../../lib/iam/composite-principal';
import { OidcPrincipal } from '../../lib/iam/oidc-principal';
import type { EksServiceAccountProps, GitHubActionsProps } from '../../lib/iam/oidc-principal-props';
import { PodIdentityPrincipal, type PodIdentityPrincipalProps } from '../../lib/iam/pod-identity-principal';
import type { Principal } from '../../lib/iam/principal';
import { Role } from '../../lib/iam/role';
import { ServicePrincipal } from '../../lib/iam/service-principal';
import {
  evaluate,
  policyFromJson,
  type EvaluationRequest,
  type RequestContext,
  type RequestPrincipal,
} from '../../lib/policy-evaluation';
import { errorOf, newStack, onlyResource, synth, type Synthesised } from '../core/support';

const ROLE = 'arn:aws:iam::111122223333:role/app';
const GITHUB = 'token.actions.githubusercontent.com';
const GITHUB_PROVIDER = `arn:aws:iam::111122223333:oidc-provider/${GITHUB}`;
const CLUSTER_ISSUER = 'oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF';
const CLUSTER_PROVIDER = `arn:aws:iam::111122223333:oidc-provider/${CLUSTER_ISSUER}`;
const CLUSTER = 'arn:aws:eks:eu-west-1:111122223333:cluster/shop';

function trustText(assumedBy: Principal, stack: TerraformStack = newStack()): string {
  new Role(stack, 'app', { assumedBy });
  return String(onlyResource(synth(stack), 'aws_iam_role').assume_role_policy);
}

function decide(
  trust: string,
  principal: RequestPrincipal,
  action: string,
  context: RequestContext,
  identity?: EvaluationRequest['identityPolicies'],
): string {
  return evaluate({
    principal,
    action: `sts:${action}`,
    resource: ROLE,
    context,
    resourcePolicy: policyFromJson('trust', trust),
    ...(identity && { identityPolicies: identity }),
  }).decision;
}

describe('the trust in workflows of GitHub', () => {
  const create = (props: Partial<GitHubActionsProps>) =>
    OidcPrincipal.gitHubActions({ providerArn: GITHUB_PROVIDER, owner: 'acme', ...props });
  const assume = (trust: string, sub: string | undefined, aud: string | undefined = 'sts.amazonaws.com') =>
    decide(trust, { federated: GITHUB_PROVIDER }, 'AssumeRoleWithWebIdentity', {
      ...(sub !== undefined && { [`${GITHUB}:sub`]: sub }),
      ...(aud !== '' && { [`${GITHUB}:aud`]: aud }),
    });

  it.each<[Partial<GitHubActionsProps>, readonly string[], readonly string[]]>([
    [
      { repository: 'shop', branch: 'main' },
      ['repo:acme/shop:ref:refs/heads/main'],
      ['repo:acme/shop:ref:refs/heads/main2', 'repo:acme/shop2:ref:refs/heads/main', 'repo:acme/shop:pull_request'],
    ],
    [
      { repository: 'shop', environment: 'prod' },
      ['repo:acme/shop:environment:prod'],
      ['repo:acme/shop:ref:refs/heads/prod', 'repo:evil/shop:environment:prod'],
    ],
    [
      { repository: 'shop', pullRequestReason: 'plans read the state alone' },
      ['repo:acme/shop:pull_request'],
      ['repo:acme/shop:ref:refs/heads/main', 'repo:acme/other:pull_request', 'repo:evil/shop:pull_request'],
    ],
    [
      { repository: 'shop', branch: 'main', ownerId: '12', repositoryId: '345' },
      ['repo:acme@12/shop@345:ref:refs/heads/main'],
      [
        'repo:acme/shop:ref:refs/heads/main',
        'repo:acme@12/shop@3456:ref:refs/heads/main',
        'repo:acme@13/shop@345:ref:refs/heads/main',
        'repo:acme@12/shop@345:pull_request',
      ],
    ],
    [
      { anyRepositoryReason: 'each team publishes its packages', environment: 'release', ownerId: '12' },
      ['repo:acme@12/shop@345:environment:release'],
      ['repo:acme/shop:environment:release', 'repo:acme@123/shop@345:environment:release'],
    ],
    [
      { anyRepositoryReason: 'each team publishes its packages', environment: 'release' },
      ['repo:acme/shop:environment:release', 'repo:acme/new:environment:release'],
      ['repo:acme2/shop:environment:release', 'repo:acme/shop:environment:test', 'repo:evil/acme/shop:pull_request'],
    ],
  ])('admits by %j who is meant and nobody else', (props, admitted, refused) => {
    const trust = trustText(create(props));
    for (const subject of admitted) {
      expect([subject, assume(trust, subject)]).toEqual([subject, 'allowed']);
      expect(assume(trust, subject, 'https://github.com/acme')).toBe('implicitDeny');
      expect(assume(trust, subject, '')).toBe('implicitDeny');
    }
    for (const subject of refused) expect([subject, assume(trust, subject)]).toEqual([subject, 'implicitDeny']);
    expect(assume(trust, undefined)).toBe('implicitDeny');
  });

  it('shows what is wide on purpose, from wherever it comes', () => {
    const stack = newStack();
    const role = new Role(stack, 'app', {
      assumedBy: new CompositePrincipal(
        create({ repository: 'shop', pullRequestReason: 'plans read the state alone' }),
        create({ repository: 'shop', branch: 'main' }),
      ),
    });
    role.addTrust(create({ anyRepositoryReason: 'packages of every team', tag: 'v1' }));
    role.addTrust(create({ anyRepositoryReason: 'checks of all', pullRequestReason: 'checks read alone' }));
    expect(Guardrails.loosened(stack)).toMatchObject([
      { construct: 'Role', value: 'repo:acme/shop:pull_request', reason: 'plans read the state alone' },
      { construct: 'Role', value: 'repo:acme/*:ref:refs/tags/v1', reason: 'packages of every team' },
      { construct: 'Role', value: 'repo:acme/*:pull_request', reason: 'checks of all' },
      { construct: 'Role', value: 'repo:acme/*:pull_request', reason: 'checks read alone' },
    ]);
  });

  it.each<[Partial<GitHubActionsProps>, string | undefined]>([
    [{ repository: 'shop', branch: 'main' }, undefined],
    [{ repository: 'shop', branch: 'main', ownerId: '12', repositoryId: '345' }, undefined],
    [{ repository: 'shop', pullRequestReason: 'plans read alone' }, 'admits any pull request'],
    [{ anyRepositoryReason: 'packages', tag: 'v1' }, 'admits every repository of the owner'],
  ])('is found by the rule where it is wide: %j', (props, problem) => {
    const stack = newStack();
    new Role(stack, 'app', { assumedBy: create(props) });
    const { findings } = assess(
      [loadJson(Testing.synth(stack, true), 'shop')],
      selectRules({ rules: ['iam-oidc-trust-restricts-subject'] }),
    );
    const messages = findings.filter(({ verdict }) => verdict !== 'pass').map(({ message }) => message);
    expect(messages).toEqual(problem === undefined ? [] : [expect.stringContaining(problem)]);
  });

  it.each<[Partial<GitHubActionsProps>, string]>([
    [{ repository: 'shop', pullRequestReason: '' }, 'PRINCIPAL_SUBJECT_TOO_WIDE'],
    [{ repository: 'shop', pullRequestReason: '${var.reason}' }, 'PRINCIPAL_SUBJECT_TOO_WIDE'],
    [{ anyRepositoryReason: ' - ', branch: 'main' }, 'PRINCIPAL_SUBJECT_TOO_WIDE'],
    [{ anyRepositoryReason: true as never, branch: 'main' }, 'PRINCIPAL_SUBJECT_TOO_WIDE'],
    [{ branch: 'main' }, 'PRINCIPAL_SUBJECT_TOO_WIDE'],
    [{ repository: 'shop', anyRepositoryReason: 'both', branch: 'main' }, 'PRINCIPAL_SUBJECT_TOO_WIDE'],
    [{ repository: 'shop', branch: 'main', pullRequestReason: 'both' }, 'PRINCIPAL_SUBJECT_TOO_WIDE'],
    [{ repository: 'shop' }, 'PRINCIPAL_SUBJECT_TOO_WIDE'],
    [{ repository: 'shop', branch: 'main', owner: undefined }, 'PRINCIPAL_SUBJECT_TOO_WIDE'],
    [{ repository: 'shop', branch: 'main', owner: null as never }, 'PRINCIPAL_SUBJECT_TOO_WIDE'],
    [{ owner: '${var.owner}', anyRepositoryReason: 'a reason', branch: 'main' }, 'PRINCIPAL_SUBJECT_TOO_WIDE'],
    [{ anyRepositoryReason: 'a reason', branch: '${var.branch}' }, 'PRINCIPAL_SUBJECT_TOO_WIDE'],
    [{ repository: 'shop', branch: 'main', issuer: 'gitlab.com' }, 'PRINCIPAL_ARN_INVALID'],
    ...[{ ownerId: '12' }, { repositoryId: '345' }, { ownerId: '12', repositoryId: '*' }].map(
      (ids): [Partial<GitHubActionsProps>, string] => [
        { repository: 'shop', branch: 'main', ...ids },
        'PRINCIPAL_SUBJECT_TOO_WIDE',
      ],
    ),
    [{ repository: 'shop', branch: 'main', ownerId: 12 as never, repositoryId: '3' }, 'PRINCIPAL_SUBJECT_TOO_WIDE'],
    [
      { anyRepositoryReason: 'packages', branch: 'main', ownerId: '12', repositoryId: '345' },
      'PRINCIPAL_SUBJECT_TOO_WIDE',
    ],
  ])('is refused for %j', (props, code) => {
    expect(errorOf(() => new Role(newStack(), 'app', { assumedBy: create(props) })).code).toBe(code);
  });

  it('takes a token for an owner, and looks at what it turned out to be', () => {
    for (const [byDefault, isRight] of [
      ['acme', true],
      ['*', false],
    ] as const) {
      const stack = newStack();
      const owner = new TerraformVariable(stack, 'owner', { default: byDefault }).stringValue;
      const assumedBy = create({ owner, repository: 'shop', pullRequestReason: 'plans read alone' });
      const attempt = () => trustText(assumedBy, stack);
      if (isRight) expect(attempt()).toContain('"repo:${var.owner}/shop:pull_request"');
      else expect(attempt).toThrow(/lets strangers assume the role/);
    }
  });

  it('takes the issuer of an enterprise', () => {
    const issuer = `${GITHUB}/acme`;
    const providerArn = `arn:aws:iam::111122223333:oidc-provider/${issuer}`;
    const trust = trustText(create({ providerArn, issuer, repository: 'shop', branch: 'main' }));
    const context = { [`${issuer}:sub`]: 'repo:acme/shop:ref:refs/heads/main', [`${issuer}:aud`]: 'sts.amazonaws.com' };
    expect(decide(trust, { federated: providerArn }, 'AssumeRoleWithWebIdentity', context)).toBe('allowed');
  });
});

describe('the trust in a service account of a cluster', () => {
  const props = { providerArn: CLUSTER_PROVIDER, namespace: 'shop', serviceAccount: 'api' };
  const create = (changed: Partial<EksServiceAccountProps> = {}) =>
    OidcPrincipal.eksServiceAccount({ ...props, ...changed });

  it.each([
    ['system:serviceaccount:shop:api', 'sts.amazonaws.com', 'allowed'],
    ['system:serviceaccount:shop:api2', 'sts.amazonaws.com', 'implicitDeny'],
    ['system:serviceaccount:default:api', 'sts.amazonaws.com', 'implicitDeny'],
    ['system:serviceaccount:shop:api', 'kubernetes.default.svc', 'implicitDeny'],
  ])('answers %s for %s with %s', (sub, aud, decision) => {
    const context = { [`${CLUSTER_ISSUER}:sub`]: sub, [`${CLUSTER_ISSUER}:aud`]: aud };
    expect(decide(trustText(create()), { federated: CLUSTER_PROVIDER }, 'AssumeRoleWithWebIdentity', context)).toBe(
      decision,
    );
  });

  it('reads the issuer from a provider that Terraform makes', () => {
    const stack = newStack();
    const [a, b] = ['a', 'b'].map((id) => new IamOpenidConnectProvider(stack, id, { url: '', clientIdList: [] }).arn);
    const role = new Role(stack, 'app', { assumedBy: create({ providerArn: a }) });
    role.addTrust(create({ providerArn: a, serviceAccount: 'jobs' }));
    role.addTrust(create({ providerArn: b }));
    const json = JSON.parse(Testing.synth(stack, true)) as Synthesised & { readonly locals: Record<string, string> };
    const [first, second, ...others] = Object.entries(json.locals).sort(([, a], [, b]) => (a < b ? -1 : 1));
    expect(first?.[1]).toBe('${element(split(":oidc-provider/", aws_iam_openid_connect_provider.a.arn), 1)}');
    expect(second?.[1]).toBe('${element(split(":oidc-provider/", aws_iam_openid_connect_provider.b.arn), 1)}');
    expect(others).toEqual([]);
    const trust = String(onlyResource(json, 'aws_iam_role').assume_role_policy);
    const { Statement } = JSON.parse(trust) as { readonly Statement: readonly unknown[] };
    const conditionOf = (local: string | undefined, account: string) => ({
      Condition: {
        StringEquals: {
          [`\${local.${String(local)}}:aud`]: ['sts.amazonaws.com'],
          [`\${local.${String(local)}}:sub`]: [`system:serviceaccount:shop:${account}`],
        },
      },
    });
    expect(Statement).toMatchObject([
      conditionOf(first?.[0], 'api'),
      conditionOf(first?.[0], 'jobs'),
      conditionOf(second?.[0], 'api'),
    ]);
  });

  it('reads the issuer from an expression that was written by hand', () => {
    const stack = newStack();
    new Role(stack, 'app', { assumedBy: create({ providerArn: '${var.providers["shop"]}' }) });
    const { locals } = JSON.parse(Testing.synth(stack, true)) as { readonly locals: Record<string, string> };
    expect(Object.values(locals)).toEqual(['${element(split(":oidc-provider/", "${var.providers["shop"]}"), 1)}']);
  });

  it.each<[Partial<EksServiceAccountProps>, string]>([
    [{ namespace: '*' }, 'PRINCIPAL_SUBJECT_TOO_WIDE'],
    [{ namespace: 'shop:api' }, 'PRINCIPAL_SUBJECT_TOO_WIDE'],
    [{ namespace: '' }, 'PRINCIPAL_SUBJECT_TOO_WIDE'],
    [{ namespace: undefined }, 'PRINCIPAL_SUBJECT_TOO_WIDE'],
    [{ serviceAccount: 'api*' }, 'PRINCIPAL_SUBJECT_TOO_WIDE'],
    [{ serviceAccount: undefined }, 'PRINCIPAL_SUBJECT_TOO_WIDE'],
    [{ serviceAccount: 7 as never }, 'PRINCIPAL_SUBJECT_TOO_WIDE'],
    [{ providerArn: CLUSTER }, 'PRINCIPAL_ARN_INVALID'],
    [{ providerArn: undefined }, 'PRINCIPAL_ARN_INVALID'],
    [{ providerArn: `${CLUSTER_PROVIDER}*` }, 'PRINCIPAL_ARN_INVALID'],
  ])('is refused for %j', (changed, code) => {
    expect(errorOf(() => create(changed)).code).toBe(code);
  });
});

describe('the trust in EKS Pod Identity', () => {
  const props = { clusterArn: CLUSTER, namespace: 'shop', serviceAccount: 'api' };
  const TAGS: RequestContext = {
    'aws:RequestTag/eks-cluster-arn': CLUSTER,
    'aws:RequestTag/kubernetes-namespace': 'shop',
    'aws:RequestTag/kubernetes-service-account': 'api',
  };

  it('admits the pods of one service account with their tags', () => {
    const trust = trustText(new PodIdentityPrincipal(props));
    const service = { service: 'pods.eks.amazonaws.com' };
    for (const action of ['AssumeRole', 'TagSession']) expect(decide(trust, service, action, TAGS)).toBe('allowed');
    for (const key of Object.keys(TAGS)) {
      for (const value of [undefined, 'other', `${String(TAGS[key])}2`]) {
        expect([key, value, decide(trust, service, 'AssumeRole', { ...TAGS, [key]: value })]).toEqual([
          key,
          value,
          'implicitDeny',
        ]);
      }
    }
    expect(decide(trust, { service: 'ec2.amazonaws.com' }, 'AssumeRole', TAGS)).toBe('implicitDeny');
    expect(decide(trust, service, 'SetSourceIdentity', TAGS)).toBe('implicitDeny');
  });

  it('takes a cluster of the stack, and looks at what tokens turned out to be', () => {
    const stack = newStack();
    const cluster = new EksCluster(stack, 'shop', { name: 'shop', roleArn: ROLE, vpcConfig: { subnetIds: ['s'] } });
    const text = trustText(new PodIdentityPrincipal({ ...props, clusterArn: cluster.arn }), stack);
    expect(text).toContain('"aws:RequestTag/eks-cluster-arn":["${aws_eks_cluster.shop.arn}"]');
    for (const name of Object.keys(props)) {
      const late = newStack();
      const token = new TerraformVariable(late, 'late', { default: '*' }).stringValue;
      expect(() => trustText(new PodIdentityPrincipal({ ...props, [name]: token }), late)).toThrow(
        /is "\*", allowed (?:is|are)/,
      );
    }
  });

  it.each<[Partial<PodIdentityPrincipalProps>, string]>([
    [{ clusterArn: '*' }, 'PRINCIPAL_ARN_INVALID'],
    [{ clusterArn: CLUSTER_PROVIDER }, 'PRINCIPAL_ARN_INVALID'],
    [{ clusterArn: 'arn:aws:eks:eu-west-1:111122223333:cluster/*' }, 'PRINCIPAL_ARN_INVALID'],
    [{ clusterArn: undefined }, 'PRINCIPAL_ARN_INVALID'],
    [{ namespace: '*' }, 'PRINCIPAL_SUBJECT_TOO_WIDE'],
    [{ namespace: undefined }, 'PRINCIPAL_SUBJECT_TOO_WIDE'],
    [{ serviceAccount: '*' }, 'PRINCIPAL_SUBJECT_TOO_WIDE'],
  ])('is refused for %j', (changed, code) => {
    expect(errorOf(() => new PodIdentityPrincipal({ ...props, ...changed })).code).toBe(code);
  });

  it('is not the trust in a service, which could not tag the session', () => {
    const error = errorOf(() => new ServicePrincipal('pods.eks.amazonaws.com'));
    expect(error.code).toBe('PRINCIPAL_SERVICE_INVALID');
    expect(error.message).toMatch(/PodIdentityPrincipal/);
  });
});

describe('the trust in a service', () => {
  it.each([...(confusedDeputy.defaultOptions?.services ?? [])])(
    '%s, which acts for others, is bound to the own account',
    (name) => {
      const trust = trustText(new ServicePrincipal(`${name}.amazonaws.com`));
      const { Statement } = JSON.parse(trust) as { readonly Statement: readonly { readonly Condition?: object }[] };
      expect(Statement).toMatchObject([{ Condition: { StringEquals: { 'aws:SourceAccount': [expect.any(String)] } } }]);
    },
  );

  it('admits what acts for the given resource alone', () => {
    const sourceArn = 'arn:aws:sqs:eu-west-1:111122223333:orders';
    const trust = trustText(new ServicePrincipal('pipes.amazonaws.com', { sourceArn, sourceAccount: '111122223333' }));
    const service = { service: 'pipes.amazonaws.com' };
    const context = { 'aws:SourceArn': sourceArn, 'aws:SourceAccount': '111122223333' };
    expect(decide(trust, service, 'AssumeRole', context)).toBe('allowed');
    for (const key of Object.keys(context)) {
      expect(decide(trust, service, 'AssumeRole', { ...context, [key]: undefined })).toBe('implicitDeny');
    }
    expect(decide(trust, service, 'AssumeRole', { ...context, 'aws:SourceArn': `${sourceArn}2` })).toBe('implicitDeny');
    expect(decide(trust, { service: 'sns.amazonaws.com' }, 'AssumeRole', context)).toBe('implicitDeny');
  });
});

describe('the trust in another account', () => {
  it('needs the external id', () => {
    const trust = trustText(new AccountPrincipal('444455556666', { externalId: 'shop-42' }));
    const identity = [
      policyFromJson('assume', {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: ROLE }],
      }),
    ];
    const partner = { arn: 'arn:aws:iam::444455556666:role/partner' };
    const ask = (who: { readonly arn: string }, id?: string) =>
      decide(trust, who, 'AssumeRole', { 'sts:ExternalId': id }, identity);
    expect(ask(partner, 'shop-42')).toBe('allowed');
    expect(ask(partner, 'shop-43')).toBe('implicitDeny');
    expect(ask(partner)).toBe('implicitDeny');
    expect(ask({ arn: 'arn:aws:iam::777788889999:role/partner' }, 'shop-42')).toBe('implicitDeny');
  });
});
