import { fail, notApplicable, pass, unknown, type Outcome } from '../../../engine/outcome';
import type { Block, Configuration } from '../../../model/block';
import { isUnknown } from '../../../model/value';
import { bucketDataEvents, mentionsObjects } from './recorded-events';
import { anyTrailMeets, lacks, recordsEverywhere, TRAIL, type Demand } from './trails';

const EXPECTED = {
  read: 'a selector of AWS::S3::Object for arn:aws:s3 with read_write_type All or ReadOnly',
  write: 'a selector of AWS::S3::Object for arn:aws:s3 with read_write_type All or WriteOnly',
};

const DEMANDS = { read: demandsFor('read'), write: demandsFor('write') };

/** Judges a trail that records events of objects: it, or another trail, has to record those of all buckets. */
export function judgeDataEvents(trail: Block, kind: 'read' | 'write'): Outcome {
  const isMet = anyTrailMeets(trail.configuration, DEMANDS[kind]);
  if (isMet === true) return pass();
  if (mentionsObjects(trail) === false) return notApplicable();
  return lacks(DEMANDS[kind](trail), isMet);
}

/** What a baseline lacks where none of its trails is about objects. */
export function missingDataEvents(configuration: Configuration, kind: 'read' | 'write'): readonly Outcome[] {
  if (configuration.ofType(TRAIL).some((trail) => mentionsObjects(trail) !== false)) return [];
  const isMet = anyTrailMeets(configuration, DEMANDS[kind]);
  if (isMet === true) return [];
  const message = `no trail of the baseline records who ${kind === 'read' ? 'reads' : 'writes'} objects in S3`;
  const expected = EXPECTED[kind];
  if (!isUnknown(isMet)) return [fail({ message, expected })];
  return [unknown({ message: `whether ${message} depends on ${isMet.expression}`, observed: isMet, expected })];
}

function demandsFor(kind: 'read' | 'write'): (trail: Block) => readonly Demand[] {
  return (trail) => {
    const path = trail.nested('advanced_event_selector').length > 0 ? 'advanced_event_selector' : 'event_selector';
    return [
      {
        holds: bucketDataEvents(trail)[kind],
        path,
        message: `the trail does not record who ${kind === 'read' ? 'reads' : 'writes'} objects of all buckets`,
        expected: EXPECTED[kind],
      },
      ...recordsEverywhere(trail),
    ];
  };
}
