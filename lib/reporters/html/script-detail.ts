/** Part of the script of the page: a finding as a row that opens. */
export const DETAIL_SCRIPT = String.raw`
const RELATIONS = { exact: '', broader: ' (this rule asks for more)', narrower: ' (this rule asks for less)' };
const opened = new Set();

const code = (text) => element('code', {}, text);
const badge = (kind, text) => element('span', { class: 'badge ' + kind }, text);

function rowOf(finding) {
  const { state, severity } = finding;
  const button = element('button', { type: 'button', class: 'row', 'aria-expanded': 'false', 'aria-controls': 'detail-' + finding.index },
    element('span', { class: 'badges' }, badge(severity, severity), state === 'fail' ? element('span', { class: 'sr' }, ' fails ') : badge(state, state)),
    element('span', { class: 'what' }, finding.message || finding.rule.title),
    element('span', { class: 'rule' }, code(finding.rule.id)),
    element('span', { class: 'where' }, code(finding.path === '' ? finding.address : finding.address + ' ' + finding.path), code(finding.place || finding.json)),
    element('span', { class: 'chevron', 'aria-hidden': 'true' }));
  const tone = state === 'fail' ? severity : state;
  const isFirst = firstById.get(finding.id) === finding;
  const row = element('li', { class: 'finding ' + tone, id: isFirst ? 'finding-' + finding.id : undefined, 'data-index': finding.index },
    element('h4', {}, button),
    element('div', { class: 'detail', id: 'detail-' + finding.index, hidden: true }));
  if (opened.has(finding.index)) setOpen(row, true);
  return row;
}

function setOpen(row, isOpen) {
  const index = Number(row.dataset.index);
  const detail = row.querySelector('.detail');
  if (isOpen && detail.childElementCount === 0) detail.append(...detailOf(findings[index]));
  detail.hidden = !isOpen;
  row.querySelector('.row').setAttribute('aria-expanded', String(isOpen));
  if (isOpen) opened.add(index);
  else opened.delete(index);
}

function entry(term, kind, ...content) {
  return element('div', { class: kind }, element('dt', {}, term), ...content.filter((each) => each !== undefined).map((each) =>
    each instanceof Element && each.tagName === 'DD' ? each : element('dd', {}, each)));
}

function codes(term, texts) {
  return texts.length === 0 ? undefined : entry(term, '', ...texts.map(code));
}

/** Texts by what stands in front of them. */
function listed(pairs) {
  const lists = new Map();
  for (const [name, text] of pairs) lists.set(name, [...(lists.get(name) || []), text]);
  return [...lists].map(([name, texts]) => element('dd', {}, name + ': ', code(texts.join(', '))));
}

function detailOf(finding) {
  const { rule, verdict, suppression, path } = finding;
  const isPass = verdict === 'pass';
  const checks = listed(rule.checks.map(([tool, id, relation]) => [tool, id + RELATIONS[relation]]));
  const controls = listed(rule.controls);
  const places = [
    finding.place === undefined ? undefined : element('dd', {}, 'TypeScript: ', code(finding.place)),
    element('dd', {}, 'JSON: ', code(finding.json)),
  ].filter((place) => place !== undefined);
  return [
    element('dl', {},
      entry('Rule', '', rule.title === rule.id ? code(rule.id) : element('span', {}, rule.title + ' ', code(rule.id))),
      finding.message === '' || isPass ? undefined : entry(verdict === 'unknown' ? 'What is not decided' : 'What is wrong', '', finding.message),
      rule.why === '' ? undefined : entry('Why it matters', '', rule.why),
      (finding.remediation || rule.remediation) === '' || isPass ? undefined : entry('How to fix it', 'fix', finding.remediation || rule.remediation),
      suppression && decision(suppression, verdict)),
    element('dl', {},
      finding.observed === '' ? undefined : entry('Observed', '', element('dd', { class: 'value' }, code(finding.observed))),
      finding.expected === '' ? undefined : entry('Expected', '', element('dd', { class: 'value' }, code(finding.expected))),
      path === '' ? undefined : codes('Attribute', [path]),
      codes('Address', [finding.address]),
      finding.constructPath === '' ? undefined : codes('Construct', [finding.constructPath]),
      entry('Place', '', ...places),
      controls.length === 0 ? undefined : entry('Controls', '', ...controls),
      checks.length === 0 ? undefined : entry('Checks of other tools', '', ...checks),
      entry('Finding', '', element('a', { href: '#finding-' + encodeURIComponent(finding.id) }, 'Link to ' + finding.id))),
  ];
}

function decision([reason, owner, ticket, expires, rule, isBaseline], verdict) {
  const terms = [owner, ticket, expires === '' ? 'does not expire' : 'until ' + expires].filter((term) => term !== '');
  return entry(isBaseline ? 'Accepted by the baseline' : 'Suppressed', 'accepted', reason,
    isBaseline ? undefined : terms.join(', '), isBaseline ? undefined : element('span', {}, 'Suppression of ', code(rule)),
    verdict === 'unknown' ? 'Without it the verdict is unknown' : undefined);
}
`;
