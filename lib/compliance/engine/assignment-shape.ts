const BLANK = '[ \\t]{0,8}';
const QUOTE = `\\\\{0,3}["']`;

/** A value in quotes, which an outer text may escape; in a quote that is not closed; or up to a blank or separator. */
const QUOTED = [
  String.raw`\\{1,3}"[^"\n]{0,1024}"`,
  String.raw`\\{1,3}'[^'\n]{0,1024}'`,
  String.raw`"(?:[^"\\\n]|\\.){0,1024}"`,
  String.raw`'(?:[^'\\\n]|\\.){0,1024}'`,
  String.raw`["'][^"'\n]{0,1024}`,
].join('|');
const VALUE = `${QUOTED}|[^\\s;&|"',)]{0,1024}`;

/** Group 1 is what stands before the name, group 2 the name, group 3 what is between, group 4 the value. */
const ASSIGNMENTS: readonly RegExp[] = [
  // export NAME=value, name = value, name := value, -Dname=value
  new RegExp(
    `(?<![\\w.-])(-D|-{0,2})([A-Za-z_][\\w.-]{1,80})((?:${QUOTE})?${BLANK}:?=(?![=~])>?${BLANK})(${VALUE})`,
    'g',
  ),
  // "name": "value"
  new RegExp(`(${QUOTE})([\\w.-]{2,80})(${QUOTE}${BLANK}:${BLANK})(${VALUE})`, 'g'),
  // name: value
  new RegExp(`^([ \\t-]{0,40})([\\w.-]{2,80})(:[ \\t]{1,8})(${QUOTED}|[^\\s"'#](?:[^\\n#]|(?<!\\s)#){0,1024})`, 'gm'),
  // --name value, "--name", "value"
  new RegExp(`(?<![\\w-])(--)([a-z][\\w-]{1,80})((?:=|${QUOTE}${BLANK},${BLANK}|[ \\t]{1,8}))(${VALUE})`, 'g'),
  // <name>value</name>
  new RegExp(`(<)([\\w.-]{2,80})(>)([^<>]{1,1024})(?=</)`, 'g'),
];

/** Every secret-like name holds one of these: a text without them assigns no secret. */
const SECRET_HINT = /pass|pwd|secret|token|credential|key|auth|conn|dsn|url/i;

/** A text that gives a name a value. */
export interface Assignment {
  readonly name: string;
  /** The value as it stands, with its quotes. */
  readonly value: string;
  /** Where the value begins. */
  readonly offset: number;
}

/** Everything in a text that may give a secret-like name a value, one kind of writing after the other. */
export function* assignmentsIn(text: string): Generator<Assignment> {
  if (!SECRET_HINT.test(text)) return;
  for (const shape of ASSIGNMENTS) {
    const pattern = new RegExp(shape);
    for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
      const [, before = '', name = '', between = '', value = ''] = match;
      const offset = match.index + before.length + name.length + between.length;
      yield { name, value, offset };
      // A value may hold further assignments: OPTIONS="--password=x".
      pattern.lastIndex = Math.max(offset, match.index + 1);
    }
  }
}

const WORD = `(?:"[^"\\n]{1,256}"|'[^'\\n]{1,256}'|[^\\s"']{1,256})`;
const LITERAL = '(?![$<{*`"\'\\u0001]|\\(masked)';

/** Commands and statements that take a password other than by its name. Group 1 stays, group 2 is the password. */
export const PASSWORD_COMMANDS: readonly RegExp[] = [
  `((?<![\\w.-])(?:mysql|mysqldump|mysqladmin|mariadb)(?![\\w.-])[^\\n|;&]{0,200}?[ \\t]-p["']?)(${LITERAL}[^\\s"']{1,256})`,
  `(\\bsshpass[ \\t]{1,8}-p[ \\t]{0,8}["']?)(${LITERAL}[^\\s"']{1,256})`,
  `(\\b(?:curl|wget)\\b[^\\n|;&]{0,300}?[ \\t](?:-u|--user)[ =]{1,8}["']?[^\\s:"'$]{1,64}:)(${LITERAL}[^\\s"']{1,256})`,
  `(\\bredis-cli\\b[^\\n|;&]{0,200}?[ \\t]-a[ \\t]{1,8}["']?)(${LITERAL}[^\\s"']{1,256})`,
  `(\\becho[ \\t]{1,8}(?:-\\w{1,4}[ \\t]{1,8})?["']?[\\w.-]{1,64}:)(${LITERAL}[^\\s"'|]{1,256})(?=["']?[ \\t]{0,8}\\|[ \\t]{0,8}(?:sudo[ \\t]{1,8})?chpasswd\\b)`,
  `(\\bhtpasswd[ \\t]{1,8}-\\w{0,6}b\\w{0,6}[ \\t]{1,8}${WORD}[ \\t]{1,8}${WORD}[ \\t]{1,8}["']?)(${LITERAL}[^\\s"']{1,256})`,
  `(^[ \\t]{0,40}(?:requirepass|masterauth)[ \\t]{1,8}["']?)(${LITERAL}[^\\s"']{1,256})`,
  `(\\b(?:password|identified[ \\t]{1,8}by)[ \\t]{1,8}\\\\{0,3}["'])(${LITERAL}[^"'\\n]{1,256})`,
].map((pattern) => new RegExp(pattern, 'gim'));

/** A text without one of these runs none of these commands. */
export const COMMAND_HINT = /mysql|mariadb|sshpass|curl|wget|redis-cli|passw|requirepass|masterauth|identified/i;

/** What an assigned value means: without its quotes, and whether it had any. */
export function unquote(value: string): { readonly text: string; readonly isQuoted: boolean } {
  const quoted = /^(\\{0,3}["'])([\s\S]*)$/.exec(value);
  if (quoted === null) return { text: value, isQuoted: false };
  const [, open = '', rest = ''] = quoted;
  return { text: rest.endsWith(open) ? rest.slice(0, -open.length) : rest, isQuoted: true };
}
