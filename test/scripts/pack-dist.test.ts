import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const SCRIPT = path.join(__dirname, '..', '..', 'scripts', 'pack-dist.js');

/** What `tsc` writes of a package of two constructs and one rule. */
const WRITTEN = {
  'index.js': `"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.Port = exports.Peer = exports.Key = void 0;
var key_1 = require("./encryption/key");
Object.defineProperty(exports, "Key", { enumerable: true, get: function () { return key_1.Key; } });
var peer_1 = require("./network/peer");
Object.defineProperty(exports, "Peer", { enumerable: true, get: function () { return peer_1.Peer; } });
Object.defineProperty(exports, "Port", { enumerable: true, get: function () { return peer_1.Port; } });
`,
  'encryption/key.js': 'console.log("loads key"); exports.Key = class Key {};',
  'network/peer.js': 'console.log("loads peer"); exports.Peer = class Peer {}; exports.Port = class Port {};',
  'compliance/engine/outcome.js': 'exports.marker = { shared: true };',
  'compliance/rules/index.generated.js':
    'const a = require("./kms/rule-a"); const b = require("./s3/rule-b"); exports.RULES = [a.default, b.default];',
  'compliance/rules/kms/rule-a.js':
    'const { marker } = require("../../engine/outcome"); exports.default = { id: "rule-a", marker };',
  'compliance/rules/s3/rule-b.js':
    'const { text } = require("./shared/text"); exports.default = { id: "rule-b", text };',
  'compliance/rules/s3/shared/text.js':
    'const { marker } = require("../../../engine/outcome"); exports.text = marker.shared ? "shared" : "";',
};

describe('pack-dist', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'pack-dist-'));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const node = (...args: string[]) => spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });

  function pack(files: Readonly<Record<string, string>>) {
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(path.join(folder, path.dirname(file)), { recursive: true });
      writeFileSync(path.join(folder, file), text);
    }
    return node(SCRIPT, folder);
  }

  it('loads a module of the main entry point at the first use of a name of it', () => {
    expect(pack(WRITTEN).status).toBe(0);
    expect(node('-e', 'require("./index")').stdout).toBe('');
    const { stdout } = node('-e', 'const i = require("./index"); console.log(i.Port.name, i.Peer === i.Peer)');
    expect(stdout).toBe('loads peer\nPort true\n');
  });

  it('keeps the names visible to ES modules', () => {
    pack(WRITTEN);
    const script = 'import { Key, Peer, Port } from "./index.js"; console.log(Key.name, Peer.name, Port.name);';
    expect(node('--input-type=module', '-e', script).stdout).toContain('Key Peer Port');
  });

  it('makes one file of the rules, which shares what lies beside them', () => {
    pack(WRITTEN);
    expect(existsSync(path.join(folder, 'compliance/rules/kms'))).toBe(false);
    expect(existsSync(path.join(folder, 'compliance/rules/s3'))).toBe(false);
    const script = `const { RULES: [a, b] } = require('./compliance/rules/index.generated');
      console.log(a.id, b.id, b.text, a.marker === require('./compliance/engine/outcome').marker)`;
    expect(node('-e', script).stdout).toBe('rule-a rule-b shared true\n');
  });

  it('fails where something else loads a module of rules, and leaves them as they are', () => {
    const { status, stderr } = pack({
      ...WRITTEN,
      'policy/tags.js': `const later = () => require('../compliance/rules/s3/shared/text'); exports.later = later;`,
    });
    expect(status).toBe(1);
    expect(stderr).toContain('policy/tags.js loads ../compliance/rules/s3/shared/text');
    expect(existsSync(path.join(folder, 'compliance/rules/s3/shared/text.js'))).toBe(true);
  });

  it('fails on an entry point that does more than export names', () => {
    const { status, stderr } = pack({ ...WRITTEN, 'index.js': `${WRITTEN['index.js']}(0, key_1.start)();\n` });
    expect(status).toBe(1);
    expect(stderr).toContain('holds more than re-exports by name: (0, key_1.start)();');
  });

  it('fails on an import that nothing is exported from', () => {
    const { status, stderr } = pack({
      ...WRITTEN,
      'index.js': `${WRITTEN['index.js']}const tags_1 = require("./tags");\n`,
    });
    expect(status).toBe(1);
    expect(stderr).not.toBe('');
  });
});
