import type { Block, Configuration } from '../../../model/block';
import type { Unknown } from '../../../model/value';
import { targetedUser } from './targeted-user';

/** The users that get a password for the console. */
export interface ConsoleUsers {
  /** Keys of `targetedUser`. */
  readonly users: ReadonlySet<string>;
  /** Those that are declared in the configuration. */
  readonly blocks: ReadonlySet<Block>;
  /** A login profile whose user cannot be told. */
  readonly unknown: Unknown | undefined;
}

const known = new WeakMap<Configuration, ConsoleUsers>();

export function consoleUsers(configuration: Configuration): ConsoleUsers {
  let found = known.get(configuration);
  if (found === undefined) {
    const profiles = configuration.ofType('aws_iam_user_login_profile');
    const targets = profiles.map(targetedUser).filter((user) => user !== undefined);
    found = {
      users: new Set(targets.map(({ key }) => key)),
      blocks: new Set(
        profiles.flatMap((profile) => configuration.link(profile.get('user'), ['aws_iam_user'], ['name']).blocks),
      ),
      unknown: targets.find(({ unknown }) => unknown !== undefined)?.unknown,
    };
    known.set(configuration, found);
  }
  return found;
}
