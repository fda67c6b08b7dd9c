import { defineRule } from '../../engine/define-rule';
import { fail, pass, undecided, type Outcome } from '../../engine/outcome';
import type { Block } from '../../model/block';
import { isUnknown, toBoolean, type Value } from '../../model/value';
import { judgeNested } from '../../reading/nested-argument';
import { leftToTemplate, templateOf } from './shared/launch-template';

const EXPECTED = 'detailed monitoring';

export default defineRule({
  id: 'ec2-detailed-monitoring',
  title: 'Instances send metrics every minute',
  why: 'With metrics every five minutes an alarm, or a scaling policy, notices late that an instance is overrun or down.',
  remediation: 'Set monitoring = true on the instance, or monitoring { enabled = true } in its launch template.',
  severity: 'low',
  scope: 'resource',
  resourceTypes: ['aws_instance', 'aws_launch_template'],
  whenUnknown:
    'monitoring is an expression that only Terraform can compute, or the launch template of the instance is outside the configuration.',
  controls: {},
  equivalents: {
    checkov: ['CKV_AWS_126'],
    cdkNag: ['AwsSolutions-EC28'],
    prowler: ['ec2_instance_detailed_monitoring_enabled'],
  },
  sources: [
    'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/manage-detailed-monitoring.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/instance.html.markdown',
  ],
  check(block) {
    if (block.type === 'aws_launch_template') return judgeTemplate(block);
    const own = block.get('monitoring');
    const template = own === undefined ? templateOf(block) : undefined;
    if (template === undefined) return judge(own, 'monitoring');
    if ('open' in template) return leftToTemplate(template.open, 'detailed monitoring is on', 'monitoring = true');
    const ofTemplate = judgeTemplate(template.block);
    if (ofTemplate.verdict === 'pass') return pass('monitoring');
    return ofTemplate.verdict === 'fail' ? judge(own, 'monitoring') : { ...ofTemplate, path: 'launch_template' };
  },
  examples: {
    good: [
      {
        name: 'on',
        configuration: {
          resource: { aws_instance: { web: { ami: 'ami-0abc', instance_type: 't4g.small', monitoring: true } } },
        },
      },
      {
        name: 'in a launch template',
        configuration: {
          resource: { aws_launch_template: { web: { image_id: 'ami-0abc', monitoring: { enabled: true } } } },
        },
      },
    ],
    bad: [
      {
        name: 'not said, which means no',
        configuration: { resource: { aws_instance: { web: { ami: 'ami-0abc', instance_type: 't4g.small' } } } },
      },
    ],
    unknown: [
      {
        name: 'as a variable says',
        configuration: {
          resource: {
            aws_instance: { web: { ami: 'ami-0abc', instance_type: 't4g.small', monitoring: '${var.detailed}' } },
          },
        },
      },
    ],
  },
});

function judgeTemplate(block: Block): Outcome {
  return judgeNested(block, 'monitoring', 'enabled', EXPECTED, judge);
}

function judge(written: Value, path: string): Outcome {
  const value = toBoolean(written);
  if (value === true) return pass(path);
  if (isUnknown(value)) return undecided(path, value, EXPECTED);
  return fail({ path, message: 'metrics come every five minutes only', observed: written, expected: EXPECTED });
}
