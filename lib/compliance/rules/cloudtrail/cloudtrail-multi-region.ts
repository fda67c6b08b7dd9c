import { defineRule } from '../../engine/define-rule';
import { pass } from '../../engine/outcome';
import type { Block } from '../../model/block';
import { requireDeclared } from '../../reading/account-baseline';
import { both } from '../../reading/truth';
import { managementEvents } from './shared/recorded-events';
import { anyTrailMeets, lacks, recordsEverywhere, TRAIL, type Demand } from './shared/trails';
import { trailExample } from './shared/example-trail';

export default defineRule({
  id: 'cloudtrail-multi-region',
  title: 'One trail records the management events of all regions',
  why: 'Intruders work in regions that nobody looks at. A trail of one region, or of write events only, shows nothing of it.',
  remediation:
    'Set is_multi_region_trail = true on one trail, leave enable_logging on, and record all management events: no selector, or one with read_write_type = "All" and include_management_events = true.',
  severity: 'high',
  scope: 'account-baseline',
  resourceTypes: ['aws_cloudtrail'],
  whenUnknown:
    'The regions, the state or a selector of a trail, or whether there is a trail, is an expression that only Terraform can compute.',
  controls: {
    cisAws: { '1.4.0': ['3.1'], '3.0.0': ['3.1'], '5.0.0': ['3.1'], '6.0.0': ['4.1'] },
    fsbp: ['CloudTrail.1'],
    nist80053r5: [
      'AC-2(4)',
      'AC-4(26)',
      'AC-6(9)',
      'AU-10',
      'AU-12',
      'AU-2',
      'AU-3',
      'AU-6(3)',
      'AU-6(4)',
      'AU-14(1)',
      'CA-7',
      'SC-7(9)',
      'SI-3(8)',
      'SI-4(20)',
      'SI-7(8)',
      'SA-8(22)',
    ],
    pciDss: [
      'v4.0.1/10.2.1',
      'v3.2.1/10.1',
      'v3.2.1/10.2.1',
      'v3.2.1/10.2.2',
      'v3.2.1/10.2.3',
      'v3.2.1/10.2.4',
      'v3.2.1/10.2.5',
      'v3.2.1/10.2.6',
      'v3.2.1/10.2.7',
      'v3.2.1/10.3.1',
      'v3.2.1/10.3.2',
      'v3.2.1/10.3.3',
      'v3.2.1/10.3.4',
      'v3.2.1/10.3.5',
      'v3.2.1/10.3.6',
    ],
    soc2: ['CC2.1', 'CC7.2', 'A1.2', 'PI1.3'],
    iso27001_2022: ['A.8.15', 'A.8.16'],
  },
  equivalents: {
    checkov: [
      { id: 'CKV_AWS_67', relation: 'narrower' },
      { id: 'CKV_AWS_251', relation: 'broader' },
    ],
    trivy: [{ id: 'AVD-AWS-0014', relation: 'narrower' }],
    tfsec: [{ id: 'aws-cloudtrail-enable-all-regions', relation: 'narrower' }],
    securityHub: ['CloudTrail.1', 'CloudTrail.3'],
    prowler: ['cloudtrail_multi_region_enabled', 'cloudtrail_multi_region_enabled_logging_management_events'],
    awsConfig: ['multi-region-cloudtrail-enabled', 'cloudtrail-enabled'],
  },
  sources: [
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/receive-cloudtrail-log-files-from-multiple-regions.html',
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-management-events-with-cloudtrail.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/cloudtrail.html.markdown',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/cloudtrail-controls.html',
  ],

  examples: {
    good: [{ name: 'all regions', configuration: trailExample({ is_multi_region_trail: true }) }],
    bad: [
      { name: 'one region', configuration: trailExample({}) },
      {
        name: 'write events only',
        configuration: trailExample({
          is_multi_region_trail: true,
          event_selector: [{ read_write_type: 'WriteOnly', include_management_events: true }],
        }),
      },
      {
        name: 'a baseline without a trail',
        configuration: { terraform: { required_version: '>= 1.11' } },
        accountBaseline: true,
        address: 'terraform',
      },
    ],
    unknown: [
      {
        name: 'regions that a variable decides',
        configuration: {
          variable: { everywhere: { type: 'bool' } },
          ...trailExample({ is_multi_region_trail: '${var.everywhere}' }),
        },
      },
    ],
  },
  check(block, { configuration }) {
    const isMet = anyTrailMeets(configuration, demandsOf, block);
    return isMet === true ? pass() : lacks(demandsOf(block), isMet);
  },
  absence({ configuration }) {
    if (configuration.ofType(TRAIL).length > 0) return [];
    return requireDeclared(configuration, false, {
      message: 'the baseline has no trail, so nothing records who calls AWS',
      expected: 'an aws_cloudtrail with is_multi_region_trail = true',
    });
  },
});

function demandsOf(trail: Block): readonly Demand[] {
  const { read, write } = managementEvents(trail);
  const path = trail.nested('advanced_event_selector').length > 0 ? 'advanced_event_selector' : 'event_selector';
  return [
    ...recordsEverywhere(trail),
    {
      holds: both(read, write),
      path,
      message: 'the trail records only some of the management events',
      expected: 'management events of read and write calls',
    },
  ];
}
