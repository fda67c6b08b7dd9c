import { fail, pass, unknown, type FailOutcome, type Outcome } from '../engine/outcome';
import { suggest } from '../engine/registry';
import type { Block } from '../model/block';
import type { BlockSchema } from './assembly-schemas';
import { compileBlockSchema, type SchemaError } from './block-validator';
import { hasDynamicBlock, withDynamicBlocks } from './dynamic-blocks';
import type { ProviderSchema } from './provider-schema';
import { localName, requiredProvider, requirementIn } from './required-provider';
import { schemaOutcomes } from './schema-outcomes';
import { satisfies } from './version-constraint';

type Validate = (body: unknown) => readonly SchemaError[];

/** Checks blocks against the schemas of one provider. */
export class SchemaChecker {
  private readonly validators = new Map<string, Validate>();
  private readonly unknownTypes = new Map<string, FailOutcome>();

  constructor(readonly schema: ProviderSchema) {}

  check(block: Block): readonly Outcome[] {
    const failures = this.failuresOf(block);
    if (failures.length === 0) return [pass()];
    const { version } = requiredProvider(block.configuration, localName(block));
    return this.admits(version) ? failures : failures.map((failure) => this.undecided(failure, version ?? ''));
  }

  /** A version that the configuration requires and that the schemas are not of. */
  checkVersion(terraform: Block): readonly Outcome[] {
    const { provider, version, package: name } = this.schema;
    const required = requirementIn(terraform, shortName(provider));
    if (required?.version === undefined || required.source !== provider) return [];
    if (this.admits(required.version)) return [pass(required.path)];
    return [
      unknown({
        path: required.path,
        message:
          `the configuration asks for ${provider} ${required.version}, and ${name} ${this.schema.packageVersion} knows the ` +
          `arguments of ${version}: what differs between the two is not decided`,
        observed: required.version,
        expected: `a version that admits ${version}, or the package for the version that is asked for`,
      }),
    ];
  }

  private failuresOf(block: Block): readonly FailOutcome[] {
    const selector = block.kind === 'provider' ? `provider.${shortName(this.schema.provider)}` : block.selector;
    const known = this.schema.block(selector);
    if (known === undefined) return [this.unknownType(block)];
    const validate = this.validatorOf(selector, known, hasDynamicBlock(block.raw));
    const errors = validate(block.raw);
    const called = block.kind === 'resource' ? block.type : block.selector;
    return errors.length === 0 ? [] : schemaOutcomes(called, block.raw, known, errors);
  }

  private validatorOf(selector: string, { schema }: BlockSchema, isDynamic: boolean): Validate {
    const key = isDynamic ? `dynamic ${selector}` : selector;
    const compiled = this.validators.get(key);
    if (compiled !== undefined) return compiled;
    const validate = compileBlockSchema(isDynamic ? withDynamicBlocks(schema) : schema);
    this.validators.set(key, validate);
    return validate;
  }

  private unknownType(block: Block): FailOutcome {
    const known = this.unknownTypes.get(block.selector);
    const outcome = known ?? this.describeUnknownType(block);
    this.unknownTypes.set(block.selector, outcome);
    return outcome;
  }

  private describeUnknownType(block: Block): FailOutcome {
    const { provider, version, selectors } = this.schema;
    const isData = block.kind === 'data';
    const [thing, other] = isData ? ['data source', 'resource'] : ['resource type', 'data source'];
    const elsewhere = this.schema.block(isData ? block.type : `data.${block.type}`) !== undefined;
    const types = selectors.filter((each) => (isData ? each.startsWith('data.') : !each.includes('.')));
    const near = suggest(
      block.type,
      types.map((each) => each.replace(/^data\./, '')),
    );
    const hint = elsewhere ? `; it is a ${other}` : near === undefined ? '' : `; did you mean ${near}?`;
    return fail({
      message: `${block.type} is no ${thing} of ${provider} ${version}${hint}`,
      observed: block.type,
      expected: elsewhere || near === undefined ? `a ${thing} of the provider` : near,
    });
  }

  /** True where a constraint lets Terraform choose the version that the schemas are of, or cannot be read. */
  private admits(constraint: string | undefined): boolean {
    return constraint === undefined || satisfies(this.schema.version, constraint) !== false;
  }

  private undecided({ path, message, observed, expected }: FailOutcome, required: string): Outcome {
    const { provider, version } = this.schema;
    return unknown({
      path,
      message: `${message} (in ${provider} ${version}; the configuration asks for ${required})`,
      observed,
      expected,
    });
  }
}

function shortName(provider: string): string {
  return provider.split('/').at(-1) ?? provider;
}
