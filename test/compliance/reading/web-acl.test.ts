import { loadJson } from '../../../lib/compliance/model/load';
import { requireWebAcl } from '../../../lib/compliance/reading/web-acl';

function judge(association: object, stages: object = { s: {} }) {
  const resource = { aws_api_gateway_stage: stages, aws_wafv2_web_acl_association: { a: association } };
  const block = loadJson({ resource }, 'test').configuration.block('aws_api_gateway_stage.s');
  if (block === undefined) throw new Error('no block');
  return requireWebAcl(block, 'the stage');
}

describe('requireWebAcl', () => {
  it('accepts an association of the resource', () => {
    expect(judge({ resource_arn: '${aws_api_gateway_stage.s.arn}' }).verdict).toBe('pass');
  });

  it('refuses an association of another resource', () => {
    const outcome = judge({ resource_arn: '${aws_api_gateway_stage.t.arn}' }, { s: {}, t: {} });
    expect(outcome).toMatchObject({
      verdict: 'fail',
      expected: 'an aws_wafv2_web_acl_association with resource_arn of aws_api_gateway_stage.s',
    });
  });

  it('refuses an association of some instances', () => {
    const outcome = judge({ resource_arn: '${aws_api_gateway_stage.s[0].arn}' }, { s: { count: 2 } });
    expect(outcome).toMatchObject({
      verdict: 'fail',
      message: expect.stringContaining('only some instances') as string,
    });
  });

  it('says unknown of an association that may be meant', () => {
    expect(judge({ resource_arn: '${var.arn}' })).toMatchObject({
      verdict: 'unknown',
      message: expect.stringContaining('${var.arn}') as string,
    });
  });
});
