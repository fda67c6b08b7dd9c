import { TerraformStack } from 'cdktf';
import type { IConstruct } from 'constructs';
import { GuardrailsError } from '../../core/guardrails-error';
import { shown } from '../../core/texts';
import { isUnresolved, resolveTokens } from '../../core/tokens';
import { requireApproved } from '../deny-guards/approved-principals';
import { DenyGuardBoundary } from '../deny-guards/deny-guard-boundary';
import { requireIamPath } from '../iam-names';
import { OidcPrincipal } from '../oidc-principal';
import type { Principal } from '../principal';

function invalid(problem: string, construct: IConstruct): GuardrailsError {
  return new GuardrailsError('DEPLOYMENT_ROLE_INVALID', problem, construct);
}

/** Throws unless pipelines of known branches, tags or environments are named. */
export function requirePipeline(principal: Principal, construct: IConstruct): void {
  if (!((principal as unknown) instanceof OidcPrincipal)) {
    throw invalid(
      'a deployment is assumed by pipelines that prove who they are by OpenID Connect, without keys; pass an OidcPrincipal, such as OidcPrincipal.gitHubActions({ … })',
      construct,
    );
  }
  const [wide] = principal._loosenings();
  if (wide === undefined) return;
  throw invalid(
    `${wide.setting} of the principal lets code that nobody has reviewed deploy; name one repository, and its branch, tag or environment`,
    construct,
  );
}

/** Throws unless the name is given. */
export function requireRoleName(roleName: string, construct: IConstruct): void {
  if (typeof (roleName as unknown) === 'string' && roleName !== '') return;
  throw invalid(
    `roleName is ${shown(roleName)}, but pipelines and policies name the role by it; pass a name, such as deployer`,
    construct,
  );
}

/** Throws unless the paths are known, and the role is not among the workloads that it may change. */
export function requireApart(path: string, workloadPath: string, construct: IConstruct): void {
  for (const [name, value] of Object.entries({ path, workloadPath })) {
    requireIamPath(construct, value);
    if (isUnresolved(value)) {
      throw invalid(`${name} is not known before Terraform runs, so nobody could compare it; pass a text`, construct);
    }
    if (!/[*?$]/.test(value)) continue;
    throw invalid(`${name} ${shown(value)} is a pattern, which other roles may fit; pass one path`, construct);
  }
  if (workloadPath === '/') {
    throw invalid(
      'workloadPath is "/", where all roles are; pass a path of the workloads, such as /workload/',
      construct,
    );
  }
  if (!path.startsWith(workloadPath)) return;
  throw invalid(
    `path ${shown(path)} is below workloadPath ${shown(workloadPath)}, so the role could change itself; pass paths that are apart`,
    construct,
  );
}

/** Throws for a boundary that is below the path of policies which the deployment may change. */
export function requireBoundaryApart(boundary: string, workloadPath: string, construct: IConstruct): void {
  if (/\$\{(?:[\w-]+:|[*?$]\})/.test(boundary)) {
    throw invalid(
      `workloadBoundary ${shown(boundary)} has a variable of IAM, which callers may set; pass the ARN of one policy`,
      construct,
    );
  }
  if (!boundary.includes(':policy/')) return;
  if (!boundary.slice(boundary.indexOf(':policy/') + ':policy'.length).startsWith(workloadPath)) return;
  throw invalid(
    `workloadBoundary ${shown(boundary)} is below workloadPath, where the role may change policies; give it another path`,
    construct,
  );
}

/**
 * Throws for a boundary of the app that lets workloads use every role: whoever makes a workload and its trust may use
 * what the workload may use.
 */
export function requireBoundedUse(boundary: string, construct: IConstruct): void {
  const arn = resolveTokens(construct, boundary);
  const wide = construct.node.root.node
    .findAll()
    .filter((each) => each instanceof DenyGuardBoundary)
    .filter(({ _leavesRoles: leavesRoles }) => leavesRoles)
    .find(
      (each) =>
        each.managedPolicyArn === boundary ||
        (TerraformStack.of(each) === TerraformStack.of(construct) &&
          resolveTokens(construct, each.managedPolicyArn) === arn),
    );
  if (wide === undefined) return;
  throw invalid(
    `workloadBoundary ${wide.node.path} lets workloads assume any role and hand it to services, so the deployment could do so by a workload that it makes; name usableRolePath or usableRoleArns in its props`,
    construct,
  );
}

/** The roles that it may use besides those of its workloads. */
export function requireUsable(arns: readonly string[] | undefined, construct: IConstruct): readonly string[] {
  if (arns === undefined || (Array.isArray(arns) && arns.length === 0)) return [];
  const usable = requireApproved('usableRoleArns', arns);
  const user = (arns as readonly string[]).find((arn) => arn.includes(':user/'));
  if (user === undefined) return usable;
  throw invalid(`${shown(user)} of usableRoleArns is a user, which nobody assumes; pass ARNs of roles`, construct);
}

/** Who is let in by a trust policy without a token of an identity provider. A text that is no policy lets nobody in. */
export function trustedOtherwise(policy: unknown): unknown {
  const wide = statementsOf(policy).find(
    ({ Effect: effect, Action: actions }) =>
      effect === 'Allow' && !listOf(actions).every((action) => action === 'sts:AssumeRoleWithWebIdentity'),
  );
  return wide && (wide.Principal ?? 'everybody but some');
}

/** What is left out allows whatever NotAction does not name. */
function listOf(actions: unknown): readonly unknown[] {
  return Array.isArray(actions) ? (actions as readonly unknown[]) : [actions];
}

function statementsOf(policy: unknown): readonly Readonly<Record<string, unknown>>[] {
  try {
    const { Statement: statements } = JSON.parse(String(policy)) as { readonly Statement?: unknown };
    const all = Array.isArray(statements) ? (statements as readonly unknown[]) : [statements];
    return all.filter((each) => typeof each === 'object' && each !== null) as Readonly<Record<string, unknown>>[];
  } catch {
    return [];
  }
}
