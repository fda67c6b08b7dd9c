import { collectReferences, evaluateText } from '../../../lib/compliance/model/expression';
import { isUnknown, type Value } from '../../../lib/compliance/model/value';
import { reference, scopeOf } from './expression-scope';

const scope = scopeOf({
  variables: { yes: true, no: 'false', none: undefined },
  locals: { list: ['a', 'b'], map: { y: 2, x: 1 } },
});

describe('directives', () => {
  it.each<[string, Value]>([
    ['%{ if var.yes }a%{ endif }', 'a'],
    ['%{ if var.no }a%{ endif }', ''],
    ['%{ if var.no }a%{ else }b%{ endif }c', 'bc'],
    ['%{ if var.yes }${5}%{ endif }', '5'],
    ['%{if true}%{if false}x%{else}y%{endif}%{endif}', 'y'],
    ['%{ for x in local.list }${x},%{ endfor }', 'a,b,'],
    ['%{ for k, v in local.map }${k}${v};%{ endfor }', 'x1;y2;'],
    ['%{ for i, x in toset(["q", "p"]) }${i}${x}%{ endfor }', 'ppqq'],
    ['%{ for x in local.list }%{ if x == "a" }${x}%{ endif }%{ endfor }', 'a'],
    ['a  %{ if true ~}  b  %{~ endif }  c', 'a  b  c'],
    ['x\n  %{ if true ~}\n  y\n  %{ endif ~}\nz', 'x\n    y\n  z'],
    ['a\n%{~ if true }b%{ endif }', 'ab'],
    ['  ${~ 5 ~}  ', '5'],
    ['$${a} %%{ if } $ % 100%', '${a} %{ if } $ % 100%'],
    ['$$${"x"}', '$${"x"}'],
    ['${"%{ if var.yes }s3:*%{ else }s3:GetObject%{ endif }"}', 's3:*'],
    ['${"%%{ if }"}', '%{ if }'],
    ['${upper(<<EOT\na ${var.yes}\n  b\nEOT\n)}', 'A TRUE\n  B\n'],
    ['${<<-EOT\n    a\n      b\n  EOT\n}', 'a\n  b\n'],
    ['${"\\ud83d"}', '\ufffd'],
    ['%{ if true }${aws_x.y.id}%{ endif }', reference('aws_x.y', 'id')],
    ['%{ if aws_x.y.ok }a%{ else }a%{ endif }', 'a'],
  ])('%j is %j', (text, expected) => {
    expect(evaluateText(text, scope)).toEqual(expected);
  });

  it.each([
    '%{ if aws_x.y.ok }a%{ else }b%{ endif }',
    '%{ if aws_x.y.ok }a%{ endif }',
    '%{ for x in aws_x.y.list }a%{ endfor }',
    '%{ for x in [aws_x.y.id] }${x}-%{ endfor }',
  ])('%j is unknown, and refers to what decides', (text) => {
    const value = evaluateText(text, scope);
    expect(isUnknown(value) ? value.references.map(({ address }) => address) : []).toEqual(['aws_x.y']);
    expect(collectReferences(text).map(({ address }) => address)).toEqual(['aws_x.y']);
  });

  it.each([
    '%{ if 5 }a%{ endif }',
    '%{ if var.none }a%{ endif }',
    '%{ for x in var.none }a%{ endfor }',
    '%{ for x in [[]] }${x}%{ endfor }',
    '%{ for x in "a" }${x}%{ endfor }',
    '%{ if var.yes }a',
  ])('%j is refused, as by Terraform', (text) => {
    expect(isUnknown(evaluateText(text, scope))).toBe(true);
  });

  it('keeps the pieces around what is unknown', () => {
    const value = evaluateText(
      'arn:%{ if var.yes }aws%{ endif }:${aws_x.y.id}/%{ for x in local.list }${x}%{ endfor }',
      scope,
    );
    expect(value).toMatchObject({ parts: ['arn:aws:', reference('aws_x.y', 'id'), '/ab'] });
  });

  it('reads a long template in linear time', () => {
    const text = `${'line of text\n'.repeat(40_000)}%{ if true }x%{ endif }`;
    const started = process.cpuUsage();
    expect(evaluateText(text, scope)).toHaveLength(13 * 40_000 + 1);
    expect(process.cpuUsage(started).user / 1_000).toBeLessThan(1_500);
  });
});
