import { fail, unknown, type Outcome } from '../../../engine/outcome';
import type { Block, Configuration } from '../../../model/block';
import { isUnknown, Unknown, type Value } from '../../../model/value';
import { regionOf } from '../../../reading/region';
import { both, either, every, type Truth } from '../../../reading/truth';
import { truthOf } from './recorded-events';
import { hiddenRepetition } from '../../../reading/instances';

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

/**
 * Whether one trail of a configuration does all that is asked. A trail that may not be there, or whose provider signs in
 * to another account than that of the judged one, does so perhaps.
 */
export function anyTrailMeets(
  configuration: Configuration,
  demandsOf: (trail: Block) => readonly Demand[],
  judged?: Block,
): Truth {
  const ofConfiguration = cache.get(configuration) ?? new Map<unknown, ReadonlyMap<string, Meeting>>();
  cache.set(configuration, ofConfiguration);
  const known = ofConfiguration.get(demandsOf) ?? meetingByAccount(configuration, demandsOf);
  ofConfiguration.set(demandsOf, known);
  const own = judged === undefined ? undefined : regionOf(judged).account;
  return either(
    ...[...known].map(([account, { holds, address }]) =>
      own === undefined || account === own ? holds : both(holds, new Unknown(`the account of ${address}`)),
    ),
  );
}

/** Whether a trail of one account does all that is asked, and which. */
interface Meeting {
  readonly holds: Truth;
  readonly address: string;
}

const cache = new WeakMap<Configuration, Map<unknown, ReadonlyMap<string, Meeting>>>();

function meetingByAccount(
  configuration: Configuration,
  demandsOf: (trail: Block) => readonly Demand[],
): ReadonlyMap<string, Meeting> {
  const found = new Map<string, Meeting>();
  for (const trail of configuration.ofType(TRAIL)) {
    const { account } = regionOf(trail);
    const before = found.get(account);
    if (before?.holds === true) continue;
    const holds = meets(trail, demandsOf);
    if (before === undefined || before.holds === false || holds === true)
      found.set(account, { holds, address: trail.address });
  }
  return found;
}

function meets(trail: Block, demandsOf: (trail: Block) => readonly Demand[]): Truth {
  const perhaps = hiddenRepetition(trail);
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
