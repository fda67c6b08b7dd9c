import { loadJson } from '../../../lib/compliance/model/load';
import { requireNestedTrue } from '../../../lib/compliance/reading/nested-boolean';

function judge(attributes: object) {
  const { configuration } = loadJson({ resource: { aws_opensearch_domain: { d: attributes } } }, 'test');
  const block = configuration.block('aws_opensearch_domain.d');
  if (block === undefined) throw new Error('no block');
  return requireNestedTrue(block, 'encrypt_at_rest', 'enabled', 'not encrypted');
}

describe('requireNestedTrue', () => {
  it.each([{ enabled: true }, { enabled: 'true' }, [{ enabled: true }]])('accepts %j', (encrypt_at_rest) => {
    expect(judge({ encrypt_at_rest }).verdict).toBe('pass');
  });

  it.each([undefined, null, [], {}, { enabled: false }, [{ enabled: true }, { enabled: false }]])(
    'refuses %j',
    (encrypt_at_rest) => {
      expect(judge({ encrypt_at_rest })).toMatchObject({ verdict: 'fail', expected: 'encrypt_at_rest.enabled = true' });
    },
  );

  it('says unknown of an expression, and of a dynamic block that may write none', () => {
    expect(judge({ encrypt_at_rest: { enabled: '${var.on}' } }).verdict).toBe('unknown');
    const dynamic = { encrypt_at_rest: { for_each: '${var.on}', content: { enabled: true } } };
    expect(judge({ dynamic }).verdict).toBe('unknown');
  });
});
