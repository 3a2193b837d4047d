/**
 * Walks the nodes of a YAML document once and makes plain values of them. What the parser lets pass is found here:
 * duplicate keys, aliases without or inside of their anchor, and alias bombs.
 */
import {
  type Alias,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  type YAMLMap,
} from 'yaml';
import { MOST_PROBLEMS, type TextProblem } from '../reading/finding.ts';
import { quote } from '../reading/words.ts';
import type { Source } from './source.ts';

interface Anchor {
  readonly node: Node;
  readonly value: unknown;
  /** Characters and nodes, aliases inside it written out. */
  readonly weight: number;
}

export class YamlReader {
  readonly problems: TextProblem[] = [];
  /** The pairs of every mapping by key, the first of each name. */
  readonly pairs = new Map<YAMLMap, ReadonlyMap<string, Pair>>();
  readonly targets = new Map<Alias, Node>();
  /** True: the values must not be used, their aliases would take too much room written out. */
  exploded = false;
  readonly #source: Source;
  readonly #limit: number;
  readonly #anchors = new Map<string, Anchor | 'open'>();
  #weight = 0;
  #copied = 0;

  constructor(source: Source, limit: number) {
    this.#source = source;
    this.#limit = limit;
  }

  read(node: unknown): unknown {
    if (isAlias(node)) return this.#alias(node);
    if (!isNode(node)) return null;
    const name = 'anchor' in node ? node.anchor : undefined;
    if (name === undefined) return this.#content(node);
    const before = this.#weight;
    this.#anchors.set(name, 'open');
    const value = this.#content(node);
    this.#anchors.set(name, { node, value, weight: this.#weight - before });
    return value;
  }

  #content(node: Node): unknown {
    const [start = 0, end = 0] = node.range ?? [];
    this.#weight += 1;
    if (isMap(node)) return this.#mapping(node);
    if (isSeq(node)) return node.items.map(item => this.read(item));
    this.#weight += end - start;
    const value = isScalar(node) ? node.value : null;
    if (typeof value === 'string' && value.includes('\0')) {
      const hint = 'remove it: no command and no file name can hold it';
      this.#add({
        code: 'control-character',
        message: 'expected text, found a NUL character in it',
        hint,
        start,
        end,
      });
    }
    return value;
  }

  #mapping(node: YAMLMap): unknown {
    const pairs = new Map<string, Pair>();
    const entries: [string, unknown][] = [];
    this.pairs.set(node, pairs);
    for (const pair of node.items) {
      const key = this.#key(pair.key);
      const value = this.read(pair.value);
      const first = pairs.get(key);
      if (first !== undefined) this.#duplicate(key, pair, first);
      else if (key === '__proto__') this.#reserved(pair);
      else {
        pairs.set(key, pair);
        entries.push([key, value]);
      }
    }
    return Object.fromEntries(entries);
  }

  #key(key: unknown): string {
    this.#weight += 1;
    if (isScalar(key)) return String(key.value ?? '');
    return this.#source.text.slice(...span(key));
  }

  #duplicate(key: string, pair: Pair, first: Pair): void {
    const [start, end] = span(pair.key);
    const line = this.#source.lineOf(span(first.key)[0]);
    const message = `expected each key once, found ${quote(key)} again, first in line ${line}`;
    this.#add({ code: 'duplicate-key', message, hint: 'keep one of the two', start, end });
  }

  #reserved(pair: Pair): void {
    const [start, end] = span(pair.key);
    const message = 'expected another key, found `__proto__`, which has a meaning of its own in JavaScript';
    this.#add({ code: 'bad-key', message, hint: 'choose another name', start, end });
  }

  #alias(alias: Alias): unknown {
    const anchor = this.#anchors.get(alias.source);
    if (anchor === undefined) return this.#unknownAlias(alias);
    if (anchor === 'open') {
      const message = `expected an alias of something else, found ${quote(`*${alias.source}`)} inside of what it stands for`;
      this.#report(alias, { code: 'alias-loop', message, hint: 'write out what is meant' });
      return null;
    }
    this.targets.set(alias, anchor.node);
    this.#weight += anchor.weight;
    this.#copied += anchor.weight;
    if (this.#copied <= this.#limit) return anchor.value;
    if (!this.exploded) {
      const message = `expected at most 1 MB with all aliases written out, found more at ${quote(`*${alias.source}`)}`;
      this.#report(alias, { code: 'alias-bomb', message, hint: 'use fewer aliases' });
    }
    this.exploded = true;
    return null;
  }

  /** Most often a glob without quotes, so the text itself is taken for the value. */
  #unknownAlias(alias: Alias): string {
    const text = `*${alias.source}`;
    const hint = `to write a text that begins with \`*\`, put it in quotes: ${quote(JSON.stringify(text))}`;
    const message = `expected a text or a known alias, found ${quote(text)}, which YAML takes for an alias`;
    this.#report(alias, { code: 'unknown-alias', message, hint });
    return text;
  }

  #add(problem: TextProblem): void {
    if (this.problems.length < MOST_PROBLEMS) this.problems.push(problem);
  }

  #report(node: Node, words: Pick<TextProblem, 'code' | 'message' | 'hint'>): void {
    const [start, end] = span(node);
    this.#add({ ...words, start, end });
  }
}

/** Where a node begins and where its value ends. */
export function span(node: unknown): readonly [start: number, end: number] {
  if (!isNode(node)) return [0, 0];
  const [start = 0, end = 0] = node.range ?? [];
  return [start, end];
}
