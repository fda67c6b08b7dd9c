import { defineRule } from '../../engine/define-rule';

export default defineRule({
  id: 'secretsmanager-policy-block-public',
  title: 'AWS checks the policy of a secret for public access',
  why: 'With block_public_policy Secrets Manager refuses a policy that opens the secret to the world, also one that nobody has read closely enough.',
  remediation: 'Set block_public_policy = true.',
  severity: 'low',
  scope: 'resource',
  resourceTypes: ['aws_secretsmanager_secret_policy'],
  whenUnknown: 'block_public_policy is an expression.',
  controls: {},
  equivalents: {},
  sources: [
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/secretsmanager_secret_policy.html.markdown',
  ],
  schema: {
    required: ['block_public_policy'],
    properties: { block_public_policy: { type: 'boolean', const: true } },
  },
  message: 'Secrets Manager does not check the policy for public access when it is put',
  expected: 'block_public_policy = true',
  examples: {
    good: [
      {
        name: 'checked',
        configuration: {
          resource: {
            aws_secretsmanager_secret_policy: {
              db: { policy: '${data.aws_iam_policy_document.db.json}', block_public_policy: true },
            },
          },
        },
      },
    ],
    bad: [
      {
        name: 'not said, which means no',
        configuration: {
          resource: { aws_secretsmanager_secret_policy: { db: { policy: '${data.aws_iam_policy_document.db.json}' } } },
        },
      },
    ],
    unknown: [
      {
        name: 'a variable without default',
        configuration: {
          variable: { block: { type: 'bool' } },
          resource: {
            aws_secretsmanager_secret_policy: {
              db: { policy: '${data.aws_iam_policy_document.db.json}', block_public_policy: '${var.block}' },
            },
          },
        },
      },
    ],
  },
});
