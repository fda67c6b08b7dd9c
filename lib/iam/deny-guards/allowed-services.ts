import type { IConstruct } from 'constructs';
import { GuardrailsError } from '../../core/guardrails-error';
import { shown } from '../../core/texts';
import { isUnresolved } from '../../core/tokens';
import type { StatementJson } from '../statement-json';

const PREFIX = /^[a-z][a-z0-9-]*$/;

/**
 * The Allow without which a boundary would deny everything. It grants nothing by itself.
 *
 * @throws GuardrailsError PROPS_INVALID for what is no prefix of a service
 */
export function allowServices(services: readonly string[] | undefined, construct: IConstruct): StatementJson {
  const sid = 'AllowServices';
  if (services === undefined) return { Sid: sid, Effect: 'Allow', Action: ['*'], Resource: ['*'] };
  const wrong = (problem: string): GuardrailsError =>
    new GuardrailsError(
      'PROPS_INVALID',
      `${problem}, allowed are prefixes of services; write them as in s3`,
      construct,
    );
  if (!Array.isArray(services) || services.length === 0 || isUnresolved(services)) {
    throw wrong(`services is ${shown(services)}`);
  }
  const unknown = (services as readonly unknown[]).find((each) => typeof each !== 'string' || !PREFIX.test(each));
  if (unknown !== undefined) throw wrong(`service ${shown(unknown)} is none`);
  const actions = [...new Set(services as readonly string[])].map((prefix) => `${prefix}:*`);
  return { Sid: sid, Effect: 'Allow', Action: actions, Resource: ['*'] };
}
