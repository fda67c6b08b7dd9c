import rule from '../../../../lib/compliance/rules/redshift/redshift-tls-required';
import { testRule } from '../../../../lib/testing/rule-tester';
import { blocks, type Attributes } from '../rds/shared/configurations';

const ssl = (value: unknown, name: unknown = 'require_ssl') => ({ name, value });
const group = (attributes: Attributes) =>
  blocks({ 'aws_redshift_parameter_group.main': { name: 'main', family: 'redshift-1.0', ...attributes } });
const cluster = (cluster_parameter_group_name: unknown, attributes: Attributes = {}) =>
  blocks({
    'aws_redshift_parameter_group.main': { name: 'main', family: 'redshift-1.0', ...attributes },
    'aws_redshift_cluster.main': { cluster_parameter_group_name },
  });
const workgroup = (config_parameter: unknown) =>
  blocks({ 'aws_redshiftserverless_workgroup.main': { config_parameter } });
const key = (parameter_value: unknown, parameter_key: unknown = 'require_ssl') => ({ parameter_key, parameter_value });
const address = 'aws_redshift_cluster.main';
const reference = '${aws_redshift_parameter_group.main.name}';
const path = 'cluster_parameter_group_name';

testRule(rule, {
  pass: [
    ...['true', true, 'TRUE'].map((value) => ({
      name: `group: ${JSON.stringify(value)}`,
      configuration: group({ parameter: [ssl(value)] }),
    })),
    { name: 'group: as object, other spelling', configuration: group({ parameter: ssl('true', 'require_SSL') }) },
    { name: 'group: default of its family', configuration: group({ family: 'redshift-2.0' }) },
    { name: 'cluster: linked', configuration: cluster(reference, { parameter: [ssl('true')] }), address },
    { name: 'cluster: linked by name', configuration: cluster('main', { parameter: [ssl('true')] }), address },
    { name: 'cluster: default group', configuration: cluster('default.redshift-2.0'), address },
    { name: 'workgroup', configuration: workgroup([key('x', 'search_path'), key('true')]) },
  ],
  fail: [
    ...[[], null, [ssl('false')], [ssl(false)], [ssl(null)], [ssl('true', 'use_fips_ssl')]].map((parameter) => ({
      name: `group: ${JSON.stringify(parameter)}`,
      configuration: group({ parameter }),
    })),
    { name: 'group: family unsaid', configuration: group({ family: null }) },
    {
      name: 'group: newer family, switched off',
      configuration: group({ family: 'redshift-2.0', parameter: [ssl('false')] }),
      path: 'parameter[0].value',
    },
    { name: 'group: written twice', configuration: group({ parameter: [ssl('true'), ssl('false')] }) },
    { name: 'cluster: linked', configuration: cluster(reference), address, path },
    { name: 'cluster: default group', configuration: cluster('default.redshift-1.0'), address, path },
    ...[null, [], [key('false')], [key('true', 'use_fips_ssl')]].map((parameter) => ({
      name: `workgroup: ${JSON.stringify(parameter)}`,
      configuration: workgroup(parameter),
    })),
  ],
  unknown: [
    { name: 'group: value', configuration: group({ parameter: [ssl('${var.unset}')] }) },
    { name: 'group: name', configuration: group({ parameter: [ssl('true', '${var.unset}')] }) },
    {
      name: 'group: dynamic',
      configuration: group({
        dynamic: {
          parameter: { for_each: '${var.unset}', content: { name: '${parameter.key}', value: '${parameter.value}' } },
        },
      }),
    },
    { name: 'group: family', configuration: group({ family: '${var.unset}' }) },
    { name: 'cluster: none', configuration: cluster(null), address, path },
    { name: 'cluster: variable', configuration: cluster('${var.unset}'), address, path },
    { name: 'cluster: outside', configuration: cluster('company-wide'), address, path },
    {
      name: 'cluster: linked to what is unknown',
      configuration: cluster(reference, { parameter: [ssl('${var.unset}')] }),
      address,
      path,
    },
    { name: 'workgroup', configuration: workgroup([key('${var.unset}')]) },
  ],
});
