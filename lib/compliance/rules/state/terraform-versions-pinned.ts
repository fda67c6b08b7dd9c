import { defineRule } from '../../engine/define-rule';
import { fail, undecided, type Outcome } from '../../engine/outcome';
import type { Block } from '../../model/block';
import { formatPath } from '../../model/path';
import { isMap, isUnknown, member, type Value } from '../../model/value';
import { hasUpperBound } from './shared/version-constraint';

/** The provider that is part of Terraform itself has no version. */
const BUILT_IN = 'terraform.io/builtin/terraform';

const EXPECTED = 'a version with an upper bound: "~> 6.25"';

export default defineRule({
  id: 'terraform-versions-pinned',
  title: 'The versions of Terraform and of its providers are bounded',
  why: 'An unbounded version takes the next major release, or a compromised one, on the day it appears, in the middle of an unrelated apply.',
  remediation:
    'Set terraform.required_version, and a version with ~> or an upper bound for every provider of required_providers.',
  severity: 'low',
  scope: 'config',
  resourceTypes: ['terraform'],
  whenUnknown: 'a version is an expression.',
  controls: {},
  equivalents: {},
  sources: ['https://developer.hashicorp.com/terraform/language/expressions/version-constraints'],
  examples: {
    good: [
      {
        name: 'bounded versions',
        configuration: {
          terraform: {
            required_version: '~> 1.11',
            required_providers: { aws: { source: 'hashicorp/aws', version: '6.25.0' } },
          },
        },
      },
    ],
    bad: [
      {
        name: 'any version of Terraform',
        configuration: { terraform: { required_providers: { aws: { source: 'hashicorp/aws', version: '~> 6.25' } } } },
      },
      {
        name: 'no upper bound for a provider',
        configuration: {
          terraform: {
            required_version: '>= 1.11',
            required_providers: { aws: { source: 'hashicorp/aws', version: '>= 6.0' } },
          },
        },
      },
    ],
  },
  check(block) {
    return [
      ...terraformOutcomes(block),
      ...block.nested('required_providers').flatMap(({ path, value }) => providerOutcomes(path, value, block)),
    ];
  },
});

function terraformOutcomes(block: Block): readonly Outcome[] {
  const path = 'required_version';
  const version = block.get(path);
  if (isUnknown(version)) return [undecided(path, version, 'required_version = ">= 1.11"')];
  if (typeof version === 'string' && version.trim() !== '') return [];
  return [
    fail({
      path,
      message: 'any version of Terraform may apply this configuration',
      observed: version,
      expected: 'required_version = ">= 1.11"',
    }),
  ];
}

function providerOutcomes(path: string, providers: Value, block: Block): readonly Outcome[] {
  if (!isMap(providers)) return isUnknown(providers) ? [undecided(path, providers, EXPECTED)] : [];
  const base = Array.isArray(block.raw.required_providers) ? path : 'required_providers';
  return Object.entries(providers).flatMap(([name, requirement]): readonly Outcome[] => {
    if (member(requirement, 'source') === BUILT_IN) return [];
    const step = formatPath([name]);
    const version = isMap(requirement) ? member(requirement, 'version') : requirement;
    const at = `${base}${step.startsWith('[') ? '' : '.'}${step}${isMap(requirement) ? '.version' : ''}`;
    if (isUnknown(version)) return [undecided(at, version, EXPECTED)];
    if (typeof version === 'string' && hasUpperBound(version)) return [];
    const message =
      version === undefined
        ? `any version of the provider ${name} may be used`
        : `the version of the provider ${name} has no upper bound`;
    return [fail({ path: at, subject: name, message, observed: version, expected: EXPECTED })];
  });
}
