import {
  AccountPrincipal,
  Key,
  type OidcPrincipal,
  PolicyStatement,
  Role,
  Secret,
  ServicePrincipal,
} from '../../../lib';
import { policyFromJson, type Decision } from '../../../lib/policy-evaluation';
import { ACCOUNT, decide, DEPLOYER, EVERYTHING, roleArn } from '../../iam/deny-guards/support';
import { A_KEY_MADE_BESIDE, all, type Attributes, only, scratch, synthesise } from './defaults';

describe('a role', () => {
  const trustOf = (principal: ServicePrincipal | AccountPrincipal | OidcPrincipal): string => {
    const stack = scratch();
    new Role(stack, 'role', { assumedBy: principal });
    const [role] = Object.values(synthesise(stack).resource?.aws_iam_role ?? {});
    return String(role?.assume_role_policy);
  };

  it('refuses wildcards in allowed actions', () => {
    for (const action of ['*', 's3:*', 's3:Get*'])
      expect(() => PolicyStatement.allow({ actions: [action], resources: ['arn:aws:s3:::bucket/key'] })).toThrow(
        /^POLICY_ACTION_WILDCARD/,
      );
  });

  it('binds services to the account', () => {
    expect(trustOf(new ServicePrincipal('vpc-flow-logs.amazonaws.com'))).toMatch(
      /aws:SourceAccount.*\$\{data\.aws_caller_identity\./,
    );
  });

  it('asks for an external id of other accounts', () => {
    expect(() => trustOf(new AccountPrincipal('444455556666', {}))).toThrow(/^PRINCIPAL_EXTERNAL_ID_MISSING/);
    expect(trustOf(new AccountPrincipal('444455556666', { externalId: 'a-long-external-id' }))).toContain(
      'sts:ExternalId',
    );
  });

  it('limits sessions to an hour', () => {
    expect(only('Role', 'aws_iam_role').max_session_duration).toBe(3600);
  });
});

describe('policies of a role', () => {
  it('removes policies that others attach', () => {
    expect(only('Role', 'aws_iam_role_policies_exclusive').policy_names).toEqual([]);
    const { policy_arns: attached } = only('Role', 'aws_iam_role_policy_attachments_exclusive');
    expect(attached).toEqual(all('Role', 'aws_iam_role_policy_attachment').map(({ policy_arn: arn }) => arn));
  });
});

describe('a role for pipelines', () => {
  it('bounds roles of pipelines', () => {
    const policies = all('DeploymentRole', 'aws_iam_policy').map(({ name, policy }) => [name, String(policy)] as const);
    const { permissions_boundary: boundary } = only('DeploymentRole', 'aws_iam_role');
    expect(boundary).toMatch(/^\$\{aws_iam_policy\.deployer_Boundary_\w+\.arn\}$/);
    const [[name, text] = []] = policies;
    expect(name).toBe('deployer-boundary');
    const bounds = String(text)
      .replace(/\$\{[^{}]*\.partition\}/g, 'aws')
      .replace(/\$\{[^{}]*\.account_id\}/g, ACCOUNT);
    const decision = (action: string, resource: string): Decision =>
      decide(
        { as: DEPLOYER, action, resource },
        { identityPolicies: [EVERYTHING], permissionsBoundary: policyFromJson('bounds', JSON.parse(bounds)) },
      );
    const iam = `arn:aws:iam::${ACCOUNT}`;
    expect(decision('iam:CreateUser', `${iam}:user/app`)).toBe('explicitDeny');
    expect(decision('iam:CreateAccessKey', `${iam}:user/app`)).toBe('explicitDeny');
    expect(decision('iam:AttachRolePolicy', roleArn('Admin'))).toBe('explicitDeny');
    expect(decision('iam:PassRole', roleArn('Admin'))).toBe('explicitDeny');
    expect(decision('sqs:CreateQueue', `arn:aws:sqs:eu-west-1:${ACCOUNT}:orders`)).toBe('allowed');
  });
});

describe('a secret', () => {
  const policy = (): string => String(only('Secret', 'aws_secretsmanager_secret_policy').policy);

  it('encrypts secrets with a customer managed key', () => {
    expect(only('Secret', 'aws_secretsmanager_secret').kms_key_id).toEqual(A_KEY_MADE_BESIDE);
  });

  it('blocks public policies of secrets', () => {
    expect(only('Secret', 'aws_secretsmanager_secret_policy').block_public_policy).toBe(true);
  });

  it('denies secrets to clear text', () => {
    expect(policy()).toMatch(/"Effect":"Deny"/);
    expect(policy()).toContain('"aws:SecureTransport":["false"]');
  });

  it('keeps deleted secrets for 30 days', () => {
    expect(only('Secret', 'aws_secretsmanager_secret').recovery_window_in_days).toBe(30);
  });

  it('refuses literal secrets', () => {
    expect(
      () => new Secret(scratch(), 'secret', { secretStringWo: 'correct-horse', secretStringWoVersion: 1 }),
    ).toThrow(/^SECRET_LITERAL_VALUE/);
  });

  it('keeps values out of the state', () => {
    const stack = scratch();
    new Secret(stack, 'secret', {
      secretStringWo: '${ephemeral.random_password.token.result}',
      secretStringWoVersion: 1,
    });
    const [version] = Object.values(synthesise(stack).resource?.aws_secretsmanager_secret_version ?? {});
    expect(version).toMatchObject({ secret_string_wo: '${ephemeral.random_password.token.result}' });
    expect(version?.secret_string).toBeUndefined();
  });

  it('rotates secrets every 30 to 90 days', () => {
    const functionArn = 'arn:aws:lambda:eu-west-1:123456789012:function:rotate';
    const stack = scratch();
    new Secret(stack, 'secret').addRotation({ lambdaArn: functionArn });
    const [rotation] = Object.values(synthesise(stack).resource?.aws_secretsmanager_secret_rotation ?? {});
    expect(JSON.stringify(rotation?.rotation_rules)).toContain('"automatically_after_days":30');
    for (const automaticallyAfterDays of [29, 91])
      expect(() => {
        new Secret(scratch(), 'secret').addRotation({ lambdaArn: functionArn, automaticallyAfterDays });
      }).toThrow(/^SECRET_ROTATION_INTERVAL_INVALID/);
  });
});

describe('a replica of a secret', () => {
  it('asks for a key of each replica', () => {
    const replicas = [{ region: 'eu-central-1' }] as never;
    expect(() => new Secret(scratch(), 'secret', { replicas })).toThrow(/^SECRET_REPLICA/);
  });
});

describe('a key', () => {
  const key = (): Attributes => only('Key', 'aws_kms_key');

  it('rotates keys', () => {
    expect(key()).toMatchObject({ enable_key_rotation: true, rotation_period_in_days: 365 });
  });

  it('keeps deleted keys for 30 days', () => {
    expect(key().deletion_window_in_days).toBe(30);
  });

  it('keeps administration apart from use', () => {
    const stack = scratch();
    const admin = Role.fromRoleArn(stack, 'admin', 'arn:aws:iam::123456789012:role/admin');
    new Key(stack, 'key', { admins: [admin] });
    const [{ policy = '' } = {}] = Object.values(synthesise(stack).resource?.aws_kms_key ?? {});
    const { Statement } = JSON.parse(String(policy)) as { readonly Statement: readonly Attributes[] };
    const ofAdmin = Statement.filter((statement) => JSON.stringify(statement.Principal).includes('role/admin'));
    expect(ofAdmin.length).toBeGreaterThan(0);
    expect(JSON.stringify(ofAdmin)).toContain('kms:PutKeyPolicy');
    expect(JSON.stringify(ofAdmin)).not.toMatch(/kms:(?:\*|Decrypt|Encrypt|GenerateDataKey|ReEncrypt|CreateGrant)/);
    const ofAccount = Statement.filter((statement) => JSON.stringify(statement.Principal).includes(':root'));
    const always = ofAccount.filter((statement) => !('Condition' in statement));
    expect(JSON.stringify(always)).not.toMatch(/kms:(?:\*|PutKeyPolicy|ScheduleKeyDeletion|DisableKey)/);
  });

  it('leaves keys to their account', () => {
    expect(key().policy).toMatch(/"Effect":"Allow","Principal":\{"AWS":"[^"]*:root"\},"Action":\["kms:\*"\]/);
    expect(key().bypass_policy_lockout_safety_check).toBeUndefined();
  });
});
