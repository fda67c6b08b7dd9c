import { resolve } from 'node:path';
import type { Settings } from '../compliance/engine/settings';
import { loadJson, loadPaths, type LoadedInput } from '../compliance/model/load';
import { visible } from '../reporters/visible-text';
import type { Io } from './io';
import { isStdin, readStdin, STDIN_NAME } from './stdin';

/** Reads the inputs of a run, and says on stderr what of them no rule will judge. */
export function loadInputs(
  paths: readonly string[],
  accountBaseline: Settings['accountBaseline'],
  { allowStale = false }: { readonly allowStale?: boolean },
  io: Io,
): readonly LoadedInput[] {
  if (isStdin(paths)) return loadStdin(readStdin(), accountBaseline, io);
  const inputs = loadPaths(
    paths.map((path) => fromProcess(path, io.cwd)),
    { allowStale },
  );
  sayWhatIsUnread(inputs, accountBaseline, io);
  return inputs;
}

/** The same of Terraform JSON that standard input held: the modules that it calls lie in the working directory. */
export function loadStdin(text: string, accountBaseline: Settings['accountBaseline'], io: Io): readonly LoadedInput[] {
  const inputs = [loadJson(text, STDIN_NAME, { folder: io.cwd })];
  sayWhatIsUnread(inputs, accountBaseline, io);
  return inputs;
}

function sayWhatIsUnread(inputs: readonly LoadedInput[], accountBaseline: Settings['accountBaseline'], io: Io): void {
  warnOfOtherStacks(accountBaseline, inputs, io);
  const unread = new Set(inputs.flatMap(({ warnings }) => warnings.map(({ message }) => message)));
  for (const message of unread) io.stderr.write(`warning: ${visible(message)}\n`);
}

/** Leaves a path as it was typed, for messages, unless the command runs elsewhere than the process. */
function fromProcess(path: string, cwd: string): string {
  return cwd === process.cwd() ? path : resolve(cwd, path);
}

/** A stack that is misspelt would silently be no baseline. */
function warnOfOtherStacks(declared: Settings['accountBaseline'], inputs: readonly LoadedInput[], io: Io): void {
  if (typeof declared === 'boolean') return;
  const names = inputs.map(({ configuration }) => configuration.name);
  const others = declared.filter((name) => !names.includes(name));
  if (others.length === 0) return;
  io.stderr.write(
    `warning: accountBaseline names ${others.map((name) => JSON.stringify(name)).join(', ')}, which is not checked here; checked are ${names.map((name) => JSON.stringify(name)).join(', ')}\n`,
  );
}
