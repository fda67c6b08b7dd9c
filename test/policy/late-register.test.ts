import { SqsQueue } from '@cdktf/provider-aws/lib/sqs-queue';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { Testing, TerraformStack } from 'cdktf';
import { GuardrailsPolicy } from '../../lib/policy/guardrails-policy';
import { messageOf } from '../enforcement/enforced-app';

it('a policy holds in stacks that are made after register was loaded late', () => {
  const app = Testing.app();
  GuardrailsPolicy.of(app).apply({ requiredTags: [{ key: 'Owner' }] });
  jest.requireActual('../../lib/register');
  const stack = new TerraformStack(app, 'shop');
  new AwsProvider(stack, 'aws', { region: 'eu-west-1' });
  const queue = new SqsQueue(stack, 'orders');
  const message = messageOf(() => Testing.synth(stack, true));
  expect(message).toContain('the tag Owner is missing');
  expect(message).toMatch(/test\/policy\/late-register\.test\.ts:\d+:\d+/);
  const traces = queue.node.metadata.filter(({ type }) => type === 'stacktrace');
  expect(traces).toHaveLength(1);
  expect(traces[0]?.trace?.[0]).toContain('test/policy/late-register.test.ts:');
});
