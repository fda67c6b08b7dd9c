/** The HTML report in a browser, run by `scripts/browser.sh`: needs CHROMIUM and BROWSER_MODULES. */
const base = require('../../jest.config.js');

/** @type {import('jest').Config} */
module.exports = {
  ...base,
  rootDir: '../..',
  roots: ['<rootDir>/test/browser'],
  testMatch: ['**/*.browser.ts'],
  testTimeout: 120_000,
};
