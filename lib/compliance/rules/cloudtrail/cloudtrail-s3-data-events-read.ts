import { defineRule } from '../../engine/define-rule';
import { judgeDataEvents, missingDataEvents } from './shared/data-events';
import { trailExample } from './shared/example-trail';

export default defineRule({
  id: 'cloudtrail-s3-data-events-read',
  title: 'A trail records who reads objects of all buckets',
  why: 'Management events do not show who downloads objects. After a leak nobody can tell what was taken, or by whom.',
  remediation:
    'Add to a trail of all regions an event_selector with read_write_type = "All" (or "ReadOnly") and a data_resource of type AWS::S3::Object with the value "arn:aws:s3"; or an advanced_event_selector for eventCategory Data and resources.type AWS::S3::Object.',
  severity: 'medium',
  scope: 'account-baseline',
  resourceTypes: ['aws_cloudtrail'],
  whenUnknown: 'A selector of a trail, or whether there is a trail, is an expression that only Terraform can compute.',
  controls: {
    cisAws: { '1.4.0': ['3.11'], '3.0.0': ['3.9'], '5.0.0': ['3.9'], '6.0.0': ['4.9'] },
    nist80053r5: [
      'AC-2(4)',
      'AC-3(1)',
      'AC-3(10)',
      'AC-4(26)',
      'AC-6(9)',
      'AU-2(b)',
      'AU-3(a)',
      'AU-3(b)',
      'AU-3(c)',
      'AU-3(d)',
      'AU-3(e)',
      'AU-3(f)',
      'AU-6(3)',
      'AU-6(4)',
      'AU-6(6)',
      'AU-6(9)',
      'AU-8(b)',
      'AU-10',
      'AU-12(a)',
      'AU-12(c)',
      'AU-12(1)',
      'AU-12(2)',
      'AU-12(3)',
      'AU-12(4)',
      'AU-14(a)',
      'AU-14(b)',
      'AU-14(3)',
      'CA-7(b)',
      'CM-5(1)(b)',
      'CM-6(a)',
      'CM-9(b)',
      'IA-3(3)(b)',
      'MA-4(1)(a)',
      'PM-14(a)(1)',
      'PM-14(b)',
      'PM-31',
      'SC-7(9)(b)',
      'SI-1(1)(c)',
      'SI-3(8)(b)',
      'SI-4(2)',
      'SI-4(17)',
      'SI-4(20)',
      'SI-7(8)',
      'SI-10(1)(c)',
    ],
    pciDss: ['v4.0.1/10.2.1'],
    soc2: ['CC2.1', 'CC7.2'],
    iso27001_2022: ['A.8.15', 'A.8.16'],
  },
  equivalents: {
    trivy: [{ id: 'AVD-AWS-0172', relation: 'broader' }],
    tfsec: [{ id: 'aws-s3-enable-object-read-logging', relation: 'broader' }],
    securityHub: ['S3.23'],
    prowler: ['cloudtrail_s3_dataevents_read_enabled'],
    awsConfig: ['cloudtrail-all-read-s3-data-event-check'],
  },
  sources: [
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/cloudtrail.html.markdown',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html',
  ],

  examples: {
    good: [
      {
        name: 'all buckets',
        configuration: trailExample({
          is_multi_region_trail: true,
          event_selector: [
            { read_write_type: 'All', data_resource: [{ type: 'AWS::S3::Object', values: ['arn:aws:s3'] }] },
          ],
        }),
      },
    ],
    bad: [
      {
        name: 'one bucket only',
        configuration: trailExample({
          is_multi_region_trail: true,
          event_selector: [
            {
              read_write_type: 'All',
              data_resource: [{ type: 'AWS::S3::Object', values: ['${aws_s3_bucket.records.arn}/'] }],
            },
          ],
        }),
      },
      {
        name: 'a baseline whose trail records no objects',
        configuration: trailExample({ is_multi_region_trail: true }),
        accountBaseline: true,
        address: 'terraform',
      },
    ],
    unknown: [
      {
        name: 'calls that a variable selects',
        configuration: {
          variable: { calls: { type: 'string' } },
          ...trailExample({
            is_multi_region_trail: true,
            event_selector: [
              { read_write_type: '${var.calls}', data_resource: [{ type: 'AWS::S3::Object', values: ['arn:aws:s3'] }] },
            ],
          }),
        },
      },
    ],
  },
  check(block) {
    return judgeDataEvents(block, 'read');
  },
  absence({ configuration }) {
    return missingDataEvents(configuration, 'read');
  },
});
