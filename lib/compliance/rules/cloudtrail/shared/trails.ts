import { fail, unknown, type Outcome } from '../../../engine/outcome';
import type { Block, Configuration } from '../../../model/block';
import { isUnknown, type Value } from '../../../model/value';
import { both, every, some, type Truth } from '../../../reading/truth';
import { truthOf } from './recorded-events';

export const TRAIL = 'aws_cloudtrail';

/** One thing that is asked of a trail. */
export interface Demand {
  readonly holds: Truth;
  readonly path: string;
  readonly observed?: Value;
  /** What is wrong where it does not hold. */
  readonly message: string;
  readonly expected: string;
}

/** A trail of all regions that is switched on. */
export function recordsEverywhere(trail: Block): readonly Demand[] {
  return [
    {
      holds: truthOf(trail.get('is_multi_region_trail'), false),
      path: 'is_multi_region_trail',
      observed: trail.get('is_multi_region_trail'),
      message: 'the trail records the events of one region only',
      expected: 'is_multi_region_trail = true',
    },
    {
      holds: truthOf(trail.get('enable_logging'), true),
      path: 'enable_logging',
      observed: trail.get('enable_logging'),
      message: 'the trail is switched off',
      expected: 'enable_logging = true',
    },
  ];
}

/** Whether one trail of a configuration does all that is asked. A trail that may not be there does so perhaps. */
export function anyTrailMeets(configuration: Configuration, demandsOf: (trail: Block) => readonly Demand[]): Truth {
  const ofConfiguration = cache.get(configuration) ?? new Map<unknown, Truth>();
  cache.set(configuration, ofConfiguration);
  const known = ofConfiguration.get(demandsOf) ?? some(configuration.ofType(TRAIL), (trail) => meets(trail, demandsOf));
  ofConfiguration.set(demandsOf, known);
  return known;
}

const cache = new WeakMap<Configuration, Map<unknown, Truth>>();

function meets(trail: Block, demandsOf: (trail: Block) => readonly Demand[]): Truth {
  const perhaps = [trail.get('count'), trail.get('for_each')].find(isUnknown);
  return both(
    every(demandsOf(trail), ({ holds }) => holds),
    perhaps ?? true,
  );
}

/**
 * What a trail lacks, given that no trail does all that is asked for certain.
 *
 * @param others whether some trail does
 */
export function lacks(demands: readonly Demand[], others: Truth): Outcome {
  const failed = demands.find(({ holds }) => holds === false);
  const open = demands.find(({ holds }) => isUnknown(holds));
  const { path, observed, message, expected } = failed ?? open ?? DECLARED;
  const hidden = failed === undefined ? (open?.holds ?? others) : others;
  if (!isUnknown(hidden)) return fail({ path, message, observed, expected });
  return unknown({
    path,
    message:
      failed === undefined
        ? `whether ${message} depends on ${hidden.expression}, which is not known before Terraform runs`
        : `${message}, and whether another trail makes up for it depends on ${hidden.expression}, which is not known before Terraform runs`,
    observed: hidden,
    expected,
  });
}

const DECLARED: Omit<Demand, 'holds'> = {
  path: '',
  message: 'no trail is declared',
  expected: 'a trail that is there for certain',
};
