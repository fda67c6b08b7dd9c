import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { TerraformStack, Testing } from 'cdktf';
import { stackAccount, stackRegion } from '../../lib/core/stack-provider';

const ACCOUNT = '111122223333';

describe('the default provider of a stack', () => {
  it('is found once it is there, and says region and account', () => {
    const stack = new TerraformStack(Testing.app(), 'stack');
    expect([stackRegion(stack), stackAccount(stack)]).toEqual([undefined, undefined]);
    new AwsProvider(stack, 'other', { region: 'us-east-1', alias: 'other' });
    new AwsProvider(stack, 'aws', { region: 'eu-west-1', allowedAccountIds: [ACCOUNT] });
    expect([stackRegion(stack), stackAccount(stack)]).toEqual(['eu-west-1', ACCOUNT]);
  });

  it('is looked for again when it is removed, renamed to an alias or changed', () => {
    const stack = new TerraformStack(Testing.app(), 'stack');
    const provider = new AwsProvider(stack, 'aws', { region: 'eu-west-1' });
    expect(stackRegion(stack)).toBe('eu-west-1');
    provider.region = 'eu-central-1';
    expect(stackRegion(stack)).toBe('eu-central-1');
    provider.alias = 'second';
    expect(stackRegion(stack)).toBeUndefined();
    provider.alias = undefined;
    expect(stackRegion(stack)).toBe('eu-central-1');
    stack.node.tryRemoveChild('aws');
    new AwsProvider(stack, 'aws-2', { region: 'eu-north-1' });
    expect(stackRegion(stack)).toBe('eu-north-1');
  });

  it('is nobody where two claim to be it', () => {
    const stack = new TerraformStack(Testing.app(), 'stack');
    for (const id of ['one', 'two']) new AwsProvider(stack, id, { region: 'eu-west-1' });
    expect(stackRegion(stack)).toBeUndefined();
  });
});
