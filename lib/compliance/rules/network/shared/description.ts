import { fail, unknown, type Outcome } from '../../../engine/outcome';
import { isUnknown, toText, type Value } from '../../../model/value';

const EXPECTED = 'a description of what the traffic is for';

/** An outcome where the description is missing, empty or Terraform's own; none where it says something. */
export function judgeDescription(value: Value, path: string, what: string): Outcome | undefined {
  const text = toText(value);
  if (isUnknown(text)) {
    if (text.parts.some((part) => typeof part === 'string' && /[\p{L}\p{N}]/u.test(part))) return undefined;
    return unknown({
      path,
      message: `${path} is ${text.expression}, which is not known before Terraform runs`,
      observed: text,
      expected: EXPECTED,
    });
  }
  const trimmed = text?.trim() ?? '';
  if (trimmed !== '' && trimmed.toLowerCase() !== 'managed by terraform') return undefined;
  const problem =
    trimmed === '' ? `${what} has no description` : `${what} has only the description that Terraform writes by itself`;
  return fail({ path, message: problem, observed: value, expected: EXPECTED });
}
