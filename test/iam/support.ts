import type { Construct } from 'constructs';
import { PolicyStatement } from '../../lib/iam/policy-statement';
import { Role } from '../../lib/iam/role';
import type { RoleProps } from '../../lib/iam/role-props';
import { ServicePrincipal } from '../../lib/iam/service-principal';
import type { Synthesised } from '../core/support';
import { resourcesOf } from '../core/support';

export const BOUNDARY = 'arn:aws:iam::111122223333:policy/boundary';

export function newRole(scope: Construct, props: Partial<RoleProps> = {}, id = 'app'): Role {
  return new Role(scope, id, { assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com'), ...props });
}

export function readObject(key = 'a'): PolicyStatement {
  return PolicyStatement.allow({ actions: ['s3:GetObject'], resources: [`arn:aws:s3:::reports/${key}`] });
}

/** A statement of about the given length. */
export function longStatement(key: string, length: number): PolicyStatement {
  const { length: known } = JSON.stringify(readObject(key)._toStatementJson());
  return readObject(key + 'x'.repeat(length - known));
}

/** Resources of each customer managed policy, by the id that Terraform knows it by. */
export function policiesIn(json: Synthesised): ReadonlyMap<string, readonly string[]> {
  const policies = Object.entries(json.resource.aws_iam_policy ?? {}).map(([name, { policy }]) => {
    const { Statement } = JSON.parse(String(policy)) as { Statement: { Resource: string[] }[] };
    return [name, Statement.flatMap(({ Resource }) => Resource)] as const;
  });
  return new Map(policies);
}

/** ARNs that a role is allowed to have attached. */
export function exclusiveArns(json: Synthesised): unknown {
  return resourcesOf(json, 'aws_iam_role_policy_attachments_exclusive').map(({ policy_arns: arns }) => arns);
}
