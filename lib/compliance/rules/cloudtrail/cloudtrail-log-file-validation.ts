import { defineRule } from '../../engine/define-rule';
import { requireTrue } from '../../reading/boolean-argument';
import { trailExample } from './shared/example-trail';

export default defineRule({
  id: 'cloudtrail-log-file-validation',
  title: 'Trails sign their log files',
  why: 'Whoever gets at the bucket can take their traces out of the log. The digests that CloudTrail signs show that a file was changed or removed.',
  remediation: 'Set enable_log_file_validation = true.',
  severity: 'low',
  scope: 'resource',
  resourceTypes: ['aws_cloudtrail'],
  whenUnknown: 'enable_log_file_validation is an expression that only Terraform can compute.',
  controls: {
    cisAws: { '1.4.0': ['3.2'], '3.0.0': ['3.2'], '5.0.0': ['3.2'], '6.0.0': ['4.2'] },
    fsbp: ['CloudTrail.4'],
    nist80053r5: ['AU-9', 'SI-4', 'SI-7(1)', 'SI-7(3)', 'SI-7(7)'],
    pciDss: ['v4.0.1/10.3.2', 'v3.2.1/10.5.2', 'v3.2.1/10.5.5'],
    soc2: ['CC7.3', 'PI1.3'],
    iso27001_2022: ['A.8.15', 'A.8.16'],
  },
  equivalents: {
    checkov: ['CKV_AWS_36'],
    trivy: ['AVD-AWS-0016'],
    tfsec: ['aws-cloudtrail-enable-log-validation'],
    cdkNag: ['NIST.800.53.R5-CloudTrailLogFileValidationEnabled'],
    securityHub: ['CloudTrail.4'],
    prowler: ['cloudtrail_log_file_validation_enabled'],
    awsConfig: ['cloud-trail-log-file-validation-enabled'],
  },
  sources: [
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-intro.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/cloudtrail.html.markdown',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/cloudtrail-controls.html',
  ],

  examples: {
    good: [{ name: 'signed log files', configuration: trailExample({ enable_log_file_validation: true }) }],
    bad: [{ name: 'the default of the provider', configuration: trailExample({}) }],
    unknown: [
      {
        name: 'a variable decides',
        configuration: {
          variable: { sign: { type: 'bool' } },
          ...trailExample({ enable_log_file_validation: '${var.sign}' }),
        },
      },
    ],
  },
  check(block) {
    return requireTrue(
      block,
      'enable_log_file_validation',
      'the trail signs no digests, so that changes of its log files go unnoticed',
    );
  },
});
