import rule from '../../../../lib/compliance/rules/cloudfront/cloudfront-default-root-object';
import { testRule } from '../../../../lib/testing/rule-tester';
import { distribution } from './shared/distribution';

const root = (default_root_object: unknown) => distribution({ default_root_object });
const options = { onlyS3Origins: true };
const behavior = { default_cache_behavior: { target_origin_id: 'main' } };
const bucket = { origin_id: 'main', domain_name: '${aws_s3_bucket.site.bucket_regional_domain_name}' };
const server = {
  origin_id: 'main',
  domain_name: 'api.example.com',
  custom_origin_config: { origin_protocol_policy: 'https-only' },
};

testRule(rule, {
  pass: [
    { name: 'a page', configuration: root('index.html') },
    { name: 'a reference', configuration: root('${aws_s3_object.index.key}') },
  ],
  fail: [
    ...[undefined, null, ''].map((object) => ({
      name: String(object),
      configuration: root(object),
      path: 'default_root_object',
    })),
    { name: 'a bucket, with the option', configuration: distribution({ ...behavior, origin: [bucket] }), options },
    {
      name: 'a group with a bucket, with the option',
      configuration: distribution({
        default_cache_behavior: { target_origin_id: 'group' },
        origin: [bucket],
        origin_group: [{ origin_id: 'group', member: [{ origin_id: 'main' }, { origin_id: 'b' }] }],
      }),
      options,
    },
  ],
  unknown: [
    { name: 'variable', configuration: root('${var.unset}') },
    {
      name: 'the default origin, with the option',
      configuration: distribution({ default_cache_behavior: { target_origin_id: '${var.unset}' }, origin: [bucket] }),
      options,
    },
  ],
  notApplicable: [
    {
      name: 'a server, with the option',
      configuration: distribution({ ...behavior, origin: [server, { ...bucket, origin_id: 'assets' }] }),
      options,
    },
  ],
});
