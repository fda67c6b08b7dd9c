import type { DbInstanceConfig } from '@cdktf/provider-aws/lib/db-instance';
import type { Construct } from 'constructs';
import { GuardrailsError } from '../core/guardrails-error';
import type { IKey } from '../encryption/key-ref';
import { requireEncryptionKey } from '../encryption/required-key';
import type { DatabaseEngine } from './engine';
import type { PrimaryInstanceProps } from './instance-common-props';
import { managedCredentials } from './instance-credentials';
import { requireEngine, requirePrimaryProps } from './instance-inputs';
import type { IDatabaseInstance } from './instance-ref';
import { requireStorage } from './instance-storage';
import { type InstanceForm, NewDatabaseInstance } from './new-instance';
import { primaryForm } from './primary-form';
import { PrimaryDatabaseInstance } from './primary-instance';
import { isOpen, shown } from './prop-checks';
import { encryptionCheck, refuseSourceProps } from './source-checks';

export interface DatabaseInstanceFromPointInTimeProps extends PrimaryInstanceProps {
  /**
   * Instance whose past state to restore, in the region of the stack.
   *
   * @default - none: `sourceAutomatedBackupsArn` is required
   */
  readonly source?: IDatabaseInstance;

  /**
   * ARN of retained or replicated backups, `arn:aws:rds:<region>:<account>:auto-backup:<id>`: of an instance that is
   * gone, or in another region.
   *
   * @default - none: `source` is required
   */
  readonly sourceAutomatedBackupsArn?: string;

  /**
   * State to restore, in UTC, such as `2026-11-01T12:00:00Z`.
   *
   * @default - the latest that can be restored
   */
  readonly restoreTime?: string;

  /**
   * Engine and version of the source.
   *
   * @default - that of the source, where it is known
   */
  readonly engine?: DatabaseEngine;

  /**
   * Customer managed key that the source, or its replicated backups, are encrypted with. RDS restores under no other
   * key; Terraform fails where the restored storage turns out to have another one, or none.
   *
   * @default - that of the source, where it is known
   */
  readonly encryptionKey?: IKey;
}

const CODE = 'DB_RESTORE_INVALID';

/** Throws for a source that is missing, ambiguous or malformed. */
function requireSource(props: DatabaseInstanceFromPointInTimeProps, construct: Construct): void {
  const { source, sourceAutomatedBackupsArn: backups, restoreTime: time } = props;
  const fault = (problem: string) => new GuardrailsError(CODE, problem, construct);
  const [instance, arn]: readonly unknown[] = [source, backups];
  if ((instance === undefined) === (arn === undefined))
    throw fault('source and sourceAutomatedBackupsArn are both set or both missing; pass one of them');
  if (
    instance !== undefined &&
    (typeof instance !== 'object' || instance === null || !('instanceIdentifier' in instance))
  )
    throw fault(`source is ${shown(instance)}, allowed is a DatabaseInstance; import one with fromAttributes`);
  const isArn = /^arn:[^:]+:rds:[a-z0-9-]+:\d{12}:auto-backup:ab-[a-z0-9]+$/.test(String(arn));
  if (!isOpen(arn) && (typeof arn !== 'string' || !isArn))
    throw fault(
      `sourceAutomatedBackupsArn is ${shown(arn)}, allowed is arn:aws:rds:<region>:<account>:auto-backup:<id>`,
    );
  if (isOpen(time)) return;
  const isTime = typeof time === 'string' && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/.test(time);
  if (!isTime || Number.isNaN(Date.parse(time)))
    throw fault(`restoreTime is ${shown(time)}, allowed is a time in UTC; write it as in 2026-11-01T12:00:00Z`);
}

function required<T>(value: T | undefined, name: string, construct: Construct): T {
  if (value !== undefined) return value;
  throw new GuardrailsError(CODE, `${name} of the source is not known; pass the prop ${name}`, construct);
}

function restoreOf(props: DatabaseInstanceFromPointInTimeProps): DbInstanceConfig['restoreToPointInTime'] {
  const { source, restoreTime } = props;
  return {
    sourceDbInstanceIdentifier:
      source instanceof NewDatabaseInstance ? source.resource.identifier : source?.instanceIdentifier,
    sourceDbInstanceAutomatedBackupsArn: props.sourceAutomatedBackupsArn,
    restoreTime,
    useLatestRestorableTime: restoreTime === undefined ? true : undefined,
  };
}

function formOf(self: Construct, identifier: string, props: DatabaseInstanceFromPointInTimeProps): InstanceForm {
  requireSource(props, self);
  const engine = required(props.engine ?? props.source?.engine, 'engine', self);
  requireEngine(engine, self);
  requirePrimaryProps(props, engine, self);
  requireStorage(props, props.allocatedStorageGib, engine, self);
  refuseSourceProps(props, CODE, self);
  const encryptionKey = required(props.encryptionKey ?? props.source?.encryptionKey, 'encryptionKey', self);
  requireEncryptionKey(self, encryptionKey);
  return primaryForm(self, identifier, props, {
    engine,
    encryptionKey,
    credentials: managedCredentials(self, props),
    config: {
      restoreToPointInTime: restoreOf(props),
      lifecycle: { postcondition: [encryptionCheck(encryptionKey.keyArn)] },
    },
  });
}

/**
 * An instance with the data and the users that another one had at a point in time, as secure as a new one. RDS restores
 * under the key of the source, so the source must be encrypted with a customer managed key.
 */
export class DatabaseInstanceFromPointInTime extends PrimaryDatabaseInstance {
  constructor(scope: Construct, id: string, props: DatabaseInstanceFromPointInTimeProps) {
    super(scope, id, props, (self, identifier) => formOf(self, identifier, props));
  }
}
