import { defineRule } from '../../engine/define-rule';
import { fail, undecided, type Outcome } from '../../engine/outcome';
import type { NestedBlock } from '../../model/block';
import { isUnknown } from '../../model/value';
import { openSwitches, SWITCHES } from '../../reading/buckets/public-access-block';

export default defineRule({
  id: 's3-access-point-public-block',
  title: 'Access points of S3 block public access',
  why: 'The switches of an access point cannot be changed once it is made: one that is off leaves it to every later policy whether the public gets at the data behind it.',
  remediation:
    'Remove the argument, or set it to true: the four switches are on by default. The access point is made anew.',
  severity: 'critical',
  scope: 'resource',
  resourceTypes: ['aws_s3_access_point', 'aws_s3control_multi_region_access_point'],
  whenUnknown: 'A switch is an expression that only Terraform can compute.',
  controls: {
    fsbp: ['S3.19', 'S3.24'],
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
    pciDss: ['v4.0.1/1.4.4'],
  },
  equivalents: {
    checkov: ['CKV_AWS_392'],
    securityHub: ['S3.19', 'S3.24'],
    prowler: ['s3_access_point_public_access_block', 's3_multi_region_access_point_public_access_block'],
    awsConfig: ['s3-access-point-public-access-blocks'],
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-bpa-settings.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/s3_access_point.html.markdown',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/s3control_multi_region_access_point.html.markdown',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html',
  ],

  examples: {
    good: [
      {
        name: 'the default',
        configuration: {
          resource: { aws_s3_access_point: { reports: { name: 'reports', bucket: '${aws_s3_bucket.records.id}' } } },
        },
      },
    ],
    bad: [
      {
        name: 'a switch that is off',
        configuration: {
          resource: {
            aws_s3_access_point: {
              reports: {
                name: 'reports',
                bucket: '${aws_s3_bucket.records.id}',
                public_access_block_configuration: { block_public_policy: false },
              },
            },
          },
        },
      },
      {
        name: 'a multi-region access point',
        configuration: {
          resource: {
            aws_s3control_multi_region_access_point: {
              reports: {
                details: {
                  name: 'reports',
                  region: [{ bucket: '${aws_s3_bucket.records.id}' }],
                  public_access_block: { restrict_public_buckets: false },
                },
              },
            },
          },
        },
      },
    ],
    unknown: [
      {
        name: 'a switch that a variable sets',
        configuration: {
          variable: { block: { type: 'bool' } },
          resource: {
            aws_s3_access_point: {
              reports: {
                name: 'reports',
                bucket: '${aws_s3_bucket.records.id}',
                public_access_block_configuration: { block_public_policy: '${var.block}' },
              },
            },
          },
        },
      },
    ],
  },
  check(block) {
    const blocks =
      block.type === 'aws_s3_access_point'
        ? block.nested('public_access_block_configuration')
        : block
            .nested('details')
            .flatMap((details) => (details.unknown === undefined ? details.nested('public_access_block') : [details]));
    return blocks.flatMap(judgeSwitches);
  },
});

function judgeSwitches(item: NestedBlock): readonly Outcome[] {
  if (isUnknown(item.value)) return [undecided(item.path, item.value)];
  return openSwitches(item, true).map(({ name, state, observed }) => {
    const path = `${item.path}.${name}`;
    const expected = `${name} = true`;
    const hidden = isUnknown(state) ? state : item.unknown;
    if (hidden !== undefined) return undecided(path, hidden, expected);
    return fail({
      path,
      message: `${name} is off, so ${SWITCHES[name] ?? 'the public may get in'}`,
      observed,
      expected,
    });
  });
}
