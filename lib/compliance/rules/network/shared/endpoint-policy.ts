import { fail, unknown, type Outcome } from '../../../engine/outcome';
import type { Block } from '../../../model/block';
import { readPolicy, type Statement } from '../../../model/policy-document';
import { isPublicPrincipal, isWildcardResource, matchesAction } from '../../../model/policy-match';
import { isUnknown, type Unknown } from '../../../model/value';

const EXPECTED = 'statements that name principals, actions or resources, or a condition such as aws:PrincipalOrgID';

/** Judges the policy of an endpoint: one outcome for each statement that allows everything to everyone, or may do so. */
export function judgeEndpointPolicy(block: Block, service: string | undefined): readonly Outcome[] {
  const observed = block.get('policy');
  const policy = readPolicy(observed, block.configuration, { block, path: 'policy' });
  if (policy === undefined) return [];
  if (isUnknown(policy)) return [unread(policy.expression)];
  const outcomes = policy.statements.flatMap((statement, index) => judgeStatement(statement, service, index));
  if (policy.invalid !== undefined)
    return [
      ...outcomes,
      unknown({ path: 'policy', message: `the policy cannot be read: ${policy.invalid}`, expected: EXPECTED }),
    ];
  const [hidden] = policy.unknowns;
  return hidden === undefined || outcomes.length > 0 ? outcomes : [unread(hidden.expression)];
}

function unread(expression: string): Outcome {
  return unknown({
    path: 'policy',
    message: `the policy holds ${expression}, which is not known before Terraform runs`,
    expected: EXPECTED,
  });
}

function judgeStatement(statement: Statement, service: string | undefined, index: number): readonly Outcome[] {
  if (statement.effect === 'Deny' || statement.conditions.length > 0) return [];
  const answers = [
    isUnknown(statement.effect) ? statement.effect : true,
    isForEveryone(statement),
    isEveryAction(statement, service),
    isEveryResource(statement),
  ];
  if (answers.includes(false)) return [];
  const hidden = answers.find(isUnknown);
  const subject = `statement ${isUnknown(statement.sid) ? String(index) : (statement.sid ?? String(index))}`;
  if (hidden === undefined) {
    return [
      fail({
        path: 'policy',
        message: `${statement.path} allows everyone every action on every resource, which is what an endpoint without a policy does`,
        expected: EXPECTED,
        subject,
      }),
    ];
  }
  return [
    unknown({
      path: 'policy',
      message: `${statement.path} holds ${hidden.expression}, which is not known before Terraform runs`,
      observed: hidden,
      expected: EXPECTED,
      subject,
    }),
  ];
}

function isForEveryone({ principals, notPrincipals }: Statement): boolean | Unknown {
  if (principals === undefined) return notPrincipals !== undefined;
  return some(principals, isPublicPrincipal);
}

/** `*`, or every action of the one service that the endpoint leads to. */
function isEveryAction({ actions, notActions }: Statement, service: string | undefined): boolean | Unknown {
  if (actions === undefined)
    return (
      notActions !== undefined &&
      service !== undefined &&
      !notActions.some((action) => isUnknown(action) || matchesAction(action, `${service}:Any`))
    );
  return some(actions, (action) => {
    if (isUnknown(action)) return action;
    return /^\*(:\*)?$/.test(action) || (service !== undefined && action.toLowerCase() === `${service}:*`);
  });
}

function isEveryResource({ resources, notResources }: Statement): boolean | Unknown {
  return resources === undefined ? notResources !== undefined : some(resources, isWildcardResource);
}

function some<Item>(items: readonly Item[], test: (item: Item) => boolean | Unknown): boolean | Unknown {
  const answers = items.map(test);
  return answers.includes(true) ? true : (answers.find(isUnknown) ?? false);
}

/** `s3` of `com.amazonaws.eu-west-1.s3`; the region may be unknown. */
export function serviceOf(endpoint: Block): string | undefined {
  const name = endpoint.get('service_name');
  const text = isUnknown(name) ? name.parts.at(-1) : name;
  return typeof text === 'string' ? /\.([a-z\d-]+)$/.exec(text)?.[1] : undefined;
}
