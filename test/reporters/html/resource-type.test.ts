import { typeOf } from '../../../lib/reporters/html/resource-type';

describe('typeOf', () => {
  it.each([
    ['aws_db_instance.main', 'aws_db_instance'],
    ['aws_db_instance.main["a.b"]', 'aws_db_instance'],
    ['data.aws_vpc.v', 'data.aws_vpc'],
    ['ephemeral.random_password.p', 'ephemeral.random_password'],
    ['module.x.aws_kms_key.k[0]', 'aws_kms_key'],
    ['module.x["a.b\\"].c"].module.y[0].data.aws_vpc.v', 'data.aws_vpc'],
    ['module.x', 'module'],
    ['provider.aws', 'provider.aws'],
    ['provider.aws.eu', 'provider.aws'],
    ['terraform', 'terraform'],
    ['terraform.backend.s3', 'terraform.backend'],
    ['output.url', 'output'],
    ['', ''],
  ])('%s is a %s', (address, type) => {
    expect(typeOf(address)).toBe(type);
  });

  it('ends soon for long addresses', () => {
    const started = performance.now();
    expect(typeOf(`${'module.m[0].'.repeat(5000)}aws_s3_bucket.b`)).toBe('aws_s3_bucket');
    expect(typeOf(`module.m["${'\\'.repeat(50_000)}`)).toBe('module');
    expect(performance.now() - started).toBeLessThan(1000);
  });
});
