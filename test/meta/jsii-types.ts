import ts from 'typescript';
import type { Entry } from './jsii-rules';

const COMPUTED = new Set([
  'Pick',
  'Omit',
  'Partial',
  'Required',
  'Readonly',
  'Exclude',
  'Extract',
  'ReturnType',
  'Parameters',
  'NonNullable',
]);
const JAVASCRIPT_ONLY = new Set(['RegExp', 'Map', 'Set', 'WeakMap', 'WeakSet', 'Symbol', 'Iterable', 'Iterator']);
const ABSENT = ts.TypeFlags.Undefined | ts.TypeFlags.Null | ts.TypeFlags.Void;
const PRIMITIVE =
  ts.TypeFlags.StringLike |
  ts.TypeFlags.NumberLike |
  ts.TypeFlags.BooleanLike |
  ts.TypeFlags.Any |
  ts.TypeFlags.Unknown |
  ABSENT;

/** What other languages cannot express in the type of a prop, a parameter or a result. */
export function typeProblems(entry: Entry, type: ts.Type, node: ts.TypeNode | undefined): readonly string[] {
  const computed = node === undefined ? undefined : computedType(node);
  if (computed !== undefined) return [`: is ${computed}, a type that is computed`];
  if (type.flags & ts.TypeFlags.TypeParameter)
    return type.symbol.name === 'this' || isThis(type) ? [] : [': is generic'];
  if (type.isUnion()) return unionProblems(entry, type);
  if (type.isIntersection()) return [': is an intersection of types'];
  if (type.flags & PRIMITIVE) return [];
  return objectProblems(entry, type);
}

function isThis(type: ts.Type): boolean {
  return Boolean((type as { readonly isThisType?: boolean }).isThisType);
}

function computedType(node: ts.TypeNode): string | undefined {
  if (ts.isTypeReferenceNode(node) && COMPUTED.has(node.typeName.getText())) return node.getText();
  if (ts.isIndexedAccessTypeNode(node) || ts.isConditionalTypeNode(node) || ts.isMappedTypeNode(node))
    return node.getText();
  return ts.forEachChild(node, (child) => (ts.isTypeNode(child) ? computedType(child) : undefined));
}

function unionProblems(entry: Entry, union: ts.UnionType): readonly string[] {
  const parts = union.types.filter(({ flags }) => !(flags & ABSENT));
  const [first] = parts;
  if (first === undefined) return [];
  if (parts.length === 1) return typeProblems(entry, first, undefined);
  const isWords = parts.every((part) => part.isStringLiteral());
  const isBoolean = parts.every(({ flags }) => flags & ts.TypeFlags.BooleanLike);
  if (isWords || isBoolean) return [];
  const names = parts.map((part) => entry.checker.typeToString(part)).sort();
  return [`: is ${names.join(' | ')}, a union of types`];
}

function objectProblems(entry: Entry, type: ts.Type): readonly string[] {
  const { checker, exported } = entry;
  const symbol = type.getSymbol();
  const name = symbol?.name ?? '';
  const [element] = checker.getTypeArguments(type as ts.TypeReference);
  if (checker.isTupleType(type)) return [': is a tuple'];
  if (name === 'ReadonlyArray') return [': is a readonly list; write T[]'];
  if (checker.isArrayType(type)) return element === undefined ? [] : typeProblems(entry, element, undefined);
  if (JAVASCRIPT_ONLY.has(name)) return [`: is a ${name}, which only JavaScript knows`];
  if (type.getCallSignatures().length > 0 || type.getConstructSignatures().length > 0) return [': is a function'];
  const index = type.getStringIndexType();
  if (index !== undefined) return typeProblems(entry, index, undefined);
  if (name === '__type' || name === '__object' || symbol === undefined) return [': has a type without a name'];
  const isOurs = (symbol.declarations ?? []).some((each) => {
    const { fileName } = each.getSourceFile();
    return fileName.startsWith(entry.folder) && !fileName.includes('/node_modules/');
  });
  return isOurs && !exported.has(symbol) ? [`: is a ${name}, which the entry point does not export`] : [];
}
