import rule from '../../../../lib/compliance/rules/backup/backup-plan-retention';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resource } from '../resource';

const plan = (rules: unknown) => resource('aws_backup_plan', { name: 'main', rule: rules });
const kept = (lifecycle: unknown) => ({ rule_name: 'daily', target_vault_name: 'main', lifecycle });

testRule(rule, {
  pass: [
    { name: 'no lifecycle', configuration: plan([kept(undefined)]) },
    { name: 'null', configuration: plan([kept({ delete_after: null })]) },
    { name: 'cold storage alone', configuration: plan([kept([{ cold_storage_after: 30 }])]) },
    { name: 'just long enough', configuration: plan([kept({ delete_after: 35 })]) },
    { name: 'text', configuration: plan(kept([{ delete_after: '120' }])) },
    { name: 'zero, which the provider leaves out', configuration: plan([kept({ delete_after: 0 })]) },
    { name: 'a week by option', configuration: plan([kept({ delete_after: 7 })]), options: { minDays: 7 } },
    {
      name: 'a copy that goes earlier',
      configuration: plan([{ ...kept({ delete_after: 90 }), copy_action: [{ lifecycle: { delete_after: 1 } }] }]),
    },
  ],
  fail: [
    {
      name: 'a day less',
      configuration: plan([kept({ delete_after: 34 })]),
      path: 'rule[0].lifecycle[0].delete_after',
    },
    { name: 'an object', configuration: plan(kept({ delete_after: '7' })) },
    {
      name: 'the second rule',
      configuration: plan([kept({ delete_after: 90 }), kept([{ delete_after: 1 }])]),
      path: 'rule[1].lifecycle[0].delete_after',
      findings: 1,
    },
    { name: 'each rule', configuration: plan([kept({ delete_after: 7 }), kept({ delete_after: 14 })]), findings: 2 },
    {
      name: 'a dynamic rule with its body in an array',
      configuration: resource('aws_backup_plan', {
        dynamic: { rule: [{ for_each: ['daily'], content: [kept([{ delete_after: 7 }])] }] },
      }),
    },
    { name: 'no number', configuration: plan([kept({ delete_after: 'soon' })]) },
    {
      name: 'a dynamic rule',
      configuration: resource('aws_backup_plan', {
        dynamic: {
          rule: {
            for_each: { daily: 7 },
            content: {
              rule_name: '${rule.key}',
              target_vault_name: 'main',
              lifecycle: [{ delete_after: '${rule.value}' }],
            },
          },
        },
      }),
    },
  ],
  unknown: [
    {
      name: 'a variable',
      configuration: plan([kept({ delete_after: '${var.days}' })]),
      path: 'rule[0].lifecycle[0].delete_after',
    },
    { name: 'a hidden lifecycle', configuration: plan([kept('${var.lifecycle}')]) },
    { name: 'hidden rules', configuration: plan('${var.rules}') },
    {
      name: 'a rule that may not be there',
      configuration: resource('aws_backup_plan', {
        dynamic: { rule: { for_each: '${var.rules}', content: kept({ delete_after: 7 }) } },
      }),
    },
  ],
});
