import { defineRule } from '../../engine/define-rule';
import { fail, pass, undecided, type Outcome } from '../../engine/outcome';
import type { Block } from '../../model/block';
import { isUnknown, toText } from '../../model/value';
import { requireNestedTrue } from '../../reading/nested-boolean';

export default defineRule({
  id: 'dax-encrypted',
  title: 'DAX clusters encrypt what they keep and what they send',
  why: 'The cache holds the same items as the table: on the disks of its nodes and on the network between them and the clients, in clear text unless both are encrypted.',
  remediation:
    'Set server_side_encryption { enabled = true } and cluster_endpoint_encryption_type = "TLS". Both replace the cluster.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_dax_cluster'],
  whenUnknown:
    'server_side_encryption, its enabled or cluster_endpoint_encryption_type is an expression that only Terraform can compute.',
  controls: {
    fsbp: ['DynamoDB.3', 'DynamoDB.7'],
    nist80053r5: ['CA-9(1)', 'CM-3(6)', 'SC-13', 'SC-28', 'SC-28(1)', 'SC-7(10)', 'SI-7(6)'],
    soc2: ['CC6.7'],
    iso27001_2022: ['A.8.11', 'A.8.24', 'A.8.12'],
  },
  equivalents: {
    checkov: [
      { id: 'CKV_AWS_47', relation: 'broader' },
      { id: 'CKV_AWS_239', relation: 'broader' },
    ],
    trivy: [{ id: 'AVD-AWS-0023', relation: 'broader' }],
    tfsec: [{ id: 'aws-dynamodb-enable-at-rest-encryption', relation: 'broader' }],
    cdkNag: [{ id: 'AwsSolutions-DDB4', relation: 'broader' }],
    securityHub: [
      { id: 'DynamoDB.3', relation: 'broader' },
      { id: 'DynamoDB.7', relation: 'broader' },
    ],
    prowler: [
      { id: 'dynamodb_accelerator_cluster_encryption_enabled', relation: 'broader' },
      { id: 'dynamodb_accelerator_cluster_in_transit_encryption_enabled', relation: 'broader' },
    ],
    awsConfig: [
      { id: 'dax-encryption-enabled', relation: 'broader' },
      { id: 'dax-tls-endpoint-encryption', relation: 'broader' },
    ],
  },
  sources: [
    'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DAXEncryptionAtRest.html',
    'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DAXEncryptionInTransit.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/dynamodb-controls.html#dynamodb-3',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/dax_cluster.html.markdown',
  ],
  check: (block) => [
    requireNestedTrue(block, 'server_side_encryption', 'enabled', 'the cluster keeps its items in clear text'),
    judgeEndpoint(block),
  ],
  examples: {
    good: [
      {
        name: 'both',
        configuration: {
          resource: {
            aws_dax_cluster: {
              orders: {
                cluster_name: 'orders',
                node_type: 'dax.r5.large',
                replication_factor: 3,
                server_side_encryption: { enabled: true },
                cluster_endpoint_encryption_type: 'TLS',
              },
            },
          },
        },
      },
    ],
    bad: [
      {
        name: 'in clear text over the network',
        configuration: {
          resource: {
            aws_dax_cluster: {
              orders: {
                cluster_name: 'orders',
                node_type: 'dax.r5.large',
                replication_factor: 3,
                server_side_encryption: { enabled: true },
              },
            },
          },
        },
      },
    ],
    unknown: [
      {
        name: 'as a variable says',
        configuration: {
          resource: {
            aws_dax_cluster: {
              orders: {
                cluster_name: 'orders',
                node_type: 'dax.r5.large',
                replication_factor: 3,
                server_side_encryption: { enabled: '${var.encrypt}' },
                cluster_endpoint_encryption_type: 'TLS',
              },
            },
          },
        },
      },
    ],
  },
});

function judgeEndpoint(block: Block): Outcome {
  const path = 'cluster_endpoint_encryption_type';
  const type = toText(block.get(path));
  const expected = `${path} = "TLS"`;
  if (isUnknown(type)) return undecided(path, type, expected);
  if (type === 'TLS') return pass(path);
  const message = 'clients speak with the cluster in clear text';
  return fail({ path, message, observed: block.get(path), expected });
}
