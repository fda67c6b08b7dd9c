import rule from '../../../../lib/compliance/rules/redshift/redshift-audit-logging';
import { testRule } from '../../../../lib/testing/rule-tester';
import { blocks, type Attributes } from '../rds/shared/configurations';

const logged = (cluster_identifier: unknown, attributes: Attributes = {}, logging: Attributes = {}) =>
  blocks({
    'aws_redshift_cluster.main': { cluster_identifier: 'sales', ...attributes },
    'aws_redshift_logging.main': { cluster_identifier, bucket_name: 'logs', ...logging },
  });
const cluster = (attributes: Attributes) =>
  blocks({ 'aws_redshift_cluster.main': { cluster_identifier: 'sales', ...attributes } });

testRule(rule, {
  pass: [
    { name: 'by id', configuration: logged('${aws_redshift_cluster.main.id}') },
    { name: 'by identifier', configuration: logged('${aws_redshift_cluster.main.cluster_identifier}') },
    { name: 'by name', configuration: logged('sales') },
    { name: 'by the same variable', configuration: logged('${var.unset}', { cluster_identifier: '${var.unset}' }) },
    { name: 'inline', configuration: cluster({ logging: { enable: true, bucket_name: 'logs' } }) },
    { name: 'inline, as text in an array', configuration: cluster({ logging: [{ enable: 'true' }] }) },
  ],
  fail: [
    ...[{}, { logging: null }, { logging: { enable: false } }, { logging: {} }].map((attributes) => ({
      name: JSON.stringify(attributes),
      configuration: cluster(attributes),
    })),
    { name: 'the logs of another cluster', configuration: logged('marketing') },
    {
      name: 'one of two',
      configuration: logged('${aws_redshift_cluster.main[0].id}', { count: 2 }),
      message: 'only some',
    },
  ],
  unknown: [
    { name: 'of a variable', configuration: logged('${var.unset}') },
    { name: 'count', configuration: logged('sales', {}, { count: '${var.unset ? 1 : 0}' }) },
    { name: 'inline', configuration: cluster({ logging: { enable: '${var.unset}' } }), path: 'logging[0].enable' },
  ],
});
