import { fail, unknown, type Outcome } from '../../../engine/outcome';
import type { Configuration } from '../../../model/block';
import { isUnknown, type Unknown, type Value } from '../../../model/value';
import { literalSecret } from '../../../reading/secrets/literal-secret';
import { kindOfName } from '../../../engine/secret-name';
import { isGenerated, isGivenFromOutside, sourceOf } from '../../../reading/secrets/secret-source';
import { hiddenPieces } from '../../../reading/secrets/visible-text';
import { isWritten, notSaidWhetherWritten } from '../../../reading/secrets/written';

/** One environment variable, and where it stands. */
export interface EnvironmentVariable {
  readonly name: string;
  readonly value: Value;
  readonly path: string;
  /** Who can read it: `the function's configuration`. */
  readonly place: string;
  readonly expected: string;
}

/** What is wrong with an environment variable that everyone who may describe the resource can read. Undefined for nothing. */
export function environmentOutcome(variable: EnvironmentVariable, configuration: Configuration): Outcome | undefined {
  const { name, value, path, place, expected } = variable;
  const subject = { path, expected, subject: name, sensitive: true };
  const kind = kindOfName(name);
  const what = literalSecret(value, kind, configuration);
  if (what !== undefined) {
    if (what === 'a literal' && !isWritten(configuration))
      return { ...notSaidWhetherWritten(path, configuration), subject: name };
    const held = what === 'a literal' ? 'a secret as a literal' : what;
    return fail({
      ...subject,
      observed: '',
      message: `the environment variable ${name} holds ${held}, in clear in ${place}`,
    });
  }
  for (const piece of hiddenPieces(value)) {
    const secret = piece.references.find((reference) => sourceOf(reference, configuration) === 'secret');
    if (secret !== undefined) {
      return fail({
        ...subject,
        sensitive: false,
        observed: piece,
        message: `the environment variable ${name} is filled with the secret value of ${secret.address}, which then stands in clear in ${place}`,
      });
    }
  }
  if (kind === undefined || kind === 'connection') return undefined;
  const generated = hiddenPieces(value).find((piece) => piece.references.some(isGenerated));
  if (generated !== undefined) {
    return fail({
      ...subject,
      sensitive: false,
      observed: generated,
      message: `the environment variable ${name} is filled with a generated secret, which then stands in clear in ${place}`,
    });
  }
  return unclear(variable, configuration);
}

/** A variable that is named like a secret and comes from where the configuration does not tell. */
function unclear(
  { name, value, path, expected }: EnvironmentVariable,
  configuration: Configuration,
): Outcome | undefined {
  const piece: Unknown | undefined = isUnknown(value)
    ? hiddenPieces(value).find(
        ({ references }) =>
          references.length === 0 ||
          references.some(
            (reference) =>
              isGivenFromOutside(reference, configuration) || sourceOf(reference, configuration) === 'unclear',
          ),
      )
    : undefined;
  if (piece === undefined || /^\$\{(?:path|terraform|count)\.\w+\}$/.test(piece.expression)) return undefined;
  return unknown({
    path,
    subject: name,
    expected,
    observed: piece,
    message: `whether the environment variable ${name} is filled with a secret or with the ARN of one is not known before Terraform runs`,
  });
}
