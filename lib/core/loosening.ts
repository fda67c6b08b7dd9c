import type { TerraformResource } from 'cdktf';
import type { IConstruct } from 'constructs';
import { sourceOf } from './creation-trace';
import { GuardrailsError } from './guardrails-error';
import { checkWhenKnown } from './known-literal';
import type { SourceLocation } from './source-location';
import { shown } from './texts';
import { isUnresolved, resolveTokens } from './tokens';

/** A default of a construct that its user made weaker, and why. */
export interface Loosening {
  /** Path of the construct. */
  readonly constructPath: string;
  /** Class of the construct, such as `DatabaseInstance`. */
  readonly construct: string;
  /** The prop that was set, such as `multiAz`. */
  readonly setting: string;
  /** What the construct would have set. */
  readonly defaultValue: string;
  /** What it was given. */
  readonly value: string;
  /** Why, in the user's words. */
  readonly reason: string;
  /**
   * Line of the user's code that created the construct.
   *
   * @default - none: the line is not known
   */
  readonly source?: SourceLocation;
}

/** One default that the user made weaker. */
export interface LoosenedSetting {
  readonly setting: string;
  readonly defaultValue: unknown;
  readonly value: unknown;
  /** The prop `looseningReason` of the construct. */
  readonly reason: string | undefined;
}

const METADATA_PATH = '//.guardrails.loosened';

/** By construct: what is loosened, by setting. */
const loosened = new WeakMap<IConstruct, Map<string, Loosening>>();

/** A value as text: expressions stay as Terraform reads them. */
function textOf(value: unknown, owner: IConstruct): string {
  const known = isUnresolved(value) ? resolveTokens(owner, value) : value;
  return typeof known === 'string' ? known : shown(known);
}

/** A reason is read by people before Terraform runs: a token says nothing to them. */
function isReason(reason: unknown): reason is string {
  return typeof reason === 'string' && /[\p{L}\p{N}]/u.test(reason) && !isUnresolved(reason);
}

function requireReason({ setting, value, defaultValue, reason }: LoosenedSetting, owner: IConstruct): string {
  if (isReason(reason)) return reason.trim();
  const [given, secure] = [textOf(value, owner), textOf(defaultValue, owner)];
  throw new GuardrailsError(
    'LOOSENING_REASON_MISSING',
    `${setting} is ${given}, which is weaker than the default ${secure}; keep the default, or say why in looseningReason`,
    owner,
  );
}

/**
 * Notes that the user of a construct made one of its defaults weaker: for `Guardrails.loosened`, and under `//` of the
 * resource for the report. A setting that is declared again replaces what was said before.
 *
 * @throws GuardrailsError LOOSENING_REASON_MISSING where no reason is given in words
 */
export function declareLoosening(owner: IConstruct, resource: TerraformResource, setting: LoosenedSetting): void {
  const reason = requireReason(setting, owner);
  const known = loosened.get(owner) ?? new Map<string, Loosening>();
  known.set(setting.setting, {
    constructPath: owner.node.path,
    construct: owner.constructor.name,
    setting: setting.setting,
    defaultValue: textOf(setting.defaultValue, owner),
    value: textOf(setting.value, owner),
    reason,
    source: sourceOf(owner),
  });
  loosened.set(owner, known);
  resource.addOverride(
    METADATA_PATH,
    [...known.values()].map(({ setting: name, defaultValue, value, reason: why }) => ({
      setting: name,
      default: defaultValue,
      value,
      reason: why,
    })),
  );
}

/**
 * Notes a setting where it is weaker than the default. A token is looked at when the app is synthesised: what it has
 * turned out to be by then, the default of a variable included, needs a reason as a literal does.
 *
 * @throws GuardrailsError LOOSENING_REASON_MISSING where no reason is given in words
 */
export function declareIfWeaker(
  owner: IConstruct,
  resource: TerraformResource,
  setting: LoosenedSetting,
  isWeaker: (value: unknown) => boolean,
): void {
  const { value } = setting;
  if (value === undefined || value === null) return;
  const declare = (literal: unknown): void => {
    if (isWeaker(literal)) declareLoosening(owner, resource, { ...setting, value: literal });
  };
  if (isUnresolved(value)) checkWhenKnown(owner, value, declare);
  else declare(value);
}

/** Every loosened default at or below a scope, in the order of the construct tree. */
export function looseningsIn(scope: IConstruct): Loosening[] {
  return scope.node.findAll().flatMap((construct) => [...(loosened.get(construct)?.values() ?? [])]);
}
