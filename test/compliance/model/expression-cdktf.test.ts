import {
  conditional,
  Fn,
  Op,
  propertyAccess,
  TerraformIterator,
  TerraformLocal,
  TerraformOutput,
  TerraformStack,
  TerraformVariable,
  Testing,
  Token,
} from 'cdktf';
import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import type { Block, Configuration } from '../../../lib/compliance/model/block';
import { loadJson } from '../../../lib/compliance/model/load';
import { readPolicy, type PolicyDocument } from '../../../lib/compliance/model/policy-document';
import { isUnknown, type Value } from '../../../lib/compliance/model/value';

function synthesise(build: (stack: TerraformStack) => void): Configuration {
  const stack = new TerraformStack(Testing.app(), 'stack');
  build(stack);
  return loadJson(Testing.synth(stack), 'cdk.tf.json').configuration;
}

function only(configuration: Configuration, address: string): Block {
  const block = configuration.block(address);
  if (block === undefined) throw new Error(`no block ${address}`);
  return block;
}

describe('what CDKTF writes', () => {
  const configuration = synthesise((stack) => {
    const encrypted = new TerraformVariable(stack, 'encrypted', { type: 'bool', default: false });
    const ports = new TerraformVariable(stack, 'ports', { type: 'list(number)', default: [22, 443] });
    const rules = new TerraformVariable(stack, 'rules', { type: 'list(object({port=number}))' });
    const key = new KmsKey(stack, 'key');
    const settings = new TerraformLocal(stack, 'settings', { arn: key.arn, zones: ['a', 'b'] });
    const iterator = TerraformIterator.fromMap({ a: { port: 1 }, b: { port: 2 } });
    const values: Record<string, unknown> = {
      flag: encrypted.value,
      not: Op.not(encrypted.value),
      and: Op.and(encrypted.value, true),
      sum: Op.add(1, Op.mul(2, 3)),
      choice: conditional(encrypted.value, key.arn, 'none'),
      port: Fn.element(Token.asList(ports.value), 1),
      ruleport: propertyAccess(rules.value, [0, 'port']),
      setting: propertyAccess(settings.expression, ['arn']),
      zones: propertyAccess(settings.expression, ['zones']),
      joined: Fn.join(',', ['a', 'b']),
      joinedarn: Fn.join('', [key.arn, '/*']),
      formatted: Fn.format('%s-%d', ['a', 3]),
      merged: Fn.merge([{ a: key.arn }, { 'b-c': 2 }]),
      found: Fn.lookup({ a: 1 }, 'a', 2),
      raw: Fn.rawString('${aws:username}'),
      encoded: Fn.jsonencode({ b: null, a: true, 'weird key': [] }),
      decoded: Fn.jsondecode(Fn.rawString('{"a":1}')),
      text: `key-${Token.asString(encrypted.value)}-${Token.asString(Fn.upper('x'))}`,
      plucked: iterator.pluckProperty('port'),
      subnet: Fn.cidrsubnet('10.0.0.0/16', 4, 2),
    };
    for (const [name, value] of Object.entries(values)) new TerraformOutput(stack, name, { value });
    new SecurityGroup(stack, 'each', { forEach: iterator, name: `n-${iterator.key}` });
  });
  const output = (name: string): Value => only(configuration, `output.${name}`).get('value');

  it.each<[string, Value]>([
    ['flag', false],
    ['not', true],
    ['and', false],
    ['sum', 7],
    ['choice', 'none'],
    ['port', 443],
    ['zones', ['a', 'b']],
    ['joined', 'a,b'],
    ['formatted', 'a-3'],
    ['found', 1],
    ['raw', '${aws:username}'],
    ['encoded', '{"a":true,"b":null,"weird key":[]}'],
    ['decoded', { a: 1 }],
    ['text', 'key-false-X'],
    ['plucked', [1, 2]],
    ['subnet', '10.0.32.0/20'],
  ])('knows %s', (name, expected) => {
    expect(output(name)).toEqual(expected);
  });

  it('keeps what the others refer to', () => {
    const key = { address: 'aws_kms_key.key', attribute: 'arn' };
    expect(output('setting')).toMatchObject({ references: [key], isReference: true });
    expect(output('joinedarn')).toMatchObject({
      references: [key],
      parts: [{ expression: '${aws_kms_key.key.arn}' }, '/*'],
    });
    expect(output('merged')).toMatchObject({ a: { references: [key] }, 'b-c': 2 });
    expect(output('ruleport')).toMatchObject({ references: [{ address: 'var.rules', attribute: '[0].port' }] });
    expect(only(configuration, 'aws_security_group.each').get('name')).toMatchObject({
      parts: ['n-', { expression: '${each.key}' }],
    });
  });
});

describe('policies that CDKTF writes', () => {
  const configuration = synthesise((stack) => {
    const bucket = new S3Bucket(stack, 'bucket', { bucketPrefix: 'b-' });
    const policy = (resource: unknown): object => ({
      Version: '2012-10-17',
      Statement: [{ Action: 's3:*', Effect: 'Allow', Resource: resource }],
    });
    const resources = [bucket.arn, `${bucket.arn}/*`, `arn:aws:s3:::${bucket.bucket}/*`];
    const data = new DataAwsIamPolicyDocument(stack, 'data', { statement: [{ actions: ['s3:*'], resources }] });
    new IamPolicy(stack, 'stringified', { policy: JSON.stringify(policy(resources)) });
    new IamPolicy(stack, 'encoded', { policy: Fn.jsonencode(policy(resources)) });
    new IamPolicy(stack, 'document', { policy: data.json });
    new IamPolicy(stack, 'star', { policy: Fn.jsonencode(policy('*')) });
    new IamPolicy(stack, 'variable', { policy: Fn.jsonencode(policy(Fn.rawString('arn:aws:s3:::${aws:username}'))) });
    new IamPolicy(stack, 'broken', { policy: Fn.jsonencode(policy('say "hi"')) });
  });
  const read = (name: string): PolicyDocument => {
    const block = only(configuration, `aws_iam_policy.${name}`);
    const document = readPolicy(block.get('policy'), configuration, { block, path: 'policy' });
    if (document === undefined || isUnknown(document)) throw new Error(`no document: ${String(document)}`);
    return document;
  };

  it.each(['stringified', 'encoded', 'document'])('reads the %s policy', (name) => {
    const document = read(name);
    expect(document).toMatchObject({
      version: '2012-10-17',
      unknowns: [],
      invalid: undefined,
      statements: [{ effect: 'Allow', actions: ['s3:*'] }],
    });
    expect(document.statements[0]?.resources?.map(String)).toEqual([
      '${aws_s3_bucket.bucket.arn}',
      '${aws_s3_bucket.bucket.arn}/*',
      'arn:aws:s3:::${aws_s3_bucket.bucket.bucket}/*',
    ]);
    expect(document.statements[0]?.resources?.[2]).toMatchObject({
      parts: ['arn:aws:s3:::', { isReference: true }, '/*'],
    });
  });

  it('reads policies that are known', () => {
    expect(read('star').statements[0]?.resources).toEqual(['*']);
    expect(read('variable').statements[0]?.resources).toEqual(['arn:aws:s3:::${aws:username}']);
  });

  it('does not guess at text that Terraform cannot parse', () => {
    const block = only(configuration, 'aws_iam_policy.broken');
    expect(isUnknown(readPolicy(block.get('policy'), configuration))).toBe(true);
  });
});
