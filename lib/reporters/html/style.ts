const LIGHT = `
  --page: #f5f6f9; --surface: #ffffff; --sunken: #f0f2f6; --line: #d9dde6; --edge: #858da0;
  --text: #171b26; --muted: #545c6f; --accent: #4338ca; --accent-soft: #ecebfd; --shadow: 0 1px 2px rgb(16 24 40 / 8%);
  --critical: #9f1239; --critical-soft: #fde7ee; --high: #a83f06; --high-soft: #feeddd;
  --medium: #725200; --medium-soft: #fcf3cd; --low: #1656b8; --low-soft: #e5effd;
  --unknown: #5a3fb0; --unknown-soft: #eeeafc; --suppressed: #4a5366; --suppressed-soft: #eaedf2;
  --pass: #066341; --pass-soft: #ddf4e8;`;

const DARK = `
  --page: #0e1117; --surface: #161b24; --sunken: #1d2430; --line: #2c3545; --edge: #6f7a90;
  --text: #e8ebf2; --muted: #a5afc2; --accent: #a5a8ff; --accent-soft: #262a52; --shadow: none;
  --critical: #ff9db5; --critical-soft: #4a1426; --high: #ffb27d; --high-soft: #452410;
  --medium: #f2d16b; --medium-soft: #3b3010; --low: #93c3ff; --low-soft: #14305a;
  --unknown: #c4b5fd; --unknown-soft: #30265a; --suppressed: #b9c2d3; --suppressed-soft: #29313f;
  --pass: #7fdcae; --pass-soft: #0f3a29;`;

const SHELL = `
*, *::before, *::after { box-sizing: border-box; }
[hidden] { display: none !important; }
html { color-scheme: light dark; scroll-padding-top: 1rem; -webkit-text-size-adjust: 100%; }
:root[data-theme=light] { color-scheme: light; }
:root[data-theme=dark] { color-scheme: dark; }
body { margin: 0; background: var(--page); color: var(--text); font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
code, pre, kbd { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace; font-size: .875em; overflow-wrap: anywhere; unicode-bidi: isolate; }
a { color: var(--accent); }
h1, h2, h3, h4, p, ul, dl, dd { margin: 0; padding: 0; }
ul { list-style: none; }
button, select, input { font: inherit; color: inherit; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
main:focus { outline: none; }
.skip { position: absolute; left: -9999px; }
.skip:focus { left: 1rem; top: 1rem; z-index: 5; background: var(--surface); padding: .5rem 1rem; }
.sr { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.top, main, footer { max-width: 1240px; margin: 0 auto; padding: 0 1.5rem; }
.bar { display: flex; justify-content: space-between; align-items: center; gap: 1rem; padding: 1rem 0; min-height: 4.25rem; }
.brand { font-weight: 650; }
.brand span { color: var(--muted); font-weight: 400; }
.tools { display: flex; gap: .5rem; }
.button { background: var(--surface); border: 1px solid var(--edge); border-radius: 8px; padding: .35rem .75rem; min-height: 2.25rem; cursor: pointer; font-size: .875rem; white-space: nowrap; }
.button:hover { background: var(--sunken); }
.eyebrow { margin-top: .75rem; color: var(--muted); font-size: .8125rem; font-weight: 600; letter-spacing: .06em; text-transform: uppercase; }
h1 { font-size: 1.9rem; line-height: 1.2; letter-spacing: -.015em; text-wrap: balance; }
h2 { font-size: 1.2rem; line-height: 1.3; }
h3 { font-size: 1rem; line-height: 1.35; }
[data-tone=bad] h1 { color: var(--critical); }
[data-tone=open] h1 { color: var(--unknown); }
[data-tone=good] h1 { color: var(--pass); }
.facts { display: flex; flex-wrap: wrap; margin: .6rem 0 1.5rem; line-height: 1.6; color: var(--muted); font-size: .9rem; }
.facts li:not(:last-child)::after { content: "\\b7"; margin: 0 .6rem; }
.banner { margin: 0 0 1rem; padding: .75rem 1rem; border: 1px solid currentcolor; border-left-width: 5px; border-radius: 8px; overflow-wrap: anywhere; }
.banner a { color: inherit; }
.banner h2 { font-size: 1.05rem; }
.banner li { margin-top: .35rem; }
.banner.bad { background: var(--critical-soft); color: var(--critical); }
.banner.warn { background: var(--medium-soft); color: var(--medium); }
.banner.note { background: var(--low-soft); color: var(--low); }
.tiles { display: grid; grid-template-columns: repeat(7, minmax(0, 1fr)); gap: .75rem; margin-bottom: 1.75rem; }
.tile { display: grid; background: var(--surface); border: 1px solid var(--line); border-top: 4px solid var(--tone); border-radius: 10px; box-shadow: var(--shadow); padding: .7rem .9rem .8rem; }
.tile.filter { padding: 0; }
.tile > button { display: grid; text-align: left; background: none; border: 0; border-radius: 6px; padding: .7rem .9rem .8rem; cursor: pointer; }
.tile > button:hover { background: var(--soft); }
.tile > button[aria-pressed=true] { background: var(--soft); box-shadow: inset 0 0 0 2px var(--tone); }
.tile .count { font-size: 1.75rem; font-weight: 650; line-height: 1.15; letter-spacing: -.02em; font-variant-numeric: tabular-nums; color: var(--tone); overflow-wrap: anywhere; }
.tile .name { font-weight: 600; text-transform: capitalize; }
.tile .hint { color: var(--muted); font-size: .8125rem; }
.tile[data-count="0"] .count { color: var(--muted); }
.critical { --tone: var(--critical); --soft: var(--critical-soft); }
.high { --tone: var(--high); --soft: var(--high-soft); }
.medium { --tone: var(--medium); --soft: var(--medium-soft); }
.low { --tone: var(--low); --soft: var(--low-soft); }
.unknown { --tone: var(--unknown); --soft: var(--unknown-soft); }
.suppressed { --tone: var(--suppressed); --soft: var(--suppressed-soft); }
.partly { --tone: var(--medium); --soft: var(--medium-soft); }
.pass { --tone: var(--pass); --soft: var(--pass-soft); }
.fail { --tone: var(--critical); --soft: var(--critical-soft); }
.notEvaluated { --tone: var(--muted); --soft: var(--sunken); }
.badge { display: inline-block; padding: .05rem .5rem; border-radius: 5px; background: var(--soft); color: var(--tone); font-size: .78rem; font-weight: 650; white-space: nowrap; }
.tabs { display: flex; gap: .25rem; margin-bottom: 1rem; border-bottom: 1px solid var(--line); overflow-x: auto; }
.tabs button { background: none; border: 0; border-bottom: 3px solid transparent; padding: .6rem .9rem; color: var(--muted); font-weight: 600; white-space: nowrap; cursor: pointer; }
.tabs button:hover { color: var(--text); }
.tabs button[aria-selected=true] { color: var(--accent); border-color: var(--accent); }
.tabs button:focus-visible { outline-offset: -3px; }
.tabs .badge { margin-left: .35rem; }
.panel { margin-bottom: 2.5rem; scroll-margin-top: 5rem; }
.panel > h2 { margin-bottom: .5rem; }
.panel > h3 { margin: 1.75rem 0 .5rem; }
.lead { max-width: 75ch; margin-bottom: 1rem; color: var(--muted); }
footer { padding-top: 1rem; padding-bottom: 2.5rem; color: var(--muted); font-size: .8125rem; }
footer p { border-top: 1px solid var(--line); padding-top: 1rem; }
`;

const TABLES = `
.scroll { overflow-x: auto; background: var(--surface); border: 1px solid var(--line); border-radius: 10px; box-shadow: var(--shadow); }
table { width: 100%; border-collapse: collapse; font-size: .9rem; }
caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
th, td { padding: .55rem .9rem; text-align: left; vertical-align: top; border-top: 1px solid var(--line); overflow-wrap: anywhere; }
thead th { border-top: 0; background: var(--sunken); color: var(--muted); font-size: .8125rem; font-weight: 600; white-space: nowrap; }
tbody th { font-weight: 600; min-width: 9rem; }
.num { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; overflow-wrap: normal; }
td:not(.num) { min-width: 8rem; }
.number { font-weight: 650; color: var(--tone, inherit); }
.zero { color: var(--muted); }
.sub { display: block; color: var(--muted); font-size: .8125rem; font-weight: 400; }
.more { margin-top: .5rem; color: var(--muted); }
.pick { display: flex; flex-wrap: wrap; gap: .75rem 1rem; align-items: end; margin: 1.75rem 0 1rem; }
.link { display: inline; background: none; border: 0; padding: 0; color: var(--accent); text-align: left; text-decoration: underline; cursor: pointer; overflow-wrap: anywhere; }
.rule-list li + li { margin-top: .2rem; }
#control-list th:first-child { width: 26%; }
#control-list td { width: 37%; min-width: 13rem; }
`;

const FINDINGS = `
.filters { display: grid; grid-template-columns: minmax(13rem, 2fr) repeat(5, minmax(0, 1fr)); gap: .75rem; align-items: end; }
.field { display: grid; gap: .2rem; min-width: 0; color: var(--muted); font-size: .8125rem; font-weight: 600; }
.field input, .field select { width: 100%; min-height: 2.4rem; padding: .35rem .6rem; background: var(--surface); border: 1px solid var(--edge); border-radius: 8px; color: var(--text); font-size: .9rem; font-weight: 400; }
.field select { text-overflow: ellipsis; }
.result { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: center; gap: .5rem 1rem; margin: 1rem 0; }
.result [role=status] { color: var(--muted); }
.actions { display: flex; flex-wrap: wrap; gap: .5rem; }
.group { margin-bottom: 1.25rem; }
.group > h3 { display: flex; flex-wrap: wrap; gap: .1rem .6rem; align-items: baseline; margin-bottom: .5rem; overflow-wrap: anywhere; }
.group > h3 small { color: var(--muted); font-weight: 400; font-size: .875rem; }
.group > ul { background: var(--surface); border: 1px solid var(--line); border-radius: 10px; box-shadow: var(--shadow); overflow: clip; }
.finding { border-left: 4px solid var(--tone); }
.finding + .finding { border-top: 1px solid var(--line); }
.finding h4 { font: inherit; }
.row { display: grid; grid-template-columns: 6.2rem minmax(0, 1fr) auto 1rem; gap: .1rem .9rem; align-items: baseline; width: 100%; padding: .65rem 1rem; background: none; border: 0; text-align: left; cursor: pointer; }
.row:hover, .row[aria-expanded=true] { background: var(--sunken); }
.row:focus-visible { outline-offset: -3px; }
.row .what { font-weight: 550; overflow-wrap: anywhere; }
.row .where { grid-column: 2 / 4; color: var(--muted); overflow-wrap: anywhere; }
.row .where code + code::before { content: "\\b7"; margin: 0 .5rem; font-family: system-ui, sans-serif; }
.row .rule { color: var(--muted); max-width: 20rem; overflow-wrap: anywhere; }
.row .badges { grid-row: 1 / 3; display: flex; flex-wrap: wrap; gap: .25rem; }
.row .chevron { grid-column: 4; grid-row: 1; width: .55rem; height: .55rem; border: solid var(--muted); border-width: 0 2px 2px 0; transform: rotate(45deg); align-self: center; }
.row[aria-expanded=true] .chevron { transform: rotate(225deg); }
.detail { display: grid; grid-template-columns: minmax(0, 1.1fr) minmax(0, 1fr); gap: 1rem 2rem; padding: 1rem 1.25rem 1.25rem; border-top: 1px solid var(--line); }
.detail dl { display: grid; gap: .85rem; align-content: start; }
.detail dt { color: var(--muted); font-size: .8125rem; font-weight: 600; }
.detail dd { overflow-wrap: anywhere; }
.detail dd.value { padding: .35rem .6rem; background: var(--sunken); border-radius: 6px; }
.detail .fix { padding: .6rem .8rem; background: var(--pass-soft); border-radius: 8px; }
.detail .fix dt { color: var(--pass); }
.detail .accepted { padding: .6rem .8rem; background: var(--suppressed-soft); border-radius: 8px; }
.empty { padding: 2rem; text-align: center; background: var(--surface); border: 1px dashed var(--edge); border-radius: 10px; color: var(--muted); }
.show-more { display: block; margin: 0 auto 1rem; }
dialog { width: min(32rem, calc(100vw - 2rem)); padding: 1.25rem 1.5rem; background: var(--surface); color: var(--text); border: 1px solid var(--edge); border-radius: 12px; }
dialog::backdrop { background: rgb(0 0 0 / 50%); }
dialog dl { display: grid; grid-template-columns: auto 1fr; gap: .5rem 1rem; margin: 1rem 0; }
kbd { display: inline-block; min-width: 1.7rem; padding: 0 .4rem; text-align: center; background: var(--sunken); border: 1px solid var(--edge); border-radius: 5px; }
dialog label { display: flex; gap: .5rem; align-items: center; margin-bottom: 1rem; }
`;

const NARROW = `
@media (max-width: 1000px) {
  .tiles { grid-template-columns: repeat(4, minmax(0, 1fr)); }
  .filters { grid-template-columns: repeat(2, minmax(0, 1fr)); }
  .filters .search { grid-column: 1 / -1; }
}
@media (max-width: 700px) {
  .top, main, footer { padding: 0 1rem; }
  h1 { font-size: 1.5rem; }
  .bar { padding: .75rem 0; }
  .brand { font-size: .875rem; line-height: 1.3; white-space: nowrap; }
  .brand span { display: block; }
  .eyebrow { margin-top: 0; }
  .tiles { grid-template-columns: repeat(2, minmax(0, 1fr)); gap: .5rem; margin-bottom: 1.25rem; }
  .tile, .tile > button { grid-template-columns: auto 1fr; gap: .6rem; align-items: baseline; padding: .35rem .75rem .45rem; }
  .tile > button { grid-column: 1 / -1; }
  .tile .count { font-size: 1.35rem; }
  .tile .hint { display: none; }
  .row { grid-template-columns: minmax(0, 1fr) 1rem; padding: .65rem .8rem; }
  .row > * { grid-column: 1; }
  .row .badges { grid-row: auto; }
  .row .where { grid-column: 1; }
  .row .where code { display: block; }
  .row .where code + code::before { content: none; }
  .row .chevron { grid-column: 2; }
  .detail { grid-template-columns: minmax(0, 1fr); padding: 1rem .8rem; }
  th, td { padding: .5rem .6rem; }
}
@media (prefers-reduced-motion: no-preference) {
  .row .chevron { transition: transform .12s; }
}
@media print {
  :root { color-scheme: light !important; }
  body { background: #fff; font-size: 10pt; }
  .top, main, footer { max-width: none; padding: 0; }
  .tools, .tabs, .filters, .actions, .skip, .show-more, .pick, .chevron { display: none !important; }
  .panel > h2.sr, .panel h3.sr { position: static; width: auto; height: auto; overflow: visible; clip-path: none; white-space: normal; }
  td:not(.num), tbody th, #control-list td { min-width: 0; }
  .panel[hidden] { display: block !important; }
  .panel { break-before: page; }
  .panel#findings { break-before: auto; }
  .finding { break-inside: avoid; }
  .tiles { grid-template-columns: repeat(7, minmax(0, 1fr)); gap: .35rem; }
  .tile > button, .tile { padding: .3rem .4rem; }
  .tile.filter { padding: 0; }
  .tile .count { font-size: 1.2rem; }
  .scroll, .group > ul, .tile { box-shadow: none; overflow: visible; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
  .row { padding: .3rem .6rem; }
  * { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
}
`;

/** The style of the page. On paper it is always light. */
export const STYLE = `
:root {${LIGHT}
}
@media screen and (prefers-color-scheme: dark) {
  :root:not([data-theme=light]) {${DARK}
  }
}
@media screen {
  :root[data-theme=dark] {${DARK}
  }
}
${SHELL}${TABLES}${FINDINGS}${NARROW}`;
