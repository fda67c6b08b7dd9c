import rule from '../../../../lib/compliance/rules/redshift/redshift-not-public';
import { testRule } from '../../../../lib/testing/rule-tester';
import { blocks, booleanCases, type Attributes } from '../rds/shared/configurations';

const provider = (version: unknown) => ({
  terraform: { required_providers: { aws: { source: 'hashicorp/aws', version } } },
});
const cluster = (attributes: Attributes, rest = {}) => blocks({ 'aws_redshift_cluster.main': attributes }, rest);
const path = 'publicly_accessible';
const v6 = booleanCases((attributes) => cluster(attributes, provider('~> 6.0')), path, false, 'pass');
const v5 = booleanCases((attributes) => cluster(attributes, provider('~> 5.0')), path, false, 'fail');
const serverless = booleanCases(
  (attributes) => blocks({ 'aws_redshiftserverless_workgroup.main': attributes }),
  path,
  false,
  'pass',
);

testRule(rule, {
  pass: [
    ...v6.pass,
    ...v5.pass,
    ...serverless.pass,
    { name: 'false, whatever version', configuration: cluster({ [path]: false }) },
  ],
  fail: [
    ...v6.fail,
    ...v5.fail,
    ...serverless.fail,
    { name: 'true, whatever version', configuration: cluster({ [path]: true }) },
    { name: 'absent, version 5 is admitted', configuration: cluster({}, provider('>= 5.0')) },
  ],
  unknown: [
    ...v6.unknown,
    ...[{}, { [path]: null }].map((attributes) => ({
      name: `${JSON.stringify(attributes)}, version not known`,
      configuration: cluster(attributes),
      path,
    })),
  ],
});
