import { isUnknown, type Unknown, type Value } from '../../model/value';
import type { Configuration } from '../../model/block';
import { credentialIn, credentialInConnection } from '../../engine/credential-shape';
import type { NameKind } from '../../engine/secret-name';
import { possibleValues } from './possible-values';
import { sourceOf } from './secret-source';
import { HIDDEN, hiddenPieces, visibleText } from './visible-text';

/** Words that stand for a switch or for nothing. */
const SWITCH = /^(?:true|false|yes|no|on|off|enabled|disabled|required|optional|none|null|undefined)$/i;

/** Units of time: `refresh_token = "days"` says how long a token lives. */
const UNIT = /^(?:seconds|minutes|hours|days)$/i;

/** What is looked up elsewhere: an ARN, a KMS alias, a dynamic reference. */
const LOOKED_UP = /^(?:arn:[\w-]+:|alias\/|\{\{resolve:)/;

/** A path or name of something: `/prod/db/password`, `prod/db-credentials`. */
const ABSOLUTE_PATH = /^\/[\w.-]+(?:\/[\w.-]+)+$/;
const NAME_PATH = /^[a-z][a-z\d_.-]*(?:\/[a-z][a-z\d_.-]*)+$/;

/** Letters and digits that a template has to spell out before it counts as a literal secret. */
const SPELT_OUT = /[A-Za-z0-9]{4}/;

/** How sure it is that a value is a secret: an argument that the provider knows as one, or only its name. */
export type Certainty = 'argument' | NameKind;

/**
 * Says what secret a value spells out: `a literal`, `a private key`, `a password in a URL`. Undefined where it spells
 * out none: absent, empty, a reference, an ARN, or the name of something. Of an expression each value counts that it may
 * turn out to have: `var.prod ? … : "…"`.
 */
export function literalSecret(value: Value, certainty: Certainty, configuration: Configuration): string | undefined {
  if (typeof value === 'boolean' || value === undefined) return undefined;
  if (typeof value === 'number') return certainty === 'argument' || certainty === 'password' ? 'a literal' : undefined;
  if (!isUnknown(value) && typeof value !== 'string') return undefined;
  if (isUnknown(value)) {
    for (const possible of possibleValues(value, configuration)) {
      const what = isUnknown(possible)
        ? literalText(possible, certainty, configuration)
        : literalSecret(possible, certainty, configuration);
      if (what !== undefined) return what;
    }
  }
  return literalText(value, certainty, configuration);
}

function literalText(value: Unknown | string, certainty: Certainty, configuration: Configuration): string | undefined {
  const text = visibleText(value);
  const credential = certainty === 'connection' ? credentialInConnection(text) : credentialIn(text);
  if (credential !== undefined || certainty === undefined || certainty === 'connection') return credential;
  if (isUnknown(value)) return isSpeltOut(text, value, configuration) ? 'a literal' : undefined;
  return isPlainSecret(text, certainty) ? 'a literal' : undefined;
}

function isPlainSecret(raw: string, certainty: Certainty): boolean {
  const text = raw.trim();
  if (text === '' || LOOKED_UP.test(text) || SWITCH.test(text)) return false;
  if (certainty === 'argument') return true;
  if (UNIT.test(text) || ABSOLUTE_PATH.test(text)) return false;
  return certainty === 'password' || !NAME_PATH.test(text);
}

/** True for a template whose secret part is literal: its references add no secret, as in `hunter2-${terraform.workspace}`. */
function isSpeltOut(text: string, value: Value, configuration: Configuration): boolean {
  const literal = text.replaceAll(HIDDEN, '\n').trim();
  if (!SPELT_OUT.test(literal) || /^arn:|^alias\/|^\{\{resolve:/.test(text) || text.startsWith('/')) return false;
  const pieces = hiddenPieces(value);
  if (pieces.length === 0 || text === HIDDEN) return false;
  return pieces.every((piece) => isHarmless(piece, configuration));
}

/** True for an expression that adds no secret: `${terraform.workspace}`, `${aws_vpc.main.id}`. */
function isHarmless(piece: Unknown, configuration: Configuration): boolean {
  if (piece.references.length === 0) return /^\$\{(?:terraform|path|count)\./.test(piece.expression);
  return piece.references.every((reference) => sourceOf(reference, configuration) === 'harmless');
}
