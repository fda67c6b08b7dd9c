import type { Block, Configuration } from '../../compliance/model/block';
import { readPolicy } from '../../compliance/model/policy-document';
import type { Condition, PolicyDocument, PolicyText, Statement } from '../../compliance/model/policy-document-types';
import { isUnknown, toText, Unknown } from '../../compliance/model/value';
import { evaluate } from '../evaluate';
import { policyFromJson, type NamedPolicy } from '../named-policy';
import { KnownReferences } from '../of-role/known-references';
import { readRole } from '../of-role/simulate';
import { KEPT_ACTIONS, type KeptActions } from './kept-actions';
import { accountsIn, inPartitions, MadeUpNames } from './made-up-names';

/** Somebody whom a statement denies what it takes to work, or to repair the statement. */
export interface Lockout {
  readonly block: Block;
  readonly message: string;
}

const EVERYTHING = policyFromJson('everything', {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
});

/** Actions of services that have nothing in common: who may do none of them may do nothing. */
const ANY_WORK = ['s3:GetObject', 'sqs:SendMessage', 'logs:PutLogEvents', 'dynamodb:GetItem', 'ec2:DescribeInstances'];
const ANY_RESOURCE = 'arn:aws:q7x:eu-west-1:000000000000:zkyw';

/** True for a condition that asks for nothing but the principal: nothing else of a request can spare it. */
function asksForPrincipal({ operator, key }: Condition): boolean {
  return !isUnknown(operator) && !isUnknown(key) && /^aws:principal(?:arn|isawsservice)$/i.test(key);
}

function namesPrincipal({ conditions }: Statement): boolean {
  return conditions.some(({ key }) => !isUnknown(key) && /^aws:principalarn$/i.test(key));
}

/** The denials that hold for a principal whatever else is in its request, each as a policy. */
function denialsOf(document: PolicyDocument): readonly PolicyDocument[] {
  return document.statements
    .filter(({ effect, conditions }) => effect === 'Deny' && conditions.every(asksForPrincipal))
    .map((statement) => ({ ...document, statements: [statement], unknowns: [] }));
}

/** What anybody may ask about oneself, and nobody works with. */
const NO_WORK = /^(?:sts:Get\w+|iam:(?:Get|List)\w+)$/i;

/** True for a denial that leaves no actions and no resources out which may be all that a role is for. */
function deniesAllWork({ notActions = [], notResources }: Statement): boolean {
  return notResources === undefined && notActions.every((action) => NO_WORK.test(String(action)));
}

/** Roles that a policy or a boundary denies everything, or what the same policy allows them, and spares others. */
export function lockedRoles(configuration: Configuration): readonly Lockout[] {
  return configuration.ofType('aws_iam_role').flatMap((role) => {
    // Each of several roles has a name of its own.
    if (role.rawAt('count') !== undefined || role.rawAt('for_each') !== undefined) return [];
    const { arn, identityPolicies, permissionsBoundary } = readRole(role, undefined);
    return [
      ...identityPolicies.flatMap((policy) => lockedBy(role, arn, policy, true)),
      // A boundary that roles share may well leave some actions to one of them.
      ...(permissionsBoundary === undefined ? [] : lockedBy(role, arn, permissionsBoundary, false)),
    ];
  });
}

function lockedBy(role: Block, arn: PolicyText, { name, document }: NamedPolicy, grants: boolean): readonly Lockout[] {
  if (isUnknown(document)) return [];
  return denialsOf(document).flatMap((denial) => {
    const [statement] = denial.statements;
    if (statement === undefined || !namesPrincipal(statement)) return [];
    const denies = (action: string, resource: PolicyText): boolean =>
      accountsIn([denial], arn).every((account) => {
        const names = new MadeUpNames(role.configuration, account);
        const identityPolicies = [EVERYTHING, { name, document: names.document(denial) }];
        return inPartitions(names.text(arn), [denial], role).every(
          (own) =>
            evaluate({ principal: { arn: own }, action, resource, identityPolicies }).decision === 'explicitDeny',
        );
      });
    if (deniesAllWork(statement) && ANY_WORK.every((action) => denies(action, ANY_RESOURCE))) {
      const problem = `${name} denies ${role.address} everything: its own ARN is not among those that the statement spares, and no other policy can allow it anything`;
      const remedy = 'deny administrative actions alone (DenyGuards.adminActions), or take the policy off the role';
      return [{ block: role, message: `${problem}; ${remedy}` }];
    }
    const taken = grants ? takenBack(document, statement) : undefined;
    if (taken === undefined || !denies(taken.action, taken.resource)) return [];
    const problem = `${name} allows ${role.address} ${taken.action} and denies it again: its own ARN is not among the approved principals`;
    return [{ block: role, message: `${problem}; approve the role, or do not give it the policy` }];
  });
}

interface TakenBack {
  readonly action: string;
  readonly resource: PolicyText;
}

/** What a statement of a policy allows and a denial in the same policy takes back as a whole. */
function takenBack(document: PolicyDocument, { actions, resources }: Statement): TakenBack | undefined {
  const allow = document.statements.find(
    (each) => each.effect === 'Allow' && isAmong(each.actions, actions) && isAmong(each.resources, resources),
  );
  const [action] = allow?.actions ?? [];
  const [resource] = allow?.resources ?? [];
  if (typeof action !== 'string' || resource === undefined || /[*?]/.test(action)) return undefined;
  return { action, resource: oneOf(resource) };
}

function isAmong(texts: readonly PolicyText[] | undefined, all: readonly PolicyText[] | undefined): boolean {
  const names = new Set(all?.map(String));
  return texts !== undefined && texts.length > 0 && texts.every((text) => names.has(String(text)));
}

/** A resource that a pattern fits. */
function oneOf(pattern: PolicyText): PolicyText {
  const filled = (text: string): string => text.replace(/[*?]/g, 'x');
  if (!isUnknown(pattern)) return filled(pattern);
  const parts = pattern.parts.map((part) => (typeof part === 'string' ? filled(part) : part));
  return new Unknown(
    parts.length === 0 ? pattern.expression : parts.map(String).join(''),
    pattern.references,
    parts,
    pattern.isReference,
  );
}

/** Policies of resources that deny the deployer to change them and to take them away. */
export function lockedResources(configuration: Configuration, deployerArn: string): readonly Lockout[] {
  const known = new KnownReferences(configuration, undefined);
  const deployer = known.text(toText(configuration.resolve(deployerArn)) ?? new Unknown(deployerArn));
  return [...KEPT_ACTIONS].flatMap(([type, kept]) =>
    configuration.ofType(type).flatMap((block) => {
      const document = readPolicy(block.get(kept.path), configuration, { block, path: kept.path });
      if (document === undefined || isUnknown(document)) return [];
      const denials = denialsOf(document).map((denial) => known.policy({ name: block.address, document: denial }));
      const denied = kept.actions.filter((action) =>
        denials.some((denial) => deniesDeployer(denial, action, { block, deployer, kept })),
      );
      if (denied.length === 0) return [];
      const [change = ''] = kept.actions;
      const lost = denied.includes(change) ? 'change' : 'remove';
      const problem = `${block.address}.${kept.path} denies ${String(deployer)}, which runs Terraform, ${denied.join(' and ')}: it could never ${lost} the policy again`;
      return [{ block, message: `${problem}; spare the deployer (DenyGuards.resourcePolicy), or deny other actions` }];
    }),
  );
}

interface DeployerQuestion {
  readonly block: Block;
  readonly deployer: PolicyText;
  readonly kept: KeptActions;
}

function deniesDeployer(
  { name, document }: NamedPolicy,
  action: string,
  { block, deployer, kept }: DeployerQuestion,
): boolean {
  if (isUnknown(document)) return false;
  const resources = document.statements.flatMap((each) =>
    each.notResources === undefined ? (each.resources ?? ['*']) : [],
  );
  const own = resources.filter((each) => kept.isWithoutSlash !== true || !/\/(?![^{]*\})/.test(String(each)));
  return own.some((resource) =>
    accountsIn([document], deployer).every((account) => {
      const names = new MadeUpNames(block.configuration, account);
      return inPartitions(names.text(deployer), [document], block).every((arn) => {
        const { decision } = evaluate({
          principal: { arn },
          action,
          resource: oneOf(resource),
          identityPolicies: [EVERYTHING],
          resourcePolicy: { name, document: names.document(document) },
          sameAccount: true,
        });
        return decision === 'explicitDeny';
      });
    }),
  );
}
