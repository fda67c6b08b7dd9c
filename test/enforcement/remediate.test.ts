import type { DbInstance } from '@cdktf/provider-aws/lib/db-instance';
import { Instance } from '@cdktf/provider-aws/lib/instance';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { S3BucketPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-bucket-public-access-block';
import { Testing, TerraformVariable, type TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { Guardrails } from '../../lib/enforcement/guardrails';
import { Suppressions } from '../../lib/core/suppressions';
import { Key } from '../../lib/encryption/key';
import { EnforcementMode } from '../../lib/enforcement/enforcement-mode';
import type { EnforcementProps } from '../../lib/enforcement/enforcement-props';
import { database, messageOf, newStack, Project } from './enforced-app';

const REMEDIATE = { mode: EnforcementMode.REMEDIATE, ignoreSettingsFile: true, packs: [] };
const rule = (...ids: string[]): EnforcementProps => ({
  ...REMEDIATE,
  ruleSeverities: Object.fromEntries(ids.map((id) => [id, 'high'])),
});

type Resources = Record<string, Record<string, Record<string, unknown>>>;

function synthesised(stack: TerraformStack): Resources {
  const { resource } = JSON.parse(Testing.synth(stack, true)) as { resource: Resources };
  return resource;
}

function remediatedStack(props: EnforcementProps): TerraformStack {
  const stack = newStack(Testing.app(), 'shop');
  Guardrails.enforce(stack, props);
  return stack;
}

describe('the remediation mode', () => {
  it('sets what is missing, says so on the construct, and lists it', () => {
    const stack = remediatedStack(rule('kms-key-rotation-enabled'));
    const key = new KmsKey(stack, 'key');
    expect(synthesised(stack).aws_kms_key?.key).toMatchObject({ enable_key_rotation: true });
    expect(Guardrails.remediated(stack)).toEqual([
      {
        rule: 'kms-key-rotation-enabled',
        address: 'aws_kms_key.key',
        constructPath: 'shop/key',
        attribute: 'enable_key_rotation',
        value: 'true',
        applied: true,
        source: {
          file: 'test/enforcement/remediate.test.ts',
          line: expect.any(Number) as number,
          column: expect.any(Number) as number,
        },
      },
    ]);
    expect(key.node.metadata.filter(({ type }) => type === '@cdktf/info').map(({ data }) => data as unknown)).toEqual([
      'kms-key-rotation-enabled: aws_kms_key.key.enable_key_rotation was absent, set to true',
    ]);
  });

  it('changes nothing the second time', () => {
    const stack = remediatedStack(rule('kms-key-rotation-enabled'));
    const key = new KmsKey(stack, 'key');
    const first = Testing.synth(stack, true);
    const before = Guardrails.remediated(stack);
    expect(Testing.synth(stack, true)).toBe(first);
    expect(Guardrails.remediated(stack)).toEqual(before);
    expect(key.node.metadata.filter(({ type }) => type === '@cdktf/info')).toHaveLength(1);
  });

  it('replaces a literal, and tells what stood there', () => {
    const stack = remediatedStack(rule('rds-no-public-access'));
    database(stack, 'db', { publiclyAccessible: true });
    expect(synthesised(stack).aws_db_instance?.db).toMatchObject({ publicly_accessible: false });
    expect(Guardrails.remediated(stack)).toMatchObject([{ previousValue: 'true', value: 'false', applied: true }]);
  });

  it('sets one argument of a block and leaves the others', () => {
    const stack = remediatedStack(rule('ec2-imdsv2'));
    new Instance(stack, 'host', {
      ami: 'ami-1',
      instanceType: 't4g.micro',
      metadataOptions: { httpTokens: 'optional', httpPutResponseHopLimit: 1 },
    });
    new Instance(stack, 'plain', { ami: 'ami-1', instanceType: 't4g.micro' });
    const hosts = synthesised(stack).aws_instance;
    expect(hosts?.host?.metadata_options).toEqual({ http_tokens: 'required', http_put_response_hop_limit: 1 });
    expect(hosts?.plain?.metadata_options).toEqual({ http_tokens: 'required' });
  });

  it('sets all four arguments of a public access block', () => {
    const stack = remediatedStack(rule('s3-bucket-public-access-block'));
    new S3BucketPublicAccessBlock(stack, 'block', { bucket: 'catalogue', blockPublicAcls: true });
    expect(synthesised(stack).aws_s3_bucket_public_access_block?.block).toMatchObject({
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    });
    expect(Guardrails.remediated(stack)).toHaveLength(3);
  });

  it.each<[string, (db: DbInstance, stack: TerraformStack) => void]>([
    [
      'addOverride',
      (db) => {
        db.addOverride('publicly_accessible', true);
      },
    ],
    [
      'an override of the stack',
      (db, stack) => {
        stack.addOverride('resource.aws_db_instance.db.publicly_accessible', true);
      },
    ],
  ])('replaces a literal that %s has set', (_name, override) => {
    const stack = remediatedStack(rule('rds-no-public-access'));
    override(database(stack, 'db'), stack);
    expect(synthesised(stack).aws_db_instance?.db).toMatchObject({ publicly_accessible: false });
  });

  it('leaves an expression as it is, lists it, and fails where it comes to something insecure', () => {
    const stack = remediatedStack(rule('rds-no-public-access'));
    const choice = new TerraformVariable(stack, 'choice', { type: 'bool', default: true });
    database(stack, 'db').addOverride('publicly_accessible', choice.value);
    expect(messageOf(() => Testing.synth(stack, true))).toContain('rds-no-public-access');
    expect(Guardrails.remediated(stack)).toMatchObject([
      { applied: false, skipReason: 'publicly_accessible is an expression; correct what it comes to' },
    ]);
  });

  it('leaves a directive as it is', () => {
    const stack = remediatedStack(rule('rds-no-public-access'));
    const text = '%{ if var.open }true%{ else }false%{ endif }';
    stack.addOverride('variable.open', { type: 'bool', default: true });
    database(stack, 'db').addOverride('publicly_accessible', text);
    messageOf(() => Testing.synth(stack, true));
    expect(Guardrails.remediated(stack).map(({ skipReason = '' }) => skipReason)).toEqual([
      'publicly_accessible is an expression; correct what it comes to',
    ]);
  });

  it('leaves an expression that is not known, and lists it', () => {
    const stack = remediatedStack(rule('rds-no-public-access'));
    const choice = new TerraformVariable(stack, 'choice', { type: 'bool' });
    database(stack, 'db').addOverride('publicly_accessible', choice.value);
    expect(synthesised(stack).aws_db_instance?.db).toMatchObject({ publicly_accessible: '${var.choice}' });
    expect(Guardrails.remediated(stack)).toMatchObject([{ applied: false, previousValue: '"${var.choice}"' }]);
  });

  it('leaves dynamic blocks and lists of blocks', () => {
    const stack = remediatedStack(rule('ec2-imdsv2'));
    const host = (id: string) => new Instance(stack, id, { ami: 'ami-1', instanceType: 't4g.micro' });
    host('dynamic').addOverride('dynamic.metadata_options', {
      for_each: [1],
      content: { http_tokens: 'optional' },
    });
    host('list').addOverride('metadata_options', [{ http_tokens: 'optional' }]);
    expect(messageOf(() => Testing.synth(stack, true))).toContain('2 findings');
    expect(Guardrails.remediated(stack).map(({ skipReason }) => skipReason)).toEqual([
      'metadata_options is a dynamic block; correct what it is made from',
      'metadata_options is a list of blocks; correct it where it is written',
    ]);
  });

  it('does not touch what is suppressed', () => {
    const stack = remediatedStack(rule('kms-key-rotation-enabled'));
    const key = new KmsKey(stack, 'key');
    Suppressions.of(key).add({ rule: 'kms-key-rotation-enabled', reason: 'its material was imported by hand' });
    expect(synthesised(stack).aws_kms_key?.key).not.toHaveProperty('enable_key_rotation');
    expect(Guardrails.remediated(stack)).toEqual([]);
  });

  it('leaves parts of the constructs of this package to their props', () => {
    const stack = remediatedStack(rule('kms-key-rotation-enabled'));
    const key = new Key(stack, 'key', { description: 'catalogue' });
    key.resource.enableKeyRotation = false;
    messageOf(() => Testing.synth(stack, true));
    expect(Guardrails.remediated(stack)).toMatchObject([
      { applied: false, skipReason: 'it belongs to Key shop/key; change the props of that' },
    ]);
  });

  it('does not have Terraform replace a resource unless told to', () => {
    const stack = remediatedStack(rule('rds-instance-storage-encrypted'));
    database(stack, 'db', { storageEncrypted: false });
    expect(messageOf(() => Testing.synth(stack, true))).toContain('rds-instance-storage-encrypted');
    expect(Guardrails.remediated(stack)).toMatchObject([
      { applied: false, skipReason: expect.stringContaining('Terraform would replace') as string },
    ]);
    Guardrails.enforce(stack, { remediateByReplacement: true });
    expect(synthesised(stack).aws_db_instance?.db).toMatchObject({ storage_encrypted: true });
    expect(Guardrails.remediated(stack)).toMatchObject([{ applied: true, previousValue: 'false' }]);
  });

  it('fails on what it cannot mend', () => {
    const stack = remediatedStack(rule('kms-key-rotation-enabled', 'rds-backup-retention'));
    new KmsKey(stack, 'key');
    database(stack, 'db', { backupRetentionPeriod: 0 });
    const message = messageOf(() => Testing.synth(stack, true));
    expect(message).toContain('rds-backup-retention');
    expect(message).not.toContain('kms-key-rotation-enabled');
  });

  it('mends by the rules of the app and by those of the stack', () => {
    const app = Testing.app();
    const stack = newStack(app, 'shop');
    Guardrails.enforce(app, rule('rds-deletion-protection'));
    Guardrails.enforce(stack, rule('kms-key-rotation-enabled'));
    new KmsKey(stack, 'key');
    database(stack, 'db');
    const { aws_kms_key: keys, aws_db_instance: databases } = synthesised(stack);
    expect(keys?.key?.enable_key_rotation).toBe(true);
    expect(databases?.db?.deletion_protection).toBe(true);
    expect(Guardrails.remediated(app)).toHaveLength(2);
  });

  it('mends stacks of an app that are made later, nested ones and those of constructs too', () => {
    const project = new Project();
    const app = project.app();
    const early = newStack(app, 'early');
    Guardrails.enforce(app, rule('kms-key-rotation-enabled'));
    const late = newStack(app, 'late');
    const group = new Construct(app, 'group');
    const grouped = newStack(group, 'grouped');
    const nested = newStack(late, 'nested');
    for (const stack of [early, late, grouped, nested]) new KmsKey(new Construct(stack, 'part'), 'key');
    app.synth();
    expect(
      Guardrails.remediated(app)
        .map(({ constructPath }) => constructPath)
        .sort(),
    ).toEqual(['early/part/key', 'group/grouped/part/key', 'late/nested/part/key', 'late/part/key']);
    expect(Guardrails.remediated(early.node.findChild('part'))).toHaveLength(1);
    expect(Guardrails.remediated(group)).toHaveLength(1);
    project.remove();
  });
});
