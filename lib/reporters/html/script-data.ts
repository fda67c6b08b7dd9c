/** Part of the script of the page: reads the data, and finds what the filters let through. */
export const DATA_SCRIPT = String.raw`
const byId = (id) => document.getElementById(id);

/** A new element. Texts are only ever added as text. */
function element(name, attributes, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) node.setAttribute(key, value === true ? '' : String(value));
  }
  node.append(...children.filter((child) => child !== undefined));
  return node;
}

const data = JSON.parse(byId('report-data').textContent);
const SEVERITIES = ['critical', 'high', 'medium', 'low'];
const VERDICTS = { f: 'fail', u: 'unknown', p: 'pass' };
const STATE_NAMES = { fail: 'failing', unknown: 'unknown', suppressed: 'suppressed', pass: 'passing' };
const textOf = (packed) => (typeof packed === 'number' ? data.texts[packed] : packed);
const grouped = (count) => String(count).replace(/\B(?=(\d{3})+$)/g, ',');
const counted = (count, noun) => grouped(count) + ' ' + noun + (count === 1 ? '' : 's');

const controlsOfRules = data.rules.map(() => []);
for (const [title, controls] of data.frameworks) {
  for (const [id, , rules] of controls) for (const rule of rules) controlsOfRules[rule].push([title, id]);
}

const rules = data.rules.map(([id, severity, fail, unknown, suppressed, pass, ran, texts], index) => {
  const [title, why, remediation, checks] = texts || [id, '', '', []];
  const controls = controlsOfRules[index];
  const words = [id, title, ...controls.map(([, control]) => control), ...checks.map(([, check]) => check)];
  const counts = { fail, unknown, suppressed, pass, ran: ran === 1 };
  return { id, severity: SEVERITIES[severity], counts, title, why, remediation, checks, controls, haystack: words.join('\n').toLowerCase() };
});

const columns = data.findings;
const ids = columns.ids.split('\n');
const remediations = new Map(columns.remediations.map(([index, text]) => [index, textOf(text)]));
const suppressions = new Map(columns.suppressed.map(([index, row]) => [index, data.suppressions[row]]));
const findings = columns.rules.map((ruleIndex, index) => {
  const [file, address, constructPath, type, sourceFile, sourceLine, sourceColumn] = data.blocks[columns.blocks[index]];
  const verdict = VERDICTS[columns.verdicts[index]];
  const suppression = suppressions.get(index);
  const id = ids[index];
  const line = columns.lines[index];
  const json = data.files[file] + (line === 0 ? '' : ':' + line + ':' + (columns.columns[index] || 1));
  const source = sourceFile === -1 ? undefined : data.files[sourceFile];
  return {
    index, id, verdict, suppression, address, constructPath, json, source,
    state: suppression ? 'suppressed' : verdict,
    severity: SEVERITIES[Number(columns.severities[index])],
    rule: rules[ruleIndex],
    block: columns.blocks[index],
    type: data.types[type],
    file: data.files[file],
    place: source === undefined ? undefined : source + ':' + sourceLine + ':' + sourceColumn,
    path: textOf(columns.paths[index]),
    message: textOf(columns.messages[index]).replaceAll('\u0001', () => address),
    observed: textOf(columns.observed[index]),
    expected: textOf(columns.expected[index]),
    remediation: remediations.get(index),
  };
});
const firstById = new Map();
for (const finding of findings) if (!firstById.has(finding.id)) firstById.set(finding.id, finding);

let haystacks;
function haystackOf(finding) {
  haystacks = haystacks || findings.map((each) =>
    [each.id, each.message, each.address, each.constructPath, each.path, each.json, each.place || '', each.observed,
      each.suppression ? each.suppression.join('\n') : ''].join('\n').toLowerCase());
  return haystacks[finding.index];
}

const NO_FILTERS = { query: '', severity: '', state: '', type: '', file: '' };
const filters = { ...NO_FILTERS, group: 'file' };

/** The findings that every filter lets through: each word of the search stands somewhere in the finding or its rule. */
function matching() {
  const words = filters.query.toLowerCase().split(/\s+/).filter((word) => word !== '');
  const [kind, file] = [filters.file.slice(0, 2), filters.file.slice(2)];
  return findings.filter((finding) =>
    (filters.severity === '' || finding.severity === filters.severity) &&
    (filters.state === '' || finding.state === filters.state) &&
    (filters.type === '' || finding.type === filters.type) &&
    (filters.file === '' || (kind === 's:' ? finding.source : finding.file) === file) &&
    words.every((word) => finding.rule.haystack.includes(word) || haystackOf(finding).includes(word)));
}

const GROUPS = {
  file: (finding) => (finding.source === undefined ? 'j:' + finding.file : 's:' + finding.source),
  rule: (finding) => finding.rule.id,
  block: (finding) => String(finding.block),
};

/** Groups in the order of their worst finding. */
function groupsOf(list) {
  const groups = new Map();
  for (const finding of list) {
    const key = GROUPS[filters.group](finding);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [finding]);
    else group.push(finding);
  }
  return [...groups.values()];
}
`;
