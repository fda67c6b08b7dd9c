import type { Reporter } from './reporter';

export type { Reporter } from './reporter';

/** Every reporter, by the name that `--format` takes. Each is loaded when it is first called. */
export const reporters: ReadonlyMap<string, Reporter> = new Map<string, Reporter>([
  ['stylish', (...args) => (require('./stylish') as typeof import('./stylish')).stylish(...args)],
  ['json', (...args) => (require('./json') as typeof import('./json')).json(...args)],
  ['html', (...args) => (require('./html') as typeof import('./html')).html(...args)],
  ['sarif', (...args) => (require('./sarif') as typeof import('./sarif')).sarif(...args)],
  ['junit', (...args) => (require('./junit') as typeof import('./junit')).junit(...args)],
  ['markdown', (...args) => (require('./markdown') as typeof import('./markdown')).markdown(...args)],
  ['github', (...args) => (require('./github') as typeof import('./github')).github(...args)],
  ['gitlab', (...args) => (require('./gitlab') as typeof import('./gitlab')).gitlab(...args)],
  ['csv', (...args) => (require('./csv') as typeof import('./csv')).csv(...args)],
  ['oscal', (...args) => (require('./oscal') as typeof import('./oscal')).oscal(...args)],
]);
