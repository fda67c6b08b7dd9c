import rule from '../../../../lib/compliance/rules/opensearch/opensearch-encrypted';
import { testRule } from '../../../../lib/testing/rule-tester';
import { blocks, type Attributes } from '../rds/shared/configurations';

const on = { enabled: true };
const domain = (encrypt_at_rest: unknown, node_to_node_encryption: unknown, more: Attributes = {}) =>
  blocks({ 'aws_opensearch_domain.main': { encrypt_at_rest, node_to_node_encryption, ...more } });

testRule(rule, {
  pass: [
    { name: 'both', configuration: domain(on, on) },
    { name: 'both, as text in arrays', configuration: domain([{ enabled: 'true' }], [{ enabled: '${var.yes}' }]) },
    {
      name: 'Elasticsearch',
      configuration: blocks({ 'aws_elasticsearch_domain.main': { encrypt_at_rest: on, node_to_node_encryption: on } }),
    },
    {
      name: 'dynamic',
      configuration: domain(on, undefined, {
        dynamic: {
          node_to_node_encryption: { for_each: [true], content: { enabled: '${node_to_node_encryption.value}' } },
        },
      }),
    },
  ],
  fail: [
    { name: 'neither', configuration: domain(null, undefined), findings: 2 },
    {
      name: 'not at rest',
      configuration: domain({ enabled: false }, on),
      path: 'encrypt_at_rest[0].enabled',
      findings: 1,
    },
    {
      name: 'not between nodes',
      configuration: domain(on, { enabled: null }),
      path: 'node_to_node_encryption[0].enabled',
      findings: 1,
    },
    { name: 'a key alone', configuration: domain({ kms_key_id: '${aws_kms_key.k.arn}' }, on) },
    {
      name: 'one fails, one is unknown',
      configuration: domain(on, null, { encrypt_at_rest: { enabled: '${var.unset}' } }),
      path: 'node_to_node_encryption',
    },
    { name: 'Elasticsearch', configuration: blocks({ 'aws_elasticsearch_domain.main': {} }), findings: 2 },
  ],
  unknown: [
    { name: 'at rest', configuration: domain({ enabled: '${var.unset}' }, on) },
    {
      name: 'between nodes, dynamic',
      configuration: domain(on, undefined, {
        dynamic: { node_to_node_encryption: { for_each: '${var.unset}', content: on } },
      }),
    },
  ],
});
