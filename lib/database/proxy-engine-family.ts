/** Protocol that a proxy speaks. It decides the port, too: RDS Proxy always listens on the well-known one. */
export class ProxyEngineFamily {
  /** PostgreSQL and Aurora PostgreSQL. */
  static readonly POSTGRESQL = new ProxyEngineFamily('POSTGRESQL', 5432, ['POSTGRES_SCRAM_SHA_256', 'POSTGRES_MD5']);
  /** MySQL, MariaDB and Aurora MySQL. */
  static readonly MYSQL = new ProxyEngineFamily('MYSQL', 3306, [
    'MYSQL_CACHING_SHA2_PASSWORD',
    'MYSQL_NATIVE_PASSWORD',
  ]);
  /** SQL Server. */
  static readonly SQLSERVER = new ProxyEngineFamily('SQLSERVER', 1433, ['SQL_SERVER_AUTHENTICATION']);

  private constructor(
    /** `POSTGRESQL`, `MYSQL` or `SQLSERVER`. */
    readonly name: string,
    /** Port of every proxy of the family. */
    readonly port: number,
    private readonly passwordAuthTypes: readonly string[],
  ) {}

  /** How clients can prove that they know a password, the safest way first. */
  get clientPasswordAuthTypes(): string[] {
    return [...this.passwordAuthTypes];
  }
}
