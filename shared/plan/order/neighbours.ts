/** Who may stand in one batch with whom: neither may list the other in `conflicts-with`, and their paths may not overlap. */
import { type Alternative, EVERYTHING, parseGlob } from '../globs/glob.ts';
import { GlobTree } from '../globs/tree.ts';
import type { Task, TaskId } from '../plan.ts';

/** A pattern of `paths`: one object for all tasks that have it. */
export interface Pattern {
  readonly source: string;
  readonly alternatives: readonly Alternative[];
}

/** Why a task may not join the batch. */
export interface Obstacle {
  readonly behind: Task;
  /** Null: `conflicts-with`. */
  readonly patterns: { readonly own: Pattern; readonly other: Pattern } | null;
}

/** The batch that is being filled. */
export class Neighbours {
  readonly #overlap: 'serialize' | 'allow';
  readonly #bySource = new Map<string, Pattern>();
  readonly #foes = new Map<TaskId, Set<TaskId>>();
  #taken = new Map<TaskId, Task>();
  #owners = new Map<Pattern, Task>();
  #tree = new GlobTree<Pattern>();
  /** Patterns that were looked up in this batch and overlap with one in it. */
  #refused = new Map<Pattern, Pattern>();

  constructor(tasks: readonly Task[], overlap: 'serialize' | 'allow') {
    this.#overlap = overlap;
    for (const { id, conflictsWith } of tasks) {
      for (const other of conflictsWith) {
        this.#addFoe(id, other);
        this.#addFoe(other, id);
      }
    }
  }

  /** Begins the next batch. */
  clear(): void {
    this.#taken = new Map();
    this.#owners = new Map();
    this.#tree = new GlobTree();
    this.#refused = new Map();
  }

  take(task: Task): void {
    this.#taken.set(task.id, task);
    for (const pattern of this.#patternsOf(task)) {
      this.#owners.set(pattern, task);
      for (const alternative of pattern.alternatives) this.#tree.add(alternative, pattern);
    }
  }

  /** The task of this batch that has the pattern. */
  ownerOf(pattern: Pattern): Task | null {
    return this.#owners.get(pattern) ?? null;
  }

  /** Null: the task may join. */
  obstacleTo(task: Task): Obstacle | null {
    for (const foe of this.#foes.get(task.id) ?? []) {
      const behind = this.#taken.get(foe);
      if (behind !== undefined) return { behind, patterns: null };
    }
    for (const own of this.#patternsOf(task)) {
      const other = this.#overlapping(own);
      const behind = other === null ? null : this.ownerOf(other);
      if (other !== null && behind !== null) return { behind, patterns: { own, other } };
    }
    return null;
  }

  #overlapping(own: Pattern): Pattern | null {
    if (this.#owners.has(own)) return own;
    const refused = this.#refused.get(own);
    if (refused !== undefined) return refused;
    for (const alternative of own.alternatives) {
      const found = this.#tree.find(alternative);
      if (found === null) continue;
      this.#refused.set(own, found);
      return found;
    }
    return null;
  }

  #patternsOf({ paths }: Task): readonly Pattern[] {
    return this.#overlap === 'allow' ? [] : paths.map(source => this.#pattern(source));
  }

  #pattern(source: string): Pattern {
    const known = this.#bySource.get(source);
    if (known !== undefined) return known;
    const pattern = { source, alternatives: parseGlob(source) ?? [EVERYTHING] };
    this.#bySource.set(source, pattern);
    return pattern;
  }

  #addFoe(task: TaskId, foe: TaskId): void {
    const foes = this.#foes.get(task) ?? new Set();
    this.#foes.set(task, foes.add(foe));
  }
}

/** Why two tasks may not be at work at the same time, in words after the name of the first; null: they may. */
export function whyApart(
  task: Task,
  other: Task,
  options: { readonly overlap: 'serialize' | 'allow' },
): string | null {
  const neighbours = new Neighbours([task, other], options.overlap);
  neighbours.take(other);
  const obstacle = neighbours.obstacleTo(task);
  return obstacle === null ? null : inWords(task, obstacle);
}

export function inWords(task: Task, { behind, patterns }: Obstacle): string {
  if (patterns === null) {
    const lists = task.conflictsWith.includes(behind.id);
    return lists ? `lists ${behind.id} in conflicts-with` : `${behind.id} lists it in conflicts-with`;
  }
  const { own, other } = patterns;
  return own === other ? `both may change ${own.source}` : `${own.source} and ${other.source} overlap`;
}
