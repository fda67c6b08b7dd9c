import { GuardrailsError } from '../core/guardrails-error';
import { shown } from '../core/texts';
import { isUnresolved } from '../core/tokens';

/** How the storage of an Aurora cluster is billed. */
export class ClusterStorageType {
  /** Aurora Standard: requests are billed one by one. */
  static readonly AURORA = new ClusterStorageType('');
  /** Aurora I/O-Optimized: requests are part of the price of instances and storage. */
  static readonly AURORA_IOPT1 = new ClusterStorageType('aurora-iopt1');

  /**
   * A storage type that this class does not know yet, named as RDS does.
   *
   * @throws GuardrailsError DB_STORAGE_INVALID for types that are not Aurora's
   */
  static of(name: string): ClusterStorageType {
    const given: unknown = name;
    if (isUnresolved(given) || (typeof given === 'string' && /^aurora-[a-z0-9]+$/.test(given)))
      return new ClusterStorageType(name);
    if (given === 'aurora') return ClusterStorageType.AURORA;
    throw new GuardrailsError(
      'DB_STORAGE_INVALID',
      `storage type is ${shown(given)}, allowed are aurora and names such as aurora-iopt1; pass one of them`,
    );
  }

  private constructor(
    /** Value of `storage_type`; empty for Aurora Standard, as RDS itself reports it. */
    readonly name: string,
  ) {}
}
