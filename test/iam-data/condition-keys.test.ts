import { actionHasKey, conditionKeyType, isGlobalAction, isKeyOf, serviceTable } from '../../lib/iam-data';

function table(service: string): NonNullable<ReturnType<typeof serviceTable>> {
  const found = serviceTable(service);
  if (found === undefined) throw new Error(`no table of ${service}`);
  return found;
}

describe('isKeyOf', () => {
  it.each([
    ['aws:ResourceTag/${TagKey}', 'AWS:resourcetag/Team', true],
    ['aws:ResourceTag/${TagKey}', 'aws:ResourceTag/', false],
    ['aws:ResourceTag/${TagKey}', 'aws:ResourceTag', false],
    ['s3:ExistingObjectTag/<key>', 's3:ExistingObjectTag/a/b', true],
    ['secretsmanager:ResourceTag/tag-key', 'secretsmanager:ResourceTag/team', true],
    ['events:Metadata/${Name}/Matcher', 'events:Metadata/a/Matcher', true],
    ['events:Metadata/${Name}/Matcher', 'events:Metadata/a', false],
    ['s3:prefix', 's3:Prefix', true],
    ['s3:prefix', 's3:prefixes', false],
    ['s3:x.y', 's3:xzy', false],
  ])('%s stands for %s: %p', (documented, key, expected) => {
    expect(isKeyOf(documented, key)).toBe(expected);
  });
});

describe('conditionKeyType', () => {
  it('knows keys of the service and global ones', () => {
    expect(conditionKeyType(table('s3'), 's3:max-keys')).toBe('Numeric');
    expect(conditionKeyType(table('s3'), 'aws:SecureTransport')).toBe('Bool');
    expect(conditionKeyType(table('s3'), 'aws:PrincipalTag/team')).toBe('String');
    expect(conditionKeyType(table('iam'), 'iam:PolicyARN')).toBe('ARN');
    expect(conditionKeyType(table('s3'), 'kms:ViaService')).toBeUndefined();
    expect(conditionKeyType(table('s3'), 'aws:PrincipalTag/')).toBeUndefined();
    expect(conditionKeyType(table('s3'), 'constructor')).toBeUndefined();
  });

  it('takes the closest of keys that stand for others', () => {
    expect(conditionKeyType(table('events'), 'events:Metadata/a/Matcher')).toBe('String');
    expect(conditionKeyType(table('events'), 'events:Metadata/a')).toBe('ArrayOfString');
  });
});

describe('actionHasKey', () => {
  const has = (service: string, action: string, key: string): boolean => {
    const entry = table(service).actions.get(action);
    if (entry === undefined) throw new Error(`no action ${action}`);
    return actionHasKey(table(service), entry, key);
  };

  it('tells keys that requests of an action carry', () => {
    expect(has('s3', 'listbucket', 's3:prefix')).toBe(true);
    expect(has('s3', 'getobject', 's3:prefix')).toBe(false);
    expect(has('s3', 'getobject', 'aws:SourceVpce')).toBe(true);
    expect(has('iam', 'passrole', 'iam:PassedToService')).toBe(true);
    expect(has('iam', 'getrole', 'iam:PassedToService')).toBe(false);
    expect(has('rds', 'deletedbinstance', 'aws:ResourceTag/team')).toBe(true);
  });
});

describe('isGlobalAction', () => {
  it('tells actions with one endpoint', () => {
    for (const action of ['iam:GetRole', 'Route53:ListHostedZones', 's3:ListAllMyBuckets', 'organizations:x']) {
      expect(isGlobalAction(action)).toBe(true);
    }
    for (const action of ['s3:GetObject', 'sts:AssumeRole', 'states:StartExecution', 'kms:Decrypt', '', 'iam']) {
      expect(isGlobalAction(action)).toBe(false);
    }
  });
});
