/**
 * One `git merge-tree --stdin` process that merges pair after pair, each of which may build on the answer before it. It
 * starts once, and keeps the history it has read: both cost more than a merge. Errors are not read from it: who gets no
 * answer asks git again with a process of its own.
 */
import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { StringDecoder } from 'node:string_decoder';
import { execa } from 'execa';
import type { Sha } from '../../plan/plan.ts';
import { writeQuoted } from './attributes.ts';
import { type ObjectStore, writeCommit, writeObject } from './loose-object.ts';
import { type MergeDirectory, makeScratch } from './merge-directory.ts';
import { type MergeResult, readResults } from './merge-output.ts';

export interface MergeStream {
  /** Null: git ended without an answer. */
  merge(head: Sha, commit: Sha): Promise<MergeResult | null>;
  close(): Promise<void>;
}

/** The padding is larger than any output buffer known; should one be larger still, it is filled by padding again. */
const PATIENCE_MS = 1_000;

export async function openMergeStream(directory: MergeDirectory): Promise<MergeStream> {
  const objects = await makeScratch(directory);
  const padding = await writePadding({ objects, objectFormat: directory.repository.objectFormat });
  const git = startGit(directory, objects);
  return {
    async merge(head, commit) {
      const answer = git.ask(`${head} ${commit}`);
      void git.ask(padding);
      const filling = setInterval(() => void git.ask(padding), PATIENCE_MS);
      return answer.finally(() => clearInterval(filling));
    },
    async close() {
      await git.end();
      await rm(objects, { recursive: true, force: true });
    },
  };
}

interface Asked {
  /** Answers come in the order of the questions. */
  ask(pair: string): Promise<MergeResult | null>;
  end(): Promise<void>;
}

function startGit(directory: MergeDirectory, objects: string): Asked {
  const child = execa('git', ['merge-tree', '--write-tree', '-z', '--stdin'], {
    cwd: directory.path,
    env: { ...directory.env, GIT_ALTERNATE_OBJECT_DIRECTORIES: writeQuoted(objects) },
    extendEnv: false,
    stdin: 'pipe',
    stderr: 'ignore',
    buffer: false,
    reject: false,
  });
  const waiting: ((result: MergeResult | null) => void)[] = [];
  const reader = new ResultReader();
  child.stdout.on('data', (chunk: Buffer) => {
    try {
      for (const result of reader.read(chunk)) waiting.shift()?.(result);
    } catch {
      child.kill(); // What cannot be read here is an error where it is asked for again.
    }
  });
  // It may be over before it has read everything; then its answers are missing.
  child.stdin.on('error', () => {});
  let over = false;
  const end = child.then(() => {
    over = true;
    for (const answer of waiting.splice(0)) answer(null);
  });
  return {
    ask: pair =>
      new Promise(resolve => {
        if (over) return resolve(null);
        waiting.push(resolve);
        child.stdin.write(`${pair}\n`);
      }),
    end: () => {
      child.stdin.end();
      return end;
    },
  };
}

/** Puts results together from the parts in which they come. */
class ResultReader {
  readonly #decoder = new StringDecoder('utf8');
  #unread = '';
  #last = '';

  read(chunk: Buffer): readonly MergeResult[] {
    const text = this.#decoder.write(chunk);
    // Only two NULs in a row can end a result: a long one is not looked through again with each of its parts.
    const mayEnd = (this.#last + text).includes('\0\0');
    this.#last = text.slice(-1);
    this.#unread += text;
    if (!mayEnd) return [];
    const { results, rest } = readResults(this.#unread);
    this.#unread = rest;
    return results;
  }
}

/**
 * A pair of commits whose merge prints about 20,000 bytes. Older versions of git write an answer only when their output
 * buffer is full (4,096 bytes on Linux): this pair after each real one fills it. Its objects are in a store of their own
 * and random: git does not write what it finds in any store, so nothing of a real merge may ever equal them.
 */
async function writePadding(store: ObjectStore): Promise<string> {
  const nonce = randomUUID();
  const blob = (content: string) =>
    writeObject(store, { type: 'blob', content: Buffer.from(`${nonce} ${content}`) });
  const kept = await blob('kept');
  const commit = async (changed: string | null, parents: readonly Sha[]) => {
    const long = changed === null ? [] : treeEntry('padding'.padEnd(4_000, '-'), await blob(changed));
    const tree = await writeObject(store, {
      type: 'tree',
      content: Buffer.concat([...treeEntry('kept', kept), ...long]),
    });
    return writeCommit(store, { tree, parents, message: 'Padding', date: '0' });
  };
  const base = await commit('before', []);
  // Deleted by one side and changed by the other.
  return `${await commit(null, [base])} ${await commit('after', [base])}`;
}

function treeEntry(name: string, blob: Sha): Buffer[] {
  return [Buffer.from(`100644 ${name}\0`), Buffer.from(blob, 'hex')];
}
