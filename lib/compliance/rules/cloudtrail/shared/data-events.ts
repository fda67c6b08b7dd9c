import { notApplicable, pass, type Outcome } from '../../../engine/outcome';
import type { Block, Configuration } from '../../../model/block';
import { requireDeclared } from '../../../reading/account-baseline';
import { bucketDataEvents, mentionsObjects } from './recorded-events';
import { anyTrailMeets, lacks, recordsEverywhere, TRAIL, type Demand } from './trails';

const EXPECTED = {
  read: 'a selector of AWS::S3::Object for arn:aws:s3 with read_write_type All or ReadOnly',
  write: 'a selector of AWS::S3::Object for arn:aws:s3 with read_write_type All or WriteOnly',
};

const DEMANDS = { read: demandsFor('read'), write: demandsFor('write') };

/** Judges a trail that records events of objects: it, or another trail, has to record those of all buckets. */
export function judgeDataEvents(trail: Block, kind: 'read' | 'write'): Outcome {
  const isMet = anyTrailMeets(trail.configuration, DEMANDS[kind], trail);
  if (isMet === true) return pass();
  if (mentionsObjects(trail) === false) return notApplicable();
  return lacks(DEMANDS[kind](trail), isMet);
}

/** What a baseline lacks where none of its trails is about objects. */
export function missingDataEvents(configuration: Configuration, kind: 'read' | 'write'): readonly Outcome[] {
  if (configuration.ofType(TRAIL).some((trail) => mentionsObjects(trail) !== false)) return [];
  const isMet = anyTrailMeets(configuration, DEMANDS[kind]);
  const message = `no trail of the baseline records who ${kind === 'read' ? 'reads' : 'writes'} objects in S3`;
  return requireDeclared(configuration, isMet, { message, expected: EXPECTED[kind] });
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
