import { DefaultSecurityGroup } from '@cdktf/provider-aws/lib/default-security-group';
import { SecurityGroup as RawSecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { SecurityGroupRule } from '@cdktf/provider-aws/lib/security-group-rule';
import type { TerraformStack } from 'cdktf';
import { Peer } from '../../lib/network/peer';
import { Port } from '../../lib/network/port';
import { SecurityGroup } from '../../lib/network/security-group';
import { Vpc } from '../../lib/network/vpc';
import { childResource, newStack, synth } from '../core/support';

const ssh = { fromPort: 22, toPort: 22, protocol: 'tcp', cidrBlocks: ['10.0.0.0/8'] };

function legacyRule(stack: TerraformStack, securityGroupId: string): SecurityGroupRule {
  return new SecurityGroupRule(stack, 'legacy', { type: 'ingress', securityGroupId, ...ssh });
}

describe('two styles of rules for one group', () => {
  it('are noticed where a legacy rule names a secured group, whether it has rules or not', () => {
    for (const withRule of [false, true]) {
      const stack = newStack();
      const group = new SecurityGroup(stack, 'web', { vpcId: 'vpc-1' });
      if (withRule) group.addIngressRule(Peer.self(), Port.HTTPS);
      legacyRule(stack, group.securityGroupId);
      expect(() => synth(stack)).toThrow(
        /SG_RULES_MIXED: aws_security_group_rule\.legacy writes a rule of this group, .*use connections, .*\(construct shop\/web\)/,
      );
    }
  });

  it('are noticed where only an override of the stack writes the legacy rule', () => {
    const stack = newStack();
    const group = new SecurityGroup(stack, 'web', { vpcId: 'vpc-1' });
    stack.addOverride('resource.aws_security_group_rule.sneaky', { security_group_id: group.securityGroupId });
    expect(() => synth(stack)).toThrow(/SG_RULES_MIXED: aws_security_group_rule\.sneaky/);
  });

  it('are noticed where an override turns the rule to the group', () => {
    const stack = newStack();
    const group = new SecurityGroup(stack, 'web', { vpcId: 'vpc-1' });
    legacyRule(stack, 'sg-0123456789abcdef0').addOverride('security_group_id', group.securityGroupId);
    expect(() => synth(stack)).toThrow(/SG_RULES_MIXED/);
  });

  it.each<[string, (stack: TerraformStack) => string]>([
    ['inline ingress', (stack) => new RawSecurityGroup(stack, 'raw', { vpcId: 'vpc-1', ingress: [ssh] }).id],
    ['inline egress', (stack) => new RawSecurityGroup(stack, 'raw', { vpcId: 'vpc-1', egress: [ssh] }).id],
    [
      'a dynamic block',
      (stack) => {
        const raw = new RawSecurityGroup(stack, 'raw', { vpcId: 'vpc-1' });
        raw.addOverride('dynamic.ingress', { for_each: ['10.0.0.0/8'], content: {} });
        return raw.id;
      },
    ],
    [
      'inline rules of a default group',
      (stack) => new DefaultSecurityGroup(stack, 'raw', { vpcId: 'vpc-1', ingress: [ssh] }).id,
    ],
  ])('are noticed where an imported group has %s', (_, create) => {
    const stack = newStack();
    const imported = SecurityGroup.fromSecurityGroupId(stack, 'imported', create(stack));
    expect(() => synth(stack)).not.toThrow();
    imported.addIngressRule(Peer.self(), Port.HTTPS);
    expect(() => synth(stack)).toThrow(/SG_RULES_MIXED: aws_\w+\.raw keeps inline \w+ rules of this group/);
  });

  it('are noticed where rules are added to the default group of a secured VPC', () => {
    for (const idOf of [
      ({ resource }: Vpc) => resource.defaultSecurityGroupId,
      (vpc: Vpc) => childResource(vpc, 'DefaultSecurityGroup').getStringAttribute('id'),
    ]) {
      const stack = newStack();
      const vpc = new Vpc(stack, 'network', { availabilityZones: ['eu-west-1a'] });
      SecurityGroup.fromSecurityGroupId(stack, 'default', idOf(vpc)).addIngressRule(Peer.self(), Port.HTTPS);
      expect(() => synth(stack)).toThrow(/SG_RULES_MIXED: aws_default_security_group\.\w+ keeps inline ingress rules/);
    }
  });

  it('are noticed by a literal id', () => {
    const stack = newStack();
    const id = 'sg-0123456789abcdef0';
    SecurityGroup.fromSecurityGroupId(stack, 'imported', id).addEgressRule(Peer.self(), Port.HTTPS);
    legacyRule(stack, id);
    expect(() => synth(stack)).toThrow(/SG_RULES_MIXED/);
  });

  it('may stand beside each other for different groups', () => {
    const stack = newStack();
    new SecurityGroup(stack, 'web', { vpcId: 'vpc-1' }).addIngressRule(Peer.self(), Port.HTTPS);
    const raw = new RawSecurityGroup(stack, 'raw', { vpcId: 'vpc-1', ingress: [ssh] });
    legacyRule(stack, raw.id);
    expect(() => synth(stack)).not.toThrow();
  });
});
