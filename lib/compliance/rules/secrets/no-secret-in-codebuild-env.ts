import { defineRule } from '../../engine/define-rule';
import { fail, undecided, type Outcome } from '../../engine/outcome';
import type { Block, NestedBlock } from '../../model/block';
import { isUnknown, toText } from '../../model/value';
import { credentialIn } from '../../engine/credential-shape';
import { environmentOutcome } from './shared/environment-secrets';
import { isSecretName } from '../../engine/secret-name';
import { visibleText } from '../../reading/secrets/visible-text';

const EXPECTED = 'type = "SECRETS_MANAGER" or "PARAMETER_STORE", with the name of the secret as value';

/** User information of an address: a user and password, or a token alone. */
const USER_INFORMATION = /^[a-z][a-z\d+.-]{0,20}:\/\/([^\s/@]{1,512})@/i;

const TOKEN_LENGTH = 20;

export default defineRule({
  id: 'no-secret-in-codebuild-env',
  title: 'A build project holds no credentials in clear',
  why: 'Plain environment variables and source addresses show in the console, in BatchGetProjects and in build logs. A build that leaks its credentials gives away whatever it may deploy.',
  remediation:
    'Set type = "SECRETS_MANAGER" or "PARAMETER_STORE" on the variable and its value to the name of the secret. Let the source authenticate through a connection, with no user information in location.',
  severity: 'critical',
  scope: 'resource',
  resourceTypes: ['aws_codebuild_project'],
  whenUnknown:
    'the name, type or value of a variable with a secret-like name, or a source address, is an expression that the configuration does not show.',
  controls: { fsbp: ['CodeBuild.1', 'CodeBuild.2'], nist80053r5: ['SA-3', 'IA-5(7)'], pciDss: ['v3.2.1/8.2.1'] },
  equivalents: {
    securityHub: [
      { id: 'CodeBuild.1', relation: 'broader' },
      { id: 'CodeBuild.2', relation: 'broader' },
    ],
    prowler: [
      { id: 'codebuild_project_no_secrets_in_variables', relation: 'broader' },
      { id: 'codebuild_project_source_repo_url_no_sensitive_credentials', relation: 'broader' },
    ],
    awsConfig: [
      { id: 'codebuild-project-source-repo-url-check', relation: 'broader' },
      { id: 'codebuild-project-envvar-awscred-check', relation: 'broader' },
    ],
  },
  sources: [
    'https://docs.aws.amazon.com/securityhub/latest/userguide/codebuild-controls.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/codebuild_project.html.markdown',
  ],
  examples: {
    good: [
      {
        name: 'the build reads the token from Secrets Manager',
        configuration: {
          resource: {
            aws_codebuild_project: {
              ci: {
                environment: [
                  { environment_variable: [{ name: 'NPM_TOKEN', type: 'SECRETS_MANAGER', value: 'ci/npm:token' }] },
                ],
                source: [{ type: 'GITHUB', location: 'https://github.com/example/app.git' }],
              },
            },
          },
        },
      },
    ],
    bad: [
      {
        name: 'a token as a plain variable',
        configuration: {
          resource: {
            aws_codebuild_project: {
              ci: { environment: [{ environment_variable: [{ name: 'NPM_TOKEN', value: 'correct-horse' }] }] },
            },
          },
        },
      },
      {
        name: 'a token in the address of the source',
        configuration: {
          resource: {
            aws_codebuild_project: {
              ci: { source: [{ type: 'GITHUB', location: 'https://ci:correct-horse@github.com/example/app.git' }] },
            },
          },
        },
      },
    ],
    unknown: [
      {
        name: 'the type comes from a variable',
        configuration: {
          variable: { kind: { type: 'string' } },
          resource: {
            aws_codebuild_project: {
              ci: {
                environment: [{ environment_variable: [{ name: 'NPM_TOKEN', type: '${var.kind}', value: 'ci/npm' }] }],
              },
            },
          },
        },
      },
    ],
  },
  check(block) {
    const variables = block.nested('environment').flatMap((environment) => environment.nested('environment_variable'));
    const sources = [...block.nested('source'), ...block.nested('secondary_sources')];
    return [...variables.flatMap((variable) => variableOutcomes(variable, block)), ...sources.flatMap(sourceOutcomes)];
  },
});

function variableOutcomes(variable: NestedBlock, block: Block): readonly Outcome[] {
  const type = variable.get('type') ?? 'PLAINTEXT';
  if (type === 'SECRETS_MANAGER' || type === 'PARAMETER_STORE') return [];
  const name = variable.get('name');
  const value = variable.get('value');
  const hidden = [variable.unknown, name, type].find(isUnknown);
  const outcome = environmentOutcome(
    {
      name: typeof name === 'string' ? name : '',
      value,
      path: `${variable.path}.value`,
      place: "the project's configuration",
      expected: EXPECTED,
    },
    block.configuration,
  );
  // Without its name or type a value is judged by its shape alone.
  if (hidden === undefined || (outcome !== undefined && type === 'PLAINTEXT'))
    return outcome === undefined ? [] : [outcome];
  if (isUnknown(type) && outcome === undefined && (typeof name !== 'string' || !isSecretName(name))) return [];
  return [undecided(variable.path, hidden, EXPECTED)];
}

function sourceOutcomes(source: NestedBlock): readonly Outcome[] {
  const location = toText(source.get('location'));
  const path = `${source.path}.location`;
  const text = visibleText(location);
  const user = USER_INFORMATION.exec(text)?.[1];
  // A short name alone is a user's; a long one is a token.
  const isSecret =
    user !== undefined && (user.includes(':') || user.length >= TOKEN_LENGTH) && !text.startsWith('ssh://');
  if (isSecret || credentialIn(text) !== undefined) {
    const message = `${path} carries credentials for the repository, in clear in the project's configuration and its builds`;
    return [fail({ path, message, observed: '', expected: 'an address without user information', sensitive: true })];
  }
  if (
    isUnknown(location) &&
    location.parts.length === 0 &&
    !location.references.some(({ address }) => /^(?:data\.)?aws_/.test(address))
  ) {
    return [{ ...undecided(path, location, 'an address without user information'), sensitive: !location.isReference }];
  }
  return [];
}
