/** A parameter of a DB parameter group. */
export interface EngineParameter {
  /** Name, as the engine knows it: `rds.force_ssl`. */
  readonly name: string;
  /** Value, as text. */
  readonly value: string;
  /** `immediate` for parameters that RDS changes while running, else `pending-reboot`. */
  readonly applyMethod: string;
}

/** What RDS knows of an engine. */
export interface EngineFamily {
  readonly name: string;
  readonly defaultPort: number;
  /** Port of databases of this package. */
  readonly port: number;
  /** Ports that RDS keeps for itself. */
  readonly reservedPorts: readonly number[];
  /** Major versions that RDS offered when this was written, oldest first. Newer ones are taken as they come. */
  readonly knownVersions: readonly string[];
  /** A version text; the first group is the major version as `knownVersions` writes it. */
  readonly versionPattern: RegExp;
  /** What stands between the name and the major version in the family of a parameter group. */
  readonly familyOf: (major: string) => string;
  readonly logs: readonly string[];
  /** Reject connections without TLS, and old versions of TLS. */
  readonly tls: readonly EngineParameter[];
  /** Fill the logs that are exported. */
  readonly logging: readonly EngineParameter[];
  /** Option without which a database would not be secure. */
  readonly option: 'MARIADB_AUDIT_PLUGIN' | 'NATIVE_NETWORK_ENCRYPTION' | undefined;
  readonly iamAuthentication: boolean;
  /** Licence models, the usual one first; empty where there is nothing to choose. */
  readonly licenseModels: readonly string[];
  /** Why there is no standby; undefined where there can be one. */
  readonly noMultiAz: string | undefined;
  /** Why there are no replicas; undefined where there can be some. */
  readonly noReplicas: string | undefined;
  /** RDS makes replicas of instances whose master password it manages. */
  readonly replicatesManagedPassword: boolean;
  readonly blueGreen: boolean;
  readonly maxStorageGib: number;
  /** From this size on gp3 volumes are striped: below it IOPS and throughput are fixed. 0 where they never are. */
  readonly gp3StripedFromGib: number;
  readonly longestUsername: number;
  /** Longest name of a database that is made with the instance; 0 where none can be. */
  readonly longestDatabaseName: number;
  readonly timezone: boolean;
  readonly characterSet: boolean;
  /** Classes that are too small for Performance Insights. */
  readonly withoutInsights: RegExp | undefined;
}
