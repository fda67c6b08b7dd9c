/** Place of a node in the text it was parsed from, in UTF-16 units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** One step of a traversal: `.name`, `[key]`, or a splat over every element. */
export type Step =
  | { readonly kind: 'attribute'; readonly name: string }
  | { readonly kind: 'index'; readonly key: Expression }
  /** `[*]`, or `.*` where only attributes that follow belong to the splat. */
  | { readonly kind: 'splat'; readonly attributesOnly: boolean };

export interface Literal extends Span {
  readonly kind: 'literal';
  /** `undefined` stands for `null`. */
  readonly value: string | number | boolean | undefined;
}

/** A template whose pieces are joined to text, whatever they are. */
export interface Joined extends Span {
  readonly kind: 'joined';
  readonly parts: readonly (string | Expression)[];
}

/** `%{ if }` with its branches, which are text. */
export interface IfDirective extends Span {
  readonly kind: 'ifDirective';
  readonly condition: Expression;
  readonly whenTrue: Expression;
  readonly whenFalse: Expression;
}

/** `%{ for }` with what it repeats, which is text. */
export interface ForDirective extends Span {
  readonly kind: 'forDirective';
  readonly names: readonly string[];
  readonly collection: Expression;
  /** Evaluated with the names bound. */
  readonly body: Expression;
}

/** A piece that is not looked into, such as a number that a double does not hold. */
export interface Opaque extends Span {
  readonly kind: 'opaque';
}

export interface Tuple extends Span {
  readonly kind: 'tuple';
  readonly items: readonly Expression[];
}

export interface ObjectConstructor extends Span {
  readonly kind: 'object';
  readonly entries: readonly (readonly [key: Expression, value: Expression])[];
}

/** A name and what is read of it: `aws_kms_key.main[0].arn`. */
export interface Traversal extends Span {
  readonly kind: 'traversal';
  readonly root: string;
  readonly steps: readonly Step[];
}

/** Steps into the result of an expression: `element(x, 0).id`. */
export interface Access extends Span {
  readonly kind: 'access';
  readonly target: Expression;
  readonly steps: readonly Step[];
}

export interface Unary extends Span {
  readonly kind: 'unary';
  readonly operator: '!' | '-';
  readonly operand: Expression;
}

export type BinaryOperator = '||' | '&&' | '==' | '!=' | '<' | '>' | '<=' | '>=' | '+' | '-' | '*' | '/' | '%';

export interface Binary extends Span {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
}

export interface Conditional extends Span {
  readonly kind: 'conditional';
  readonly condition: Expression;
  readonly whenTrue: Expression;
  readonly whenFalse: Expression;
}

export interface Call extends Span {
  readonly kind: 'call';
  readonly name: string;
  readonly arguments: readonly Expression[];
  /** True for `f(list...)`: the last argument holds the remaining ones. */
  readonly spread: boolean;
}

/** `[for …]` or `{for …}`. Key, value and condition are evaluated with the names bound. */
export interface For extends Span {
  readonly kind: 'for';
  /** The names that the expression binds: the value, or the key and the value. */
  readonly names: readonly string[];
  readonly collection: Expression;
  /** Set where the result is an object. */
  readonly key: Expression | undefined;
  readonly value: Expression;
  readonly condition: Expression | undefined;
  /** True for `{for … : k => v...}`: the values of one key are collected. */
  readonly isGrouped: boolean;
}

export type Expression =
  | Literal
  | Joined
  | IfDirective
  | ForDirective
  | Opaque
  | Tuple
  | ObjectConstructor
  | Traversal
  | Access
  | Unary
  | Binary
  | Conditional
  | Call
  | For;

/** A parsed string of Terraform JSON. A string that is one interpolation and nothing else is that expression. */
export interface Template {
  readonly text: string;
  readonly root: Expression;
}
