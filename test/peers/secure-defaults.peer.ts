import { TerraformResource, Testing } from 'cdktf';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { Profile } from '../../lib/core/profile';
import { PROFILES, stackNameOf, stackOf, surroundingsOf } from '../constructs/build-stack';
import { allBuilds } from '../constructs/builds';
import type { ConstructBuild } from '../constructs/construct-build';
import { type CheckovReport, type CheckovVerdict, runCheckovOnAll } from './checkov';
import entries from './checkov-accepted.json';
import { type StackJson, synthesizeExample, withoutDroppingBlocks, withoutNulls } from './examples';

const REASON = /^[A-Z].{30,}\.$/s;

/** Made to be found fault with. */
const BROKEN = new Set(['broken-twin']);

const FOLDER = path.join(__dirname, '../../examples');
/** Apps: a folder without one holds pieces that other tests synthesise. */
const EXAMPLES = readdirSync(FOLDER).filter(
  (name) => !BROKEN.has(name) && existsSync(path.join(FOLDER, name, 'main.ts')),
);

/** The JSON in the form in which Checkov sees most. */
function readable(stack: StackJson): StackJson {
  return withoutNulls(withoutDroppingBlocks(stack)) as StackJson;
}

/** A check that is failed on purpose. */
interface Accepted {
  readonly check: string;
  readonly resourceType: string;
  /** Pattern of the names of the stacks that it is failed in, such as `^dev-`; absent for all. */
  readonly stack?: string;
  readonly reason: string;
}

const accepted: readonly Accepted[] = entries;

interface Judged {
  readonly name: string;
  readonly json: StackJson;
  /** Addresses of what a build makes around its construct: they are none of the construct's business. */
  readonly around: ReadonlySet<string>;
}

function judgedBuild(build: ConstructBuild, profile: Profile): Judged {
  const stack = stackOf(build, profile);
  const around = surroundingsOf(stack)
    .filter((each) => TerraformResource.isTerraformResource(each))
    .map((each) => `${each.terraformResourceType}.${each.friendlyUniqueId}`);
  const json = JSON.parse(Testing.synth(stack, true)) as StackJson;
  return { name: `${profile.name}-${stackNameOf(build)}`, json: readable(json), around: new Set(around) };
}

function typeOf({ address }: CheckovVerdict): string {
  return address.split('.')[0] ?? '';
}

/** Checkov as outside judge of every construct in every profile, and of the examples. */
describe('Checkov on the constructs and the examples', () => {
  let judged: readonly Judged[];
  let report: CheckovReport;
  let failed: readonly CheckovVerdict[];

  const acceptanceOf = (verdict: CheckovVerdict) =>
    accepted.find(
      ({ check, resourceType, stack = '' }) =>
        check === verdict.check && resourceType === typeOf(verdict) && new RegExp(stack).test(verdict.stack),
    );

  beforeAll(() => {
    const builds = PROFILES.flatMap((profile) => allBuilds.map((build) => judgedBuild(build, profile)));
    const examples = EXAMPLES.map((name) => ({ name, json: readable(synthesizeExample(name)), around: new Set('') }));
    judged = [...builds, ...examples];
    report = runCheckovOnAll(new Map(judged.map(({ name, json }) => [name, json])));
    const around = new Map(judged.map((each) => [each.name, each.around]));
    failed = report.failed.filter(({ stack, address }) => around.get(stack)?.has(address) !== true);
  });

  it('judges each stack', () => {
    expect(report.parsingErrors).toBe(0);
    const seen = new Set([...report.passed, ...report.failed].map(({ stack }) => stack));
    expect(judged.filter(({ name }) => !seen.has(name)).map(({ name }) => name)).toEqual([]);
  });

  it('judges the types that matter', () => {
    const types = [...new Set(report.passed.map(typeOf))];
    expect(types).toEqual(
      expect.arrayContaining([
        'aws_db_instance',
        'aws_iam_role',
        'aws_kms_key',
        'aws_secretsmanager_secret',
        'aws_security_group',
        'aws_vpc',
      ]),
    );
  });

  it('fails only what checkov-accepted.json gives a reason for', () => {
    const unlisted = failed.filter((verdict) => acceptanceOf(verdict) === undefined);
    expect(unlisted.map(({ stack, check, address }) => `${check} ${address} in ${stack}`)).toEqual([]);
  });

  it('is contradicted with need and reason each time', () => {
    const used = new Set(failed.map(acceptanceOf));
    expect(accepted.filter((each) => !used.has(each))).toEqual([]);
    for (const { reason } of accepted) expect(reason).toMatch(REASON);
  });
});
