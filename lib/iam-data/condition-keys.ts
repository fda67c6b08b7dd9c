import { globalConditionKeyType } from './global-condition-keys';
import type { ActionEntry, ConditionKeyType, ServiceTable } from './service-table';

/** Parts of documented keys that stand for a name: `${TagKey}`, `<key>`, and the `tag-key` that some services write. */
const VARIABLE = /\$\{[^}]*\}|<[^>]*>|(?<=\/)tag-key$/i;

/** The literal parts of a documented key: more than one where it stands for keys of any tag, or the like. */
export function partsOfKey(documented: string): readonly string[] {
  return documented.split(VARIABLE);
}

/** True where a key, in whatever case, is the documented one, or one of those that it stands for. */
export function isKeyOf(documented: string, key: string): boolean {
  const [first = '', ...rest] = partsOfKey(documented.toLowerCase());
  const lower = key.toLowerCase();
  if (rest.length === 0) return first === lower;
  const source = [first, ...rest].map((part) => part.replace(/\W/g, '\\$&')).join('.+');
  return new RegExp(`^${source}$`, 's').test(lower);
}

/** Type of a condition key that the service documents, or that is global; undefined for keys that are neither. */
export function conditionKeyType(table: ServiceTable, key: string): ConditionKeyType | undefined {
  const exact = table.conditionKeys.get(key.toLowerCase()) ?? globalConditionKeyType(key);
  if (exact !== undefined) return typeof exact === 'string' ? exact : exact.type;
  const [closest] = [...table.conditionKeys.values()]
    .filter((each) => isKeyOf(each.key, key))
    .sort((left, right) => right.key.length - left.key.length);
  return closest?.type;
}

/**
 * True where requests of the action may carry the key: it is global, or listed for the action or for a kind of resource
 * that the action is about.
 */
export function actionHasKey(table: ServiceTable, action: ActionEntry, key: string): boolean {
  if (globalConditionKeyType(key) !== undefined) return true;
  const ofResources = action.resourceTypes.flatMap(({ name }) => table.resourceTypes.get(name)?.conditionKeys ?? []);
  return [...action.conditionKeys, ...ofResources].some((documented) => isKeyOf(documented, key));
}
