import type { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import { TerraformResource, TerraformStack } from 'cdktf';
import type { Construct, IConstruct } from 'constructs';
import { AwsAccount } from '../../core/aws-account';
import { finalAttributes } from '../../core/final-attributes';
import { guarantee } from '../../core/guarantee';
import { GuardrailsError } from '../../core/guardrails-error';
import { requireProps } from '../../core/props';
import { aws } from '../../core/provider-resources';
import { SecuredConstruct } from '../../core/secured-construct';
import { requireTags } from '../../core/tags';
import { shown } from '../../core/texts';
import { isUnresolved, resolveTokens } from '../../core/tokens';
import { descriptionFor, requireIamDescription, requireIamName, requireIamPath } from '../iam-names';
import type { IManagedPolicy } from '../managed-policy-ref';
import { MAX_POLICY_LENGTH } from '../policy-parts';
import { PolicyDocument } from '../policy-document';
import { policySize } from '../policy-size';
import type { PolicyStatement } from '../policy-statement';
import { allowServices } from './allowed-services';
import { requireApproved } from './approved-principals';
import { DenyGuards } from './deny-guards';
import type { AdminActionsGuardProps } from './guard-props';
import { denyUseOfOtherRoles } from './role-use';

/** Props of `DenyGuardBoundary`. */
export interface DenyGuardBoundaryProps extends AdminActionsGuardProps {
  /**
   * Prefixes of the services that bounded roles may use at all, such as `s3`.
   *
   * @default - every service: the guards alone are the limit
   */
  readonly services?: string[];

  /**
   * Regions that requests may go to.
   *
   * @default - every region
   */
  readonly regions?: string[];

  /**
   * Actions that are needed in other regions than `regions`, beyond those with one endpoint for all.
   *
   * @default - none
   */
  readonly exemptActions?: string[];

  /**
   * Path of the roles that bounded roles may assume and hand to services, besides `usableRoleArns`. Without either, they
   * may use any role that trusts them or a service, those of administrators that do not carry this boundary included.
   *
   * @default - none where `usableRoleArns` are named, else every role
   */
  readonly usableRolePath?: string;

  /**
   * ARNs of the roles that bounded roles may assume and hand to services, without wildcards, besides those of
   * `usableRolePath`.
   *
   * @default - none where `usableRolePath` is named, else every role
   */
  readonly usableRoleArns?: string[];

  /**
   * Name of the policy: 1 to 128 letters, digits and `_+=,.@-`.
   *
   * @default - Terraform makes one up
   */
  readonly policyName?: string;

  /**
   * Path of the policy, such as `/boundaries/`.
   *
   * @default '/'
   */
  readonly path?: string;

  /**
   * What the policy is for: at most 1000 characters of Latin text.
   *
   * @default - derived from the construct path
   */
  readonly description?: string;

  /**
   * Tags of the policy.
   *
   * @default - the provider's default tags
   */
  readonly tags?: Record<string, string>;
}

/**
 * The deny guards as a permissions boundary: roles that it bounds never administer, whatever policies they get. It grants
 * nothing by itself. Hand its `managedPolicyArn` to `PermissionsBoundary.of(scope).apply(…)`.
 */
export class DenyGuardBoundary extends SecuredConstruct implements IManagedPolicy {
  /** The provider's own resource. */
  readonly resource: IamPolicy;
  /** ARN of the policy, for `PermissionsBoundary.of(scope).apply(…)` and the prop `permissionsBoundary` of a role. */
  readonly managedPolicyArn: string;
  /**
   * True where bounded roles may use roles that the boundary does not name.
   *
   * @internal
   */
  readonly _leavesRoles: boolean;

  /**
   * @throws GuardrailsError IAM_DESCRIPTION_INVALID, IAM_PATH_INVALID, POLICY_ACTION_INVALID, POLICY_ACTION_WILDCARD,
   * POLICY_CONDITION_INVALID, POLICY_NAME_INVALID, POLICY_TOO_LARGE, PRINCIPAL_ARN_INVALID, PROPS_INVALID, TAGS_INVALID
   */
  constructor(scope: Construct, id: string, props: DenyGuardBoundaryProps) {
    super(scope, id);
    requireProps(props, 'props of DenyGuardBoundary', this);
    requireIamName(this, 'policyName', props.policyName, 128, 'POLICY_NAME_INVALID');
    requireIamPath(this, props.path);
    requireIamDescription(this, props.description);
    requireTags(props.tags, this);
    const roles = roleUseOf(props, this);
    const statements = [...guardsOf(props), ...(roles === undefined ? [] : [roles])];
    const document = new PolicyDocument(...statements);
    document._addJson(allowServices(props.services, this));
    this.requireSize(document);
    const { services = ['iam', 'sts'] } = props;
    this._leavesRoles = roles === undefined && services.some((service) => service === 'iam' || service === 'sts');
    const policy = document.toString();
    this.resource = new aws.iamPolicy.IamPolicy(this, 'Resource', {
      name: props.policyName,
      path: props.path,
      description: props.description ?? descriptionFor('Boundary', this),
      policy,
      tags: props.tags,
    });
    this.managedPolicyArn = this.resource.arn;
    guarantee(this, this.resource, [
      {
        code: 'GUARD_BOUNDARY_STATEMENTS',
        attribute: 'policy',
        value: policy,
        promise: 'the guards and the services of its props',
        instead: 'change the props',
        rules: ['iam-policy-explicit-version'],
      },
    ]);
    this.node.addValidation({ validate: () => this.cycles(policy) });
  }

  private requireSize(document: PolicyDocument): void {
    const { certain } = policySize(String(resolveTokens(this, document.toJson())));
    if (certain <= MAX_POLICY_LENGTH) return;
    throw new GuardrailsError(
      'POLICY_TOO_LARGE',
      `the boundary is at least ${certain} characters long, allowed are ${MAX_POLICY_LENGTH}; approve fewer principals, or leave furtherActions and exemptActions out`,
      this,
    );
  }

  /** Terraform makes a boundary before the role that it bounds, so it cannot name the ARN that the role will have. */
  private cycles(policy: string): string[] {
    const own = `\${${this.resource.terraformResourceType}.${this.resource.friendlyUniqueId}.arn}`;
    const text = String(resolveTokens(this, policy));
    return TerraformStack.of(this)
      .node.findAll()
      .filter((each) => TerraformResource.isTerraformResource(each))
      .filter((each) => /^aws_iam_(?:role|user)$/.test(each.terraformResourceType))
      .filter((each) => text.includes(`\${${each.terraformResourceType}.${each.friendlyUniqueId}.`))
      .filter((each) => finalAttributes(each)?.permissions_boundary === own)
      .map(({ terraformResourceType: type, friendlyUniqueId: name, node }) => {
        const problem = `${type}.${name} is bounded by the policy that approves it, and each would have to exist before the other; write its ARN out, with AwsAccount and its roleName, or give it a boundary of its own`;
        return new GuardrailsError('PERMISSIONS_BOUNDARY_INVALID', `${problem} (${node.path})`, this).message;
      });
  }
}

/** The denial to use other roles than those that are named. */
function roleUseOf(
  { usableRolePath, usableRoleArns }: DenyGuardBoundaryProps,
  construct: IConstruct,
): PolicyStatement | undefined {
  if (usableRolePath === undefined && usableRoleArns === undefined) return undefined;
  const named = usableRoleArns === undefined ? [] : requireApproved('usableRoleArns', usableRoleArns);
  if (usableRolePath === undefined) return denyUseOfOtherRoles(named);
  requireIamPath(construct, usableRolePath);
  if (usableRolePath === '/' || isUnresolved(usableRolePath) || /[*?$]/.test(usableRolePath)) {
    throw new GuardrailsError(
      'IAM_PATH_INVALID',
      `usableRolePath is ${shown(usableRolePath)}, which roles of anybody may fit; pass one path as a text, such as /workload/`,
      construct,
    );
  }
  const { partition, accountId } = AwsAccount.of(construct);
  return denyUseOfOtherRoles([`arn:${partition}:iam::${accountId}:role${usableRolePath}*`, ...named]);
}

function guardsOf(props: DenyGuardBoundaryProps): readonly PolicyStatement[] {
  const { regions, exemptActions } = props;
  if (regions === undefined && exemptActions !== undefined) {
    throw new GuardrailsError(
      'POLICY_CONDITION_INVALID',
      'exemptActions is given without regions, from which it exempts; name the regions, or leave it out',
    );
  }
  return [
    ...DenyGuards.adminActions(props),
    ...(regions === undefined ? [] : [DenyGuards.otherRegions({ regions, exemptActions })]),
  ];
}
