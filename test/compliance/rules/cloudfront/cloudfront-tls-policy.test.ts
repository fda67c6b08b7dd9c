import rule from '../../../../lib/compliance/rules/cloudfront/cloudfront-tls-policy';
import { testRule } from '../../../../lib/testing/rule-tester';
import { distribution } from './shared/distribution';

const certificate = (minimum_protocol_version: unknown, more: object = {}) =>
  distribution({ viewer_certificate: { acm_certificate_arn: 'arn', minimum_protocol_version, ...more } });

testRule(rule, {
  pass: [
    ...['TLSv1.2_2021', 'TLSv1.2_2025', 'TLSv1.3_2025'].map((policy) => ({
      name: policy,
      configuration: certificate(policy),
    })),
    {
      name: 'as array',
      configuration: distribution({ viewer_certificate: [{ minimum_protocol_version: 'TLSv1.2_2021' }] }),
    },
    {
      name: 'not the default certificate',
      configuration: certificate('TLSv1.2_2021', { cloudfront_default_certificate: 'false' }),
    },
    {
      name: 'older, with the option',
      configuration: certificate('TLSv1.2_2019'),
      options: { minimum: 'TLSv1.2_2018' },
    },
  ],
  fail: [
    ...['TLSv1', 'TLSv1_2016', 'TLSv1.1_2016', 'TLSv1.2_2018', 'TLSv1.2_2019', 'SSLv3', ''].map((policy) => ({
      name: policy,
      configuration: certificate(policy),
      path: 'viewer_certificate[0].minimum_protocol_version',
    })),
    { name: 'absent', configuration: certificate(null), message: 'TLSv1, the default' },
    { name: 'no certificate', configuration: distribution({}), path: 'viewer_certificate' },
    {
      name: 'the default certificate',
      configuration: certificate('TLSv1.2_2021', { cloudfront_default_certificate: true }),
      path: 'viewer_certificate[0].cloudfront_default_certificate',
    },
    {
      name: 'the default certificate, as text',
      configuration: certificate('TLSv1.2_2021', { cloudfront_default_certificate: 'true' }),
    },
    {
      name: 'newer, with the option',
      configuration: certificate('TLSv1.2_2021'),
      options: { minimum: 'TLSv1.3_2025' },
    },
    {
      name: 'an old policy, whichever certificate',
      configuration: certificate('TLSv1', { cloudfront_default_certificate: '${var.unset}' }),
    },
  ],
  unknown: [
    { name: 'policy', configuration: certificate('${var.unset}') },
    {
      name: 'certificate',
      configuration: certificate('TLSv1.2_2021', { cloudfront_default_certificate: '${var.unset == null}' }),
    },
  ],
});
