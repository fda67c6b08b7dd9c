import { DbInstance } from '@cdktf/provider-aws/lib/db-instance';
import { App, Testing } from 'cdktf';
import { Construct } from 'constructs';
import { Suppressions } from '../../lib/core/suppressions';
import { toComply } from '../../lib/testing/matchers/to-comply';
import { toViolateRule } from '../../lib/testing/matchers/to-violate-rule';
import { errorOf, newStack } from './support';

const RULE = 'rds-instance-storage-encrypted';
const REASON = 'holds public data only';

function databases() {
  const stack = newStack();
  const scope = new Construct(stack, 'data');
  const config = { engine: 'postgres', instanceClass: 'db.t4g.micro' };
  return { stack, scope, open: new DbInstance(scope, 'open', config), other: new DbInstance(stack, 'other', config) };
}

describe('Suppressions', () => {
  it('accept findings of a construct and of what is below it', () => {
    const { stack, scope } = databases();
    Suppressions.of(scope).add({ rule: RULE, reason: REASON });
    expect(toViolateRule(stack, RULE, { address: 'aws_db_instance.other' }).pass).toBe(true);
    expect(toViolateRule(stack, RULE, { address: 'aws_db_instance.data_open_4EFDDCB1' }).pass).toBe(false);
  });

  it('of a stack accept findings anywhere in it', () => {
    const { stack } = databases();
    Suppressions.of(stack)
      .add({ rule: RULE, reason: REASON, owner: 'data', ticket: 'SEC-1', expires: '2999-01-01' })
      .add({ rule: 'CKV_AWS_17', reason: REASON });
    expect(toComply(stack, { rules: [RULE] }).pass).toBe(true);
  });

  it.each([
    ['no reason', { rule: RULE, reason: '' }],
    ['a short reason', { rule: RULE, reason: 'because' }],
    ['no rule', { rule: '', reason: REASON }],
    ['a day that no month has', { rule: RULE, reason: REASON, expires: '2999-02-31' }],
    ['a wrong date', { rule: RULE, reason: REASON, expires: 'tomorrow' }],
    ['a number', { rule: RULE, reason: REASON, owner: 3 as never }],
    ['a token', { rule: RULE, reason: '${var.reason_of_many_words}' }],
  ])('refuse %s', (_what, props) => {
    const { scope } = databases();
    const error = errorOf(() => Suppressions.of(scope).add(props));
    expect(error.code).toBe('SUPPRESSION_INVALID');
    expect(error.constructPath).toBe('shop/data');
  });

  it('stand in a stack', () => {
    expect(errorOf(() => Suppressions.of(new App())).code).toBe('SUPPRESSION_INVALID');
  });

  it('leave the resources as they are', () => {
    const { stack, scope } = databases();
    const before = Testing.synth(stack);
    Suppressions.of(scope).add({ rule: RULE, reason: REASON });
    expect(Testing.synth(stack)).toBe(before);
  });
});
