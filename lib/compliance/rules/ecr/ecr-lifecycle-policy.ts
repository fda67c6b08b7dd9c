import { defineRule } from '../../engine/define-rule';
import { requireCompanion } from '../../reading/companion-requirement';
import { companions } from '../../reading/companions';
import { repositoryExample } from './shared/example-repository';

const policy = JSON.stringify({
  rules: [
    {
      rulePriority: 1,
      selection: { tagStatus: 'untagged', countType: 'sinceImagePushed', countUnit: 'days', countNumber: 14 },
      action: { type: 'expire' },
    },
  ],
});

export default defineRule({
  id: 'ecr-lifecycle-policy',
  title: 'Repositories expire old images',
  why: 'Images that nobody removes pile up with the vulnerabilities of their day, cost money, and are rolled out again by mistake.',
  remediation: 'Add an aws_ecr_lifecycle_policy with repository set to the name of the repository.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_ecr_repository'],
  whenUnknown:
    'The repository of a lifecycle policy, or its count or for_each, is an expression that only Terraform can compute.',
  controls: { fsbp: ['ECR.3'], nist80053r5: ['CA-9(1)', 'CM-2', 'CM-2(2)'] },
  equivalents: {
    securityHub: ['ECR.3'],
    prowler: ['ecr_repositories_lifecycle_policy_enabled'],
    awsConfig: ['ecr-private-lifecycle-policy-configured'],
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/ecr-controls.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/ecr_lifecycle_policy.html.markdown',
  ],
  check(block, { configuration }) {
    const all = companions(
      configuration,
      'aws_ecr_lifecycle_policy',
      'repository',
      ['aws_ecr_repository'],
      ['name', 'id'],
    );
    return requireCompanion(block, all, {
      missing: 'the repository has no lifecycle policy',
      expected: 'an aws_ecr_lifecycle_policy with this repository',
    });
  },
  examples: {
    good: [
      {
        name: 'untagged images expire',
        configuration: repositoryExample(
          {},
          { aws_ecr_lifecycle_policy: { app: { repository: '${aws_ecr_repository.app.name}', policy } } },
        ),
      },
    ],
    bad: [{ name: 'no policy', configuration: repositoryExample({}) }],
    unknown: [
      {
        name: 'policies of some repositories',
        configuration: repositoryExample(
          {},
          {
            aws_ecr_lifecycle_policy: {
              all: { for_each: '${var.repositories}', repository: '${each.value}', policy },
            },
          },
        ),
      },
    ],
  },
});
