import type { PolicyText } from '../compliance/model/policy-document-types';
import { accountOf } from '../compliance/model/policy-match';
import { isUnknown, type Unknown } from '../compliance/model/value';
import { textWithTokens } from './named-policy';
import type { ContextValue, RequestContext, RequestPrincipal } from './request';

/** The condition keys of one request. */
export class RequestKeys {
  private readonly values = new Map<string, readonly PolicyText[]>();

  constructor(principal: RequestPrincipal, context: RequestContext = {}) {
    for (const [key, value] of derivedKeys(principal)) this.values.set(key.toLowerCase(), [value]);
    for (const [key, value] of Object.entries(context)) this.set(key.toLowerCase(), value);
  }

  /** The values of a key; undefined where the request does not have it. */
  get(key: string): readonly PolicyText[] | undefined {
    return this.values.get(key.toLowerCase());
  }

  private set(key: string, value: ContextValue): void {
    if (value === undefined) this.values.delete(key);
    else this.values.set(key, isMany(value) ? value.map(textOf) : [textOf(value)]);
  }
}

function isMany(value: ContextValue): value is readonly (PolicyText | number | boolean)[] {
  return Array.isArray(value);
}

function textOf(value: PolicyText | number | boolean): PolicyText {
  return isUnknown(value) ? value : textWithTokens(String(value));
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html */
function derivedKeys(principal: RequestPrincipal): readonly (readonly [string, string | Unknown])[] {
  if (principal === 'anonymous')
    return [
      ['aws:PrincipalIsAWSService', 'false'],
      ['aws:PrincipalType', 'Anonymous'],
    ];
  if ('service' in principal) {
    return [
      ['aws:PrincipalIsAWSService', 'true'],
      ['aws:PrincipalServiceName', principal.service],
    ];
  }
  if ('federated' in principal) return [['aws:PrincipalIsAWSService', 'false']];
  const arn = typeof principal.arn === 'string' ? textWithTokens(principal.arn) : principal.arn;
  const account = accountOf(arn);
  const user = typeof arn === 'string' ? /^arn:[^:]*:iam::[^:]*:user\/(?:.*\/)?([^/]+)$/.exec(arn)?.[1] : undefined;
  return [
    ['aws:PrincipalIsAWSService', 'false'],
    ['aws:PrincipalArn', arn],
    ...(account === undefined ? [] : [['aws:PrincipalAccount', account] as const]),
    ...typeOf(arn),
    ...(user === undefined ? [] : [['aws:username', user] as const]),
  ];
}

function typeOf(arn: PolicyText): readonly (readonly [string, string])[] {
  const kind = typeof arn === 'string' ? /^arn:[^:]*:iam::[^:]*:(user|role|root)\b/.exec(arn)?.[1] : undefined;
  const type = new Map([
    ['user', 'User'],
    ['role', 'AssumedRole'],
    ['root', 'Account'],
  ]).get(kind ?? '');
  return type === undefined ? [] : [['aws:PrincipalType', type]];
}
