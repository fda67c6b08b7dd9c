import { loadJson } from '../../../../../lib/compliance';
import { containerDefinitions } from '../../../../../lib/compliance/rules/ecs/shared/container-definitions';
import { taskOf } from './tasks';

function read(text: unknown, rest: object = {}): ReturnType<typeof containerDefinitions>[number] | undefined {
  const block = loadJson({ ...taskOf(text), ...rest }, 'test').configuration.block('aws_ecs_task_definition.main');
  if (block === undefined) throw new Error('no task definition');
  return containerDefinitions(block)[0];
}

describe('containerDefinitions', () => {
  it('reads fields without regard to letter case, the last spelling counts', () => {
    const [container] = read('[{"Name":"api","Privileged":false,"privileged":true}]')?.containers ?? [];
    expect(container?.label).toBe('container api');
    expect(container?.get('privileged')).toBe(true);
    expect(container?.get('PRIVILEGED')).toBe(true);
  });

  it('reads jsonencode with unknown parts', () => {
    const text =
      '${jsonencode([{"name" = "api", "image" = aws_ecr_repository.r.repository_url, "privileged" = true}])}';
    const [container] = read(text)?.containers ?? [];
    expect(container?.unknown).toBeUndefined();
    expect(container?.get('privileged')).toBe(true);
    expect(container?.get('image')).toMatchObject({ expression: '${aws_ecr_repository.r.repository_url}' });
  });

  it('reads text with references in strings', () => {
    const [container] = read('[{"name":"${var.env}-api","user":"1000:${var.gid}"}]')?.containers ?? [];
    expect(container?.label).toBe('container 0');
    expect(container?.get('user')).toMatchObject({ knownPrefix: '1000:' });
  });

  it('follows a local and a variable with a default', () => {
    const rest = {
      locals: { containers: [{ name: '${var.name}' }] },
      variable: { name: { type: 'string', default: 'api' } },
    };
    expect(read('${jsonencode(local.containers)}', rest)?.containers[0]?.label).toBe('container api');
  });

  it('keeps keys such as __proto__ apart', () => {
    const [container] = read('[{"name":"api","__proto__":{"privileged":true}}]')?.containers ?? [];
    expect(container?.get('privileged')).toBeUndefined();
    expect(container?.get('constructor')).toBeUndefined();
  });

  it('says of nested fields below an unknown that they are unknown', () => {
    const [container] = read('${jsonencode([{"logConfiguration" = var.log}])}')?.containers ?? [];
    expect(container?.get('logConfiguration.logDriver')).toMatchObject({ expression: '${var.log}' });
  });

  it('tells what it cannot read', () => {
    expect(read(null)).toBeUndefined();
    expect(read('')).toBeUndefined();
    expect(read('${var.x}')?.unknown).toMatchObject({ expression: '${var.x}' });
    expect(read('[]')?.invalid).toBe('container_definitions names no container');
    expect(read('nonsense')?.invalid).toBe('container_definitions is no JSON list of containers');
  });
});
