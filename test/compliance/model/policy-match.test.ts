import {
  accountOf,
  grantsAction,
  isPublicPrincipal,
  isWildcardResource,
  matchesAction,
  matchesWildcard,
} from '../../../lib/compliance/model/policy-match';
import type { PolicyText, Statement } from '../../../lib/compliance/model/policy-document';
import { Unknown } from '../../../lib/compliance/model/value';
import { reference } from './expression-scope';
import { growthOf, LINEAR_GROWTH } from '../../support/cpu-growth';

function template(...parts: readonly (string | Unknown)[]): Unknown {
  return new Unknown(parts.map(String).join(''), [], parts);
}

function statement(overrides: Partial<Statement>): Statement {
  return {
    sid: undefined,
    effect: 'Allow',
    actions: undefined,
    notActions: undefined,
    resources: ['*'],
    notResources: undefined,
    principals: undefined,
    notPrincipals: undefined,
    conditions: [],
    path: 'Statement',
    block: undefined,
    ...overrides,
  };
}

const X = reference('var.x');
const ARN = reference('aws_s3_bucket.b', 'arn');

describe('matchesWildcard', () => {
  it.each<[string, string, boolean]>([
    ['*', '', true],
    ['*', 'abc', true],
    ['a*c', 'abbc', true],
    ['a*c', 'abcd', false],
    ['a?c', 'abc', true],
    ['a?c', 'ac', false],
    ['', '', true],
    ['', 'a', false],
    ['**a**', 'ba', true],
    ['a*b*c', 'a-b-b-c', true],
    ['A', 'a', false],
    ['a.c', 'abc', false],
    ['a*', 'a\nb', true],
    ['?*', '', false],
  ])('%j against %j is %s', (pattern, text, expected) => {
    expect(matchesWildcard(pattern, text)).toBe(expected);
  });

  it('needs little time for hostile patterns', () => {
    const pattern = `${'a*'.repeat(2_000)}b`;
    const match = (size: number) => {
      expect(matchesWildcard(pattern, 'a'.repeat(size))).toBe(false);
    };
    expect(growthOf(match, 100_000)).toBeLessThan(LINEAR_GROWTH);
  });
});

describe('matchesAction', () => {
  it.each<[string, string, boolean]>([
    ['*', 'iam:PassRole', true],
    ['iam:*', 'iam:PassRole', true],
    ['IAM:passrole', 'iam:PassRole', true],
    ['iam:Pass????', 'iam:PassRole', true],
    ['iam:Pass', 'iam:PassRole', false],
    ['i*:*role', 'iam:PassRole', true],
    ['s3:*', 'iam:PassRole', false],
  ])('%j against %j is %s', (pattern, action, expected) => {
    expect(matchesAction(pattern, action)).toBe(expected);
  });
});

describe('grantsAction', () => {
  it.each<[string, Partial<Statement>, boolean | Unknown]>([
    ['Action', { actions: ['s3:*', 'iam:Pass*'] }, true],
    ['another Action', { actions: ['s3:*'] }, false],
    ['Deny', { effect: 'Deny', actions: ['*'] }, false],
    ['NotAction that leaves it', { notActions: ['s3:*'] }, true],
    ['NotAction that names it', { notActions: ['iam:*'] }, false],
    ['no action at all', {}, false],
    ['an unknown action', { actions: ['s3:*', X] }, X],
    ['an unknown beside a match', { actions: [X, '*'] }, true],
    ['an unknown NotAction', { notActions: [X] }, X],
    ['an unknown effect', { effect: X, actions: ['*'] }, X],
    ['an unknown effect of another action', { effect: X, actions: ['s3:*'] }, false],
  ])('%s', (_name, overrides, expected) => {
    expect(grantsAction(statement(overrides), 'iam:PassRole')).toBe(expected);
  });

  it('rules out a partly unknown action by its literal text', () => {
    expect(grantsAction(statement({ actions: [template('s3:', X)] }), 'iam:PassRole')).toBe(false);
    const possible = template('iam:', X);
    expect(grantsAction(statement({ actions: [possible] }), 'iam:PassRole')).toBe(possible);
  });
});

describe('isWildcardResource', () => {
  it.each<[PolicyText, boolean]>([
    ['*', true],
    ['**', true],
    ['arn:*', true],
    ['arn:aws:*', true],
    ['arn:aws:*:*:*:*', true],
    ['arn:*:*:*:*:*', true],
    ['arn:aws-cn:*', true],
    ['arn:aws-iso:*:*:*:*', true],
    ['arn:aws-eusc:*:*:*:*', true],
    ['arn:aws:s3:::*', false],
    ['arn:aws:s3:::b/*', false],
    ['arn:aws:iam::*:role/*', false],
    ['', false],
    [ARN, false],
    [reference('data.aws_s3_bucket.b', 'arn'), false],
    [template(ARN, '/*'), false],
    [template(ARN, '*'), false],
    [template('arn:aws:s3:::', X, '/*'), false],
    [template('arn:', X, ':*:*:*:*'), true],
    [template(X, '/*'), false],
  ])('%s is %s', (resource, expected) => {
    expect(isWildcardResource(resource)).toBe(expected);
  });

  it.each([
    X,
    reference('module.m', 'arn'),
    reference('data.terraform_remote_state.s', 'outputs.role_arn'),
    template(X, '*'),
  ])('%s is unknown', (resource) => {
    expect(isWildcardResource(resource)).toBe(resource);
  });
});

describe('isPublicPrincipal', () => {
  it('finds everyone', () => {
    expect(isPublicPrincipal({ type: '*', identifiers: ['*'] })).toBe(true);
    expect(isPublicPrincipal({ type: 'AWS', identifiers: ['111122223333', '*'] })).toBe(true);
    expect(isPublicPrincipal({ type: 'Federated', identifiers: [X, '*'] })).toBe(true);
  });

  it('knows accounts, services and ARNs', () => {
    expect(isPublicPrincipal({ type: 'AWS', identifiers: ['111122223333', 'arn:aws:iam::111122223333:root'] })).toBe(
      false,
    );
    expect(isPublicPrincipal({ type: 'Service', identifiers: ['ec2.amazonaws.com'] })).toBe(false);
    expect(isPublicPrincipal({ type: 'AWS', identifiers: [reference('aws_iam_role.r', 'arn')] })).toBe(false);
    expect(
      isPublicPrincipal({ type: 'AWS', identifiers: [reference('data.aws_caller_identity.me', 'account_id')] }),
    ).toBe(false);
    expect(isPublicPrincipal({ type: 'AWS', identifiers: [template('arn:aws:iam::', X, ':root')] })).toBe(false);
  });

  it('does not guess', () => {
    expect(isPublicPrincipal({ type: 'AWS', identifiers: [X] })).toBe(X);
    expect(isPublicPrincipal({ type: X, identifiers: [X] })).toBe(X);
  });
});

describe('accountOf', () => {
  it.each<[PolicyText, PolicyText | undefined]>([
    ['111122223333', '111122223333'],
    ['arn:aws:iam::111122223333:role/a', '111122223333'],
    ['arn:aws:s3:::b', undefined],
    ['arn:aws:iam::*:root', undefined],
    ['*', undefined],
    [template('arn:aws:iam::', X, ':root'), X],
    [template('arn:', ARN, ':iam::', X, ':role/', ARN), X],
    [template('arn:', X, ':iam::111122223333:root'), '111122223333'],
    [template('arn:aws:s3:::', X), undefined],
    [X, X],
  ])('%s has %s', (identifier, expected) => {
    expect(accountOf(identifier)).toBe(expected);
  });

  it('does not guess where the account is only partly there', () => {
    for (const identifier of [template('arn:aws:iam::1', X, ':root'), template(X, ':root'), template('arn:aws:', X)]) {
      expect(accountOf(identifier)).toBe(identifier);
    }
  });
});
