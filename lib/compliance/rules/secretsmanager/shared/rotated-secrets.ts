import type { Block, Configuration } from '../../../model/block';
import { isUnknown, type Unknown, type Value } from '../../../model/value';

/** The secrets that rotations of a configuration belong to. */
export interface RotatedSecrets {
  /** By address of the secret: the secret_id of each of its rotations. */
  readonly rotations: ReadonlyMap<string, readonly Value[]>;
  /** A secret_id that may lead to any secret. */
  readonly unresolved: Unknown | undefined;
}

const SECRET = 'aws_secretsmanager_secret';
const VERSION = 'aws_secretsmanager_secret_version';

const cache = new WeakMap<Configuration, RotatedSecrets>();

/** Finds the secrets that rotate: secret_id may be the id, ARN or name of a secret, or lead through its version. */
export function rotatedSecrets(configuration: Configuration): RotatedSecrets {
  const known = cache.get(configuration);
  if (known !== undefined) return known;
  const rotations = new Map<string, Value[]>();
  const haveNames = configuration.ofType(SECRET).every((secret) => typeof secret.get('name') === 'string');
  let unresolved: Unknown | undefined;
  for (const rotation of configuration.ofType('aws_secretsmanager_secret_rotation')) {
    const target = rotation.get('secret_id');
    const secrets = secretsOf(target, configuration);
    for (const { address } of secrets) {
      const others = rotations.get(address);
      if (others === undefined) rotations.set(address, [target]);
      else others.push(target);
    }
    if (secrets.length === 0 && isUnknown(target) && !leadsElsewhere(target, configuration, haveNames))
      unresolved ??= target;
  }
  const rotated = { rotations, unresolved };
  cache.set(configuration, rotated);
  return rotated;
}

/** True for the secret of a database of the configuration, and for one that a data source looks up by another name. */
function leadsElsewhere(value: Unknown, configuration: Configuration, haveNames: boolean): boolean {
  return (
    value.references.length > 0 &&
    value.references.every(({ address }) => {
      const block = configuration.block(address);
      if (block?.kind === 'resource') return block.type !== VERSION;
      return haveNames && block?.selector === `data.${SECRET}` && typeof block.get('name') === 'string';
    })
  );
}

/** The secrets that a value means: directly, through a version, or through a data source of the same name. */
export function secretsOf(value: Value, configuration: Configuration): readonly Block[] {
  const direct = configuration.link(value, [SECRET], ['name', 'arn', 'id']).blocks;
  const versions = configuration.link(value, [VERSION]).blocks;
  const looked = configuration.link(value, [`data.${SECRET}`]).blocks;
  return [
    ...direct,
    ...versions.flatMap((version) => configuration.link(version.get('secret_id'), [SECRET], ['name']).blocks),
    ...looked.flatMap((data) =>
      ['name', 'arn'].flatMap((key) => configuration.link(data.get(key), [SECRET], ['name', 'arn']).blocks),
    ),
  ];
}
