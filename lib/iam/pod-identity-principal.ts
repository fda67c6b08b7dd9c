import type { IConstruct } from 'constructs';
import { GuardrailsError } from '../core/guardrails-error';
import { checkWhenKnown } from '../core/known-literal';
import { requireProps } from '../core/props';
import { shown } from '../core/texts';
import { isUnresolved } from '../core/tokens';
import { requireServiceAccount } from './oidc-subject';
import { Principal } from './principal';
import type { StatementJson } from './statement-json';

/** Props of `PodIdentityPrincipal`. */
export interface PodIdentityPrincipalProps {
  /** ARN of the EKS cluster. */
  readonly clusterArn: string;

  /** Namespace of the service account. */
  readonly namespace: string;

  /** Name of the service account. */
  readonly serviceAccount: string;
}

const CLUSTER = /^arn:[^:*?]+:eks:[a-z0-9-]+:\d{12}:cluster\/[A-Za-z0-9][\w-]{0,99}$/;

function requireCluster(arn: unknown): void {
  if (typeof arn === 'string' && (isUnresolved(arn) || CLUSTER.test(arn))) return;
  throw new GuardrailsError(
    'PRINCIPAL_ARN_INVALID',
    `clusterArn is ${shown(arn)}, allowed is arn:aws:eks:<region>:<account>:cluster/<name>; pass the arn attribute of the aws_eks_cluster`,
  );
}

/**
 * Pods of one service account of an EKS cluster, as EKS Pod Identity vouches for them: by the session tags of its
 * request. An association whose session tags are disabled gets no session of the role.
 *
 * https://docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html
 */
export class PodIdentityPrincipal extends Principal {
  private readonly props: PodIdentityPrincipalProps;

  /** @throws GuardrailsError PRINCIPAL_ARN_INVALID, PRINCIPAL_SUBJECT_TOO_WIDE */
  constructor(props: PodIdentityPrincipalProps) {
    super();
    requireProps(props, 'props of PodIdentityPrincipal');
    this.props = { ...requireServiceAccount(props) };
    requireCluster(this.props.clusterArn);
  }

  /** @internal */
  override _trustStatements(scope: IConstruct): readonly StatementJson[] {
    const { clusterArn, namespace, serviceAccount } = this.props;
    for (const [value, check] of [
      [clusterArn, requireCluster],
      [namespace, (literal: unknown) => requireServiceAccount({ ...this.props, namespace: String(literal) })],
      [serviceAccount, (literal: unknown) => requireServiceAccount({ ...this.props, serviceAccount: String(literal) })],
    ] as const) {
      if (isUnresolved(value)) checkWhenKnown(scope, value, (literal) => void check(literal));
    }
    return [
      {
        Effect: 'Allow',
        Principal: { Service: 'pods.eks.amazonaws.com' },
        Action: ['sts:AssumeRole', 'sts:TagSession'],
        Condition: {
          StringEquals: {
            'aws:RequestTag/eks-cluster-arn': [clusterArn],
            'aws:RequestTag/kubernetes-namespace': [namespace],
            'aws:RequestTag/kubernetes-service-account': [serviceAccount],
          },
        },
      },
    ];
  }
}
