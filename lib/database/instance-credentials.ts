import type { DbInstanceConfig } from '@cdktf/provider-aws/lib/db-instance';
import type { Construct } from 'constructs';
import { GuardrailsError } from '../core/guardrails-error';
import { checkWhenKnown } from '../core/known-literal';
import { requireInteger } from '../core/ranges';
import { isUnresolved } from '../core/tokens';
import { Key } from '../encryption/key';
import type { IKey } from '../encryption/key-ref';
import { requireExpression } from '../secrets/secret-value';
import type { DatabaseEngine } from './engine';
import type { PrimaryInstanceProps } from './instance-common-props';
import type { DatabaseInstanceProps } from './instance-props';
import { isOpen, shown } from './prop-checks';

const WELL_KNOWN_NAMES = new Set(
  'admin administrator awsuser dbo guest mariadb master mysql oracle postgres public rdsadmin root sa sys system'.split(
    ' ',
  ),
);
const USUAL_NAME = 'dbowner';

function requireUsername(name: unknown, engine: DatabaseEngine, construct: Construct): void {
  if (isUnresolved(name)) {
    checkWhenKnown(construct, name, (literal) => {
      requireUsername(literal, engine, construct);
    });
  }
  if (isOpen(name)) return;
  const { longestUsername: longest } = engine._properties;
  const text = typeof name === 'string' ? name : '';
  if (/^[A-Za-z]\w*$/.test(text) && text.length <= longest && !WELL_KNOWN_NAMES.has(text.toLowerCase())) return;
  throw new GuardrailsError(
    'DB_USERNAME_INVALID',
    `masterUsername is ${shown(name)}, allowed are letters, digits and _, at most ${longest}, and no name that everybody tries first; choose a name of your own`,
    construct,
  );
}

/** Throws for a user or a password that is wrong, or that contradicts other props. The message never holds the password. */
export function requireCredentials(props: DatabaseInstanceProps, construct: Construct): void {
  const { engine, masterPasswordWo, masterPasswordWoVersion } = props;
  requireUsername(props.masterUsername, engine, construct);
  const code = 'DB_MASTER_PASSWORD_INVALID';
  const version = { code, name: 'masterPasswordWoVersion', min: 1, max: 2 ** 31 - 1 } as const;
  requireInteger(masterPasswordWoVersion, {
    ...version,
    remedy: 'raise it by one to write the password again',
    construct,
  });
  if (masterPasswordWo !== undefined) {
    if (typeof (masterPasswordWo as unknown) !== 'string')
      throw new GuardrailsError(
        code,
        'masterPasswordWo is no text; pass one expression, such as an ephemeral value',
        construct,
      );
    requireExpression(masterPasswordWo, construct);
  }
  const contradiction =
    masterPasswordWo === undefined
      ? masterPasswordWoVersion === undefined
        ? undefined
        : 'masterPasswordWoVersion is set without masterPasswordWo; pass both or leave both out'
      : props.masterUserSecretKey === undefined
        ? undefined
        : 'masterUserSecretKey is set with masterPasswordWo, but RDS keeps no secret then; leave one of them out';
  if (contradiction !== undefined) throw new GuardrailsError(code, contradiction, construct);
  if (props.blueGreenUpdate !== undefined) requireBlueGreen(props, construct);
}

function requireBlueGreen(
  { blueGreenUpdate, engine, masterPasswordWo }: DatabaseInstanceProps,
  construct: Construct,
): void {
  const given: unknown = blueGreenUpdate;
  const code = 'DB_BLUE_GREEN_UNSUPPORTED';
  if (isUnresolved(given) || typeof given !== 'boolean') {
    const problem = `blueGreenUpdate is ${isUnresolved(given) ? 'not known before Terraform runs' : shown(given)}, allowed are true and false; write one of them`;
    throw new GuardrailsError(code, problem, construct);
  }
  if (!given) return;
  const reason = !engine._properties.blueGreen
    ? `RDS makes none of ${engine.name}; leave it out`
    : masterPasswordWo === undefined
      ? 'RDS makes none of instances whose master password it manages; pass masterPasswordWo'
      : undefined;
  if (reason !== undefined) throw new GuardrailsError(code, `blueGreenUpdate is true, but ${reason}`, construct);
}

/** Arguments of the master user and its password, and the key of the password where RDS manages it. */
export interface Credentials {
  readonly config: Partial<DbInstanceConfig>;
  readonly secretKey: IKey | undefined;
}

/** Lets RDS manage the master password under a key of its own. */
export function managedCredentials(owner: Construct, props: PrimaryInstanceProps): Credentials {
  const description = `Key of the master password of the database at ${owner.node.path}`;
  const secretKey =
    props.masterUserSecretKey ?? new Key(owner, 'MasterUserSecretKey', { description, tags: props.tags });
  return { config: { manageMasterUserPassword: true, masterUserSecretKmsKeyId: secretKey.keyArn }, secretKey };
}

/** The master user of a new instance. */
export function newCredentials(owner: Construct, props: DatabaseInstanceProps): Credentials {
  const username = props.masterUsername ?? USUAL_NAME;
  const { masterPasswordWo, masterPasswordWoVersion = 1 } = props;
  if (masterPasswordWo === undefined) {
    const { config, secretKey } = managedCredentials(owner, props);
    return { config: { ...config, username }, secretKey };
  }
  const config = { username, passwordWo: masterPasswordWo, passwordWoVersion: masterPasswordWoVersion };
  return { config, secretKey: undefined };
}
