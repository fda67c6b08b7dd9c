import type { Configuration } from '../../../model/block';
import { isUnknown, type Value } from '../../../model/value';

/** True where a value refers to the default security group of a VPC. */
export function isDefaultSecurityGroup(value: Value, configuration: Configuration): boolean {
  if (!isUnknown(value)) return false;
  return value.references.some(({ address, attribute }) => {
    if (/^(?:data\.)?aws_default_security_group\./.test(address) || attribute === 'default_security_group_id')
      return true;
    const block = configuration.block(address);
    return block?.selector === 'data.aws_security_group' && block.get('name') === 'default';
  });
}
