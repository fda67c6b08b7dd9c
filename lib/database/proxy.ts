import type { DbProxy, DbProxyAuth, DbProxyConfig } from '@cdktf/provider-aws/lib/db-proxy';
import type { DbProxyTarget } from '@cdktf/provider-aws/lib/db-proxy-target';
import { Fn, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { GuardrailsError } from '../core/guardrails-error';
import { type Guarantee, guarantee, integerBetween } from '../core/guarantee';
import { declareIfWeaker } from '../core/loosening';
import { physicalName } from '../core/names';
import { Profile } from '../core/profile';
import { aws } from '../core/provider-resources';
import { isUnresolved } from '../core/tokens';
import { Key } from '../encryption/key';
import type { Grant } from '../iam/grant';
import { Role } from '../iam/role';
import { ServicePrincipal } from '../iam/service-principal';
import { Connections } from '../network/connections';
import { Port } from '../network/port';
import type { ISecret } from '../secrets/secret-ref';
import { closedSecurityGroups } from './closed-security-groups';
import { createLogGroups } from './log-exports';
import { DatabaseProxyBase } from './proxy-base';
import type { ProxyEngineFamily } from './proxy-engine-family';
import { ImportedDatabaseProxy } from './proxy-imported';
import { familyOf, IDLE_SECONDS, requireValidProxy, secretsOf } from './proxy-inputs';
import type { DatabaseProxyAttributes, DatabaseProxyProps } from './proxy-props';
import type { IDatabaseProxy } from './proxy-ref';
import type { ProxyTarget } from './proxy-target';

const MAX_NAME = 63;

/**
 * A proxy that pools the connections of a database. Clients reach it over TLS alone and show IAM tokens; it reads
 * exactly the secrets that it was given, and its logs never hold statements.
 */
export class DatabaseProxy extends DatabaseProxyBase {
  /**
   * A proxy that was made elsewhere.
   *
   * @throws GuardrailsError DB_PROXY_INVALID
   */
  static fromAttributes(scope: Construct, id: string, attributes: DatabaseProxyAttributes): IDatabaseProxy {
    return new ImportedDatabaseProxy(scope, id, attributes);
  }

  /** The provider's own resource. */
  readonly resource: DbProxy;
  readonly proxyName: string;
  readonly proxyArn: string;
  readonly endpoint: string;
  readonly port: number;
  readonly connections: Connections;
  /** Protocol. */
  readonly engineFamily: ProxyEngineFamily;
  /** Role in which the proxy reads the secrets. */
  readonly role: Role;

  private readonly props: DatabaseProxyProps;

  /** @throws GuardrailsError DB_PROXY_INVALID, DB_SECRET_UNKNOWN, LOOSENING_REASON_MISSING and more */
  constructor(scope: Construct, id: string, props: DatabaseProxyProps) {
    super(scope, id);
    requireValidProxy({ ...props }, this);
    this.props = props;
    this.engineFamily = familyOf(props, this);
    this.port = this.engineFamily.port;
    this.proxyName = props.proxyName ?? physicalName(this, MAX_NAME);
    const { target, subnetIds, tags } = props;
    const secrets = secretsOf(props, this);
    const securityGroups = closedSecurityGroups(this, props);
    this.connections = new Connections({ securityGroups, defaultPort: Port.tcp(this.port) });

    this.role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('rds.amazonaws.com'),
      description: `Reads the secrets of the proxy at ${this.node.path}`,
      tags,
    });
    const config: DbProxyConfig = {
      name: this.proxyName,
      engineFamily: this.engineFamily.name,
      auth: secrets.map((secret) => this.auth(secret)),
      roleArn: this.role.roleArn,
      requireTls: true,
      debugLogging: false,
      idleClientTimeout: props.idleClientTimeoutSeconds ?? IDLE_SECONDS.byDefault,
      vpcSubnetIds: subnetIds,
      vpcSecurityGroupIds: securityGroups.map(({ securityGroupId }) => securityGroupId),
      tags,
      dependsOn: this.logGroups(),
    };
    this.resource = new aws.dbProxy.DbProxy(this, 'Resource', config);
    guarantee(this, this.resource, proxyGuarantees(config));
    this.declareLoosenings();
    for (const secret of secrets) this.allowReading(secret).applyBefore(this.resource);
    this.proxyArn = this.resource.arn;
    this.endpoint = this.resource.endpoint;
    this.createTarget(target);
    this.openTo(target);
  }

  protected override requireIamAuthentication(): void {
    if (this.props.iamAuthentication !== false) return;
    throw new GuardrailsError(
      'DB_PROXY_INVALID',
      'the proxy takes passwords and no IAM tokens, so nobody can be granted to connect; leave iamAuthentication out',
      this,
    );
  }

  private auth({ secretArn }: ISecret): DbProxyAuth {
    const { iamAuthentication: iam = true, clientPasswordAuthType } = this.props;
    const [strongest] = this.engineFamily.clientPasswordAuthTypes;
    return {
      authScheme: 'SECRETS',
      description: 'User of the database',
      secretArn,
      iamAuth: isUnresolved(iam)
        ? (Fn.conditional(iam, 'REQUIRED', 'DISABLED') as string)
        : iam
          ? 'REQUIRED'
          : 'DISABLED',
      clientPasswordAuthType: iam ? clientPasswordAuthType : (clientPasswordAuthType ?? strongest),
    };
  }

  /** The log group that the proxy writes to: made beforehand, so that it is encrypted and does not last for ever. */
  private logGroups(): ReturnType<typeof createLogGroups> {
    const { encryptionKey, logRetentionDays = Profile.of(this).logRetentionDays, tags } = this.props;
    return createLogGroups(this, {
      logTypes: [''],
      pathPrefix: `/aws/rds/proxy/${this.proxyName}`,
      encryptionKey:
        encryptionKey ?? new Key(this, 'Key', { description: `Key of the logs of ${this.node.path}`, tags }),
      retentionInDays: logRetentionDays,
      tags,
    });
  }

  private allowReading(secret: ISecret): Grant {
    return secret.grantRead(this.role);
  }

  private createTarget(target: ProxyTarget): DbProxyTarget {
    const { maxConnectionsPercent: most = 100 } = this.props;
    const half = isUnresolved(most) ? undefined : Math.floor(most / 2);
    const group = new aws.dbProxyDefaultTargetGroup.DbProxyDefaultTargetGroup(this, 'TargetGroup', {
      dbProxyName: this.resource.name,
      connectionPoolConfig: {
        connectionBorrowTimeout: this.props.connectionBorrowTimeoutSeconds ?? 120,
        maxConnectionsPercent: most,
        maxIdleConnectionsPercent: this.props.maxIdleConnectionsPercent ?? half,
        initQuery: this.props.initQuery,
        sessionPinningFilters: this.props.sessionPinningFilters,
      },
    });
    const names = { dbProxyName: this.resource.name, targetGroupName: group.name };
    const { instanceIdentifier: dbInstanceIdentifier, clusterIdentifier: dbClusterIdentifier } = target;
    const resource = new aws.dbProxyTarget.DbProxyTarget(this, 'Target', {
      ...names,
      dbInstanceIdentifier,
      dbClusterIdentifier,
      dependsOn: this.readyInStack(target),
    });
    const code = 'DB_PROXY_TARGET';
    guarantee(this, group, [{ code, attribute: 'db_proxy_name', value: names.dbProxyName }]);
    guarantee(this, resource, [
      { code, attribute: 'db_proxy_name', value: names.dbProxyName },
      { code, attribute: 'target_group_name', value: names.targetGroupName },
      { code, attribute: 'db_instance_identifier', value: dbInstanceIdentifier },
      { code, attribute: 'db_cluster_identifier', value: dbClusterIdentifier },
    ]);
    return resource;
  }

  /** The database, where it is made in the same stack; else its stack goes first. */
  private readyInStack({ _ready: ready }: ProxyTarget): NonNullable<typeof ready>[] | undefined {
    if (ready === undefined) return undefined;
    const [own, other] = [TerraformStack.of(this), TerraformStack.of(ready)];
    if (own === other) return [ready];
    own.addDependency(other);
    return undefined;
  }

  private openTo({ _database: database }: ProxyTarget): void {
    const { defaultPort } = database.connections;
    if (defaultPort !== undefined) this.connections.allowTo(database, defaultPort);
  }

  private declareLoosenings(): void {
    const { props, engineFamily } = this;
    const { iamAuthentication, clientPasswordAuthType: type, idleClientTimeoutSeconds: idle } = props;
    const declare = (
      setting: string,
      defaultValue: unknown,
      value: unknown,
      isWeaker: (literal: unknown) => boolean,
    ): void => {
      const loosening = { setting, defaultValue, value, reason: props.looseningReason };
      declareIfWeaker(this, this.resource, loosening, isWeaker);
    };
    declare('iamAuthentication', true, iamAuthentication, (value) => String(value) === 'false');
    const [strongest] = engineFamily.clientPasswordAuthTypes;
    declare('clientPasswordAuthType', strongest, type, (value) => value !== strongest);
    const byDefault = IDLE_SECONDS.byDefault;
    declare('idleClientTimeoutSeconds', byDefault, idle, (value) => Number(value) > byDefault);
  }
}

/** What a `DatabaseProxy` promises about its `aws_db_proxy`. */
function proxyGuarantees(config: DbProxyConfig): readonly Guarantee[] {
  const auth = (config.auth as readonly DbProxyAuth[]).map((each) => ({
    auth_scheme: each.authScheme,
    description: each.description,
    secret_arn: each.secretArn,
    iam_auth: each.iamAuth,
    client_password_auth_type: each.clientPasswordAuthType,
  }));
  return [
    { code: 'DB_TLS_REQUIRED', attribute: 'require_tls', value: true, rules: ['rds-proxy-tls-required'] },
    {
      code: 'DB_PROXY_LOGS',
      attribute: 'debug_logging',
      value: false,
      promise: 'false, because the log would hold the text of statements',
    },
    {
      code: 'DB_PROXY_AUTHENTICATION',
      attribute: 'auth',
      value: auth,
      promise: 'the secrets and the authentication of its props',
      instead: 'use the props secrets and iamAuthentication',
    },
    { code: 'DB_PROXY_AUTHENTICATION', attribute: 'role_arn', value: config.roleArn },
    { code: 'DB_PROXY_AUTHENTICATION', attribute: 'engine_family', value: config.engineFamily },
    {
      code: 'DB_PROXY_LOGS',
      attribute: 'name',
      value: config.name,
      promise: 'the name of its log group; under another one it would write in clear',
      instead: 'use the prop proxyName',
    },
    {
      code: 'DB_NOT_PUBLIC',
      attribute: 'vpc_subnet_ids',
      value: config.vpcSubnetIds,
      instead: 'use the prop subnetIds',
    },
    {
      code: 'DB_NOT_PUBLIC',
      attribute: 'vpc_security_group_ids',
      value: config.vpcSecurityGroupIds,
      instead: 'use the prop securityGroups',
    },
    {
      code: 'DB_PROXY_IDLE_TIMEOUT',
      attribute: 'idle_client_timeout',
      value: config.idleClientTimeout,
      accepts: integerBetween(IDLE_SECONDS.min, IDLE_SECONDS.byDefault),
      promise: 'that idle clients are disconnected as idleClientTimeoutSeconds says',
      instead: 'use the prop idleClientTimeoutSeconds',
    },
  ];
}
