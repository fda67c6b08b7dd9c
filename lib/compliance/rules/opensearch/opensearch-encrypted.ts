import { defineRule } from '../../engine/define-rule';
import { requireNestedTrue } from '../../reading/nested-boolean';

export default defineRule({
  id: 'opensearch-encrypted',
  title: 'Search domains are encrypted at rest and between nodes',
  why: 'An index holds copies of documents and logs. Unencrypted they can be read from disks and snapshots, and on the way between the nodes of the domain.',
  remediation: 'Set encrypt_at_rest { enabled = true } and node_to_node_encryption { enabled = true }.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_opensearch_domain', 'aws_elasticsearch_domain'],
  whenUnknown:
    'enabled of encrypt_at_rest or of node_to_node_encryption is an expression that only Terraform can compute.',
  controls: {
    fsbp: ['Opensearch.1', 'Opensearch.3', 'ES.1', 'ES.3'],
    nist80053r5: [
      'CA-9(1)',
      'CM-3(6)',
      'SC-13',
      'SC-28',
      'SC-28(1)',
      'SI-7(6)',
      'AC-4',
      'SC-23',
      'SC-23(3)',
      'SC-7(4)',
      'SC-8',
      'SC-8(1)',
      'SC-8(2)',
      'SC-7(10)',
    ],
    pciDss: ['v3.2.1/1.2.1', 'v3.2.1/1.3.1', 'v3.2.1/1.3.4', 'v3.2.1/7.2.1', 'v3.2.1/3.4'],
    iso27001_2022: ['A.8.11', 'A.8.24', 'A.8.12'],
  },
  equivalents: {
    checkov: [
      { id: 'CKV_AWS_5', relation: 'broader' },
      { id: 'CKV_AWS_6', relation: 'broader' },
    ],
    trivy: [
      { id: 'AVD-AWS-0048', relation: 'broader' },
      { id: 'AVD-AWS-0043', relation: 'broader' },
    ],
    tfsec: ['aws-elasticsearch-enable-domain-encryption', 'aws-elasticsearch-enable-in-transit-encryption'],
    cdkNag: ['AwsSolutions-OS8', 'AwsSolutions-OS2', 'NIST.800.53.R5-OpenSearchEncryptedAtRest'],
    securityHub: ['Opensearch.1', 'Opensearch.3', 'ES.1', 'ES.3'],
    prowler: [
      'opensearch_service_domains_encryption_at_rest_enabled',
      'opensearch_service_domains_node_to_node_encryption_enabled',
    ],
    awsConfig: [
      'opensearch-encrypted-at-rest',
      'opensearch-node-to-node-encryption-check',
      'elasticsearch-encrypted-at-rest',
      'elasticsearch-node-to-node-encryption-check',
    ],
  },
  sources: [
    'https://docs.aws.amazon.com/opensearch-service/latest/developerguide/encryption-at-rest.html',
    'https://docs.aws.amazon.com/opensearch-service/latest/developerguide/ntn.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/opensearch-controls.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/opensearch_domain.html.markdown',
  ],
  check: (block) => [
    requireNestedTrue(block, 'encrypt_at_rest', 'enabled', 'indexes and snapshots are not encrypted'),
    requireNestedTrue(block, 'node_to_node_encryption', 'enabled', 'nodes talk to each other in clear text'),
  ],
  examples: {
    good: [
      {
        name: 'both',
        configuration: {
          resource: {
            aws_opensearch_domain: {
              logs: {
                domain_name: 'logs',
                encrypt_at_rest: { enabled: true },
                node_to_node_encryption: { enabled: true },
              },
            },
          },
        },
      },
    ],
    bad: [
      { name: 'neither', configuration: { resource: { aws_opensearch_domain: { logs: { domain_name: 'logs' } } } } },
      {
        name: 'clear text between nodes',
        configuration: {
          resource: { aws_opensearch_domain: { logs: { domain_name: 'logs', encrypt_at_rest: { enabled: true } } } },
        },
      },
    ],
    unknown: [
      {
        name: 'a variable decides',
        configuration: {
          variable: { decide: { type: 'bool' } },
          resource: {
            aws_opensearch_domain: {
              logs: {
                domain_name: 'logs',
                encrypt_at_rest: { enabled: '${var.decide}' },
                node_to_node_encryption: { enabled: true },
              },
            },
          },
        },
      },
    ],
  },
});
