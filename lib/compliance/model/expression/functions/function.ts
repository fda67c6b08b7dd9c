import { isList, isMap, isUnknown, type Value, type ValueMap } from '../../value';
import { exactNumber } from '../exact-number';
import { FAILED, UNDECIDED, type Decision } from '../operators';
import { primitiveText } from '../text-pieces';

/** Where a function is called. */
export interface CallSite {
  /** The call as it stands: `${upper(var.x)}`. */
  readonly expression: string;
}

/**
 * A function of Terraform over evaluated arguments. Arguments may be unknown or hold unknown parts; arguments that
 * Terraform would refuse never get here.
 */
export type TerraformFunction = (args: readonly Value[], site: CallSite) => Decision;

/** A function under its name. */
export type NamedFunction = readonly [name: string, apply: TerraformFunction];

/** A function over one list whose length is known. */
export function ofList(apply: (list: readonly Value[]) => Decision): TerraformFunction {
  return ([list, ...others]) => {
    if (others.length > 0) return FAILED;
    if (isUnknown(list)) return UNDECIDED;
    return isList(list) ? apply(list) : FAILED;
  };
}

/** A function over one map whose keys are known. */
export function ofMap(apply: (map: ValueMap) => Decision): TerraformFunction {
  return ([map, ...others]) => {
    if (others.length > 0) return FAILED;
    if (isUnknown(map)) return UNDECIDED;
    return isMap(map) ? apply(map) : FAILED;
  };
}

/** A function from text to a value. */
export function ofText(apply: (...texts: string[]) => Decision, count = 1): TerraformFunction {
  return (args) => {
    if (args.length !== count) return FAILED;
    if (args.some(isUnknown)) return UNDECIDED;
    const texts: string[] = [];
    for (const argument of args) {
      const text = primitiveText(argument);
      if (text === undefined) return typeof argument === 'number' ? UNDECIDED : FAILED;
      texts.push(text);
    }
    return apply(...texts);
  };
}

/** Whole numbers; or why there are none. */
export function integersOf(args: readonly Value[]): readonly number[] | typeof UNDECIDED | typeof FAILED {
  const numbers = args.map(exactNumber);
  if (numbers.includes(FAILED)) return FAILED;
  const known = numbers.filter((value) => typeof value === 'number');
  return known.length === numbers.length && known.every(Number.isSafeInteger) ? known : UNDECIDED;
}
