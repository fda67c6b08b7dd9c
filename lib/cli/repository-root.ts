import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder above, or the folder itself, that holds `.git`: CI systems know paths from there. */
export function repositoryRoot(folder: string): string {
  for (let candidate = folder; ; candidate = dirname(candidate)) {
    if (existsSync(join(candidate, '.git'))) return candidate;
    if (candidate === dirname(candidate)) return folder;
  }
}
