import fc from 'fast-check';
import type { Configuration } from '../../../lib/compliance/model/block';
import { loadJson } from '../../../lib/compliance/model/load';
import {
  readPolicy,
  readPolicyDataSource,
  type PolicyDocument,
  type PolicyText,
} from '../../../lib/compliance/model/policy-document';
import { parseJsonPieces } from '../../../lib/compliance/model/policy-document-text';

import { isUnknown, Unknown } from '../../../lib/compliance/model/value';
import { reference } from './expression-scope';

function configurationOf(json: object): Configuration {
  return loadJson(JSON.stringify(json), 'cdk.tf.json').configuration;
}

/** Reads the policy of `aws_iam_policy.p`. */
function read(policy: unknown, rest: object = {}): PolicyDocument | Unknown | undefined {
  const configuration = configurationOf({
    ...rest,
    resource: { aws_iam_policy: { p: { policy } }, ...('resource' in rest ? (rest.resource as object) : {}) },
  });
  const block = configuration.block('aws_iam_policy.p');
  if (block === undefined) throw new Error('no policy');
  return readPolicy(block.get('policy'), configuration, { block, path: 'policy' });
}

function document(policy: unknown, rest: object = {}): PolicyDocument {
  const result = read(policy, rest);
  if (result === undefined || isUnknown(result)) throw new Error(`expected a document, got ${String(result)}`);
  return result;
}

function dataSource(body: object, others: object = {}, rest: object = {}): PolicyDocument {
  const block = configurationOf({ ...rest, data: { aws_iam_policy_document: { d: body, ...others } } }).block(
    'data.aws_iam_policy_document.d',
  );
  if (block === undefined) throw new Error('no data source');
  return readPolicyDataSource(block);
}

function shown(texts: readonly PolicyText[] | undefined): readonly string[] | undefined {
  return texts?.map(String);
}

const STATEMENT = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' };

describe('readPolicy', () => {
  describe('JSON text', () => {
    it('reads every element', () => {
      const policy = document(
        JSON.stringify({
          Version: '2012-10-17',
          Id: 'id',
          Statement: [
            STATEMENT,
            {
              Sid: 'two',
              Effect: 'Deny',
              NotAction: ['iam:*', 'sts:*'],
              NotResource: ['arn:aws:s3:::b', 'arn:aws:s3:::b/*'],
              Principal: { AWS: ['111122223333', '*'], Service: 'ec2.amazonaws.com' },
              Condition: {
                Bool: { 'aws:SecureTransport': false },
                StringEquals: { 'aws:SourceAccount': ['1', '2'], 'aws:PrincipalOrgID': 'o-1' },
              },
            },
          ],
        }),
      );
      expect(policy).toMatchObject({ version: '2012-10-17', id: 'id', unknowns: [], invalid: undefined });
      const [first, second] = policy.statements;
      expect(first).toMatchObject({
        sid: undefined,
        effect: 'Allow',
        actions: ['s3:GetObject'],
        notActions: undefined,
        resources: ['*'],
        notResources: undefined,
        principals: undefined,
        notPrincipals: undefined,
        conditions: [],
        path: 'policy.Statement[0]',
      });
      expect(first?.block?.address).toBe('aws_iam_policy.p');
      expect(second).toMatchObject({
        sid: 'two',
        effect: 'Deny',
        actions: undefined,
        notActions: ['iam:*', 'sts:*'],
        notResources: ['arn:aws:s3:::b', 'arn:aws:s3:::b/*'],
        principals: [
          { type: 'AWS', identifiers: ['111122223333', '*'] },
          { type: 'Service', identifiers: ['ec2.amazonaws.com'] },
        ],
        conditions: [
          { operator: 'Bool', key: 'aws:SecureTransport', values: ['false'] },
          { operator: 'StringEquals', key: 'aws:SourceAccount', values: ['1', '2'] },
          { operator: 'StringEquals', key: 'aws:PrincipalOrgID', values: ['o-1'] },
        ],
        path: 'policy.Statement[1]',
      });
    });

    it('reads a single statement and the principal "*"', () => {
      const policy = document(
        JSON.stringify({ Statement: { ...STATEMENT, Principal: '*', NotPrincipal: { AWS: '*' } } }),
      );
      expect(policy.version).toBeUndefined();
      expect(policy.statements).toMatchObject([
        {
          principals: [{ type: '*', identifiers: ['*'] }],
          notPrincipals: [{ type: 'AWS', identifiers: ['*'] }],
          path: 'policy.Statement',
        },
      ]);
    });

    it('takes null and empty text as no policy', () => {
      expect(read(null)).toBeUndefined();
      expect(read(' ')).toBeUndefined();
      expect(readPolicy(undefined, configurationOf({ locals: {} }))).toBeUndefined();
    });

    it.each([
      ['{', 'the policy is not valid JSON'],
      ['not json', 'the policy is not valid JSON'],
      ['[]', 'the policy is no JSON object'],
      ['null', 'the policy is no JSON object'],
      ['{}', 'the policy has no Statement'],
      ['{"statement":[]}', 'the policy has an element "statement" that policies do not have'],
      ['{"Statement":["x"]}', 'policy.Statement[0] is no JSON object'],
      [
        JSON.stringify({ Statement: [{ ...STATEMENT, Effect: 'allow' }] }),
        'policy.Statement[0] has no Effect of Allow or Deny',
      ],
      [
        JSON.stringify({ Statement: [{ Effect: 'Allow', action: '*', Resource: '*' }] }),
        'policy.Statement[0] has an element "action" that policies do not have',
      ],
      [
        JSON.stringify({ Statement: [{ Effect: 'Allow', Resource: '*' }] }),
        'policy.Statement[0] has neither Action nor NotAction',
      ],
      [
        JSON.stringify({ Statement: [{ ...STATEMENT, Principal: 'x' }] }),
        'policy.Statement[0] has a Principal that is neither "*" nor an object',
      ],
      [
        JSON.stringify({ Statement: [{ ...STATEMENT, Condition: [] }] }),
        'policy.Statement[0] has a Condition that is no JSON object',
      ],
    ])('says why AWS would refuse %s', (text, message) => {
      expect(document(text).invalid).toBe(message);
    });

    it('still gives the statements that can be read', () => {
      const policy = document(JSON.stringify({ Statement: [{ Effect: 'Allow', action: 'x' }, STATEMENT] }));
      expect(policy.invalid).toBeDefined();
      expect(policy.statements.map(({ path }) => path)).toEqual(['policy.Statement[0]', 'policy.Statement[1]']);
    });

    it('does not take inherited properties for elements', () => {
      const policy = document(
        '{"Statement":[{"Effect":"Allow","Action":"*","Resource":"*","__proto__":{"Condition":{"Bool":{"a":"true"}}}}]}',
      );
      expect(policy.statements[0]?.conditions).toEqual([]);
      expect(policy.invalid).toBe('policy.Statement[0] has an element "__proto__" that policies do not have');
    });
  });

  describe('JSON text with unknown pieces', () => {
    it('puts the pieces back where they stood', () => {
      const policy = document(
        '{"Version":"2012-10-17","Statement":[{"Action":"*","Effect":"Allow","Resource":["${aws_s3_bucket.b.arn}","${aws_s3_bucket.b.arn}/*","arn:aws:s3:::${aws_s3_bucket.b.bucket}/*","arn:aws:s3:::$${aws:username}"]}]}',
      );
      const resources = policy.statements[0]?.resources ?? [];
      expect(policy.unknowns).toEqual([]);
      expect(resources[0]).toEqual(reference('aws_s3_bucket.b', 'arn'));
      expect(resources[1]).toMatchObject({
        expression: '${aws_s3_bucket.b.arn}/*',
        parts: [reference('aws_s3_bucket.b', 'arn'), '/*'],
      });
      expect(resources[2]).toMatchObject({ parts: ['arn:aws:s3:::', reference('aws_s3_bucket.b', 'bucket'), '/*'] });
      expect(resources[3]).toBe('arn:aws:s3:::${aws:username}');
    });

    it('reads pieces that stand for whole values', () => {
      const policy = document(
        '{"Statement":[{"Effect":"Allow","Action":${jsonencode(["a:B", var.x])},"Resource":${jsonencode(var.r)}},${var.more}]}',
      );
      expect(policy.statements[0]?.actions).toEqual(['a:B', reference('var.x')]);
      expect(policy.statements[0]?.resources).toEqual([reference('var.r')]);
      expect(policy.unknowns).toEqual([reference('var.more')]);
    });

    it('reads unknown keys, effects and principals', () => {
      const policy = document(
        '{"Statement":[{"Effect":"${var.effect}","Action":"sts:AssumeRole","Principal":{"AWS":"${var.p}"},"Condition":{"StringEquals":{"${var.host}:sub":"x"}}}]}',
      );
      const [statement] = policy.statements;
      expect(statement?.effect).toEqual(reference('var.effect'));
      expect(statement?.principals).toEqual([{ type: 'AWS', identifiers: [reference('var.p')] }]);
      expect(statement?.conditions).toMatchObject([
        { operator: 'StringEquals', key: { parts: [reference('var.host'), ':sub'] }, values: ['x'] },
      ]);
    });

    it('records unknown element names', () => {
      expect(document('{"Statement":[{"Effect":"Allow","${var.e}":"*"}]}')).toMatchObject({
        unknowns: [reference('var.e')],
        invalid: undefined,
      });
      expect(document('{"${var.e}":[]}')).toMatchObject({ unknowns: [reference('var.e')], invalid: undefined });
    });

    it('is unknown where the text around the pieces is no JSON', () => {
      for (const text of [
        '${var.a}${var.b}',
        '{"Statement":[${var.a} "x"]}',
        'x${var.a}',
        '${var.a}',
        '${file("p.json")}',
        '{"a": ${aws:username}}',
      ]) {
        expect(isUnknown(read(text))).toBe(true);
      }
    });

    it('reads a document between blanks', () => {
      const policy = document(' ${jsonencode({Statement = [{Effect = "Allow", Action = var.a, Resource = "*"}]})}\n');
      expect(policy.statements[0]?.actions).toEqual([reference('var.a')]);
    });

    it('tells its placeholders from text of the policy', () => {
      const piece = reference('var.x');
      const text = JSON.stringify({ a: '\ue000', b: ['\\ue001', '"'] }).replace('}', ',"c":"\\ue002 ');
      expect(parseJsonPieces([text, piece, '"}'])?.value).toEqual({
        a: '\ue000',
        b: ['\\ue001', '"'],
        c: new Unknown('\ue002 ${var.x}', piece.references, ['\ue002 ', piece]),
      });
    });

    it('never throws', () => {
      const part = fc.oneof(
        fc.string(),
        fc.json(),
        fc.constantFrom('{"a":', '"', '}', '[', ']', '\\', '\\"'),
        fc.constant(reference('var.x')),
      );
      fc.assert(
        fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
          const json = parseJsonPieces(parts);
          expect(json === undefined || 'value' in json).toBe(true);
        }),
        { numRuns: 1_000 },
      );
    });
  });

  describe('jsonencode', () => {
    it('reads known and unknown structures alike', () => {
      const known = document(
        '${jsonencode({"Version" = "2012-10-17", "Statement" = [{"Action" = "*", "Effect" = "Allow", "Resource" = "*"}]})}',
      );
      expect(known.statements).toMatchObject([
        { effect: 'Allow', actions: ['*'], resources: ['*'], path: 'policy.Statement[0]' },
      ]);
      const unknown = document(
        '${jsonencode({"Version" = "2012-10-17", "Statement" = [{"Action" = "*", "Effect" = "Allow", "Resource" = [aws_s3_bucket.b.arn, "${aws_s3_bucket.b.arn}/*"], "Condition" = null}, var.more]})}',
      );
      expect(unknown.statements.map(({ resources }) => shown(resources))).toEqual([
        ['${aws_s3_bucket.b.arn}', '${aws_s3_bucket.b.arn}/*'],
      ]);
      expect(unknown.statements[0]?.conditions).toEqual([]);
      expect(unknown.unknowns).toEqual([reference('var.more')]);
    });

    it('resolves variables and locals', () => {
      const policy = document('${jsonencode(local.policy)}', {
        variable: { actions: { default: ['s3:*'] } },
        locals: {
          policy: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '${var.actions}', Resource: '*' }] },
        },
      });
      expect(policy.statements[0]?.actions).toEqual(['s3:*']);
    });

    it('reads lists that are unknown as a whole', () => {
      const policy = document(
        '${jsonencode({Statement = [{Effect = "Allow", Action = var.actions, Resource = concat(["a"], var.r), Condition = var.c, Principal = var.p}]})}',
      );
      const [statement] = policy.statements;
      expect(statement?.actions).toEqual([reference('var.actions')]);
      expect(shown(statement?.resources)).toEqual(['${concat(["a"], var.r)}']);
      expect(statement?.conditions).toEqual([
        { operator: reference('var.c'), key: reference('var.c'), values: [reference('var.c')] },
      ]);
      expect(statement?.principals).toEqual([{ type: reference('var.p'), identifiers: [reference('var.p')] }]);
    });

    it('records statements that are unknown as a whole', () => {
      const policy = document(
        '${jsonencode({Statement = concat([{Effect = "Allow", Action = "*", Resource = "*"}], var.more)})}',
      );
      expect(policy.statements).toEqual([]);
      expect(policy.unknowns).toHaveLength(1);
    });

    it('is unknown where the whole structure is', () => {
      expect(isUnknown(read('${jsonencode(var.policy)}'))).toBe(true);
    });

    it('reads condition keys that are partly unknown', () => {
      const policy = document(
        '${jsonencode({Statement = [{Effect = "Allow", Action = "sts:AssumeRoleWithWebIdentity", Condition = {StringEquals = {"${var.host}:aud" = "sts", "aws:x" = "y"}}}]})}',
      );
      expect(policy.statements[0]?.conditions.map(({ key, values }) => [String(key), values])).toEqual([
        ['${var.host}:aud', ['sts']],
        ['aws:x', ['y']],
      ]);
    });
  });

  describe('references', () => {
    const data = { aws_iam_policy_document: { d: { statement: { actions: ['s3:*'], resources: ['*'] } } } };

    it('follows a data source, through locals too', () => {
      for (const policy of [
        '${data.aws_iam_policy_document.d.json}',
        '${data.aws_iam_policy_document.d.minified_json}',
        '${local.p}',
      ]) {
        const result = document(policy, { data, locals: { p: '${data.aws_iam_policy_document.d.json}' } });
        expect(result.statements).toMatchObject([{ actions: ['s3:*'], resources: ['*'], path: 'statement[0]' }]);
        expect(result.statements[0]?.block?.address).toBe('data.aws_iam_policy_document.d');
      }
    });

    it('follows the policy of another resource', () => {
      const result = document('${aws_iam_role_policy.o.policy}', {
        resource: { aws_iam_role_policy: { o: { policy: JSON.stringify({ Statement: [STATEMENT] }) } } },
      });
      expect(result.statements[0]).toMatchObject({ actions: ['s3:GetObject'], path: 'policy.Statement[0]' });
      expect(result.statements[0]?.block?.address).toBe('aws_iam_role_policy.o');
    });

    it('is unknown where a reference leads to nothing', () => {
      for (const policy of [
        '${data.aws_iam_policy_document.none.json}',
        '${data.aws_iam_policy_document.d.id}',
        '${var.p}',
        '${module.m.policy}',
        '${aws_iam_policy.p.policy}',
        '${aws_x.y.id}',
      ]) {
        expect(isUnknown(read(policy, { data }))).toBe(true);
      }
    });

    it('reads every policy once', () => {
      const configuration = configurationOf({
        resource: { aws_iam_policy: { p: { policy: JSON.stringify({ Statement: [STATEMENT] }) } } },
      });
      const block = configuration.block('aws_iam_policy.p');
      if (block === undefined) throw new Error('no policy');
      const first = readPolicy(block.get('policy'), configuration, { block, path: 'policy' });
      expect(readPolicy(block.get('policy'), configuration, { block, path: 'policy' })).toBe(first);
      expect(readPolicy('{}', configuration, { block, path: 'policy' })).toMatchObject({
        invalid: 'the policy has no Statement',
      });
    });
  });
});

describe('readPolicyDataSource', () => {
  it('reads statements with the defaults of the provider', () => {
    const policy = dataSource({
      policy_id: 'id',
      statement: [
        {
          actions: ['s3:*'],
          resources: ['${aws_s3_bucket.b.arn}', 'arn:aws:s3:::b/&{aws:username}', 'x&{a}${aws_x.y.id}'],
        },
        {
          sid: 'deny',
          effect: 'Deny',
          not_actions: ['iam:*'],
          not_resources: ['*'],
          actions: [],
          resources: null,
          principals: [{ type: '*', identifiers: ['*'] }],
          not_principals: { type: 'AWS', identifiers: ['${var.p}'] },
          condition: [{ test: 'Bool', variable: 'aws:SecureTransport', values: ['false'] }],
        },
      ],
    });
    expect(policy).toMatchObject({ version: '2012-10-17', id: 'id', unknowns: [], invalid: undefined });
    const [first, second] = policy.statements;
    expect(first).toMatchObject({
      sid: undefined,
      effect: 'Allow',
      actions: ['s3:*'],
      notActions: undefined,
      principals: undefined,
      conditions: [],
      path: 'statement[0]',
    });
    expect(first?.resources).toMatchObject([
      reference('aws_s3_bucket.b', 'arn'),
      'arn:aws:s3:::b/${aws:username}',
      { parts: ['x${a}', reference('aws_x.y', 'id')] },
    ]);
    expect(second).toMatchObject({
      sid: 'deny',
      effect: 'Deny',
      actions: undefined,
      notActions: ['iam:*'],
      resources: undefined,
      notResources: ['*'],
      principals: [{ type: '*', identifiers: ['*'] }],
      notPrincipals: [{ type: 'AWS', identifiers: [reference('var.p')] }],
      conditions: [{ operator: 'Bool', key: 'aws:SecureTransport', values: ['false'] }],
    });
  });

  it('takes an unknown effect as unknown and another one as invalid', () => {
    expect(dataSource({ statement: { effect: '${var.e}', actions: ['*'] } }).statements[0]?.effect).toEqual(
      reference('var.e'),
    );
    expect(dataSource({ statement: { effect: 'allow', actions: ['*'] } }).invalid).toBe(
      'statement[0] has an effect other than Allow and Deny',
    );
  });

  it('reads a data source without statements', () => {
    expect(dataSource({})).toMatchObject({ version: '2012-10-17', statements: [], unknowns: [], invalid: undefined });
  });

  it('expands dynamic statements and records unknown ones', () => {
    const content = { actions: ['${statement.value.action}'], resources: ['*'] };
    const known = dataSource({ dynamic: { statement: { for_each: [{ action: 'a:B' }, { action: '*' }], content } } });
    expect(known.statements.map(({ actions }) => actions)).toEqual([['a:B'], ['*']]);
    const unknown = dataSource({
      statement: { actions: ['x:Y'] },
      dynamic: { statement: { for_each: '${var.s}', content } },
    });
    expect(unknown.statements.map(({ actions }) => actions)).toEqual([['x:Y']]);
    expect(unknown.unknowns).toEqual([reference('var.s')]);
  });

  it('expands dynamic principals and conditions', () => {
    const statement = {
      actions: ['a:B'],
      dynamic: {
        principals: {
          for_each: ['ec2', 'ecs'],
          content: { type: 'Service', identifiers: ['${principals.value}.amazonaws.com'] },
        },
        condition: { for_each: '${var.c}', content: { test: 'Bool', variable: 'x', values: ['true'] } },
      },
    };
    const [read] = dataSource({ statement }).statements;
    expect(read?.principals?.map(({ identifiers }) => identifiers)).toEqual([
      ['ec2.amazonaws.com'],
      ['ecs.amazonaws.com'],
    ]);
    expect(read?.conditions).toEqual([
      { operator: reference('var.c'), key: reference('var.c'), values: [reference('var.c')] },
    ]);
  });

  describe('source and override documents', () => {
    const statement = (sid: string | undefined, action: string): object => ({
      ...(sid === undefined ? {} : { sid }),
      actions: [action],
      resources: ['*'],
    });
    const json = (name: string): string => `\${data.aws_iam_policy_document.${name}.json}`;

    it('merges by Sid: own statements over sources, overrides over both', () => {
      const policy = dataSource(
        {
          source_policy_documents: [json('s')],
          override_policy_documents: [json('o')],
          statement: [statement('a', 'own:A'), statement('b', 'own:B')],
        },
        {
          s: { statement: [statement('a', 'source:A'), statement(undefined, 'source:None')] },
          o: { statement: [statement('b', 'over:B'), statement(undefined, 'over:None')] },
        },
      );
      expect(policy.statements.map(({ actions, block }) => [actions?.[0], block?.name])).toEqual([
        ['own:A', 'd'],
        ['source:None', 's'],
        ['over:B', 'o'],
        ['over:None', 'o'],
      ]);
    });

    it('takes JSON text as a source and keeps the later version', () => {
      const policy = dataSource({
        version: '2008-10-17',
        source_policy_documents: [JSON.stringify({ Version: '2012-10-17', Statement: [STATEMENT] })],
      });
      expect(policy.version).toBe('2012-10-17');
      expect(policy.statements[0]).toMatchObject({ actions: ['s3:GetObject'], path: 'Statement[0]' });
    });

    it('records documents that are unknown, invalid or endless', () => {
      expect(dataSource({ source_policy_documents: ['${var.doc}'], statement: statement('a', 'a:B') })).toMatchObject({
        unknowns: [reference('var.doc')],
        statements: [{ sid: 'a' }],
      });
      expect(dataSource({ override_policy_documents: '${var.docs}' }).unknowns).toEqual([reference('var.docs')]);
      expect(dataSource({ source_policy_documents: ['{'] }).invalid).toBe('the policy is not valid JSON');
      const endless = dataSource(
        { source_policy_documents: [json('e')], statement: statement('a', 'a:B') },
        { e: { source_policy_documents: [json('d')] } },
      );
      expect(endless.unknowns.map(String)).toEqual([json('d')]);
    });

    it('records a Sid that may name another statement', () => {
      const policy = dataSource(
        { override_policy_documents: [json('o')], statement: statement('a', 'own:A') },
        { o: { statement: statement('${var.sid}', 'over:A') } },
      );
      expect(policy.statements).toHaveLength(2);
      expect(policy.statements.map(({ effect }) => effect)).toEqual([reference('var.sid'), 'Allow']);
      expect(policy.unknowns).toEqual([reference('var.sid')]);
    });

    it('leaves open what an unknown override makes of statements with a Sid', () => {
      const policy = dataSource({
        override_policy_documents: ['${var.doc}'],
        statement: [statement('a', 'own:A'), statement(undefined, 'own:B')],
      });
      expect(policy.statements.map(({ effect }) => effect)).toEqual([reference('var.doc'), 'Allow']);
    });

    it('stops documents that multiply', () => {
      const others = Object.fromEntries(
        Array.from({ length: 40 }, (_, level) => [
          `n${String(level)}`,
          {
            source_policy_documents: [json(`n${String(level + 1)}`), json(`n${String(level + 1)}`)],
            statement: statement(undefined, 'a:B'),
          },
        ]),
      );
      expect(dataSource({ source_policy_documents: [json('n0')] }, others).unknowns.length).toBeGreaterThan(0);
    });
  });
});
