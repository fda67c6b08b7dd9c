import { defineRule } from '../../engine/define-rule';
import type { Outcome } from '../../engine/outcome';
import type { Condition } from '../../model/policy-document';
import { isUnknown } from '../../model/value';
import { policyAt, type CarriedPolicy } from '../../reading/policies/carried-policies';
import { requireDenialOfClearText } from '../../reading/policies/denies-clear-text';
import { judgePublicAccess } from '../../reading/policies/public-resource-policy';
import { both, every, type Truth } from '../../reading/truth';

export default defineRule({
  id: 'efs-policy-not-public',
  title: 'The policy of an EFS file system asks for TLS and admits nobody without a name',
  why: 'With a policy for everyone, any machine that reaches a mount target reads and writes the files, without a role. Without TLS whoever listens on the network reads them too.',
  remediation:
    'Name the roles in Principal, or ask for elasticfilesystem:AccessedViaMountTarget = "true", and add a Deny statement for Principal "*" and all actions where aws:SecureTransport is "false".',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_efs_file_system_policy'],
  whenUnknown:
    'the policy, or the effect, principal or condition that decides, is an expression that only Terraform can compute.',
  controls: { iso27001_2022: ['A.8.1'] },
  equivalents: { prowler: [{ id: 'efs_not_publicly_accessible', relation: 'broader' }] },
  sources: [
    'https://docs.aws.amazon.com/efs/latest/ug/iam-access-control-nfs-efs.html',
    'https://docs.aws.amazon.com/efs/latest/ug/access-control-block-public-access.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/efs_file_system_policy.html.markdown',
  ],
  check(block) {
    const policies = policyAt(block, 'policy');
    const judged = [
      judgePublicAccess(block, policies, 'may use the file system', { narrows: asksForMountTarget }),
    ].flat();
    const [policy] = policies;
    return policy !== undefined && isUnknown(policy.document) ? judged : [...judged, judgeTransport(policies)];
  },
  examples: {
    good: [
      {
        name: 'one role, over TLS',
        configuration: {
          resource: {
            aws_efs_file_system_policy: {
              shared: {
                file_system_id: '${aws_efs_file_system.shared.id}',
                policy: JSON.stringify({
                  Version: '2012-10-17',
                  Statement: [
                    {
                      Effect: 'Allow',
                      Principal: { AWS: 'arn:aws:iam::111122223333:role/app' },
                      Action: ['elasticfilesystem:ClientMount', 'elasticfilesystem:ClientWrite'],
                    },
                    {
                      Effect: 'Deny',
                      Principal: { AWS: '*' },
                      Action: '*',
                      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
                    },
                  ],
                }),
              },
            },
          },
        },
      },
    ],
    bad: [
      {
        name: 'everyone',
        configuration: {
          resource: {
            aws_efs_file_system_policy: {
              shared: {
                file_system_id: '${aws_efs_file_system.shared.id}',
                policy: JSON.stringify({
                  Version: '2012-10-17',
                  Statement: [
                    { Effect: 'Allow', Principal: { AWS: '*' }, Action: 'elasticfilesystem:ClientMount' },
                    {
                      Effect: 'Deny',
                      Principal: { AWS: '*' },
                      Action: '*',
                      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
                    },
                  ],
                }),
              },
            },
          },
        },
      },
      {
        name: 'one role, with or without TLS',
        configuration: {
          resource: {
            aws_efs_file_system_policy: {
              shared: {
                file_system_id: '${aws_efs_file_system.shared.id}',
                policy: JSON.stringify({
                  Version: '2012-10-17',
                  Statement: [
                    {
                      Effect: 'Allow',
                      Principal: { AWS: 'arn:aws:iam::111122223333:role/app' },
                      Action: 'elasticfilesystem:ClientMount',
                    },
                  ],
                }),
              },
            },
          },
        },
      },
    ],
    unknown: [
      {
        name: 'the policy of a variable',
        configuration: {
          resource: {
            aws_efs_file_system_policy: {
              shared: { file_system_id: '${aws_efs_file_system.shared.id}', policy: '${var.policy}' },
            },
          },
        },
      },
    ],
  },
});

/** Clients of a file system speak NFS, with or without TLS below it. */
function judgeTransport(policies: readonly CarriedPolicy[]): Outcome {
  const outcome = requireDenialOfClearText(policies, 'the file system', { service: 'elasticfilesystem' });
  if (!('message' in outcome)) return outcome;
  return { ...outcome, message: outcome.message.replaceAll('plain HTTP', 'connections without TLS') };
}

/** Only machines that reach a mount target of the VPC come in: EFS does not count such a policy as public. */
function asksForMountTarget({ operator, key, values }: Condition): Truth {
  return both(
    isUnknown(key) ? key : key.toLowerCase() === 'elasticfilesystem:accessedviamounttarget',
    isUnknown(operator) ? operator : /^Bool$/i.test(operator),
    values.length > 0,
    every(values, (value) => (isUnknown(value) ? value : value.toLowerCase() === 'true')),
  );
}
