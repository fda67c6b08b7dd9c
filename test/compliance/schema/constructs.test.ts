import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadPaths } from '../../../lib/compliance';
import { synthesizeStack } from '../../../lib/testing/synthesize';
import { PROFILES, stackOf, titleOf } from '../../constructs/build-stack';
import { allBuilds } from '../../constructs/builds';
import { runExample } from '../../examples/run-example';
import { assessSchema } from './judge-schema';

describe('what the constructs of this package write', () => {
  it.each(allBuilds.map((build) => [titleOf(build), build] as const))(
    'is what the provider accepts: %s',
    (_, build) => {
      const inputs = PROFILES.map((profile) => synthesizeStack(stackOf(build, profile)));
      const { findings, summary } = assessSchema(inputs);
      expect(findings).toEqual([]);
      expect(summary.pass).toBeGreaterThan(3);
    },
  );
});

describe('the examples', () => {
  it.each(['three-tier', 'broken-twin'])(
    '%s has no finding',
    (name) => {
      const outdir = mkdtempSync(path.join(tmpdir(), `schema-${name}-`));
      try {
        runExample(name, outdir);
        const { findings, summary } = assessSchema(loadPaths([outdir]));
        expect(findings).toEqual([]);
        expect(summary.pass).toBeGreaterThan(10);
      } finally {
        rmSync(outdir, { recursive: true });
      }
    },
    60_000,
  );
});
