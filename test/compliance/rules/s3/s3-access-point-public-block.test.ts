import rule from '../../../../lib/compliance/rules/s3/s3-access-point-public-block';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resource } from '../resource';

const point = (block: unknown) => resource('aws_s3_access_point', { public_access_block_configuration: block });
const regional = (block: unknown) =>
  resource('aws_s3control_multi_region_access_point', { details: [{ name: 'm', public_access_block: block }] });

testRule(rule, {
  pass: [
    { name: 'no block', configuration: point(undefined) },
    { name: 'null', configuration: point(null) },
    { name: 'an empty block', configuration: point({}) },
    { name: 'true', configuration: point([{ block_public_acls: true, restrict_public_buckets: 'true' }]) },
    { name: 'several regions, no block', configuration: regional(undefined) },
  ],
  fail: [
    {
      name: 'false',
      configuration: point({ block_public_acls: false }),
      path: 'public_access_block_configuration[0].block_public_acls',
    },
    {
      name: 'two as text',
      configuration: point([{ block_public_acls: 'false', ignore_public_acls: 'false' }]),
      findings: 2,
    },
    {
      name: 'several regions',
      configuration: regional({ block_public_policy: false }),
      path: 'details[0].public_access_block[0].block_public_policy',
    },
  ],
  unknown: [
    { name: 'a switch', configuration: point({ block_public_acls: '${var.unset}' }) },
    { name: 'the block', configuration: point('${var.unset}') },
    {
      name: 'the details',
      configuration: resource('aws_s3control_multi_region_access_point', { details: '${var.unset}' }),
    },
    {
      name: 'a dynamic block',
      configuration: resource('aws_s3_access_point', {
        dynamic: {
          public_access_block_configuration: { for_each: '${var.all}', content: { block_public_acls: false } },
        },
      }),
    },
  ],
});
