import { LOG_RETENTIONS } from '../core/log-retention';
import type { IConstruct } from 'constructs';
import { GuardrailsError } from '../core/guardrails-error';
import { checkWhenKnown } from '../core/known-literal';
import { requireInteger } from '../core/ranges';
import type { IKey } from '../encryption/key-ref';
import { requireTags } from '../core/tags';
import { shown } from '../core/texts';
import { isUnresolved } from '../core/tokens';
import { parseCidr } from './cidr';
import { GatewayEndpoint } from './gateway-endpoint';
import { requireVpcCidr, requireZones } from './subnet-plan';
import { SubnetTier } from './subnet-tier';
import type { VpcAttributes, VpcProps } from './vpc-props';
import { requireVpcId } from './vpc-id';

/** The props with their defaults. */
export type VpcSettings = VpcProps &
  Required<Pick<VpcProps, 'cidrBlock' | 'tiers' | 'natGateways' | 'gatewayEndpoints' | 'flowLogRetentionDays'>>;

export function vpcSettings(props: VpcProps): VpcSettings {
  return {
    ...props,
    cidrBlock: props.cidrBlock ?? '10.0.0.0/16',
    tiers: props.tiers ?? [SubnetTier.PRIVATE, SubnetTier.ISOLATED],
    natGateways: props.natGateways ?? 0,
    gatewayEndpoints: props.gatewayEndpoints ?? [],
    flowLogRetentionDays: props.flowLogRetentionDays ?? 365,
  };
}

/** Throws GuardrailsError for the first prop that AWS would refuse, or that contradicts another one. */
export function requireValidVpc(settings: VpcSettings, construct: IConstruct): void {
  requireVpcCidr(settings.cidrBlock, construct);
  requireZones(settings.availabilityZones, construct);
  requireTiers(settings.tiers, construct);
  requireNatGateways(settings, construct);
  requireEndpoints(settings.gatewayEndpoints, construct);
  requireRetention(settings.flowLogRetentionDays, construct);
  requireKey(settings.flowLogKey, construct);
  requireTags(settings.tags, construct);
}

function requireKey(key: IKey | undefined, construct: IConstruct): void {
  if (key === undefined || typeof (key as Partial<IKey> | null)?.keyArn === 'string') return;
  throw new GuardrailsError(
    'VPC_KEY_INVALID',
    `flowLogKey is ${shown(key)}, allowed are Key constructs; pass a Key, or import one with Key.fromKeyArn`,
    construct,
  );
}

function requireTiers(tiers: readonly SubnetTier[], construct: IConstruct): void {
  const given: unknown = tiers;
  const isList = Array.isArray(given) && given.length > 0 && given.every((each) => each instanceof SubnetTier);
  if (isList && new Set(given).size === given.length) return;
  throw new GuardrailsError(
    'VPC_TIERS_INVALID',
    `tiers is ${shown(given)}, allowed are SubnetTier.PUBLIC, PRIVATE and ISOLATED, each at most once; name at least one`,
    construct,
  );
}

function requireNatGateways({ natGateways, availabilityZones, tiers }: VpcSettings, construct: IConstruct): void {
  if (isUnresolved(natGateways)) {
    throw new GuardrailsError(
      'VPC_NAT_INVALID',
      'natGateways is not known before Terraform runs, but the number of gateways must be; pass a number',
      construct,
    );
  }
  const max = availabilityZones.length;
  requireInteger(natGateways, {
    code: 'VPC_NAT_INVALID',
    name: 'natGateways',
    min: 0,
    max,
    remedy: 'pass 1, or one for each zone',
    construct,
  });
  if (natGateways === 0 || (tiers.includes(SubnetTier.PUBLIC) && tiers.includes(SubnetTier.PRIVATE))) return;
  throw new GuardrailsError(
    'VPC_NAT_INVALID',
    `natGateways is ${natGateways} and tiers are ${tiers.join(', ')}, but gateways lie in public subnets and serve private ones; add the missing tier, or leave natGateways out`,
    construct,
  );
}

function requireEndpoints(endpoints: readonly GatewayEndpoint[], construct: IConstruct): void {
  const given: unknown = endpoints;
  const isList = Array.isArray(given) && given.every((each) => each instanceof GatewayEndpoint);
  if (isList && new Set(given).size === given.length) return;
  throw new GuardrailsError(
    'VPC_ENDPOINTS_INVALID',
    `gatewayEndpoints is ${shown(given)}, allowed are GatewayEndpoint.S3 and GatewayEndpoint.DYNAMODB, each at most once; name those`,
    construct,
  );
}

function requireRetention(days: number, construct: IConstruct): void {
  if (isUnresolved(days)) {
    checkWhenKnown(construct, days, (literal) => {
      requireRetention(Number(literal), construct);
    });
    return;
  }
  if (LOG_RETENTIONS.includes(days)) return;
  throw new GuardrailsError(
    'VPC_LOG_RETENTION_INVALID',
    `flowLogRetentionDays is ${shown(days)}, allowed are ${LOG_RETENTIONS.join(', ')}, because an audit looks back a year and CloudWatch Logs knows no other times; pass one of them`,
    construct,
  );
}

/** Throws GuardrailsError VPC_ID_INVALID or VPC_ATTRIBUTES_INVALID unless the attributes may be those of a VPC. */
export function requireVpcAttributes(attributes: VpcAttributes, construct: IConstruct): void {
  requireVpcId(attributes.vpcId, construct);
  const { cidrBlock, publicSubnetIds, privateSubnetIds, isolatedSubnetIds } = attributes;
  const invalid = (name: string, value: unknown, allowed: string): GuardrailsError =>
    new GuardrailsError(
      'VPC_ATTRIBUTES_INVALID',
      `${name} is ${shown(value)}, allowed are ${allowed}; pass what belongs to the VPC`,
      construct,
    );
  if (cidrBlock !== undefined && !isUnresolved(cidrBlock)) {
    const given: unknown = cidrBlock;
    if (typeof given !== 'string' || parseCidr(given)?.family !== 'ipv4') {
      throw invalid('cidrBlock', given, 'IPv4 blocks such as 10.0.0.0/16');
    }
  }
  for (const [name, ids] of Object.entries({ publicSubnetIds, privateSubnetIds, isolatedSubnetIds })) {
    if (ids === undefined || isUnresolved(ids)) continue;
    const given: unknown = ids;
    const isList =
      Array.isArray(given) &&
      given.every((id) => typeof id === 'string' && (isUnresolved(id) || /^subnet-[0-9a-z]+$/.test(id)));
    if (!isList) throw invalid(name, given, 'lists of ids such as subnet-0123456789abcdef0');
  }
}
