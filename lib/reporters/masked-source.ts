import { MASK } from '../compliance/engine/mask';
import { maskText } from '../compliance/engine/redact';
import { isSecretName } from '../compliance/engine/secret-name';

/** A string with its quotes; what is not closed ends with the line. */
const STRING = /(["'`])(?:[^\\\n]|\\.)*?(?:\1|$)/g;

const NAME = '([A-Za-z_$][\\w$-]{0,80})';

/** What stands between a name and its value: `:`, `=`, `: string =`, `(`, `??`, `||`. */
const GIVES = '(["\']?\\]?\\s{0,8}(?::\\s{0,8}[\\w<>[\\]|. ]{1,60}?=|[:=(?|]{1,3})\\s{0,8})';

/** A name that is given a string: `password: 'x'`, `"password" = "x"`, `password('x')`. */
const NAMED_STRING = new RegExp(`${NAME}${GIVES}(["'\`])(?:[^\\\\\\n]|\\\\.)*?(?:\\3|$)`, 'g');

/** A line that ends where a value begins. */
const OPEN_END = new RegExp(`${NAME}${GIVES}$`);

/** Calls that take a secret in the clear: `SecretValue.unsafePlainText('x')`. */
const PLAIN_TEXT = /plain_?text|fromString|secretValue/i;

/**
 * A line of the user's source as a report may show it.
 *
 * @param before - the line before it, which may say what a string of this line is
 * @param isSecret - the finding is about a secret: no string of the line is shown
 */
export function maskSourceLine(line: string, before: string, isSecret: boolean): string {
  if (isSecret || takesSecret(OPEN_END.exec(before.slice(-200))?.[1]))
    return line.replace(STRING, (_, quote: string) => quote + MASK + quote);
  const masked = line.replace(NAMED_STRING, (text, name: string, between: string, quote: string) =>
    takesSecret(name) ? name + between + quote + MASK + quote : text,
  );
  return maskText(masked);
}

function takesSecret(name: string | undefined): boolean {
  return name !== undefined && (isSecretName(name) || PLAIN_TEXT.test(name));
}
