const ON = /^(?:1|on|true|yes|all)$/i;

/** Values of logging parameters that log as much as the default or more. */
const STRONG: ReadonlyMap<string, (value: string) => boolean> = new Map([
  ['log_connections', (value: string) => ON.test(value)],
  ['log_disconnections', (value: string) => ON.test(value)],
  ['log_statement', (value: string) => /^(?:ddl|mod|all)$/i.test(value)],
  ['log_min_duration_statement', (value: string) => /^\d+$/.test(value) && Number(value) <= 1000],
  ['log_output', (value: string) => /^file$/i.test(value)],
  ['long_query_time', (value: string) => /^\d+(?:\.\d+)?$/.test(value) && Number(value) <= 2],
  ['slow_query_log', (value: string) => ON.test(value)],
  ['server_audit_logging', (value: string) => ON.test(value)],
  ['server_audit_logs_upload', (value: string) => ON.test(value)],
  ['audit_trail', (value: string) => value !== '' && !/^(?:none|false)$/i.test(value)],
]);

/** True where a logging parameter would log less than it does by default. */
export function weakensLogging(name: string, value: string): boolean {
  return STRONG.get(name)?.(value) === false;
}

/** True where a parameter would let in versions of TLS that are broken, or switch TLS off. */
export function weakensTls(name: string, value: string): boolean {
  switch (name) {
    case 'ssl':
      return !ON.test(value);
    case 'ssl_min_protocol_version':
      return !/^TLSv1\.[23]$/i.test(value);
    case 'ssl_max_protocol_version':
      return /^(?:TLSv1|TLSv1\.1)$/i.test(value);
    case 'tls_version':
      return !/^TLSv1\.[23](?:\s*,\s*TLSv1\.[23])*$/i.test(value);
    default:
      return false;
  }
}
