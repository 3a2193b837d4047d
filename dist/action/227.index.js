export const id = 227;
export const ids = [227];
export const modules = {

/***/ 8227:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AC: () => (/* binding */ NO_RESULT),
/* harmony export */   FX: () => (/* binding */ RESULT_FILE),
/* harmony export */   Ij: () => (/* binding */ BUNDLE_FILE),
/* harmony export */   V$: () => (/* binding */ Arrivals)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var _backends_registry_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4906);
/* harmony import */ var _journal_run_refs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4615);
/* harmony import */ var _local_left_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2152);
/* harmony import */ var _bundle_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9677);
/* harmony import */ var _handed_over_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5416);
/**
 * Attempts that were made on other machines: what each left, checked, and brought into the repository. The same that the journal
 * would have been told by an attempt here.
 */






const RESULT_FILE = 'result.json';
const BUNDLE_FILE = 'work.bundle';
/** Of a job that left nothing. */
const NO_RESULT = 'its job left no result';
const ENDED_EARLY = 'ended from outside before it was done: by the time limit that the workflow file sets, or with its machine';
class Arrivals {
    #options;
    constructor(options) {
        this.#options = options;
    }
    async run(effect, onStarted, onEnded) {
        const { run, folders, wasSent, isCancelled, log } = this.#options;
        const { task, attempt } = effect;
        let problem = this.#options.missing(effect);
        for (const folder of folders(effect)) {
            const read = await (0,_handed_over_js__WEBPACK_IMPORTED_MODULE_5__/* .readAttempt */ .ce)((0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(folder, RESULT_FILE), { run, task, attempt });
            if (read.kind === 'refused')
                problem = `the result of its job is refused: ${read.reason}`;
            if (read.kind !== 'read')
                continue;
            const { startedAt, endedAt } = read.value;
            const now = this.#options.now();
            if (startedAt !== null)
                onStarted(Math.min(startedAt, now));
            onEnded(Math.min(endedAt, now));
            const evidence = await this.#taken(effect, folder, read.value);
            const { exit, verifyFailure } = evidence;
            const failure = verifyFailure && (0,_handed_over_js__WEBPACK_IMPORTED_MODULE_5__/* .logAt */ .Il)(verifyFailure, log);
            return { ...evidence, exit: this.#honest(exit), verifyFailure: failure, log };
        }
        if (!wasSent(effect) || isCancelled())
            return { ...(0,_local_left_js__WEBPACK_IMPORTED_MODULE_3__/* .notBegun */ .dH)({ kind: 'stopped' }), log };
        return { ...(0,_local_left_js__WEBPACK_IMPORTED_MODULE_3__/* .notBegun */ .dH)({ kind: 'not-started', message: problem }), log };
    }
    stop() {
        // It is over already.
    }
    /** That counts for no attempt, so it would be made again for ever on the word of a job. */
    #honest(exit) {
        if (exit.kind !== 'stopped' || this.#options.isCancelled())
            return exit;
        return { kind: 'backend-failed', failure: 'crash', message: ENDED_EARLY };
    }
    /** What is in its commit is found out here, and not believed. */
    async #taken(effect, folder, { evidence }) {
        const { repository, run, config } = this.#options;
        const { task, attempt, base } = effect;
        const { commit } = evidence;
        if (commit === null)
            return { ...evidence, files: [] };
        const ref = (0,_journal_run_refs_js__WEBPACK_IMPORTED_MODULE_2__/* .attemptRef */ .DG)(run, task, attempt);
        const work = await (0,_bundle_js__WEBPACK_IMPORTED_MODULE_4__/* .takeBundle */ .i$)(repository, (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(folder, BUNDLE_FILE), { ref, base: base.commit, commit });
        if (work.kind === 'refused') {
            const message = `the work that its job handed over is refused: ${work.reason}`;
            return {
                ...evidence,
                exit: { kind: 'unsaved', message },
                commit: null,
                files: [],
                verifyFailure: null,
            };
        }
        const unpushable = this.#options.unpushable(effect, work.files);
        // It is merged nowhere: what stands on it could not be pushed either.
        if (unpushable !== null)
            return { ...evidence, commit: null, files: work.files, unpushable };
        const saved = await (0,_journal_run_refs_js__WEBPACK_IMPORTED_MODULE_2__/* .saveAttempt */ .vT)(repository, { run, task, attempt, commit });
        const remark = saved.branch.kind === 'refused' ? `\nbraid: ${saved.branch.reason}` : '';
        const { closes: _claimed, ...known } = evidence;
        const question = { task, base: base.commit, commit, files: work.files };
        const path = await (0,_backends_registry_js__WEBPACK_IMPORTED_MODULE_1__/* .closedTaskFile */ .kE)(repository.git, config().backends[effect.backend], question);
        const closes = path === null ? {} : { closes: path };
        return { ...known, ...closes, files: work.files, tail: `${evidence.tail}${remark}` };
    }
}


/***/ }),

/***/ 9677:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Mf: () => (/* binding */ writeBundle),
/* harmony export */   i$: () => (/* binding */ takeBundle)
/* harmony export */ });
/* unused harmony exports LARGEST_FILE, LARGEST_BUNDLE, LARGEST_WORK */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var node_stream_promises__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6466);
/* harmony import */ var _git_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(33);
/* harmony import */ var _merging_merge_directory_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3055);
/**
 * Work on its way from a job that ran an agent to one that may write: a git bundle. Whoever reads it takes it for hostile:
 * nothing of it comes into the repository before it was looked at in a place of its own.
 */






/** GitHub refuses to be pushed a file over 100 MB. */
const LARGEST_FILE = 100 * 1024 * 1024;
/** Of a bundle, and, unpacked, of all that is in it: what a runner's disk can take many times. */
const LARGEST_BUNDLE = 512 * 1024 * 1024;
const LARGEST_WORK = 2 * 1024 * 1024 * 1024;
/** Of the list of names at its beginning: one ref and its base need far less. */
const LONGEST_LIST = 64 * 1024;
const SIGNATURE = '# v2 git bundle';
/** Unpacking what is small and becomes large is given up after this time, in milliseconds. */
const PATIENCE_MS = 5 * 60_000;
/** Only what the base has not. */
async function writeBundle(git, { ref, base, commit }, file) {
    await git.run(['update-ref', ref, commit]);
    await git.run(['bundle', 'create', '--version=2', file, ref, `^${base}`]);
}
/** Brings the objects of one commit into the repository, when the bundle holds it and nothing else. No ref is moved. */
async function takeBundle(repository, file, expected) {
    const known = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.lstat)(file).catch(() => null);
    if (known === null)
        return refused('it is missing');
    if (!known.isFile())
        return refused('it is no file');
    if (known.size > LARGEST_BUNDLE)
        return refused(`it is larger than ${megabytes(LARGEST_BUNDLE)}`);
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)(repository.cache, { recursive: true });
    const place = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdtemp)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(repository.cache, 'handed-over-'));
    try {
        return await takeIn(repository, { file, place, expected });
    }
    finally {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)(place, { recursive: true, force: true });
    }
}
async function takeIn(repository, { file, place, expected }) {
    const git = await openQuarantine(repository, place);
    const { ref, base, commit } = expected;
    const pack = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(place, 'work.pack');
    const heads = await unwrap(file, pack);
    if (heads === null)
        return refused('it is no bundle of git');
    if (heads.join() !== `${commit} ${ref}`)
        return refused(`it holds something else than ${ref} at ${commit}`);
    // Fetching from a bundle checks no objects, whatever is configured; this is what a server does with a push.
    const unpacked = await git.attempt(['index-pack', '--stdin', '--fix-thin', '--strict'], {
        inputFile: pack,
        timeoutMs: PATIENCE_MS,
    });
    if (unpacked.code !== 0)
        return refused(`git refuses it: ${lastLine(unpacked.stderr)}`);
    const lineage = await git.attempt(['rev-list', '--parents', '--max-count=1', commit]);
    if (lineage.code !== 0)
        return refused('its commit is not in it');
    if (lineage.stdout.trim() !== `${commit} ${base}`)
        return refused('it is not one commit on the base of its attempt');
    const size = await weigh(git, expected);
    if (size !== null)
        return refused(size);
    const differing = ['diff-tree', '-r', '-z', '--name-only', '--no-renames', base, commit];
    const files = (await git.run(differing)).split('\0').filter(path => path !== '');
    const problem = await bring(repository, { git, place, expected });
    if (problem !== null)
        return refused(`git refuses it: ${problem}`);
    return { kind: 'taken', files: files.sort() };
}
/** Out of the quarantine comes what belongs to the commit, and nothing that was put beside it. Null: it is there. */
async function bring(repository, { git, place, expected }) {
    const name = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(place, 'checked');
    const packed = await git.attempt(['pack-objects', '--quiet', '--revs', name], {
        input: `${expected.commit}\n^${expected.base}\n`,
        timeoutMs: PATIENCE_MS,
    });
    if (packed.code !== 0)
        return lastLine(packed.stderr);
    const brought = await repository.git.attempt(['unpack-objects', '-q'], {
        inputFile: `${name}-${packed.stdout.trim()}.pack`,
        timeoutMs: PATIENCE_MS,
    });
    return brought.code === 0 ? null : lastLine(brought.stderr);
}
/** A bundle is a list of names, an empty line, and a pack. Answers the refs with their commits; null: it is none. */
async function unwrap(file, pack) {
    const handle = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.open)(file, node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_RDONLY | node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_NOFOLLOW);
    try {
        const { buffer, bytesRead } = await handle.read(Buffer.alloc(LONGEST_LIST), 0, LONGEST_LIST, 0);
        const end = buffer.subarray(0, bytesRead).indexOf('\n\n');
        const [signature, ...lines] = buffer.toString('latin1', 0, Math.max(0, end)).split('\n');
        if (signature !== SIGNATURE)
            return null;
        await (0,node_stream_promises__WEBPACK_IMPORTED_MODULE_3__.pipeline)((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.createReadStream)(file, { start: end + 2 }), (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.createWriteStream)(pack));
        // The others are what it builds on.
        return lines.filter(line => !line.startsWith('-'));
    }
    finally {
        await handle.close();
    }
}
/** A repository of its own that sees the objects of the other one. */
async function openQuarantine(repository, place) {
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(place, 'objects', 'info'), { recursive: true });
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(place, 'refs'));
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.writeFile)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(place, 'HEAD'), 'ref: refs/heads/none\n');
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.writeFile)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(place, 'config'), (0,_merging_merge_directory_js__WEBPACK_IMPORTED_MODULE_5__/* .bareConfiguration */ .hc)(repository.objectFormat));
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.writeFile)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(place, 'objects', 'info', 'alternates'), `${repository.objects}\n`);
    return (0,_git_js__WEBPACK_IMPORTED_MODULE_4__/* .sealedGit */ .rQ)(place, place, { GIT_DIR: place });
}
/** Null: nothing in it is too large. */
async function weigh(git, { base, commit }) {
    const listed = await git.run(['rev-list', '--objects', '--no-object-names', commit, `^${base}`]);
    const format = '--batch-check=%(objecttype) %(objectsize)';
    const sizes = (await git.run(['cat-file', format], { input: listed })).trim().split('\n');
    let sum = 0;
    for (const line of sizes) {
        const [type, size] = line.split(' ');
        sum += Number(size);
        if (type === 'blob' && Number(size) > LARGEST_FILE)
            return `it holds a file larger than ${megabytes(LARGEST_FILE)}`;
    }
    return sum > LARGEST_WORK ? `unpacked it is larger than ${megabytes(LARGEST_WORK)}` : null;
}
function megabytes(bytes) {
    return `${bytes / 1024 / 1024} MB`;
}
function lastLine(text) {
    return text.trim().split('\n').at(-1) ?? 'without a word';
}
function refused(reason) {
    return { kind: 'refused', reason };
}


/***/ }),

/***/ 5416:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Hk: () => (/* binding */ readVerdicts),
/* harmony export */   Il: () => (/* binding */ logAt),
/* harmony export */   Sk: () => (/* binding */ verdictsText),
/* harmony export */   ce: () => (/* binding */ readAttempt),
/* harmony export */   zv: () => (/* binding */ attemptText)
/* harmony export */ });
/* unused harmony export LARGEST_JSON */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2857);
/* harmony import */ var _run_attempts_evidence_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9592);
/**
 * The JSON files by which one job tells another what came of its part. Jobs that run an agent or the project's code cannot be
 * believed more than their shape: what is wrong in it, or more than anybody would write, refuses the whole file.
 */




/** In bytes. Logs are capped elsewhere, and all of a run's paths fit into this. */
const LARGEST_JSON = 16 * 1024 * 1024;
/** Characters of anything that is shown. */
const LONGEST_TEXT = 256 * 1024;
const runId = zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().transform(value => value);
const taskId = zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP()
    .max(200)
    .transform(value => value);
const text = zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().max(LONGEST_TEXT);
const path = zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().max(4_096);
const sha = zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP()
    .regex(/^([0-9a-f]{40}|[0-9a-f]{64})$/)
    .transform(value => value);
const count = zod__WEBPACK_IMPORTED_MODULE_3__/* .number */ .aig().nonnegative().max(Number.MAX_SAFE_INTEGER);
const milliseconds = zod__WEBPACK_IMPORTED_MODULE_3__/* .number */ .aig().int().nonnegative().max(8.64e15);
const number = zod__WEBPACK_IMPORTED_MODULE_3__/* .number */ .aig().int().min(1).max(10_000);
const failure = zod__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({ command: text, problem: text, tail: text, log: path.exactOptional() });
const exit = zod__WEBPACK_IMPORTED_MODULE_3__/* .discriminatedUnion */ .gMt('kind', [
    zod__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({ kind: zod__WEBPACK_IMPORTED_MODULE_3__/* .literal */ .euz('exited'), code: zod__WEBPACK_IMPORTED_MODULE_3__/* .number */ .aig().int() }),
    zod__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({ kind: zod__WEBPACK_IMPORTED_MODULE_3__/* .literal */ .euz('killed'), signal: path }),
    zod__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({ kind: zod__WEBPACK_IMPORTED_MODULE_3__/* .literal */ .euz('timed-out'), afterMs: count }),
    zod__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({ kind: zod__WEBPACK_IMPORTED_MODULE_3__/* .literal */ .euz('stopped') }),
    zod__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({ kind: zod__WEBPACK_IMPORTED_MODULE_3__/* .literal */ .euz('rate-limited'), retryAfterMs: count.nullable() }),
    zod__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({
        kind: zod__WEBPACK_IMPORTED_MODULE_3__/* .literal */ .euz('backend-failed'),
        failure: zod__WEBPACK_IMPORTED_MODULE_3__/* ["enum"] */ .k5n(['auth', 'quota', 'crash', 'refused', 'limit']),
        message: text,
    }),
    zod__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({ kind: zod__WEBPACK_IMPORTED_MODULE_3__/* .literal */ .euz('not-started'), message: text }),
    zod__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({ kind: zod__WEBPACK_IMPORTED_MODULE_3__/* .literal */ .euz('unsaved'), message: text }),
]);
const lost = zod__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({
    path,
    side: zod__WEBPACK_IMPORTED_MODULE_3__/* ["enum"] */ .k5n(['ours', 'theirs']),
    from: count,
    to: count,
    text,
    of: zod__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(taskId).max(1_000),
});
const evidence = zod__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({
    exit,
    commit: sha.nullable(),
    files: zod__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(path).max(200_000),
    unstorable: zod__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(path).max(200_000),
    leaks: zod__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({ name: path, path }))
        .max(1_000)
        .exactOptional(),
    strays: zod__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({ path, others: zod__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(taskId).max(1_000) }))
        .max(1_000)
        .exactOptional(),
    closes: path.exactOptional(),
    verifyFailure: failure.nullable(),
    resolution: zod__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({ markers: zod__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(path).max(200_000), lost: zod__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(lost).max(1_000) }).nullable(),
    tail: text,
    notes: text.nullable(),
    usage: zod__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({
        costUsd: count.max(_run_attempts_evidence_js__WEBPACK_IMPORTED_MODULE_2__/* .MOST_USD */ .L1).nullable(),
        inputTokens: count.max(_run_attempts_evidence_js__WEBPACK_IMPORTED_MODULE_2__/* .MOST_TOKENS */ .JM).nullable(),
        outputTokens: count.max(_run_attempts_evidence_js__WEBPACK_IMPORTED_MODULE_2__/* .MOST_TOKENS */ .JM).nullable(),
        turns: count.nullable(),
        model: path.nullable(),
    }),
    durationMs: count,
    tree: path.nullable().exactOptional(),
    log: path.nullable(),
});
const attemptFile = zod__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({
    version: zod__WEBPACK_IMPORTED_MODULE_3__/* .literal */ .euz(1),
    kind: zod__WEBPACK_IMPORTED_MODULE_3__/* .literal */ .euz('attempt'),
    run: runId,
    task: taskId,
    attempt: number,
    startedAt: milliseconds.nullable(),
    endedAt: milliseconds,
    evidence,
});
const verdict = zod__WEBPACK_IMPORTED_MODULE_3__/* .discriminatedUnion */ .gMt('kind', [
    zod__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({ kind: zod__WEBPACK_IMPORTED_MODULE_3__/* .literal */ .euz('green') }),
    zod__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({ kind: zod__WEBPACK_IMPORTED_MODULE_3__/* .literal */ .euz('red'), failure }),
    zod__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({ kind: zod__WEBPACK_IMPORTED_MODULE_3__/* .literal */ .euz('broken'), message: text, failure: failure.exactOptional() }),
    zod__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({ kind: zod__WEBPACK_IMPORTED_MODULE_3__/* .literal */ .euz('stopped') }),
]);
const verdictsFile = zod__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({
    version: zod__WEBPACK_IMPORTED_MODULE_3__/* .literal */ .euz(1),
    kind: zod__WEBPACK_IMPORTED_MODULE_3__/* .literal */ .euz('verdicts'),
    run: runId,
    /** Of the git that made the candidates: another one may merge in another way. */
    git: path,
    verdicts: zod__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({ tree: sha, trial: number, at: milliseconds, durationMs: count, verdict }))
        .max(10_000),
});
function attemptText(file) {
    return JSON.stringify({ version: 1, kind: 'attempt', ...file });
}
function verdictsText(file) {
    return JSON.stringify({ version: 1, kind: 'verdicts', ...file });
}
/** Only what it says of just this attempt. */
async function readAttempt(file, { run, task, attempt }) {
    const found = await readJson(file, attemptFile);
    if (found.kind !== 'read')
        return found;
    const { version: _, kind: __, ...value } = found.value;
    if (value.run !== run || value.task !== task || value.attempt !== attempt) {
        return { kind: 'refused', reason: 'it is about another attempt' };
    }
    return { kind: 'read', value };
}
/** `log`: where the log of its job is, for a person. */
async function readVerdicts(file, run, log = null) {
    const found = await readJson(file, verdictsFile);
    if (found.kind !== 'read')
        return found;
    if (found.value.run !== run)
        return { kind: 'refused', reason: 'it is about another run' };
    const { git, verdicts } = found.value;
    const placed = verdicts.map(each => ({ ...each, verdict: placedVerdict(each.verdict, log) }));
    return { kind: 'read', value: { run, git, verdicts: placed } };
}
function placedVerdict(verdict, log) {
    switch (verdict.kind) {
        case 'red':
            return { ...verdict, failure: logAt(verdict.failure, log) };
        case 'broken':
            return verdict.failure === undefined ? verdict : { ...verdict, failure: logAt(verdict.failure, log) };
        default:
            return verdict;
    }
}
/** A file of a machine that is gone helps nobody: a person looks at the page of the workflow run. */
function logAt({ log: _gone, ...failure }, log) {
    return log === null ? failure : { ...failure, log };
}
async function readJson(file, schema) {
    const raw = await readBounded(file);
    if (raw.kind !== 'read')
        return raw;
    let json;
    try {
        json = JSON.parse(raw.value);
    }
    catch {
        return { kind: 'refused', reason: 'it is no JSON' };
    }
    const parsed = schema.safeParse(json);
    if (parsed.success)
        return { kind: 'read', value: parsed.data };
    const [issue] = parsed.error.issues;
    return {
        kind: 'refused',
        reason: `\`${issue?.path.join('.') ?? ''}\` is not as it should be: ${issue?.message ?? ''}`,
    };
}
/** Neither through a link nor from anything that is no file. */
async function readBounded(file) {
    const handle = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.open)(file, node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_RDONLY | node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_NOFOLLOW | node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_NONBLOCK).catch((error) => error);
    if (handle instanceof Error) {
        return handle.code === 'ENOENT'
            ? { kind: 'missing' }
            : { kind: 'refused', reason: 'it is no file that can be read' };
    }
    try {
        const known = await handle.stat();
        if (!known.isFile())
            return { kind: 'refused', reason: 'it is no file that can be read' };
        if (known.size > LARGEST_JSON)
            return { kind: 'refused', reason: 'it is larger than 16 MB' };
        return { kind: 'read', value: await handle.readFile('utf8') };
    }
    finally {
        await handle.close();
    }
}


/***/ }),

/***/ 2152:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   bF: () => (/* binding */ Unsaved),
/* harmony export */   dH: () => (/* binding */ notBegun),
/* harmony export */   kg: () => (/* binding */ gather),
/* harmony export */   qG: () => (/* binding */ leave)
/* harmony export */ });
/* unused harmony exports commitMessage, kept */
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var _run_attempts_evidence_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9592);
/* harmony import */ var _backends_registry_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4906);
/* harmony import */ var _journal_run_refs_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4615);
/* harmony import */ var _output_secrets_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(646);
/** What an attempt leaves, as evidence and as a commit's message; also of one that never began. */





/** What a task left could not be put where it is safe. */
class Unsaved extends Error {
}
/** Makes what lies in the tree a commit on the task's branch, runs the task's own tests if it is worth it, and says what came of it. */
async function gather(context, effect, { tree, outcome, conflict, signal }) {
    const { attempt, base } = effect;
    const task = context.task(effect.task);
    const { collected, remark } = await keep(context, effect, tree);
    const ended = (0,_run_attempts_evidence_js__WEBPACK_IMPORTED_MODULE_1__/* .judgeExit */ .Yh)(outcome) === null;
    const resolution = ended && conflict !== null ? await conflict.examine(collected.tree) : null;
    const closes = ended ? await closingOf(context, effect, collected) : {};
    const sound = ended && (0,_run_attempts_evidence_js__WEBPACK_IMPORTED_MODULE_1__/* .judgeWork */ .v9)(task, context.config(), { ...collected, ...closes, resolution }) === null;
    const verifyFailure = sound && task.verify.length > 0
        ? await context.verifyOwn(tree, { task, attempt, base: base.commit, signal })
        : null;
    return {
        ...outcome,
        durationMs: Math.round(outcome.durationMs),
        tail: [leakRemark(outcome, collected), outcome.tail, remark]
            .filter(text => text !== null && text !== '')
            .join('\n'),
        exit: signal.aborted && verifyFailure !== null ? { kind: 'stopped' } : outcome.exit,
        ...kept(collected),
        ...closes,
        verifyFailure,
        resolution,
        log: context.folder.log(task.id, attempt),
    };
}
/** Nothing: its backend keeps no files of tasks, or it closed none. */
async function closingOf({ config, repository: { git } }, { backend, task, base }, { commit, files }) {
    const path = await (0,_backends_registry_js__WEBPACK_IMPORTED_MODULE_2__/* .closedTaskFile */ .kE)(git, config().backends[backend], {
        task,
        base: base.commit,
        commit,
        files,
    });
    return path === null ? {} : { closes: path };
}
/** Gives the tree back, or keeps it for a person, as configured. */
async function leave(context, { task: id, attempt }, { tree, evidence }) {
    const config = context.config();
    const isWanted = config.keepTrees === 'always' ||
        (config.keepTrees === 'failed' && (0,_run_attempts_evidence_js__WEBPACK_IMPORTED_MODULE_1__/* .judge */ .S4)(context.task(id), config, evidence).outcome !== 'succeeded');
    if (!isWanted) {
        await tree.release();
        return evidence;
    }
    const kept = await tree.keep((0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(context.repository.cache, 'kept', context.run, `${id}-${attempt}`));
    return { ...evidence, tree: kept };
}
/** Of an attempt that is judged by its end, nobody else would tell. */
function leakRemark(outcome, { leaks }) {
    return leaks.length > 0 && (0,_run_attempts_evidence_js__WEBPACK_IMPORTED_MODULE_1__/* .judgeExit */ .Yh)(outcome) !== null ? `braid: ${(0,_run_attempts_evidence_js__WEBPACK_IMPORTED_MODULE_1__/* .leakText */ .PT)(leaks)}` : null;
}
async function keep(context, effect, tree) {
    const message = commitMessage(context.task(effect.task), context.run);
    try {
        const secrets = (0,_output_secrets_js__WEBPACK_IMPORTED_MODULE_4__/* .unmistakable */ .T)(context.backend(effect.backend).secrets);
        const collected = await tree.collect({ at: context.now(), message, secrets });
        const remark = collected.commit === null ? null : await save(context, effect, collected.commit);
        return { collected, remark };
    }
    catch (error) {
        throw new Unsaved(error instanceof Error ? error.message : String(error));
    }
}
/** Null, or what is to be said: the work is safe in any case, but a branch that someone else uses stays where it is. */
async function save({ repository, run }, { task, attempt }, commit) {
    const saved = await (0,_journal_run_refs_js__WEBPACK_IMPORTED_MODULE_3__/* .saveAttempt */ .vT)(repository, { run, task, attempt, commit });
    return saved.branch.kind === 'refused' ? `braid: ${saved.branch.reason} (${saved.archive})` : null;
}
function commitMessage(task, run) {
    return `${task.title.replace(/\s+/g, ' ').trim()}\n\nBraid-Run: ${run}\nBraid-Task: ${task.id}\n`;
}
function kept({ commit, files, unstorable, leaks, strays = [], }) {
    return {
        commit,
        files,
        unstorable,
        ...(leaks.length > 0 ? { leaks } : {}),
        ...(strays.length > 0 ? { strays } : {}),
    };
}
function notBegun(exit) {
    return {
        exit,
        commit: null,
        files: [],
        unstorable: [],
        verifyFailure: null,
        resolution: null,
        tail: '',
        notes: null,
        usage: _run_attempts_evidence_js__WEBPACK_IMPORTED_MODULE_1__/* .NO_USAGE */ .yJ,
        durationMs: 0,
        log: null,
    };
}


/***/ })

};
