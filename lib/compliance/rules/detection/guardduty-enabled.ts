import { defineRule } from '../../engine/define-rule';
import { fail, notApplicable, pass, undecided } from '../../engine/outcome';
import type { Block } from '../../model/block';
import { isUnknown, toBoolean, toText, Unknown } from '../../model/value';
import { declaredInstances, requireInEveryRegion } from '../../reading/account-baseline';
import { instancesOf } from '../../reading/block-instances';
import type { Truth } from '../../reading/truth';

const DETECTOR = 'aws_guardduty_detector';
const ORGANIZATION = 'aws_guardduty_organization_configuration';

export default defineRule({
  id: 'guardduty-enabled',
  title: 'GuardDuty is on in every region that is used',
  why: 'GuardDuty notices stolen credentials, mining and machines that call home. Where it is off, such things show up on the bill or in the news.',
  remediation: 'Declare aws_guardduty_detector for each provider region, and leave enable out or true.',
  severity: 'high',
  scope: 'account-baseline',
  resourceTypes: [DETECTOR, ORGANIZATION],
  whenUnknown:
    'enable, a region or a count is an expression that only Terraform can compute, the detector is created outside the configuration, or a module may hold it.',
  controls: {
    fsbp: ['GuardDuty.1'],
    nist80053r5: [
      'AC-2(12)',
      'AU-6(1)',
      'AU-6(5)',
      'CA-7',
      'CM-8(3)',
      'RA-3(4)',
      'SA-11(1)',
      'SA-11(6)',
      'SA-15(2)',
      'SA-15(8)',
      'SA-8(19)',
      'SA-8(21)',
      'SA-8(25)',
      'SC-5',
      'SC-5(1)',
      'SC-5(3)',
      'SI-20',
      'SI-3(8)',
      'SI-4',
      'SI-4(1)',
      'SI-4(13)',
      'SI-4(2)',
      'SI-4(22)',
      'SI-4(25)',
      'SI-4(4)',
      'SI-4(5)',
    ],
    pciDss: ['v4.0.1/11.5.1', 'v3.2.1/11.4'],
    soc2: ['CC3.1', 'CC3.2', 'CC4.2', 'CC6.8', 'CC7.1', 'CC7.2', 'CC7.3', 'CC7.4'],
    iso27001_2022: ['A.5.19', 'A.5.21', 'A.5.25', 'A.5.28', 'A.5.29', 'A.8.7', 'A.8.9'],
  },
  equivalents: {
    checkov: ['CKV_AWS_238', { id: 'CKV2_AWS_3', relation: 'narrower' }],
    securityHub: ['GuardDuty.1'],
    prowler: ['guardduty_is_enabled'],
    awsConfig: ['guardduty-enabled-centralized'],
  },
  sources: [
    'https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_settingup.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/guardduty-controls.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/guardduty_detector.html.markdown',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/guardduty_organization_configuration.html.markdown',
  ],
  check(block) {
    if (block.type !== DETECTOR) return notApplicable();
    const path = 'enable';
    const expected = 'enable = true';
    return instancesOf(block).map(({ instance, get }) => {
      const enabled = toBoolean(get(path));
      if (isUnknown(enabled)) return { ...undecided(path, enabled, expected), subject: instance };
      if (enabled !== false) return pass(path);
      const message = 'the detector of GuardDuty is switched off';
      return fail({ path, message, observed: get(path), expected, subject: instance });
    });
  },
  absence({ configuration }) {
    const detectors = configuration.ofType(DETECTOR).flatMap((block) => declaredInstances(block));
    const organization = configuration
      .ofType(ORGANIZATION)
      .flatMap((block) => declaredInstances(block, () => detectorElsewhere(block)));
    return requireInEveryRegion(configuration, [...detectors, ...organization], {
      message: 'no detector of GuardDuty is declared',
      expected: `an ${DETECTOR}`,
    });
  },
  examples: {
    good: [
      {
        name: 'a detector in each region',
        configuration: {
          provider: { aws: [{ region: 'eu-west-1' }, { alias: 'us', region: 'us-east-1' }] },
          resource: { [DETECTOR]: { eu: { enable: true }, us: { provider: 'aws.us' } } },
        },
        accountBaseline: true,
      },
    ],
    bad: [
      {
        name: 'switched off',
        configuration: { resource: { [DETECTOR]: { main: { enable: false } } } },
      },
      {
        name: 'a baseline without a detector',
        configuration: { provider: { aws: { region: 'eu-west-1' } } },
        address: 'terraform',
        accountBaseline: true,
      },
    ],
    unknown: [
      {
        name: 'a variable decides',
        configuration: {
          variable: { enable: { type: 'bool' } },
          resource: { [DETECTOR]: { main: { enable: '${var.enable}' } } },
        },
      },
    ],
  },
});

/** Settings of the organization need a detector; where it is none of this configuration, it is not known whether it is on. */
function detectorElsewhere(block: Block): Truth {
  const { blocks } = block.configuration.link(block.get('detector_id'), [DETECTOR]);
  if (blocks.length > 0) return false;
  const id = toText(block.get('detector_id'));
  return isUnknown(id) ? id : new Unknown(`the detector ${id ?? ''} of ${block.address}`);
}
