import { pass, undecided, unknown, type Outcome } from '../../../engine/outcome';
import type { Block, NestedBlock } from '../../../model/block';
import { isUnknown, toBoolean, toText, type Unknown, type Value } from '../../../model/value';
import type { Truth } from '../../../reading/truth';
import { leftToTemplate, templateOf } from './launch-template';
import { encryptedByDefault, requireEncryptedVolume } from './volume-encryption';

/** What a machine is started from: an instance, a launch configuration, a launch specification of a fleet. */
export interface Machine {
  readonly block: Block;
  readonly get: (argument: string) => Value;
  readonly nested: (name: string) => readonly NestedBlock[];
  /** Path of the machine in its block, with a dot at its end; an empty text for the block itself. */
  readonly prefix: string;
}

/** Names that the images of AWS, Debian, Ubuntu and Red Hat give to the root device. */
const ROOT_DEVICE = /^\/dev\/(?:xvda|sda1|sda|nvme0n1)$/;

/** Names that AWS recommends for further volumes. */
const FURTHER_DEVICE = /^(?:\/dev\/)?(?:sd|xvd)[b-z][a-z]?\d*$/;

/** Demands that the volumes a machine starts with are encrypted. */
export function requireEncryptedDevices(machine: Machine): readonly Outcome[] {
  const roots = machine.nested('root_block_device');
  const ofImage = isImageEncrypted(machine);
  return [
    ...(roots.length === 0
      ? [rootOfImage(machine, ofImage)]
      : roots.map((item) =>
          judgeDevice(machine.block, {
            item,
            what: 'the root volume',
            otherwise: ofImage,
            isRoot: true,
            open: item.unknown,
          }),
        )),
    ...machine.nested('ebs_block_device').map((item) =>
      judgeDevice(machine.block, {
        item,
        what: `the volume ${deviceName(item)}`,
        otherwise: false,
        isRoot: false,
        open: item.unknown,
      }),
    ),
  ];
}

/** Demands that the volumes of a launch template are encrypted. What it leaves out, the image decides. */
export function requireEncryptedMappings(template: Block): readonly Outcome[] {
  const outcomes = template.nested('block_device_mappings').flatMap((mapping): readonly Outcome[] => {
    if (isNoVolume(mapping)) return [];
    const devices = mapping.nested('ebs');
    if (mapping.unknown !== undefined && devices.length === 0) return [undecided(mapping.path, mapping.unknown)];
    return devices.map((device) => {
      const open = mapping.unknown ?? device.unknown;
      if (open === undefined && toBoolean(device.get('encrypted')) === undefined && isEmpty(device.get('snapshot_id')))
        return leftToImage(template, `${device.path}.encrypted`, deviceName(mapping));
      return judgeDevice(template, {
        item: device,
        what: `the volume ${deviceName(mapping)}`,
        otherwise: false,
        isRoot: false,
        open,
      });
    });
  });
  const hasRoot = template.nested('block_device_mappings').some(mayBeRoot);
  return hasRoot ? outcomes : [...outcomes, leftToImage(template, 'block_device_mappings', 'of the image')];
}

/** True for a mapping that is there, and whose device is not one that only further volumes have. */
function mayBeRoot(mapping: NestedBlock): boolean {
  return mapping.unknown === undefined && !isNoVolume(mapping) && !FURTHER_DEVICE.test(deviceName(mapping));
}

interface Device {
  readonly item: NestedBlock;
  readonly what: string;
  /** Says whether the volume is encrypted where its block does not. */
  readonly otherwise: Truth;
  /** There is a volume even without the block. */
  readonly isRoot: boolean;
  /** What hides whether there is such a block. */
  readonly open: Unknown | undefined;
}

function judgeDevice(block: Block, { item, what, otherwise, isRoot, open }: Device): Outcome {
  const encrypted = item.get('encrypted');
  if (toBoolean(item.get('no_device')) === true) return pass(item.path);
  if (open !== undefined && (isRoot || toBoolean(encrypted) !== true) && encryptedByDefault(block) !== true)
    return undecided(item.path, open, 'encrypted = true');
  return requireEncryptedVolume(block, {
    path: `${item.path}.encrypted`,
    encrypted,
    snapshot: item.get('snapshot_id'),
    otherwise,
    what,
  });
}

/** The root volume of a machine that says nothing of it: the template says, or the image. */
function rootOfImage({ block, prefix }: Machine, ofImage: Truth): Outcome {
  const path = `${prefix}root_block_device`;
  const template = prefix === '' && block.type !== 'aws_launch_configuration' ? templateOf(block) : undefined;
  const root = { path, encrypted: undefined, snapshot: undefined, otherwise: ofImage, what: 'the root volume' };
  if (template === undefined || ofImage === true || encryptedByDefault(block) === true)
    return requireEncryptedVolume(block, root);
  if ('open' in template)
    return leftToTemplate(template.open, 'the root volume is encrypted', 'root_block_device { encrypted = true }');
  const mappings = template.block.nested('block_device_mappings').filter((mapping) => !isNoVolume(mapping));
  const hidden = mappings.map((mapping) => mapping.unknown ?? toText(mapping.get('device_name'))).find(isUnknown);
  const device = mappings.find((mapping) => ROOT_DEVICE.test(deviceName(mapping)))?.nested('ebs')[0];
  if (hidden !== undefined) return undecided(path, hidden, 'root_block_device { encrypted = true }');
  if (device === undefined) return requireEncryptedVolume(block, root);
  const encrypted = device.unknown ?? device.get('encrypted');
  return requireEncryptedVolume(block, { ...root, encrypted, snapshot: device.get('snapshot_id') });
}

function leftToImage(template: Block, path: string, device: string): Outcome {
  const byDefault = encryptedByDefault(template);
  if (byDefault === true) return pass(path);
  return unknown({
    path,
    message: `whether the volume ${device} is encrypted is left to the image and to the default of the region`,
    observed: isUnknown(byDefault) ? byDefault : undefined,
    expected: 'ebs { encrypted = true }',
  });
}

/** True for the encrypted copy of an image. */
function isImageEncrypted({ block, get }: Machine): Truth {
  const image = get(block.type === 'aws_launch_configuration' ? 'image_id' : 'ami');
  if (!isUnknown(image) || !image.isReference) return false;
  const [copy] = block.configuration.link(image, ['aws_ami_copy']).blocks;
  return copy === undefined ? false : (toBoolean(copy.get('encrypted')) ?? false);
}

/** True for a mapping that takes a device of the image away, or is a disk of the host. */
function isNoVolume(mapping: NestedBlock): boolean {
  const omitted = mapping.get('no_device');
  return (!isEmpty(omitted) && !/^(?:0|false)$/.test(String(toText(omitted)))) || !isEmpty(mapping.get('virtual_name'));
}

function isEmpty(value: Value): boolean {
  return value === undefined || value === '' || isUnknown(value);
}

function deviceName(item: NestedBlock): string {
  const name = toText(item.get('device_name'));
  return typeof name === 'string' ? name : 'of a device';
}
