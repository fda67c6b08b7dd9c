import rule from '../../../../lib/compliance/rules/tags/tag-data-classification';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resource } from '../resource';

const bucket = (tags: unknown, rest: object = {}) => resource('aws_s3_bucket', { tags, ...rest });
const provider = (tags: unknown) => ({ provider: { aws: [{ default_tags: { tags } }] } });

testRule(rule, {
  pass: [
    { name: 'a value of the list', configuration: bucket({ DataClassification: 'internal' }) },
    { name: 'another letter case', configuration: bucket({ DataClassification: 'Restricted' }) },
    { name: 'a default tag', configuration: { ...bucket(null), ...provider({ DataClassification: 'public' }) } },
    {
      name: 'key and values by option',
      configuration: bucket({ Data: 'C3' }),
      options: { key: 'Data', allowedValues: ['C3'] },
    },
    { name: 'any value by option', configuration: bucket({ DataClassification: 'x' }), options: { allowedValues: [] } },
    { name: 'literal part of merge', configuration: bucket('${merge(var.t, { DataClassification = "public" })}') },
  ],
  fail: [
    { name: 'no tags', configuration: resource('aws_dynamodb_table', {}), path: 'tags' },
    { name: 'null', configuration: bucket({ DataClassification: null }) },
    { name: 'an empty value', configuration: bucket({ DataClassification: '' }) },
    {
      name: 'an empty value where any will do',
      configuration: bucket({ DataClassification: '' }),
      options: { allowedValues: [] },
    },
    {
      name: 'a value that is not agreed on',
      configuration: bucket({ DataClassification: 'high' }),
      path: 'tags.DataClassification',
    },
    {
      name: 'a wrong default tag',
      configuration: { ...bucket({}), ...provider({ DataClassification: 'x' }) },
      path: 'tags',
    },
    {
      name: 'one instance',
      configuration: bucket({ DataClassification: '${each.value}' }, { for_each: { a: 'public', b: 'none' } }),
      findings: 1,
    },
  ],
  unknown: [
    { name: 'a variable', configuration: bucket({ DataClassification: '${var.c}' }) },
    {
      name: 'a variable where any value will do',
      configuration: bucket({ DataClassification: '${var.c}' }),
      options: { allowedValues: [] },
    },
    { name: 'a hidden map', configuration: bucket('${var.tags}') },
    {
      name: 'a value that may be overridden',
      configuration: bucket('${merge({ DataClassification = "public" }, var.t)}'),
    },
  ],
  notApplicable: [{ name: 'a type that stores nothing', configuration: resource('aws_vpc', {}) }],
});
