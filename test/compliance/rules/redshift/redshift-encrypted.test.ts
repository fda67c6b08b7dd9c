import rule from '../../../../lib/compliance/rules/redshift/redshift-encrypted';
import { testRule } from '../../../../lib/testing/rule-tester';
import { blocks, booleanCases, type Attributes } from '../rds/shared/configurations';

const provider = (version: unknown) => ({
  terraform: { required_providers: { aws: { source: 'hashicorp/aws', version } } },
});
const cluster = (attributes: Attributes, rest = {}) => blocks({ 'aws_redshift_cluster.main': attributes }, rest);
const v6 = booleanCases((attributes) => cluster(attributes, provider('6.25.0')), 'encrypted', true, 'pass');
const v5 = booleanCases((attributes) => cluster(attributes, provider('5.100.0')), 'encrypted', true, 'fail');

testRule(rule, {
  pass: [...v6.pass, ...v5.pass],
  fail: [
    ...v6.fail,
    ...v5.fail,
    {
      name: 'a key alone, with version 5',
      configuration: cluster({ kms_key_id: '${aws_kms_key.k.arn}' }, provider('~> 5.0')),
    },
    {
      name: 'false in spite of a snapshot',
      configuration: cluster({ encrypted: false, snapshot_identifier: 's' }, provider('~> 5.0')),
    },
  ],
  unknown: [
    ...v5.unknown,
    { name: 'absent, version not known', configuration: cluster({}) },
    {
      name: 'restored, with version 5',
      configuration: cluster({ snapshot_identifier: 's' }, provider('~> 5.0')),
      message: 'takes the encryption of the snapshot',
    },
  ],
});
