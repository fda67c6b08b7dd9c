import { findRule, type ExampleConfiguration } from '../../lib/compliance';
import { read, type Cases } from './check-cases';
import type { LabelledCase, StandIn } from './labelled-case';

interface IamCase {
  readonly kind: 'identity' | 'resource' | 'trust';
  readonly policy: unknown;
  readonly expected: Readonly<Record<Expectation, boolean | null>>;
}

type Expectation = 'escalation' | 'wildcardAction' | 'wildcardResource';

const ADDRESS = 'aws_iam_policy.case';

/** The rules that answer each question of a case. */
const RULES: Readonly<Record<Expectation, readonly string[]>> = {
  escalation: ['iam-policy-no-privilege-escalation'],
  wildcardAction: ['iam-policy-no-full-admin', 'iam-policy-no-service-wildcard', 'iam-policy-no-allow-notaction'],
  wildcardResource: [
    'iam-policy-no-credential-creation-all',
    'iam-policy-no-unconstrained-resource',
    'iam-policy-no-unconstrained-read',
    'iam-policy-no-resource-exposure',
    'iam-policy-data-read-scoped',
    'iam-policy-secrets-read-scoped',
    'iam-policy-no-full-admin',
  ],
};

/** One case for every question that a policy of identity is labelled with. */
export function iamCases(folder: string, prefix = ''): readonly LabelledCase[] {
  return (read(folder, 'iam') as Cases<IamCase>).flatMap(([name, { kind, policy, expected }]) => {
    if (kind !== 'identity') return [];
    return (Object.keys(RULES) as Expectation[]).flatMap((question) => {
      const label = expected[question];
      const standIns = RULES[question].filter((id) => id.startsWith(prefix)).flatMap(standIn);
      if (label === null || standIns.length === 0) return [];
      return [
        {
          name,
          check: question,
          configuration: policyConfiguration(policy),
          standIns,
          pass: label ? [] : [ADDRESS],
          fail: label ? [ADDRESS] : [],
        },
      ];
    });
  });
}

function standIn(id: string): readonly StandIn[] {
  const rule = findRule(id);
  return rule === undefined ? [] : [{ rule, relation: 'exact' }];
}

/** The policy as text that Terraform takes literally: policy variables are no expressions of its own. */
export function policyConfiguration(policy: unknown): ExampleConfiguration {
  const text = (typeof policy === 'string' ? policy : JSON.stringify(policy)).replaceAll('${', () => '$${');
  return { resource: { aws_iam_policy: { case: { policy: text } } } };
}
