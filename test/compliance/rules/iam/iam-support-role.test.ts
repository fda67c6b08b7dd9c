import rule from '../../../../lib/compliance/rules/iam/iam-support-role';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resources } from '../resource';

const ARN = 'arn:aws:iam::aws:policy/AWSSupportAccess';
const BASELINE = { accountBaseline: true, address: 'terraform' };
const attachment = (attributes: Record<string, unknown>, type = 'aws_iam_role_policy_attachment') =>
  resources({ [`${type}.main`]: attributes });

testRule(rule, {
  pass: [
    { name: 'a role', configuration: attachment({ role: 'r', policy_arn: ARN }), ...BASELINE },
    { name: 'in any scope', configuration: attachment({ role: 'r', policy_arn: ARN }) },
    {
      name: 'another partition',
      configuration: attachment({ policy_arn: ARN.replace('aws:', 'aws-cn:') }),
      ...BASELINE,
    },
    {
      name: 'a partition that is looked up',
      configuration: attachment({
        policy_arn: 'arn:${data.aws_partition.p.partition}:iam::aws:policy/AWSSupportAccess',
      }),
      ...BASELINE,
    },
    { name: 'a group', configuration: attachment({ policy_arn: ARN }, 'aws_iam_group_policy_attachment'), ...BASELINE },
    {
      name: 'roles of one attachment',
      configuration: attachment({ policy_arn: ARN, roles: ['r'] }, 'aws_iam_policy_attachment'),
      ...BASELINE,
    },
    { name: 'the role itself', configuration: attachment({ managed_policy_arns: [ARN] }, 'aws_iam_role'), ...BASELINE },
    {
      name: 'one of for_each',
      configuration: attachment({
        for_each: ['arn:aws:iam::aws:policy/ReadOnlyAccess', ARN],
        policy_arn: '${each.value}',
      }),
      ...BASELINE,
    },
    {
      name: 'a policy that is looked up by name',
      configuration: resources({
        'aws_iam_role_policy_attachment.main': { policy_arn: '${data.aws_iam_policy.p.arn}' },
        'data.aws_iam_policy.p': { name: 'AWSSupportAccess' },
      }),
      ...BASELINE,
    },
  ],
  fail: [
    { name: 'nothing', configuration: resources({}), ...BASELINE },
    {
      name: 'a user only',
      configuration: attachment({ policy_arn: ARN, users: ['u'], roles: [] }, 'aws_iam_policy_attachment'),
      ...BASELINE,
    },
    {
      name: 'attached to a user',
      configuration: attachment({ policy_arn: ARN }, 'aws_iam_user_policy_attachment'),
      ...BASELINE,
    },
    {
      name: 'another policy',
      configuration: attachment({ policy_arn: 'arn:aws:iam::aws:policy/SupportUser' }),
      ...BASELINE,
    },
    {
      name: 'a policy of the customer with this name',
      configuration: attachment({ policy_arn: 'arn:aws:iam::111122223333:policy/AWSSupportAccess' }),
      ...BASELINE,
    },
    { name: 'removed', configuration: attachment({ count: 0, policy_arn: ARN }), ...BASELINE },
  ],
  unknown: [
    { name: 'a policy', configuration: attachment({ policy_arn: '${var.p}' }), ...BASELINE },
    { name: 'a count', configuration: attachment({ count: '${var.n}', policy_arn: ARN }), ...BASELINE },
    {
      name: 'roles',
      configuration: attachment({ policy_arn: ARN, roles: '${var.r}' }, 'aws_iam_policy_attachment'),
      ...BASELINE,
    },
  ],
  notApplicable: [
    { name: 'no baseline', configuration: resources({}) },
    { name: 'another attachment', configuration: attachment({ policy_arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }) },
  ],
});
