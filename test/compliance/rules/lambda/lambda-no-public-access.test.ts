import rule from '../../../../lib/compliance/rules/lambda/lambda-no-public-access';
import { testRule } from '../../../../lib/testing/rule-tester';
import { blocks } from '../rds/shared/configurations';

const permission = (attributes: Record<string, unknown>, others = {}) =>
  blocks({
    'aws_lambda_permission.main': { function_name: 'orders', action: 'lambda:InvokeFunction', ...attributes },
    ...others,
  });
const everyone = (attributes: Record<string, unknown>) => permission({ principal: '*', ...attributes });
const service = (attributes: Record<string, unknown>, principal = 's3.amazonaws.com') =>
  permission({ principal, ...attributes });
const bucket = { source_arn: 'arn:aws:s3:::uploads' };

testRule(rule, {
  pass: [
    {
      name: 'each of several',
      configuration: service({ source_arn: '${each.value}', for_each: ['arn:aws:s3:::a', 'arn:aws:s3:::b'] }),
    },
    { name: 'an account of a variable', configuration: permission({ principal: 'arn:aws:iam::${var.unset}:root' }) },
    { name: 'the own account', configuration: permission({ principal: '${data.aws_caller_identity.me.account_id}' }) },
    {
      name: 'a service of the region',
      configuration: service(
        { source_arn: '${aws_cloudwatch_log_group.g.arn}:*' },
        'logs.${data.aws_region.current.name}.amazonaws.com',
      ),
    },
    { name: 'an account', configuration: permission({ principal: '111122223333' }) },
    { name: 'an account, as a number', configuration: permission({ principal: 111122223333 }) },
    { name: 'a role', configuration: permission({ principal: 'arn:aws:iam::111122223333:role/app' }) },
    {
      name: 'a role of the configuration',
      configuration: permission({ principal: '${aws_iam_role.r.arn}' }, { 'aws_iam_role.r': {} }),
    },
    { name: 'one organization', configuration: everyone({ principal_org_id: 'o-a1b2c3' }) },
    { name: 'one account as a source', configuration: everyone({ source_account: '111122223333' }) },
    { name: 'one bucket', configuration: service(bucket) },
    {
      name: 'a bucket of the configuration',
      configuration: service({ source_arn: '${aws_s3_bucket.b.arn}' }, 's3.amazonaws.com'),
    },
    {
      name: 'the account of S3',
      configuration: service({ source_account: '${data.aws_caller_identity.me.account_id}' }),
    },
    {
      name: 'any method of one API',
      configuration: service(
        { source_arn: '${aws_api_gateway_rest_api.a.execution_arn}/*/*' },
        'apigateway.amazonaws.com',
      ),
    },
    {
      name: 'any API of one account',
      configuration: service(
        { source_arn: 'arn:aws:execute-api:eu-west-1:111122223333:*' },
        'apigateway.amazonaws.com',
      ),
    },
    {
      name: 'an account in a template',
      configuration: service(
        { source_arn: 'arn:aws:events:eu-west-1:${data.aws_caller_identity.me.account_id}:rule/*' },
        'events.amazonaws.com',
      ),
    },
    {
      name: 'one skill of Alexa',
      configuration: service({ event_source_token: 'amzn1.ask.skill.1' }, 'alexa-appkit.amazon.com'),
    },
    {
      name: 'a variable, held to an organization',
      configuration: permission({ principal: '${var.unset}', principal_org_id: 'o-a1b2c3' }),
    },
  ],
  fail: [
    { name: 'buckets of a pattern', configuration: service({ source_arn: 'arn:aws:s3:::uploads-*' }) },
    {
      name: 'one of several',
      configuration: permission({ principal: '${each.value}', for_each: { a: '*', b: '111122223333' } }),
      findings: 1,
    },
    {
      name: 'lists instead of texts',
      configuration: everyone({ source_account: ['111122223333'], source_arn: ['arn:aws:s3:::b'] }),
    },
    {
      name: 'a service of the region, without a source',
      configuration: service({}, 'logs.${data.aws_region.current.name}.amazonaws.com'),
      path: 'source_arn',
    },
    { name: 'everyone', configuration: everyone({}), path: 'principal' },
    { name: 'everyone, by IAM', configuration: everyone({ function_url_auth_type: 'AWS_IAM' }) },
    {
      name: 'everyone, by the URL',
      configuration: everyone({ action: 'lambda:InvokeFunctionUrl', function_url_auth_type: 'NONE' }),
    },
    {
      name: 'empty conditions',
      configuration: everyone({ source_arn: '', source_account: null, principal_org_id: '' }),
    },
    { name: 'any source', configuration: everyone({ source_arn: '*' }) },
    { name: 'any source of any service', configuration: everyone({ source_arn: 'arn:aws:*' }) },
    { name: 'any account', configuration: everyone({ source_arn: 'arn:aws:events:eu-west-1:*:rule/nightly' }) },
    { name: 'a service without a source', configuration: service({}), path: 'source_arn' },
    { name: 'any bucket', configuration: service({ source_arn: 'arn:aws:s3:::*' }), message: 's3.amazonaws.com' },
    { name: 'the principal is absent', configuration: permission({}) },
    {
      name: 'any API of any account',
      configuration: service({ source_arn: 'arn:aws:execute-api:eu-west-1:*:*/*/GET/' }, 'apigateway.amazonaws.com'),
    },
    { name: 'any skill of Alexa', configuration: service({}, 'alexa-appkit.amazon.com') },
    { name: 'a service in China', configuration: service({}, 'sns.amazonaws.com.cn') },
    { name: 'a service with a token that means nothing to it', configuration: service({ event_source_token: 'x' }) },
    { name: 'a service of an organization', configuration: service({ principal_org_id: 'o-a1b2c3' }) },
  ],
  unknown: [
    { name: 'a variable', configuration: permission({ principal: '${var.unset}' }), path: 'principal' },
    { name: 'the source of a variable', configuration: service({ source_arn: '${var.unset}' }), path: 'source_arn' },
    { name: 'the account of a variable', configuration: everyone({ source_account: '${var.unset}' }) },
    {
      name: 'a choice of a source or none',
      configuration: service({ source_arn: '${var.unset ? aws_s3_bucket.b.arn : null}' }),
    },
    { name: 'each', configuration: service({ source_arn: '${each.value}', for_each: '${var.unset}' }) },
  ],
  notApplicable: [{ name: 'count = 0', configuration: everyone({ count: 0 }) }],
});
