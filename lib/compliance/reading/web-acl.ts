import { fail, pass, unknown, type Outcome } from '../engine/outcome';
import type { Block } from '../model/block';
import { isUnknown } from '../model/value';
import { companions, completed } from './companions';
import { possibleTarget } from './possible-target';

/** Associations of a web ACL with a regional resource: AWS WAF, and AWS WAF Classic. */
const ASSOCIATIONS = ['aws_wafv2_web_acl_association', 'aws_wafregional_web_acl_association'] as const;

/** Demands a web ACL that an association gives to the resource. */
export function requireWebAcl(block: Block, what: string): Outcome {
  const expected = `an aws_wafv2_web_acl_association with resource_arn of ${block.address}`;
  const all = ASSOCIATIONS.map((type) =>
    companions(block.configuration, type, 'resource_arn', [block.selector], ['arn', 'id']),
  );
  const done = completed(
    block,
    all.flatMap(({ of }) => of(block)),
  );
  if (done === 'every') return pass();
  const stray = all.map(({ unlinked }) => possibleTarget(unlinked, block.configuration)).find(isUnknown);
  const doubt = isUnknown(done) ? done : stray;
  if (doubt !== undefined)
    return unknown({
      message: `whether ${what} has a web ACL depends on ${doubt.expression}, which is not known before Terraform runs`,
      observed: doubt,
      expected,
    });
  const message =
    done === 'some'
      ? `only some instances of ${what} have a web ACL: requests to the others are not inspected`
      : `${what} has no web ACL: nothing inspects the requests that reach it`;
  return fail({ message, expected });
}
