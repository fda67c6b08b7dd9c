import { fail, notApplicable, pass, undecided, unknown, type Outcome } from '../../engine/outcome';
import { defineRule } from '../../engine/define-rule';
import type { Block } from '../../model/block';
import { isUnknown, toText, type Unknown } from '../../model/value';
import { refuse } from '../../reading/boolean-argument';
import { isSubscribed } from './shared/event-subscription';
import { stringList } from './shared/string-list';

interface SubscriptionOptions {
  /** Fail a database whose kind no subscription covers. */
  readonly requirePresence: boolean;
}

const PATH = 'event_categories';

const CRITICAL: ReadonlyMap<string, readonly string[]> = new Map([
  ['db-cluster', ['maintenance', 'failure']],
  ['db-instance', ['maintenance', 'configuration change', 'failure']],
  ['db-parameter-group', ['configuration change']],
  ['db-security-group', ['configuration change', 'failure']],
]);

function judge(subscription: Block): readonly Outcome[] {
  const source = toText(subscription.get('source_type'));
  const critical = isUnknown(source) ? undefined : criticalOf(source);
  if (!isUnknown(source) && critical === undefined) return [notApplicable()];
  return [
    refuse(subscription, 'enabled', false, 'the subscription is switched off: nobody hears of an event'),
    judgeCategories(subscription, isUnknown(source) ? source : (critical ?? [])),
  ];
}

/** The categories that a source has to report; a subscription without source type is about instances too. */
function criticalOf(source: string | undefined): readonly string[] | undefined {
  return CRITICAL.get(source === undefined || source === '' ? 'db-instance' : source);
}

function judgeCategories(subscription: Block, critical: readonly string[] | Unknown): Outcome {
  const { texts, unknown: open } = stringList(subscription.get(PATH));
  if (texts.length === 0 && open === undefined) return pass(PATH);
  if (isUnknown(critical)) return undecided('source_type', critical);
  const missing = critical.filter((category) => !texts.includes(category));
  const expected = `${PATH} holds ${critical.join(', ')}`;
  if (missing.length === 0) return pass(PATH);
  if (open !== undefined) return undecided(PATH, open, expected);
  return fail({
    path: PATH,
    message: `nobody hears of: ${missing.join(', ')}`,
    observed: subscription.get(PATH),
    expected,
  });
}

function judgePresence(database: Block): Outcome {
  const kind = database.type === 'aws_rds_cluster' ? 'db-cluster' : 'db-instance';
  const subscribed = isSubscribed(database.configuration, kind);
  const expected = `an aws_db_event_subscription with source_type = ${kind}`;
  if (subscribed === undefined)
    return unknown({
      message: 'whether a subscription covers the database is not known before Terraform runs',
      expected,
    });
  return subscribed
    ? pass()
    : fail({ message: `no subscription of this configuration covers sources of type ${kind}`, expected });
}

export default defineRule<SubscriptionOptions>({
  id: 'rds-event-subscriptions',
  title: 'RDS event subscriptions cover the critical categories',
  why: 'A subscription that leaves out failures, maintenance or configuration changes is silent about the very events that call for somebody.',
  remediation: 'Leave event_categories out (all categories), or add the missing ones. Do not set enabled = false.',
  severity: 'low',
  scope: 'resource',
  resourceTypes: ['aws_db_event_subscription', 'aws_db_instance', 'aws_rds_cluster'],
  whenUnknown: 'enabled, source_type or event_categories is an expression that only Terraform can compute.',
  controls: {
    fsbp: ['RDS.19', 'RDS.20', 'RDS.21', 'RDS.22'],
    nist80053r5: ['CA-7', 'SI-2'],
    pciDss: ['v4.0.1/11.5.2'],
  },
  equivalents: {
    securityHub: ['RDS.19', 'RDS.20', 'RDS.21', 'RDS.22'],
    prowler: ['rds_instance_critical_event_subscription', 'rds_cluster_critical_event_subscription'],
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Events.Messages.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/db_event_subscription.html.markdown',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html',
  ],
  defaultOptions: { requirePresence: false },
  optionsSchema: {
    requirePresence: {
      type: 'boolean',
      description: 'fail a database whose kind no subscription of the configuration covers',
    },
  },
  check(block, { options }) {
    if (block.type === 'aws_db_event_subscription') return judge(block);
    return options.requirePresence ? judgePresence(block) : notApplicable();
  },
  examples: {
    good: [
      {
        name: 'every category',
        configuration: {
          resource: {
            aws_db_event_subscription: {
              main: { sns_topic: '${aws_sns_topic.alerts.arn}', source_type: 'db-instance' },
            },
          },
        },
      },
      {
        name: 'the critical categories',
        configuration: {
          resource: {
            aws_db_event_subscription: {
              main: {
                sns_topic: '${aws_sns_topic.alerts.arn}',
                source_type: 'db-cluster',
                event_categories: ['maintenance', 'failure', 'failover'],
              },
            },
          },
        },
      },
    ],
    bad: [
      {
        name: 'no word of failures',
        configuration: {
          resource: {
            aws_db_event_subscription: {
              main: {
                sns_topic: '${aws_sns_topic.alerts.arn}',
                source_type: 'db-instance',
                event_categories: ['maintenance', 'configuration change'],
              },
            },
          },
        },
      },
      {
        name: 'switched off',
        configuration: {
          resource: {
            aws_db_event_subscription: { main: { sns_topic: '${aws_sns_topic.alerts.arn}', enabled: false } },
          },
        },
      },
    ],
    unknown: [
      {
        name: 'categories that only Terraform knows',
        configuration: {
          resource: {
            aws_db_event_subscription: {
              main: {
                sns_topic: '${aws_sns_topic.alerts.arn}',
                source_type: 'db-instance',
                event_categories: '${var.x}',
              },
            },
          },
          variable: { x: { type: 'list(string)' } },
        },
      },
    ],
  },
});
