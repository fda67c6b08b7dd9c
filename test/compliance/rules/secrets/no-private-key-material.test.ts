import rule from '../../../../lib/compliance/rules/secrets/no-private-key-material';
import { runRule, testRule } from '../../../../lib/testing/rule-tester';
import { resource, resources } from '../resource';

const PEM = ['-----BEGIN RSA ', 'PRIVATE KEY-----\nMIIEsecret\n-----END RSA ', 'PRIVATE KEY-----\n'].join('');
const certificate = (private_key: unknown) =>
  resource('aws_iam_server_certificate', { certificate_body: 'x', private_key });

testRule(rule, {
  pass: [
    { name: 'issued by ACM', configuration: resource('aws_acm_certificate', { domain_name: 'example.com' }) },
    { name: 'null', configuration: certificate(null) },
    { name: 'a public key', configuration: resource('aws_key_pair', { public_key: 'ssh-rsa AAAA' }) },
    {
      name: 'a certificate',
      configuration: resource('aws_iam_server_certificate', { certificate_body: '-----BEGIN CERTIFICATE-----\nMIIE' }),
    },
    {
      name: 'allowed by option',
      configuration: resource('tls_private_key', { algorithm: 'RSA' }),
      options: { allowTlsPrivateKey: true },
    },
    {
      name: 'a reference to an allowed key',
      configuration: certificate('${tls_private_key.k.private_key_pem}'),
      options: { allowTlsPrivateKey: true },
    },
  ],
  fail: [
    { name: 'tls_private_key', configuration: resource('tls_private_key', { algorithm: 'RSA' }) },
    { name: 'a literal key', configuration: certificate(PEM), path: 'private_key', findings: 1 },
    { name: 'a literal that is no PEM', configuration: certificate('MIIEsecretsecret'), path: 'private_key' },
    {
      name: 'the key of a tls_private_key',
      configuration: certificate('${tls_private_key.k.private_key_pem}'),
      path: 'private_key',
    },
    { name: 'any resource', configuration: resource('aws_s3_object', { content: `key:\n${PEM}` }), path: 'content' },
    {
      name: 'base64',
      configuration: resource('aws_s3_object', { content_base64: Buffer.from(PEM).toString('base64') }),
      path: 'content_base64',
    },
    { name: 'a local', configuration: { ...certificate('${local.key}'), locals: { key: PEM } }, path: 'private_key' },
    {
      name: 'OpenSSH, in a template',
      configuration: resource('aws_instance', {
        user_data: `echo "${PEM.replaceAll('RSA', 'OPENSSH')}" > \${var.path}`,
      }),
    },
  ],
  unknown: [
    { name: 'a variable', configuration: { ...certificate('${var.key}'), variable: { key: {} } }, path: 'private_key' },
    { name: 'a file', configuration: resource('aws_acm_certificate', { private_key: '${file("key.pem")}' }) },
  ],
  notApplicable: [{ name: 'count = 0', configuration: resource('tls_private_key', { count: 0 }) }],
});

describe('no-private-key-material', () => {
  it('never shows the key', () => {
    const { findings } = runRule(rule, {
      configuration: resources({ 'aws_iam_server_certificate.c': { private_key: PEM } }),
    });
    expect(JSON.stringify(findings)).not.toContain('MIIEsecret');
  });
});
