import { notApplicable, unknown, type Outcome } from '../../engine/outcome';
import { defineRule } from '../../engine/define-rule';
import type { Block } from '../../model/block';
import { isUnknown } from '../../model/value';
import { tagOf } from './shared/backup-selection';
import { requireTrue } from '../../reading/boolean-argument';
import { isAuroraMember } from './shared/cluster-member';
import { unlessExempt } from '../../reading/exemption';
import { replicaArgument, replicaPresence } from './shared/read-replica';

interface MultiAzOptions {
  /** Judge read replicas too. */
  readonly includeReplicas: boolean;
  /** Values of the environment tag to judge; empty means every instance. */
  readonly environments: readonly string[];
  /** Key of the tag that names the environment. */
  readonly environmentTag: string;
}

function inEnvironment(block: Block, { environments, environmentTag }: MultiAzOptions, outcome: Outcome): Outcome {
  if (environments.length === 0 || outcome.verdict === 'pass') return outcome;
  const environment = tagOf(block, environmentTag);
  if (isUnknown(environment)) {
    const message = `the tag ${environmentTag}, which says whether a standby is asked for, is not known before Terraform runs`;
    return unknown({ path: 'tags', message, observed: environment, expected: 'multi_az = true' });
  }
  return environment !== undefined && environments.includes(environment) ? outcome : notApplicable();
}

export default defineRule<MultiAzOptions>({
  id: 'rds-instance-multi-az',
  title: 'An RDS instance has a standby in another availability zone',
  why: 'A single instance is away as long as its zone, its host or its storage is, and during some maintenance. A standby takes over within a minute or two without loss of data.',
  remediation: 'Set multi_az = true.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_db_instance'],
  whenUnknown:
    'multi_az is an expression that only Terraform can compute, or replicate_source_db may or may not be null. With option environments: also when the tags are not known.',
  controls: {
    cisAws: { '5.0.0': ['2.2.4'], '6.0.0': ['3.2.4'] },
    fsbp: ['RDS.5'],
    nist80053r5: ['CP-10', 'CP-6(2)', 'SC-36', 'SC-5(2)', 'SI-13(5)'],
    iso27001_2022: ['A.8.14'],
  },
  equivalents: {
    checkov: ['CKV_AWS_157'],
    cdkNag: ['AwsSolutions-RDS3', 'NIST.800.53.R5-RDSMultiAZSupport'],
    securityHub: ['RDS.5'],
    prowler: ['rds_instance_multi_az'],
    awsConfig: ['rds-multi-az-support'],
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.MultiAZSingleStandby.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/db_instance.html.markdown',
  ],
  defaultOptions: { includeReplicas: false, environments: [], environmentTag: 'Environment' },
  optionsSchema: {
    includeReplicas: { type: 'boolean', description: 'judge read replicas too' },
    environments: {
      type: 'array',
      items: { type: 'string' },
      description: 'judge only instances whose environment tag has one of these values; empty means all',
    },
    environmentTag: { type: 'string', description: 'key of the tag that names the environment' },
  },
  check(block, { options }) {
    if (isAuroraMember(block)) return notApplicable();
    const outcome = inEnvironment(
      block,
      options,
      requireTrue(block, 'multi_az', 'the instance has no standby in another zone'),
    );
    return options.includeReplicas ? outcome : unlessExempt(outcome, replicaPresence(block), replicaArgument(block));
  },
  examples: {
    good: [
      {
        name: 'with a standby',
        configuration: {
          resource: {
            aws_db_instance: { main: { engine: 'postgres', instance_class: 'db.t4g.medium', multi_az: true } },
          },
        },
      },
    ],
    bad: [
      {
        name: 'not said, which means one zone',
        configuration: {
          resource: { aws_db_instance: { main: { engine: 'postgres', instance_class: 'db.t4g.medium' } } },
        },
      },
    ],
    unknown: [
      {
        name: 'a variable without a default',
        configuration: {
          resource: {
            aws_db_instance: { main: { engine: 'postgres', instance_class: 'db.t4g.medium', multi_az: '${var.x}' } },
          },
          variable: { x: { type: 'string' } },
        },
      },
    ],
  },
});
