import { defineRule } from '../../engine/define-rule';
import { fail, pass, undecided, type Outcome } from '../../engine/outcome';
import type { NestedBlock } from '../../model/block';
import { isUnknown, toBoolean, toText, type Unknown, type Value } from '../../model/value';

const CLIENTS = 'client_broker = "TLS"';
const BROKERS = 'in_cluster = true';

export default defineRule({
  id: 'msk-tls',
  title: 'Kafka clusters use TLS between brokers and clients',
  why: 'Plain Kafka traffic can be read and changed on its way by whoever sits in the network, credentials of clients included.',
  remediation:
    'Set encryption_info { encryption_in_transit { client_broker = "TLS", in_cluster = true } }, or leave both out: that is the default. in_cluster cannot be changed later.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_msk_cluster'],
  whenUnknown: 'client_broker, in_cluster or a block around them is an expression that only Terraform can compute.',
  controls: { fsbp: ['MSK.1'], soc2: ['CC6.7'], iso27001_2022: ['A.8.12', 'A.8.24'] },
  equivalents: {
    checkov: ['CKV_AWS_81'],
    trivy: ['AVD-AWS-0073'],
    tfsec: ['aws-msk-enable-in-transit-encryption'],
    cdkNag: ['AwsSolutions-MSK2'],
    securityHub: [{ id: 'MSK.1', relation: 'broader' }],
    prowler: ['kafka_cluster_in_transit_encryption_enabled'],
    awsConfig: [{ id: 'msk-in-cluster-node-require-tls', relation: 'broader' }],
  },
  sources: [
    'https://docs.aws.amazon.com/msk/latest/developerguide/msk-working-with-encryption.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-msk-cluster-encryptionintransit.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/msk_cluster.html.markdown',
  ],
  check(block) {
    const outcomes = block
      .nested('encryption_info')
      .flatMap((info) => info.nested('encryption_in_transit').flatMap((item) => judge(item, info.unknown)));
    return outcomes.length === 0 ? pass('encryption_info') : outcomes;
  },
  examples: {
    good: [
      { name: 'the default', configuration: cluster({}) },
      {
        name: 'TLS only',
        configuration: cluster({
          encryption_info: { encryption_in_transit: { client_broker: 'TLS', in_cluster: true } },
        }),
      },
    ],
    bad: [
      {
        name: 'clients may do without TLS',
        configuration: cluster({ encryption_info: { encryption_in_transit: { client_broker: 'TLS_PLAINTEXT' } } }),
      },
      {
        name: 'brokers do without TLS',
        configuration: cluster({ encryption_info: { encryption_in_transit: { in_cluster: false } } }),
      },
    ],
    unknown: [
      {
        name: 'a variable without a default',
        configuration: {
          variable: { clients: { type: 'string' } },
          ...cluster({ encryption_info: { encryption_in_transit: { client_broker: '${var.clients}' } } }),
        },
      },
    ],
  },
});

/** What is wrong in a block that may not be there is not known. */
function judge(item: NestedBlock, hidden: Unknown | undefined): readonly Outcome[] {
  const outcomes = [
    judgeClients(item.get('client_broker'), `${item.path}.client_broker`),
    judgeBrokers(item.get('in_cluster'), `${item.path}.in_cluster`),
  ];
  const open = item.unknown ?? hidden;
  if (open === undefined || outcomes.every(({ verdict }) => verdict === 'pass')) return outcomes;
  return [undecided(item.path, open, CLIENTS)];
}

function judgeClients(value: Value, path: string): Outcome {
  const mode = toText(value);
  if (isUnknown(mode)) return undecided(path, mode, CLIENTS);
  if (value === undefined || mode?.toUpperCase() === 'TLS') return pass(path);
  const message = `clients may talk to the brokers without TLS (${mode ?? 'no text'})`;
  return fail({ path, message, observed: value, expected: CLIENTS });
}

function judgeBrokers(value: Value, path: string): Outcome {
  const isOn = toBoolean(value);
  if (isUnknown(isOn)) return undecided(path, isOn, BROKERS);
  if (value === undefined || isOn === true) return pass(path);
  return fail({ path, message: 'the brokers talk to each other without TLS', observed: value, expected: BROKERS });
}

function cluster(attributes: object): Readonly<Record<string, unknown>> {
  const main = { cluster_name: 'orders', kafka_version: '3.9.x', number_of_broker_nodes: 3, ...attributes };
  return { resource: { aws_msk_cluster: { main } } };
}
