import { defineRule } from '../../engine/define-rule';
import { fail, pass, undecided, type Outcome } from '../../engine/outcome';
import type { NestedBlock } from '../../model/block';
import { isUnknown, toBoolean } from '../../model/value';
import { requireText } from '../../reading/accepted-text';
import { TLS_1_2_POLICIES } from './data/tls-policies';

export default defineRule({
  id: 'opensearch-tls-policy',
  title: 'Search domains require HTTPS with TLS 1.2',
  why: 'Queries, documents and credentials that reach the domain over plain HTTP, or over TLS with known attacks, can be read on the way.',
  remediation:
    'Set domain_endpoint_options { enforce_https = true, tls_security_policy = "Policy-Min-TLS-1-2-PFS-2023-10" }.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_opensearch_domain', 'aws_elasticsearch_domain'],
  whenUnknown:
    'domain_endpoint_options, enforce_https or tls_security_policy is an expression that only Terraform can compute.',
  controls: {
    fsbp: ['Opensearch.8', 'ES.8'],
    nist80053r5: [
      'AC-17(2)',
      'AC-4',
      'IA-5(1)',
      'SC-12(3)',
      'SC-13',
      'SC-23',
      'SC-23(3)',
      'SC-7(4)',
      'SC-8',
      'SC-8(1)',
      'SC-8(2)',
      'SI-7(6)',
    ],
  },
  equivalents: {
    checkov: [
      { id: 'CKV_AWS_83', relation: 'broader' },
      { id: 'CKV_AWS_228', relation: 'broader' },
    ],
    trivy: [
      { id: 'AVD-AWS-0046', relation: 'broader' },
      { id: 'AVD-AWS-0126', relation: 'broader' },
    ],
    tfsec: ['aws-elasticsearch-enforce-https', 'aws-elasticsearch-use-secure-tls-policy'],
    securityHub: [
      { id: 'Opensearch.8', relation: 'narrower' },
      { id: 'ES.8', relation: 'narrower' },
    ],
    prowler: [{ id: 'opensearch_service_domains_https_communications_enforced', relation: 'broader' }],
    awsConfig: [{ id: 'opensearch-https-required', relation: 'narrower' }],
  },
  sources: [
    'https://docs.aws.amazon.com/opensearch-service/latest/APIReference/API_DomainEndpointOptions.html',
    'https://docs.aws.amazon.com/opensearch-service/latest/developerguide/infrastructure-security.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/opensearch-controls.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/opensearch_domain.html.markdown',
  ],
  check(block) {
    const options = block.nested('domain_endpoint_options');
    if (options.length > 0) return options.flatMap((item) => judge(item));
    const message = 'the domain asks for neither HTTPS nor TLS 1.2';
    return fail({ path: 'domain_endpoint_options', message, expected: `${HTTPS} and ${POLICY}` });
  },
  examples: {
    good: [
      {
        name: 'HTTPS with forward secrecy',
        configuration: {
          resource: {
            aws_opensearch_domain: {
              logs: {
                domain_name: 'logs',
                domain_endpoint_options: { enforce_https: true, tls_security_policy: 'Policy-Min-TLS-1-2-PFS-2023-10' },
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
            aws_opensearch_domain: {
              logs: {
                domain_name: 'logs',
                domain_endpoint_options: { enforce_https: true, tls_security_policy: 'Policy-Min-TLS-1-0-2019-07' },
              },
            },
          },
        },
      },
      {
        name: 'plain HTTP',
        configuration: {
          resource: {
            aws_opensearch_domain: {
              logs: {
                domain_name: 'logs',
                domain_endpoint_options: { enforce_https: false, tls_security_policy: 'Policy-Min-TLS-1-2-2019-07' },
              },
            },
          },
        },
      },
    ],
    unknown: [
      {
        name: 'a variable decides',
        configuration: {
          variable: { decide: { type: 'string' } },
          resource: {
            aws_opensearch_domain: {
              logs: {
                domain_name: 'logs',
                domain_endpoint_options: { enforce_https: true, tls_security_policy: '${var.decide}' },
              },
            },
          },
        },
      },
    ],
  },
});

const HTTPS = 'enforce_https = true';
const POLICY = 'tls_security_policy = Policy-Min-TLS-1-2-PFS-2023-10';

function judge(options: NestedBlock): readonly Outcome[] {
  if (options.unknown !== undefined) return [undecided(options.path, options.unknown, `${HTTPS} and ${POLICY}`)];
  const policy = requireText(options.get('tls_security_policy'), `${options.path}.tls_security_policy`, {
    accepts: (text) => TLS_1_2_POLICIES.includes(text),
    message: (text) =>
      text === undefined
        ? 'no TLS policy is named, so the domain may take TLS 1.0'
        : `${text} takes TLS older than 1.2`,
    expected: POLICY,
  });
  return [judgeHttps(options), policy];
}

/** HTTPS is enforced unless the block says otherwise. */
function judgeHttps(options: NestedBlock): Outcome {
  const path = `${options.path}.enforce_https`;
  const enforced = toBoolean(options.get('enforce_https'));
  if (isUnknown(enforced)) return undecided(path, enforced, HTTPS);
  if (enforced !== false) return pass(path);
  return fail({ path, message: 'the domain answers over plain HTTP', observed: false, expected: HTTPS });
}
