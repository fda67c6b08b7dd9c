import fc from 'fast-check';
import { DenyGuards } from '../../../lib/iam/deny-guards';
import { ADMINISTRATIVE_ACTIONS } from '../../../lib/iam/deny-guards/administrative-actions';
import { evaluate } from '../../../lib/policy-evaluation';
import { decide, EVERYTHING, jsonPolicy, policyOf } from './support';

const name = fc.stringMatching(/^[A-Za-z0-9+=,.@_-]{1,12}$/);
const path = fc.array(name, { maxLength: 2 }).map((parts) => parts.map((part) => `${part}/`).join(''));
const account = fc.constantFrom('111122223333', '444455556666');
const principal = fc
  .tuple(account, fc.constantFrom('role', 'user'), path, name)
  .map(([id, kind, folder, own]) => `arn:aws:iam::${id}:${kind}/${folder}${own}`);
const administration = fc.constantFrom(...ADMINISTRATIVE_ACTIONS);
const work = fc.constantFrom('s3:GetObject', 's3:PutObject', 'sqs:SendMessage', 'iam:PassRole', 'sts:AssumeRole');

describe('guards', () => {
  it('deny administration to exactly those that are not approved, and their work to nobody', () => {
    fc.assert(
      fc.property(
        fc.array(principal, { minLength: 1, maxLength: 3 }),
        principal,
        administration,
        work,
        (approved, caller, action, ownWork) => {
          const [deployerArn = '', ...approvedPrincipals] = approved;
          const props = approvedPrincipals.length === 0 ? { deployerArn } : { deployerArn, approvedPrincipals };
          const guard = policyOf('guard', ...DenyGuards.adminActions(props));
          const ask = (as: string, asked: string): string =>
            decide({ as, action: asked }, { identityPolicies: [EVERYTHING, guard], sameAccount: true });
          expect(ask(caller, action)).toBe(approved.includes(caller) ? 'allowed' : 'explicitDeny');
          for (const each of approved) expect(ask(each, action)).toBe('allowed');
          // Keys and roles ask their own policies too: a denial is all that a guard could add.
          expect(ask(caller, ownWork)).not.toBe('explicitDeny');
        },
      ),
    );
  });

  it('of a resource deny its administration to exactly those that are not approved', () => {
    const resourceArn = 'arn:aws:s3:::reports';
    fc.assert(
      fc.property(principal, principal, (deployerArn, caller) => {
        const guard = DenyGuards.resourcePolicy({ service: 's3', resourceArn, deployerArn });
        const resourcePolicy = jsonPolicy('bucket', guard.statement);
        for (const action of guard.actions) {
          const { decision } = evaluate({
            principal: { arn: caller },
            action,
            resource: resourceArn,
            identityPolicies: [EVERYTHING],
            resourcePolicy,
            sameAccount: true,
          });
          expect(decision).toBe(caller === deployerArn ? 'allowed' : 'explicitDeny');
        }
      }),
    );
  });
});
