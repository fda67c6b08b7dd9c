import { defineRule } from '../../engine/define-rule';
import { fail, pass, undecided, type Outcome } from '../../engine/outcome';
import type { Block } from '../../model/block';
import { isUnknown, type Unknown } from '../../model/value';
import { presence, type Presence } from '../../reading/presence';
import { leftToTemplate, templateOf } from './shared/launch-template';

const PATH = 'iam_instance_profile';
const EXPECTED = 'iam_instance_profile names an instance profile';

export default defineRule({
  id: 'ec2-instance-profile',
  title: 'Instances have a role for what they do in AWS',
  why: 'Software on an instance without a role gets access keys from somewhere: a file, an image, an environment variable. Such keys do not expire, and whoever finds them uses them from anywhere.',
  remediation:
    'Set iam_instance_profile to the name of an aws_iam_instance_profile, on the instance or in its launch template.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_instance', 'aws_launch_template'],
  whenUnknown:
    'iam_instance_profile is an expression that may be null, or the launch template of the instance is outside the configuration.',
  controls: {
    cisAws: { '1.4.0': ['1.18'], '3.0.0': ['1.18'], '5.0.0': ['1.17'], '6.0.0': ['2.17'] },
    nist80053r5: ['AC-3', 'CM-5(1)(a)', 'CM-6(a)'],
    iso27001_2022: ['A.8.2', 'A.8.20', 'A.8.21', 'A.8.22'],
  },
  equivalents: {
    checkov: ['CKV2_AWS_41'],
    cdkNag: ['NIST.800.53.R5-EC2InstanceProfileAttached'],
    prowler: ['ec2_instance_profile_attached'],
  },
  sources: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_switch-role-ec2_instance-profiles.html',
    'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/iam-roles-for-amazon-ec2.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/instance.html.markdown',
  ],
  check(block) {
    if (block.type === 'aws_launch_template') return judge(block, profileOfTemplate(block));
    const own = presence(block.get(PATH));
    const template = own === 'absent' ? templateOf(block) : undefined;
    if (template === undefined) return judge(block, own);
    if ('open' in template) return leftToTemplate(template.open, 'the instance has a role', EXPECTED);
    return judge(block, profileOfTemplate(template.block));
  },
  examples: {
    good: [
      {
        name: 'a profile',
        configuration: {
          resource: {
            aws_instance: {
              web: {
                ami: 'ami-0abc',
                instance_type: 't4g.small',
                iam_instance_profile: '${aws_iam_instance_profile.web.name}',
              },
            },
          },
        },
      },
    ],
    bad: [
      {
        name: 'no profile',
        configuration: { resource: { aws_instance: { web: { ami: 'ami-0abc', instance_type: 't4g.small' } } } },
      },
    ],
    unknown: [
      {
        name: 'a launch template of another stack',
        configuration: { resource: { aws_instance: { web: { launch_template: { name: 'web' } } } } },
      },
    ],
  },
});

/** A block names a profile by `arn` or by `name`. */
function profileOfTemplate(template: Block): Presence {
  let open: Unknown | undefined;
  for (const item of template.nested(PATH)) {
    for (const argument of ['name', 'arn']) {
      const found = item.unknown ?? presence(item.get(argument));
      if (found === 'set') return 'set';
      if (found !== 'absent') open ??= found;
    }
  }
  return open ?? 'absent';
}

function judge(block: Block, profile: Presence): Outcome {
  if (profile === 'set') return pass(PATH);
  if (isUnknown(profile)) return undecided(PATH, profile, EXPECTED);
  return fail({ path: PATH, message: 'the instance has no role', observed: block.get(PATH), expected: EXPECTED });
}
