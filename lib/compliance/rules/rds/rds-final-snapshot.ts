import { fail, notApplicable, undecided, type Outcome } from '../../engine/outcome';
import { defineRule } from '../../engine/define-rule';
import type { Block } from '../../model/block';
import { refuse } from '../../reading/boolean-argument';
import { isAuroraMember } from './shared/cluster-member';
import { unlessExempt } from '../../reading/exemption';
import { presence } from '../../reading/presence';
import { replicaArgument, replicaPresence } from './shared/read-replica';

const NAME = 'final_snapshot_identifier';

function judge(block: Block): Outcome {
  const skipped = refuse(block, 'skip_final_snapshot', true, 'deleting the database leaves no snapshot');
  const name = presence(block.get(NAME));
  if (skipped.verdict === 'fail' || name === 'set') return skipped;
  const expected = `${NAME} names a snapshot`;
  if (name !== 'absent') return undecided(NAME, name, expected);
  return fail({
    path: NAME,
    message: 'the final snapshot has no name, so it cannot be made',
    observed: block.get(NAME),
    expected,
  });
}

export default defineRule({
  id: 'rds-final-snapshot',
  title: 'Deleting a database leaves a final snapshot',
  why: 'The automated backups of a database are normally deleted with it. Without a final snapshot nothing is left to restore when the deletion was a mistake.',
  remediation: 'Set final_snapshot_identifier, and remove skip_final_snapshot = true.',
  severity: 'low',
  scope: 'resource',
  resourceTypes: ['aws_db_instance', 'aws_rds_cluster'],
  whenUnknown:
    'skip_final_snapshot or final_snapshot_identifier is an expression that only Terraform can compute, or replicate_source_db may or may not be null.',
  controls: {},
  equivalents: {},
  sources: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_DeleteInstance.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/db_instance.html.markdown',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/rds_cluster.html.markdown',
  ],
  check(block) {
    if (isAuroraMember(block)) return notApplicable();
    return unlessExempt(judge(block), replicaPresence(block), replicaArgument(block));
  },
  examples: {
    good: [
      {
        name: 'a named final snapshot',
        configuration: {
          resource: {
            aws_db_instance: {
              main: {
                engine: 'postgres',
                instance_class: 'db.t4g.medium',
                final_snapshot_identifier: 'orders-final',
              },
            },
          },
        },
      },
    ],
    bad: [
      {
        name: 'skipped',
        configuration: {
          resource: {
            aws_db_instance: {
              main: { engine: 'postgres', instance_class: 'db.t4g.medium', skip_final_snapshot: true },
            },
          },
        },
      },
      {
        name: 'no name for it: the deletion fails half way',
        configuration: {
          resource: { aws_db_instance: { main: { engine: 'postgres', instance_class: 'db.t4g.medium' } } },
        },
      },
    ],
    unknown: [
      {
        name: 'a variable without a default',
        configuration: {
          resource: {
            aws_db_instance: {
              main: {
                engine: 'postgres',
                instance_class: 'db.t4g.medium',
                skip_final_snapshot: '${var.x}',
                final_snapshot_identifier: 'orders-final',
              },
            },
          },
          variable: { x: { type: 'string' } },
        },
      },
    ],
  },
});
