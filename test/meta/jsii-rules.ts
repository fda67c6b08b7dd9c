/** The rules of jsii on an entry point, as far as the compiler can tell: a build for Python, Java, C# and Go stays possible. */
import path from 'node:path';
import ts from 'typescript';
import { typeProblems } from './jsii-types';

const CAMEL = /^[a-z][a-zA-Z0-9]*$/;
const PASCAL = /^[A-Z][a-zA-Z0-9]*$/;
const CONSTANT = /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/;
const INTERFACE = /^I[A-Z][a-zA-Z0-9]*$/;

/** What the rules need to know of the program. */
export interface Entry {
  readonly checker: ts.TypeChecker;
  readonly exported: ReadonlySet<ts.Symbol>;
  /** Folder of the sources that the rules judge. */
  readonly folder: string;
}

/** Every violation of an entry point, such as `DatabaseInstanceProps.port: is not readonly`. */
export function jsiiViolations(program: ts.Program, file: string): readonly string[] {
  const source = program.getSourceFile(file);
  const checker = program.getTypeChecker();
  const module = source && checker.getSymbolAtLocation(source);
  if (module === undefined) throw new Error(`${file} exports nothing`);
  const exports = checker.getExportsOfModule(module).map((symbol) => resolveAlias(checker, symbol));
  const entry = { checker, exported: new Set(exports), folder: path.dirname(file) };
  return exports.flatMap((symbol) => exportProblems(entry, symbol).map((problem) => `${symbol.name}${problem}`));
}

function resolveAlias(checker: ts.TypeChecker, symbol: ts.Symbol): ts.Symbol {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

function exportProblems(entry: Entry, symbol: ts.Symbol): readonly string[] {
  const named = PASCAL.test(symbol.name) ? [] : [': is not named in PascalCase'];
  const declared = (symbol.declarations ?? []).flatMap((declaration) => {
    if (ts.isInterfaceDeclaration(declaration)) return interfaceProblems(entry, symbol, declaration);
    if (ts.isClassDeclaration(declaration)) return classProblems(entry, symbol, declaration);
    if (ts.isTypeAliasDeclaration(declaration)) return aliasProblems(entry, declaration);
    if (ts.isEnumDeclaration(declaration)) return enumProblems(declaration);
    return [': is neither class, interface nor enum, and no other language would see it'];
  });
  return [...named, ...declared];
}

function aliasProblems({ checker }: Entry, declaration: ts.TypeAliasDeclaration): readonly string[] {
  const type = checker.getTypeAtLocation(declaration);
  const parts = type.isUnion() ? type.types : [type];
  return parts.every((part) => part.isStringLiteral()) ? [] : [': is an alias of more than words'];
}

function enumProblems(declaration: ts.EnumDeclaration): readonly string[] {
  return declaration.members
    .map(({ name }) => name.getText())
    .filter((name) => !CONSTANT.test(name))
    .map((name) => `.${name}: is not named in CONSTANT_CASE`);
}

function generic({ typeParameters }: { readonly typeParameters?: readonly ts.TypeParameterDeclaration[] }): string[] {
  return typeParameters === undefined ? [] : [': is generic'];
}

function interfaceProblems(entry: Entry, symbol: ts.Symbol, declaration: ts.InterfaceDeclaration): readonly string[] {
  const { checker } = entry;
  const members = checker.getDeclaredTypeOfSymbol(symbol).getProperties();
  const isBehavioural = INTERFACE.test(symbol.name);
  const methods = members.filter((member) => member.flags & ts.SymbolFlags.Method);
  const mustBeNamed = methods.length > 0 && !isBehavioural ? [': has methods, so its name begins with I'] : [];
  const isStruct = !isBehavioural && methods.length === 0;
  const bases = declaration.heritageClauses?.flatMap(({ types }) => types) ?? [];
  return [
    ...generic(declaration),
    ...mustBeNamed,
    ...bases.flatMap((base) => baseProblems(entry, base, isStruct)),
    ...members.filter((member) => isOwn(entry, member)).flatMap((member) => memberProblems(entry, member, isStruct)),
  ];
}

function baseProblems({ checker }: Entry, base: ts.ExpressionWithTypeArguments, isStruct: boolean): readonly string[] {
  const name = base.expression.getText();
  if (base.typeArguments !== undefined) return [`: extends ${base.getText()}, a type that is computed`];
  const behavioural = INTERFACE.test(checker.getTypeAtLocation(base).symbol.name);
  return isStruct && behavioural ? [`: is a struct, but extends ${name}`] : [];
}

function classProblems(entry: Entry, symbol: ts.Symbol, declaration: ts.ClassDeclaration): readonly string[] {
  const { checker } = entry;
  const statics = checker.getTypeOfSymbolAtLocation(symbol, declaration).getProperties();
  const members = checker.getDeclaredTypeOfSymbol(symbol).getProperties();
  const names = new Set(members.filter(isVisible).map(({ name }) => name));
  const own = [...members, ...statics].filter((member) => isOwn(entry, member) && isVisible(member));
  const constructors = declaration.members.filter(ts.isConstructorDeclaration).filter((each) => isVisibleNode(each));
  return [
    ...generic(declaration),
    ...constructors.flatMap((each) => parameterProblems(entry, each).map((problem) => `.constructor${problem}`)),
    ...own.flatMap((member) => memberProblems(entry, member, false)),
    ...[...members, ...statics].filter((member) => isOwn(entry, member)).flatMap(internalProblems),
    ...statics
      .filter((member) => isOwn(entry, member) && names.has(member.name))
      .map(({ name }) => `.${name}: is both static and of the instance`),
    ...own
      .filter(({ name }) => name.toLowerCase() === symbol.name.toLowerCase())
      .map(({ name }) => `.${name}: is named as its class`),
    ...statics.filter((member) => isOwn(entry, member)).flatMap((member) => factoryProblems(entry, symbol, member)),
    ...overrideProblems(entry, symbol, declaration),
  ];
}

/** jsii leaves out what is internal, and wants its name to say so. */
function internalProblems({ name, declarations = [] }: ts.Symbol): readonly string[] {
  const isHidden = declarations.some((each) => isInternal(each) && !isPrivate(each));
  return isHidden && !name.startsWith('_') ? [`.${name}: is internal, so its name begins with _`] : [];
}

/** Statics that bring in what was made elsewhere are named `fromXxx`; those that find what belongs to a scope `of`. */
function factoryProblems({ checker }: Entry, owner: ts.Symbol, member: ts.Symbol): readonly string[] {
  const declaration = member.declarations?.find(ts.isMethodDeclaration);
  const signature = declaration && isVisibleNode(declaration) && checker.getSignatureFromDeclaration(declaration);
  if (!signature || !isConstruct(checker.getDeclaredTypeOfSymbol(owner))) return [];
  const returned = signature.getReturnType().getSymbol()?.name;
  const makesOne = returned === owner.name || returned === `I${owner.name}`;
  return makesOne && !/^from[A-Z]|^of$/.test(member.name) ? [`.${member.name}: makes one, so it is named fromXxx`] : [];
}

function isConstruct(type: ts.Type): boolean {
  return type.symbol.name === 'Construct' || (type.getBaseTypes() ?? []).some(isConstruct);
}

/** A member keeps the type and the optionality that a base or an interface gave it. */
function overrideProblems(entry: Entry, symbol: ts.Symbol, declaration: ts.ClassDeclaration): readonly string[] {
  const { checker } = entry;
  const bases = (declaration.heritageClauses ?? []).flatMap(({ types }) => types);
  const own = (symbol.members ?? new Map()) as ReadonlyMap<ts.__String, ts.Symbol>;
  return bases.flatMap((base) =>
    checker
      .getTypeAtLocation(base)
      .getProperties()
      .filter((inherited) => isOwn(entry, inherited))
      .flatMap((inherited) => {
        const override = own.get(inherited.escapedName);
        if (override === undefined || inherited.flags & ts.SymbolFlags.Method) return [];
        const [before, after] = [inherited, override].map((each) => describeType(entry, each, declaration));
        return before === after ? [] : [`.${inherited.name}: changes its type in an override`];
      }),
  );
}

/** A type in words; `x?: T` and `x: T | undefined` are the same to other languages. */
function describeType({ checker }: Entry, symbol: ts.Symbol, at: ts.Node): string {
  const type = checker.getTypeOfSymbolAtLocation(symbol, at);
  const present = checker.getNonNullableType(type);
  const isOptional = present !== type || Boolean(symbol.flags & ts.SymbolFlags.Optional);
  return `${checker.typeToString(present)}${isOptional ? ' or absent' : ''}`;
}

/** True where the project itself declares a member; those of other packages are no matter of ours. */
function isOwn({ folder }: Entry, member: ts.Symbol): boolean {
  return (member.declarations ?? []).some(({ parent }) => {
    const { fileName } = parent.getSourceFile();
    return fileName.startsWith(folder) && !fileName.includes('/node_modules/');
  });
}

function isInternal(node: ts.Node): boolean {
  return ts.getJSDocTags(node).some(({ tagName }) => tagName.text === 'internal');
}

function isPrivate(node: ts.Declaration): boolean {
  return Boolean(ts.getCombinedModifierFlags(node) & ts.ModifierFlags.Private);
}

function isVisibleNode(node: ts.Declaration): boolean {
  return !isPrivate(node) && !isInternal(node);
}

function isVisible({ name, declarations = [] }: ts.Symbol): boolean {
  return name !== 'prototype' && !name.startsWith('#') && declarations.every(isVisibleNode);
}

function memberProblems(entry: Entry, member: ts.Symbol, isStruct: boolean): readonly string[] {
  const [declaration] = member.declarations ?? [];
  if (declaration === undefined) return [];
  const at = (problems: readonly string[]): readonly string[] => problems.map((each) => `.${member.name}${each}`);
  if (ts.isMethodDeclaration(declaration) || ts.isMethodSignature(declaration))
    return at(methodProblems(entry, member, declaration));
  return at(propertyProblems(entry, member, declaration, isStruct));
}

function methodProblems(
  entry: Entry,
  { name, declarations = [] }: ts.Symbol,
  declaration: ts.MethodDeclaration | ts.MethodSignature,
): readonly string[] {
  const returned = entry.checker.getSignatureFromDeclaration(declaration)?.getReturnType();
  return [
    ...generic(declaration),
    ...(CAMEL.test(name) ? [] : [': is not named in camelCase']),
    ...(/^[gs]et[A-Z]/.test(name) ? [': is named as a getter or setter of Java'] : []),
    ...(declarations.length > 1 ? [': is overloaded'] : []),
    ...(returned === undefined ? [] : typeProblems(entry, returned, declaration.type)),
    ...parameterProblems(entry, declaration),
  ];
}

function parameterProblems(entry: Entry, { parameters }: ts.SignatureDeclaration): readonly string[] {
  return parameters.flatMap((parameter) => {
    const name = parameter.name.getText();
    const type = entry.checker.getTypeAtLocation(parameter);
    const named = CAMEL.test(name) ? [] : [': is not named in camelCase'];
    return [...named, ...typeProblems(entry, type, parameter.type)].map((problem) => `(${name})${problem}`);
  });
}

function propertyProblems(
  entry: Entry,
  member: ts.Symbol,
  declaration: ts.Declaration,
  isStruct: boolean,
): readonly string[] {
  const modifiers = ts.getCombinedModifierFlags(declaration);
  const isStatic = Boolean(modifiers & ts.ModifierFlags.Static);
  const isConstant = isStatic && Boolean(modifiers & ts.ModifierFlags.Readonly);
  const named = (isConstant ? CONSTANT : CAMEL).test(member.name);
  const node = (declaration as { readonly type?: ts.TypeNode }).type;
  const type = entry.checker.getTypeOfSymbolAtLocation(member, declaration);
  return [
    ...(named ? [] : [`: is not named in ${isConstant ? 'CONSTANT_CASE' : 'camelCase'}`]),
    ...(isStruct && !(modifiers & ts.ModifierFlags.Readonly) ? [': is not readonly'] : []),
    ...(isStruct ? documentationProblems(entry, member) : []),
    ...typeProblems(entry, type, node),
  ];
}

/** Every prop says what it means, every optional one its default, no required one a default. */
function documentationProblems({ checker }: Entry, member: ts.Symbol): readonly string[] {
  const text = ts.displayPartsToString(member.getDocumentationComment(checker)).trim();
  const byDefault = member.getJsDocTags(checker).find(({ name }) => name === 'default');
  const isOptional = Boolean(member.flags & ts.SymbolFlags.Optional);
  const isInput = isOptional || byDefault !== undefined;
  return [
    ...(text === '' ? [': is not documented'] : []),
    ...(isInput && isOptional !== (byDefault !== undefined)
      ? [isOptional ? ': is optional, but does not say its @default' : ': is required, but says a @default']
      : []),
  ];
}
