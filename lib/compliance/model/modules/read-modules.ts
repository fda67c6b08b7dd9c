import { readdirSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { InputError } from '../input-error';
import { mergeBlocks, type MergedBlock } from '../merge-blocks';
import { bodyOffset, type Source } from '../raw-block';
import type { CalledModule, ModuleCalls, ModuleFolder } from './called-module';
import { followSource, isWithin, projectOf } from './module-source';

/** Modules within modules, deeper than this, are not read. */
const DEEPEST = 20;

/** Reads one file of Terraform JSON. */
export type ReadSource = (file: string) => Source;

/**
 * Reads the folders that the `module` blocks of a root module call, and those that these call.
 *
 * @param folder folder of the root module
 * @throws InputError where modules call each other in a circle, and where a file cannot be read
 */
export function readModules(sources: readonly Source[], folder: string, read: ReadSource): ModuleCalls {
  if (!sources.some(callsModules)) return new Map();
  return new ModuleReader(projectOf(folder), read).calls(sources, [
    { folder: realpathSync(folder), name: 'the root module' },
  ]);
}

/** What the `module` blocks of a configuration call that lies in no folder: nothing of it is read. */
export function unreadModules(sources: readonly Source[]): ModuleCalls {
  const calls = mergeBlocks(sources.filter(callsModules).map(onlyModules));
  return new Map(
    calls.map(({ block }) => [block.name, { reason: 'the configuration is not read from a folder' }] as const),
  );
}

interface Caller {
  readonly folder: string;
  /** What a message calls it. */
  readonly name: string;
}

class ModuleReader {
  private readonly folders = new Map<string, ModuleFolder>();

  constructor(
    private readonly project: string,
    private readonly read: ReadSource,
  ) {}

  calls(sources: readonly Source[], callers: readonly Caller[]): ModuleCalls {
    const calls = mergeBlocks(sources.filter(callsModules).map(onlyModules));
    return new Map(calls.map((call) => [call.block.name, this.called(call, callers)]));
  }

  private called(call: MergedBlock, callers: readonly Caller[]): CalledModule {
    const source = followSource(call.body.source, callers.at(-1)?.folder ?? this.project, this.project);
    if ('reason' in source) return source;
    const { folder } = source;
    const circle = callers.findIndex((caller) => caller.folder === folder);
    if (circle !== -1) throw circular(call, callers.slice(circle));
    if (callers.length > DEEPEST) return { reason: `modules nest deeper than ${String(DEEPEST)} here` };
    const known = this.folders.get(folder);
    if (known !== undefined) return known;
    const module = this.folder(folder, [...callers, { folder, name: `module.${call.block.name}` }]);
    this.folders.set(folder, module);
    return module;
  }

  private folder(folder: string, callers: readonly Caller[]): ModuleFolder {
    const names = readdirSync(folder)
      .filter((name) => !name.startsWith('.') && statSync(path.join(folder, name), { throwIfNoEntry: false })?.isFile())
      .sort();
    const json = names.filter((name) => name.endsWith('.tf.json'));
    const own = json.filter((name) => isWithin(realpathSync(path.join(folder, name)), this.project));
    const sources = own.map((name) => this.read(path.join(folder, name)));
    return {
      sources,
      calls: this.calls(sources, callers),
      unread: unreadOf(
        names.filter((name) => /\.(?:tf|tofu|tofu\.json)$/.test(name)),
        json.filter((name) => !own.includes(name)),
        json.length > 0,
      ),
    };
  }
}

function callsModules({ value, shown }: Source): boolean {
  return shown === undefined && Object.hasOwn(value, 'module');
}

function onlyModules(source: Source): Source {
  return { ...source, value: { module: source.value.module } };
}

function unreadOf(hcl: readonly string[], foreign: readonly string[], hasJson: boolean): string | undefined {
  const beside = hasJson ? ' beside its Terraform JSON' : '';
  if (hcl.length > 0) return `its folder holds ${listed(hcl)}${beside}, and only Terraform JSON (*.tf.json) is read`;
  if (foreign.length > 0) return `${listed(foreign)} leads out of the project`;
  return hasJson ? undefined : 'its folder holds no Terraform JSON (*.tf.json)';
}

function listed(names: readonly string[]): string {
  return names.length <= 3 ? names.join(', ') : `${names.slice(0, 2).join(', ')} and ${String(names.length - 2)} more`;
}

function circular({ block }: MergedBlock, circle: readonly Caller[]): InputError {
  const offset = bodyOffset(block);
  const chain = [...circle.map(({ name }) => name), `module.${block.name}`].join(' calls ');
  return new InputError(
    `modules call each other in a circle, which Terraform refuses: ${chain}, whose source is the folder of ${circle[0]?.name ?? 'the first'} again`,
    { file: block.source.file, position: offset === undefined ? undefined : block.source.json?.lines.position(offset) },
  );
}
