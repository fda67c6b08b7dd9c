import { defineRule } from '../../engine/define-rule';
import { fail, pass, undecided, type Outcome } from '../../engine/outcome';
import type { NestedBlock } from '../../model/block';
import { isUnknown, toBoolean, toList, toText, type Unknown } from '../../model/value';
import { isPublicSet, union } from '../../reading/address-set';
import { parseCidr, type Cidr, type Family } from '../../reading/cidr';
import { worst } from '../../reading/nested-argument';
import { clusterExample } from './shared/example-cluster';

interface Options {
  readonly allowRestricted: boolean;
}

const FAMILIES: readonly Family[] = [4, 6];

export default defineRule<Options>({
  id: 'eks-endpoint-not-public',
  title: 'The API of an EKS cluster is not on the internet',
  why: 'Everyone on the internet may try leaked credentials and faults of the Kubernetes API on a public endpoint; whoever succeeds rules the cluster.',
  remediation:
    'Set endpoint_public_access = false and endpoint_private_access = true in vpc_config, and reach the API through a VPN or from inside the VPC.',
  severity: 'high',
  scope: 'resource',
  resourceTypes: ['aws_eks_cluster'],
  whenUnknown:
    'vpc_config, endpoint_public_access or a range of public_access_cidrs is an expression that only Terraform can compute.',
  controls: { fsbp: ['EKS.1'], iso27001_2022: ['A.8.1'] },
  equivalents: {
    checkov: [{ id: 'CKV_AWS_38', relation: 'broader' }, 'CKV_AWS_39'],
    trivy: ['AVD-AWS-0040', { id: 'AVD-AWS-0041', relation: 'broader' }],
    tfsec: [
      'aws-eks-no-public-cluster-access',
      { id: 'aws-eks-no-public-cluster-access-to-cidr', relation: 'broader' },
    ],
    cdkNag: ['AwsSolutions-EKS1'],
    securityHub: ['EKS.1'],
    prowler: [{ id: 'eks_cluster_not_publicly_accessible', relation: 'broader' }],
    awsConfig: ['eks-endpoint-no-public-access'],
  },
  sources: [
    'https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/eks-controls.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/eks_cluster.html.markdown',
  ],
  defaultOptions: { allowRestricted: false },
  optionsSchema: {
    allowRestricted: {
      description: 'Accept a public endpoint whose public_access_cidrs leave less than half of the internet in.',
      type: 'boolean',
    },
  },
  check(block, { options }) {
    const networks = block.nested('vpc_config');
    return networks.length === 0
      ? judgeEndpoint(undefined, options)
      : worst(networks.map((network) => judgeEndpoint(network, options)));
  },
  examples: {
    good: [
      {
        name: 'inside the VPC only',
        configuration: reachable({ endpoint_public_access: false, endpoint_private_access: true }),
      },
    ],
    bad: [
      { name: 'not said, which means public', configuration: reachable({}) },
      {
        name: 'public for some ranges',
        configuration: reachable({ endpoint_public_access: true, public_access_cidrs: ['203.0.113.0/24'] }),
      },
    ],
    unknown: [
      {
        name: 'a variable without a default',
        configuration: {
          variable: { public: { type: 'bool' } },
          ...reachable({ endpoint_public_access: '${var.public}' }),
        },
      },
    ],
  },
});

function judgeEndpoint(network: NestedBlock | undefined, { allowRestricted }: Options): Outcome {
  const expected = 'endpoint_public_access = false';
  if (network?.unknown !== undefined) return undecided(network.path, network.unknown, expected);
  const path = `${network?.path ?? 'vpc_config'}.endpoint_public_access`;
  const observed = network?.get('endpoint_public_access');
  const open = toBoolean(observed);
  if (open === false) return pass(path);
  const restricted = allowRestricted && network !== undefined ? judgeRanges(network) : undefined;
  if (restricted?.verdict === 'pass') return restricted;
  if (isUnknown(open)) return undecided(path, open, expected);
  const message = 'the endpoint of the Kubernetes API is on the internet';
  return restricted ?? fail({ path, message, observed, expected });
}

/** Without ranges, or with an empty list, everyone may connect. */
function judgeRanges(network: NestedBlock): Outcome {
  const path = `${network.path}.public_access_cidrs`;
  const expected = 'public_access_cidrs with a few narrow ranges';
  const ranges = toList(network.get('public_access_cidrs'));
  if (isUnknown(ranges)) return undecided(path, ranges, expected);
  const parsed: Cidr[] = [];
  let hidden: Unknown | undefined;
  for (const range of ranges) {
    const text = toText(range);
    const cidr = typeof text === 'string' ? parseCidr(text) : undefined;
    if (cidr !== undefined) parsed.push(cidr);
    else hidden ??= isUnknown(text) ? text : undefined;
    if (cidr === undefined && !isUnknown(text))
      return {
        verdict: 'unknown',
        path,
        message: `${String(text)} is no range of addresses`,
        observed: text,
        expected,
      };
  }
  const isOpen =
    ranges.length === 0 ||
    FAMILIES.some((family) => isPublicSet(union(parsed.filter((cidr) => cidr.family === family)), family));
  const message = 'the endpoint of the Kubernetes API is open to most of the internet';
  if (isOpen) return fail({ path, message, observed: network.get('public_access_cidrs'), expected });
  return hidden === undefined ? pass(path) : undecided(path, hidden, expected);
}

function reachable(vpc_config: Readonly<Record<string, unknown>>): ReturnType<typeof clusterExample> {
  return clusterExample({ vpc_config: { subnet_ids: ['${aws_subnet.private.id}'], ...vpc_config } });
}
