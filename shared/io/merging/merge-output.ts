/** Reads what `git merge-tree --write-tree -z` prints. Paths may hold anything but NUL. */
import type { Sha } from '../../plan/plan.ts';

export interface MergeOutput {
  /** Of a merge with conflicts: the tree that shows them, with markers. */
  readonly tree: Sha;
  readonly stages: readonly Stage[];
  readonly messages: readonly MergeMessage[];
}

/** One side of a path that could not be merged: 1 the common ancestor, 2 ours, 3 theirs. */
export interface Stage {
  readonly mode: string;
  readonly object: Sha;
  readonly stage: 1 | 2 | 3;
  readonly path: string;
}

export interface MergeMessage {
  readonly paths: readonly string[];
  /** Fixed words of git such as `CONFLICT (contents)`, made for machines. */
  readonly type: string;
}

const OBJECT_ID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

export function isObjectId(text: string | undefined): text is Sha {
  return text !== undefined && OBJECT_ID.test(text);
}

export type MergeResult =
  | { readonly kind: 'clean'; readonly tree: Sha }
  | { readonly kind: 'conflict'; readonly output: MergeOutput };

/** Null when the output does not begin with an object id: git failed, and there is no result. */
export function readMerge(stdout: string): MergeOutput | null {
  return readConflict(new Tokens(stdout));
}

/** The output of `--stdin` so far: the results that are complete, and the text after them. */
export function readResults(text: string): {
  readonly results: readonly MergeResult[];
  readonly rest: string;
} {
  const tokens = new Tokens(text);
  const results: MergeResult[] = [];
  for (;;) {
    const { rest } = tokens;
    const result = readResult(tokens);
    if (result === null || tokens.exhausted) return { results, rest };
    results.push(result);
  }
}

/** A result begins with 1 (clean) or 0, and a clean one has neither of the two lists. An empty token ends both. */
function readResult(tokens: Tokens): MergeResult | null {
  if (tokens.next() === '1') {
    const tree = tokens.next();
    tokens.next();
    return isObjectId(tree) ? { kind: 'clean', tree } : null;
  }
  const output = readConflict(tokens);
  return output === null ? null : { kind: 'conflict', output };
}

class Tokens {
  readonly #text: string;
  #at = 0;
  /** More was asked for than is there. */
  exhausted = false;

  constructor(text: string) {
    this.#text = text;
  }

  get rest(): string {
    return this.#text.slice(this.#at);
  }

  /** Undefined at the end; what is not closed by NUL is no token. */
  next(): string | undefined {
    const end = this.#text.indexOf('\0', this.#at);
    if (end < 0) {
      this.exhausted = true;
      return undefined;
    }
    const token = this.#text.slice(this.#at, end);
    this.#at = end + 1;
    return token;
  }
}

function readConflict(tokens: Tokens): MergeOutput | null {
  const tree = tokens.next();
  if (!isObjectId(tree)) return null;
  return { tree, stages: readStages(tokens), messages: readMessages(tokens) };
}

function readStages(tokens: Tokens): Stage[] {
  const stages: Stage[] = [];
  for (let token = tokens.next(); token; token = tokens.next()) {
    const [, mode, object, stage, path] = /^(\d+) (\w+) ([123])\t([\s\S]+)$/.exec(token) ?? [];
    if (mode === undefined || path === undefined || !isObjectId(object)) {
      throw new Error(`expected a conflicted path from git merge-tree, found ${JSON.stringify(token)}`);
    }
    stages.push({ mode, object, path, stage: stage === '1' ? 1 : stage === '2' ? 2 : 3 });
  }
  return stages;
}

function readMessages(tokens: Tokens): MergeMessage[] {
  const messages: MergeMessage[] = [];
  for (let count = tokens.next(); count; count = tokens.next()) {
    const paths = Array.from({ length: Number(count) }, () => tokens.next() ?? '');
    const type = tokens.next() ?? '';
    tokens.next(); // The sentence for people, in words that change between versions.
    messages.push({ paths, type });
  }
  return messages;
}
