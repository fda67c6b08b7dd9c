import type { Block } from '../../../model/block';
import { isList, type Value } from '../../../model/value';
import { entriesOf } from '../../../reading/secrets/payload';

/** A provisioner or connection of a resource. */
export interface Provisioner {
  readonly path: string;
  /** `local-exec`, `remote-exec`, `file`, or `connection`. */
  readonly kind: string;
  readonly body: Value;
}

/** Provisioners of a resource, and the connections beside and inside them. Terraform JSON allows objects and arrays. */
export function provisionersOf(block: Block): readonly Provisioner[] {
  const provisioners = items(block.get('provisioner'), 'provisioner').flatMap(({ value, path }) =>
    (entriesOf(value) ?? []).flatMap(([kind, body]) => {
      // CDKTF writes the kind as an attribute in some versions: { type = "local-exec", command = … }.
      if (kind === 'type' && typeof body === 'string') return [{ path, kind: body, body: value }];
      return items(body, `${path}.${kind}`).map((item) => ({ path: item.path, kind, body: item.value }));
    }),
  );
  const known = provisioners.filter(({ body, kind }) => kind === 'connection' || entriesOf(body) !== undefined);
  const inner = known.flatMap(({ path, body }) => {
    const connection = (entriesOf(body) ?? []).find(([name]) => name === 'connection')?.[1];
    return items(connection, `${path}.connection`);
  });
  const connections = [...items(block.get('connection'), 'connection'), ...inner];
  return [
    ...known.filter(({ kind }) => kind !== 'connection'),
    ...connections.map(({ path, value }) => ({ path, kind: 'connection', body: value })),
  ];
}

function items(value: Value, path: string): readonly { readonly path: string; readonly value: Value }[] {
  if (value === undefined) return [];
  if (isList(value)) return value.map((element, index) => ({ path: `${path}[${String(index)}]`, value: element }));
  return [{ path, value }];
}
