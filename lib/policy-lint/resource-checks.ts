import type { PolicyText } from '../compliance/model/policy-document-types';
import { isUnknown, type Unknown } from '../compliance/model/value';
import { arnFields } from './arn-formats';
import type { LintContext, LintedStatement } from './lint-context';
import { quoted } from './near-name';
import { malformedVariable, withoutVariables } from './policy-variables';

const PARTITION = /^(?:aws|aws-cn|aws-us-gov|aws-eusc|aws-iso(?:-[a-z])?)$/;
const REGION = /^[a-z]{2,4}(?:-[a-z]+)+-\d+$/;

/** Reports resources that are no ARNs. An API may leave out what comes before its stage. */
export function checkResources(context: LintContext, { statement, index: at }: LintedStatement): void {
  const { kind } = context.options;
  for (const element of ['Resource', 'NotResource'] as const) {
    const list = element === 'Resource' ? statement.resources : statement.notResources;
    for (const [index, resource] of (list ?? []).entries()) {
      const place = { statement: at, element, index };
      if (isUnknown(resource)) {
        if (!isArnByNature(resource)) context.leave(place, resource);
        continue;
      }
      if (kind === 'resource' && resource.startsWith('execute-api:/')) continue;
      const problem = problemOf(resource, context.document.version);
      if (problem !== undefined) context.report('error', problem.code, place, problem.message, resource);
    }
  }
}

interface ResourceProblem {
  readonly code: 'resource-syntax' | 'variable-syntax';
  readonly message: string;
}

function problemOf(resource: string, version: PolicyText | undefined): ResourceProblem | undefined {
  if (resource === '*' || resource === '') return undefined;
  const variable = malformedVariable(resource, version);
  if (variable !== undefined) {
    const message = `${quoted(variable)} in ${quoted(resource)} is no policy variable, so that AWS refuses the policy; write it as in \${aws:username}`;
    return { code: 'variable-syntax', message };
  }
  const pattern = withoutVariables(resource);
  if (!pattern.startsWith('arn:')) return malformed(resource, pattern);
  const fields = arnFields(pattern);
  return fields === undefined ? tooShort(resource, pattern) : fieldProblem(resource, fields);
}

/** What begins with a variable may become an ARN. */
function malformed(resource: string, pattern: string): ResourceProblem | undefined {
  if (/^\*+$/.test(pattern) || resource.startsWith('${')) return undefined;
  return syntax(
    `the resource ${quoted(resource)} is neither an ARN nor "*", so that AWS refuses the policy; write the ARN, as in arn:aws:s3:::bucket/*`,
  );
}

/** A wildcard may stand for the missing parts, unless a slash is before it: only the last part has one. */
function tooShort(resource: string, pattern: string): ResourceProblem | undefined {
  return /^[^/*]*\*/.test(pattern)
    ? undefined
    : syntax(
        `the resource ${quoted(resource)} has fewer than the six parts of an ARN, so that AWS refuses the policy; write arn:partition:service:region:account:resource`,
      );
}

function fieldProblem(resource: string, fields: readonly string[]): ResourceProblem | undefined {
  const [, partition = '', service = '', region = '', account = '', rest = ''] = fields;
  if (isPlain(partition) && !PARTITION.test(partition))
    return syntax(`${quoted(partition)} in ${quoted(resource)} is no partition; write aws, aws-cn or aws-us-gov`);
  if (service === '' || rest === '')
    return syntax(
      `the resource ${quoted(resource)} lacks its ${service === '' ? 'service' : 'last part'}, so that it names nothing; complete the ARN`,
    );
  if (/[A-Z]/.test(service))
    return syntax(
      `the service of ${quoted(resource)} has capital letters, so that the ARN names nothing; write ${quoted(service.toLowerCase())}`,
    );
  if (region !== '' && isPlain(region) && !REGION.test(region))
    return syntax(
      `${quoted(region)} in ${quoted(resource)} is no region; write it as in eu-west-1, or leave it empty where the service has none`,
    );
  if (/^\d+$/.test(account) && account.length !== 12)
    return syntax(`${quoted(account)} in ${quoted(resource)} is no account id; write its twelve digits`);
  return undefined;
}

function isPlain(field: string): boolean {
  return !/[*?]/.test(field);
}

function syntax(message: string): ResourceProblem {
  return { code: 'resource-syntax', message };
}

/** The ARN of a block of AWS, and text that begins as an ARN does or with one. */
export function isArnByNature(text: PolicyText): boolean {
  if (!isUnknown(text)) return true;
  const [first] = text.parts;
  if (typeof first === 'string') return first.startsWith('arn:');
  return first === undefined ? isArnReference(text) : isArnReference(first);
}

/** `${aws_s3_bucket.data.arn}`, as Terraform writes it. */
const ARN_REFERENCE = /^\$\{(?:data\.)?aws(?:cc)?_\w+\.[\w-]+(?:\[[^\]]*\])?\.(?:\w+(?:\[[^\]]*\])?\.)*(?:\w+_)?arn\}$/;

function isArnReference({ expression }: Unknown): boolean {
  return ARN_REFERENCE.test(expression);
}
