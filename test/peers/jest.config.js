/** Tests against other tools, run by `scripts/peers.sh`: they need Checkov in CHECKOV, or terraform. */
const base = require('../../jest.config.js');

/** @type {import('jest').Config} */
module.exports = {
  ...base,
  rootDir: '../..',
  roots: ['<rootDir>/test/peers'],
  testMatch: ['**/*.peer.ts'],
  testTimeout: 180_000,
};
