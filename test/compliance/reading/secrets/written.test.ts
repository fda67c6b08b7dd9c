import { toRule } from '../../../../lib/compliance/engine/registry';
import type { Outcome } from '../../../../lib/compliance/engine/outcome';
import type { RuleDefinition } from '../../../../lib/compliance/engine/rule';
import type { InputKind } from '../../../../lib/compliance/model/block';
import { buildConfiguration } from '../../../../lib/compliance/model/configuration';
import lambda from '../../../../lib/compliance/rules/secrets/no-secret-in-lambda-env';
import plaintext from '../../../../lib/compliance/rules/secrets/no-plaintext-secret';
import { isWritten } from '../../../../lib/compliance/reading/secrets/written';
import value from '../../../../lib/compliance/rules/secretsmanager/secretsmanager-no-plaintext-value';

const build = (kind: InputKind, type: string, attributes: Record<string, unknown>) =>
  buildConfiguration('test', kind, [
    { file: 'test.json', json: undefined, value: { resource: { [type]: { main: attributes } } } },
  ]);

function judge(
  definition: RuleDefinition | RuleDefinition<never>,
  kind: InputKind,
  type: string,
  attributes: Record<string, unknown>,
): readonly Outcome[] {
  const configuration = build(kind, type, attributes);
  const [block] = configuration.blocks;
  if (block === undefined) throw new Error('no block');
  const rule = toRule(definition);
  const outcome = rule.check(block, { configuration, options: rule.defaultOptions ?? {} });
  return [outcome].flat();
}

describe('a plan or a state', () => {
  it.each([
    ['synth', true],
    ['tfjson', true],
    ['plan', false],
    ['state', false],
  ] as const)('%s is written by a person: %s', (kind, written) => {
    expect(isWritten(build(kind, 'aws_x', {}))).toBe(written);
  });

  it.each(['plan', 'state'] as const)('does not tell whether a value of a %s was a literal', (kind) => {
    const outcomes = [
      ...judge(plaintext, kind, 'aws_db_instance', { password: 'hunter2' }),
      ...judge(value, kind, 'aws_secretsmanager_secret_version', { secret_string: 'hunter2' }),
      ...judge(lambda, kind, 'aws_lambda_function', { environment: [{ variables: { DB_PASSWORD: 'hunter2' } }] }),
    ];
    expect(outcomes.map(({ verdict }) => verdict)).toEqual(['unknown', 'unknown', 'unknown']);
    expect(JSON.stringify(outcomes)).not.toContain('hunter2');
  });

  it('still finds a credential by its shape', () => {
    const [outcome] = judge(plaintext, 'plan', 'aws_ecs_service', { endpoint: 'postgres://app:hunter2@db/orders' });
    expect(outcome?.verdict).toBe('fail');
  });
});
