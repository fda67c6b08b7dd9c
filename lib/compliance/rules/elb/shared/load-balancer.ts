import { notApplicable, undecided, type Outcome } from '../../../engine/outcome';
import type { Block } from '../../../model/block';
import { isUnknown, toText, type Unknown } from '../../../model/value';
import type { Truth } from '../../../reading/truth';

/** Types of the load balancers with listeners of their own: application, network and gateway. */
export const LOAD_BALANCERS: readonly string[] = ['aws_lb', 'aws_alb'];

export const LISTENERS: readonly string[] = ['aws_lb_listener', 'aws_alb_listener'];

export type LoadBalancerType = 'application' | 'network' | 'gateway';

/** Says whether a load balancer is of a type; one that names none is an application load balancer. */
export function isOfType(balancer: Block, type: LoadBalancerType): Truth {
  const written = toText(balancer.get('load_balancer_type'));
  if (isUnknown(written)) return written;
  return (written === undefined || written === '' ? 'application' : written) === type;
}

/** Leaves load balancers of the types that a requirement is not about out of it. */
export function onlyFor(balancer: Block, types: readonly LoadBalancerType[], outcome: Outcome): Outcome {
  const truths = types.map((type) => isOfType(balancer, type));
  if (truths.includes(true)) return outcome;
  const open = truths.find(isUnknown);
  if (open === undefined) return notApplicable();
  return outcome.verdict === 'fail' ? undecided('load_balancer_type', open, outcome.expected) : outcome;
}

/** The load balancers of this configuration that a listener belongs to. */
export function balancersOf(listener: Block): readonly Block[] {
  return listener.configuration.link(listener.get('load_balancer_arn'), LOAD_BALANCERS, ['arn', 'id']).blocks;
}

/**
 * The protocol of a listener, in upper case. One that names none listens as its load balancer does: HTTP on an
 * application load balancer, GENEVE on a gateway load balancer. Undefined where the load balancer is not known.
 */
export function protocolOf(listener: Block): string | Unknown | undefined {
  const protocol = toText(listener.get('protocol'));
  if (isUnknown(protocol)) return protocol;
  if (protocol !== undefined && protocol !== '') return protocol.toUpperCase();
  const arn = toText(listener.get('load_balancer_arn'));
  if (typeof arn === 'string' && /:loadbalancer\/(?:app|gwy)\//.test(arn))
    return arn.includes('/app/') ? 'HTTP' : 'GENEVE';
  const balancers = balancersOf(listener);
  if (balancers.length === 0) return undefined;
  if (balancers.every((balancer) => isOfType(balancer, 'gateway') === true)) return 'GENEVE';
  return balancers.every((balancer) => isOfType(balancer, 'application') === true) ? 'HTTP' : undefined;
}
