import type { Finding } from '../compliance/engine/assessment';
import { SEVERITIES, type Severity } from '../compliance/engine/severity';

/** The findings of one block. */
export interface BlockGroup {
  readonly address: string;
  readonly constructPath: string | null;
  readonly source: Finding['source'];
  /** Worst first, then in the order of the file. */
  readonly findings: readonly Finding[];
}

export interface FileGroup {
  /** The source file that created the blocks, where it is known; else the file that was read. */
  readonly file: string;
  /** Those with the worst finding first. */
  readonly blocks: readonly BlockGroup[];
}

/** The worst findings, at most `limit` of them. */
export function worst(findings: readonly Finding[], limit: number): readonly Finding[] {
  return [...findings].sort(bySeverity).slice(0, limit);
}

/** Groups findings by the source file that created their blocks, or by the file that was read; then by block. What is worst comes first. */
export function groupFindings(findings: readonly Finding[]): readonly FileGroup[] {
  const files = new Map<string, Map<string, Finding[]>>();
  for (const finding of [...findings].sort(byPlace)) {
    const { source, file, constructPath, address } = finding;
    const blocks = ensure(files, source?.file ?? file, () => new Map<string, Finding[]>());
    ensure(blocks, JSON.stringify([file, constructPath, address, source?.line, source?.column]), () => []).push(
      finding,
    );
  }
  return [...files]
    .map(([file, blocks]) => ({ file, blocks: [...blocks.values()].flatMap(blockGroup).sort(byWorstFinding) }))
    .sort((a, b) => worstRank(a.blocks) - worstRank(b.blocks) || compareText(a.file, b.file));
}

function blockGroup(findings: readonly Finding[]): readonly BlockGroup[] {
  const [first] = findings;
  if (first === undefined) return [];
  const { address, constructPath, source } = first;
  return [{ address, constructPath, source, findings }];
}

function byWorstFinding(a: BlockGroup, b: BlockGroup): number {
  return (
    worstRank([a]) - worstRank([b]) ||
    compareText(a.constructPath ?? '', b.constructPath ?? '') ||
    compareText(a.address, b.address)
  );
}

function worstRank(blocks: readonly BlockGroup[]): number {
  const [first] = blocks;
  return first?.findings[0] === undefined ? SEVERITIES.length : rank(first.findings[0].severity);
}

function byPlace(a: Finding, b: Finding): number {
  return (
    bySeverity(a, b) ||
    (a.source?.line ?? 0) - (b.source?.line ?? 0) ||
    (a.source?.column ?? 0) - (b.source?.column ?? 0) ||
    (a.line ?? 0) - (b.line ?? 0) ||
    (a.column ?? 0) - (b.column ?? 0) ||
    compareText(a.rule, b.rule) ||
    compareText(a.id, b.id)
  );
}

function bySeverity(a: Finding, b: Finding): number {
  return rank(a.severity) - rank(b.severity);
}

function rank(severity: Severity): number {
  return SEVERITIES.indexOf(severity);
}

/** Order by code units: the same on every machine, whatever its language. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function ensure<Key, Item>(map: Map<Key, Item>, key: Key, create: () => Item): Item {
  const present = map.get(key);
  if (present !== undefined) return present;
  const created = create();
  map.set(key, created);
  return created;
}
