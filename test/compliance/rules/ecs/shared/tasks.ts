import type { ExampleConfiguration } from '../../../../../lib/compliance';
import { resource } from '../../resource';

type Fields = Readonly<Record<string, unknown>>;

/** A task definition whose containers are JSON text. */
export function task(containers: readonly unknown[], attributes: Fields = {}): ExampleConfiguration {
  return taskOf(JSON.stringify(containers), attributes);
}

/** A task definition with the given container_definitions. */
export function taskOf(container_definitions: unknown, attributes: Fields = {}): ExampleConfiguration {
  return resource('aws_ecs_task_definition', { family: 'api', container_definitions, ...attributes });
}

/** Containers that no rule of containers can read, by what hides them. */
export function hiddenContainers(): readonly { name: string; configuration: ExampleConfiguration; path: string }[] {
  const path = 'container_definitions';
  return [
    { name: 'a variable', configuration: taskOf('${var.containers}'), path },
    { name: 'a template file', configuration: taskOf('${templatefile("api.json", {})}'), path },
    { name: 'a list that a variable extends', configuration: taskOf('${jsonencode(concat([], var.more))}'), path },
    { name: 'no JSON', configuration: taskOf('- name: api'), path },
    { name: 'one object in place of a list', configuration: taskOf('{"name":"api"}'), path },
    { name: 'an empty list', configuration: taskOf('[]'), path },
    { name: 'a container of a module', configuration: taskOf('[${module.api.json}]'), path: `${path}[0]` },
    { name: 'a container that is text', configuration: taskOf('["api"]'), path: `${path}[0]` },
  ];
}

/** Configurations without a task definition to judge. */
export function noContainers(): readonly { name: string; configuration: ExampleConfiguration }[] {
  return [
    { name: 'no container definitions', configuration: taskOf(null) },
    { name: 'count = 0', configuration: task([{ name: 'api', privileged: true }], { count: 0 }) },
  ];
}
