import { defineRule } from '../../engine/define-rule';
import { notApplicable } from '../../engine/outcome';
import type { ExampleConfiguration } from '../../engine/rule';
import { grantsAction } from '../../model/policy-match';
import { policyAt } from '../../reading/policies/carried-policies';
import { judgeAllows } from '../../reading/policies/judge-statements';
import { publicFault } from '../../reading/policies/public-resource-policy';
import { both, some } from '../../reading/truth';

/** Where each type holds its policy. */
const POLICIES: Readonly<Record<string, string>> = {
  aws_ecr_repository_policy: 'policy',
  aws_ecr_registry_policy: 'policy',
  aws_ecr_repository_creation_template: 'repository_policy',
  aws_ecrpublic_repository_policy: 'policy',
};

/** Everyone may read a public repository anyway; these change it. */
const WRITING_PUBLIC = [
  'BatchDeleteImage',
  'CompleteLayerUpload',
  'DeleteRepository',
  'DeleteRepositoryPolicy',
  'InitiateLayerUpload',
  'PutImage',
  'PutRepositoryCatalogData',
  'SetRepositoryPolicy',
  'TagResource',
  'UntagResource',
  'UploadLayerPart',
].map((action) => `ecr-public:${action}`);

function policyExample(statement: Readonly<Record<string, unknown>>): ExampleConfiguration {
  const Statement = [{ Effect: 'Allow', Action: ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'], ...statement }];
  return {
    resource: {
      aws_ecr_repository_policy: {
        app: {
          repository: '${aws_ecr_repository.app.name}',
          policy: JSON.stringify({ Version: '2012-10-17', Statement }),
        },
      },
    },
  };
}

export default defineRule({
  id: 'ecr-policy-not-public',
  title: 'The policy of an image repository does not admit everyone',
  why: 'Any AWS account pulls the images, with the code and the secrets in them, or pushes one that production then runs.',
  remediation:
    'Name the accounts or roles in Principal. Where "*" has to stay, add a condition that fixes the caller, such as aws:PrincipalOrgID.',
  severity: 'high',
  scope: 'resource',
  resourceTypes: Object.keys(POLICIES),
  whenUnknown:
    'the policy, or the effect, principal or condition that decides, is an expression that only Terraform can compute.',
  controls: { iso27001_2022: ['A.8.1'] },
  equivalents: {
    checkov: ['CKV_AWS_32'],
    trivy: ['AVD-AWS-0032'],
    tfsec: ['aws-ecr-no-public-access'],
    cdkNag: ['AwsSolutions-ECR1'],
    prowler: ['ecr_repositories_not_publicly_accessible'],
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policies.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/ecr_repository_policy.html.markdown',
  ],
  check(block) {
    const path = POLICIES[block.type];
    if (path === undefined) return notApplicable();
    const isPublic = block.type === 'aws_ecrpublic_repository_policy';
    return judgeAllows(block, policyAt(block, path), (statement) => {
      const fault = publicFault(statement, isPublic ? 'may change the repository' : 'may use the repository');
      if (!isPublic) return fault;
      const changes = some(WRITING_PUBLIC, (action) => grantsAction(statement, action));
      return { ...fault, violated: both(fault.violated, changes) };
    });
  },
  examples: {
    good: [
      {
        name: 'one account may pull',
        configuration: policyExample({ Principal: { AWS: 'arn:aws:iam::111122223333:root' } }),
      },
      {
        name: 'one organization may pull',
        configuration: policyExample({
          Principal: '*',
          Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-abc1234567' } },
        }),
      },
    ],
    bad: [{ name: 'everyone may pull', configuration: policyExample({ Principal: '*' }) }],
    unknown: [
      {
        name: 'a policy that a variable gives',
        configuration: {
          variable: { policy: { type: 'string' } },
          resource: { aws_ecr_repository_policy: { app: { repository: 'app', policy: '${var.policy}' } } },
        },
      },
    ],
  },
});
