import { defineRule } from '../../engine/define-rule';
import { publicExposures } from './shared/exposure';
import { databaseBehind } from './shared/database-groups';
import { PORT_LIST, portExposures } from './shared/ports';

const DATABASE_PORTS: readonly number[] = [
  1433, 1434, 1521, 2483, 2484, 3306, 3351, 5432, 5439, 6379, 6380, 7199, 9042, 9160, 11211, 27017, 27018, 27019, 50000,
];

export default defineRule<{ readonly databasePorts: readonly number[] }>({
  id: 'sg-no-public-database-ports',
  title: 'Databases are reachable from private sources only',
  why: 'A database listener on the internet is found by scanners at once; then a guessed password or a flaw before authentication is enough to read every row.',
  remediation:
    'Give the group of the database one permission: the port of the engine, with the security group of the application as its source.',
  severity: 'critical',
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
    fsbp: ['EC2.19', 'EC2.18'],
    nist80053r5: [
      'AC-4',
      'AC-4(21)',
      'CA-9(1)',
      'CM-2',
      'CM-2(2)',
      'CM-7',
      'SC-7',
      'SC-7(11)',
      'SC-7(16)',
      'SC-7(21)',
      'SC-7(4)',
      'SC-7(5)',
    ],
    soc2: ['CC6.6'],
    iso27001_2022: ['A.8.20', 'A.8.21', 'A.8.22'],
  },
  equivalents: {
    checkov: [{ id: 'CKV_AWS_277', relation: 'broader' }],
    trivy: [{ id: 'AVD-AWS-0107', relation: 'narrower' }],
    tfsec: [{ id: 'aws-ec2-no-public-ingress-sgr', relation: 'narrower' }],
    cdkNag: [{ id: 'AwsSolutions-EC23', relation: 'narrower' }, 'AwsSolutions-RDS8'],
    securityHub: ['EC2.19', 'EC2.18'],
    prowler: [
      'ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_mysql_3306',
      'ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_postgres_5432',
    ],
    awsConfig: ['restricted-common-ports', 'vpc-sg-open-only-to-authorized-ports'],
  },
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html',
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.RDSSecurityGroups.html',
  ],
  defaultOptions: { databasePorts: DATABASE_PORTS },
  optionsSchema: { databasePorts: { ...PORT_LIST, description: 'Ports that databases and caches listen on.' } },
  check: (block, { options }) =>
    publicExposures(block, {
      direction: 'ingress',
      families: [4, 6],
      expected: 'the security group of the application as the source',
      exposures: (permission) => {
        const database = databaseBehind(permission);
        if (database === undefined) return portExposures(options.databasePorts);
        return [{ subject: 'database', label: `the database ${database.address}`, covers: () => true }];
      },
    }),
  examples: {
    good: [
      {
        name: 'PostgreSQL from the application',
        configuration: {
          resource: {
            aws_security_group: {
              main: {
                ingress: [
                  {
                    protocol: 'tcp',
                    from_port: 5432,
                    to_port: 5432,
                    security_groups: ['${aws_security_group.app.id}'],
                  },
                ],
              },
            },
          },
        },
      },
    ],
    bad: [
      {
        name: 'PostgreSQL for everyone',
        configuration: {
          resource: {
            aws_security_group: {
              main: { ingress: [{ protocol: 'tcp', from_port: 5432, to_port: 5432, cidr_blocks: ['0.0.0.0/0'] }] },
            },
          },
        },
      },
      {
        name: 'a group of a database, open on another port',
        configuration: {
          resource: {
            aws_db_instance: { main: { vpc_security_group_ids: ['${aws_security_group.db.id}'] } },
            aws_security_group: {
              db: { ingress: [{ protocol: 'tcp', from_port: 8443, to_port: 8443, cidr_blocks: ['0.0.0.0/0'] }] },
            },
          },
        },
      },
    ],
    unknown: [
      {
        name: 'PostgreSQL from networks that are not known yet',
        configuration: {
          resource: {
            aws_security_group: {
              main: { ingress: [{ protocol: 'tcp', from_port: 5432, to_port: 5432, cidr_blocks: ['${var.office}'] }] },
            },
          },
        },
      },
    ],
  },
});
