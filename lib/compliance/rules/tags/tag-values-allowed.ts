import { defineRule } from '../../engine/define-rule';
import { fail, notApplicable, pass, undecided, type Outcome } from '../../engine/outcome';
import { isUnknown, toText } from '../../model/value';
import { appliedTags, isTaggable } from '../../reading/tags/applied-tags';
import { isAllowed, type AllowedText } from './shared/allowed-text';
import { findTag } from '../../reading/tags/tag-layers';
import { fitOf } from './shared/template-fit';
import { tagPath } from './shared/tag-path';

interface AllowedValues {
  /** By key of the tag. */
  readonly tagPatterns: Readonly<Record<string, AllowedText>>;
}

export default defineRule<AllowedValues>({
  id: 'tag-values-allowed',
  title: 'Tag values follow the agreed patterns',
  why: 'Policies, budgets and inventories go by the value of a tag: what is tagged "Prod" or "production" falls out of every filter for "prod".',
  remediation: 'Use one of the values that the rule allows, or change its option tagPatterns.',
  severity: 'low',
  scope: 'resource',
  resourceTypes: ['*'],
  whenUnknown:
    'The value of the tag is an expression that only Terraform can compute, or the tag may be in, or be overridden by, a map that is one.',
  controls: {},
  equivalents: {},
  sources: [
    'https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html',
    'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_tag-policies.html',
  ],
  defaultOptions: { tagPatterns: { Environment: ['dev', 'staging', 'prod'] } },
  optionsSchema: {
    tagPatterns: {
      type: 'object',
      additionalProperties: { type: ['string', 'array'], items: { type: 'string' } },
      description:
        'allowed values by key of the tag: a list, or a regular expression that the whole value has to match; letter case counts',
    },
  },
  check(block, { options }) {
    const patterns = Object.entries(options.tagPatterns);
    if (patterns.length === 0 || !isTaggable(block)) return notApplicable();
    const outcomes = appliedTags(block).flatMap(({ path, instance, layers }) =>
      patterns.flatMap(([key, allowed]): readonly Outcome[] => {
        const { value, hidden } = findTag(layers, key);
        if (value === undefined && hidden === undefined) return [];
        const place = tagPath(block, path, key);
        const subject = [instance, key].filter(Boolean).join(' ');
        const expected = `${key} = ${typeof allowed === 'string' ? allowed : allowed.join(' or ')}`;
        const open = hidden ?? (isUnknown(value) ? value : undefined);
        const fit = hidden === undefined && isUnknown(value) ? fitOf(value, allowed) : 'maybe';
        if (open !== undefined && fit === 'maybe') return [{ ...undecided(place, open, expected), subject }];
        const text = toText(value);
        if (fit === 'always' || (typeof text === 'string' && isAllowed(text, allowed))) return [pass(place)];
        const message = `the tag ${key} has a value that is not agreed on`;
        return [fail({ path: place, subject, message, observed: value, expected })];
      }),
    );
    return outcomes.length === 0 ? notApplicable() : outcomes;
  },
  examples: {
    good: [
      {
        name: 'an environment of the list',
        configuration: { resource: { aws_sqs_queue: { orders: { tags: { Environment: 'prod' } } } } },
      },
    ],
    bad: [
      {
        name: 'another spelling',
        configuration: { resource: { aws_sqs_queue: { orders: { tags: { Environment: 'Production' } } } } },
      },
    ],
    unknown: [
      {
        name: 'a variable without a default',
        configuration: {
          variable: { environment: { type: 'string' } },
          resource: { aws_sqs_queue: { orders: { tags: { Environment: '${var.environment}' } } } },
        },
      },
    ],
  },
});
