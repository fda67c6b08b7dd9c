import rule from '../../../../lib/compliance/rules/acm/acm-dns-validated';
import { runRule, testRule } from '../../../../lib/testing/rule-tester';
import { resource, resources } from '../resource';

const certificate = (attributes: Record<string, unknown>) =>
  resource('aws_acm_certificate', { domain_name: 'example.com', ...attributes });
const imported = { domain_name: null, certificate_body: 'x', private_key: '${var.key}' };

testRule(rule, {
  pass: [
    { name: 'DNS', configuration: certificate({ validation_method: 'DNS' }) },
    {
      name: 'a private authority',
      configuration: resources({
        'aws_acm_certificate.main': {
          domain_name: 'a.internal',
          certificate_authority_arn: '${aws_acmpca_certificate_authority.ca.arn}',
        },
        'aws_acmpca_certificate_authority.ca': {},
      }),
    },
    {
      name: 'by DNS, whatever the key is',
      configuration: certificate({ validation_method: 'DNS', private_key: '${var.key}' }),
    },
  ],
  fail: [
    {
      name: 'mail',
      configuration: certificate({ validation_method: 'EMAIL' }),
      path: 'validation_method',
      message: 'EMAIL',
    },
    { name: 'absent', configuration: certificate({}), message: 'nothing says' },
    {
      name: 'null',
      configuration: certificate({ validation_method: null, certificate_authority_arn: null, private_key: null }),
    },
    {
      name: 'an import by option',
      configuration: certificate(imported),
      options: { refuseImported: true },
      path: 'certificate_body',
    },
  ],
  unknown: [
    { name: 'a variable', configuration: certificate({ validation_method: '${var.method}' }) },
    {
      name: 'an authority or none',
      configuration: certificate({ certificate_authority_arn: '${var.ca}' }),
      path: 'certificate_authority_arn',
    },
    {
      name: 'an import or not',
      configuration: certificate({ validation_method: 'EMAIL', private_key: '${var.key}' }),
      path: 'private_key',
    },
  ],
  notApplicable: [
    { name: 'an import', configuration: certificate(imported) },
    {
      name: 'an import from another resource',
      configuration: certificate({ private_key: '${tls_private_key.k.private_key_pem}' }),
    },
  ],
});

it('keeps the key out of what it says', () => {
  const configuration = certificate({ validation_method: 'EMAIL', private_key: '${var.key}' });
  const { findings } = runRule(rule, { configuration });
  expect(findings).toHaveLength(1);
  expect(JSON.stringify(findings)).not.toContain('var.key');
});
