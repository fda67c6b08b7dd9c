import rule from '../../../../lib/compliance/rules/ecr/ecr-immutable-tags';
import { testRule } from '../../../../lib/testing/rule-tester';
import { repository } from './shared/repository';

const tags = (image_tag_mutability: unknown) => repository({ image_tag_mutability });
const except = (image_tag_mutability_exclusion_filter: unknown) =>
  repository({ image_tag_mutability: 'IMMUTABLE_WITH_EXCLUSION', image_tag_mutability_exclusion_filter });

testRule(rule, {
  pass: [
    { name: 'immutable', configuration: tags('IMMUTABLE') },
    { name: 'but for some', configuration: except([{ filter: 'latest*', filter_type: 'WILDCARD' }]) },
    { name: 'but for one, block as object', configuration: except({ filter: 'latest', filter_type: 'WILDCARD' }) },
    { name: 'but for none', configuration: except([]) },
    { name: 'but for some that are known in part', configuration: except({ filter: 'dev-${var.team}*' }) },
  ],
  fail: [
    { name: 'absent', configuration: repository({}), path: 'image_tag_mutability' },
    { name: 'null', configuration: tags(null) },
    { name: 'mutable', configuration: tags('MUTABLE') },
    { name: 'mutable but for some', configuration: tags('MUTABLE_WITH_EXCLUSION') },
    {
      name: 'but for all',
      configuration: except([{ filter: '*' }]),
      path: 'image_tag_mutability_exclusion_filter[0].filter',
    },
    { name: 'but for some, and all', configuration: except([{ filter: 'latest' }, { filter: '**' }]) },
  ],
  unknown: [
    { name: 'a variable', configuration: tags('${var.tags}') },
    { name: 'a filter', configuration: except([{ filter: '${var.tags}' }]) },
    { name: 'a filter that may be all', configuration: except([{ filter: '${var.tags}*' }]) },
    { name: 'all filters', configuration: except('${var.filters}') },
  ],
  notApplicable: [{ name: 'count = 0', configuration: repository({ count: 0 }) }],
});
