import type { TerraformResource } from 'cdktf';
import type { Construct } from 'constructs';
import { integerBetween, type Guarantee } from '../core/guarantee';
import { declareIfWeaker } from '../core/loosening';
import { requireInteger } from '../core/ranges';
import { requireText } from '../core/texts';
import { isUnresolved } from '../core/tokens';

/** Days between rotations: what KMS takes, and what is secure. */
export const ROTATION = { min: 90, max: 2560, byDefault: 365 };

/** Days between the deletion of a key and its end: what KMS takes, and what is secure. */
export const DELETION = { min: 7, max: 30, byDefault: 30 };

export function requireDeletionWindow(days: number | undefined, construct: Construct): void {
  requireInteger(days, {
    code: 'KEY_DELETION_WINDOW_INVALID',
    name: 'deletionWindowDays',
    ...DELETION,
    remedy: 'pass 30 or leave it out',
    construct,
  });
}

export function requireRotationPeriod(days: number | undefined, construct: Construct): void {
  requireInteger(days, {
    code: 'KEY_ROTATION_PERIOD_INVALID',
    name: 'rotationPeriodDays',
    ...ROTATION,
    remedy: 'pass 365 or leave it out',
    construct,
  });
}

export function requireKeyDescription(description: string | undefined, construct: Construct): void {
  requireText(description, {
    code: 'KEY_DESCRIPTION_INVALID',
    name: 'description',
    pattern: /^[^]{1,8192}$/,
    allowed: 'texts of 1 to 8192 characters',
    remedy: 'say what the key protects, or leave it out',
    construct,
  });
}

/** Notes that a deleted key is gone sooner than by default. */
export function declareDeletionWindow(
  owner: Construct,
  resource: TerraformResource,
  days: number | undefined,
  reason: string | undefined,
): void {
  const setting = { setting: 'deletionWindowDays', defaultValue: DELETION.byDefault, value: days, reason };
  declareIfWeaker(owner, resource, setting, (value) => Number(value) < DELETION.byDefault);
}

const isFalse = (value: unknown): boolean => value === false || value === 'false';
const isTrue = (value: unknown): boolean => value === true || value === 'true';

/** Promises about every key that is made here, replicas included. */
export function commonGuarantees(days: number, policy: string, enabled: string): readonly Guarantee[] {
  const shortest = isUnresolved(days) ? DELETION.byDefault : days;
  return [
    {
      code: 'KEY_DELETION_WINDOW',
      attribute: 'deletion_window_in_days',
      value: days,
      accepts: integerBetween(shortest, DELETION.max),
      promise: shortest === DELETION.max ? `${shortest} days` : `${shortest} to ${DELETION.max} days`,
      instead: 'use the props deletionWindowDays and looseningReason',
      rules: ['kms-key-deletion-window'],
    },
    { code: 'KEY_ENABLED', attribute: enabled, value: undefined, accepts: isTrue, rules: ['kms-key-enabled'] },
    {
      code: 'KEY_NO_LOCKOUT',
      attribute: 'bypass_policy_lockout_safety_check',
      value: undefined,
      accepts: isFalse,
      rules: ['kms-key-policy-lockout-safety'],
    },
    {
      code: 'KEY_POLICY',
      attribute: 'policy',
      value: policy,
      promise: 'the policy that it wrote',
      instead: 'use admins, users, grants and allowService',
      rules: [
        'kms-key-policy-not-public',
        'kms-key-policy-defined',
        'kms-key-policy-external-account-scoped',
        'kms-key-policy-lockout-safety',
      ],
    },
  ];
}
