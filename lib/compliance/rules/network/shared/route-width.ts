import { fail, unknown, type Outcome } from '../../../engine/outcome';
import type { Block } from '../../../model/block';
import { addressesOf, parseCidr, type Family } from '../../../reading/cidr';
import { isWholeVpc, peersOf, type Route } from './peering-route';
import type { CidrSource } from './source-cidrs';

const EXPECTED = 'the subnets of the peer that have to be reached';

/** One outcome for each destination of a route to a peering connection that is too wide, or may be. */
export function judgeRoute(route: Route, shortestPrefix: Readonly<Record<Family, number>>): readonly Outcome[] {
  const peers = peersOf(route);
  return route.destinations.flatMap((destination): readonly Outcome[] => {
    const problem = problemOf(destination, peers, shortestPrefix);
    if (problem !== undefined && route.hidden === undefined) {
      return [
        fail({
          path: destination.path,
          message: `the route to the peer covers ${destination.text}, ${problem}`,
          observed: destination.text,
          expected: EXPECTED,
          subject: destination.text,
        }),
      ];
    }
    const reason =
      problem === undefined
        ? doubtOf(destination, peers, shortestPrefix)
        : 'whether the route leads to a peer is not known before Terraform runs';
    if (reason === undefined) return [];
    return [
      unknown({
        path: destination.path,
        message: reason,
        observed: destination.unknown ?? destination.text,
        expected: EXPECTED,
        subject: destination.text,
      }),
    ];
  });
}

function problemOf(
  { cidr, text }: CidrSource,
  peers: readonly Block[],
  shortestPrefix: Readonly<Record<Family, number>>,
): string | undefined {
  if (isWholeVpc(text)) return 'all of a VPC';
  if (cidr === undefined) return undefined;
  if (cidr.prefix === 0) return 'every address there is';
  if (cidr.prefix < shortestPrefix[cidr.family]) return `which is wider than a /${String(shortestPrefix[cidr.family])}`;
  const whole = peers.find((peer) => {
    const network = networkOf(peer, cidr.family);
    return network !== undefined && cidr.first <= network.first && cidr.last >= network.last;
  });
  return whole === undefined ? undefined : `all of ${whole.address}`;
}

function doubtOf(
  { cidr, unknown: hidden, limit, path, reason, families }: CidrSource,
  peers: readonly Block[],
  shortestPrefix: Readonly<Record<Family, number>>,
): string | undefined {
  if (hidden !== undefined) {
    const narrow =
      limit !== undefined &&
      (limit === 0n ||
        (peers.length === 0 && families.every((family) => limit <= addressesOf(family, shortestPrefix[family]))));
    return narrow
      ? undefined
      : (reason ??
          `${path} is ${hidden.expression}, which is not known before Terraform runs, so the route may cover all of the peer`);
  }
  const peer = cidr?.family === 4 ? peers.find((candidate) => networkOf(candidate, 4) === undefined) : undefined;
  return peer === undefined
    ? undefined
    : `the CIDR of ${peer.address} is not known before Terraform runs, so the route may cover all of it`;
}

function networkOf(vpc: Block, family: Family): ReturnType<typeof parseCidr> {
  const value = vpc.get(family === 4 ? 'cidr_block' : 'ipv6_cidr_block');
  return typeof value === 'string' ? parseCidr(value) : undefined;
}
