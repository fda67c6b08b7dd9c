import { readFileSync } from 'node:fs';
import path from 'node:path';

/** Name and version of this package, as reports carry them. */
export const TOOL: { readonly name: string; readonly version: string } = readTool();

function readTool(): { name: string; version: string } {
  const manifest = path.join(__dirname, '..', '..', 'package.json');
  const { name, version } = JSON.parse(readFileSync(manifest, 'utf8')) as { name: string; version: string };
  return { name, version };
}
