import { PartialMap } from './expression';
import type { Condition, PolicyDocument, PolicyPlace, PolicyText, Principal, Statement } from './policy-document-types';
import { isList, isMap, isUnknown, toText, Unknown, type Value } from './value';

const DOCUMENT_ELEMENTS = new Set(['Version', 'Id', 'Statement']);
const STATEMENT_ELEMENTS = new Set([
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
]);

/** Reads the structure of a policy: what its JSON says. */
export function readPolicyStructure(value: Value, place: PolicyPlace | undefined): PolicyDocument {
  const document = new StructureReader(place).document(value);
  if (typeof value === 'object') contents.set(document.statements, value);
  return document;
}

const contents = new WeakMap<object, object>();

/**
 * What statements say, wherever they stand: the same object for those of policies that are one text, so that what
 * follows from it alone is found once. Of statements that were read otherwise, themselves.
 */
export function contentOf(said: readonly Statement[] | Statement): object {
  return contents.get(said) ?? said;
}

/** A document that AWS would refuse. */
export function invalidPolicy(invalid: string): PolicyDocument {
  return { version: undefined, id: undefined, statements: [], unknowns: [], invalid };
}

/** Texts of a list, or of a single value; undefined where it is absent. What is no text is one unknown. */
export function readTexts(value: Value): readonly PolicyText[] | undefined {
  if (value === undefined) return undefined;
  if (!isList(value)) return [readText(value)];
  return value.filter((element) => element !== undefined).map(readText);
}

function readText(value: Value): PolicyText {
  return toText(value) ?? new Unknown(JSON.stringify(value));
}

/** Reads an effect; undefined for what AWS would refuse. */
export function readEffect(value: Value): Statement['effect'] | undefined {
  return value === 'Allow' || value === 'Deny' || isUnknown(value) ? value : undefined;
}

type Entry = readonly [key: PolicyText, value: Value];

/** Entries of a map whose keys may be unknown; undefined for anything else. Absent values are left out. */
function entriesOf(value: Value): readonly Entry[] | undefined {
  const entries = value instanceof PartialMap ? value.entries : isMap(value) ? Object.entries(value) : undefined;
  return entries?.filter(([, part]) => part !== undefined);
}

class StructureReader {
  private readonly unknowns: Unknown[] = [];
  private invalid: string | undefined;
  private readonly prefix: string;

  constructor(private readonly place: PolicyPlace | undefined) {
    this.prefix = place === undefined || place.path === '' ? '' : `${place.path}.`;
  }

  document(value: Value): PolicyDocument {
    const elements = this.elements(value, DOCUMENT_ELEMENTS, 'the policy');
    const statements = elements === undefined ? [] : this.statements(elements.get('Statement'));
    return {
      version: toText(elements?.get('Version')),
      id: toText(elements?.get('Id')),
      statements,
      unknowns: this.unknowns,
      invalid: this.invalid,
    };
  }

  private statements(value: Value): readonly Statement[] {
    if (value === undefined) {
      if (this.unknowns.length === 0) this.refuse('the policy has no Statement');
      return [];
    }
    if (isUnknown(value) && !(value instanceof PartialMap)) {
      this.unknowns.push(value);
      return [];
    }
    if (!isList(value)) return this.statement(value, `${this.prefix}Statement`);
    return value.flatMap((item, index) =>
      item === undefined ? [] : this.statement(item, `${this.prefix}Statement[${String(index)}]`),
    );
  }

  private statement(value: Value, path: string): readonly Statement[] {
    if (isUnknown(value) && !(value instanceof PartialMap)) {
      this.unknowns.push(value);
      return [];
    }
    const elements = this.elements(value, STATEMENT_ELEMENTS, path);
    if (elements === undefined) return [];
    const effect = readEffect(elements.get('Effect'));
    if (effect === undefined) this.refuse(`${path} has no Effect of Allow or Deny`);
    if (!elements.has('Action') && !elements.has('NotAction') && !(value instanceof PartialMap)) {
      this.refuse(`${path} has neither Action nor NotAction`);
    }
    const statement: Statement = {
      sid: toText(elements.get('Sid')),
      effect: effect ?? new Unknown(String(toText(elements.get('Effect')) ?? 'no Effect')),
      actions: readTexts(elements.get('Action')),
      notActions: readTexts(elements.get('NotAction')),
      resources: readTexts(elements.get('Resource')),
      notResources: readTexts(elements.get('NotResource')),
      principals: this.principals(elements.get('Principal'), path),
      notPrincipals: this.principals(elements.get('NotPrincipal'), path),
      conditions: this.conditions(elements.get('Condition'), path),
      path,
      block: this.place?.block,
    };
    if (typeof value === 'object') contents.set(statement, value);
    return [statement];
  }

  /** The elements of a known name. A name that is unknown or that AWS does not know is recorded. */
  private elements(value: Value, names: ReadonlySet<string>, what: string): ReadonlyMap<string, Value> | undefined {
    const entries = entriesOf(value);
    if (entries === undefined) {
      this.refuse(`${what} is no JSON object`);
      return undefined;
    }
    const elements = new Map<string, Value>();
    for (const [name, element] of entries) {
      if (isUnknown(name)) this.unknowns.push(name);
      else if (names.has(name)) elements.set(name, element);
      else this.refuse(`${what} has an element "${name}" that policies do not have`);
    }
    return elements;
  }

  private principals(value: Value, path: string): readonly Principal[] | undefined {
    if (value === undefined) return undefined;
    if (value === '*') return [{ type: '*', identifiers: ['*'] }];
    const entries = entriesOf(value);
    if (entries !== undefined)
      return entries.map(([type, identifiers]) => ({ type, identifiers: readTexts(identifiers) ?? [] }));
    if (isUnknown(value)) return [{ type: value, identifiers: [value] }];
    this.refuse(`${path} has a Principal that is neither "*" nor an object`);
    return [{ type: 'AWS', identifiers: readTexts(value) ?? [] }];
  }

  private conditions(value: Value, path: string): readonly Condition[] {
    if (value === undefined) return [];
    const operators = entriesOf(value);
    if (operators === undefined) return [this.unreadCondition(value, path)];
    return operators.flatMap(([operator, block]) => {
      const keys = entriesOf(block);
      if (keys === undefined) return [{ ...this.unreadCondition(block, path), operator }];
      return keys.map(([key, values]) => ({ operator, key, values: readTexts(values) ?? [] }));
    });
  }

  private unreadCondition(value: Value, path: string): Condition {
    if (!isUnknown(value)) this.refuse(`${path} has a Condition that is no JSON object`);
    const text = isUnknown(value) ? value : readText(value);
    const unread = isUnknown(text) ? text : new Unknown(text);
    return { operator: unread, key: unread, values: [unread] };
  }

  private refuse(message: string): void {
    this.invalid ??= message;
  }
}
