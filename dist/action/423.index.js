export const id = 423;
export const ids = [423];
export const modules = {

/***/ 1423:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  j7: () => (/* binding */ openLocalWork),
  sI: () => (/* binding */ openingMerges),
  TG: () => (/* binding */ until)
});

// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(8500);
// EXTERNAL MODULE: ./build/shared/run/dispatch/schedule.js + 1 modules
var schedule = __webpack_require__(727);
// EXTERNAL MODULE: ./build/shared/run/state.js
var run_state = __webpack_require__(963);
// EXTERNAL MODULE: ./build/shared/run/wanted.js
var wanted = __webpack_require__(3259);
// EXTERNAL MODULE: ./build/shared/io/backends/registry.js + 18 modules
var registry = __webpack_require__(4906);
// EXTERNAL MODULE: ./build/shared/io/merging/merge-directory.js
var merge_directory = __webpack_require__(3055);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
;// CONCATENATED MODULE: ./build/shared/io/trees/held-tree.js
/** A slot while someone has it. */
class held_tree_HeldTree {
    directory;
    slot;
    files;
    #slot;
    #base;
    #release;
    #keep;
    #released = null;
    constructor(held) {
        this.directory = held.slot.place.tree;
        this.slot = held.slot.place.name;
        this.files = held.files;
        this.#slot = held.slot;
        this.#base = held.base;
        this.#release = held.release;
        this.#keep = held.keep ?? (() => held.release().then(() => null));
    }
    show(tree) {
        return this.#slot.show(tree);
    }
    async collect(options) {
        if (this.#released !== null)
            throw new Error(`${this.slot} was released, there is nothing to collect`);
        return this.#slot.collect(this.#base, options);
    }
    release() {
        this.#released ??= this.#release();
        return this.#released;
    }
    async keep(place) {
        if (this.#released !== null)
            throw new Error(`${this.slot} was released, there is nothing to keep`);
        const keeping = this.#keep(place);
        this.#released = keeping.then(() => { });
        return keeping;
    }
}

;// CONCATENATED MODULE: ./build/shared/io/trees/joint/folder-tree.js
/**
 * A folder in a tree that others work in as well. When the work is over it moves to a tree of its own that shows the base, so
 * that what is collected, tested and kept has nothing of what the others are just doing.
 */

class folder_tree_FolderTree {
    #joint;
    #sharer;
    #hold;
    #out = null;
    #released = null;
    constructor(joint, sharer, hold) {
        this.#joint = joint;
        this.#sharer = sharer;
        this.#hold = hold;
    }
    get directory() {
        return (0,external_node_path_.join)(this.#place.tree, this.#sharer.folder);
    }
    get slot() {
        return this.#place.name;
    }
    get files() {
        return this.#sharer.files;
    }
    /** Others work in the tree: it cannot show anything but its base. */
    show(tree) {
        return Promise.reject(new Error(`${this.slot} is shared and cannot show ${tree}`));
    }
    async collect(options) {
        if (this.#released !== null)
            throw new Error(`${this.slot} was released, there is nothing to collect`);
        this.#out ??= await this.#hold.moveOut();
        const { own, moved, strays } = this.#out;
        const collected = await own.collect(this.#sharer.base, options);
        const { unstorable } = collected;
        if (moved !== 'replaced')
            return { ...collected, strays };
        const replaced = `${this.#sharer.folder} (the tree was replaced by something else)`;
        return { ...collected, strays, unstorable: [...unstorable, replaced] };
    }
    release() {
        this.#released ??= this.#hold.release(this.#out?.own ?? null);
        return this.#released;
    }
    async keep(place) {
        if (this.#released !== null)
            throw new Error(`${this.slot} was released, there is nothing to keep`);
        if (this.#out === null)
            return this.release().then(() => null);
        const keeping = this.#hold.keep(this.#out.own, place);
        this.#released = keeping.then(() => { });
        return keeping;
    }
    get #place() {
        return (this.#out?.own ?? this.#joint.slot).place;
    }
}

// EXTERNAL MODULE: external "node:fs/promises"
var external_node_fs_promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: ./build/shared/io/merging/attributes.js
var attributes = __webpack_require__(3540);
;// CONCATENATED MODULE: ./build/shared/io/trees/byte-path.js
/**
 * Paths as strings with one character per byte (`latin1`): names in a task's tree may be in any encoding or in none, and
 * a name that was decoded and encoded again may be another one.
 */

function bytePath(path) {
    return Buffer.from(path).toString('latin1');
}
function within(folder, name) {
    return `${folder}/${name}`;
}
/** What the functions of `node:fs` take. */
function onDisk(path) {
    return Buffer.from(path, 'latin1');
}
/** For people and for globs: bytes that are no UTF-8 are replaced. */
function shown(path) {
    return onDisk(path).toString('utf8');
}
/** A path as git prints it without `-z`: quoted when it holds anything but plain ASCII. */
function readPrinted(printed) {
    return ((0,attributes/* readQuoted */.zt)(printed)?.value ?? printed);
}
/** The inverse of {@link readPrinted}: every byte that is not plain ASCII by its number. */
function printed(path) {
    return (0,attributes/* writeQuoted */.kd)(path).replace(/[\x80-\xff]/g, byte => `\\${byte.charCodeAt(0).toString(8).padStart(3, '0')}`);
}

;// CONCATENATED MODULE: ./build/shared/io/trees/git/layout.js

const ATTRIBUTES = '.gitattributes';
const IGNORES = '.gitignore';
const EMPTY_LAYOUT = { root: new Map(), attributes: '', ignores: [] };
async function readLayout(git, commit) {
    const root = new Map();
    const folders = new Map([['', root]]);
    const ignores = [];
    let attributes = '';
    // Quoted paths instead of `-z`: they keep the bytes of names that are not UTF-8.
    for (const line of (await git.run(['ls-tree', '-r', '--full-tree', commit])).split('\n')) {
        if (line === '')
            continue;
        const printed = line.slice(line.indexOf('\t') + 1);
        const path = readPrinted(printed);
        const slash = path.lastIndexOf('/');
        const name = path.slice(slash + 1);
        if (name === ATTRIBUTES)
            attributes += `${line}\n`;
        if (name === IGNORES && line.startsWith('100'))
            ignores.push(printed);
        const entry = line.startsWith('160000') ? 'module' : 'file';
        folderAt(folders, path.slice(0, Math.max(0, slash))).set(name, entry);
    }
    return { root, attributes, ignores };
}
function folderAt(folders, path) {
    const known = folders.get(path);
    if (known !== undefined)
        return known;
    const slash = path.lastIndexOf('/');
    const folder = new Map();
    folderAt(folders, path.slice(0, Math.max(0, slash))).set(path.slice(slash + 1), folder);
    folders.set(path, folder);
    return folder;
}
/** The entry at a path that is given by its names; undefined: the commit has none there. */
function entryAt(layout, names) {
    let entry = layout.root;
    for (const name of names) {
        if (!(entry instanceof Map))
            return undefined;
        entry = entry.get(name);
    }
    return entry;
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
;// CONCATENATED MODULE: ./build/shared/io/trees/walk.js
/** Reads folders. At once instead of one promise each, which takes several times as long; others get their turn now and then. */



/** How many folders are read before others get their turn: a few milliseconds. */
const AT_ONCE = 64;
/** Visits a place, and every place that a visit answers. */
async function visitAll(first, visit) {
    const places = [first];
    for (let place = places.pop(), count = 1; place !== undefined; place = places.pop(), count++) {
        for (const inner of visit(place))
            places.push(inner);
        if (count % AT_ONCE === 0)
            await (0,promises_.setImmediate)();
    }
}
/** What is in a folder. */
function list(folder) {
    const path = onDisk(folder);
    try {
        const found = (0,external_node_fs_.readdirSync)(path, { withFileTypes: true, encoding: 'latin1' });
        return found.map(one => ({ name: one.name, kind: kindOf(one) }));
    }
    catch (error) {
        // Where the file system does not tell the kind, Node asks for it, and cannot with such names.
        if (!hasCode(error, 'ERR_INVALID_ARG_TYPE'))
            throw error;
        const found = (0,external_node_fs_.readdirSync)(path, { withFileTypes: true, encoding: 'buffer' });
        return found.map(one => ({ name: one.name.toString('latin1'), kind: kindOf(one) }));
    }
}
function hasCode(error, code) {
    return error instanceof Error && 'code' in error && error.code === code;
}
function kindOf(found) {
    if (found.isFile())
        return 'file';
    if (found.isDirectory())
        return 'folder';
    return found.isSymbolicLink() ? 'link' : 'other';
}

// EXTERNAL MODULE: ./build/shared/io/git.js
var io_git = __webpack_require__(33);
;// CONCATENATED MODULE: ./build/shared/io/trees/git/ignored.js
/**
 * What git ignores, by the rules of a commit. It is asked in a folder that holds nothing but the `.gitignore` files of that
 * commit: what a task wrote has no say, and there is nothing that git would follow or wait for.
 */





/** Those that are ignored of these paths, which are relative to the tree; a folder ends with a slash. */
async function ignoredOf({ place, kept, base, layout }, paths) {
    if (layout.ignores.length === 0 || paths.length === 0)
        return new Set();
    const scratch = await (0,external_node_fs_promises_.mkdtemp)((0,external_node_path_.join)(place.kept, 'ignored-'));
    try {
        const tree = (0,external_node_path_.join)(scratch, 'tree');
        await (0,external_node_fs_promises_.mkdir)(tree);
        const git = kept.git.with({ GIT_WORK_TREE: tree, GIT_INDEX_FILE: (0,external_node_path_.join)(scratch, 'index') });
        await git.run(['read-tree', base]);
        await git.run(['checkout-index', '--stdin'], { input: lines(layout.ignores) });
        const args = ['check-ignore', '--no-index', '--stdin'];
        // This command refuses to take paths literally; after a dot none begins with what is special.
        const found = await git
            .with({ GIT_LITERAL_PATHSPECS: '0' })
            .attempt(args, { input: lines(paths.map(path => printed(`./${path}`))) });
        // 1: none is.
        if (found.code > 1)
            throw new io_git/* GitError */.XS(args, found);
        return new Set(found.stdout.split('\n').filter(Boolean).map(read));
    }
    finally {
        await (0,external_node_fs_promises_.rm)(scratch, { recursive: true, force: true });
    }
}
/**
 * What was there before the attempt, was ignored then, and is not any more, because the task changed the rules: it is another
 * task's. `began`: when the attempt did, in nanoseconds since 1970. The time of a change cannot be chosen, unlike that of
 * the contents.
 */
async function leftFromBefore(rules, changes, began) {
    const root = bytePath(rules.place.tree);
    const old = changes.filter(({ status, printed: path }) => {
        if (status !== 'A')
            return false;
        const found = (0,external_node_fs_.lstatSync)(onDisk(within(root, readPrinted(path))), { bigint: true, throwIfNoEntry: false });
        return found !== undefined && found.ctimeNs < began;
    });
    const ignored = await ignoredOf(rules, old.map(each => readPrinted(each.printed)));
    return old.filter(each => ignored.has(readPrinted(each.printed)));
}
/** A path of the tree, relative to it. */
function inTree(place, path) {
    return path.slice(bytePath(place.tree).length + 1);
}
function read(path) {
    return readPrinted(path).slice('./'.length);
}
function lines(texts) {
    return texts.map(text => `${text}\n`).join('');
}

;// CONCATENATED MODULE: ./build/shared/io/trees/git/index-file.js
/**
 * Reads git's index for what git itself does not use: times to the nanosecond. Most builds of git compare whole seconds, and
 * compare contents where that is not enough. So a change of permissions in the second in which a file was written is
 * no change for them, and the next task would find it.
 */


/** Sizes in bytes: the header, and of an entry what comes before the object's id. */
const HEADER = 12;
const TIMES_AND_SIZE = 40;
/** Flags: two more bytes of them follow, and the length of the name, where it fits. */
const EXTENDED = 0x4000;
const LENGTH = 0x0fff;
const SUBMODULE = 0o160000;
/** Files written in the last second before the index was, and touched since. `idSize`: of an object's id, in bytes. */
function touchedAtOnce(index, tree, idSize) {
    const written = Math.floor((0,external_node_fs_.statSync)(index).mtimeMs / 1000);
    const root = bytePath(tree);
    const touched = [];
    for (const entry of entriesSince((0,external_node_fs_.readFileSync)(index), written, idSize)) {
        const path = within(root, entry.name);
        const found = (0,external_node_fs_.lstatSync)(onDisk(path), { bigint: true, throwIfNoEntry: false });
        if (found !== undefined && found.ctimeNs !== entry.changed)
            touched.push(path);
    }
    return touched;
}
/** Everything but submodules. */
function indexEntries(index, idSize) {
    return entriesSince((0,external_node_fs_.readFileSync)(index), 0, idSize);
}
/** Those that changed in this second or later. The format is git's `gitformat-index`, version 2 or 3. */
function* entriesSince(index, second, idSize) {
    const [version, count] = [index.readUInt32BE(4), index.readUInt32BE(8)];
    if (version > 3)
        throw new Error(`expected an index of version 2 or 3, found ${version}`);
    for (let at = HEADER, seen = 0; seen < count; seen++) {
        const flags = index.readUInt16BE(at + TIMES_AND_SIZE + idSize);
        const start = at + TIMES_AND_SIZE + idSize + ((flags & EXTENDED) === 0 ? 2 : 4);
        const length = flags & LENGTH;
        const end = length < LENGTH ? start + length : index.indexOf(0, start);
        const seconds = index.readUInt32BE(at);
        if (seconds >= second && index.readUInt32BE(at + 24) >>> 12 !== SUBMODULE >>> 12) {
            const changed = BigInt(seconds) * 1000000000n + BigInt(index.readUInt32BE(at + 4));
            yield { name: index.toString('latin1', start, end), changed };
        }
        // From one to eight zeros end an entry, so that the next begins at a multiple of eight.
        at += Math.floor((end - at + 8) / 8) * 8;
    }
}

;// CONCATENATED MODULE: ./build/shared/io/trees/joint/strays.js
/**
 * What differs from the commit in a tree, outside of the folders that somebody works in. Others work on meanwhile, so nothing
 * is changed there, and git does not look at it: it would follow what they left, or wait for it.
 */







/** Relative to the tree, for people. A folder that the commit does not have stands for all that is in it. */
async function findStrays(looking) {
    const { view, base } = looking;
    const surplus = await findSurplus(looking);
    const ignored = await ignoredOf({ ...view, base }, surplus);
    const added = surplus.filter(path => !ignored.has(path)).map(path => path.replace(/\/$/, ''));
    const found = new Set([...added, ...(await findChanged(looking))]);
    return [...found].map(path => shown(path)).sort();
}
const NOTHING = new Map();
/** What the commit does not have; folders with a slash at their end. */
async function findSurplus({ view, folders }) {
    const root = bytePath(view.place.tree);
    const surplus = [];
    const judge = ({ name, kind }, { path: parent, expected }) => {
        const path = parent === '' ? name : `${parent}/${name}`;
        if (path === '.git' || folders.includes(path))
            return [];
        const entry = expected.get(name);
        const isWayTo = folders.some(folder => folder.startsWith(`${path}/`));
        if (kind === 'folder' && (entry instanceof Map || isWayTo)) {
            return [{ path, expected: entry instanceof Map ? entry : NOTHING }];
        }
        // What is there in another form is found by what is missing.
        if (entry === undefined)
            surplus.push(kind === 'folder' ? `${path}/` : path);
        return [];
    };
    await visitAll({ path: '', expected: view.layout.root }, place => {
        const path = place.path === '' ? root : within(root, place.path);
        return listed(path).flatMap(found => judge(found, place));
    });
    return surplus;
}
/** A folder that cannot be read, or is gone meanwhile, shows by the files that are missing. */
function listed(path) {
    try {
        return list(path);
    }
    catch {
        return [];
    }
}
/** What the commit has, and is gone or another. Times tell what to read; contents decide. */
async function findChanged({ view, folders, idSize }) {
    const { place, kept } = view;
    const root = bytePath(place.tree);
    const gone = [];
    const touched = [];
    for (const { name, changed } of indexEntries(kept.index, idSize)) {
        if (folders.some(folder => name.startsWith(`${folder}/`)))
            continue;
        const found = look(within(root, name));
        if (found === null)
            gone.push(name);
        else if (found.ctimeNs !== changed)
            touched.push(name);
    }
    if (touched.length === 0)
        return gone;
    const scratch = await (0,external_node_fs_promises_.mkdtemp)((0,external_node_path_.join)(place.kept, 'looked-'));
    try {
        const tree = (0,external_node_path_.join)(scratch, 'tree');
        await (0,external_node_fs_promises_.mkdir)(tree);
        // Attributes come from the commit's index, since nothing is in the folder.
        const git = kept.git.with({ GIT_WORK_TREE: tree });
        const input = touched.map(name => `${printed(name)}\n`).join('');
        await git.run(['checkout-index', '--stdin'], { input });
        const original = bytePath(tree);
        return [...gone, ...touched.filter(name => !strays_isSame(within(root, name), within(original, name)))];
    }
    finally {
        await (0,external_node_fs_promises_.rm)(scratch, { recursive: true, force: true });
    }
}
function look(path) {
    try {
        return (0,external_node_fs_.lstatSync)(onDisk(path), { bigint: true });
    }
    catch {
        return null;
    }
}
/** False when one of them cannot be read. */
function strays_isSame(one, other) {
    try {
        const [found, original] = [(0,external_node_fs_.lstatSync)(onDisk(one)), (0,external_node_fs_.lstatSync)(onDisk(other))];
        if (found.isSymbolicLink() && original.isSymbolicLink()) {
            return (0,external_node_fs_.readlinkSync)(onDisk(one), 'latin1') === (0,external_node_fs_.readlinkSync)(onDisk(other), 'latin1');
        }
        if (!found.isFile() || !original.isFile() || found.size !== original.size)
            return false;
        const isExecutable = (mode) => (mode & 0o100) !== 0;
        if (isExecutable(found.mode) !== isExecutable(original.mode))
            return false;
        return (0,external_node_fs_.readFileSync)(onDisk(one)).equals((0,external_node_fs_.readFileSync)(onDisk(other)));
    }
    catch {
        return false;
    }
}

;// CONCATENATED MODULE: ./build/shared/io/trees/joint/joint-tree.js
/**
 * A tree that several attempts work in at once, each in a folder of its own. Nothing but convention keeps them apart: who
 * writes into another's folder there has written in that one's name. What changes outside of all folders is noted for those
 * who were there when it appeared, and is nobody's work; and a tree in which something did takes nobody in any more.
 */






function joint_tree_isSharer(holder) {
    return holder.folder !== null;
}
/** Of one attempt so many are told. */
const MOST_STRAYS = 100;
/** Its calls come one after the other, see `joint-trees.ts`. */
class joint_tree_JointTree {
    slot;
    base;
    #parts;
    #strays = new Map();
    #seen = new Set();
    #isClosed = false;
    /** `present`: who works in it already, as after the death of its driver. */
    constructor(parts, slot, { base, present }) {
        this.#parts = parts;
        this.slot = slot;
        this.base = base;
        for (const sharer of present)
            this.#strays.set(sharer, []);
    }
    get isEmpty() {
        return this.#strays.size === 0;
    }
    placeOf({ folder }) {
        return (0,external_node_path_.join)(this.slot.place.tree, folder);
    }
    /** False: somebody left something in it, or it is broken. Throws when the base has something else in the folder's place. */
    async join(sharer) {
        this.#requireRoom(sharer.folder);
        await this.#look();
        if (this.#isClosed || this.#seen.size > 0 || !(await this.#isSound()))
            return false;
        await (0,external_node_fs_promises_.mkdir)(this.placeOf(sharer), { recursive: true });
        await this.#record([...this.#strays.keys(), sharer]);
        this.#strays.set(sharer, []);
        return true;
    }
    /** What the attempt left goes; its folder is again as in the commit. */
    async leave(sharer) {
        await this.#look();
        await this.#forget(sharer);
    }
    /** Its folder goes to the same place in a tree of its own, which shows the base. */
    async moveOut(sharer, own) {
        await this.#look();
        const strays = this.#strays.get(sharer) ?? [];
        const moved = await this.#move(sharer, own);
        await this.#forget(sharer);
        return { moved, strays };
    }
    /** Whether its work is still here. */
    async has(sharer) {
        return (await this.#isReached(sharer.folder)) && (await joint_tree_kindOf(this.placeOf(sharer))) !== 'nothing';
    }
    async #move(sharer, own) {
        if (!(await this.slot.isIntact()) || !(await this.#isReached(sharer.folder)))
            return 'replaced';
        const to = (0,external_node_path_.join)(own.place.tree, sharer.folder);
        const bin = await this.#parts.trash.open();
        try {
            // The record of `own` names the attempt by now: from here on its work is found there, unless it still is here.
            if ((await joint_tree_kindOf(to)) !== 'nothing')
                await bin.take(bytePath(to));
            if ((await joint_tree_kindOf(this.placeOf(sharer))) === 'nothing')
                return 'gone';
            await (0,external_node_fs_promises_.mkdir)((0,external_node_path_.dirname)(to), { recursive: true });
            await (0,external_node_fs_promises_.rename)(this.placeOf(sharer), to);
            return 'moved';
        }
        finally {
            bin.empty();
        }
    }
    async #forget(sharer) {
        this.#strays.delete(sharer);
        await this.#record([...this.#strays.keys()]);
        await this.#reset(sharer.folder).catch(() => {
            this.#isClosed = true;
        });
    }
    /** Notes what is new for all who could have done it: nobody came or went since it was looked for last. */
    async #look() {
        if (this.isEmpty || this.#isClosed)
            return;
        const present = [...this.#strays.keys()];
        const { objectFormat } = this.#parts.template;
        const found = await findStrays({
            view: this.slot.view,
            base: this.base,
            folders: present.map(({ folder }) => folder),
            idSize: objectFormat === 'sha256' ? 32 : 20,
        });
        for (const path of found.filter(each => !this.#seen.has(each))) {
            this.#seen.add(path);
            for (const [sharer, strays] of this.#strays) {
                const others = present.filter(other => other !== sharer).map(({ task }) => task);
                if (strays.length < MOST_STRAYS)
                    strays.push({ path, others });
            }
        }
    }
    async #isSound() {
        const { tree } = this.slot.place;
        const hasGit = (await joint_tree_kindOf((0,external_node_path_.join)(tree, '.git'))) === 'folder';
        return hasGit && (await joint_tree_kindOf((0,external_node_path_.join)(tree, '.git', 'HEAD'))) === 'file' && (await this.slot.isIntact());
    }
    /** The folders above it are folders; those that somebody closed are opened. */
    async #isReached(folder) {
        for (const above of ['', ...foldersAbove(folder)]) {
            const place = (0,external_node_path_.join)(this.slot.place.tree, above);
            if ((await joint_tree_kindOf(place)) !== 'folder')
                return false;
            const { mode } = await (0,external_node_fs_promises_.lstat)(place);
            if ((mode & 0o700) !== 0o700)
                await (0,external_node_fs_promises_.chmod)(place, (mode & 0o7777) | 0o700);
        }
        return true;
    }
    #requireRoom(folder) {
        for (const path of [...foldersAbove(folder), folder]) {
            const entry = entryAt(this.slot.view.layout, path.split('/'));
            if (entry === undefined || entry instanceof Map)
                continue;
            throw new Error(`the base has a ${entry} at ${path}, so the task cannot have the folder ${folder}`);
        }
    }
    async #reset(folder) {
        if (!(await this.#isReached(folder)))
            return;
        const place = (0,external_node_path_.join)(this.slot.place.tree, folder);
        const bin = await this.#parts.trash.open();
        try {
            if ((await joint_tree_kindOf(place)) !== 'nothing')
                await bin.take(bytePath(place));
        }
        finally {
            bin.empty();
        }
        const { git } = this.slot.view.kept;
        const input = await git.run(['ls-files', '--', folder]);
        await git.run(['checkout-index', '--stdin'], { input });
    }
    #record(holders) {
        return this.slot.record(holders);
    }
}
function foldersAbove(path) {
    const names = path.split('/').slice(0, -1);
    return names.map((_, at) => names.slice(0, at + 1).join('/'));
}
async function joint_tree_kindOf(path) {
    const found = await (0,external_node_fs_promises_.lstat)(path).catch(error => {
        // What cannot be looked at may well be there.
        if (hasCode(error, 'ENOENT') || hasCode(error, 'ENOTDIR'))
            return null;
        throw error;
    });
    if (found === null)
        return 'nothing';
    if (found.isDirectory())
        return 'folder';
    return found.isFile() ? 'file' : 'other';
}

;// CONCATENATED MODULE: ./build/shared/io/trees/joint/joint-trees.js

class JointTrees {
    #parts;
    #slots;
    #open = new Set();
    #last = Promise.resolve();
    constructor(parts, slots) {
        this.#parts = parts;
        this.#slots = slots;
    }
    /** `branch`: what HEAD is on in a new one. */
    join(sharer, { base, branch }) {
        return this.#inTurn(async () => {
            for (const tree of this.#open) {
                if (tree.base === base && (await tree.join(sharer)))
                    return tree;
            }
            const slot = await this.#slots.take({ base, branch });
            const tree = new joint_tree_JointTree(this.#parts, slot, { base, present: [] });
            this.#open.add(tree);
            try {
                if (await tree.join(sharer))
                    return tree;
                throw new Error(`${slot.place.tree} was changed by something else`);
            }
            catch (error) {
                await this.#close(tree);
                throw error;
            }
        });
    }
    leave(tree, sharer) {
        return this.#inTurn(async () => {
            await tree.leave(sharer);
            if (tree.isEmpty)
                await this.#close(tree);
        });
    }
    moveOut(tree, sharer, own) {
        return this.#inTurn(async () => {
            const moved = await tree.moveOut(sharer, own);
            if (tree.isEmpty)
                await this.#close(tree);
            return moved;
        });
    }
    async #close(tree) {
        this.#open.delete(tree);
        await this.#slots.giveBack(tree.slot);
    }
    /** Who comes and who goes is what tells whose a change may be. */
    #inTurn(work) {
        const done = this.#last.then(work);
        this.#last = done.catch(() => { });
        return done;
    }
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./node_modules/execa/index.js + 131 modules
var execa = __webpack_require__(6993);
;// CONCATENATED MODULE: ./build/shared/io/trees/removal.js
/**
 * Removes what tasks left. Links are never followed, folders without permissions and paths longer than the system allows
 * are no obstacle, and nothing is removed that something is mounted in: it would be removed through the mount.
 */




/** A path that is not there is fine. Throws when something of it is still there afterwards, and says what. */
async function removal_remove(path) {
    if (await isEmptied(path))
        return;
    if (await hasMount(path))
        throw new Error(`did not remove ${path}: a file system is mounted in it`);
    const first = await rm(path);
    if (first.failed) {
        await openFolders(path);
        const second = await rm(path);
        if (second.failed)
            throw new Error(`could not remove ${path}: ${second.stderr.split('\n')[0] ?? ''}`);
    }
}
/** Most of what goes is an empty folder, for which no program is started. */
async function isEmptied(path) {
    return (0,external_node_fs_promises_.rmdir)(path).then(() => true, () => false);
}
/** The program instead of `fs.rm`: it walks relative to open folders, so no link can be swapped in and no path is too long. */
function rm(path) {
    return (0,execa/* execa */.Ho)('rm', ['-rf', '--', path], { stdin: 'ignore', reject: false });
}
/** Folders only: a file may have a second name outside, and permissions belong to the file. */
async function openFolders(path) {
    const found = await (0,external_node_fs_promises_.lstat)(path).catch(() => null);
    if (found === null || !found.isDirectory())
        return;
    await (0,external_node_fs_promises_.chmod)(path, (found.mode & 0o7777) | 0o700);
    const closed = ['-type', 'd', '!', '-perm', '-0700'];
    const open = ['-execdir', 'chmod', 'u+rwx', '--', '{}', ';'];
    // With a relative folder in it `find` refuses to execute anything.
    const PATH = (process.env.PATH ?? '').split(':').filter(external_node_path_.isAbsolute).join(':');
    await (0,execa/* execa */.Ho)('find', ['.', ...closed, ...open], {
        cwd: path,
        env: { PATH },
        extendEnv: false,
        stdin: 'ignore',
        reject: false,
    });
}
/** Linux only: other systems have no mounts that a task could make. */
async function hasMount(path) {
    const mounts = await (0,external_node_fs_promises_.readFile)('/proc/self/mountinfo', 'utf8').catch(() => '');
    return mounts.split('\n').some(line => {
        const point = (line.split(' ')[4] ?? '').replace(/\\([0-7]{3})/g, (_, code) => String.fromCharCode(Number.parseInt(code, 8)));
        return point === path || point.startsWith(`${path}/`);
    });
}
/** Things go out of the way at once and are removed in the background: a next task need not wait for a large one. */
class removal_Trash {
    #folder;
    #require;
    #emptying = Promise.resolve();
    /** `require` throws when the folder is not Braid's any more. */
    constructor(folder, require) {
        this.#folder = folder;
        this.#require = require;
    }
    async open() {
        await this.#require();
        // A new name: what removes an earlier one may have outlived the driver that started it.
        const folder = await (0,external_node_fs_promises_.mkdtemp)((0,external_node_path_.join)(this.#folder, 'trash-'));
        return new Bin(folder, () => this.removeLater(folder));
    }
    /** What cannot be removed is left for {@link remove} of the whole pool, which says so. */
    removeLater(path) {
        this.#emptying = this.#emptying
            .then(this.#require)
            .then(() => removal_remove(path))
            .catch(() => { });
    }
    async settled() {
        await this.#emptying;
    }
}
class Bin {
    #folder;
    empty;
    #taken = 0;
    constructor(folder, empty) {
        this.#folder = folder;
        this.empty = empty;
    }
    async take(path) {
        const place = onDisk(path);
        const found = await (0,external_node_fs_promises_.lstat)(place);
        if (!found.isDirectory())
            return (0,external_node_fs_promises_.unlink)(place);
        this.#taken += 1;
        const to = (0,external_node_path_.join)(this.#folder, String(this.#taken));
        // A folder that moves is written to, for its `..`.
        if ((found.mode & 0o700) !== 0o700)
            await (0,external_node_fs_promises_.chmod)(place, (found.mode & 0o7777) | 0o700);
        return (0,external_node_fs_promises_.rename)(place, to);
    }
}

;// CONCATENATED MODULE: ./build/shared/io/trees/place.js
/**
 * Where the parts of a pool lie. A task works in `slot-<n>/tree`; what Braid itself relies on lies in `kept/<n>`, where
 * no task writes. A task can put something else in the place of its tree, so Braid touches a place only while it
 * holds the very folders that Braid made.
 */






function place_slotPlace(pool, number) {
    const outer = (0,external_node_path_.join)(pool, `slot-${number}`);
    return {
        name: `tree-${number}`,
        pool,
        outer,
        tree: (0,external_node_path_.join)(outer, 'tree'),
        kept: (0,external_node_path_.join)(pool, 'kept', String(number)),
    };
}
async function poolInodes(folder, temporary) {
    const found = await Promise.all([folder, temporary].map(place_look));
    return found.map(one => (one?.isDirectory() ? String(one.ino) : ''));
}
/** Before anything is written to a pool or removed from it. A temporary folder that the system cleaned up is fine. */
async function place_requirePool({ folder, temporary, inodes }) {
    const found = await poolInodes(folder, temporary);
    const wrong = [folder, temporary].find((path, at) => found[at] !== inodes[at] && (at === 0 || (0,external_node_fs_.existsSync)(path)));
    if (wrong !== undefined) {
        throw new Error(`${wrong} is not the folder that Braid made; what is there now was not touched`);
    }
}
/** Empty texts stand for what is no folder, or on another file system than what Braid keeps. */
async function identify({ outer, tree, kept }) {
    const [own, ...found] = await Promise.all([kept, outer, tree].map(place_look));
    // The number of the device may be another one after a restart of the machine: it is compared, never kept.
    return found.map(one => (one?.isDirectory() && one.dev === own?.dev ? String(one.ino) : ''));
}
/** The folders are those that Braid made, and nothing is mounted over them or in them. */
async function isIntact(place, identity) {
    const found = await identify(place);
    return found.every((one, at) => one !== '' && one === identity[at]) && !(await hasMount(place.outer));
}
/**
 * Empties the slot's place. Folders that Braid did not make are moved aside, to `foreign` beside the pools, and never removed:
 * a task may have moved anything there.
 */
async function place_clearSlot(place, identity, bin) {
    const found = await identify(place);
    const paths = [place.outer, place.tree];
    const wrong = paths.find((_, at) => found[at] !== identity[at]);
    if (wrong !== undefined)
        await setAside(wrong, place.pool);
    if (wrong === place.outer)
        return;
    if (await hasMount(place.outer))
        return setAside(place.outer, place.pool);
    await bin.take(bytePath(place.outer));
}
/** Null: there is nothing. */
function place_look(path) {
    return (0,external_node_fs_promises_.lstat)(path, { bigint: true }).catch(() => null);
}
async function setAside(path, pool) {
    const found = await (0,external_node_fs_promises_.lstat)(path).catch(() => null);
    if (found === null)
        return;
    if (!found.isDirectory())
        return (0,external_node_fs_promises_.unlink)(path);
    const foreign = (0,external_node_path_.join)((0,external_node_path_.dirname)((0,external_node_path_.dirname)(pool)), 'foreign');
    await (0,external_node_fs_promises_.mkdir)(foreign, { recursive: true });
    await (0,external_node_fs_promises_.rename)(path, (0,external_node_path_.join)(foreign, (0,external_node_crypto_.randomUUID)()));
}

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
;// CONCATENATED MODULE: ./build/shared/io/trees/git/file-system.js
/** What the file system under the trees can do, found out by trying, as `git init` does. */


/** Tries in a folder of its own in `parent`, which is removed again. */
async function probeFileSystem(parent) {
    const folder = await (0,external_node_fs_promises_.mkdtemp)((0,external_node_path_.join)(parent, 'probe-'));
    const at = (name) => (0,external_node_path_.join)(folder, name);
    const exists = (name) => (0,external_node_fs_promises_.lstat)(at(name)).then(() => true, () => false);
    await (0,external_node_fs_promises_.writeFile)(at('probe'), '');
    await (0,external_node_fs_promises_.writeFile)(at('\u00e4'), '');
    await (0,external_node_fs_promises_.chmod)(at('probe'), 0o700);
    const found = await (0,external_node_fs_promises_.lstat)(at('probe'));
    const linked = await (0,external_node_fs_promises_.symlink)('probe', at('link')).then(() => true, () => false);
    const answer = {
        fileMode: (found.mode & 0o100) !== 0 && ((await (0,external_node_fs_promises_.lstat)(at('\u00e4'))).mode & 0o100) === 0,
        symlinks: linked,
        ignoreCase: await exists('PROBE'),
        precomposeUnicode: await exists('a\u0308'),
    };
    await (0,external_node_fs_promises_.rm)(folder, { recursive: true });
    return answer;
}

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
;// CONCATENATED MODULE: ./build/shared/io/processes/lock.js
/**
 * A lock that is free again when the process that held it has died. Each process that ever took it has a numbered file that says
 * who it is; the highest number is the lock. A file that is dead (its process is gone, or it was released) never comes alive again,
 * and the highest is never removed, so whoever creates the next number, which only one can, has the lock: taking it from a dead
 * process needs no second lock. For processes that see each other: of one machine, not of several containers.
 */




/** Never waits. A second call in the same process finds the lock held, by itself. */
async function acquireLock(place) {
    mkdirSync(place.folder, { recursive: true });
    const self = { pid: process.pid, start: ownStart(), since: Date.now(), released: false };
    for (;;) {
        const last = lastHolder(place);
        if (last.live !== null)
            return { kind: 'held', pid: last.live.pid, since: last.live.since };
        const number = last.number + 1;
        if (!create(place, number, self))
            continue;
        const abandoned = last.number > 0 && !last.released;
        if (forgetOlder(place, number))
            return { kind: 'acquired', abandoned, release: async () => release(place, number, self) };
    }
}
/** Who has the lock now. */
function findHolder(place) {
    const { live } = lastHolder(place);
    return live === null ? null : { pid: live.pid };
}
function lastHolder(place) {
    for (;;) {
        const number = Math.max(0, ...numbers(place));
        if (number === 0)
            return { number, live: null, released: false };
        const text = readIfThere(fileOf(place, number));
        // Forgotten by the holder of a higher one in the meantime.
        if (text === null)
            continue;
        const holder = parseHolder(text);
        const released = holder?.released === true;
        const isLive = holder !== null && !released && isAlive(holder.pid, holder.start);
        return { number, live: isLive ? holder : null, released };
    }
}
function fileOf({ folder, name }, number) {
    return join(folder, `${name}.${number}.json`);
}
function numbers({ folder, name }) {
    const pattern = new RegExp(`^${name}\\.(\\d+)\\.json$`);
    return lock_list(folder)
        .flatMap(file => pattern.exec(file)?.[1] ?? [])
        .map(Number);
}
function lock_list(folder) {
    return ifThere(() => readdirSync(folder)) ?? [];
}
function readIfThere(file) {
    return ifThere(() => readFileSync(file, 'utf8'));
}
function ifThere(read) {
    try {
        return read();
    }
    catch (error) {
        if (lock_hasCode(error, 'ENOENT'))
            return null;
        throw error;
    }
}
/** A file appears with its whole content, so one that cannot be read was left by a crash of the machine: null. */
function parseHolder(text) {
    try {
        const { pid, start, since, released } = JSON.parse(text);
        if (typeof pid !== 'number' || typeof start !== 'string')
            return null;
        return { pid, start, since: since ?? 0, released: released === true };
    }
    catch {
        return null;
    }
}
/** False: someone else created it first. */
function create(place, number, holder) {
    const fresh = writeFresh(place, holder);
    try {
        linkSync(fresh, fileOf(place, number));
        return true;
    }
    catch (error) {
        if (lock_hasCode(error, 'EEXIST'))
            return false;
        throw error;
    }
    finally {
        rmSync(fresh, { force: true });
    }
}
/** False: this number had been forgotten already, as there is a higher one: whoever creates it has looked too long ago. */
function forgetOlder(place, number) {
    const known = numbers(place);
    const isLast = !known.some(each => each > number);
    for (const each of isLast ? known.filter(one => one < number) : [number])
        rmSync(fileOf(place, each), { force: true });
    return isLast;
}
function release(place, number, self) {
    const file = fileOf(place, number);
    // A person may have removed the folder in the meantime, and the next one forgets what was released.
    if (existsSync(file))
        renameSync(writeFresh(place, { ...self, released: true }), file);
}
function writeFresh({ folder, name }, holder) {
    const fresh = join(folder, `.${name}-${randomUUID()}`);
    writeFileSync(fresh, `${JSON.stringify(holder)}\n`, { mode: 0o600 });
    return fresh;
}
function ownStart() {
    const start = lock_processStartTime(process.pid);
    if (start === null)
        throw new Error('expected to find the start time of this process: is `ps` installed?');
    return start;
}
/**
 * When a process started, as an opaque text that no two processes with the same id share. Null: there is no such process,
 * or it has ended and only its parent has not noticed.
 */
function lock_processStartTime(pid) {
    return process.platform === 'linux' ? startOnLinux(pid) : startByPs(pid);
}
function startOnLinux(pid) {
    try {
        const stat = (0,external_node_fs_.readFileSync)(`/proc/${pid}/stat`, 'utf8');
        // The second field is the program's name in parentheses, which may hold anything.
        const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        const [state = 'X', ticks] = [fields[0], fields[19]];
        if ('ZX'.includes(state) || ticks === undefined)
            return null;
        // Ticks count from the machine's start, and process ids begin again there.
        return `${(0,external_node_fs_.readFileSync)('/proc/sys/kernel/random/boot_id', 'utf8').trim()}/${ticks}`;
    }
    catch (error) {
        if (lock_hasCode(error, 'ENOENT') || lock_hasCode(error, 'ESRCH'))
            return null;
        throw error;
    }
}
function startByPs(pid) {
    const env = { ...process.env, LC_ALL: 'C', TZ: 'UTC' };
    const { stdout } = (0,external_node_child_process_.spawnSync)('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { env, encoding: 'utf8' });
    const [, state = 'Z', start = ''] = /^\s*(\S+)\s+(.+?)\s*$/.exec(stdout ?? '') ?? [];
    return state.startsWith('Z') || start === '' ? null : start;
}
/** Is this the process that started then, and does it still run? */
function isAlive(pid, start) {
    return lock_processStartTime(pid) === start;
}
function lock_hasCode(error, code) {
    return error instanceof Error && 'code' in error && error.code === code;
}

;// CONCATENATED MODULE: ./build/shared/io/trees/owner.js
/**
 * Names the folder of a pool after the process that made it, so that what a dead process left can be told from the trees
 * of a run that goes on.
 */



const NAME = /^([0-9a-f]{6})-(\d+)-([0-9a-f]{8})\.\d+$/;
/** Short: the trees are below it, and some programs know only short paths. */
function ownName(number) {
    return `${thisMachine()}-${process.pid}-${digest(lock_processStartTime(process.pid) ?? '', 8)}.${number}`;
}
/** Was it made on this machine by a process that runs no more? Of other machines (a shared home) nothing is known: false. */
function owner_isAbandoned(name) {
    const [, machine, pid, start] = NAME.exec(name) ?? [];
    if (machine !== thisMachine() || start === undefined)
        return false;
    const found = processStartTime(Number(pid));
    return found === null || digest(found, 8) !== start;
}
/** Only the first label of the name: the domain comes and goes with the network. */
function thisMachine() {
    return digest(((0,external_node_os_.hostname)().split('.')[0] ?? '').toLowerCase(), 6);
}
function digest(text, length) {
    return (0,external_node_crypto_.createHash)('sha256').update(text).digest('hex').slice(0, length);
}

;// CONCATENATED MODULE: ./build/shared/io/trees/pool-parts.js
/** What the slots of a pool have in common. */










/** Where the pools of a repository lie. */
function pool_parts_poolsFolder(repository) {
    return (0,external_node_path_.join)(repository.cache, 'trees');
}
/** Makes the folders of a new pool of this process. */
async function makePool(repository) {
    const pools = pool_parts_poolsFolder(repository);
    const temporary = await (0,external_node_fs_promises_.mkdtemp)((0,external_node_path_.join)((0,external_node_os_.tmpdir)(), 'braid-'));
    const folder = await makeFolder(pools).catch(async (error) => {
        await (0,external_node_fs_promises_.rmdir)(temporary);
        throw error;
    });
    const place = placeOf(folder, { temporary, inodes: await poolInodes(folder, temporary) });
    await (0,external_node_fs_promises_.mkdir)(place.home);
    await (0,external_node_fs_promises_.writeFile)((0,external_node_path_.join)(folder, 'pool.json'), `${JSON.stringify({ temporary, inodes: place.inodes })}\n`);
    return pool_parts_partsOf(repository, place);
}
/** A pool of another process. Null: that process died before anything was in it. */
async function pool_parts_readPool(folder) {
    try {
        const text = await readFile(join(folder, 'pool.json'), 'utf8');
        const { temporary, inodes } = JSON.parse(text);
        if (typeof temporary !== 'string' || !Array.isArray(inodes))
            return null;
        return placeOf(folder, { temporary, inodes });
    }
    catch {
        return null;
    }
}
function placeOf(folder, made) {
    return { folder, home: (0,external_node_path_.join)(folder, 'home'), ...made };
}
/** Several pools of one process have numbers. */
async function makeFolder(pools) {
    for (let number = 1;;) {
        const folder = (0,external_node_path_.join)(pools, ownName(number));
        try {
            await (0,external_node_fs_promises_.mkdir)(folder, { mode: 0o700 });
            return folder;
        }
        catch (error) {
            if (hasCode(error, 'EEXIST'))
                number += 1;
            // Also when whoever closed the last pool has just removed what was around it.
            else if (hasCode(error, 'ENOENT'))
                await (0,external_node_fs_promises_.mkdir)(pools, { recursive: true, mode: 0o700 });
            else
                throw error;
        }
    }
}
/** What is around a pool, when it was the last one there. Another process may make one meanwhile: then it stays. */
async function pool_parts_removeShell({ folder }) {
    const pools = (0,external_node_path_.dirname)(folder);
    await (0,external_node_fs_promises_.rmdir)(pools)
        .then(() => (0,external_node_fs_promises_.rmdir)((0,external_node_path_.dirname)(pools)))
        .catch(() => { });
}
async function pool_parts_partsOf(repository, place) {
    const shallow = repository.shallow ? await (0,external_node_fs_promises_.readFile)((0,external_node_path_.join)(repository.commonDir, 'shallow')) : null;
    const { objects, objectFormat } = repository;
    const fileSystem = await probeFileSystem(place.folder);
    return {
        place,
        git: repository.git.with({ GIT_NO_REPLACE_OBJECTS: '1' }),
        template: { objects, objectFormat, shallow, fileSystem },
        trash: new removal_Trash(place.folder, () => place_requirePool(place)),
        layouts: new Layouts(),
    };
}
/** Fresh files for an attempt; their folder and the temporary one are in no attempt's way. */
async function makeAttemptFiles(place, { number, log }) {
    const { folder, temporary } = place;
    await place_requirePool(place);
    const own = (0,external_node_path_.join)(folder, `attempt-${number}`);
    const files = {
        prompt: (0,external_node_path_.join)(own, 'prompt.md'),
        notes: (0,external_node_path_.join)(own, 'notes.md'),
        result: (0,external_node_path_.join)(own, 'result.json'),
        log,
        temporary: (0,external_node_path_.join)(temporary, String(number)),
        gitConfig: (0,external_node_path_.join)(own, 'gitconfig'),
    };
    await (0,external_node_fs_promises_.mkdir)(own);
    await (0,external_node_fs_promises_.mkdir)(files.temporary);
    const { name, email } = merge_directory/* BRAID_IDENTITY */.uA;
    await (0,external_node_fs_promises_.writeFile)(files.gitConfig, `[user]\n\tname = ${name}\n\temail = ${email}\n`);
    return files;
}
/** The layouts of the latest commits: the tasks of a batch have the same base. */
class Layouts {
    #known = new Map();
    of(git, commit) {
        const known = this.#known.get(commit);
        if (known !== undefined)
            return known;
        const reading = readLayout(git, commit);
        this.#known.set(commit, reading);
        const [oldest] = this.#known.keys();
        if (this.#known.size > 8 && oldest !== undefined)
            this.#known.delete(oldest);
        reading.catch(() => this.#known.delete(commit));
        return reading;
    }
}

;// CONCATENATED MODULE: ./build/shared/io/trees/git/inner-git.js
/** Takes the `.git` of repositories in a tree out of git's sight, so that their folders are folders like any other. */



/** Runs `work` while the paths are away, in a new folder in `place`. */
async function without(paths, place, work) {
    if (paths.length === 0)
        return work();
    const folder = await (0,external_node_fs_promises_.mkdtemp)((0,external_node_path_.join)(place, 'aside-'));
    const moved = [];
    try {
        for (const path of paths) {
            const move = { from: onDisk(path), to: (0,external_node_path_.join)(folder, String(moved.length)) };
            if (await moveAway(move))
                moved.push(move);
        }
        return await work();
    }
    finally {
        for (const { from, to } of moved)
            await (0,external_node_fs_promises_.rename)(to, from);
        await (0,external_node_fs_promises_.rmdir)(folder);
    }
}
/** False: it is gone. */
async function moveAway({ from, to }) {
    const found = await (0,external_node_fs_promises_.lstat)(from).catch(() => null);
    if (found === null)
        return false;
    // A folder that moves is written to, for its `..`.
    if (found.isDirectory() && (found.mode & 0o700) !== 0o700)
        await (0,external_node_fs_promises_.chmod)(from, (found.mode & 0o7777) | 0o700);
    await (0,external_node_fs_promises_.rename)(from, to);
    return true;
}

// EXTERNAL MODULE: ./build/shared/io/output/secret-mask.js
var secret_mask = __webpack_require__(1260);
;// CONCATENATED MODULE: ./build/shared/io/trees/git/leaks.js
/** Looks for secrets in what a task changed: in the names of its files and in what they hold now. */



/** Bytes of all changed files together; what comes after them is not looked at. */
const MOST_BYTES = 64 * 1024 * 1024;
const CHUNK_BYTES = 1024 * 1024;
async function findLeaks({ tree, git, changes, secrets }) {
    if (secrets.length === 0)
        return [];
    const leaks = [];
    const budget = { bytes: MOST_BYTES };
    for (const change of changes) {
        if (change.status === 'D')
            continue;
        const path = readPrinted(change.printed);
        const searched = { mode: change.mode, secrets, budget };
        // What cannot be read must not cost the task its work.
        const held = await secretsIn(onDisk(within(bytePath(tree), path)), searched).catch(() => []);
        const named = secrets.filter(({ value }) => shown(path).includes(value));
        for (const secret of new Set([...named, ...held])) {
            if (!named.includes(secret) && (await wasThere(git, change, secret)))
                continue;
            leaks.push({ name: secret.name, path: withoutSecrets(shown(path), secrets) });
        }
    }
    return leaks;
}
function withoutSecrets(path, secrets) {
    return secrets.reduce((text, { value }) => text.replaceAll(value, secret_mask/* MASK */.v5), path);
}
async function secretsIn(file, { mode, secrets, budget }) {
    const needles = secrets.map(secret => ({ secret, spellings: spellingsOf(secret.value) }));
    const holds = (bytes) => needles
        .filter(({ spellings }) => spellings.some(each => bytes.includes(each)))
        .map(({ secret }) => secret);
    if (mode === '120000')
        return holds(await (0,external_node_fs_promises_.readlink)(file, 'buffer'));
    if (!mode.startsWith('100'))
        return [];
    const overlap = Math.max(...needles.flatMap(({ spellings }) => spellings.map(each => each.length)));
    const found = new Set();
    const handle = await (0,external_node_fs_promises_.open)(file, 'r');
    try {
        let kept = Buffer.alloc(0);
        while (budget.bytes > 0) {
            const { bytesRead, buffer } = await handle.read(Buffer.alloc(Math.min(CHUNK_BYTES, budget.bytes)));
            if (bytesRead === 0)
                break;
            budget.bytes -= bytesRead;
            const seen = Buffer.concat([kept, buffer.subarray(0, bytesRead)]);
            for (const secret of holds(seen))
                found.add(secret);
            kept = Buffer.from(seen.subarray(-overlap));
        }
    }
    finally {
        await handle.close();
    }
    return [...found];
}
/** As it is, and as JSON spells it. */
function spellingsOf(value) {
    return [...new Set([value, JSON.stringify(value).slice(1, -1)])].map(each => Buffer.from(each));
}
/** What the base holds already is not this task's doing. */
async function wasThere(git, { status, baseObject }, { value }) {
    if (status === 'A')
        return false;
    const { code, stdout } = await git.attempt(['cat-file', 'blob', baseObject]);
    return code === 0 && stdout.includes(value);
}

;// CONCATENATED MODULE: ./build/shared/io/trees/git/survey.js
/**
 * Looks through a whole tree before git does, for what git must not meet: repositories in it, whose `.git` git would read and
 * follow; pipes and devices, at which it would wait for ever; folders that it may not enter.
 */




const survey_NOTHING = new Map();
/** Removes what is neither file, link nor folder, and opens folders that are closed to the user. */
async function survey(tree, layout, { bin, ignoreCase }) {
    const root = bytePath(tree);
    const surveyor = new Surveyor(root, ignoreCase);
    await visitAll({ path: root, parent: root, entry: layout.root }, place => surveyor.visit(place));
    for (const path of surveyor.tooDeep) {
        // One may be in another.
        if ((0,external_node_fs_.existsSync)(onDisk(path)))
            await bin.take(path);
    }
    return surveyor;
}
class Surveyor {
    innerGits = [];
    unstorable = [];
    tooDeep = new Set();
    attributes = false;
    #root;
    #ignoreCase;
    constructor(root, ignoreCase) {
        this.#root = root;
        this.#ignoreCase = ignoreCase;
    }
    /** Answers the folders in it. */
    visit(place) {
        const { path, parent, entry } = place;
        try {
            openFolder(path);
            const found = list(path);
            if (entry === 'module')
                this.#judgeModule(path, found);
            const expected = entry instanceof Map ? entry : survey_NOTHING;
            return found.flatMap(one => this.#judge(one, path, expected.get(one.name)));
        }
        catch (error) {
            if (!hasCode(error, 'ENAMETOOLONG'))
                throw error;
            if (!this.tooDeep.has(parent))
                this.unstorable.push(`${this.#shown(parent).slice(0, 200)}…`);
            this.tooDeep.add(parent);
            return [];
        }
    }
    /** Answers the place itself when it is a folder to be visited. */
    #judge({ name, kind }, parent, entry) {
        const path = within(parent, name);
        if (this.#isGit(name)) {
            if (parent === this.#root)
                return [];
            // Throws when the path is too long: git names it from the tree on, and would reach it.
            (0,external_node_fs_.lstatSync)(onDisk(path));
            this.innerGits.push(path);
            return [];
        }
        if (kind === 'folder')
            return [{ path, parent, entry }];
        if (kind === 'other') {
            if (entry !== undefined)
                this.unstorable.push(this.#shown(path));
            (0,external_node_fs_.unlinkSync)(onDisk(path));
        }
        else if (name === ATTRIBUTES)
            this.attributes = true;
        return [];
    }
    /** A submodule stays at the commit that the base names. Without a `.git` files in its place belong to no repository. */
    #judgeModule(path, found) {
        if (found.some(({ name }) => this.#isGit(name)))
            return;
        for (const { name } of found)
            this.unstorable.push(this.#shown(within(path, name)));
    }
    #isGit(name) {
        return name === '.git' || (this.#ignoreCase && name.toLowerCase() === '.git');
    }
    #shown(path) {
        return shown(path.slice(this.#root.length + 1));
    }
}
/** git does not record the permissions of folders, so opening one changes nothing of the work. */
function openFolder(path) {
    const { mode } = (0,external_node_fs_.lstatSync)(onDisk(path));
    if ((mode & 0o700) !== 0o700)
        (0,external_node_fs_.chmodSync)(onDisk(path), (mode & 0o7777) | 0o700);
}

;// CONCATENATED MODULE: ./build/shared/io/trees/git/task-git.js
/** The `.git` of a task's tree, written as the few files it is made of: faster than `git init`, and the same with every git. */



/** There is no `.git` in the tree. */
async function writeTaskGit(tree, template, { branch, commit, index }) {
    const git = (0,external_node_path_.join)(tree, '.git');
    await (0,external_node_fs_promises_.mkdir)((0,external_node_path_.join)(git, 'objects', 'info'), { recursive: true });
    await (0,external_node_fs_promises_.mkdir)((0,external_node_path_.join)(git, 'refs', 'heads'), { recursive: true });
    const files = {
        HEAD: `ref: refs/heads/${branch}\n`,
        config: `${coreSettings(template)}\tlogAllRefUpdates = true\n[gc]\n\tauto = 0\n`,
        'packed-refs': `# pack-refs with: peeled fully-peeled sorted \n${commit} refs/heads/${branch}\n`,
        'objects/info/alternates': `${alternate(template.objects)}\n`,
        ...(template.shallow === null ? {} : { shallow: template.shallow }),
    };
    await Promise.all([
        ...Object.entries(files).map(([name, text]) => (0,external_node_fs_promises_.writeFile)((0,external_node_path_.join)(git, name), text)),
        copyIndex(index, (0,external_node_path_.join)(git, 'index')),
    ]);
}
/** The beginning of every `config`: the format of the repository, and the settings that depend on the file system. */
function coreSettings({ objectFormat, fileSystem }) {
    const [version, extensions] = objectFormat === 'sha1' ? [0, ''] : [1, `[extensions]\n\tobjectFormat = ${objectFormat}\n`];
    return `${extensions}[core]
\trepositoryFormatVersion = ${version}
\tbare = false
\tfileMode = ${fileSystem.fileMode}
\tsymlinks = ${fileSystem.symlinks}
\tignoreCase = ${fileSystem.ignoreCase}
\tprecomposeUnicode = ${fileSystem.precomposeUnicode}
`;
}
/**
 * git compares the content of files that are not older than the index, since the index cannot tell whether they changed
 * after it was written. So a copy must never be younger than its original.
 */
async function copyIndex(from, to) {
    await (0,external_node_fs_promises_.copyFile)(from, to);
    const { mtimeMs } = await (0,external_node_fs_promises_.stat)(from);
    const older = (Math.floor(mtimeMs) - 1) / 1000;
    await (0,external_node_fs_promises_.utimes)(to, older, older);
}
function alternate(objects) {
    return /^"|[\n\\]/.test(objects) ? (0,attributes/* writeQuoted */.kd)(objects) : objects;
}

;// CONCATENATED MODULE: ./build/shared/io/trees/git/collect.js
/**
 * Makes what a task left into one commit on its base, in the user's objects. Nothing that the task could write is asked for
 * anything but the contents of its files: not its `.git`, not its index.
 */









async function collect(slot, options) {
    const scratch = await (0,external_node_fs_promises_.mkdtemp)((0,external_node_path_.join)(slot.place.kept, 'collect-'));
    try {
        // The slot's own index stays as it is: in it no file has times that a task chose.
        const index = (0,external_node_path_.join)(scratch, 'index');
        await copyIndex(slot.kept.index, index);
        return await commitTree(slot, { git: slot.kept.git.with({ GIT_INDEX_FILE: index }), scratch }, options);
    }
    finally {
        await (0,external_node_fs_promises_.rm)(scratch, { recursive: true });
    }
}
async function commitTree(slot, own, options) {
    const { place, base, kept, layout } = slot;
    const { git } = own;
    const found = await survey(place.tree, layout, slot);
    const left = await without(found.innerGits, place.pool, () => addAll(git, kept));
    let tree = await writeTree(git);
    let changes = await compare(git, base, tree);
    const untouched = layout.attributes !== '' || found.attributes ? await looksLikeBase(slot, own, changes) : [];
    const foreign = slot.began === null ? [] : await leftFromBefore(slot, changes, slot.began);
    if (untouched.length + foreign.length > 0) {
        const input = [...untouched.map(restored), ...foreign.map(removed)].join('');
        await git.run(['update-index', '--index-info'], { input });
        tree = await writeTree(git);
        changes = await compare(git, base, tree);
    }
    const commit = changes.length === 0 ? null : await makeCommit(git, { base, tree }, options);
    const { secrets = [] } = options;
    const leaks = await findLeaks({ tree: place.tree, git, changes, secrets });
    const told = (path) => withoutSecrets(path, secrets);
    const files = changes.map(({ printed }) => told(shown(readPrinted(printed)))).sort();
    const unstorable = [...new Set([...found.unstorable, ...left])].map(told).sort();
    return { commit, tree, files, unstorable, leaks };
}
/** Answers the paths that git would not take. Ignored files stay out, by the tree's own `.gitignore`. */
async function addAll(git, kept) {
    const { complete } = await kept.run(git, ['add', '-A', '--ignore-errors']);
    if (complete)
        return [];
    const left = await git.run(['ls-files', '-z', '--others', '--modified', '--exclude-standard']);
    return left.split('\0').filter(path => path !== '');
}
async function writeTree(git) {
    return (await git.run(['write-tree'])).trim();
}
async function compare(git, base, tree) {
    // Quoted paths instead of `-z`: they keep the bytes of names that are not UTF-8.
    const args = ['diff-tree', '-r', '--raw', '--no-renames', '--no-abbrev', `${base}^{tree}`, tree];
    return (await git.run(args)).split('\n').flatMap(line => {
        const [, mode, baseObject, status, printed] = /^:\d+ (\d+) (\w+) \w+ (\w)\t(.*)$/.exec(line) ?? [];
        if (mode === undefined || baseObject === undefined || status === undefined || printed === undefined)
            return [];
        return [{ status, mode, baseObject, printed }];
    });
}
/**
 * The files that are, byte by byte, what the base looks like on disk. git says that they changed when the base was committed
 * against its own attributes (`*.txt text`, and a file with CRLF): adding such a file, untouched, changes it.
 */
async function looksLikeBase(slot, { git, scratch }, changes) {
    const edited = changes.filter(({ status, mode }) => status === 'M' && mode.startsWith('100'));
    if (edited.length === 0)
        return [];
    // An empty work tree: attributes come from the base's index, not from what the task wrote.
    const folder = (0,external_node_path_.join)(scratch, 'base');
    await (0,external_node_fs_promises_.mkdir)(folder);
    const input = edited.map(({ printed }) => `${printed}\n`).join('');
    const elsewhere = git.with({ GIT_WORK_TREE: folder, GIT_INDEX_FILE: slot.kept.index });
    await elsewhere.run(['checkout-index', '--stdin'], { input });
    const alike = [];
    for (const change of edited) {
        const path = readPrinted(change.printed);
        const [left, base] = [slot.place.tree, folder].map(root => onDisk(within(bytePath(root), path)));
        if (left !== undefined && base !== undefined && (await haveSameContent(left, base)))
            alike.push(change);
    }
    return alike;
}
/** False when one of them cannot be read. */
async function haveSameContent(one, other) {
    try {
        const [{ size }, { size: otherSize }] = await Promise.all([(0,external_node_fs_promises_.lstat)(one), (0,external_node_fs_promises_.lstat)(other)]);
        return size === otherSize && (await (0,external_node_fs_promises_.readFile)(one)).equals(await (0,external_node_fs_promises_.readFile)(other));
    }
    catch {
        return false;
    }
}
function restored({ mode, baseObject, printed }) {
    return `${mode} ${baseObject}\t${printed}\n`;
}
function removed({ baseObject, printed }) {
    return `0 ${baseObject}\t${printed}\n`;
}
async function makeCommit(git, { base, tree }, { at, message, author = merge_directory/* BRAID_IDENTITY */.uA }) {
    const date = `@${Math.floor(at / 1000)} +0000`;
    const named = git.with({
        GIT_AUTHOR_NAME: author.name,
        GIT_AUTHOR_EMAIL: author.email,
        GIT_AUTHOR_DATE: date,
        GIT_COMMITTER_NAME: merge_directory/* BRAID_IDENTITY */.uA.name,
        GIT_COMMITTER_EMAIL: merge_directory/* BRAID_IDENTITY */.uA.email,
        GIT_COMMITTER_DATE: date,
    });
    return (await named.run(['commit-tree', tree, '-p', base], { input: message })).trim();
}

;// CONCATENATED MODULE: ./build/shared/io/trees/git/kept-git.js
/**
 * The git directory that Braid uses on a slot's tree. No task ever sees it; it has the user's objects and reads no
 * configuration, attributes, excludes or hooks but those written here and those committed.
 */




const SETTINGS = `\
\tfsmonitor = false
\tuntrackedCache = false
\thooksPath = /dev/null
\texcludesFile = /dev/null
\tattributesFile = /dev/null
\tautocrlf = false
\tsafecrlf = false
\tprotectNTFS = true
\tprotectHFS = true
\tquotePath = true
[index]
\tsparse = false
[gc]
\tauto = 0
[maintenance]
\tauto = false
`;
const AS_THEY_ARE = '* -text -ident -filter !eol !working-tree-encoding\n';
/** git went through to the end; with 1 it left something out. */
const FINISHED = [0, 1];
async function makeKeptGit(place, home, template) {
    const directory = (0,external_node_path_.join)(place.kept, 'git');
    for (const folder of ['objects', 'refs', 'info'])
        await (0,external_node_fs_promises_.mkdir)((0,external_node_path_.join)(directory, folder), { recursive: true });
    // An unborn branch: nothing that git does here depends on a ref.
    await (0,external_node_fs_promises_.writeFile)((0,external_node_path_.join)(directory, 'HEAD'), 'ref: refs/heads/none\n');
    await (0,external_node_fs_promises_.writeFile)((0,external_node_path_.join)(directory, 'config'), coreSettings(template) + SETTINGS);
    if (template.shallow !== null)
        await (0,external_node_fs_promises_.writeFile)((0,external_node_path_.join)(directory, 'shallow'), template.shallow);
    const index = (0,external_node_path_.join)(place.kept, 'index');
    // Not in the tree: that may be gone.
    const git = (0,io_git/* sealedGit */.rQ)(place.kept, home, {
        GIT_DIR: directory,
        GIT_WORK_TREE: place.tree,
        GIT_INDEX_FILE: index,
        GIT_OBJECT_DIRECTORY: template.objects,
    });
    return { git, index, run: (inTree, args) => runTwice(inTree, args, (0,external_node_path_.join)(directory, 'info', 'attributes')) };
}
async function runTwice(git, args, attributes) {
    const first = await git.attempt(args);
    if (FINISHED.includes(first.code))
        return { complete: checked(args, first).code === 0 };
    await (0,external_node_fs_promises_.writeFile)(attributes, AS_THEY_ARE);
    try {
        const second = await git.attempt(args);
        if (!FINISHED.includes(second.code))
            throw new io_git/* GitError */.XS(args, first);
        return { complete: checked(args, second).code === 0 };
    }
    finally {
        await (0,external_node_fs_promises_.rm)(attributes);
    }
}
/** A database that cannot be written is no fault of a path's. */
function checked(args, result) {
    if (result.stderr.includes('failed to insert into database'))
        throw new io_git/* GitError */.XS(args, result);
    return result;
}

;// CONCATENATED MODULE: ./build/shared/io/trees/record.js
/** What a slot is and who works in it, in a file that outlives the driver. */


/** Whole or not at all: the driver may die at any point. */
async function writeRecord(kept, record) {
    const fresh = (0,external_node_path_.join)(kept, 'slot.json.new');
    await (0,external_node_fs_promises_.writeFile)(fresh, `${JSON.stringify(record)}\n`);
    await (0,external_node_fs_promises_.rename)(fresh, (0,external_node_path_.join)(kept, 'slot.json'));
}
/** Null: the driver died before the slot was complete, or the machine before the file was written; no task ever worked in it. */
async function record_readRecord(kept) {
    try {
        const record = JSON.parse(await readFile(join(kept, 'slot.json'), 'utf8'));
        const { identity, mode, holders = [] } = record;
        return Array.isArray(identity) && typeof mode === 'number' ? { identity, mode, holders } : null;
    }
    catch {
        return null;
    }
}

;// CONCATENATED MODULE: ./build/shared/io/trees/sweep.js
/** Takes everything out of a tree that its commit does not have. What is missing or changed is left to git. */



/** Names removed at the same time. */
const sweep_AT_ONCE = 64;
const sweep_NOTHING = new Map();
/**
 * Own code instead of `git clean`, which leaves pipes, sockets and `.git` in a folder with files of the commit. It comes before
 * git looks at the tree: git compares a file behind a link that replaced its folder, and takes it for unchanged.
 */
async function sweep(tree, root, { bin, mode, spare }) {
    const surplus = [];
    const doubled = [];
    await visitAll({ path: bytePath(tree), expected: root }, ({ path, expected }) => {
        setMode(path, mode);
        const inner = [];
        for (const found of list(path)) {
            const entry = expected.get(found.name);
            const place = within(path, found.name);
            if (entry === undefined || !fits(found, entry))
                surplus.push({ path: place, kind: found.kind });
            else if (entry !== 'file')
                inner.push({ path: place, expected: entry === 'module' ? sweep_NOTHING : entry });
            else if (spare !== undefined && hasSecondName(place))
                doubled.push(place);
        }
        return inner;
    });
    const spared = await spare?.(surplus);
    const taken = [...doubled, ...surplus.map(({ path }) => path).filter(path => !spared?.has(path))];
    while (taken.length > 0)
        await Promise.all(taken.splice(-sweep_AT_ONCE).map(one => bin.take(one)));
}
function setMode(path, mode) {
    if (((0,external_node_fs_.lstatSync)(onDisk(path)).mode & 0o7777) !== mode)
        (0,external_node_fs_.chmodSync)(onDisk(path), mode);
}
function hasSecondName(path) {
    return (0,external_node_fs_.lstatSync)(onDisk(path)).nlink > 1;
}
function fits({ kind }, entry) {
    return entry === 'file' ? kind === 'file' || kind === 'link' : kind === 'folder';
}

;// CONCATENATED MODULE: ./build/shared/io/trees/slot.js
/** One tree of a pool, prepared for one task after the other. */













/** What a task can do to its tree that leaves nothing to collect. */
const REPLACED = '. (the tree was replaced by something else, or mounted over)';
class slot_Slot {
    place;
    #pool;
    #kept;
    #identity;
    #mode;
    /** What the tree held when it was prepared last. */
    #layout;
    #keepsIgnored = false;
    constructor(pool, place, kept, was, layout) {
        this.#pool = pool;
        this.place = place;
        this.#kept = kept;
        this.#identity = was.identity;
        this.#mode = was.mode;
        this.#layout = layout;
    }
    /** A new one, empty. */
    static async make(pool, place) {
        await place_requirePool(pool.place);
        await (0,external_node_fs_promises_.mkdir)(place.kept, { recursive: true });
        await (0,external_node_fs_promises_.mkdir)(place.outer);
        await (0,external_node_fs_promises_.mkdir)(place.tree);
        const kept = await makeKeptGit(place, pool.place.home, pool.template);
        const mode = (await (0,external_node_fs_promises_.lstat)(place.tree)).mode & 0o7777;
        const record = { identity: await identify(place), mode, holders: [] };
        await writeRecord(place.kept, record);
        return new slot_Slot(pool, place, kept, record, EMPTY_LAYOUT);
    }
    /** One whose driver died while somebody worked in it, on that base. */
    static async adopt(pool, place, record, base) {
        const kept = await makeKeptGit(place, pool.place.home, pool.template);
        return new slot_Slot(pool, place, kept, record, await pool.layouts.of(kept.git, base));
    }
    /** How it can be compared with its commit. */
    get view() {
        return { place: this.place, kept: this.#kept, layout: this.#layout };
    }
    /** As of its last preparation. */
    get keepsIgnored() {
        return this.#keepsIgnored;
    }
    isIntact() {
        return isIntact(this.place, this.#identity);
    }
    /** Throws when it cannot be done, or not safely: then the slot is of no more use. */
    async prepare({ base, branch, holder, keepsIgnored }) {
        if (!(await this.isIntact()))
            throw new Error(`${this.place.tree} was replaced by something else`);
        const layout = await this.#pool.layouts.of(this.#kept.git, base);
        // git does not write a file again because its attributes changed.
        const startsOver = layout.attributes !== this.#layout.attributes;
        if (startsOver)
            await this.#startOver();
        const rules = { place: this.place, kept: this.#kept, base, layout };
        const spare = (surplus) => ignored(rules, surplus);
        const bin = await this.#pool.trash.open();
        try {
            await this.#takeNeighbours(bin);
            await sweep(this.place.tree, this.#layout.root, {
                bin,
                mode: this.#mode,
                ...(keepsIgnored && !startsOver ? { spare } : {}),
            });
            await this.#takeTouched(bin);
        }
        finally {
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
    async show(tree) {
        const index = (0,external_node_path_.join)(this.place.kept, 'index-shown');
        await copyIndex(this.#kept.index, index);
        try {
            await this.#checkOut(tree, this.#kept.git.with({ GIT_INDEX_FILE: index }));
        }
        finally {
            await (0,external_node_fs_promises_.rm)(index, { force: true });
        }
    }
    async collect(base, options) {
        if (!(await this.isIntact())) {
            const tree = await this.#pool.git.run(['rev-parse', '--verify', `${base}^{tree}`]);
            return { commit: null, tree: tree.trim(), files: [], leaks: [], unstorable: [REPLACED] };
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
        }
        finally {
            bin.empty();
        }
    }
    /** Who works in it now. */
    async record(holders) {
        await writeRecord(this.place.kept, { identity: this.#identity, mode: this.#mode, holders });
    }
    /** Puts the tree elsewhere on the same disk, under the first name that is free; null: it would not move. */
    async moveTree(place) {
        try {
            await (0,external_node_fs_promises_.mkdir)((0,external_node_path_.dirname)(place), { recursive: true, mode: 0o700 });
            for (let copy = 1;; copy++) {
                const free = copy === 1 ? place : `${place}.${copy}`;
                if ((await (0,external_node_fs_promises_.lstat)(free).catch(() => null)) !== null)
                    continue;
                await (0,external_node_fs_promises_.rename)(this.place.tree, free);
                return free;
            }
        }
        catch {
            return null;
        }
    }
    /** Takes it from the disk. */
    async destroy() {
        const bin = await this.#pool.trash.open();
        try {
            await place_clearSlot(this.place, this.#identity, bin);
            await (0,external_node_fs_promises_.rm)(this.place.kept, { recursive: true, force: true });
        }
        finally {
            bin.empty();
        }
    }
    /** A file instead of a number: the clock is that of the file system, and it outlives the driver. */
    async #markBegin(keepsIgnored) {
        const file = (0,external_node_path_.join)(this.place.kept, 'began');
        await (0,external_node_fs_promises_.rm)(file, { force: true });
        if (keepsIgnored)
            await (0,external_node_fs_promises_.writeFile)(file, '');
    }
    #began() {
        const file = (0,external_node_path_.join)(this.place.kept, 'began');
        return (0,external_node_fs_.lstatSync)(file, { bigint: true, throwIfNoEntry: false })?.ctimeNs ?? null;
    }
    /** Nothing in the tree is taken for what a commit looks like. */
    async #startOver() {
        await (0,external_node_fs_promises_.rm)(this.#kept.index, { force: true });
        this.#layout = EMPTY_LAYOUT;
    }
    /** What a task put beside its tree. */
    async #takeNeighbours(bin) {
        const outer = bytePath(this.place.outer);
        for (const name of await (0,external_node_fs_promises_.readdir)(onDisk(outer), { encoding: 'latin1' })) {
            if (name !== (0,external_node_path_.basename)(this.place.tree))
                await bin.take(within(outer, name));
        }
    }
    /** After the sweep: before it, a folder may be a link. */
    async #takeTouched(bin) {
        if (this.#layout === EMPTY_LAYOUT)
            return;
        const idSize = this.#pool.template.objectFormat === 'sha256' ? 32 : 20;
        for (const path of touchedAtOnce(this.#kept.index, this.place.tree, idSize))
            await bin.take(path);
    }
    async #checkOut(shown, git) {
        const args = ['read-tree', '--reset', '-u', shown];
        const { complete } = await this.#kept.run(git, args);
        if (!complete)
            throw new Error(`could not check out ${shown} in ${this.place.tree}`);
    }
}
/** Not what git would read there, nor a link, by which the next task would write elsewhere unknowingly, nor what the commit has. */
async function ignored(rules, surplus) {
    const asked = new Map();
    for (const { path, kind } of surplus) {
        const relative = inTree(rules.place, path);
        const names = relative.split('/');
        const isRead = ['.git', ATTRIBUTES, IGNORES].includes(names.at(-1)?.toLowerCase() ?? '');
        if (isRead || entryAt(rules.layout, names) !== undefined)
            continue;
        if (kind === 'folder')
            asked.set(`${relative}/`, path);
        else if (kind === 'file')
            asked.set(relative, path);
    }
    const found = await ignoredOf(rules, [...asked.keys()]);
    return new Set([...asked].flatMap(([relative, path]) => (found.has(relative) ? [path] : [])));
}

;// CONCATENATED MODULE: ./build/shared/io/trees/joint/adopt.js




/**
 * The attempts whose work is still in a shared tree. A driver may die when it has named an attempt in a tree of its own, and
 * before it moved the work there: it is there only if it is not here.
 */
async function adopt_adoptFolders(parts, { run, slots, close }) {
    const own = slots.flatMap(({ record }) => record?.holders.filter(holder => !isSharer(holder)) ?? []);
    const makeSlot = slotMaker(parts, slots);
    const found = [];
    for (const { place, record } of slots) {
        const sharers = (record?.holders ?? []).filter(isSharer).filter(holder => holder.run === run);
        const [first] = sharers;
        if (record === null || first === undefined)
            continue;
        const slot = await Slot.adopt(parts, place, record, first.base);
        const joint = new JointTree(parts, slot, { base: first.base, present: sharers });
        for (const sharer of sharers) {
            const hold = holdOf(joint, sharer, { makeSlot, close });
            const hasMoved = own.some(holder => adopt_isSame(holder, sharer)) && !(await joint.has(sharer));
            if (hasMoved)
                await hold.release(null);
            else
                found.push({ sharer, root: place.tree, tree: new FolderTree(joint, sharer, hold) });
        }
    }
    return found;
}
function adopt_isSame(one, other) {
    return one.run === other.run && one.task === other.task && one.attempt === other.attempt;
}
function holdOf(joint, sharer, { makeSlot, close }) {
    return {
        moveOut: async () => {
            const own = await makeSlot();
            const holder = { ...sharer, folder: null };
            await own.prepare({ base: sharer.base, branch: 'work', holder, keepsIgnored: false });
            return { own, ...(await joint.moveOut(sharer, own)) };
        },
        release: async (own) => {
            if (own === null)
                await joint.leave(sharer);
            else
                await own.destroy();
            if (joint.isEmpty)
                await joint.slot.destroy();
            await close();
        },
        // Of what a dead driver left nothing is kept but the work.
        keep: async (own) => {
            await own.destroy();
            return null;
        },
    };
}
/** Under numbers that no slot of the pool has. */
function slotMaker(parts, slots) {
    let number = Math.max(0, ...slots.map(({ place }) => Number(place.name.replace(/^\D+/, ''))));
    return () => {
        number += 1;
        return Slot.make(parts, slotPlace(parts.place.folder, number));
    };
}

;// CONCATENATED MODULE: ./build/shared/io/trees/abandoned.js
/** Finds what drivers left that died: trees with work in them, to be saved, and the rest, to be removed. */











/** The attempts of a run whose driver died. Each is to be collected, then released; until then nothing removes it. */
async function recoverOrphans(repository, run) {
    const orphans = [];
    for (const pool of await abandonedPools(repository)) {
        const slots = await slotsOf(pool.folder);
        if (!slots.some(({ record }) => record?.holders.some(holder => holder.run === run)))
            continue;
        const parts = await partsOf(repository, pool);
        const close = () => removePool(pool, () => false);
        const folders = await adoptFolders(parts, { run, slots, close });
        orphans.push(...folders.map(({ sharer, root, tree }) => ({ ...sharer, root, tree })));
        for (const { place, record } of slots) {
            const [holder] = record?.holders ?? [];
            if (record === null || holder?.run !== run || isSharer(holder))
                continue;
            const slot = await Slot.adopt(parts, place, record, holder.base);
            const release = async () => {
                await slot.destroy();
                await close();
            };
            if (folders.some(({ sharer }) => isSame(holder, sharer))) {
                await slot.destroy();
                continue;
            }
            const { base, files } = holder;
            const tree = new HeldTree({ slot, base, files, release });
            orphans.push({ ...holder, root: tree.directory, tree });
        }
    }
    return orphans;
}
/**
 * Removes the pools of dead processes. A tree with an attempt's work stays until it is recovered, unless `forget` says that
 * nobody will come for that run's. Answers, in words, what would not go: it is in nobody's way.
 */
async function pruneTrees(repository, options) {
    const left = [];
    for (const pool of await abandonedPools(repository)) {
        await removePool(pool, options.forget).catch(error => left.push(String(error.message)));
    }
    return left;
}
async function abandonedPools(repository) {
    const pools = poolsFolder(repository);
    const found = [];
    for (const name of (await abandoned_list(pools)).filter(isAbandoned)) {
        const place = await readPool(join(pools, name));
        // What is in the way of removing it is in nobody else's.
        if (place === null) {
            const folder = join(pools, name);
            await remove(folder)
                .then(() => removeShell({ folder }))
                .catch(() => { });
        }
        else
            found.push(place);
    }
    return found;
}
/** Everything but the trees with work that is not forgotten; the whole pool, when there are none. */
async function removePool(pool, forget) {
    const trash = new Trash(pool.folder, () => requirePool(pool));
    const bin = await trash.open();
    let kept = 0;
    for (const { place, record } of await slotsOf(pool.folder)) {
        if (record?.holders.some(holder => !forget(holder.run)))
            kept++;
        else {
            if (record !== null)
                await clearSlot(place, record.identity, bin);
            await remove(place.kept);
        }
    }
    bin.empty();
    await trash.settled();
    if (kept > 0)
        return;
    await remove(pool.temporary);
    await remove(pool.folder);
    await removeShell(pool);
}
async function slotsOf(folder) {
    const numbers = await abandoned_list(join(folder, 'kept'));
    return Promise.all(numbers.map(async (number) => {
        const place = slotPlace(folder, Number(number));
        return { place, record: await readRecord(place.kept) };
    }));
}
/** A folder that is not there has nothing in it. */
function abandoned_list(folder) {
    return readdir(folder).catch(() => []);
}

;// CONCATENATED MODULE: ./build/shared/io/task-tree.js
/**
 * The trees that tasks and verifications work in. Each is a repository of its own that shares only the user's objects, so
 * through git a task harms nothing but its tree; Braid reads a task's files there and never its `.git`. Trees are
 * prepared for one task after the other: bringing one back to a commit costs a fraction of making one.
 */









async function openTreePool(repository) {
    return new Pool(await makePool(repository));
}
class Pool {
    #parts;
    #joint;
    #slots = new Set();
    #idle = [];
    #slotsMade = 0;
    #attempts = 0;
    constructor(parts) {
        this.#parts = parts;
        this.#joint = new JointTrees(parts, {
            take: asked => this.#ready({ ...asked, holder: null, keepsIgnored: false }),
            giveBack: slot => this.#giveBack(slot),
        });
    }
    async prepare(request) {
        this.#attempts += 1;
        const { base, branch, log, run, task, attempt, disposable = false, keepsIgnored = false } = request;
        const files = await makeAttemptFiles(this.#parts.place, { number: this.#attempts, log });
        const holder = { run, task, attempt, base, files, folder: null };
        try {
            if (request.joint !== undefined)
                return await this.#share(holder, request.joint, branch);
            const slot = await this.#ready({ base, branch, holder: disposable ? null : holder, keepsIgnored });
            return new held_tree_HeldTree({
                slot,
                base,
                files,
                release: () => this.#takeBack(slot, files),
                keep: place => this.#keep(slot, files, place),
            });
        }
        catch (error) {
            this.#discardFiles(files);
            const why = error instanceof Error ? error.message : String(error);
            throw new Error(`could not prepare a tree for ${request.name}: ${why}`, { cause: error });
        }
    }
    async close() {
        await place_requirePool(this.#parts.place);
        this.#idle.length = 0;
        const ends = await Promise.allSettled([...this.#slots].map(slot => this.#destroy(slot)));
        for (const end of ends)
            if (end.status === 'rejected')
                throw end.reason;
        await this.#parts.trash.settled();
        await removal_remove(this.#parts.place.temporary);
        await removal_remove(this.#parts.place.folder);
        await pool_parts_removeShell(this.#parts.place);
    }
    async #share(holder, { folder, branch: common }, branch) {
        const { base, files } = holder;
        const sharer = { ...holder, folder };
        const joint = await this.#joint.join(sharer, { base, branch: common });
        return new folder_tree_FolderTree(joint, sharer, {
            moveOut: async () => {
                const own = await this.#ready({ base, branch, holder, keepsIgnored: false });
                return { own, ...(await this.#joint.moveOut(joint, sharer, own)) };
            },
            release: async (own) => {
                if (own !== null)
                    return this.#takeBack(own, files);
                this.#discardFiles(files);
                await this.#joint.leave(joint, sharer);
            },
            keep: (own, place) => this.#keep(own, files, place),
        });
    }
    async #ready(preparation) {
        const { keepsIgnored } = preparation;
        const at = this.#idle.findLastIndex(slot => slot.keepsIgnored === keepsIgnored);
        const [used] = at < 0 ? [] : this.#idle.splice(at, 1);
        if (used !== undefined) {
            try {
                await used.prepare(preparation);
                return used;
            }
            catch {
                // Whatever a task did to it: a new one costs time and nothing else.
                await this.#discard(used);
            }
        }
        const made = await this.#make();
        try {
            await made.prepare(preparation);
            return made;
        }
        catch (error) {
            await this.#discard(made);
            throw error;
        }
    }
    async #make() {
        this.#slotsMade += 1;
        const slot = await slot_Slot.make(this.#parts, place_slotPlace(this.#parts.place.folder, this.#slotsMade));
        this.#slots.add(slot);
        return slot;
    }
    async #takeBack(slot, files) {
        this.#discardFiles(files);
        await this.#giveBack(slot);
    }
    async #giveBack(slot) {
        if (!this.#slots.has(slot))
            return;
        if (await slot.isIntact()) {
            await slot.record([]);
            this.#idle.push(slot);
        }
        else
            await this.#discard(slot);
    }
    async #keep(slot, files, place) {
        if (!this.#slots.has(slot) || !(await slot.isIntact())) {
            await this.#takeBack(slot, files);
            return null;
        }
        this.#discardFiles(files);
        const kept = await slot.moveTree(place);
        await this.#discard(slot);
        return kept;
    }
    /** What cannot be removed now costs no task anything; closing the pool tries again, and says so. */
    async #discard(slot) {
        await this.#destroy(slot).catch(() => { });
    }
    async #destroy(slot) {
        await slot.destroy();
        this.#slots.delete(slot);
    }
    #discardFiles({ gitConfig, temporary }) {
        this.#parts.trash.removeLater((0,external_node_path_.dirname)(gitConfig));
        this.#parts.trash.removeLater(temporary);
    }
}

// EXTERNAL MODULE: ./build/shared/plan/scope.js
var scope = __webpack_require__(9866);
// EXTERNAL MODULE: ./build/shared/run/integration/chain.js
var chain = __webpack_require__(3478);
// EXTERNAL MODULE: ./build/shared/run/attempts/evidence.js
var evidence = __webpack_require__(9592);
// EXTERNAL MODULE: ./build/shared/run/resolution/resolution.js
var resolution = __webpack_require__(1839);
// EXTERNAL MODULE: ./build/shared/io/merging/conflict.js + 3 modules
var conflict = __webpack_require__(9853);
// EXTERNAL MODULE: ./build/shared/io/merging/merge-pair.js
var merge_pair = __webpack_require__(4650);
// EXTERNAL MODULE: ./build/shared/run/resolution/silent-revert.js + 1 modules
var silent_revert = __webpack_require__(7341);
;// CONCATENATED MODULE: ./build/shared/io/local/examine.js


async function examine(git, trees, { files, described }) {
    const sides = await readSides(git, trees);
    const names = new Set(files.flatMap(file => [file.path, ...stagesOf(file).map(({ path }) => path)]));
    const shown = await entriesOf(git, trees.merged, [...names]);
    const resultAt = (path) => {
        const change = sides.result.get(path);
        return change === undefined ? (shown.get(path) ?? null) : change.after;
    };
    const reader = new Reader(git);
    const collided = [];
    for (const file of files) {
        const of = described.find(({ path }) => path === file.path)?.with ?? [];
        const versions = await reader.versions(file, resultAt(file.path));
        const merged = await reader.read(shown.get(file.path) ?? null);
        collided.push({ merged, versions: { ...versions, isRenamed: file.kind === 'rename', of } });
    }
    const others = [];
    for (const [path, change] of sides.result) {
        if (!names.has(path))
            others.push(...(await untouched(reader, path, { ...sides, change })));
    }
    const aside = files.flatMap(file => stagesOf(file).flatMap(({ path }) => (path === file.path ? [] : [path])));
    const left = aside.filter(path => resultAt(path) !== null);
    return conclude(collided, others, left);
}
function conclude(collided, others, left) {
    const all = [...collided, ...others];
    const textsOf = ({ base, ours, theirs }) => [base, ours, theirs].map(each => each?.text ?? '');
    const markers = new Set(collided.flatMap(({ merged, versions }) => (0,resolution/* markerLines */.yD)(merged?.text ?? '', textsOf(versions))));
    // A line of `=` is a heading in many files; only where git has put one does it say something.
    const telling = new Set([...markers].filter(line => !line.startsWith('=')));
    const marked = all.filter(each => {
        const text = each.versions.result?.text;
        const known = { markers: collided.includes(each) ? markers : telling, versions: textsOf(each.versions) };
        return text != null && (0,resolution/* leavesMarkers */.cz)(text, known);
    });
    const elsewhere = (0,silent_revert/* countLines */.lt)(all.flatMap(({ merged, versions }) => (0,resolution/* addedLines */.u4)(merged?.text ?? null, versions.result?.text ?? null)));
    return {
        markers: [...new Set([...marked.map(({ versions }) => versions.path), ...left])].sort(),
        lost: (0,resolution/* capped */.uo)(all.flatMap(({ versions }) => (0,resolution/* lostIn */.gJ)(versions, elsewhere))),
    };
}
async function readSides(git, { merged, base, commit, result }) {
    const [fromOurs, fromTheirs, made] = await Promise.all([
        changesOf(git, `${base.commit}^{tree}`, merged),
        changesOf(git, `${commit}^{tree}`, merged),
        changesOf(git, merged, result),
    ]);
    return { fromOurs, fromTheirs, result: made };
}
/**
 * A file without a conflict that was changed all the same: git's merge of it has both sides' changes, so what differs from one
 * side there is the other's.
 */
async function untouched(reader, path, { fromOurs, fromTheirs, change }) {
    const [byTheirs, byOurs] = [fromOurs.get(path), fromTheirs.get(path)];
    const merged = await reader.read(change.before);
    const result = await reader.read(change.after);
    const common = { path, result, isRenamed: false, of: [] };
    const found = [];
    if (byTheirs !== undefined) {
        const ours = await reader.read(byTheirs.before);
        found.push({ ...common, base: ours, ours, theirs: merged });
    }
    if (byOurs !== undefined) {
        const theirs = await reader.read(byOurs.before);
        found.push({ ...common, base: theirs, ours: merged, theirs });
    }
    // Nobody's change: what the resolver does there is its own, but for markers.
    if (found.length === 0)
        found.push({ ...common, base: merged, ours: merged, theirs: merged });
    return found.map(versions => ({ merged, versions }));
}
async function changesOf(git, before, after) {
    const args = ['diff-tree', '-r', '-z', '--no-renames', '--raw', '--no-abbrev', before, after];
    const tokens = (await git.run(args)).split('\0');
    const changes = new Map();
    for (let at = 0; at + 1 < tokens.length; at += 2) {
        const [, oldMode, newMode, oldObject, newObject] = /^:(\d+) (\d+) (\w+) (\w+) \w/.exec(tokens[at] ?? '') ?? [];
        const entry = (mode = '', object = '') => (/^0+$/.test(mode) ? null : { mode, object });
        changes.set(tokens[at + 1] ?? '', {
            before: entry(oldMode, oldObject),
            after: entry(newMode, newObject),
        });
    }
    return changes;
}
/** Of folders there is none. */
async function entriesOf(git, tree, paths) {
    const listing = paths.length === 0 ? '' : await git.run(['ls-tree', '-z', '--full-tree', tree, '--', ...paths]);
    return new Map(listing.split('\0').flatMap((line) => {
        const [, mode, type, object, path] = /^(\d+) (\w+) (\w+)\t([\s\S]*)$/.exec(line) ?? [];
        if (mode === undefined || object === undefined || path === undefined || type === 'tree')
            return [];
        return [[path, { mode, object }]];
    }));
}
function stagesOf({ base, ours, theirs }) {
    return [base, ours, theirs].filter(stage => stage !== null);
}
/** Regular files; links and submodules are not read. */
const FILE = /^100/;
class Reader {
    #git;
    constructor(git) {
        this.#git = git;
    }
    async versions({ path, base, ours, theirs }, result) {
        const [was, mine, other, made] = await Promise.all([base, ours, theirs, result].map(each => this.read(each)));
        return { path, base: was ?? null, ours: mine ?? null, theirs: other ?? null, result: made ?? null };
    }
    async read(entry) {
        if (entry === null)
            return null;
        const { mode, object } = entry;
        if (!FILE.test(mode))
            return { mode, object, text: null };
        const text = await this.#git.run(['cat-file', 'blob', object]);
        // git's own sign of a binary file, and what stands for bytes that are not UTF-8.
        return { mode, object, text: /[\0\ufffd]/.test(text) ? null : text };
    }
}

;// CONCATENATED MODULE: ./build/shared/io/local/conflicted-tree.js





const ACCOUNTED = { markers: [], lost: [] };
/** Null: the attempt starts from its base alone. */
async function openConflict({ merges, run }, { base, resolves }, tree) {
    if (resolves === null)
        return null;
    const { git } = await merges();
    const { commit } = resolves;
    const merge = await (0,merge_pair/* mergePair */.b)(git, base.commit, commit);
    if (merge.kind === 'clean') {
        await tree.show(merge.tree);
        return { isClean: true, told: '', examine: async () => ACCOUNTED };
    }
    const failed = { run, head: base.commit, commit, output: merge.output };
    await tree.show(merge.output.tree);
    const files = (0,conflict/* conflictedFiles */.Ru)(failed);
    const described = await (0,conflict/* describeConflict */.we)(git, failed);
    return {
        isClean: false,
        told: (0,resolution/* unmarkedText */.jd)(files.map(({ path, kind, base: was, ours, theirs }) => ({
            ...{ path, kind },
            ...{ isNew: was === null, hasOurs: ours !== null, hasTheirs: theirs !== null },
        }))),
        examine: result => examine(git, { merged: merge.output.tree, base, commit, result }, { files, described }),
    };
}
/** As of a backend that had nothing to do. */
function asMerged() {
    return {
        exit: { kind: 'exited', code: 0 },
        usage: { ...evidence/* NO_USAGE */.yJ, costUsd: 0, inputTokens: 0, outputTokens: 0 },
        tail: 'braid: the conflict is gone: git merges both sides by itself now',
        notes: null,
        durationMs: 0,
    };
}

// EXTERNAL MODULE: ./build/shared/io/local/left.js
var left = __webpack_require__(2152);
;// CONCATENATED MODULE: ./build/shared/io/local/unheard.js
class Unheard {
    #waiting = new Map();
    /** Resolves when a state knows of the attempt's end. */
    untilHeard(ended) {
        return new Promise(heard => {
            this.#waiting.set(ended.key, { ended, heard });
        });
    }
    follow(state) {
        for (const [key, { ended, heard }] of this.#waiting) {
            if (!knowsEnd(state, ended))
                continue;
            this.#waiting.delete(key);
            heard();
        }
    }
}
function knowsEnd({ tasks }, { task, attempt }) {
    return tasks.get(task)?.attempts.find(({ number }) => number === attempt)?.end != null;
}

;// CONCATENATED MODULE: ./build/shared/io/local/slots.js
/** Places to work at that are given out in the order of asking, several at once to whoever needs more; their number may change. */
class Slots {
    #capacity = 1;
    #used = 0;
    #line = [];
    /** Fewer let what runs come to its end; 0 lets nobody in. */
    allow(capacity) {
        this.#capacity = capacity;
        this.#admit();
    }
    /** Does the work when there is room. Rejects with the signal's reason when it is aborted before; what has begun is waited for. */
    async within(weight, signal, work) {
        await this.#enter(weight, signal);
        try {
            return await work();
        }
        finally {
            this.#used -= weight;
            this.#admit();
        }
    }
    #enter(weight, signal) {
        return new Promise((resolve, reject) => {
            const waiting = {
                weight,
                admit: () => {
                    signal.removeEventListener('abort', leave);
                    resolve();
                },
            };
            const leave = () => {
                const at = this.#line.indexOf(waiting);
                if (at !== -1)
                    this.#line.splice(at, 1);
                reject(signal.reason);
                this.#admit();
            };
            if (signal.aborted)
                return reject(signal.reason);
            signal.addEventListener('abort', leave, { once: true });
            this.#line.push(waiting);
            this.#admit();
        });
    }
    /** Who is too heavy for all places together takes them all; who waits is not overtaken by who is lighter. */
    #admit() {
        for (let next = this.#line[0]; next !== undefined; next = this.#line[0]) {
            const hasRoom = this.#used + next.weight <= this.#capacity || (this.#used === 0 && this.#capacity > 0);
            if (!hasRoom)
                return;
            this.#line.shift();
            this.#used += next.weight;
            next.admit();
        }
    }
}

;// CONCATENATED MODULE: ./build/shared/io/local/workers.js
/** Places to work at: so many in all, so many for each backend, in so many trees, as the machine says; they may change. */

class Workers {
    #places = new Limits();
    #trees = new Limits();
    /** More places start more work at once; fewer let what runs come to its end. */
    allow({ workers, byBackend, trees }) {
        this.#places.allow(workers, byBackend);
        const each = Math.max(1, Math.floor(trees / workers));
        this.#trees.allow(trees, new Map([...byBackend].map(([name, limit]) => [name, limit * each])));
    }
    /** Does the work when there is a place, in the order of asking. Rejects with the signal's reason when it is aborted before. */
    work(asker, work) {
        return this.#places.within(asker, work);
    }
    /** The same for everything that needs a tree. */
    inTree(asker, use) {
        return this.#trees.within({ ...asker, weight: 1 }, use);
    }
}
/** Whoever is dispatched first gets the first place, although another's tree may be ready earlier. */
class Turns {
    #last = new Map();
    /** `come` resolves when everybody before in this line has passed; `pass` may be called more than once. */
    take(line) {
        const come = this.#last.get(line) ?? Promise.resolve();
        let pass = () => { };
        const passed = new Promise(resolve => {
            pass = resolve;
        });
        this.#last.set(line, Promise.all([come, passed]).then(() => { }));
        return { come, pass };
    }
}
class Limits {
    #all = new Slots();
    #byBackend = new Map();
    allow(all, byBackend) {
        this.#all.allow(all);
        for (const [name, limit] of byBackend)
            this.#slots(name).allow(limit);
    }
    /** A backend's own limit first: who waits for that must not hold a place that others could use. */
    within({ backend, weight, signal }, use) {
        return this.#slots(backend).within(1, signal, () => this.#all.within(weight, signal, use));
    }
    #slots(backend) {
        const known = this.#byBackend.get(backend);
        if (known !== undefined)
            return known;
        const slots = new Slots();
        this.#byBackend.set(backend, slots);
        return slots;
    }
}

;// CONCATENATED MODULE: ./build/shared/io/local/attempts.js
/** Runs attempts on this machine: a tree for each, a place to work at, the backend, then the evidence and the branch. */







class LocalAttempts {
    #context;
    #stops = new Map();
    #turns = new Turns();
    #unheard = new Unheard();
    #leaves = false;
    #orphans;
    /** `orphans`: what was found in trees whose driver died, by dispatch key. */
    constructor(context, orphans) {
        this.#context = context;
        this.#orphans = orphans;
    }
    /** Takes its turn before anything is waited for: who is dispatched first gets the first tree and the first place. */
    async run(effect, onStarted) {
        const turn = this.#turns.take(effect.backend);
        const { signal } = this.#stopFor(effect.key);
        try {
            return await this.#context.workers.inTree(this.#asker(effect, signal), () => this.#once(effect, { onStarted, turn, signal }));
        }
        catch (error) {
            if (signal.aborted && error === signal.reason) {
                return (await this.#known(effect)) ?? (0,left/* notBegun */.dH)({ kind: 'stopped' });
            }
            throw error;
        }
        finally {
            turn.pass();
            this.#stops.delete(effect.key);
        }
    }
    /** Some work could not be saved and lies in its tree: the trees must stay. */
    get leavesWork() {
        return this.#leaves;
    }
    stop(key) {
        this.#stopFor(key).abort('stop');
    }
    /** Called with every new state, after the workers know how many may work. */
    follow(state) {
        this.#unheard.follow(state);
    }
    #asker({ backend, task }, signal) {
        return { backend, weight: this.#context.task(task).weight, signal };
    }
    #stopFor(key) {
        const known = this.#stops.get(key);
        if (known !== undefined)
            return known;
        const controller = new AbortController();
        this.#stops.set(key, controller);
        return controller;
    }
    /** What was done before the process died is not done again. */
    async #once(effect, control) {
        const { folder } = this.#context;
        const known = await this.#known(effect);
        if (known !== undefined)
            return known;
        const evidence = await this.#withTree(effect, control);
        await folder.record({ ...effect, runStartedAt: this.#context.runStartedAt() }, evidence);
        return evidence;
    }
    async #known(effect) {
        const work = { ...effect, runStartedAt: this.#context.runStartedAt() };
        return (await this.#context.folder.recorded(work)) ?? this.#orphans.get(effect.key);
    }
    async #withTree(effect, control) {
        const { pool, run, folder } = this.#context;
        const { task, attempt, base } = effect;
        let tree;
        try {
            tree = await pool.prepare({
                name: `${run}/${task}/${attempt}`,
                run,
                task,
                attempt,
                base: base.commit,
                branch: (0,chain/* taskBranch */.Ip)(run, task),
                log: folder.log(task, attempt),
                ...this.#place(effect),
            });
        }
        catch (error) {
            const message = error instanceof Error ? error.message : String(error);
            return (0,left/* notBegun */.dH)({ kind: 'not-started', message });
        }
        try {
            const evidence = await this.#inTree(effect, tree, control);
            return await (0,left/* leave */.qG)(this.#context, effect, { tree, evidence });
        }
        catch (error) {
            if (!(error instanceof left/* Unsaved */.bF)) {
                await tree.release();
                throw error;
            }
            // The tree is the only place where the work is: it stays, and a resume or a retry saves it.
            this.#leaves = true;
            return (0,left/* notBegun */.dH)({ kind: 'unsaved', message: `${error.message}; it is kept in ${tree.directory}` });
        }
    }
    /** What it shares with others. Who resolves a conflict has a tree of its own: no other shows that. */
    #place({ task, resolves }) {
        const { run, config } = this.#context;
        const { isolation } = config();
        if (isolation === 'directory' && resolves === null) {
            return { joint: { folder: (0,scope/* taskFolder */.AD)(task), branch: (0,chain/* integrationBranch */.NG)(run) } };
        }
        return { keepsIgnored: isolation === 'none' };
    }
    async #inTree(effect, tree, control) {
        const conflict = await openConflict(this.#context, effect, tree);
        await (0,external_node_fs_promises_.writeFile)(tree.files.prompt, `${effect.prompt}${conflict?.told ?? ''}`);
        const task = this.#context.task(effect.task);
        await control.turn.come;
        const finished = new Promise((resolve, reject) => {
            const inPlace = async () => {
                if (this.#context.isCalledOff(effect.key))
                    return resolve((0,left/* notBegun */.dH)({ kind: 'stopped' }));
                const outcome = await this.#outcome(effect, tree, { ...control, conflict });
                const finish = (0,left/* gather */.kg)(this.#context, effect, { tree, outcome, conflict, signal: control.signal });
                resolve(finish);
                // Own tests are work and keep the place; collecting is not, so the next task starts meanwhile.
                if (task.verify.length > 0)
                    await finish;
                if (leavesLess(outcome, effect, this.#context.config()))
                    await this.#unheard.untilHeard(effect);
            };
            this.#context.workers.work(this.#asker(effect, control.signal), inPlace).catch(reject);
        });
        control.turn.pass();
        return finished;
    }
    /** Where git can merge after all, there is nothing that a backend could add. */
    #outcome(effect, tree, { conflict, ...control }) {
        if (!conflict?.isClean)
            return this.#work(effect, tree, control);
        control.onStarted();
        return Promise.resolve(asMerged());
    }
    #work(effect, tree, control) {
        const { task, attempt, base, backend, model, budgetUsd } = effect;
        const { joint } = this.#place(effect);
        const { run, progress, config } = this.#context;
        const about = { task, attempt, tree: tree.slot };
        const minutes = this.#context.task(task).timeoutMinutes ?? config().parallel.timeoutMinutes;
        return this.#context.backend(backend).run({
            run,
            task,
            attempt,
            base: base.commit,
            model,
            budgetUsd,
            tree: tree.directory,
            isShared: joint !== undefined,
            files: tree.files,
            timeoutMs: minutes * 60_000,
            signal: control.signal,
            onOutput: line => progress({ ...about, kind: 'output', data: line }),
            onStarted: control.onStarted,
        });
    }
}
/** Less room for others: at the backend, or in the budget. What nobody knows the cost of counts as what was set aside. */
function leavesLess({ exit, usage }, { budgetUsd }, { budget }) {
    if (exit.kind === 'rate-limited' || exit.kind === 'backend-failed')
        return true;
    return budget.tokens !== null || (budgetUsd !== null && (usage.costUsd ?? 0) > budgetUsd);
}

;// CONCATENATED MODULE: ./build/shared/io/local/run-folder.js
/** `<git directory>/braid/runs/<run>/`: what a run leaves for people, and what an attempt must find again after a crash. */


class RunFolder {
    path;
    constructor(repository, run) {
        this.path = (0,external_node_path_.join)(repository.state, 'runs', run);
    }
    log(task, attempt) {
        return (0,external_node_path_.join)(this.path, 'logs', `${task}-${attempt}.log`);
    }
    /** A tree that is verified more than once has a log for each time. */
    verifyLog(tree, trial) {
        return (0,external_node_path_.join)(this.path, 'logs', `verify-${tree.slice(0, 12)}-${trial}.log`);
    }
    report(extension) {
        return (0,external_node_path_.join)(this.path, `report.${extension}`);
    }
    /** Written before the journal knows of it, so that work that is done is not done again when the process dies in between. */
    async record(work, evidence) {
        await this.write(this.#evidence(work), JSON.stringify({ stamp: stampOf(work), evidence }));
    }
    /** Null: nothing was recorded for just this work; a record of other work under the same name is none. */
    async recorded(work) {
        const text = await (0,external_node_fs_promises_.readFile)(this.#evidence(work), 'utf8').catch(() => '');
        const record = parseRecord(text);
        return record?.stamp === stampOf(work) ? record.evidence : null;
    }
    /** Whole or not at all, and on the disk before it has its name. */
    async write(file, content) {
        await (0,external_node_fs_promises_.mkdir)((0,external_node_path_.dirname)(file), { recursive: true });
        await (0,external_node_fs_promises_.writeFile)(`${file}.new`, content, { flush: true });
        await (0,external_node_fs_promises_.rename)(`${file}.new`, file);
    }
    #evidence({ task, attempt }) {
        return (0,external_node_path_.join)(this.path, 'evidence', `${task}-${attempt}.json`);
    }
}
function stampOf({ base, prompt, runStartedAt }) {
    return JSON.stringify([runStartedAt, base.commit, prompt]);
}
/** Braid wrote it, but a machine may have lost power meanwhile. */
function parseRecord(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return null;
    }
}

// EXTERNAL MODULE: ./build/shared/io/backends/environment.js
var backends_environment = __webpack_require__(2838);
// EXTERNAL MODULE: ./build/shared/io/process.js + 9 modules
var io_process = __webpack_require__(3432);
;// CONCATENATED MODULE: ./build/shared/io/local/verifier.js
/** Runs the project's tests on a candidate, in a tree of its own, and a task's own tests in its tree. */





class LocalVerifier {
    #context;
    constructor(context) {
        this.#context = context;
    }
    /** The candidate, in a fresh tree. */
    async verify(effect, signal) {
        const began = this.#context.now();
        const verdict = await this.#inFreshTree(effect, signal);
        return { verdict, durationMs: this.#context.now() - began };
    }
    async #inFreshTree({ commit, tree: treeId, trial }, signal) {
        const { pool, run, folder, config } = this.#context;
        let tree;
        try {
            const name = `verify-${treeId.slice(0, 12)}-${trial}`;
            tree = await pool.prepare({
                name: `${run}/${name}`,
                run,
                task: name,
                attempt: trial,
                base: commit,
                branch: (0,chain/* integrationBranch */.NG)(run),
                log: folder.verifyLog(treeId, trial),
                disposable: true,
            });
        }
        catch (error) {
            return { kind: 'broken', message: error instanceof Error ? error.message : String(error) };
        }
        try {
            const { verify, verifyTimeoutMinutes } = config().merge;
            const job = {
                task: 'verify',
                what: '`merge.verify`',
                attempt: trial,
                base: commit,
                lines: verify,
                minutes: verifyTimeoutMinutes,
                signal,
            };
            const end = await this.#lines(tree, job);
            if (signal.aborted)
                return { kind: 'stopped' };
            if (end === null)
                return { kind: 'green' };
            const { kind, failure } = end;
            return kind === 'red' ? { kind, failure } : { kind, message: failure.problem, failure };
        }
        finally {
            await tree.release();
        }
    }
    /** A task's own `verify`; null: all green. */
    async verifyOwn(tree, { task, attempt, base, signal }) {
        const minutes = this.#context.config().merge.verifyTimeoutMinutes;
        const end = await this.#lines(tree, {
            task: task.id,
            what: '`verify`',
            attempt,
            base,
            lines: task.verify,
            minutes,
            signal,
        });
        return end?.failure ?? null;
    }
    async #lines(tree, job) {
        const environment = (0,backends_environment/* taskEnvironment */.r)({
            run: this.#context.run,
            task: job.task,
            attempt: job.attempt,
            base: job.base,
            model: null,
            files: tree.files,
            passEnv: [],
        });
        const deadline = this.#context.now() + job.minutes * 60_000;
        for (const line of job.lines) {
            const end = await (0,io_process/* runShell */.E)({
                line,
                cwd: tree.directory,
                ...environment,
                secrets: this.#context.secrets(),
                timeoutMs: Math.max(1, deadline - this.#context.now()),
                signal: job.signal,
                log: tree.files.log,
                territory: { directories: [tree.directory, tree.files.temporary] },
            });
            if (end.exit.kind === 'exited' && end.exit.code === 0)
                continue;
            const { log } = tree.files;
            const failure = { command: line, ...ending(end, job), ...((0,external_node_fs_.existsSync)(log) ? { log } : {}) };
            return { kind: end.exit.kind === 'not-started' ? 'broken' : 'red', failure };
        }
        return null;
    }
}
function ending({ exit, tail }, { minutes, lines, what }) {
    switch (exit.kind) {
        case 'exited':
            return { problem: `exit code ${exit.code}`, tail };
        case 'timed-out': {
            const limit = (0,evidence/* limitText */.PW)(minutes * 60_000);
            // Whoever runs when the time is over need not be who used it up.
            const problem = lines.length === 1
                ? `not done after ${limit}`
                : `not done when the ${limit} for all ${what} commands were over`;
            return { problem, tail };
        }
        case 'killed':
            return { problem: `ended by signal ${exit.signal}`, tail };
        case 'not-started':
            return { problem: exit.message, tail };
        default:
            return { problem: exit.kind, tail };
    }
}

;// CONCATENATED MODULE: ./build/shared/io/local/local-work.js
/** What works on this machine, put together: the trees, the places, the backends, attempts and verification. */











async function openLocalWork(options) {
    const { repository, run, state, orphans } = options;
    const folder = new RunFolder(repository, run);
    const pool = await openTreePool(repository);
    const workers = new Workers();
    const backend = backendsOf(state);
    const config = () => state().config;
    const secrets = () => Object.keys(config().backends).flatMap(name => backend(name).secrets.map(({ value }) => value));
    const verifier = new LocalVerifier({ run, folder, pool, config, secrets, now: Date.now });
    const merges = openingMerges(options);
    const parts = { folder, pool, workers, backend, verifier };
    const attempts = new LocalAttempts({ ...attemptContext(options, parts), merges }, orphans);
    return {
        ...{ folder, attempts, verifier, backend, merges },
        follow: next => {
            workers.allow((0,schedule/* concurrency */.Ex)(next));
            attempts.follow(next);
        },
        close: async () => {
            if (!attempts.leavesWork)
                await pool.close();
        },
    };
}
function attemptContext({ repository, run, state, progress }, { verifier, ...parts }) {
    return {
        ...parts,
        repository,
        run,
        task: id => (0,run_state/* factsOf */.x)(state(), id).task,
        config: () => state().config,
        runStartedAt: () => state().startedAt,
        isCalledOff: key => (0,wanted/* isCalledOff */.RE)(state(), key),
        verifyOwn: (tree, job) => verifier.verifyOwn(tree, job),
        progress: ({ task, ...rest }) => progress({
            at: Date.now(),
            run,
            batch: task === null ? null : (0,run_state/* factsOf */.x)(state(), task).batch,
            task,
            ...rest,
        }),
        now: Date.now,
    };
}
function backendsOf(state) {
    return name => {
        const config = state().config.backends[name];
        if (config === undefined)
            throw new Error(`the configuration has no backend ${name}`);
        return (0,registry/* makeBackend */.Ve)(name, config);
    };
}
/** Opened at the first merge: a run that merges nothing needs no directory to merge in. */
function openingMerges({ repository, state, }) {
    let opening = null;
    return () => {
        opening ??= (0,merge_directory/* openMergeDirectory */.eR)(repository, { base: state().base.commit });
        return opening;
    };
}
/** Resolves at that time, in milliseconds since 1970, or when the signal is aborted. */
async function until(time, signal) {
    await (0,promises_.setTimeout)(Math.max(0, time - Date.now()), undefined, { signal }).catch(() => { });
}


/***/ }),

/***/ 9853:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Ru: () => (/* binding */ conflictedFiles),
  we: () => (/* binding */ describeConflict)
});

// UNUSED EXPORTS: conflictedPaths

;// CONCATENATED MODULE: ./build/shared/io/merging/changes.js
/** By commit; one that changed nothing is missing. */
async function readChanges(git, comparisons, options) {
    if (comparisons.length === 0)
        return new Map();
    const renames = options.renames ? '--find-renames' : '--no-renames';
    const input = comparisons.map(({ commit, parent }) => `${commit} ${parent}\n`).join('');
    return parseChanges(await git.run(['diff-tree', '-r', '-z', renames, '--raw', '--no-abbrev', '--stdin'], { input }));
}
/** `-z`: a commit's id, then for each change its header and one path, or two when it was renamed. */
function parseChanges(output) {
    const found = new Map();
    const tokens = output.split('\0');
    let changes = [];
    for (let at = 0; at < tokens.length; at++) {
        const token = tokens[at] ?? '';
        const header = /^:\d+ \d+ (\w+) (\w+) ([A-Z])\d*$/.exec(token);
        if (header === null) {
            changes = [];
            found.set(token, changes);
            continue;
        }
        const [, before, after, status = ''] = header;
        const from = tokens[++at] ?? '';
        const to = status === 'R' ? (tokens[++at] ?? '') : from;
        changes.push({ status, from, to, before: before, after: after });
    }
    return found;
}

// EXTERNAL MODULE: ./build/shared/io/merging/merge-directory.js
var merge_directory = __webpack_require__(3055);
;// CONCATENATED MODULE: ./build/shared/io/merging/regions.js
/** The differences of two blobs, as the merge itself sees them; none for binary files. */
async function diffHunks(git, before, after) {
    const how = ['--diff-algorithm=histogram', '--no-indent-heuristic', '--no-ext-diff', '--no-textconv'];
    return readHunks(await git.run(['diff', '-U0', '--no-color', ...how, before, after]));
}
/** Reads the headers of a diff without context: there, every other line of a hunk begins with +, - or \\. */
function readHunks(diff) {
    return diff.split('\n').flatMap(line => {
        const header = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(line);
        if (header === null)
            return [];
        const [, oldFrom, oldCount, newFrom, newCount] = header;
        return [{ old: hunkSide(oldFrom, oldCount), new: hunkSide(newFrom, newCount) }];
    });
}
/** An empty side is written as the line before it. */
function hunkSide(from = '0', count = '1') {
    const start = count === '0' ? Number(from) : Number(from) - 1;
    return { start, end: start + Number(count) };
}
/**
 * The regions where both sides changed the ancestor differently. Changes that touch collide as git's do; of a region that
 * both sides changed in part alike, only the parts that differ are given, by the direct difference of the two files.
 */
function conflictRegions(ours, theirs, direct) {
    return groups(ours, theirs).flatMap(group => {
        const span = {
            start: Math.min(...group.map(change => change.hunk.old.start)),
            end: Math.max(...group.map(change => change.hunk.old.end)),
        };
        const mine = group.filter(change => change.side === 'ours').map(change => change.hunk);
        const other = group.filter(change => change.side === 'theirs').map(change => change.hunk);
        if (mine.length === 0 || other.length === 0)
            return [];
        return narrow({ ours: regions_image(span, mine), theirs: regions_image(span, other) }, direct);
    });
}
/** Runs of changes of which each overlaps or touches, in the ancestor, the ones before it. */
function groups(ours, theirs) {
    const changes = [
        ...ours.map(hunk => ({ side: 'ours', hunk })),
        ...theirs.map(hunk => ({ side: 'theirs', hunk })),
    ].sort((a, b) => a.hunk.old.start - b.hunk.old.start || a.hunk.old.end - b.hunk.old.end);
    const found = [];
    let end = -1;
    for (const change of changes) {
        const group = found.at(-1);
        if (group !== undefined && change.hunk.old.start <= end)
            group.push(change);
        else
            found.push([change]);
        end = Math.max(end, change.hunk.old.end);
    }
    return found;
}
/** Where a span of the ancestor lies in the file that these hunks, all of them inside the span, lead to. */
function regions_image(span, hunks) {
    const [first] = hunks;
    const last = hunks.at(-1);
    if (first === undefined || last === undefined)
        return span;
    return {
        start: first.new.start - (first.old.start - span.start),
        end: last.new.end + (span.end - last.old.end),
    };
}
function narrow(region, direct) {
    const differing = direct.filter(hunk => touches(hunk.old, region.ours) || touches(hunk.new, region.theirs));
    const inside = differing.filter(hunk => within(hunk.old, region.ours) && within(hunk.new, region.theirs));
    // The direct difference may pair lines across the region's edge; then it says nothing about the region's parts.
    if (inside.length < differing.length)
        return [region];
    return inside.map(hunk => ({ ours: hunk.old, theirs: hunk.new }));
}
/** Two spans share a line, or one of them is a point in or at the edge of the other. */
function touches(a, b) {
    if (a.start === a.end || b.start === b.end)
        return a.start <= b.end && b.start <= a.end;
    return a.start < b.end && b.start < a.end;
}
function within(inner, outer) {
    return inner.start >= outer.start && inner.end <= outer.end;
}
function lineRange(span) {
    return [span.start + 1, span.end];
}

;// CONCATENATED MODULE: ./build/shared/io/merging/brought-by.js



/** Reads what happened on `head`'s first-parent chain since `commit` left it. */
async function openHistory(git, range) {
    const [steps, renames] = await Promise.all([readSteps(git, range), renamesOf(git, range)]);
    return {
        async broughtBy(contested) {
            const names = new Set(contested.names);
            // What the task renamed still has its old name in the integration.
            for (const { from, to } of renames)
                if (names.has(to))
                    names.add(from);
            const tasks = await findTasks(git, steps, { ...contested, names });
            return [...new Set(tasks.reverse())];
        },
    };
}
/** Several values of one trailer come on lines of their own, and are then nobody's. */
const FIELDS = [
    '%H',
    '%P',
    '%cn <%ce>',
    '%(trailers:key=Braid-Run,valueonly,unfold,separator=%x0A)',
    '%(trailers:key=Braid-Task,valueonly,unfold,separator=%x0A)',
];
/** Newest first. */
async function readSteps(git, { run, head, commit }) {
    const format = `--format=${FIELDS.join('%x00')}`;
    const fields = (await git.run(['log', '-z', '--first-parent', format, head, `^${commit}`, '--'])).split('\0');
    const entries = [];
    for (let at = 0; at + FIELDS.length <= fields.length; at += FIELDS.length) {
        const [id = '', parents = '', committer, runs, task = ''] = fields.slice(at, at + FIELDS.length);
        const [first = '', second = ''] = parents.split(' ');
        const isBraids = committer === `${merge_directory/* BRAID_IDENTITY */.uA.name} <${merge_directory/* BRAID_IDENTITY */.uA.email}>` && runs === run;
        const isTask = isBraids && second !== '' && /^\S+$/.test(task);
        entries.push({ id, first, second, task: isTask ? task : null });
    }
    const foreign = await outside(git, entries.map(entry => entry.second), commit);
    const comparisons = entries.flatMap(({ id, first }) => first === '' ? [] : [{ commit: id, parent: first }]);
    const changes = await readChanges(git, comparisons, { renames: true });
    return entries.map(({ id, second, task }) => {
        const own = changes.get(id) ?? [];
        return { task: foreign.has(second) ? task : null, changes: own, byName: indexed(own) };
    });
}
function indexed(changes) {
    const index = new Map();
    for (const change of changes) {
        for (const name of new Set([change.from, change.to]))
            index.set(name, [...(index.get(name) ?? []), change]);
    }
    return index;
}
/**
 * Those that `commit` does not build on. A part of an epic builds on the epic's earlier parts, which are merged anew when
 * integration has moved on: they are on both sides then, and brought nothing to the other.
 */
async function outside(git, commits, commit) {
    const input = commits.flatMap(id => (id === '' ? [] : [`${id}\n`])).join('');
    if (input === '')
        return new Set();
    return new Set((await git.run(['rev-list', '--stdin'], { input: `${input}^${commit}\n` })).split('\n'));
}
async function renamesOf(git, { head, commit }) {
    const bases = await git.attempt(['merge-base', head, commit]);
    if (bases.code !== 0)
        return [];
    const comparison = { commit, parent: bases.stdout.trim() };
    const changes = await readChanges(git, [comparison], { renames: true });
    return (changes.get(commit) ?? []).filter(change => change.status === 'R');
}
/** Newest first. A task is named as often as it is found. */
async function findTasks(git, steps, contested) {
    const touching = steps.filter(step => concerns(step, contested));
    if (touching.length === 0)
        return tasksOf(steps.filter(step => movedFolder(step, contested)));
    if (contested.gone) {
        const removing = touching.find(step => about(step, contested.names).some(({ status, from }) => 'DR'.includes(status) && contested.names.has(from)));
        return tasksOf(removing === undefined ? touching : [removing]);
    }
    if (contested.ours.length === 0)
        return tasksOf(touching);
    const writers = await writersOf(git, steps, contested);
    // The differences between steps may pair equal lines otherwise than the whole difference did.
    return tasksOf(writers.length === 0 ? touching : writers);
}
function tasksOf(steps) {
    return steps.flatMap(step => (step.task === null ? [] : [step.task]));
}
function about({ byName }, names) {
    return [...names].flatMap(name => byName.get(name) ?? []);
}
function concerns(step, { names, kind }) {
    if (about(step, names).length > 0)
        return true;
    if (kind !== 'file/directory')
        return false;
    return step.changes.some(({ to }) => [...names].some(name => to.startsWith(`${name}/`)));
}
/** A file that the task put into a folder which somebody else renamed. */
function movedFolder({ changes }, { names, kind }) {
    if (kind !== 'rename')
        return false;
    return changes.some(({ status, from }) => {
        const folder = from.slice(0, from.lastIndexOf('/') + 1);
        return status === 'R' && folder !== '' && [...names].some(name => name.startsWith(folder));
    });
}
/** Follows the lines back through the steps; each is taken by the newest step that wrote it, or removed lines there. */
async function writersOf(git, steps, contested) {
    const names = new Set(contested.names);
    const writers = [];
    let open = contested.ours;
    for (const step of steps) {
        const change = about(step, names).find(({ to, status }) => names.has(to) && status !== 'D');
        if (change === undefined)
            continue;
        names.add(change.from);
        const hunks = change.status === 'A' ? null : await diffHunks(git, change.before, change.after);
        if (hunks === null || open.some(span => hunks.some(hunk => touches(hunk.new, span))))
            writers.push(step);
        if (hunks === null)
            break;
        open = open.flatMap(span => before(span, hunks));
        if (open.length === 0)
            break;
    }
    return writers;
}
/** What is left of a span once the lines and points that the hunks touch are taken out, in the lines of the older file. */
function before(span, hunks) {
    const hits = hunks.filter(hunk => touches(hunk.new, span));
    if (span.start === span.end)
        return hits.length > 0 ? [] : [shift(span, hunks)];
    const rest = [];
    let start = span.start;
    for (const hunk of hits) {
        if (hunk.new.start > start)
            rest.push({ start, end: hunk.new.start });
        start = Math.max(start, hunk.new.end);
    }
    if (start < span.end)
        rest.push({ start, end: span.end });
    return rest.map(piece => shift(piece, hunks));
}
function shift(span, hunks) {
    const above = hunks.filter(hunk => hunk.new.end <= span.start);
    const by = above.reduce((sum, { old, new: now }) => sum + (old.end - old.start) - (now.end - now.start), 0);
    return { start: span.start + by, end: span.end + by };
}

;// CONCATENATED MODULE: ./build/shared/io/merging/conflict.js


/** Line ranges cost some processes a file; in a conflict of more files than anybody reads, the others come without any. */
const FILES_WITH_LINES = 50;
async function describeConflict(git, failed) {
    const history = await openHistory(git, failed);
    return Promise.all(conflictedFiles(failed).map(async (file, at) => {
        const regions = at < FILES_WITH_LINES ? await fileRegions(git, file) : [];
        const { path, kind, names } = file;
        const gone = file.ours === null;
        const ours = gone ? [] : regions.map(region => region.ours);
        const theirs = file.theirs === null ? [] : regions.map(region => region.theirs);
        const tasks = await history.broughtBy({ names, kind, ours, gone });
        return { path, kind, ours: ranges(ours), theirs: ranges(theirs), with: tasks };
    }));
}
/** An ancestor's line can be in two regions' reach; people read each range once. */
function ranges(spans) {
    const unique = new Map(spans.map(span => [`${span.start}-${span.end}`, lineRange(span)]));
    return [...unique.values()];
}
/** The paths of a conflict as people know them, in git's order. */
function conflictedPaths(merge) {
    return conflictedFiles(merge).map(file => file.path);
}
function conflictedFiles(merge) {
    const { stages, messages } = merge.output;
    const index = new Map();
    for (const message of messages) {
        for (const path of new Set(message.paths))
            index.set(path, [...(index.get(path) ?? []), message]);
    }
    const files = new Map();
    for (const stage of stages) {
        const path = knownPath(stage.path, index, merge);
        files.set(path, [...(files.get(path) ?? []), stage]);
    }
    // A directory that was split by renames conflicts without a single conflicted file.
    const split = messages.flatMap(({ paths: [path], type }) => files.size === 0 && path !== undefined && type.startsWith('CONFLICT') ? [path] : []);
    for (const path of split)
        files.set(path, []);
    return [...files].map(([path, sides]) => conflictedFile(path, sides, index));
}
/** What is in the way of a directory, or of another type, is moved to `path~commit` by git. */
function knownPath(path, messages, { head, commit }) {
    for (const { paths } of messages.get(path) ?? []) {
        const original = paths.find(other => path.startsWith(`${other}~${head}`) || path.startsWith(`${other}~${commit}`));
        if (original !== undefined)
            return original;
    }
    return path;
}
function conflictedFile(path, sides, messages) {
    const written = new Set([path, ...sides.map(side => side.path)]);
    const about = [...written].flatMap(name => messages.get(name) ?? []);
    const types = new Set(about.map(message => message.type).filter(type => type.startsWith('CONFLICT')));
    const stage = (number) => sides.find(side => side.stage === number) ?? null;
    const file = { path, base: stage(1), ours: stage(2), theirs: stage(3) };
    const names = new Set([path, ...about.flatMap(message => message.paths)]);
    return { ...file, names, kind: kindOf(file, types) };
}
const SUBMODULE_MODE = '160000';
function kindOf(file, types) {
    const { base, ours, theirs } = file;
    const said = (word) => [...types].some(type => word.test(type));
    if ([base, ours, theirs].some(side => side?.mode === SUBMODULE_MODE) || said(/submodule/))
        return 'submodule';
    if (said(/file\/directory/))
        return 'file/directory';
    if (said(/distinct modes/))
        return 'mode';
    if (said(/rename/))
        return 'rename';
    if (said(/binary/))
        return 'binary';
    if (said(/modify\/delete/) || ours === null || theirs === null)
        return 'modify/delete';
    if (ours.object === theirs.object && ours.mode !== theirs.mode)
        return 'mode';
    return base === null ? 'add/add' : 'content';
}
async function fileRegions(git, { kind, base, ours, theirs }) {
    switch (kind) {
        case 'binary':
        case 'mode':
        case 'submodule':
        case 'file/directory':
            return [];
        case 'content':
        case 'add/add':
        case 'modify/delete':
        case 'rename':
            return textRegions(git, base, ours, theirs);
    }
}
async function textRegions(git, base, ours, theirs) {
    if (ours !== null && theirs !== null) {
        const direct = await diffHunks(git, ours.object, theirs.object);
        if (base === null)
            return direct.map(hunk => ({ ours: hunk.old, theirs: hunk.new }));
        const mine = await diffHunks(git, base.object, ours.object);
        return conflictRegions(mine, await diffHunks(git, base.object, theirs.object), direct);
    }
    const only = ours ?? theirs;
    if (base === null || only === null)
        return [];
    return (await diffHunks(git, base.object, only.object)).map(hunk => ({ ours: hunk.new, theirs: hunk.new }));
}


/***/ }),

/***/ 1283:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   TS: () => (/* binding */ isObjectId),
/* harmony export */   hL: () => (/* binding */ readMerge),
/* harmony export */   x8: () => (/* binding */ readResults)
/* harmony export */ });
const OBJECT_ID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;
function isObjectId(text) {
    return text !== undefined && OBJECT_ID.test(text);
}
/** Null when the output does not begin with an object id: git failed, and there is no result. */
function readMerge(stdout) {
    return readConflict(new Tokens(stdout));
}
/** The output of `--stdin` so far: the results that are complete, and the text after them. */
function readResults(text) {
    const tokens = new Tokens(text);
    const results = [];
    for (;;) {
        const { rest } = tokens;
        const result = readResult(tokens);
        if (result === null || tokens.exhausted)
            return { results, rest };
        results.push(result);
    }
}
/** A result begins with 1 (clean) or 0, and a clean one has neither of the two lists. An empty token ends both. */
function readResult(tokens) {
    if (tokens.next() === '1') {
        const tree = tokens.next();
        tokens.next();
        return isObjectId(tree) ? { kind: 'clean', tree } : null;
    }
    const output = readConflict(tokens);
    return output === null ? null : { kind: 'conflict', output };
}
class Tokens {
    #text;
    #at = 0;
    /** More was asked for than is there. */
    exhausted = false;
    constructor(text) {
        this.#text = text;
    }
    get rest() {
        return this.#text.slice(this.#at);
    }
    /** Undefined at the end; what is not closed by NUL is no token. */
    next() {
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
function readConflict(tokens) {
    const tree = tokens.next();
    if (!isObjectId(tree))
        return null;
    return { tree, stages: readStages(tokens), messages: readMessages(tokens) };
}
function readStages(tokens) {
    const stages = [];
    for (let token = tokens.next(); token; token = tokens.next()) {
        const [, mode, object, stage, path] = /^(\d+) (\w+) ([123])\t([\s\S]+)$/.exec(token) ?? [];
        if (mode === undefined || path === undefined || !isObjectId(object)) {
            throw new Error(`expected a conflicted path from git merge-tree, found ${JSON.stringify(token)}`);
        }
        stages.push({ mode, object, path, stage: stage === '1' ? 1 : stage === '2' ? 2 : 3 });
    }
    return stages;
}
function readMessages(tokens) {
    const messages = [];
    for (let count = tokens.next(); count; count = tokens.next()) {
        const paths = Array.from({ length: Number(count) }, () => tokens.next() ?? '');
        const type = tokens.next() ?? '';
        tokens.next(); // The sentence for people, in words that change between versions.
        messages.push({ paths, type });
    }
    return messages;
}


/***/ }),

/***/ 4650:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ mergePair)
/* harmony export */ });
/* harmony import */ var _git_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(33);
/* harmony import */ var _merge_output_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1283);


/** Throws when git fails, a commit is missing, or the histories are unrelated. */
async function mergePair(git, head, commit) {
    const args = ['merge-tree', '--write-tree', '-z', head, commit];
    const result = await git.attempt(args);
    const output = (0,_merge_output_js__WEBPACK_IMPORTED_MODULE_1__/* .readMerge */ .hL)(result.stdout);
    // git exits with 1 for a conflict and for a bad name alike; only a conflict has a tree.
    if (output === null || result.code > 1)
        throw explained(new _git_js__WEBPACK_IMPORTED_MODULE_0__/* .GitError */ .XS(args, result), head, commit);
    return result.code === 0 ? { kind: 'clean', tree: output.tree } : { kind: 'conflict', output };
}
function explained(error, head, commit) {
    if (!error.result.stderr.includes('unrelated histories'))
        return error;
    return new Error(`${commit} cannot be merged: it shares no history with ${head}`, { cause: error });
}


/***/ })

};
