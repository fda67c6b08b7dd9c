import type { Principal } from '../compliance/model/policy-document-types';
import { isUnknown } from '../compliance/model/value';
import type { LintContext, LintedStatement } from './lint-context';
import { nearName, quoted } from './near-name';

const TYPES = ['AWS', 'Service', 'Federated', 'CanonicalUser'];

const ACCOUNT = /^(?:\d{12}|arn:[\w-]+:iam::\d{12}:root)$/;
const IDENTITY =
  /^arn:[\w-]+:(?:iam::(?:\d{12}|cloudfront):(?:user|role)\/|sts::\d{12}:(?:assumed-role|federated-user)\/)[^*?]+$/;
/** The id that AWS writes in place of a user or a role that is gone. */
const UNIQUE_ID = /^A(?:IDA|ROA)[A-Z0-9]{8,}$/;
const SERVICE =
  /^[\w-]+(?:\.[\w-]+)*\.(?:amazonaws\.com(?:\.cn)?|amazon\.com|aws\.internal|amazonaws\.eu|c2s\.ic\.gov|sc2s\.sgov\.gov|csp\.hci\.ic\.gov|cloud\.adc-e\.uk)$/;

/** What a block of AWS tells of itself: its ARN, its account, its id. */
const OF_BLOCK = /^\$\{(?:data\.)?aws(?:cc)?_\w+\.[\w.[\]-]+\}$/;

/** Reports principals that AWS refuses or that are nobody. */
export function checkPrincipals(context: LintContext, { statement, index }: LintedStatement): void {
  for (const element of ['Principal', 'NotPrincipal'] as const) {
    const list = element === 'Principal' ? statement.principals : statement.notPrincipals;
    const place = { statement: index, element } as const;
    if (list?.every(({ identifiers }) => identifiers.length === 0) === true) {
      context.report(
        'error',
        'empty-element',
        place,
        `${element} names nobody, so that AWS refuses the policy; name the principals, or remove the statement`,
      );
    }
    for (const principal of list ?? []) checkPrincipal(context, place, principal);
  }
}

interface PrincipalPlace {
  readonly statement: number;
  readonly element: 'Principal' | 'NotPrincipal';
}

function checkPrincipal(context: LintContext, place: PrincipalPlace, { type, identifiers }: Principal): void {
  if (isUnknown(type)) {
    context.leave(place, type);
    return;
  }
  if (type !== '*' && !TYPES.includes(type)) {
    const meant = nearName(type, TYPES);
    const hint = meant === undefined ? `types are ${TYPES.join(', ')}` : `did you mean ${meant}`;
    context.report(
      'error',
      'principal-syntax',
      place,
      `${quoted(type)} is no type of principal, so that AWS refuses the policy; ${hint}`,
      type,
    );
    return;
  }
  for (const identifier of identifiers) {
    if (isUnknown(identifier)) {
      if (identifier.parts.length === 0 && !OF_BLOCK.test(identifier.expression)) context.leave(place, identifier);
      continue;
    }
    const problem = problemOf(type, identifier);
    if (problem !== undefined) context.report(problem.level, 'principal-syntax', place, problem.message, identifier);
  }
}

interface PrincipalProblem {
  readonly level: 'error' | 'warning';
  readonly message: string;
}

function problemOf(type: string, identifier: string): PrincipalProblem | undefined {
  if (identifier === '*') return undefined;
  switch (type) {
    case 'AWS':
      return awsProblem(identifier);
    case 'Service':
      return SERVICE.test(identifier)
        ? undefined
        : error(
            `${quoted(identifier)} is no service principal, so that AWS refuses the policy; write it as in ec2.amazonaws.com`,
          );
    default:
      return undefined;
  }
}

function awsProblem(identifier: string): PrincipalProblem | undefined {
  if (ACCOUNT.test(identifier) || IDENTITY.test(identifier)) return undefined;
  if (UNIQUE_ID.test(identifier)) {
    const message = `${quoted(identifier)} is the id that AWS leaves of a principal that is gone, so that it is nobody; name the principal by its ARN, or remove it`;
    return { level: 'warning', message };
  }
  if (/[*?]/.test(identifier)) {
    return error(
      `AWS takes no wildcard in the principal ${quoted(identifier)} and refuses the policy; name the account, and limit it by a condition on aws:PrincipalArn`,
    );
  }
  if (/^\d+$/.test(identifier))
    return error(`${quoted(identifier)} is no account id, so that AWS refuses the policy; write its twelve digits`);
  return error(
    `${quoted(identifier)} is neither an account nor the ARN of a user, a role or a session, so that AWS refuses the policy; write it as in arn:aws:iam::<account>:role/<name>`,
  );
}

function error(message: string): PrincipalProblem {
  return { level: 'error', message };
}
