import { fail, pass, undecided, type Outcome } from '../../../engine/outcome';
import type { Block, NestedBlock } from '../../../model/block';
import { isUnknown, toText } from '../../../model/value';
import { requireText } from '../../../reading/accepted-text';

const EXPECTED =
  'Reference-Security-Policy = ELBSecurityPolicy-TLS-1-2-2017-01, or Protocol-TLSv1.2 as the only protocol';
const OLD_PROTOCOL = /^Protocol-(?:SSLv2|SSLv3|TLSv1|TLSv1\.0|TLSv1\.1)$/i;

/**
 * Judges the TLS policy of a classic load balancer: it refers to a predefined policy, or lists the protocols that it
 * takes. One without attributes is the default policy, which takes TLS 1.0.
 *
 * @param name the nested blocks that hold the attributes
 */
export function judgeClassicPolicy(policy: Block, name: string): readonly Outcome[] {
  const attributes = policy.nested(name);
  if (attributes.length === 0) {
    const message = 'the policy names no protocol, so the load balancer takes TLS 1.0 and 1.1';
    return [fail({ path: name, message, expected: EXPECTED })];
  }
  return attributes.map((attribute) => judgeAttribute(attribute));
}

function judgeAttribute(attribute: NestedBlock): Outcome {
  if (attribute.unknown !== undefined) return undecided(attribute.path, attribute.unknown, EXPECTED);
  const path = `${attribute.path}.value`;
  const name = toText(attribute.get('name'));
  if (isUnknown(name)) return undecided(`${attribute.path}.name`, name, EXPECTED);
  if (name === 'Reference-Security-Policy')
    return requireText(attribute.get('value'), path, {
      accepts: (policy) => policy.startsWith('ELBSecurityPolicy-TLS-1-2-'),
      message: (policy) => `the policy refers to ${policy ?? 'nothing'}, which takes TLS older than 1.2`,
      expected: EXPECTED,
    });
  if (name === undefined || !OLD_PROTOCOL.test(name)) return pass(path);
  const value = toText(attribute.get('value'));
  if (isUnknown(value)) return undecided(path, value, EXPECTED);
  if (value?.toLowerCase() !== 'true') return pass(path);
  const message = `the policy takes ${name.slice('Protocol-'.length)}`;
  return fail({ path, message, observed: attribute.get('value'), expected: EXPECTED, subject: name });
}
