import { defineRule } from '../../engine/define-rule';
import { fail, undecided, type Outcome } from '../../engine/outcome';
import type { Block } from '../../model/block';
import { isUnknown, toBoolean, toList, type Unknown, type Value } from '../../model/value';
import { instancesOf } from '../../reading/block-instances';

export default defineRule({
  id: 'vpc-endpoint-service-manual-acceptance',
  title: 'Endpoint services let consumers in by hand only',
  why: 'Without a decision of the owner, any account that may see the service connects to what stands behind it, from networks that nobody here knows.',
  remediation:
    'Set acceptance_required = true, and list the accounts or roles of the consumers in allowed_principals instead of *.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_vpc_endpoint_service', 'aws_vpc_endpoint_service_allowed_principal'],
  whenUnknown: 'acceptance_required or a principal is an expression that only Terraform can compute.',
  controls: { iso27001_2022: ['A.8.20', 'A.8.21', 'A.8.22'] },
  equivalents: {
    checkov: [{ id: 'CKV_AWS_123', relation: 'broader' }],
    prowler: ['vpc_endpoint_services_allowed_principals_trust_boundaries'],
  },
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/privatelink/configure-endpoint-service.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/vpc_endpoint_service.html.markdown',
  ],
  check(block) {
    const [path, own] =
      block.type === 'aws_vpc_endpoint_service'
        ? (['allowed_principals', acceptance(block)] as const)
        : (['principal_arn', []] as const);
    return [...own, ...instancesOf(block).flatMap(({ instance, get }) => principals(get(path), path, instance))];
  },
  examples: {
    good: [
      {
        name: 'accepted by hand, for one account',
        configuration: {
          resource: {
            aws_vpc_endpoint_service: {
              main: { acceptance_required: true, allowed_principals: ['arn:aws:iam::111122223333:root'] },
            },
          },
        },
      },
    ],
    bad: [
      {
        name: 'accepted by itself',
        configuration: { resource: { aws_vpc_endpoint_service: { main: { acceptance_required: false } } } },
      },
      {
        name: 'for everyone',
        configuration: {
          resource: { aws_vpc_endpoint_service: { main: { acceptance_required: true, allowed_principals: ['*'] } } },
        },
      },
    ],
    unknown: [
      {
        name: 'not known yet',
        configuration: { resource: { aws_vpc_endpoint_service: { main: { acceptance_required: '${var.manual}' } } } },
      },
    ],
  },
});

function acceptance(block: Block): readonly Outcome[] {
  const path = 'acceptance_required';
  const expected = 'acceptance_required = true';
  const required = toBoolean(block.get(path));
  if (isUnknown(required)) return [undecided(path, required, expected)];
  if (required === true) return [];
  return [
    fail({
      path,
      message: 'connections to the service are accepted without anyone deciding on them',
      observed: block.get(path),
      expected,
    }),
  ];
}

function principals(observed: Value, path: string, subject: string | undefined): readonly Outcome[] {
  const expected = 'the accounts or roles of the consumers';
  const list = toList(observed);
  const values = isUnknown(list) ? [list] : list;
  if (values.includes('*'))
    return [fail({ path, message: 'every AWS account may connect to the service', observed, expected, subject })];
  const hidden = values.find((value) => isUnknown(value) && isWhollyHidden(value));
  return isUnknown(hidden) ? [{ ...undecided(path, hidden, expected), subject }] : [];
}

/** Text around an expression, or the ARN of a resource, is never `*`. */
function isWhollyHidden({ isReference, references, parts }: Unknown): boolean {
  if (parts.some((part) => typeof part === 'string')) return false;
  return !(
    isReference &&
    references.some(
      ({ address, attribute }) => /^(data\.)?aws_/.test(address) && /(^|_)(arn|account_id)$/.test(attribute),
    )
  );
}
