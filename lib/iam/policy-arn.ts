import type { IConstruct } from 'constructs';
import { GuardrailsError, type GuardrailsErrorCode } from '../core/guardrails-error';
import { shown } from '../core/texts';
import { isUnresolved } from '../core/tokens';

const POLICY_ARN = /^arn:[^:*?]+:iam::(?:aws|\d{12}):policy\/[\w+=,.@/-]+$/;

const ADMINISTRATOR_POLICIES =
  /:policy\/(?:job-function\/)?(?:AdministratorAccess[\w-]*|IAMFullAccess|PowerUserAccess|SystemAdministrator|AWSCloudShellFullAccess)$/;

/** True for policies of AWS whose holder is, or can become, an administrator. */
export function isAdministratorPolicy(policyArn: string): boolean {
  return ADMINISTRATOR_POLICIES.test(policyArn);
}

/** Throws unless the value is the ARN of a managed policy, or is not known yet. */
export function requirePolicyArn(policyArn: string, code: GuardrailsErrorCode, construct?: IConstruct): void {
  if (typeof policyArn === 'string' && !policyArn.startsWith('#{') && isUnresolved(policyArn)) return;
  if (typeof policyArn === 'string' && POLICY_ARN.test(policyArn)) return;
  throw new GuardrailsError(
    code,
    `policy ARN is ${shown(policyArn)}, allowed is arn:aws:iam::<account or aws>:policy/<name>; pass the ARN of one policy`,
    construct,
  );
}
