import { DataAwsCallerIdentity } from '@cdktf/provider-aws/lib/data-aws-caller-identity';
import type { TerraformStack } from 'cdktf';
import { TerraformVariable } from 'cdktf';
import { AccountPrincipal } from '../../lib/iam/account-principal';
import { ArnPrincipal } from '../../lib/iam/arn-principal';
import { CompositePrincipal } from '../../lib/iam/composite-principal';
import { OidcPrincipal } from '../../lib/iam/oidc-principal';
import type { GitHubActionsProps, GitLabProps } from '../../lib/iam/oidc-principal-props';
import type { Principal } from '../../lib/iam/principal';
import { Role } from '../../lib/iam/role';
import { RolePrincipal } from '../../lib/iam/role-principal';
import { SamlPrincipal } from '../../lib/iam/saml-principal';
import { ServicePrincipal } from '../../lib/iam/service-principal';
import { errorOf, newStack, onlyResource, synth } from '../core/support';

const ACCOUNT = '${data.aws_caller_identity.guardrails-aws-caller-identity.account_id}';

function trustsOf(assumedBy: Principal): readonly unknown[] {
  const stack = newStack();
  new Role(stack, 'app', { assumedBy });
  const trust = JSON.parse(String(onlyResource(synth(stack), 'aws_iam_role').assume_role_policy)) as {
    Statement: unknown[];
  };
  expect(trust).toMatchObject({ Version: '2012-10-17' });
  return trust.Statement;
}

function trustOf(assumedBy: Principal): unknown {
  const statements = trustsOf(assumedBy);
  expect(statements).toHaveLength(1);
  return statements[0];
}

describe('ServicePrincipal', () => {
  it('is bound to the own account where the service acts for several', () => {
    expect(trustOf(new ServicePrincipal('vpc-flow-logs.amazonaws.com'))).toEqual({
      Effect: 'Allow',
      Principal: { Service: 'vpc-flow-logs.amazonaws.com' },
      Action: ['sts:AssumeRole'],
      Condition: { StringEquals: { 'aws:SourceAccount': [ACCOUNT] } },
    });
  });

  it('takes a source account and ARN for any service', () => {
    const sourceArn = 'arn:aws:ecs:eu-west-1:111122223333:*';
    expect(
      trustOf(new ServicePrincipal('ecs-tasks.amazonaws.com', { sourceAccount: '111122223333', sourceArn })),
    ).toMatchObject({
      Condition: { StringEquals: { 'aws:SourceAccount': ['111122223333'] }, ArnLike: { 'aws:SourceArn': [sourceArn] } },
    });
  });

  it.each(['*', '*.amazonaws.com', 'ec2', 'example.com', 'ec2.amazonaws.com.evil.org', ''])('refuses %p', (service) => {
    expect(errorOf(() => new ServicePrincipal(service)).code).toBe('PRINCIPAL_SERVICE_INVALID');
  });
});

describe('AccountPrincipal', () => {
  it('asks for an external id or an organization', () => {
    expect(
      trustOf(new AccountPrincipal('444455556666', { externalId: 'shop-42', organizationId: 'o-a1b2c3d4e5' })),
    ).toEqual({
      Effect: 'Allow',
      Principal: { AWS: '444455556666' },
      Action: ['sts:AssumeRole'],
      Condition: { StringEquals: { 'sts:ExternalId': ['shop-42'], 'aws:PrincipalOrgID': ['o-a1b2c3d4e5'] } },
    });
    for (const props of [{}, { externalId: '' }, { externalId: '*' }, { organizationId: 'o-*' }]) {
      expect(errorOf(() => new AccountPrincipal('444455556666', props)).code).toBe('PRINCIPAL_EXTERNAL_ID_MISSING');
    }
  });

  it.each(['*', '123', 'arn:aws:iam::444455556666:root'])('refuses account %p', (account) => {
    expect(errorOf(() => new AccountPrincipal(account, { externalId: 'x' })).code).toBe('ACCOUNT_ID_INVALID');
  });

  it('takes a token', () => {
    const stack: TerraformStack = newStack();
    const variable = new TerraformVariable(stack, 'account', {});
    new Role(stack, 'app', { assumedBy: new AccountPrincipal(variable.stringValue, { externalId: 'shop-42' }) });
    expect(onlyResource(synth(stack), 'aws_iam_role').assume_role_policy).toContain('{"AWS":"${var.account}"}');
  });
});

describe('OidcPrincipal', () => {
  const issuer = 'token.actions.githubusercontent.com';
  const provider = `arn:aws:iam::111122223333:oidc-provider/${issuer}`;

  it('binds audience and exact subject', () => {
    expect(trustOf(new OidcPrincipal(provider, { issuer, subjects: ['repo:acme/shop:ref:refs/heads/main'] }))).toEqual({
      Effect: 'Allow',
      Principal: { Federated: provider },
      Action: ['sts:AssumeRoleWithWebIdentity'],
      Condition: {
        StringEquals: {
          [`${issuer}:aud`]: ['sts.amazonaws.com'],
          [`${issuer}:sub`]: ['repo:acme/shop:ref:refs/heads/main'],
        },
      },
    });
  });

  it('matches patterns of a subject', () => {
    expect(
      trustOf(new OidcPrincipal(provider, { issuer, subjects: ['repo:acme/shop:ref:refs/tags/v*'], audience: 'aud' })),
    ).toMatchObject({
      Condition: {
        StringEquals: { [`${issuer}:aud`]: ['aud'] },
        StringLike: { [`${issuer}:sub`]: ['repo:acme/shop:ref:refs/tags/v*'] },
      },
    });
  });

  it.each([
    '*',
    'repo:*',
    'repo:acme/*',
    'repo:acme/shop*',
    'repo:*/shop:ref:refs/heads/main',
    'repo:acme/shop:pull_request',
    'repo:acme/shop',
    '',
  ])('refuses subject %p of GitHub', (subject) => {
    expect(
      errorOf(() => new OidcPrincipal(provider, { issuer, subjects: ['repo:acme/shop:environment:prod', subject] }))
        .code,
    ).toBe('PRINCIPAL_SUBJECT_TOO_WIDE');
  });

  it.each<[string, boolean]>([
    ['system:serviceaccount:shop:api', true],
    ['project_path:acme/shop:*', true],
    ['system:serviceaccount:*', false],
    ['*:serviceaccount:shop:api', false],
    ['*', false],
    ['', false],
  ])('judges subject %p of another issuer', (subject, allowed) => {
    const eks = 'arn:aws:iam::111122223333:oidc-provider/oidc.example.com/id/A1';
    const create = () => new OidcPrincipal(eks, { issuer: 'oidc.example.com/id/A1', subjects: [subject] });
    if (allowed) expect(create().providerArn).toBe(eks);
    else expect(errorOf(create).code).toBe('PRINCIPAL_SUBJECT_TOO_WIDE');
  });

  it.each(['https://token.actions.githubusercontent.com', '*', ''])('refuses issuer %p', (wrong) => {
    expect(errorOf(() => new OidcPrincipal(provider, { issuer: wrong, subjects: ['a'] })).code).toBe(
      'PRINCIPAL_SUBJECT_TOO_WIDE',
    );
    expect(errorOf(() => new OidcPrincipal(provider, { issuer, subjects: [] })).code).toBe(
      'PRINCIPAL_SUBJECT_TOO_WIDE',
    );
  });
});

describe('the source of a ServicePrincipal', () => {
  it.each(['logs.eu-west-1.amazonaws.com', 'scheduler.amazonaws.com', 'states.us-gov-west-1.amazonaws.com'])(
    'is the own account for %s',
    (service) => {
      expect(trustOf(new ServicePrincipal(service))).toMatchObject({
        Condition: { StringEquals: { 'aws:SourceAccount': [ACCOUNT] } },
      });
    },
  );

  it.each(['ec2.amazonaws.com', 'lambda.amazonaws.com', 'logs.example.amazonaws.com'])('is open for %s', (service) => {
    expect(trustOf(new ServicePrincipal(service))).not.toHaveProperty('Condition');
  });

  it('may be a bucket, which names no account', () => {
    const sourceArn = 'arn:aws:s3:::reports';
    expect(trustOf(new ServicePrincipal('lambda.amazonaws.com', { sourceArn }))).toMatchObject({
      Condition: { ArnLike: { 'aws:SourceArn': [sourceArn] } },
    });
  });

  it.each([
    { sourceAccount: '*' },
    { sourceAccount: '' },
    { sourceAccount: 111122223333 as never },
    { sourceArn: '*' },
    { sourceArn: '' },
    { sourceArn: 7 as never },
    { sourceArn: 'arn:aws:*:eu-west-1:111122223333:x' },
    { sourceArn: 'arn:aws:sqs:eu-west-1:*:orders' },
    { sourceArn: 'arn:aws:s3:::*' },
  ])('is refused: %p', (props) => {
    expect(errorOf(() => new ServicePrincipal('lambda.amazonaws.com', props)).code).toBe('PRINCIPAL_SOURCE_INVALID');
  });

  it('may have a wildcard for its account where the account is a condition of its own', () => {
    const sourceArn = 'arn:aws:sqs:eu-west-1:*:orders';
    expect(trustOf(new ServicePrincipal('sns.amazonaws.com', { sourceArn }))).toMatchObject({
      Condition: { StringEquals: { 'aws:SourceAccount': [ACCOUNT] }, ArnLike: { 'aws:SourceArn': [sourceArn] } },
    });
    const props = { sourceArn, sourceAccount: '111122223333' };
    expect(new ServicePrincipal('lambda.amazonaws.com', props).service).toBe('lambda.amazonaws.com');
  });

  it.each(['arn:aws:s3:::*', 'arn:aws:sqs:eu-west-1:*:orders', '*'])(
    'is looked at again where a token is %s',
    (value) => {
      const stack = newStack();
      const sourceArn = new TerraformVariable(stack, 'source', { default: value }).stringValue;
      new Role(stack, 'app', { assumedBy: new ServicePrincipal('lambda.amazonaws.com', { sourceArn }) });
      expect(() => synth(stack)).toThrow('PRINCIPAL_SOURCE_INVALID: sourceArn');
    },
  );

  it('names its account where other parts are tokens', () => {
    const region = new TerraformVariable(newStack(), 'region', {}).stringValue;
    const use = (account: string) => () =>
      new ServicePrincipal('lambda.amazonaws.com', { sourceArn: `arn:aws:sqs:${region}:${account}:orders` });
    expect(errorOf(use('*')).code).toBe('PRINCIPAL_SOURCE_INVALID');
    expect(use(ACCOUNT)().service).toBe('lambda.amazonaws.com');
    expect(use('111122223333')().service).toBe('lambda.amazonaws.com');
  });

  it('may be a token, and is not read again later', () => {
    const stack = newStack();
    const variable = new TerraformVariable(stack, 'source', {});
    const props = { sourceAccount: variable.stringValue, sourceArn: variable.stringValue };
    const principal = new ServicePrincipal('sns.amazonaws.com', props);
    (props as { sourceAccount: string }).sourceAccount = '*';
    new Role(stack, 'app', { assumedBy: principal });
    const trust = String(onlyResource(synth(stack), 'aws_iam_role').assume_role_policy);
    expect(trust).toContain('"aws:SourceAccount":["${var.source}"]');
    expect(trust).not.toContain('*');
  });
});

describe('ArnPrincipal', () => {
  const arn = 'arn:aws:iam::444455556666:role/team/deployer';

  it('asks for an external id or an organization', () => {
    expect(trustOf(new ArnPrincipal(arn, { externalId: 'shop-42', organizationId: 'o-a1b2c3d4e5' }))).toEqual({
      Effect: 'Allow',
      Principal: { AWS: arn },
      Action: ['sts:AssumeRole'],
      Condition: { StringEquals: { 'sts:ExternalId': ['shop-42'], 'aws:PrincipalOrgID': ['o-a1b2c3d4e5'] } },
    });
    for (const props of [undefined, {}, { externalId: '' }, { externalId: 'a*' }, { organizationId: 'o-1' }]) {
      expect(errorOf(() => new ArnPrincipal(arn, props)).code).toBe('PRINCIPAL_EXTERNAL_ID_MISSING');
    }
  });

  it('asks for nothing in the own account', () => {
    const stack = newStack();
    const caller = new Role(stack, 'caller', { assumedBy: new ServicePrincipal('ec2.amazonaws.com') });
    const named = Role.fromRoleName(stack, 'named', 'team/deployer');
    new Role(stack, 'app', {
      assumedBy: new CompositePrincipal(
        new RolePrincipal(caller),
        new RolePrincipal(named),
        new ArnPrincipal(named.roleArn),
      ),
    });
    const app = Object.entries(synth(stack).resource.aws_iam_role ?? {}).find(([name]) => name.startsWith('app'))?.[1];
    const { Statement } = JSON.parse(String(app?.assume_role_policy)) as { Statement: { Principal: unknown }[] };
    expect(Statement).toEqual([
      {
        Effect: 'Allow',
        Principal: { AWS: expect.stringMatching(/^\$\{aws_iam_role\.caller_\w+\.arn\}$/) as unknown },
        Action: ['sts:AssumeRole'],
      },
      {
        Effect: 'Allow',
        Principal: {
          AWS: `arn:\${data.aws_partition.guardrails-aws-partition.partition}:iam::${ACCOUNT}:role/team/deployer`,
        },
        Action: ['sts:AssumeRole'],
      },
    ]);
  });

  it.each([undefined, null, 7, {}])('is of no role that is %p', (role) => {
    expect(errorOf(() => new RolePrincipal(role as never)).code).toBe('ROLE_INVALID');
  });

  it('asks a role of another account for its proof', () => {
    const imported = () => Role.fromRoleArn(newStack(), 'x', arn);
    expect(errorOf(() => new RolePrincipal(imported())).code).toBe('PRINCIPAL_EXTERNAL_ID_MISSING');
    expect(trustOf(new RolePrincipal(imported(), { externalId: 'shop-42' }))).toMatchObject({
      Principal: { AWS: arn },
    });
  });

  it('asks for a proof where another data source tells the account', () => {
    const stack = newStack();
    const partner = new DataAwsCallerIdentity(stack, 'partner', {});
    const assumedBy = new ArnPrincipal(`arn:aws:iam::${partner.accountId}:role/deployer`);
    expect(errorOf(() => new Role(stack, 'app', { assumedBy })).code).toBe('PRINCIPAL_EXTERNAL_ID_MISSING');
  });

  it('asks tokens that hide the account for their proof', () => {
    const stack = newStack();
    const variable = new TerraformVariable(stack, 'arn', {});
    const account = new TerraformVariable(stack, 'account', {});
    for (const hidden of [variable.stringValue, `arn:aws:iam::${account.stringValue}:role/app`]) {
      const assumedBy = new ArnPrincipal(hidden);
      expect(errorOf(() => new Role(newStack(), 'a', { assumedBy })).code).toBe('PRINCIPAL_EXTERNAL_ID_MISSING');
      const proven = new ArnPrincipal(hidden, { externalId: 'shop-42' });
      expect(trustOf(proven)).toMatchObject({ Condition: { StringEquals: { 'sts:ExternalId': ['shop-42'] } } });
    }
    const wild = new ArnPrincipal(`arn:aws:iam::${account.stringValue}:role/*`, { externalId: 'shop-42' });
    expect(errorOf(() => new Role(newStack(), 'a', { assumedBy: wild })).code).toBe('PRINCIPAL_ARN_INVALID');
  });

  it.each(['*', '', 'arn:aws:iam::444455556666:root', 'arn:aws:iam::444455556666:role/*', 'arn:aws:iam::*:role/a', 7])(
    'refuses %p',
    (wrong) => {
      expect(errorOf(() => new ArnPrincipal(wrong as never, { externalId: 'shop-42' })).code).toBe(
        'PRINCIPAL_ARN_INVALID',
      );
    },
  );
});

describe('SamlPrincipal', () => {
  const provider = 'arn:aws:iam::111122223333:saml-provider/workforce';

  it('binds the audience', () => {
    expect(trustOf(new SamlPrincipal(provider))).toEqual({
      Effect: 'Allow',
      Principal: { Federated: provider },
      Action: ['sts:AssumeRoleWithSAML'],
      Condition: { StringEquals: { 'SAML:aud': ['https://signin.aws.amazon.com/saml'] } },
    });
    const audience = 'https://eu-west-1.signin.aws.amazon.com/saml';
    expect(trustOf(new SamlPrincipal(provider, { audience }))).toMatchObject({
      Condition: { StringEquals: { 'SAML:aud': [audience] } },
    });
  });

  it.each(['*', '', 'https://example.com/saml', 'https://*.signin.aws.amazon.com/saml', 7])(
    'refuses audience %p',
    (audience) => {
      expect(errorOf(() => new SamlPrincipal(provider, { audience: audience as never })).code).toBe(
        'PRINCIPAL_AUDIENCE_INVALID',
      );
    },
  );

  it.each(['*', '', 'arn:aws:iam::111122223333:saml-provider/*', 'arn:aws:iam::111122223333:role/a', 7])(
    'refuses provider %p',
    (wrong) => {
      expect(errorOf(() => new SamlPrincipal(wrong as never)).code).toBe('PRINCIPAL_ARN_INVALID');
    },
  );

  it('takes tokens', () => {
    const variable = new TerraformVariable(newStack(), 'v', {});
    const principal = new SamlPrincipal(variable.stringValue, { audience: variable.stringValue });
    expect(trustOf(principal)).toMatchObject({ Condition: { StringEquals: { 'SAML:aud': ['${var.v}'] } } });
  });
});

describe('OidcPrincipal.gitHubActions', () => {
  const providerArn = 'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com';
  const create = (props: Partial<GitHubActionsProps>) =>
    OidcPrincipal.gitHubActions({ providerArn, owner: 'acme', repository: 'shop', ...props });

  it.each([
    [{ branch: 'main' }, 'repo:acme/shop:ref:refs/heads/main'],
    [{ branch: 'release/1.x' }, 'repo:acme/shop:ref:refs/heads/release/1.x'],
    [{ tag: 'v1' }, 'repo:acme/shop:ref:refs/tags/v1'],
    [{ environment: 'production' }, 'repo:acme/shop:environment:production'],
  ])('names %p', (props, subject) => {
    expect(trustOf(create(props))).toEqual({
      Effect: 'Allow',
      Principal: { Federated: providerArn },
      Action: ['sts:AssumeRoleWithWebIdentity'],
      Condition: {
        StringEquals: {
          'token.actions.githubusercontent.com:aud': ['sts.amazonaws.com'],
          'token.actions.githubusercontent.com:sub': [subject],
        },
      },
    });
  });

  it.each<Partial<GitHubActionsProps>>([
    {},
    { branch: 'main', environment: 'production' },
    { branch: 'main', tag: 'v1' },
    { branch: '*' },
    { branch: 'release/*' },
    { branch: '' },
    { tag: 'v?' },
    { environment: '*' },
    { environment: 'a:b' },
    { branch: 'main', owner: '*' },
    { branch: 'main', owner: '' },
    { branch: 'main', owner: 'acme/shop' },
    { branch: 'main', repository: '*' },
    { branch: 'main', repository: 'shop:ref' },
    { branch: 7 as never },
  ])('refuses %p', (props) => {
    expect(errorOf(() => create(props)).code).toBe('PRINCIPAL_SUBJECT_TOO_WIDE');
  });

  it('takes another audience, but none that is empty', () => {
    expect(trustOf(create({ branch: 'main', audience: 'deploy' }))).toMatchObject({
      Condition: { StringEquals: { 'token.actions.githubusercontent.com:aud': ['deploy'] } },
    });
    for (const audience of ['', '*', ' ', 7 as never]) {
      expect(errorOf(() => create({ branch: 'main', audience })).code).toBe('PRINCIPAL_AUDIENCE_INVALID');
    }
  });
});

describe('OidcPrincipal.gitLab', () => {
  const providerArn = 'arn:aws:iam::111122223333:oidc-provider/gitlab.com';
  const create = (props: Partial<GitLabProps>) =>
    OidcPrincipal.gitLab({ providerArn, projectPath: 'acme/platform/shop', audience: 'https://gitlab.com', ...props });

  it.each([
    [{ branch: 'main' }, 'gitlab.com', 'project_path:acme/platform/shop:ref_type:branch:ref:main'],
    [
      {
        tag: 'v1',
        issuer: 'gitlab.example.com',
        providerArn: 'arn:aws:iam::111122223333:oidc-provider/gitlab.example.com',
      },
      'gitlab.example.com',
      'project_path:acme/platform/shop:ref_type:tag:ref:v1',
    ],
  ])('names %p', (props, issuer, subject) => {
    expect(trustOf(create(props))).toMatchObject({
      Condition: { StringEquals: { [`${issuer}:aud`]: ['https://gitlab.com'], [`${issuer}:sub`]: [subject] } },
    });
  });

  it.each<Partial<GitLabProps>>([
    {},
    { branch: 'main', tag: 'v1' },
    { branch: '*' },
    { branch: 'main', projectPath: 'acme' },
    { branch: 'main', projectPath: 'acme/*' },
    { branch: 'main', issuer: 'https://gitlab.com' },
  ])('refuses %p', (props) => {
    expect(errorOf(() => create(props)).code).toBe('PRINCIPAL_SUBJECT_TOO_WIDE');
  });

  it('needs an audience', () => {
    expect(errorOf(() => create({ branch: 'main', audience: undefined })).code).toBe('PRINCIPAL_AUDIENCE_INVALID');
  });
});

describe('subjects of an OidcPrincipal', () => {
  const issuer = 'token.actions.githubusercontent.com';
  const provider = `arn:aws:iam::111122223333:oidc-provider/${issuer}`;

  it('stay apart where only some have wildcards', () => {
    const subjects = ['repo:acme/shop:environment:prod', 'repo:acme/shop:ref:refs/tags/v*'];
    expect(trustsOf(new OidcPrincipal(provider, { issuer, subjects }))).toMatchObject([
      { Condition: { StringEquals: { [`${issuer}:sub`]: [subjects[0]], [`${issuer}:aud`]: ['sts.amazonaws.com'] } } },
      {
        Condition: {
          StringLike: { [`${issuer}:sub`]: [subjects[1]] },
          StringEquals: { [`${issuer}:aud`]: ['sts.amazonaws.com'] },
        },
      },
    ]);
  });

  it.each([
    'repo:acme/shop:*',
    'repo:acme/shop:ref:*',
    'repo:acme/shop:ref:refs/heads/*',
    'repo:acme/shop:ref:refs/*/main',
    'repo:acme/shop:environment:*',
    'repo:acme/shop:?ull_request',
    'repo:acme/shop:pull_request',
    'repo:acme/shop:pull_request:x',
    'repo:acme/shop:event_name:pull_request',
    'repo:acme/shop:ref:$${token.actions.githubusercontent.com:ref}',
    7 as never,
  ])('of GitHub are not %p', (subject) => {
    const server = 'github.example.com/_services/token';
    for (const host of [issuer, `${issuer}/acme`, 'token.actions.acme.ghe.com', server, `${server}/`]) {
      expect(errorOf(() => new OidcPrincipal(provider, { issuer: host, subjects: [subject] })).code).toBe(
        'PRINCIPAL_SUBJECT_TOO_WIDE',
      );
    }
  });

  it('have no variables of IAM, which are equal to whatever is presented', () => {
    const ofGitLab = { providerArn: 'arn:aws:iam::111122223333:oidc-provider/gitlab.com', issuer: 'gitlab.com' };
    const unknown = new TerraformVariable(newStack(), 'v', {}).stringValue;
    for (const subject of ['$${gitlab.com:sub}', 'project_path:$${gitlab.com:sub}', unknown + '$${gitlab.com:sub}']) {
      const props = { ...ofGitLab, subjects: [subject] };
      expect(errorOf(() => new OidcPrincipal(ofGitLab.providerArn, props)).code).toBe('PRINCIPAL_SUBJECT_TOO_WIDE');
    }
    for (const audience of ['$${gitlab.com:aud}', unknown + '$${gitlab.com:aud}']) {
      const props = { ...ofGitLab, subjects: ['project_path:acme/shop:ref_type:branch:ref:main'], audience };
      expect(errorOf(() => new OidcPrincipal(ofGitLab.providerArn, props)).code).toBe('PRINCIPAL_AUDIENCE_INVALID');
    }
  });

  it('may be tokens one by one, but no list of unknown length', () => {
    const stack = newStack();
    const variable = new TerraformVariable(stack, 'v', { type: 'list(string)' });
    expect(trustOf(new OidcPrincipal(provider, { issuer, subjects: [variable.stringValue] }))).toMatchObject({
      Condition: { StringEquals: { [`${issuer}:sub`]: ['${var.v}'] } },
    });
    for (const subjects of [variable.listValue, 'repo:acme/shop:environment:prod' as never, undefined as never]) {
      expect(errorOf(() => new OidcPrincipal(provider, { issuer, subjects })).code).toBe('PRINCIPAL_SUBJECT_TOO_WIDE');
    }
  });

  it('have no wildcard beside a token, which would be compared as a letter', () => {
    const variable = new TerraformVariable(newStack(), 'v', {}).stringValue;
    for (const subject of [`repo:${variable}/shop:ref:refs/tags/v*`, `repo:acme/shop:ref:refs/tags/${variable}?`]) {
      const error = errorOf(() => new OidcPrincipal(provider, { issuer, subjects: [subject] }));
      expect(error.code).toBe('PRINCIPAL_SUBJECT_TOO_WIDE');
      expect(error.message).toMatch(/has a wildcard beside what is not known/);
    }
  });

  it('belong to the provider of their issuer', () => {
    const subjects = ['project_path:acme/shop:ref_type:branch:ref:main'];
    const error = errorOf(() => new OidcPrincipal(provider, { issuer: 'gitlab.com', subjects }));
    expect(error.code).toBe('PRINCIPAL_ARN_INVALID');
    expect(error.message).toMatch(/is not that of issuer gitlab\.com/);
  });

  it('are no elements of a list that is not known', () => {
    const list = new TerraformVariable(newStack(), 'v', { type: 'list(string)' }).listValue;
    const eks = 'arn:aws:iam::111122223333:oidc-provider/oidc.example.com/id/A1';
    const subjects = ['system:serviceaccount:shop:api', ...list];
    expect(errorOf(() => new OidcPrincipal(eks, { issuer: 'oidc.example.com/id/A1', subjects })).code).toBe(
      'PRINCIPAL_SUBJECT_TOO_WIDE',
    );
  });

  it.each(['*', '', 'arn:aws:iam::*:oidc-provider/x', 7])('need a provider other than %p', (wrong) => {
    const props = { issuer, subjects: ['repo:acme/shop:environment:prod'] };
    expect(errorOf(() => new OidcPrincipal(wrong as never, props)).code).toBe('PRINCIPAL_ARN_INVALID');
  });
});

describe('CompositePrincipal', () => {
  it('holds the trust of each, once', () => {
    const [ec2, lambda] = ['ec2.amazonaws.com', 'lambda.amazonaws.com'];
    const inner = new CompositePrincipal(new ServicePrincipal(lambda), new ServicePrincipal(ec2));
    expect(trustsOf(new CompositePrincipal(new ServicePrincipal(ec2), inner))).toMatchObject([
      { Principal: { Service: ec2 } },
      { Principal: { Service: lambda } },
    ]);
  });

  it('needs principals', () => {
    expect(errorOf(() => new CompositePrincipal()).code).toBe('PRINCIPAL_MISSING');
    expect(errorOf(() => new CompositePrincipal('*' as never)).code).toBe('PRINCIPAL_MISSING');
  });
});
