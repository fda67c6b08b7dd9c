export { kindsOfArn } from './arn-kinds';
export { actionHasKey, conditionKeyType, isKeyOf } from './condition-keys';
export { globalConditionKeyType, type GlobalConditionKeys } from './global-condition-keys';
export { GLOBAL_ACTIONS, GLOBAL_SERVICES, isGlobalAction } from './global-services';
export {
  findAction,
  servicePrefixes,
  serviceTable,
  type AccessLevel,
  type ActionEntry,
  type ConditionKeyEntry,
  type ConditionKeyType,
  type ResourceTypeEntry,
  type ServiceTable,
} from './service-table';
