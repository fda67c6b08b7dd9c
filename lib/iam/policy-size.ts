/** Size of a policy's text in characters, as IAM counts it: without white space. */
export interface PolicySize {
  /** What it has for certain: expressions count as nothing. */
  readonly certain: number;
  /** What it will likely have: expressions count as the ARNs and ids that they usually stand for. */
  readonly estimated: number;
}

const ARN = 100;
const ACCOUNT_ID = 12;
const REGION = 14;
const PARTITION = 10;
const OTHER = 40;

function estimateOf(expression: string): number {
  if (expression.endsWith('.account_id}')) return ACCOUNT_ID;
  if (expression.endsWith('.partition}')) return PARTITION;
  if (/data\.aws_region\.[\w-]+\.\w+\}$/.test(expression)) return REGION;
  return /arn/i.test(expression) ? ARN : OTHER;
}

/** End of the expression that begins at `${`: braces nest in it, and quoted texts hold braces and further expressions. */
function endOfExpression(text: string, start: number): number {
  const open: string[] = [];
  for (let index = start + 1; index < text.length; index++) {
    const character = text[index];
    const quoted = open.at(-1) === '"';
    if (character === '\\') index++;
    else if (character === '"' && quoted) open.pop();
    else if (character === '"') open.push('"');
    else if (character === '{' && (!quoted || text[index - 1] === '$')) open.push('{');
    else if (character === '}' && !quoted) open.pop();
    if (open.length === 0) return index + 1;
  }
  return text.length;
}

/** Measures a policy whose tokens are resolved to `${…}` expressions. */
export function policySize(text: string): PolicySize {
  let certain = 0;
  let estimated = 0;
  let rest = 0;
  const count = (from: number, to: number) => {
    const length = text.slice(from, to).replace(/\s/g, '').length;
    certain += length;
    estimated += length;
  };
  for (let start = text.indexOf('${'); start >= 0; start = text.indexOf('${', rest)) {
    const escaped = text[start - 1] === '$';
    const end = escaped ? start + 1 : endOfExpression(text, start);
    // of an escaped `$${` one of the two dollars is left
    count(rest, escaped ? start - 1 : start);
    if (escaped) count(start, end);
    else estimated += estimateOf(text.slice(start, end));
    rest = end;
  }
  count(rest, text.length);
  return { certain, estimated };
}
