import type { IConstruct } from 'constructs';
import { GuardrailsError } from '../core/guardrails-error';
import { knownLiteral } from '../core/known-literal';
import { isUnresolved, resolveTokens } from '../core/tokens';
import { parseCidr } from './cidr';
import { internetByParts, type Opening } from './internet-by-parts';
import { type Peer, requireOwnNetwork } from './peer';
import type { Port } from './port';

/** A rule that lets traffic through. */
export interface AllowingRule {
  readonly direction: 'ingress' | 'egress';
  readonly peer: Peer;
  readonly port: Port;
  /** The rule lets answers in: it counts for no opening. */
  readonly isReturn?: boolean;
}

/**
 * What can be seen of rules only when all of them are there and tokens are resolved: networks that are too wide after
 * all, and networks that add up to the internet.
 */
export function lateFaults(
  code: 'NACL_PUBLIC_BY_PARTS' | 'SG_PUBLIC_BY_PARTS',
  rules: readonly AllowingRule[],
  owner: IConstruct,
): string[] {
  const parts = partsOfInternet(rules, owner);
  const wide = rules.flatMap(({ peer }) => networkFault(peer, owner) ?? []);
  return parts === undefined ? wide : [...wide, new GuardrailsError(code, parts, owner).message];
}

/** What is wrong with the network of a peer, now that tokens are resolved: it may be no more than a literal may. */
function networkFault(peer: Peer, owner: IConstruct): string | undefined {
  const cidr = peer._cidr;
  if (cidr === undefined || peer.internetReason !== undefined) return undefined;
  try {
    const text = textOf(cidr.text, owner);
    requireOwnNetwork(text, cidr.family);
    if (isUnresolved(text)) requireOwnChoices(String(resolveTokens(owner, text)));
    return undefined;
  } catch (error) {
    if (error instanceof GuardrailsError) return `${error.message} (construct ${owner.node.path})`;
    throw error;
  }
}

/** What an expression may choose from, such as `var.open ? "0.0.0.0/0" : "10.0.0.0/8"`, may be no more than a literal may. */
function requireOwnChoices(expression: string): void {
  for (const [, text = ''] of expression.matchAll(/"([0-9A-Fa-f.:]+\/\d{1,3})"/g)) {
    const cidr = parseCidr(text);
    if (cidr !== undefined) requireOwnNetwork(text, cidr.family);
  }
}

function textOf(cidr: string, owner: IConstruct): string {
  const literal = isUnresolved(cidr) ? knownLiteral(owner, cidr) : undefined;
  return typeof literal === 'string' ? literal : cidr;
}

function partsOfInternet(rules: readonly AllowingRule[], owner: IConstruct): string | undefined {
  const openings = rules.flatMap(({ direction, peer, port, isReturn = false }): Opening[] => {
    const cidr = peer._cidr;
    if (direction === 'egress' || isReturn || peer.internetReason !== undefined || cidr === undefined) return [];
    if (port.isUnresolved || !port._hasPorts) return [];
    const { protocol, fromPort, toPort } = port;
    return [{ protocol, fromPort, toPort, cidr: textOf(cidr.text, owner) }];
  });
  const parts = openings.length < 2 ? undefined : internetByParts(openings);
  if (parts === undefined) return undefined;
  const { blocks, protocol, port } = parts;
  return `${blocks} networks that may reach ${protocol} ${port} make up a good part of the internet together; name narrower ones, or say why the internet must with Peer.anyIpv4(reason)`;
}
