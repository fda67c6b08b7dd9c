import { defineRule } from '../../engine/define-rule';
import { fail, pass, undecided } from '../../engine/outcome';
import { isUnknown, toList, toText } from '../../model/value';
import { clusterExample } from './shared/example-cluster';

const ALL = ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler'];

export default defineRule<{ readonly all: boolean }>({
  id: 'eks-audit-logging',
  title: 'EKS clusters write the audit log of their control plane',
  why: 'Without the audit log nobody can tell afterwards who read a Kubernetes secret, opened a shell in a pod or gave rights away.',
  remediation:
    "Add 'audit' to enabled_cluster_log_types, and better all five: api, audit, authenticator, controllerManager, scheduler.",
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_eks_cluster'],
  whenUnknown: 'enabled_cluster_log_types, or a part of it, is an expression that only Terraform can compute.',
  controls: { fsbp: ['EKS.8'], iso27001_2022: ['A.8.15'] },
  equivalents: {
    checkov: [{ id: 'CKV_AWS_37', relation: 'narrower' }],
    trivy: [{ id: 'AVD-AWS-0038', relation: 'narrower' }],
    tfsec: [{ id: 'aws-eks-enable-control-plane-logging', relation: 'narrower' }],
    cdkNag: [{ id: 'AwsSolutions-EKS2', relation: 'narrower' }],
    securityHub: ['EKS.8'],
    prowler: [{ id: 'eks_control_plane_logging_all_types_enabled', relation: 'narrower' }],
    awsConfig: ['eks-cluster-log-enabled'],
  },
  sources: [
    'https://docs.aws.amazon.com/eks/latest/userguide/control-plane-logs.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/eks-controls.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/eks_cluster.html.markdown',
  ],
  defaultOptions: { all: false },
  optionsSchema: {
    all: { description: 'Ask for all five logs of the control plane, not audit alone.', type: 'boolean' },
  },
  check(block, { options }) {
    const path = 'enabled_cluster_log_types';
    const required = options.all ? ALL : ['audit'];
    const expected = `${path} with ${required.join(', ')}`;
    const types = toList(block.get(path));
    if (isUnknown(types)) return undecided(path, types, expected);
    const missing = required.filter((type) => !types.some((each) => toText(each) === type));
    if (missing.length === 0) return pass(path);
    const hidden = types.filter(isUnknown);
    const [first] = hidden;
    // Each part that is not known names one log at most.
    if (first !== undefined && missing.length <= hidden.length) return undecided(path, first, expected);
    return fail({
      path,
      message: `the control plane does not log ${missing.join(', ')}`,
      observed: block.get(path),
      expected,
    });
  },
  examples: {
    good: [{ name: 'the audit log', configuration: clusterExample({ enabled_cluster_log_types: ['api', 'audit'] }) }],
    bad: [
      { name: 'no logs', configuration: clusterExample({}) },
      { name: 'others only', configuration: clusterExample({ enabled_cluster_log_types: ['api', 'scheduler'] }) },
    ],
    unknown: [
      {
        name: 'a variable without a default',
        configuration: {
          variable: { logs: { type: 'list(string)' } },
          ...clusterExample({ enabled_cluster_log_types: '${var.logs}' }),
        },
      },
    ],
  },
});
