import { DbInstance } from '@cdktf/provider-aws/lib/db-instance';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import type { App, TerraformStack } from 'cdktf';
import { newStack } from './enforced-app';

/** Two stacks alike with two faults each. The lines stand in a golden file. */
export function addBrokenStacks(app: App): void {
  for (const name of ['shop', 'billing']) {
    const stack = newStack(app, name);
    addDatabase(stack, 'good', true);
    addDatabase(stack, 'bad', false);
    new KmsKey(stack, 'key');
  }
}

function addDatabase(stack: TerraformStack, id: string, storageEncrypted: boolean): void {
  new DbInstance(stack, id, { instanceClass: 'db.m7g.large', engine: 'postgres', storageEncrypted });
}
