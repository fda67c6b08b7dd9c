import { Fn, Token, Tokenization } from 'cdktf';
import type { ResourceConstruct } from '../enforcement/constructs-of-stacks';

/** A tag that is put or, without a value, taken away. */
export interface TagDecision {
  readonly key: string;
  readonly value: string | undefined;
  readonly priority: number;
  /** For Auto Scaling groups: whether instances get it. */
  readonly propagates: boolean;
}

const OWN_PRIORITY = 50;

type TagMap = Readonly<Record<string, string>>;

interface TagBlock {
  readonly key: string;
  readonly value: string;
  readonly propagateAtLaunch: unknown;
}

interface Taggable {
  tags?: TagMap;
  readonly tagsInput?: unknown;
}

interface TaggableGroup {
  readonly tagInput?: unknown;
  putTag(value: readonly TagBlock[]): void;
}

/** The tags that a resource had of its own, and what was made of them: a second synthesis begins with the first. */
const written = new WeakMap<ResourceConstruct, { readonly own: unknown; readonly result: unknown }>();

/** Puts on a resource what was decided about its tags, outermost scope first. */
export function writeTags(resource: ResourceConstruct, decisions: readonly TagDecision[], isGroup: boolean): void {
  if (decisions.length === 0) return;
  const ranked = decisions.map((decision, index) => ({ decision, index }));
  ranked.sort((a, b) => a.decision.priority - b.decision.priority || a.index - b.index);
  const last = new Map(ranked.map(({ decision }) => [decision.key, decision]));
  if (isGroup) writeBlocks(resource, last);
  else writeMap(resource, last);
}

function writeMap(resource: ResourceConstruct, decisions: ReadonlyMap<string, TagDecision>): void {
  const target = resource as unknown as Taggable;
  const own = ownTags(resource, target.tagsInput);
  if (own !== undefined && !isTagMap(own)) {
    const { weak, strong } = sides(decisions);
    // What Terraform computes is merged by Terraform; a key in it cannot be taken away.
    target.tags = Token.asStringMap(Fn.merge([weak, own, strong]));
  } else {
    const tags = new Map(Object.entries(own ?? {}));
    for (const { key, value, priority } of decisions.values()) {
      if (priority < OWN_PRIORITY && tags.has(key)) continue;
      if (value === undefined) tags.delete(key);
      else tags.set(key, value);
    }
    target.tags = Object.fromEntries(tags);
  }
  written.set(resource, { own, result: target.tagsInput });
}

/** Tags that yield to the resource's own, and tags that do not. */
function sides(decisions: ReadonlyMap<string, TagDecision>): { readonly weak: TagMap; readonly strong: TagMap } {
  const of = (isStrong: boolean): TagMap =>
    Object.fromEntries(
      [...decisions.values()].flatMap(({ key, value, priority }) =>
        value !== undefined && priority >= OWN_PRIORITY === isStrong ? [[key, value] as const] : [],
      ),
    );
  return { weak: of(false), strong: of(true) };
}

/** Auto Scaling groups have blocks, each of which says whether instances get the tag. */
function writeBlocks(resource: ResourceConstruct, decisions: ReadonlyMap<string, TagDecision>): void {
  const target = resource as unknown as TaggableGroup;
  const own = ownTags(resource, target.tagInput);
  if (own !== undefined && !Array.isArray(own)) {
    warnOnce(resource, 'Tags: the tag blocks are an expression, so that no tag can be put among them; write them out');
    return;
  }
  const blocks = new Map((own ?? []).map((block: TagBlock) => [block.key, block]));
  for (const { key, value, priority, propagates } of decisions.values()) {
    if (priority < OWN_PRIORITY && blocks.has(key)) continue;
    if (value === undefined) blocks.delete(key);
    else blocks.set(key, { key, value, propagateAtLaunch: propagates });
  }
  target.putTag([...blocks.values()]);
  written.set(resource, { own, result: target.tagInput });
}

function warnOnce({ node }: ResourceConstruct, text: string): void {
  if (!node.metadata.some(({ data }) => data === text)) node.addMetadata('@cdktf/warn', text);
}

function ownTags(resource: ResourceConstruct, now: unknown): unknown {
  const before = written.get(resource);
  return before !== undefined && isSame(before.result, now) ? before.own : (now ?? undefined);
}

function isSame(left: unknown, right: unknown): boolean {
  return left === right || JSON.stringify(left) === JSON.stringify(right);
}

/** True for a map that is written out; its values may be tokens. */
function isTagMap(value: unknown): value is TagMap {
  if (typeof value !== 'object' || value === null || Tokenization.isResolvable(value)) return false;
  return !Token.isUnresolved(value);
}
