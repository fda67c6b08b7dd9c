import { defineRule } from '../../engine/define-rule';
import { fail, notApplicable, undecided, unknown, type Outcome } from '../../engine/outcome';
import type { Block } from '../../model/block';
import { isUnknown } from '../../model/value';
import { declaredInstances, exists, requireDeclared, requireInEveryRegion } from '../../reading/account-baseline';
import { requireTrue } from '../../reading/boolean-argument';
import { both, some } from '../../reading/truth';
import { recordsAll, recordsGlobalTypes, statusesOf } from './shared/config-recorder';

const RECORDER = 'aws_config_configuration_recorder';
const STATUS = 'aws_config_configuration_recorder_status';
const CHANNEL = 'aws_config_delivery_channel';

export default defineRule({
  id: 'config-recorder-enabled',
  title: 'AWS Config records every resource of every region that is used',
  why: 'Without the recorder nobody can tell what a resource looked like last week, who changed it, or that somebody did; Security Hub has nothing to evaluate.',
  remediation:
    'For each region declare aws_config_configuration_recorder without all_supported = false, an aws_config_configuration_recorder_status with is_enabled = true, and an aws_config_delivery_channel; set include_global_resource_types = true in one region.',
  severity: 'critical',
  scope: 'account-baseline',
  resourceTypes: [RECORDER, STATUS, CHANNEL],
  whenUnknown:
    'is_enabled, an argument of recording_group, a region or a count is an expression that only Terraform can compute, or a module may hold the recorder.',
  controls: {
    cisAws: { '1.4.0': ['3.5'], '3.0.0': ['3.3'], '5.0.0': ['3.3'], '6.0.0': ['4.3'] },
    fsbp: ['Config.1'],
    nist80053r5: ['CM-3', 'CM-6(1)', 'CM-8', 'CM-8(2)'],
    pciDss: ['v3.2.1/10.5.2', 'v3.2.1/11.5'],
    soc2: ['CC2.1', 'CC3.1', 'CC3.4', 'CC8.1', 'PI1.3'],
    iso27001_2022: ['A.5.16', 'A.5.22'],
  },
  equivalents: {
    checkov: ['CKV2_AWS_45', { id: 'CKV2_AWS_48', relation: 'narrower' }],
    securityHub: [{ id: 'Config.1', relation: 'narrower' }],
    prowler: [
      'config_recorder_all_regions_enabled',
      { id: 'config_recorder_using_aws_service_role', relation: 'narrower' },
    ],
  },
  sources: [
    'https://docs.aws.amazon.com/config/latest/APIReference/API_RecordingGroup.html',
    'https://docs.aws.amazon.com/config/latest/APIReference/API_ExclusionByResourceTypes.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/config-controls.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/config_configuration_recorder.html.markdown',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/config_configuration_recorder_status.html.markdown',
  ],
  check(block) {
    if (block.type === CHANNEL) return notApplicable();
    if (block.type === STATUS) return requireTrue(block, 'is_enabled', 'the recorder of AWS Config is stopped');
    return [...judgeRecording(block), ...judgeStatus(block)];
  },
  absence({ configuration }) {
    const recorders = configuration.ofType(RECORDER);
    return [
      ...requireInEveryRegion(
        configuration,
        recorders.flatMap((recorder) => declaredInstances(recorder)),
        { message: 'no recorder of AWS Config is declared', expected: `an ${RECORDER}` },
      ),
      ...requireInEveryRegion(
        configuration,
        configuration.ofType(CHANNEL).flatMap((channel) => declaredInstances(channel)),
        { message: 'nothing delivers what AWS Config records', expected: `an ${CHANNEL}` },
      ).map(withSubject('channel')),
      ...(recorders.length === 0
        ? []
        : requireDeclared(
            configuration,
            some(recorders, (recorder) => both(exists(recorder), recordsGlobalTypes(recorder))),
            {
              message: 'no recorder of AWS Config records the resource types of IAM',
              expected: 'include_global_resource_types = true in one region',
              subject: 'global resource types',
            },
          )),
    ];
  },
  examples: {
    good: [
      {
        name: 'a recorder that runs',
        configuration: {
          provider: { aws: { region: 'eu-west-1' } },
          resource: {
            [RECORDER]: {
              main: {
                role_arn: '${aws_iam_role.config.arn}',
                recording_group: { all_supported: true, include_global_resource_types: true },
              },
            },
            [STATUS]: { main: { name: `\${${RECORDER}.main.name}`, is_enabled: true } },
            [CHANNEL]: { main: { s3_bucket_name: 'config-history' } },
          },
        },
        accountBaseline: true,
      },
    ],
    bad: [
      {
        name: 'a recorder that is stopped',
        configuration: {
          resource: {
            [RECORDER]: { main: { role_arn: '${aws_iam_role.config.arn}' } },
            [STATUS]: { main: { name: `\${${RECORDER}.main.name}`, is_enabled: false } },
          },
        },
        address: `${STATUS}.main`,
      },
      {
        name: 'buckets only',
        configuration: {
          resource: {
            [RECORDER]: {
              main: {
                role_arn: '${aws_iam_role.config.arn}',
                recording_group: { all_supported: false, resource_types: ['AWS::S3::Bucket'] },
              },
            },
            [STATUS]: { main: { name: `\${${RECORDER}.main.name}`, is_enabled: true } },
          },
        },
        address: `${RECORDER}.main`,
      },
      {
        name: 'a baseline without a recorder',
        configuration: { provider: { aws: { region: 'eu-west-1' } } },
        address: 'terraform',
        accountBaseline: true,
      },
    ],
    unknown: [
      {
        name: 'a variable starts the recorder',
        configuration: {
          variable: { record: { type: 'bool' } },
          resource: { [STATUS]: { main: { name: 'default', is_enabled: '${var.record}' } } },
        },
      },
    ],
  },
});

function judgeRecording(recorder: Block): readonly Outcome[] {
  const { truth, path } = recordsAll(recorder);
  const expected = 'all_supported = true, or types that are excluded one by one';
  if (truth === true) return [];
  if (isUnknown(truth)) return [undecided(path, truth, expected)];
  return [
    fail({
      path,
      message: 'AWS Config records only the resource types that are listed',
      observed: recorder.get(path),
      expected,
    }),
  ];
}

/** A status that is off is reported itself. */
function judgeStatus(recorder: Block): readonly Outcome[] {
  const belongs = some(statusesOf(recorder), (status) => status.belongs);
  if (belongs === true) return [];
  const expected = `an ${STATUS} with is_enabled = true`;
  return isUnknown(belongs)
    ? [
        unknown({
          message: `whether ${belongs.expression} starts this recorder is not known`,
          expected,
          subject: 'status',
        }),
      ]
    : [fail({ message: 'nothing starts the recorder of AWS Config', expected, subject: 'status' })];
}

function withSubject(prefix: string): (outcome: Outcome) => Outcome {
  return (outcome) =>
    outcome.verdict === 'fail' || outcome.verdict === 'unknown'
      ? { ...outcome, subject: `${prefix} ${outcome.subject ?? ''}` }
      : outcome;
}
