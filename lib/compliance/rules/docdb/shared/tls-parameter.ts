import type { Block } from '../../../model/block';
import { isUnknown, toText, type Unknown } from '../../../model/value';

/** What a cluster parameter group says of the parameter `tls`. */
export interface TlsSetting {
  readonly path: string;
  /** In lower case; undefined where the group leaves it at the default, `enabled`. */
  readonly value: string | Unknown | undefined;
}

/** Reads the parameter `tls`: where it is written twice, the one that switches TLS off counts. */
export function tlsOf(group: Block): TlsSetting {
  let found: TlsSetting | undefined;
  let open: TlsSetting | undefined;
  for (const item of group.nested('parameter')) {
    const name = toText(item.get('name'));
    if (isUnknown(name)) open ??= { path: item.path, value: item.unknown ?? name };
    if (isUnknown(name) || name?.trim().toLowerCase() !== 'tls') continue;
    const path = `${item.path}.value`;
    const value = toText(item.get('value'));
    if (isUnknown(value)) open ??= { path, value };
    else {
      const setting = { path, value: (value ?? '').trim().toLowerCase() };
      if (setting.value === 'disabled' && item.unknown === undefined) return setting;
      if (item.unknown !== undefined) open ??= { path, value: item.unknown };
      else found ??= setting;
    }
  }
  return open ?? found ?? { path: 'parameter', value: undefined };
}
