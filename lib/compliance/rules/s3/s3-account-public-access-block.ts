import { defineRule } from '../../engine/define-rule';
import { fail, undecided } from '../../engine/outcome';
import { isUnknown } from '../../model/value';
import { exists, requireDeclared } from '../../reading/account-baseline';
import { ACCOUNT_PUBLIC_ACCESS_BLOCK, openSwitches, SWITCHES } from '../../reading/buckets/public-access-block';
import { some } from '../../reading/truth';

export default defineRule({
  id: 's3-account-public-access-block',
  title: 'The account blocks public access to all of its buckets',
  why: 'A bucket that somebody makes by hand has only the protection that its maker thought of. The block of the account holds for every bucket, those of tomorrow too.',
  remediation:
    'Declare one aws_s3_account_public_access_block in the stack of the account baseline, with block_public_acls, block_public_policy, ignore_public_acls and restrict_public_buckets = true.',
  severity: 'medium',
  scope: 'account-baseline',
  resourceTypes: ['aws_s3_account_public_access_block'],
  whenUnknown: 'A switch, or whether the block is there, is an expression that only Terraform can compute.',
  controls: {
    cisAws: { '1.4.0': ['2.1.5'], '3.0.0': ['2.1.4'], '5.0.0': ['2.1.4'], '6.0.0': ['3.1.4'] },
    fsbp: ['S3.1'],
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
    pciDss: ['v4.0.1/1.4.4', 'v3.2.1/1.2.1', 'v3.2.1/1.3.1', 'v3.2.1/1.3.2', 'v3.2.1/1.3.4', 'v3.2.1/1.3.6'],
    iso27001_2022: ['A.8.1'],
  },
  equivalents: {
    securityHub: ['S3.1'],
    prowler: ['s3_account_level_public_access_blocks'],
    awsConfig: ['s3-account-level-public-access-blocks-periodic'],
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/s3_account_public_access_block.html.markdown',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html',
  ],

  examples: {
    good: [
      {
        name: 'four switches on',
        configuration: {
          resource: {
            aws_s3_account_public_access_block: {
              account: {
                block_public_acls: true,
                block_public_policy: true,
                ignore_public_acls: true,
                restrict_public_buckets: true,
              },
            },
          },
        },
        accountBaseline: true,
        address: 'aws_s3_account_public_access_block.account',
      },
    ],
    bad: [
      {
        name: 'an argument left out',
        configuration: {
          resource: {
            aws_s3_account_public_access_block: {
              account: { block_public_acls: true, ignore_public_acls: true, restrict_public_buckets: true },
            },
          },
        },
      },
      {
        name: 'a baseline without it',
        configuration: { terraform: { required_version: '>= 1.11' } },
        accountBaseline: true,
        address: 'terraform',
      },
    ],
    unknown: [
      {
        name: 'a switch that a variable sets',
        configuration: {
          variable: { block: { type: 'bool' } },
          resource: {
            aws_s3_account_public_access_block: {
              account: {
                block_public_acls: true,
                block_public_policy: '${var.block}',
                ignore_public_acls: true,
                restrict_public_buckets: true,
              },
            },
          },
        },
      },
    ],
  },
  check(block) {
    return openSwitches(block).map(({ name, state, observed }) => {
      const expected = `${name} = true`;
      if (isUnknown(state)) return undecided(name, state, expected);
      return fail({
        path: name,
        message: `${name} is off for the whole account, so ${SWITCHES[name] ?? 'the public may get in'}`,
        observed,
        expected,
      });
    });
  },
  absence({ configuration }) {
    const message = 'the baseline does not block public access to the buckets of the account';
    const expected = `an ${ACCOUNT_PUBLIC_ACCESS_BLOCK} with ${Object.keys(SWITCHES).join(', ')} = true`;
    return requireDeclared(configuration, some(configuration.ofType(ACCOUNT_PUBLIC_ACCESS_BLOCK), exists), {
      message,
      expected,
    });
  },
});
