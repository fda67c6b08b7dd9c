/**
 * Writes etc/*.api.md: what each entry point of the package exports, as the compiler sees it.
 *
 *     npm run api              write
 *     npm run api:check        fail when a report is missing or not up to date
 *
 * The declarations are compiled into a folder of their own, so that `dist` may be absent or older.
 */
import { Extractor, ExtractorConfig, ExtractorLogLevel, type ExtractorMessage } from '@microsoft/api-extractor';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.join(__dirname, '..');
const REPORTS = path.join(ROOT, 'etc');
const WORK = path.join(ROOT, '.cache', 'api');
const DECLARATIONS = path.join(WORK, 'declarations');

const ENTRY_POINTS: ReadonlyMap<string, string> = new Map([
  ['cdktf-guardrails', 'index.d.ts'],
  ['compliance', 'compliance/index.d.ts'],
  ['jest', 'testing/index.d.ts'],
]);

function compileDeclarations(): void {
  rmSync(WORK, { recursive: true, force: true });
  mkdirSync(WORK, { recursive: true });
  const tsc = require.resolve('typescript/bin/tsc');
  const options = ['-p', 'tsconfig.build.json', '--emitDeclarationOnly', '--outDir', DECLARATIONS];
  execFileSync(process.execPath, [tsc, ...options], { cwd: ROOT, stdio: 'inherit' });
}

/** Types that exports use without being exported are listed in the report; typedoc judges comments; the rest is an error. */
const LOG_LEVELS = {
  compilerMessageReporting: { default: { logLevel: ExtractorLogLevel.Error } },
  extractorMessageReporting: {
    default: { logLevel: ExtractorLogLevel.Error },
    'ae-forgotten-export': { logLevel: ExtractorLogLevel.Warning, addToApiReportFile: true },
    'ae-missing-release-tag': { logLevel: ExtractorLogLevel.None },
    'ae-undocumented': { logLevel: ExtractorLogLevel.None },
    'ae-unresolved-link': { logLevel: ExtractorLogLevel.None },
  },
  tsdocMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
};

function configurationOf(name: string, entryPoint: string): ExtractorConfig {
  return ExtractorConfig.prepare({
    configObject: {
      projectFolder: ROOT,
      mainEntryPointFilePath: path.join(DECLARATIONS, entryPoint),
      newlineKind: 'lf',
      compiler: {
        overrideTsconfig: {
          compilerOptions: {
            target: 'ES2022',
            lib: ['ES2023'],
            module: 'node16',
            moduleResolution: 'node16',
            types: ['node'],
            strict: true,
            skipLibCheck: true,
          },
          files: [path.join(DECLARATIONS, entryPoint)],
        },
      },
      apiReport: {
        enabled: true,
        reportFileName: name,
        reportFolder: path.join(WORK, 'reports'),
        reportTempFolder: path.join(WORK, 'temporary'),
        includeForgottenExports: name !== 'jest',
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      messages: LOG_LEVELS,
    },
    configObjectFullPath: path.join(ROOT, 'api-extractor.json'),
    packageJsonFullPath: path.join(ROOT, 'package.json'),
  });
}

/** The report of one entry point; undefined, said aloud, where the extractor finds errors. */
function reportOf(name: string, entryPoint: string): string | undefined {
  const messageCallback = (message: ExtractorMessage): void => {
    if (message.logLevel === ExtractorLogLevel.Error) console.error(message.formatMessageWithLocation(ROOT));
    message.handled = true;
  };
  mkdirSync(path.join(WORK, 'reports'), { recursive: true });
  const { errorCount } = Extractor.invoke(configurationOf(name, entryPoint), { localBuild: true, messageCallback });
  if (errorCount > 0) return undefined;
  return readFileSync(path.join(WORK, 'reports', `${name}.api.md`), 'utf8');
}

function main(check: boolean): void {
  compileDeclarations();
  mkdirSync(REPORTS, { recursive: true });
  for (const [name, entryPoint] of ENTRY_POINTS) {
    const report = reportOf(name, entryPoint);
    const file = path.join(REPORTS, `${name}.api.md`);
    const current = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
    if (report === undefined) process.exitCode = 1;
    else if (!check) writeFileSync(file, report);
    else if (report !== current) {
      console.error(`etc/${name}.api.md is not up to date; run \`npm run api\` and review what changed for users`);
      process.exitCode = 1;
    }
  }
}

main(process.argv.includes('--check'));
