import { defineRule } from '../../engine/define-rule';
import { fail, undecided, unknown, type Outcome } from '../../engine/outcome';
import { kindOfName } from '../../engine/secret-name';
import type { Configuration } from '../../model/block';
import { isList, isUnknown, toText, type Value } from '../../model/value';
import { environmentOutcome } from './shared/environment-secrets';
import { literalSecret } from '../../reading/secrets/literal-secret';
import { entriesOf, readJson } from '../../reading/secrets/payload';
import { possibleValues, speltEntries } from '../../reading/secrets/possible-values';
import { scriptSecrets } from './shared/script-secrets';
import { visibleText } from '../../reading/secrets/visible-text';

const EXPECTED = 'secrets = [{ name, valueFrom = the ARN of a secret }]';

export default defineRule({
  id: 'no-secret-in-ecs-env',
  title: 'The environment of a container holds no secret',
  why: 'Everyone who may call DescribeTaskDefinition reads the environment in clear, and a revision of a task definition can never be changed, only deregistered.',
  remediation:
    'Move the variable to the secrets list of the container, with valueFrom set to the ARN of a Secrets Manager secret or of an SSM parameter.',
  severity: 'high',
  scope: 'resource',
  resourceTypes: ['aws_ecs_task_definition'],
  whenUnknown:
    'container_definitions, an environment in it, or a variable with a secret-like name is an expression that the configuration does not show.',
  controls: { fsbp: ['ECS.8'], nist80053r5: ['CA-9(1)', 'CM-2'], pciDss: ['v4.0.1/8.6.2'] },
  equivalents: {
    trivy: [{ id: 'AVD-AWS-0036', relation: 'broader' }],
    tfsec: [{ id: 'aws-ecs-no-plaintext-secrets', relation: 'broader' }],
    cdkNag: [{ id: 'AwsSolutions-ECS2', relation: 'narrower' }],
    securityHub: [{ id: 'ECS.8', relation: 'broader' }],
    prowler: [{ id: 'ecs_task_definitions_no_environment_secrets', relation: 'broader' }],
    awsConfig: [{ id: 'ecs-no-environment-secrets', relation: 'broader' }],
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specifying-sensitive-data.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html',
  ],
  examples: {
    good: [
      {
        name: 'the container gets the secret from Secrets Manager',
        configuration: {
          resource: {
            aws_ecs_task_definition: {
              api: {
                container_definitions: JSON.stringify([
                  {
                    name: 'api',
                    environment: [{ name: 'LOG_LEVEL', value: 'info' }],
                    secrets: [
                      { name: 'DB_PASSWORD', valueFrom: 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:db' },
                    ],
                  },
                ]),
              },
            },
          },
        },
      },
    ],
    bad: [
      {
        name: 'a literal password',
        configuration: {
          resource: {
            aws_ecs_task_definition: {
              api: {
                container_definitions:
                  '${jsonencode([{"name" = "api", "environment" = [{"name" = "DB_PASSWORD", "value" = "correct-horse"}]}])}',
              },
            },
          },
        },
      },
    ],
    unknown: [
      {
        name: 'definitions of a template',
        configuration: {
          resource: { aws_ecs_task_definition: { api: { container_definitions: '${templatefile("api.json", {})}' } } },
        },
      },
    ],
  },
  check(block, { configuration }) {
    const path = 'container_definitions';
    const value = block.get(path);
    if (value === undefined) return [];
    const definitions = readJson(value);
    if (definitions === undefined) {
      if (isUnknown(value)) return undecided(path, value, EXPECTED);
      return unknown({
        path,
        message: `${path} is no JSON list of containers`,
        expected: EXPECTED,
        sensitive: true,
        observed: value,
      });
    }
    const containers = isList(definitions) ? definitions : [definitions];
    return containers.flatMap((container, index) =>
      containerOutcomes(container, `${path}[${String(index)}]`, configuration),
    );
  },
});

function containerOutcomes(container: Value, path: string, configuration: Configuration): readonly Outcome[] {
  const entries = entriesOf(container);
  if (entries === undefined) return isUnknown(container) ? [undecided(path, container, EXPECTED)] : [];
  // ECS reads the names of the elements without regard to letter case.
  const environment = entries.find(([key]) => key.toLowerCase() === 'environment')?.[1];
  const at = `${path}.environment`;
  const others = otherOutcomes(entries, path, configuration);
  if (isUnknown(environment)) {
    const written = possibleValues(environment, configuration).filter(isList).flat();
    return [...others, ...variableOutcomes(written, () => at, configuration), undecided(at, environment, EXPECTED)];
  }
  if (!isList(environment)) return others;
  return [...others, ...variableOutcomes(environment, (index) => `${at}[${String(index)}]`, configuration)];
}

/** Secrets in the command and in the options of the log driver, which everyone reads who reads the environment. */
function otherOutcomes(
  entries: readonly (readonly [key: string, value: Value])[],
  path: string,
  configuration: Configuration,
): readonly Outcome[] {
  const found = (place: string, what: string): Outcome =>
    fail({
      path: place,
      subject: what,
      message: `${place} holds ${what}, in clear in the task definition`,
      observed: '',
      expected: EXPECTED,
      sensitive: true,
    });
  return entries.flatMap(([key, value]) => {
    const place = `${path}.${key}`;
    if (/^(?:command|entrypoint)$/i.test(key) && isList(value)) {
      const words = value.map(visibleText).join(' ');
      return scriptSecrets(words, configuration).map(({ what }) => found(place, what));
    }
    if (key.toLowerCase() !== 'logconfiguration') return [];
    const options = (entriesOf(value) ?? []).find(([name]) => name.toLowerCase() === 'options')?.[1];
    return speltEntries(options, configuration).entries.flatMap(([name, option]) => {
      const what = literalSecret(option, kindOfName(name), configuration);
      return what === undefined
        ? []
        : [found(`${place}.options`, what === 'a literal' ? `a literal for ${name}` : what)];
    });
  });
}

function variableOutcomes(
  environment: readonly Value[],
  placeOf: (index: number) => string,
  configuration: Configuration,
): readonly Outcome[] {
  return environment.flatMap((variable, index) => {
    const place = placeOf(index);
    const fields = new Map((entriesOf(variable) ?? []).map(([key, field]) => [key.toLowerCase(), field]));
    if (isUnknown(variable) && fields.size === 0) return [undecided(place, variable, EXPECTED)];
    const outcome = environmentOutcome(
      {
        name: String(toText(fields.get('name')) ?? ''),
        value: fields.get('value'),
        path: place,
        place: 'the task definition',
        expected: EXPECTED,
      },
      configuration,
    );
    return outcome === undefined ? [] : [outcome];
  });
}
