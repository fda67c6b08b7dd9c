import { notApplicable, undecided, unknown } from '../../engine/outcome';
import { defineRule } from '../../engine/define-rule';
import { isUnknown } from '../../model/value';
import { requireTrue } from '../../reading/boolean-argument';
import { isAuroraMember } from './shared/cluster-member';
import { engineOf } from './shared/engine';

const PATH = 'iam_database_authentication_enabled';

/** Engines that can check an IAM token. */
const SUPPORTED = new Set(['mysql', 'postgres', 'mariadb', 'aurora', 'aurora-mysql', 'aurora-postgresql']);

export default defineRule({
  id: 'rds-iam-authentication',
  title: 'Database logins can use IAM',
  why: 'IAM tokens live for 15 minutes, are tied to a role and leave a trail; passwords are shared, stay valid for years and turn up in files and tickets.',
  remediation: 'Set iam_database_authentication_enabled = true and give roles rds-db:connect.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_db_instance', 'aws_rds_cluster'],
  whenUnknown:
    'iam_database_authentication_enabled is an expression that only Terraform can compute, or it is not set and the engine is not known.',
  controls: { fsbp: ['RDS.10', 'RDS.12'], nist80053r5: ['AC-2(1)', 'AC-3', 'AC-3(15)', 'AC-3(7)', 'AC-6'] },
  equivalents: {
    checkov: ['CKV_AWS_161', 'CKV_AWS_162'],
    trivy: ['AVD-AWS-0176'],
    tfsec: ['aws-rds-enable-iam-auth'],
    cdkNag: ['AwsSolutions-RDS6'],
    securityHub: ['RDS.10', 'RDS.12'],
    prowler: ['rds_instance_iam_authentication_enabled', 'rds_cluster_iam_authentication_enabled'],
    awsConfig: ['rds-instance-iam-authentication-enabled', 'rds-cluster-iam-authentication-enabled'],
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/db_instance.html.markdown',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/rds_cluster.html.markdown',
  ],
  check(block) {
    if (isAuroraMember(block)) return notApplicable();
    const engine = engineOf(block);
    if (typeof engine === 'string' && !SUPPORTED.has(engine)) return notApplicable();
    const outcome = requireTrue(block, PATH, 'every login needs a password, because IAM authentication is off');
    if (outcome.verdict !== 'fail' || typeof engine === 'string') return outcome;
    if (isUnknown(engine)) return undecided('engine', engine, outcome.expected);
    return unknown({
      path: 'engine',
      message: 'the engine is not named, so whether it can use IAM is not known',
      expected: outcome.expected,
    });
  },
  examples: {
    good: [
      {
        name: 'enabled',
        configuration: {
          resource: {
            aws_db_instance: {
              main: {
                engine: 'postgres',
                instance_class: 'db.t4g.medium',
                iam_database_authentication_enabled: true,
              },
            },
          },
        },
      },
    ],
    bad: [
      {
        name: 'not said, which means no',
        configuration: {
          resource: { aws_db_instance: { main: { engine: 'postgres', instance_class: 'db.t4g.medium' } } },
        },
      },
      {
        name: 'a cluster',
        configuration: {
          resource: {
            aws_rds_cluster: { main: { engine: 'aurora-postgresql', iam_database_authentication_enabled: false } },
          },
        },
      },
    ],
    unknown: [
      {
        name: 'the engine is a variable',
        configuration: {
          resource: { aws_db_instance: { main: { engine: '${var.x}', instance_class: 'db.t4g.medium' } } },
          variable: { x: { type: 'string' } },
        },
      },
    ],
  },
});
