import { GuardrailsError } from '../../core/guardrails-error';
import { requireProps } from '../../core/props';
import { shown } from '../../core/texts';
import { servicePrefixes, serviceTable, type ServiceTable } from '../../iam-data/service-table';
import { isResourceless } from '../action-resources';
import type { Conditions } from '../statement-json';
import { requireRegions, withCondition } from './condition';
import { actionsOf, type Draft, type Target } from './draft';
import { kindsOfLiteral } from './literal-arn';
import { memberName } from './names';
import { nearest } from './nearest';

/** Props of `LeastPrivilegePolicy.from`. */
export interface PlainPolicyProps {
  /** Prefix of the service, such as `s3`: any that AWS documents. */
  readonly service: string;

  /** Names of the actions, with or without the prefix of the service: `GetObject`, `s3:ListBucket`. */
  readonly actions: string[];

  /**
   * ARNs of the resources. Each action is allowed on those of a kind that it works on. A token that stands for a whole
   * ARN may be of any kind: each action that has resource types is allowed on it.
   *
   * @default - none: enough for actions without resource types
   */
  readonly resourceArns?: string[];

  /**
   * Why the actions without resource types are needed, which apply to every resource.
   *
   * @default - none: such actions are refused
   */
  readonly unscopableReason?: string;

  /**
   * Why `resourceArns` name every resource of a kind.
   *
   * @default - none: such ARNs are refused
   */
  readonly wholeKindReason?: string;

  /**
   * Regions that requests may go to.
   *
   * @default - every region
   */
  readonly regions?: string[];

  /**
   * ARNs of the roles and users who alone may use the permissions, without wildcards: requests of others are not
   * allowed.
   *
   * @default - whoever the policy is attached to
   */
  readonly approvedPrincipals?: string[];
}

function tableOf(service: unknown): ServiceTable {
  const table = typeof service === 'string' ? serviceTable(service) : undefined;
  if (table !== undefined) return table;
  const hint = typeof service === 'string' ? nearest(service, servicePrefixes()) : '';
  throw new GuardrailsError('PROPS_INVALID', `service is ${shown(service)}, allowed is a prefix of AWS${hint}`);
}

function targetOf(table: ServiceTable, arn: unknown): Target {
  const kinds = kindsOfLiteral(table, arn);
  if (kinds?.length !== 0) return { arn: String(arn), kinds: kinds?.map(memberName) };
  throw new GuardrailsError(
    'POLICY_RESOURCE_INVALID',
    `resource ${shown(arn)} is none of ${table.prefix}; its kinds are ${[...table.resourceTypes.keys()].map(memberName).join(', ')}`,
  );
}

function listOf(name: string, value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  if (Array.isArray(value)) return value as readonly unknown[];
  throw new GuardrailsError('PROPS_INVALID', `${name} is ${shown(value)}, allowed is a list of texts; pass a list`);
}

function isReason(reason: unknown): boolean {
  return typeof reason === 'string' && reason.trim() !== '';
}

/** What the props ask for: scopable actions and others apart, as only the first have resources. */
export function draftsOf(props: PlainPolicyProps): readonly Draft[] {
  requireProps(props, 'props of LeastPrivilegePolicy.from');
  const table = tableOf(props.service);
  const actions = actionsOf(table, props.actions);
  const targets = listOf('resourceArns', props.resourceArns).map((arn) => targetOf(table, arn));
  const { unscopableReason, wholeKindReason } = props;
  const free = actions.filter(({ name }) => isResourceless(`${table.prefix}:${name}`));
  const bound = actions.filter((action) => !free.includes(action));
  if (free.length > 0 && !isReason(unscopableReason)) {
    throw new GuardrailsError(
      'POLICY_RESOURCE_WILDCARD',
      `${table.prefix}:${free[0]?.name ?? ''} works on every resource only; say in unscopableReason why it is needed, or leave it out`,
    );
  }
  const drafts: Draft[] = [
    ...(bound.length > 0 || targets.length > 0
      ? [
          {
            table,
            actions: bound,
            targets,
            conditions: {},
            ...(wholeKindReason === undefined ? {} : { wholeKindReason }),
          },
        ]
      : []),
    ...(free.length > 0 ? [{ table, actions: free, targets: [], conditions: {}, unscopable: unscopableReason }] : []),
  ];
  return drafts.map((draft) => ({ ...draft, conditions: conditionsOf(draft, props) }));
}

function conditionsOf({ table, actions }: Draft, { regions, approvedPrincipals }: PlainPolicyProps): Conditions {
  let conditions: Conditions = {};
  if (regions !== undefined) {
    requireRegions(regions);
    const added = { operator: 'StringEquals', key: 'aws:RequestedRegion', values: regions };
    conditions = withCondition(table, actions, conditions, added);
  }
  if (approvedPrincipals !== undefined) {
    requireExactPrincipals(approvedPrincipals);
    const added = { operator: 'ArnEquals', key: 'aws:PrincipalArn', values: approvedPrincipals };
    conditions = withCondition(table, actions, conditions, added);
  }
  return conditions;
}

/** A role or user, or an expression that stands for the whole ARN. */
const EXACT_PRINCIPAL = /^(?:arn:[a-z-]+:iam::(?:\d{12}|\$\{[^}]*\}):(?:role|user)\/[\w+=,.@/-]+|\$\{[^}]*\})$/;

function requireExactPrincipals(principals: unknown): void {
  const all = listOf('approvedPrincipals', principals);
  if (all.length === 0) {
    throw new GuardrailsError(
      'PRINCIPAL_ARN_INVALID',
      'approvedPrincipals names nobody; name a role or user, or leave it out',
    );
  }
  for (const each of all) {
    if (typeof each === 'string' && EXACT_PRINCIPAL.test(each)) continue;
    throw new GuardrailsError(
      'PRINCIPAL_ARN_INVALID',
      `approved principal ${shown(each)} is no ARN of one role or user; write it in full and without wildcards, as in arn:aws:iam::111122223333:role/deployer`,
    );
  }
}
