import type { Construct } from 'constructs';
import { GuardrailsError } from '../core/guardrails-error';
import { isUnresolved } from '../core/tokens';
import { Connections } from '../network/connections';
import { Port } from '../network/port';
import { requireAttributes } from './cluster-attributes';
import { requireIdentifier } from './cluster-inputs';
import { requireText, shown } from './prop-checks';
import { DatabaseProxyBase } from './proxy-base';
import { ProxyEngineFamily } from './proxy-engine-family';
import type { DatabaseProxyAttributes } from './proxy-props';

const ARN = /^arn:[^:*?]+:rds:[a-z0-9-]+:\d{12}:db-proxy:prx-[a-z0-9]+$/;

const REQUIRED = ['proxyName', 'proxyArn', 'endpoint', 'engineFamily', 'securityGroups'];

/** A proxy that was made elsewhere. */
export class ImportedDatabaseProxy extends DatabaseProxyBase {
  readonly proxyName: string;
  readonly proxyArn: string;
  readonly endpoint: string;
  readonly port: number;
  readonly connections: Connections;

  constructor(scope: Construct, id: string, attributes: DatabaseProxyAttributes) {
    super(scope, id);
    requireAttributes(attributes, REQUIRED, 'DB_PROXY_INVALID', this);
    const { proxyName, proxyArn, endpoint, securityGroups } = attributes;
    const [arn, family]: readonly unknown[] = [proxyArn, attributes.engineFamily];
    const problem =
      !isUnresolved(arn) && (typeof arn !== 'string' || !ARN.test(arn))
        ? `proxyArn is ${shown(proxyArn)}, allowed is arn:aws:rds:<region>:<account>:db-proxy:prx-<id>; copy it from the proxy, its name is no part of it`
        : !(family instanceof ProxyEngineFamily)
          ? `engineFamily is ${shown(family)}, allowed are ProxyEngineFamily.POSTGRESQL, MYSQL and SQLSERVER`
          : undefined;
    if (problem !== undefined) throw new GuardrailsError('DB_PROXY_INVALID', problem, this);
    requireIdentifier(proxyName, 'proxyName', 63, this);
    requireText(endpoint, 'endpoint', this);
    this.proxyName = proxyName;
    this.proxyArn = proxyArn;
    this.endpoint = endpoint;
    this.port = attributes.engineFamily.port;
    this.connections = new Connections({ securityGroups, defaultPort: Port.tcp(this.port) });
  }
}
