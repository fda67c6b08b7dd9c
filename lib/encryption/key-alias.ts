import type { TerraformProvider } from 'cdktf';
import type { Construct } from 'constructs';
import { GuardrailsError } from '../core/guardrails-error';
import { guarantee } from '../core/guarantee';
import { aws } from '../core/provider-resources';
import { shown } from '../core/texts';
import { checkWhenKnown } from '../core/known-literal';
import { isUnresolved } from '../core/tokens';

/** Name of an alias with its prefix. */
export function aliasName(alias: string, owner: Construct): string {
  if (isUnresolved(alias)) {
    checkWhenKnown(owner, alias, (literal) => aliasName(literal as string, owner));
    return alias;
  }
  const name = typeof alias === 'string' && !alias.startsWith('alias/') ? `alias/${alias}` : alias;
  if (typeof alias === 'string' && /^alias\/[\w/-]{1,250}$/.test(name) && !name.startsWith('alias/aws/')) return name;
  throw new GuardrailsError(
    'KEY_ALIAS_INVALID',
    `alias is ${shown(alias)}, allowed are 1 to 250 letters, digits, /, _ and -, and no name that begins with aws/; choose another`,
    owner,
  );
}

/** Gives a key an alias that cannot be moved to another key. */
export function addAlias(owner: Construct, alias: string, keyId: string, provider?: TerraformProvider): void {
  const name = aliasName(alias, owner);
  const resource = new aws.kmsAlias.KmsAlias(owner, 'Alias', { name, targetKeyId: keyId, provider });
  guarantee(owner, resource, [
    { code: 'KEY_ALIAS_TARGET', attribute: 'target_key_id', value: keyId, promise: 'its own key' },
  ]);
}
