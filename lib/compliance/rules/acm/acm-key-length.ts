import { X509Certificate } from 'node:crypto';
import { defineRule } from '../../engine/define-rule';
import { fail, pass, undecided, unknown, type Outcome } from '../../engine/outcome';
import { isUnknown, toText, type Value } from '../../model/value';
import { judgeEachInstance } from '../../reading/each-instance';
import { presence } from '../../reading/presence';

const PATH = 'key_algorithm';
const BODY = 'certificate_body';
const EXPECTED = 'a key of RSA_2048, an EC_* curve or more';
const SHORTEST_RSA_BITS = 2048;
const MESSAGE = 'the certificate has an RSA key of less than 2048 bits, which can be broken';

export default defineRule({
  id: 'acm-key-length',
  title: 'Certificates have keys of 2048 bits or more',
  why: 'An RSA key of 1024 bits can be factored by those who can afford it: they then read the traffic of the site, or pretend to be it. Browsers refuse such certificates.',
  remediation: 'Remove key_algorithm, which is RSA_2048 by default, or set a longer key or an elliptic curve.',
  severity: 'high',
  scope: 'resource',
  resourceTypes: ['aws_acm_certificate'],
  whenUnknown:
    'key_algorithm is an expression that only Terraform can compute, or the certificate is imported from text that the configuration does not hold.',
  controls: { fsbp: ['ACM.2'] },
  equivalents: {
    securityHub: ['ACM.2'],
    prowler: ['acm_certificates_with_secure_key_algorithms'],
    awsConfig: ['acm-certificate-rsa-check'],
  },
  sources: [
    'https://docs.aws.amazon.com/acm/latest/userguide/acm-certificate-characteristics.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/acm-controls.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/acm_certificate.html.markdown',
  ],
  check: (block) =>
    judgeEachInstance(block, (get) => {
      const algorithm = toText(get(PATH));
      if (isUnknown(algorithm)) return undecided(PATH, algorithm, EXPECTED);
      // ACM itself writes `RSA-1024`, which a state shows.
      if (Number(/^\s*rsa\D?(\d+)\s*$/i.exec(algorithm ?? '')?.[1] ?? SHORTEST_RSA_BITS) < SHORTEST_RSA_BITS)
        return fail({ path: PATH, message: MESSAGE, observed: algorithm, expected: EXPECTED });
      return imported(get(BODY)) ?? pass(PATH);
    }),
  examples: {
    good: [
      {
        name: 'the default',
        configuration: {
          resource: { aws_acm_certificate: { site: { domain_name: 'example.com', validation_method: 'DNS' } } },
        },
      },
    ],
    bad: [
      {
        name: 'a short key',
        configuration: {
          resource: {
            aws_acm_certificate: {
              site: { domain_name: 'example.com', validation_method: 'DNS', key_algorithm: 'RSA_1024' },
            },
          },
        },
      },
    ],
    unknown: [
      {
        name: 'a certificate that is imported from a variable',
        configuration: {
          variable: { certificate: { type: 'string' }, key: { type: 'string', sensitive: true } },
          resource: {
            aws_acm_certificate: { site: { certificate_body: '${var.certificate}', private_key: '${var.key}' } },
          },
        },
      },
    ],
  },
});

/** Judges the key in the text of an imported certificate; undefined where none is imported. */
function imported(value: Value): Outcome | undefined {
  if (presence(value) === 'absent') return undefined;
  const pem = toText(value);
  if (isUnknown(pem)) return undecided(BODY, pem, EXPECTED);
  const bits = pem === undefined ? undefined : rsaBits(pem);
  if (bits === undefined)
    return unknown({ path: BODY, message: 'the key of the imported certificate cannot be read', expected: EXPECTED });
  return bits < SHORTEST_RSA_BITS
    ? fail({ path: BODY, message: MESSAGE, observed: `${String(bits)} bits`, expected: EXPECTED })
    : pass(BODY);
}

/** Length of the RSA key of a certificate; infinite for another kind of key, undefined where it cannot be read. */
function rsaBits(pem: string): number | undefined {
  try {
    const { asymmetricKeyType, asymmetricKeyDetails } = new X509Certificate(pem).publicKey;
    if (asymmetricKeyType?.startsWith('rsa') !== true) return Infinity;
    return asymmetricKeyDetails?.modulusLength;
  } catch {
    return undefined;
  }
}
