import { loadJson } from '../../../lib/compliance';
import { isUnknown } from '../../../lib/compliance/model/value';
import { keyOwner } from '../../../lib/compliance/reading/kms-key';
import { blocks } from '../rules/rds/shared/configurations';

const { configuration } = loadJson(
  blocks({
    'aws_kms_key.k': {},
    'aws_rds_cluster.own': { kms_key_id: '${aws_kms_key.k.arn}' },
    'aws_rds_cluster.aws': { kms_key_id: 'alias/aws/rds' },
    'aws_rds_cluster.none': {},
    'data.aws_kms_alias.aws': { name: 'alias/aws/rds' },
    'data.aws_kms_alias.own': { name: 'alias/orders' },
    'data.aws_kms_alias.any': { name: '${var.unset}' },
    'data.aws_kms_key.aws': { key_id: '${data.aws_kms_alias.aws.target_key_id}' },
  }),
);
const owner = (raw: unknown) => keyOwner(configuration.resolve(raw), configuration);

describe('keyOwner', () => {
  it.each([
    [null, 'absent'],
    ['', 'absent'],
    [' ', 'absent'],
    [false, 'absent'],
    ['alias/aws/rds', 'aws'],
    ['arn:aws:kms:eu-west-1:111122223333:alias/aws/rds', 'aws'],
    ['alias/orders', 'customer'],
    ['${aws_kms_key.k.arn}', 'customer'],
    ['${aws_kms_key.k[0].arn}', 'customer'],
    ['arn:aws:kms:eu-west-1:111122223333:key/${var.unset}', 'customer'],
    ['arn:aws:kms:${var.unset}:111122223333:alias/aws/rds', 'aws'],
    ['${data.aws_kms_alias.aws.target_key_arn}', 'aws'],
    ['${data.aws_kms_key.aws.arn}', 'aws'],
    ['${data.aws_kms_alias.own.target_key_arn}', 'customer'],
    ['${data.aws_kms_alias.any.target_key_arn}', 'reference'],
    ['${aws_rds_cluster.own.kms_key_id}', 'customer'],
    ['${aws_rds_cluster.aws.kms_key_id}', 'aws'],
    ['${var.unset}', 'reference'],
    ['${module.keys.arn}', 'reference'],
  ])('of %s is %s', (raw, expected) => {
    expect(owner(raw)).toBe(expected);
  });

  it('is unknown where the key may be null', () => {
    expect(isUnknown(owner('${var.unset ? aws_kms_key.k.arn : null}'))).toBe(true);
    expect(isUnknown(owner('${try(aws_kms_key.k[0].arn, null)}'))).toBe(true);
  });

  it('is unknown where it is that of a resource which names none, and takes what AWS chooses', () => {
    expect(isUnknown(owner('${aws_rds_cluster.none.kms_key_id}'))).toBe(true);
  });
});
