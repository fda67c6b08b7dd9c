import { defineRule } from '../../engine/define-rule';
import { fail, notApplicable, pass, undecided, unknown, type Outcome } from '../../engine/outcome';
import type { Block } from '../../model/block';
import { isUnknown, type Unknown } from '../../model/value';
import { policyAt } from '../../reading/policies/carried-policies';
import { judgePublicAccess } from '../../reading/policies/public-resource-policy';
import { every, type Truth } from '../../reading/truth';
import { domainsOf, isInVpc } from './shared/domain-network';

export default defineRule<{ readonly requireVpc: boolean }>({
  id: 'opensearch-not-public',
  title: 'Search domains are in a VPC, or their policy is not public',
  why: 'A domain with a public endpoint and a policy for everyone lets anybody on the internet read, change and delete its indexes.',
  remediation:
    'Put the domain into a VPC with vpc_options, or name the principals in access_policies; where "*" has to stay, add a condition on aws:SourceIp with narrow ranges.',
  severity: 'critical',
  scope: 'resource',
  resourceTypes: [
    'aws_opensearch_domain',
    'aws_elasticsearch_domain',
    'aws_opensearch_domain_policy',
    'aws_elasticsearch_domain_policy',
  ],
  whenUnknown:
    'access_policies, vpc_options, or the principal or condition that decides, is an expression that only Terraform can compute, or a public policy belongs to a domain outside the configuration.',
  controls: {
    fsbp: ['Opensearch.2', 'ES.2'],
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
    pciDss: ['v3.2.1/1.2.1', 'v3.2.1/1.3.1', 'v3.2.1/1.3.2', 'v3.2.1/1.3.4', 'v3.2.1/1.3.6', 'v4.0.1/1.4.4'],
    iso27001_2022: ['A.8.1'],
  },
  equivalents: {
    checkov: [{ id: 'CKV_AWS_137', relation: 'narrower' }],
    cdkNag: [
      { id: 'AwsSolutions-OS1', relation: 'narrower' },
      { id: 'AwsSolutions-OS5', relation: 'narrower' },
      { id: 'NIST.800.53.R5-OpenSearchInVPCOnly', relation: 'narrower' },
    ],
    securityHub: [
      { id: 'Opensearch.2', relation: 'narrower' },
      { id: 'ES.2', relation: 'narrower' },
    ],
    prowler: ['opensearch_service_domains_not_publicly_accessible'],
    awsConfig: [
      { id: 'opensearch-in-vpc-only', relation: 'narrower' },
      { id: 'elasticsearch-in-vpc-only', relation: 'narrower' },
    ],
  },
  sources: [
    'https://docs.aws.amazon.com/opensearch-service/latest/developerguide/vpc.html',
    'https://docs.aws.amazon.com/opensearch-service/latest/developerguide/ac.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/opensearch-controls.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/opensearch_domain.html.markdown',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/opensearch_domain_policy.html.markdown',
  ],
  defaultOptions: { requireVpc: false },
  optionsSchema: { requireVpc: { type: 'boolean', description: 'ask for a VPC whatever the policy says' } },
  check(block, { options }) {
    const isDomain = !block.type.endsWith('_domain_policy');
    const inVpc = isDomain ? isInVpc(block) : areInVpc(block);
    if (inVpc === true) return isDomain ? pass('vpc_options') : notApplicable();
    if (isDomain && options.requireVpc) return isUnknown(inVpc) ? undecided('vpc_options', inVpc, IN_VPC) : OUTSIDE;
    const outcomes = judgePublicAccess(
      block,
      policyAt(block, 'access_policies'),
      'may reach the domain from the internet',
    );
    return [outcomes].flat().map((outcome) => (outcome.verdict === 'fail' ? weighed(outcome, inVpc) : outcome));
  },
  examples: {
    good: [
      {
        name: 'in a VPC',
        configuration: {
          resource: {
            aws_opensearch_domain: {
              logs: { domain_name: 'logs', vpc_options: { subnet_ids: ['${aws_subnet.a.id}'] } },
            },
          },
        },
      },
      {
        name: 'one role',
        configuration: {
          resource: {
            aws_opensearch_domain: {
              logs: {
                domain_name: 'logs',
                access_policies: JSON.stringify({
                  Version: '2012-10-17',
                  Statement: [
                    {
                      Effect: 'Allow',
                      Principal: { AWS: 'arn:aws:iam::111122223333:role/app' },
                      Action: 'es:*',
                      Resource: '*',
                    },
                  ],
                }),
              },
            },
          },
        },
      },
    ],
    bad: [
      {
        name: 'everyone',
        configuration: {
          resource: {
            aws_opensearch_domain: {
              logs: {
                domain_name: 'logs',
                access_policies: JSON.stringify({
                  Version: '2012-10-17',
                  Statement: [{ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'es:*', Resource: '*' }],
                }),
              },
            },
          },
        },
      },
    ],
    unknown: [
      {
        name: 'a policy that a variable gives',
        configuration: {
          variable: { decide: { type: 'string' } },
          resource: { aws_opensearch_domain: { logs: { domain_name: 'logs', access_policies: '${var.decide}' } } },
        },
      },
    ],
  },
});

const IN_VPC = 'vpc_options with subnet_ids';

const OUTSIDE = fail({ path: 'vpc_options', message: 'the domain has a public endpoint', expected: IN_VPC });

/** Undefined where the domains of a policy are not known. */
function areInVpc(policy: Block): Truth | undefined {
  const domains = domainsOf(policy);
  return domains.length === 0 ? undefined : every(domains, isInVpc);
}

/** A public policy is no fault of a domain that may be in a VPC. */
function weighed(outcome: Outcome & { verdict: 'fail' }, inVpc: false | Unknown | undefined): Outcome {
  if (inVpc === false) return outcome;
  const { path, observed, expected, subject } = outcome;
  const condition = isUnknown(inVpc) ? inVpc.expression : 'a domain outside this configuration';
  return unknown({
    path,
    message: `${outcome.message}, unless it is in a VPC, which depends on ${condition}`,
    observed,
    expected,
    subject,
  });
}
