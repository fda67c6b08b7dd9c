import type { Block, NestedBlock } from '../../../model/block';
import { isUnknown, toText, type Unknown } from '../../../model/value';

/** What the options of a group do for connections: `negotiable` leaves the choice to the client. */
export type NetworkEncryption = 'required' | 'negotiable' | 'absent' | Unknown;

/** Reads whether an Oracle option group encrypts connections. */
export function networkEncryptionOf(group: Block): NetworkEncryption {
  let found: 'negotiable' | 'absent' = 'absent';
  let open: Unknown | undefined;
  for (const option of group.nested('option')) {
    const encryption = ofOption(option);
    if (isUnknown(encryption)) open ??= encryption;
    else if (encryption !== 'absent' && option.unknown !== undefined) open ??= option.unknown;
    else if (encryption === 'required') return 'required';
    else if (encryption === 'negotiable') found = 'negotiable';
  }
  return open ?? found;
}

function ofOption(option: NestedBlock): NetworkEncryption {
  const name = toText(option.get('option_name'));
  if (isUnknown(name)) return name;
  if (name === 'SSL') return 'required';
  return name === 'NATIVE_NETWORK_ENCRYPTION' ? ofNativeEncryption(option) : 'absent';
}

function ofNativeEncryption(option: NestedBlock): NetworkEncryption {
  let open: Unknown | undefined;
  for (const setting of option.nested('option_settings')) {
    const name = toText(setting.get('name'));
    const value = toText(setting.get('value'));
    if (isUnknown(name)) open ??= name;
    else if (name === 'SQLNET.ENCRYPTION_SERVER') {
      if (isUnknown(value) || setting.unknown !== undefined)
        return isUnknown(value) ? value : (setting.unknown ?? 'negotiable');
      return value?.toUpperCase() === 'REQUIRED' ? 'required' : 'negotiable';
    }
  }
  return open ?? 'negotiable';
}
