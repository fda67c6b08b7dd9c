import rule from '../../../../lib/compliance/rules/iam/iam-no-cloudshell-full-access';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resource } from '../resource';
import { withVariables } from './policies';

const attachment = (arn: string) => resource('aws_iam_group_policy_attachment', { group: 'g', policy_arn: arn });

testRule(rule, {
  pass: [{ name: 'another policy', configuration: attachment('arn:aws:iam::aws:policy/ReadOnlyAccess') }],
  fail: [
    { name: 'all of CloudShell', configuration: attachment('arn:aws:iam::aws:policy/AWSCloudShellFullAccess') },
    { name: 'in GovCloud', configuration: attachment('arn:aws-us-gov:iam::aws:policy/AWSCloudShellFullAccess') },
    {
      name: 'on a role',
      configuration: resource('aws_iam_role', {
        managed_policy_arns: ['arn:aws:iam::aws:policy/AWSCloudShellFullAccess'],
      }),
    },
  ],
  unknown: [{ name: 'a variable', configuration: withVariables(attachment('${var.arn}'), 'arn') }],
});
