import { fail, pass, undecided } from '../../engine/outcome';
import { defineRule } from '../../engine/define-rule';
import { isUnknown, toText } from '../../model/value';

/** The authorities of 2021 and their successors. */
const CURRENT = /^rds-ca-(?:rsa2048|rsa4096|ecc384)-g\d+$/;

export default defineRule({
  id: 'rds-ca-certificate-current',
  title: 'Databases present a certificate of a current authority',
  why: 'Clients that check certificates cannot connect once the authority has expired, and people then switch the check off: connections can be intercepted from that day on.',
  remediation:
    'Set ca_cert_identifier (ca_certificate_identifier of a cluster) to rds-ca-rsa2048-g1, rds-ca-rsa4096-g1 or rds-ca-ecc384-g1, or leave it out.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_db_instance', 'aws_rds_cluster_instance', 'aws_rds_cluster'],
  whenUnknown: 'The identifier is an expression that only Terraform can compute.',
  controls: {},
  equivalents: { checkov: ['CKV_AWS_211'], prowler: ['rds_instance_certificate_expiration'] },
  sources: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.SSL.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/db_instance.html.markdown',
  ],
  check(block) {
    const path = block.type === 'aws_rds_cluster' ? 'ca_certificate_identifier' : 'ca_cert_identifier';
    const identifier = toText(block.get(path));
    const expected = 'rds-ca-rsa2048-g1, rds-ca-rsa4096-g1 or rds-ca-ecc384-g1';
    if (isUnknown(identifier)) return undecided(path, identifier, expected);
    if (identifier === undefined || identifier === '' || CURRENT.test(identifier)) return pass(path);
    return fail({ path, message: `${identifier} is no current certificate authority`, observed: identifier, expected });
  },
  examples: {
    good: [
      {
        name: 'a current authority',
        configuration: {
          resource: {
            aws_db_instance: {
              main: {
                engine: 'postgres',
                instance_class: 'db.t4g.medium',
                ca_cert_identifier: 'rds-ca-rsa2048-g1',
              },
            },
          },
        },
      },
      {
        name: 'the default of the account',
        configuration: {
          resource: { aws_db_instance: { main: { engine: 'postgres', instance_class: 'db.t4g.medium' } } },
        },
      },
    ],
    bad: [
      {
        name: 'expired in 2024',
        configuration: {
          resource: {
            aws_db_instance: {
              main: { engine: 'postgres', instance_class: 'db.t4g.medium', ca_cert_identifier: 'rds-ca-2019' },
            },
          },
        },
      },
    ],
    unknown: [
      {
        name: 'a variable without a default',
        configuration: {
          resource: {
            aws_db_instance: {
              main: { engine: 'postgres', instance_class: 'db.t4g.medium', ca_cert_identifier: '${var.x}' },
            },
          },
          variable: { x: { type: 'string' } },
        },
      },
    ],
  },
});
