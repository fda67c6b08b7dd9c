import { TerraformDataSource, TerraformResource, Testing, type TerraformStack } from 'cdktf';
import { allRules, assess, loadJson, selectRules } from '../../lib/compliance';
import { Profile } from '../../lib/core/profile';
import { PROFILES, stackNameOf, stackOf, surroundingsOf, titleOf } from './build-stack';
import { allBuilds } from './builds';
import type { ConstructBuild } from './construct-build';

const EVERY_RULE = selectRules({ rules: allRules().map(({ id }) => id) });

/** What no construct can know: it belongs to the account, the VPC or the deployment around it. */
const NOT_DECIDED_BY_CONSTRUCTS = new Map([
  ['rds-in-backup-plan', 'A backup plan selects resources by tag: it belongs to the account.'],
  ['iam-role-permissions-boundary', 'Boundaries are a decision of the organization; a role takes one by a prop.'],
]);

/** What a profile gives up to save cost, as its documentation says. */
const GIVEN_UP = new Map<Profile, ReadonlyMap<string, string>>([
  [
    Profile.DEV,
    new Map([
      ['rds-cluster-multi-az', 'A cluster without a reader is what dev is for.'],
      ['rds-instance-multi-az', 'One availability zone is what dev is for.'],
    ]),
  ],
]);

interface Complaint {
  readonly rule: string;
  readonly text: string;
}

/** Addresses of what the build makes around its construct: the rules about those are not the construct's. */
function surroundingAddresses(stack: TerraformStack): ReadonlySet<string> {
  const addresses = surroundingsOf(stack).flatMap((element) => {
    if (TerraformResource.isTerraformResource(element))
      return [`${element.terraformResourceType}.${element.friendlyUniqueId}`];
    if (TerraformDataSource.isTerraformDataSource(element))
      return [`data.${element.terraformResourceType}.${element.friendlyUniqueId}`];
    return [];
  });
  return new Set(addresses);
}

/** Every rule that fails, or cannot tell, about a construct of the package. */
function complaintsAbout(build: ConstructBuild, profile: Profile): readonly Complaint[] {
  const stack = stackOf(build, profile);
  const around = surroundingAddresses(stack);
  const { errors, findings, summary } = assess([loadJson(Testing.synth(stack, true), stackNameOf(build))], EVERY_RULE);
  expect(errors).toEqual([]);
  expect(summary.pass).toBeGreaterThan(0);
  return findings
    .filter(({ verdict, address }) => verdict !== 'pass' && !around.has(address))
    .map(({ rule, verdict, address, message }) => ({ rule, text: `${verdict} ${rule} ${address}: ${message}` }));
}

const met = { shared: new Set<string>(), givenUp: new Set<string>() };

describe.each(allBuilds.map((build) => [titleOf(build), build] as const))('%s', (_, build) => {
  const exceptions = new Map(Object.entries(build.exceptions ?? {}));
  const used = new Set<string>();

  it.each(PROFILES.map((profile) => [profile.name, profile] as const))('passes every rule in %s', (_name, profile) => {
    const unexpected = complaintsAbout(build, profile).filter(({ rule }) => {
      if (NOT_DECIDED_BY_CONSTRUCTS.has(rule)) met.shared.add(rule);
      else if (GIVEN_UP.get(profile)?.has(rule)) met.givenUp.add(`${profile.name} ${rule}`);
      else if (exceptions.has(rule)) used.add(rule);
      else return true;
      return false;
    });
    expect(unexpected.map(({ text }) => text)).toEqual([]);
  });

  it('has no exception without need or reason', () => {
    expect([...exceptions.keys()].filter((rule) => !used.has(rule))).toEqual([]);
    for (const reason of exceptions.values()) expect(reason).toMatch(/\w.{19,}/);
  });
});

describe('the exceptions of all constructs', () => {
  it('are all needed', () => {
    const givenUp = [...GIVEN_UP].flatMap(([profile, rules]) => [...rules.keys()].map((id) => `${profile.name} ${id}`));
    expect([...met.shared].sort()).toEqual([...NOT_DECIDED_BY_CONSTRUCTS.keys()].sort());
    expect([...met.givenUp].sort()).toEqual(givenUp.sort());
  });
});
