import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface InstalledPackage {
  readonly name: string;
  readonly licence: string;
  readonly dev: boolean;
}

interface Licences {
  isAllowed(expression: string): boolean;
  declaredLicence(manifest: object): string;
  packagesOf(root: string): readonly InstalledPackage[];
  offenders(packages: readonly InstalledPackage[]): readonly InstalledPackage[];
}

const { isAllowed, declaredLicence, packagesOf, offenders } = require('../../scripts/check-licenses.js') as Licences;

describe('check-licenses', () => {
  it.each([
    'MIT',
    'BSD-3-Clause',
    'Apache-2.0 AND MIT',
    '(MIT OR CC0-1.0)',
    'GPL-3.0-only OR MIT',
    '(AGPL-3.0 OR (Apache-2.0 AND MIT))',
    'Apache-2.0 WITH LLVM-exception',
  ])('allows %s', (expression) => {
    expect(isAllowed(expression)).toBe(true);
  });

  it.each([
    '',
    'GPL-3.0-only',
    'AGPL-3.0-or-later',
    'LGPL-3.0',
    'UNLICENSED',
    'SEE LICENSE IN LICENSE',
    'Public Domain',
    'MIT AND GPL-2.0',
    'MIT OR',
    '(MIT',
    'MIT)',
    'MIT OR WITH',
    'MIT GPL-2.0',
    'AND',
    'MIT/GPL-2.0',
  ])('refuses %p', (expression) => {
    expect(isAllowed(expression)).toBe(false);
  });

  it('reads every form of a declared licence', () => {
    expect(declaredLicence({ license: 'MIT' })).toBe('MIT');
    expect(declaredLicence({ license: { type: 'ISC' } })).toBe('ISC');
    expect(declaredLicence({ licenses: [{ type: 'MIT' }, { type: 'GPL-2.0' }] })).toBe('MIT OR GPL-2.0');
    expect(declaredLicence({})).toBe('');
  });

  describe('of a tree', () => {
    let root = '';

    beforeEach(() => {
      root = mkdtempSync(join(tmpdir(), 'licences-'));
    });

    afterEach(() => {
      rmSync(root, { recursive: true });
    });

    const install = (path: string, manifest: object, licenceFile?: string): void => {
      const folder = join(root, path);
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
      if (licenceFile !== undefined) writeFileSync(join(folder, 'LICENSE'), licenceFile);
    };

    const lock = (packages: object): void => {
      writeFileSync(join(root, 'package-lock.json'), JSON.stringify({ packages: { '': {}, ...packages } }));
    };

    it('believes what is installed, and the lock file for what is not', () => {
      lock({
        'node_modules/a': { version: '1.0.0', license: 'MIT' },
        'node_modules/a/node_modules/@s/b': { version: '1.0.0', license: 'GPL-3.0', dev: true },
        'node_modules/c': { version: '1.0.0', license: 'ISC' },
      });
      install('node_modules/a', { name: 'a', version: '1.0.0', license: 'AGPL-3.0' });
      expect(offenders(packagesOf(root)).map(({ name, licence, dev }) => ({ name, licence, dev }))).toEqual([
        { name: 'a', licence: 'AGPL-3.0', dev: false },
        { name: '@s/b', licence: 'GPL-3.0', dev: true },
      ]);
    });

    it('accepts a reviewed package only while its licence text is the reviewed one', () => {
      lock({ 'node_modules/spawndamnit': { version: '3.0.1', license: 'SEE LICENSE IN LICENSE' } });
      const manifest = { name: 'spawndamnit', version: '3.0.1', license: 'SEE LICENSE IN LICENSE' };
      expect(offenders(packagesOf(root))).toHaveLength(1);
      install('node_modules/spawndamnit', manifest, 'All rights reserved');
      expect(offenders(packagesOf(root))).toHaveLength(1);
      install('node_modules/spawndamnit', manifest, 'Permission is hereby granted, free of charge');
      expect(offenders(packagesOf(root))).toHaveLength(0);
    });
  });
});
