import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** What the tests use of playwright-core, which is no dependency of this package. */
export interface Page {
  goto(url: string): Promise<unknown>;
  evaluate(expression: string): Promise<unknown>;
  click(selector: string): Promise<void>;
  fill(selector: string, text: string): Promise<void>;
  selectOption(selector: string, value: string | { readonly label: string }): Promise<unknown>;
  emulateMedia(media: { readonly media: 'print' | 'screen' }): Promise<void>;
  pdf(options: { readonly format: string }): Promise<Uint8Array>;
  on(event: 'console' | 'pageerror' | 'request', listener: (event: PageEvent) => void): void;
  readonly keyboard: { press(key: string): Promise<void>; type(text: string): Promise<void> };
}

interface PageEvent {
  readonly message?: string;
  text?(): string;
  url?(): string;
}

interface Context {
  newPage(): Promise<Page>;
  addInitScript(script: { readonly content: string }): Promise<unknown>;
  close(): Promise<void>;
}

interface ContextOptions {
  readonly viewport: { readonly width: number; readonly height: number };
  readonly colorScheme: 'light' | 'dark';
  readonly javaScriptEnabled?: boolean;
}

interface Browser {
  newContext(options: ContextOptions): Promise<Context>;
  close(): Promise<void>;
}

interface Playwright {
  readonly chromium: {
    launch(options: { readonly executablePath: string; readonly args: readonly string[] }): Promise<Browser>;
  };
}

/** How a page is looked at. */
export interface View {
  readonly width?: number;
  readonly scheme?: 'light' | 'dark';
  readonly scripts?: boolean;
  readonly hash?: string;
}

/** A report in a browser, and everything that the browser complained about. */
export interface OpenReport {
  readonly page: Page;
  /** Messages of the console, uncaught errors, breaches of the content policy, and requests beside the page itself. */
  readonly complaints: string[];
  /** The value of an expression of JavaScript in the page. */
  read<Result>(expression: string): Promise<Result>;
  /** Violations that axe finds, as `rule: element`. */
  axe(): Promise<readonly string[]>;
  close(): Promise<void>;
}

const WATCH_POLICY = `addEventListener('securitypolicyviolation', (event) => console.error('policy: ' + event.violatedDirective + ' ' + event.blockedURI));`;

const RUN_AXE = `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
  violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ': ' + html.slice(0, 200))))`;

/** Chromium, and a folder for the pages that it shows. */
export class ReportBrowser {
  private browser: Browser | undefined;
  private readonly folder = mkdtempSync(join(tmpdir(), 'html-report-'));

  async start(): Promise<void> {
    const { chromium } = require(join(setting('BROWSER_MODULES'), 'playwright-core')) as Playwright;
    // In containers Chromium has no rights for its sandbox; the pages are our own.
    this.browser = await chromium.launch({ executablePath: setting('CHROMIUM'), args: ['--no-sandbox'] });
  }

  async stop(): Promise<void> {
    await this.browser?.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  async open(
    html: string,
    { width = 1280, scheme = 'light', scripts = true, hash = '' }: View = {},
  ): Promise<OpenReport> {
    if (this.browser === undefined) throw new Error('the browser is not started');
    const context = await this.browser.newContext({
      viewport: { width, height: 900 },
      colorScheme: scheme,
      javaScriptEnabled: scripts,
    });
    await context.addInitScript({ content: WATCH_POLICY });
    await context.addInitScript({
      content: readFileSync(join(setting('BROWSER_MODULES'), 'axe-core/axe.min.js'), 'utf8'),
    });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (event) => complaints.push(`console: ${event.text?.() ?? ''}`));
    page.on('pageerror', (event) => complaints.push(`error: ${event.message ?? ''}`));
    const file = join(this.folder, 'report.html');
    const address = pathToFileURL(file).href;
    page.on('request', (event) => {
      const url = event.url?.() ?? '';
      if (url !== address && !url.startsWith('data:')) complaints.push(`request: ${url}`);
    });
    writeFileSync(file, html);
    await page.goto(hash === '' ? address : `${address}#${hash}`);
    return {
      page,
      complaints,
      read: async <Result>(expression: string) => (await page.evaluate(expression)) as Result,
      axe: async () => (await page.evaluate(RUN_AXE)) as readonly string[],
      close: () => context.close(),
    };
  }
}

function setting(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`${name} is not set; run scripts/browser.sh`);
  return value;
}
