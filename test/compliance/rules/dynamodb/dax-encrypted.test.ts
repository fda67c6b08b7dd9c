import rule from '../../../../lib/compliance/rules/dynamodb/dax-encrypted';
import { testRule } from '../../../../lib/testing/rule-tester';
import { blocks } from '../rds/shared/configurations';

const cluster = (encryption: unknown, type: unknown) =>
  blocks({
    'aws_dax_cluster.main': { server_side_encryption: encryption, cluster_endpoint_encryption_type: type },
  });

testRule(rule, {
  pass: [
    { name: 'both', configuration: cluster({ enabled: true }, 'TLS') },
    { name: 'as an array', configuration: cluster([{ enabled: 'true' }], 'TLS') },
  ],
  fail: [
    { name: 'neither', configuration: cluster(null, null), findings: 2 },
    { name: 'at rest only', configuration: cluster({ enabled: true }, null), path: 'cluster_endpoint_encryption_type' },
    { name: 'NONE', configuration: cluster({ enabled: true }, 'NONE'), findings: 1 },
    {
      name: 'in transit only',
      configuration: cluster({ enabled: false }, 'TLS'),
      path: 'server_side_encryption[0].enabled',
    },
    { name: 'an empty block', configuration: cluster({}, 'TLS') },
    { name: 'a type that is no text', configuration: cluster({ enabled: true }, ['TLS']) },
    { name: 'one open, one wrong', configuration: cluster({ enabled: '${var.unset}' }, 'NONE'), findings: 1 },
  ],
  unknown: [
    { name: 'at rest, perhaps', configuration: cluster({ enabled: '${var.unset}' }, 'TLS') },
    { name: 'in transit, perhaps', configuration: cluster({ enabled: true }, '${var.unset}') },
  ],
});
