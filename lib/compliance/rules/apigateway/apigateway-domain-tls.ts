import { defineRule } from '../../engine/define-rule';
import { fail, unknown, type Outcome } from '../../engine/outcome';
import type { Block } from '../../model/block';
import { judgeNested } from '../../reading/nested-argument';
import type { Value } from '../../model/value';
import { requireText } from '../../reading/accepted-text';
import { TLS_1_2_POLICY, TLS_1_2_POLICY_FAMILIES } from './data/tls-policies';

const EXPECTED = 'security_policy = TLS_1_2, or a SecurityPolicy_TLS13_ policy';

export default defineRule({
  id: 'apigateway-domain-tls',
  title: 'Custom domains of APIs require TLS 1.2',
  why: 'TLS 1.0 has known attacks and no supported client that needs it: a domain that still takes it lets somebody on the way force a connection down to it.',
  remediation:
    'Set security_policy = "TLS_1_2" (in domain_name_configuration for an HTTP or WebSocket API), or an enhanced policy such as SecurityPolicy_TLS13_1_2_2021_06.',
  severity: 'high',
  scope: 'resource',
  resourceTypes: ['aws_api_gateway_domain_name', 'aws_apigatewayv2_domain_name'],
  whenUnknown:
    'security_policy is an expression that only Terraform can compute, or is absent on a domain of a REST API: new domains get TLS 1.2, old ones keep what they were made with, and Terraform does not look.',
  controls: {},
  equivalents: {
    checkov: [{ id: 'CKV_AWS_206', relation: 'narrower' }],
    trivy: [{ id: 'AVD-AWS-0005', relation: 'narrower' }],
    tfsec: ['aws-apigateway-use-secure-tls-policy'],
  },
  sources: [
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-custom-domain-tls-version.html',
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-security-policies-list.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/api_gateway_domain_name.html.markdown',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/apigatewayv2_domain_name.html.markdown',
  ],
  check(block) {
    if (block.type === 'aws_api_gateway_domain_name') return judgeRest(block);
    return judgeNested(block, 'domain_name_configuration', 'security_policy', EXPECTED, judge);
  },
  examples: {
    good: [
      {
        name: 'TLS 1.2',
        configuration: {
          resource: {
            aws_api_gateway_domain_name: {
              shop: {
                domain_name: 'api.example.com',
                regional_certificate_arn: '${aws_acm_certificate.shop.arn}',
                endpoint_configuration: { types: ['REGIONAL'] },
                security_policy: 'TLS_1_2',
              },
            },
          },
        },
      },
    ],
    bad: [
      {
        name: 'TLS 1.0',
        configuration: {
          resource: {
            aws_api_gateway_domain_name: {
              shop: {
                domain_name: 'api.example.com',
                certificate_arn: '${aws_acm_certificate.shop.arn}',
                security_policy: 'TLS_1_0',
              },
            },
          },
        },
      },
    ],
    unknown: [
      {
        name: 'not said, which depends on the age of the domain',
        configuration: {
          resource: {
            aws_api_gateway_domain_name: {
              shop: { domain_name: 'api.example.com', certificate_arn: '${aws_acm_certificate.shop.arn}' },
            },
          },
        },
      },
    ],
  },
});

function judgeRest(domain: Block): Outcome {
  const path = 'security_policy';
  const value = domain.get(path);
  if (value !== undefined && value !== '') return judge(value, path);
  const message = 'the domain names no security policy: it keeps the one that it was made with, which may take TLS 1.0';
  return unknown({ path, message, observed: value, expected: EXPECTED });
}

function judge(value: Value, path: string): Outcome {
  if (value === undefined) return fail({ path, message: 'the domain names no security policy', expected: EXPECTED });
  return requireText(value, path, {
    accepts: isTls12,
    message: (policy) => `the domain takes TLS older than 1.2 under ${policy ?? 'an empty policy'}`,
    expected: EXPECTED,
  });
}

function isTls12(policy: string): boolean {
  return policy === TLS_1_2_POLICY || TLS_1_2_POLICY_FAMILIES.some((family) => policy.startsWith(family));
}
