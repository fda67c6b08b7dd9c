import type { Configuration } from '../../../model/block';
import type { Reference, Unknown, Value } from '../../../model/value';
import { assignmentsIn, COMMAND_HINT, PASSWORD_COMMANDS, unquote } from '../../../engine/assignment-shape';
import { credentialIn } from '../../../engine/credential-shape';
import { literalSecret } from '../../../reading/secrets/literal-secret';
import { kindOfName } from '../../../engine/secret-name';
import { isGivenFromOutside, sourceOf } from '../../../reading/secrets/secret-source';
import { HIDDEN, hiddenPieces, visibleText } from '../../../reading/secrets/visible-text';

/** What a script says of secrets. */
export interface ScriptSecret {
  /** `a literal for DB_PASSWORD`, `a private key`; names the variable, never its value. */
  readonly what: string;
  /** Set where an expression gives the value and the configuration does not tell whether it is a secret. */
  readonly unclear: Unknown | undefined;
}

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
  for (const { name, value } of assignmentsIn(text)) {
    const kind = kindOfName(name);
    if (kind === undefined) continue;
    const { text: literal, isQuoted } = unquote(value);
    if (literal.startsWith(HIDDEN)) continue;
    if (COMPUTED.test(literal) || (!isQuoted && CODE.test(literal.trim()))) continue;
    // Several words without quotes are a sentence: `Password: see the wiki`.
    if (!isQuoted && /\s/.test(literal.trim())) continue;
    if (literalSecret(literal.replaceAll(HIDDEN, 'x'), kind, configuration) !== undefined) add(`a literal for ${name}`);
  }
  for (const command of COMMAND_HINT.test(text) ? PASSWORD_COMMANDS : []) {
    for (const [found] of text.matchAll(command)) add(`a password for ${/\w[\w-]*/.exec(found)?.[0] ?? 'a command'}`);
  }
  for (const { name, piece } of assignedPieces(text, hiddenPieces(script))) {
    const sources = piece.references.map((reference) => sourceOf(reference, configuration));
    const [first] = piece.references;
    if (sources.includes('secret')) add(`the value of ${first?.address ?? piece.expression}`);
    else if (name !== undefined && piece.references.every((reference) => isUnclear(reference, configuration)))
      add(`the value of ${name}`, piece);
  }
  return [...found.values()];
}

function isUnclear(reference: Reference, configuration: Configuration): boolean {
  return isGivenFromOutside(reference, configuration) || sourceOf(reference, configuration) === 'unclear';
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
