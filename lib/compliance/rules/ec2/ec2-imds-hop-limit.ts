import { defineRule } from '../../engine/define-rule';
import { fail, pass, undecided, type Outcome } from '../../engine/outcome';
import { isUnknown, toNumber, toText, type Value } from '../../model/value';
import type { NestedBlock } from '../../model/block';

interface Options {
  /** Network hops that a metadata response may take. */
  readonly maxHops: number;
}

export default defineRule<Options>({
  id: 'ec2-imds-hop-limit',
  title: 'Metadata responses do not leave the instance',
  why: 'With more than one hop a response passes a router: a container, or a proxy that forwards requests, gets the credentials of the instance it runs on.',
  remediation:
    'Set http_put_response_hop_limit = 1 in metadata_options, and give containers roles of their own (task roles, pod identities).',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_instance', 'aws_launch_template', 'aws_launch_configuration'],
  whenUnknown: 'http_put_response_hop_limit is an expression that only Terraform can compute.',
  controls: {},
  equivalents: { checkov: ['CKV_AWS_341'] },
  sources: [
    'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-options.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/launch_template.html.markdown',
  ],
  defaultOptions: { maxHops: 1 },
  optionsSchema: {
    maxHops: {
      type: 'integer',
      minimum: 1,
      maximum: 64,
      description: 'Hops that a response may take: 2 for hosts whose containers have to read the metadata.',
    },
  },
  check(block, { options }) {
    const items = block.nested('metadata_options');
    return items.length === 0 ? pass() : items.map((item) => judge(item, options.maxHops));
  },
  examples: {
    good: [
      {
        name: 'one hop',
        configuration: {
          resource: {
            aws_launch_template: {
              web: {
                image_id: 'ami-0abc',
                metadata_options: { http_tokens: 'required', http_put_response_hop_limit: 1 },
              },
            },
          },
        },
      },
    ],
    bad: [
      {
        name: 'three hops',
        configuration: {
          resource: {
            aws_launch_template: {
              web: {
                image_id: 'ami-0abc',
                metadata_options: { http_tokens: 'required', http_put_response_hop_limit: 3 },
              },
            },
          },
        },
      },
    ],
    unknown: [
      {
        name: 'as a variable says',
        configuration: {
          resource: {
            aws_launch_template: {
              web: { image_id: 'ami-0abc', metadata_options: { http_put_response_hop_limit: '${var.hops}' } },
            },
          },
        },
      },
    ],
  },
});

function judge(item: NestedBlock, maxHops: number): Outcome {
  const path = `${item.path}.http_put_response_hop_limit`;
  const expected = `http_put_response_hop_limit = ${String(maxHops)}`;
  if (item.unknown !== undefined) return undecided(item.path, item.unknown, expected);
  const written: Value = item.get('http_put_response_hop_limit');
  if (written === undefined || toText(item.get('http_endpoint')) === 'disabled') return pass(path);
  const hops = toNumber(written);
  if (isUnknown(hops)) return undecided(path, hops, expected);
  if (hops !== undefined && hops <= maxHops) return pass(path);
  const message = `metadata responses travel ${String(hops ?? 'an unreadable number of')} hops, beyond the instance itself`;
  return fail({ path, message, observed: written, expected });
}
