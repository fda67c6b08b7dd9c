import { loadJson } from '../../../../lib/compliance';
import type { Outcome } from '../../../../lib/compliance/engine/outcome';
import { judgeTransport } from '../../../../lib/compliance/reading/policies/transport-policy';
import { QUEUE } from '../../../../lib/compliance/rules/sqs/shared/queue';

const deny = (Resource: string) =>
  JSON.stringify({
    Statement: [
      {
        Effect: 'Deny',
        Principal: '*',
        Action: '*',
        Resource,
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ],
  });

function judge(address: string, queue: object, policy: object, rest: object = {}): Outcome {
  const resource = { aws_sqs_queue: { main: queue, other: {} }, aws_sqs_queue_policy: { p: policy } };
  const { configuration } = loadJson({ resource, ...rest }, 'test');
  const block = configuration.block(address);
  if (block === undefined) throw new Error(`no ${address}`);
  return judgeTransport(block, QUEUE);
}

describe('judgeTransport', () => {
  const policy = 'aws_sqs_queue_policy.p';

  it('holds the policy to the resource that it is for', () => {
    const own = { queue_url: '${aws_sqs_queue.main.url}' };
    expect(judge(policy, {}, { ...own, policy: deny('${aws_sqs_queue.main.arn}') }).verdict).toBe('pass');
    expect(judge(policy, {}, { ...own, policy: deny('${aws_sqs_queue.other.arn}') }).verdict).toBe('fail');
    expect(judge(policy, {}, { ...own, policy: deny('${var.arn}') }).verdict).toBe('unknown');
    expect(judge(policy, { name: 'a' }, { ...own, policy: deny('arn:aws:sqs:*:*:b') }).verdict).toBe('fail');
    expect(judge(policy, { name: '${var.a}' }, { ...own, policy: deny('arn:aws:sqs:*:*:${var.a}') }).verdict).toBe(
      'pass',
    );
  });

  it('does not ask for the resource where it is not known which one it is', () => {
    expect(judge(policy, {}, { queue_url: '${var.url}', policy: deny('${var.arn}') }).verdict).toBe('pass');
    const each = { for_each: '${aws_sqs_queue.main}', queue_url: '${each.value.url}' };
    expect(judge(policy, { for_each: ['a'] }, { ...each, policy: deny('${each.value.arn}') }).verdict).toBe('pass');
  });

  it('asks the resource for a policy, and leaves it to the block that holds it', () => {
    const own = { queue_url: '${aws_sqs_queue.main.url}', policy: deny('*') };
    expect(judge('aws_sqs_queue.main', {}, own).verdict).toBe('notApplicable');
    expect(judge('aws_sqs_queue.other', {}, own)).toMatchObject({ verdict: 'fail', path: 'policy' });
    expect(judge('aws_sqs_queue.main', { policy: deny('*') }, own).verdict).toBe('pass');
    expect(judge('aws_sqs_queue.main', {}, { ...own, queue_url: '${var.url}' }).verdict).toBe('unknown');
  });
});
