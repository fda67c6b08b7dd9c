import { isUnknown, toBoolean, toNumber, type Unknown, type Value } from '../value';
import { primitiveText } from './text-pieces';
import type { BinaryOperator, Unary } from './syntax';

/** Says that the operands do not tell the result. */
export const UNDECIDED = Symbol('undecided');
/** Says that Terraform would refuse the operands. */
export const FAILED = Symbol('failed');

export type Decision = Value | typeof UNDECIDED | typeof FAILED;

export function applyUnary(operator: Unary['operator'], operand: Value): Decision {
  if (operator === '!') return decide(toBoolean(operand), (known) => !known);
  return decide(toNumber(operand), (known) => 0 - known);
}

export function applyBinary(operator: BinaryOperator, left: Value, right: Value): Decision {
  switch (operator) {
    case '==':
      return equals(left, right);
    case '!=': {
      const equal = equals(left, right);
      return typeof equal === 'boolean' ? !equal : equal;
    }
    case '&&':
      return logical(left, right, false);
    case '||':
      return logical(left, right, true);
    default:
      return arithmetic(operator, left, right);
  }
}

/**
 * Compares as `==` does: without conversion. Collections, and primitives of two types that a type constraint may have
 * made alike, are not decided.
 */
export function equals(left: Value, right: Value): boolean | typeof UNDECIDED {
  if (isUnknown(left) || isUnknown(right)) return UNDECIDED;
  if (left === undefined || right === undefined) return left === right;
  if (typeof left === 'object' || typeof right === 'object') {
    return typeof left === 'object' && typeof right === 'object' ? UNDECIDED : false;
  }
  if (typeof left === typeof right) return left === right;
  return primitiveText(left) === primitiveText(right) ? UNDECIDED : false;
}

/** One side may decide alone: whatever the other one becomes, no other result is possible. */
function logical(left: Value, right: Value, deciding: boolean): Decision {
  const sides = [toBoolean(left), toBoolean(right)];
  if (sides.includes(undefined)) return FAILED;
  if (sides.includes(deciding)) return deciding;
  return sides.some(isUnknown) ? UNDECIDED : !deciding;
}

function arithmetic(operator: Exclude<BinaryOperator, '==' | '!=' | '&&' | '||'>, left: Value, right: Value): Decision {
  const a = toNumber(left);
  const b = toNumber(right);
  if (a === undefined || b === undefined) return FAILED;
  if (isUnknown(a) || isUnknown(b)) return UNDECIDED;
  switch (operator) {
    case '<':
      return a < b;
    case '>':
      return a > b;
    case '<=':
      return a <= b;
    case '>=':
      return a >= b;
    case '+':
      return exact(a, b, a + b);
    case '-':
      return exact(a, b, a - b);
    case '*':
      return exact(a, b, a * b);
    case '/':
      return b === 0 ? FAILED : (a / b) * b === a ? exact(a, b, a / b) : UNDECIDED;
    case '%':
      return b === 0 ? FAILED : exact(a, b, a % b);
  }
}

/** Terraform computes with more digits than a double has: whole numbers and plain binary fractions are sure to agree. */
function exact(...numbers: readonly [number, number, number]): number | typeof UNDECIDED {
  return numbers.every((number) => Number.isSafeInteger(number * 4_096)) ? numbers[2] + 0 : UNDECIDED;
}

function decide<T extends Value>(value: T | Unknown | undefined, apply: (known: T) => Value): Decision {
  if (isUnknown(value)) return UNDECIDED;
  return value === undefined ? FAILED : apply(value);
}
