/**
 * Renews the table in lib/compliance/rules/eks/data/kubernetes-versions.ts from the release calendar of the Amazon EKS
 * user guide. Versions that the calendar no longer lists stay.
 *
 *     npx tsx scripts/refresh-eks-versions.ts                               from the source of the guide on GitHub
 *     npx tsx scripts/refresh-eks-versions.ts ./kubernetes-versions.adoc    from a file
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { KUBERNETES_VERSIONS, type KubernetesVersion } from '../lib/compliance/rules/eks/data/kubernetes-versions';

const SOURCE =
  'https://raw.githubusercontent.com/awsdocs/amazon-eks-user-guide/mainline/latest/ug/versioning/kubernetes-versions.adoc';
const FILE = path.join(__dirname, '../lib/compliance/rules/eks/data/kubernetes-versions.ts');
const ROW = /^\|`(\d+\.\d+)`\n\|[^\n]*\n\|[^\n]*\n\|([^\n]*)\n\|([^\n]*)$/gm;

async function main(source = SOURCE): Promise<void> {
  const text = source.startsWith('https:') ? await (await fetch(source)).text() : readFileSync(source, 'utf8');
  const listed = Array.from(text.matchAll(ROW), ([, version = '', standard = '', extended = '']) => ({
    version,
    endOfStandardSupport: isoDate(standard),
    endOfExtendedSupport: isoDate(extended),
  }));
  if (listed.length < 3) throw new Error(`${source} holds no release calendar of at least three versions`);
  const older = KUBERNETES_VERSIONS.filter(({ version }) => !listed.some((row) => row.version === version));
  const versions = [...listed, ...older].sort((left, right) => minorOf(right) - minorOf(left));
  const before = readFileSync(FILE, 'utf8');
  const after = before
    .replace(/as of \d{4}-\d{2}-\d{2}/, `as of ${new Date().toISOString().slice(0, 10)}`)
    .replace(
      /(KUBERNETES_VERSIONS: readonly KubernetesVersion\[\] = )[\s\S]*$/,
      (_, head: string) => `${head}${JSON.stringify(versions)};\n`,
    );
  writeFileSync(FILE, await format(after, { ...(await resolveConfig(FILE)), filepath: FILE }));
}

/** `December 2, 2026` as an ISO date; a month without a day is its first. */
function isoDate(text: string): string {
  const [, month = '', day = '1', year = ''] = /^\s*([A-Z][a-z]+)\s+(?:(\d{1,2}),\s*)?(\d{4})\s*$/.exec(text) ?? [];
  const date = new Date(`${month} ${day}, ${year} UTC`);
  if (Number.isNaN(date.getTime())) throw new Error(`${text} is no date`);
  return date.toISOString().slice(0, 10);
}

function minorOf({ version }: KubernetesVersion): number {
  return Number(version.split('.')[1]);
}

void main(process.argv[2]).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
