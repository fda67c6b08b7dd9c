import { DataAwsCallerIdentity } from '@cdktf/provider-aws/lib/data-aws-caller-identity';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { TerraformStack, Testing } from 'cdktf';
import { AwsAccount } from '../../lib/core/aws-account';
import { Key } from '../../lib/encryption/key';
import { newStack, synth } from './support';

const ID = 'guardrails-aws-caller-identity';

function other(stack: TerraformStack): AwsProvider {
  return new AwsProvider(stack, 'other', { alias: 'other', region: 'eu-west-1' });
}

function lookUpThrough(stack: TerraformStack, provider: AwsProvider): void {
  const lookup = stack.node.findChild(ID);
  if (lookup instanceof DataAwsCallerIdentity) lookup.provider = provider;
}

describe('AwsAccount', () => {
  it('is the account of the stack, and of no other provider', () => {
    const stack = newStack();
    new Key(stack, 'key');
    expect(() => synth(stack)).not.toThrow();
    lookUpThrough(stack, other(stack));
    expect(() => synth(stack)).toThrow(
      /AWS_ACCOUNT_CHANGED: data\.aws_caller_identity\.guardrails-aws-caller-identity has provider.*\(construct shop\/guardrails/,
    );
  });

  it('is no lookup that was made before', () => {
    const stack = newStack();
    new DataAwsCallerIdentity(stack, ID, { provider: other(stack) });
    new Key(stack, 'key');
    expect(() => synth(stack)).toThrow(/AWS_ACCOUNT_CHANGED/);
  });

  it('is not overridden on the stack', () => {
    const stack = newStack();
    new Key(stack, 'key');
    stack.addOverride(`data.aws_caller_identity.${ID}.provider`, 'aws.other');
    expect(() => synth(stack)).toThrow(/AWS_ACCOUNT_CHANGED: .* has an override/);
  });

  it('may be looked up through a named provider where there is no other', () => {
    const stack = new TerraformStack(Testing.app(), 'shop');
    const provider = other(stack);
    expect(AwsAccount.of(stack).accountId).toBe(AwsAccount.of(stack).accountId);
    lookUpThrough(stack, provider);
    expect(() => synth(stack)).not.toThrow();
  });
});
