import { fail, pass, undecided, unknown, type Outcome } from '../../../engine/outcome';
import type { Block, Configuration, NestedBlock, Referrer } from '../../../model/block';
import { isList, isUnknown, toBoolean, type Unknown, type Value } from '../../../model/value';
import { absence } from '../../../reading/companions';
import { worst } from '../../../reading/nested-argument';

const TARGETS = ['instance', 'instance_id', 'network_interface', 'network_interface_id'] as const;
const PATHS = /^(?:instance|instance_id|network_interface|network_interface_id)$/;
const EXPECTED = 'associate_public_ip_address = false';
const SUBNETS = ['aws_subnet', 'aws_default_subnet'];

/** Reports the Elastic IP addresses that the configuration gives to an instance or a network interface. */
export function elasticAddresses(block: Block): readonly Outcome[] {
  return [...block.configuration.referrers(block, ...ADDRESSES), ...namedById(block)].flatMap(
    (referrer): readonly Outcome[] => {
      const { block: address, path } = referrer;
      if (!PATHS.test(path) && !isOneOfEach(address, path)) return [];
      const value = address.get(path);
      const isChoice = PATHS.test(path) && isUnknown(value) && !value.isReference && value.references.length > 1;
      const doubt = isChoice ? value : absence(address, block);
      const expected = 'no Elastic IP address';
      const subject = address.address;
      if (doubt === undefined)
        return [fail({ message: `${address.address} is a public address of it`, observed: value, expected, subject })];
      return [
        unknown({
          message: `whether ${address.address} is a public address of it depends on ${doubt.expression}, which is not known before Terraform runs`,
          observed: doubt,
          expected,
          subject,
        }),
      ];
    },
  );
}

const ADDRESSES = ['aws_eip', 'aws_eip_association'] as const;
const literals = new WeakMap<Configuration, ReadonlyMap<string, readonly Referrer[]>>();

/** The addresses that name the block by its id, as a plan and a state do. */
function namedById(block: Block): readonly Referrer[] {
  const id = block.get('id');
  if (typeof id !== 'string' || id === '') return [];
  const { configuration } = block;
  const known = literals.get(configuration) ?? readLiterals(configuration);
  literals.set(configuration, known);
  return known.get(id) ?? [];
}

function readLiterals(configuration: Configuration): ReadonlyMap<string, readonly Referrer[]> {
  const found = new Map<string, Referrer[]>();
  for (const address of ADDRESSES.flatMap((type) => configuration.ofType(type))) {
    for (const path of TARGETS) {
      const id = address.get(path);
      if (typeof id !== 'string' || id === '') continue;
      const same = found.get(id) ?? [];
      found.set(id, [...same, { block: address, path, attribute: 'id' }]);
    }
  }
  return found;
}

/** True for `for_each` over the instances, whose elements the address then takes. */
function isOneOfEach(address: Block, path: string): boolean {
  if (!path.startsWith('for_each')) return false;
  return TARGETS.some((argument) => {
    const written = address.rawAt(argument);
    return typeof written === 'string' && /\beach\.(?:value|key)\b/.test(written);
  });
}

/** Judges `associate_public_ip_address`; `otherwise` says what holds where it is left out. */
export function judgeAssociation(written: Value, path: string, otherwise: () => Outcome): Outcome {
  const associates = toBoolean(written);
  if (associates === false) return pass(path);
  if (isUnknown(associates)) return undecided(path, associates, EXPECTED);
  if (associates === undefined) return otherwise();
  return fail({ path, message: 'it gets a public IPv4 address', observed: written, expected: EXPECTED });
}

/** Judges the subnets, one of which decides where `associate_public_ip_address` is left out. */
export function judgeSubnets(block: Block, value: Value, path: string, what = 'it'): Outcome {
  if (isList(value) && value.length > 1) return worst(value.map((subnet) => judgeSubnets(block, subnet, path, what)));
  const { blocks, unknown: hidden } = block.configuration.link(value, SUBNETS, ['id']);
  const outcomes = blocks.map((subnet): Outcome => {
    const maps = toBoolean(subnet.get('map_public_ip_on_launch')) ?? subnet.type === 'aws_default_subnet';
    if (maps === false) return pass(path);
    if (isUnknown(maps)) return left(path, maps, `map_public_ip_on_launch of ${subnet.address}`);
    const message = `${what} gets a public IPv4 address, because ${subnet.address} gives one to everything`;
    return fail({ path, message, observed: value, expected: EXPECTED });
  });
  const isOneOfMany = isUnknown(value) && !value.isReference && blocks.length > 1;
  if (isOneOfMany && new Set(outcomes.map(({ verdict }) => verdict)).size > 1)
    return left(path, value, value.expression);
  const found = worst(outcomes);
  if (found.verdict === 'fail') return found;
  if (hidden !== undefined) return left(path, hidden, hidden.expression);
  if (blocks.length === 0)
    return left(
      path,
      undefined,
      value === undefined ? 'the default subnet' : 'a subnet that is not part of this configuration',
    );
  return found;
}

function left(path: string, observed: Unknown | undefined, decider: string): Outcome {
  const when = observed === undefined ? '' : ', which is not known before Terraform runs';
  const message = `whether it gets a public IPv4 address is left to ${decider}${when}`;
  return unknown({ path, message, observed, expected: EXPECTED });
}

/** The outcome for an instance whose network interface decides. One of the configuration is judged by itself. */
export function judgeInterface(instance: Block, item: NestedBlock): Outcome {
  const path = `${item.path}.network_interface_id`;
  const value = item.unknown ?? item.get('network_interface_id');
  const { blocks } = instance.configuration.link(value, ['aws_network_interface'], ['id']);
  if (blocks.length > 0) return pass(path);
  return left(
    path,
    isUnknown(value) ? value : undefined,
    isUnknown(value) ? value.expression : 'an interface elsewhere',
  );
}
