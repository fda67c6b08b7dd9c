import { compareText, sortedByJson } from './canonical-json';
import type { Evidence, FindingEvidence, RuleEvidence, SuppressionEvidence } from './evidence';

/** One thing that is not as it was. `old` is null for what is new, `new` for what is gone. */
export interface Change {
  readonly id: string;
  readonly old: string | null;
  readonly new: string | null;
  /** What it is about, for people; an empty string where the id says it. */
  readonly about: string;
}

/** What changed between two manifests. */
export interface EvidenceDiff {
  readonly version: 1;
  /** True where a control, rule, finding, suppression, tag or name changed. */
  readonly changed: boolean;
  readonly controls: readonly Change[];
  readonly rules: readonly Change[];
  readonly findings: readonly Change[];
  readonly suppressions: readonly Change[];
  readonly tags: readonly Change[];
  readonly names: readonly Change[];
  /** What the manifests were made of, such as inputs and tool: a change here is none of the evidence. */
  readonly context: readonly Change[];
}

interface State {
  readonly id: string;
  readonly state: string;
  readonly about: string;
}

/** Compares two manifests. Counts of passes and the order of things do not matter. */
export function diffEvidence(old: Evidence, next: Evidence): EvidenceDiff {
  const compare = (statesOf: (evidence: Evidence) => readonly State[]): readonly Change[] =>
    changes(statesOf(old), statesOf(next));
  const parts = {
    controls: compare(({ controls }) =>
      controls.map(({ standard, control, status }) => ({ id: `${standard} ${control}`, state: status, about: '' })),
    ),
    rules: compare(({ rules }) => rules.map(ruleState)),
    findings: compare(({ findings }) => findings.map(findingState)),
    suppressions: compare(({ suppressions }) => suppressions.map(suppressionState)),
    tags: compare(tagStates),
    names: compare(({ names }) =>
      (names?.resources ?? []).map(({ address, name, verdict }) => ({
        id: `${address} ${name}`,
        state: verdict,
        about: '',
      })),
    ),
  };
  return {
    version: 1,
    changed: Object.values(parts).some((part) => part.length > 0),
    ...parts,
    context: compare(contextStates),
  };
}

function ruleState({ id, severity, status, optionsSha256 }: RuleEvidence): State {
  const options = optionsSha256 === undefined ? '' : `, options ${optionsSha256.slice(0, 12)}`;
  return { id, state: `${status} (${severity}${options})`, about: '' };
}

function findingState({ id, rule, verdict, suppressed, address, path, message }: FindingEvidence): State {
  const place = path === '' ? address : `${address}.${path}`;
  return { id, state: suppressed ? `${verdict}, suppressed` : verdict, about: `${rule} ${place}: ${message}` };
}

function suppressionState({ rule, reason, state, findings, ...rest }: SuppressionEvidence): State {
  const { owner, ticket, expires } = rest;
  const details = [
    owner === undefined ? '' : `owner ${owner}`,
    ticket === undefined ? '' : `ticket ${ticket}`,
    expires === undefined ? 'never expires' : `expires ${expires}`,
    `accepts ${findings.length === 0 ? 'nothing' : findings.join(', ')}`,
  ];
  return { id: `${rule}: ${reason}`, state: [state, ...details.filter((text) => text !== '')].join(', '), about: '' };
}

function tagStates({ tags }: Evidence): readonly State[] {
  return (tags?.resources ?? []).map(({ address, missing, unknown }) => {
    const parts = [
      missing.length === 0 ? '' : `lacks ${missing.join(', ')}`,
      unknown.length === 0 ? '' : `unknown ${unknown.join(', ')}`,
    ].filter((text) => text !== '');
    return { id: address, state: parts.length === 0 ? 'complete' : parts.join('; '), about: '' };
  });
}

function contextStates(evidence: Evidence): readonly State[] {
  const { tool, time, git, packs, ruleSetSha256, settingsSha256, settingsFiles, inputs, notRead, tags, names } =
    evidence;
  const states: readonly (readonly [string, string | undefined])[] = [
    ['tool', `${tool.name} ${tool.version}`],
    ['time', time],
    ['git', git && `${git.commit}${git.dirty ? ', dirty' : ''}`],
    ['packs', packs.join(', ')],
    ['rule set', ruleSetSha256],
    ['settings', settingsSha256],
    ['required tags', tags?.required.join(', ')],
    ['name patterns', names?.patterns.join(', ')],
    ...settingsFiles.map(({ file, sha256 }) => [`settings file ${file}`, sha256] as const),
    ...inputs.map(({ file, kind, sha256 }) => [`input ${file}`, `${kind} ${sha256}`] as const),
    ...notRead.map(({ file, address, message }) => [`not read ${file} ${address}`, message] as const),
  ];
  return states.flatMap(([id, state]) => (state === undefined ? [] : [{ id, state, about: '' }]));
}

function changes(old: readonly State[], next: readonly State[]): readonly Change[] {
  const [before, after] = [byId(old), byId(next)];
  const ids = [...new Set([...before.keys(), ...after.keys()])].sort(compareText);
  return ids.flatMap((id) => {
    const [was, is] = [before.get(id), after.get(id)];
    if (was?.state === is?.state) return [];
    return [{ id, old: was?.state ?? null, new: is?.state ?? null, about: (is ?? was)?.about ?? '' }];
  });
}

/** Two stacks may hold the same address: those of one id are told apart by their order. */
function byId(states: readonly State[]): ReadonlyMap<string, State> {
  const all = new Map<string, State>();
  const counts = new Map<string, number>();
  for (const state of sortedByJson(states)) {
    const count = (counts.get(state.id) ?? 0) + 1;
    counts.set(state.id, count);
    all.set(count === 1 ? state.id : `${state.id} #${String(count)}`, state);
  }
  return all;
}
