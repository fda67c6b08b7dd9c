import type { Construct } from 'constructs';
import { GuardrailsError } from '../core/guardrails-error';
import { requireInteger } from '../core/ranges';
import { requireProps } from '../core/props';
import type { IKey } from '../encryption/key-ref';
import { Connections } from '../network/connections';
import { Port } from '../network/port';
import type { ISecret } from '../secrets/secret-ref';
import { closedSecurityGroups } from './closed-security-groups';
import type { DatabaseEngine } from './engine';
import { DatabaseInstanceBase } from './instance-base';
import type { DatabaseInstanceAttributes } from './instance-props';
import { isOpen, shown } from './prop-checks';

function requireIdentity(attributes: DatabaseInstanceAttributes, construct: Construct): void {
  const patterns: readonly (readonly [string, unknown, RegExp])[] = [
    ['instanceIdentifier', attributes.instanceIdentifier, /^[A-Za-z][\w-]*$/],
    ['endpointAddress', attributes.endpointAddress, /^[\w.-]+$/],
    ['resourceId', attributes.resourceId, /^db-[A-Z0-9]+$/],
  ];
  for (const [name, value, pattern] of patterns) {
    if (value !== undefined && value !== null && isOpen(value)) continue;
    if (typeof value === 'string' && pattern.test(value)) continue;
    throw new GuardrailsError(
      'DB_IDENTIFIER_INVALID',
      `${name} is ${shown(value)}, allowed is one without wildcards; copy it from the instance`,
      construct,
    );
  }
  requireInteger(attributes.port, {
    code: 'DB_PORT_INVALID',
    name: 'port',
    min: 1,
    max: 65_535,
    remedy: 'pass the port that the instance listens on',
    construct,
  });
}

/** An instance that was made elsewhere. */
export class ImportedDatabaseInstance extends DatabaseInstanceBase {
  readonly instanceIdentifier: string;
  readonly endpointAddress: string;
  readonly port: number;
  readonly connections: Connections;
  readonly masterUserSecret: ISecret | undefined;
  readonly engine: DatabaseEngine | undefined;
  readonly encryptionKey: IKey | undefined;
  protected readonly resourceId: string;

  constructor(scope: Construct, id: string, attributes: DatabaseInstanceAttributes) {
    super(scope, id);
    requireProps(attributes, 'attributes of the database', this);
    requireIdentity(attributes, this);
    this.instanceIdentifier = attributes.instanceIdentifier;
    this.endpointAddress = attributes.endpointAddress;
    this.port = attributes.port;
    this.resourceId = attributes.resourceId;
    this.masterUserSecret = attributes.masterUserSecret;
    this.engine = attributes.engine;
    this.encryptionKey = attributes.encryptionKey;
    const { securityGroups, port } = attributes;
    const given: unknown = securityGroups;
    const isEmpty = Array.isArray(given) && given.length === 0;
    this.connections = new Connections({
      securityGroups: isEmpty ? [] : closedSecurityGroups(this, { securityGroups, vpcId: '' }),
      defaultPort: Port.tcp(port),
    });
  }
}
