import { defineRule } from '../../engine/define-rule';
import { fail, pass, unknown } from '../../engine/outcome';
import type { Block } from '../../model/block';
import { isUnknown, toText } from '../../model/value';
import { completed, type Companion } from '../../reading/companions';
import { flowLogs } from './shared/flow-logs';

export default defineRule<{ readonly requiredTrafficType: 'REJECT' | 'ALL' }>({
  id: 'vpc-flow-logs-enabled',
  title: 'Every VPC has a flow log',
  why: 'Without flow logs nobody can tell afterwards who scanned the network, which machine called home, or how much data left.',
  remediation:
    "Add an aws_flow_log with vpc_id of the VPC, traffic_type = 'ALL' (or 'REJECT'), and a log group, bucket or delivery stream as its destination.",
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_vpc', 'aws_default_vpc'],
  whenUnknown:
    'The VPC of a flow log, its count, or the traffic it records, is an expression that only Terraform can compute.',
  controls: {
    cisAws: { '1.4.0': ['3.9'], '3.0.0': ['3.7'], '5.0.0': ['3.7'], '6.0.0': ['4.7'] },
    fsbp: ['EC2.6'],
    nist80053r5: ['AC-4(26)', 'AU-12', 'AU-2', 'AU-3', 'AU-6(3)', 'AU-6(4)', 'CA-7', 'SI-7(8)'],
    pciDss: ['v3.2.1/10.3.3', 'v3.2.1/10.3.4', 'v3.2.1/10.3.5', 'v3.2.1/10.3.6'],
    soc2: ['CC7.2', 'CC7.3'],
    iso27001_2022: ['A.8.15', 'A.8.16', 'A.8.20', 'A.8.21', 'A.8.22', 'A.8.23'],
  },
  equivalents: {
    checkov: [{ id: 'CKV2_AWS_11', relation: 'broader' }],
    trivy: [{ id: 'AVD-AWS-0178', relation: 'broader' }],
    tfsec: [{ id: 'aws-ec2-require-vpc-flow-logs-for-all-vpcs', relation: 'broader' }],
    cdkNag: ['AwsSolutions-VPC7', 'NIST.800.53.R5-VPCFlowLogsEnabled'],
    securityHub: ['EC2.6'],
    prowler: ['vpc_flow_logs_enabled'],
    awsConfig: ['vpc-flow-logs-enabled'],
  },
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/flow_log.html.markdown',
  ],
  defaultOptions: { requiredTrafficType: 'REJECT' },
  optionsSchema: {
    requiredTrafficType: {
      description: 'Traffic that has to be logged at least.',
      type: 'string',
      enum: ['REJECT', 'ALL'],
    },
  },
  check(block, { options }) {
    const { of, subnetsOf, unresolved } = flowLogs(block.configuration);
    const logs = of(block);
    const records = ({ block: log }: Companion): boolean =>
      recorded(log) === 'ALL' || recorded(log) === options.requiredTrafficType;
    const logged = completed(block, logs.filter(records));
    if (logged === 'every') return pass();
    const subnets = subnetsOf(block).map((subnet) => completed(subnet, of(subnet).filter(records)));
    if (subnets.length > 0 && subnets.every((subnet) => subnet === 'every')) return pass();
    const expected = `an aws_flow_log with this vpc_id and traffic_type ${options.requiredTrafficType === 'ALL' ? 'ALL' : 'ALL or REJECT'}`;
    const doubt = isUnknown(logged)
      ? logged
      : subnets.every((subnet) => subnet === 'every' || isUnknown(subnet))
        ? subnets.find(isUnknown)
        : undefined;
    if (doubt !== undefined) {
      return unknown({
        message: `whether the VPC has a flow log depends on ${doubt.expression}, which is not known before Terraform runs`,
        observed: doubt,
        expected,
      });
    }
    const open = logs.map((log) => log.block).find((log) => isUnknown(recorded(log)));
    if (open !== undefined)
      return unknown({
        message: `what ${open.address} records is not known before Terraform runs`,
        observed: open.get('traffic_type'),
        expected,
      });
    if (unresolved !== undefined) {
      return unknown({
        message: `a flow log watches ${unresolved.expression}, which may be this VPC`,
        observed: unresolved,
        expected,
      });
    }
    const log = logs[0]?.block;
    if (logged === 'some') return fail({ message: 'only some instances of the VPC have a flow log', expected });
    if (log === undefined) return fail({ message: 'the VPC has no flow log', expected });
    const type = log.get('traffic_type');
    return fail({
      message: `${log.address} records ${typeof type === 'string' ? `${type} traffic only` : 'no traffic type'}`,
      observed: type,
      expected,
    });
  },
  examples: {
    good: [
      {
        name: 'a flow log of all traffic',
        configuration: {
          resource: {
            aws_vpc: { main: { cidr_block: '10.0.0.0/16' } },
            aws_flow_log: {
              main: {
                vpc_id: '${aws_vpc.main.id}',
                traffic_type: 'ALL',
                log_destination: '${aws_s3_bucket.logs.arn}',
                log_destination_type: 's3',
              },
            },
          },
        },
      },
    ],
    bad: [
      { name: 'no flow log', configuration: { resource: { aws_vpc: { main: { cidr_block: '10.0.0.0/16' } } } } },
      {
        name: 'accepted traffic only',
        configuration: {
          resource: {
            aws_vpc: { main: { cidr_block: '10.0.0.0/16' } },
            aws_flow_log: { main: { vpc_id: '${aws_vpc.main.id}', traffic_type: 'ACCEPT' } },
          },
        },
      },
    ],
    unknown: [
      {
        name: 'a flow log of some VPC',
        configuration: {
          resource: {
            aws_vpc: { main: { cidr_block: '10.0.0.0/16' } },
            aws_flow_log: { all: { for_each: '${var.vpcs}', vpc_id: '${each.value}', traffic_type: 'ALL' } },
          },
        },
      },
    ],
  },
});

function recorded(log: Block): ReturnType<typeof toText> {
  const type = toText(log.get('traffic_type'));
  return isUnknown(type) ? type : type?.toUpperCase();
}
