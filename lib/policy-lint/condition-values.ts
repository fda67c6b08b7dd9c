import { isIP } from 'node:net';
import type { OperatorFamily } from './condition-operators';
import { withoutVariables } from './policy-variables';

/** Forms of ISO 8601 that https://www.w3.org/TR/NOTE-datetime lists, also without time zone, and seconds since 1970. */
const DATE = /^(?:\d{4}(?:-\d{2}(?:-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[-+]\d{2}:?\d{2})?)?)?)?|\d{5,})$/;

interface ValueForm {
  /** What a value has to be, for messages. */
  readonly expected: string;
  isValid(value: string): boolean;
}

const BOOLEAN: ValueForm = { expected: 'true or false', isValid: (value) => /^(?:true|false)$/i.test(value) };

const FORMS: Readonly<Partial<Record<OperatorFamily, ValueForm>>> = {
  boolean: BOOLEAN,
  null: BOOLEAN,
  number: { expected: 'a number', isValid: (value) => /^[-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?$/.test(value) },
  date: {
    expected: 'a date such as 2026-01-31T00:00:00Z',
    isValid: (value) => DATE.test(value) && (/^\d{5,}$/.test(value) || !Number.isNaN(Date.parse(value))),
  },
  address: { expected: 'an address or a range such as 203.0.113.0/24', isValid: isRange },
  arn: { expected: 'an ARN', isValid: (value) => /^(?:arn:|[*?])/.test(value) },
  binary: {
    expected: 'text in base64',
    isValid: (value) => /^[A-Za-z0-9+/]*={0,2}$/.test(value) && value.length % 4 === 0,
  },
};

/** What a value should be that an operator cannot compare; undefined where it can. */
export function expectedValue(family: OperatorFamily, value: string): string | undefined {
  const form = FORMS[family];
  if (form === undefined || value.includes('${') || form.isValid(withoutVariables(value))) return undefined;
  return form.expected;
}

function isRange(value: string): boolean {
  const [address = '', bits, more] = value.split('/');
  const version = isIP(address);
  if (version === 0 || more !== undefined) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}
