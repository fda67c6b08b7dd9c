import type { EngineFamily, EngineParameter } from './engine-family';

const immediate = (name: string, value: string): EngineParameter => ({ name, value, applyMethod: 'immediate' });
const atReboot = (name: string, value: string): EngineParameter => ({ name, value, applyMethod: 'pending-reboot' });

const OPEN_SOURCE = {
  reservedPorts: [],
  iamAuthentication: true,
  licenseModels: [],
  noMultiAz: undefined,
  noReplicas: undefined,
  replicatesManagedPassword: false,
  blueGreen: true,
  maxStorageGib: 65_536,
  gp3StripedFromGib: 400,
  timezone: false,
  characterSet: false,
} as const;

export const POSTGRES: EngineFamily = {
  ...OPEN_SOURCE,
  name: 'postgres',
  defaultPort: 5432,
  port: 5433,
  knownVersions: ['13', '14', '15', '16', '17', '18'],
  versionPattern: /^(\d+)(?:\.\d+)?$/,
  familyOf: (major) => `postgres${major}`,
  logs: ['postgresql', 'upgrade'],
  tls: [immediate('rds.force_ssl', '1')],
  logging: [
    immediate('log_connections', '1'),
    immediate('log_disconnections', '1'),
    immediate('log_min_duration_statement', '1000'),
    immediate('log_statement', 'ddl'),
  ],
  option: undefined,
  longestUsername: 63,
  longestDatabaseName: 63,
  withoutInsights: undefined,
};

export const MYSQL: EngineFamily = {
  ...OPEN_SOURCE,
  name: 'mysql',
  defaultPort: 3306,
  port: 3307,
  knownVersions: ['8.0', '8.4'],
  versionPattern: /^(\d+\.\d+)(?:\.\d+)?$/,
  familyOf: (major) => `mysql${major}`,
  logs: ['audit', 'error', 'general', 'slowquery'],
  tls: [immediate('require_secure_transport', '1')],
  logging: [immediate('log_output', 'FILE'), immediate('long_query_time', '2'), immediate('slow_query_log', '1')],
  option: 'MARIADB_AUDIT_PLUGIN',
  longestUsername: 16,
  longestDatabaseName: 64,
  withoutInsights: /^db\.t(?:2|3|4g)\.(?:micro|small)$/,
};

export const MARIADB: EngineFamily = {
  ...MYSQL,
  name: 'mariadb',
  knownVersions: ['10.6', '10.11', '11.4', '11.8'],
  familyOf: (major) => `mariadb${major}`,
};

const SQL_SERVER: Omit<EngineFamily, 'name' | 'familyOf' | 'noMultiAz' | 'noReplicas'> = {
  defaultPort: 1433,
  port: 1435,
  reservedPorts: [1234, 1434, 3260, 3343, 3389, 47_001, 49_152, 49_153, 49_154, 49_155, 49_156],
  knownVersions: ['14.00', '15.00', '16.00'],
  versionPattern: /^(\d+\.00)(?:\.\d+\.\d+\.v\d+)?$/,
  logs: ['agent', 'error'],
  tls: [atReboot('rds.force_ssl', '1'), atReboot('rds.tls10', 'disabled'), atReboot('rds.tls11', 'disabled')],
  logging: [],
  option: undefined,
  iamAuthentication: false,
  licenseModels: ['license-included'],
  replicatesManagedPassword: true,
  blueGreen: false,
  maxStorageGib: 16_384,
  gp3StripedFromGib: 0,
  longestUsername: 128,
  longestDatabaseName: 0,
  timezone: true,
  characterSet: true,
  withoutInsights: undefined,
};

function sqlServer(edition: string, difference: Partial<EngineFamily>): EngineFamily {
  const name = `sqlserver-${edition}`;
  // Families end in .0 where versions end in .00.
  const familyOf = (major: string) => `${name}-${major.replace(/0$/, '')}`;
  const noReplicas = 'RDS replicates the Enterprise edition alone';
  return { ...SQL_SERVER, name, familyOf, noMultiAz: undefined, noReplicas, ...difference };
}

export const SQL_SERVER_EXPRESS = sqlServer('ex', {
  // Express has no agent.
  logs: ['error'],
  noMultiAz: 'the Express edition of SQL Server has neither mirroring nor availability groups',
});
export const SQL_SERVER_WEB = sqlServer('web', {
  noMultiAz: 'the Web edition of SQL Server has neither mirroring nor availability groups',
});
export const SQL_SERVER_STANDARD = sqlServer('se', {});
export const SQL_SERVER_ENTERPRISE = sqlServer('ee', { noReplicas: undefined });

const BRING_YOUR_OWN = 'bring-your-own-license';

function oracle(edition: string, difference: Partial<EngineFamily>): EngineFamily {
  const name = `oracle-${edition}`;
  return {
    ...OPEN_SOURCE,
    name,
    defaultPort: 1521,
    port: 1522,
    knownVersions: ['19'],
    versionPattern: /^(\d+)(?:\.0\.0\.0\.ru-\d{4}-\d{2}(?:\.spb-\d+)?\.(?:spb-\d+\.)?(?:rur-\d{4}-\d{2}\.)?r\d+)?$/,
    familyOf: (major) => `${name}-${major}`,
    logs: ['alert', 'audit', 'listener', 'trace'],
    tls: [],
    logging: [atReboot('audit_trail', 'XML')],
    option: 'NATIVE_NETWORK_ENCRYPTION',
    iamAuthentication: false,
    licenseModels: [BRING_YOUR_OWN],
    noReplicas: undefined,
    blueGreen: false,
    gp3StripedFromGib: 200,
    longestUsername: 30,
    longestDatabaseName: 8,
    timezone: false,
    characterSet: true,
    withoutInsights: undefined,
    ...difference,
  };
}

const STANDARD_EDITION: Partial<EngineFamily> = {
  licenseModels: ['license-included', BRING_YOUR_OWN],
  noReplicas: 'RDS replicates the Enterprise edition alone',
};
const CONTAINER: Partial<EngineFamily> = { knownVersions: ['19', '21'] };

export const ORACLE_SE2 = oracle('se2', STANDARD_EDITION);
export const ORACLE_SE2_CDB = oracle('se2-cdb', { ...STANDARD_EDITION, ...CONTAINER });
export const ORACLE_EE = oracle('ee', {});
export const ORACLE_EE_CDB = oracle('ee-cdb', CONTAINER);
