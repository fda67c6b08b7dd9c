import type { Block, Configuration } from '../../model/block';
import { toBoolean, type Reference } from '../../model/value';
import { SECRET_ARGUMENTS } from '../../engine/secret-arguments';
import { isSecretName } from '../../engine/secret-name';

/**
 * What a reference reads: a secret; something that is none; or something of which the configuration does not tell,
 * such as an output of a module.
 */
export type Source = 'secret' | 'harmless' | 'unclear';

/** Attributes that hold a secret although neither their name nor the table of arguments says so. */
const SECRET_ATTRIBUTES: ReadonlyMap<string, readonly string[]> = new Map([
  ['random_password', ['result', 'bcrypt_hash']],
  ['tls_private_key', ['private_key_pem', 'private_key_pem_pkcs8', 'private_key_openssh']],
  ['aws_iam_access_key', ['secret', 'ses_smtp_password_v4']],
  ['aws_iam_user_login_profile', ['password']],
  ['aws_key_pair', []],
  ['aws_ssm_parameter', ['value']],
  ['aws_secretsmanager_secret_version', ['secret_string', 'secret_binary']],
  ['data.aws_secretsmanager_secret_version', ['secret_string', 'secret_binary']],
  ['data.aws_secretsmanager_random_password', ['random_password']],
  ['data.aws_ssm_parameter', ['value']],
  ['data.aws_ssm_parameters_by_path', ['values']],
  ['data.aws_kms_secrets', ['plaintext']],
  ['data.aws_ecr_authorization_token', ['authorization_token', 'password']],
  ['data.aws_eks_cluster_auth', ['token']],
  ['data.vault_generic_secret', ['data', 'data_json']],
  ['data.vault_kv_secret_v2', ['data', 'data_json']],
  ['data.vault_kv_secret', ['data', 'data_json']],
]);

/** Names of the `terraform` and `path` objects, and of iterators: no blocks. */
const NO_BLOCK = /^(?:each|count|path|terraform|self)(?:\.|$)/;

/** Says whether a reference reads a secret. References to locals are read as what the locals hold. */
export function sourceOf(reference: Reference, configuration: Configuration): Source {
  const { address } = reference;
  if (NO_BLOCK.test(address)) return 'unclear';
  const block = configuration.block(address);
  if (address.startsWith('var.')) return variableSource(address, block);
  if (address.startsWith('local.')) return isSecretName(address) ? 'secret' : 'unclear';
  const steps = stepsOf(reference.attribute);
  if (address.startsWith('ephemeral.')) return 'secret';
  if (address.startsWith('module.') || address.startsWith('data.terraform_remote_state.')) {
    return isSecretName(steps.at(-1) ?? '') ? 'secret' : 'unclear';
  }
  return attributeSource(selectorOf(address), steps, block);
}

/** True for text of a generator that is no secret by itself, and is one under the name of a secret. */
export function isGenerated({ address, attribute }: Reference): boolean {
  return (
    /^random_(?:string|id|uuid|bytes)\./.test(address) &&
    /^(?:result|hex|b64_std|b64_url|base64|id|dec)?$/.test(attribute)
  );
}

/** True for a variable whose value the configuration does not hold. */
export function isGivenFromOutside({ address }: Reference, configuration: Configuration): boolean {
  if (!address.startsWith('var.')) return false;
  const name = address.slice('var.'.length);
  // `var.db_secret_arn` says what it holds.
  return (
    !/(?:^|_)(?:arn|name|id|path|url|parameter|host|user|username|endpoint)$|(?:Arn|Name|Id|Path|Url)$/.test(name) &&
    configuration.block(address)?.get('default') === undefined
  );
}

function variableSource(address: string, block: Block | undefined): Source {
  const marked =
    block !== undefined && (toBoolean(block.get('sensitive')) === true || toBoolean(block.get('ephemeral')) === true);
  if (marked || isSecretName(address.slice('var.'.length))) return 'secret';
  return block === undefined ? 'unclear' : 'harmless';
}

function attributeSource(selector: string, steps: readonly string[], block: Block | undefined): Source {
  const secrets = [...(SECRET_ATTRIBUTES.get(selector) ?? []), ...(SECRET_ARGUMENTS.get(selector) ?? [])];
  // The block as a whole: all of its attributes.
  if (steps.length === 0) return secrets.length > 0 ? 'secret' : 'unclear';
  if (selector.endsWith('aws_ssm_parameter'))
    return steps[0] === 'value' && !isPlainParameter(block) ? 'secret' : 'harmless';
  if (steps.some((step) => secrets.includes(step))) return 'secret';
  return isSecretName(steps.at(-1) ?? '') ? 'secret' : 'harmless';
}

/** A parameter that holds no secret: of type String, or published by AWS. */
function isPlainParameter(block: Block | undefined): boolean {
  if (block === undefined) return false;
  const type = block.get('type');
  const name = block.get('name');
  if (typeof name === 'string' && name.startsWith('/aws/service/')) return true;
  if (block.kind === 'data') return toBoolean(block.get('with_decryption')) === false;
  return (type === 'String' || type === 'StringList') && !(typeof name === 'string' && isSecretName(name));
}

/** `aws_x` of `aws_x.main`, `data.aws_x` of `data.aws_x.main`. */
function selectorOf(address: string): string {
  return address
    .split('.')
    .slice(0, address.startsWith('data.') ? 2 : 1)
    .join('.');
}

/** The names of an attribute path, without indexes: `master_user_secret[0].secret_arn`. */
function stepsOf(attribute: string): readonly string[] {
  return attribute.split(/\["?|"?\]|\./).filter((step) => step !== '' && step !== '*' && !/^\d+$/.test(step));
}
