import { assess, loadJson, selectRules } from '../../../../lib/compliance';

const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/11111111-2222-3333-4444-555555555555';
const OTHER = 'arn:aws:kms:eu-west-1:111122223333:key/99999999-2222-3333-4444-555555555555';

function shown(kmsKeyId: string, encrypted = true): Record<string, unknown> {
  return {
    format_version: '1.0',
    terraform_version: '1.11.4',
    values: {
      root_module: {
        resources: [
          {
            address: 'aws_kms_key.k',
            mode: 'managed',
            type: 'aws_kms_key',
            name: 'k',
            values: { arn: KEY, id: KEY.split('/')[1], enable_key_rotation: true },
          },
          {
            address: 'data.aws_iam_policy_document.d',
            mode: 'data',
            type: 'aws_iam_policy_document',
            name: 'd',
            values: { json: '{}', statement: [{ actions: ['*'], resources: ['*'] }] },
          },
        ],
        child_modules: [
          {
            address: 'module.data',
            resources: [
              {
                address: 'module.data.aws_db_instance.d["a.b"]',
                mode: 'managed',
                type: 'aws_db_instance',
                name: 'd',
                index: 'a.b',
                values: { storage_encrypted: encrypted, kms_key_id: kmsKeyId, engine: 'postgres' },
              },
            ],
          },
        ],
      },
    },
  };
}

function pulled(kmsKeyId: string): Record<string, unknown> {
  return {
    version: 4,
    terraform_version: '1.11.4',
    serial: 3,
    lineage: '0b8d9c1e-1111-2222-3333-444455556666',
    resources: [
      { mode: 'managed', type: 'aws_kms_key', name: 'k', instances: [{ attributes: { arn: KEY } }] },
      {
        module: 'module.data',
        mode: 'managed',
        type: 'aws_db_instance',
        name: 'd',
        instances: [
          { index_key: 'a.b', attributes: { storage_encrypted: true, kms_key_id: kmsKeyId, engine: 'postgres' } },
        ],
      },
    ],
  };
}

function verdicts(json: Record<string, unknown>, rule: string): readonly (readonly string[])[] {
  const { findings, errors } = assess([loadJson(json, 'state')], selectRules({ rules: [rule] }), { all: true });
  expect(errors).toEqual([]);
  return findings.map(({ verdict, address }) => [verdict, address]);
}

describe.each([
  ['terraform show -json', shown],
  ['terraform state pull', pulled],
])('a state of %s', (_what, make) => {
  const address = 'module.data.aws_db_instance.d["a.b"]';

  it('is judged by the same rules', () => {
    expect(loadJson(make(KEY), 'state').configuration.kind).toBe('state');
    expect(verdicts(make(KEY), 'rds-instance-storage-encrypted')).toEqual([['pass', address]]);
  });

  it('knows a key of its own by its ARN, and does not guess whose another one is', () => {
    expect(verdicts(make(KEY), 'rds-storage-encrypted-with-cmk')).toEqual([['pass', address]]);
    expect(verdicts(make(OTHER), 'rds-storage-encrypted-with-cmk')).toEqual([['unknown', address]]);
  });
});

describe('a state', () => {
  it('fails where a change outside Terraform broke a control', () => {
    expect(verdicts(shown(KEY, false), 'rds-instance-storage-encrypted')).toEqual([
      ['fail', 'module.data.aws_db_instance.d["a.b"]'],
    ]);
  });

  it('judges policies where they stand, not the documents that they came from', () => {
    expect(verdicts(shown(KEY), 'iam-policy-no-full-admin')).toEqual([]);
  });

  it('has nothing to say of a backend that it does not name', () => {
    const { findings } = assess([loadJson(shown(KEY), 'state')], selectRules({ packs: ['strict'] }));
    expect(findings.filter(({ rule }) => rule.startsWith('state-'))).toEqual([]);
  });
});
