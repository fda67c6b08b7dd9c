import { defineRule } from '../../engine/define-rule';
import { fail, type Outcome } from '../../engine/outcome';
import type { Block, Configuration } from '../../model/block';
import { isList, isMap, isUnknown, type Value } from '../../model/value';
import { credentialInConnection } from '../../engine/credential-shape';
import { literalSecret } from '../../reading/secrets/literal-secret';
import { speltEntries } from '../../reading/secrets/possible-values';
import { visibleText } from '../../reading/secrets/visible-text';

/** Arguments of the backends that hold a credential, at any depth. */
const CREDENTIALS = new Set([
  'access_key',
  'secret_key',
  'secret_id',
  'security_token',
  'token',
  'access_token',
  'web_identity_token',
  'oidc_token',
  'oidc_request_token',
  'password',
  'secret',
  'client_secret',
  'client_certificate_password',
  'client_key',
  'sas_token',
  'encryption_key',
  'sse_customer_key',
  'key_material',
  'private_key',
  'auth_token',
]);

const EXPECTED = 'credentials of the environment, of a profile or of a role';

export default defineRule({
  id: 'state-backend-no-credentials',
  title: 'Backends and remote states hold no credentials',
  why: 'Terraform copies the settings of a backend into the .terraform folder and into plan files. A credential there opens the state, and with it every secret of the stack.',
  remediation:
    'Remove the credential. Let Terraform take it from the environment, from a profile or from a role (assume_role).',
  severity: 'critical',
  scope: 'config',
  resourceTypes: ['terraform', 'terraform.backend', 'data.terraform_remote_state'],
  whenUnknown: 'never: a backend takes no expressions, and a remote state that refers to a secret passes.',
  controls: {},
  equivalents: {},
  sources: [
    'https://developer.hashicorp.com/terraform/language/backend#credentials-and-sensitive-data',
    'https://developer.hashicorp.com/terraform/language/state/remote-state-data',
  ],
  examples: {
    good: [
      {
        name: 'credentials of the environment',
        configuration: { terraform: { backend: { s3: { bucket: 'states', key: 'app', region: 'eu-central-1' } } } },
      },
    ],
    bad: [
      {
        name: 'keys in the backend',
        configuration: {
          terraform: {
            backend: { s3: { bucket: 'states', key: 'app', access_key: 'example-id', secret_key: 'correct-horse' } },
          },
        },
      },
      {
        name: 'a password in a connection string',
        configuration: {
          terraform: { backend: { pg: { conn_str: 'postgres://tf:correct-horse@db.internal/states' } } },
        },
      },
    ],
  },
  check(block, { configuration }) {
    if (block.kind === 'terraform') {
      return block.nested('cloud').flatMap((cloud) => credentials(cloud.value, cloud.path, '', configuration));
    }
    if (block.kind === 'data') return credentials(block.get('config'), 'config', 'config', configuration);
    return backendCredentials(block);
  },
});

function backendCredentials(block: Block): readonly Outcome[] {
  return Object.keys(block.raw)
    .filter((name) => name !== '//')
    .flatMap((name) => credentials(block.get(name), name, name, block.configuration));
}

function credentials(value: Value, path: string, name: string, configuration: Configuration): readonly Outcome[] {
  if (isList(value))
    return value.flatMap((element, index) => credentials(element, `${path}[${String(index)}]`, name, configuration));
  const { entries } = speltEntries(value, configuration);
  if (entries.length > 0)
    return entries.flatMap(([key, inner]) => credentials(inner, `${path}.${key}`, key, configuration));
  if (isMap(value)) return [];
  if (value === undefined || typeof value === 'boolean') return [];
  const text = visibleText(value);
  const isCredential = isUnknown(value)
    ? CREDENTIALS.has(name) && literalSecret(value, 'argument', configuration) !== undefined
    : CREDENTIALS.has(name) && text.trim() !== '';
  // A path to a file of credentials is none; the content of such a file is JSON.
  const isKeyFile = name === 'credentials' && /"private_key"\s*:\s*"/.test(text);
  if (!isCredential && !isKeyFile && credentialInConnection(text) === undefined) return [];
  return [
    fail({
      path,
      message: `${path} holds a credential for the state, in clear in the configuration and in every copy of it that Terraform makes`,
      observed: '',
      expected: EXPECTED,
      sensitive: true,
    }),
  ];
}
