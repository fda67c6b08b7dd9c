import { defineRule } from '../../engine/define-rule';
import { fail, pass, undecided } from '../../engine/outcome';
import { worst } from '../../reading/nested-argument';
import { demandsTokens, writtenOptions } from './shared/metadata-options';

export default defineRule({
  id: 'ec2-launch-template-imdsv2',
  title: 'Launch templates and configurations ask for IMDSv2',
  why: 'What a template leaves open, every instance of the fleet has: one that still answers without a token gives its role away to whoever gets it to fetch a URL.',
  remediation: 'Set metadata_options { http_endpoint = "enabled", http_tokens = "required" }.',
  severity: 'high',
  scope: 'resource',
  resourceTypes: ['aws_launch_template', 'aws_launch_configuration'],
  whenUnknown: 'http_tokens or http_endpoint is an expression that only Terraform can compute.',
  controls: {
    cisAws: { '3.0.0': ['5.6'], '5.0.0': ['5.7'], '6.0.0': ['6.7'] },
    fsbp: ['EC2.170', 'AutoScaling.3'],
    nist80053r5: ['AC-3', 'AC-3(15)', 'AC-3(7)', 'AC-6', 'CA-9(1)', 'CM-2'],
    pciDss: ['v4.0.1/2.2.6'],
    iso27001_2022: ['A.8.20', 'A.8.21', 'A.8.22'],
  },
  equivalents: {
    checkov: ['CKV_AWS_79'],
    trivy: ['AVD-AWS-0130', 'AVD-AWS-0028'],
    tfsec: [
      'aws-autoscaling-enforce-http-token-imds',
      'aws-ec2-enforce-launch-config-http-token-imds',
      'aws-ec2-enforce-http-token-imds',
    ],
    securityHub: ['EC2.170', 'AutoScaling.3'],
    prowler: ['ec2_launch_template_imdsv2_required', 'autoscaling_group_launch_configuration_requires_imdsv2'],
    awsConfig: ['ec2-launch-template-imdsv2-check', 'autoscaling-launchconfig-requires-imdsv2'],
  },
  sources: [
    'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-options.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-170',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/launch_template.html.markdown',
  ],
  check(block) {
    const written = writtenOptions(block);
    const path = written.length === 0 ? 'metadata_options' : 'metadata_options[0].http_tokens';
    const expected = 'http_tokens = "required"';
    const failed = fail({
      path,
      message: 'instances start with version 1 of the metadata service, which asks for no token',
      observed: block.get(path),
      expected,
    });
    if (written.length === 0) return failed;
    return worst(
      written.map((options) => {
        const demanded = demandsTokens(options);
        if (demanded === true) return pass(path);
        return demanded === false ? failed : undecided(path, demanded, expected);
      }),
    );
  },
  examples: {
    good: [
      {
        name: 'tokens are required',
        configuration: {
          resource: {
            aws_launch_template: {
              web: { image_id: 'ami-0abc', metadata_options: { http_endpoint: 'enabled', http_tokens: 'required' } },
            },
          },
        },
      },
    ],
    bad: [
      {
        name: 'not said',
        configuration: { resource: { aws_launch_template: { web: { image_id: 'ami-0abc' } } } },
      },
      {
        name: 'a launch configuration with optional tokens',
        configuration: {
          resource: {
            aws_launch_configuration: {
              web: { image_id: 'ami-0abc', instance_type: 't3.small', metadata_options: { http_tokens: 'optional' } },
            },
          },
        },
      },
    ],
    unknown: [
      {
        name: 'perhaps',
        configuration: {
          resource: {
            aws_launch_template: { web: { image_id: 'ami-0abc', metadata_options: { http_tokens: '${var.tokens}' } } },
          },
        },
      },
    ],
  },
});
