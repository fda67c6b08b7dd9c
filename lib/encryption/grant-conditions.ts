import { GuardrailsError } from '../core/guardrails-error';
import { requireText, shown } from '../core/texts';
import { isUnresolved } from '../core/tokens';
import { requireProps } from '../core/props';
import type { KeyGrantOptions } from './key-ref';

/** Condition that holds a key to one service and one encryption context. */
export function grantConditions(
  options: KeyGrantOptions,
  region: () => string,
): Record<string, Record<string, string[]>> | undefined {
  requireProps(options, 'options of the grant');
  const { viaService, encryptionContext } = options;
  requireText(viaService, {
    code: 'KEY_GRANT_INVALID',
    name: 'viaService',
    pattern: /^[a-z0-9-]+$/,
    allowed: 'prefixes of services such as secretsmanager',
    remedy: 'pass it without region and domain',
  });
  const keys: Record<string, string[]> = {};
  if (viaService !== undefined) keys['kms:ViaService'] = [`${viaService}.${region()}.amazonaws.com`];
  for (const [key, value] of contextEntries(encryptionContext)) keys[`kms:EncryptionContext:${key}`] = [value];
  return Object.keys(keys).length === 0 ? undefined : { StringEquals: keys };
}

function contextEntries(context: Readonly<Record<string, string>> | undefined): readonly (readonly [string, string])[] {
  if (context === undefined) return [];
  const isMap = typeof context === 'object' && (context as unknown) !== null && !isUnresolved(context);
  const entries = isMap ? Object.entries(context) : [];
  const isText = entries.every(([key, value]) => key !== '' && (typeof value === 'string' || isUnresolved(value)));
  if (entries.length > 0 && isText) return entries;
  throw new GuardrailsError(
    'KEY_GRANT_INVALID',
    `encryptionContext is ${shown(context)}, allowed are maps of texts with at least one literal key; name the context, or leave it out`,
  );
}
