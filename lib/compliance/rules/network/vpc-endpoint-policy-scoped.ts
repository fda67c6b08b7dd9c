import { isEach } from '../../reading/block-instances';
import { defineRule } from '../../engine/define-rule';
import { fail, notApplicable, undecided, type Outcome } from '../../engine/outcome';
import type { Block } from '../../model/block';
import { isUnknown, toText } from '../../model/value';
import { companions, completed } from '../../reading/companions';
import { judgeEndpointPolicy, serviceOf } from './shared/endpoint-policy';
import { linkedBlocks } from './shared/vpc-links';

const EXPECTED = 'a policy that names resources, actions or principals';

export default defineRule({
  id: 'vpc-endpoint-policy-scoped',
  title: 'VPC endpoints have a policy that is narrower than full access',
  why: 'An endpoint without a policy carries data into any account: stolen credentials of another account work through it from inside the VPC, and no firewall sees where the data goes.',
  remediation:
    'Set policy, or add an aws_vpc_endpoint_policy, that names the resources, or limits principals to your organization by a condition on aws:PrincipalOrgID.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_vpc_endpoint', 'aws_vpc_endpoint_policy'],
  whenUnknown: 'The policy, or the type of the endpoint, is an expression that only Terraform can compute.',
  controls: { iso27001_2022: ['A.8.20', 'A.8.21', 'A.8.22'] },
  equivalents: { prowler: ['vpc_endpoint_connections_trust_boundaries'] },
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/vpc_endpoint_policy.html.markdown',
  ],
  check(block) {
    if (block.type === 'aws_vpc_endpoint_policy') {
      const [endpoint] = linkedBlocks(block.get('vpc_endpoint_id'), block, ['aws_vpc_endpoint']);
      return hasPolicy(block)
        ? judgeEndpointPolicy(block, endpoint === undefined ? undefined : serviceOf(endpoint))
        : withoutPolicy('the default policy of the endpoint is put back');
    }
    const type = toText(block.get('vpc_endpoint_type')) ?? 'Gateway';
    if (!isUnknown(type) && type !== 'Gateway' && type !== 'Interface') return notApplicable();
    const outcomes = hasPolicy(block) ? judgeEndpointPolicy(block, serviceOf(block)) : judgeAbsence(block);
    return isUnknown(type) && outcomes.length > 0 ? [undecided('vpc_endpoint_type', type)] : outcomes;
  },
  examples: {
    good: [
      {
        name: 'one bucket',
        configuration: {
          resource: {
            aws_vpc_endpoint: {
              s3: {
                service_name: 'com.amazonaws.eu-west-1.s3',
                policy:
                  '{"Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::reports/*"}]}',
              },
            },
          },
        },
      },
    ],
    bad: [
      {
        name: 'no policy, which means full access',
        configuration: { resource: { aws_vpc_endpoint: { s3: { service_name: 'com.amazonaws.eu-west-1.s3' } } } },
      },
      {
        name: 'everything for everyone',
        configuration: {
          resource: {
            aws_vpc_endpoint: {
              s3: {
                service_name: 'com.amazonaws.eu-west-1.s3',
                policy: '{"Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}',
              },
            },
          },
        },
      },
    ],
    unknown: [
      {
        name: 'a policy that is not known yet',
        configuration: {
          resource: {
            aws_vpc_endpoint: { s3: { service_name: 'com.amazonaws.eu-west-1.s3', policy: '${var.policy}' } },
          },
        },
      },
    ],
  },
});

function hasPolicy(block: Block): boolean {
  const policy = block.get('policy');
  return policy !== undefined && policy !== '';
}

/** No policy in the endpoint itself: an `aws_vpc_endpoint_policy`, which is judged by itself, may carry it. */
function judgeAbsence(endpoint: Block): readonly Outcome[] {
  const { configuration } = endpoint;
  const { of, unlinked } = companions(configuration, 'aws_vpc_endpoint_policy', 'vpc_endpoint_id', [
    'aws_vpc_endpoint',
  ]);
  const limited = completed(endpoint, of(endpoint));
  if (limited === 'every') return [];
  const open = isUnknown(limited) ? limited : unlinked.find(isEach);
  if (open !== undefined)
    return [
      {
        ...undecided('policy', open, EXPECTED),
        message: `whether the endpoint has a policy depends on ${open.expression}, which is not known before Terraform runs`,
      },
    ];
  if (limited === 'some')
    return withoutPolicy(
      'some instances of the endpoint have no policy, so everyone in the VPC may do everything with any account through them',
    );
  return withoutPolicy(
    'the endpoint has no policy, so everyone in the VPC may do everything with any account through it',
  );
}

function withoutPolicy(message: string): readonly Outcome[] {
  return [fail({ path: 'policy', message, expected: EXPECTED })];
}
