import { defineRule } from '../../engine/define-rule';
import { fail, pass, unknown, type Outcome } from '../../engine/outcome';
import type { Block } from '../../model/block';
import { isUnknown } from '../../model/value';
import { regionOf } from '../../reading/region';
import { settingIn } from '../../reading/regional-settings';
import { worst } from '../../reading/nested-argument';
import { leftToTemplate, templateOf } from './shared/launch-template';
import {
  demandsTokens,
  toOptions,
  withFallback,
  writtenOptions,
  type MetadataOptions,
} from './shared/metadata-options';

const DEFAULTS = 'aws_ec2_instance_metadata_defaults';
const UNSET: MetadataOptions = { endpoint: undefined, tokens: undefined };

export default defineRule({
  id: 'ec2-imdsv2',
  title: 'Instances answer metadata requests only with a session token',
  why: 'Version 1 of the metadata service hands the credentials of the instance role to any GET request: a web application that fetches a URL for its user gives them away. Version 2 asks for a token first.',
  remediation:
    'Set metadata_options { http_tokens = "required" } on the instance or its launch template, or declare aws_ec2_instance_metadata_defaults with http_tokens = "required" in the region.',
  severity: 'high',
  scope: 'resource',
  resourceTypes: ['aws_instance', 'aws_spot_instance_request', DEFAULTS],
  whenUnknown:
    'An option is an expression that only Terraform can compute, the launch template or its version is outside the configuration, or the region of the account defaults is not known.',
  controls: {
    cisAws: { '3.0.0': ['5.6'], '5.0.0': ['5.7'], '6.0.0': ['6.7'] },
    fsbp: ['EC2.8'],
    nist80053r5: ['AC-3', 'AC-3(15)', 'AC-3(7)', 'AC-6'],
    pciDss: ['v4.0.1/2.2.6'],
    soc2: ['CC7.2'],
    iso27001_2022: ['A.8.20', 'A.8.21', 'A.8.22'],
  },
  equivalents: {
    checkov: ['CKV_AWS_79'],
    trivy: ['AVD-AWS-0028'],
    tfsec: ['aws-ec2-enforce-http-token-imds'],
    cdkNag: ['NIST.800.53.R5-EC2IMDSv2Enabled'],
    securityHub: ['EC2.8'],
    prowler: ['ec2_instance_imdsv2_enabled', 'ec2_instance_account_imdsv2_enabled'],
    awsConfig: ['ec2-imdsv2-check'],
  },
  sources: [
    'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-options.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-8',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/instance.html.markdown',
  ],
  check(block) {
    if (block.type === DEFAULTS) {
      const options = toOptions((argument) => block.get(argument));
      return judge(
        block,
        options,
        'http_tokens',
        'instances of the region start with version 1 of the metadata service',
      );
    }
    const written = writtenOptions(block);
    const own = written.length === 0 ? [UNSET] : written;
    const path = written.length === 0 ? 'metadata_options' : 'metadata_options[0].http_tokens';
    return worst(own.map((options) => judgeInstance(block, options, path)));
  },
  examples: {
    good: [
      {
        name: 'tokens are required',
        configuration: {
          resource: {
            aws_instance: {
              web: { ami: 'ami-0abc', instance_type: 't4g.small', metadata_options: { http_tokens: 'required' } },
            },
          },
        },
      },
      {
        name: 'by the launch template',
        configuration: {
          resource: {
            aws_launch_template: { web: { metadata_options: { http_tokens: 'required' } } },
            aws_instance: { web: { launch_template: { id: '${aws_launch_template.web.id}' } } },
          },
        },
      },
      {
        name: 'by the defaults of the region',
        address: 'aws_instance.web',
        configuration: {
          resource: {
            aws_ec2_instance_metadata_defaults: { main: { http_tokens: 'required' } },
            aws_instance: { web: { ami: 'ami-0abc', instance_type: 't4g.small' } },
          },
        },
      },
    ],
    bad: [
      {
        name: 'not said',
        configuration: {
          resource: { aws_instance: { web: { ami: 'ami-0abc', instance_type: 't4g.small' } } },
        },
      },
      {
        name: 'tokens are optional',
        configuration: {
          resource: {
            aws_instance: {
              web: {
                ami: 'ami-0abc',
                instance_type: 't4g.small',
                metadata_options: { http_endpoint: 'enabled', http_tokens: 'optional' },
              },
            },
          },
        },
      },
    ],
    unknown: [
      {
        name: 'a launch template of another stack',
        configuration: {
          resource: { aws_instance: { web: { launch_template: { name: 'hardened', version: '$Latest' } } } },
        },
      },
    ],
  },
});

function judgeInstance(block: Block, own: MetadataOptions, path: string): Outcome {
  const template = templateOf(block);
  if (template !== undefined && 'open' in template) {
    const { open } = template;
    if (demandsTokens(own) === true) return pass(path);
    if (own.tokens === undefined)
      return leftToTemplate(
        open,
        'the metadata service asks for a token',
        'metadata_options { http_tokens = "required" }',
      );
  }
  const ofTemplate = template !== undefined && 'block' in template ? writtenOptions(template.block) : [];
  const defaults = regionalDefaults(block);
  return worst(
    (ofTemplate.length === 0 ? [UNSET] : ofTemplate).map((options) =>
      judge(
        block,
        withFallback(withFallback(own, options), defaults),
        path,
        'version 1 of the metadata service gives out the credentials of the instance without a token',
      ),
    ),
  );
}

function judge(block: Block, options: MetadataOptions, path: string, message: string): Outcome {
  const demanded = demandsTokens(options);
  const expected = 'http_tokens = "required"';
  if (demanded === true) return pass(path);
  if (demanded === false) return fail({ path, message, observed: block.get(path), expected });
  return unknown({
    path,
    message: `whether a token is required depends on ${demanded.expression}, which is not known before Terraform runs`,
    observed: demanded,
    expected,
  });
}

function regionalDefaults(block: Block): MetadataOptions {
  const setting = settingIn(block.configuration, DEFAULTS, regionOf(block));
  if (isUnknown(setting)) return { endpoint: setting, tokens: setting };
  return setting === undefined ? UNSET : toOptions(setting.get);
}
