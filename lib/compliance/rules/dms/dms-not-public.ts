import { defineRule } from '../../engine/define-rule';
import { fail, pass, undecided } from '../../engine/outcome';
import { isUnknown, toBoolean } from '../../model/value';
import { judgeEachInstance } from '../../reading/each-instance';

interface DmsOptions {
  /** Report an argument that is not written, too. */
  readonly requireExplicit: boolean;
}

const PATH = 'publicly_accessible';
const EXPECTED = `${PATH} = false`;

export default defineRule<DmsOptions>({
  id: 'dms-not-public',
  title: 'Replication instances are not public',
  why: 'A replication instance holds credentials of both databases and the data that passes through. With a public address the internet can knock at it, and only security groups are in between.',
  remediation: 'Set publicly_accessible = false and reach sources outside by VPN, peering or Direct Connect.',
  severity: 'critical',
  scope: 'resource',
  resourceTypes: ['aws_dms_replication_instance'],
  whenUnknown: 'publicly_accessible is an expression that only Terraform can compute.',
  controls: {
    fsbp: ['DMS.1'],
    nist80053r5: [
      'AC-21',
      'AC-3',
      'AC-3(7)',
      'AC-4',
      'AC-4(21)',
      'AC-6',
      'SC-7',
      'SC-7(11)',
      'SC-7(16)',
      'SC-7(20)',
      'SC-7(21)',
      'SC-7(3)',
      'SC-7(4)',
      'SC-7(9)',
    ],
    pciDss: ['v3.2.1/1.2.1', 'v3.2.1/1.3.1', 'v3.2.1/1.3.4', 'v3.2.1/1.3.2', 'v3.2.1/1.3.6'],
  },
  equivalents: {
    checkov: ['CKV_AWS_89'],
    cdkNag: ['NIST.800.53.R5-DMSReplicationNotPublic'],
    securityHub: ['DMS.1'],
    prowler: ['dms_instance_no_public_access'],
    awsConfig: ['dms-replication-not-public'],
  },
  sources: [
    'https://docs.aws.amazon.com/dms/latest/userguide/CHAP_ReplicationInstance.PublicPrivate.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/dms-controls.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/dms_replication_instance.html.markdown',
  ],
  defaultOptions: { requireExplicit: false },
  optionsSchema: {
    requireExplicit: {
      type: 'boolean',
      description: 'report an instance that leaves publicly_accessible out: AWS itself takes that for true',
    },
  },
  check(block, { options }) {
    return judgeEachInstance(block, (get) => {
      const observed = get(PATH);
      const isPublic = toBoolean(observed);
      if (isUnknown(isPublic)) return undecided(PATH, isPublic, EXPECTED);
      if (isPublic === true || (observed !== undefined && isPublic === undefined)) {
        const message = 'the replication instance has a public address';
        return fail({ path: PATH, message, observed, expected: EXPECTED });
      }
      if (observed !== undefined || !options.requireExplicit) return pass(PATH);
      return fail({ path: PATH, message: `${PATH} is not written`, expected: EXPECTED });
    });
  },
  examples: {
    good: [{ name: 'not public', configuration: instance({ publicly_accessible: false }) }],
    bad: [{ name: 'public', configuration: instance({ publicly_accessible: true }) }],
    unknown: [
      {
        name: 'a variable without a default',
        configuration: { variable: { open: { type: 'bool' } }, ...instance({ publicly_accessible: '${var.open}' }) },
      },
    ],
  },
});

function instance(attributes: object): Readonly<Record<string, unknown>> {
  const main = { replication_instance_id: 'orders', replication_instance_class: 'dms.t3.medium', ...attributes };
  return { resource: { aws_dms_replication_instance: { main } } };
}
