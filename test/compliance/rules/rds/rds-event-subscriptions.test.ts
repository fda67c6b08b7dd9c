import rule from '../../../../lib/compliance/rules/rds/rds-event-subscriptions';
import { testRule } from '../../../../lib/testing/rule-tester';
import { blocks, cluster, instance, type Attributes } from './shared/configurations';

const subscription = (attributes: Attributes) => blocks({ 'aws_db_event_subscription.main': attributes });
const required = { requirePresence: true };
const beside = (attributes: Attributes) => ({ 'aws_db_event_subscription.s': attributes });

testRule(rule, {
  pass: [
    { name: 'all categories', configuration: subscription({ source_type: 'db-instance' }) },
    {
      name: 'null and empty are all',
      configuration: subscription({ source_type: 'db-cluster', event_categories: [], enabled: null }),
    },
    {
      name: 'the critical ones',
      configuration: subscription({
        source_type: 'db-instance',
        event_categories: ['failure', 'maintenance', 'configuration change', 'backup'],
      }),
    },
    {
      name: 'those of parameter groups',
      configuration: subscription({ source_type: 'db-parameter-group', event_categories: ['configuration change'] }),
    },
    { name: 'every source', configuration: subscription({ enabled: 'true' }) },
    {
      name: 'a database with a subscription',
      address: 'aws_db_instance.main',
      configuration: instance({}, beside({ source_type: 'db-instance' })),
      options: required,
    },
    {
      name: 'a cluster with a subscription to everything',
      address: 'aws_rds_cluster.main',
      configuration: cluster({}, beside({})),
      options: required,
    },
  ],
  fail: [
    { name: 'switched off', configuration: subscription({ enabled: false }), path: 'enabled' },
    {
      name: 'no failures',
      configuration: subscription({ source_type: 'db-cluster', event_categories: ['maintenance'] }),
      path: 'event_categories',
      message: 'failure',
    },
    {
      name: 'no configuration changes',
      configuration: subscription({ source_type: 'db-instance', event_categories: ['maintenance', 'failure'] }),
      path: 'event_categories',
    },
    {
      name: 'of security groups',
      configuration: subscription({ source_type: 'db-security-group', event_categories: ['failure'] }),
    },
    {
      name: 'off and not enough',
      configuration: subscription({ source_type: 'db-cluster', enabled: 'false', event_categories: ['failover'] }),
      findings: 2,
    },
    { name: 'a database without subscription', configuration: instance({}), options: required },
    {
      name: 'a cluster with one for instances',
      address: 'aws_rds_cluster.main',
      configuration: cluster({}, beside({ source_type: 'db-instance' })),
      options: required,
    },
    {
      name: 'a database with one that is off',
      address: 'aws_db_instance.main',
      configuration: instance({}, beside({ enabled: false })),
      options: required,
    },
  ],
  unknown: [
    {
      name: 'unknown categories',
      configuration: subscription({ source_type: 'db-instance', event_categories: '${var.unset}' }),
      path: 'event_categories',
    },
    {
      name: 'an unknown category',
      configuration: subscription({ source_type: 'db-cluster', event_categories: ['failure', '${var.unset}'] }),
      path: 'event_categories',
    },
    {
      name: 'an unknown source',
      configuration: subscription({ source_type: '${var.unset}', event_categories: ['failure'] }),
      path: 'source_type',
    },
    { name: 'on or off', configuration: subscription({ enabled: '${var.unset}' }), path: 'enabled' },
    {
      name: 'a database whose subscription may be off',
      address: 'aws_db_instance.main',
      configuration: instance({}, beside({ enabled: '${var.unset}' })),
      options: required,
    },
    {
      name: 'a subscription that may not be there',
      configuration: blocks({
        'aws_db_instance.main': {},
        'aws_db_event_subscription.s': { count: '${var.unset ? 1 : 0}', source_type: 'db-instance' },
      }),
      address: 'aws_db_instance.main',
      options: { requirePresence: true },
    },
  ],
  notApplicable: [
    {
      name: 'another source',
      configuration: subscription({ source_type: 'db-snapshot', event_categories: ['creation'] }),
    },
    { name: 'databases, by default', configuration: instance({}) },
  ],
});
