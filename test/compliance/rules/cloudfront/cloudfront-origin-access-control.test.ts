import rule from '../../../../lib/compliance/rules/cloudfront/cloudfront-origin-access-control';
import { testRule } from '../../../../lib/testing/rule-tester';
import { distribution } from './shared/distribution';

const domain_name = '${aws_s3_bucket.site.bucket_regional_domain_name}';
const control = '${aws_cloudfront_origin_access_control.site.id}';
const origins = (origin: unknown, signing_behavior: unknown = 'always') =>
  distribution({ origin }, { 'aws_cloudfront_origin_access_control.site': { signing_behavior } });
const custom = { custom_origin_config: { origin_protocol_policy: 'https-only' } };
const identity = {
  s3_origin_config: {
    origin_access_identity: '${aws_cloudfront_origin_access_identity.site.cloudfront_access_identity_path}',
  },
};

testRule(rule, {
  pass: [
    { name: 'control', configuration: origins([{ domain_name, origin_access_control_id: control }]) },
    {
      name: 'no override of a signed request',
      configuration: origins({ domain_name, origin_access_control_id: control }, 'no-override'),
    },
    {
      name: 'control of elsewhere',
      configuration: origins({ domain_name, origin_access_control_id: 'E327GJI25M56DG' }),
    },
    {
      name: 'an identity, with the option',
      configuration: origins({ domain_name, ...identity }),
      options: { allowOriginAccessIdentity: true },
    },
  ],
  fail: [
    {
      name: 'a bucket by reference',
      configuration: origins([{ domain_name }]),
      path: 'origin[0].origin_access_control_id',
    },
    ...[
      'site.s3.amazonaws.com',
      'site.s3.eu-central-1.amazonaws.com',
      'site.s3-eu-west-1.amazonaws.com',
      'site.s3.cn-north-1.amazonaws.com.cn',
      '${var.unset}.s3.amazonaws.com',
    ].map((name) => ({ name, configuration: origins({ domain_name: name }) })),
    { name: 'a bucket behind a custom origin', configuration: origins({ domain_name, ...custom }) },
    {
      name: 'any domain without another kind of configuration',
      configuration: origins({ domain_name: '${var.unset}' }),
    },
    {
      name: 'a bucket of a module',
      configuration: origins({ domain_name: '${module.site.bucket_regional_domain_name}', ...custom }),
    },
    {
      name: 'absent, null and empty',
      configuration: origins([
        { domain_name },
        { domain_name, origin_access_control_id: null },
        { domain_name, origin_access_control_id: '' },
      ]),
      findings: 3,
    },
    { name: 'an identity', configuration: origins({ domain_name, ...identity }) },
    {
      name: 'an empty identity, with the option',
      configuration: origins({ domain_name, s3_origin_config: { origin_access_identity: '' } }),
      options: { allowOriginAccessIdentity: true },
    },
    {
      name: 'a control that never signs',
      configuration: origins({ domain_name, origin_access_control_id: control }, 'never'),
      message: 'never signs',
    },
    {
      name: 'one of two',
      configuration: origins([{ domain_name, origin_access_control_id: control }, { domain_name }]),
      path: 'origin[1].origin_access_control_id',
      findings: 1,
    },
  ],
  unknown: [
    { name: 'control', configuration: origins({ domain_name, origin_access_control_id: '${var.unset}' }) },
    {
      name: 'whether the control signs',
      configuration: origins({ domain_name, origin_access_control_id: control }, '${var.unset}'),
    },
    {
      name: 'dynamic origin',
      configuration: distribution({ dynamic: { origin: { for_each: '${var.unset}', content: { domain_name } } } }),
    },
    {
      name: 'kind',
      configuration: origins({
        domain_name: '${var.unset}',
        dynamic: { custom_origin_config: { for_each: '${var.unset}', content: {} } },
      }),
    },
  ],
  notApplicable: [
    { name: 'a server', configuration: origins({ domain_name: 'api.example.com', ...custom }) },
    { name: 'a load balancer', configuration: origins({ domain_name: '${aws_lb.web.dns_name}', ...custom }) },
    {
      name: 'a VPC origin',
      configuration: origins({ domain_name: '${aws_lb.web.dns_name}', vpc_origin_config: { vpc_origin_id: 'x' } }),
    },
    {
      name: 'a website',
      configuration: origins({ domain_name: 'site.s3-website.eu-central-1.amazonaws.com', ...custom }),
    },
    {
      name: 'a website by reference',
      configuration: origins({
        domain_name: '${aws_s3_bucket_website_configuration.site.website_endpoint}',
        ...custom,
      }),
    },
  ],
});
