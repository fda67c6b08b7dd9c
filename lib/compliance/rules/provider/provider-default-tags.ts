import { defineRule } from '../../engine/define-rule';
import { fail, undecided } from '../../engine/outcome';
import { isUnknown, member, type Value } from '../../model/value';
import { PartialMap } from '../../model/expression';

interface Options {
  readonly requiredTags: readonly string[];
}

const EXPECTED = 'default_tags with tags';

export default defineRule<Options>({
  id: 'provider-default-tags',
  title: 'Every AWS provider block sets default tags',
  why: 'Resources without tags have no known owner: nobody finds out in time whom to ask about a finding, a cost or an incident. Default tags reach every resource of the provider.',
  remediation: 'Set default_tags = [{ tags = { … } }] on every configuration of the provider, aliases included.',
  severity: 'low',
  scope: 'config',
  resourceTypes: ['provider.aws'],
  whenUnknown: 'the map of tags is an expression.',
  controls: {},
  equivalents: {},
  sources: [
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/index.html.markdown#default_tags-configuration-block',
  ],
  defaultOptions: { requiredTags: [] },
  optionsSchema: {
    requiredTags: {
      type: 'array',
      items: { type: 'string' },
      description: 'Keys that default_tags has to have; letter case counts. None: any tag will do.',
    },
  },
  examples: {
    good: [
      {
        name: 'default tags',
        configuration: {
          provider: { aws: [{ region: 'eu-central-1', default_tags: [{ tags: { Owner: 'platform' } }] }] },
        },
      },
    ],
    bad: [{ name: 'no default tags', configuration: { provider: { aws: [{ region: 'eu-central-1' }] } } }],
    unknown: [
      {
        name: 'tags that a variable gives',
        configuration: {
          variable: { tags: { type: 'map(string)' } },
          provider: { aws: [{ default_tags: [{ tags: '${var.tags}' }] }] },
        },
      },
    ],
  },
  check(block, { options }) {
    const items = block.nested('default_tags');
    const path = items[0] === undefined ? 'default_tags' : `${items[0].path}.tags`;
    const maps = items.map((item) => item.get('tags'));
    const hidden = maps.find(isUnknown);
    const keys = new Set(maps.flatMap(keysOf));
    if (keys.size === 0 && hidden === undefined) {
      return fail({
        path,
        message: 'the provider sets no default tags, so its resources have no owner unless each is tagged by hand',
        observed: maps[0],
        expected: EXPECTED,
      });
    }
    const missing = options.requiredTags.filter((key) => !keys.has(key));
    if (hidden !== undefined) return missing.length > 0 || keys.size === 0 ? undecided(path, hidden, EXPECTED) : [];
    return missing.map((key) =>
      fail({
        path,
        subject: key,
        message: `default_tags lacks the tag ${key}`,
        observed: maps[0],
        expected: `${EXPECTED}, ${key} among them`,
      }),
    );
  },
});

/** Keys that have a value: a tag that is null is none. */
function keysOf(tags: Value): readonly string[] {
  if (tags instanceof PartialMap)
    return tags.entries.flatMap(([key, value]) => (typeof key === 'string' && value !== undefined ? [key] : []));
  if (typeof tags !== 'object' || isUnknown(tags)) return [];
  return Object.keys(tags).filter((key) => member(tags, key) !== undefined);
}
