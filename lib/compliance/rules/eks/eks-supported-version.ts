import { defineRule } from '../../engine/define-rule';
import { fail, pass, undecided, unknown } from '../../engine/outcome';
import { isUnknown, toText } from '../../model/value';
import { KUBERNETES_VERSIONS } from './data/kubernetes-versions';
import { clusterExample } from './shared/example-cluster';

interface Options {
  /** The time to judge at, as an ISO date; empty for the time of the run. */
  readonly now: string;
  readonly support: 'standard' | 'extended';
}

export default defineRule<Options>({
  id: 'eks-supported-version',
  title: 'EKS clusters run a Kubernetes version in standard support',
  why: 'A version out of support gets no more security patches, or only for a surcharge, and AWS upgrades the cluster in the end at a time that nobody chose.',
  remediation: 'Raise version, one minor version at a time, to one in standard support, and the node groups after it.',
  severity: 'high',
  scope: 'resource',
  resourceTypes: ['aws_eks_cluster'],
  whenUnknown: 'version is an expression that only Terraform can compute, or no version number.',
  controls: { fsbp: ['EKS.2'], nist80053r5: ['CA-9(1)', 'CM-2', 'SI-2', 'SI-2(2)', 'SI-2(4)', 'SI-2(5)'] },
  equivalents: {
    checkov: [{ id: 'CKV_AWS_339', relation: 'broader' }],
    securityHub: ['EKS.2'],
    prowler: ['eks_cluster_uses_a_supported_version'],
    awsConfig: ['eks-cluster-supported-version'],
  },
  sources: [
    'https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/eks-controls.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/eks_cluster.html.markdown',
  ],
  defaultOptions: { now: '', support: 'standard' },
  optionsSchema: {
    now: {
      description: 'Day that the version is judged at, as an ISO date. Empty: the time of the run.',
      type: 'string',
      pattern: '^(?:\\d{4}-\\d{2}-\\d{2}.*)?$',
    },
    support: {
      description: 'Support that the version needs: standard, or extended, which AWS sells for twelve months more.',
      type: 'string',
      enum: ['standard', 'extended'],
    },
  },
  check(block, { options }) {
    const path = 'version';
    const version = toText(block.get(path));
    const today = (options.now === '' ? new Date().toISOString() : options.now).slice(0, 10);
    const oldest = oldestSupported(today, options.support);
    const expected = oldest === undefined ? 'a newer version' : `version = "${oldest}", or a newer one`;
    if (isUnknown(version)) return undecided(path, version, expected);
    if (version === undefined || version === '') return pass(path);
    const minor = minorOf(version);
    if (minor === undefined) {
      return unknown({ path, message: `${version} is no version of Kubernetes`, observed: version, expected });
    }
    const end = endOfSupport(minor, options.support);
    if (end === undefined || today < end) return pass(path);
    const when = end === '' ? 'long ago' : `on ${end}`;
    return fail({
      path,
      message: `${options.support} support of Kubernetes ${version} on EKS ended ${when}`,
      observed: version,
      expected,
    });
  },
  examples: {
    good: [{ name: 'the version that is current when the cluster is made', configuration: clusterExample({}) }],
    bad: [{ name: 'out of support since 2025', configuration: clusterExample({ version: '1.28' }) }],
    unknown: [
      {
        name: 'a variable without a default',
        configuration: {
          variable: { kubernetes: { type: 'string' } },
          ...clusterExample({ version: '${var.kubernetes}' }),
        },
      },
    ],
  },
});

/** Minor version of `1.34`; undefined for other text. The patch version is chosen by AWS. */
function minorOf(version: string): number | undefined {
  const minor = /^\s*v?1\.(\d+)(?:\.\d+)?\s*$/.exec(version)?.[1];
  return minor === undefined ? undefined : Number(minor);
}

function endOf(entry: (typeof KUBERNETES_VERSIONS)[number], support: Options['support']): string {
  return support === 'standard' ? entry.endOfStandardSupport : entry.endOfExtendedSupport;
}

/** The day on which the support ends; undefined for a version newer than the table, empty for an older one. */
function endOfSupport(minor: number, support: Options['support']): string | undefined {
  const entry = KUBERNETES_VERSIONS.find(({ version }) => minorOf(version) === minor);
  if (entry !== undefined) return endOf(entry, support);
  return KUBERNETES_VERSIONS.some(({ version }) => (minorOf(version) ?? 0) > minor) ? '' : undefined;
}

function oldestSupported(today: string, support: Options['support']): string | undefined {
  return KUBERNETES_VERSIONS.findLast((entry) => today < endOf(entry, support))?.version;
}
