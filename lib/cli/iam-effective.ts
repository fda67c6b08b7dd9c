import {
  effectivePermissions,
  contentOf,
  readRole,
  type EffectivePermission,
  type HeldStatement,
} from '../policy-evaluation';
import { shorten, visible } from '../reporters/visible-text';
import { ExitCode } from './exit-code';
import { chooseRole, loadRoles } from './iam-roles';
import { colorsOf, type Io } from './io';

export interface EffectiveOptions {
  readonly account?: string;
  readonly allowStale?: boolean;
  readonly format: string;
}

const LONGEST_TEXT = 300;

/** Lists what is left of the permissions of a role. */
export function effectivePermissionsOf(
  wanted: string,
  paths: readonly string[],
  { account, allowStale, format }: EffectiveOptions,
  io: Io,
): ExitCode {
  const role = chooseRole(loadRoles(paths, allowStale, io), wanted);
  const { identityPolicies, permissionsBoundary } = readRole(role, account);
  const { permissions, unknowns } = effectivePermissions(identityPolicies, permissionsBoundary);
  if (format === 'json') {
    const hidden = unknowns.map(({ policy, unknown }) => ({ policy, unknown: String(unknown) }));
    const report = { version: 1, role: role.address, permissions: permissions.map(toJson), unknowns: hidden };
    io.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
    return ExitCode.ok;
  }
  const { bold, yellow } = colorsOf(io);
  const lines = [
    bold(visible(role.address)),
    ...permissions.flatMap(permissionLines),
    ...(permissions.length === 0 ? ['  nothing that is known'] : []),
    ...unknowns.map(({ policy, unknown }) =>
      line(`  ${yellow('not known')}: ${visible(`${policy}: ${String(unknown)}`)}`),
    ),
  ];
  io.stdout.write(`${lines.join('\n')}\n`);
  return ExitCode.ok;
}

function line(text: string): string {
  return shorten(text, LONGEST_TEXT);
}

function permissionLines(permission: EffectivePermission): readonly string[] {
  return [
    line(`  ${visible(`${whatOf(permission)} on ${whereOf(permission)}${whenOf(permission)}`)}`),
    ...permission.except.map((held) => line(`    except ${visible(textOf(held))}`)),
    ...(permission.onlyWithin ?? []).map((held) => line(`    within ${visible(textOf(held))}`)),
  ];
}

function whatOf({ actions, isNotAction }: EffectivePermission): string {
  return `${isNotAction ? 'everything but ' : ''}${actions.map(String).join(', ')}`;
}

function whereOf({ resources, isNotResource }: EffectivePermission): string {
  return `${isNotResource ? 'everything but ' : ''}${resources.map(String).join(', ')}`;
}

function whenOf({ statement: { conditions } }: EffectivePermission): string {
  const texts = conditions.map(
    ({ operator, key, values }) => `${String(operator)} ${String(key)} ${values.map(String).join(', ')}`,
  );
  return texts.length === 0 ? '' : ` if ${texts.join(' and ')}`;
}

function textOf({ policy, statement }: HeldStatement): string {
  return `${contentOf(statement)} (${policy}, ${statement.path})`;
}

function toJson(permission: EffectivePermission): object {
  const { policy, statement, actions, isNotAction, resources, isNotResource, except, onlyWithin } = permission;
  return {
    policy,
    path: statement.path,
    certain: statement.effect === 'Allow',
    [isNotAction ? 'notActions' : 'actions']: actions.map(String),
    [isNotResource ? 'notResources' : 'resources']: resources.map(String),
    conditions: statement.conditions.map(({ operator, key, values }) => ({
      operator: String(operator),
      key: String(key),
      values: values.map(String),
    })),
    except: except.map(textOf),
    onlyWithin: onlyWithin === undefined ? null : onlyWithin.map(textOf),
  };
}
