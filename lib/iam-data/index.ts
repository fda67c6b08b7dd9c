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
