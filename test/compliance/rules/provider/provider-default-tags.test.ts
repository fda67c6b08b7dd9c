import rule from '../../../../lib/compliance/rules/provider/provider-default-tags';
import { testRule } from '../../../../lib/testing/rule-tester';

const provider = (default_tags: unknown, rest: Record<string, unknown> = {}) => ({
  provider: { aws: [{ default_tags }] },
  ...rest,
});
const options = { requiredTags: ['Owner', 'Stage'] };

testRule(rule, {
  pass: [
    { name: 'any tag', configuration: provider([{ tags: { A: 'b' } }]) },
    { name: 'an object', configuration: provider({ tags: { A: 'b' } }) },
    {
      name: 'the tags of the option',
      configuration: provider([{ tags: { Owner: 'a', Stage: '${var.stage}' } }]),
      options,
    },
    {
      name: 'merged tags',
      configuration: provider([{ tags: '${merge({"Owner" = "a"}, {"Stage" = var.s})}' }]),
      options,
    },
    { name: 'several blocks', configuration: provider([{ tags: { Owner: 'a' } }, { tags: { Stage: 'b' } }]), options },
  ],
  fail: [
    { name: 'absent', configuration: provider(undefined), path: 'default_tags' },
    { name: 'null', configuration: provider(null) },
    { name: 'no tags', configuration: provider([{ tags: {} }]) },
    { name: 'a tag that is null', configuration: provider([{ tags: { A: null } }]) },
    {
      name: 'a key is missing',
      configuration: provider([{ tags: { Owner: 'a' } }]),
      options,
      message: 'Stage',
      findings: 1,
    },
    { name: 'letter case', configuration: provider([{ tags: { owner: 'a', stage: 'b' } }]), options, findings: 2 },
    {
      name: 'an alias without',
      configuration: { provider: { aws: [{ default_tags: [{ tags: { A: 'b' } }] }, { alias: 'us' }] } },
      address: 'provider.aws.us',
    },
  ],
  unknown: [
    { name: 'tags of a variable', configuration: provider([{ tags: '${var.tags}' }], { variable: { tags: {} } }) },
    {
      name: 'tags of a variable, with the option',
      configuration: provider([{ tags: '${var.tags}' }], { variable: { tags: {} } }),
      options,
    },
  ],
});
