'use strict';

const { existsSync, readFileSync } = require('node:fs');
const { join } = require('node:path');

const ALLOWED = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC-BY-4.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MPL-2.0',
  'Python-2.0',
  'Unlicense',
]);

/**
 * Packages whose package.json names no SPDX licence. `text` must occur in the named file of the package, so that a
 * change of licence is noticed.
 */
const REVIEWED = new Map([
  ['spawndamnit', { declared: 'SEE LICENSE IN LICENSE', file: 'LICENSE', text: 'Permission is hereby granted' }],
  ['jsonify', { declared: 'Public Domain', file: 'package.json', text: '"license": "Public Domain"' }],
]);

const TOKEN = /\s*(\(|\)|[A-Za-z0-9.+:-]+)/y;
const IDENTIFIER = /^(?!(?:AND|OR|WITH)$)[A-Za-z0-9]/;

/** True where an SPDX expression leaves a choice of allowed licences only. Anything that is no expression is false. */
function isAllowed(expression) {
  const tokens = [];
  TOKEN.lastIndex = 0;
  const text = expression.trim();
  while (TOKEN.lastIndex < text.length) {
    const match = TOKEN.exec(text);
    if (!match) return false;
    tokens.push(match[1]);
  }
  let next = 0;
  const take = (token) => tokens[next] === token && next++ >= 0;

  function either() {
    let allowed = both();
    while (take('OR')) allowed = both() || allowed;
    return allowed;
  }
  function both() {
    let allowed = one();
    while (take('AND')) allowed = one() && allowed;
    return allowed;
  }
  function one() {
    if (take('(')) {
      const allowed = either();
      return take(')') ? allowed : malformed();
    }
    const licence = tokens[next++];
    // An exception (`WITH`) only adds permissions.
    if (take('WITH') && !IDENTIFIER.test(tokens[next++] ?? '')) return malformed();
    return IDENTIFIER.test(licence ?? '') ? ALLOWED.has(licence) : malformed();
  }
  function malformed() {
    next = Infinity;
    return false;
  }

  const allowed = either();
  return allowed && next === tokens.length;
}

/** The licence of a package.json in any of the forms that npm ever accepted, as one expression. */
function declaredLicence(manifest) {
  const name = (licence) => (typeof licence === 'string' ? licence : (licence?.type ?? ''));
  if (manifest.license !== undefined) return name(manifest.license);
  if (Array.isArray(manifest.licenses)) return manifest.licenses.map(name).join(' OR ');
  return '';
}

function nameOf(path) {
  return path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
}

function isReviewed(name, licence, folder) {
  const review = REVIEWED.get(name);
  if (!review || review.declared !== licence) return false;
  const file = join(folder, review.file);
  return existsSync(file) && readFileSync(file, 'utf8').includes(review.text);
}

/** Every package of the lock file: what is installed speaks for itself, the rest (other platforms) by its lock entry. */
function packagesOf(root) {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const hiddenFile = join(root, 'node_modules', '.package-lock.json');
  const hidden = existsSync(hiddenFile) ? JSON.parse(readFileSync(hiddenFile, 'utf8')) : { packages: {} };
  const entries = new Map([...Object.entries(lock.packages), ...Object.entries(hidden.packages)]);
  entries.delete('');
  return [...entries]
    .filter(([, entry]) => entry.link !== true)
    .map(([path, entry]) => {
      const folder = join(root, path);
      const file = join(folder, 'package.json');
      const manifest = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : entry;
      return {
        name: nameOf(path),
        version: manifest.version ?? entry.version,
        licence: declaredLicence(manifest),
        dev: entry.dev === true,
        folder,
      };
    });
}

function offenders(packages) {
  return packages.filter(({ name, licence, folder }) => !isAllowed(licence) && !isReviewed(name, licence, folder));
}

function main() {
  const packages = packagesOf(join(__dirname, '..'));
  const bad = offenders(packages);
  for (const { name, version, licence, dev } of bad) {
    console.error(`${name}@${version} (${dev ? 'dev' : 'prod'}): licence ${JSON.stringify(licence)} is not allowed`);
  }
  console.log(`${packages.length} packages, ${bad.length} with a licence that is not allowed`);
  process.exitCode = bad.length === 0 && packages.length > 0 ? 0 : 1;
}

if (require.main === module) main();

module.exports = { isAllowed, declaredLicence, packagesOf, offenders };
