import type { Block } from './block';

/** Address of the provider that a resource or a data source is made by: `provider.aws`, `provider.aws.eu`. */
export function providerAddress(block: Block): string {
  const written = block.rawAt('provider');
  if (typeof written === 'string') return `provider.${written.replace(/^\$\{\s*|\s*\}$/g, '')}`;
  return 'provider.aws';
}
