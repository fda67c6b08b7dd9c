import rule from '../../../../lib/compliance/rules/apigateway/apigateway-authorization';
import { testRule } from '../../../../lib/testing/rule-tester';
import { blocks, type Attributes } from '../rds/shared/configurations';

const rest_api_id = '${aws_api_gateway_rest_api.api.id}';
const method = (attributes: Attributes, api: Attributes = {}, others: Readonly<Record<string, Attributes>> = {}) =>
  blocks({
    'aws_api_gateway_rest_api.api': api,
    'aws_api_gateway_method.main': { rest_api_id, http_method: 'GET', ...attributes },
    ...others,
  });
const route = (attributes: Attributes, protocol_type: unknown = 'HTTP') =>
  blocks({
    'aws_apigatewayv2_api.api': { protocol_type },
    'aws_apigatewayv2_route.main': {
      api_id: '${aws_apigatewayv2_api.api.id}',
      route_key: 'GET /orders',
      ...attributes,
    },
  });
const none = { authorization: 'NONE' };
const policy = (...statements: readonly object[]) => JSON.stringify({ Version: '2012-10-17', Statement: statements });
const allow = (Principal: unknown, Condition?: object) => ({
  Effect: 'Allow',
  Principal,
  Action: 'execute-api:Invoke',
  Resource: '*',
  Condition,
});
const deny = (Condition?: object) => ({
  Effect: 'Deny',
  Principal: '*',
  Action: 'execute-api:Invoke',
  Resource: '*',
  Condition,
});
const account = { AWS: 'arn:aws:iam::111122223333:root' };
const attached = (text: string, more: Attributes = {}) =>
  method(none, {}, { 'aws_api_gateway_rest_api_policy.p': { rest_api_id, policy: text, ...more } });

testRule(rule, {
  pass: [
    ...['AWS_IAM', 'CUSTOM', 'COGNITO_USER_POOLS'].map((authorization) => ({
      name: authorization,
      configuration: method({ authorization }),
    })),
    ...['AWS_IAM', 'JWT', 'CUSTOM'].map((authorization_type) => ({
      name: authorization_type,
      configuration: route({ authorization_type }),
    })),
    {
      name: 'WebSocket connection',
      configuration: route({ route_key: '$connect', authorization_type: 'AWS_IAM' }, 'WEBSOCKET'),
    },
  ],
  fail: [
    ...[none, { authorization: null }, { authorization: 'none' }, { ...none, api_key_required: true }].map(
      (attributes) => ({
        name: JSON.stringify(attributes),
        configuration: method(attributes),
        path: 'authorization',
      }),
    ),
    { name: 'a policy for everyone', configuration: method(none, { policy: policy(allow('*')) }) },
    {
      name: 'a policy for everyone, and a Deny without condition on others',
      configuration: method(none, {
        policy: policy(allow('*'), deny({ NotIpAddress: { 'aws:SourceIp': '0.0.0.0/0' } })),
      }),
    },
    {
      name: 'a Deny of some addresses only',
      configuration: method(none, {
        policy: policy(allow('*'), deny({ IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } })),
      }),
    },
    { name: 'an attached policy for everyone', configuration: attached(policy(allow('*'))) },
    { name: 'a regional endpoint', configuration: method(none, { endpoint_configuration: { types: ['REGIONAL'] } }) },
    ...[{}, { authorization_type: null }, { authorization_type: 'NONE' }].map((attributes) => ({
      name: `route ${JSON.stringify(attributes)}`,
      configuration: route(attributes),
      path: 'authorization_type',
    })),
    { name: 'default route of an HTTP API', configuration: route({ route_key: '$default' }) },
    { name: 'WebSocket connection', configuration: route({ route_key: '$connect' }, 'WEBSOCKET') },
  ],
  unknown: [
    { name: 'authorization', configuration: method({ authorization: '${var.unset}' }) },
    { name: 'method', configuration: method({ ...none, http_method: '${var.unset}' }), path: 'http_method' },
    { name: 'API outside', configuration: method({ ...none, rest_api_id: '${var.unset}' }) },
    { name: 'policy of the API', configuration: method(none, { policy: '${var.unset}' }) },
    { name: 'principal', configuration: method(none, { policy: policy(allow({ AWS: '${var.unset}' })) }) },
    { name: 'endpoint', configuration: method(none, { endpoint_configuration: { types: '${var.unset}' } }) },
    { name: 'a policy of some API', configuration: attached(policy(allow(account)), { rest_api_id: '${var.unset}' }) },
    { name: 'route', configuration: route({ authorization_type: '${var.unset}' }) },
    {
      name: 'default route of an API outside',
      configuration: route({ route_key: '$default', api_id: '${var.unset}' }),
      path: 'api_id',
    },
    { name: 'route key', configuration: route({ route_key: '${var.unset}' }), path: 'route_key' },
  ],
  notApplicable: [
    { name: 'OPTIONS', configuration: method({ ...none, http_method: 'OPTIONS' }) },
    { name: 'private API', configuration: method(none, { endpoint_configuration: [{ types: ['PRIVATE'] }] }) },
    { name: 'a policy for one account', configuration: method(none, { policy: policy(allow(account)) }) },
    {
      name: 'a policy for addresses',
      configuration: method(none, { policy: policy(allow('*', { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } })) }),
    },
    {
      name: 'a Deny of other addresses',
      configuration: method(none, {
        policy: policy(allow('*'), deny({ NotIpAddress: { 'aws:SourceIp': ['203.0.113.0/24'] } })),
      }),
    },
    {
      name: 'a Deny of other endpoints',
      configuration: method(none, {
        policy: policy(allow('*'), deny({ StringNotEquals: { 'aws:SourceVpce': '${aws_vpc_endpoint.e.id}' } })),
      }),
    },
    { name: 'an attached policy', configuration: attached(policy(allow(account))) },
    { name: 'OPTIONS route', configuration: route({ route_key: 'OPTIONS /orders' }) },
    { name: 'a message of a WebSocket API', configuration: route({ route_key: 'sendMessage' }, 'WEBSOCKET') },
    { name: 'default route of a WebSocket API', configuration: route({ route_key: '$default' }, 'WEBSOCKET') },
  ],
});
