import { existsSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';

/** Where a `module` block leads: a folder, or the reason why it is not read. */
export type ModuleSource = { readonly folder: string } | { readonly reason: string };

/**
 * Follows the `source` of a `module` block.
 *
 * @param caller folder of the module that calls
 * @param project folder that no source may leave
 */
export function followSource(source: unknown, caller: string, project: string): ModuleSource {
  if (typeof source !== 'string' || /[$%]\{/.test(source)) return { reason: 'its source is no literal text' };
  if (!isLocal(source)) return { reason: `its source ${withoutCredentials(source)} is no folder of the project` };
  const name = JSON.stringify(source);
  const real = realFolder(path.resolve(caller, source));
  if (real === undefined) return { reason: `there is no folder ${name}` };
  return isWithin(real, project) ? { folder: real } : { reason: `its folder ${name} lies outside of the project` };
}

/** The folder without symbolic links; undefined where there is none, or none that may be read. */
function realFolder(folder: string): string | undefined {
  try {
    const real = realpathSync(folder);
    return statSync(real).isDirectory() ? real : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The folder that the sources of modules may not leave: that of the repository; without one the working directory, or
 * the folder above the configuration where that does not lie below the working directory.
 */
export function projectOf(folder: string): string {
  const real = realpathSync(folder);
  for (let each = real; ; each = path.dirname(each)) {
    if (existsSync(path.join(each, '.git'))) return each;
    if (each === path.dirname(each)) break;
  }
  const cwd = realpathSync(process.cwd());
  return isWithin(real, cwd) ? cwd : path.dirname(real);
}

/** True for a path within a folder, or the folder itself. */
export function isWithin(file: string, folder: string): boolean {
  const relative = path.relative(folder, file);
  return relative === '' || !(relative === '..' || relative.startsWith(`..${path.sep}`) || path.isAbsolute(relative));
}

/** Terraform's own test: everything else is a registry, a repository or an archive. */
function isLocal(source: string): boolean {
  return /^\.\.?(?:[\\/]|$)/.test(source);
}

function withoutCredentials(source: string): string {
  return JSON.stringify(source.replace(/\/\/[^/]*@/g, '//').replace(/\?.*$/s, ''));
}
