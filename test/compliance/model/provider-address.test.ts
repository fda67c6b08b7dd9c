import { loadJson } from '../../../lib/compliance/model/load';
import { providerAddress } from '../../../lib/compliance/model/provider-address';

describe('providerAddress', () => {
  it.each([
    [undefined, 'provider.aws'],
    [null, 'provider.aws'],
    ['aws', 'provider.aws'],
    ['aws.eu', 'provider.aws.eu'],
    ['${aws.eu}', 'provider.aws.eu'],
    ['${ aws.eu }', 'provider.aws.eu'],
  ])('reads %j', (provider, address) => {
    const block = loadJson({ resource: { aws_iam_role: { r: { provider } } } }, 'test').configuration.block(
      'aws_iam_role.r',
    );
    expect(block === undefined ? undefined : providerAddress(block)).toBe(address);
  });
});
