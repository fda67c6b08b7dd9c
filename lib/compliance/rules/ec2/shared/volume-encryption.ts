import { fail, pass, undecided, unknown, type Outcome } from '../../../engine/outcome';
import type { Block, Configuration } from '../../../model/block';
import { isUnknown, toBoolean, Unknown, type Value } from '../../../model/value';
import { regionOf } from '../../../reading/region';
import { settingIn } from '../../../reading/regional-settings';
import type { Truth } from '../../../reading/truth';

/** What decides whether a volume is encrypted, beside the default of its region. */
export interface Volume {
  /** Path of `encrypted`. */
  readonly path: string;
  readonly encrypted: Value;
  /** The snapshot that the volume is made from. */
  readonly snapshot: Value;
  /** Says so where nothing else does; false for an empty volume. */
  readonly otherwise: Truth;
  /** What is encrypted or not: `the root volume`. */
  readonly what: string;
}

const SNAPSHOTS = ['aws_ebs_snapshot', 'aws_ebs_snapshot_copy', 'aws_ebs_snapshot_import'];
const LONGEST_CHAIN = 10;

/** Demands that a volume is encrypted: by its own argument, by its snapshot, or by the default of its region. */
export function requireEncryptedVolume(block: Block, volume: Volume): Outcome {
  const { path, encrypted, what } = volume;
  const truth = isEncrypted(block.configuration, volume);
  if (truth === true) return pass(path);
  const byDefault = encryptedByDefault(block);
  if (byDefault === true) return pass(path);
  const expected = 'encrypted = true';
  if (isUnknown(toBoolean(encrypted))) return undecided(path, toBoolean(encrypted) as Unknown, expected);
  const hidden = truth === false ? byDefault : truth;
  if (hidden === false) return fail({ path, message: `${what} is not encrypted`, observed: encrypted, expected });
  return unknown({
    path,
    message: `whether ${what} is encrypted depends on ${hidden.expression}, which is not known before Terraform runs`,
    observed: hidden,
    expected,
  });
}

/** True where the region of a block encrypts every new volume. Nobody can leave that out for one of them. */
export function encryptedByDefault(block: Block): Truth {
  const setting = settingIn(block.configuration, 'aws_ebs_encryption_by_default', regionOf(block));
  if (setting === undefined || isUnknown(setting)) return setting ?? false;
  return toBoolean(setting.get('enabled')) ?? true;
}

function isEncrypted(configuration: Configuration, volume: Volume, depth = 0): Truth {
  const encrypted = toBoolean(volume.encrypted);
  if (encrypted === true || isUnknown(encrypted)) return encrypted;
  if (volume.snapshot === undefined || volume.snapshot === '') return encrypted === false ? false : volume.otherwise;
  const source = isSnapshotEncrypted(configuration, volume.snapshot, depth);
  // A volume of an encrypted snapshot is encrypted, whatever is asked for.
  return encrypted === false && source !== true ? false : source;
}

function isSnapshotEncrypted(configuration: Configuration, value: Value, depth: number): Truth {
  const hidden = isUnknown(value)
    ? value
    : new Unknown(`the snapshot ${typeof value === 'string' ? value : ''}`.trim());
  const { blocks } = configuration.link(value, SNAPSHOTS, ['id']);
  const [snapshot] = blocks;
  if (snapshot === undefined || blocks.length > 1 || depth > LONGEST_CHAIN) return hidden;
  if (isUnknown(value) && !value.isReference) return hidden;
  switch (snapshot.type) {
    case 'aws_ebs_snapshot': {
      const volumes = configuration.link(snapshot.get('volume_id'), ['aws_ebs_volume'], ['id']).blocks;
      const [volume] = volumes;
      return volume === undefined || volumes.length > 1 ? hidden : ofBlock(volume, 'snapshot_id', depth);
    }
    case 'aws_ebs_snapshot_copy':
      return ofBlock(snapshot, 'source_snapshot_id', depth);
    default:
      return ofBlock(snapshot, '', depth);
  }
}

function ofBlock(block: Block, source: string, depth: number): Truth {
  const volume = {
    path: 'encrypted',
    encrypted: block.get('encrypted'),
    snapshot: source === '' ? undefined : block.get(source),
    otherwise: false,
    what: block.address,
  };
  const truth = isEncrypted(block.configuration, volume, depth + 1);
  return truth === true ? true : encryptedByDefault(block) === true ? true : truth;
}
