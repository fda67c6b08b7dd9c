import { defineRule } from '../../engine/define-rule';
import { fail, notApplicable, undecided, type Outcome } from '../../engine/outcome';
import type { Block } from '../../model/block';
import { isList, isMap, isUnknown, toBoolean, type Value } from '../../model/value';
import { isSecretName, kindOfName } from '../../engine/secret-name';

/** Types whose values are no secrets; a number may be a password. */
const NO_SECRET_TYPE = /^(?:\$\{)?\s*(?:bool|number)\s*\}?$/;

const NO_PASSWORD_TYPE = /^(?:\$\{)?\s*bool\s*\}?$/;

/** A default that names a secret instead of holding one. */
const ELSEWHERE = /^(?:arn:[\w-]+:|alias\/)/;

export default defineRule({
  id: 'variable-sensitive',
  title: 'A variable that takes a secret is marked as sensitive and has no default',
  why: 'Terraform prints the value of an unmarked variable in every plan. A default is a secret in the source code, used wherever nobody sets another.',
  remediation: 'Set sensitive = true (or ephemeral = true) on the variable and remove its default.',
  severity: 'medium',
  scope: 'config',
  resourceTypes: ['variable'],
  whenUnknown: 'sensitive is an expression.',
  controls: {},
  equivalents: {},
  sources: ['https://developer.hashicorp.com/terraform/language/block/variable'],
  examples: {
    good: [
      {
        name: 'sensitive, without default',
        configuration: { variable: { db_password: { type: 'string', sensitive: true } } },
      },
    ],
    bad: [
      { name: 'not marked', configuration: { variable: { db_password: { type: 'string' } } } },
      {
        name: 'a default',
        configuration: { variable: { db_password: { type: 'string', sensitive: true, default: 'correct-horse' } } },
      },
    ],
  },
  check(block) {
    const type = block.raw.type;
    const kind = kindOfName(block.name);
    const isSwitch = typeof type === 'string' && (kind === 'password' ? NO_PASSWORD_TYPE : NO_SECRET_TYPE).test(type);
    if (!isSecretName(block.name) || isSwitch) return notApplicable();
    return [...markOutcomes(block), ...defaultOutcomes(block)];
  },
});

function markOutcomes(block: Block): readonly Outcome[] {
  const marks = [toBoolean(block.get('sensitive')), toBoolean(block.get('ephemeral'))];
  if (marks.includes(true)) return [];
  const hidden = marks.find(isUnknown);
  if (hidden !== undefined) return [undecided('sensitive', hidden, 'sensitive = true')];
  return [
    fail({
      path: 'sensitive',
      message: `the variable ${block.name} takes a secret and is not marked as sensitive, so plans print it`,
      observed: block.get('sensitive'),
      expected: 'sensitive = true',
    }),
  ];
}

function defaultOutcomes(block: Block): readonly Outcome[] {
  if (holdsNothing(block.get('default'))) return [];
  return [
    fail({
      path: 'default',
      message: `the variable ${block.name} takes a secret and has a default, which stands in clear in the configuration`,
      observed: '',
      expected: 'no default',
      sensitive: true,
    }),
  ];
}

/** True for a default without any text or number: empty, or an object of empty attributes. */
function holdsNothing(value: Value): boolean {
  if (isList(value)) return value.every(holdsNothing);
  if (isMap(value)) return Object.values(value).every(holdsNothing);
  if (typeof value === 'string') return value.trim() === '' || ELSEWHERE.test(value);
  return value === undefined || typeof value === 'boolean';
}
