import rule from '../../../../lib/compliance/rules/detection/inspector-enabled';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resources } from '../resource';

const ENABLER = 'aws_inspector2_enabler';
const ALL = ['EC2', 'ECR', 'LAMBDA', 'LAMBDA_CODE'];
const OWN = ['${data.aws_caller_identity.c.account_id}'];
const TWO = { provider: { aws: [{ region: 'eu-west-1' }, { alias: 'us', region: 'us-east-1' }] } };
const BASELINE = { accountBaseline: true, address: 'terraform' };
const enabler = (attributes: Record<string, unknown>) =>
  resources({ [`${ENABLER}.main`]: { account_ids: OWN, resource_types: ALL, ...attributes } });

testRule(rule, {
  pass: [
    { name: 'everything', configuration: enabler({}) },
    { name: 'everything, by a baseline', configuration: enabler({}), ...BASELINE },
    {
      name: 'what is asked for',
      configuration: enabler({ resource_types: ['EC2'] }),
      options: { resourceKinds: ['EC2'] },
    },
    {
      name: 'several that add up',
      configuration: resources({
        [`${ENABLER}.a`]: { account_ids: OWN, resource_types: ['EC2', 'ECR'] },
        [`${ENABLER}.b`]: { account_ids: OWN, resource_types: ['LAMBDA', 'LAMBDA_CODE'] },
      }),
    },
    {
      name: 'kinds of for_each',
      configuration: enabler({ for_each: ALL, resource_types: ['${each.value}'] }),
    },
  ],
  fail: [
    {
      name: 'machines only',
      configuration: enabler({ resource_types: ['EC2'] }),
      findings: 3,
      path: 'resource_types',
    },
    { name: 'none', configuration: enabler({ resource_types: [] }), findings: 4 },
    { name: 'null', configuration: enabler({ resource_types: null }), findings: 4 },
    {
      name: 'another account that is scanned for the rest',
      configuration: resources({
        [`${ENABLER}.a`]: { account_ids: ['111122223333'], resource_types: ['EC2', 'ECR'] },
        [`${ENABLER}.b`]: { account_ids: ['444455556666'], resource_types: ['LAMBDA', 'LAMBDA_CODE'] },
      }),
      address: `${ENABLER}.a`,
      findings: 2,
    },
    {
      name: 'another region that is scanned for the rest',
      configuration: resources(
        {
          [`${ENABLER}.a`]: { account_ids: OWN, resource_types: ['EC2', 'ECR'] },
          [`${ENABLER}.b`]: { provider: 'aws.us', account_ids: OWN, resource_types: ALL },
        },
        TWO,
      ),
      address: `${ENABLER}.a`,
    },
    {
      name: 'one region of two',
      configuration: { ...enabler({}), ...TWO },
      findings: 1,
      message: 'us-east-1',
      ...BASELINE,
    },
    { name: 'nothing', configuration: resources({}), ...BASELINE },
  ],
  unknown: [
    { name: 'a list', configuration: enabler({ resource_types: '${var.k}' }), findings: 4 },
    {
      name: 'an element',
      configuration: enabler({ resource_types: ['EC2', 'ECR', 'LAMBDA', '${var.k}'] }),
      findings: 1,
    },
    { name: 'a count', configuration: enabler({ count: '${var.n}' }), ...BASELINE },
    {
      name: 'one of several that may not be made',
      configuration: resources({
        [`${ENABLER}.a`]: { account_ids: OWN, resource_types: ['EC2', 'ECR'] },
        [`${ENABLER}.b`]: { count: '${var.n}', account_ids: OWN, resource_types: ['LAMBDA', 'LAMBDA_CODE'] },
      }),
      address: `${ENABLER}.a`,
    },
  ],
});
