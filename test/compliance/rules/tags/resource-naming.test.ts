import rule from '../../../../lib/compliance/rules/tags/resource-naming';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resource, resources } from '../resource';

const patterns = (namePatterns: Record<string, string>) => ({ namePatterns });
const options = patterns({
  aws_sqs_queue: 'shop-[a-z-]+',
  aws_s3_bucket: 'shop-.+',
  aws_vpc: '(dev|prod)-vpc',
  aws_db_instance: '^db-.*$',
  'aws_rds_cluster.database_name': '[a-z]+',
});
const queue = (attributes: Record<string, unknown>) => resource('aws_sqs_queue', attributes);
const cases = <Case extends object>(list: readonly Case[]) => list.map((each) => ({ options, ...each }));

testRule(rule, {
  pass: cases([
    { name: 'a name that matches', configuration: queue({ name: 'shop-orders' }) },
    { name: 'a bucket', configuration: resource('aws_s3_bucket', { bucket: 'shop-1' }) },
    { name: 'a pattern with anchors', configuration: resource('aws_db_instance', { identifier: 'db-1' }) },
    { name: 'the tag Name', configuration: resource('aws_vpc', { tags: { Name: 'dev-vpc' } }) },
    { name: 'an argument by option', configuration: resource('aws_rds_cluster', { database_name: 'orders' }) },
    {
      name: 'a variable with a default',
      configuration: { ...queue({ name: 'shop-${var.x}' }), variable: { x: { default: 'a' } } },
    },
    {
      name: 'a hidden piece of which nothing is asked',
      configuration: resource('aws_db_instance', { identifier: 'db-${var.x}' }),
    },
    {
      name: 'a prefix where the rest is free',
      configuration: resource('aws_db_instance', { identifier_prefix: 'db-' }),
    },
  ]),
  fail: cases([
    {
      name: 'no name, whatever the tag Name says',
      configuration: queue({ tags: { Name: 'shop-orders' } }),
      path: 'name',
    },
    {
      name: 'a tag by option',
      configuration: resource('aws_kms_key', { tags: { Alias: 'x1' } }),
      options: patterns({ 'aws_kms_key.tags.Alias': '[a-z]+' }),
      path: 'tags.Alias',
    },
    { name: 'another name', configuration: queue({ name: 'orders' }), path: 'name' },
    { name: 'a name that holds a match', configuration: queue({ name: 'my-shop-orders' }) },
    { name: 'no name', configuration: queue({}), message: 'no name of its own' },
    { name: 'null', configuration: queue({ name: null }) },
    { name: 'an empty name', configuration: queue({ name: '' }) },
    { name: 'a wrong start', configuration: queue({ name: 'orders-${var.x}' }) },
    { name: 'a wrong prefix', configuration: queue({ name_prefix: 'orders-' }), path: 'name_prefix' },
    {
      name: 'a wrong end',
      configuration: resource('aws_sqs_queue', { name: '${var.x}-orders' }),
      options: patterns({ aws_sqs_queue: '[a-z-]+-queue' }),
    },
    { name: 'no tag Name', configuration: resource('aws_vpc', {}), path: 'tags' },
    { name: 'a wrong tag Name', configuration: resource('aws_vpc', { tags: { Name: 'main' } }), path: 'tags.Name' },
    { name: 'one instance', configuration: queue({ for_each: ['shop-a', 'b'], name: '${each.key}' }), findings: 1 },
    {
      name: 'every pattern of a type',
      configuration: resource('aws_rds_cluster', { database_name: 'Orders1' }),
      path: 'database_name',
    },
  ]),
  unknown: cases([
    { name: 'a variable', configuration: queue({ name: '${var.x}' }) },
    { name: 'a hidden end', configuration: queue({ name: 'shop-${var.x}' }) },
    { name: 'a hidden start', configuration: queue({ name: '${var.x}-orders' }) },
    { name: 'a prefix', configuration: queue({ name_prefix: 'shop-' }) },
    { name: 'hidden tags', configuration: resource('aws_vpc', { tags: '${var.tags}' }) },
    {
      name: 'alternatives of which one may match',
      configuration: queue({ name: 'b-${var.x}' }),
      options: patterns({ aws_sqs_queue: 'a-x|b-x' }),
    },
  ]),
  notApplicable: [
    { name: 'nothing by default', configuration: queue({ name: 'Anything' }) },
    { name: 'another type', configuration: resource('aws_sns_topic', { name: 'x' }), options },
    { name: 'data', configuration: resources({ 'data.aws_sqs_queue.q': { name: 'x' } }), options },
  ],
});
