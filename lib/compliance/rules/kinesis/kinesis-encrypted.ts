import { defineRule } from '../../engine/define-rule';
import { notApplicable, undecided, type Outcome } from '../../engine/outcome';
import type { Block } from '../../model/block';
import type { Unknown } from '../../model/value';
import { requireText } from '../../reading/accepted-text';
import { judgeEachInstance } from '../../reading/each-instance';
import { requireNestedTrue } from '../../reading/nested-boolean';

/** Sources of a delivery stream; encryption of its own is for one that producers write to directly. */
const SOURCES = ['kinesis_source_configuration', 'msk_source_configuration'] as const;

export default defineRule({
  id: 'kinesis-encrypted',
  title: 'Streams are encrypted',
  why: 'A stream stores its records for a day up to a year. Unencrypted, they are readable for whoever gets at the storage, and no key policy says who may read them.',
  remediation:
    'Set encryption_type = "KMS" and kms_key_id for a data stream, server_side_encryption { enabled = true } for a delivery stream.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_kinesis_stream', 'aws_kinesis_firehose_delivery_stream'],
  whenUnknown:
    'encryption_type or server_side_encryption is an expression that only Terraform can compute, or one decides whether a delivery stream reads from another stream.',
  controls: {
    fsbp: ['Kinesis.1'],
    nist80053r5: ['CA-9(1)', 'CM-3(6)', 'SC-13', 'SC-28', 'SC-28(1)', 'SC-7(10)', 'SI-7(6)'],
    soc2: ['PI1.4'],
    iso27001_2022: ['A.8.24'],
  },
  equivalents: {
    checkov: ['CKV_AWS_43', 'CKV_AWS_240'],
    trivy: ['AVD-AWS-0064'],
    tfsec: ['aws-kinesis-enable-in-transit-encryption'],
    cdkNag: ['AwsSolutions-KDS1', 'AwsSolutions-KDF1'],
    securityHub: ['Kinesis.1'],
    prowler: ['kinesis_stream_encrypted_at_rest'],
    awsConfig: ['kinesis-stream-encrypted'],
  },
  sources: [
    'https://docs.aws.amazon.com/streams/latest/dev/what-is-sse.html',
    'https://docs.aws.amazon.com/firehose/latest/dev/encryption.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/kinesis_stream.html.markdown',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/kinesis_firehose_delivery_stream.html.markdown',
  ],
  check: (block) => (block.type === 'aws_kinesis_stream' ? judgeStream(block) : judgeDelivery(block)),
  examples: {
    good: [
      {
        name: 'a data stream',
        configuration: {
          resource: {
            aws_kinesis_stream: { orders: { name: 'orders', encryption_type: 'KMS', kms_key_id: 'alias/aws/kinesis' } },
          },
        },
      },
      {
        name: 'a delivery stream',
        configuration: {
          resource: {
            aws_kinesis_firehose_delivery_stream: {
              orders: { name: 'orders', destination: 'extended_s3', server_side_encryption: { enabled: true } },
            },
          },
        },
      },
    ],
    bad: [
      {
        name: 'not said: no encryption',
        configuration: { resource: { aws_kinesis_stream: { orders: { name: 'orders', shard_count: 1 } } } },
      },
    ],
    unknown: [
      {
        name: 'a variable without a default',
        configuration: {
          variable: { encryption: { type: 'string' } },
          resource: { aws_kinesis_stream: { orders: { name: 'orders', encryption_type: '${var.encryption}' } } },
        },
      },
    ],
  },
});

function judgeStream(block: Block): Outcome | readonly Outcome[] {
  return judgeEachInstance(block, (get) =>
    requireText(get('encryption_type'), 'encryption_type', {
      accepts: (text) => text.toUpperCase() === 'KMS',
      message: () => 'the stream stores its records unencrypted',
      expected: 'encryption_type = "KMS"',
    }),
  );
}

function judgeDelivery(block: Block): Outcome {
  let open: Unknown | undefined;
  for (const source of SOURCES) {
    for (const { unknown } of block.nested(source)) {
      if (unknown === undefined) return notApplicable();
      open ??= unknown;
    }
  }
  const message = 'the delivery stream stores its records unencrypted until they are delivered';
  const outcome = requireNestedTrue(block, 'server_side_encryption', 'enabled', message);
  return outcome.verdict === 'fail' && open !== undefined
    ? undecided('server_side_encryption', open, outcome.expected)
    : outcome;
}
