import { hasUpperBound } from '../../../../lib/compliance/rules/state/shared/version-constraint';
import rule from '../../../../lib/compliance/rules/state/terraform-versions-pinned';
import { testRule } from '../../../../lib/testing/rule-tester';

const versions = (aws: unknown, required_version: unknown = '>= 1.5') => ({
  terraform: { required_version, required_providers: { aws } },
});

testRule(rule, {
  pass: [
    { name: 'an exact version, as CDKTF writes it', configuration: versions({ source: 'aws', version: '6.25.0' }) },
    { name: 'the short form', configuration: versions('~> 6.0') },
    {
      name: 'an array',
      configuration: {
        terraform: [{ required_version: '1.11.4', required_providers: [{ aws: { version: '>= 5.0, < 7.0' } }] }],
      },
    },
    {
      name: 'the provider that is part of Terraform',
      configuration: versions({ source: 'terraform.io/builtin/terraform' }),
    },
    { name: 'no providers', configuration: { terraform: { required_version: '~> 1.5' } } },
  ],
  fail: [
    {
      name: 'no version of Terraform',
      configuration: versions({ version: '~> 6.0' }, null),
      path: 'required_version',
      findings: 1,
    },
    {
      name: 'no version of a provider',
      configuration: versions({ source: 'hashicorp/aws' }),
      path: 'required_providers.aws.version',
    },
    { name: 'no upper bound', configuration: versions({ version: '>= 6.0' }) },
    {
      name: 'two providers',
      configuration: { terraform: { required_version: '1', required_providers: { a: {}, b: '> 1', c: '~> 1' } } },
      findings: 2,
    },
    {
      name: 'an array',
      configuration: { terraform: { required_version: '1', required_providers: [{ a: {} }] } },
      path: 'required_providers[0].a.version',
    },
  ],
  unknown: [{ name: 'an expression', configuration: versions({ version: '${var.v}' }) }],
});

describe('hasUpperBound', () => {
  it.each(['~> 6.0', '6.25.0', '= 6.25', '< 7', '<= 6.9', '>= 5.0, < 7.0', 'v1.2.3'])('%s has one', (constraint) => {
    expect(hasUpperBound(constraint)).toBe(true);
  });
  it.each(['>= 6.0', '> 6', '!= 6.1', '', '>= 5.0, != 5.3', 'latest'])('%s has none', (constraint) => {
    expect(hasUpperBound(constraint)).toBe(false);
  });
});
