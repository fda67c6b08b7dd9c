import { fail, pass, undecided, unknown, type Outcome } from '../../../engine/outcome';
import type { Block } from '../../../model/block';
import { isUnknown, toBoolean } from '../../../model/value';

/** Major version of the AWS provider since which clusters are made private and encrypted unless they say otherwise. */
const SAFE_SINCE = 6;

/** Demands a value of a boolean argument that is the default since version 6 of the provider, and was not before. */
export function requireWithVersion(cluster: Block, path: string, wanted: boolean, message: string): Outcome {
  const expected = `${path} = ${String(wanted)}`;
  const value = toBoolean(cluster.get(path));
  if (isUnknown(value)) return undecided(path, value, expected);
  if (value === wanted) return pass(path);
  const observed = cluster.get(path);
  if (value !== undefined) return fail({ path, message, observed, expected });
  const major = cluster.configuration.providerMajor('aws');
  if (major !== undefined && major >= SAFE_SINCE) return pass(path);
  const since = `${path} is not set: ${String(wanted)} is its default since version ${String(SAFE_SINCE)} of the provider`;
  return major === undefined
    ? unknown({ path, message: `${since}, and required_providers does not say which version is used`, expected })
    : fail({ path, message: `${message}: ${since}, and required_providers admits an older one`, observed, expected });
}
