import { publicAddresses } from './address-coverage';
import { type Cidr, parseCidr } from './cidr';
import { FORBIDDEN_TO_INTERNET } from './port';

/** Ports that one block of addresses may reach. */
export interface Opening {
  readonly protocol: string;
  readonly fromPort: number;
  readonly toPort: number;
  readonly cidr: string;
}

/**
 * Most IPv4 addresses of the internet that rules may let in together on one port: an eighth, or a sixty-fourth on ports
 * of administration and data. IPv6 needs no such limit: its blocks are at most /32, a billionth part each.
 */
const MOST_ADDRESSES = { ordinary: 1n << 29n, sensitive: 1n << 26n };

/** A port on which narrow blocks add up to a good part of the internet. */
export interface PartsOfInternet {
  readonly protocol: string;
  readonly port: number;
  readonly blocks: number;
}

/** Finds where openings that are harmless one by one let in a good part of the IPv4 internet together. */
export function internetByParts(openings: readonly Opening[]): PartsOfInternet | undefined {
  const blocks = openings.flatMap((opening) => {
    const cidr = parseCidr(opening.cidr);
    return cidr?.family === 'ipv4' ? [{ ...opening, block: cidr }] : [];
  });
  if (publicAddresses(blocks.map(({ block }) => block)) <= MOST_ADDRESSES.sensitive) return undefined;
  for (const protocol of new Set(blocks.map((each) => each.protocol))) {
    const ofProtocol = blocks.filter((each) => each.protocol === protocol);
    const ports = new Set([...ofProtocol.map(({ fromPort }) => fromPort), ...FORBIDDEN_TO_INTERNET]);
    for (const port of ports) {
      const open = ofProtocol.filter(({ fromPort, toPort }) => fromPort <= port && port <= toPort);
      if (
        isTooMuch(
          open.map(({ block }) => block),
          port,
        )
      )
        return { protocol, port, blocks: open.length };
    }
  }
  return undefined;
}

function isTooMuch(blocks: readonly Cidr[], port: number): boolean {
  const most = FORBIDDEN_TO_INTERNET.includes(port) ? MOST_ADDRESSES.sensitive : MOST_ADDRESSES.ordinary;
  return blocks.length > 1 && publicAddresses(blocks) > most;
}
