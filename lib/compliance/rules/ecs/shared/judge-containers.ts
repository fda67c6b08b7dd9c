import { notApplicable, pass, undecided, unknown, type Outcome } from '../../../engine/outcome';
import type { Block } from '../../../model/block';
import { unlessExempt } from '../../../reading/exemption';
import {
  CONTAINER_DEFINITIONS,
  containerDefinitions,
  type Container,
  type ContainerDefinitions,
} from './container-definitions';
import { OPERATING_SYSTEM, runsOnWindows } from './operating-system';

/**
 * Holds every container of a task definition against a rule.
 *
 * @param judge what is wrong with a container whose fields can be read; undefined for nothing
 * @param expected what would pass, for a container that is not known
 */
export function judgeContainers(
  task: Block,
  expected: string,
  judge: (container: Container) => Outcome | undefined,
): Outcome | readonly Outcome[] {
  const all = containerDefinitions(task);
  if (all.length === 0) return notApplicable();
  const outcomes = all.flatMap((definitions) =>
    judgeInstance(definitions, expected, judge).map((outcome) => inInstance(outcome, definitions.instance)),
  );
  return outcomes.length === 0 ? pass(CONTAINER_DEFINITIONS) : outcomes;
}

function judgeInstance(
  definitions: ContainerDefinitions,
  expected: string,
  judge: (container: Container) => Outcome | undefined,
): readonly Outcome[] {
  const path = CONTAINER_DEFINITIONS;
  if (definitions.unknown !== undefined) return [undecided(path, definitions.unknown, expected)];
  if (definitions.invalid !== undefined) return [unknown({ path, message: definitions.invalid, expected })];
  return definitions.containers.flatMap((container) => {
    const outcome = judge(container);
    // A field that is not seen may hide behind a name that is not known.
    if (container.unknown !== undefined && !isSeen(outcome))
      return [undecided(container.path, container.unknown, expected)];
    return outcome === undefined ? [] : [outcome];
  });
}

/** Tells the findings of several instances of one task definition apart. */
function inInstance(outcome: Outcome, instance: string | undefined): Outcome {
  if (instance === undefined || (outcome.verdict !== 'fail' && outcome.verdict !== 'unknown')) return outcome;
  return { ...outcome, subject: instance, message: `${outcome.message} (instance ${instance})` };
}

/** Holds every container of a task definition against a rule that containers on Windows cannot keep. */
export function judgeLinuxContainers(
  task: Block,
  expected: string,
  judge: (container: Container) => Outcome | undefined,
): Outcome | readonly Outcome[] {
  const windows = runsOnWindows(task);
  if (windows === 'set') return notApplicable();
  return [judgeContainers(task, expected, judge)]
    .flat()
    .map((outcome) => unlessExempt(outcome, windows, OPERATING_SYSTEM));
}

/** True for a fault that stands in the file, rather than one of something that is missing. */
function isSeen(outcome: Outcome | undefined): boolean {
  return outcome?.verdict === 'fail' && outcome.observed !== undefined;
}
