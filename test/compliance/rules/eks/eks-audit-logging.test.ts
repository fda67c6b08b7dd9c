import rule from '../../../../lib/compliance/rules/eks/eks-audit-logging';
import { testRule } from '../../../../lib/testing/rule-tester';
import { cluster } from './shared/cluster';

const logs = (enabled_cluster_log_types: unknown) => cluster({ enabled_cluster_log_types });
const all = { options: { all: true } };
const five = ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler'];

testRule(rule, {
  pass: [
    { name: 'audit', configuration: logs(['audit']) },
    { name: 'audit beside an unknown', configuration: logs(['${var.log}', 'audit']) },
    { name: 'all five', configuration: logs(five), ...all },
    {
      name: 'a variable with a default',
      configuration: { ...logs('${var.logs}'), variable: { logs: { type: 'list(string)', default: ['audit'] } } },
    },
  ],
  fail: [
    { name: 'absent', configuration: cluster({}), path: 'enabled_cluster_log_types' },
    { name: 'null', configuration: logs(null) },
    { name: 'an empty list', configuration: logs([]) },
    { name: 'others', configuration: logs(['api', 'scheduler']) },
    { name: 'another letter case, which AWS refuses', configuration: logs(['AUDIT']) },
    { name: 'audit where all are asked for', configuration: logs(['audit']), ...all, message: 'api, authenticator' },
    { name: 'too few parts that are not known', configuration: logs(['audit', '${var.log}']), ...all },
  ],
  unknown: [
    { name: 'a variable', configuration: logs('${var.logs}') },
    { name: 'an element', configuration: logs(['api', '${var.log}']) },
    { name: 'the last of five', configuration: logs([...five.slice(1), '${var.log}']), ...all },
  ],
  notApplicable: [{ name: 'count = 0', configuration: cluster({ count: 0 }) }],
});
