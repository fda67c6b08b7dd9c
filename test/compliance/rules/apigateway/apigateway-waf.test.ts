import rule from '../../../../lib/compliance/rules/apigateway/apigateway-waf';
import { testRule } from '../../../../lib/testing/rule-tester';
import { blocks, type Attributes } from '../rds/shared/configurations';

const stage = (resource_arn: unknown, attributes: Attributes = {}, others: Readonly<Record<string, Attributes>> = {}) =>
  blocks({
    'aws_api_gateway_rest_api.api': {},
    'aws_api_gateway_stage.prod': {
      rest_api_id: '${aws_api_gateway_rest_api.api.id}',
      stage_name: 'prod',
      ...attributes,
    },
    'aws_wafv2_web_acl_association.prod': { resource_arn, web_acl_arn: '${aws_wafv2_web_acl.api.arn}' },
    ...others,
  });
const address = 'aws_api_gateway_stage.prod';

testRule(rule, {
  pass: [
    { name: 'by ARN', configuration: stage('${aws_api_gateway_stage.prod.arn}') },
    {
      name: 'by a known ARN, as in a state',
      configuration: stage('arn:aws:apigateway:x', { arn: 'arn:aws:apigateway:x' }),
    },
  ],
  fail: [
    { name: 'none', configuration: blocks({ 'aws_api_gateway_stage.prod': {} }) },
    {
      name: 'of another stage',
      configuration: stage('${aws_api_gateway_stage.dev.arn}', {}, { 'aws_api_gateway_stage.dev': {} }),
      address,
    },
    { name: 'of a load balancer', configuration: stage('${aws_lb.web.arn}', {}, { 'aws_lb.web': {} }), address },
    {
      name: 'one of two',
      configuration: stage('${aws_api_gateway_stage.prod["a"].arn}', { for_each: ['a', 'b'] }),
      message: 'only some',
    },
  ],
  unknown: [
    { name: 'of a variable', configuration: stage('${var.unset}') },
    {
      name: 'of an ARN put together',
      configuration: stage('arn:aws:apigateway:eu-central-1::/restapis/${aws_api_gateway_rest_api.api.id}/stages/prod'),
    },
  ],
});
