import { MASK } from './mask';

/** Prefixes of AWS access key ids: long-term, temporary, and two kinds of bearer token. */
const ACCESS_KEY = '(?<![A-Za-z0-9])(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}(?![A-Za-z0-9])';

/** Digits that no key has are hidden all the same. */
const LIKE_ACCESS_KEY = ACCESS_KEY.replace('[A-Z2-7]', '[A-Z0-9]');

const KEY_LABEL = '(?:[A-Z0-9]{1,16} ){0,3}PRIVATE KEY(?: BLOCK)?-----';
const PRIVATE_KEY = `-----BEGIN ${KEY_LABEL}`;

/** Passwords that are a variable of a shell, a format or a mask, not a literal; `%40` is a literal `@`. */
const NOT_LITERAL = '(?!["\']?[\\u0001$<{*`])(?!["\']?%(?![\\dA-Fa-f]{2}))';

/** User information is what stands before the last `@` of an authority; a colon may be part of a password. */
const URL_PASSWORD = `://[^\\s/:@"'<>]{0,256}:${NOT_LITERAL}[^\\s/@"'<>]{1,256}@`;

const PAIR_PASSWORD = new RegExp(
  `(?:^|[;&?\\s"'])(?:password|passwd|pwd|accountkey|sharedaccesskey|secretkey)\\s?=\\s?${NOT_LITERAL}["']?[^;&\\s"'\\u0001]`,
  'i',
);

interface Shape {
  /** `a GitHub token`, for a message. */
  readonly kind: string;
  /** A text without this holds none. */
  readonly hint: string;
  readonly pattern: RegExp;
  /** All of what has to be hidden, where that is more than `pattern`. The text of group 1 stays. */
  readonly whole?: RegExp;
}

function shape(kind: string, hint: string, pattern: string, whole?: string): Shape {
  const base = { kind, hint, pattern: new RegExp(pattern) };
  return { ...base, whole: new RegExp(whole ?? pattern, 'g') };
}

const END = '(?![A-Za-z0-9_-])';

/** Credentials that are secrets wherever they stand. */
const SHAPES: readonly Shape[] = [
  ...['AKIA', 'ASIA', 'ABIA', 'ACCA'].map((prefix) => shape('an AWS access key', prefix, ACCESS_KEY, LIKE_ACCESS_KEY)),
  shape('a private key', 'PRIVATE KEY', PRIVATE_KEY, `${PRIVATE_KEY}[\\s\\S]*?(?:-----END ${KEY_LABEL}|$)`),
  shape('a private key', 'AGE-SECRET-KEY-', '\\bAGE-SECRET-KEY-1[A-Z0-9]{20,100}'),
  shape('a GitHub token', 'gh', '\\bgh[pousr]_[A-Za-z0-9]{36,255}'),
  shape('a GitHub token', 'github_pat_', '\\bgithub_pat_[A-Za-z0-9_]{40,255}'),
  shape('a GitLab token', 'glpat-', '\\bglpat-[A-Za-z0-9_-]{20,64}'),
  shape('a Slack token', 'xox', '\\bxox[abeposr][.-][A-Za-z0-9.-]{10,255}'),
  shape('a Slack token', 'xapp-', '\\bxapp-\\d-[A-Za-z0-9-]{10,255}'),
  shape(
    'a Slack webhook',
    'hooks.slack.com',
    'hooks\\.slack\\.com/(?:services|workflows|triggers)/[A-Za-z0-9]{6,20}/[A-Za-z0-9/]{10,255}',
    '(hooks\\.slack\\.com/)(?:services|workflows|triggers)/[A-Za-z0-9]{6,20}/[A-Za-z0-9/]{10,255}',
  ),
  shape('a Stripe key', 'k_', '\\b[sr]k_(?:live|test)_[A-Za-z0-9]{16,255}'),
  shape('a Google API key', 'AIza', `\\bAIza[A-Za-z0-9_-]{35}${END}`),
  shape('a Google client secret', 'GOCSPX-', '\\bGOCSPX-[A-Za-z0-9_-]{20,64}'),
  shape('an npm token', 'npm_', `\\bnpm_[A-Za-z0-9]{36}${END}`),
  shape('a PyPI token', 'pypi-', '\\bpypi-[A-Za-z0-9_-]{50,1024}'),
  shape('a Docker token', 'dckr_', '\\bdckr_(?:pat|oat)_[A-Za-z0-9_-]{20,64}'),
  shape('a SendGrid key', 'SG.', '\\bSG\\.[A-Za-z0-9_-]{16,64}\\.[A-Za-z0-9_-]{16,128}'),
  shape('an API key of a language model', 'sk-', '\\bsk-(?:ant|proj|svcacct|admin)-[A-Za-z0-9_-]{20,512}'),
  shape('a Vault token', 'hv', '\\bhv[sbr]\\.[A-Za-z0-9_-]{24,255}'),
  shape('a token of HCP Terraform', '.atlasv1.', '\\b[A-Za-z0-9]{14}\\.atlasv1\\.[A-Za-z0-9_=-]{40,128}'),
  shape('a JSON web token', 'eyJ', '\\beyJ[A-Za-z0-9_-]{8,4096}\\.eyJ[A-Za-z0-9_-]{8,4096}\\.[A-Za-z0-9_-]{8,4096}'),
  shape(
    'an Authorization header',
    'uthorization',
    `[Aa]uthorization["']?\\s?[:=]\\s?["']?(?:[Bb]earer|[Bb]asic|[Tt]oken)\\s+${NOT_LITERAL}[A-Za-z0-9._~+/=-]{8,4096}`,
    `([Aa]uthorization["']?\\s?[:=]\\s?["']?(?:[Bb]earer|[Bb]asic|[Tt]oken)\\s+)${NOT_LITERAL}[A-Za-z0-9._~+/=-]{8,4096}`,
  ),
];

const HINT = new RegExp([...new Set(SHAPES.map(({ hint }) => hint.replaceAll('.', '\\.')))].join('|'));

const ACCESS_KEYS = new RegExp(ACCESS_KEY, 'g');
const PRIVATE_KEY_HEAD = new RegExp(PRIVATE_KEY);
const PASSWORD_IN_URL = new RegExp(URL_PASSWORD);

/**
 * What may be a password or a token inside an address, to be hidden: up to the last `@`, as nobody escapes a slash.
 * A port is none.
 */
const USER_INFORMATION =
  /(:\/\/)(?:([^\s/:@"'<>]{0,256}:)(?!\d{1,5}(?:[/?#]|$))([^\s"'<>]{1,512})|([^\s/:@"'<>]{20,512}))@/g;

/** True where a text holds an AWS access key id. Keys of documentation, which end in EXAMPLE, do not count. */
export function hasAccessKey(text: string): boolean {
  for (const [key] of text.matchAll(ACCESS_KEYS)) if (!key.endsWith('EXAMPLE')) return true;
  return false;
}

/** True where a text holds a private key in PEM form. */
export function hasPrivateKey(text: string): boolean {
  return text.includes('PRIVATE KEY') && PRIVATE_KEY_HEAD.test(text);
}

/** What credential a text carries whatever its name is: `a private key`, `a password in a URL`; undefined for none. */
export function credentialIn(text: string): string | undefined {
  if (text.length < 8) return undefined;
  if (HINT.test(text)) {
    if (hasAccessKey(text)) return 'an AWS access key';
    for (const { kind, hint, pattern } of SHAPES)
      if (kind !== 'an AWS access key' && text.includes(hint) && pattern.test(text)) return kind;
  }
  if (text.includes('://') && PASSWORD_IN_URL.test(text)) return 'a password in a URL';
  return undefined;
}

/** As `credentialIn`, and `password=…` of a connection string. */
export function credentialInConnection(text: string): string | undefined {
  return credentialIn(text) ?? (PAIR_PASSWORD.test(text) ? 'a password in a connection string' : undefined);
}

/** The text with every credential hidden that `credentialIn` would find, keys of documentation too. */
export function maskCredentials(text: string): string {
  let masked = text;
  if (HINT.test(text)) {
    for (const { hint, whole, pattern } of SHAPES) {
      if (masked.includes(hint))
        masked = masked.replace(
          whole ?? pattern,
          (_, kept: unknown) => `${typeof kept === 'string' ? kept : ''}${MASK}`,
        );
    }
  }
  if (!masked.includes('@') || !masked.includes('://')) return masked;
  return masked.replace(USER_INFORMATION, (found, scheme: string, user?: string, password?: string, token?: string) =>
    isPlaceholder(password ?? token ?? '') ? found : `${scheme}${user ?? ''}${MASK}@`,
  );
}

/** An expression, a format or a mask. */
function isPlaceholder(text: string): boolean {
  return text === MASK || /^(?:\$\{[^{}]*\}|\$\w+|%[sdv]|\*+)$/.test(text);
}
