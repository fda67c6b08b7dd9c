import type { Block } from '../compliance/model/block';
import { InputError } from '../compliance/model/input-error';
import type { LoadedInput } from '../compliance/model/load';
import { choosePaths } from './check-command';
import type { Io } from './io';
import { loadInputs } from './load-inputs';
import { UsageError } from './usage-error';

const MOST_NAMES = 20;

/** Reads the configurations that hold the roles. */
export function loadRoles(paths: readonly string[], allowStale: boolean | undefined, io: Io): readonly LoadedInput[] {
  const inputs = loadInputs(choosePaths(paths, io.cwd), false, { allowStale: allowStale === true }, io);
  if (rolesOf(inputs).length > 0) return inputs;
  throw new InputError('nothing to ask: there is no aws_iam_role', {
    exitCode: 3,
    file: paths.join(', ') || undefined,
  });
}

export function rolesOf(inputs: readonly LoadedInput[]): readonly Block[] {
  return inputs.flatMap(({ configuration }) => configuration.ofType('aws_iam_role'));
}

/**
 * The role of an address or a construct path; without one, the only role.
 *
 * @throws UsageError where there is none, or more than one
 */
export function chooseRole(inputs: readonly LoadedInput[], wanted: string | undefined): Block {
  const roles = rolesOf(inputs);
  const found =
    wanted === undefined ? roles : roles.filter((role) => role.address === wanted || isAt(role.constructPath, wanted));
  const [role, another] = found;
  if (role !== undefined && another === undefined) return role;
  const names = (found.length === 0 ? roles : found).map(({ address }) => address);
  const listed = `${names.slice(0, MOST_NAMES).join(', ')}${names.length > MOST_NAMES ? ', …' : ''}`;
  if (wanted === undefined) throw new UsageError(`there are ${roles.length} roles; name one with --role: ${listed}`);
  throw new UsageError(
    role === undefined
      ? `there is no role ${JSON.stringify(wanted)}; there are ${listed}`
      : `${JSON.stringify(wanted)} means more than one role; name one stack: ${listed}`,
  );
}

/** A construct holds its role as a child. */
function isAt(constructPath: string | undefined, wanted: string): boolean {
  return constructPath === wanted || constructPath === `${wanted}/Resource`;
}

/** An ARN as it is; an address with what follows as a reference to its ARN. */
export function resourceText(given: string): string {
  const [, address, rest = ''] = /^(aws_\w+\.[\w-]+)([/:].*)?$/.exec(given) ?? [];
  return address === undefined ? given : `\${${address}.arn}${rest}`;
}
