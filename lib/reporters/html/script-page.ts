/** Part of the script of the page: keyboard, theme, links to findings, paper. */
export const PAGE_SCRIPT = String.raw`
const SETTINGS = { theme: 'guardrails-report-theme', keys: 'guardrails-report-keys' };

/** Storage may be forbidden; then choices last as long as the page. */
function stored(key) {
  try {
    return localStorage.getItem(key) || '';
  } catch {
    return '';
  }
}
function store(key, value) {
  try {
    localStorage.setItem(key, value);
  } catch {
    return;
  }
}

const THEMES = ['system', 'light', 'dark'];
function startTheme() {
  let theme = THEMES.includes(stored(SETTINGS.theme)) ? stored(SETTINGS.theme) : 'system';
  const button = action('', () => {
    theme = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length];
    store(SETTINGS.theme, theme);
    apply();
  });
  const apply = () => {
    if (theme === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
    button.textContent = 'Theme: ' + theme;
  };
  apply();
  byId('tools').append(button);
}

const KEYS = [['/', 'go to the search'], ['j', 'next finding'], ['k', 'previous finding'], ['Enter', 'open or close the finding'],
  ['Esc', 'close, clear the search or leave it'], ['?', 'this help']];
let keysAreOn = stored(SETTINGS.keys) !== 'off';
const help = element('dialog', { 'aria-labelledby': 'help-heading' });
function startHelp() {
  const toggle = element('input', { type: 'checkbox' });
  toggle.checked = keysAreOn;
  toggle.addEventListener('change', () => {
    keysAreOn = toggle.checked;
    store(SETTINGS.keys, keysAreOn ? 'on' : 'off');
  });
  help.append(element('h2', { id: 'help-heading' }, 'Keyboard'),
    element('dl', {}, ...KEYS.flatMap(([key, what]) => [element('dt', {}, element('kbd', {}, key)), element('dd', {}, what)])),
    element('label', {}, toggle, 'Single keys are on'), action('Close', () => help.close()));
  document.body.append(help);
  byId('tools').append(action('Keyboard', () => help.showModal()));
}

/** Puts the focus on a row by its place in the list, and draws as far as it stands. */
function focusRow(at) {
  if (at < 0 || at >= queue.length) return;
  if (at >= drawn) draw(at - drawn + CHUNK);
  const button = list.querySelectorAll('.row')[at];
  button.focus({ preventScroll: true });
  button.scrollIntoView({ block: 'nearest' });
}

let last = -1;
function step(by) {
  const row = document.activeElement.closest('.finding');
  const at = row === null ? last : queue.findIndex(({ finding }) => finding.index === Number(row.dataset.index));
  last = Math.max(0, Math.min(queue.length - 1, at + by));
  showTab('findings');
  focusRow(last);
}

function escape() {
  const active = document.activeElement;
  if (active === fields.query) {
    if (filters.query === '') {
      active.blur();
      return;
    }
    filters.query = '';
    refresh();
    return;
  }
  const row = active.closest('.finding');
  if (row === null) return;
  setOpen(row, false);
  row.querySelector('.row').focus();
}

function onKey(event) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || help.open) return;
  if (event.key === 'Escape') {
    escape();
    return;
  }
  if (!keysAreOn || event.target.closest('input, select, textarea') !== null) return;
  const act = { '/': () => { showTab('findings'); fields.query.focus(); fields.query.select(); }, j: () => step(1), k: () => step(-1), '?': () => help.showModal() };
  if (!Object.hasOwn(act, event.key)) return;
  event.preventDefault();
  act[event.key]();
}

/** Shows what the address of the page names: a view or a finding. */
function follow() {
  let name;
  try {
    name = decodeURIComponent(location.hash.slice(1));
  } catch {
    return;
  }
  if (tabs.has(name)) showTab(name);
  const finding = name.startsWith('finding-') ? firstById.get(name.slice('finding-'.length)) : undefined;
  if (finding === undefined) return;
  showTab('findings');
  if (!shown.includes(finding)) clearFilters();
  const at = queue.findIndex((each) => each.finding === finding);
  focusRow(at);
  const row = list.querySelectorAll('.finding')[at];
  setOpen(row, true);
  row.scrollIntoView({ block: 'start' });
}

startTheme();
startHelp();
startTabs();
startList();
startControls();
follow();
document.addEventListener('keydown', onKey);
addEventListener('hashchange', follow);
addEventListener('beforeprint', () => draw(queue.length));
`;
