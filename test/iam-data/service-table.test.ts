import fc from 'fast-check';
import { findAction, servicePrefixes, serviceTable } from '../../lib/iam-data';
import { decodeTable, encodeTable } from '../../lib/iam-data/table-format';

describe('serviceTable', () => {
  it('knows what an action needs', () => {
    const action = serviceTable('s3')?.actions.get('getobject');
    expect(action).toMatchObject({ name: 'GetObject', accessLevel: 'Read' });
    expect(action?.resourceTypes.map(({ name }) => name)).toContain('object');
    expect(action?.conditionKeys).toContain('s3:ExistingObjectTag/<key>');
  });

  it('tells actions that work on every resource only', () => {
    expect(findAction('s3:ListAllMyBuckets')?.resourceTypes).toEqual([]);
    expect(findAction('ec2:DescribeInstances')?.resourceTypes).toEqual([]);
    expect(findAction('iam:PassRole')?.resourceTypes).toEqual([{ name: 'role', required: true }]);
  });

  it('tells writing, tagging and permissions management apart', () => {
    expect(findAction('iam:AttachRolePolicy')?.accessLevel).toBe('Permissions management');
    expect(findAction('iam:TagRole')?.accessLevel).toBe('Tagging');
    expect(findAction('sqs:SendMessage')?.accessLevel).toBe('Write');
    expect(findAction('dynamodb:ListTables')?.accessLevel).toBe('List');
  });

  it('knows formats and types', () => {
    expect(serviceTable('s3')?.resourceTypes.get('object')?.arnFormats).toEqual([
      'arn:${Partition}:s3:::${BucketName}/${ObjectName}',
    ]);
    expect(serviceTable('apigateway')?.resourceTypes.get('Stage')?.arnFormats).toHaveLength(2);
    expect(serviceTable('kms')?.conditionKeys.get('kms:viaservice')).toEqual({ key: 'kms:ViaService', type: 'String' });
  });

  it('compares names as IAM does, and knows nothing of what AWS does not document', () => {
    expect(findAction('S3:getOBJECT')?.name).toBe('GetObject');
    for (const unknown of ['s3:GetObjekt', 'nosuch:Action', 's3', '', 's3:constructor', '__proto__:x', '../s3:x']) {
      expect(findAction(unknown)).toBeUndefined();
    }
    expect(serviceTable('constructor')).toBeUndefined();
    expect(serviceTable('tables/s3')).toBeUndefined();
  });

  it('loads a service once', () => {
    expect(serviceTable('sqs')).toBe(serviceTable('SQS'));
  });

  it('has a sound table for each service', () => {
    let actions = 0;
    for (const prefix of servicePrefixes()) {
      const table = serviceTable(prefix);
      expect(table?.prefix).toBe(prefix);
      for (const [key, { name, resourceTypes }] of table?.actions ?? []) {
        actions += 1;
        expect(key).toMatch(/^[a-z0-9_-]+$/);
        expect(name.toLowerCase()).toBe(key);
        for (const type of resourceTypes) expect(table?.resourceTypes.has(type.name)).toBe(true);
      }
      for (const { arnFormats } of table?.resourceTypes.values() ?? []) {
        for (const format of arnFormats) expect(format).toMatch(/^arn:(?:[^:\s]*:){4}\S+$/);
      }
    }
    expect(servicePrefixes().length).toBeGreaterThan(450);
    expect(actions).toBeGreaterThan(22_000);
  });
});

describe('encodeTable', () => {
  const name = fc.stringMatching(/^[A-Za-z0-9${}/:. -]{1,12}$/);

  it('is undone by decodeTable', () => {
    const content = fc
      .record({ keys: fc.uniqueArray(name, { maxLength: 40 }), kinds: fc.uniqueArray(name, { maxLength: 40 }) })
      .chain(({ keys, kinds }) => {
        const someKeys = keys.length === 0 ? fc.constant([]) : fc.uniqueArray(fc.constantFrom(...keys));
        const someKinds = kinds.length === 0 ? fc.constant([]) : fc.uniqueArray(fc.constantFrom(...kinds));
        return fc.record({
          name,
          conditionKeys: fc.constant(keys.map((key) => ({ key, type: 'String' as const }))),
          resourceTypes: fc.tuple(
            ...kinds.map((kind) =>
              fc.record({
                name: fc.constant(kind),
                arnFormats: fc.constant(['arn:${Partition}:x:::a', 'arn:b']),
                conditionKeys: someKeys,
              }),
            ),
          ),
          actions: fc.array(
            fc.record({
              name,
              accessLevel: fc.constantFrom('List', 'Read', 'Write', 'Tagging', 'Permissions management'),
              resourceTypes: someKinds.chain((some) =>
                fc.tuple(...some.map((kind) => fc.record({ name: fc.constant(kind), required: fc.boolean() }))),
              ),
              conditionKeys: someKeys,
            }),
          ),
        });
      });
    fc.assert(
      fc.property(content, (each) => {
        expect(decodeTable(encodeTable(each))).toEqual(each);
      }),
      { numRuns: 200 },
    );
  });

  it('refuses what refers to nothing', () => {
    const action = { name: 'A', accessLevel: 'Read' as const, resourceTypes: [], conditionKeys: ['x:y'] };
    expect(() => encodeTable({ name: 'X', conditionKeys: [], resourceTypes: [], actions: [action] })).toThrow(
      'x:y is no entry of the table',
    );
  });
});
