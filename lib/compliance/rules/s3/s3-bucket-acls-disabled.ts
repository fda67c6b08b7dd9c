import { defineRule } from '../../engine/define-rule';
import { fail, pass, undecided, type Outcome } from '../../engine/outcome';
import type { Block, NestedBlock } from '../../model/block';
import { isList, isUnknown, toList, toText } from '../../model/value';
import { judgeNested } from '../../reading/nested-argument';
import { bucketExample, withVariable } from './shared/example-bucket';

const ENFORCED = 'BucketOwnerEnforced';
const EXPECTED = `object_ownership = '${ENFORCED}'`;
const WITHOUT_ACL = 'no ACL';

export default defineRule({
  id: 's3-bucket-acls-disabled',
  title: 'ACLs are turned off',
  why: 'ACLs grant object by object, beside the policy of the bucket: whoever uploads decides who reads, and no review of policies shows it.',
  remediation:
    "Set object_ownership = 'BucketOwnerEnforced' in aws_s3_bucket_ownership_controls, the default of AWS since April 2023, and remove aws_s3_bucket_acl and inline acl and grant; put grants into the policy of the bucket.",
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_s3_bucket', 'aws_s3_bucket_ownership_controls', 'aws_s3_bucket_acl'],
  whenUnknown: 'The object ownership, or an inline ACL, is an expression that only Terraform can compute.',
  controls: { fsbp: ['S3.12'], nist80053r5: ['AC-2(1)', 'AC-3', 'AC-3(15)', 'AC-3(7)', 'AC-6'] },
  equivalents: {
    checkov: [{ id: 'CKV2_AWS_65', relation: 'broader' }],
    securityHub: ['S3.12'],
    prowler: ['s3_bucket_acl_prohibited'],
    awsConfig: ['s3-bucket-acl-prohibited'],
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/s3_bucket_ownership_controls.html.markdown',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html',
  ],

  examples: {
    good: [
      {
        name: 'ACLs off',
        configuration: bucketExample({
          aws_s3_bucket_ownership_controls: { rule: { object_ownership: 'BucketOwnerEnforced' } },
        }),
      },
      { name: 'the default of AWS', configuration: bucketExample() },
    ],
    bad: [
      {
        name: 'the writer owns the object',
        configuration: bucketExample({
          aws_s3_bucket_ownership_controls: { rule: { object_ownership: 'ObjectWriter' } },
        }),
      },
      { name: 'an ACL', configuration: bucketExample({ aws_s3_bucket_acl: { acl: 'log-delivery-write' } }) },
    ],
    unknown: [
      {
        name: 'an ownership that a variable gives',
        configuration: withVariable(
          'ownership',
          bucketExample({ aws_s3_bucket_ownership_controls: { rule: { object_ownership: '${var.ownership}' } } }),
        ),
      },
    ],
  },
  check(block) {
    switch (block.type) {
      case 'aws_s3_bucket_ownership_controls':
        return judgeOwnership(block);
      case 'aws_s3_bucket_acl':
        return fail({
          path: block.get('acl') === undefined ? 'access_control_policy' : 'acl',
          message: 'the bucket has an ACL, which needs ACLs to be turned on',
          observed: block.get('acl'),
          expected: WITHOUT_ACL,
        });
      default:
        return judgeInline(block);
    }
  },
});

function judgeOwnership(block: Block): Outcome {
  return judgeNested(block, 'rule', 'object_ownership', EXPECTED, (value, path) => {
    const ownership = toText(value);
    if (isUnknown(ownership)) return undecided(path, ownership, EXPECTED);
    if (ownership === ENFORCED) return pass(path);
    const message = 'ACLs are turned on: those who upload objects decide who reads them';
    return fail({ path, message, observed: value, expected: EXPECTED });
  });
}

/** An ACL that is private grants nothing, and neither does the grant of everything to the owner that the state shows. */
function judgeInline(bucket: Block): readonly Outcome[] {
  const acl = toText(bucket.get('acl'));
  const message = 'the bucket has an ACL, which needs ACLs to be turned on';
  if (isUnknown(acl)) return [undecided('acl', acl, WITHOUT_ACL)];
  if (acl !== undefined && acl !== '' && acl !== 'private')
    return [fail({ path: 'acl', message, observed: acl, expected: WITHOUT_ACL })];
  const grants = bucket.nested('grant');
  const [grant] = grants;
  if (grant === undefined || (grants.length === 1 && isOwners(grant))) return [];
  return [
    grant.unknown === undefined
      ? fail({ path: 'grant', message, expected: WITHOUT_ACL })
      : undecided('grant', grant.unknown, WITHOUT_ACL),
  ];
}

function isOwners(grant: NestedBlock): boolean {
  const permissions = toList(grant.get('permissions'));
  return (
    grant.get('type') === 'CanonicalUser' &&
    isList(permissions) &&
    permissions.every((permission) => permission === 'FULL_CONTROL')
  );
}
