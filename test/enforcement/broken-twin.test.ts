import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runExample } from '../examples/run-example';
import { messageOf } from './enforced-app';

/** Synthesis runs in a process of its own. */
jest.setTimeout(60_000);

const PRELOAD = join(__dirname, 'enforce-every-app.ts');

describe('an enforced app', () => {
  const folders: string[] = [];
  const newFolder = (): string => {
    const folder = mkdtempSync(join(tmpdir(), 'guardrails-enforced-'));
    folders.push(folder);
    return folder;
  };
  afterAll(() => {
    for (const folder of folders) rmSync(folder, { recursive: true });
  });

  it('is not synthesised where it is examples/broken-twin', () => {
    const folder = newFolder();
    const message = messageOf(() => {
      runExample('broken-twin', folder, [PRELOAD]);
    });
    const rules = new Set(message.match(/\b[a-z0-9]+(?:-[a-z0-9]+)+$/gm));
    expect(rules.size).toBeGreaterThanOrEqual(15);
    expect(message).toContain('kms-key-rotation-enabled');
    expect(message).toContain('broken-twin/db');
    expect(message).toMatch(/^examples\/broken-twin\/main\.ts$/m);
    for (const secret of ['correct-horse', 'bPxRfiCY', 'hunter2']) expect(message).not.toContain(secret);
    expect(existsSync(join(folder, 'manifest.json'))).toBe(false);
    expect(existsSync(join(folder, 'stacks/broken-twin/cdk.tf.json'))).toBe(false);
  });

  it('is synthesised where it is examples/three-tier', () => {
    const folder = newFolder();
    runExample('three-tier', folder, [PRELOAD]);
    expect(existsSync(join(folder, 'manifest.json'))).toBe(true);
    expect(existsSync(join(folder, '.guardrails-rejected.json'))).toBe(false);
  });
});
