import rule from '../../../../lib/compliance/rules/network/tgw-no-auto-accept';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resource } from '../resource';

const gateway = (value: unknown) => resource('aws_ec2_transit_gateway', { auto_accept_shared_attachments: value });

testRule(rule, {
  pass: [
    { name: 'absent', configuration: resource('aws_ec2_transit_gateway', {}) },
    { name: 'null', configuration: gateway(null) },
    { name: 'disable', configuration: gateway('disable') },
  ],
  fail: [{ name: 'enable', configuration: gateway('enable'), path: 'auto_accept_shared_attachments' }],
  unknown: [{ name: 'a variable', configuration: gateway('${var.a}'), path: 'auto_accept_shared_attachments' }],
});
