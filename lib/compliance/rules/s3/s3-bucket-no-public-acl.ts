import { defineRule } from '../../engine/define-rule';
import { BUCKET } from '../../reading/buckets/bucket-companions';
import { ACL_CARRIERS, grantsOfCompanions, publicGrants } from '../../reading/buckets/public-grants';
import { bucketExample, withVariable } from './shared/example-bucket';

export default defineRule({
  id: 's3-bucket-no-public-acl',
  title: 'No ACL admits the public to a bucket or an object',
  why: 'An ACL for AllUsers opens the bucket to the whole internet, one for AuthenticatedUsers to everyone with any AWS account, which anybody can open.',
  remediation:
    "Remove the ACL (aws_s3_bucket_ownership_controls with BucketOwnerEnforced turns ACLs off), or set acl = 'private' and grant to accounts only. Publish files through CloudFront.",
  severity: 'critical',
  scope: 'resource',
  resourceTypes: ACL_CARRIERS,
  whenUnknown: 'The ACL, or the grantee of a grant, is an expression that only Terraform can compute.',
  controls: {
    fsbp: ['S3.2', 'S3.3'],
    nist80053r5: [
      'AC-21',
      'AC-3',
      'AC-3(7)',
      'AC-4',
      'AC-4(21)',
      'AC-6',
      'SC-7',
      'SC-7(11)',
      'SC-7(16)',
      'SC-7(20)',
      'SC-7(21)',
      'SC-7(3)',
      'SC-7(4)',
      'SC-7(9)',
    ],
    pciDss: ['v3.2.1/1.2.1', 'v3.2.1/1.3.1', 'v3.2.1/1.3.2', 'v3.2.1/1.3.6', 'v3.2.1/7.2.1', 'v3.2.1/1.3.4'],
    soc2: ['CC6.1'],
    iso27001_2022: ['A.8.1'],
  },
  equivalents: {
    checkov: [
      { id: 'CKV_AWS_20', relation: 'broader' },
      { id: 'CKV_AWS_57', relation: 'broader' },
      { id: 'CKV2_AWS_43', relation: 'broader' },
      { id: 'CKV_AWS_375', relation: 'broader' },
    ],
    trivy: ['AVD-AWS-0092'],
    tfsec: ['aws-s3-no-public-access-with-acl'],
    cdkNag: ['AwsSolutions-S2', 'NIST.800.53.R5-S3BucketPublicReadProhibited'],
    securityHub: ['S3.2', 'S3.3'],
    prowler: ['s3_bucket_public_access', 's3_bucket_public_list_acl', 's3_bucket_public_write_acl'],
    awsConfig: ['s3-bucket-public-read-prohibited', 's3-bucket-public-write-prohibited'],
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/s3_bucket_acl.html.markdown',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html',
  ],

  examples: {
    good: [{ name: 'a private ACL', configuration: bucketExample({ aws_s3_bucket_acl: { acl: 'private' } }) }],
    bad: [
      { name: 'readable for everyone', configuration: bucketExample({ aws_s3_bucket_acl: { acl: 'public-read' } }) },
      {
        name: 'a grant for every AWS account',
        configuration: bucketExample({
          aws_s3_bucket_acl: {
            access_control_policy: {
              owner: { id: '${data.aws_canonical_user_id.current.id}' },
              grant: [
                {
                  permission: 'READ',
                  grantee: { type: 'Group', uri: 'http://acs.amazonaws.com/groups/global/AuthenticatedUsers' },
                },
              ],
            },
          },
        }),
      },
    ],
    unknown: [
      {
        name: 'an ACL that a variable gives',
        configuration: withVariable('acl', bucketExample({ aws_s3_bucket_acl: { acl: '${var.acl}' } })),
      },
    ],
  },
  check(block) {
    const own = publicGrants(block);
    return block.selector === BUCKET ? [...own, ...grantsOfCompanions(block)] : own;
  },
});
