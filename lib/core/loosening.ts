import type { TerraformResource } from 'cdktf';
import type { IConstruct } from 'constructs';
import { sourceOf } from './creation-trace';
import { GuardrailsError } from './guardrails-error';
import type { SourceLocation } from './source-location';

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
  /** Line of the user's code that created the construct. */
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

const loosened = new WeakMap<IConstruct, Loosening[]>();

function show(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function requireReason({ setting, value, defaultValue, reason }: LoosenedSetting, owner: IConstruct): string {
  const given = reason?.trim() ?? '';
  if (given !== '') return given;
  throw new GuardrailsError(
    'LOOSENING_REASON_MISSING',
    `${setting} is ${show(value)}, which is weaker than the default ${show(defaultValue)}; keep the default, or say why in looseningReason`,
    owner,
  );
}

/**
 * Notes that the user of a construct made one of its defaults weaker: for `Guardrails.loosened`, and under `//` of the
 * resource for the report.
 *
 * @throws GuardrailsError LOOSENING_REASON_MISSING where no reason is given
 */
export function declareLoosening(owner: IConstruct, resource: TerraformResource, setting: LoosenedSetting): void {
  const reason = requireReason(setting, owner);
  const known = loosened.get(owner) ?? [];
  known.push({
    constructPath: owner.node.path,
    construct: owner.constructor.name,
    setting: setting.setting,
    defaultValue: show(setting.defaultValue),
    value: show(setting.value),
    reason,
    source: sourceOf(owner),
  });
  loosened.set(owner, known);
  resource.addOverride(
    METADATA_PATH,
    known.map(({ setting: name, defaultValue, value, reason: why }) => ({
      setting: name,
      default: defaultValue,
      value,
      reason: why,
    })),
  );
}

/** Every loosened default at or below a scope, in the order of the construct tree. */
export function looseningsIn(scope: IConstruct): Loosening[] {
  return scope.node.findAll().flatMap((construct) => loosened.get(construct) ?? []);
}
