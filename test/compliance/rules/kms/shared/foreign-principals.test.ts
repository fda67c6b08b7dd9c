import { loadJson } from '../../../../../lib/compliance/model/load';
import { readPolicy } from '../../../../../lib/compliance/model/policy-document';
import { isUnknown } from '../../../../../lib/compliance/model/value';
import { accountsOfKey, isForeign } from '../../../../../lib/compliance/rules/kms/shared/foreign-principals';
import { policyText } from '../key-policy';

const OWN = '111122223333';
const OTHER = '444455556666';

function keyOf(attributes: Record<string, unknown>, rest: Record<string, unknown> = {}) {
  const { configuration } = loadJson({ resource: { aws_kms_key: { main: attributes } }, ...rest }, 'test');
  const block = configuration.block('aws_kms_key.main');
  if (block === undefined) throw new Error('no key');
  return block;
}

function ownOf(attributes: Record<string, unknown>, rest?: Record<string, unknown>): readonly string[] {
  const block = keyOf(attributes, rest);
  const document = readPolicy(block.get('policy'), block.configuration);
  return document === undefined ? [] : accountsOfKey(block, document).own;
}

const administered = (...accounts: readonly string[]) => policyText({ Principal: { AWS: accounts }, Action: 'kms:*' });

describe('accountsOfKey', () => {
  it('believes the provider before the policy', () => {
    expect(ownOf({ policy: administered(OTHER) }, { provider: { aws: { allowed_account_ids: [OWN] } } })).toEqual([
      OWN,
    ]);
  });

  it('reads the ARN of a state', () => {
    expect(ownOf({ arn: `arn:aws:kms:eu-west-1:${OWN}:key/k`, policy: administered(OTHER) })).toEqual([OWN]);
  });

  it('takes the only account that may change the policy', () => {
    expect(ownOf({ policy: administered(OWN, `arn:aws:iam::${OWN}:role/admin`) })).toEqual([OWN]);
  });

  it.each([
    ['two accounts', { policy: administered(OWN, OTHER) }],
    ['everyone', { policy: administered(OWN, '*') }],
    ['a principal that is not known', { policy: administered(OWN, '${var.admin}') }],
    ['a bypassed check', { policy: administered(OWN), bypass_policy_lockout_safety_check: true }],
    [
      'a check that may be bypassed',
      { policy: administered(OWN), bypass_policy_lockout_safety_check: '${var.bypass}' },
    ],
    ['no administrator', { policy: policyText({ Principal: { AWS: OWN }, Action: 'kms:Decrypt' }) }],
  ])('knows none with %s', (_, attributes) => {
    expect(ownOf(attributes)).toEqual([]);
  });
});

describe('isForeign', () => {
  const rest = {
    data: {
      aws_caller_identity: { me: {}, peer: { provider: 'aws.peer' } },
      aws_redshift_service_account: { main: {} },
    },
  };
  const judge = (principal: string, own: readonly string[] = [OWN]): boolean | 'unknown' => {
    const block = keyOf(
      { probe: principal },
      {
        resource: {
          aws_kms_key: { main: { probe: principal } },
          aws_iam_role: { r: {} },
          aws_organizations_account: { a: {} },
        },
        ...rest,
      },
    );
    const value = block.get('probe');
    if (typeof value !== 'string' && !isUnknown(value)) throw new Error('no text');
    const result = isForeign(block, value, { own, trusted: [] });
    return isUnknown(result) ? 'unknown' : result;
  };

  it.each([
    [OWN, false],
    [`arn:aws:iam::${OTHER}:root`, true],
    ['AIDAEXAMPLEID', false],
    ['arn:aws:iam::${data.aws_caller_identity.me.account_id}:root', false],
    ['arn:aws:iam::${data.aws_caller_identity.peer.account_id}:root', 'unknown'],
    ['${aws_iam_role.r.arn}', false],
    ['${data.aws_redshift_service_account.main.arn}', true],
    ['arn:aws:iam::${aws_organizations_account.a.id}:root', true],
    ['${module.app.role_arn}', 'unknown'],
  ])('%s: %s', (principal, expected) => {
    expect(judge(principal)).toBe(expected);
  });

  it('cannot tell a literal account without an own one', () => {
    expect(judge(OTHER, [])).toBe('unknown');
  });
});
