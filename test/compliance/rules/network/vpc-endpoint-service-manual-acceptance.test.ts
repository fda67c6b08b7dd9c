import rule from '../../../../lib/compliance/rules/network/vpc-endpoint-service-manual-acceptance';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resource } from '../resource';

const service = (attributes: Record<string, unknown>) =>
  resource('aws_vpc_endpoint_service', { acceptance_required: true, ...attributes });
const principal = (arn: unknown) => resource('aws_vpc_endpoint_service_allowed_principal', { principal_arn: arn });

testRule(rule, {
  pass: [
    {
      name: 'the own account',
      configuration: service({ allowed_principals: ['${data.aws_caller_identity.c.account_id}'] }),
    },
    { name: 'by hand', configuration: service({}) },
    {
      name: 'text, for one account',
      configuration: service({ acceptance_required: 'true', allowed_principals: ['arn:aws:iam::111122223333:root'] }),
    },
    {
      name: 'an account that is not known',
      configuration: service({ allowed_principals: ['arn:aws:iam::${var.account}:root', '${aws_iam_role.r.arn}'] }),
    },
    { name: 'a principal resource', configuration: principal('${data.aws_caller_identity.me.arn}') },
  ],
  fail: [
    {
      name: 'everyone by each',
      configuration: resource('aws_vpc_endpoint_service_allowed_principal', {
        for_each: ['arn:aws:iam::111122223333:root', '*'],
        principal_arn: '${each.value}',
      }),
      findings: 1,
    },
    { name: 'by itself', configuration: service({ acceptance_required: false }), path: 'acceptance_required' },
    { name: 'absent', configuration: service({ acceptance_required: null }), path: 'acceptance_required' },
    { name: 'everyone', configuration: service({ allowed_principals: ['*'] }), path: 'allowed_principals' },
    { name: 'both', configuration: service({ acceptance_required: 'false', allowed_principals: '*' }), findings: 2 },
    { name: 'a principal resource', configuration: principal('*'), path: 'principal_arn' },
  ],
  unknown: [
    { name: 'a variable', configuration: service({ acceptance_required: '${var.a}' }), path: 'acceptance_required' },
    { name: 'principals', configuration: service({ allowed_principals: '${var.p}' }), path: 'allowed_principals' },
    { name: 'a principal', configuration: principal('${var.p}') },
  ],
});
