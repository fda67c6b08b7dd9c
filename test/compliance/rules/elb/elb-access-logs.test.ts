import rule from '../../../../lib/compliance/rules/elb/elb-access-logs';
import { testRule } from '../../../../lib/testing/rule-tester';
import { blocks } from '../rds/shared/configurations';

const balancer = (access_logs: unknown, load_balancer_type: unknown = 'application') =>
  blocks({ 'aws_lb.web': { access_logs, load_balancer_type } });
const classic = (access_logs: unknown) => blocks({ 'aws_elb.web': { access_logs } });
const bucket = '${aws_s3_bucket.logs.id}';

testRule(rule, {
  pass: [
    { name: 'enabled', configuration: balancer({ bucket, enabled: true }) },
    { name: 'enabled, as text in an array', configuration: balancer([{ bucket, enabled: 'true' }]) },
    { name: 'network', configuration: balancer({ bucket: 'logs', enabled: '${var.yes}' }, 'network') },
    { name: 'a bucket of a variable', configuration: balancer({ bucket: '${var.unset}', enabled: true }) },
    { name: 'classic by the block alone', configuration: classic({ bucket }) },
    {
      name: 'dynamic',
      configuration: blocks({
        'aws_lb.web': {
          dynamic: { access_logs: { for_each: ['logs'], content: { bucket: '${access_logs.value}', enabled: true } } },
        },
      }),
    },
  ],
  fail: [
    ...[undefined, null, []].map((logs) => ({
      name: JSON.stringify([logs]),
      configuration: balancer(logs),
      path: 'access_logs',
    })),
    { name: 'not enabled', configuration: balancer({ bucket }), path: 'access_logs[0].enabled' },
    { name: 'disabled', configuration: balancer({ bucket, enabled: false }) },
    { name: 'enabled null', configuration: balancer({ bucket, enabled: null }) },
    { name: 'no bucket', configuration: balancer({ bucket: '', enabled: true }), path: 'access_logs[0].bucket' },
    { name: 'no bucket, enabled unknown', configuration: balancer({ enabled: '${var.unset}' }) },
    { name: 'classic, disabled', configuration: classic({ bucket, enabled: false }) },
    { name: 'classic, none', configuration: classic(null) },
  ],
  unknown: [
    { name: 'enabled', configuration: balancer({ bucket, enabled: '${var.unset}' }) },
    { name: 'type', configuration: balancer(null, '${var.unset}'), path: 'load_balancer_type' },
    {
      name: 'dynamic',
      configuration: blocks({
        'aws_lb.web': { dynamic: { access_logs: { for_each: '${var.unset}', content: { bucket, enabled: true } } } },
      }),
    },
  ],
  notApplicable: [{ name: 'gateway', configuration: balancer(null, 'gateway') }],
});
