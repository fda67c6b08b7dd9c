import type { Block } from '../../model/block';
import { providerAddress } from '../../model/provider-address';
import type { Unknown } from '../../model/value';
import type { Truth } from '../truth';

/** Attributes by which a policy names a principal that this configuration makes or looks up. */
const OWN_ATTRIBUTE = /(?:^|_)(?:arn|unique_id)$/;

/**
 * Says whether a reference in a policy of the block leads to a principal of another account. AWS's own accounts and
 * members of the organization are others; what the block's provider makes or looks up is of the own account.
 *
 * @param isOwn further references that are of the own account
 */
export function isForeignReference(
  block: Block,
  value: Unknown,
  isOwn: (source: Block, attribute: string) => boolean = () => false,
): Truth {
  const [reference] = value.references;
  const source = reference === undefined ? undefined : block.configuration.block(reference.address);
  if (reference === undefined || source === undefined || providerAddress(source) !== providerAddress(block))
    return value;
  const { selector } = source;
  // Principals that AWS owns: load balancers, billing.
  if (/^data\.aws_\w+_service_account$/.test(selector) || selector === 'aws_organizations_account') return true;
  if (selector === 'data.aws_caller_identity' || isOwn(source, reference.attribute)) return false;
  return /^(?:data\.)?aws_/.test(selector) && OWN_ATTRIBUTE.test(reference.attribute) ? false : value;
}
