import type { Block, Configuration } from '../../../model/block';
import type { Unknown, Value } from '../../../model/value';
import { leavesInstancesOut } from '../../../reading/instances';

/** Whether an `aws_kms_key_policy` is attached to a key; an unknown where one leads to a key that is not known. */
export type Attachment = 'attached' | 'to some instances' | 'none' | Unknown;

interface Attachments {
  readonly byKey: ReadonlyMap<Block, readonly Value[]>;
  readonly open: Unknown | undefined;
}

const attachments = new WeakMap<Configuration, Attachments>();

export function attachedPolicy(key: Block): Attachment {
  const { configuration } = key;
  let known = attachments.get(configuration);
  if (known === undefined) {
    known = readAttachments(configuration);
    attachments.set(configuration, known);
  }
  const values = known.byKey.get(key);
  if (values !== undefined && !leavesInstancesOut(key, values)) return 'attached';
  return known.open ?? (values === undefined ? 'none' : 'to some instances');
}

function readAttachments(configuration: Configuration): Attachments {
  const byKey = new Map<Block, Value[]>();
  let open: Unknown | undefined;
  for (const policy of configuration.ofType('aws_kms_key_policy')) {
    const value = policy.get('key_id');
    const link = configuration.link(value, ['aws_kms_key'], ['id', 'key_id', 'arn']);
    for (const key of link.blocks) {
      const values = byKey.get(key);
      if (values === undefined) byKey.set(key, [value]);
      else values.push(value);
    }
    if (link.unknown !== undefined && !leadsElsewhere(link.unknown, configuration)) open ??= link.unknown;
  }
  return { byKey, open };
}

/** True for a reference to a resource of the configuration, such as a replica key. */
function leadsElsewhere(value: Unknown, configuration: Configuration): boolean {
  return (
    value.references.length > 0 &&
    value.references.every(({ address }) => configuration.block(address)?.kind === 'resource')
  );
}
