import type { Exposure } from './exposure';
import { isHidden, type Hidden } from './ternary';
import { coversPort, type Traffic } from './traffic';
import type { Permission } from './permission';

/** Services by their port, for messages. */
const SERVICES: ReadonlyMap<number, string> = new Map([
  [20, 'FTP'],
  [21, 'FTP'],
  [22, 'SSH'],
  [23, 'Telnet'],
  [25, 'SMTP'],
  [110, 'POP3'],
  [135, 'RPC'],
  [137, 'NetBIOS'],
  [138, 'NetBIOS'],
  [139, 'NetBIOS'],
  [143, 'IMAP'],
  [445, 'SMB'],
  [1433, 'SQL Server'],
  [1434, 'SQL Server'],
  [1521, 'Oracle'],
  [3306, 'MySQL'],
  [3389, 'RDP'],
  [5432, 'PostgreSQL'],
  [5439, 'Redshift'],
  [5500, 'VNC'],
  [5601, 'Kibana'],
  [6379, 'Redis'],
  [9042, 'Cassandra'],
  [9200, 'Elasticsearch'],
  [9300, 'Elasticsearch'],
  [11211, 'Memcached'],
  [27017, 'MongoDB'],
  [50000, 'Db2'],
]);

/** JSON Schema of an option that lists ports. */
export const PORT_LIST = {
  type: 'array',
  items: { type: 'integer', minimum: 0, maximum: 65_535 },
  uniqueItems: true,
} as const;

/** `22 (SSH)`. */
export function portName(port: number): string {
  const service = SERVICES.get(port);
  return service === undefined ? String(port) : `${String(port)} (${service})`;
}

/** `tcp/80-443`: tells permissions apart by what they cover. */
export function portsOf({ protocol, from, to }: Traffic): string {
  const text = (part: string | number | Hidden): string => (isHidden(part) ? part.value.expression : String(part));
  return `${text(protocol)}/${text(from)}-${text(to)}`;
}

/** One exposure for each port, where any of the protocols will do. */
export function portExposures(
  ports: readonly number[],
  protocols: readonly ('tcp' | 'udp')[] = ['tcp'],
): readonly Exposure[] {
  return ports.map((port) => ({
    subject: `${protocols.join('+')}/${String(port)}`,
    label: portName(port),
    port,
    covers(permission: Permission) {
      const answers = protocols.map((protocol) => coversPort(permission, protocol, port));
      return answers.includes(true) ? true : (answers.find((answer) => answer !== false) ?? false);
    },
  }));
}
