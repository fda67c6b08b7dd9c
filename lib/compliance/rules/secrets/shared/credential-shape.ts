/** Prefixes of AWS access key ids (long-term, temporary, and two kinds of bearer token). */
const ACCESS_KEY = /(?<![A-Za-z0-9])(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}(?![A-Za-z0-9])/g;

const PRIVATE_KEY = /-----BEGIN (?:[A-Z0-9]{1,16} ){0,3}PRIVATE KEY(?: BLOCK)?-----/;

/** Passwords that are a variable of a shell, a format or a mask, not a literal. */
const NOT_LITERAL = '(?![\\u0001$<{%*`])';

const URL_PASSWORD = new RegExp(`://[^\\s/:@"'<>]{0,256}:${NOT_LITERAL}[^\\s/:@"'<>]{1,256}@`);

const PAIR_PASSWORD = new RegExp(
  `(?:^|[;&?\\s"'])(?:password|passwd|pwd|accountkey|sharedaccesskey|secretkey)\\s?=\\s?["']?${NOT_LITERAL}[^;&\\s"'\\u0001]`,
  'i',
);

/** Tokens that are credentials wherever they stand. */
const TOKENS: readonly (readonly [kind: string, hint: string, shape: RegExp])[] = [
  ['a GitHub token', 'gh', /\bgh[pousr]_[A-Za-z0-9]{36,255}\b/],
  ['a GitHub token', 'github_pat_', /\bgithub_pat_[A-Za-z0-9_]{40,255}\b/],
  ['a GitLab token', 'glpat-', /\bglpat-[A-Za-z0-9_-]{20,64}/],
  ['a Slack token', 'xox', /\bxox[abposr]-[A-Za-z0-9-]{10,255}/],
  ['a Stripe key', 'k_', /\b[sr]k_(?:live|test)_[A-Za-z0-9]{16,255}\b/],
  ['a Google API key', 'AIza', /\bAIza[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])/],
  ['an npm token', 'npm_', /\bnpm_[A-Za-z0-9]{36}\b/],
  ['a JSON web token', 'eyJ', /\beyJ[A-Za-z0-9_-]{8,4096}\.eyJ[A-Za-z0-9_-]{8,4096}\.[A-Za-z0-9_-]{8,4096}/],
];

/** True where a text holds an AWS access key id. Keys of documentation, which end in EXAMPLE, do not count. */
export function hasAccessKey(text: string): boolean {
  for (const [key] of text.matchAll(ACCESS_KEY)) if (!key.endsWith('EXAMPLE')) return true;
  return false;
}

/** True where a text holds a private key in PEM form. */
export function hasPrivateKey(text: string): boolean {
  return text.includes('PRIVATE KEY') && PRIVATE_KEY.test(text);
}

/** What credential a text carries whatever its name is: `a private key`, `a password in a URL`; undefined for none. */
export function credentialIn(text: string): string | undefined {
  if (text.length < 8) return undefined;
  if (hasAccessKey(text)) return 'an AWS access key';
  if (hasPrivateKey(text)) return 'a private key';
  for (const [kind, hint, shape] of TOKENS) if (text.includes(hint) && shape.test(text)) return kind;
  if (text.includes('://') && URL_PASSWORD.test(text)) return 'a password in a URL';
  return undefined;
}

/** As `credentialIn`, and `password=…` of a connection string. */
export function credentialInConnection(text: string): string | undefined {
  return credentialIn(text) ?? (PAIR_PASSWORD.test(text) ? 'a password in a connection string' : undefined);
}
