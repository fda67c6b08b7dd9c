import type { LintedKind, LintOptions, PolicySize } from '../../../policy-lint';
import type { Block } from '../../model/block';
import { readPolicyDataSource } from '../../model/policy-document';
import { isUnknown, type Value } from '../../model/value';
import { identityPolicies, policyAt, trustPolicies, type CarriedPolicy } from './carried-policies';
import { isUsed } from './document-use';

/** A policy with what has to be known of it beside its document. */
export interface LintedPolicy extends CarriedPolicy {
  readonly options: LintOptions;
}

/** Policies of resources: the argument that holds them, and the prefix of the service that keeps them. */
const RESOURCE_POLICIES: ReadonlyMap<string, readonly [argument: string, service: string]> = new Map([
  ['aws_backup_vault_policy', ['policy', 'backup']],
  ['aws_ecr_repository_policy', ['policy', 'ecr']],
  ['aws_efs_file_system_policy', ['policy', 'elasticfilesystem']],
  ['aws_kms_key', ['policy', 'kms']],
  ['aws_kms_key_policy', ['policy', 'kms']],
  ['aws_s3_bucket_policy', ['policy', 's3']],
  ['aws_secretsmanager_secret_policy', ['policy', 'secretsmanager']],
  ['aws_sns_topic_policy', ['policy', 'sns']],
  ['aws_sqs_queue_policy', ['policy', 'sqs']],
]);

/** Blocks that carry a policy of a kind that is linted. */
export const LINTED_POLICY_CARRIERS: readonly string[] = [
  'aws_iam_policy',
  'aws_iam_role_policy',
  'aws_iam_user_policy',
  'aws_iam_group_policy',
  'aws_iam_role',
  'aws_ssoadmin_permission_set_inline_policy',
  'data.aws_iam_policy_document',
  ...RESOURCE_POLICIES.keys(),
];

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const IDENTITY_LIMITS: Readonly<Record<string, number>> = {
  aws_iam_policy: 6_144,
  aws_iam_role_policy: 10_240,
  aws_iam_role: 10_240,
  aws_iam_user_policy: 2_048,
  aws_iam_group_policy: 5_120,
  aws_ssoadmin_permission_set_inline_policy: 32_768,
};
const TRUST_LIMIT = 8_192;
const USUAL_TRUST_LIMIT = 2_048;

/** The policies of a block. */
export function lintedPolicies(block: Block): readonly LintedPolicy[] {
  const resourcePolicy = RESOURCE_POLICIES.get(block.selector);
  if (resourcePolicy !== undefined) {
    const [argument, service] = resourcePolicy;
    return policyAt(block, argument).map((policy) => ({ ...policy, options: { kind: 'resource', service } }));
  }
  if (block.selector === 'data.aws_iam_policy_document') return unusedDocument(block);
  const limit = IDENTITY_LIMITS[block.selector] ?? Number.POSITIVE_INFINITY;
  const trust = block.selector === 'aws_iam_role' ? trustPolicies(block) : [];
  const identity = block.selector === 'aws_iam_policy' ? policyAt(block, 'policy') : identityPolicies(block);
  return [
    ...trust.map((policy) => sized(block, policy, 'trust', { limit: TRUST_LIMIT, usual: USUAL_TRUST_LIMIT })),
    ...identity.map((policy) => sized(block, policy, 'identity', { limit })),
  ];
}

/** A document that nothing of the configuration uses; others are linted where they are used. */
function unusedDocument(block: Block): readonly LintedPolicy[] {
  if (isUsed(block)) return [];
  const document = readPolicyDataSource(block);
  const hasPrincipals = document.statements.some(
    ({ principals, notPrincipals }) => principals !== undefined || notPrincipals !== undefined,
  );
  const kind = !hasPrincipals ? 'identity' : trustPolicies(block).length > 0 ? 'trust' : 'resource';
  return [{ path: '', document, options: { kind } }];
}

function sized(
  block: Block,
  policy: CarriedPolicy,
  kind: LintedKind,
  limits: Omit<PolicySize, 'characters'>,
): LintedPolicy {
  const characters = charactersOf(block.get(policy.path));
  const size = characters === undefined ? undefined : { characters, ...limits };
  return { ...policy, options: { kind, size } };
}

/** Characters as IAM counts them, as far as they are known; expressions may add more. */
function charactersOf(value: Value): number | undefined {
  if (typeof value === 'string') return value.replace(/\s/g, '').length;
  if (!isUnknown(value) || value.parts.length === 0) return undefined;
  return value.parts.reduce((sum, part) => sum + (typeof part === 'string' ? part.replace(/\s/g, '').length : 0), 0);
}
