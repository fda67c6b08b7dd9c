import rule from '../../../../lib/compliance/rules/rds/rds-ca-certificate-current';
import { testRule } from '../../../../lib/testing/rule-tester';
import { blocks, cluster, instance } from './shared/configurations';

testRule(rule, {
  pass: [
    { name: 'absent', configuration: instance({}) },
    { name: 'null', configuration: cluster({ ca_certificate_identifier: null }) },
    ...['rds-ca-rsa2048-g1', 'rds-ca-rsa4096-g1', 'rds-ca-ecc384-g1'].map((id) => ({
      name: id,
      configuration: instance({ ca_cert_identifier: id }),
    })),
  ],
  fail: [
    ...['rds-ca-2015', 'rds-ca-2019', 'rds-ca-rsa2048'].map((id) => ({
      name: id,
      configuration: instance({ ca_cert_identifier: id }),
      path: 'ca_cert_identifier',
    })),
    {
      name: 'a member',
      configuration: blocks({ 'aws_rds_cluster_instance.m': { ca_cert_identifier: 'rds-ca-2019' } }),
    },
    {
      name: 'a cluster',
      configuration: cluster({ ca_certificate_identifier: 'rds-ca-2019' }),
      path: 'ca_certificate_identifier',
    },
  ],
  unknown: [
    { name: 'a variable', configuration: instance({ ca_cert_identifier: '${var.unset}' }), path: 'ca_cert_identifier' },
  ],
  notApplicable: [{ name: 'count = 0', configuration: instance({ count: 0, ca_cert_identifier: 'rds-ca-2019' }) }],
});
