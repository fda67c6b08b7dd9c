import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { allRules, type ExampleConfiguration, type Relation } from '../../lib/compliance';
import type { LabelledCase, StandIn } from './labelled-case';

interface CheckovCase {
  readonly checkId: string;
  readonly config: ExampleConfiguration;
  readonly pass: readonly string[];
  readonly fail: readonly string[];
}

interface TrivyCase {
  readonly checkId: string;
  readonly config: ExampleConfiguration;
  readonly label: 'good' | 'bad';
}

/** Cases of one project by file. */
export type Cases<Case> = readonly (readonly [string, Case])[];

/** The cases of checks that have an id: those of Checkov and Trivy. */
export function checkCases(folder: string, prefix: string | undefined): readonly LabelledCase[] {
  const checkov = standIns('checkov', prefix);
  const trivy = standIns('trivy', prefix);
  return [
    ...(read(folder, 'checkov') as Cases<CheckovCase>).map(([name, { checkId, config, pass, fail }]) => ({
      name,
      check: checkId,
      configuration: config,
      standIns: checkov.get(checkId) ?? [],
      pass,
      fail,
    })),
    ...(read(folder, 'trivy') as Cases<TrivyCase>).map(([name, { checkId, config, label }]) => ({
      name,
      check: checkId,
      configuration: config,
      standIns: trivy.get(checkId.replace(/^AWS-/, 'AVD-AWS-')) ?? [],
      pass: label === 'good' ? ['*'] : [],
      fail: label === 'bad' ? ['*'] : [],
    })),
  ];
}

/** The cases of one project, by file. */
export function read(folder: string, project: string): readonly (readonly [string, unknown])[] {
  const own = path.basename(path.resolve(folder)) === project ? folder : path.join(folder, project);
  if (!existsSync(own)) return [];
  return readdirSync(own)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => [`${project}/${file}`, JSON.parse(readFileSync(path.join(own, file), 'utf8')) as unknown] as const);
}

function standIns(tool: 'checkov' | 'trivy', prefix = ''): ReadonlyMap<string, readonly StandIn[]> {
  const byCheck = new Map<string, StandIn[]>();
  for (const rule of allRules()) {
    if (!rule.id.startsWith(prefix)) continue;
    for (const equivalent of rule.equivalents[tool] ?? []) {
      const [id, relation]: [string, Relation] =
        typeof equivalent === 'string' ? [equivalent, 'exact'] : [equivalent.id, equivalent.relation];
      byCheck.set(id, [...(byCheck.get(id) ?? []), { rule, relation }]);
    }
  }
  return byCheck;
}
