import { randomBytes } from 'node:crypto';
import { mkdirSync, renameSync, rmdirSync, rmSync, statSync, writeFileSync, type Stats } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { suggest } from '../compliance/engine/registry';
import { InputError } from '../compliance/model/input-error';
import { reporters } from '../reporters';
import { UsageError } from './usage-error';
import { realPath } from './real-path';

/** One report of a run. */
export interface ReportOutput {
  readonly format: string;
  /** Where it goes; standard output when left out. */
  readonly file: ReportFile | undefined;
}

export interface ReportFile {
  /** As it was named. */
  readonly name: string;
  /** Absolute, without symbolic links as far as it exists. */
  readonly path: string;
}

/** A report that is ready to be written. */
export interface RenderedReport {
  readonly file: ReportFile;
  readonly text: string;
}

/**
 * Reads what `--format` was given: `name` or `name=file`, once or more; nothing means `stylish`.
 *
 * @throws UsageError for a format that does not exist, two reports on standard output or in one file, and a file that is
 * no regular one
 */
export function parseOutputs(texts: readonly string[] | undefined, cwd: string): readonly ReportOutput[] {
  const outputs = (texts ?? ['stylish']).map((text) => parseOutput(text, cwd));
  const printed = outputs.filter(({ file }) => file === undefined);
  if (printed.length > 1) {
    const names = printed.map(({ format }) => format).join(' and ');
    throw new UsageError(
      `only one report fits on standard output, not ${names}; give the others a file: --format ${printed[0]?.format ?? ''}=<file>`,
    );
  }
  const formats = new Map<string, string>();
  for (const { format, file } of outputs) {
    if (file === undefined) continue;
    const other = formats.get(file.path);
    if (other !== undefined)
      throw new UsageError(`${other} and ${format} would both be written to ${file.name}; name a file for each`);
    formats.set(file.path, format);
  }
  return outputs;
}

/**
 * Refuses to write over what is checked.
 *
 * @throws UsageError
 */
export function refuseInputs(outputs: readonly ReportOutput[], inputs: readonly string[], cwd: string): void {
  const read = new Set(inputs.map((input) => realPath(resolve(cwd, input))));
  const clash = outputs.find(({ file }) => file !== undefined && read.has(file.path));
  if (clash?.file !== undefined)
    throw new UsageError(`${clash.file.name} is read by this run; name another file for the ${clash.format} report`);
}

/**
 * Writes all reports, or none: each is written beside its place, and moved there when all are. Folders are made.
 *
 * @throws InputError where a file cannot be written
 */
export function writeReports(reports: readonly RenderedReport[]): void {
  const drafts: { readonly report: RenderedReport; readonly draft: string }[] = [];
  const folders: string[] = [];
  try {
    for (const report of reports) {
      attempt(report.file, () => {
        const { path } = report.file;
        folders.push(...makeFolder(dirname(path)));
        const draft = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`);
        drafts.push({ report, draft });
        writeFileSync(draft, report.text, { flag: 'wx' });
      });
    }
    for (const { report, draft } of drafts) {
      attempt(report.file, () => {
        renameSync(draft, report.file.path);
      });
    }
  } catch (error) {
    for (const { draft } of drafts) rmSync(draft, { force: true });
    for (const folder of folders.reverse()) removeEmpty(folder);
    throw error;
  }
}

function parseOutput(text: string, cwd: string): ReportOutput {
  const at = text.indexOf('=');
  const format = at === -1 ? text : text.slice(0, at);
  if (!reporters.has(format)) throw new UsageError(unknownFormat(format));
  if (at === -1) return { format, file: undefined };
  const name = text.slice(at + 1);
  if (name === '') throw new UsageError(`the file of --format ${format}= is missing; leave out the = to print it`);
  return { format, file: { name, path: fileOf(name, format, cwd) } };
}

function unknownFormat(format: string): string {
  const names = [...reporters.keys()];
  const near = suggest(format.toLowerCase(), names);
  const hint = near === undefined ? '' : `did you mean ${JSON.stringify(near)}? `;
  return `unknown format ${JSON.stringify(format)}; ${hint}formats are ${names.join(', ')}`;
}

/** A device or a pipe would be replaced by a file. */
function fileOf(name: string, format: string, cwd: string): string {
  const path = resolve(cwd, name);
  const isSpecial = /^\/(?:dev|proc|sys)\//.test(path) || /[\\/]$/.test(name);
  if (isSpecial || statOf(path)?.isFile() === false)
    throw new UsageError(
      `${name} is no regular file; name a file for the ${format} report, or leave it out to print it`,
    );
  return realPath(path);
}

function statOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined; // what is in the way is told when the file is written
  }
}

/** Makes a folder with its parents; returns those that did not exist, the outermost first. */
function makeFolder(path: string): readonly string[] {
  const outermost = mkdirSync(path, { recursive: true });
  if (outermost === undefined) return [];
  const made = [path];
  while (made[0] !== undefined && made[0] !== outermost) made.unshift(dirname(made[0]));
  return made;
}

function removeEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // somebody else has put something there
  }
}

function attempt({ name }: ReportFile, write: () => void): void {
  try {
    write();
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    throw new InputError(`the report cannot be written (${code}); check the folder and its permissions`, {
      file: name,
      cause: error,
    });
  }
}
