import { NAME_ARGUMENTS, NAMED_BY_TAG } from '../../../../../lib/compliance/rules/tags/data/name-arguments';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const LIBRARY = path.join(path.dirname(require.resolve('@cdktf/provider-aws/package.json')), 'lib');

/** Arguments of a type, as its typings link them: `#bucket S3Bucket#bucket`. */
function argumentsOf(type: string): readonly string[] {
  const file = path.join(LIBRARY, type.replace(/^aws_/, '').replaceAll('_', '-'), 'index.d.ts');
  if (!existsSync(file)) throw new Error(`${type} is no type of the provider`);
  const config = /Config extends cdktf\.TerraformMetaArguments \{([\s\S]*?)\n\}/.exec(readFileSync(file, 'utf8'))?.[1];
  return [...(config ?? '').matchAll(/#(\w+) \w+#\1\}/g)].map(([, name = '']) => name);
}

describe('names of resources', () => {
  it.each([...NAME_ARGUMENTS])('%s is named by %s', (type, argument) => {
    expect(argumentsOf(type)).toContain(argument);
    expect(argumentsOf(type)).not.toContain('name');
  });

  it.each([...NAMED_BY_TAG])('%s has no name but its tag', (type) => {
    expect(argumentsOf(type)).toContain('tags');
    expect(argumentsOf(type)).not.toContain('name');
  });
});
