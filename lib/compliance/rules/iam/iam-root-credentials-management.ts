import { defineRule } from '../../engine/define-rule';
import { fail, pass, undecided } from '../../engine/outcome';
import { isUnknown, toList } from '../../model/value';
import { exists, requireDeclared } from '../../reading/account-baseline';
import { some } from '../../reading/truth';

const FEATURES = 'aws_iam_organizations_features';
const PATH = 'enabled_features';
const FEATURE = 'RootCredentialsManagement';

export default defineRule({
  id: 'iam-root-credentials-management',
  title: 'Root credentials of member accounts are managed centrally',
  why: 'Each member account has a root user of its own, with a password that can be reset by mail and no policy that binds it. Managed centrally, these credentials can be deleted.',
  remediation:
    'Declare aws_iam_organizations_features with enabled_features = ["RootCredentialsManagement"] in the management account of the organization. In the baseline of a member account turn the rule off.',
  severity: 'medium',
  scope: 'account-baseline',
  resourceTypes: [FEATURES],
  whenUnknown:
    'enabled_features or a count is an expression that only Terraform can compute, or a module may hold the features.',
  controls: {},
  equivalents: { prowler: ['iam_root_credentials_management_enabled'] },
  sources: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-enable-root-access.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/iam_organizations_features.html.markdown',
  ],
  check(block) {
    const features = toList(block.get(PATH));
    const expected = `${PATH} holds ${FEATURE}`;
    if (isUnknown(features)) return undecided(PATH, features, expected);
    if (features.includes(FEATURE)) return pass(PATH);
    const open = features.find(isUnknown);
    if (open !== undefined) return undecided(PATH, open, expected);
    const message = 'root credentials of member accounts are left to the member accounts';
    return fail({ path: PATH, message, observed: block.get(PATH), expected });
  },
  absence: ({ configuration }) =>
    requireDeclared(configuration, some(configuration.ofType(FEATURES), exists), {
      message: 'nothing manages the root credentials of member accounts centrally',
      expected: `an ${FEATURES} with ${FEATURE}`,
    }),
  examples: {
    good: [
      {
        name: 'managed centrally',
        configuration: {
          resource: { [FEATURES]: { main: { enabled_features: ['RootCredentialsManagement', 'RootSessions'] } } },
        },
        accountBaseline: true,
      },
    ],
    bad: [
      {
        name: 'sessions only',
        configuration: { resource: { [FEATURES]: { main: { enabled_features: ['RootSessions'] } } } },
      },
    ],
    unknown: [
      {
        name: 'a variable decides',
        configuration: {
          variable: { features: { type: 'set(string)' } },
          resource: { [FEATURES]: { main: { enabled_features: '${var.features}' } } },
        },
      },
    ],
  },
});
