import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import { TerraformVariable } from 'cdktf';
import { PolicyStatement } from '../../lib/iam/policy-statement';
import { errorOf, newStack, onlyResource, resourcesOf, synth } from '../core/support';
import { exclusiveArns, longStatement, newRole, policiesIn, readObject } from './support';

function policiesOf(...statements: PolicyStatement[]): ReadonlyMap<string, readonly string[]> {
  const stack = newStack();
  const role = newRole(stack);
  for (const statement of statements) role.addToPolicy(statement);
  return policiesIn(synth(stack));
}

const keys = (count: number) => Array.from({ length: count }, (_, index) => `k${index}-`);
const large = keys(15).map((key) => longStatement(key, 1000));

describe('statements of a role', () => {
  it('fill one policy of at most 6144 characters after the other', () => {
    const stack = newStack();
    const role = newRole(stack);
    for (const statement of large) role.addToPolicy(statement);
    const json = synth(stack);
    const policies = resourcesOf(json, 'aws_iam_policy').map(({ policy }) => String(policy));
    expect(policies.map((policy) => policy.length <= 6144)).toEqual([true, true, true]);
    expect([...policiesIn(json).values()].map(({ length }) => length).sort()).toEqual([3, 6, 6]);
    expect(resourcesOf(json, 'aws_iam_role_policy_attachment')).toHaveLength(3);
    const names = Object.keys(json.resource.aws_iam_policy ?? {});
    const [arns] = exclusiveArns(json) as string[][];
    expect([...(arns ?? [])].sort()).toEqual(names.map((name) => `\${aws_iam_policy.${name}.arn}`).sort());
  });

  it('stay where they are when others are added', () => {
    const before = policiesOf(...large);
    const after = policiesOf(...large, longStatement('late-', 1000), readObject('small'));
    expect([...after.keys()]).toEqual(expect.arrayContaining([...before.keys()]));
    for (const [name, resources] of before) expect(after.get(name)).toEqual(expect.arrayContaining([...resources]));
    expect([...after.values()].flat()).toHaveLength(large.length + 2);
  });

  it('have policies whose ids follow from what they hold', () => {
    expect([...policiesOf(...large).keys()]).toEqual([...policiesOf(...large).keys()]);
    const names = [...policiesOf(...large).keys()];
    expect(names.filter((name) => /^app_Policy_[0-9A-F]{8}$/.test(name))).toHaveLength(1);
    expect(names.filter((name) => /^app_Policy-[0-9a-f]{8}_[0-9A-F]{8}$/.test(name))).toHaveLength(2);
  });

  it('are added once, in whatever order their lists are', () => {
    const stack = newStack();
    const arn = new TerraformVariable(stack, 'arn', {});
    const of = (...resources: string[]) => PolicyStatement.allow({ actions: ['s3:GetObject'], resources });
    const role = newRole(stack);
    const [a, b] = ['arn:aws:s3:::a', 'arn:aws:s3:::b'];
    const added = [of(a, arn.stringValue, b), of(b, a, arn.stringValue)].map((each) => role.addToPolicy(each));
    expect(added[0]).toBe(added[1]);
    expect([...policiesIn(synth(stack)).values()]).toEqual([[a, '${var.arn}', b]]);
  });

  it('count expressions as the ARNs that they usually stand for', () => {
    const stack = newStack();
    const role = newRole(stack);
    for (let index = 0; index < 50; index++) {
      const { arn } = new IamPolicy(stack, `policy-${index}`, { policy: '{}' });
      role.addToPolicy(PolicyStatement.allow({ actions: ['iam:GetPolicy'], resources: [arn] }));
    }
    const names = Object.keys(synth(stack).resource.aws_iam_policy ?? {}).filter((name) => name.startsWith('app'));
    expect(names).toHaveLength(2);
  });

  it('fill what is left of ten policies by what they need for certain', () => {
    const stack = newStack();
    const arn = new TerraformVariable(stack, 'arn', {});
    const role = newRole(stack);
    const estimated = (key: number) =>
      PolicyStatement.allow({
        actions: ['s3:GetObject'],
        resources: Array.from({ length: 40 }, (_, index) => `\${element(var.arns, ${key * 40 + index})}`),
      });
    expect(arn.stringValue).toBeDefined();
    for (let index = 0; index < 12; index++) role.addToPolicy(estimated(index));
    expect(policiesIn(synth(stack)).size).toBe(10);
  });

  it('are refused where ten policies do not hold them', () => {
    const role = newRole(newStack());
    const add = () => {
      for (const key of keys(61)) role.addToPolicy(longStatement(key, 1000));
    };
    const error = errorOf(add);
    expect(error.code).toBe('POLICY_TOO_LARGE');
    expect(error.message).toMatch(
      /more than the 10 managed policies .* allowed are 6144 characters a policy.*shop\/app/,
    );
  });

  it('leave room for the managed policies that are attached', () => {
    const role = newRole(newStack(), {
      managedPolicyArns: keys(9).map((key) => `arn:aws:iam::111122223333:policy/${key}`),
    });
    for (const key of keys(6)) role.addToPolicy(longStatement(key, 1000));
    expect(errorOf(() => role.addToPolicy(longStatement('more-', 1000))).code).toBe('POLICY_TOO_LARGE');
    expect(errorOf(() => role.addManagedPolicy('arn:aws:iam::111122223333:policy/more')).code).toBe(
      'ROLE_POLICIES_TOO_MANY',
    );
  });

  it('are refused one by one where no policy holds them', () => {
    const error = errorOf(() => newRole(newStack()).addToPolicy(longStatement('k', 6200)));
    expect(error.code).toBe('POLICY_TOO_LARGE');
    expect(error.message).toMatch(/a statement is at least 62\d\d characters long/);
  });

  it('have sids of their own across all policies', () => {
    const role = newRole(newStack());
    const of = (key: string) =>
      PolicyStatement.allow({ sid: 'Read', actions: ['s3:GetObject'], resources: [`arn:aws:s3:::reports/${key}`] });
    role.addToPolicy(of('a'));
    for (const statement of large) role.addToPolicy(statement);
    role.addToPolicy(of('a'));
    const error = errorOf(() => role.addToPolicy(of('b')));
    expect(error.code).toBe('POLICY_SID_DUPLICATE');
    expect(error.constructPath).toBe('shop/app');
  });
});

describe('exclusive policies', () => {
  it('are those of the stack, and no inline policy', () => {
    const stack = newStack();
    newRole(stack);
    const json = synth(stack);
    expect(onlyResource(json, 'aws_iam_role_policies_exclusive')).toEqual({
      policy_names: [],
      role_name: expect.stringMatching(/^\$\{aws_iam_role\.app_\w+\.name\}$/) as unknown,
    });
    expect(exclusiveArns(json)).toEqual([[]]);
  });

  it('include what is attached later', () => {
    const stack = newStack();
    const own = 'arn:aws:iam::111122223333:policy/own';
    const role = newRole(stack, { managedPolicyArns: [own] });
    role.addToPolicy(readObject());
    role.addManagedPolicy('arn:aws:iam::aws:policy/ReadOnlyAccess');
    role.addManagedPolicy(own);
    expect(exclusiveArns(synth(stack))).toEqual([
      [
        own,
        expect.stringMatching(/^\$\{aws_iam_policy\.app_Policy_\w+\.arn\}$/),
        'arn:aws:iam::aws:policy/ReadOnlyAccess',
      ],
    ]);
  });

  it('are given up for a reason only', () => {
    const stack = newStack();
    expect(errorOf(() => newRole(newStack(), { exclusivePolicies: false })).code).toBe('LOOSENING_REASON_MISSING');
    newRole(stack, { exclusivePolicies: false, looseningReason: 'the platform attaches its agent policy' });
    const json = synth(stack);
    expect(resourcesOf(json, 'aws_iam_role_policies_exclusive')).toEqual([]);
    expect(exclusiveArns(json)).toEqual([]);
  });

  it.each(['yes', 1, '${var.exclusive}'])('are no question of %p', (exclusivePolicies) => {
    const props = { exclusivePolicies: exclusivePolicies as never, looseningReason: 'x' };
    expect(errorOf(() => newRole(newStack(), props)).code).toBe('ROLE_OPTION_INVALID');
  });

  it('cannot be changed behind the back of the role', () => {
    const stack = newStack();
    const role = newRole(stack);
    role.addToPolicy(readObject());
    const exclusive = role.node.findChild('ExclusivePolicyAttachments') as unknown as {
      policyArns: string[];
      readonly policyArnsInput: string[];
    };
    exclusive.policyArnsInput.push('arn:aws:iam::aws:policy/ReadOnlyAccess');
    expect(() => synth(stack)).toThrow(/ROLE_EXCLUSIVE_POLICIES: .*policy_arns/);
  });
});
