import { type ASTNode, serialize } from '@marcbachmann/cel-js';
import type { FactDecl } from '../model/kinds/declare.ts';
import { either, fieldOf, type Meaning, type Scope, valuesOf } from './meaning.ts';
import { didYouMean } from './nearest.ts';

/** Something in an expression that CEL lets pass and the catalog does not. */
export interface Fault {
  /** Index of the character in the expression. */
  offset: number;
  message: string;
}

/** What an expression reads and does, found without running it. */
export interface Survey {
  faults: Fault[];
  /** Paths of facts, links and their fields that it reads. */
  paths: Set<string>;
  /** Paths among them whose value may be null. */
  nullable: Set<string>;
  /** Lists that `all` runs over, by the text of the list. */
  allOver: { list: string; offset: number }[];
  /** Texts of lists whose size, or an item of which, the expression asks for. */
  sized: Set<string>;
}

const macros = new Set(['all', 'exists', 'exists_one', 'filter', 'map']);
/** All that is there. No regular expressions on hostile text, no way around the types, no parsing of texts. */
const functions = new Set([
  ...[...macros, 'has', 'bind', 'size', 'contains', 'startsWith', 'endsWith', 'lowerAscii', 'upperAscii', 'trim'],
  ...['duration', 'timestamp', 'getHours', 'getMinutes', 'getSeconds', 'int', 'double', 'string'],
]);
const mostNested = 4;

/**
 * Surveys a checked expression.
 *
 * @param ast As the checking environment parsed and checked it.
 */
export function survey(ast: ASTNode, scope: Scope): Survey {
  const found: Survey = { faults: [], paths: new Set(), nullable: new Set(), allOver: [], sized: new Set() };
  new Surveyor(found).visit(ast, scope, 0);
  return found;
}

class Surveyor {
  readonly #found: Survey;

  constructor(found: Survey) {
    this.#found = found;
  }

  #fault(node: ASTNode, message: string): void {
    this.#found.faults.push({ offset: node.start, message });
  }

  #reads(meaning: Meaning | undefined): Meaning | undefined {
    if (meaning?.is === 'fact' || meaning?.is === 'list') {
      if (meaning.path !== undefined) this.#found.paths.add(meaning.path);
      if (meaning.is === 'fact' && meaning.decl.nullable) this.#found.nullable.add(meaning.path);
    }
    return meaning;
  }

  visit(node: ASTNode, scope: Scope, depth: number): Meaning | undefined {
    switch (node.op) {
      case 'value':
        return typeof node.args === 'string' ? { is: 'words', words: [{ text: node.args, node }] } : undefined;
      case 'id':
        return this.#reads(scope.get(node.args));
      case '.':
        return this.#reads(fieldOf(this.visit(node.args[0], scope, depth), node.args[1]));
      case '[]': {
        this.visit(node.args[1], scope, depth);
        const list = this.visit(node.args[0], scope, depth);
        if (isList(node.args[0]))
          this.#fault(node, 'lists have no order; use all, exists or size() instead of an index');
        return list?.is === 'list' ? list.item : undefined;
      }
      case '==':
      case '!=':
      case 'in':
        return this.#compare(node.op, node.args[0], node.args[1], scope, depth);
      case '?:': {
        this.visit(node.args[0], scope, depth);
        return either(this.visit(node.args[1], scope, depth), this.visit(node.args[2], scope, depth));
      }
      case 'list': {
        const items = node.args.map((each) => this.visit(each, scope, depth));
        return { is: 'list', path: undefined, item: items.length === 0 ? undefined : items.reduce(either) };
      }
      case 'map':
        for (const [key, value] of node.args) for (const each of [key, value]) this.visit(each, scope, depth);
        return undefined;
      case 'call':
        return this.#call(node, node.args[0], undefined, node.args[1], scope, depth);
      case 'rcall':
        return this.#call(node, node.args[0], node.args[1], node.args[2], scope, depth);
      case '!_':
      case '-_':
        this.visit(node.args, scope, depth);
        return undefined;
      default:
        for (const each of node.args) if (typeof each !== 'string') this.visit(each, scope, depth);
        return undefined;
    }
  }

  #compare(op: string, a: ASTNode, b: ASTNode, scope: Scope, depth: number): undefined {
    const left = this.visit(a, scope, depth);
    const right = this.visit(b, scope, depth);
    const other = op === 'in' ? (right?.is === 'list' ? right.item : undefined) : right;
    this.#members(left, other);
    this.#members(other, left);
    if (op === 'in') return;
    if (isList(a) || isList(b)) this.#fault(a, 'lists have no order; compare with size(), all or exists');
    for (const [fact, against] of [[left, b] as const, [right, a] as const]) {
      const never = fact?.is === 'fact' && !fact.decl.nullable && against.op === 'value' && against.args === null;
      if (never) this.#fault(a, `${fact.path} is never null${hintOfAbsent(fact.decl)}`);
    }
  }

  #members(fact: Meaning | undefined, words: Meaning | undefined): void {
    const known = valuesOf(fact);
    if (!known || words?.is !== 'words') return;
    for (const { text, node } of words.words) {
      if (known.values.includes(text)) continue;
      const near = didYouMean(text, known.values);
      this.#fault(node, `${known.path} is never '${text}'${near || `; expected one of ${known.values.join(', ')}`}`);
    }
  }

  #call(
    node: ASTNode,
    name: string,
    receiver: ASTNode | undefined,
    args: readonly ASTNode[],
    scope: Scope,
    depth: number,
  ): Meaning | undefined {
    if (!functions.has(name)) {
      const instead =
        name === 'matches' ? '; regular expressions on text from clouds are refused: make a fact instead' : '';
      this.#fault(node, `the function '${name}' is not available${instead || didYouMean(name, functions)}`);
    }
    const [first, second, third] = args;
    if (name === 'bind' && first && second && third) {
      const value = this.visit(second, scope, depth);
      return this.visit(third, bound(scope, first, value), depth);
    }
    if (receiver && macros.has(name) && first && second) {
      if (depth === mostNested)
        this.#fault(node, `more than ${mostNested} of all, exists, filter or map inside each other`);
      const list = this.visit(receiver, scope, depth);
      const inner = bound(scope, first, list?.is === 'list' ? list.item : undefined);
      const results = args.slice(1).map((each) => this.visit(each, inner, depth + 1));
      const text = serialize(receiver);
      if (name === 'all' && list?.is === 'list' && list.path !== undefined) {
        this.#found.allOver.push({ list: text, offset: node.start });
      } else if (name === 'exists' || name === 'exists_one') this.#found.sized.add(text);
      if (name === 'filter') return list?.is === 'list' ? { ...list, path: undefined } : undefined;
      return name === 'map' ? { is: 'list', path: undefined, item: results.at(-1) } : undefined;
    }
    const sized = name === 'size' ? (receiver ?? first) : undefined;
    if (sized) this.#found.sized.add(serialize(sized));
    for (const each of receiver ? [receiver, ...args] : args) this.visit(each, scope, depth);
    return undefined;
  }
}

function bound(scope: Scope, variable: ASTNode, meaning: Meaning | undefined): Scope {
  const inner = new Map(scope);
  if (variable.op !== 'id') return inner;
  if (meaning) inner.set(variable.args, meaning);
  else inner.delete(variable.args);
  return inner;
}

/** cel-js leaves the type it found on the node, undeclared. */
function isList(node: ASTNode): boolean {
  return (node as { checkedType?: { kind?: string } }).checkedType?.kind === 'list';
}

function hintOfAbsent(decl: FactDecl): string {
  if (decl.values) return `; it is one of ${decl.values.join(', ')}`;
  if (decl.type === 'string') return '; where there is none it is ""';
  return '';
}
