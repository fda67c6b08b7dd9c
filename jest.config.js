/** @type {import('jest').Config} */
module.exports = {
  roots: ['<rootDir>/test', '<rootDir>/examples'],
  testEnvironment: 'node',
  testMatch: ['**/*.test.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2022', keepClassNames: true },
        module: { type: 'commonjs' },
        sourceMaps: 'inline',
      },
    ],
  },
  moduleNameMapper: {
    '^cdktf-guardrails$': '<rootDir>/lib/index.ts',
    '^cdktf-guardrails/compliance$': '<rootDir>/lib/compliance/index.ts',
    '^cdktf-guardrails/iam$': '<rootDir>/lib/iam/least-privilege/index.ts',
    '^cdktf-guardrails/iam/([\\w-]+)$': '<rootDir>/lib/iam/services/$1.ts',
    '^cdktf-guardrails/jest$': '<rootDir>/lib/testing/index.ts',
    '^cdktf-guardrails/register$': '<rootDir>/lib/register.ts',
  },
};
