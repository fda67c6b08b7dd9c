import { defineRule } from '../../engine/define-rule';
import { fail, undecided, type Outcome } from '../../engine/outcome';
import type { Block } from '../../model/block';
import { isList } from '../../model/value';
import { carries, permissionsIn, type Direction } from './shared/permission';
import { rulesOf } from './shared/security-group';

export default defineRule({
  id: 'sg-single-rule-style',
  title: 'A security group has its rules in one place: in its own blocks, or in rule resources',
  why: 'Blocks in the group and rule resources overwrite each other at every apply: a permission that was removed comes back, one that is needed vanishes, and reviews see only a part.',
  remediation:
    'Move every rule to aws_vpc_security_group_ingress_rule and aws_vpc_security_group_egress_rule, and remove ingress and egress from the group.',
  severity: 'low',
  scope: 'resource',
  resourceTypes: ['aws_security_group'],
  whenUnknown:
    'A rule resource names the group, and whether the group has blocks of its own is not known before Terraform runs.',
  controls: {},
  equivalents: {},
  sources: [
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/security_group.html.markdown',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/vpc_security_group_ingress_rule.html.markdown',
  ],
  check(block) {
    const rules = rulesOf(block);
    const [first] = rules;
    if (first === undefined) return [];
    const outcomes: Outcome[] = [];
    const expected = 'rules in aws_vpc_security_group_ingress_rule and aws_vpc_security_group_egress_rule only';
    const inline = permissionsIn(block);
    const [certain] = inline.filter(({ hidden }) => hidden === undefined);
    const hidden = inline[0]?.hidden;
    if (certain !== undefined) {
      const message = `the group has rules in blocks of its own and in ${first.address}; each apply of one removes the other`;
      outcomes.push(fail({ path: certain.path, message, expected, subject: 'blocks and rule resources' }));
    } else if (clearedBy(block, rules) !== undefined) {
      const path = clearedBy(block, rules);
      const message = `${String(path)} = [] removes every rule that is not in the group, those of ${first.address} included`;
      outcomes.push(fail({ path, message, observed: [], expected, subject: 'blocks and rule resources' }));
    } else if (hidden !== undefined) outcomes.push(undecided(hidden.path, hidden.value, expected));
    const old = rules.find(({ type }) => type === 'aws_security_group_rule');
    const single = rules.find(({ type }) => type !== 'aws_security_group_rule');
    if (old !== undefined && single !== undefined) {
      const message = `the group has rules of two kinds, ${old.address} and ${single.address}, which overwrite each other`;
      outcomes.push(fail({ message, expected, subject: 'two kinds of rule resources' }));
    }
    return outcomes;
  },
  examples: {
    good: [
      {
        name: 'a rule resource only',
        configuration: {
          resource: {
            aws_security_group: { main: { name: 'web' } },
            aws_vpc_security_group_ingress_rule: {
              https: {
                security_group_id: '${aws_security_group.main.id}',
                ip_protocol: 'tcp',
                from_port: 443,
                to_port: 443,
              },
            },
          },
        },
      },
    ],
    bad: [
      {
        name: 'a block and a rule resource',
        configuration: {
          resource: {
            aws_security_group: { main: { ingress: [{ protocol: 'tcp', from_port: 80, to_port: 80, self: true }] } },
            aws_vpc_security_group_ingress_rule: {
              https: {
                security_group_id: '${aws_security_group.main.id}',
                ip_protocol: 'tcp',
                from_port: 443,
                to_port: 443,
              },
            },
          },
        },
      },
    ],
    unknown: [
      {
        name: 'blocks that are not known yet, and a rule resource',
        configuration: {
          resource: {
            aws_security_group: { main: { ingress: '${var.rules}' } },
            aws_vpc_security_group_ingress_rule: {
              https: {
                security_group_id: '${aws_security_group.main.id}',
                ip_protocol: 'tcp',
                from_port: 443,
                to_port: 443,
              },
            },
          },
        },
      },
    ],
  },
});

/** The direction in which an empty list of the group removes what a rule resource adds. */
function clearedBy(group: Block, rules: readonly Block[]): Direction | undefined {
  return (['ingress', 'egress'] as const).find((direction) => {
    const own = group.get(direction);
    return isList(own) && own.length === 0 && rules.some((rule) => carries(rule, direction));
  });
}
