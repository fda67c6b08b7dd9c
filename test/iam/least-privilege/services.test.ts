import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { GLOBAL_SERVICES, serviceTable } from '../../../lib/iam-data';
import { isResourceless } from '../../../lib/iam/action-resources';
import { memberName } from '../../../lib/iam/least-privilege/names';

const FOLDER = path.join(__dirname, '..', '..', '..', 'lib', 'iam', 'services');
const PREFIXES = readdirSync(FOLDER).map((file) => file.slice(0, -'.ts'.length));

/** Members of an interface of a module, with the text of their types on one line. */
function membersOf(source: string, suffix: string): ReadonlyMap<string, string> {
  const body =
    new RegExp(`^export interface \\w+${suffix}\\b(?: extends Service<\\{.*?^\\}>)? \\{(.*?)^\\}`, 'ms').exec(
      source,
    )?.[1] ?? '';
  const members = body.split(';').flatMap((member) => {
    const [, name = '', type = ''] = /^\s*(?:readonly )?'?([\w-]+)'?:\s*(.*)$/s.exec(member) ?? [];
    return name === '' ? [] : [[name, type.replace(/\s+/g, ' ').trim()] as const];
  });
  return new Map(members);
}

function literals(type: string): readonly string[] {
  return [...type.matchAll(/'([^']*)'/g)].map(([, text = '']) => text).sort();
}

describe.each(PREFIXES)('typed module %s', (prefix) => {
  const source = readFileSync(path.join(FOLDER, `${prefix}.ts`), 'utf8');
  const table = serviceTable(prefix);

  it('has the actions of the table, each with its kinds of resource', () => {
    const members = membersOf(source, 'Actions');
    const actions = [...(table?.actions.values() ?? [])];
    expect([...members.keys()].sort()).toEqual(actions.map(({ name }) => name).sort());
    for (const { name, resourceTypes } of actions) {
      const kinds = resourceTypes.map((type) => memberName(type.name)).sort();
      expect([name, literals(members.get(name) ?? '')]).toEqual([
        name,
        isResourceless(`${prefix}:${name}`) ? [] : kinds,
      ]);
    }
  });

  it('makes ARNs of each kind', () => {
    const module = require(path.join(FOLDER, prefix)) as Readonly<Record<string, Readonly<Record<string, unknown>>>>;
    const [service] = Object.values(module);
    const kinds = [...(table?.resourceTypes.keys() ?? [])].map(memberName);
    expect([...membersOf(source, 'Service').keys()].sort()).toEqual([...kinds].sort());
    for (const kind of kinds) expect(typeof service?.[kind]).toBe('function');
  });

  it('says whether it has regions', () => {
    expect(source.includes("reach: 'global';")).toBe(GLOBAL_SERVICES.has(prefix));
  });
});

describe('what a typed module loads', () => {
  beforeEach(() => {
    jest.resetModules();
  });

  it('is no table before a member is used', () => {
    jest.doMock('../../../lib/iam-data/tables/s3.generated', () => {
      throw new Error('the table is loaded');
    });
    const { S3 } = require('../../../lib/iam/services/s3') as typeof import('../../../lib/iam/services/s3');
    expect(() => S3.bucket).toThrow('the table is loaded');
    jest.dontMock('../../../lib/iam-data/tables/s3.generated');
  });

  it('is never cdktf, and never another service', () => {
    for (const costly of ['cdktf', '../../../lib/iam-data/tables/ec2.generated']) {
      jest.doMock(costly, () => {
        throw new Error(`${costly} is loaded`);
      });
    }
    const { S3 } = require('../../../lib/iam/services/s3') as typeof import('../../../lib/iam/services/s3');
    expect(S3.bucket({ bucketName: 'data' }).arn).toBe('arn:aws:s3:::data');
    for (const costly of ['cdktf', '../../../lib/iam-data/tables/ec2.generated']) jest.dontMock(costly);
  });
});

describe('memberName', () => {
  it.each([
    ['function alias', 'functionAlias'],
    ['loadbalancer/app/', 'loadbalancerApp'],
    ['DBClusterName', 'dbClusterName'],
    ['UUID', 'uuid'],
    ['es_role', 'esRole'],
    ['Api', 'api'],
    ['log-group', 'logGroup'],
    ['CIS Scan Configuration', 'cisScanConfiguration'],
  ])('%s is %s', (name, expected) => {
    expect(memberName(name)).toBe(expected);
  });
});
