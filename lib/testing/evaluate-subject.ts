import type { Block, Configuration } from '../compliance/model/block';
import { Unknown } from '../compliance/model/value';
import { evaluate, policyFromJson, simulateRole, type Evaluation, type RequestContext } from '../policy-evaluation';
import { loadJson } from '../compliance/model/load';
import { isStackLike, synthesizeStack, type StackLike } from './synthesize';

/** A resource of a stack: a construct of this package (its `resource` is used), or of the provider. */
export interface ResourceConstruct {
  readonly node: { readonly path: string };
}

/** What a role is asked to do something with: an ARN, which may hold tokens, or a construct. */
export type ResourceSubject = string | ResourceConstruct;

interface ProviderResource {
  readonly terraformResourceType: string;
  readonly friendlyUniqueId: string;
  readonly node: { readonly scopes: readonly unknown[] };
}

/** What was asked and decided. */
export interface SubjectEvaluation {
  /** The role, or `the policy`. */
  readonly who: string;
  readonly resource: string;
  readonly evaluation: Evaluation;
}

/**
 * Asks whether a role of a stack, or the holder of a policy, may do something.
 *
 * @throws TypeError for what is neither a role that a stack makes nor a policy
 */
export function evaluateSubject(
  received: unknown,
  action: string,
  resource: ResourceSubject,
  context: RequestContext,
): SubjectEvaluation {
  const role = providerResource(received);
  if (role?.terraformResourceType === 'aws_iam_role') return ofRole(role, action, resource, context);
  const policy = policyOf(received);
  if (policy === undefined) {
    throw new TypeError(
      'expected a Role, an IamRole of the provider or the JSON of an IAM policy; a role that was made elsewhere has no policies here',
    );
  }
  if (typeof resource !== 'string') throw new TypeError('resource is a construct; a policy in JSON needs an ARN');
  return { who: 'the policy', resource, evaluation: ofPolicy(policy, action, resource, context) };
}

function ofRole(
  role: ProviderResource,
  action: string,
  resource: ResourceSubject,
  context: RequestContext,
): SubjectEvaluation {
  const stack = role.node.scopes.findLast(isStackLike);
  if (stack === undefined) throw new TypeError('the role is in no stack');
  const { configuration, text } = synthesized(stack, typeof resource === 'string' ? resource : arnOf(resource));
  const address = `aws_iam_role.${role.friendlyUniqueId}`;
  const block: Block | undefined = configuration.block(address);
  if (block === undefined) throw new TypeError(`the stack has no ${address}`);
  return { who: address, resource: text, evaluation: simulateRole(block, { action, resource: text, context }) };
}

/** Where the resource stands while the stack is synthesised, so that its tokens are resolved with it. */
const NOTE = 'guardrails-simulated-resource';

/** Synthesises the stack, and resolves the tokens of a text with it. The stack is left as it was. */
function synthesized(stack: StackLike, text: string): { readonly configuration: Configuration; readonly text: string } {
  const { rawOverrides } = stack as { readonly rawOverrides?: Record<string, unknown> };
  if (!/\$\{(?:Tf)?Token\[/.test(text) || rawOverrides === undefined) {
    return { configuration: synthesizeStack(stack).configuration, text };
  }
  const before = Object.hasOwn(rawOverrides, 'locals') ? rawOverrides.locals : undefined;
  rawOverrides.locals = { ...(before as object | undefined), [NOTE]: text };
  try {
    const { configuration } = synthesizeStack(stack);
    const found = configuration.block(`local.${NOTE}`)?.raw.value;
    return { configuration, text: typeof found === 'string' ? found : text };
  } finally {
    if (before === undefined) Reflect.deleteProperty(rawOverrides, 'locals');
    else rawOverrides.locals = before;
  }
}

function arnOf(construct: ResourceConstruct): string {
  const resource = providerResource(construct);
  if (resource === undefined) throw new TypeError(`${construct.node.path} is no resource; pass its ARN`);
  return `\${${resource.terraformResourceType}.${resource.friendlyUniqueId}.arn}`;
}

/** The provider's resource that a construct is or holds. */
function providerResource(construct: unknown): ProviderResource | undefined {
  if (typeof construct !== 'object' || construct === null) return undefined;
  if (isProviderResource(construct)) return construct;
  const { resource } = construct as { readonly resource?: unknown };
  return typeof resource === 'object' && resource !== null && isProviderResource(resource) ? resource : undefined;
}

function isProviderResource(construct: object): construct is ProviderResource {
  const { terraformResourceType, friendlyUniqueId } = construct as Partial<ProviderResource>;
  return typeof terraformResourceType === 'string' && typeof friendlyUniqueId === 'string';
}

/** The JSON of a policy: text, or an object with statements. */
function policyOf(received: unknown): unknown {
  if (typeof received === 'string') return received.trimStart().startsWith('{') ? received : undefined;
  return typeof received === 'object' && received !== null && Object.hasOwn(received, 'Statement')
    ? received
    : undefined;
}

/** Who holds a policy that stands alone is not known, unless the context says so. */
function ofPolicy(json: unknown, action: string, resource: string, context: RequestContext): Evaluation {
  const { configuration } = loadJson({ locals: {} }, 'policy');
  const arn = context['aws:PrincipalArn'];
  const holder = new Unknown('${the.principal.arn}', [], [], true);
  const asked = configuration.resolve(resource);
  return evaluate({
    principal: { arn: typeof arn === 'string' ? arn : holder },
    action,
    resource: typeof asked === 'string' || asked instanceof Unknown ? asked : resource,
    context,
    identityPolicies: [policyFromJson('of the test', json)],
  });
}
