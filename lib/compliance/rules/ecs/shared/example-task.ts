import type { ExampleConfiguration } from '../../../engine/rule';

/** A configuration of one task definition with one container. */
export function taskExample(
  container: Readonly<Record<string, unknown>>,
  task: Readonly<Record<string, unknown>> = {},
): ExampleConfiguration {
  return {
    resource: {
      aws_ecs_task_definition: {
        api: {
          family: 'api',
          container_definitions: JSON.stringify([{ name: 'api', image: 'api:1.4.2', memory: 512, ...container }]),
          ...task,
        },
      },
    },
  };
}

/** A task definition whose containers stand in a file that Terraform reads. */
export const hiddenContainers: ExampleConfiguration = {
  resource: {
    aws_ecs_task_definition: { api: { family: 'api', container_definitions: '${file("containers.json")}' } },
  },
};
