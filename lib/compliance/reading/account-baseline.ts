import { fail, unknown, type Outcome } from '../engine/outcome';
import type { Block, Configuration } from '../model/block';
import { isReadModule } from '../model/configuration-block';
import { Unknown, type Value } from '../model/value';
import { instancesOf, type BlockInstance } from './block-instances';
import { isSameRegion, regionOf, type Region } from './region';
import { regionsInUse } from './regions-in-use';
import { both, some, type Truth } from './truth';
import { hiddenRepetition } from './instances';

/** What the baseline of an account lacks. */
export interface Lack {
  /** What is wrong, as of a finding: `no password policy is declared`. */
  readonly message: string;
  /** What would pass. */
  readonly expected: string;
  /** Tells findings of one rule apart. */
  readonly subject?: string;
}

/** A block that keeps a requirement in its region. */
export interface DeclaredInRegion {
  readonly region: Region;
  readonly holds: Truth;
}

/** True for a block that is made; unknown where its `count` or `for_each` decides. */
export function exists(block: Block): Truth {
  return hiddenRepetition(block) ?? true;
}

/**
 * A block that keeps a requirement, in the region where it is made.
 *
 * @param own the `region` of one instance of the block
 */
export function declaredIn(block: Block, holds: Truth, own: Value = block.get('region')): DeclaredInRegion {
  return { region: regionOf(block, own), holds: both(exists(block), holds) };
}

/** The instances of a block that keep a requirement, each in the region where it is made. */
export function declaredInstances(
  block: Block,
  holds: (get: BlockInstance['get']) => Truth = () => true,
): readonly DeclaredInRegion[] {
  return instancesOf(block).map(({ get }) => declaredIn(block, holds(get), get('region')));
}

/**
 * Demands something of the baseline of an account. Where a module is called that is not read, what lies in it is not seen: what the
 * configuration lacks may be there.
 */
export function requireDeclared(configuration: Configuration, declared: Truth, lack: Lack): readonly Outcome[] {
  if (declared === true) return [];
  const doubt = declared === false ? moduleCall(configuration) : declared;
  if (doubt === undefined) return [fail({ ...lack })];
  const message = `whether ${lack.message} depends on ${doubt.expression}, which is not known before Terraform runs`;
  return [unknown({ ...lack, message, observed: doubt })];
}

/** Demands something of every region that the configuration uses: one finding for each region that lacks it. */
export function requireInEveryRegion(
  configuration: Configuration,
  declared: readonly DeclaredInRegion[],
  lack: Lack,
): readonly Outcome[] {
  return regionsInUse(configuration).flatMap((region) => {
    const held = some(declared, (one) => both(one.holds, isSameRegion(one.region, region)));
    const where = region.name === 'provider.aws' ? '' : ` in ${region.name}`;
    return requireDeclared(configuration, held, {
      message: `${lack.message}${where}`,
      expected: `${lack.expected}${where}`,
      subject: region.name,
    });
  });
}

function moduleCall(configuration: Configuration): Unknown | undefined {
  const call = configuration.ofType('module').find((module) => !isReadModule(module));
  return call === undefined
    ? undefined
    : new Unknown(`\${${call.address}}`, [{ address: call.address, attribute: '' }]);
}
