import { isUnknown, toNumber, toText, type Value } from '../../../model/value';
import { isHidden, type Hidden, type Ternary } from './ternary';

/** `unspecified`: no protocol is written, so the ports count for TCP and UDP. `other`: a protocol without ports. */
export type Protocol = 'all' | 'tcp' | 'udp' | 'icmp' | 'other' | 'unspecified';

/** Protocol and ports of a permission or of an entry of a network ACL. */
export interface Traffic {
  readonly protocol: Protocol | Hidden;
  readonly from: number | Hidden;
  readonly to: number | Hidden;
  /** True where AWS ignores the ports of protocol `-1`; inline blocks are refused unless both are 0 then. */
  readonly allIgnoresPorts: boolean;
}

export const LAST_PORT = 65_535;

const PROTOCOLS: ReadonlyMap<string, Protocol> = new Map<string, Protocol>([
  ['-1', 'all'],
  ['all', 'all'],
  ['6', 'tcp'],
  ['tcp', 'tcp'],
  ['17', 'udp'],
  ['udp', 'udp'],
  ['1', 'icmp'],
  ['icmp', 'icmp'],
  ['58', 'icmp'],
  ['icmpv6', 'icmp'],
]);

/** Names of the three arguments and how to read them. */
export interface TrafficSource {
  readonly allIgnoresPorts: boolean;
  readonly protocol: string;
  readonly get: (attribute: string) => Value;
  readonly at: (attribute: string) => string;
}

/** Reads protocol and ports. A port that is absent or `-1` leaves its end of the range open. */
export function readTraffic(source: TrafficSource): Traffic {
  const port = (attribute: string, open: number): number | Hidden => {
    const value = toNumber(source.get(attribute));
    if (isUnknown(value)) return { path: source.at(attribute), value };
    return value === undefined || value < 0 ? open : value;
  };
  const protocol = toText(source.get(source.protocol));
  return {
    protocol: isUnknown(protocol) ? { path: source.at(source.protocol), value: protocol } : protocolOf(protocol),
    from: port('from_port', 0),
    to: port('to_port', LAST_PORT),
    allIgnoresPorts: source.allIgnoresPorts,
  };
}

function protocolOf(text: string | undefined): Protocol {
  const name = (text?.trim().toLowerCase() ?? '').replace(/^0+(?=\d)/, '');
  return name === '' ? 'unspecified' : (PROTOCOLS.get(name) ?? 'other');
}

/** Does the traffic include a port of TCP or UDP? */
export function coversPort(traffic: Traffic, protocol: 'tcp' | 'udp', port: number): Ternary {
  return covers(traffic, [protocol], (from, to) => inRange(from, to, port));
}

/** Does the traffic include every port of TCP or UDP, or every protocol? Ranges 0-65535 and 1-65535 are every port. */
export function coversEveryPort(traffic: Traffic, protocols: readonly ('tcp' | 'udp')[] = ['tcp', 'udp']): Ternary {
  return covers(traffic, protocols, (from, to) => {
    if (typeof from === 'number' && from > 1) return false;
    if (typeof to === 'number' && to < LAST_PORT) return false;
    return isHidden(from) ? from : isHidden(to) ? to : true;
  });
}

/** Does the traffic include a port of TCP or UDP that is not allowed? */
export function coversOtherPort(
  traffic: Traffic,
  allowed: Readonly<Record<'tcp' | 'udp', readonly number[]>>,
): Ternary {
  const answers = (['tcp', 'udp'] as const).map((protocol) =>
    covers(traffic, [protocol], (from, to) => leaves(from, to, new Set(allowed[protocol]))),
  );
  return answers.includes(true) ? true : (answers.find(isHidden) ?? false);
}

/** Does the traffic include every protocol? */
export function coversEveryProtocol(traffic: Traffic): Ternary {
  const { protocol } = traffic;
  if (isHidden(protocol)) return mayBeAll(traffic) ? protocol : false;
  return protocol === 'all';
}

function covers(
  traffic: Traffic,
  protocols: readonly ('tcp' | 'udp')[],
  ports: (from: Traffic['from'], to: Traffic['to']) => Ternary,
): Ternary {
  const { protocol, from, to } = traffic;
  if (protocol === 'all') return true;
  if (isHidden(protocol)) return ports(from, to) === false && !mayBeAll(traffic) ? false : protocol;
  if (protocol !== 'unspecified' && !protocols.some((candidate) => candidate === protocol)) return false;
  return ports(from, to);
}

/** May a protocol that is not known be `-1`, as the ports beside it tell? */
function mayBeAll({ from, to, allIgnoresPorts }: Traffic): boolean {
  if (allIgnoresPorts) return true;
  return (isHidden(from) || from === 0) && (isHidden(to) || to === 0 || to === LAST_PORT);
}

function inRange(from: Traffic['from'], to: Traffic['to'], port: number): Ternary {
  if ((typeof from === 'number' && from > port) || (typeof to === 'number' && to < port)) return false;
  return isHidden(from) ? from : isHidden(to) ? to : true;
}

/** Does the range hold a port outside the set? Both ends belong to it, whatever the other end is. */
function leaves(from: Traffic['from'], to: Traffic['to'], allowed: ReadonlySet<number>): Ternary {
  if ((typeof from === 'number' && !allowed.has(from)) || (typeof to === 'number' && !allowed.has(to))) return true;
  if (isHidden(from)) return from;
  if (isHidden(to)) return to;
  for (let port = from; port <= to; port += 1) if (!allowed.has(port)) return true;
  return false;
}

/** `tcp 22`, `udp 1000-2000`, `every protocol and port`. */
export function describeTraffic({ protocol, from, to }: Traffic): string {
  if (protocol === 'all') return 'every protocol and port';
  const name = isHidden(protocol)
    ? 'a protocol that is not known'
    : protocol === 'unspecified'
      ? 'tcp and udp'
      : protocol;
  if (protocol === 'icmp' || protocol === 'other') return protocol === 'icmp' ? 'icmp' : 'a protocol without ports';
  if (isHidden(from) || isHidden(to)) return `${name} on ports that are not known`;
  if (from === to) return `${name} ${String(from)}`;
  return from <= 1 && to >= LAST_PORT ? `every ${name} port` : `${name} ${String(from)}-${String(to)}`;
}
