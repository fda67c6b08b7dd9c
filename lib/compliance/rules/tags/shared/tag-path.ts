import type { Block } from '../../../model/block';
import { formatPath } from '../../../model/path';
import { toText } from '../../../model/value';

/** Path of the tag with a key; of the whole argument where the tag stands elsewhere, such as in default_tags. */
export function tagPath(block: Block, argument: 'tags' | 'tag', key: string): string {
  if (argument === 'tags')
    return block.rawAt(formatPath(['tags', key])) === undefined ? argument : formatPath(['tags', key]);
  const item = block.nested('tag').find((tag) => tag.unknown === undefined && toText(tag.get('key')) === key);
  return item === undefined ? argument : `${item.path}.value`;
}
