/** Deployment of every build to a pretended AWS, run by `scripts/deploy.sh`: it needs terraform, and moto in MOTO_PYTHON. */
const base = require('../../jest.config.js');

/** @type {import('jest').Config} */
module.exports = {
  ...base,
  rootDir: '../..',
  roots: ['<rootDir>/test/deploy'],
  testMatch: ['**/*.deploy.ts'],
  testTimeout: 7_200_000,
};
