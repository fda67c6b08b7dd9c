import { defineRule } from '../../engine/define-rule';
import { fail, pass, undecided, type Outcome } from '../../engine/outcome';
import type { Block, NestedBlock } from '../../model/block';
import { isUnknown, toBoolean } from '../../model/value';
import { requireNestedTrue } from '../../reading/nested-boolean';

export default defineRule({
  id: 'opensearch-fine-grained-access',
  title: 'Search domains use fine-grained access control',
  why: 'Without it whoever may reach the domain may read every index of it. Anonymous access, meant for a migration, lets everybody in again.',
  remediation:
    'Set advanced_security_options { enabled = true } with master_user_options, and leave anonymous_auth_enabled out.',
  severity: 'high',
  scope: 'resource',
  resourceTypes: ['aws_opensearch_domain', 'aws_elasticsearch_domain'],
  whenUnknown: 'enabled or anonymous_auth_enabled is an expression that only Terraform can compute.',
  controls: { fsbp: ['Opensearch.7'], nist80053r5: ['AC-2(1)', 'AC-3', 'AC-3(15)', 'AC-3(7)', 'AC-5', 'AC-6'] },
  equivalents: {
    checkov: [{ id: 'CKV2_AWS_52', relation: 'broader' }],
    securityHub: ['Opensearch.7'],
    prowler: ['opensearch_service_domains_access_control_enabled'],
    awsConfig: ['opensearch-access-control-enabled'],
  },
  sources: [
    'https://docs.aws.amazon.com/opensearch-service/latest/developerguide/fgac.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/opensearch-controls.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/opensearch_domain.html.markdown',
  ],
  check(block) {
    const message = 'whoever reaches the domain may read all of its indexes';
    return [requireNestedTrue(block, 'advanced_security_options', 'enabled', message), ...judgeAnonymous(block)];
  },
  examples: {
    good: [
      {
        name: 'enabled',
        configuration: {
          resource: {
            aws_opensearch_domain: {
              logs: {
                domain_name: 'logs',
                advanced_security_options: {
                  enabled: true,
                  master_user_options: { master_user_arn: '${aws_iam_role.admin.arn}' },
                },
              },
            },
          },
        },
      },
    ],
    bad: [
      {
        name: 'not enabled',
        configuration: { resource: { aws_opensearch_domain: { logs: { domain_name: 'logs' } } } },
      },
      {
        name: 'with anonymous access',
        configuration: {
          resource: {
            aws_opensearch_domain: {
              logs: { domain_name: 'logs', advanced_security_options: { enabled: true, anonymous_auth_enabled: true } },
            },
          },
        },
      },
    ],
    unknown: [
      {
        name: 'a variable decides',
        configuration: {
          variable: { decide: { type: 'bool' } },
          resource: {
            aws_opensearch_domain: {
              logs: { domain_name: 'logs', advanced_security_options: { enabled: '${var.decide}' } },
            },
          },
        },
      },
    ],
  },
});

function judgeAnonymous(domain: Block): readonly Outcome[] {
  return domain.nested('advanced_security_options').map((item) => judge(item));
}

function judge(options: NestedBlock): Outcome {
  const path = `${options.path}.anonymous_auth_enabled`;
  const expected = 'anonymous_auth_enabled = false';
  if (options.unknown !== undefined) return undecided(options.path, options.unknown, expected);
  const anonymous = toBoolean(options.get('anonymous_auth_enabled'));
  if (isUnknown(anonymous)) return undecided(path, anonymous, expected);
  if (anonymous !== true) return pass(path);
  return fail({ path, message: 'everybody may use the domain without signing in', observed: true, expected });
}
