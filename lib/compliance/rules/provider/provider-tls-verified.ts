import { defineRule } from '../../engine/define-rule';
import { fail, undecided, type Outcome } from '../../engine/outcome';
import type { Block } from '../../model/block';
import { isList, isMap, isUnknown, toBoolean, type Value } from '../../model/value';
import { isClearTextAddress } from '../../reading/clear-text-address';

interface Options {
  readonly allowLocalhost: boolean;
  readonly allowHttpProxy: boolean;
}

const EXPECTED = 'https endpoints and insecure = false';

export default defineRule<Options>({
  id: 'provider-tls-verified',
  title: 'The AWS provider verifies TLS and calls https endpoints',
  why: 'Every call of the provider carries credentials and the values of resources. Without verified TLS whoever stands in between reads them and answers in place of AWS.',
  remediation:
    'Remove insecure = true, and write the endpoints and the proxy with https://. For a private certificate set custom_ca_bundle.',
  severity: 'high',
  scope: 'config',
  resourceTypes: ['provider.aws'],
  whenUnknown: 'insecure, an endpoint or the proxy is an expression.',
  controls: {},
  equivalents: {},
  sources: [
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/index.html.markdown#insecure',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/guides/custom-service-endpoints.html.markdown',
  ],
  defaultOptions: { allowLocalhost: false, allowHttpProxy: false },
  optionsSchema: {
    allowLocalhost: {
      type: 'boolean',
      description: 'Accept http:// for the own machine, where emulators of AWS listen.',
    },
    allowHttpProxy: {
      type: 'boolean',
      description: 'Accept a proxy that is reached by http://: calls to AWS go through it in a TLS tunnel.',
    },
  },
  examples: {
    good: [{ name: 'the endpoints of AWS', configuration: { provider: { aws: [{ region: 'eu-central-1' }] } } }],
    bad: [
      { name: 'certificates are not verified', configuration: { provider: { aws: [{ insecure: true }] } } },
      {
        name: 'an endpoint without TLS',
        configuration: { provider: { aws: [{ endpoints: [{ s3: 'http://s3.internal' }] }] } },
      },
    ],
    unknown: [
      {
        name: 'an endpoint that a variable gives',
        configuration: {
          variable: { s3: { type: 'string' } },
          provider: { aws: [{ endpoints: [{ s3: '${var.s3}' }] }] },
        },
      },
    ],
  },
  check(block, { options }) {
    const endpoints = block.nested('endpoints').flatMap((item): readonly (readonly [string, Value])[] => {
      if (!isMap(item.value)) return [[item.path, item.value]];
      return Object.entries(item.value).map(([name, address]) => [`${item.path}.${name}`, address]);
    });
    const proxies = ['http_proxy', 'https_proxy']
      .filter(() => !options.allowHttpProxy)
      .map((path) => [path, block.get(path)] as const);
    return [
      ...insecureOutcomes(block),
      ...[...endpoints, ...proxies].flatMap(([path, address]) => addressOutcomes(path, address, options)),
    ];
  },
});

function insecureOutcomes(block: Block): readonly Outcome[] {
  const insecure = toBoolean(block.get('insecure'));
  if (isUnknown(insecure)) return [undecided('insecure', insecure, EXPECTED)];
  if (insecure !== true) return [];
  return [
    fail({
      path: 'insecure',
      message: 'insecure = true turns off the check of certificates: anyone in between can pose as AWS',
      observed: insecure,
      expected: EXPECTED,
    }),
  ];
}

function addressOutcomes(path: string, address: Value, { allowLocalhost }: Options): readonly Outcome[] {
  if (isList(address))
    return address.flatMap((element, index) =>
      addressOutcomes(`${path}[${String(index)}]`, element, { allowLocalhost, allowHttpProxy: false }),
    );
  if (isClearTextAddress(address, allowLocalhost)) {
    return [
      fail({ path, message: `${path} is reached by http://, without TLS`, observed: address, expected: EXPECTED }),
    ];
  }
  return isUnknown(address) && !/^https:/i.test(address.knownPrefix) ? [undecided(path, address, EXPECTED)] : [];
}
