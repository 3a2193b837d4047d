/**
 * Path patterns, kept so that the ones which can mean a common path are found without looking at all of them:
 * a tree by segments, walked with another pattern.
 */
import type { Alternative } from './glob.ts';
import { canMeet, type Segment } from './segment.ts';

interface Node<T> {
  readonly id: number;
  /** The way here ended with `**`, which goes on taking names. */
  readonly loops: boolean;
  /** Of some pattern that leads here or on from here. */
  readonly some: T;
  names: Map<string, Node<T>> | null;
  wilds: Map<string, { readonly segment: Segment; readonly node: Node<T> }> | null;
  any: Node<T> | null;
  /** Null: not asked for yet, as most never are. */
  below: Below<T> | null;
  /** Of the pattern that ends here. */
  end: T | null;
  /** That pattern looks like a file. */
  file: boolean;
}

/** Children by the names that occur below them, and those with a wildcard below: a `**` need not look at the others. */
interface Below<T> {
  readonly named: Map<string, Few<T>>;
  readonly wild: Set<Node<T>>;
}

/** Mostly one: a set for each would take most of the memory. */
type Few<T> = Node<T> | Set<Node<T>>;

/** The walker's pattern up to a segment, and a node: so far, both can mean the same. */
type Place<T> = readonly [at: number, node: Node<T>];

export class GlobTree<T> {
  #root: Node<T> | null = null;
  #nodes = 0;

  add({ segments, file }: Alternative, value: T): void {
    this.#root ??= this.#node(value, false);
    let node = this.#root;
    for (const [at, segment] of segments.entries()) {
      const child = this.#child(node, segment, value);
      if (node.below !== null && !child.loops) {
        for (const lower of segments.slice(at + 1)) noteBelow(node.below, child, lower);
      }
      node = child;
    }
    if (node.end !== null) return;
    node.end = value;
    node.file = file;
  }

  /** The value of a pattern here that can mean a path which the given one can mean too; null: there is none. */
  find(alternative: Alternative): T | null {
    return this.#root === null ? null : new Walk(alternative, this.#root).find();
  }

  #child(node: Node<T>, segment: Segment, value: T): Node<T> {
    if (segment.kind === 'any') {
      node.any ??= this.#node(value, true);
      return node.any;
    }
    if (segment.kind === 'name') {
      node.names ??= new Map();
      const named = node.names.get(segment.name) ?? this.#node(value, false);
      node.names.set(segment.name, named);
      return named;
    }
    node.wilds ??= new Map();
    const wild = node.wilds.get(segment.source) ?? { segment, node: this.#node(value, false) };
    node.wilds.set(segment.source, wild);
    return wild.node;
  }

  #node(some: T, loops: boolean): Node<T> {
    const id = this.#nodes++;
    return { id, loops, some, names: null, wilds: null, any: null, below: null, end: null, file: false };
  }
}

function noteBelow<T>({ named, wild }: Below<T>, child: Node<T>, lower: Segment): void {
  if (lower.kind !== 'name') wild.add(child);
  else named.set(lower.name, joined(named.get(lower.name), child));
}

function joined<T>(few: Few<T> | undefined, node: Node<T>): Few<T> {
  if (few === undefined || few === node) return node;
  return few instanceof Set ? few.add(node) : new Set([few, node]);
}

function each<T>(few: Few<T> | undefined): Iterable<Node<T>> {
  if (few === undefined) return [];
  return few instanceof Set ? few : [few];
}

function findBelow<T>(node: Node<T>): Below<T> {
  const below: Below<T> = { named: new Map(), wild: new Set() };
  for (const child of childrenOf(node)) {
    const open = [child];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      if (at.wilds !== null || at.any !== null) {
        below.wild.add(child);
        break;
      }
      for (const [name, next] of at.names ?? []) {
        below.named.set(name, joined(below.named.get(name), child));
        open.push(next);
      }
    }
  }
  return below;
}

function* childrenOf<T>({ names, wilds }: Node<T>): Generator<Node<T>> {
  yield* names?.values() ?? [];
  for (const wild of wilds?.values() ?? []) yield wild.node;
}

/** One search, with a pattern, from the root. */
class Walk<T> {
  readonly #segments: readonly Segment[];
  readonly #file: boolean;
  readonly #open: Place<T>[];
  /** Where a wildcard leads on to, which can be very many: looked at one by one, when nothing else is open. */
  readonly #crowds: { readonly at: number; readonly nodes: Iterator<Node<T>> }[] = [];
  #seen: Set<number> | null = null;

  constructor({ segments, file }: Alternative, root: Node<T>) {
    this.#segments = segments;
    this.#file = file;
    this.#open = [[0, root]];
  }

  find(): T | null {
    for (let place = this.#next(); place !== null; place = this.#next()) {
      const [at, node] = place;
      const segment = this.#segments[at];
      if (this.#wasSeen(segment, place)) continue;
      if (segment === undefined && node.end !== null) return node.end;
      if (node.any !== null) this.#open.push([at, node.any]);
      if (segment === undefined) continue;
      const named = segment.kind === 'name' ? node.names?.get(segment.name) : undefined;
      const last = at + 1 === this.#segments.length;
      // A file is gone into by name only.
      if (named !== undefined && this.#file && last) return named.some;
      if (named?.file && !last) return named.end;
      this.#walkOn(segment, place);
    }
    return null;
  }

  #next(): Place<T> | null {
    const place = this.#open.pop();
    if (place !== undefined) return place;
    for (let crowd = this.#crowds.at(-1); crowd !== undefined; crowd = this.#crowds.at(-1)) {
      const next = crowd.nodes.next();
      if (next.done !== true) return [crowd.at, next.value];
      this.#crowds.pop();
    }
    return null;
  }

  /** Only with a `**` on a side can there be several ways to one place. */
  #wasSeen(segment: Segment | undefined, [at, node]: Place<T>): boolean {
    if (!node.loops && segment?.kind !== 'any') return false;
    const key = node.id * (this.#segments.length + 1) + at;
    if (this.#seen?.has(key)) return true;
    this.#seen ??= new Set();
    this.#seen.add(key);
    return false;
  }

  /** Opens the places where both may stand after one more name, or after a `**` that takes none. */
  #walkOn(segment: Segment, [at, node]: Place<T>): void {
    if (segment.kind === 'any') {
      this.#open.push([at + 1, node]);
      this.#crowds.push({ at, nodes: childrenToward(this.#segments[at + 1], node) });
      return;
    }
    if (node.loops) this.#open.push([at + 1, node]);
    const named = segment.kind === 'name' ? node.names?.get(segment.name) : undefined;
    if (named !== undefined) this.#open.push([at + 1, named]);
    if (segment.kind === 'name' && node.wilds === null) return;
    this.#crowds.push({ at: at + 1, nodes: fitting(segment, node) });
  }
}

/** Children that a segment can be, but for the one of the same name. */
function* fitting<T>(segment: Segment, { names, wilds }: Node<T>): Generator<Node<T>> {
  for (const wild of wilds?.values() ?? []) {
    if (canMeet(segment, wild.segment)) yield wild.node;
  }
  if (segment.kind === 'name') return;
  for (const [name, child] of names ?? []) {
    if (canMeet(segment, { kind: 'name', name })) yield child;
  }
}

/** Whom a `**` leads on to that is followed by a segment. */
function* childrenToward<T>(next: Segment | undefined, node: Node<T>): Generator<Node<T>> {
  if (next?.kind !== 'name') {
    yield* childrenOf(node);
    return;
  }
  node.below ??= findBelow(node);
  yield* each(node.below.named.get(next.name));
  yield* node.below.wild;
}
