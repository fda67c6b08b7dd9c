import { defineRule } from '../../engine/define-rule';
import { fail, pass, undecided, type Outcome } from '../../engine/outcome';
import type { Block } from '../../model/block';
import { isUnknown, toBoolean, toText } from '../../model/value';
import { appliedTags } from '../../reading/tags/applied-tags';
import { missingTags } from './shared/missing-tags';

interface PropagatedTags {
  readonly requiredTags: readonly string[];
}

const EXPECTED = 'propagate_at_launch = true';

export default defineRule<PropagatedTags>({
  id: 'asg-tags-propagate',
  title: 'Auto Scaling groups pass their tags on',
  why: 'Instances that a group starts have only the tags that it passes on: without them nobody can tell whose instances they are. The default tags of the provider do not reach them.',
  remediation: 'Write the mandatory tags as tag blocks of the group, each with propagate_at_launch = true.',
  severity: 'low',
  scope: 'resource',
  resourceTypes: ['aws_autoscaling_group'],
  whenUnknown: 'propagate_at_launch, or the tag blocks as a whole, are expressions that only Terraform can compute.',
  controls: {},
  equivalents: { checkov: [{ id: 'CKV_AWS_153', relation: 'broader' }] },
  sources: [
    'https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-tagging.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/autoscaling_group.html.markdown',
  ],
  defaultOptions: { requiredTags: ['Owner', 'Environment', 'Project'] },
  optionsSchema: {
    requiredTags: {
      type: 'array',
      items: { type: 'string' },
      description: 'keys that the group has to pass on to its instances, with a value',
    },
  },
  check(block, { options }) {
    const outcomes = [
      ...keptTags(block),
      ...appliedTags(block).flatMap((applied) => missingTags(block, applied, options.requiredTags, false)),
    ];
    return outcomes.length === 0 ? pass('tag') : outcomes;
  },
  examples: {
    good: [
      { name: 'every tag goes to the instances', configuration: group(['Owner', 'Environment', 'Project'], true) },
    ],
    bad: [
      { name: 'no tag goes to the instances', configuration: group(['Owner', 'Environment', 'Project'], false) },
      { name: 'a tag is missing', configuration: group(['Owner'], true) },
    ],
    unknown: [
      {
        name: 'a variable without a default',
        configuration: {
          variable: { propagate: { type: 'bool' } },
          ...group(['Owner', 'Environment', 'Project'], '${var.propagate}'),
        },
      },
    ],
  },
});

/** The tags that the group keeps for itself, or may keep. */
function keptTags(block: Block): readonly Outcome[] {
  return block.nested('tag').flatMap((item): readonly Outcome[] => {
    const flag = toBoolean(item.get('propagate_at_launch'));
    if (flag === true) return [];
    const key = toText(item.get('key'));
    const subject = isUnknown(key) ? key.expression : key;
    const path = `${item.path}.propagate_at_launch`;
    const open = isUnknown(flag) ? flag : item.unknown;
    if (open !== undefined) return [{ ...undecided(path, open, EXPECTED), subject }];
    const message = `the instances of the group do not get the tag ${subject ?? ''}`.trimEnd();
    return [fail({ path, subject, message, observed: item.get('propagate_at_launch'), expected: EXPECTED })];
  });
}

function group(keys: readonly string[], propagates: unknown): Readonly<Record<string, unknown>> {
  const tag = keys.map((key) => ({ key, value: 'shop', propagate_at_launch: propagates }));
  return { resource: { aws_autoscaling_group: { web: { min_size: 2, max_size: 4, tag } } } };
}
