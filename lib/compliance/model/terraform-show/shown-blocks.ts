import type { BlockKind } from '../block';
import type { RawBlock, Source } from '../raw-block';
import { instanceAddress, nameInModule, type InstancePlace } from './instance-address';
import { literal } from './literal';
import { ModuleExpressions } from './module-expressions';
import { plannedValues } from './planned-values';
import { checkShape } from './shape';
import {
  isJson,
  type ConfiguredProvider,
  type Json,
  type PulledState,
  type ShownChange,
  type ShownKind,
  type ShownModule,
  type ShownPlan,
  type ShownState,
} from './show-json';

/** What a plan or a state holds, as blocks of one root module. */
export interface ShownBlocks {
  readonly kind: 'plan' | 'state';
  readonly blocks: readonly RawBlock[];
  /** Version constraints of providers by name. */
  readonly versions: ReadonlyMap<string, string>;
}

/** Documents are judged where they are used; a plan and a state show them there. */
const SHOWN_ELSEWHERE = new Set(['aws_iam_policy_document']);

/**
 * Reads what `terraform show -json` or `terraform state pull` wrote.
 *
 * @throws InputError where a part has another type than Terraform gives it
 */
export function shownBlocks(value: Json, kind: ShownKind, source: Source): ShownBlocks {
  checkShape(value, kind, source.file);
  switch (kind) {
    case 'plan':
      return planBlocks(value, source);
    case 'state':
      return stateBlocks(moduleBlocks((value as ShownState).values?.root_module, source));
    case 'pulled state':
      return stateBlocks(pulledBlocks(value, source));
  }
}

function stateBlocks(blocks: readonly RawBlock[]): ShownBlocks {
  return { kind: 'state', blocks, versions: new Map() };
}

function planBlocks(plan: ShownPlan, source: Source): ShownBlocks {
  const { root_module: root = {}, provider_config: providers = {} } = plan.configuration ?? {};
  const expressions = new ModuleExpressions(root);
  const changes = (plan.resource_changes ?? []).filter(({ change }) => isJson(change.after));
  const planned = changes.map((change) => plannedBlock(change, expressions, source));
  const known = moduleBlocks(plan.prior_state?.values?.root_module, source).filter(({ kind }) => kind === 'data');
  const addresses = new Set(planned.map(({ address }) => address));
  return {
    kind: 'plan',
    blocks: [
      ...planned,
      ...known.filter(({ address }) => !addresses.has(address)),
      ...Object.values(providers).flatMap((provider) => providerBlock(provider, expressions, source)),
      ...outputBlocks(plan, expressions, source),
      ...variableBlocks(plan, source),
    ],
    versions: new Map(
      Object.values(providers).flatMap(({ name, version_constraint: version }) =>
        version === undefined ? [] : [[name, version] as const],
      ),
    ),
  };
}

function plannedBlock(planned: ShownChange, expressions: ModuleExpressions, source: Source): RawBlock {
  const { mode, type, name, index: key, module_address: module = '', change } = planned;
  const written = expressions.resource(module, mode, type, name);
  const after = change.after as Json;
  const body = plannedValues(after, change.after_unknown, written?.expressions, expressions, module);
  const provider = written?.provider_config_key?.replace(/^.*:/, '');
  if (provider?.includes('.') === true) body.provider = provider;
  return instanceBlock({ module, mode, type, name, key }, body, source);
}

function instanceBlock(place: InstancePlace, body: Json, source: Source): RawBlock {
  const kind: BlockKind = place.mode === 'data' ? 'data' : 'resource';
  const name = nameInModule(place.module, place.name);
  const address = instanceAddress(place);
  return { kind, type: place.type, name, body, source, segments: [], address, instance: place.key };
}

function moduleBlocks(module: ShownModule | undefined, source: Source): RawBlock[] {
  if (module === undefined) return [];
  const own = (module.resources ?? []).flatMap(({ address, mode, type, name, index: key, values }) => {
    if (mode === 'data' && SHOWN_ELSEWHERE.has(type)) return [];
    const place = { module: moduleOf(address, type), mode, type, name, key };
    return [instanceBlock(place, literal(values ?? {}) as Json, source)];
  });
  return [...own, ...(module.child_modules ?? []).flatMap((child) => moduleBlocks(child, source))];
}

/** The module part of an address: what stands before the type of the resource. */
function moduleOf(address: string, type: string): string {
  const match = /^((?:module\.[\w-]+(?:\[(?:\d+|"(?:[^"\\]|\\.)*")\])?\.)*)(.*)$/s.exec(address);
  const path = match?.[1] ?? '';
  return (match?.[2] ?? '').replace(/^data\./, '').startsWith(`${type}.`) ? path.replace(/\.$/, '') : '';
}

function pulledBlocks({ resources = [] }: PulledState, source: Source): RawBlock[] {
  return resources.flatMap(({ module = '', mode, type, name, instances = [] }) => {
    if (mode === 'data' && SHOWN_ELSEWHERE.has(type)) return [];
    return instances.map(({ index_key: key, attributes = {} }) =>
      instanceBlock({ module, mode, type, name, key }, literal(attributes) as Json, source),
    );
  });
}

function providerBlock(provider: ConfiguredProvider, expressions: ModuleExpressions, source: Source): RawBlock[] {
  const { name, alias, module_address: module, expressions: written = {} } = provider;
  if (module !== undefined) return [];
  const body = Object.fromEntries(Object.entries(written).map(([key, each]) => [key, argumentText(each, expressions)]));
  if (alias !== undefined) body.alias = alias;
  return [{ kind: 'provider', type: name, name: alias ?? '', body, source, segments: [] }];
}

/** An argument, or the arguments of nested blocks, of the root module. */
function argumentText(written: unknown, expressions: ModuleExpressions): unknown {
  if (Array.isArray(written)) return written.map((each) => argumentText(each, expressions));
  const text = expressions.text(written, '');
  if (text !== undefined || !isJson(written)) return text;
  return Object.fromEntries(Object.entries(written).map(([key, each]) => [key, argumentText(each, expressions)]));
}

function outputBlocks(plan: ShownPlan, expressions: ModuleExpressions, source: Source): RawBlock[] {
  return Object.entries(plan.configuration?.root_module?.outputs ?? {}).map(([name, { sensitive, expression }]) => ({
    kind: 'output',
    type: 'output',
    name,
    body: { value: expressions.text(expression, ''), ...(sensitive === undefined ? {} : { sensitive }) },
    source,
    segments: [],
  }));
}

/** Values of variables, so that expressions of unknown arguments have them; they are not judged. */
function variableBlocks({ variables = {} }: ShownPlan, source: Source): RawBlock[] {
  return Object.entries(variables).map(([name, { value }]) => ({
    kind: 'variable',
    type: 'variable',
    name,
    body: value === undefined ? {} : { default: literal(value) },
    source,
    segments: [],
    isHidden: true,
  }));
}
