import { defineRule } from '../../engine/define-rule';
import { fail, notApplicable, pass, undecided, type Outcome } from '../../engine/outcome';
import type { NestedBlock } from '../../model/block';
import { isUnknown, toText } from '../../model/value';
import { taskExample } from './shared/example-task';

const EXPECTED = 'transit_encryption = "ENABLED"';

export default defineRule({
  id: 'ecs-efs-tls',
  title: 'Tasks mount their EFS volumes with TLS',
  why: 'Without TLS every file that a task reads or writes crosses the network readable, and anything on the path may change it.',
  remediation: 'Set transit_encryption = "ENABLED" in each efs_volume_configuration.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_ecs_task_definition'],
  whenUnknown: 'The volumes or transit_encryption are expressions that only Terraform can compute.',
  controls: { fsbp: ['ECS.18'] },
  equivalents: {
    checkov: ['CKV_AWS_97'],
    trivy: ['AVD-AWS-0035'],
    tfsec: ['aws-ecs-enable-in-transit-encryption'],
    securityHub: ['ECS.18'],
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_EFSVolumeConfiguration.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/ecs_task_definition.html.markdown',
  ],
  check(block) {
    const outcomes = block
      .nested('volume')
      .flatMap((volume) =>
        volume.unknown === undefined
          ? volume.nested('efs_volume_configuration').map((efs) => judge(efs, volume))
          : [undecided(volume.path, volume.unknown, EXPECTED)],
      );
    return outcomes.length === 0 ? notApplicable() : outcomes;
  },
  examples: {
    good: [{ name: 'mounted with TLS', configuration: volume({ transit_encryption: 'ENABLED' }) }],
    bad: [
      { name: 'not said, which means without', configuration: volume({}) },
      { name: 'without TLS', configuration: volume({ transit_encryption: 'DISABLED' }) },
    ],
    unknown: [
      {
        name: 'a variable without a default',
        configuration: { variable: { tls: { type: 'string' } }, ...volume({ transit_encryption: '${var.tls}' }) },
      },
    ],
  },
});

function judge(efs: NestedBlock, volume: NestedBlock): Outcome {
  if (efs.unknown !== undefined) return undecided(efs.path, efs.unknown, EXPECTED);
  const path = `${efs.path}.transit_encryption`;
  const encryption = toText(efs.get('transit_encryption'));
  if (isUnknown(encryption)) return undecided(path, encryption, EXPECTED);
  if (encryption?.toUpperCase() === 'ENABLED') return pass(path);
  const name = toText(volume.get('name'));
  const message = `the task mounts ${typeof name === 'string' ? `the volume ${name}` : 'an EFS volume'} without TLS`;
  return fail({ path, message, observed: encryption, expected: EXPECTED });
}

function volume(settings: Readonly<Record<string, unknown>>): ReturnType<typeof taskExample> {
  const efs_volume_configuration = { file_system_id: '${aws_efs_file_system.data.id}', ...settings };
  return taskExample({}, { volume: [{ name: 'data', efs_volume_configuration }] });
}
