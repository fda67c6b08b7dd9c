import type { ConditionKeyType } from '../iam-data';
import type { Condition } from '../compliance/model/policy-document-types';
import { isUnknown, Unknown } from '../compliance/model/value';
import type { ActionReading } from './action-reading';
import { anyActionHasKey, readKey, type KeyReading } from './condition-keys';
import { nearOperator, readOperator, type OperatorFamily, type OperatorReading } from './condition-operators';
import { expectedValue } from './condition-values';
import type { LintPlace } from './finding';
import type { LintContext, LintedStatement } from './lint-context';
import { quoted } from './near-name';
import { malformedVariable } from './policy-variables';
import { isArnByNature } from './resource-checks';

/**
 * Reports conditions that AWS refuses or that say something else than they seem to.
 *
 * @param actions what the actions mean; undefined where that is not known, or where the statement has `NotAction`
 */
export function checkConditions(
  context: LintContext,
  { statement, index }: LintedStatement,
  actions: readonly ActionReading[] | undefined,
): void {
  const seen = new Map<string, string>();
  for (const condition of statement.conditions) {
    const { operator, key } = condition;
    const place: LintPlace = {
      statement: index,
      element: 'Condition',
      condition: [String(operator), String(key)],
    };
    if (isUnknown(key) && isOfProvider(key)) continue;
    if (isUnknown(operator) || isUnknown(key) || isToken(operator) || isToken(key)) {
      context.leave(place, [operator, key].find(isUnknown) ?? new Unknown(`${String(operator)} ${String(key)}`));
      continue;
    }
    const check = new ConditionCheck(context, place, condition, key);
    check.values();
    const reading = check.operator(operator);
    const keyReading = check.key(actions ?? []);
    if (reading === undefined) continue;
    check.typedValues(reading);
    if (keyReading.type !== undefined) check.types(reading, keyReading, keyReading.type);
    if (actions !== undefined && statement.effect === 'Allow') check.support(reading, keyReading, actions);
    check.duplicates(seen, operator);
  }
}

/** A claim of an identity provider whose address is not known yet: of those any may be. */
function isOfProvider({ parts: [provider, claim, more] }: Unknown): boolean {
  return isUnknown(provider) && typeof claim === 'string' && /^:[\w/-]+$/.test(claim) && more === undefined;
}

/** Names have no variables: what looks like one is an expression of Terraform. */
function isToken(name: string): boolean {
  return name.includes('${');
}

/** What the values of a key of a type are compared as. */
const FAMILY_OF_TYPE: Readonly<Record<string, OperatorFamily>> = {
  String: 'string',
  ARN: 'arn',
  Bool: 'boolean',
  Numeric: 'number',
  Date: 'date',
  IPAddress: 'address',
};

const OPERATORS_OF_FAMILY: Readonly<Record<string, string>> = {
  string: 'StringEquals or StringLike',
  arn: 'ArnLike',
  boolean: 'Bool',
  number: 'NumericEquals or one like it',
  date: 'DateGreaterThan or one like it',
  address: 'IpAddress',
};

/** Checks of one condition. */
class ConditionCheck {
  constructor(
    private readonly context: LintContext,
    private readonly place: LintPlace,
    private readonly condition: Condition,
    private readonly keyText: string,
  ) {}

  operator(text: string): OperatorReading | undefined {
    const reading = readOperator(text);
    if (reading !== undefined) return reading;
    const meant = nearOperator(text);
    const hint = meant === undefined ? 'write one of them, such as StringEquals' : `did you mean ${meant}`;
    this.context.report(
      'error',
      'unknown-condition-operator',
      this.place,
      `${quoted(text)} is no condition operator, so that AWS refuses the policy; ${hint}`,
      text,
    );
    return undefined;
  }

  key(actions: readonly ActionReading[]): KeyReading {
    const reading = readKey(this.keyText, actions);
    const { problem } = reading;
    if (problem !== undefined)
      this.context.report(problem.level, problem.code, this.place, problem.message, this.keyText);
    return reading;
  }

  /** What values may not be, whatever the operator. */
  values(): void {
    const { values } = this.condition;
    if (values.length === 0) {
      this.context.report(
        'warning',
        'empty-element',
        this.place,
        `the condition on ${quoted(this.keyText)} has no values, so that nothing meets it; write the values, or remove it`,
      );
    }
    for (const value of values) {
      const variable = isUnknown(value) ? undefined : malformedVariable(value, this.context.document.version);
      if (variable === undefined || isUnknown(value)) continue;
      this.context.report(
        'error',
        'variable-syntax',
        this.place,
        `${quoted(variable)} in ${quoted(value)} is no policy variable, so that AWS refuses the policy; write it as in \${aws:username}`,
        value,
      );
    }
  }

  /** What values have to be for the operator. */
  typedValues({ name, family }: OperatorReading): void {
    for (const value of this.condition.values) {
      if (isUnknown(value)) {
        if (family !== 'string' && value.parts.length === 0 && !(family === 'arn' && isArnByNature(value)))
          this.context.leave(this.place, value);
        continue;
      }
      const expected = expectedValue(family, value);
      if (expected !== undefined) {
        this.context.report(
          'error',
          'condition-value-type',
          this.place,
          `${name} compares ${quoted(this.keyText)} with ${quoted(value)}, which is not ${expected}, so that the condition never holds as meant; correct the value or the operator`,
          value,
        );
      } else if (family === 'string' && !name.endsWith('Like') && value.replace(/\$\{[^}]*\}/g, '').includes('*')) {
        const meant = name.includes('Not') ? 'StringNotLike' : 'StringLike';
        this.context.report(
          'warning',
          'wildcard-without-like',
          this.place,
          `${name} takes the * of ${quoted(value)} as it is written; write ${meant} for a pattern`,
          value,
        );
      }
    }
  }

  types(operator: OperatorReading, { isGlobal }: KeyReading, type: ConditionKeyType): void {
    const { name, family, quantifier } = operator;
    const isMany = type.startsWith('ArrayOf');
    const own = FAMILY_OF_TYPE[type.replace('ArrayOf', '')] ?? 'string';
    if (family === 'null' || family === 'binary') return;
    if (isMismatch(family, own, this.keyText)) {
      const level = isGlobal && family !== 'string' && !MAY_HOLD_OTHERS.test(this.keyText) ? 'error' : 'warning';
      this.context.report(
        level,
        'condition-operator-type',
        this.place,
        `${name} does not compare ${quoted(this.keyText)} as what it is, ${TYPE_NAMES[own]}; write ${OPERATORS_OF_FAMILY[own] ?? name}`,
        name,
      );
    }
    if (isMany && quantifier === undefined) {
      this.context.report(
        'warning',
        'condition-set-operator',
        this.place,
        `requests have many values of ${quoted(this.keyText)}, which ${name} is not for; put ForAnyValue: or ForAllValues: before it`,
        name,
      );
    }
    if (!isMany && quantifier === 'ForAllValues') {
      this.context.report(
        'warning',
        'condition-set-operator',
        this.place,
        `${quoted(this.keyText)} has one value, and ForAllValues holds for requests without any; write ${name}`,
        `${quantifier}:${name}`,
      );
    }
    if (!isMany && quantifier === 'ForAnyValue') {
      this.context.report(
        'suggestion',
        'condition-set-operator',
        this.place,
        `${quoted(this.keyText)} has one value, which needs no ForAnyValue; write ${name}`,
        `${quantifier}:${name}`,
      );
    }
  }

  /** A condition that no request of the statement can meet. */
  support(
    { isNegated, ifExists, quantifier, family }: OperatorReading,
    { isGlobal, type }: KeyReading,
    actions: readonly ActionReading[],
  ): void {
    if (isGlobal || type === undefined || /^aws:/i.test(this.keyText) || anyActionHasKey(this.keyText, actions)) return;
    const holds = isNegated || ifExists || quantifier === 'ForAllValues' || family === 'null';
    const effect = holds ? 'the condition may limit nothing' : 'the statement may allow nothing';
    this.context.report(
      'warning',
      'condition-key-not-supported',
      this.place,
      `AWS documents ${quoted(this.keyText)} for no action of the statement, so that ${effect}; put the actions that have the key into a statement of their own`,
      this.keyText,
    );
  }

  /** Letter case of keys does not count: the same key twice is one of them too many. */
  duplicates(seen: Map<string, string>, operator: string): void {
    const name = `${operator} ${this.keyText.toLowerCase()}`;
    const before = seen.get(name);
    if (before === undefined) seen.set(name, this.keyText);
    else if (before !== this.keyText) {
      this.context.report(
        'error',
        'duplicate-condition-key',
        this.place,
        `${operator} has both ${quoted(before)} and ${quoted(this.keyText)}, which are one key, so that AWS refuses the policy; put all values under one of them`,
        this.keyText,
      );
    }
  }
}

const TYPE_NAMES: Readonly<Record<OperatorFamily, string>> = {
  string: 'text',
  arn: 'an ARN',
  boolean: 'true or false',
  number: 'a number',
  date: 'a date',
  address: 'an address',
  binary: 'binary data',
  null: 'present or absent',
};

/** Text in which a number, a date or a truth value may stand: then the operator compares it as that. */
const MAY_HOLD_OTHERS = /^aws:(?:(?:principal|request|resource)tag\/|\w*account$)/i;

/** Text may hold an ARN, an ARN is text, and seconds since 1970 are a number. */
function isMismatch(family: OperatorFamily, own: OperatorFamily, key: string): boolean {
  if (family === own) return false;
  if ((family === 'string' || family === 'arn') && (own === 'string' || own === 'arn')) return false;
  return !(family === 'number' && own === 'date' && /^aws:epochtime$/i.test(key));
}
