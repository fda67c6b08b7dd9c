import { loadJson, type ExampleConfiguration } from '../../../../lib/compliance';
import { ownedPolicies } from '../../../../lib/compliance/reading/policies/owned-policy';
import { TOPIC } from '../../../../lib/compliance/rules/sns/shared/topic';

const arn = 'arn:aws:sns:eu-central-1:111122223333:orders';
const policy = '{"Statement":[]}';

function state(resources: readonly object[]): ExampleConfiguration {
  return { format_version: '1.0', terraform_version: '1.9.0', values: { root_module: { resources } } };
}

function shown(type: string, values: object): object {
  return { address: `${type}.t`, mode: 'managed', type, name: 't', values };
}

function pathsOf(configuration: ExampleConfiguration, address: string): readonly string[] {
  const block = loadJson(configuration, 'test').configuration.block(address);
  if (block === undefined) throw new Error(`no ${address}`);
  return ownedPolicies(block, TOPIC).map(({ path }) => path);
}

describe('ownedPolicies', () => {
  const written = {
    resource: {
      aws_sns_topic: { t: { name: 'orders', policy } },
      aws_sns_topic_policy: { t: { arn: '${aws_sns_topic.t.arn}', policy } },
    },
  };

  it('has what is written at either place', () => {
    expect(pathsOf(written, 'aws_sns_topic.t')).toEqual(['policy']);
    expect(pathsOf(written, 'aws_sns_topic_policy.t')).toEqual(['policy']);
    expect(pathsOf({ resource: { aws_sns_topic: { t: {} } } }, 'aws_sns_topic.t')).toEqual([]);
  });

  it('leaves what a state shows of a topic to the block that wrote it', () => {
    const topic = shown('aws_sns_topic', { arn, id: arn, name: 'orders', policy });
    const both = state([topic, shown('aws_sns_topic_policy', { arn, id: arn, policy })]);
    expect(pathsOf(both, 'aws_sns_topic.t')).toEqual([]);
    expect(pathsOf(both, 'aws_sns_topic_policy.t')).toEqual(['policy']);
    expect(pathsOf(state([topic]), 'aws_sns_topic.t')).toEqual(['policy']);
  });
});
