import { defineRule } from '../../engine/define-rule';
import { credentialIn } from '../../engine/credential-shape';
import { fail, undecided, type Outcome } from '../../engine/outcome';
import type { Block } from '../../model/block';
import { isUnknown, toBoolean, toText, type Value } from '../../model/value';
import { literalSecret } from '../../reading/secrets/literal-secret';
import { referencesIn } from '../../reading/secrets/references-in';
import { sourceOf } from '../../reading/secrets/secret-source';
import { visibleText } from '../../reading/secrets/visible-text';

interface Options {
  readonly allowTestCredentials: boolean;
}

const ARGUMENTS = ['access_key', 'secret_key', 'token'];

const PROXIES = ['http_proxy', 'https_proxy'];

/** What emulators of AWS are given. */
const TEST_CREDENTIALS = new Set(['test', 'mock', 'mock_access_key', 'mock_secret_key', 'fake', 'localstack', 'dummy']);

const EXPECTED = 'no access_key, secret_key or token: a profile, SSO, OIDC or assume_role';

export default defineRule<Options>({
  id: 'provider-no-static-credentials',
  title: 'The AWS provider block holds no credentials',
  why: 'Keys in a provider block stand in the source code and in the synthesised JSON, and usually may deploy everything. They work from anywhere until somebody rotates them.',
  remediation:
    'Remove access_key, secret_key and token. Use a profile or SSO on a workstation, OIDC or an instance role in a pipeline, and assume_role for the target account.',
  severity: 'critical',
  scope: 'config',
  resourceTypes: ['provider.aws'],
  whenUnknown: 'a credential is an expression that leads neither to a sensitive variable nor to a secret.',
  controls: {},
  equivalents: { checkov: [{ id: 'CKV_AWS_41', relation: 'broader' }] },
  sources: [
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/index.html.markdown#authentication-and-configuration',
  ],
  defaultOptions: { allowTestCredentials: false },
  optionsSchema: {
    allowTestCredentials: {
      type: 'boolean',
      description: 'Accept credentials such as "test" that emulators of AWS are given.',
    },
  },
  examples: {
    good: [
      {
        name: 'a role to assume',
        configuration: {
          provider: {
            aws: [{ region: 'eu-central-1', assume_role: [{ role_arn: 'arn:aws:iam::111122223333:role/deploy' }] }],
          },
        },
      },
    ],
    bad: [
      {
        name: 'keys in the block',
        configuration: {
          provider: {
            aws: [{ region: 'eu-central-1', access_key: 'example-key-id', secret_key: 'correct-horse-battery' }],
          },
        },
      },
    ],
    unknown: [
      {
        name: 'keys that a module gives',
        configuration: { provider: { aws: [{ access_key: '${module.login.id}' }] } },
      },
    ],
  },
  check(block, { options }) {
    const nested = block.nested('assume_role_with_web_identity').map((item) => `${item.path}.web_identity_token`);
    return [
      ...[...ARGUMENTS, ...nested].flatMap((path) => judge(block, path, options)),
      ...PROXIES.flatMap((path) => judgeProxy(block, path)),
    ];
  },
});

/** A proxy may ask for a password of its own. */
function judgeProxy(block: Block, path: string): readonly Outcome[] {
  if (credentialIn(visibleText(block.get(path))) === undefined) return [];
  return [
    fail({
      path,
      message: `${path} spells out the password of the proxy`,
      observed: '',
      expected: 'an address without user information, or the proxy of the environment',
      sensitive: true,
    }),
  ];
}

function judge(block: Block, path: string, options: Options): readonly Outcome[] {
  const { configuration } = block;
  const value = block.get(path);
  if (value === undefined || value === '') return [];
  const references = referencesIn(block.rawAt(path), configuration);
  const unmarked = references
    .map(({ address }) => address)
    .filter((address) => address.startsWith('var.') && !isMarked(configuration.block(address)));
  if (!isUnknown(value) && options.allowTestCredentials && TEST_CREDENTIALS.has(String(toText(value)).toLowerCase()))
    return [];
  if (!isUnknown(value) && references.length === 0) return [spelt(path)];
  if (unmarked[0] !== undefined) {
    const message = `${path} comes from ${unmarked[0]}, which is not marked as sensitive, so Terraform may print it`;
    return [fail({ path, message, observed: '', expected: EXPECTED, sensitive: true })];
  }
  if (!isUnknown(value)) return [spelt(path)];
  if (hasLiteral(value) || literalSecret(value, 'argument', configuration) !== undefined) return [spelt(path)];
  if (references.length > 0 && references.every((reference) => sourceOf(reference, configuration) !== 'unclear'))
    return [];
  return [undecided(path, value, EXPECTED)];
}

function spelt(path: string): Outcome {
  return fail({
    path,
    message: `${path} of the provider is spelt out: whoever reads the code can deploy with it`,
    observed: '',
    expected: EXPECTED,
    sensitive: true,
  });
}

function isMarked(variable: Block | undefined): boolean {
  return (
    variable !== undefined &&
    (toBoolean(variable.get('sensitive')) === true || toBoolean(variable.get('ephemeral')) === true)
  );
}

/** True for a template that spells out a part of the credential. */
function hasLiteral(value: Value): boolean {
  return isUnknown(value) && value.parts.some((part) => typeof part === 'string' && part.trim() !== '');
}
