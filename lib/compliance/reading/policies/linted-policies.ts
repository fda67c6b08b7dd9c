import type { LintedKind, LintOptions, PolicySize } from '../../../policy-lint';
import type { Block } from '../../model/block';
import { readPolicyDataSource } from '../../model/policy-document';
import { isUnknown, type Value } from '../../model/value';
import {
  IDENTITY_POLICY_CARRIERS,
  identityPolicies,
  policyAt,
  trustPolicies,
  type CarriedPolicy,
} from './carried-policies';
import { hasPrincipal, isUsed } from './document-use';

/** A policy with what has to be known of it beside its document. */
export interface LintedPolicy extends CarriedPolicy {
  readonly options: LintOptions;
  /** The policy as it is written, where nothing of it is an expression. */
  readonly text?: string | undefined;
}

const SERVICES: readonly (readonly [type: string, service: string])[] = [
  ['aws_backup_vault_policy', 'backup'],
  ['aws_ecr_repository_policy', 'ecr'],
  ['aws_efs_file_system_policy', 'elasticfilesystem'],
  ['aws_kms_key', 'kms'],
  ['aws_kms_key_policy', 'kms'],
  ['aws_s3_bucket_policy', 's3'],
  ['aws_secretsmanager_secret_policy', 'secretsmanager'],
  ['aws_sns_topic_policy', 'sns'],
  ['aws_sqs_queue_policy', 'sqs'],
];

/** Blocks whose argument `policy` is the policy of a resource, and what is known of it by the service that keeps it. */
const RESOURCE_POLICIES: ReadonlyMap<string, LintOptions> = new Map(
  SERVICES.map(([type, service]) => [type, { kind: 'resource', service }]),
);

/** Blocks that carry a policy of a kind that is linted. */
export const LINTED_POLICY_CARRIERS: readonly string[] = [...IDENTITY_POLICY_CARRIERS, ...RESOURCE_POLICIES.keys()];

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const IDENTITY_LIMITS: Readonly<Record<string, number>> = {
  aws_iam_policy: 6_144,
  aws_iam_role_policy: 10_240,
  aws_iam_role: 10_240,
  aws_iam_user_policy: 2_048,
  aws_iam_group_policy: 5_120,
  aws_ssoadmin_permission_set_inline_policy: 32_768,
};
const TRUST_LIMITS = { limit: 8_192, usual: 2_048 };

/** The policies of a block. */
export function lintedPolicies(block: Block): readonly LintedPolicy[] {
  const options = RESOURCE_POLICIES.get(block.selector);
  if (options !== undefined) {
    const value = block.get('policy');
    const text = typeof value === 'string' ? value : undefined;
    return policyAt(block, 'policy').map(({ path, document }) => ({ path, document, options, text }));
  }
  if (block.selector === 'data.aws_iam_policy_document') return unusedDocument(block);
  const trust = block.selector === 'aws_iam_role' ? trustPolicies(block) : [];
  const limit = IDENTITY_LIMITS[block.selector] ?? Number.POSITIVE_INFINITY;
  return [
    ...trust.map((policy) => sized(block, policy, 'trust', TRUST_LIMITS)),
    ...identityOrBoundary(block).map((policy) => sized(block, policy, 'identity', { limit })),
  ];
}

/** A managed policy that is nothing but a boundary counts, too. */
function identityOrBoundary(block: Block): readonly CarriedPolicy[] {
  const policies = identityPolicies(block);
  return policies.length === 0 && block.selector === 'aws_iam_policy' ? policyAt(block, 'policy') : policies;
}

/** A document that nothing of the configuration uses; others are linted where they are used. */
function unusedDocument(block: Block): readonly LintedPolicy[] {
  if (isUsed(block)) return [];
  const document = readPolicyDataSource(block);
  const kind = !document.statements.some(hasPrincipal)
    ? 'identity'
    : trustPolicies(block).length > 0
      ? 'trust'
      : 'resource';
  return [{ path: '', document, options: { kind } }];
}

const OPTIONS: Readonly<Record<LintedKind, LintOptions>> = {
  identity: { kind: 'identity' },
  trust: { kind: 'trust' },
  resource: { kind: 'resource' },
};

/** The size counts only where it may be too large. */
function sized(
  block: Block,
  { path, document }: CarriedPolicy,
  kind: LintedKind,
  limits: Omit<PolicySize, 'characters'>,
): LintedPolicy {
  const value = block.get(path);
  const text = typeof value === 'string' ? value : undefined;
  const least = limits.usual ?? limits.limit;
  const length = text?.length ?? (isUnknown(value) ? value.expression.length : 0);
  if (length <= least) return { path, document, options: OPTIONS[kind], text };
  const characters = charactersOf(value);
  return {
    path,
    document,
    options: characters > least ? { kind, size: { characters, ...limits } } : OPTIONS[kind],
    text,
  };
}

/** Characters as IAM counts them, as far as they are known; expressions may add more. */
function charactersOf(value: Value): number {
  if (typeof value === 'string') return value.replace(/\s/g, '').length;
  const parts = isUnknown(value) ? value.parts : [];
  return parts.reduce((sum, part) => sum + (typeof part === 'string' ? part.replace(/\s/g, '').length : 0), 0);
}
