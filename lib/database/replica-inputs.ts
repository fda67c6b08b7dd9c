import type { Construct } from 'constructs';
import { GuardrailsError } from '../core/guardrails-error';
import type { DatabaseEngine } from './engine';
import { requireEngine } from './instance-inputs';
import { NewDatabaseInstance } from './new-instance';
import { isOpen, requireOneOf, requireText, shown } from './prop-checks';
import type { DatabaseInstanceReadReplicaProps } from './replica-props';
import { refuseSourceProps } from './source-checks';
import { requireSubnets } from './subnet-group';

const CODE = 'DB_REPLICA_INVALID';

/** Props of an instance of its own. */
const OF_A_PRIMARY = ['allocatedStorageGib', 'licenseModel', 'masterUserSecretKey', 'finalSnapshotIdentifier'];

function fault(problem: string, construct: Construct): GuardrailsError {
  return new GuardrailsError(CODE, problem, construct);
}

/**
 * Engine of a replica: that of its source.
 *
 * @throws GuardrailsError DB_REPLICA_INVALID where it is not known, or is said to be another one
 */
export function replicaEngine(props: DatabaseInstanceReadReplicaProps, construct: Construct): DatabaseEngine {
  const source: unknown = props.source;
  if (typeof source !== 'object' || source === null || !('instanceIdentifier' in source))
    throw fault(`source is ${shown(source)}, allowed is a DatabaseInstance; import one with fromAttributes`, construct);
  const known = props.source.engine;
  const engine = props.engine ?? known;
  if (engine === undefined) throw fault('engine of the source is not known; pass the prop engine', construct);
  requireEngine(engine, construct);
  if (known === undefined || known.family === engine.family) return engine;
  throw fault(`engine is ${engine.family}, but the source is ${known.family}; leave it out`, construct);
}

function requireSource(
  { source }: DatabaseInstanceReadReplicaProps,
  engine: DatabaseEngine,
  construct: Construct,
): void {
  const obstacle = source instanceof NewDatabaseInstance ? source._noReplicas : engine._properties.noReplicas;
  if (obstacle !== undefined) throw fault(`source ${source.node.path} cannot be replicated: ${obstacle}`, construct);
}

function requirePlace(props: DatabaseInstanceReadReplicaProps, construct: Construct): void {
  const { sourceRegion: region, vpcId, subnetIds } = props;
  requireText(vpcId, 'vpcId', construct);
  if (region === undefined) {
    if (subnetIds === undefined) return;
    throw fault(
      'subnetIds is set, but a replica in the same region has the subnets of its source; leave it out',
      construct,
    );
  }
  if (!isOpen(region) && (typeof (region as unknown) !== 'string' || !/^[a-z]{2}(?:-[a-z]+)+-\d$/.test(region)))
    throw fault(`sourceRegion is ${shown(region)}, allowed is a region such as eu-west-1; correct it`, construct);
  if (subnetIds === undefined || (vpcId === undefined && props.securityGroups === undefined))
    throw fault('vpcId and subnetIds are required in another region than that of the source; pass both', construct);
  requireSubnets(subnetIds, construct);
}

/** Throws for props of a replica that are wrong or that RDS refuses. */
export function requireReplica(
  props: DatabaseInstanceReadReplicaProps,
  engine: DatabaseEngine,
  construct: Construct,
): void {
  refuseSourceProps(props, CODE, construct, OF_A_PRIMARY);
  requireSource(props, engine, construct);
  requirePlace(props, construct);
  const { replicaMode } = props;
  if (replicaMode === undefined) return;
  if (!engine.name.startsWith('oracle'))
    throw fault(`replicaMode is ${shown(replicaMode)}, allowed is it for Oracle alone; leave it out`, construct);
  requireOneOf(replicaMode, ['open-read-only', 'mounted'], { code: CODE, name: 'replicaMode' }, construct);
}
