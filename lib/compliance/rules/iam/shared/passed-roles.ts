import { findAction } from '../../../../iam-data';
import type { PolicyText, Statement } from '../../../model/policy-document';
import { grantsAction } from '../../../model/policy-match';
import { isUnknown, type Unknown } from '../../../model/value';
import { conditionDemands, isNarrowValue } from '../../../reading/policies/conditions';
import { both, not, some, type Truth } from '../../../reading/truth';
import { splitAction } from './action-scope';
import { coversActions, coversAllow } from './denied-calls';
import { PASS_ROLE, type EscalationMethod } from './escalation-methods';
import { mayName, serviceOf } from './named-services';
import { reads, readsByVerb } from './reading-verbs';

const PASSED_TO = /^iam:passedtoservice$/;

/** Services whose roles are taken by a principal of another name: `ecs-tasks.amazonaws.com`. */
const RECEIVERS: Readonly<Record<string, readonly string[]>> = {
  airflow: ['airflow-env'],
  autoscaling: ['ec2'],
  batch: ['ec2', 'ecs-tasks', 'spotfleet'],
  datapipeline: ['ec2', 'elasticmapreduce'],
  ec2: ['spotfleet', 'vmie', 'vpc-flow-logs'],
  ecs: ['ec2', 'ecs-tasks'],
  eks: ['ec2', 'eks-fargate-pods', 'pods'],
  elasticmapreduce: ['ec2'],
  events: ['ecs-tasks'],
  imagebuilder: ['ec2'],
  opsworks: ['ec2'],
  scheduler: ['ecs-tasks'],
  synthetics: ['lambda'],
};

/** Services that take roles for themselves, or for those above, and for no other. Of all others that is not known. */
const KNOWN_SERVICES: ReadonlySet<string> = new Set([
  ...Object.entries(RECEIVERS).flatMap(([service, receivers]) => [service, ...receivers]),
  ...['acm', 'amplify', 'apprunner', 'appsync', 'bedrock', 'bedrock-agentcore', 'braket', 'cloudformation'],
  ...['cloudwatch', 'codebuild', 'codedeploy', 'codepipeline', 'databrew', 'dynamodb', 'ecr', 'elasticloadbalancing'],
  ...['emr-serverless', 'firehose', 'gamelift', 'glue', 'iot', 'kinesis', 'kms', 'lambda', 'logs', 'omics', 'rds'],
  ...['route53', 's3', 'sagemaker', 'secretsmanager', 'sns', 'sqs', 'ssm', 'states', 'transfer', 'xray'],
]);

/**
 * False where a condition iam:PassedToService leaves no service that the actions of the given services lead to. A
 * service of which it is not known where its roles go may lead to any.
 */
export function passesTo(statement: Statement, services: readonly string[]): Truth {
  if (!services.every((service) => KNOWN_SERVICES.has(service))) return true;
  const receivers = services.flatMap((service) => [service, ...receiversOf(service)]);
  return not(
    some(statement.conditions, (condition) =>
      both(
        conditionDemands(condition, PASSED_TO, isNarrowValue),
        not(some(condition.values, (value) => mayBe(value, receivers))),
      ),
    ),
  );
}

function receiversOf(service: string): readonly string[] {
  return Object.hasOwn(RECEIVERS, service) ? (RECEIVERS[service] ?? []) : [];
}

/** True where the name of a service is one of the receivers, or of a service that is not known. */
function mayBe(value: PolicyText, receivers: readonly string[]): Truth {
  if (isUnknown(value)) return value;
  const labels = value
    .toLowerCase()
    .replace(/\.amazonaws\.com(?:\.cn)?$/, '')
    .split('.');
  const names = labels.filter((label) => KNOWN_SERVICES.has(label));
  if (names.length === 0) return true;
  return names.some((name) => receivers.includes(name));
}

/** Verbs of actions that take something away or change its name: nothing of them hands a role over. */
const TAKING_AWAY =
  /^(?:Abort|Archive|Cancel|Delete|Deregister|Detach|Disable|Disassociate|Pause|Purge|Reboot|Remove|Revoke|Stop|Tag|Terminate|Untag)/i;

/**
 * Ways by an action that the table of methods does not know, with the right to pass any role: whatever does more than
 * reading or taking away may hand the role to something that its holder controls.
 */
export function unlistedMethods(
  allows: readonly Statement[],
  denies: readonly Statement[],
  canPassTo: (services: readonly string[]) => Truth,
): { readonly methods: readonly EscalationMethod[]; readonly unknown: Unknown | undefined } {
  const actions = new Set<string>();
  let unknown: Unknown | undefined;
  for (const statement of allows) {
    if (statement.effect === 'Deny') continue;
    for (const action of statement.actions ?? []) {
      if (isUnknown(action)) {
        if (mayTakeRole(patternOf(action))) unknown ??= action;
        continue;
      }
      if (!mayTakeRole(action)) continue;
      if (denies.some((deny) => isDenied(deny, statement, action))) continue;
      const truth = both(
        statement.effect === 'Allow' ? true : statement.effect,
        canPassTo([serviceOf(action).toLowerCase()]),
      );
      if (truth === true) actions.add(action);
      else if (isUnknown(truth)) unknown ??= truth;
    }
  }
  return { methods: [...actions].map((action) => ({ actions: [PASS_ROLE, action], source: PASSING_ROLES })), unknown };
}

const PASSING_ROLES = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html';

/** The action with a wildcard for each piece that is not known. */
function patternOf(action: Unknown): string {
  const text = action.parts.map((part) => (isUnknown(part) ? '*' : part)).join('');
  return text.includes(':') ? text : '*:*';
}

function mayTakeRole(action: string): boolean {
  const [service, name] = splitAction(action);
  if (name === undefined || service === 'iam' || service === 'sts') return false;
  if (readsByVerb(service, name) || TAKING_AWAY.test(name)) return false;
  const documented = /[*?]/.test(name) ? undefined : findAction(action);
  return documented === undefined || !(reads(documented) || documented.accessLevel === 'Tagging');
}

function isDenied(deny: Statement, allow: Statement, action: string): boolean {
  if (deny.conditions.length > 0 || !mayName(deny, action.toLowerCase()) || coversAllow(deny, allow) !== true)
    return false;
  if (deny.actions === undefined && !/[*?]/.test(action))
    return grantsAction({ ...deny, effect: 'Allow' }, action) === true;
  return coversActions(deny, { ...allow, actions: [action] }) === true;
}
