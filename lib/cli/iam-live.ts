import type { Decision, EvaluationRequest } from '../policy-evaluation';
import { UsageError } from './usage-error';

/** What AWS decides. */
export interface LiveDecision {
  readonly decision: Exclude<Decision, 'unknown'>;
}

interface LiveOptions {
  readonly roleArn: string | undefined;
  readonly context: ReadonlyMap<string, readonly string[]> | undefined;
}

/** The part of `@aws-sdk/client-iam` that is used; the package is the user's. */
interface IamSdk {
  readonly IAMClient: new (configuration: object) => { send(command: object): Promise<SimulationResponse> };
  readonly SimulatePrincipalPolicyCommand: new (input: object) => object;
}

interface SimulationResponse {
  readonly EvaluationResults?: readonly { readonly EvalDecision?: string }[];
}

const SDK = '@aws-sdk/client-iam';
const DECISIONS: ReadonlyMap<string, LiveDecision['decision']> = new Map([
  ['allowed', 'allowed'],
  ['explicitDeny', 'explicitDeny'],
  ['implicitDeny', 'implicitDeny'],
]);

/**
 * Asks `SimulatePrincipalPolicy` about the role as it is in the account. Of roles AWS simulates neither policies of
 * resources nor of the organization's resources.
 *
 * @throws UsageError where the SDK is missing, or role or resource have no ARN yet
 */
export async function askAws(request: EvaluationRequest, { roleArn, context }: LiveOptions): Promise<LiveDecision> {
  const { principal, action, resource } = request;
  const arn = roleArn ?? (typeof principal === 'object' && 'arn' in principal ? principal.arn : undefined);
  if (typeof arn !== 'string') {
    throw new UsageError(
      '--live needs the ARN of the role: the configuration does not tell it; pass --role-arn, or --account',
    );
  }
  if (typeof resource !== 'string') {
    throw new UsageError(`--live needs an ARN, and ${String(resource)} is not known before Terraform runs`);
  }
  const { IAMClient, SimulatePrincipalPolicyCommand } = await loadSdk();
  const client = new IAMClient({ region: regionOf(arn) });
  const response = await sent(
    client.send(
      new SimulatePrincipalPolicyCommand({
        PolicySourceArn: arn,
        ActionNames: [action],
        ResourceArns: [resource],
        ContextEntries: [...(context ?? [])].map(([key, values]) => ({
          ContextKeyName: key,
          ContextKeyValues: values,
          ContextKeyType: `${typeOf(key, values)}${values.length === 1 ? '' : 'List'}`,
        })),
      }),
    ),
  );
  const told = response.EvaluationResults?.[0]?.EvalDecision ?? 'nothing';
  const decision = DECISIONS.get(told);
  if (decision === undefined) throw new Error(`SimulatePrincipalPolicy answered ${JSON.stringify(told)}`);
  return { decision };
}

/** Wrong credentials and missing permissions are no fault of the tool. */
async function sent(response: Promise<SimulationResponse>): Promise<SimulationResponse> {
  try {
    return await response;
  } catch (error) {
    throw new UsageError(`AWS did not simulate: ${reasonOf(error)}`);
  }
}

/** The type that AWS compares a key as. A tag is text, whatever it says. */
function typeOf(key: string, values: readonly string[]): string {
  if (/^aws:(?:vpc)?sourceip$/i.test(key)) return 'ip';
  if (/^aws:(?:currenttime|tokenissuetime)$/i.test(key)) return 'date';
  return !key.includes('/') && values.every((value) => /^(?:true|false)$/i.test(value)) ? 'boolean' : 'string';
}

/** IAM has one endpoint a partition, in one of its regions. */
function regionOf(arn: string): string {
  const regions = new Map([
    ['aws-cn', 'cn-north-1'],
    ['aws-us-gov', 'us-gov-west-1'],
  ]);
  return regions.get(arn.split(':')[1] ?? '') ?? 'us-east-1';
}

async function loadSdk(): Promise<IamSdk> {
  try {
    return (await import(SDK)) as IamSdk;
  } catch (error) {
    throw new UsageError(`--live needs the package ${SDK}: run \`npm install --save-dev ${SDK}\` (${reasonOf(error)})`);
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
}
