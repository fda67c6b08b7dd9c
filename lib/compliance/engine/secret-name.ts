/** Last words of names whose value is a secret: `DB_PASSWORD`, `clientSecret`, `api-key`. */
const SECRET_ENDING =
  /(?:^|_)(?:passwords?|passwd|passphrase|pwd|secret|secret_(?:string|binary|key_base)|tokens?|credentials?|api_?key|private_?key|private_key_pem|secret_?key|access_?key|account_?key|access_key_id|ecs_engine_auth_data|(?:pre_?)?shared_?key|signing_?key|auth_?key|customer_key|key_material|keytab)(?:_(?:wo|value|plaintext|base64))?$|.(?:password|passwd|apikey|secretkey|accesskey|privatekey)$|._pass$/;

/** Names with such an ending that hold a switch, a number, a handle for one request or a key that may be public. */
const NO_SECRET =
  /^(?:manage|generate|use|allow|enable|disable|require|rotate|skip|ignore|force|has|is|max|min|num|number_of|http)_|(?:^|_)(?:max|next|creation|client|client_request|request|update|event_source|continuation|idempotency|http|design)_tokens?$/;

/** What tells several secrets of one kind apart: `DB_PASSWORD_2`, `API_KEY_PROD`. */
const VARIANT = /(?:_?\d{1,3}|_(?:prod|production|staging|dev|live|primary|secondary|current|previous|old|new))$/;

/** Names of a text that may carry a password among other things. */
const CONNECTION_ENDING = /(?:^|_)(?:conn_?str|connection_?string|dsn|database_?url|db_?url|jdbc_?url)$/;

/** Words that mean a password: a text under them is no name of something else. */
const PASSWORD_ENDING = /(?:password|passwords|passwd|passphrase|pwd|_pass)(?:_(?:wo|value|plaintext))?$/;

export type NameKind = 'secret' | 'password' | 'connection' | undefined;

const CACHE_LIMIT = 20_000;
const kinds = new Map<string, NameKind>();

/** What a name says of its value: a password, another secret, a connection string, or nothing. */
export function kindOfName(name: string): NameKind {
  if (kinds.has(name)) return kinds.get(name);
  const kind = read(snakeCase(name));
  if (kinds.size < CACHE_LIMIT) kinds.set(name, kind);
  return kind;
}

/** True where a value of this name is a secret, going by the name alone. Neither `secret_arn` nor `password_length` is. */
export function isSecretName(name: string): boolean {
  const kind = kindOfName(name);
  return kind === 'secret' || kind === 'password';
}

function read(whole: string): NameKind {
  const name = whole.replace(VARIANT, '');
  if (CONNECTION_ENDING.test(name)) return 'connection';
  if (!SECRET_ENDING.test(name) || NO_SECRET.test(name)) return undefined;
  if (/(?:^|_)tokens$/.test(name) && !/(?:auth|access|api|bearer|refresh|secret)_tokens$/.test(name)) return undefined;
  return PASSWORD_ENDING.test(name) ? 'password' : 'secret';
}

/** `dbPassword`, `DB-Password` and `OAuthToken` become `db_password` and `oauth_token`. */
function snakeCase(name: string): string {
  return name
    .slice(-200)
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .replace(/([A-Z]{2,})([A-Z][a-z])/g, '$1_$2')
    .replace(/[^A-Za-z\d]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .toLowerCase();
}
