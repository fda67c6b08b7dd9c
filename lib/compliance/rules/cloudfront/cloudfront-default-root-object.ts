import { defineRule } from '../../engine/define-rule';
import { fail, notApplicable, pass, undecided, type Outcome } from '../../engine/outcome';
import type { Block } from '../../model/block';
import { isUnknown, toText } from '../../model/value';
import { presence } from '../../reading/presence';
import { either, both, some, type Truth } from '../../reading/truth';
import { isS3Origin } from './shared/s3-origin';

export default defineRule<{ readonly onlyS3Origins: boolean }>({
  id: 'cloudfront-default-root-object',
  title: 'Distributions have a default root object',
  why: 'A request for the root of a distribution without a default object goes to the origin as it is: a bucket that may be listed then answers with the names of all of its objects.',
  remediation: 'Set default_root_object, such as "index.html".',
  severity: 'high',
  scope: 'resource',
  resourceTypes: ['aws_cloudfront_distribution'],
  whenUnknown: 'default_root_object is an expression that may turn out to be null.',
  controls: { fsbp: ['CloudFront.1'], nist80053r5: ['SC-7(11)', 'SC-7(16)'], pciDss: ['v4.0.1/2.2.6'] },
  equivalents: {
    checkov: ['CKV_AWS_305'],
    securityHub: ['CloudFront.1'],
    prowler: ['cloudfront_distributions_default_root_object'],
    awsConfig: ['cloudfront-default-root-object-configured'],
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DefaultRootObject.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/cloudfront-controls.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/cloudfront_distribution.html.markdown',
  ],
  defaultOptions: { onlyS3Origins: false },
  optionsSchema: {
    onlyS3Origins: { type: 'boolean', description: 'leave distributions out whose default origin is not a bucket' },
  },
  check(block, { options }) {
    const outcome = judge(block);
    if (!options.onlyS3Origins) return outcome;
    const isBucket = isDefaultOriginBucket(block);
    if (isBucket === false) return notApplicable();
    return isUnknown(isBucket) && outcome.verdict === 'fail'
      ? undecided('origin', isBucket, outcome.expected)
      : outcome;
  },
  examples: {
    good: [
      {
        name: 'a page',
        configuration: { resource: { aws_cloudfront_distribution: { site: { default_root_object: 'index.html' } } } },
      },
    ],
    bad: [{ name: 'none', configuration: { resource: { aws_cloudfront_distribution: { site: { enabled: true } } } } }],
    unknown: [
      {
        name: 'a variable decides',
        configuration: {
          variable: { root: { type: 'string' } },
          resource: { aws_cloudfront_distribution: { site: { default_root_object: '${var.root}' } } },
        },
      },
    ],
  },
});

function judge(distribution: Block): Outcome {
  const path = 'default_root_object';
  const expected = "default_root_object = 'index.html', or another object";
  const present = presence(distribution.get(path));
  if (isUnknown(present)) return undecided(path, present, expected);
  if (present === 'set') return pass(path);
  const message = 'a request for the root reaches the origin, which may list its objects';
  return fail({ path, message, observed: distribution.get(path), expected });
}

/** Origins of a group are judged like the one that the default behavior names. */
function isDefaultOriginBucket(distribution: Block): Truth {
  const wanted = toText(distribution.get('default_cache_behavior.target_origin_id'));
  const origins = distribution.nested('origin');
  const isWanted = (id: ReturnType<typeof toText>): Truth =>
    isUnknown(wanted)
      ? isUnknown(id) && id.expression === wanted.expression
        ? true
        : wanted
      : isUnknown(id)
        ? id
        : id === wanted;
  const grouped = some(distribution.nested('origin_group'), (group) => isWanted(toText(group.get('origin_id'))));
  return some(origins, (origin) =>
    both(either(isWanted(toText(origin.get('origin_id'))), grouped), isS3Origin(origin)),
  );
}
