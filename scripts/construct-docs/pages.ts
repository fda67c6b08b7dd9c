import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { allBuilds } from '../../test/constructs/builds';
import { constructFacts } from './guarantee-rows';
import { markedClasses, withTables } from './guarantee-table';
import { type Document, withPages } from './pages-list';

const ROOT = path.join(__dirname, '..', '..');
const FOLDER = 'docs/constructs';
const GUIDE = 'docs/guides/constructs.md';
const INDEX = 'docs/README.md';

function read(file: string): Document {
  return { file, text: readFileSync(path.join(ROOT, file), 'utf8') };
}

/** The pages about constructs as they stand: those that have a table of guarantees. */
export function constructPages(): readonly Document[] {
  if (!existsSync(path.join(ROOT, FOLDER))) return [];
  return readdirSync(path.join(ROOT, FOLDER))
    .filter((file) => file.endsWith('.md'))
    .sort()
    .map((file) => read(`${FOLDER}/${file}`))
    .filter(({ text }) => markedClasses(text).length > 0);
}

/** The documents about constructs as they stand: the pages, their guide and the index. */
export function documentsOfConstructs(): readonly Document[] {
  return [...constructPages(), read(GUIDE), read(INDEX)];
}

/** The same documents with what the code says: tables of guarantees and of profiles, lists of pages. */
export function currentDocuments(): readonly Document[] {
  const pages = constructPages();
  const nameOf = (file: string): string => path.posix.basename(file);
  const places = new Map(pages.flatMap(({ file, text }) => markedClasses(text).map((name) => [name, nameOf(file)])));
  const facts = constructFacts(allBuilds);
  const current = pages.map(({ file, text }) => ({ file, text: withTables(text, facts, (name) => places.get(name)) }));
  return [...current, withPages(read(GUIDE), pages), withPages(read(INDEX), pages)];
}
