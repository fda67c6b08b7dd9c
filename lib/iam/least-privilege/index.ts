export { type ResourcePlace } from './arn-format';
export {
  LeastPrivilegePolicy,
  ServiceActions,
  ServicePolicy,
  UnscopedActions,
  type WideGrant,
} from './least-privilege-policy';
export type { PlainPolicyProps } from './plain-policy';
export type { PolicyPlace } from './policy-limit';
export { ResourceArn } from './resource-arn';
export type * from './service-types';
export type { ArnMaker, PlacedArnMaker, Service, ServiceDefinition } from './typed-service';
