import { defineRule } from '../../engine/define-rule';
import { fail, pass, undecided, type Outcome } from '../../engine/outcome';
import type { Block } from '../../model/block';
import { isUnknown, toText } from '../../model/value';
import { repositoryExample } from './shared/example-repository';

const PATH = 'image_tag_mutability';
const EXPECTED = `${PATH} = "IMMUTABLE"`;

export default defineRule({
  id: 'ecr-immutable-tags',
  title: 'The tags of images cannot be moved',
  why: 'Whoever may push to a repository with mutable tags puts another image behind the tag that production pulls, and the next restart runs it.',
  remediation:
    'Set image_tag_mutability = "IMMUTABLE", or "IMMUTABLE_WITH_EXCLUSION" with filters for the few tags that have to move.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_ecr_repository'],
  whenUnknown:
    'image_tag_mutability, or a filter of tags that are left out, is an expression that only Terraform can compute.',
  controls: { fsbp: ['ECR.2'], nist80053r5: ['CA-9(1)', 'CM-2', 'CM-8(1)'] },
  equivalents: {
    checkov: ['CKV_AWS_51'],
    trivy: ['AVD-AWS-0031'],
    tfsec: ['aws-ecr-enforce-immutable-repository'],
    securityHub: ['ECR.2'],
    prowler: ['ecr_repositories_tag_immutability'],
    awsConfig: ['ecr-private-tag-immutability-enabled'],
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/ecr-controls.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/ecr_repository.html.markdown',
  ],
  check(block) {
    const mutability = toText(block.get(PATH));
    if (isUnknown(mutability)) return undecided(PATH, mutability, EXPECTED);
    if (mutability === 'IMMUTABLE') return pass(PATH);
    if (mutability === 'IMMUTABLE_WITH_EXCLUSION') return judgeExclusions(block);
    const message = 'the tags of the repository can be moved to other images';
    return fail({ path: PATH, message, observed: block.get(PATH), expected: EXPECTED });
  },
  examples: {
    good: [{ name: 'immutable', configuration: repositoryExample({ image_tag_mutability: 'IMMUTABLE' }) }],
    bad: [
      { name: 'not said, which means mutable', configuration: repositoryExample({}) },
      {
        name: 'all tags left out',
        configuration: repositoryExample({
          image_tag_mutability: 'IMMUTABLE_WITH_EXCLUSION',
          image_tag_mutability_exclusion_filter: [{ filter: '*', filter_type: 'WILDCARD' }],
        }),
      },
    ],
    unknown: [
      {
        name: 'a variable without a default',
        configuration: {
          variable: { tags: { type: 'string' } },
          ...repositoryExample({ image_tag_mutability: '${var.tags}' }),
        },
      },
    ],
  },
});

/** A filter of wildcards alone leaves every tag out. */
function judgeExclusions(block: Block): Outcome {
  let open: Outcome | undefined;
  for (const item of block.nested('image_tag_mutability_exclusion_filter')) {
    const filter = item.unknown ?? toText(item.get('filter'));
    const path = `${item.path}.filter`;
    if (isUnknown(filter)) {
      const isFixed = filter.parts.some((part) => typeof part === 'string' && /[^*]/.test(part));
      if (!isFixed) open ??= undecided(item.unknown === undefined ? path : item.path, filter, EXPECTED);
    } else if (filter !== undefined && /^\*+$/.test(filter)) {
      const message = 'the filter leaves every tag out, so all of them can be moved';
      return fail({ path, message, observed: filter, expected: EXPECTED });
    }
  }
  return open ?? pass(PATH);
}
