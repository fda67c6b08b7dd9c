import { defineRule } from '../../engine/define-rule';
import { fail, undecided, unknown, type Outcome } from '../../engine/outcome';
import type { Block, Configuration } from '../../model/block';
import { isUnknown, toBoolean } from '../../model/value';
import { requireDeclared } from '../../reading/account-baseline';
import {
  DATASOURCES,
  DETECTOR,
  FEATURE,
  planState,
  planSwitches,
  switchesOf,
  type PlanSwitch,
} from './shared/guardduty-plans';

interface FeatureOptions {
  readonly features: readonly string[];
  readonly requireExplicit: boolean;
}

export default defineRule<FeatureOptions>({
  id: 'guardduty-features-enabled',
  title: 'The protection plans of GuardDuty are on',
  why: 'The basic detector watches network traffic and API calls only. Theft from buckets, attacks on clusters and logins to databases, and malware on volumes are seen by plans that are switched one by one.',
  remediation:
    'Add an aws_guardduty_detector_feature with status = "ENABLED" for each of S3_DATA_EVENTS, EKS_AUDIT_LOGS, LAMBDA_NETWORK_LOGS, RDS_LOGIN_EVENTS, EBS_MALWARE_PROTECTION and RUNTIME_MONITORING.',
  severity: 'high',
  scope: 'account-baseline',
  resourceTypes: [DETECTOR, FEATURE],
  whenUnknown:
    'No resource says whether a plan is on (AWS turns most on for a new detector), or its name, status or detector is an expression that only Terraform can compute.',
  controls: {
    fsbp: ['GuardDuty.5', 'GuardDuty.6', 'GuardDuty.8', 'GuardDuty.9', 'GuardDuty.10', 'GuardDuty.11'],
  },
  equivalents: {
    securityHub: [
      { id: 'GuardDuty.5', relation: 'broader' },
      { id: 'GuardDuty.6', relation: 'broader' },
      { id: 'GuardDuty.8', relation: 'broader' },
      { id: 'GuardDuty.9', relation: 'broader' },
      { id: 'GuardDuty.10', relation: 'broader' },
      { id: 'GuardDuty.11', relation: 'broader' },
    ],
    prowler: [
      { id: 'guardduty_s3_protection_enabled', relation: 'broader' },
      { id: 'guardduty_lambda_protection_enabled', relation: 'broader' },
      { id: 'guardduty_rds_protection_enabled', relation: 'broader' },
    ],
    awsConfig: [
      { id: 'guardduty-eks-protection-audit-enabled', relation: 'broader' },
      { id: 'guardduty-lambda-protection-enabled', relation: 'broader' },
      { id: 'guardduty-malware-protection-enabled', relation: 'broader' },
      { id: 'guardduty-rds-protection-enabled', relation: 'broader' },
      { id: 'guardduty-s3-protection-enabled', relation: 'broader' },
      { id: 'guardduty-runtime-monitoring-enabled', relation: 'broader' },
    ],
  },
  sources: [
    'https://docs.aws.amazon.com/guardduty/latest/ug/guardduty-features-activation-model.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/guardduty-controls.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/guardduty_detector_feature.html.markdown',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/guardduty_detector.html.markdown',
  ],
  defaultOptions: {
    features: [
      'S3_DATA_EVENTS',
      'EKS_AUDIT_LOGS',
      'LAMBDA_NETWORK_LOGS',
      'RDS_LOGIN_EVENTS',
      'EBS_MALWARE_PROTECTION',
      'RUNTIME_MONITORING',
    ],
    requireExplicit: false,
  },
  optionsSchema: {
    features: {
      description: 'Protection plans that have to be on, by the name of the feature.',
      type: 'array',
      items: { type: 'string' },
    },
    requireExplicit: {
      description: 'Report a plan that no resource of the baseline switches on as missing instead of unknown.',
      type: 'boolean',
    },
  },
  check(block, { options }) {
    if (block.type === DETECTOR) return judgeDatasources(block, options);
    return switchesOf(block).flatMap((plan) => judgeSwitch(plan, options));
  },
  absence({ configuration, options }) {
    const switches = planSwitches(configuration);
    const isElsewhere = switches.some(({ detector }) => detector === undefined);
    const detectors: readonly (Block | undefined)[] = [
      ...configuration.ofType(DETECTOR),
      ...(isElsewhere && configuration.ofType(DETECTOR).length === 0 ? [undefined] : []),
    ];
    if (detectors.length === 0) {
      const message = 'no detector of GuardDuty is declared, and so no protection plan';
      return requireDeclared(configuration, false, { message, expected: `an ${DETECTOR} and ${FEATURE}` });
    }
    return detectors.flatMap((detector) => {
      const mine = switches.filter(
        (plan) => plan.detector === detector || plan.detector === undefined || !plan.isCertain,
      );
      return options.features.flatMap((plan) => missing(configuration, detector, plan, mine, options));
    });
  },
  examples: {
    good: [
      {
        name: 'on',
        configuration: {
          resource: {
            [DETECTOR]: { main: { enable: true } },
            [FEATURE]: {
              buckets: { detector_id: `\${${DETECTOR}.main.id}`, name: 'S3_DATA_EVENTS', status: 'ENABLED' },
            },
          },
        },
      },
    ],
    bad: [
      {
        name: 'switched off',
        configuration: {
          resource: {
            [DETECTOR]: { main: { enable: true } },
            [FEATURE]: {
              buckets: { detector_id: `\${${DETECTOR}.main.id}`, name: 'S3_DATA_EVENTS', status: 'DISABLED' },
            },
          },
        },
        address: `${FEATURE}.buckets`,
      },
    ],
    unknown: [
      {
        name: 'a baseline that says nothing of the plans',
        configuration: { resource: { [DETECTOR]: { main: { enable: true } } } },
        address: 'terraform',
        accountBaseline: true,
      },
    ],
  },
});

function judgeSwitch({ block, instance, name, status }: PlanSwitch, { features }: FeatureOptions): readonly Outcome[] {
  const path = 'status';
  const expected = 'status = "ENABLED"';
  if (status === 'ENABLED' || (typeof name === 'string' && !features.includes(name))) return [];
  const subject = typeof name === 'string' ? name : instance;
  if (isUnknown(status)) return [{ ...undecided(path, status, expected), subject }];
  if (isUnknown(name)) return [{ ...undecided('name', name, expected), subject }];
  const message = `the protection plan ${name ?? ''} of GuardDuty is switched off`;
  return [fail({ path, message, observed: block.get(path), expected, subject })];
}

function judgeDatasources(detector: Block, { features }: FeatureOptions): readonly Outcome[] {
  return [...DATASOURCES].flatMap(([plan, path]): readonly Outcome[] => {
    const enabled = features.includes(plan) ? toBoolean(detector.get(path)) : undefined;
    const expected = `${path} = true`;
    if (isUnknown(enabled)) return [undecided(path, enabled, expected)];
    if (enabled !== false) return [];
    const message = `the protection plan ${plan} of GuardDuty is switched off`;
    return [fail({ path, message, observed: detector.get(path), expected, subject: plan })];
  });
}

/** What is switched off is reported where that is written. */
function missing(
  configuration: Configuration,
  detector: Block | undefined,
  plan: string,
  switches: readonly PlanSwitch[],
  options: FeatureOptions,
): readonly Outcome[] {
  const state = planState(detector, plan, switches);
  if (state === true || state === false) return [];
  const where = detector?.address ?? 'the detector';
  const subject = `${where} ${plan}`;
  const expected = `an ${FEATURE} of ${where} with name = "${plan}" and status = "ENABLED"`;
  if (state !== undefined || options.requireExplicit) {
    const message = `nothing switches the protection plan ${plan} on for ${where}`;
    return requireDeclared(configuration, state ?? false, { message, expected, subject });
  }
  const message = `nothing says whether the protection plan ${plan} is on for ${where}: it depends on when the detector was made`;
  return [unknown({ message, expected, subject })];
}
