import rule from '../../../../lib/compliance/rules/neptune/neptune-encrypted';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resource } from '../resource';

const good = { storage_encrypted: true, iam_database_authentication_enabled: true };
const cluster = (attributes: Record<string, unknown>) => resource('aws_neptune_cluster', { ...good, ...attributes });

testRule(rule, {
  pass: [
    { name: 'both', configuration: cluster({}) },
    {
      name: 'text',
      configuration: cluster({ storage_encrypted: 'true', iam_database_authentication_enabled: 'true' }),
    },
    { name: 'no deletion protection', configuration: cluster({ deletion_protection: false }) },
  ],
  fail: [
    { name: 'the defaults', configuration: resource('aws_neptune_cluster', {}), findings: 2 },
    { name: 'null', configuration: cluster({ storage_encrypted: null }), path: 'storage_encrypted', findings: 1 },
    {
      name: 'no authentication',
      configuration: cluster({ iam_database_authentication_enabled: false }),
      path: 'iam_database_authentication_enabled',
    },
    {
      name: 'one is wrong, the other hidden',
      configuration: cluster({ storage_encrypted: '${var.e}', iam_database_authentication_enabled: false }),
      findings: 1,
    },
  ],
  unknown: [
    { name: 'a flag', configuration: cluster({ storage_encrypted: '${var.e}' }) },
    { name: 'authentication', configuration: cluster({ iam_database_authentication_enabled: '${var.e}' }) },
    {
      name: 'restored from outside',
      configuration: cluster({ storage_encrypted: null, snapshot_identifier: 'graph-1' }),
      path: 'snapshot_identifier',
    },
    {
      name: 'a replica of a cluster outside',
      configuration: cluster({
        storage_encrypted: null,
        replication_source_identifier: 'arn:aws:rds:eu-central-1:111122223333:cluster:graph',
      }),
    },
  ],
});
