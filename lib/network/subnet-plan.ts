import { Fn, Token } from 'cdktf';
import type { IConstruct } from 'constructs';
import { GuardrailsError } from '../core/guardrails-error';
import { shown } from '../core/texts';
import { isUnresolved } from '../core/tokens';
import { formatCidr, hasHostBits, parseCidr } from './cidr';
import type { SubnetTier } from './subnet-tier';

/** A subnet of a VPC: what it is called and which addresses it has. */
export interface PlannedSubnet {
  readonly tier: SubnetTier;
  readonly availabilityZone: string;
  /** The zone as part of a construct id: its name, or its position where the name is not known. */
  readonly zoneId: string;
  readonly cidrBlock: string;
}

const ZONE = /^([a-z]{2}(?:-[a-z]+)+-\d)([a-h])$/;

/** Four quarters of addresses, one a tier, of eight zones each. */
const NEW_BITS = 5;
const ZONES = 8;
const PREFIX = { min: 16, max: 23 };

/** Throws GuardrailsError VPC_CIDR_INVALID unless the block can be divided into subnets. Unresolved blocks pass. */
export function requireVpcCidr(cidrBlock: string, construct: IConstruct): void {
  const given: unknown = cidrBlock;
  if (typeof given === 'string' && isUnresolved(given)) return;
  const cidr = typeof given === 'string' ? parseCidr(given) : undefined;
  const fits = cidr?.family === 'ipv4' && cidr.prefix >= PREFIX.min && cidr.prefix <= PREFIX.max && !hasHostBits(cidr);
  if (fits) return;
  throw new GuardrailsError(
    'VPC_CIDR_INVALID',
    `cidrBlock is ${shown(given)}, allowed are IPv4 blocks from /${PREFIX.min} to /${PREFIX.max} that begin at their first address; write one such as 10.0.0.0/16`,
    construct,
  );
}

function zonesInvalid(problem: string, construct: IConstruct): GuardrailsError {
  return new GuardrailsError(
    'VPC_ZONES_INVALID',
    `availabilityZones ${problem}; pass zones of one region, such as ["eu-west-1a", "eu-west-1b"]`,
    construct,
  );
}

/** Throws GuardrailsError VPC_ZONES_INVALID unless the zones are one to eight of one region, each once. */
export function requireZones(zones: readonly string[], construct: IConstruct): void {
  const given: unknown = zones;
  if (Token.isUnresolved(given)) {
    throw zonesInvalid(
      'is a list that is not known before Terraform runs, but the number of subnets must be; pass one name an element, such as Fn.element(list, 0)',
      construct,
    );
  }
  if (!Array.isArray(given) || given.length < 1 || given.length > ZONES) {
    throw zonesInvalid(`is ${shown(given)}, allowed are 1 to ${ZONES} zones`, construct);
  }
  const isZone = (zone: unknown) => typeof zone === 'string' && (isUnresolved(zone) || ZONE.test(zone));
  const strange: unknown = given.find((zone) => !isZone(zone));
  if (!given.every(isZone)) throw zonesInvalid(`holds ${shown(strange)}, which is no zone of a region`, construct);
  if (new Set(given).size !== given.length)
    throw zonesInvalid(`is ${shown(given)}, which names a zone twice`, construct);
  const regions = new Set(zones.flatMap((zone) => ZONE.exec(zone)?.[1] ?? []));
  if (regions.size > 1) throw zonesInvalid(`lies in ${[...regions].join(' and ')}`, construct);
}

function blockOf(vpcBlock: string, slot: number): string {
  const cidr = parseCidr(vpcBlock);
  if (cidr === undefined) return Fn.cidrsubnet(vpcBlock, NEW_BITS, slot);
  const prefix = cidr.prefix + NEW_BITS;
  return formatCidr({ ...cidr, prefix, address: cidr.address + (BigInt(slot) << BigInt(32 - prefix)) });
}

/**
 * Divides the addresses of a VPC. A subnet's block follows from its tier and the letter of its zone alone, so that
 * another tier or zone never moves it. Where a zone's name is not known, the places in the list stand for letters.
 */
export function planSubnets(
  vpcBlock: string,
  tiers: readonly SubnetTier[],
  zones: readonly string[],
): readonly PlannedSubnet[] {
  const byPosition = zones.some((zone) => isUnresolved(zone));
  return tiers.flatMap((tier) =>
    zones.map((availabilityZone, position) => {
      const letter = availabilityZone.slice(-1);
      const zoneSlot = byPosition ? position : letter.charCodeAt(0) - 'a'.charCodeAt(0);
      return {
        tier,
        availabilityZone,
        zoneId: byPosition ? String(position) : availabilityZone,
        cidrBlock: blockOf(vpcBlock, tier._quarter * ZONES + zoneSlot),
      };
    }),
  );
}
