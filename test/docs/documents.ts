import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { codeBlocks, type CodeBlock } from '../../scripts/readme/code-blocks';

const ROOT = path.join(__dirname, '..', '..');
const WORK = path.join(ROOT, '.cache', 'readme');

/** A Markdown document with its code blocks; those that show a TypeScript file are written to a folder of its own. */
export interface Document {
  /** Path from the root of the repository. */
  readonly name: string;
  readonly text: string;
  readonly blocks: readonly CodeBlock[];
  readonly folder: string;
}

/** Every document whose code a reader may copy. */
export function documents(): readonly Document[] {
  const guides = ['docs', 'docs/guides', 'docs/constructs'].flatMap(markdownOf);
  const examples = readdirSync(path.join(ROOT, 'examples'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => path.join('examples', name, 'README.md'));
  rmSync(WORK, { recursive: true, force: true });
  return ['README.md', ...guides, ...examples].map(readDocument);
}

function markdownOf(folder: string): readonly string[] {
  const files = existsSync(path.join(ROOT, folder)) ? readdirSync(path.join(ROOT, folder)) : [];
  return files.filter((file) => file.endsWith('.md')).map((file) => path.join(folder, file));
}

function readDocument(name: string): Document {
  const text = readFileSync(path.join(ROOT, name), 'utf8');
  const folder = path.join(WORK, name.replace(/[^\w]+/g, '-'));
  const document = { name, text, blocks: codeBlocks(text), folder };
  mkdirSync(folder, { recursive: true });
  for (const { file, code } of typeScriptOf(document)) writeFileSync(path.join(folder, file), code);
  return document;
}

/** The TypeScript files of a document, in its order. */
export function typeScriptOf({
  name,
  blocks,
}: Pick<Document, 'name' | 'blocks'>): readonly (CodeBlock & { readonly file: string })[] {
  return blocks
    .filter(({ language }) => language === 'ts')
    .map((block) => {
      const { file, line } = block;
      if (file === undefined)
        throw new Error(`${name}:${String(line)}: the first line of a ts block names its file: // name.ts`);
      return { ...block, file };
    });
}

/** Writes a document back. */
export function writeDocument({ name }: Pick<Document, 'name'>, text: string): void {
  writeFileSync(path.join(ROOT, name), text);
}
