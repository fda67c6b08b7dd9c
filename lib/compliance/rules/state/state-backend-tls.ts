import { defineRule } from '../../engine/define-rule';
import { fail, type Outcome } from '../../engine/outcome';
import type { Block } from '../../model/block';
import { isList, isMap, toBoolean, type Value } from '../../model/value';
import { isClearTextAddress } from '../../reading/clear-text-address';

interface Options {
  readonly allowLocalhost: boolean;
}

/** Arguments that hold an address, or a list or map of them. */
const ADDRESSES =
  /^(?:address|lock_address|unlock_address|endpoints?|hostname|host|url|auth_url|iam_endpoint|sts_endpoint|dynamodb_endpoint|token_url|metadata_host|tablestore_endpoint|http_proxy|https_proxy)$/;

/** Switches that turn off the check of certificates. */
const SWITCHES = ['insecure', 'skip_cert_verification', 'skip_tls_verify'];

const EXPECTED = 'https, with certificates verified';

export default defineRule<Options>({
  id: 'state-backend-tls',
  title: 'Backends are reached over verified TLS',
  why: 'The whole state, with its secrets, crosses the network at every plan. Without verified TLS whoever stands in between reads it, or hands Terraform another one.',
  remediation: 'Write addresses and endpoints with https://, and remove insecure and skip_cert_verification.',
  severity: 'high',
  scope: 'config',
  resourceTypes: ['terraform.backend'],
  whenUnknown: 'never: a backend takes no expressions.',
  controls: {},
  equivalents: {},
  sources: [
    'https://developer.hashicorp.com/terraform/language/backend/http',
    'https://developer.hashicorp.com/terraform/language/backend/s3',
    'https://developer.hashicorp.com/terraform/language/backend/consul',
  ],
  defaultOptions: { allowLocalhost: false },
  optionsSchema: {
    allowLocalhost: {
      type: 'boolean',
      description: 'Accept http:// for the own machine, where emulators of AWS listen.',
    },
  },
  examples: {
    good: [
      {
        name: 'https',
        configuration: { terraform: { backend: { http: { address: 'https://state.example.com/app' } } } },
      },
    ],
    bad: [
      {
        name: 'http',
        configuration: { terraform: { backend: { http: { address: 'http://state.example.com/app' } } } },
      },
      {
        name: 'certificates are not verified',
        configuration: {
          terraform: { backend: { http: { address: 'https://state.example.com/app', skip_cert_verification: true } } },
        },
      },
    ],
  },
  check(block, { options }) {
    return [
      ...SWITCHES.filter((path) => toBoolean(block.get(path)) === true).map((path) =>
        fail({
          path,
          message: `${path} turns off the check of certificates: anyone in between can pose as the backend`,
          observed: true,
          expected: EXPECTED,
        }),
      ),
      ...Object.keys(block.raw)
        .filter((name) => ADDRESSES.test(name))
        .flatMap((name) => addressOutcomes(name, block.get(name), options)),
      ...schemeOutcomes(block, options),
    ];
  },
});

function addressOutcomes(path: string, value: Value, options: Options): readonly Outcome[] {
  if (isList(value))
    return value.flatMap((element, index) => addressOutcomes(`${path}[${String(index)}]`, element, options));
  if (isMap(value))
    return Object.entries(value).flatMap(([key, inner]) => addressOutcomes(`${path}.${key}`, inner, options));
  return isClearTextAddress(value, options.allowLocalhost) ? [withoutTls(path, value)] : [];
}

/** Backends that say the protocol apart from the address: Consul speaks http unless told otherwise, PostgreSQL by sslmode. */
function schemeOutcomes(block: Block, options: Options): readonly Outcome[] {
  if (block.type === 'pg') {
    const connection = block.get('conn_str');
    const isClear = typeof connection === 'string' && /\bsslmode\s*=\s*'?(?:disable|allow|prefer)\b/i.test(connection);
    return isClear
      ? [
          fail({
            path: 'conn_str',
            message: 'the connection to the database works without TLS (sslmode)',
            observed: '',
            expected: 'sslmode=verify-full',
            sensitive: true,
          }),
        ]
      : [];
  }
  if (block.type !== 'consul') return [];
  const scheme = block.get('scheme');
  const address = block.get('address');
  if (typeof address !== 'string' || (scheme !== undefined && scheme !== 'http') || /^https?:\/\//i.test(address))
    return [];
  return isClearTextAddress(`http://${address}`, options.allowLocalhost)
    ? [withoutTls(scheme === undefined ? 'address' : 'scheme', scheme ?? address)]
    : [];
}

function withoutTls(path: string, observed: Value): Outcome {
  return fail({ path, message: `${path} is reached by http, without TLS`, observed, expected: EXPECTED });
}
