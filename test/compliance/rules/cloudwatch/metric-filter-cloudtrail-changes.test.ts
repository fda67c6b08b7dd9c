import rule from '../../../../lib/compliance/rules/cloudwatch/metric-filter-cloudtrail-changes';
import { callsPattern } from '../../../../lib/compliance/rules/cloudwatch/shared/example-monitoring';
import { testRule, type RuleCase } from '../../../../lib/testing/rule-tester';
import { callsOf, eventRule, monitored, type Changes } from './shared/monitored';

const NAMES = ['CreateTrail', 'UpdateTrail', 'DeleteTrail', 'StartLogging', 'StopLogging'];
const WHOLE = callsPattern(NAMES);
const PART = callsPattern(NAMES.slice(0, 3));
const REST = callsPattern(NAMES.slice(3));
const FILTER = 'aws_cloudwatch_log_metric_filter.watch';
const TRAIL = 'aws_cloudtrail.main';
const ALARM = 'aws_cloudwatch_metric_alarm.watch';
const SUBSCRIPTION = 'aws_sns_topic_subscription.security';

const baseline = (name: string, changes: Changes = {}, pattern: unknown = WHOLE): RuleCase => ({
  name,
  configuration: monitored(pattern, changes),
  accountBaseline: true,
  address: 'terraform',
});
const onBus = (name: string, ...args: Parameters<typeof eventRule>): RuleCase => ({
  name,
  configuration: eventRule(...args),
  accountBaseline: true,
  address: 'terraform',
});

testRule(rule, {
  pass: [
    baseline('every link is there'),
    baseline(
      'written otherwise',
      {},
      `{${[...NAMES]
        .reverse()
        .map((name) => `$.eventName="${name}"`)
        .join('||')}}`,
    ),
    baseline('a wildcard', {}, '{ $.eventName = *Trail || $.eventName = St*Logging }'),
    baseline('the service is named too', {}, `{ $.eventSource = cloudtrail.amazonaws.com && (${WHOLE.slice(2, -2)}) }`),
    baseline('every call of the service', {}, '{ $.eventSource = "cloudtrail.amazonaws.com" }'),
    baseline('blocks as lists', {
      [FILTER]: { metric_transformation: [{ name: 'Watched', namespace: 'Security', value: '1' }] },
    }),
    baseline(
      'two filters that share the work',
      {
        'aws_cloudwatch_log_metric_filter.rest': {
          log_group_name: 'trail',
          pattern: REST,
          metric_transformation: { name: 'Watched', namespace: 'Security' },
        },
      },
      PART,
    ),
    baseline('names instead of references', {
      [FILTER]: { log_group_name: 'trail' },
      [TRAIL]: { cloud_watch_logs_group_arn: 'arn:aws:logs:eu-west-1:111122223333:log-group:trail:*' },
    }),
    baseline('an ARN with unknown pieces', {
      [TRAIL]: {
        cloud_watch_logs_group_arn: 'arn:aws:logs:${data.aws_region.r.region}:${var.account}:log-group:trail:*',
      },
    }),
    baseline('a name that the filter has', {
      [ALARM]: { metric_name: '${aws_cloudwatch_log_metric_filter.watch.metric_transformation[0].name}' },
    }),
    baseline('a metric query', {
      [ALARM]: {
        metric_name: null,
        metric_query: { id: 'm', metric: { metric_name: 'Watched', namespace: 'Security' } },
      },
    }),
    baseline('a topic outside', { [ALARM]: { alarm_actions: ['arn:aws:sns:eu-west-1:111122223333:security'] } }),
    baseline('a topic that a variable names', {
      [ALARM]: { alarm_actions: ['${var.topic}'] },
      [SUBSCRIPTION]: undefined,
    }),
    baseline('a topic that is looked up', { [ALARM]: { alarm_actions: ['${data.aws_sns_topic.t.arn}'] } }),
    baseline('a subscription by ARN', {
      [SUBSCRIPTION]: { topic_arn: 'arn:aws:sns:eu-west-1:111122223333:security' },
    }),
    baseline('selectors that hold management events', {
      [TRAIL]: { advanced_event_selector: [{ field_selector: { field: 'eventCategory', equals: ['Management'] } }] },
    }),
    {
      name: 'filters and alarms of for_each',
      configuration: monitored(WHOLE, {
        [FILTER]: {
          for_each: { trails: WHOLE, keys: '{ $.eventName = DisableKey }' },
          pattern: '${each.value}',
          metric_transformation: { name: '${each.key}', namespace: 'Security', value: '1' },
        },
        [ALARM]: {
          for_each: { trails: 1, keys: 2 },
          metric_name: '${aws_cloudwatch_log_metric_filter.watch[each.key].metric_transformation[0].name}',
        },
      }),
      accountBaseline: true,
      address: 'terraform',
    },
    { name: 'the filter itself', configuration: monitored(WHOLE), address: FILTER },
    {
      name: 'a filter that another one completes',
      configuration: monitored(PART, {
        'aws_cloudwatch_log_metric_filter.rest': { log_group_name: 'trail', pattern: REST },
      }),
      address: FILTER,
    },
    onBus('a rule of EventBridge', callsOf('cloudtrail', NAMES)),
    onBus('a target that names the rule', callsOf('cloudtrail', NAMES), {}, { rule: 'watch' }),
  ],
  fail: [
    {
      name: 'a filter that leaves calls out, in every scope',
      configuration: monitored(PART),
      address: FILTER,
      path: 'pattern',
      message: 'StartLogging and StopLogging',
      findings: 1,
    },
    {
      name: 'a filter on a log group outside that leaves calls out',
      configuration: monitored(PART, { [TRAIL]: undefined, [FILTER]: { log_group_name: 'organization-trail' } }),
      address: FILTER,
      message: 'incomplete',
    },
    { ...baseline('no filter', { [FILTER]: undefined }), message: 'no metric filter' },
    { ...baseline('calls that are left out', {}, PART), message: '(StartLogging and StopLogging)' },
    {
      ...baseline('a condition on more', {}, `{ (${WHOLE.slice(2, -2)}) && $.recipientAccountId = 1 }`),
      message: 'no metric filter',
    },
    baseline('errors are left out', {}, `{ (${WHOLE.slice(2, -2)}) && $.errorCode NOT EXISTS }`),
    baseline('everything', {}, ''),
    baseline('whatever it is called', {}, '{ $.eventName = * }'),
    baseline('a word in the text', {}, 'ERROR'),
    baseline('another letter case', {}, WHOLE.toLowerCase()),
    { ...baseline('no trail', { [TRAIL]: undefined }), message: 'no trail of all regions' },
    {
      ...baseline('a trail of one region', { [TRAIL]: { is_multi_region_trail: false } }),
      message: 'no trail of all regions',
    },
    baseline('a trail of one region by default', { [TRAIL]: { is_multi_region_trail: null } }),
    baseline('a trail that is off', { [TRAIL]: { enable_logging: 'false' } }),
    baseline('a trail of data events', {
      [TRAIL]: { event_selector: { include_management_events: false, data_resource: { type: 'AWS::S3::Object' } } },
    }),
    baseline('a trail of data events, by an advanced selector', {
      [TRAIL]: { advanced_event_selector: { field_selector: [{ field: 'eventCategory', equals: ['Data'] }] } },
    }),
    baseline('a trail of what only reads', { [TRAIL]: { event_selector: [{ read_write_type: 'ReadOnly' }] } }),
    baseline('a trail that writes elsewhere', {
      [TRAIL]: { cloud_watch_logs_group_arn: '${aws_cloudwatch_log_group.other.arn}:*' },
      'aws_cloudwatch_log_group.other': { name: 'other' },
    }),
    baseline('a trail without log group', { [TRAIL]: { cloud_watch_logs_group_arn: null } }),
    { ...baseline('no alarm', { [ALARM]: undefined }), message: 'no alarm watches' },
    baseline('an alarm of another metric', { [ALARM]: { metric_name: 'Other' } }),
    baseline('an alarm of another namespace', { [ALARM]: { namespace: 'Other' } }),
    baseline('an alarm that count = 0 removes', { [ALARM]: { count: 0 } }),
    { ...baseline('an alarm that is off', { [ALARM]: { actions_enabled: false } }), message: 'switched off' },
    { ...baseline('no subscription', { [SUBSCRIPTION]: undefined }), message: 'no topic that has a subscription' },
    baseline('a subscription of another topic', {
      'aws_sns_topic.other': {},
      [SUBSCRIPTION]: { topic_arn: '${aws_sns_topic.other.arn}' },
    }),
    baseline('a composite alarm that tells nobody', {
      [ALARM]: { alarm_actions: null },
      'aws_cloudwatch_composite_alarm.all': { alarm_rule: 'ALARM(${aws_cloudwatch_metric_alarm.watch.alarm_name})' },
    }),
    baseline('no actions', { [ALARM]: { alarm_actions: [] } }),
    baseline('an action that tells nobody', { [ALARM]: { alarm_actions: ['${aws_autoscaling_policy.p.arn}'] } }),
    baseline('an action that is no topic', {
      [ALARM]: { alarm_actions: ['arn:aws:automate:eu-west-1:ec2:stop'] },
    }),
    baseline('an alarm of another region', {
      [FILTER]: { region: 'eu-west-1' },
      [TRAIL]: { region: 'eu-west-1' },
      [ALARM]: { region: 'us-east-1' },
    }),
    onBus('a rule that leaves calls out', callsOf('cloudtrail', NAMES.slice(1))),
    onBus('a rule that is off', callsOf('cloudtrail', NAMES), { state: 'DISABLED' }),
    onBus('a rule that is off, as it was written before', callsOf('cloudtrail', NAMES), { is_enabled: false }),
    onBus('a rule that another rule has the target of', callsOf('cloudtrail', NAMES), {}, { rule: 'other' }),
    onBus('a rule of everything', { source: [{ prefix: 'aws.' }] }),
    onBus('a rule of one account', { ...callsOf('cloudtrail', NAMES), account: ['111122223333'] }),
  ],
  unknown: [
    baseline('a pattern that is not known', {}, '${var.pattern}'),
    baseline('a pattern with an unknown piece', {}, '{ $.eventName = ${var.name} }'),
    baseline('terms that name a call', {}, '?CreateTrail ?UpdateTrail ?DeleteTrail ?StartLogging ?StopLogging'),
    baseline('a pattern that cannot be read', {}, '{ $.eventName = DeleteTrail'),
    baseline('a regular expression', {}, '{ $.eventName = %[A-Z].*% }'),
    baseline('a log group outside', { [FILTER]: { log_group_name: 'organization-trail' }, [TRAIL]: undefined }),
    baseline('a log group that a variable names', { [FILTER]: { log_group_name: '${var.group}' } }),
    baseline('a trail that is not known to log', { [TRAIL]: { enable_logging: '${var.log}' } }),
    baseline('an alarm of a metric that is not known', { [ALARM]: { metric_name: '${var.metric}' } }),
    baseline('actions that are not known', { [ALARM]: { alarm_actions: '${var.actions}' } }),
    baseline('a subscription of a topic that is not known', { [SUBSCRIPTION]: { topic_arn: '${var.topic}' } }),
    baseline('an alarm that a composite alarm may tell of', {
      [ALARM]: { alarm_actions: null },
      'aws_cloudwatch_composite_alarm.all': {
        alarm_rule: 'ALARM(${aws_cloudwatch_metric_alarm.watch.alarm_name})',
        alarm_actions: ['${aws_sns_topic.security.arn}'],
      },
    }),
    baseline('an alarm under a condition', { [ALARM]: { count: '${var.n}' } }),
    baseline('a filter under a condition', { [FILTER]: { count: '${var.n}' } }),
    {
      name: 'a module that may hold it',
      configuration: monitored(WHOLE, { [FILTER]: undefined }, { module: { baseline: { source: './baseline' } } }),
      accountBaseline: true,
      address: 'terraform',
    },
    {
      name: 'a filter that one which is not known may complete',
      configuration: monitored(PART, {
        'aws_cloudwatch_log_metric_filter.rest': { log_group_name: 'trail', pattern: '${var.pattern}' },
      }),
      address: FILTER,
    },
    onBus('a rule with a pattern that is not known', {}, { event_pattern: '${var.pattern}' }),
    onBus('a target of a rule that is not known', callsOf('cloudtrail', NAMES), {}, { rule: '${var.rule}' }),
    onBus('a rule of another bus', callsOf('cloudtrail', NAMES), { event_bus_name: 'security' }),
  ],
  notApplicable: [
    { name: 'no baseline', configuration: monitored(WHOLE, { [FILTER]: undefined }) },
    {
      name: 'a filter about something else',
      configuration: monitored('{ $.eventName = DisableKey }'),
      address: FILTER,
    },
    {
      name: 'a filter of an application, with a log group of its own',
      configuration: monitored('{ $.eventName = CreateTrail }', { [TRAIL]: undefined }),
      address: FILTER,
    },
    {
      name: 'a filter about all that is created',
      configuration: monitored('{ $.eventName = Create* }'),
      address: FILTER,
    },
    {
      name: 'a filter on one trail',
      configuration: monitored('{ $.eventName = DeleteTrail && $.requestParameters.name = main }'),
      address: FILTER,
    },
  ],
});
