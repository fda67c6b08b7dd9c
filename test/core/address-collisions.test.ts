import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { SsmParameter } from '@cdktf/provider-aws/lib/ssm-parameter';
import { TerraformElement } from 'cdktf';
import type { Construct } from 'constructs';
import { Key } from '../../lib/encryption/key';
import { newStack, synth } from './support';

/** An element that writes a key in JSON of its own. */
class HandWritten extends TerraformElement {
  constructor(
    scope: Construct,
    id: string,
    private readonly name: string,
  ) {
    super(scope, id);
  }

  override toTerraform(): unknown {
    return { resource: { aws_kms_key: { [this.name]: { enable_key_rotation: false } } } };
  }
}

describe('the address of a guaranteed resource', () => {
  it('is taken by no raw resource', () => {
    const stack = newStack();
    const { resource } = new Key(stack, 'key');
    new KmsKey(stack, 'raw', { enableKeyRotation: false }).overrideLogicalId(resource.friendlyUniqueId);
    expect(() => synth(stack)).toThrow(
      /ADDRESS_TAKEN: aws_kms_key\.key_\w+ is written by shop\/raw and by shop\/key\/Resource.*\(construct shop\/raw\)/,
    );
  });

  it('is taken by no element with JSON of its own', () => {
    const stack = newStack();
    const { resource } = new Key(stack, 'key');
    new HandWritten(stack, 'other', 'other');
    expect(() => synth(stack)).not.toThrow();
    new HandWritten(stack, 'same', resource.friendlyUniqueId);
    expect(() => synth(stack)).toThrow(/ADDRESS_TAKEN/);
  });

  it('stays taken when the resource is removed: what takes its place would be taken for it', () => {
    const stack = newStack();
    const key = new Key(stack, 'key');
    const name = key.resource.friendlyUniqueId;
    stack.node.tryRemoveChild('key');
    expect(() => synth(stack)).not.toThrow();
    new KmsKey(stack, 'raw', { enableKeyRotation: false }).overrideLogicalId(name);
    expect(() => synth(stack)).toThrow(/ADDRESS_TAKEN/);
  });

  it('is free for the same construct made anew, for other types and for other stacks', () => {
    const stack = newStack();
    const { resource } = new Key(stack, 'key');
    stack.node.tryRemoveChild('key');
    new Key(stack, 'key');
    new SsmParameter(stack, 'p', { name: 'p', type: 'SecureString' }).overrideLogicalId(resource.friendlyUniqueId);
    expect(() => synth(stack)).not.toThrow();
    const other = newStack('other');
    new KmsKey(other, 'raw', {}).overrideLogicalId(resource.friendlyUniqueId);
    expect(() => synth(other)).not.toThrow();
  });
});
