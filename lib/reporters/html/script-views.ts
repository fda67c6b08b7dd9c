/** Part of the script of the page: tabs, and the controls of a framework. */
export const VIEWS_SCRIPT = String.raw`
const panels = [...document.querySelectorAll('.panel')];
const tabs = new Map();

function startTabs() {
  const bar = element('div', { class: 'tabs', role: 'tablist', 'aria-label': 'Views' });
  for (const panel of panels) {
    const heading = panel.querySelector('h2');
    const amount = panel.id === 'findings' ? findings.length : Number(panel.dataset.count || 0);
    const badges = amount === 0 ? [] : [element('span', { class: 'badge notEvaluated' }, grouped(amount))];
    const tab = element('button', { type: 'button', role: 'tab', id: 'tab-' + panel.id, 'aria-controls': panel.id }, heading.textContent, ...badges);
    tab.addEventListener('click', () => {
      showTab(panel.id);
      history.replaceState(null, '', '#' + panel.id);
    });
    tabs.set(panel.id, tab);
    bar.append(tab);
    heading.classList.add('sr');
    panel.setAttribute('role', 'tabpanel');
    panel.setAttribute('aria-labelledby', tab.id);
  }
  bar.addEventListener('keydown', (event) => {
    const ids = [...tabs.keys()];
    const at = ids.findIndex((id) => tabs.get(id) === document.activeElement);
    const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: ids.length - 1 }[event.key];
    if (at === -1 || next === undefined) return;
    event.preventDefault();
    const id = ids[(next + ids.length) % ids.length];
    showTab(id);
    tabs.get(id).focus();
  });
  panels[0].before(bar);
  showTab('findings');
}

function showTab(id) {
  for (const panel of panels) {
    const isShown = panel.id === id;
    panel.hidden = !isShown;
    tabs.get(panel.id).setAttribute('aria-selected', String(isShown));
    tabs.get(panel.id).tabIndex = isShown ? 0 : -1;
  }
}

const STATUSES = ['fail', 'unknown', 'suppressed', 'partly', 'pass', 'notEvaluated'];
const STATUS_NAMES = { fail: 'fail', unknown: 'unknown', suppressed: 'suppressed', partly: 'partly', pass: 'pass', notEvaluated: 'not evaluated' };

function startControls() {
  const body = element('tbody', {});
  const result = element('p', { role: 'status', class: 'sub' });
  const caption = element('caption', {});
  const heading = element('h3', { class: 'sr' });
  const frame = element('div', { class: 'scroll', role: 'group', tabindex: '0' }, element('table', {}, caption,
    element('thead', {}, element('tr', {}, ...['Control', 'Status', 'Rules'].map((name) => element('th', { scope: 'col' }, name)))), body));
  const framework = element('select', { id: 'pick-framework' }, ...data.frameworks.map(([title], index) => option([index, title])));
  const status = element('select', { id: 'pick-status' }, option(['', 'All']), ...STATUSES.map((each, index) => option([index, STATUS_NAMES[each]])));
  const show = () => {
    const [title, controls] = data.frameworks[Number(framework.value)];
    const rows = controls.filter((control) => status.value === '' || control[1] === Number(status.value));
    caption.textContent = title;
    heading.textContent = 'Controls of ' + title;
    frame.setAttribute('aria-label', 'Controls of ' + title);
    result.textContent = rows.length === controls.length ? counted(rows.length, 'control') : grouped(rows.length) + ' of ' + counted(controls.length, 'control');
    body.replaceChildren(...rows.map(controlRow));
  };
  framework.addEventListener('change', show);
  status.addEventListener('change', show);
  if (data.frameworks.length === 0) return;
  byId('control-list').append(heading,
    element('div', { class: 'pick' },
      element('div', { class: 'field' }, element('label', { for: 'pick-framework' }, 'Framework'), framework),
      element('div', { class: 'field' }, element('label', { for: 'pick-status' }, 'Status'), status), result), frame);
  show();
}

function controlRow([id, status, ruleIndexes, topic, note]) {
  const kind = STATUSES[status];
  const own = ruleIndexes.map((index) => rules[index]);
  const open = own.filter(({ counts }) => counts.fail + counts.unknown + counts.suppressed > 0);
  const rest = [
    [own.filter((rule) => !open.includes(rule) && rule.counts.pass > 0).length, 'passed'],
    [own.filter(({ counts }) => counts.ran && counts.fail + counts.unknown + counts.suppressed + counts.pass === 0).length, 'found nothing to judge'],
    [own.filter(({ counts }) => !counts.ran).length, 'did not run'],
  ].filter(([amount]) => amount > 0).map(([amount, what]) => counted(amount, 'rule') + ' ' + what);
  const list = open.length === 0 ? undefined : element('ul', { class: 'rule-list' }, ...open.map((rule) => element('li', {}, ruleLink(rule), ' ', ...ruleCounts(rule.counts))));
  const sub = (text) => (text === '' ? undefined : element('span', { class: 'sub' }, text));
  return element('tr', {},
    element('th', { scope: 'row' }, id, sub(textOf(topic))),
    element('td', {}, badge(kind, STATUS_NAMES[kind]), sub(textOf(note))),
    element('td', {}, list, sub(rest.join(', '))));
}

function ruleLink(rule) {
  const link = element('button', { type: 'button', class: 'link' }, code(rule.id));
  link.addEventListener('click', () => {
    Object.assign(filters, NO_FILTERS, { query: rule.id });
    showTab('findings');
    refresh();
    fields.query.focus();
  });
  return link;
}

function ruleCounts(counts) {
  const parts = [['fail', 'failed'], ['unknown', 'unknown'], ['suppressed', 'suppressed']].filter(([key]) => counts[key] > 0);
  return parts.flatMap(([key, name], at) => [at === 0 ? '' : ' ', badge(key, grouped(counts[key]) + ' ' + name)]);
}
`;
