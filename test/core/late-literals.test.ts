import { Lazy, TerraformVariable, type TerraformStack } from 'cdktf';
import { Guardrails } from '../../lib/enforcement/guardrails';
import { DatabaseEngine } from '../../lib/database/engine';
import { DatabaseCluster } from '../../lib/database/cluster';
import { DatabaseClusterEngine } from '../../lib/database/cluster-engine';
import { ClusterInstance } from '../../lib/database/cluster-instance';
import { DatabaseInstance } from '../../lib/database/instance';
import { Key } from '../../lib/encryption/key';
import { Role } from '../../lib/iam/role';
import { ServicePrincipal } from '../../lib/iam/service-principal';
import { Vpc } from '../../lib/network/vpc';
import { Secret } from '../../lib/secrets/secret';
import { newStack, synth } from './support';

const number = (value: number) => Lazy.numberValue({ produce: () => value });
const text = (value: string) => Lazy.stringValue({ produce: () => value });
const variable = (stack: TerraformStack, value: unknown) => new TerraformVariable(stack, 'v', { default: value });

const NETWORK = { vpcId: 'vpc-0123456789abcdef0', subnetIds: ['subnet-0123456789abcdef0', 'subnet-0123456789abcdef1'] };

function database(stack: TerraformStack, props: object): void {
  const engine = DatabaseEngine.POSTGRES_17;
  new DatabaseInstance(stack, 'db', { engine, instanceClass: 'db.m7g.large', ...NETWORK, ...props });
}

function cluster(stack: TerraformStack, props: object): void {
  const writer = ClusterInstance.provisioned('writer', { instanceClass: 'db.r7g.large' });
  new DatabaseCluster(stack, 'db', { engine: DatabaseClusterEngine.AURORA_POSTGRES_17, writer, ...NETWORK, ...props });
}

const assumedBy = new ServicePrincipal('lambda.amazonaws.com');

/* A prop may be a token. What it turns out to be by the end of the program has to pass like a literal. */
describe('a token that turns out to be a literal', () => {
  it.each<[string, RegExp, (stack: TerraformStack) => unknown]>([
    [
      'days of backups',
      /DB_BACKUP_RETENTION_INVALID/,
      (s) => {
        database(s, { backupRetentionDays: number(0) });
      },
    ],
    [
      'days of backups by a variable',
      /DB_BACKUP_RETENTION_INVALID/,
      (s) => {
        database(s, { backupRetentionDays: variable(s, 0).numberValue });
      },
    ],
    [
      'fewer days of backups than usual',
      /LOOSENING_REASON_MISSING/,
      (s) => {
        database(s, { backupRetentionDays: number(7) });
      },
    ],
    [
      'days of backups of a cluster',
      /LOOSENING_REASON_MISSING/,
      (s) => {
        cluster(s, { backupRetentionDays: number(7) });
      },
    ],
    [
      'no standby',
      /LOOSENING_REASON_MISSING: multiAz is false/,
      (s) => {
        database(s, { multiAz: variable(s, false).value as unknown });
      },
    ],
    [
      'the port that everybody tries',
      /LOOSENING_REASON_MISSING: port is 5432/,
      (s) => {
        database(s, { port: number(5432) });
      },
    ],
    [
      'no monitoring',
      /DB_MONITORING_INTERVAL_INVALID/,
      (s) => {
        database(s, { monitoringIntervalSeconds: number(0) });
      },
    ],
    [
      'logs for a day',
      /DB_LOG_RETENTION_INVALID/,
      (s) => {
        database(s, { logRetentionDays: number(1) });
      },
    ],
    [
      'an old certificate authority',
      /DB_CERTIFICATE_AUTHORITY_INVALID/,
      (s) => {
        database(s, { certificateAuthority: text('rds-ca-2019') });
      },
    ],
    [
      'a user that everybody tries',
      /DB_USERNAME_INVALID/,
      (s) => {
        database(s, { masterUsername: '${"admin"}' });
      },
    ],
    [
      'such a user of a cluster',
      /DB_USERNAME_INVALID/,
      (s) => {
        cluster(s, { masterUsername: text('root') });
      },
    ],
    [
      'an old TLS',
      /DB_PARAMETER_RESERVED/,
      (s) => {
        database(s, { parameters: { ssl_min_protocol_version: text('TLSv1') } });
      },
    ],
    [
      'logs that say less',
      /LOOSENING_REASON_MISSING: parameters\.log_statement/,
      (s) => {
        database(s, { parameters: { log_statement: text('none') } });
      },
    ],
    [
      'the key of AWS',
      /KEY_ARN_INVALID/,
      (s) => {
        database(s, { encryptionKey: Key.fromKeyArn(s, 'k', text('alias/aws/rds')) });
      },
    ],
    [
      'the key of AWS by a variable',
      /KEY_ARN_INVALID/,
      (s) => {
        database(s, { encryptionKey: Key.fromKeyArn(s, 'k', variable(s, 'alias/aws/rds').stringValue) });
      },
    ],
    [
      "the key of AWS by a class of one's own",
      /KEY_ARN_INVALID/,
      (s) => {
        database(s, { encryptionKey: { keyArn: text('alias/aws/rds'), node: s.node } });
      },
    ],
    ['the alias of AWS', /KEY_ALIAS_INVALID/, (s) => Key.fromAlias(s, 'k', '${"alias/aws/rds"}')],
    [
      'a key that rotates seldom',
      /LOOSENING_REASON_MISSING/,
      (s) => new Key(s, 'k', { rotationPeriodDays: number(2560) }),
    ],
    ['a key that is soon gone', /LOOSENING_REASON_MISSING/, (s) => new Key(s, 'k', { deletionWindowDays: number(7) })],
    [
      'a key that everybody uses',
      /KEY_PRINCIPAL_INVALID/,
      (s) => new Key(s, 'k', { users: [{ roleArn: text('*'), node: s.node }] as never }),
    ],
    [
      'a secret that is gone at once',
      /SECRET_RECOVERY_WINDOW_INVALID/,
      (s) => new Secret(s, 's', { recoveryWindowDays: number(0) }),
    ],
    ['a secret by a wildcard', /SECRET_ARN_INVALID/, (s) => Secret.fromSecretArn(s, 's', text('*'))],
    [
      'a copy under the key of AWS',
      /SECRET_REPLICA_INVALID/,
      (s) => new Secret(s, 's', { replicas: [{ region: 'us-east-1', keyArn: text('alias/aws/secretsmanager') }] }),
    ],
    [
      'a long session',
      /LOOSENING_REASON_MISSING/,
      (s) => new Role(s, 'r', { assumedBy, maxSessionDurationSeconds: number(43_200) }),
    ],
    [
      'flow logs for a day',
      /VPC_LOG_RETENTION_INVALID/,
      (s) => new Vpc(s, 'v', { availabilityZones: ['eu-west-1a'], flowLogRetentionDays: number(1) }),
    ],
  ])('is no way to %s', (_, expected, build) => {
    const stack = newStack();
    build(stack);
    expect(() => synth(stack)).toThrow(expected);
  });

  it('may be what a literal may be', () => {
    const stack = newStack();
    database(stack, {
      backupRetentionDays: variable(stack, '35').numberValue,
      monitoringIntervalSeconds: number(30),
      masterUsername: text('keeper'),
      parameters: { log_statement: text('all') },
      encryptionKey: new Key(stack, 'k', { rotationPeriodDays: number(180), deletionWindowDays: number(30) }),
    });
    expect(() => synth(stack)).not.toThrow();
  });

  it('may be weaker than the default with a reason, which is listed', () => {
    const stack = newStack();
    new Key(stack, 'k', { deletionWindowDays: number(7), looseningReason: 'a test of short life' });
    expect(() => synth(stack)).not.toThrow();
    expect(Guardrails.loosened(stack)).toMatchObject([{ setting: 'deletionWindowDays', value: '7' }]);
  });

  it('stays open where only Terraform knows', () => {
    const stack = newStack();
    const days = new TerraformVariable(stack, 'days', { type: 'number' });
    database(stack, { backupRetentionDays: days.numberValue });
    expect(() => synth(stack)).not.toThrow();
  });
});
