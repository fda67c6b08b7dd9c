import { defineRule } from '../../engine/define-rule';
import { publicExposures, type Exposure } from './shared/exposure';
import { PORT_LIST, portsOf } from './shared/ports';
import { coversOtherPort } from './shared/traffic';

export default defineRule<{
  readonly authorizedTcpPorts: readonly number[];
  readonly authorizedUdpPorts: readonly number[];
}>({
  id: 'sg-no-public-unauthorized-ports',
  title: 'Only approved ports are open to the internet',
  why: 'Whatever listens behind a port that nobody approved is open to anyone: a debug endpoint, an agent, a service that a later deployment adds.',
  remediation:
    'Close the port, narrow its source, or add it to the option authorizedTcpPorts or authorizedUdpPorts when it is meant to be public.',
  severity: 'high',
  scope: 'resource',
  resourceTypes: [
    'aws_security_group',
    'aws_default_security_group',
    'aws_security_group_rule',
    'aws_vpc_security_group_ingress_rule',
  ],
  whenUnknown:
    'A source, port or protocol of an ingress permission is an expression that only Terraform can compute, or a prefix list stands outside the configuration, and what is known of the permission does not rule the exposure out.',
  controls: {
    fsbp: ['EC2.18'],
    nist80053r5: ['AC-4', 'AC-4(21)', 'SC-7', 'SC-7(11)', 'SC-7(16)', 'SC-7(21)', 'SC-7(4)', 'SC-7(5)'],
    soc2: ['CC6.6'],
    iso27001_2022: ['A.8.20', 'A.8.21', 'A.8.22'],
  },
  equivalents: {
    checkov: [{ id: 'CKV_AWS_277', relation: 'broader' }],
    trivy: [{ id: 'AVD-AWS-0107', relation: 'broader' }],
    tfsec: [{ id: 'aws-ec2-no-public-ingress-sgr', relation: 'narrower' }],
    cdkNag: [{ id: 'AwsSolutions-EC23', relation: 'narrower' }],
    securityHub: ['EC2.18'],
    prowler: ['ec2_securitygroup_allow_ingress_from_internet_to_any_port'],
    awsConfig: ['vpc-sg-open-only-to-authorized-ports'],
  },
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/vpc_security_group_ingress_rule.html.markdown',
  ],
  defaultOptions: { authorizedTcpPorts: [80, 443], authorizedUdpPorts: [] },
  optionsSchema: {
    authorizedTcpPorts: { ...PORT_LIST, description: 'TCP ports that may be open to the internet.' },
    authorizedUdpPorts: { ...PORT_LIST, description: 'UDP ports that may be open to the internet.' },
  },
  check(block, { options }) {
    const allowed = { tcp: options.authorizedTcpPorts, udp: options.authorizedUdpPorts };
    const others = (subject: string): Exposure => ({
      subject,
      label: 'ports that are not approved',
      covers: (permission) => coversOtherPort(permission, allowed),
    });
    return publicExposures(block, {
      direction: 'ingress',
      families: [4, 6],
      expected: `only tcp ${allowed.tcp.join(', ') || 'none'} and udp ${allowed.udp.join(', ') || 'none'} from the internet`,
      exposures: (permission) => [others(portsOf(permission))],
      joined: () => [others('other ports')],
    });
  },
  examples: {
    good: [
      {
        name: 'HTTPS for everyone',
        configuration: {
          resource: {
            aws_security_group: {
              main: { ingress: [{ protocol: 'tcp', from_port: 443, to_port: 443, cidr_blocks: ['0.0.0.0/0'] }] },
            },
          },
        },
      },
    ],
    bad: [
      {
        name: 'an application server for everyone',
        configuration: {
          resource: {
            aws_security_group: {
              main: { ingress: [{ protocol: 'tcp', from_port: 8443, to_port: 8443, cidr_blocks: ['0.0.0.0/0'] }] },
            },
          },
        },
      },
      {
        name: 'a range with ports beside 80 and 443',
        configuration: {
          resource: {
            aws_security_group: {
              main: { ingress: [{ protocol: 'tcp', from_port: 80, to_port: 443, cidr_blocks: ['0.0.0.0/0'] }] },
            },
          },
        },
      },
    ],
    unknown: [
      {
        name: 'a port that is not known yet for everyone',
        configuration: {
          resource: {
            aws_security_group: {
              main: {
                ingress: [
                  { protocol: 'tcp', from_port: '${var.port}', to_port: '${var.port}', cidr_blocks: ['0.0.0.0/0'] },
                ],
              },
            },
          },
        },
      },
    ],
  },
});
