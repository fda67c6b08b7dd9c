import type { Block, Configuration } from '../../../model/block';
import { isUnknown, toList, type Reference, type Value } from '../../../model/value';
import { isChoice } from './linked-blocks';

/** True where a value refers to the default security group of a VPC; undefined where it may refer to another one. */
export function isDefaultSecurityGroup(value: Value, configuration: Configuration): boolean | undefined {
  if (!isUnknown(value)) return false;
  const groups = value.references.map((reference) => isDefault(reference, configuration));
  if (!groups.includes(true)) return false;
  return isChoice(value) && groups.includes(false) ? undefined : true;
}

function isDefault({ address, attribute }: Reference, configuration: Configuration): boolean {
  if (/^(?:data\.)?aws_default_security_group\./.test(address) || attribute === 'default_security_group_id')
    return true;
  const block = configuration.block(address);
  return block?.selector === 'data.aws_security_group' && looksUpDefault(block);
}

/** A data source that asks for the group by its name, which every VPC has once. */
function looksUpDefault(block: Block): boolean {
  if (block.get('name') === 'default') return true;
  return block.nested('filter').some((filter) => {
    const values = toList(filter.get('values'));
    return filter.get('name') === 'group-name' && !isUnknown(values) && values.length === 1 && values[0] === 'default';
  });
}
