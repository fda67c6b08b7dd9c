import type { Published } from './published';
import type { GeneratedFile } from './tables';

export function typedServiceFiles(published: Published): readonly GeneratedFile[] {
  return published.services.length > 0 ? [] : [];
}
