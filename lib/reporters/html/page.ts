import { createHash } from 'node:crypto';
import { Markup, markup } from './markup';
import type { ReportData } from './report-data';
import { SCRIPT } from './script';
import { STYLE } from './style';

/** Nothing is loaded from anywhere, and only the style and the script of this package run. */
const POLICY = [
  "default-src 'none'",
  `script-src '${sha256(SCRIPT)}'`,
  `style-src '${sha256(STYLE)}'`,
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

const ICON =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Cpath fill='%234c51bf' d='M8 1 2 3v5c0 4 3 6 6 7 3-1 6-3 6-7V3z'/%3E%3C/svg%3E";

export interface Page {
  readonly title: string;
  readonly generator: string;
  readonly header: Markup;
  readonly main: readonly Markup[];
  readonly footer: Markup;
  readonly data: ReportData;
}

/** The whole file. */
export function pageText({ title, generator, header, main, footer, data }: Page): string {
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="${generator}">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="${ICON}">
<title>${title}</title>
<style>${new Markup(STYLE)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the report</a>
${header}<main id="main" tabindex="-1">
${main}</main>
${footer}<script type="application/json" id="report-data">${scriptJson(data)}</script>
<script>${new Markup(SCRIPT)}</script>
</body>
</html>
`.text;
}

/** JSON that cannot end the element that it stands in. */
function scriptJson(data: ReportData): Markup {
  return new Markup(JSON.stringify(data).replace(/</g, '\\u003c'));
}

/** As a policy names a source of style or script by its content. */
function sha256(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
