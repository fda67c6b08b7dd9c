import type { Block, NestedBlock } from '../../../model/block';
import { isUnknown, toBoolean, toList, toText, Unknown } from '../../../model/value';
import { instancesOf } from '../../../reading/block-instances';
import { isSameRegion, regionOf } from '../../../reading/region';
import { every, not, type Truth } from '../../../reading/truth';

/** What a recorder of AWS Config says of one aspect, and where. */
export interface RecorderAspect {
  readonly truth: Truth;
  readonly path: string;
}

const GROUP = 'recording_group';

/** Tells whether a recorder records every kind of resource that AWS Config knows, or all but those it excludes. */
export function recordsAll(recorder: Block): RecorderAspect {
  const aspects = recorder.nested(GROUP).map((group) => groupRecordsAll(group));
  return (
    aspects.find(({ truth }) => truth === false) ??
    aspects.find(({ truth }) => isUnknown(truth)) ?? { truth: true, path: GROUP }
  );
}

function groupRecordsAll(group: NestedBlock): RecorderAspect {
  if (group.unknown !== undefined) return { truth: group.unknown, path: group.path };
  const strategy = toText(group.get('recording_strategy.use_only'));
  if (strategy !== undefined) {
    const truth = isUnknown(strategy) ? strategy : strategy !== 'INCLUSION_BY_RESOURCE_TYPES';
    return { truth, path: `${group.path}.recording_strategy[0].use_only` };
  }
  const path = `${group.path}.all_supported`;
  const all = toBoolean(group.get('all_supported')) ?? true;
  if (all !== false) return { truth: all, path };
  const excluded = toList(group.get('exclusion_by_resource_types.resource_types'));
  return { truth: isUnknown(excluded) ? excluded : excluded.length > 0, path };
}

/** Tells whether a recorder records users, groups, roles and policies of IAM, which belong to no region. */
export function recordsGlobalTypes(recorder: Block): Truth {
  const groups = recorder.nested(GROUP);
  return groups.length > 0 && every(groups, groupRecordsGlobalTypes);
}

function groupRecordsGlobalTypes(group: NestedBlock): Truth {
  if (group.unknown !== undefined) return group.unknown;
  const strategy = toText(group.get('recording_strategy.use_only'));
  if (isUnknown(strategy)) return strategy;
  const excluded = toList(group.get('exclusion_by_resource_types.resource_types'));
  const excludes =
    strategy === undefined ? isUnknown(excluded) || excluded.length > 0 : strategy.startsWith('EXCLUSION');
  if (!excludes) return toBoolean(group.get('include_global_resource_types')) ?? false;
  if (isUnknown(excluded)) return excluded;
  return every(excluded, (type) =>
    not(isUnknown(type) ? type : typeof type === 'string' && type.startsWith('AWS::IAM::')),
  );
}

/** One `aws_config_configuration_recorder_status` that may start the recorder. */
export interface RecorderStatus {
  readonly enabled: Truth;
  /** Whether it is about this recorder. */
  readonly belongs: Truth;
}

/** The statuses of a recorder. A region has one recorder, so that a status without a name that is known is about it. */
export function statusesOf(recorder: Block): readonly RecorderStatus[] {
  const { configuration } = recorder;
  const name = toText(recorder.get('name')) ?? 'default';
  return configuration.ofType('aws_config_configuration_recorder_status').flatMap((status) =>
    instancesOf(status).map(({ get }): RecorderStatus => {
      const named = toText(get('name'));
      const { blocks } = configuration.link(get('name'), ['aws_config_configuration_recorder']);
      const enabled = toBoolean(get('is_enabled')) ?? false;
      if (blocks.length > 0) return { enabled, belongs: blocks.includes(recorder) };
      if (typeof named === 'string' && typeof name === 'string' && named !== name) return { enabled, belongs: false };
      const place = isSameRegion(regionOf(status, get('region')), regionOf(recorder));
      return { enabled, belongs: isUnknown(place) ? new Unknown(status.address) : place };
    }),
  );
}
