import { fail, pass, undecided, unknown, type Outcome } from '../../../engine/outcome';
import type { Block } from '../../../model/block';
import { isUnknown, toText } from '../../../model/value';
import { groupArgument, parameterGroupOf, parameterOf } from './parameter-group';

/** What one parameter of a database has to be. */
export interface ParameterRequirement {
  readonly name: string;
  /** True for a value that is accepted. */
  readonly accepts: (value: string) => boolean;
  /** What would pass: `rds.force_ssl = 1`. */
  readonly expected: string;
  /** What follows from a wrong value; completes "rds.force_ssl is 0: ". */
  readonly consequence: string;
  /** Judges a database whose group does not set the parameter. */
  readonly whenUnset: (block: Block) => Outcome;
}

/** Judges the effective value of one parameter: that of the linked group, else the default of the engine. */
export function requireParameter(block: Block, requirement: ParameterRequirement): Outcome {
  const { name, expected } = requirement;
  const group = parameterGroupOf(block);
  if (group.kind === 'default') return requirement.whenUnset(block);
  if (group.kind === 'outside') {
    if (isUnknown(group.value) && !group.value.isReference)
      return { ...undecided(group.path, group.value, expected), subject: name };
    const message = `${group.path} leads to a parameter group outside this configuration, which decides about ${name}`;
    return unknown({ path: group.path, message, observed: group.value, expected, subject: name });
  }
  const parameter = parameterOf(group.block, name);
  if (parameter.kind === 'absent') return requirement.whenUnset(block);
  const path = groupArgument(block);
  if (parameter.kind === 'hidden') {
    const message = `the parameters of ${group.block.address} are not known before Terraform runs`;
    return unknown({ path, message, observed: parameter.value, expected, subject: name });
  }
  for (const value of parameter.values) {
    const text = toText(value);
    if (isUnknown(text)) {
      const message = `${name} in ${group.block.address} is ${text.expression}, which is not known before Terraform runs`;
      return unknown({ path, message, observed: text, expected, subject: name });
    }
    if (text === undefined || !requirement.accepts(text.trim())) {
      const message = `${name} in ${group.block.address} is ${text ?? 'empty'}: ${requirement.consequence}`;
      return fail({ path, message, observed: value, expected, subject: name });
    }
  }
  return pass(path);
}

/** True for the spellings of a parameter that is on. */
export function isOn(value: string): boolean {
  return /^(?:1|on|true)$/i.test(value);
}

/** A failure of a database whose group leaves a parameter at a wrong default. */
export function failUnset(block: Block, name: string, consequence: string, expected: string): Outcome {
  const path = groupArgument(block);
  return fail({
    path,
    message: `nothing sets ${name}: ${consequence}`,
    observed: block.get(path),
    expected,
    subject: name,
  });
}
