import { policySize } from '../../lib/iam/policy-size';

describe('policySize', () => {
  it.each([
    ['', 0, 0],
    ['{"a": "b c"}\n', 10, 10],
    ['$${aws:username}', 15, 15],
    ['x${aws_s3_bucket.b.arn}y', 2, 102],
    ['${data.aws_caller_identity.me.account_id}', 0, 12],
    ['${data.aws_partition.p.partition}:${data.aws_region.r.id}', 1, 25],
    ['a${element(split("}", var.x), 0)}b', 1 + 1, 42],
    ['${join("", [for k in local.m : "${k}x"])}', 0, 40],
    ['${unfinished', 0, 40],
    ['"${var.a}" ${var.b}', 2, 82],
  ])('measures %p', (text, certain, estimated) => {
    expect(policySize(text)).toEqual({ certain, estimated });
  });
});
