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
  below: Below<T> | null;
  /** The pattern that ends here. */
  end: { readonly value: T; readonly file: boolean } | null;
}

/** Children by the names that occur below them, and those with a wildcard below: a `**` need not look at the others. */
interface Below<T> {
  readonly named: Map<string, Few<T>>;
  wild: Few<T> | null;
}

/** Mostly one: a set for each would take most of the memory. */
type Few<T> = Node<T> | Set<Node<T>>;

/** The walker's pattern up to a segment, and a node: so far, both can mean the same. */
type Place<T> = readonly [at: number, node: Node<T>];

export class GlobTree<T> {
  #root: Node<T> | null = null;
  #nodes = 0;
  /** Patterns of which the index `below` does not know yet: most walks do without it. */
  #unnoted: { readonly segments: readonly Segment[]; readonly way: readonly Node<T>[] }[] = [];

  add({ segments, file }: Alternative, value: T): void {
    this.#root ??= this.#node(value, false);
    let node = this.#root;
    const way = [node];
    for (const segment of segments) {
      node = this.#child(node, segment, value);
      way.push(node);
    }
    node.end ??= { value, file };
    this.#unnoted.push({ segments, way });
  }

  /** The value of a pattern here that can mean a path which the given one can mean too; null: there is none. */
  find(alternative: Alternative): T | null {
    const { segments } = alternative;
    if (this.#root === null) return null;
    if (segments.some(({ kind }, at) => kind === 'any' && at + 1 < segments.length)) this.#noteAll();
    return new Walk(alternative, this.#root).find();
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
    return { id: this.#nodes++, loops, some, names: null, wilds: null, any: null, below: null, end: null };
  }

  #noteAll(): void {
    for (const { segments, way } of this.#unnoted) noteBelow(segments, way);
    this.#unnoted = [];
  }
}

/** `way` has the nodes from the root on, one more than there are segments. */
function noteBelow<T>(segments: readonly Segment[], way: readonly Node<T>[]): void {
  for (const [at, segment] of segments.entries()) {
    for (let depth = 0; depth < at; depth++) {
      const [node, child] = [way[depth], way[depth + 1]];
      if (node === undefined || child === undefined || child.loops) continue;
      node.below ??= { named: new Map(), wild: null };
      const { named, wild } = node.below;
      if (segment.kind !== 'name') node.below.wild = joined(wild, child);
      else named.set(segment.name, joined(named.get(segment.name) ?? null, child));
    }
  }
}

function joined<T>(few: Few<T> | null, node: Node<T>): Few<T> {
  if (few === null || few === node) return node;
  return few instanceof Set ? few.add(node) : new Set([few, node]);
}

function each<T>(few: Few<T> | null | undefined): Iterable<Node<T>> {
  if (few == null) return [];
  return few instanceof Set ? few : [few];
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
      if (segment === undefined && node.end !== null) return node.end.value;
      if (node.any !== null) this.#open.push([at, node.any]);
      if (segment === undefined) continue;
      const named = segment.kind === 'name' ? node.names?.get(segment.name) : undefined;
      const last = at + 1 === this.#segments.length;
      // A file is gone into by name only.
      if (named !== undefined && this.#file && last) return named.some;
      if (named?.end?.file && !last) return named.end.value;
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
  if (next?.kind === 'name') {
    yield* each(node.below?.named.get(next.name));
    yield* each(node.below?.wild);
    return;
  }
  yield* node.names?.values() ?? [];
  for (const wild of node.wilds?.values() ?? []) yield wild.node;
}
