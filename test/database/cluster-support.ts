import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { App, TerraformStack, TerraformVariable } from 'cdktf';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseCluster } from '../../lib/database/cluster';
import { DatabaseClusterEngine } from '../../lib/database/cluster-engine';
import { ClusterInstance } from '../../lib/database/cluster-instance';
import type { DatabaseClusterProps } from '../../lib/database/cluster-props';
import { Role } from '../../lib/iam/role';
import { ServicePrincipal } from '../../lib/iam/service-principal';
import { newStack, synth, type Synthesised } from '../core/support';

export const WRITER = ClusterInstance.provisioned('writer', { instanceClass: 'db.r7g.large' });

export const PROPS: DatabaseClusterProps = {
  engine: DatabaseClusterEngine.AURORA_POSTGRES_16,
  writer: WRITER,
  vpcId: 'vpc-1',
  subnetIds: ['subnet-1', 'subnet-2'],
};

export function newCluster(
  props: Partial<DatabaseClusterProps> = {},
  stack: TerraformStack = newStack(),
  id = 'db',
): DatabaseCluster {
  return new DatabaseCluster(stack, id, { ...PROPS, ...props });
}

export function synthesised(props: Partial<DatabaseClusterProps> = {}, stack = newStack()): Synthesised {
  newCluster(props, stack);
  return synth(stack);
}

export function newRole(stack: TerraformStack, id = 'app'): Role {
  return new Role(stack, id, { assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com') });
}

/** Statements of a role's policies, as they stand in the JSON. */
export function statementsOf(json: Synthesised): readonly Readonly<Record<string, unknown>>[] {
  const policies = Object.values(json.resource.aws_iam_policy ?? {});
  return policies.flatMap(
    ({ policy }) => (JSON.parse(String(policy)) as { Statement: Readonly<Record<string, unknown>>[] }).Statement,
  );
}

/** Tokens of every kind, of a stack of their own. */
export function tokens(stack: TerraformStack): {
  readonly text: string;
  readonly number: number;
  readonly list: string[];
  readonly flag: boolean;
} {
  const variable = (id: string) => new TerraformVariable(stack, id, {});
  return {
    text: variable('text').stringValue,
    number: variable('number').numberValue,
    list: variable('list').listValue,
    flag: variable('flag').booleanValue as unknown as boolean,
  };
}

/** What two stacks of one app look like after `app.synth()`, which alone writes references between stacks. */
export function synthTwoStacks(build: (data: TerraformStack, web: TerraformStack) => void): {
  readonly data: Synthesised & Outputs;
  readonly web: Synthesised & Outputs;
  readonly order: readonly string[];
} {
  const outdir = mkdtempSync(path.join(tmpdir(), 'two-stacks-'));
  const app = new App({ outdir });
  const newStackOf = (name: string): TerraformStack => {
    const stack = new TerraformStack(app, name);
    new AwsProvider(stack, 'aws', { region: 'eu-west-1' });
    return stack;
  };
  const [data, web] = [newStackOf('data'), newStackOf('web')];
  try {
    build(data, web);
    app.synth();
    const read = (name: string): Synthesised & Outputs => {
      const text = readFileSync(path.join(outdir, 'stacks', name, 'cdk.tf.json'), 'utf8');
      return { output: {}, ...(JSON.parse(text) as Synthesised) };
    };
    return { data: read('data'), web: read('web'), order: web.dependencies.map(({ node }) => node.id) };
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

interface Outputs {
  readonly output: Readonly<Record<string, unknown>>;
}
