import type { Block, Configuration } from '../../../model/block';
import type { Value } from '../../../model/value';

const GROUP = 'aws_autoscaling_group';
const cache = new WeakMap<Configuration, ReadonlyMap<Block, ReadonlySet<Block>>>();

/** The Auto Scaling groups that start machines from a launch template or a launch configuration. */
export function groupsOf(source: Block): ReadonlySet<Block> {
  const { configuration } = source;
  const named = cache.get(configuration) ?? readGroups(configuration);
  cache.set(configuration, named);
  const referring = configuration
    .referrers(source, GROUP)
    .filter(({ path }) => /^(?:launch_|mixed_instances_policy)/.test(path))
    .map(({ block }) => block);
  return new Set([...referring, ...(named.get(source) ?? [])]);
}

/** Groups by what they name by an id or a name, as a plan and a state do. */
function readGroups(configuration: Configuration): ReadonlyMap<Block, ReadonlySet<Block>> {
  const found = new Map<Block, Set<Block>>();
  const add = (group: Block, value: Value, selector: string): void => {
    if (typeof value !== 'string') return;
    for (const source of configuration.link(value, [selector], ['id', 'name']).blocks)
      found.set(source, (found.get(source) ?? new Set()).add(group));
  };
  for (const group of configuration.ofType(GROUP)) {
    add(group, group.get('launch_configuration'), 'aws_launch_configuration');
    templatesOf(group).forEach((value) => {
      add(group, value, 'aws_launch_template');
    });
  }
  return found;
}

function templatesOf(group: Block): readonly Value[] {
  const mixed = group.nested('mixed_instances_policy').flatMap((policy) => policy.nested('launch_template'));
  const specifications = [...mixed, ...mixed.flatMap((template) => template.nested('override'))].flatMap((item) =>
    item.nested('launch_template_specification'),
  );
  return [
    ...group.nested('launch_template').flatMap((item) => [item.get('id'), item.get('name')]),
    ...specifications.flatMap((item) => [item.get('launch_template_id'), item.get('launch_template_name')]),
  ];
}
