import { defineRule } from '../../engine/define-rule';
import { fail } from '../../engine/outcome';
import type { Block, Configuration } from '../../model/block';

/** Blocks that belong to a secret and do not use it. */
const PARTS = new Set([
  'aws_secretsmanager_secret_version',
  'aws_secretsmanager_secret_policy',
  'aws_secretsmanager_secret_rotation',
]);

export default defineRule({
  id: 'secretsmanager-secret-used',
  title: 'A declared secret is used',
  why: 'A secret that nothing uses is a credential that nobody watches: it costs money, and works for whoever finds it.',
  remediation:
    'Delete the secret, or refer to it where it is used: in the policy of a role, in a task definition, in an output.',
  severity: 'low',
  scope: 'resource',
  resourceTypes: ['aws_secretsmanager_secret'],
  whenUnknown:
    'never: only this configuration is searched. A secret that another configuration looks up by its name counts as unused.',
  controls: { fsbp: ['SecretsManager.3'], nist80053r5: ['AC-2(1)', 'AC-3(15)'] },
  equivalents: {
    securityHub: [{ id: 'SecretsManager.3', relation: 'narrower' }],
    prowler: [{ id: 'secretsmanager_secret_unused', relation: 'narrower' }],
    awsConfig: [{ id: 'secretsmanager-secret-unused', relation: 'narrower' }],
  },
  sources: ['https://docs.aws.amazon.com/securityhub/latest/userguide/secretsmanager-controls.html'],
  examples: {
    good: [
      {
        name: 'an output gives its ARN out',
        configuration: {
          resource: { aws_secretsmanager_secret: { db: { name: 'orders/db' } } },
          output: { db_secret: { value: '${aws_secretsmanager_secret.db.arn}' } },
        },
      },
    ],
    bad: [
      {
        name: 'only its own value',
        configuration: {
          resource: {
            aws_secretsmanager_secret: { db: { name: 'orders/db' } },
            aws_secretsmanager_secret_version: {
              db: { secret_id: '${aws_secretsmanager_secret.db.id}', secret_string: '${var.password}' },
            },
          },
        },
        address: 'aws_secretsmanager_secret.db',
      },
    ],
  },
  check(block, { configuration }) {
    if (isUsed(block, configuration) || isLookedUp(block, configuration)) return [];
    return fail({
      message: 'nothing in the configuration uses the secret',
      expected: 'a resource, data source or output that refers to the secret',
    });
  },
});

function isUsed(block: Block, configuration: Configuration): boolean {
  return configuration.referrers(block).some(({ block: referrer }) => {
    if (referrer.address === block.address) return false;
    if (!PARTS.has(referrer.selector)) return true;
    return configuration
      .referrers(referrer)
      .some((further) => !PARTS.has(further.block.selector) && further.block.address !== block.address);
  });
}

/** True where a data source looks the secret up by its literal name. */
function isLookedUp(block: Block, configuration: Configuration): boolean {
  const name = block.get('name');
  if (typeof name !== 'string' || name === '') return false;
  return (
    configuration.link(name, ['data.aws_secretsmanager_secret'], ['name']).blocks.length > 0 ||
    configuration.link(name, ['data.aws_secretsmanager_secret_version'], ['secret_id']).blocks.length > 0
  );
}
