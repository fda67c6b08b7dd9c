import { type IResolveContext, Lazy } from 'cdktf';
import { GuardrailsError } from '../../core/guardrails-error';
import { knownLiteral } from '../../core/known-literal';
import { shown } from '../../core/texts';
import { isUnresolved, resolveTokens } from '../../core/tokens';
import type { Conditions } from '../statement-json';
import { MARK, markedText } from './marked-text';

const PRINCIPAL = /^arn:aws[a-z-]*:iam::\d{12}:(?:role|user)\/(?:[\w+=,.@-]+\/)*[\w+=,.@-]+$/;

/** The same with expressions for the partition, the account and parts of the name, each marked by a U+E000. */
const WITH_EXPRESSIONS =
  /^(?:\uE000|arn:(?:aws[a-z-]*|\uE000):iam::(?:\d{12}|\uE000):(?:role|user)\/(?:[\w+=,.@\uE000-]+\/)*[\w+=,.@\uE000-]+)$/;

/** The part of props that names who is approved. */
interface Approval {
  readonly deployerArn: string;
  readonly approvedPrincipals?: string[];
}

function invalid(problem: string, remedy: string): GuardrailsError {
  return new GuardrailsError('PRINCIPAL_ARN_INVALID', `${problem}; ${remedy}`);
}

function requireExact(arn: unknown): void {
  if (typeof arn === 'string' && !arn.startsWith('#{') && isExact(arn)) return;
  const example = 'arn:aws:iam::111122223333:role/ci/deployer';
  const remedy =
    typeof arn === 'string' && /:sts:.*:assumed-role\//.test(arn)
      ? 'name the role itself: its sessions have the ARN of the role in aws:PrincipalArn'
      : `write account and name in full and without wildcards, as in ${example}: whoever can make a role of a fitting name would be approved`;
  throw invalid(`approved principal ${shown(arn)} is no ARN of one role or user`, remedy);
}

/** Variables of IAM would approve whoever has such a tag or name. */
function isExact(arn: string): boolean {
  const marked = markedText(arn);
  return marked !== undefined && (marked.includes(MARK) ? WITH_EXPRESSIONS : PRINCIPAL).test(marked);
}

/** A token as it is; what it has turned out to be when the app is synthesised may be no more than a literal may. */
function checkedLater(arn: string): string {
  return Lazy.stringValue({
    produce: ({ scope }: IResolveContext) => {
      requireExact(knownLiteral(scope, arn) ?? resolveTokens(scope, arn));
      return arn;
    },
  });
}

/** CDKTF's own tokens say nothing of the text around them. */
const CDKTF_TOKEN = /\$\{(?:Tf)?Token\[[^\]]*\]\}/;

/**
 * The ARNs, each once.
 *
 * @throws GuardrailsError PRINCIPAL_ARN_INVALID for none, and for what is no ARN of one role or user: wildcards, roots of
 * accounts, sessions
 */
export function requireApproved(name: string, principals: unknown): readonly string[] {
  if (!Array.isArray(principals) || principals.length === 0 || isUnresolved(principals)) {
    const problem = isUnresolved(principals)
      ? `${name} is a list that is not known before Terraform runs`
      : `${name} is ${shown(principals)}, which names nobody`;
    throw invalid(problem, 'pass the ARNs of the roles and users one by one');
  }
  for (const each of principals as readonly unknown[]) requireExact(each);
  const unique = [...new Set(principals as readonly string[])];
  return unique.map((arn) => (isUnresolved(arn) || CDKTF_TOKEN.test(arn) ? checkedLater(arn) : arn));
}

/** Who may administer: the deployer first, and further principals, each once. */
export function approvedBy({ deployerArn, approvedPrincipals }: Approval): readonly string[] {
  const deployer = requireApproved('deployerArn', [deployerArn]);
  if (approvedPrincipals === undefined) return deployer;
  requireApproved('approvedPrincipals', approvedPrincipals);
  return requireApproved('approvedPrincipals', [deployerArn, ...approvedPrincipals]);
}

/** Met by every principal but these: sessions of a role have the ARN of the role there. */
export function unlessApproved(approved: readonly string[]): Conditions {
  return { ArnNotEquals: { 'aws:PrincipalArn': [...approved] } };
}
