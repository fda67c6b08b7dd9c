import { SERVICE_PREFIXES } from './prefixes.generated';
import { decodeTable } from './table-format';

/** What an action does, as the AWS Service Authorization Reference classifies it. */
export type AccessLevel = 'List' | 'Read' | 'Write' | 'Tagging' | 'Permissions management';

/** Type of a condition key's values. Keys of the `ArrayOf…` types have several values in one request. */
export type ConditionKeyType =
  'String' | 'ArrayOfString' | 'ARN' | 'ArrayOfARN' | 'Bool' | 'ArrayOfBool' | 'Numeric' | 'Date' | 'IPAddress';

/** A condition key of a service. */
export interface ConditionKeyEntry {
  /** Such as `s3:prefix`; `aws:ResourceTag/${TagKey}` and `s3:ExistingObjectTag/<key>` stand for keys of any tag. */
  readonly key: string;
  readonly type: ConditionKeyType;
}

/** A kind of resource that a service has. */
export interface ResourceTypeEntry {
  /** Such as `bucket`. */
  readonly name: string;
  /** Such as `arn:${Partition}:s3:::${BucketName}`; some kinds have more than one. */
  readonly arnFormats: readonly string[];
  /** Keys that a statement about such a resource may use. */
  readonly conditionKeys: readonly string[];
}

/** An action of a service. */
export interface ActionEntry {
  /** Such as `GetObject`. */
  readonly name: string;
  /** The narrowest level: what tags or changes permissions also writes. */
  readonly accessLevel: AccessLevel;
  /** Kinds of resource that it can be limited to; none: it works on `*` only. */
  readonly resourceTypes: readonly { readonly name: string; readonly required: boolean }[];
  /** Keys that a statement about the action may use, besides those of the resource and the global ones. */
  readonly conditionKeys: readonly string[];
}

/** What AWS documents of one service. */
export interface ServiceTable {
  /** Such as `s3`. */
  readonly prefix: string;
  /** Such as `Amazon S3`. */
  readonly name: string;
  /** By name in lower case, as IAM compares them. */
  readonly actions: ReadonlyMap<string, ActionEntry>;
  /** By name as AWS writes it. */
  readonly resourceTypes: ReadonlyMap<string, ResourceTypeEntry>;
  /** By key in lower case. */
  readonly conditionKeys: ReadonlyMap<string, ConditionKeyEntry>;
}

const loaded = new Map<string, ServiceTable>();
let prefixes: ReadonlySet<string> | undefined;

/** Prefixes of all services that AWS documents, in alphabetical order. */
export function servicePrefixes(): readonly string[] {
  return SERVICE_PREFIXES;
}

function load(prefix: string): ServiceTable {
  const { table } = require(`./tables/${prefix}.generated`) as { readonly table: () => string };
  const { name, actions, resourceTypes, conditionKeys } = decodeTable(table());
  return {
    prefix,
    name,
    actions: new Map(actions.map((each) => [each.name.toLowerCase(), each])),
    resourceTypes: new Map(resourceTypes.map((each) => [each.name, each])),
    conditionKeys: new Map(conditionKeys.map((each) => [each.key.toLowerCase(), each])),
  };
}

/**
 * The table of one service, loaded when it is first asked for.
 *
 * @param prefix as in action names, in any case: `s3`
 * @returns undefined for a service that AWS does not document: nothing is known of it, which is no reason to pass it
 */
export function serviceTable(prefix: string): ServiceTable | undefined {
  const lower = prefix.toLowerCase();
  const known = loaded.get(lower);
  if (known !== undefined) return known;
  prefixes ??= new Set(SERVICE_PREFIXES);
  if (!prefixes.has(lower)) return undefined;
  const table = load(lower);
  loaded.set(lower, table);
  return table;
}

/** An action by its full name in any case, such as `s3:GetObject`; undefined for what AWS does not document. */
export function findAction(action: string): ActionEntry | undefined {
  const colon = action.indexOf(':');
  if (colon < 0) return undefined;
  return serviceTable(action.slice(0, colon))?.actions.get(action.slice(colon + 1).toLowerCase());
}
