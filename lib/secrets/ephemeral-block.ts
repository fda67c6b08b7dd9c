import { ref, TerraformElement, TerraformStack, Token } from 'cdktf';
import type { Construct } from 'constructs';

type Attributes = Readonly<Record<string, unknown>>;

function isRecord(value: unknown): value is Attributes {
  return typeof value === 'object' && value !== null;
}

/** An `ephemeral` block: Terraform opens it in every run, and keeps it in neither plan nor state. */
export class EphemeralBlock extends TerraformElement {
  constructor(
    scope: Construct,
    id: string,
    /** Type, such as `aws_secretsmanager_random_password`. */
    readonly type: string,
    private readonly attributes: Attributes,
  ) {
    super(scope, id, `ephemeral.${type}`);
  }

  /** A reference to an attribute. */
  attribute(name: string): string {
    return Token.asString(ref(`ephemeral.${this.type}.${this.friendlyUniqueId}.${name}`, TerraformStack.of(this)));
  }

  override toTerraform(): Attributes {
    const block = { ...this.attributes, '//': this.constructNodeMetadata as unknown };
    return { ephemeral: { [this.type]: { [this.friendlyUniqueId]: block } } };
  }

  /** What an override of the stack, or a removal, does to the block; undefined where nothing does. */
  tampering(): string | undefined {
    const { scope, id } = this.node;
    if (scope?.node.tryFindChild(id) !== this) return 'was removed';
    let overrides: unknown = (TerraformStack.of(this) as unknown as { readonly rawOverrides?: unknown }).rawOverrides;
    for (const key of ['ephemeral', this.type, this.friendlyUniqueId]) {
      if (!isRecord(overrides) || !Object.hasOwn(overrides, key)) return undefined;
      overrides = overrides[key];
      if (!isRecord(overrides)) return 'was removed';
    }
    return 'was overridden';
  }
}
