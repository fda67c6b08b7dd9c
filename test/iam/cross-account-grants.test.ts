import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { type App, TerraformStack, TerraformVariable, Testing } from 'cdktf';
import { AwsAccount } from '../../lib/core/aws-account';
import { resolveTokens } from '../../lib/core/tokens';
import { DatabaseCluster } from '../../lib/database/cluster';
import { DatabaseInstance } from '../../lib/database/instance';
import { DatabaseProxy } from '../../lib/database/proxy';
import { ProxyEngineFamily } from '../../lib/database/proxy-engine-family';
import { Key } from '../../lib/encryption/key';
import type { KeyProps } from '../../lib/encryption/key-props';
import { serviceTable } from '../../lib/iam-data';
import type { Grant } from '../../lib/iam/grant';
import { InstanceProfile } from '../../lib/iam/instance-profile';
import { PolicyDocument } from '../../lib/iam/policy-document';
import { Role } from '../../lib/iam/role';
import type { IRole } from '../../lib/iam/role-ref';
import { evaluate, policyFromJson, type RequestContext } from '../../lib/policy-evaluation';
import { Secret } from '../../lib/secrets/secret';
import { errorOf, onlyResource, resourcesOf, synth } from '../core/support';
import { newRole, readObject } from './support';

const OWN = '111122223333';
const PARTNER = '444455556666';
const PARTNER_ROLE = `arn:aws:iam::${PARTNER}:role/app`;
const SECRET = `arn:aws:secretsmanager:eu-west-1:${OWN}:secret:api-AbCdEf`;
const KEY = `arn:aws:kms:eu-west-1:${OWN}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
const PARTNER_SECRET = SECRET.replace(OWN, PARTNER);
const PARTNER_KEY = KEY.replace(OWN, PARTNER);
const TLS: RequestContext = { 'aws:SecureTransport': 'true' };
const VIA: RequestContext = { 'kms:ViaService': 'secretsmanager.eu-west-1.amazonaws.com' };
const REASON = { admittedByOwnerReason: 'the partner names our role, DATA-123' };

function accountStack(account = OWN, app: App = Testing.app(), name = 'shop'): TerraformStack {
  const stack = new TerraformStack(app, name);
  new AwsProvider(stack, 'aws', { region: 'eu-west-1', allowedAccountIds: [account] });
  return stack;
}

const partnerOf = (stack: TerraformStack): IRole => Role.fromRoleArn(stack, 'partner', PARTNER_ROLE);

/** What Terraform will have put for its expressions. */
function filledIn(text: unknown): string {
  return String(text)
    .replace(/\$\{aws_secretsmanager_secret\.[^}]+\.arn\}/g, SECRET)
    .replace(/\$\{aws_kms_key\.[^}]+\.arn\}/g, KEY)
    .replace(/\$\{aws_iam_role\.[^}]+\.arn\}/g, `arn:aws:iam::${OWN}:role/target`)
    .replace(/\$\{data\.aws_caller_identity\.[^}]+\}/g, OWN)
    .replace(/\$\{data\.aws_partition\.[^}]+\}/g, 'aws')
    .replace(/\$\{data\.aws_region\.[^}]+\}/g, 'eu-west-1');
}

/** The policy that the role needs in its own account, as the grant tells it. */
function ofRole(stack: TerraformStack, { unattachedStatements }: Grant): string {
  return filledIn(resolveTokens(stack, new PolicyDocument(...unattachedStatements).toJson()));
}

/** Actions of a service that a role of the partner may do with both policies, and with only the one of the resource. */
function allowedOf(
  service: string,
  resource: string,
  context: RequestContext,
  { identity, ofResource, arn = PARTNER_ROLE }: { identity?: string; ofResource: string; arn?: string },
): readonly string[] {
  const names = [...(serviceTable(service)?.actions.values() ?? [])].map(({ name }) => name);
  return names.filter((name) => {
    const { decision } = evaluate({
      principal: { arn },
      action: `${service}:${name}`,
      resource,
      context,
      identityPolicies: identity === undefined ? [] : [policyFromJson('identity', identity)],
      resourcePolicy: policyFromJson('resource', ofResource),
    });
    expect(['allowed', 'implicitDeny', 'explicitDeny']).toContain(decision);
    return decision === 'allowed';
  });
}

describe('a secret granted to a role of another account', () => {
  function granted(keyProps: (stack: TerraformStack) => KeyProps = () => ({}), stages?: string[]) {
    const stack = accountStack();
    const key = new Key(stack, 'key', keyProps(stack));
    const secret = new Secret(stack, 'api', { encryptionKey: key });
    const grant = secret.grantRead(partnerOf(stack), stages);
    secret.grantRead(partnerOf2(stack), stages);
    const json = synth(stack);
    return {
      grant,
      json,
      identity: ofRole(stack, grant),
      ofSecret: filledIn(onlyResource(json, 'aws_secretsmanager_secret_policy').policy),
      ofKey: filledIn(onlyResource(json, 'aws_kms_key').policy),
    };
  }
  const partnerOf2 = (stack: TerraformStack) => stack.node.tryFindChild('partner') as unknown as IRole;

  it.each<[string, ((stack: TerraformStack) => KeyProps) | undefined]>([
    ['the account decides on', undefined],
    ['names its users', (stack) => ({ admins: [newRole(stack, {}, 'admin')], users: [] })],
  ])('is read with its key, which %s, and nothing else is', (_, keyProps) => {
    const { identity, ofSecret, ofKey } = granted(keyProps);
    expect(allowedOf('secretsmanager', SECRET, TLS, { identity, ofResource: ofSecret })).toEqual(['GetSecretValue']);
    expect(allowedOf('kms', KEY, VIA, { identity, ofResource: ofKey })).toEqual(['Decrypt']);
    expect(allowedOf('kms', KEY, {}, { identity, ofResource: ofKey })).toEqual([]);
    expect(allowedOf('secretsmanager', SECRET, {}, { ofResource: ofSecret })).toEqual([]);
    const everything = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
    });
    const stranger = { identity: everything, arn: `${PARTNER_ROLE}2` };
    expect(allowedOf('secretsmanager', SECRET, TLS, { ...stranger, ofResource: ofSecret })).toEqual([]);
    expect(allowedOf('kms', KEY, VIA, { ...stranger, ofResource: ofKey })).toEqual([]);
  });

  it('is limited to stages on both sides', () => {
    const { identity, ofSecret } = granted(undefined, ['AWSCURRENT']);
    const stage = (label: string) => ({ ...TLS, 'secretsmanager:VersionStage': [label] });
    const both = { identity, ofResource: ofSecret };
    expect(allowedOf('secretsmanager', SECRET, stage('AWSCURRENT'), both)).toEqual(['GetSecretValue']);
    expect(allowedOf('secretsmanager', SECRET, stage('AWSPREVIOUS'), both)).toEqual([]);
    const everything = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
    });
    const open = { identity: everything, ofResource: ofSecret };
    expect(allowedOf('secretsmanager', SECRET, stage('AWSPREVIOUS'), open)).toEqual([]);
  });

  it('attaches nothing to a role of that name in the own account, and says what is missing', () => {
    const { grant, json } = granted();
    expect(resourcesOf(json, 'aws_iam_policy')).toEqual([]);
    expect(resourcesOf(json, 'aws_iam_role_policy_attachment')).toEqual([]);
    expect(grant.unattachedStatements).toEqual(grant.principalStatements);
    expect(grant.resourceStatements).toHaveLength(2);
    const error = errorOf(() => {
      grant.assertSuccess();
    });
    expect(error.code).toBe('GRANT_INCOMPLETE');
    expect(error.message).toMatch(/role\/app.* did not get kms:Decrypt, secretsmanager:GetSecretValue/);
  });

  it('is known by the account in its ARN, whatever the other parts are', () => {
    const stack = accountStack();
    const arn = `arn:${AwsAccount.of(stack).partition}:iam::${PARTNER}:role/team/app`;
    const role = Role.fromRoleArn(stack, 'partner', arn);
    const grant = new Secret(stack, 'api').grantRead(role);
    const json = synth(stack);
    expect(role.roleName).toBe('app');
    expect(resourcesOf(json, 'aws_iam_role_policy_attachment')).toEqual([]);
    const ofSecret = filledIn(onlyResource(json, 'aws_secretsmanager_secret_policy').policy);
    const ofKey = filledIn(onlyResource(json, 'aws_kms_key').policy);
    const both = { identity: ofRole(stack, grant), arn: `arn:aws:iam::${PARTNER}:role/team/app` };
    expect(allowedOf('secretsmanager', SECRET, TLS, { ...both, ofResource: ofSecret })).toEqual(['GetSecretValue']);
    expect(allowedOf('kms', KEY, VIA, { ...both, ofResource: ofKey })).toEqual(['Decrypt']);
  });

  it('is named once, however often it is granted', () => {
    const { Statement } = JSON.parse(granted().ofSecret) as {
      readonly Statement: readonly { readonly Sid?: string }[];
    };
    expect(Statement.map(({ Sid }) => Sid)).toEqual(['RequireTls', 'KeepOtherAccountsOut', undefined]);
  });

  it('needs a key whose policy can be extended', () => {
    const stack = accountStack();
    const encryptionKey = Key.fromKeyArn(stack, 'key', KEY);
    const secret = new Secret(stack, 'api', { encryptionKey });
    const error = errorOf(() => secret.grantRead(partnerOf(stack)));
    expect(error.code).toBe('GRANT_CROSS_ACCOUNT');
    expect(error.message).toMatch(/shop\/key of account 111122223333 was made elsewhere/);
    const known = Key.fromKeyArn(stack, 'known', KEY, REASON);
    expect(known.grantDecrypt(partnerOf2(stack)).unattachedStatements).toHaveLength(1);
  });

  it('needs a role whose ARN is literal: stacks do not wait for each other', () => {
    const app = Testing.app();
    const [stack, other] = [accountStack(OWN, app), accountStack(PARTNER, app, 'partner')];
    const role = newRole(other);
    expect(errorOf(() => new Secret(stack, 'api').grantRead(role)).code).toBe('SECRET_POLICY_OTHER_ACCOUNT');
    expect(errorOf(() => new Key(stack, 'key').grantDecrypt(role)).code).toBe('KEY_PRINCIPAL_INVALID');
  });
});

describe('what was made elsewhere, in another account', () => {
  const own = () => {
    const stack = accountStack();
    return [stack, newRole(stack)] as const;
  };

  it.each<[string, (stack: TerraformStack, role: Role) => Grant]>([
    ['a secret', (stack, role) => Secret.fromSecretArn(stack, 'x', PARTNER_SECRET).grantRead(role)],
    [
      'a secret by a part of its ARN',
      (stack, role) => Secret.fromSecretPartialArn(stack, 'x', PARTNER_SECRET).grantWrite(role),
    ],
    [
      'a secret without its key',
      (stack, role) =>
        Secret.fromSecretAttributes(stack, 'x', { secretArn: PARTNER_SECRET, ...REASON }).grantRead(role),
    ],
    [
      'a secret with a key of which nothing is said',
      (stack, role) =>
        Secret.fromSecretAttributes(stack, 'x', {
          secretArn: PARTNER_SECRET,
          encryptionKey: Key.fromKeyArn(stack, 'key', PARTNER_KEY),
          ...REASON,
        }).grantRead(role),
    ],
    ['a key', (stack, role) => Key.fromKeyArn(stack, 'x', PARTNER_KEY).grantDecrypt(role)],
    ['a role to assume', (stack, role) => partnerOf(stack).grantAssume(role)],
    ['a role to pass', (stack, role) => partnerOf(stack).grantPassRole(role, 'ec2.amazonaws.com')],
    ['a role to pass to', (stack, role) => role.grantPassRole(partnerOf(stack), 'ec2.amazonaws.com')],
  ])('is not granted by halves: %s', (_, use) => {
    const [stack, role] = own();
    const error = errorOf(() => use(stack, role));
    expect(error.code).toBe('GRANT_CROSS_ACCOUNT');
    expect(resourcesOf(synth(stack), 'aws_iam_policy')).toEqual([]);
  });

  it.each<[string, (stack: TerraformStack, role: Role) => Grant]>([
    [
      'a secret in a region that is a token',
      (stack, role) => {
        const { region } = AwsAccount.of(stack);
        const secretArn = `arn:aws:secretsmanager:${region}:${PARTNER}:secret:api-AbCdEf`;
        return Secret.fromSecretArn(stack, 'x', secretArn).grantRead(role);
      },
    ],
    [
      'a secret of the own account, by its token',
      (stack) => {
        const { accountId } = AwsAccount.of(stack);
        const secretArn = `arn:aws:secretsmanager:eu-west-1:${accountId}:secret:api-AbCdEf`;
        return Secret.fromSecretArn(stack, 'x', secretArn).grantRead(partnerOf(stack));
      },
    ],
    [
      'a role to pass to, in a partition that is a token',
      (stack, role) =>
        role.grantPassRole(
          Role.fromRoleArn(stack, 'x', `arn:${AwsAccount.of(stack).partition}:iam::${PARTNER}:role/app`),
          'ec2.amazonaws.com',
        ),
    ],
    [
      'a proxy',
      (stack, role) =>
        DatabaseProxy.fromAttributes(stack, 'x', {
          proxyName: 'shop',
          proxyArn: `arn:aws:rds:eu-west-1:${PARTNER}:db-proxy:prx-0123456789abcdef0`,
          endpoint: 'shop.proxy.example.com',
          engineFamily: ProxyEngineFamily.MYSQL,
          securityGroups: [],
        }).grantConnect(role, 'app'),
    ],
  ])('is not granted by halves where its account is known: %s', (_, use) => {
    const [stack, role] = own();
    expect(errorOf(() => use(stack, role)).code).toBe('GRANT_CROSS_ACCOUNT');
  });

  it.each<[string, (stack: TerraformStack, role: Role) => Grant, readonly string[]]>([
    [
      'a secret',
      (stack, role) =>
        Secret.fromSecretAttributes(stack, 'x', {
          secretArn: PARTNER_SECRET,
          encryptionKey: Key.fromKeyArn(stack, 'key', PARTNER_KEY, REASON),
          ...REASON,
        }).grantRead(role),
      ['kms:Decrypt', 'secretsmanager:GetSecretValue'],
    ],
    ['a key', (stack, role) => Key.fromKeyArn(stack, 'x', PARTNER_KEY, REASON).grantDecrypt(role), ['kms:Decrypt']],
    [
      'a role',
      (stack, role) => Role.fromRoleArn(stack, 'x', PARTNER_ROLE, REASON).grantAssume(role),
      ['sts:AssumeRole'],
    ],
  ])('is granted where its owner lets the role in: %s', (_, use, actions) => {
    const [stack, role] = own();
    const grant = use(stack, role);
    grant.assertSuccess();
    const { policy } = onlyResource(synth(stack), 'aws_iam_policy');
    const { Statement } = JSON.parse(String(policy)) as {
      readonly Statement: readonly { readonly Action: string[] }[];
    };
    expect(Statement.flatMap(({ Action }) => Action)).toEqual(actions);
  });

  it.each<[string, (stack: TerraformStack, reason: string) => unknown]>([
    ['key', (stack, reason) => Key.fromKeyArn(stack, 'x', PARTNER_KEY, { admittedByOwnerReason: reason })],
    ['role', (stack, reason) => Role.fromRoleArn(stack, 'x', PARTNER_ROLE, { admittedByOwnerReason: reason })],
    [
      'secret',
      (stack, reason) =>
        Secret.fromSecretAttributes(stack, 'x', { secretArn: PARTNER_SECRET, admittedByOwnerReason: reason }),
    ],
  ])('needs a reason in words: %s', (_, use) => {
    for (const reason of ['', ' - ', 7 as never, null as never]) {
      expect(errorOf(() => use(accountStack(), reason)).code).toBe('GRANT_CROSS_ACCOUNT');
    }
  });

  it('is of the account of the stack that makes it', () => {
    const stack = accountStack();
    const partner = partnerOf(stack);
    const raw = new KmsKey(stack, 'raw', {});
    const attempts = [
      () => Key.fromKeyArn(stack, 'key', raw.arn).grantDecrypt(partner),
      () => Key.fromAlias(stack, 'alias', 'shop').grantDecrypt(partner),
      () => Secret.fromSecretName(stack, 'name', 'shop').grantRead(partner),
      () =>
        Secret.fromSecretArn(stack, 'rds', '${aws_db_instance.db.master_user_secret[0].secret_arn}').grantRead(partner),
      () => Role.fromRoleName(stack, 'target', 'target').grantAssume(partner),
    ];
    for (const attempt of attempts) expect(errorOf(attempt).code).toBe('GRANT_CROSS_ACCOUNT');
    const role = newRole(stack);
    Key.fromKeyArn(stack, 'same', raw.arn).grantDecrypt(role).assertSuccess();
    Secret.fromSecretName(stack, 'other', 'shop').grantRead(role).assertSuccess();
  });

  it('is no question where an account is not known', () => {
    const stack = new TerraformStack(Testing.app(), 'shop');
    new AwsProvider(stack, 'aws', { region: 'eu-west-1' });
    const role = newRole(stack);
    Key.fromKeyArn(stack, 'key', PARTNER_KEY).grantDecrypt(role).assertSuccess();
    const token = new TerraformVariable(stack, 'arn', {}).stringValue;
    Key.fromKeyArn(stack, 'other', token).grantDecrypt(role).assertSuccess();
    const known = accountStack();
    const hidden = Role.fromRoleArn(known, 'x', new TerraformVariable(known, 'arn', {}).stringValue);
    Key.fromKeyArn(known, 'key', PARTNER_KEY).grantDecrypt(hidden).assertSuccess();
  });
});

describe('a database granted to a role of another account', () => {
  const DATABASE = { port: 5432, securityGroups: [] };
  it.each<[string, (stack: TerraformStack, role: IRole) => Grant]>([
    [
      'an instance',
      (stack, role) =>
        DatabaseInstance.fromAttributes(stack, 'db', {
          ...DATABASE,
          instanceIdentifier: 'db',
          endpointAddress: 'db.example.com',
          resourceId: 'db-ABCDEFGHIJKL01234',
        }).grantConnect(role, 'app'),
    ],
    ...(['grantConnect', 'grantDataApiAccess'] as const).map(
      (method) =>
        [
          `${method} of a cluster`,
          (stack: TerraformStack, role: IRole) => {
            const cluster = DatabaseCluster.fromAttributes(stack, 'db', {
              ...DATABASE,
              clusterIdentifier: 'shop',
              clusterEndpoint: 'shop.example.com',
              resourceId: 'cluster-ABCDEFGHIJKL01234',
            });
            return method === 'grantConnect'
              ? cluster.grantConnect(role, 'app')
              : cluster.grantDataApiAccess(role, new Secret(stack, 'user'));
          },
        ] as [string, (stack: TerraformStack, role: IRole) => Grant],
    ),
  ])('is refused: %s', (_, use) => {
    const stack = accountStack();
    const error = errorOf(() => use(stack, partnerOf(stack)));
    expect(error.code).toBe('GRANT_CROSS_ACCOUNT');
    expect(error.message).toMatch(/within an account alone; grant it to a role of account 111122223333/);
  });
});

describe('grantAssume of another account', () => {
  it('opens the trust with a proof', () => {
    const stack = accountStack();
    const target = newRole(stack, {}, 'target');
    const grant = target.grantAssume(partnerOf(stack), { externalId: 'shop-42' });
    const trust = filledIn(onlyResource(synth(stack), 'aws_iam_role').assume_role_policy);
    const resource = `arn:aws:iam::${OWN}:role/target`;
    const both = { identity: ofRole(stack, grant), ofResource: trust };
    expect(allowedOf('sts', resource, { 'sts:ExternalId': 'shop-42' }, both)).toEqual(['AssumeRole']);
    expect(allowedOf('sts', resource, { 'sts:ExternalId': 'shop-43' }, both)).toEqual([]);
    expect(allowedOf('sts', resource, {}, both)).toEqual([]);
    expect(allowedOf('sts', resource, { 'sts:ExternalId': 'shop-42' }, { ...both, arn: `${PARTNER_ROLE}2` })).toEqual(
      [],
    );
    expect(JSON.parse(grant.resourceStatements[0]?.toJson() ?? '')).toMatchObject({
      Statement: [{ Principal: { AWS: PARTNER_ROLE }, Condition: { StringEquals: { 'sts:ExternalId': ['shop-42'] } } }],
    });
  });

  it.each<[string, (stack: TerraformStack) => IRole]>([
    ['by its ARN', (stack) => Role.fromRoleArn(stack, 'caller', `arn:aws:iam::${OWN}:role/caller`)],
    ['by its name', (stack) => Role.fromRoleName(stack, 'caller', 'caller')],
    ['of the stack, whose policies stay', (stack) => newRole(stack, { roleName: 'caller' }).withoutPolicyUpdates()],
  ])('needs none for a role of the own account that is known %s', (_, callerOf) => {
    const stack = accountStack();
    const target = newRole(stack, {}, 'target');
    target.grantAssume(callerOf(stack));
    const { assume_role_policy: policy } = resourcesOf(synth(stack), 'aws_iam_role').at(-1) ?? {};
    const trust = filledIn(policy).replaceAll(':role/target', ':role/caller');
    const arn = `arn:aws:iam::${OWN}:role/caller`;
    const identity = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 'sts:*', Resource: '*' }],
    });
    const ask = (who: string) =>
      allowedOf('sts', `arn:aws:iam::${OWN}:role/x`, {}, { identity, ofResource: trust, arn: who });
    expect(ask(arn)).toContain('AssumeRole');
    expect(ask(`${arn}2`)).not.toContain('AssumeRole');
  });

  it('leaves the trust as it is where nobody knows whose the role is', () => {
    const stack = accountStack();
    const target = newRole(stack, {}, 'target');
    const hidden = Role.fromRoleArn(stack, 'x', new TerraformVariable(stack, 'arn', {}).stringValue);
    expect(target.grantAssume(hidden).resourceStatements).toEqual([]);
    expect(target.grantAssume(hidden, { externalId: 'shop-42' }).resourceStatements).toHaveLength(1);
  });

  it('needs the proof', () => {
    const stack = accountStack();
    const target = newRole(stack, {}, 'target');
    expect(errorOf(() => target.grantAssume(partnerOf(stack))).code).toBe('PRINCIPAL_EXTERNAL_ID_MISSING');
    expect(errorOf(() => target.grantAssume(newRole(stack), null as never)).code).toBe('PROPS_INVALID');
  });
});

describe('a provider that is made after the grants', () => {
  const later = (grant: (stack: TerraformStack) => unknown, account = OWN) => {
    const stack = new TerraformStack(Testing.app(), 'shop');
    grant(stack);
    new AwsProvider(stack, 'aws', { region: 'eu-west-1', allowedAccountIds: [account] });
    return () => synth(stack);
  };

  it.each<[string, (stack: TerraformStack) => unknown]>([
    ['a role of a partner', (stack) => new Secret(stack, 'api').grantRead(partnerOf(stack))],
    ['a secret of a partner', (stack) => Secret.fromSecretArn(stack, 'x', PARTNER_SECRET).grantRead(newRole(stack))],
    ['a key of a partner', (stack) => Key.fromKeyArn(stack, 'x', PARTNER_KEY).grantDecrypt(newRole(stack))],
    ['a role to pass', (stack) => partnerOf(stack).grantPassRole(newRole(stack), 'ec2.amazonaws.com')],
  ])('shows grants by halves: %s', (_, grant) => {
    expect(later(grant)).toThrow('GRANT_CROSS_ACCOUNT: role');
    expect(later(grant, PARTNER)).not.toThrow();
  });
});

describe('a role of another account', () => {
  it('is not changed from here', () => {
    const stack = accountStack();
    const role = partnerOf(stack);
    expect(role.addToPolicy(readObject())).toBeUndefined();
    expect(role.addManagedPolicy(`arn:aws:iam::${OWN}:policy/x`)).toBeUndefined();
    expect(synth(stack).resource).toEqual({});
    const profile = errorOf(() => new InstanceProfile(stack, 'profile', { role }));
    expect(profile.code).toBe('INSTANCE_PROFILE_INVALID');
    expect(profile.message).toMatch(/is of account 111122223333 and would name another role/);
    const error = errorOf(() => Role.fromRoleArn(stack, 'x', PARTNER_ROLE, { mutable: true }));
    expect(error.code).toBe('ROLE_OPTION_INVALID');
    expect(error.message).toMatch(/is of account 444455556666, and the stack is of 111122223333/);
  });
});
