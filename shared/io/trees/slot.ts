/** One tree of a pool, prepared for one task after the other. */
import { lstatSync } from 'node:fs';
import { lstat, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Sha } from '../../plan/plan.ts';
import type { Git } from '../git.ts';
import { type BytePath, bytePath, onDisk, within } from './byte-path.ts';
import { type Collected, type CollectOptions, collect } from './git/collect.ts';
import { type IgnoreRules, ignoredOf, inTree } from './git/ignored.ts';
import { touchedAtOnce } from './git/index-file.ts';
import { type KeptGit, makeKeptGit } from './git/kept-git.ts';
import { ATTRIBUTES, EMPTY_LAYOUT, entryAt, IGNORES, type Layout } from './git/layout.ts';
import { copyIndex, writeTaskGit } from './git/task-git.ts';
import { clearSlot, type Identity, identify, isIntact, requirePool, type SlotPlace } from './place.ts';
import type { PoolParts } from './pool-parts.ts';
import { type Holder, type SlotRecord, writeRecord } from './record.ts';
import type { Bin } from './removal.ts';
import { type Surplus, sweep } from './sweep.ts';

export interface Preparation {
  readonly base: Sha;
  readonly branch: string;
  readonly holder: Holder | null;
  /** What git ignores stays from the attempt before. */
  readonly keepsIgnored: boolean;
}

export interface SlotView {
  readonly place: SlotPlace;
  readonly kept: KeptGit;
  readonly layout: Layout;
}

/** What a task can do to its tree that leaves nothing to collect. */
const REPLACED = '. (the tree was replaced by something else, or mounted over)';

export class Slot {
  readonly place: SlotPlace;
  readonly #pool: PoolParts;
  readonly #kept: KeptGit;
  readonly #identity: Identity;
  readonly #mode: number;
  /** What the tree held when it was prepared last. */
  #layout: Layout;
  #keepsIgnored = false;

  private constructor(pool: PoolParts, place: SlotPlace, kept: KeptGit, was: SlotRecord, layout: Layout) {
    this.#pool = pool;
    this.place = place;
    this.#kept = kept;
    this.#identity = was.identity;
    this.#mode = was.mode;
    this.#layout = layout;
  }

  /** A new one, empty. */
  static async make(pool: PoolParts, place: SlotPlace): Promise<Slot> {
    await requirePool(pool.place);
    await mkdir(place.kept, { recursive: true });
    await mkdir(place.outer);
    await mkdir(place.tree);
    const kept = await makeKeptGit(place, pool.place.home, pool.template);
    const mode = (await lstat(place.tree)).mode & 0o7777;
    const record = { identity: await identify(place), mode, holders: [] };
    await writeRecord(place.kept, record);
    return new Slot(pool, place, kept, record, EMPTY_LAYOUT);
  }

  /** One whose driver died while somebody worked in it, on that base. */
  static async adopt(pool: PoolParts, place: SlotPlace, record: SlotRecord, base: Sha): Promise<Slot> {
    const kept = await makeKeptGit(place, pool.place.home, pool.template);
    return new Slot(pool, place, kept, record, await pool.layouts.of(kept.git, base));
  }

  /** How it can be compared with its commit. */
  get view(): SlotView {
    return { place: this.place, kept: this.#kept, layout: this.#layout };
  }

  /** As of its last preparation. */
  get keepsIgnored(): boolean {
    return this.#keepsIgnored;
  }

  isIntact(): Promise<boolean> {
    return isIntact(this.place, this.#identity);
  }

  /** Throws when it cannot be done, or not safely: then the slot is of no more use. */
  async prepare({ base, branch, holder, keepsIgnored }: Preparation): Promise<void> {
    if (!(await this.isIntact())) throw new Error(`${this.place.tree} was replaced by something else`);
    const layout = await this.#pool.layouts.of(this.#kept.git, base);
    // git does not write a file again because its attributes changed.
    const startsOver = layout.attributes !== this.#layout.attributes;
    if (startsOver) await this.#startOver();
    const rules = { place: this.place, kept: this.#kept, base, layout };
    const spare = (surplus: readonly Surplus[]) => ignored(rules, surplus);
    const bin = await this.#pool.trash.open();
    try {
      await this.#takeNeighbours(bin);
      await sweep(this.place.tree, this.#layout.root, {
        bin,
        mode: this.#mode,
        ...(keepsIgnored && !startsOver ? { spare } : {}),
      });
      await this.#takeTouched(bin);
    } finally {
      bin.empty();
    }
    await this.#checkOut(base, this.#kept.git);
    this.#layout = layout;
    const { index } = this.#kept;
    await writeTaskGit(this.place.tree, this.#pool.template, { branch, commit: base, index });
    this.#keepsIgnored = keepsIgnored;
    await this.#markBegin(keepsIgnored);
    await this.record(holder === null ? [] : [holder]);
  }

  /** The slot's own index stays as it is: it says what the base looks like. */
  async show(tree: Sha): Promise<void> {
    const index = join(this.place.kept, 'index-shown');
    await copyIndex(this.#kept.index, index);
    try {
      await this.#checkOut(tree, this.#kept.git.with({ GIT_INDEX_FILE: index }));
    } finally {
      await rm(index, { force: true });
    }
  }

  async collect(base: Sha, options: CollectOptions): Promise<Collected> {
    if (!(await this.isIntact())) {
      const tree = await this.#pool.git.run(['rev-parse', '--verify', `${base}^{tree}`]);
      return { commit: null, tree: tree.trim() as Sha, files: [], leaks: [], unstorable: [REPLACED] };
    }
    const bin = await this.#pool.trash.open();
    try {
      const { ignoreCase } = this.#pool.template.fileSystem;
      const began = this.#began();
      const from = {
        place: this.place,
        kept: this.#kept,
        layout: this.#layout,
        base,
        ignoreCase,
        bin,
        began,
      };
      return await collect(from, options);
    } finally {
      bin.empty();
    }
  }

  /** Who works in it now. */
  async record(holders: readonly Holder[]): Promise<void> {
    await writeRecord(this.place.kept, { identity: this.#identity, mode: this.#mode, holders });
  }

  /** Puts the tree elsewhere on the same disk, under the first name that is free; null: it would not move. */
  async moveTree(place: string): Promise<string | null> {
    try {
      await mkdir(dirname(place), { recursive: true, mode: 0o700 });
      for (let copy = 1; ; copy++) {
        const free = copy === 1 ? place : `${place}.${copy}`;
        if ((await lstat(free).catch(() => null)) !== null) continue;
        await rename(this.place.tree, free);
        return free;
      }
    } catch {
      return null;
    }
  }

  /** Takes it from the disk. */
  async destroy(): Promise<void> {
    const bin = await this.#pool.trash.open();
    try {
      await clearSlot(this.place, this.#identity, bin);
      await rm(this.place.kept, { recursive: true, force: true });
    } finally {
      bin.empty();
    }
  }

  /** A file instead of a number: the clock is that of the file system, and it outlives the driver. */
  async #markBegin(keepsIgnored: boolean): Promise<void> {
    const file = join(this.place.kept, 'began');
    await rm(file, { force: true });
    if (keepsIgnored) await writeFile(file, '');
  }

  #began(): bigint | null {
    const file = join(this.place.kept, 'began');
    return lstatSync(file, { bigint: true, throwIfNoEntry: false })?.ctimeNs ?? null;
  }

  /** Nothing in the tree is taken for what a commit looks like. */
  async #startOver(): Promise<void> {
    await rm(this.#kept.index, { force: true });
    this.#layout = EMPTY_LAYOUT;
  }

  /** What a task put beside its tree. */
  async #takeNeighbours(bin: Bin): Promise<void> {
    const outer = bytePath(this.place.outer);
    for (const name of await readdir(onDisk(outer), { encoding: 'latin1' })) {
      if (name !== basename(this.place.tree)) await bin.take(within(outer, name));
    }
  }

  /** After the sweep: before it, a folder may be a link. */
  async #takeTouched(bin: Bin): Promise<void> {
    if (this.#layout === EMPTY_LAYOUT) return;
    const idSize = this.#pool.template.objectFormat === 'sha256' ? 32 : 20;
    for (const path of touchedAtOnce(this.#kept.index, this.place.tree, idSize)) await bin.take(path);
  }

  async #checkOut(shown: Sha, git: Git): Promise<void> {
    const args = ['read-tree', '--reset', '-u', shown];
    const { complete } = await this.#kept.run(git, args);
    if (!complete) throw new Error(`could not check out ${shown} in ${this.place.tree}`);
  }
}

/** Not what git would read there, nor a link, by which the next task would write elsewhere unknowingly, nor what the commit has. */
async function ignored(rules: IgnoreRules, surplus: readonly Surplus[]): Promise<ReadonlySet<BytePath>> {
  const asked = new Map<string, BytePath>();
  for (const { path, kind } of surplus) {
    const relative = inTree(rules.place, path);
    const names = relative.split('/');
    const isRead = ['.git', ATTRIBUTES, IGNORES].includes(names.at(-1)?.toLowerCase() ?? '');
    if (isRead || entryAt(rules.layout, names) !== undefined) continue;
    if (kind === 'folder') asked.set(`${relative}/`, path);
    else if (kind === 'file') asked.set(relative, path);
  }
  const found = await ignoredOf(rules, [...asked.keys()]);
  return new Set([...asked].flatMap(([relative, path]) => (found.has(relative) ? [path] : [])));
}
