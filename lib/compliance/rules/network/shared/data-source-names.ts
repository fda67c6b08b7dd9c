import type { Block } from '../../../model/block';
import { isUnknown, toList, type Value } from '../../../model/value';

/** The names that a data source looks for: its `name`, or the values of its filter of this name. */
export function namesOf(data: Block, filterName: string): readonly Value[] {
  const name = data.get('name');
  return name === undefined ? filtered(data, filterName) : [name];
}

/** The values of a filter of a data source. */
export function filtered(data: Block, filterName: string): readonly Value[] {
  return data.nested('filter').flatMap((filter) => {
    if (filter.get('name') !== filterName) return [];
    const values = toList(filter.get('values'));
    return isUnknown(values) ? [values] : values;
  });
}
