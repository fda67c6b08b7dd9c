import type { RdsClusterServerlessv2ScalingConfiguration } from '@cdktf/provider-aws/lib/rds-cluster';
import type { Construct } from 'constructs';
import { GuardrailsError } from '../core/guardrails-error';
import { requireInteger } from '../core/ranges';
import type { DatabaseClusterProps } from './cluster-props';
import { isOpen, shown } from './prop-checks';

const DEFAULT_MIN = 0.5;
const DEFAULT_MAX = 2;
const HIGHEST = 256;
const AUTO_PAUSE_SECONDS = { min: 300, max: 86_400 };

function invalid(problem: string, construct: Construct): GuardrailsError {
  return new GuardrailsError('DB_CAPACITY_INVALID', problem, construct);
}

function requireCapacity(value: unknown, name: string, min: number, construct: Construct): void {
  if (isOpen(value)) return;
  const valid = typeof value === 'number' && Number.isInteger(value * 2) && value >= min && value <= HIGHEST;
  if (valid) return;
  throw invalid(
    `${name} is ${typeof value === 'number' ? String(value) : shown(value)}, allowed are ${min} to ${HIGHEST} ACUs in steps of 0.5; correct it`,
    construct,
  );
}

/** True where a member scales. */
export function hasServerlessMember({ writer, readers }: DatabaseClusterProps): boolean {
  return [writer, ...(readers ?? [])].some((member) => member.isServerlessV2);
}

/** Throws for every capacity that is wrong and known. */
export function requireValidCapacity(props: DatabaseClusterProps, construct: Construct): void {
  const { serverlessV2MinCapacity: min, serverlessV2MaxCapacity: max, serverlessV2AutoPauseSeconds: pause } = props;
  requireCapacity(min, 'serverlessV2MinCapacity', 0, construct);
  requireCapacity(max, 'serverlessV2MaxCapacity', 1, construct);
  requireInteger(pause, {
    code: 'DB_CAPACITY_INVALID',
    name: 'serverlessV2AutoPauseSeconds',
    ...AUTO_PAUSE_SECONDS,
    remedy: 'pass a number of seconds, or leave it out',
    construct,
  });
  const given = [min, max, pause].some((value) => value !== undefined);
  if (given && !hasServerlessMember(props))
    throw invalid(
      'a capacity is given, but no member scales; add ClusterInstance.serverlessV2, or leave it out',
      construct,
    );
  const [lowest, highest] = [min ?? DEFAULT_MIN, max ?? DEFAULT_MAX];
  if (!isOpen(lowest) && !isOpen(highest) && lowest > highest)
    throw invalid(
      `serverlessV2MinCapacity is ${lowest} and serverlessV2MaxCapacity ${highest}; the lowest may not be above the highest`,
      construct,
    );
  if (pause !== undefined && !isOpen(lowest) && lowest > 0)
    throw invalid(
      `serverlessV2AutoPauseSeconds is given, but the cluster never pauses with a lowest capacity of ${lowest}; set serverlessV2MinCapacity to 0, or leave it out`,
      construct,
    );
  if (!isOpen(lowest) && lowest === 0 && !props.engine.supportsAutoPause)
    throw invalid(
      `serverlessV2MinCapacity is 0, but ${props.engine.name} ${props.engine.version} cannot pause; use a later version, or 0.5`,
      construct,
    );
}

/** The scaling block, or undefined where no member scales. */
export function scalingOf(props: DatabaseClusterProps): RdsClusterServerlessv2ScalingConfiguration | undefined {
  if (!hasServerlessMember(props)) return undefined;
  const { serverlessV2MinCapacity = DEFAULT_MIN, serverlessV2MaxCapacity = DEFAULT_MAX } = props;
  return {
    minCapacity: serverlessV2MinCapacity,
    maxCapacity: serverlessV2MaxCapacity,
    secondsUntilAutoPause: props.serverlessV2AutoPauseSeconds,
  };
}
