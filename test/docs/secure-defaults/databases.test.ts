import { DatabaseEngine, DatabaseInstance } from '../../../lib';
import { A_KEY_MADE_BESIDE, all, type Attributes, only, REQUIRES_TLS, scratch, synthesise } from './defaults';

const database = (): Attributes => only('DatabaseInstance', 'aws_db_instance');

describe('a database', () => {
  it('encrypts storage with a customer managed key', () => {
    expect(database()).toMatchObject({ storage_encrypted: true, kms_key_id: A_KEY_MADE_BESIDE });
  });

  it('lets RDS manage the master password', () => {
    const expected = { manage_master_user_password: true, master_user_secret_kms_key_id: A_KEY_MADE_BESIDE };
    expect(database()).toMatchObject(expected);
    expect([database().password, database().password_wo]).toEqual([undefined, undefined]);
  });

  it('names no well-known master user', () => {
    expect(database().username).toMatch(/^\w+$/);
    expect(['admin', 'administrator', 'postgres', 'root', 'rdsadmin', 'sa', 'user']).not.toContain(database().username);
  });

  it('keeps backups for 35 days', () => {
    expect(database().backup_retention_period).toBe(35);
  });

  it('keeps backups of a deleted database', () => {
    expect(database().delete_automated_backups).toBe(false);
  });

  it('protects databases from deletion', () => {
    expect(database().deletion_protection).toBe(true);
  });

  it('takes a final snapshot', () => {
    expect(database()).toMatchObject({
      skip_final_snapshot: false,
      final_snapshot_identifier: expect.stringMatching(/-final$/) as unknown,
    });
  });

  it('gives databases no public address', () => {
    expect(database().publicly_accessible).toBe(false);
  });

  it('requires TLS of every engine', () => {
    const engines = Object.entries<unknown>(DatabaseEngine as object as Record<string, unknown>).flatMap(
      ([name, engine]) => (engine instanceof DatabaseEngine ? [{ name, engine }] : []),
    );
    expect(engines.length).toBeGreaterThan(7);
    const [vpcId, subnetIds] = ['vpc-0123456789abcdef0', ['subnet-0123456789abcdef0', 'subnet-0123456789abcdef1']];
    const insecure = engines.filter(({ engine }) => {
      const stack = scratch();
      new DatabaseInstance(stack, 'database', { engine, instanceClass: 'db.m7g.large', vpcId, subnetIds });
      const { resource } = synthesise(stack);
      const groups = ['aws_db_parameter_group', 'aws_db_option_group'].map((type) => resource?.[type]);
      return !REQUIRES_TLS.test(JSON.stringify(groups));
    });
    expect(insecure.map(({ name }) => name)).toEqual([]);
  });

  it('authenticates by IAM', () => {
    expect(database().iam_database_authentication_enabled).toBe(true);
  });

  it('exports the logs of the engine', () => {
    expect(database().enabled_cloudwatch_logs_exports).toEqual(['postgresql', 'upgrade']);
  });

  it('keeps encrypted logs for a year', () => {
    const groups = all('DatabaseInstance', 'aws_cloudwatch_log_group');
    expect(groups).toHaveLength(2);
    for (const group of groups) expect(group).toMatchObject({ retention_in_days: 365, kms_key_id: A_KEY_MADE_BESIDE });
    const waits = JSON.stringify(database().depends_on);
    expect(waits).toContain('aws_cloudwatch_log_group.');
  });

  it('encrypts Performance Insights with a customer managed key', () => {
    const expected = { performance_insights_enabled: true, performance_insights_kms_key_id: A_KEY_MADE_BESIDE };
    expect(database()).toMatchObject(expected);
  });

  it('monitors the operating system', () => {
    expect(database()).toMatchObject({
      monitoring_interval: 60,
      monitoring_role_arn: expect.stringContaining('aws_iam_role.') as unknown,
    });
  });

  it('keeps a standby', () => {
    expect(database().multi_az).toBe(true);
  });

  it('names a current certificate authority', () => {
    expect(database().ca_cert_identifier).toMatch(/^rds-ca-(?:rsa2048|rsa4096|ecc384)-g1$/);
  });

  it('takes minor upgrades', () => {
    expect(database().auto_minor_version_upgrade).toBe(true);
  });

  it('copies tags to snapshots', () => {
    expect(database().copy_tags_to_snapshot).toBe(true);
  });

  it('listens on a port that is not well known', () => {
    expect(database().port).toBeGreaterThan(1149);
    expect([1433, 1521, 3306, 5432]).not.toContain(database().port);
  });
});

describe('a cluster', () => {
  const cluster = (): Attributes => only('DatabaseCluster', 'aws_rds_cluster');

  it('encrypts clusters with a customer managed key', () => {
    expect(cluster()).toMatchObject({ storage_encrypted: true, kms_key_id: A_KEY_MADE_BESIDE });
  });

  it('lets RDS manage the master password of clusters', () => {
    const expected = { manage_master_user_password: true, master_user_secret_kms_key_id: A_KEY_MADE_BESIDE };
    expect(cluster()).toMatchObject(expected);
    expect([cluster().master_password, cluster().master_password_wo]).toEqual([undefined, undefined]);
  });

  it('keeps backups of clusters for 35 days', () => {
    expect(cluster().backup_retention_period).toBe(35);
  });

  it('protects clusters from deletion', () => {
    expect(cluster().deletion_protection).toBe(true);
  });

  it('takes a final snapshot of clusters', () => {
    expect(cluster()).toMatchObject({
      skip_final_snapshot: false,
      final_snapshot_identifier: expect.stringMatching(/-final$/) as unknown,
    });
  });

  it('keeps a reader', () => {
    expect(all('DatabaseCluster', 'aws_rds_cluster_instance')).toHaveLength(2);
  });

  it('authenticates by IAM in clusters', () => {
    expect(cluster().iam_database_authentication_enabled).toBe(true);
  });

  it('requires TLS of clusters', () => {
    const group = only('DatabaseCluster', 'aws_rds_cluster_parameter_group');
    expect(JSON.stringify(group)).toMatch(REQUIRES_TLS);
    expect(cluster().db_cluster_parameter_group_name).toMatch(/^\$\{aws_rds_cluster_parameter_group\./);
  });

  it('exports the logs of clusters', () => {
    expect(cluster().enabled_cloudwatch_logs_exports).toContain('postgresql');
    const groups = all('DatabaseCluster', 'aws_cloudwatch_log_group');
    expect(groups.length).toBeGreaterThan(0);
    for (const group of groups) expect(group).toMatchObject({ retention_in_days: 365, kms_key_id: A_KEY_MADE_BESIDE });
  });

  it('requires TLS of proxies', () => {
    expect(only('DatabaseProxy', 'aws_db_proxy').require_tls).toBe(true);
  });

  it('asks the clients of proxies for IAM tokens', () => {
    expect(JSON.stringify(only('DatabaseProxy', 'aws_db_proxy').auth)).toContain('"iam_auth":"REQUIRED"');
  });
});
