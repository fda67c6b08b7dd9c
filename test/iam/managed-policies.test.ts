import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import { TerraformVariable } from 'cdktf';
import { ManagedPolicy, type ManagedPolicyProps } from '../../lib/iam/managed-policy';
import { Policy, type PolicyProps } from '../../lib/iam/policy';
import { PolicyStatement } from '../../lib/iam/policy-statement';
import { errorOf, newStack, onlyResource, resourcesOf, synth } from '../core/support';
import { longStatement, newRole, policiesIn, readObject } from './support';

const large = Array.from({ length: 8 }, (_, index) => longStatement(`k${index}-`, 1000));

describe('ManagedPolicy', () => {
  it('holds statements and is attached to roles', () => {
    const stack = newStack();
    const role = newRole(stack);
    const other = newRole(stack, {}, 'other');
    const policy = new ManagedPolicy(stack, 'reports', {
      managedPolicyName: 'reports',
      description: 'Reads reports',
      path: '/shop/',
      tags: { a: 'b' },
      statements: [readObject('a')],
      roles: [role],
    });
    policy.addStatements(readObject('b'), readObject('a'));
    policy.attachToRole(other);
    policy.attachToRole(other);
    const json = synth(stack);
    expect(onlyResource(json, 'aws_iam_policy')).toMatchObject({
      name: 'reports',
      description: 'Reads reports',
      path: '/shop/',
      tags: { a: 'b' },
    });
    expect([...policiesIn(json).values()]).toEqual([['arn:aws:s3:::reports/a', 'arn:aws:s3:::reports/b']]);
    const attachments = resourcesOf(json, 'aws_iam_role_policy_attachment');
    expect(attachments.map(({ policy_arn: arn }) => arn)).toEqual(
      Array(2).fill(expect.stringMatching(/^\$\{aws_iam_policy\.reports_\w+\.arn\}$/)),
    );
    expect(policy.resource).toBeInstanceOf(IamPolicy);
  });

  it('describes itself by its path', () => {
    const stack = newStack();
    new ManagedPolicy(stack, 'reports', { statements: [readObject()] });
    expect(onlyResource(synth(stack), 'aws_iam_policy').description).toBe('Policy at shop/reports');
  });

  it('is refused where it is longer than IAM takes', () => {
    const error = errorOf(() => new ManagedPolicy(newStack(), 'reports', { statements: large }));
    expect(error.code).toBe('POLICY_TOO_LARGE');
    expect(error.message).toMatch(/at least 8\d{3} characters long, allowed are 6144; .*\(construct shop\/reports\)$/);
  });

  it('needs statements by the time of synthesis', () => {
    const stack = newStack();
    const policy = new ManagedPolicy(stack, 'reports');
    expect(() => synth(stack)).toThrow(/POLICY_EMPTY/);
    policy.addStatements(readObject());
    expect(() => synth(stack)).not.toThrow();
  });

  it('is made elsewhere', () => {
    const stack = newStack();
    const role = newRole(stack);
    const own = ManagedPolicy.fromManagedPolicyArn(stack, 'own', 'arn:aws:iam::111122223333:policy/own');
    const basic = ManagedPolicy.fromAwsManagedPolicyName(stack, 'basic', 'service-role/AWSLambdaBasicExecutionRole');
    for (const { managedPolicyArn } of [own, basic]) role.addManagedPolicy(managedPolicyArn);
    const attachments = resourcesOf(synth(stack), 'aws_iam_role_policy_attachment');
    expect(attachments.map(({ policy_arn: arn }) => arn).sort()).toEqual([
      'arn:${data.aws_partition.guardrails-aws-partition.partition}:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole',
      'arn:aws:iam::111122223333:policy/own',
    ]);
    const admin = ManagedPolicy.fromAwsManagedPolicyName(stack, 'admin', 'AdministratorAccess');
    expect(errorOf(() => role.addManagedPolicy(admin.managedPolicyArn)).code).toBe('ROLE_MANAGED_POLICY_FORBIDDEN');
  });

  it('takes tokens', () => {
    const stack = newStack();
    const text = new TerraformVariable(stack, 'v', {}).stringValue;
    const props = { managedPolicyName: text, description: text, path: text, statements: [readObject()] };
    new ManagedPolicy(stack, 'reports', props);
    ManagedPolicy.fromManagedPolicyArn(stack, 'own', text);
    expect(onlyResource(synth(stack), 'aws_iam_policy')).toMatchObject({ name: '${var.v}', path: '${var.v}' });
  });

  it.each<[Partial<ManagedPolicyProps>, string]>([
    [{ managedPolicyName: '' }, 'POLICY_NAME_INVALID'],
    [{ managedPolicyName: 'x'.repeat(129) }, 'POLICY_NAME_INVALID'],
    [{ managedPolicyName: 7 as never }, 'POLICY_NAME_INVALID'],
    [{ path: 'shop' }, 'IAM_PATH_INVALID'],
    [{ description: '' }, 'IAM_DESCRIPTION_INVALID'],
    [{ tags: { a: 7 as never } }, 'TAGS_INVALID'],
  ])('refuses %p', (props, code) => {
    expect(errorOf(() => new ManagedPolicy(newStack(), 'reports', props)).code).toBe(code);
  });

  it.each(['', '*', 'arn:aws:iam::111122223333:role/a', 'arn:aws:iam::111122223333:policy/*', 7])(
    'is never imported by %p',
    (arn) => {
      expect(errorOf(() => ManagedPolicy.fromManagedPolicyArn(newStack(), 'x', arn as never)).code).toBe(
        'POLICY_ARN_INVALID',
      );
      if (arn === 'arn:aws:iam::111122223333:role/a') return;
      expect(errorOf(() => ManagedPolicy.fromAwsManagedPolicyName(newStack(), 'x', arn as never)).code).toBe(
        'POLICY_NAME_INVALID',
      );
    },
  );
});

describe('Policy', () => {
  it('is split into as many managed policies as it needs, attached to every role', () => {
    const stack = newStack();
    const [role, late] = [newRole(stack), newRole(stack, {}, 'late')];
    const policy = new Policy(stack, 'reports', { policyName: 'reports', statements: [readObject()], roles: [role] });
    policy.attachToRole(late);
    policy.attachToRole(late);
    policy.addStatements(...large, readObject());
    const json = synth(stack);
    expect([...policiesIn(json).values()].flat()).toHaveLength(large.length + 1);
    const names = resourcesOf(json, 'aws_iam_policy').map(({ name }) => String(name));
    expect(names.sort()).toEqual(['reports', expect.stringMatching(/^reports-[0-9a-f]{8}$/)]);
    const attached = resourcesOf(json, 'aws_iam_role_policy_attachment').map(({ role: name }) => String(name));
    expect(attached.filter((name) => name.includes('aws_iam_role.app_'))).toHaveLength(2);
    expect(attached.filter((name) => name.includes('aws_iam_role.late_'))).toHaveLength(2);
    expect(policy.managedPolicyArns).toHaveLength(2);
  });

  it('needs statements by the time of synthesis', () => {
    const stack = newStack();
    new Policy(stack, 'reports');
    expect(() => synth(stack)).toThrow(/POLICY_EMPTY/);
  });

  it('is refused where its roles have no room', () => {
    const stack = newStack();
    const managedPolicyArns = Array.from({ length: 9 }, (_, index) => `arn:aws:iam::111122223333:policy/p${index}`);
    const role = newRole(stack, { managedPolicyArns });
    expect(errorOf(() => new Policy(stack, 'reports', { statements: large, roles: [role] })).code).toBe(
      'ROLE_POLICIES_TOO_MANY',
    );
    const many = Array.from({ length: 61 }, (_, index) => longStatement(`m${index}-`, 1000));
    expect(errorOf(() => new Policy(stack, 'many', { statements: many })).code).toBe('POLICY_TOO_LARGE');
  });

  it.each<[Partial<PolicyProps>, string]>([
    [{ policyName: '' }, 'POLICY_NAME_INVALID'],
    [{ policyName: 'x'.repeat(120) }, 'POLICY_NAME_INVALID'],
    [{ path: 'shop' }, 'IAM_PATH_INVALID'],
    [{ description: 7 as never }, 'IAM_DESCRIPTION_INVALID'],
    [{ tags: [] as never }, 'TAGS_INVALID'],
    [
      {
        statements: ['a', 'b'].map((key) =>
          PolicyStatement.allow({ sid: 'Read', actions: ['s3:GetObject'], resources: [`arn:aws:s3:::${key}`] }),
        ),
      },
      'POLICY_SID_DUPLICATE',
    ],
  ])('refuses %p', (props, code) => {
    expect(errorOf(() => new Policy(newStack(), 'reports', props)).code).toBe(code);
  });
});
