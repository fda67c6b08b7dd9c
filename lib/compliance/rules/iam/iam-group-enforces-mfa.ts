import { defineRule } from '../../engine/define-rule';
import { fail, pass, undecided } from '../../engine/outcome';
import type { Statement } from '../../model/policy-document';
import { isUnknown, Unknown } from '../../model/value';
import { demandsMfa } from '../../reading/policies/conditions';
import { coversActions, coversAllow } from './shared/denied-calls';
import { matchesAnything, testText } from '../../reading/policies/pattern-text';
import { principalPolicies } from './shared/principal-policies';
import { coversEverything } from './shared/resource-coverage';
import { both, either, every, some, type Truth } from '../../reading/truth';

export default defineRule({
  id: 'iam-group-enforces-mfa',
  title: 'Groups of human users carry an MFA-enforcing policy',
  why: 'A password or an access key alone is then enough for everything that the group may do.',
  remediation:
    'Attach a policy to the group that denies all but the set-up of MFA where BoolIfExists aws:MultiFactorAuthPresent is false.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_iam_group'],
  whenUnknown: 'A policy of the group is an expression, or is not of this configuration.',
  controls: { cisAws: { '1.4.0': ['1.10'], '3.0.0': ['1.10'], '5.0.0': ['1.9'], '6.0.0': ['2.9'] } },
  equivalents: {
    trivy: ['AVD-AWS-0123'],
    tfsec: ['aws-iam-enforce-mfa', 'aws-iam-enforce-group-mfa'],
    prowler: [{ id: 'iam_administrator_access_with_mfa', relation: 'broader' }],
  },
  sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/tutorial_users-self-manage-mfa-and-creds.html'],
  examples: {
    good: [
      {
        name: 'a Deny without MFA',
        configuration: {
          resource: {
            aws_iam_group: { main: { name: 'developers' } },
            aws_iam_group_policy: {
              mfa: {
                group: '${aws_iam_group.main.name}',
                policy:
                  '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","NotAction":["iam:EnableMFADevice","sts:GetSessionToken"],"Resource":"*","Condition":{"BoolIfExists":{"aws:MultiFactorAuthPresent":"false"}}}]}',
              },
            },
          },
        },
      },
    ],
    bad: [{ name: 'no policy', configuration: { resource: { aws_iam_group: { main: { name: 'developers' } } } } }],
    unknown: [
      {
        name: 'a policy of another stack',
        configuration: {
          resource: {
            aws_iam_group: { main: { name: 'developers' } },
            aws_iam_group_policy_attachment: {
              mfa: { group: '${aws_iam_group.main.name}', policy_arn: '${var.mfa_policy_arn}' },
            },
          },
          variable: { mfa_policy_arn: { type: 'string' } },
        },
      },
    ],
  },
  check(block) {
    const { policies, awsPolicies, elsewhere } = principalPolicies(block);
    const expected = 'a Deny statement with BoolIfExists aws:MultiFactorAuthPresent = false';
    const documents = policies.map(({ document }) => document);
    const statements = documents.flatMap((document) => (isUnknown(document) ? [] : document.statements));
    const allows = statements.filter(({ effect }) => effect !== 'Deny');
    const denied = some(statements, (statement) =>
      both(
        deniesWithoutMfa(statement),
        either(
          reachesEveryCall(statement),
          awsPolicies.length === 0 &&
            every(allows, (allow) => both(coversActions(statement, allow), coversAllow(statement, allow))),
        ),
      ),
    );
    if (denied === true) return pass();
    const hidden =
      documents.find(isUnknown) ??
      documents.flatMap((document) => (isUnknown(document) ? [] : document.unknowns)).at(0) ??
      (elsewhere.length === 0
        ? undefined
        : isUnknown(elsewhere[0])
          ? elsewhere[0]
          : new Unknown(String(elsewhere[0]))) ??
      (isUnknown(denied) ? denied : undefined);
    if (hidden !== undefined) return undecided('name', hidden, expected);
    const conditioned = awsPolicies.length === 0 && allows.length > 0 && every(allows, demandsMfa);
    if (isUnknown(conditioned)) return undecided('name', conditioned, expected);
    return conditioned ? pass() : fail({ message: 'no policy of the group demands MFA', expected });
  },
});

const MFA = /^aws:multifactorauthpresent$/;

/** A Deny that also holds where the key is missing, as it is for long-lived access keys. */
function deniesWithoutMfa({ effect, conditions }: Statement): Truth {
  if (effect !== 'Deny') return isUnknown(effect) ? effect : false;
  return some(conditions, ({ operator, key, values }) => {
    if (isUnknown(operator)) return operator;
    if (isUnknown(key)) return key;
    if (operator.toLowerCase() !== 'boolifexists' || !MFA.test(key.toLowerCase())) return false;
    return some(values, (value) => (isUnknown(value) ? value : value === 'false'));
  });
}

/** A Deny of all actions, or of all but some, on every resource. */
function reachesEveryCall(deny: Statement): Truth {
  const everyAction =
    deny.notActions !== undefined || some(deny.actions, (action) => testText(action, matchesAnything));
  return both(everyAction, coversEverything(deny));
}
