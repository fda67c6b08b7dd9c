import rule from '../../../../lib/compliance/rules/detection/guardduty-features-enabled';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resources } from '../resource';

const DETECTOR = 'aws_guardduty_detector.main';
const FEATURE = 'aws_guardduty_detector_feature.f';
const PLANS = [
  'S3_DATA_EVENTS',
  'EKS_AUDIT_LOGS',
  'LAMBDA_NETWORK_LOGS',
  'RDS_LOGIN_EVENTS',
  'EBS_MALWARE_PROTECTION',
  'RUNTIME_MONITORING',
];
const ID = '${aws_guardduty_detector.main.id}';
const BASELINE = { accountBaseline: true, address: 'terraform' };
const feature = (attributes: Record<string, unknown>) =>
  resources({
    [DETECTOR]: {},
    [FEATURE]: { detector_id: ID, name: 'S3_DATA_EVENTS', status: 'ENABLED', ...attributes },
  });
const each = { for_each: PLANS, name: '${each.value}' };

testRule(rule, {
  pass: [
    { name: 'one that is on', configuration: feature({}), address: FEATURE },
    { name: 'all, by for_each', configuration: feature(each), ...BASELINE },
    {
      name: 'all that are asked for',
      configuration: feature({}),
      options: { features: ['S3_DATA_EVENTS'], requireExplicit: true },
      ...BASELINE,
    },
    {
      name: 'one that is not asked for',
      configuration: feature({ name: 'EKS_RUNTIME_MONITORING', status: 'DISABLED' }),
      address: FEATURE,
    },
    {
      name: 'the block of a detector',
      configuration: resources({ [DETECTOR]: { datasources: { s3_logs: { enable: true } } } }),
      options: { features: ['S3_DATA_EVENTS'], requireExplicit: true },
      ...BASELINE,
    },
    {
      name: 'a detector elsewhere',
      configuration: resources({
        [FEATURE]: { ...each, detector_id: '${data.aws_guardduty_detector.d.id}', status: 'ENABLED' },
      }),
      ...BASELINE,
    },
  ],
  fail: [
    { name: 'off', configuration: feature({ status: 'DISABLED' }), address: FEATURE, path: 'status' },
    {
      name: 'off in one of for_each',
      configuration: feature({
        for_each: { S3_DATA_EVENTS: 'ENABLED', RDS_LOGIN_EVENTS: 'DISABLED' },
        name: '${each.key}',
        status: '${each.value}',
      }),
      findings: 1,
      message: 'RDS_LOGIN_EVENTS',
    },
    {
      name: 'off in the block of a detector',
      configuration: resources({
        [DETECTOR]: { datasources: [{ kubernetes: [{ audit_logs: [{ enable: false }] }] }] },
      }),
      address: DETECTOR,
      message: 'EKS_AUDIT_LOGS',
    },
    {
      name: 'nothing says so, where it has to',
      configuration: feature({}),
      options: { requireExplicit: true },
      findings: 5,
      ...BASELINE,
    },
    {
      name: 'on for another detector, where it has to be said',
      configuration: resources({
        [DETECTOR]: {},
        'aws_guardduty_detector.b': { provider: 'aws.us' },
        [FEATURE]: { detector_id: ID, name: 'S3_DATA_EVENTS', status: 'ENABLED' },
      }),
      options: { features: ['S3_DATA_EVENTS'], requireExplicit: true },
      findings: 1,
      message: 'aws_guardduty_detector.b',
      ...BASELINE,
    },
    { name: 'no detector', configuration: resources({}), ...BASELINE },
  ],
  unknown: [
    { name: 'nothing says so', configuration: resources({ [DETECTOR]: {} }), findings: 6, ...BASELINE },
    { name: 'a status', configuration: feature({ status: '${var.s}' }), address: FEATURE, path: 'status' },
    {
      name: 'a name',
      configuration: feature({ name: '${var.n}', status: 'DISABLED' }),
      address: FEATURE,
      path: 'name',
    },
    {
      name: 'a detector',
      configuration: feature({ detector_id: '${var.d}' }),
      options: { features: ['S3_DATA_EVENTS'], requireExplicit: true },
      ...BASELINE,
    },
    {
      name: 'on for one detector of two',
      configuration: resources({
        [DETECTOR]: { for_each: ['eu-west-1', 'us-east-1'], region: '${each.value}' },
        [FEATURE]: { ...each, detector_id: '${aws_guardduty_detector.main["eu-west-1"].id}', status: 'ENABLED' },
      }),
      ...BASELINE,
    },
    {
      name: 'a count',
      configuration: feature({ count: '${var.n}' }),
      options: { features: ['S3_DATA_EVENTS'], requireExplicit: true },
      ...BASELINE,
    },
  ],
  notApplicable: [{ name: 'no baseline', configuration: resources({}) }],
});
