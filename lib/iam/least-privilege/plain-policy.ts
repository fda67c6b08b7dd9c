import { GuardrailsError } from '../../core/guardrails-error';
import { requireProps } from '../../core/props';
import { shown } from '../../core/texts';
import { servicePrefixes, serviceTable, type ServiceTable } from '../../iam-data/service-table';
import { isResourceless } from '../action-resources';
import { requireApproved } from '../deny-guards/approved-principals';
import { requireRegions } from '../region-names';
import type { Conditions } from '../statement-json';
import { withCondition } from './condition';
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
   * ARNs of the roles and users who alone may use the permissions, without wildcards. The policy denies the same actions
   * on the same resources to everybody else, so that no other policy of theirs allows them: attach it to approved roles
   * alone.
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
  const { approvedPrincipals } = props;
  return drafts.map((draft) => ({
    ...draft,
    conditions: conditionsOf(draft, props),
    ...(approvedPrincipals === undefined ? {} : { approvedPrincipals }),
  }));
}

function conditionsOf({ table, actions }: Draft, { regions, approvedPrincipals }: PlainPolicyProps): Conditions {
  let conditions: Conditions = {};
  if (regions !== undefined) {
    requireRegions(regions);
    const added = { operator: 'StringEquals', key: 'aws:RequestedRegion', values: regions };
    conditions = withCondition(table, actions, conditions, added);
  }
  if (approvedPrincipals !== undefined) {
    const values = requireApproved('approvedPrincipals', approvedPrincipals);
    const added = { operator: 'ArnEquals', key: 'aws:PrincipalArn', values };
    conditions = withCondition(table, actions, conditions, added);
  }
  return conditions;
}
