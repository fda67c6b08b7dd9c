import { defineRule } from '../../engine/define-rule';
import { requireWebAcl } from '../../reading/web-acl';

export default defineRule({
  id: 'apigateway-waf',
  title: 'Stages of REST APIs have a web ACL',
  why: 'An API answers machines, attackers among them. Without a web ACL nothing limits the rate of requests from one address, and known exploits reach the code behind the API.',
  remediation:
    'Add an aws_wafv2_web_acl_association with resource_arn of the stage and web_acl_arn of a regional web ACL.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_api_gateway_stage'],
  whenUnknown: 'The stage of an association, or its count, is an expression that only Terraform can compute.',
  controls: { fsbp: ['APIGateway.4'], nist80053r5: ['AC-4(21)'] },
  equivalents: {
    checkov: ['CKV2_AWS_29'],
    cdkNag: ['AwsSolutions-APIG3', 'NIST.800.53.R5-APIGWAssociatedWithWAF'],
    securityHub: ['APIGateway.4'],
    prowler: ['apigateway_restapi_waf_acl_attached'],
    awsConfig: ['api-gw-associated-with-waf'],
  },
  sources: [
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-aws-waf.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/apigateway-controls.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/wafv2_web_acl_association.html.markdown',
  ],
  check: (block) => requireWebAcl(block, 'the stage'),
  examples: {
    good: [
      {
        name: 'a web ACL',
        configuration: {
          resource: {
            aws_api_gateway_stage: {
              prod: { rest_api_id: '${aws_api_gateway_rest_api.orders.id}', stage_name: 'prod' },
            },
            aws_wafv2_web_acl_association: {
              prod: { resource_arn: '${aws_api_gateway_stage.prod.arn}', web_acl_arn: '${aws_wafv2_web_acl.api.arn}' },
            },
          },
        },
      },
    ],
    bad: [
      {
        name: 'none',
        configuration: {
          resource: {
            aws_api_gateway_stage: {
              prod: { rest_api_id: '${aws_api_gateway_rest_api.orders.id}', stage_name: 'prod' },
            },
          },
        },
      },
    ],
    unknown: [
      {
        name: 'an association of some stage',
        configuration: {
          variable: { stage_arn: { type: 'string' } },
          resource: {
            aws_api_gateway_stage: {
              prod: { rest_api_id: '${aws_api_gateway_rest_api.orders.id}', stage_name: 'prod' },
            },
            aws_wafv2_web_acl_association: {
              prod: { resource_arn: '${var.stage_arn}', web_acl_arn: '${aws_wafv2_web_acl.api.arn}' },
            },
          },
        },
      },
    ],
  },
});
