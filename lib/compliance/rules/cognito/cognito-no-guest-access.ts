import { defineRule } from '../../engine/define-rule';
import { fail, pass, undecided } from '../../engine/outcome';
import { isUnknown, toBoolean } from '../../model/value';
import { judgeEachInstance } from '../../reading/each-instance';

const PATH = 'allow_unauthenticated_identities';
const EXPECTED = `${PATH} = false`;

export default defineRule({
  id: 'cognito-no-guest-access',
  title: 'Identity pools refuse unauthenticated identities',
  why: 'A pool with guest access hands AWS credentials to everyone on the internet who knows its id, and the id is in the code of the app.',
  remediation: 'Set allow_unauthenticated_identities = false, and let users sign in first.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_cognito_identity_pool'],
  whenUnknown: 'allow_unauthenticated_identities is an expression that only Terraform can compute.',
  controls: { fsbp: ['Cognito.2'] },
  equivalents: { checkov: ['CKV_AWS_366'], securityHub: ['Cognito.2'] },
  sources: [
    'https://docs.aws.amazon.com/cognito/latest/developerguide/identity-pools.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/cognito-controls.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/cognito_identity_pool.html.markdown',
  ],
  check: (block) =>
    judgeEachInstance(block, (get) => {
      const observed = get(PATH);
      const admitsGuests = toBoolean(observed);
      if (isUnknown(admitsGuests)) return undecided(PATH, admitsGuests, EXPECTED);
      if (observed === undefined || admitsGuests === false) return pass(PATH);
      const message = 'anyone gets AWS credentials from the pool without signing in';
      return fail({ path: PATH, message, observed, expected: EXPECTED });
    }),
  examples: {
    good: [{ name: 'the default', configuration: pool({}) }],
    bad: [{ name: 'guests', configuration: pool({ allow_unauthenticated_identities: true }) }],
    unknown: [
      {
        name: 'a variable without a default',
        configuration: {
          variable: { guests: { type: 'bool' } },
          ...pool({ allow_unauthenticated_identities: '${var.guests}' }),
        },
      },
    ],
  },
});

function pool(attributes: object): Readonly<Record<string, unknown>> {
  return { resource: { aws_cognito_identity_pool: { main: { identity_pool_name: 'shop', ...attributes } } } };
}
