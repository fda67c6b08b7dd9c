/** What a name of a module stands for, where it is not a block of its own kind. */
export type NameRole =
  'var' | 'output' | 'all' | 'each' | 'each-key' | 'each-value' | 'count-index' | 'count' | 'default';

/** Configurations with modules so far: stacks that are checked together show each other's names. */
let made = 0;

/**
 * Names of the blocks of child modules within the one configuration that all modules form: `aws_kms_key.k` of the module
 * `net` is `aws_kms_key.in-module-c1-1--k` there. What people see is written as Terraform writes it:
 * `module.net.aws_kms_key.k`.
 */
export class ModuleNames {
  private readonly mark: string;
  private readonly addresses: string[] = [];
  private readonly qualified: RegExp;
  private readonly bare: RegExp;

  /** @param texts everything that is written in the configuration: a name of ours must not stand in it */
  constructor(texts: readonly string[]) {
    let mark: string;
    do mark = `in-module-c${String((made += 1))}`;
    while (texts.some((text) => text.includes(mark)));
    this.mark = mark;
    const name = `${mark}-(\\d+)(?:-(var|output|all|each|each-key|each-value|count-index|count|default))?--`;
    this.qualified = new RegExp(
      `(?<![\\p{ID_Continue}.-])((?:provider|data|ephemeral)\\.)?(?:([\\p{ID_Start}_][\\p{ID_Continue}-]*)\\.)${name}([\\p{ID_Continue}-]+)`,
      'gu',
    );
    this.bare = new RegExp(name, 'g');
  }

  /** A number for a module, or for one instance of it. */
  register(address: string): number {
    return this.addresses.push(address);
  }

  /** The name of a block of a module, as an identifier that no other module has. */
  name(module: number, name: string, role?: NameRole): string {
    return `${this.mark}-${String(module)}${role === undefined ? '' : `-${role}`}--${name}`;
  }

  /** Writes the names in a text as Terraform writes addresses. */
  display(text: string): string {
    if (!text.includes(`${this.mark}-`)) return text;
    return text
      .replace(
        this.qualified,
        (_, section: string | undefined, root: string, number: string, role: NameRole | undefined, name: string) =>
          shown(this.addresses[Number(number) - 1] ?? '', role, `${section ?? ''}${root}`, name),
      )
      .replace(this.bare, '');
  }
}

function shown(module: string, role: NameRole | undefined, root: string, name: string): string {
  switch (role) {
    case undefined:
      return `${module}.${root}.${name}`;
    case 'var':
      return `${module}.var.${name}`;
    case 'output':
      return `${module}.${name}`;
    case 'default':
      return `${module}.${root}`;
    case 'all':
      return module;
    case 'each':
      return `${module}.for_each`;
    case 'each-key':
    case 'each-value':
    case 'count-index':
      return `${module}.${role.replace('-', '.')}`;
    case 'count':
      return `${module}.count`;
  }
}
