import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DbInstance } from '@cdktf/provider-aws/lib/db-instance';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { Testing, TerraformStack } from 'cdktf';
import { toMatchProviderSchema } from '../../lib/testing/matchers/to-match-provider-schema';
import '../../lib/testing';

function stackOf(override?: readonly [path: string, value: unknown]): TerraformStack {
  const stack = new TerraformStack(Testing.app(), 'data');
  new AwsProvider(stack, 'aws', { region: 'eu-west-1' });
  const instance = new DbInstance(stack, 'db', { instanceClass: 'db.t4g.micro', storageEncrypted: true });
  if (override !== undefined) instance.addOverride(...override);
  return stack;
}

describe('toMatchProviderSchema', () => {
  it('passes what the provider accepts, in every form of a subject', () => {
    expect(stackOf()).toMatchProviderSchema();
    expect(Testing.synth(stackOf())).toMatchProviderSchema({ provider: 'aws', from: process.cwd() });
    expect(toMatchProviderSchema(stackOf()).message()).toBe(
      'expected a block that does not match the schema of hashicorp/aws 6.25.0, but all 2 do',
    );
  });

  it('fails on a misspelt override, and says what was meant', () => {
    const subject = stackOf(['storage_encryptd', true]);
    expect(subject).not.toMatchProviderSchema();
    const { pass, message } = toMatchProviderSchema(subject);
    expect(pass).toBe(false);
    expect(message()).toContain('expected every block to match the schema of hashicorp/aws 6.25.0');
    expect(message()).toContain('data/db (aws_db_instance.db');
    expect(message()).toContain('did you mean storage_encrypted?');
    expect(() => {
      expect(subject).toMatchProviderSchema();
    }).toThrow(/storage_encryptd/);
  });

  it('does not pass what cannot be decided, or where there is nothing to check', () => {
    const subject = {
      terraform: { required_providers: { aws: { source: 'hashicorp/aws', version: '5.100.0' } } },
      resource: { aws_vpc: { main: { cidr_block: '10.0.0.0/16' } } },
    };
    expect(toMatchProviderSchema(subject).pass).toBe(false);
    expect(toMatchProviderSchema(subject).message()).toContain('knows the arguments of 6.25.0');
    const other = toMatchProviderSchema({ resource: { random_id: { a: {} } } });
    expect(other.pass).toBe(false);
    expect(other.message()).toContain('there is none of that provider');
    const onlyVersion = { terraform: { required_providers: { aws: { source: 'aws', version: '6.25.0' } } } };
    expect(toMatchProviderSchema(onlyVersion).pass).toBe(false);
  });

  it('looks for the bindings beside the test, or where it is told', () => {
    const elsewhere = mkdtempSync(path.join(tmpdir(), 'no-bindings-'));
    try {
      expect(() => toMatchProviderSchema(stackOf(), { from: elsewhere })).toThrow(/is installed; run npm install/);
      const there = { testPath: path.join(elsewhere, 'a.test.ts') };
      expect(() => toMatchProviderSchema.call(there, stackOf())).toThrow(/is installed; run npm install/);
      expect(toMatchProviderSchema.call({ testPath: __filename }, stackOf()).pass).toBe(true);
    } finally {
      rmSync(elsewhere, { recursive: true });
    }
  });

  it('refuses options that it does not understand', () => {
    expect(() => toMatchProviderSchema(stackOf(), { form: 'x' } as never)).toThrow(
      /unknown option "form"; did you mean "from"/,
    );
    expect(() => toMatchProviderSchema(stackOf(), { from: 5 } as never)).toThrow(/from must be a name, got number/);
    expect(() => toMatchProviderSchema(stackOf(), { provider: 'nope' })).toThrow(/the schema of the provider "nope"/);
  });
});
