import type { Construct } from 'constructs';
import { AwsAccount } from '../core/aws-account';
import { GuardrailsError } from '../core/guardrails-error';
import { requireInteger } from '../core/ranges';
import { isUnresolved } from '../core/tokens';
import { Connections } from '../network/connections';
import { Port } from '../network/port';
import type { ISecret } from '../secrets/secret-ref';
import type { ClusterAlarmBasis } from './cluster-alarms';
import { requireAttributes } from './cluster-attributes';
import { DatabaseClusterBase } from './cluster-base';
import { requireIdentifier } from './cluster-inputs';
import type { DatabaseClusterAttributes } from './cluster-props';
import { requireText, shown } from './prop-checks';
import type { ProxyEngineFamily } from './proxy-engine-family';

const REQUIRED = ['clusterIdentifier', 'clusterEndpoint', 'port', 'resourceId', 'securityGroups'];

function requireResourceId(resourceId: unknown, construct: Construct): void {
  if (isUnresolved(resourceId)) return;
  if (typeof resourceId === 'string' && /^cluster-[A-Z0-9]+$/.test(resourceId)) return;
  throw new GuardrailsError(
    'DB_PROP_INVALID',
    `resourceId is ${shown(resourceId)}, allowed are ids such as cluster-ABCDEFGHIJKL01234; pass the DbClusterResourceId, not the identifier`,
    construct,
  );
}

/** A cluster that was made elsewhere. */
export class ImportedDatabaseCluster extends DatabaseClusterBase {
  readonly clusterIdentifier: string;
  readonly clusterEndpoint: string;
  readonly readerEndpoint: string;
  readonly port: number;
  readonly connections: Connections;
  readonly masterUserSecret: ISecret | undefined;
  readonly proxyEngineFamily: ProxyEngineFamily | undefined;
  protected readonly resourceId: string;
  protected readonly mayHaveDataApi = true;

  constructor(scope: Construct, id: string, attributes: DatabaseClusterAttributes) {
    super(scope, id);
    requireAttributes(attributes, REQUIRED, 'DB_PROP_INVALID', this);
    requireIdentifier(attributes.clusterIdentifier, 'clusterIdentifier', 63, this);
    requireText(attributes.clusterEndpoint, 'clusterEndpoint', this);
    requireText(attributes.readerEndpoint, 'readerEndpoint', this);
    requireResourceId(attributes.resourceId, this);
    requireInteger(attributes.port, {
      code: 'DB_PORT_INVALID',
      name: 'port',
      min: 1,
      max: 65_535,
      remedy: 'pass the port of the cluster',
      construct: this,
    });
    this.clusterIdentifier = attributes.clusterIdentifier;
    this.clusterEndpoint = attributes.clusterEndpoint;
    this.readerEndpoint = attributes.readerEndpoint ?? attributes.clusterEndpoint;
    this.port = attributes.port;
    this.resourceId = attributes.resourceId;
    this.masterUserSecret = attributes.masterUserSecret;
    this.proxyEngineFamily = attributes.engine?.proxyEngineFamily;
    this.connections = new Connections({
      securityGroups: attributes.securityGroups,
      defaultPort: Port.tcp(attributes.port),
    });
  }

  /** @internal */
  protected override _alarmBasis(): ClusterAlarmBasis {
    return { instanceClasses: [], hasReaders: this.readerEndpoint !== this.clusterEndpoint, scales: false };
  }

  protected get clusterArn(): string {
    const { partition, region, accountId } = AwsAccount.of(this);
    return `arn:${partition}:rds:${region}:${accountId}:cluster:${this.clusterIdentifier}`;
  }
}
