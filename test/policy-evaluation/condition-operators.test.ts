import type { RequestContext } from '../../lib/policy-evaluation';
import { conditionOn } from './ask';

type Case = readonly [
  operator: string,
  values: unknown,
  actual: RequestContext[string],
  result: 'met' | 'not met' | 'unknown',
];

const absent = undefined;

function holds(title: string, source: string, key: string, cases: readonly Case[]): void {
  describe(`${title} (${source})`, () => {
    it.each(cases)('%s %j on %j: %s', (operator, values, actual, result) => {
      expect(conditionOn(operator, key, values, { [key]: actual })).toBe(result);
    });
  });
}

const OPERATORS =
  'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html';
const MULTIVALUED =
  'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html';

holds('String', `${OPERATORS}#Conditions_String`, 'aws:PrincipalTag/team', [
  ['StringEquals', 'data', 'data', 'met'],
  ['StringEquals', 'data', 'Data', 'not met'],
  ['StringEquals', ['ops', 'data'], 'data', 'met'],
  ['StringEquals', 'da*', 'data', 'not met'],
  ['StringEquals', 'da*', 'da*', 'met'],
  ['StringEquals', '', '', 'met'],
  ['StringEquals', 'data', absent, 'not met'],
  ['StringNotEquals', 'data', 'ops', 'met'],
  ['StringNotEquals', 'data', 'data', 'not met'],
  ['StringNotEquals', ['ops', 'data'], 'data', 'not met'],
  ['StringNotEquals', ['ops', 'data'], 'web', 'met'],
  ['StringNotEquals', 'data', 'Data', 'met'],
  ['StringNotEquals', 'data', absent, 'met'],
  ['StringEqualsIgnoreCase', 'DATA', 'data', 'met'],
  ['StringEqualsIgnoreCase', 'DAT?', 'data', 'not met'],
  ['StringEqualsIgnoreCase', 'DATA', absent, 'not met'],
  ['StringNotEqualsIgnoreCase', 'DATA', 'data', 'not met'],
  ['StringNotEqualsIgnoreCase', 'DATA', 'ops', 'met'],
  ['StringNotEqualsIgnoreCase', 'DATA', absent, 'met'],
  ['StringLike', 'da*', 'data', 'met'],
  ['StringLike', 'd?ta', 'data', 'met'],
  ['StringLike', 'd?ta', 'dta', 'not met'],
  ['StringLike', '*', '', 'met'],
  ['StringLike', '*a*a', 'data', 'met'],
  ['StringLike', 'DA*', 'data', 'not met'],
  ['StringLike', 'da*', absent, 'not met'],
  ['StringLike', '*', absent, 'not met'],
  ['StringNotLike', 'da*', 'data', 'not met'],
  ['StringNotLike', 'da*', 'ops', 'met'],
  ['StringNotLike', 'da*', absent, 'met'],
  ['StringNotLike', ['da*', 'op?'], 'ops', 'not met'],
  ['stringequals', 'data', 'data', 'met'],
]);

holds('Numeric', `${OPERATORS}#Conditions_Numeric`, 's3:max-keys', [
  ['NumericEquals', '10', '10', 'met'],
  ['NumericEquals', 10, 10, 'met'],
  ['NumericEquals', '10', '10.0', 'met'],
  ['NumericEquals', '10', '11', 'not met'],
  ['NumericEquals', '10', absent, 'not met'],
  ['NumericNotEquals', '10', '11', 'met'],
  ['NumericNotEquals', '10', '10', 'not met'],
  ['NumericNotEquals', '10', absent, 'met'],
  ['NumericLessThan', '10', '9', 'met'],
  ['NumericLessThan', '10', '10', 'not met'],
  ['NumericLessThan', '10', '9.99', 'met'],
  ['NumericLessThanEquals', '10', '10', 'met'],
  ['NumericLessThanEquals', '10', '10.1', 'not met'],
  ['NumericLessThanEquals', '10', absent, 'not met'],
  ['NumericGreaterThan', '10', '11', 'met'],
  ['NumericGreaterThan', '10', '10', 'not met'],
  ['NumericGreaterThanEquals', '10', '10', 'met'],
  ['NumericGreaterThanEquals', '-5', '-4', 'met'],
  ['NumericEquals', 'ten', '10', 'unknown'],
  ['NumericNotEquals', '10', 'ten', 'unknown'],
]);

holds('Date', `${OPERATORS}#Conditions_Date`, 'aws:CurrentTime', [
  ['DateEquals', '2026-01-01T00:00:00Z', '2026-01-01T01:00:00+01:00', 'met'],
  ['DateEquals', '2026-01-01', '2026-01-01T00:00:00Z', 'met'],
  ['DateNotEquals', '2026-01-01', '2026-01-02', 'met'],
  ['DateNotEquals', '2026-01-01', absent, 'met'],
  ['DateLessThan', '2026-01-01T00:00:00Z', '2025-12-31T23:59:59Z', 'met'],
  ['DateLessThan', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', 'not met'],
  ['DateLessThanEquals', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', 'met'],
  ['DateGreaterThan', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00.5Z', 'met'],
  ['DateGreaterThan', '1767225600', '2026-01-01T00:00:01Z', 'met'],
  ['DateGreaterThanEquals', '2026', '2026-01-01T00:00Z', 'met'],
  ['DateGreaterThan', '2026-01-01', absent, 'not met'],
  ['DateGreaterThan', 'tomorrow', '2026-01-01T00:00:00Z', 'unknown'],
  ['DateLessThan', '2026-01-01T00:00:00', '2025-01-01T00:00:00Z', 'unknown'],
]);

holds('Bool', `${OPERATORS}#Conditions_Boolean`, 'aws:SecureTransport', [
  ['Bool', 'true', 'true', 'met'],
  ['Bool', true, true, 'met'],
  ['Bool', 'True', 'true', 'met'],
  ['Bool', 'true', 'false', 'not met'],
  ['Bool', 'false', 'false', 'met'],
  ['Bool', 'false', absent, 'not met'],
  ['BoolIfExists', 'false', absent, 'met'],
  ['BoolIfExists', 'false', 'true', 'not met'],
  ['Bool', 'yes', 'true', 'unknown'],
]);

holds('Binary', `${OPERATORS}#Conditions_BinaryEquals`, 'example:key', [
  ['BinaryEquals', 'QmluYXJ5', 'QmluYXJ5', 'met'],
  ['BinaryEquals', 'QmluYXJ5', 'qmluYXJ5', 'not met'],
  ['BinaryEquals', 'QmluYXJ5', absent, 'not met'],
  ['BinaryEquals', 'not base64', 'QmluYXJ5', 'unknown'],
]);

holds('IP address', `${OPERATORS}#Conditions_IPAddress`, 'aws:SourceIp', [
  ['IpAddress', '203.0.113.0/24', '203.0.113.7', 'met'],
  ['IpAddress', '203.0.113.0/24', '203.0.114.7', 'not met'],
  ['IpAddress', '203.0.113.7', '203.0.113.7', 'met'],
  ['IpAddress', '203.0.113.7', '203.0.113.8', 'not met'],
  ['IpAddress', ['198.51.100.0/24', '203.0.113.0/24'], '203.0.113.7', 'met'],
  ['IpAddress', '0.0.0.0/0', '203.0.113.7', 'met'],
  ['IpAddress', '2001:db8::/32', '2001:DB8:1234::1', 'met'],
  ['IpAddress', '2001:db8::/32', '2001:db9::1', 'not met'],
  ['IpAddress', '0.0.0.0/0', '2001:db8::1', 'not met'],
  ['IpAddress', '203.0.113.0/24', absent, 'not met'],
  ['NotIpAddress', '203.0.113.0/24', '203.0.114.7', 'met'],
  ['NotIpAddress', '203.0.113.0/24', '203.0.113.7', 'not met'],
  ['NotIpAddress', '203.0.113.0/24', absent, 'met'],
  ['IpAddress', '203.0.113.0/33', '203.0.113.7', 'unknown'],
  ['NotIpAddress', '203.0.113.0/24', 'home', 'unknown'],
]);

const TOPIC = 'arn:aws:sns:eu-west-1:111122223333:orders';
holds('ARN', `${OPERATORS}#Conditions_ARN`, 'aws:SourceArn', [
  ['ArnEquals', TOPIC, TOPIC, 'met'],
  ['ArnEquals', 'arn:aws:sns:eu-west-1:111122223333:*', TOPIC, 'met'],
  ['ArnLike', 'arn:aws:sns:*:111122223333:orders', TOPIC, 'met'],
  ['ArnLike', 'arn:aws:sns:*:orders', TOPIC, 'unknown'],
  ['ArnLike', 'arn:*:sns:*:*:ord?rs', TOPIC, 'met'],
  ['ArnLike', 'arn:aws:sns:*:444455556666:orders', TOPIC, 'not met'],
  ['ArnLike', 'arn:aws:s*:*:*:*', TOPIC, 'met'],
  ['ArnLike', 'arn:aws:iam::*:role/App', 'arn:aws:iam::111122223333:role/team/App', 'not met'],
  ['ArnLike', 'arn:aws:iam::*:role/*App', 'arn:aws:iam::111122223333:role/team/App', 'met'],
  ['ArnLike', 'arn:aws:logs:*:*:log-group:a:*', 'arn:aws:logs:eu-west-1:1:log-group:a:b', 'met'],
  ['ArnLike', '*', TOPIC, 'met'],
  ['ArnLike', TOPIC.toUpperCase(), TOPIC, 'not met'],
  ['ArnLike', TOPIC, 'orders', 'not met'],
  ['ArnLike', TOPIC, absent, 'not met'],
  ['ArnNotLike', TOPIC, absent, 'met'],
  ['ArnNotEquals', 'arn:aws:sns:*:*:orders', TOPIC, 'not met'],
  ['ArnNotLike', 'arn:aws:sns:*:*:bills', TOPIC, 'met'],
]);

holds('IfExists', `${OPERATORS}#Conditions_IfExists`, 'ec2:InstanceType', [
  ['StringEqualsIfExists', 't4g.micro', absent, 'met'],
  ['StringEqualsIfExists', 't4g.micro', 't4g.micro', 'met'],
  ['StringEqualsIfExists', 't4g.micro', 'm7g.large', 'not met'],
  ['StringLikeIfExists', 't4g.*', 'm7g.large', 'not met'],
  ['StringNotEqualsIfExists', 't4g.micro', absent, 'met'],
  ['StringNotEqualsIfExists', 't4g.micro', 't4g.micro', 'not met'],
  ['NumericLessThanIfExists', '5', absent, 'met'],
  ['IpAddressIfExists', '10.0.0.0/8', absent, 'met'],
  ['ArnLikeIfExists', 'arn:aws:iam::*:role/A', absent, 'met'],
  ['ForAnyValue:StringEqualsIfExists', 't4g.micro', absent, 'met'],
]);

holds('Null', `${OPERATORS}#Conditions_Null`, 'aws:MultiFactorAuthAge', [
  ['Null', 'true', absent, 'met'],
  ['Null', 'true', '60', 'not met'],
  ['Null', 'false', '60', 'met'],
  ['Null', 'false', absent, 'not met'],
  ['Null', true, absent, 'met'],
  ['Null', 'true', [], 'met'],
  ['Null', 'perhaps', absent, 'unknown'],
  ['NullIfExists', 'true', absent, 'unknown'],
]);

holds('set operators', MULTIVALUED, 'aws:TagKeys', [
  ['ForAllValues:StringEquals', ['team', 'cost'], ['team'], 'met'],
  ['ForAllValues:StringEquals', ['team', 'cost'], ['team', 'cost'], 'met'],
  ['ForAllValues:StringEquals', ['team', 'cost'], ['team', 'owner'], 'not met'],
  ['ForAllValues:StringEquals', ['team', 'cost'], absent, 'met'],
  ['ForAllValues:StringEquals', ['team', 'cost'], [], 'met'],
  ['ForAllValues:StringEquals', 'team', 'team', 'met'],
  ['ForAllValues:StringLike', 't*', ['team', 'tier'], 'met'],
  ['ForAllValues:StringNotEquals', ['owner'], ['team', 'cost'], 'met'],
  ['ForAllValues:StringNotEquals', ['owner'], ['team', 'owner'], 'not met'],
  ['ForAnyValue:StringEquals', ['team', 'cost'], ['team', 'owner'], 'met'],
  ['ForAnyValue:StringEquals', ['team', 'cost'], ['owner'], 'not met'],
  ['ForAnyValue:StringEquals', ['team', 'cost'], absent, 'not met'],
  ['ForAnyValue:StringEquals', ['team', 'cost'], [], 'not met'],
  ['ForAnyValue:StringLike', 'T*', ['team', 'Tier'], 'met'],
  ['ForAnyValue:StringNotEquals', ['team'], ['team', 'owner'], 'met'],
  ['ForAnyValue:StringNotEquals', ['team'], ['team'], 'not met'],
  ['ForAnyValue:StringNotEquals', ['team'], absent, 'not met'],
  ['StringEquals', 'team', ['team', 'owner'], 'unknown'],
  ['StringEquals', 'team', ['team'], 'met'],
  ['StringNotEquals', 'team', [], 'met'],
]);

holds('what AWS refuses', OPERATORS, 'aws:PrincipalTag/team', [
  ['StringMatches', 'data', 'data', 'unknown'],
  ['ForSomeValues:StringEquals', 'data', 'data', 'unknown'],
  ['StringEquals', [], 'data', 'unknown'],
  ['StringNotEquals', [], 'data', 'unknown'],
  ['__proto__', 'data', 'data', 'unknown'],
]);

describe(`condition keys (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html)`, () => {
  it('ignore letter case', () => {
    expect(
      conditionOn('StringEquals', 'AWS:requestedregion', 'eu-west-1', { 'aws:RequestedRegion': 'eu-west-1' }),
    ).toBe('met');
  });

  it('may be the names of what objects inherit', () => {
    expect(conditionOn('StringEquals', 'constructor', 'x', {})).toBe('not met');
    expect(conditionOn('Null', 'toString', 'true', {})).toBe('met');
  });
});
