import { defineRule } from '../../engine/define-rule';
import { fail, pass, undecided, unknown } from '../../engine/outcome';
import { isUnknown, toBoolean } from '../../model/value';
import { judgeNested } from '../../reading/nested-argument';
import { registryScans } from './shared/registry-scanning';
import { repositoryExample } from './shared/example-repository';

const EXPECTED = 'scan_on_push = true, or a rule of the registry that scans the repository';

export default defineRule({
  id: 'ecr-image-scanning',
  title: 'Images are scanned when they are pushed',
  why: 'An image with a known vulnerability is rolled out without anyone noticing, and is found by whoever looks for that vulnerability first.',
  remediation:
    'Set scan_on_push = true in image_scanning_configuration, or add a rule to aws_ecr_registry_scanning_configuration whose filter matches the repository.',
  severity: 'high',
  scope: 'resource',
  resourceTypes: ['aws_ecr_repository'],
  whenUnknown:
    'scan_on_push, or what the scanning configuration of the registry matches, is an expression that only Terraform can compute.',
  controls: { fsbp: ['ECR.1'], nist80053r5: ['RA-5'], pciDss: ['v4.0.1/6.2.3', 'v4.0.1/6.2.4'] },
  equivalents: {
    checkov: [{ id: 'CKV_AWS_163', relation: 'narrower' }],
    trivy: [{ id: 'AVD-AWS-0030', relation: 'narrower' }],
    tfsec: [{ id: 'aws-ecr-enable-image-scans', relation: 'narrower' }],
    securityHub: ['ECR.1'],
    prowler: ['ecr_repositories_scan_images_on_push_enabled', 'ecr_registry_scan_images_on_push_enabled'],
    awsConfig: ['ecr-private-image-scanning-enabled'],
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning-enhanced-enabling.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/ecr-controls.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/ecr_repository.html.markdown',
  ],
  check(block) {
    const own = judgeNested(block, 'image_scanning_configuration', 'scan_on_push', EXPECTED, (value, path) => {
      const scans = toBoolean(value);
      if (scans === true) return pass(path);
      if (isUnknown(scans)) return undecided(path, scans, EXPECTED);
      return fail({ path, message: 'nobody scans the images of the repository', observed: value, expected: EXPECTED });
    });
    if (own.verdict === 'pass') return own;
    const registry = registryScans(block);
    if (registry === true) return pass();
    if (own.verdict !== 'fail' || registry === false) return own;
    return unknown({
      path: own.path,
      message: `whether the registry scans the repository depends on ${registry.expression}, which is not known before Terraform runs`,
      observed: registry,
      expected: EXPECTED,
    });
  },
  examples: {
    good: [
      { name: 'on push', configuration: repositoryExample({ image_scanning_configuration: { scan_on_push: true } }) },
      {
        name: 'by the registry',
        configuration: repositoryExample(
          {},
          {
            aws_ecr_registry_scanning_configuration: {
              main: {
                scan_type: 'ENHANCED',
                rule: {
                  scan_frequency: 'CONTINUOUS_SCAN',
                  repository_filter: { filter: '*', filter_type: 'WILDCARD' },
                },
              },
            },
          },
        ),
        address: 'aws_ecr_repository.app',
      },
    ],
    bad: [{ name: 'not said, which means no', configuration: repositoryExample({}) }],
    unknown: [
      {
        name: 'a variable without a default',
        configuration: {
          variable: { scan: { type: 'bool' } },
          ...repositoryExample({ image_scanning_configuration: { scan_on_push: '${var.scan}' } }),
        },
      },
    ],
  },
});
