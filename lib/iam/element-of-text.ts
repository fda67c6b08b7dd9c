import { Fn, Lazy, Token } from 'cdktf';
import { resolveTokens } from '../core/tokens';
import { partsOf } from './expressions';

/**
 * One element of a text that is divided at a separator when Terraform runs. Functions of CDKTF escape expressions that
 * were written by hand; here they stay what they are.
 *
 * @param index of the element; the last one by default
 */
export function elementOfText(text: string, separator: string, index?: number): string {
  const isByHand = partsOf(text).some((part) => part.isExpression && !Token.isUnresolved(part.text));
  const source = isByHand
    ? Lazy.stringValue({ produce: ({ scope }) => `"${String(resolveTokens(scope, text))}"` })
    : text;
  const list = Fn.split(separator, source);
  return (index === undefined ? Fn.element(Fn.reverse(list), 0) : Fn.element(list, index)) as string;
}
