import type { Assessment } from '../../compliance/engine/assessment';
import { allRules } from '../../compliance/engine/registry';
import type { Controls } from '../../compliance/engine/rule';
import { Statuses, type ControlStatus } from '../../compliance/packs/control-status';
import type { Coverage } from '../../compliance/packs/coverage';
import { standardControls, type StandardControl } from '../../compliance/packs/standard-controls';
import { STANDARDS } from '../../compliance/packs/standards';

export interface ControlResult {
  readonly id: string;
  readonly status: ControlStatus;
  /** What it is about, or an empty string. */
  readonly topic: string;
  /** Why it is not decided in full, or an empty string. */
  readonly note: string;
  /** Ids of its rules, whether they ran or not. */
  readonly rules: readonly string[];
}

export interface FrameworkResult {
  readonly title: string;
  readonly controls: readonly ControlResult[];
}

/** What is shown first. */
const MAIN_STANDARD = 'cis-aws-5.0.0';

/** The status of every control that a rule supports, or that a benchmark lists. */
export function controlResults(assessment: Assessment): readonly FrameworkResult[] {
  const statuses = new Statuses(assessment);
  const known = new Map<string, Controls>();
  for (const { id, controls } of [...allRules(), ...assessment.rules]) known.set(id, controls);
  const rules = [...known].map(([id, controls]) => ({ id, controls }));
  const ordered = [...STANDARDS].sort((a, b) => Number(b.pack === MAIN_STANDARD) - Number(a.pack === MAIN_STANDARD));
  return ordered.flatMap((standard) => {
    const controls = standardControls(standard, rules).map((control): ControlResult => ({
      id: control.id,
      status: statuses.ofControl(control),
      topic: control.coverage?.topic ?? '',
      note: noteOf(control, statuses),
      rules: control.rules,
    }));
    return controls.length === 0 ? [] : [{ title: standard.title, controls }];
  });
}

const COVERAGE_NOTES: Readonly<Record<Coverage['status'], string>> = {
  decided: '',
  partly: 'rules decide a part of it',
  'baseline only': 'absence counts only with --account-baseline',
  'not decidable': '',
  'no rule': 'no rule yet',
};

function noteOf({ rules: ids, coverage }: StandardControl, statuses: Statuses): string {
  const missing = ids.filter((id) => !statuses.hasRun(id)).length;
  const broken = ids.filter((id) => statuses.hasThrown(id)).length;
  return [
    broken === 0 ? '' : `${String(broken)} of ${String(ids.length)} rules threw`,
    missing === 0 || missing === ids.length ? '' : `${String(missing)} of ${String(ids.length)} rules did not run`,
    coverage === undefined ? '' : COVERAGE_NOTES[coverage.status],
    coverage?.status === 'not decidable' ? notDecidable(coverage) : '',
  ]
    .filter((part) => part !== '')
    .join('; ');
}

function notDecidable({ reason = '' }: Coverage): string {
  return reason === '' ? 'no configuration decides it' : `no configuration decides it: ${reason.replace(/\.$/, '')}`;
}
