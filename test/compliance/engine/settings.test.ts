import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_SETTINGS, loadSettings, parseSettings } from '../../../lib/compliance/engine/settings';
import { failingFindings } from '../../../lib/compliance/engine/settings-threshold';
import { InputError } from '../../../lib/compliance/model/input-error';
import { EVERY_STATE } from '../../reporters/assessment-fixture';

jest.mock('../../../lib/compliance/rules/index.generated', () => jest.requireActual<object>('../../cli/rules-fixture'));

function problem(text: string): string {
  try {
    parseSettings(text, 's.json');
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    return (error as InputError).message;
  }
  throw new Error('the settings were accepted');
}

describe('parseSettings', () => {
  it('fills in the defaults', () => {
    expect(parseSettings('{}')).toEqual({
      packs: ['recommended'],
      rules: {},
      failOn: 'low',
      failOnUnknown: false,
      accountBaseline: false,
      customRules: [],
      suppressions: [],
    });
  });

  it('reads every setting', () => {
    const rules = {
      'rds-encrypted': 'off',
      'broken-rule': 'critical',
      'rds-backup-days': { severity: 'low', options: { minimumDays: 30 } },
    };
    const settings = {
      packs: ['strict', 'cis-aws-5.0.0'],
      rules,
      failOn: 'never',
      failOnUnknown: true,
      accountBaseline: ['core'],
      customRules: [],
      suppressions: [{ rule: 'rds-encrypted', reason: 'public data, nothing else' }],
      baseline: 'b.json',
    };
    expect(parseSettings(JSON.stringify({ $schema: './x.json', ...settings }))).toEqual(settings);
  });

  it('accepts an empty list of packs and a byte order mark', () => {
    expect(parseSettings('\uFEFF{"packs": []}').packs).toEqual([]);
  });

  it('does not hand out the default objects changed', () => {
    parseSettings('{"packs": ["strict"]}');
    expect(DEFAULT_SETTINGS.packs).toEqual(['recommended']);
  });

  it.each([
    [
      'an unknown setting',
      '{\n  "failon": "high"\n}',
      /^s\.json:2:3: unknown setting "failon"; did you mean "failOn"\? \(settings: \$schema, packs,/,
    ],
    ['a setting like nothing', '{"zzzzzzzz": 1}', /^s\.json:1:2: unknown setting "zzzzzzzz" \(settings:/],
    ['__proto__', '{"__proto__": {"failOn": "never"}}', /^s\.json:1:2: unknown setting "__proto__"/],
    [
      'a wrong severity',
      '{"failOn": "hihg"}',
      /^s\.json:1:2: "failOn" must be "critical", "high", "medium", "low" or "never", got "hihg"; did you mean "high"\?$/,
    ],
    ['a null', '{"failOn": null}', /"failOn" must be .*, got null$/],
    ['a baseline that is no stack', '{"accountBaseline": [""]}', /^s\.json:1:\d+: .*accountBaseline/],
    ['a text as baseline', '{"accountBaseline": "core"}', /accountBaseline.*boolean/],
    ['a wrong type', '{"failOnUnknown": "yes"}', /^s\.json:1:2: "failOnUnknown" must be of type boolean, got "yes"$/],
    ['packs that are no list', '{"packs": "strict"}', /"packs" must be of type array, got "strict"$/],
    ['a pack twice', '{"packs": ["strict",\n"strict"]}', /^s\.json:2:1: "packs" holds the same item twice/],
    ['a pack that is no name', '{"packs": [["strict"]]}', /"packs\[0\]" must be of type string, got an array$/],
    [
      'an unknown pack',
      '{\n"packs": ["recommended",\n  "stric"]}',
      /^s\.json:3:3: unknown pack "stric"; did you mean "strict"\?$/,
    ],
    [
      'an unknown rule',
      '{"rules": {\n "rds-encryptd": "off"}}',
      /^s\.json:2:2: unknown rule "rds-encryptd"; did you mean "rds-encrypted"\?$/,
    ],
    [
      'a rule named as a property of objects',
      '{"rules": {"constructor": "off"}}',
      /^s\.json:1:12: unknown rule "constructor"/,
    ],
    ['a rule named __proto__', '{"rules": {"__proto__": "off"}}', /^s\.json:1:12: unknown rule "__proto__"/],
    [
      'a wrong rule setting',
      '{"rules": {"rds-encrypted": "of"}}',
      /^s\.json:1:12: "rules\.rds-encrypted" must be "off", "critical", "high", "medium" or "low", got "of"; did you mean "off"\?$/,
    ],
    ['a rule setting that is a boolean', '{"rules": {"rds-encrypted": false}}', /must be "off", .*, got false$/],
    ['a rule setting that is a list', '{"rules": {"rds-encrypted": ["off"]}}', /must be "off", .*, got an array$/],
    [
      'an unknown key of a rule',
      '{"rules": {"rds-encrypted": {"level": "high"}}}',
      /^s\.json:1:30: unknown setting "level" in "rules\.rds-encrypted" \(settings: severity, options\)$/,
    ],
    [
      'off where a severity stands',
      '{"rules": {"rds-encrypted": {"severity": "off"}}}',
      /"rules\.rds-encrypted\.severity" must be "critical", "high", "medium" or "low", got "off"/,
    ],
    [
      'an option of a rule without options',
      '{"rules": {"rds-encrypted": {"options": {"days": 1}}}}',
      /^s\.json:1:42: unknown option "days" in "rules\.rds-encrypted\.options" \(the rule has no options\)$/,
    ],
    [
      'an unknown option',
      '{"rules": {"rds-backup-days": {"options": {"minimumDay": 1}}}}',
      /unknown option "minimumDay" .*; did you mean "minimumDays"\? \(options: minimumDays\)$/,
    ],
    [
      'an option of a wrong type',
      '{"rules": {"rds-backup-days": {"options": {"minimumDays": "7"}}}}',
      /"rules\.rds-backup-days\.options\.minimumDays" must be of type integer, got "7"$/,
    ],
    [
      'an option out of range',
      '{"rules": {"rds-backup-days": {"options": {"minimumDays": 0}}}}',
      /minimumDays" must be >= 1, got 0$/,
    ],
    ['a list at the top', '[]', /^s\.json:1:1: expected a JSON object at the top, got an array$/],
    ['a key twice', '{"failOn": "high",\n"failOn": "never"}', /^s\.json:2:1: duplicate key "failOn"/],
    ['nothing', ' \n', /^s\.json: the settings file is empty; write \{\} to accept the defaults$/],
  ])('refuses %s', (_name, text, expected) => {
    expect(problem(text)).toMatch(expected);
  });

  it.each([
    ['{\n  "packs": ["strict"],\n}', '3:1'],
    ['{"a" 1}', '1:6'],
    ['{"a":}', '1:6'],
    ['{\n// why\n"packs": []}', '2:1'],
    ['packs: strict', '1:1'],
    ['{"packs": [tru]}', '1:12'],
    ["{'packs': []}", '1:2'],
    ['{"packs": ["a]}', '1:12'],
    ['{"packs": [', '1:12'],
    ['{} {}', '1:4'],
    ['{"a": "\\x"}', '1:7'],
  ])('names line and column of the syntax error in %j', (text, place) => {
    expect(problem(text)).toMatch(new RegExp(`^s\\.json:${place}: not valid JSON: `));
  });

  it('lists unknown packs and rules beside settings of the wrong kind', () => {
    expect(
      problem('{\n"packs": ["recomended"],\n"failOn": "x",\n"rules": {"rds-encryptd": "off"}}').split('\n'),
    ).toEqual([
      's.json:2:11: unknown pack "recomended"; did you mean "recommended"?',
      's.json:3:1: "failOn" must be "critical", "high", "medium", "low" or "never", got "x"',
      's.json:4:11: unknown rule "rds-encryptd"; did you mean "rds-encrypted"?',
    ]);
  });

  it('names $schema as it is written', () => {
    expect(problem('{"$schema": 5}')).toBe('s.json:1:2: "$schema" must be of type string, got 5');
  });

  it('lists all problems in the order of the file', () => {
    expect(problem('{\n"failOn": 1,\n"pack": [],\n"failOnUnknown": 1}').split('\n')).toEqual([
      expect.stringMatching(/^s\.json:2:1: "failOn"/),
      expect.stringMatching(/^s\.json:3:1: unknown setting "pack"; did you mean "packs"/),
      expect.stringMatching(/^s\.json:4:1: "failOnUnknown"/),
    ]);
  });
});

describe('loadSettings', () => {
  let cwd: string;

  beforeEach(() => {
    cwd = mkdtempSync(join(tmpdir(), 'settings-'));
  });

  afterEach(() => {
    rmSync(cwd, { recursive: true });
  });

  it('uses the defaults when there is no file', () => {
    expect(loadSettings({ cwd })).toBe(DEFAULT_SETTINGS);
  });

  it('finds guardrails.config.json in the working directory', () => {
    writeFileSync(join(cwd, 'guardrails.config.json'), '{"failOn": "critical"}');
    expect(loadSettings({ cwd }).failOn).toBe('critical');
  });

  it('reads the named file instead', () => {
    writeFileSync(join(cwd, 'guardrails.config.json'), '{"failOn": "critical"}');
    writeFileSync(join(cwd, 'other.json'), '{"failOn": "medium"}');
    expect(loadSettings({ cwd, file: 'other.json' }).failOn).toBe('medium');
  });

  it('names the file relative to the working directory', () => {
    writeFileSync(join(cwd, 'guardrails.config.json'), '{"failOn": 1}');
    expect(() => loadSettings({ cwd })).toThrow(/^guardrails\.config\.json:1:2: "failOn"/);
  });

  it('refuses a named file that does not exist, and a folder', () => {
    expect(() => loadSettings({ cwd, file: 'missing.json' })).toThrow(
      'missing.json: the settings file does not exist; check the path',
    );
    expect(() => loadSettings({ cwd, file: '.' })).toThrow('the settings file is a directory');
  });
});

describe('a settings file that cannot be used', () => {
  let cwd: string;

  beforeEach(() => {
    cwd = mkdtempSync(join(tmpdir(), 'settings-'));
  });

  afterEach(() => {
    rmSync(cwd, { recursive: true });
  });

  it('is refused where it is not UTF-8, as PowerShell writes it', () => {
    writeFileSync(join(cwd, 'guardrails.config.json'), Buffer.from('\uFEFF{}', 'utf16le'));
    expect(() => loadSettings({ cwd })).toThrow(
      'guardrails.config.json: not UTF-8: the file begins with the mark of UTF-16',
    );
  });

  it('is refused where a link to it leads nowhere', () => {
    symlinkSync('nowhere.json', join(cwd, 'guardrails.config.json'));
    expect(() => loadSettings({ cwd })).toThrow(
      'guardrails.config.json: the settings file does not exist; check the path',
    );
  });

  it('is refused where its name is empty', () => {
    expect(() => loadSettings({ cwd, file: '' })).toThrow('the name of the settings file is empty');
  });
});

describe('settings.schema.json', () => {
  it('names the defaults that the code uses', () => {
    const file = join(__dirname, '../../../schemas/settings.schema.json');
    const { properties } = JSON.parse(readFileSync(file, 'utf8')) as {
      properties: Record<string, { default?: unknown }>;
    };
    const { packs, failOn, failOnUnknown } = DEFAULT_SETTINGS;
    expect([properties.packs?.default, properties.failOn?.default, properties.failOnUnknown?.default]).toEqual([
      packs,
      failOn,
      failOnUnknown,
    ]);
  });
});

describe('failingFindings', () => {
  function ids(failOn: 'critical' | 'high' | 'medium' | 'low' | 'never', failOnUnknown = false): string[] {
    return failingFindings(EVERY_STATE, { failOn, failOnUnknown }).map(({ id }) => id.slice(-2));
  }

  it('takes what is at or above the threshold, without suppressed, unknown and passing findings', () => {
    expect(ids('critical')).toEqual(['02', '05']);
    expect(ids('high')).toEqual(['01', '02', '05']);
    expect(ids('medium')).toEqual(['01', '02', '03', '05']);
    expect(ids('low')).toEqual(['01', '02', '03', '04', '05', '06']);
  });

  it('takes unknown ones by the same threshold when asked to', () => {
    expect(ids('critical', true)).toEqual(['02', '05', '08']);
    expect(ids('high', true)).toEqual(['01', '02', '05', '07', '08']);
  });

  it('takes none when nothing may fail the run', () => {
    expect(ids('never', true)).toEqual([]);
  });
});
