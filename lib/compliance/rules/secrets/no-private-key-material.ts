import { defineRule } from '../../engine/define-rule';
import { fail, undecided, type Outcome } from '../../engine/outcome';
import { isUnknown, type Unknown, type Value } from '../../model/value';
import { literalSecret } from '../../reading/secrets/literal-secret';
import { privateKeyPlaces } from './shared/private-key-places';

interface Options {
  readonly allowTlsPrivateKey: boolean;
}

/** Arguments that take a private key and keep it in the state. */
const KEY_ARGUMENTS: ReadonlyMap<string, readonly string[]> = new Map([
  ['aws_iam_server_certificate', ['private_key']],
  ['aws_acm_certificate', ['private_key']],
]);

const EXPECTED = 'no private key in the configuration or the state';

export default defineRule<Options>({
  id: 'no-private-key-material',
  title: 'Private keys are neither created by Terraform nor stored in its state',
  why: 'A private key that Terraform creates or is given stays in the state in clear: everyone who can read the state can pose as the server or log in with the key, and nothing shows it.',
  remediation:
    'Let ACM issue the certificate, or import the certificate outside Terraform and refer to it by ARN. For a key that Terraform has to make, use an ephemeral tls_private_key and a write-only argument.',
  severity: 'high',
  scope: 'resource',
  resourceTypes: ['*'],
  whenUnknown: 'private_key of a certificate is an expression that does not tell whether it is a private key.',
  controls: {},
  equivalents: {},
  sources: [
    'https://github.com/hashicorp/terraform-provider-tls/blob/main/website/docs/r/private_key.html.markdown',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/iam_server_certificate.html.markdown',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/acm_certificate.html.markdown',
  ],
  defaultOptions: { allowTlsPrivateKey: false },
  optionsSchema: {
    allowTlsPrivateKey: { type: 'boolean', description: 'Accept tls_private_key resources and what refers to them.' },
  },
  examples: {
    good: [
      {
        name: 'ACM issues the certificate and keeps its key',
        configuration: {
          resource: { aws_acm_certificate: { site: { domain_name: 'example.com', validation_method: 'DNS' } } },
        },
      },
      {
        name: 'only the public half of a key pair',
        configuration: {
          resource: { aws_key_pair: { ops: { key_name: 'ops', public_key: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5 ops' } } },
        },
      },
    ],
    bad: [
      {
        name: 'a key that lives in the state',
        configuration: { resource: { tls_private_key: { ssh: { algorithm: 'ED25519' } } } },
      },
      {
        name: 'a key in the configuration',
        configuration: {
          resource: {
            aws_iam_server_certificate: {
              site: {
                certificate_body: '${file("site.pem")}',
                private_key: ['-----BEGIN RSA ', 'PRIVATE KEY-----\nMIIE'].join(''),
              },
            },
          },
        },
      },
    ],
    unknown: [
      {
        name: 'a variable without default',
        configuration: {
          variable: { key: { type: 'string', sensitive: true } },
          resource: {
            aws_acm_certificate: { site: { certificate_body: '${file("site.pem")}', private_key: '${var.key}' } },
          },
        },
      },
    ],
  },
  check(block, { configuration, options }) {
    if (block.type === 'tls_private_key') {
      if (options.allowTlsPrivateKey) return [];
      return fail({
        message:
          'tls_private_key keeps its private key in the state in clear; make the key outside Terraform, or use the ephemeral tls_private_key',
        expected: EXPECTED,
      });
    }
    const places = privateKeyPlaces(block);
    const outcomes: Outcome[] = places.map((path) => spelt(path));
    for (const path of KEY_ARGUMENTS.get(block.type) ?? []) {
      const value = block.get(path);
      if (places.includes(path)) continue;
      const source = keySource(value);
      if (source === 'generated') {
        if (!options.allowTlsPrivateKey)
          outcomes.push(
            fail({
              path,
              message: `${path} is the key of a tls_private_key, and stays in the state in clear`,
              observed: value,
              expected: EXPECTED,
            }),
          );
      } else if (isUnknown(source)) outcomes.push(undecided(path, source, EXPECTED));
      else if (literalSecret(value, 'argument', configuration) !== undefined) outcomes.push(spelt(path));
    }
    return outcomes;
  },
});

function spelt(path: string): Outcome {
  return fail({
    path,
    message: `${path} spells out a private key, which anyone who reads the code, a plan or the state can use`,
    observed: '',
    expected: EXPECTED,
    sensitive: true,
  });
}

function keySource(value: Value): 'generated' | Unknown | undefined {
  if (!isUnknown(value)) return undefined;
  return value.references.some(
    ({ address, attribute }) => address.startsWith('tls_private_key.') && attribute.startsWith('private_key'),
  )
    ? 'generated'
    : value;
}
