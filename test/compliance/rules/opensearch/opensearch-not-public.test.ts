import rule from '../../../../lib/compliance/rules/opensearch/opensearch-not-public';
import { testRule } from '../../../../lib/testing/rule-tester';
import { blocks, type Attributes } from '../rds/shared/configurations';

const policy = (Principal: unknown, Condition?: object, Effect = 'Allow') =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect, Principal, Action: 'es:*', Resource: '*', Condition }],
  });
const everyone = policy('*');
const role = policy({ AWS: 'arn:aws:iam::111122223333:role/app' });
const from = (ranges: unknown) => ({ IpAddress: { 'aws:SourceIp': ranges } });
const domain = (attributes: Attributes, others: Readonly<Record<string, Attributes>> = {}) =>
  blocks({ 'aws_opensearch_domain.main': { domain_name: 'logs', ...attributes }, ...others });
const attached = (
  access_policies: unknown,
  attributes: Attributes = {},
  domain_name: unknown = '${aws_opensearch_domain.main.domain_name}',
) => domain(attributes, { 'aws_opensearch_domain_policy.main': { domain_name, access_policies } });
const vpc_options = { subnet_ids: ['${aws_subnet.a.id}'] };
const address = 'aws_opensearch_domain_policy.main';

testRule(rule, {
  pass: [
    { name: 'in a VPC', configuration: domain({ vpc_options, access_policies: everyone }) },
    {
      name: 'in a VPC, as array',
      configuration: domain({ vpc_options: [{ subnet_ids: '${var.unset}' }], access_policies: everyone }),
    },
    { name: 'a role', configuration: domain({ access_policies: role }) },
    {
      name: 'narrow addresses',
      configuration: domain({ access_policies: policy({ AWS: '*' }, from(['203.0.113.0/24'])) }),
    },
    { name: 'no policy', configuration: domain({ access_policies: null }) },
    { name: 'a Deny for everyone', configuration: domain({ access_policies: policy('*', undefined, 'Deny') }) },
    {
      name: 'a document for a role',
      configuration: domain(
        { access_policies: '${data.aws_iam_policy_document.p.json}' },
        {
          'data.aws_iam_policy_document.p': {
            statement: {
              actions: ['es:*'],
              resources: ['*'],
              principals: { type: 'AWS', identifiers: ['arn:aws:iam::111122223333:root'] },
            },
          },
        },
      ),
    },
    { name: 'attached, a role', configuration: attached(role) },
    { name: 'in a VPC, with the option', configuration: domain({ vpc_options }), options: { requireVpc: true } },
  ],
  fail: [
    { name: 'everyone', configuration: domain({ access_policies: everyone }) },
    { name: 'every AWS principal', configuration: domain({ access_policies: policy({ AWS: '*' }) }) },
    { name: 'every address', configuration: domain({ access_policies: policy('*', from('0.0.0.0/0')) }) },
    {
      name: 'one wide range of two',
      configuration: domain({ access_policies: policy('*', from(['203.0.113.0/24', '::/0'])) }),
    },
    { name: 'encoded', configuration: domain({ access_policies: `\${jsonencode(${everyone})}` }) },
    {
      name: 'a document for everyone',
      configuration: domain(
        { access_policies: '${data.aws_iam_policy_document.p.json}' },
        {
          'data.aws_iam_policy_document.p': {
            statement: [{ actions: ['es:*'], resources: ['*'], principals: [{ type: '*', identifiers: ['*'] }] }],
          },
        },
      ),
    },
    {
      name: 'a VPC without subnets',
      configuration: domain({ vpc_options: { subnet_ids: [] }, access_policies: everyone }),
    },
    {
      name: 'Elasticsearch',
      configuration: blocks({ 'aws_elasticsearch_domain.main': { access_policies: everyone } }),
    },
    { name: 'attached', configuration: attached(everyone), address, findings: 1 },
    { name: 'attached by name', configuration: attached(everyone, {}, 'logs'), address },
    {
      name: 'attached to Elasticsearch',
      configuration: blocks({
        'aws_elasticsearch_domain.main': { domain_name: 'logs' },
        'aws_elasticsearch_domain_policy.main': { domain_name: 'logs', access_policies: everyone },
      }),
    },
    {
      name: 'a public endpoint, with the option',
      configuration: domain({ access_policies: role }),
      options: { requireVpc: true },
      path: 'vpc_options',
    },
  ],
  unknown: [
    { name: 'policy', configuration: domain({ access_policies: '${var.unset}' }) },
    { name: 'principal', configuration: domain({ access_policies: policy({ AWS: '${var.unset}' }) }) },
    {
      name: 'VPC',
      configuration: domain({
        access_policies: everyone,
        dynamic: { vpc_options: { for_each: '${var.unset}', content: vpc_options } },
      }),
    },
    {
      name: 'VPC, with the option',
      configuration: domain({ dynamic: { vpc_options: { for_each: '${var.unset}', content: vpc_options } } }),
      options: { requireVpc: true },
    },
    {
      name: 'attached to a domain outside',
      configuration: attached(everyone, { access_policies: role }, '${var.unset}'),
      address,
    },
  ],
  notApplicable: [
    { name: 'attached to a domain in a VPC', configuration: attached(everyone, { vpc_options }), address },
  ],
});
