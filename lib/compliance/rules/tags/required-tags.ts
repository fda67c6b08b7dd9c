import { defineRule } from '../../engine/define-rule';
import { notApplicable, pass } from '../../engine/outcome';
import { appliedTags, isTaggable } from '../../reading/tags/applied-tags';
import { missingTags } from './shared/missing-tags';

interface RequiredTags {
  readonly requiredTags: readonly string[];
  /** By resource type: instead of `requiredTags`. */
  readonly requiredTagsByType: Readonly<Record<string, readonly string[]>>;
  readonly ignoreCase: boolean;
}

const KEYS = { type: 'array', items: { type: 'string' } } as const;

export default defineRule<RequiredTags>({
  id: 'required-tags',
  title: 'Resources carry the mandatory tags',
  why: 'Without an owner, an environment and a project nobody can tell whom to call about a finding, whether a resource may be deleted, or who pays for it.',
  remediation:
    'Set the tags in default_tags of the provider, so that every resource has them, or in tags of the resource. aws_autoscaling_group needs tag blocks: default_tags do not reach it.',
  severity: 'low',
  scope: 'resource',
  resourceTypes: ['*'],
  whenUnknown:
    'A tag that is not spelt out may be in a map that only Terraform can compute, such as var.tags in merge(var.tags, { … }); or the value of the tag is such an expression and may be empty.',
  controls: {},
  equivalents: {},
  sources: [
    'https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/guides/resource-tagging.html.markdown',
  ],
  defaultOptions: { requiredTags: ['Owner', 'Environment', 'Project'], requiredTagsByType: {}, ignoreCase: false },
  optionsSchema: {
    requiredTags: { ...KEYS, description: 'keys that every resource with tags has to have, with a value' },
    requiredTagsByType: {
      type: 'object',
      additionalProperties: KEYS,
      description: 'keys of single resource types, instead of requiredTags; an empty list exempts the type',
    },
    ignoreCase: { type: 'boolean', description: 'accept keys whatever their letter case' },
  },
  check(block, { options }) {
    if (!isTaggable(block)) return notApplicable();
    const { requiredTags, requiredTagsByType, ignoreCase } = options;
    const required = Object.hasOwn(requiredTagsByType, block.type) ? requiredTagsByType[block.type] : requiredTags;
    if (required === undefined || required.length === 0) return notApplicable();
    const outcomes = appliedTags(block).flatMap((applied) => missingTags(block, applied, required, ignoreCase));
    return outcomes.length === 0 ? pass() : outcomes;
  },
  examples: {
    good: [
      {
        name: 'default tags of the provider and a tag of the resource',
        configuration: {
          provider: { aws: [{ default_tags: [{ tags: { Owner: 'platform', Environment: 'prod' } }] }] },
          resource: { aws_sqs_queue: { orders: { name: 'orders', tags: { Project: 'shop' } } } },
        },
      },
    ],
    bad: [
      {
        name: 'no tags but a name',
        configuration: { resource: { aws_vpc: { main: { cidr_block: '10.0.0.0/16', tags: { Name: 'main' } } } } },
      },
      {
        name: 'a provider without default tags',
        configuration: {
          provider: {
            aws: [
              { default_tags: [{ tags: { Owner: 'platform', Environment: 'prod', Project: 'shop' } }] },
              { alias: 'us', region: 'us-east-1' },
            ],
          },
          resource: { aws_sns_topic: { alarms: { name: 'alarms', provider: 'aws.us' } } },
        },
      },
    ],
    unknown: [
      {
        name: 'tags that a variable adds',
        configuration: {
          variable: { tags: { type: 'map(string)' } },
          resource: { aws_sqs_queue: { orders: { tags: '${merge(var.tags, { Project = "shop" })}' } } },
        },
      },
    ],
  },
});
