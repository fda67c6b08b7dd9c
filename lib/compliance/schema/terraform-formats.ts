import { parseTemplate } from '../model/expression/parser';

/** What Terraform's language reads as a number in a string. */
const NUMBER = /^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$/;

/** True for a string that Terraform evaluates to whatever value is needed, or that it cannot read at all. */
export function isExpression(text: string): boolean {
  return kindOf(text) === 'expression';
}

/** True for a string that stands for a number, or may: `5`, `${var.size}`, `1${var.zeros}`. */
export function isNumberText(text: string): boolean {
  return kindOf(text) !== 'literal' || NUMBER.test(text);
}

/** True for a string that stands for a boolean, or may. */
export function isBooleanText(text: string): boolean {
  return kindOf(text) !== 'literal' || /^(true|false|1|0)$/.test(text);
}

/** Formats of strings in generated schemas, as ajv takes them. */
export const TERRAFORM_FORMATS: Readonly<Record<string, (text: string) => boolean>> = {
  'terraform-expression': isExpression,
  'terraform-number': isNumberText,
  'terraform-boolean': isBooleanText,
};

/** Whether a string is text, a template that makes text, or one expression of any type. */
function kindOf(text: string): 'literal' | 'template' | 'expression' {
  if (!text.includes('${') && !text.includes('%{')) return 'literal';
  const root = parseTemplate(text)?.root;
  if (root === undefined) return 'expression';
  // What is one interpolation and nothing else starts behind its `${`.
  if (root.start > 0) return 'expression';
  return root.kind === 'literal' ? 'literal' : 'template';
}
