import { defineRule } from '../../engine/define-rule';
import { fail, type Outcome } from '../../engine/outcome';
import type { Block, Configuration } from '../../model/block';
import { formatPath } from '../../model/path';
import { isList, member, type Value } from '../../model/value';
import { credentialIn } from '../../engine/credential-shape';
import { distinctOutcomes } from '../../reading/distinct-outcomes';
import { valueInInstances } from '../../reading/secrets/instance-values';
import { literalSecret } from '../../reading/secrets/literal-secret';
import { speltEntries } from '../../reading/secrets/possible-values';
import { kindOfName } from '../../engine/secret-name';
import { sourceOf } from '../../reading/secrets/secret-source';
import { hiddenPieces, visibleText } from '../../reading/secrets/visible-text';

/** Attributes that name a resource; what they say shows in consoles, logs and bills. */
const NAMES = ['name', 'name_prefix', 'description', 'identifier', 'bucket', 'function_name', 'cluster_identifier'];

const EXPECTED = 'tags and names without secrets';

export default defineRule({
  id: 'no-secret-in-tags',
  title: 'Tags and names of resources carry no secret',
  why: 'Many services and everyone with read access to the account or its bill see tags and names. AWS never treats them as confidential.',
  remediation: 'Remove the secret from the tag or name, rotate it, and keep it in Secrets Manager.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['*'],
  whenUnknown: 'never: literal text and references to secrets are judged, everything else passes.',
  controls: {},
  equivalents: {},
  sources: ['https://docs.aws.amazon.com/tag-editor/latest/userguide/tagging.html'],
  examples: {
    good: [
      {
        name: 'tags that only describe',
        configuration: { resource: { aws_vpc: { main: { tags: { Name: 'main', Owner: 'platform' } } } } },
      },
    ],
    bad: [
      {
        name: 'a password as a tag',
        configuration: { resource: { aws_instance: { web: { tags: { AdminPassword: 'correct-horse' } } } } },
      },
    ],
  },
  check(block, { configuration }) {
    return distinctOutcomes([...tagOutcomes(block, configuration), ...nameOutcomes(block)]);
  },
});

interface Tag {
  readonly key: string;
  readonly value: Value;
  readonly path: string;
}

function tagOutcomes(block: Block, configuration: Configuration): readonly Outcome[] {
  const tags = tagsOf(block).flatMap((tag) => valueInInstances(tag.value, block).map((value) => ({ ...tag, value })));
  return tags.flatMap(({ key, value, path }): readonly Outcome[] => {
    if (credentialIn(key) !== undefined) {
      return [
        fail({
          path: 'tags',
          message: `the key of a tag is ${credentialIn(key) ?? 'a credential'}`,
          observed: '',
          expected: EXPECTED,
          sensitive: true,
        }),
      ];
    }
    const kind = kindOfName(key);
    const what = literalSecret(value, kind, configuration) ?? referredSecret(value, configuration);
    if (what === undefined) return [];
    return [
      fail({
        path,
        subject: key,
        message: `the tag ${key} carries ${what === 'a literal' ? 'a secret' : what}, and tags are readable for many`,
        observed: '',
        expected: EXPECTED,
        sensitive: true,
      }),
    ];
  });
}

/** Tags of the `tags` map, and of `tag` blocks such as those of an Auto Scaling group. */
function tagsOf(block: Block): readonly Tag[] {
  const { raw } = block;
  const { configuration } = block;
  const maps = ['tags', 'tags_all'].filter((name) => Object.hasOwn(raw, name));
  const tags = maps.flatMap((name) => {
    return valueInInstances(block.get(name), block).flatMap((value) =>
      // Old Auto Scaling groups take a list of { key, value, propagate_at_launch }.
      isList(value)
        ? value.map((item, index) => pairOf(item, `${name}[${String(index)}].value`))
        : mapTags(value, name, configuration),
    );
  });
  const specified = Object.hasOwn(raw, 'tag_specifications')
    ? block
        .nested('tag_specifications')
        .flatMap((item) => mapTags(item.get('tags'), `${item.path}.tags`, configuration))
    : [];
  if (!Object.hasOwn(raw, 'tag') && !Object.hasOwn(raw, 'dynamic')) return [...tags, ...specified];
  const blocks = block.nested('tag').map((item) => pairOf(item.value, `${item.path}.value`));
  return [...tags, ...specified, ...blocks];
}

function mapTags(value: Value, path: string, configuration: Configuration): readonly Tag[] {
  return speltEntries(value, configuration).entries.map(([key, inner]) => ({
    key,
    value: inner,
    path: tagPath(path, key),
  }));
}

/** A tag that is written as `{ key = …, value = … }`. */
function pairOf(pair: Value, path: string): Tag {
  const key = member(pair, 'key');
  return { key: typeof key === 'string' ? key : '', value: member(pair, 'value'), path };
}

function tagPath(name: string, key: string): string {
  const step = formatPath([key]);
  return step.startsWith('[') ? name + step : `${name}.${step}`;
}

function nameOutcomes(block: Block): readonly Outcome[] {
  return NAMES.filter((name) => Object.hasOwn(block.raw, name)).flatMap((name) => {
    const what = valueInInstances(block.get(name), block)
      .map((value) => credentialIn(visibleText(value)))
      .find((found) => found !== undefined);
    if (what === undefined) return [];
    return [
      fail({
        path: name,
        message: `${name} carries ${what}, and names are readable for many`,
        observed: '',
        expected: EXPECTED,
        sensitive: true,
      }),
    ];
  });
}

function referredSecret(value: Value, configuration: Configuration): string | undefined {
  for (const piece of hiddenPieces(value)) {
    const secret = piece.references.find((reference) => sourceOf(reference, configuration) === 'secret');
    if (secret !== undefined) return `the secret value of ${secret.address}`;
  }
  return undefined;
}
