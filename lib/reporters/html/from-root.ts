import { reportPath } from '../report-path';

/** A path from the working directory, as the configuration and stylish name it; one outside of it stays as it is. */
export function fromRoot(file: string, root: string): string {
  return reportPath(file, { root });
}
