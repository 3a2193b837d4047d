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
  readonly names: Map<string, Node<T>>;
  readonly wilds: Map<string, { readonly segment: Segment; readonly node: Node<T> }>;
  any: Node<T> | null;
  /** Children by the names that occur below them, and those with a wildcard below: where a `**` of others need not look. */
  readonly above: Map<string, Set<Node<T>>>;
  readonly aboveWild: Set<Node<T>>;
  /** The pattern that ends here. */
  end: { readonly value: T; readonly file: boolean } | null;
  /** Of some pattern that leads here or on from here. */
  readonly some: T;
}

type Place<T> = readonly [at: number, node: Node<T>];

export class GlobTree<T> {
  #root: Node<T> | null = null;
  #nodes = 0;

  add({ segments, file }: Alternative, value: T): void {
    this.#root ??= this.#node(value, false);
    const way = [this.#root];
    let node = this.#root;
    for (const segment of segments) {
      node = this.#child(node, segment, value);
      way.push(node);
    }
    node.end ??= { value, file };
    noteBelow(segments, way);
  }

  /** The value of a pattern here that can mean a path which the given one can mean too; null: there is none. */
  find({ segments, file }: Alternative): T | null {
    if (this.#root === null) return null;
    const seen = new Set<number>();
    const open: Place<T>[] = [[0, this.#root]];
    for (let place = open.pop(); place !== undefined; place = open.pop()) {
      const [at, node] = place;
      const key = node.id * (segments.length + 1) + at;
      if (seen.has(key)) continue;
      seen.add(key);
      const segment = segments[at];
      if (segment === undefined && node.end !== null) return node.end.value;
      if (node.any !== null) open.push([at, node.any]);
      if (segment === undefined) continue;
      const below = segment.kind === 'name' ? node.names.get(segment.name) : undefined;
      const last = at + 1 === segments.length;
      // A file is gone into by name only.
      if (below !== undefined && file && last) return below.some;
      if (below?.end?.file && !last) return below.end.value;
      open.push(...onwards(segments, at, node));
    }
    return null;
  }

  #child(node: Node<T>, segment: Segment, value: T): Node<T> {
    if (segment.kind === 'any') {
      node.any ??= this.#node(value, true);
      return node.any;
    }
    if (segment.kind === 'name') {
      const known = node.names.get(segment.name) ?? this.#node(value, false);
      node.names.set(segment.name, known);
      return known;
    }
    const known = node.wilds.get(segment.source) ?? { segment, node: this.#node(value, false) };
    node.wilds.set(segment.source, known);
    return known.node;
  }

  #node(some: T, loops: boolean): Node<T> {
    return {
      id: this.#nodes++,
      loops,
      names: new Map(),
      wilds: new Map(),
      any: null,
      above: new Map(),
      aboveWild: new Set(),
      end: null,
      some,
    };
  }
}

/** `way` has the nodes from the root on, one more than there are segments. */
function noteBelow<T>(segments: readonly Segment[], way: readonly Node<T>[]): void {
  for (const [at, segment] of segments.entries()) {
    for (let depth = 0; depth < at; depth++) {
      const [node, child] = [way[depth], way[depth + 1]];
      if (node === undefined || child === undefined || child === node.any) continue;
      if (segment.kind !== 'name') node.aboveWild.add(child);
      else node.above.set(segment.name, (node.above.get(segment.name) ?? new Set()).add(child));
    }
  }
}

/** Where both may stand after one more name, or after a `**` that takes none. */
function onwards<T>(segments: readonly Segment[], at: number, node: Node<T>): Place<T>[] {
  const segment = segments[at];
  if (segment === undefined) return [];
  if (segment.kind === 'any') {
    const places: Place<T>[] = [[at + 1, node]];
    for (const child of childrenAbove(segments[at + 1], node)) places.push([at, child]);
    return places;
  }
  const places = fitting(segment, node).map((child): Place<T> => [at + 1, child]);
  if (node.loops) places.push([at + 1, node]);
  return places;
}

/** Whom a `**` can lead on from, if it is followed by a segment. */
function* childrenAbove<T>(next: Segment | undefined, node: Node<T>): Iterable<Node<T>> {
  if (next?.kind === 'name') {
    yield* node.above.get(next.name) ?? [];
    yield* node.aboveWild;
    return;
  }
  yield* node.names.values();
  for (const wild of node.wilds.values()) yield wild.node;
}

function fitting<T>(segment: Segment, node: Node<T>): Node<T>[] {
  const wilds = [...node.wilds.values()]
    .filter(wild => canMeet(segment, wild.segment))
    .map(wild => wild.node);
  if (segment.kind === 'name') {
    const named = node.names.get(segment.name);
    return named === undefined ? wilds : [named, ...wilds];
  }
  const named = [...node.names].filter(([name]) => canMeet(segment, { kind: 'name', name }));
  return [...named.map(([, child]) => child), ...wilds];
}
