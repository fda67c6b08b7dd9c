import { defineRule } from '../../engine/define-rule';
import { fail, pass, undecided, unknown } from '../../engine/outcome';
import type { Configuration } from '../../model/block';
import { isUnknown, toText, type Unknown, type Value } from '../../model/value';

const EXPECTED = 'setting { name = "containerInsights", value = "enabled" or "enhanced" }';

export default defineRule({
  id: 'ecs-container-insights',
  title: 'ECS clusters send their metrics to Container Insights',
  why: 'Without Container Insights nobody sees which task uses the processor, the memory or the network, and an intruder that mines coins stays unnoticed.',
  remediation: 'Add setting { name = "containerInsights", value = "enabled" } (or "enhanced") to the cluster.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_ecs_cluster'],
  whenUnknown:
    'The settings are expressions that only Terraform can compute, or the cluster has none and the configuration changes the default of the account.',
  controls: { fsbp: ['ECS.12'], nist80053r5: ['AU-6(3)', 'AU-6(4)', 'CA-7', 'SI-2'] },
  equivalents: {
    checkov: ['CKV_AWS_65'],
    trivy: ['AVD-AWS-0034'],
    tfsec: ['aws-ecs-enable-container-insight'],
    cdkNag: ['AwsSolutions-ECS4'],
    securityHub: ['ECS.12'],
    prowler: ['ecs_cluster_container_insights_enabled'],
    awsConfig: ['ecs-container-insights-enabled'],
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ClusterSetting.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/ecs_cluster.html.markdown',
  ],
  check(block, { configuration }) {
    let open: { readonly path: string; readonly value: Unknown } | undefined;
    let off: { readonly path: string; readonly observed: Value } | undefined;
    let on: string | undefined;
    for (const setting of block.nested('setting')) {
      const name = setting.unknown ?? toText(setting.get('name'));
      const value = toText(setting.get('value'));
      const path = `${setting.path}.value`;
      const isOn = isUnknown(value) ? value : /^(?:enabled|enhanced)$/i.test(value ?? '');
      if (isUnknown(name)) open ??= { path: setting.path, value: name };
      else if (name?.toLowerCase() !== 'containerinsights') continue;
      else if (isOn === true) on ??= path;
      else if (isOn === false) off ??= { path, observed: value };
      else open ??= { path, value: isOn };
    }
    const message = 'the cluster does not send its metrics to Container Insights';
    if (off !== undefined) return fail({ ...off, message, expected: EXPECTED });
    if (on !== undefined) return pass(on);
    if (open !== undefined) return undecided(open.path, open.value, EXPECTED);
    const account = accountDefault(configuration);
    if (account === undefined) return fail({ path: 'setting', message, expected: EXPECTED });
    return unknown({
      path: 'setting',
      message: `the cluster has no setting of its own, and ${account} may be applied before or after it is created`,
      expected: EXPECTED,
    });
  },
  examples: {
    good: [{ name: 'enabled', configuration: cluster([{ name: 'containerInsights', value: 'enabled' }]) }],
    bad: [
      { name: 'no setting', configuration: cluster(undefined) },
      { name: 'disabled', configuration: cluster([{ name: 'containerInsights', value: 'disabled' }]) },
    ],
    unknown: [
      {
        name: 'a variable without a default',
        configuration: {
          variable: { insights: { type: 'string' } },
          ...cluster([{ name: 'containerInsights', value: '${var.insights}' }]),
        },
      },
    ],
  },
});

/** The setting of the account that turns Container Insights on for new clusters, or may do so. */
function accountDefault(configuration: Configuration): string | undefined {
  return configuration.ofType('aws_ecs_account_setting_default').find((setting) => {
    const [name, value] = [toText(setting.get('name')), toText(setting.get('value'))];
    const isAbout = isUnknown(name) || name?.toLowerCase() === 'containerinsights';
    return isAbout && (isUnknown(value) || /^(?:enabled|enhanced)$/i.test(value ?? ''));
  })?.address;
}

function cluster(setting: readonly object[] | undefined): Readonly<Record<string, unknown>> {
  return { resource: { aws_ecs_cluster: { main: { name: 'main', ...(setting === undefined ? {} : { setting }) } } } };
}
