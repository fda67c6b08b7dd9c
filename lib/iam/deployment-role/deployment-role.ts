import type { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import { Lazy, TerraformResource, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { AwsAccount } from '../../core/aws-account';
import { finalAttributes } from '../../core/final-attributes';
import { guarantee } from '../../core/guarantee';
import { GuardrailsError } from '../../core/guardrails-error';
import { requireProps } from '../../core/props';
import { aws } from '../../core/provider-resources';
import { shown } from '../../core/texts';
import { resolveTokens } from '../../core/tokens';
import { allowServices } from '../deny-guards/allowed-services';
import { requireIamPath } from '../iam-names';
import { requireBoundary } from '../permissions-boundary';
import { PolicyDocument } from '../policy-document';
import { MAX_POLICY_LENGTH } from '../policy-parts';
import { policySize } from '../policy-size';
import type { Principal } from '../principal';
import { Role } from '../role';
import { requireStatementList } from '../role-list';
import { deploymentDenials, type DeploymentLimits } from './deployment-boundary';
import {
  requireApart,
  requireBoundaryApart,
  requireBoundedUse,
  requirePipeline,
  requireRoleName,
  requireUsable,
  trustedOtherwise,
} from './deployment-role-checks';
import type { DeploymentRoleProps } from './deployment-role-props';

const PATH = '/deployment/';
const WORKLOAD_PATH = '/workload/';

/**
 * A role for pipelines that deploy: assumed by OpenID Connect, without keys. A boundary of its own keeps it, whatever it
 * is granted, to the services that it deploys, from users and credentials, from roles outside of its workloads, from
 * roles without the boundary of workloads, and from its own boundary.
 */
export class DeploymentRole extends Role {
  /**
   * ARN that a deployment role has, spelt out: for policies that are made before the role, such as a
   * `DenyGuardBoundary` for its workloads.
   *
   * @param path path of the role; `/deployment/` where it is left out
   * @throws GuardrailsError DEPLOYMENT_ROLE_INVALID, IAM_PATH_INVALID
   */
  static arnOf(scope: Construct, roleName: string, path: string = PATH): string {
    requireRoleName(roleName, scope);
    requireIamPath(scope, path);
    const { partition, accountId } = AwsAccount.of(scope);
    return `arn:${partition}:iam::${accountId}:role${path}${roleName}`;
  }

  /** The provider's own resource of the boundary. */
  readonly boundary: IamPolicy;

  /**
   * @throws GuardrailsError DEPLOYMENT_ROLE_INVALID, IAM_DESCRIPTION_INVALID, IAM_PATH_INVALID, LOOSENING_REASON_MISSING,
   * PERMISSIONS_BOUNDARY_INVALID, POLICY_CONDITION_INVALID, POLICY_SID_DUPLICATE, POLICY_TOO_LARGE,
   * PRINCIPAL_ARN_INVALID, PROPS_INVALID, ROLE_NAME_INVALID, ROLE_SESSION_DURATION_INVALID, TAGS_INVALID
   */
  constructor(scope: Construct, id: string, props: DeploymentRoleProps) {
    requireProps(props, 'props of DeploymentRole', scope);
    const { roleName, path = PATH, workloadPath = WORKLOAD_PATH, workloadBoundary } = props;
    requirePipeline(props.assumedBy, scope);
    requireRoleName(roleName, scope);
    requireApart(path, workloadPath, scope);
    const made: { boundary?: IamPolicy } = {};
    super(scope, id, {
      assumedBy: props.assumedBy,
      roleName,
      path,
      permissionsBoundary: Lazy.stringValue({ produce: () => made.boundary?.arn }),
      description: props.description,
      maxSessionDurationSeconds: props.maxSessionDurationSeconds,
      looseningReason: props.looseningReason,
      tags: props.tags,
    });
    if (workloadBoundary !== undefined) {
      requireBoundary(workloadBoundary, this);
      requireBoundaryApart(workloadBoundary, workloadPath, this);
      requireBoundedUse(workloadBoundary, this);
    }
    const { partition, accountId } = AwsAccount.of(this);
    const policyName = `${roleName}-boundary`;
    const limits: DeploymentLimits = {
      ownArn: `arn:${partition}:iam::${accountId}:policy${path}${policyName}`,
      workloadPath,
      workloadBoundary,
      usableRoleArns: requireUsable(props.usableRoleArns, this),
      regions: props.regions,
      exemptActions: props.exemptActions,
    };
    this.boundary = this.bound(props, { policyName, path, limits });
    made.boundary = this.boundary;
    for (const statement of requireStatementList(props.statements, this)) this.addToPolicy(statement);
    this.node.addValidation({
      validate: () => [
        ...this.cycles(workloadBoundary),
        ...this.strangers(),
        ...this.renamings({ name: roleName, path }),
      ],
    });
  }

  /**
   * Lets further pipelines assume the role.
   *
   * @throws GuardrailsError DEPLOYMENT_ROLE_INVALID for any other principal, and for pull requests
   * @throws GuardrailsError ROLE_TRUST_TOO_LARGE
   */
  override addTrust(principal: Principal): void {
    requirePipeline(principal, this);
    super.addTrust(principal);
  }

  private bound(
    { services, regions, exemptActions, tags }: DeploymentRoleProps,
    {
      policyName,
      path,
      limits,
    }: { readonly policyName: string; readonly path: string; readonly limits: DeploymentLimits },
  ): IamPolicy {
    if (regions === undefined && exemptActions !== undefined) {
      throw new GuardrailsError(
        'POLICY_CONDITION_INVALID',
        'exemptActions is given without regions, from which it exempts; name the regions, or leave it out',
        this,
      );
    }
    if ((services as unknown) === undefined) {
      throw new GuardrailsError(
        'PROPS_INVALID',
        'services is left out, but a deployment is kept to those that it deploys; name them, such as s3 and rds',
        this,
      );
    }
    const document = new PolicyDocument(...deploymentDenials(this, limits));
    document._addJson(allowServices(services, this));
    this.requireSize(document);
    const policy = document.toString();
    const boundary = new aws.iamPolicy.IamPolicy(this, 'Boundary', {
      name: policyName,
      path,
      description: `Boundary of the deployment role at ${this.node.path}`
        .replace(/[^\x20-\x7e\xa1-\xff]/g, '?')
        .slice(0, 1000),
      policy,
      tags,
    });
    const instead = 'change the props';
    guarantee(this, boundary, [
      {
        code: 'DEPLOYMENT_BOUNDARY',
        attribute: 'policy',
        value: policy,
        promise: 'the limits of its props',
        instead,
        rules: ['iam-policy-explicit-version'],
      },
      {
        code: 'DEPLOYMENT_BOUNDARY',
        attribute: 'name',
        value: policyName,
        promise: 'the name that it denies to change',
        instead,
      },
      {
        code: 'DEPLOYMENT_BOUNDARY',
        attribute: 'path',
        value: path,
        promise: 'a path apart from the workloads',
        instead,
      },
    ]);
    return boundary;
  }

  private requireSize(document: PolicyDocument): void {
    const { certain } = policySize(String(resolveTokens(this, document.toJson())));
    if (certain <= MAX_POLICY_LENGTH) return;
    throw new GuardrailsError(
      'POLICY_TOO_LARGE',
      `the boundary is at least ${certain} characters long, allowed are ${MAX_POLICY_LENGTH}; name fewer services, regions and usable roles`,
      this,
    );
  }

  /** Nobody but pipelines, whatever a grant has added. */
  private strangers(): string[] {
    const other = trustedOtherwise(finalAttributes(this.resource)?.assume_role_policy);
    if (other === undefined) return [];
    const problem = `principal ${shown(other)} may assume the role, but a deployment is assumed by pipelines alone; trust it in a role of its own`;
    return [new GuardrailsError('DEPLOYMENT_ROLE_INVALID', problem, this).message];
  }

  /** Policies name the role by name and path, and its boundary keeps it apart from workloads by path. */
  private renamings(promised: Readonly<Record<string, string>>): string[] {
    const written = finalAttributes(this.resource) ?? {};
    return Object.entries(promised)
      .filter(([attribute, value]) => written[attribute] !== resolveTokens(this, value))
      .map(([attribute, value]) => {
        const problem = `${attribute} is overridden by ${shown(written[attribute])}, but the boundary and DeploymentRole.arnOf go by ${shown(value)}; change the props`;
        return new GuardrailsError('DEPLOYMENT_ROLE_INVALID', problem, this).message;
      });
  }

  /** The boundary of the workloads is made before this role, so it cannot name the ARN that the role will have. */
  private cycles(workloadBoundary: string | undefined): string[] {
    if (workloadBoundary === undefined) return [];
    const arn = resolveTokens(this, workloadBoundary);
    const policy = TerraformStack.of(this)
      .node.findAll()
      .filter((each) => TerraformResource.isTerraformResource(each))
      .find((each) => arn === `\${${each.terraformResourceType}.${each.friendlyUniqueId}.arn}`);
    const text = JSON.stringify(policy === undefined ? {} : finalAttributes(policy));
    if (!text.includes(`\${${this.resource.terraformResourceType}.${this.resource.friendlyUniqueId}.`)) return [];
    const problem =
      'workloadBoundary names this role by its attribute, but it has to exist before the role does; write the ARN out, with DeploymentRole.arnOf';
    return [new GuardrailsError('DEPLOYMENT_ROLE_INVALID', problem, this).message];
  }
}
