import { partsOf } from '../expressions';

/** What stands for an expression of Terraform in a marked text. */
export const MARK = '\uE000';

/** A variable of IAM, which callers may set: `${aws:username}`, `${*}`. */
const POLICY_VARIABLE = /^\$\{(?:[A-Za-z0-9-]+:[^\s{}?"]+(?:,\s*'[^']*')?|[*?$])\}$/;

/** The text with each expression of Terraform marked; undefined where it has variables of IAM, or a mark of its own. */
export function markedText(text: string): string | undefined {
  const parts = partsOf(text);
  if (text.includes(MARK) || parts.some((part) => POLICY_VARIABLE.test(part.text))) return undefined;
  return parts.map((part) => (part.isExpression ? MARK : part.text)).join('');
}
