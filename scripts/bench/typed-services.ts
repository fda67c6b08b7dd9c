import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { leastInTurn } from './measure';

const ROOT = path.join(__dirname, '..', '..');
const RUNS = 25;
/** CPU milliseconds that one typed service may add to `tsc`. */
const BUDGET_MS = 100;

const BUILDER = `import { LeastPrivilegePolicy } from 'cdktf-guardrails/iam';`;
const PLACE = `{ region: 'eu-west-1', accountId: '111122223333' }`;

/** The same policy by one service; the first knows none. EC2 is the largest, Secrets Manager one of middle size. */
const PROGRAMS = {
  none: `${BUILDER}
export const policy = LeastPrivilegePolicy.from({
  service: 's3', actions: ['GetObject'], resourceArns: ['arn:aws:s3:::data/*'],
});`,
  secretsmanager: `${BUILDER}
import { SecretsManager } from 'cdktf-guardrails/iam/secretsmanager';
export const policy = LeastPrivilegePolicy.of(SecretsManager).allow('GetSecretValue')
  .on(SecretsManager.secret({ secretId: 'app' }, ${PLACE})).when('StringEquals', 'secretsmanager:VersionStage', 'AWSCURRENT');`,
  s3: `${BUILDER}
import { S3 } from 'cdktf-guardrails/iam/s3';
export const policy = LeastPrivilegePolicy.of(S3).allow('GetObject')
  .on(S3.object({ bucketName: 'data', objectName: '*' })).when('StringEquals', 's3:ExistingObjectTag/team', 'data');`,
  ec2: `${BUILDER}
import { EC2 } from 'cdktf-guardrails/iam/ec2';
export const policy = LeastPrivilegePolicy.of(EC2).allow('StartInstances')
  .on(EC2.instance({ instanceId: 'i-1' }, ${PLACE})).when('StringEquals', 'aws:ResourceTag/team', 'data');`,
} as const;

type Name = keyof typeof PROGRAMS;

/** What one typed service adds to the CPU time of `tsc`. */
export function typedServiceCosts(folder: string, ms: (value: number) => string): string[] {
  const home = path.join(folder, 'typed-services');
  mkdirSync(path.join(home, 'node_modules'), { recursive: true });
  symlinkSync(ROOT, path.join(home, 'node_modules', 'cdktf-guardrails'));
  const commands = Object.fromEntries(
    Object.entries(PROGRAMS).map(([name, text]) => {
      const file = path.join(home, `${name}.ts`);
      writeFileSync(file, text);
      return [name, [process.execPath, '--single-threaded', path.join(__dirname, 'compile.js'), file]];
    }),
  ) as unknown as Readonly<Record<Name, readonly string[]>>;
  const least = leastInTurn(commands, RUNS);
  const cpuMs = (name: Name): number => least[name].cpuMs ?? NaN;
  const services = (['secretsmanager', 's3', 'ec2'] as const).map((name) => {
    const added = cpuMs(name) - cpuMs('none');
    return `| ${name} | ${ms(cpuMs(name))} | ${ms(added)} | ${added <= BUDGET_MS ? 'yes' : '**no**'} |`;
  });
  return [
    `| types of a policy, least CPU of ${String(RUNS)} runs | \`tsc\` | added by the service | at most ${String(BUDGET_MS)} ms |`,
    '|---|---|---|---|',
    `| plain texts | ${ms(cpuMs('none'))} | | |`,
    ...services,
  ];
}
