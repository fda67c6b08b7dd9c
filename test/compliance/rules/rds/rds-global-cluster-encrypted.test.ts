import rule from '../../../../lib/compliance/rules/rds/rds-global-cluster-encrypted';
import { testRule } from '../../../../lib/testing/rule-tester';
import { blocks, booleanCases, type Attributes } from './shared/configurations';

const globalCluster = (attributes: Attributes, source: Attributes = {}) =>
  blocks({ 'aws_rds_global_cluster.main': attributes, 'aws_rds_cluster.source': source });
const cases = booleanCases((attributes) => globalCluster(attributes), 'storage_encrypted', true, 'fail');
const fromSource = { source_db_cluster_identifier: '${aws_rds_cluster.source.arn}' };

testRule(rule, {
  pass: [
    ...cases.pass,
    { name: 'of an encrypted cluster', configuration: globalCluster(fromSource, { storage_encrypted: true }) },
  ],
  fail: [
    ...cases.fail,
    {
      name: 'of an unencrypted cluster',
      configuration: globalCluster(fromSource),
      path: 'source_db_cluster_identifier',
    },
  ],
  unknown: [
    ...cases.unknown,
    { name: 'of a cluster outside', configuration: globalCluster({ source_db_cluster_identifier: '${var.unset}' }) },
    {
      name: 'of an ARN outside',
      configuration: globalCluster({
        source_db_cluster_identifier: 'arn:aws:rds:eu-west-1:111122223333:cluster:orders',
      }),
    },
  ],
  notApplicable: cases.notApplicable,
});
