import { assess, loadJson } from '../../../lib/compliance';
import { selectProviderSchema } from '../../../lib/compliance/schema';

const configuration = { resource: { aws_vpc: { main: { cidr: 1 } } }, data: { aws_vpc: { main: {} } } };

describe('selectProviderSchema', () => {
  it('adds the rule to a run, beside others', () => {
    const selected = selectProviderSchema({ from: __dirname });
    const { findings, rules } = assess([loadJson(configuration)], [selected]);
    expect(findings).toMatchObject([{ rule: 'provider-schema', severity: 'medium', path: 'cidr' }]);
    expect(rules).toMatchObject([{ id: 'provider-schema', pass: 1, fail: 1 }]);
  });

  it('takes a severity, and fails where a provider is not installed', () => {
    const { findings } = assess(
      [loadJson(configuration)],
      [selectProviderSchema({ from: __dirname, severity: 'high' })],
    );
    expect(findings[0]?.severity).toBe('high');
    expect(() => selectProviderSchema({ from: __dirname, providers: ['aws', 'nope'] })).toThrow(/"nope"/);
  });
});
