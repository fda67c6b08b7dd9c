import type { Block, Configuration } from '../../compliance/model/block';
import type { PolicyText } from '../../compliance/model/policy-document-types';
import { toText, Unknown } from '../../compliance/model/value';
import { evaluate } from '../evaluate';
import type { Evaluation } from '../evaluation';
import type { NamedPolicy } from '../named-policy';
import type { EvaluationRequest, RequestContext } from '../request';
import { KnownReferences } from './known-references';
import { policyOfElsewhere, policyOfResource, reference, resourceOf } from './resource-policy';
import { rolePolicies } from './role-policies';

/** A question about a role of a configuration. */
export interface RoleQuestion {
  /** `s3:GetObject`. */
  readonly action: string;
  /**
   * ARN of the resource, which may refer to the configuration: `${aws_s3_bucket.reports.arn}/*`.
   *
   * @default '*'
   */
  readonly resource?: string;
  /** Condition keys of the request. `aws:PrincipalAccount` also tells the account of the configuration. */
  readonly context?: RequestContext;
}

/** A role with everything of its configuration that bears on what it may do. */
export interface RoleInConfiguration {
  readonly arn: PolicyText;
  readonly identityPolicies: readonly NamedPolicy[];
  readonly permissionsBoundary: NamedPolicy | undefined;
  readonly known: KnownReferences;
}

/** Collects the policies of a role, with references spelt out as far as the configuration tells. */
export function readRole(role: Block, account: string | undefined): RoleInConfiguration {
  const known = new KnownReferences(role.configuration, account);
  const { identityPolicies, permissionsBoundary } = rolePolicies(role);
  return {
    arn: known.text(reference(role)),
    identityPolicies: identityPolicies.map((policy) => known.policy(policy)),
    permissionsBoundary: permissionsBoundary && known.policy(permissionsBoundary),
    known,
  };
}

/**
 * Says whether a role of a configuration may do something, by its own policies and that of the resource where the
 * resource is of the configuration. Policies of an organization are not looked at.
 */
export function simulateRole(role: Block, question: RoleQuestion): Evaluation {
  return evaluate(requestOf(role, question));
}

/** The request that a question makes, with every policy of the configuration that bears on it. */
export function requestOf(role: Block, { action, resource = '*', context = {} }: RoleQuestion): EvaluationRequest {
  const account = context['aws:PrincipalAccount'];
  const read = readRole(role, typeof account === 'string' ? account : undefined);
  const { configuration } = role;
  const asked = resolved(resource, configuration);
  const block = resourceOf(asked, configuration, read.known);
  const { known } = read;
  const resourcePolicy =
    block === undefined ? policyOfElsewhere(known.text(asked), configuration, known) : policyOfResource(block, known);
  return {
    principal: { arn: read.arn },
    action,
    resource: read.known.text(asked),
    context,
    identityPolicies: read.identityPolicies,
    ...(read.permissionsBoundary && { permissionsBoundary: read.permissionsBoundary }),
    ...(resourcePolicy && { resourcePolicy: read.known.policy(resourcePolicy) }),
  };
}

function resolved(resource: string, configuration: Configuration): PolicyText {
  return toText(configuration.resolve(resource)) ?? new Unknown(resource);
}
