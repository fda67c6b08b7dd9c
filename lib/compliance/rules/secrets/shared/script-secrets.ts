import type { Configuration } from '../../../model/block';
import type { Unknown, Value } from '../../../model/value';
import { credentialIn } from './credential-shape';
import { literalSecret } from './literal-secret';
import { kindOfName } from './secret-name';
import { sourceOf } from './secret-source';
import { HIDDEN, hiddenPieces, visibleText } from './visible-text';

/** What a script says of secrets. */
export interface ScriptSecret {
  /** `a literal for DB_PASSWORD`, `a private key`; names the variable, never its value. */
  readonly what: string;
  /** Set where an expression gives the value and the configuration does not tell whether it is a secret. */
  readonly unclear: Unknown | undefined;
}

const VALUE = String.raw`("[^"\n]{0,1024}"|'[^'\n]{0,1024}'|[^\s;&|"',)]{0,1024})`;

/** `export NAME=value`, `name = value`, `"name": "value"`, `name: value`, `--name value`. */
const ASSIGNMENTS: readonly RegExp[] = [
  new RegExp(String.raw`(?<![\w.-])([A-Za-z_][\w.-]{1,80})["']?[ \t]{0,8}=[ \t]{0,8}${VALUE}`, 'g'),
  new RegExp(String.raw`["']([\w.-]{2,80})["'][ \t]{0,8}:[ \t]{0,8}${VALUE}`, 'g'),
  new RegExp(String.raw`^[ \t-]{0,40}([\w.-]{2,80}):[ \t]{1,8}${VALUE}[ \t\r]{0,8}$`, 'gm'),
  new RegExp(String.raw`(?<![\w-])--([a-z][\w-]{1,80})(?:=|[ \t]{1,8})${VALUE}`, 'g'),
];

/** Every secret-like name holds one of these: a text without them assigns no secret. */
const SECRET_HINT = /pass|pwd|secret|token|credential|key|auth|conn|dsn|url/i;

/** Values that a script computes: `$VAR`, `$(command)`, `{{ template }}`, `<placeholder>`, `call()`, `object.member`. */
const COMPUTED = /^(?:[$`<%*]|\{\{|--)/;
const CODE = /[([]|^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+$/;

/** Secrets that a script (or any text with assignments) spells out or is given by expressions. */
export function scriptSecrets(script: Value, configuration: Configuration): readonly ScriptSecret[] {
  const text = visibleText(script);
  const found = new Map<string, ScriptSecret>();
  const add = (what: string, unclear?: Unknown): void => {
    if (!found.has(what)) found.set(what, { what, unclear });
  };
  const credential = credentialIn(text);
  if (credential !== undefined) add(credential);
  for (const pattern of SECRET_HINT.test(text) ? ASSIGNMENTS : []) {
    for (const match of text.matchAll(pattern)) {
      const [, name = '', quoted = ''] = match;
      const kind = kindOfName(name);
      if (kind === undefined) continue;
      const literal = quoted.replace(/^(["'])([\s\S]*)\1$/, '$2');
      if (literal.startsWith(HIDDEN)) continue;
      if (COMPUTED.test(literal) || (literal === quoted && CODE.test(literal))) continue;
      if (literalSecret(literal.replaceAll(HIDDEN, 'x'), kind, configuration) !== undefined)
        add(`a literal for ${name}`);
    }
  }
  for (const { name, piece } of assignedPieces(text, hiddenPieces(script))) {
    const sources = piece.references.map((reference) => sourceOf(reference, configuration));
    const [first] = piece.references;
    if (sources.includes('secret')) add(`the value of ${first?.address ?? piece.expression}`);
    else if (name !== undefined && sources.every((source) => source === 'unclear')) add(`the value of ${name}`, piece);
  }
  return [...found.values()];
}

/** Every unknown piece of a text, and the secret-like name that it is assigned to. */
function assignedPieces(
  text: string,
  pieces: readonly Unknown[],
): readonly { readonly name: string | undefined; readonly piece: Unknown }[] {
  const before = text.split(HIDDEN);
  return pieces.map((piece, index) => {
    const name = /(?:^|[^\w.-])-{0,2}([A-Za-z_][\w.-]{1,80})["']?[ \t]{0,8}[=: \t][ \t]{0,8}["']?$/.exec(
      (before[index] ?? '').slice(-120),
    )?.[1];
    return { name: name !== undefined && kindOfName(name) !== undefined ? name : undefined, piece };
  });
}
