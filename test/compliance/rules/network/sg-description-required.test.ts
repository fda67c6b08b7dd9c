import rule from '../../../../lib/compliance/rules/network/sg-description-required';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resources } from '../resource';
import { asCdktf, ingressRule, OFFICE, tcp } from './shared/security-group-cases';

const group = (attributes: Record<string, unknown>) => resources({ 'aws_security_group.main': attributes });

testRule(rule, {
  pass: [
    {
      name: 'descriptions by each',
      configuration: ingressRule({ for_each: { a: 'the office' }, description: '${each.value}' }),
    },
    { name: 'a group', configuration: group({ description: 'web servers' }) },
    {
      name: 'a group and its rules',
      configuration: group({
        description: 'web',
        ingress: [asCdktf({ ...tcp(22, OFFICE), description: 'SSH' })],
        egress: { description: 'out' },
      }),
    },
    { name: 'text around a reference', configuration: group({ description: 'web servers of ${var.team}' }) },
    { name: 'a rule resource', configuration: ingressRule({ description: 'HTTPS' }) },
    {
      name: 'a dynamic block whose rules have one',
      configuration: group({
        description: 'web',
        dynamic: { ingress: { for_each: '${var.r}', content: { description: 'HTTPS' } } },
      }),
    },
  ],
  fail: [
    {
      name: 'descriptions by each, one of them empty',
      configuration: ingressRule({ for_each: { a: 'the office', b: '' }, description: '${each.value}' }),
      findings: 1,
      path: 'description',
    },
    { name: 'absent', configuration: group({}), path: 'description' },
    { name: 'null', configuration: group({ description: null }), path: 'description' },
    { name: 'empty', configuration: group({ description: '  ' }) },
    {
      name: 'the default of Terraform',
      configuration: group({ description: 'Managed by Terraform' }),
      message: 'Terraform writes',
    },
    {
      name: 'rules of a group',
      configuration: group({ description: 'web', ingress: [asCdktf(tcp(22, OFFICE)), asCdktf(tcp(443, OFFICE))] }),
      findings: 2,
      path: 'ingress[1].description',
    },
    { name: 'a rule resource', configuration: ingressRule({ description: '' }) },
    { name: 'an egress rule', configuration: resources({ 'aws_vpc_security_group_egress_rule.main': {} }) },
    { name: 'an old rule resource', configuration: resources({ 'aws_security_group_rule.main': { type: 'egress' } }) },
  ],
  unknown: [
    { name: 'a reference alone', configuration: group({ description: '${var.d}' }) },
    { name: 'two references with nothing between', configuration: group({ description: '${var.d} - ${var.e}' }) },
    {
      name: 'rules that are not known',
      configuration: group({ description: 'web', ingress: '${var.rules}' }),
      path: 'ingress',
    },
    {
      name: 'a dynamic block without a description',
      configuration: group({
        description: 'web',
        dynamic: { ingress: { for_each: '${var.r}', content: tcp(1, OFFICE) } },
      }),
    },
  ],
  notApplicable: [{ name: 'the default group', configuration: resources({ 'aws_default_security_group.main': {} }) }],
});
