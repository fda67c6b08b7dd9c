import { defineRule } from '../../engine/define-rule';
import { fail, notApplicable, undecided, type Outcome } from '../../engine/outcome';
import type { Block } from '../../model/block';
import { isList, isMap, isUnknown, toBoolean } from '../../model/value';
import { isSecretName } from './shared/secret-name';

/** Types whose values are no secrets. */
const NO_SECRET_TYPE = /^(?:\$\{)?\s*(?:bool|number)\s*\}?$/;

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
    if (!isSecretName(block.name) || (typeof type === 'string' && NO_SECRET_TYPE.test(type))) return notApplicable();
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
  const value = block.get('default');
  const isEmpty =
    value === undefined ||
    typeof value === 'boolean' ||
    (typeof value === 'string' && (value.trim() === '' || ELSEWHERE.test(value))) ||
    (isList(value) && value.length === 0) ||
    (isMap(value) && Object.keys(value).length === 0);
  if (isEmpty) return [];
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
