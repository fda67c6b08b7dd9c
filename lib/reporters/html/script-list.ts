/** Part of the script of the page: the list of findings, drawn as far as it is looked at, and its filters. */
export const LIST_SCRIPT = String.raw`
const CHUNK = 60;
const list = element('div', {});
const count = element('p', { role: 'status', id: 'result-count' });
const more = element('button', { type: 'button', class: 'button show-more' }, 'Show more');
let shown = [];
let queue = [];
let drawn = 0;

/** Draws more rows at the end of the list. */
function draw(amount) {
  const end = Math.min(queue.length, drawn + amount);
  for (; drawn < end; drawn += 1) {
    const { finding, group } = queue[drawn];
    if (group !== undefined) list.append(element('section', { class: 'group', 'aria-label': group.label }, group.heading(), element('ul', {})));
    list.lastElementChild.lastElementChild.append(rowOf(finding));
  }
  more.hidden = drawn >= queue.length;
}

function groupHeading(group) {
  const [first] = group;
  const worst = element('small', {}, counted(group.length, 'finding'));
  if (filters.group === 'rule') return element('h3', {}, element('span', {}, first.rule.title), element('small', {}, code(first.rule.id)), worst);
  if (filters.group === 'block') return element('h3', {}, code(first.constructPath || first.address), element('small', {}, code(first.constructPath === '' ? first.file : first.address)), worst);
  return element('h3', {}, code(first.source || first.file), worst);
}

function labelOf([first]) {
  return filters.group === 'rule' ? first.rule.title : filters.group === 'block' ? first.address : first.source || first.file;
}

/** Draws the list anew from what the filters let through. */
function refresh() {
  shown = matching();
  queue = groupsOf(shown).flatMap((group) => group.map((finding, at) =>
    ({ finding, group: at === 0 ? { label: labelOf(group), heading: () => groupHeading(group) } : undefined })));
  drawn = 0;
  list.replaceChildren();
  if (queue.length === 0) list.append(element('p', { class: 'empty' }, findings.length === 0 ? 'There is no finding to list.' : 'No finding matches the filters.'));
  draw(CHUNK);
  count.textContent = shown.length === findings.length ? counted(findings.length, 'finding') : grouped(shown.length) + ' of ' + counted(findings.length, 'finding');
  for (const [name, field] of Object.entries(fields)) if (field.value !== filters[name]) field.value = filters[name];
  for (const tile of document.querySelectorAll('.tile > button')) tile.setAttribute('aria-pressed', String(isPicked(tile.parentElement)));
}

const fields = {};
function field(name, label, control) {
  fields[name] = control;
  control.id = 'filter-' + name;
  control.addEventListener(name === 'query' ? 'input' : 'change', () => {
    filters[name] = control.value;
    refresh();
  });
  return element('div', { class: name === 'query' ? 'field search' : 'field' }, element('label', { for: control.id }, label), control);
}

const option = ([value, text]) => element('option', { value }, text);
const select = (...options) => element('select', {}, ...options);
const sorted = (values) => [...new Set(values)].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
function files(label, prefix, names) {
  return names.length === 0 ? undefined : element('optgroup', { label }, ...names.map((name) => option([prefix + name, name])));
}

function filterBar() {
  const sources = sorted(findings.flatMap(({ source }) => (source === undefined ? [] : [source])));
  return element('form', { class: 'filters', role: 'search', 'aria-label': 'Filter findings' },
    field('query', 'Search', element('input', { type: 'search', autocomplete: 'off', spellcheck: 'false', placeholder: 'text, address, rule, control …' })),
    field('severity', 'Severity', select(option(['', 'All severities']), ...SEVERITIES.map((each) => option([each, each])))),
    field('state', 'Verdict', select(option(['', 'All verdicts']), ...Object.entries(STATE_NAMES).map(option))),
    field('type', 'Resource type', select(option(['', 'All types']), ...sorted(findings.map(({ type }) => type)).map((type) => option([type, type])))),
    field('file', 'File', select(option(['', 'All files']), files('TypeScript', 's:', sources), files('Terraform JSON', 'j:', sorted(findings.map(({ file }) => file))))),
    field('group', 'Group by', select(...[['file', 'Source file'], ['rule', 'Rule'], ['block', 'Resource']].map(option))));
}

function clearFilters() {
  Object.assign(filters, NO_FILTERS);
  refresh();
}

function isPicked({ dataset }) {
  return filters.state === dataset.state && filters.severity === (dataset.state === 'fail' ? dataset.key : '');
}

/** Makes a filter of a count. Passes that are not listed cannot be filtered. */
function tileFilter(tile) {
  if (tile.dataset.state === 'pass' && !findings.some(({ state }) => state === 'pass')) return;
  const button = element('button', { type: 'button', 'aria-pressed': 'false' });
  button.append(...tile.childNodes);
  tile.append(button);
  tile.classList.add('filter');
  button.addEventListener('click', () => {
    const { key, state } = tile.dataset;
    Object.assign(filters, isPicked(tile) ? { state: '', severity: '' } : { state, severity: state === 'fail' ? key : '' });
    showTab('findings');
    refresh();
  });
}

/** Opens or closes everything that the filters let through, drawn or not. */
function setAllOpen(isOpen) {
  opened.clear();
  if (isOpen) for (const { index } of shown) opened.add(index);
  for (const row of list.querySelectorAll('.finding')) setOpen(row, isOpen);
}

function action(label, act) {
  const button = element('button', { type: 'button', class: 'button' }, label);
  button.addEventListener('click', act);
  return button;
}

function startList() {
  const bar = filterBar();
  bar.addEventListener('submit', (event) => event.preventDefault());
  more.addEventListener('click', () => {
    const next = drawn;
    draw(CHUNK);
    focusRow(next);
  });
  list.addEventListener('click', ({ target }) => {
    const button = target.closest('.row');
    if (button !== null) setOpen(button.closest('.finding'), button.getAttribute('aria-expanded') === 'false');
  });
  new IntersectionObserver((entries) => {
    if (entries.some(({ isIntersecting }) => isIntersecting)) draw(CHUNK);
  }, { rootMargin: '800px' }).observe(more);
  byId('finding-list').append(bar,
    element('div', { class: 'result' }, count, element('div', { class: 'actions' },
      action('Open all', () => setAllOpen(true)), action('Close all', () => setAllOpen(false)), action('Clear filters', clearFilters))),
    list, more);
  for (const tile of document.querySelectorAll('.tile')) tileFilter(tile);
  refresh();
}
`;
