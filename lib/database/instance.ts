import type { Construct } from 'constructs';
import { GuardrailsError } from '../core/guardrails-error';
import { requireEncryptionKey } from '../encryption/required-key';
import { newCredentials, requireCredentials } from './instance-credentials';
import { ImportedDatabaseInstance } from './imported-instance';
import { requireEngine, requirePrimaryProps } from './instance-inputs';
import type { DatabaseInstanceAttributes, DatabaseInstanceProps } from './instance-props';
import type { IDatabaseInstance } from './instance-ref';
import { requireStorage, usualStorageGib } from './instance-storage';
import { PrimaryDatabaseInstance } from './primary-instance';
import { primaryForm, storageKey } from './primary-form';
import { isOpen, requireText, shown } from './prop-checks';
import type { InstanceForm } from './new-instance';

function requireDatabaseName({ databaseName: name, engine }: DatabaseInstanceProps, construct: Construct): void {
  const { longestDatabaseName: longest } = engine._properties;
  if (name === undefined || (longest > 0 && isOpen(name))) return;
  const text: unknown = name;
  if (longest > 0 && typeof text === 'string' && /^[A-Za-z]\w*$/.test(text) && text.length <= longest) return;
  const allowed =
    longest === 0
      ? `allowed is none for ${engine.name}, which creates databases by statements; leave it out`
      : `allowed are letters, digits and _, at most ${longest} for ${engine.name}; correct it`;
  throw new GuardrailsError('DB_NAME_INVALID', `databaseName is ${shown(name)}, ${allowed}`, construct);
}

function requireLocale({ timezone, characterSetName, engine }: DatabaseInstanceProps, construct: Construct): void {
  requireText(timezone, 'timezone', construct);
  requireText(characterSetName, 'characterSetName', construct);
  const { timezone: hasTimezone, characterSet } = engine._properties;
  const refused =
    timezone !== undefined && !hasTimezone
      ? 'timezone'
      : characterSetName !== undefined && !characterSet
        ? 'characterSetName'
        : undefined;
  if (refused === undefined) return;
  throw new GuardrailsError(
    'DB_PROP_INVALID',
    `${refused} is set, but RDS takes none for ${engine.name}; leave it out, and set it as a parameter of the engine`,
    construct,
  );
}

function formOf(self: Construct, identifier: string, props: DatabaseInstanceProps): InstanceForm {
  const { engine, allocatedStorageGib = usualStorageGib(props.storageType) } = props;
  requireEngine(engine, self);
  requirePrimaryProps(props, engine, self);
  requireStorage(props, allocatedStorageGib, engine, self);
  requireCredentials(props, self);
  requireDatabaseName(props, self);
  requireLocale(props, self);
  requireEncryptionKey(self, props.encryptionKey);
  return primaryForm(self, identifier, props, {
    engine,
    encryptionKey: storageKey(self, props.encryptionKey, props.tags),
    credentials: newCredentials(self, props),
    config: {
      allocatedStorage: allocatedStorageGib,
      dbName: props.databaseName,
      timezone: props.timezone,
      characterSetName: props.characterSetName,
      blueGreenUpdate: props.blueGreenUpdate === true ? { enabled: true } : undefined,
    },
  });
}

/**
 * A database instance that is encrypted under a customer managed key, reachable only inside its VPC and over TLS,
 * backed up, monitored, protected from deletion, and whose master password nobody has seen.
 */
export class DatabaseInstance extends PrimaryDatabaseInstance {
  /** An instance that was made elsewhere. */
  static fromAttributes(scope: Construct, id: string, attributes: DatabaseInstanceAttributes): IDatabaseInstance {
    return new ImportedDatabaseInstance(scope, id, attributes);
  }

  constructor(scope: Construct, id: string, props: DatabaseInstanceProps) {
    super(scope, id, props, (self, identifier) => formOf(self, identifier, props));
  }
}
