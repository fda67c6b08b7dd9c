import { EncodedJson, evaluateText } from '../../../lib/compliance/model/expression';
import { isUnknown, type Value } from '../../../lib/compliance/model/value';
import { reference, scopeOf } from './expression-scope';

const scope = scopeOf({ locals: { map: { a: 1, 'b-c': [2] }, list: ['x', '', 'x'], none: undefined } });

describe('functions', () => {
  it.each<[string, Value]>([
    ['jsonencode({"b" = null, "a" = true, "c" = 1.5, "weird key" = []})', '{"a":true,"b":null,"c":1.5,"weird key":[]}'],
    ['jsonencode("<a>&")', '"\\u003ca\\u003e\\u0026"'],
    ['jsondecode("{\\"a\\":[1,null]}")', { a: [1, undefined] }],
    ['jsondecode(jsonencode({a = aws_x.y.id})).a', reference('aws_x.y', 'id')],
    ['concat(["a"], local.list, [])', ['a', 'x', '', 'x']],
    ['concat([["a"], ["b"]]...)', ['a', 'b']],
    ['merge(local.map, {a = 9}, null)', { a: 9, 'b-c': [2] }],
    ['merge({a = aws_x.y.id}, {b = 1})', { a: reference('aws_x.y', 'id'), b: 1 }],
    ['toset(["b", "a", "b"])', ['a', 'b']],
    ['toset([10, 9])', [9, 10]],
    ['tolist([1, "a"])', ['1', 'a']],
    ['tomap({a = 1})', { a: 1 }],
    ['tomap({a = 1, b = "c"})', { a: '1', b: 'c' }],
    ['toset([true, "x", null])', ['true', 'x', undefined]],
    ['distinct([1, "a", "1"])', ['1', 'a']],
    ['jsondecode(1)', 1],
    ['tostring(1)', '1'],
    ['tostring(null)', undefined],
    ['tonumber("22")', 22],
    ['tobool("true")', true],
    ['format("%s-%d%% %v", "a", 3, true)', 'a-3% true'],
    ['join(",", ["a", 1], ["b"])', 'a,1,b'],
    ['join(",", [])', ''],
    ['join("", [aws_x.y.arn])', reference('aws_x.y', 'arn')],
    ['split(",", "a,b")', ['a', 'b']],
    ['lower("AbC")', 'abc'],
    ['upper("a")', 'A'],
    ['trimspace(" a ")', 'a'],
    ['trimprefix("arn:x", "arn:")', 'x'],
    ['trimsuffix("a/*", "/*")', 'a'],
    ['startswith("abc", "ab")', true],
    ['endswith("abc", "ab")', false],
    ['replace("a-b-c", "-", "_")', 'a_b_c'],
    ['coalesce(null, "", "a", aws_x.y.id)', 'a'],
    ['coalescelist([], ["a"])', ['a']],
    ['compact(["a", "", null])', ['a']],
    ['distinct(["x", "", "x"])', ['x', '']],
    ['flatten([["a"], [["b"]], "c"])', ['a', 'b', 'c']],
    ['sort(["b", "a"])', ['a', 'b']],
    ['reverse([1, 2])', [2, 1]],
    ['one([])', undefined],
    ['one(["a"])', 'a'],
    ['length([aws_x.y.id, "a"])', 2],
    ['length("abc")', 3],
    ['length({a = 1})', 1],
    ['lookup(local.map, "a", 0)', 1],
    ['lookup(local.map, "z", "d")', 'd'],
    ['lookup({}, "constructor", "d")', 'd'],
    ['contains(["a", aws_x.y.id], "a")', true],
    ['contains(["a"], "b")', false],
    ['element(["a", "b"], 3)', 'b'],
    ['keys({b = 1, a = aws_x.y.id})', ['a', 'b']],
    ['values({b = 1, a = 2})', [2, 1]],
    ['max(1, 3, 2)', 3],
    ['min([4, 2]...)', 2],
    ['try(local.map.z, "d")', 'd'],
    ['try(local.map.a, "d")', 1],
    ['try(local.list[9], null)', undefined],
    ['can(local.map.a)', true],
    ['can(local.map.z.y)', false],
    ['sensitive("x")', 'x'],
    ['nonsensitive(local.map).a', 1],
  ])('%s', (call, expected) => {
    expect(evaluateText(`\${${call}}`, scope)).toEqual(expected);
  });

  it.each([
    'concat(["a"], var.x)',
    'concat("a")',
    'merge({a = 1}, var.x)',
    'merge([])',
    'join(",", var.x)',
    'join(",", ["a", null])',
    'split(",", var.x)',
    'lower(var.x)',
    'upper("straße")',
    'replace("a", "/[a-z]/", "b")',
    'replace("abc", "", "x")',
    'coalesce(var.x, "a")',
    'coalesce(null, "")',
    'compact(["a", var.x])',
    'flatten(["a", var.x])',
    'distinct([[1], [1]])',
    'length(var.x)',
    'length("é")',
    'lookup(local.map, var.k, 1)',
    'lookup(local.map, "z")',
    'contains([var.x], "a")',
    'contains([1], "1")',
    'element([], 0)',
    'element(["a"], var.i)',
    'keys(var.x)',
    'max(1, var.x)',
    'max()',
    'tonumber("a")',
    'tobool("yes")',
    'format("%05d", 1)',
    'format("%s")',
    'format("%s", [1])',
    'format("%d", 1.5)',
    'format("a", "b")',
    'jsondecode("{")',
    'jsondecode(var.x)',
    'try(aws_x.y.id, "d")',
    'can(aws_x.y.id)',
    'file("a")',
    'cidrsubnet("10.0.0.0/16", 4, 2)',
    'uuid()',
    'one([1, 2])',
    'lower()',
    'concat(var.x...)',
    'try(local.map.z)',
    'coalesce(local.list, "a")',
    'coalesce(1, true)',
    'tolist([1, {}])',
    'toset([1, true])',
    'compact([{}])',
    'distinct([1, []])',
    'tomap({a = 1, b = []})',
    'true ? 1 : true',
    'true ? [] : "a"',
  ])('%s is unknown', (call) => {
    expect(isUnknown(evaluateText(`\${${call}}`, scope))).toBe(true);
  });

  it('keeps the pieces of join and format', () => {
    const arn = reference('aws_s3_bucket.b', 'arn');
    for (const call of [
      'join("", [aws_s3_bucket.b.arn, "/*"])',
      'format("%s/*", aws_s3_bucket.b.arn)',
      'join("/", [aws_s3_bucket.b.arn, "*"])',
    ]) {
      expect(evaluateText(`\${${call}}`, scope)).toMatchObject({ parts: [arn, '/*'], references: arn.references });
    }
  });

  it('keeps the structure that jsonencode hides', () => {
    const encoded = evaluateText('${jsonencode({ a = [aws_x.y.id, "b"], c = null })}', scope);
    expect(encoded).toBeInstanceOf(EncodedJson);
    expect(encoded instanceof EncodedJson ? encoded.value : undefined).toEqual({
      a: [reference('aws_x.y', 'id'), 'b'],
      c: undefined,
    });
    expect(isUnknown(encoded) ? encoded.references : []).toEqual([{ address: 'aws_x.y', attribute: 'id' }]);
  });

  it('keeps what the arguments of other functions refer to', () => {
    expect(evaluateText('${cidrsubnet(aws_vpc.v.cidr_block, var.n, 2)}', scope)).toMatchObject({
      expression: '${cidrsubnet(aws_vpc.v.cidr_block, var.n, 2)}',
      references: [
        { address: 'aws_vpc.v', attribute: 'cidr_block' },
        { address: 'var.n', attribute: '' },
      ],
      isReference: false,
    });
  });

  it('does not replace text without end', () => {
    const long = scopeOf({ locals: { t: 'a'.repeat(5_000) } });
    expect(isUnknown(evaluateText('${replace(local.t, "a", local.t)}', long))).toBe(true);
    expect(isUnknown(evaluateText('${join(local.t, split("", local.t))}', long))).toBe(true);
  });
});
