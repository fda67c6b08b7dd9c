import { defineRule } from '../engine/define-rule';
import { notApplicable } from '../engine/outcome';
import { PROVIDER_SCHEMA_RULE } from '../engine/registry';
import type { ProgrammaticRule } from '../engine/rule';
import type { ProviderSchema } from './provider-schema';
import { localName, requiredProvider } from './required-provider';
import { SchemaChecker } from './schema-checker';

/**
 * A rule that checks every resource, data source and provider block against the schema of its provider: names of
 * arguments and nested blocks, types, and what is required.
 *
 * It reads the configuration as written, so it judges no plan and no state.
 */
export function providerSchemaRule(schemas: readonly ProviderSchema[]): ProgrammaticRule {
  const checkers = schemas.map((schema) => new SchemaChecker(schema));
  return defineRule({
    ...TEXT,
    check(block, { configuration }) {
      if (configuration.kind === 'plan' || configuration.kind === 'state') return notApplicable();
      if (block.kind === 'terraform') {
        const said = checkers.flatMap((checker) => checker.checkVersion(block));
        return said.length === 0 ? notApplicable() : said;
      }
      if (block.kind !== 'resource' && block.kind !== 'data' && block.kind !== 'provider') return notApplicable();
      const { source } = requiredProvider(configuration, localName(block));
      return checkers.find(({ schema }) => schema.provider === source)?.check(block) ?? notApplicable();
    },
  });
}

const TEXT = {
  id: PROVIDER_SCHEMA_RULE,
  title: 'Every block is one that its provider accepts',
  why: 'A misspelt argument, as an override can add it, sets nothing: Terraform refuses it when it runs or, inside an attribute, drops it without a word, and the provider keeps its default.',
  remediation:
    'Correct the name or the value. Where the installed bindings are older than the provider that has the argument, upgrade them.',
  severity: 'medium',
  scope: 'config',
  resourceTypes: ['*'],
  whenUnknown: 'the configuration asks for another version of the provider than the installed bindings were made from.',
  controls: {},
  equivalents: {},
  sources: [
    'https://developer.hashicorp.com/terraform/language/syntax/json',
    'https://developer.hashicorp.com/terraform/cdktf/concepts/resources#escape-hatch',
  ],
  examples: {
    good: [
      {
        name: 'arguments that the provider knows',
        configuration: {
          resource: { aws_kms_key: { main: { description: 'orders', enable_key_rotation: true } } },
        },
      },
    ],
    bad: [
      {
        name: 'a misspelt argument',
        configuration: {
          resource: { aws_kms_key: { main: { description: 'orders', enable_key_rotaton: true } } },
        },
      },
    ],
  },
} as const;
