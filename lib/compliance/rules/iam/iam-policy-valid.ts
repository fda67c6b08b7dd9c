import type { LintLevel, LintOptions, LintReport } from '../../../policy-lint';
import { defineRule } from '../../engine/define-rule';
import { notApplicable, undecided, type Outcome } from '../../engine/outcome';
import type { Block } from '../../model/block';
import type { PolicyDocument } from '../../model/policy-document';
import { isUnknown } from '../../model/value';
import { policyExample } from './shared/example-policy';
import { lintOutcomes } from './shared/lint-outcomes';
import { LINTED_POLICY_CARRIERS, lintedPolicies, type LintedPolicy } from '../../reading/policies/linted-policies';

interface Options {
  /** Mildest level of what is reported. */
  readonly level: LintLevel;
}

export default defineRule<Options>({
  id: 'iam-policy-valid',
  title: 'Policies are valid and every part of them takes effect',
  why: 'AWS refuses a malformed policy halfway through a deployment. Worse is what it accepts: a misspelt action, condition key or ARN matches nothing, so that a Deny does not deny and a role lacks what it needs.',
  remediation:
    'Correct what the message names. `cdktf-guardrails iam lint` lists the same with warnings and suggestions, for files of policies too.',
  severity: 'medium',
  scope: 'resource',
  recommended: true,
  resourceTypes: LINTED_POLICY_CARRIERS,
  whenUnknown:
    'The policy, or an action, operator, key, principal or whole ARN of it, is an expression that only Terraform can compute.',
  controls: {},
  equivalents: {},
  sources: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html',
    'https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html',
  ],
  defaultOptions: { level: 'error' },
  optionsSchema: {
    level: {
      enum: ['error', 'warning', 'suggestion'],
      description:
        'Mildest level of what is reported: error is what AWS refuses or what cannot take effect, warning what likely means something else, suggestion what could be said better.',
    },
  },
  examples: {
    good: [
      {
        name: 'actions with the resources that they work on',
        configuration: policyExample(
          { Action: 's3:ListBucket', Resource: 'arn:aws:s3:::reports' },
          { Action: 's3:GetObject', Resource: 'arn:aws:s3:::reports/*' },
        ),
      },
    ],
    bad: [
      {
        name: 'a misspelt action',
        configuration: policyExample({ Action: 's3:GetObjcet', Resource: 'arn:aws:s3:::reports/*' }),
      },
      {
        name: 'objects, where the action works on the bucket',
        configuration: policyExample({ Action: 's3:ListBucket', Resource: 'arn:aws:s3:::reports/*' }),
      },
      {
        name: 'a condition key that no request has',
        configuration: policyExample({
          Action: 's3:GetObject',
          Resource: 'arn:aws:s3:::reports/*',
          Condition: { StringEquals: { 'aws:SourceVcpe': 'vpce-0123456789abcdef0' } },
        }),
      },
    ],
    unknown: [
      {
        name: 'the whole policy is a variable',
        configuration: {
          resource: { aws_iam_policy: { main: { name: 'main', policy: '${var.policy}' } } },
          variable: { policy: { type: 'string' } },
        },
      },
    ],
  },
  check(block, { options }) {
    const policies = lintedPolicies(block);
    return policies.length === 0 ? notApplicable() : policies.flatMap((policy) => judge(block, policy, options.level));
  },
});

function judge(block: Block, { path, document, options, text }: LintedPolicy, level: LintLevel): readonly Outcome[] {
  if (isUnknown(document)) return [undecided(path, document)];
  const report = text === undefined ? lint(document, options) : reportOf(document, options, text);
  return lintOutcomes(block, path, document, report, level);
}

/** Many roles have one trust policy, letter by letter. What options there are with a size is of one document alone. */
const reports = new WeakMap<LintOptions, Map<string, LintReport>>();
const MOST_REPORTS = 1_000;

function reportOf(document: PolicyDocument, options: LintOptions, text: string): LintReport {
  const held = reports.get(options) ?? new Map<string, LintReport>();
  reports.set(options, held);
  const known = held.get(text);
  if (known !== undefined) return known;
  const report = lint(document, options);
  if (held.size >= MOST_REPORTS) held.clear();
  held.set(text, report);
  return report;
}

let linter: typeof import('../../../policy-lint') | undefined;

/** Loaded at the first policy, with the tables of the services that it names. */
function lint(document: PolicyDocument, options: LintOptions): LintReport {
  linter ??= require('../../../policy-lint') as typeof import('../../../policy-lint');
  return linter.lintPolicy(document, options);
}
