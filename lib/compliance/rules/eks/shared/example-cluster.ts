import type { ExampleConfiguration } from '../../../engine/rule';

/** A configuration of one EKS cluster. */
export function clusterExample(attributes: Readonly<Record<string, unknown>>): ExampleConfiguration {
  return {
    resource: {
      aws_eks_cluster: {
        main: {
          name: 'main',
          role_arn: '${aws_iam_role.eks.arn}',
          vpc_config: { subnet_ids: ['${aws_subnet.private.id}'] },
          ...attributes,
        },
      },
    },
  };
}
