import { existsSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import type { Assessment, SourceLocation } from '../compliance/engine/assessment';

/** The folder with this file is where `cdktf synth` runs. */
const PROJECT_FILE = 'cdktf.json';

interface Placed {
  readonly file: string;
  readonly source: SourceLocation | null;
}

/**
 * Names sources from the working directory. The JSON names them from the directory of the synthesis, which is another
 * one where the output of a project is checked from outside of it: `check packages/a/cdktf.out packages/b/cdktf.out`.
 * A source that does not exist in its project stays as it is.
 */
export function namedFromHere(assessment: Assessment, cwd: string): Assessment {
  const projects = new Map<string, string | undefined>();
  const names = new Map<string, string>();

  function projectOf(input: string): string | undefined {
    if (!projects.has(input)) projects.set(input, projectAbove(dirname(resolve(cwd, input))));
    return projects.get(input);
  }

  function nameOf(source: string, project: string): string {
    const key = JSON.stringify([project, source]);
    const known = names.get(key);
    if (known !== undefined) return known;
    const name = isFile(join(project, source)) ? relative(cwd, join(project, source)).split(sep).join('/') : source;
    names.set(key, name);
    return name;
  }

  function placed<T extends Placed>(item: T): T {
    if (item.source === null) return item;
    const project = projectOf(item.file);
    if (project === undefined || project === cwd) return item;
    return { ...item, source: { ...item.source, file: nameOf(item.source.file, project) } };
  }

  return { ...assessment, findings: assessment.findings.map(placed), loosened: assessment.loosened.map(placed) };
}

function projectAbove(folder: string): string | undefined {
  for (let candidate = folder; ; candidate = dirname(candidate)) {
    if (existsSync(join(candidate, PROJECT_FILE))) return candidate;
    if (candidate === dirname(candidate)) return undefined;
  }
}

/** A name from the input may hold anything. */
function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
