import rule from '../../../../lib/compliance/rules/iam/iam-no-admin-managed-policy';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resource, resources } from '../resource';
import { withVariables } from './policies';

const ADMIN = 'arn:aws:iam::aws:policy/AdministratorAccess';
const attachment = (arn: unknown, more = {}) =>
  resource('aws_iam_role_policy_attachment', { role: 'r', policy_arn: arn, ...more });

testRule(rule, {
  pass: [
    { name: 'another policy', configuration: attachment('arn:aws:iam::aws:policy/ReadOnlyAccess') },
    {
      name: 'a policy of the customer with the same name',
      configuration: attachment('arn:aws:iam::111122223333:policy/AdministratorAccess'),
    },
    {
      name: 'a policy of the customer in an account that is not known',
      configuration: withVariables(attachment('arn:aws:iam::${var.account}:policy/app'), 'account'),
    },
    { name: 'PowerUserAccess, by default', configuration: attachment('arn:aws:iam::aws:policy/PowerUserAccess') },
    {
      name: 'a policy of the configuration',
      configuration: resources({
        'aws_iam_policy.p': { policy: '{}' },
        'aws_iam_role_policy_attachment.main': { policy_arn: '${aws_iam_policy.p.arn}' },
      }),
    },
    {
      name: 'other policies, by name, one for each instance',
      configuration: attachment('arn:aws:iam::aws:policy/${each.value}', {
        for_each: '${toset(["ReadOnlyAccess", "job-function/ViewOnlyAccess"])}',
      }),
    },
  ],
  fail: [
    { name: 'AdministratorAccess', configuration: attachment(ADMIN), path: 'policy_arn' },
    { name: 'in China', configuration: attachment('arn:aws-cn:iam::aws:policy/AdministratorAccess') },
    {
      name: 'with the partition of a data source',
      configuration: resources({
        'data.aws_partition.p': {},
        'aws_iam_role_policy_attachment.main': {
          policy_arn: 'arn:${data.aws_partition.p.partition}:iam::aws:policy/IAMFullAccess',
        },
      }),
    },
    {
      name: 'by name in a data source',
      configuration: resources({
        'data.aws_iam_policy.admin': { name: 'AdministratorAccess' },
        'aws_iam_user_policy_attachment.main': { policy_arn: '${data.aws_iam_policy.admin.arn}' },
      }),
    },
    {
      name: 'by ARN in a data source',
      configuration: resources({
        'data.aws_iam_policy.admin': { arn: ADMIN },
        'aws_iam_group_policy_attachment.main': { policy_arn: '${data.aws_iam_policy.admin.arn}' },
      }),
    },
    {
      name: 'in the list of a role',
      configuration: resource('aws_iam_role', {
        managed_policy_arns: ['arn:aws:iam::aws:policy/ReadOnlyAccess', ADMIN],
      }),
      path: 'managed_policy_arns[1]',
    },
    {
      name: 'in a permission set',
      configuration: resource('aws_ssoadmin_managed_policy_attachment', { managed_policy_arn: ADMIN }),
    },
    {
      name: 'in an exclusive list',
      configuration: resource('aws_iam_role_policy_attachments_exclusive', { policy_arns: [ADMIN] }),
    },
    {
      name: 'by for_each',
      configuration: attachment('${each.value}', {
        for_each: '${toset(["arn:aws:iam::aws:policy/ReadOnlyAccess", "arn:aws:iam::aws:policy/AdministratorAccess"])}',
      }),
    },
    {
      name: 'PowerUserAccess, with the option',
      configuration: attachment('arn:aws:iam::aws:policy/PowerUserAccess'),
      options: { forbiddenManagedPolicies: ['PowerUserAccess'] },
    },
    {
      name: 'a variable with a default',
      configuration: { ...attachment('${var.arn}'), variable: { arn: { default: ADMIN } } },
    },
    {
      name: 'one of the instances, by name',
      configuration: attachment('arn:aws:iam::aws:policy/${each.value}', {
        for_each: '${toset(["ReadOnlyAccess", "AdministratorAccess"])}',
      }),
      findings: 1,
    },
    {
      name: 'two of the instances, by an attribute',
      configuration: attachment('${each.value.arn}', { for_each: { a: { arn: ADMIN }, b: { arn: ADMIN } } }),
      findings: 1,
    },
  ],
  unknown: [
    { name: 'a variable', configuration: withVariables(attachment('${var.arn}'), 'arn') },
    {
      name: 'a list that is a variable',
      configuration: withVariables(resource('aws_iam_role', { managed_policy_arns: '${var.arns}' }), 'arns'),
    },
    {
      name: 'a data source that is not of the configuration',
      configuration: attachment('${data.aws_iam_policy.gone.arn}'),
    },
    {
      name: 'a name that is a variable',
      configuration: withVariables(attachment('arn:aws:iam::aws:policy/${var.name}'), 'name'),
    },
  ],
  notApplicable: [
    { name: 'a role without a list', configuration: resource('aws_iam_role', { managed_policy_arns: null }) },
    { name: 'count = 0', configuration: attachment(ADMIN, { count: 0 }) },
  ],
});
