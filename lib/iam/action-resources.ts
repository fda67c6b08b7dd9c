let services: ReadonlySet<string> | undefined;

/** The table takes milliseconds to load: only where a statement covers every resource. */
function tables(): typeof import('./data/resourceless-actions') {
  return require('./data/resourceless-actions') as typeof import('./data/resourceless-actions');
}

/**
 * True for an action that AWS documents without any resource type, so that it works on `*` only. False for what the
 * table does not know.
 */
export function isResourceless(action: string): boolean {
  const [service = '', name = ''] = action.toLowerCase().split(':');
  const { RESOURCELESS_SERVICES, RESOURCELESS_ACTIONS } = tables();
  services ??= new Set(RESOURCELESS_SERVICES.split(' '));
  if (services.has(service)) return true;
  if (!Object.hasOwn(RESOURCELESS_ACTIONS, service)) return false;
  return ` ${RESOURCELESS_ACTIONS[service] ?? ''} `.includes(` ${name} `);
}
