import type { Block } from '../compliance/model/block';
import { matchesAction } from '../compliance/model/policy-match';
import type { PolicyText, Statement } from '../compliance/model/policy-document-types';
import { isUnknown, toText, Unknown } from '../compliance/model/value';
import { contentOf, mayMeet, policyOfResource, readRole, resourceOf, type NamedPolicy } from '../policy-evaluation';
import { shorten, visible } from '../reporters/visible-text';
import { ExitCode } from './exit-code';
import { loadRoles, resourceText, rolesOf } from './iam-roles';
import { colorsOf, type Io } from './io';

export interface ExplainAccessOptions {
  readonly action?: readonly string[];
  readonly account?: string;
  readonly allowStale?: boolean;
  readonly format: string;
}

interface Row {
  readonly who: string;
  readonly policy: string;
  readonly path: string | null;
  readonly effect: 'Allow' | 'Deny' | 'Unknown';
  readonly text: string;
}

const LONGEST_TEXT = 300;

/** Lists what the policies of all roles, and the policy of the resource, say of a resource. */
export function explainAccess(
  given: string,
  paths: readonly string[],
  { action, account, allowStale, format }: ExplainAccessOptions,
  io: Io,
): ExitCode {
  const inputs = loadRoles(paths, allowStale, io);
  const rows = rolesOf(inputs).flatMap((role) => rowsOf(role, given, action, account));
  const unique = [...new Map(rows.map((row) => [JSON.stringify(row), row])).values()];
  io.stdout.write(
    format === 'json'
      ? `${JSON.stringify({ version: 1, resource: given, statements: unique }, null, 2)}\n`
      : table(given, unique, io),
  );
  return ExitCode.ok;
}

function rowsOf(
  role: Block,
  given: string,
  actions: readonly string[] | undefined,
  account: string | undefined,
): readonly Row[] {
  const { identityPolicies, permissionsBoundary, known } = readRole(role, account);
  const text = resourceText(given);
  const asked = toText(role.configuration.resolve(text)) ?? new Unknown(text);
  const resource = known.text(asked);
  const block = resourceOf(asked, role.configuration, known);
  const own = block && policyOfResource(block, known);
  const about = (who: string, policy: NamedPolicy): readonly Row[] => rowsOfPolicy(who, policy, resource, actions);
  return [
    ...identityPolicies.flatMap((policy) => about(role.address, policy)),
    ...(permissionsBoundary === undefined ? [] : about(`${role.address} (boundary)`, permissionsBoundary)),
    ...(own === undefined || block === undefined ? [] : about(`${block.address} (its policy)`, known.policy(own))),
  ];
}

function rowsOfPolicy(
  who: string,
  { name, document }: NamedPolicy,
  resource: PolicyText,
  actions: readonly string[] | undefined,
): readonly Row[] {
  const hidden = (unknown: Unknown): Row => ({
    who,
    policy: name,
    path: null,
    effect: 'Unknown',
    text: `not known: ${String(unknown)}`,
  });
  if (isUnknown(document)) return [hidden(document)];
  const statements = document.statements.filter(
    (statement) => isAboutResource(statement, resource) && isAboutActions(statement, actions),
  );
  return [
    ...document.unknowns.map(hidden),
    ...(document.invalid === undefined ? [] : [hidden(new Unknown(`AWS refuses it: ${document.invalid}`))]),
    ...statements.map((statement) => ({
      who,
      policy: name,
      path: statement.path,
      effect: isUnknown(statement.effect) ? ('Unknown' as const) : statement.effect,
      text: contentOf(statement),
    })),
  ];
}

function isAboutResource({ resources }: Statement, resource: PolicyText): boolean {
  return resources === undefined || resources.some((pattern) => mayMeet(pattern, resource));
}

function isAboutActions({ actions: patterns, notActions }: Statement, actions: readonly string[] | undefined): boolean {
  if (actions === undefined) return true;
  const named = (list: readonly PolicyText[], action: string): boolean =>
    list.some((pattern) => (isUnknown(pattern) ? true : matchesAction(pattern, action)));
  return actions.some((action) =>
    patterns === undefined
      ? !(notActions ?? []).some((pattern) => !isUnknown(pattern) && matchesAction(pattern, action))
      : named(patterns, action),
  );
}

function table(resource: string, rows: readonly Row[], io: Io): string {
  const { bold, green, red, yellow } = colorsOf(io);
  const paint = { Allow: green, Deny: red, Unknown: yellow } as const;
  if (rows.length === 0) return `no statement is about ${visible(resource)}\n`;
  return rows
    .map(
      ({ who, policy, path, effect, text }) =>
        `${bold(visible(who))} ${paint[effect](effect)} ${shorten(visible(text), LONGEST_TEXT)}\n  ${visible(path === null ? policy : `${policy}, ${path}`)}\n`,
    )
    .join('');
}
