import { defineRule } from '../../engine/define-rule';
import { fail, pass, undecided, type Outcome } from '../../engine/outcome';
import type { Block, NestedBlock } from '../../model/block';
import { isUnknown, toList, toText } from '../../model/value';
import { ORIGIN_PROTOCOLS } from './data/tls-policies';
import { areAllHttpsOnly } from './shared/cache-behaviors';

export default defineRule<{ readonly allowTls11: boolean }>({
  id: 'cloudfront-origin-tls',
  title: 'Custom origins are reached over TLS 1.2',
  why: 'Behind the edge the request crosses the internet once more. Over plain HTTP or an old protocol it can be read and changed there, although the viewer used HTTPS.',
  remediation:
    'In custom_origin_config set origin_protocol_policy = "https-only" and origin_ssl_protocols = ["TLSv1.2"].',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_cloudfront_distribution'],
  whenUnknown:
    'origin_protocol_policy, origin_ssl_protocols, or with match-viewer the policy of a cache behavior, is an expression that only Terraform can compute.',
  controls: {
    fsbp: ['CloudFront.9', 'CloudFront.10'],
    nist80053r5: [
      'AC-17(2)',
      'AC-4',
      'IA-5(1)',
      'SC-12(3)',
      'SC-13',
      'SC-23',
      'SC-23(3)',
      'SC-7(4)',
      'SC-8',
      'SC-8(1)',
      'SC-8(2)',
      'SI-7(6)',
    ],
    iso27001_2022: ['A.8.24'],
  },
  equivalents: {
    checkov: [{ id: 'CKV2_AWS_72', relation: 'broader' }],
    cdkNag: ['AwsSolutions-CFR5'],
    securityHub: ['CloudFront.9', { id: 'CloudFront.10', relation: 'broader' }],
    prowler: ['cloudfront_distributions_origin_traffic_encrypted'],
    awsConfig: [
      'cloudfront-traffic-to-origin-encrypted',
      { id: 'cloudfront-no-deprecated-ssl-protocols', relation: 'broader' },
    ],
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-https-cloudfront-to-custom-origin.html',
    'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/secure-connections-supported-ciphers-cloudfront-to-origin.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/cloudfront-controls.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/cloudfront_distribution.html.markdown',
  ],
  defaultOptions: { allowTls11: false },
  optionsSchema: { allowTls11: { type: 'boolean', description: 'accept TLSv1.1 beside TLSv1.2' } },
  check(block, { options }) {
    const accepted = options.allowTls11 ? [...ORIGIN_PROTOCOLS, 'TLSv1.1'] : ORIGIN_PROTOCOLS;
    return block.nested('origin').flatMap((origin) => {
      if (origin.unknown !== undefined) return [undecided(origin.path, origin.unknown)];
      return origin.nested('custom_origin_config').flatMap((config) => judge(config, block, accepted));
    });
  },
  examples: {
    good: [
      {
        name: 'HTTPS over TLS 1.2',
        configuration: {
          resource: {
            aws_cloudfront_distribution: {
              site: {
                origin: [
                  {
                    origin_id: 'api',
                    domain_name: 'api.example.com',
                    custom_origin_config: {
                      http_port: 80,
                      https_port: 443,
                      origin_protocol_policy: 'https-only',
                      origin_ssl_protocols: ['TLSv1.2'],
                    },
                  },
                ],
              },
            },
          },
        },
      },
    ],
    bad: [
      {
        name: 'plain HTTP',
        configuration: {
          resource: {
            aws_cloudfront_distribution: {
              site: {
                origin: [
                  {
                    origin_id: 'api',
                    domain_name: 'api.example.com',
                    custom_origin_config: {
                      http_port: 80,
                      https_port: 443,
                      origin_protocol_policy: 'http-only',
                      origin_ssl_protocols: ['TLSv1.2'],
                    },
                  },
                ],
              },
            },
          },
        },
      },
      {
        name: 'TLS 1.0 is still offered',
        configuration: {
          resource: {
            aws_cloudfront_distribution: {
              site: {
                origin: [
                  {
                    origin_id: 'api',
                    domain_name: 'api.example.com',
                    custom_origin_config: {
                      http_port: 80,
                      https_port: 443,
                      origin_protocol_policy: 'https-only',
                      origin_ssl_protocols: ['TLSv1', 'TLSv1.2'],
                    },
                  },
                ],
              },
            },
          },
        },
      },
    ],
    unknown: [
      {
        name: 'a variable decides',
        configuration: {
          variable: { policy: { type: 'string' } },
          resource: {
            aws_cloudfront_distribution: {
              site: {
                origin: [
                  {
                    origin_id: 'api',
                    domain_name: 'api.example.com',
                    custom_origin_config: {
                      http_port: 80,
                      https_port: 443,
                      origin_protocol_policy: '${var.policy}',
                      origin_ssl_protocols: ['TLSv1.2'],
                    },
                  },
                ],
              },
            },
          },
        },
      },
    ],
  },
});

function judge(config: NestedBlock, distribution: Block, accepted: readonly string[]): readonly Outcome[] {
  if (config.unknown !== undefined) return [undecided(config.path, config.unknown)];
  const policy = judgePolicy(config, distribution);
  return toText(config.get('origin_protocol_policy')) === 'http-only'
    ? [policy]
    : [policy, judgeProtocols(config, accepted)];
}

function judgePolicy(config: NestedBlock, distribution: Block): Outcome {
  const path = `${config.path}.origin_protocol_policy`;
  const expected = "origin_protocol_policy = 'https-only'";
  const policy = toText(config.get('origin_protocol_policy'));
  if (isUnknown(policy)) return undecided(path, policy, expected);
  if (policy === 'https-only') return pass(path);
  const matched = policy === 'match-viewer' ? areAllHttpsOnly(distribution) : false;
  if (matched === true) return pass(path);
  if (isUnknown(matched)) return undecided(path, matched, expected);
  const message =
    policy === 'match-viewer'
      ? 'what viewers ask for over plain HTTP reaches the origin over plain HTTP too'
      : 'requests reach the origin over plain HTTP';
  return fail({ path, message, observed: policy, expected });
}

function judgeProtocols(config: NestedBlock, accepted: readonly string[]): Outcome {
  const path = `${config.path}.origin_ssl_protocols`;
  const expected = "origin_ssl_protocols = ['TLSv1.2']";
  const value = config.get('origin_ssl_protocols');
  const list = toList(value);
  if (isUnknown(list)) return undecided(path, list, expected);
  const protocols = list.map((protocol) => toText(protocol) ?? '');
  const old = protocols.filter((protocol) => typeof protocol === 'string' && !accepted.includes(protocol));
  if (old.length > 0 || protocols.length === 0) {
    const message =
      old.length === 0 ? 'no protocol towards the origin is named' : `CloudFront offers the origin ${old.join(', ')}`;
    return fail({ path, message, observed: value, expected });
  }
  const open = protocols.find(isUnknown);
  return open === undefined ? pass(path) : undecided(path, open, expected);
}
