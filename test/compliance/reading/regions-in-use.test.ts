import { loadJson } from '../../../lib/compliance/model/load';
import { regionsInUse } from '../../../lib/compliance/reading/regions-in-use';

const regions = (configuration: Readonly<Record<string, unknown>>) =>
  regionsInUse(loadJson(configuration, 'test').configuration).map(({ name }) => name);
const V5 = { required_providers: { aws: { source: 'hashicorp/aws', version: '~> 5.0' } } };

describe('regionsInUse', () => {
  it('is that of the default provider without a provider block', () => {
    expect(regions({ resource: {} })).toEqual(['provider.aws']);
  });

  it('holds every provider of the account once', () => {
    const aws = [{ region: 'eu-west-1' }, { alias: 'us', region: 'us-east-1' }, { alias: 'eu', region: 'eu-west-1' }];
    expect(regions({ provider: { aws } })).toEqual(['eu-west-1', 'us-east-1']);
  });

  it('leaves out a provider of another account', () => {
    const role = [{ role_arn: 'arn:aws:iam::111122223333:role/dns' }];
    const aws = [{ region: 'eu-west-1' }, { alias: 'dns', region: 'us-east-1', assume_role: role }];
    expect(regions({ provider: { aws } })).toEqual(['eu-west-1']);
  });

  it('holds every provider where none is the default one', () => {
    const aws = [
      { alias: 'a', region: 'eu-west-1' },
      { alias: 'b', region: 'us-east-1', profile: 'other' },
    ];
    expect(regions({ provider: { aws } })).toEqual(['eu-west-1', 'us-east-1']);
  });

  it('holds regions that resources of provider 6 name, of every instance', () => {
    const resource = {
      aws_s3_bucket: { b: { region: 'us-east-1' } },
      aws_sqs_queue: { q: { for_each: { a: 'eu-west-2', b: 'eu-west-3' }, region: '${each.value}' } },
      google_storage_bucket: { g: { region: 'europe' } },
    };
    const provider = { aws: { region: 'eu-west-1' } };
    expect(regions({ provider, resource })).toEqual(['eu-west-1', 'us-east-1', 'eu-west-2', 'eu-west-3']);
    expect(regions({ provider, resource, terraform: V5 })).toEqual(['eu-west-1']);
  });
});
