import { Fn, Token } from 'cdktf';
import type { Construct } from 'constructs';
import { requireBoolean } from '../core/flags';
import { GuardrailsError } from '../core/guardrails-error';
import { requireInteger } from '../core/ranges';
import { requireText, shown } from '../core/texts';
import { isUnresolved } from '../core/tokens';
import { EphemeralBlock } from './ephemeral-block';
import type { GeneratedSecretValue } from './secret-props';

const LENGTH = { min: 20, max: 4096, byDefault: 32 };
const code = 'SECRET_GENERATION_INVALID';

function requireGeneration(value: GeneratedSecretValue, owner: Construct): void {
  if (typeof value !== 'object' || (value as unknown) === null || Array.isArray(value)) {
    const problem = `generatedValue is no object, which alone is allowed; pass {} for a password of ${LENGTH.byDefault} characters`;
    throw new GuardrailsError(code, problem, owner);
  }
  const { excludeCharacters, excludePunctuation, jsonKey } = value;
  requireInteger(value.passwordLength, {
    code,
    name: 'passwordLength',
    ...LENGTH,
    remedy: `pass ${LENGTH.byDefault} or leave it out`,
    construct: owner,
  });
  requireText(excludeCharacters, {
    code,
    name: 'excludeCharacters',
    pattern: /^[\x20-\x7e]{1,32}$/,
    allowed: '1 to 32 characters of ASCII',
    remedy: 'exclude fewer characters, or leave it out',
    construct: owner,
  });
  requireBoolean(excludePunctuation, { code, name: 'excludePunctuation', construct: owner });
  requireText(jsonKey, {
    code,
    name: 'jsonKey',
    pattern: /^[\w.-]{1,256}$/,
    allowed: 'letters, digits and . - _',
    remedy: 'pass the name of a member, such as password',
    construct: owner,
  });
  if (jsonKey !== undefined && isUnresolved(jsonKey))
    throw new GuardrailsError(code, 'jsonKey is not known before Terraform runs; write the name of the member', owner);
  requireMembers(value, owner);
}

/** Names of members that are no secret by themselves, whatever they hold. */
const SECRET_NAME = /passw(?:or)?d|secret|token|api_?key|private_?key|credential/i;

function requireMembers({ jsonKey, jsonMembers }: GeneratedSecretValue, owner: Construct): void {
  if (jsonMembers === undefined) return;
  const isMap = typeof jsonMembers === 'object' && (jsonMembers as unknown) !== null && !isUnresolved(jsonMembers);
  const entries = isMap ? Object.entries(jsonMembers) : [];
  const secret = entries.find(([name, value]) => SECRET_NAME.test(name) && !isUnresolved(value));
  if (secret !== undefined) {
    throw new GuardrailsError(
      'SECRET_LITERAL_VALUE',
      `jsonMembers holds literal text at ${shown(secret[0])}, which would stand in the repository and in the synthesised JSON; leave it to the generated value, or pass one expression as secretStringWo`,
      owner,
    );
  }
  const isText = entries.every(
    ([name, value]) => /^[\w.-]{1,256}$/.test(name) && (typeof value === 'string' || isUnresolved(value)),
  );
  if (isMap && isText && jsonKey !== undefined && !Object.hasOwn(jsonMembers, jsonKey)) return;
  throw new GuardrailsError(
    code,
    'jsonMembers needs jsonKey, is a map of texts, and does not hold the name jsonKey; correct it or leave it out',
    owner,
  );
}

/** Adds the ephemeral block that generates a value when Terraform applies, and returns the expression of the value. */
export function generateValue(owner: Construct, value: GeneratedSecretValue): string {
  requireGeneration(value, owner);
  const { passwordLength = LENGTH.byDefault, excludeCharacters, excludePunctuation, jsonKey, jsonMembers } = value;
  const block = new EphemeralBlock(owner, 'GeneratedValue', 'aws_secretsmanager_random_password', {
    password_length: passwordLength,
    exclude_characters: excludeCharacters === undefined ? undefined : escaped(excludeCharacters),
    exclude_punctuation: excludePunctuation,
    require_each_included_type: true,
  });
  owner.node.addValidation({
    validate: () => {
      const tampering = block.tampering();
      if (tampering === undefined) return [];
      const problem = `ephemeral.${block.type}.${block.friendlyUniqueId} ${tampering}, but ${owner.constructor.name} generates the value with it; use the prop generatedValue`;
      return [`SECRET_GENERATED_VALUE: ${problem} (construct ${owner.node.path})`];
    },
  });
  const password = block.attribute('random_password');
  if (jsonKey === undefined) return password;
  const members = Object.entries(jsonMembers ?? {}).map(([name, text]) => [name, quoted(text)] as const);
  return Fn.jsonencode({ ...Object.fromEntries(members), [jsonKey]: password });
}

/** Terraform reads `${` and `%{` as expressions. */
function escaped(text: string): string {
  const isExpression = Token.isUnresolved(text) || /^\$\{[^{}]+\}$/.test(text);
  return isExpression ? text : text.replace(/([$%])\{/g, '$1$1{');
}

/** CDKTF does not escape texts inside of the objects it renders. */
function quoted(text: string): unknown {
  return isUnresolved(text) ? text : Fn.rawString(text);
}
