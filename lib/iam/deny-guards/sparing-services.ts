import type { Conditions } from '../statement-json';

/**
 * Not met by AWS services that act by themselves: they have no ARN, so that each negated condition on one is met by them.
 * Met by anonymous requests, which have no such key.
 */
export const SPARING_SERVICES: Conditions = { BoolIfExists: { 'aws:PrincipalIsAWSService': ['false'] } };
