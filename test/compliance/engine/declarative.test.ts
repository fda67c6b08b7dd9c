import { defineRule, type DeclarativeRule, type JsonSchema } from '../../../lib/compliance';
import { runRule } from '../../../lib/testing/rule-tester';

function judge(schema: JsonSchema, attributes: Record<string, unknown>) {
  const rule: DeclarativeRule = defineRule({
    id: 'thing-rule',
    title: 'A title',
    why: '',
    remediation: '',
    severity: 'low',
    scope: 'resource',
    resourceTypes: ['aws_thing'],
    whenUnknown: '',
    controls: {},
    equivalents: {},
    sources: [],
    examples: { good: [], bad: [] },
    schema,
    message: 'wrong',
    expected: 'right',
  });
  const { verdict, findings } = runRule(rule, {
    configuration: { variable: { v: {} }, resource: { aws_thing: { a: attributes } } },
  });
  return { verdict, path: findings[0]?.path, observed: findings[0]?.observed };
}

const flag: JsonSchema = { required: ['on'], properties: { on: { type: 'boolean', const: true } } };

describe('a rule decided by a JSON Schema', () => {
  it.each([
    [{ on: true }, 'pass'],
    [{ on: 'true' }, 'pass'],
    [{ on: false }, 'fail'],
    [{ on: 'false' }, 'fail'],
    [{ on: null }, 'fail'],
    [{}, 'fail'],
    [{ on: '${var.v}' }, 'unknown'],
    [{ on: '${aws_other.o.enabled}' }, 'unknown'],
  ])('judges %j', (attributes, verdict) => {
    expect(judge(flag, attributes).verdict).toBe(verdict);
  });

  it('places what is missing and shows what is there, as written', () => {
    expect(judge(flag, {})).toEqual({ verdict: 'fail', path: 'on', observed: null });
    expect(judge(flag, { on: 'false' })).toEqual({ verdict: 'fail', path: 'on', observed: 'false' });
    const nested = {
      properties: { log: { type: 'array', items: { properties: { on: { type: 'boolean', const: true } } } } },
    };
    expect(judge(nested, { log: [{ on: true }, { on: false }] })).toEqual({
      verdict: 'fail',
      path: 'log[1].on',
      observed: false,
    });
  });

  const range: JsonSchema = { properties: { days: { type: 'number', minimum: 7 } } };

  it.each([
    [{ days: 7 }, 'pass'],
    [{ days: '30' }, 'pass'],
    [{ days: 6 }, 'fail'],
    [{}, 'pass'],
    [{ days: '${var.v}' }, 'unknown'],
  ])('judges a number: %j', (attributes, verdict) => {
    expect(judge(range, attributes).verdict).toBe(verdict);
  });

  const set: JsonSchema = { required: ['key'], properties: { key: { acceptsReference: true } } };

  it.each([
    [{ key: '${aws_kms_key.k.arn}' }, 'pass'],
    [{ key: 'arn:aws:kms:x' }, 'pass'],
    [{}, 'fail'],
  ])('takes a reference as set where the schema says so: %j', (attributes, verdict) => {
    expect(judge(set, attributes).verdict).toBe(verdict);
  });

  it('does not let an unknown pass a schema that any object passes', () => {
    expect(judge({ properties: { policy: { not: { const: 'open' } } } }, { policy: '${var.v}' }).verdict).toBe(
      'unknown',
    );
    expect(judge({ properties: { policy: { not: { const: 'open' } } } }, { policy: 'open' }).verdict).toBe('fail');
    expect(judge({ properties: { policy: { not: { const: 'open' } } } }, { policy: 'closed' }).verdict).toBe('pass');
  });

  const either: JsonSchema = {
    anyOf: [
      { required: ['a'], properties: { a: { type: 'boolean', const: true } } },
      { required: ['b'], properties: { b: { type: 'boolean', const: true } } },
    ],
  };

  it.each([
    [{ a: true }, 'pass'],
    [{ b: true }, 'pass'],
    [{ a: false, b: false }, 'fail'],
    [{}, 'fail'],
    [{ a: false, b: '${var.v}' }, 'unknown'],
    [{ b: '${var.v}' }, 'unknown'],
  ])('judges alternatives: %j', (attributes, verdict) => {
    expect(judge(either, attributes).verdict).toBe(verdict);
  });
});
