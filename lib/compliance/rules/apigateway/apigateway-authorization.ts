import { defineRule } from '../../engine/define-rule';
import { fail, notApplicable, pass, undecided, unknown, type Outcome } from '../../engine/outcome';
import type { Block } from '../../model/block';
import { isUnknown, toText, type Unknown } from '../../model/value';
import { isRestricted } from './shared/rest-api-access';

export default defineRule({
  id: 'apigateway-authorization',
  title: 'Routes and methods require authorization',
  why: 'A method without authorization answers everybody who finds its address. An API key only meters callers: it is no secret, and says nothing of who calls.',
  remediation:
    'Set authorization (REST) or authorization_type (HTTP, WebSocket) to AWS_IAM, a JWT or Cognito authorizer, or CUSTOM with authorizer_id; or keep everyone else out by a resource policy or a private endpoint.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_apigatewayv2_route', 'aws_api_gateway_method'],
  whenUnknown:
    'The authorization, the method, or the API of a method without authorization, is an expression that only Terraform can compute, or the API stands outside the configuration.',
  controls: { fsbp: ['APIGateway.8'], nist80053r5: ['AC-3', 'CM-2', 'CM-2(2)'] },
  equivalents: {
    checkov: [
      { id: 'CKV_AWS_59', relation: 'broader' },
      { id: 'CKV_AWS_309', relation: 'narrower' },
      { id: 'CKV2_AWS_70', relation: 'broader' },
    ],
    trivy: [{ id: 'AVD-AWS-0004', relation: 'broader' }],
    tfsec: ['aws-apigateway-no-public-access'],
    cdkNag: ['AwsSolutions-APIG4'],
    securityHub: [{ id: 'APIGateway.8', relation: 'narrower' }],
    prowler: ['apigateway_restapi_authorizers_enabled', 'apigatewayv2_api_authorizers_enabled'],
    awsConfig: [{ id: 'api-gwv2-authorization-type-configured', relation: 'narrower' }],
  },
  sources: [
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-to-api.html',
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-access-control.html',
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-control-access-iam.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/apigateway-controls.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/api_gateway_method.html.markdown',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/apigatewayv2_route.html.markdown',
  ],
  check: (block) => (block.type === 'aws_api_gateway_method' ? judgeMethod(block) : judgeRoute(block)),
  examples: {
    good: [
      {
        name: 'a JWT authorizer',
        configuration: {
          resource: {
            aws_apigatewayv2_route: {
              orders: {
                api_id: '${aws_apigatewayv2_api.shop.id}',
                route_key: 'GET /orders',
                authorization_type: 'JWT',
                authorizer_id: '${aws_apigatewayv2_authorizer.users.id}',
              },
            },
          },
        },
      },
    ],
    bad: [
      {
        name: 'an open route',
        configuration: {
          resource: {
            aws_apigatewayv2_route: { orders: { api_id: '${aws_apigatewayv2_api.shop.id}', route_key: 'GET /orders' } },
          },
        },
      },
      {
        name: 'an open method, with an API key',
        configuration: {
          resource: {
            aws_api_gateway_rest_api: { shop: { name: 'shop' } },
            aws_api_gateway_method: {
              orders: {
                rest_api_id: '${aws_api_gateway_rest_api.shop.id}',
                resource_id: '${aws_api_gateway_resource.orders.id}',
                http_method: 'GET',
                authorization: 'NONE',
                api_key_required: true,
              },
            },
          },
        },
      },
    ],
    unknown: [
      {
        name: 'a variable decides',
        configuration: {
          variable: { authorization: { type: 'string' } },
          resource: {
            aws_apigatewayv2_route: {
              orders: {
                api_id: '${aws_apigatewayv2_api.shop.id}',
                route_key: 'GET /orders',
                authorization_type: '${var.authorization}',
              },
            },
          },
        },
      },
    ],
  },
});

function judgeMethod(method: Block): Outcome {
  const verb = upper(method, 'http_method');
  if (verb === 'OPTIONS') return notApplicable();
  const path = 'authorization';
  const expected = 'authorization = AWS_IAM, COGNITO_USER_POOLS or CUSTOM';
  const outcome = requireAuthorizer(method, path, 'the method', expected);
  if (outcome.verdict !== 'fail') return outcome;
  if (isUnknown(verb)) return undecided('http_method', verb, expected);
  const { blocks } = method.configuration.link(method.get('rest_api_id'), ['aws_api_gateway_rest_api'], ['id']);
  const [api] = blocks;
  if (api === undefined || blocks.length > 1) {
    const message =
      'the method has no authorization, and whether its API is private or has a resource policy is not known';
    return unknown({ path, message, observed: method.get('rest_api_id'), expected });
  }
  const restricted = isRestricted(api);
  if (restricted === false) return outcome;
  return restricted === true
    ? notApplicable()
    : unknown({
        path,
        message: `the method has no authorization, and whether ${api.address} keeps everyone out depends on ${restricted.expression}, which is not known before Terraform runs`,
        observed: restricted,
        expected,
      });
}

function judgeRoute(route: Block): Outcome {
  const key = upper(route, 'route_key');
  if (typeof key === 'string' && key.startsWith('OPTIONS ')) return notApplicable();
  const path = 'authorization_type';
  const expected = 'authorization_type = AWS_IAM, JWT or CUSTOM';
  const outcome = requireAuthorizer(route, path, 'the route', expected);
  if (outcome.verdict !== 'fail') return outcome;
  if (isUnknown(key)) return undecided('route_key', key, expected);
  if (key === undefined || key === '$CONNECT' || key.includes(' ')) return outcome;
  const protocol = key === '$DEFAULT' ? protocolOf(route) : 'WEBSOCKET';
  if (protocol === 'WEBSOCKET') return notApplicable();
  if (typeof protocol === 'string') return outcome;
  const message = 'the default route has no authorization, and whether its API is a WebSocket API is not known';
  return unknown({ path: 'api_id', message, observed: protocol ?? route.get('api_id'), expected });
}

/** Only the route `$connect` of a WebSocket API authorizes: what follows belongs to that connection. */
function protocolOf(route: Block): string | Unknown | undefined {
  const [api] = route.configuration.link(route.get('api_id'), ['aws_apigatewayv2_api'], ['id']).blocks;
  return api === undefined ? undefined : (upper(api, 'protocol_type') ?? 'HTTP');
}

function requireAuthorizer(block: Block, path: string, what: string, expected: string): Outcome {
  const authorization = upper(block, path);
  if (isUnknown(authorization)) return undecided(path, authorization, expected);
  if (authorization !== undefined && authorization !== '' && authorization !== 'NONE') return pass(path);
  return fail({ path, message: `${what} answers callers without authorization`, observed: block.get(path), expected });
}

function upper(block: Block, path: string): string | Unknown | undefined {
  const text = toText(block.get(path));
  return isUnknown(text) ? text : text?.toUpperCase();
}
