import { GuardrailsError } from '../core/guardrails-error';
import { requireInteger } from '../core/ranges';
import { isUnresolved } from '../core/tokens';

/** Remote administration, databases and other services that attackers scan for. Never open to the internet. */
export const FORBIDDEN_TO_INTERNET: readonly number[] = [
  20, 21, 22, 23, 25, 110, 135, 137, 138, 139, 143, 389, 445, 636, 1433, 1434, 1521, 2049, 2375, 2376, 2379, 2380, 2483,
  2484, 3000, 3306, 3351, 3389, 4333, 5000, 5432, 5433, 5439, 5500, 5601, 5900, 5985, 5986, 6379, 6380, 6443, 7199,
  8080, 8088, 8888, 9042, 9092, 9160, 9200, 9300, 10250, 11211, 27017, 27018, 27019, 50000,
];

function requirePresent(code: 'SG_PORT_INVALID' | 'SG_ICMP_INVALID', name: string, value: unknown): void {
  if (value !== undefined) return;
  throw new GuardrailsError(code, `${name} is absent; pass a number`);
}

function requirePort(value: number): void {
  requirePresent('SG_PORT_INVALID', 'port', value);
  requireInteger(value, {
    code: 'SG_PORT_INVALID',
    name: 'port',
    min: 0,
    max: 65_535,
    remedy: 'pass the port that the service listens on',
  });
}

function requireIcmp(name: string, value: number): void {
  requirePresent('SG_ICMP_INVALID', name, value);
  requireInteger(value, {
    code: 'SG_ICMP_INVALID',
    name,
    min: -1,
    max: 255,
    remedy: 'pass a number of the ICMP protocol, or -1 for all',
  });
}

/** Protocol and ports of a security group rule. */
export class Port {
  static readonly HTTP = Port.tcp(80);
  static readonly HTTPS = Port.tcp(443);
  static readonly SSH = Port.tcp(22);
  static readonly RDP = Port.tcp(3389);
  static readonly DNS_UDP = Port.udp(53);
  static readonly DNS_TCP = Port.tcp(53);
  static readonly NTP = Port.udp(123);
  static readonly LDAPS = Port.tcp(636);
  static readonly SMTPS = Port.tcp(465);
  static readonly NFS = Port.tcp(2049);
  static readonly POSTGRESQL = Port.tcp(5432);
  static readonly MYSQL = Port.tcp(3306);
  static readonly MSSQL = Port.tcp(1433);
  static readonly ORACLE = Port.tcp(1521);
  static readonly REDSHIFT = Port.tcp(5439);
  static readonly REDIS = Port.tcp(6379);
  static readonly MEMCACHED = Port.tcp(11_211);
  static readonly MONGODB = Port.tcp(27_017);
  static readonly CASSANDRA_TLS = Port.tcp(9142);
  static readonly KAFKA_TLS = Port.tcp(9094);
  static readonly OPENSEARCH = Port.tcp(9200);

  /** One TCP port. */
  static tcp(port: number): Port {
    return Port.range('tcp', port, port);
  }

  /** One UDP port. */
  static udp(port: number): Port {
    return Port.range('udp', port, port);
  }

  /** TCP ports from one to another, both included. */
  static tcpRange(from: number, to: number): Port {
    return Port.range('tcp', from, to);
  }

  /** UDP ports from one to another, both included. */
  static udpRange(from: number, to: number): Port {
    return Port.range('udp', from, to);
  }

  /** Every TCP port. Refused where the other side is the internet. */
  static allTcp(): Port {
    return Port.range('tcp', 0, 65_535);
  }

  /** Every UDP port. Refused where the other side is the internet. */
  static allUdp(): Port {
    return Port.range('udp', 0, 65_535);
  }

  /** An ICMP message type and code; -1 stands for all of them. */
  static icmp(type: number, code: number): Port {
    requireIcmp('ICMP type', type);
    requireIcmp('ICMP code', code);
    return new Port('icmp', type, code);
  }

  /** An echo request over IPv4. */
  static icmpPing(): Port {
    return Port.icmp(8, 0);
  }

  /** An ICMPv6 message type and code; -1 stands for all of them. */
  static icmpv6(type: number, code: number): Port {
    requireIcmp('ICMPv6 type', type);
    requireIcmp('ICMPv6 code', code);
    return new Port('icmpv6', type, code);
  }

  /** An echo request over IPv6. */
  static icmpv6Ping(): Port {
    return Port.icmpv6(128, 0);
  }

  private static range(protocol: string, from: number, to: number): Port {
    requirePort(from);
    requirePort(to);
    if (!isUnresolved(from) && !isUnresolved(to) && from > to) {
      throw new GuardrailsError(
        'SG_PORT_RANGE_INVALID',
        `port range is ${from} to ${to}, allowed are ranges whose first port is not above the last; swap the two`,
      );
    }
    return new Port(protocol, from, to);
  }

  private constructor(
    /** `tcp`, `udp`, `icmp` or `icmpv6`. */
    readonly protocol: string,
    /** First port, or the ICMP type. */
    readonly fromPort: number,
    /** Last port, or the ICMP code. */
    readonly toPort: number,
  ) {
    Object.freeze(this);
  }

  /** True where a port is not known before Terraform runs. */
  get isUnresolved(): boolean {
    return isUnresolved(this.fromPort) || isUnresolved(this.toPort);
  }

  /**
   * The first port of the range that may never be open to the internet, or undefined.
   *
   * @internal
   */
  get _forbiddenToInternet(): number | undefined {
    if (!this._hasPorts) return undefined;
    return FORBIDDEN_TO_INTERNET.find((port) => this.fromPort <= port && port <= this.toPort);
  }

  /**
   * True for protocols that have ports, not message types.
   *
   * @internal
   */
  get _hasPorts(): boolean {
    return this.protocol === 'tcp' || this.protocol === 'udp';
  }

  /**
   * True where the range is every port, or every port but 0.
   *
   * @internal
   */
  get _everyPort(): boolean {
    return this._hasPorts && this.fromPort <= 1 && this.toPort === 65_535;
  }

  /** `tcp 443`, `udp 100-200`, `icmp 8-0`. */
  toString(): string {
    if (this.isUnresolved) return `${this.protocol} port of the configuration`;
    return `${this.protocol} ${this.fromPort === this.toPort ? String(this.fromPort) : `${this.fromPort}-${this.toPort}`}`;
  }
}
