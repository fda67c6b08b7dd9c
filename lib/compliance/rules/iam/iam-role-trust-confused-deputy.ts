import { defineRule } from '../../engine/define-rule';
import type { PolicyText, Statement } from '../../model/policy-document';
import { isUnknown } from '../../model/value';
import { TRUST_POLICY_CARRIERS, trustPolicies } from '../../reading/policies/carried-policies';
import { demands, isFixedValue, isOrganizationPath } from '../../reading/policies/conditions';
import { ASSUME_ROLE, allowsCall } from '../../reading/policies/document-use';
import { trustExample } from './shared/example-policy';
import { judgeAllows, type Fault } from '../../reading/policies/judge-statements';
import { OPAQUE, textOf } from '../../reading/policies/pattern-text';
import { both, either, not, type Truth } from '../../reading/truth';

interface Options {
  /** Services that act on behalf of other accounts: the part of their principal before `.amazonaws.com`. */
  readonly services: readonly string[];
}

export default defineRule<Options>({
  id: 'iam-role-trust-confused-deputy',
  title: 'Service trust is bound to the own account or source resource',
  why: 'Such a service acts for every customer of AWS. Without the condition somebody else can point their own resource at your role and let the service use it for them.',
  remediation:
    'Add conditions StringEquals on aws:SourceAccount with the own account id and ArnLike on aws:SourceArn with the resource that the service acts for.',
  severity: 'low',
  scope: 'resource',
  resourceTypes: TRUST_POLICY_CARRIERS,
  whenUnknown:
    'The trust policy, or the effect, action, principal or condition that decides, is an expression that only Terraform can compute.',
  controls: {},
  equivalents: { prowler: [{ id: 'iam_role_cross_service_confused_deputy_prevention', relation: 'narrower' }] },
  sources: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html',
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Monitoring.OS.Enabling.html',
    'https://docs.aws.amazon.com/transfer/latest/userguide/confused-deputy.html',
    'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-permissions.html',
  ],
  defaultOptions: {
    // As of 2026-11-22 the guides of monitoring.rds, pipes and transfer ask for it, and the console of codepipeline writes it.
    services: [
      'amplify',
      'apigateway',
      'backup',
      'bedrock',
      'cloudtrail',
      'codebuild',
      'codepipeline',
      'config',
      'datasync',
      'delivery.logs',
      'dms',
      'events',
      'glue',
      'iot',
      'logs',
      'monitoring.rds',
      'pipes',
      's3',
      'scheduler',
      'ses',
      'sns',
      'states',
      'transfer',
      'vpc-flow-logs',
    ],
  },
  optionsSchema: {
    services: {
      description: 'Services, without ".amazonaws.com", whose trust has to name a source account or source ARN.',
      type: 'array',
      items: { type: 'string' },
    },
  },
  examples: {
    good: [
      {
        name: 'bound to the own account',
        configuration: trustExample({
          Action: 'sts:AssumeRole',
          Principal: { Service: 'scheduler.amazonaws.com' },
          Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } },
        }),
      },
      {
        name: 'a service that acts for the own account only',
        configuration: trustExample({ Action: 'sts:AssumeRole', Principal: { Service: 'ec2.amazonaws.com' } }),
      },
    ],
    bad: [
      {
        name: 'no condition',
        configuration: trustExample({ Action: 'sts:AssumeRole', Principal: { Service: 'scheduler.amazonaws.com' } }),
      },
    ],
    unknown: [
      {
        name: 'the trust policy is a variable',
        configuration: {
          resource: { aws_iam_role: { main: { name: 'main', assume_role_policy: '${var.trust}' } } },
          variable: { trust: { type: 'string' } },
        },
      },
    ],
  },
  check: (block, { options }) =>
    judgeAllows(block, trustPolicies(block), (statement) => {
      const open = both(allowsCall(statement, ASSUME_ROLE), not(bindsSource(statement)));
      const principals = (statement.principals ?? []).filter(({ type }) => isUnknown(type) || type === 'Service');
      return principals
        .flatMap(({ identifiers }) => identifiers)
        .map((identifier): Fault => ({
          violated: both(actsForOthers(identifier, options.services), open),
          message: `${String(identifier)} may assume the role on behalf of any account`,
          observed: identifier,
          expected: 'a condition on aws:SourceAccount or aws:SourceArn',
          subject: String(identifier),
          element: 'Principal',
        }));
    }),
});

function bindsSource(statement: Statement): Truth {
  return either(
    demands(statement, /^aws:source(?:account|orgid)$/, isFixedValue),
    demands(statement, /^aws:sourceorgpaths$/, isOrganizationPath),
    demands(statement, /^aws:sourcearn$/, isOfOneOwner),
  );
}

/** True for an ARN that begins with one of a block, that names its account or, where it has none, its resource. */
function isOfOneOwner(arn: string): boolean {
  return isFixedValue(arn) || arn.startsWith(OPAQUE) || /^arn:[^:]*:[^:]*:[^:]*:(?:[^:*?$]+:|:[^:*?$])/.test(arn);
}

/** `logs.eu-west-1.amazonaws.com` and `logs.amazonaws.com.cn` are the service `logs`. */
function actsForOthers(identifier: PolicyText, services: readonly string[]): Truth {
  const text = textOf(identifier);
  if (text === undefined) return isUnknown(identifier) ? identifier : false;
  const name = text.toLowerCase().replace(/\.(?:amazonaws\.com(?:\.cn)?|\uE000)$/, '');
  const isListed = services.some(
    (service) => name === service || (name.startsWith(`${service}.`) && !name.slice(service.length + 1).includes('.')),
  );
  return isUnknown(identifier) && !isListed && name.startsWith(OPAQUE) ? identifier : isListed;
}
