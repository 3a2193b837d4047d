/**
 * Writes objects into an object store as git does, without starting git: to start `commit-tree` takes longer than the merge
 * itself, and a chain needs a commit after each merge.
 */
import { createHash, randomUUID } from 'node:crypto';
import { chmod, mkdir, rename, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import type { Sha } from '../../plan/plan.ts';
import { BRAID_IDENTITY } from './merge-directory.ts';

export interface ObjectStore {
  readonly objects: string;
  /** `sha1` or `sha256`. */
  readonly objectFormat: string;
}

export interface BraidCommit {
  readonly tree: Sha;
  readonly parents: readonly Sha[];
  readonly message: string;
  /** Seconds since 1970, of author and committer. */
  readonly date: string;
}

export interface WriteOptions {
  /** It is on the disk before this is over: a power cut would leave a ref to nothing. Absent: when the system likes. */
  readonly durable?: boolean;
}

/** A commit in Braid's name; its id depends on nothing but its fields. The objects that it names must exist. */
export async function writeCommit(
  store: ObjectStore,
  commit: BraidCommit,
  options: WriteOptions = {},
): Promise<Sha> {
  const { tree, parents, message, date } = commit;
  if (message.includes('\0')) throw new Error('expected a commit message without NUL');
  const person = `${BRAID_IDENTITY.name} <${BRAID_IDENTITY.email}> ${date} +0000`;
  const headers = [
    `tree ${tree}`,
    ...parents.map(parent => `parent ${parent}`),
    `author ${person}`,
    `committer ${person}`,
  ];
  const text = `${headers.join('\n')}\n\n${message.endsWith('\n') ? message : `${message}\n`}`;
  return writeObject(store, { type: 'commit', content: Buffer.from(text) }, options);
}

export interface LooseObject {
  readonly type: 'blob' | 'tree' | 'commit';
  readonly content: Buffer;
}

export async function writeObject(
  { objects, objectFormat }: ObjectStore,
  { type, content }: LooseObject,
  { durable = false }: WriteOptions = {},
): Promise<Sha> {
  const object = Buffer.concat([Buffer.from(`${type} ${content.length}\0`), content]);
  const id = createHash(objectFormat).update(object).digest('hex');
  const folder = join(objects, id.slice(0, 2));
  const file = join(folder, id.slice(2));
  // Renewed, so that nobody prunes it as old while it is not referred to yet.
  const now = new Date();
  const isThere = await utimes(file, now, now).then(
    () => true,
    () => false,
  );
  if (isThere) return id as Sha;
  if ((await mkdir(folder, { recursive: true })) !== undefined) {
    // As wide open as the store itself, which may be shared by a group.
    await chmod(folder, (await stat(objects)).mode & 0o7777);
  }
  // git removes what is left of such a name when it prunes.
  const fresh = join(folder, `tmp_obj_${randomUUID()}`);
  await writeFile(fresh, deflateSync(object), { mode: 0o444, flag: 'wx', flush: durable });
  await rename(fresh, file);
  return id as Sha;
}
