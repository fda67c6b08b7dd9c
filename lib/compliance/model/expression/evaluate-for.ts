import { isUnknown, toBoolean, type Unknown, type Value } from '../value';
import { asUnordered } from './collection-order';
import { Failure, isFailure } from './failure';
import { roundsOf, type Rounds } from './iterate';
import { PartialMap } from './partial-map';
import { referencesOf } from './resolved-references';
import { isWorkable } from './size';
import type { Expression, For, ForDirective } from './syntax';
import { joinPieces, primitiveText } from './text-pieces';

/** What a `for` needs of the evaluation that it is part of. */
export interface ForHost {
  evaluate(node: Expression): Value;
  expressionOf(node: Expression): string;
  /**
   * Runs rounds with the names bound until one gives a reason to stop; undefined where none did. Running out of work
   * is a reason.
   */
  eachRound(names: readonly string[], rounds: Rounds, run: () => Unknown | undefined): Unknown | undefined;
  /** What is left to Terraform: keeps what the node, and what was read of it already, refers to. */
  unread(node: For | ForDirective, ...read: readonly Value[]): Unknown;
}

/** Evaluates a `for` expression over a known collection: as Terraform does, else unknown as a whole. */
export function evaluateFor(node: For, host: ForHost): Value {
  const rounds = roundsFor(node, host);
  if (isUnknown(rounds)) return rounds;
  return node.key === undefined ? listOf(node, rounds, host) : objectOf(node, node.key, rounds, host);
}

/** Evaluates `%{ for }`: its body for each element, joined. */
export function evaluateForDirective(node: ForDirective, host: ForHost): Value {
  const rounds = roundsFor(node, host);
  if (isUnknown(rounds)) return rounds;
  const pieces: Value[] = [];
  const stopped = host.eachRound(node.names, rounds, () => {
    pieces.push(host.evaluate(node.body));
    return undefined;
  });
  if (stopped !== undefined || !rounds.isOrdered) return host.unread(node, ...pieces);
  return joinPieces(host.expressionOf(node), pieces);
}

function listOf(node: For, rounds: Rounds, host: ForHost): Value {
  const list: Value[] = [];
  const stopped = host.eachRound(node.names, rounds, () => {
    const included = isIncluded(node, host);
    if (isUnknown(included)) return included;
    if (!included) return undefined;
    const value = host.evaluate(node.value);
    list.push(value);
    return isFailure(value) ? value : undefined;
  });
  if (stopped !== undefined) return isFailure(stopped) ? stopped : host.unread(node, rounds.collection, stopped);
  if (!isWorkable(list)) return host.unread(node, rounds.collection);
  return rounds.isOrdered ? list : asUnordered(list);
}

/** An object has each key once; with `...` it holds the list of values of each key. */
function objectOf(node: For, keyNode: Expression, rounds: Rounds, host: ForHost): Value {
  const groups = new Map<string, Value[]>();
  const open: (readonly [key: Unknown, value: Value])[] = [];
  const stopped = host.eachRound(node.names, rounds, () => {
    const included = isIncluded(node, host);
    if (isUnknown(included)) return included;
    if (!included) return undefined;
    const key = host.evaluate(keyNode);
    const name = isUnknown(key) ? key : primitiveText(key);
    if (name === undefined || isFailure(name)) return new Failure(host.expressionOf(node));
    const value = host.evaluate(node.value);
    if (isFailure(value)) return value;
    const group = isUnknown(name) ? undefined : groups.get(name);
    if (isUnknown(name)) open.push([name, value]);
    else if (group === undefined) groups.set(name, [value]);
    else if (node.isGrouped) group.push(value);
    else return new Failure(host.expressionOf(node));
    return undefined;
  });
  if (stopped !== undefined) return isFailure(stopped) ? stopped : host.unread(node, rounds.collection, stopped);
  const valueOf = (group: readonly Value[]): Value => {
    if (!node.isGrouped) return group[0];
    return rounds.isOrdered ? group : asUnordered(group);
  };
  const entries = [...groups].map(([key, group]) => [key, valueOf(group)] as const);
  const object = Object.fromEntries(entries);
  const isPartial = open.length > 0;
  if (!isWorkable(object) || (isPartial && node.isGrouped)) return host.unread(node, rounds.collection);
  if (!isPartial) return object;
  return new PartialMap(host.expressionOf(node), referencesOf(...open.flat(), object), [...entries, ...open]);
}

/** What a `for` runs over; an unknown where that is not known. */
function roundsFor(node: For | ForDirective, host: ForHost): Rounds | Unknown {
  const collection = host.evaluate(node.collection);
  if (isFailure(collection)) return collection;
  if (isUnknown(collection)) return host.unread(node, collection);
  return roundsOf(collection) ?? new Failure(host.expressionOf(node));
}

/** Whether the `if` of a `for` takes the round in. */
function isIncluded({ condition }: For, host: ForHost): boolean | Unknown {
  if (condition === undefined) return true;
  return toBoolean(host.evaluate(condition)) ?? new Failure(host.expressionOf(condition));
}
