import type { Block, Configuration } from '../../../model/block';
import { isUnknown, toBoolean, toText, type Unknown, type Value } from '../../../model/value';
import { exists } from '../../../reading/account-baseline';
import { instancesOf } from '../../../reading/block-instances';
import { leavesInstancesOut } from '../../../reading/instances';
import { both, type Truth } from '../../../reading/truth';

export const DETECTOR = 'aws_guardduty_detector';
export const FEATURE = 'aws_guardduty_detector_feature';

/** Protection plans that the deprecated block `datasources` of a detector switches. */
export const DATASOURCES: ReadonlyMap<string, string> = new Map([
  ['S3_DATA_EVENTS', 'datasources.s3_logs.enable'],
  ['EKS_AUDIT_LOGS', 'datasources.kubernetes.audit_logs.enable'],
  ['EBS_MALWARE_PROTECTION', 'datasources.malware_protection.scan_ec2_instance_with_findings.ebs_volumes.enable'],
]);

/** A protection plan that a resource of its own switches. */
export interface PlanSwitch {
  readonly block: Block;
  readonly instance: string | undefined;
  readonly name: string | Unknown | undefined;
  readonly status: string | Unknown | undefined;
  /** What names the detector. */
  readonly id: Value;
  /** The detector; undefined where it is none of the configuration. */
  readonly detector: Block | undefined;
  /** Whether it may be another detector than the one that is named. */
  readonly isCertain: boolean;
}

export function planSwitches(configuration: Configuration): readonly PlanSwitch[] {
  return configuration.ofType(FEATURE).flatMap(switchesOf);
}

/** The plans that one resource switches, one for each instance. */
export function switchesOf(block: Block): readonly PlanSwitch[] {
  return instancesOf(block).map(({ instance, get }) => {
    const id = get('detector_id');
    const { blocks } = block.configuration.link(id, [DETECTOR]);
    return {
      block,
      instance,
      name: toText(get('name')),
      status: toText(get('status')),
      id,
      detector: blocks[0],
      isCertain: blocks.length < 2 && (blocks.length === 0 || !isUnknown(id) || id.isReference),
    };
  });
}

/** What says that a plan of a detector is on: `false` where it is switched off, undefined where nothing says anything. */
export function planState(
  detector: Block | undefined,
  plan: string,
  switches: readonly PlanSwitch[],
): Truth | undefined {
  let state: Truth | undefined;
  const ids: Value[] = [];
  for (const found of switches) {
    const isNamed: Truth = isUnknown(found.name) ? found.name : found.name === plan;
    const isOn: Truth = isUnknown(found.status) ? found.status : found.status === 'ENABLED';
    if (isNamed === false || (found.detector !== undefined && found.detector !== detector && found.isCertain)) continue;
    const isMine: Truth = found.detector === detector && found.isCertain ? true : idOf(found);
    const on = both(exists(found.block), isNamed, isMine, isOn);
    if (on === true) {
      ids.push(found.id);
      continue;
    }
    if (isNamed === true && isMine === true && isOn === false) state = false;
    else state ??= isUnknown(on) ? on : undefined;
  }
  // A plan of one instance of the detector says nothing of the others.
  if (ids.length > 0) return detector !== undefined && leavesInstancesOut(detector, ids) ? undefined : true;
  const path = DATASOURCES.get(plan);
  return state ?? (path === undefined ? undefined : toBoolean(detector?.get(path)));
}

function idOf({ id }: PlanSwitch): Truth {
  return isUnknown(id) ? id : false;
}
