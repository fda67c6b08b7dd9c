import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { allRules, assess, findRule, loadPaths, type Assessment, type Finding } from '../../../../lib/compliance';
import type { LoadedInput } from '../../../../lib/compliance/model/load';
import type { Value } from '../../../../lib/compliance/model/value';

/** A folder with a root module in `root` and whatever else a test writes. */
export class ModuleProject {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'modules-'));

  path(name: string): string {
    return path.join(this.folder, name);
  }

  write(files: Readonly<Record<string, object | string>>): this {
    for (const [name, content] of Object.entries(files)) {
      const file = this.path(name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content, null, 2));
    }
    return this;
  }

  load(root = 'root'): LoadedInput {
    const [input] = loadPaths([this.path(root)]);
    if (input === undefined) throw new Error('nothing was loaded');
    return input;
  }

  /** The value of an output of the root module. */
  output(name: string): Value {
    return this.load().configuration.block(`output.${name}`)?.get('value');
  }

  /** The verdicts of some rules, passes included; of every rule where none is named. */
  assess(...rules: readonly string[]): Assessment {
    return assess([this.load()], selected(rules), { all: true });
  }

  /** `fail aws_x.y` for every block that a rule judges. */
  verdicts(rule: string): readonly string[] {
    const { findings, errors } = this.assess(rule);
    if (errors[0] !== undefined) throw new Error(errors[0].message);
    return [...new Set(findings.map(({ verdict, address }) => `${verdict} ${address}`))].sort();
  }

  finding(rule: string, address: string): Finding | undefined {
    return this.assess(rule).findings.find((finding) => finding.address === address);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function selected(ids: readonly string[]) {
  const rules = ids.length === 0 ? allRules() : ids.flatMap((id) => findRule(id) ?? []);
  if (ids.length > 0 && rules.length !== ids.length) throw new Error(`no such rule: ${ids.join()}`);
  return rules.map((rule) => ({ rule, severity: rule.severity, options: { ...rule.defaultOptions } }));
}
