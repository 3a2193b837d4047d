export const id = 623;
export const ids = [623];
export const modules = {

/***/ 33:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   XS: () => (/* binding */ GitError),
/* harmony export */   rQ: () => (/* binding */ sealedGit),
/* harmony export */   sy: () => (/* binding */ sealedEnvironment),
/* harmony export */   zY: () => (/* binding */ openGit)
/* harmony export */ });
/* harmony import */ var execa__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6993);
/**
 * Runs git's plumbing: arguments are arrays, output is text, expected failures are values, the environment is composed here.
 * What a person would ask git in the user's repository goes through simple-git, see `repository.ts`.
 */

class GitError extends Error {
    args;
    result;
    constructor(args, result) {
        const said = result.stderr.trim() || result.stdout.trim() || `exit code ${result.code}`;
        super(`git ${args.join(' ')}: ${said}`);
        this.name = 'GitError';
        this.args = args;
        this.result = result;
    }
}
/** Variables that select a repository or change what git does; they never pass from the caller's environment. */
const AMBIENT = [
    'PATH',
    'HOME',
    'USER',
    'LOGNAME',
    'TMPDIR',
    'XDG_CONFIG_HOME',
    'SSH_AUTH_SOCK',
    'GIT_CONFIG_GLOBAL',
    'GIT_CONFIG_NOSYSTEM',
    'SYSTEMROOT',
];
/** git in the user's repository, with the user's own configuration; only for reading it and for moving refs and the work tree. */
function openGit(directory, environment = process.env) {
    const env = { LC_ALL: 'C', GIT_TERMINAL_PROMPT: '0', GIT_LITERAL_PATHSPECS: '1' };
    for (const name of AMBIENT) {
        const value = environment[name];
        if (value !== undefined)
            env[name] = value;
    }
    return new ProcessGit(directory, env);
}
/**
 * git that reads no configuration, attributes, ignore file or replacement but Braid's own, so that the same inputs give
 * the same objects on every machine. `home` is a directory of Braid's that holds nothing.
 */
function sealedGit(directory, home, env) {
    return new ProcessGit(directory, sealedEnvironment(home, env));
}
/** The whole environment of {@link sealedGit}, for a process that is talked to while it runs. */
function sealedEnvironment(home, env) {
    return {
        PATH: process.env.PATH ?? '/usr/bin:/bin',
        HOME: home,
        XDG_CONFIG_HOME: home,
        LC_ALL: 'C',
        TZ: 'UTC',
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_CONFIG_GLOBAL: '/dev/null',
        GIT_ATTR_NOSYSTEM: '1',
        GIT_NO_REPLACE_OBJECTS: '1',
        GIT_TERMINAL_PROMPT: '0',
        GIT_LITERAL_PATHSPECS: '1',
        ...env,
    };
}
function inputOf({ input, inputFile }) {
    if (inputFile !== undefined)
        return { inputFile };
    return input === undefined ? { stdin: 'ignore' } : { input };
}
/** As a shell reports a command that SIGKILL ended. */
const KILLED = 137;
class ProcessGit {
    #directory;
    #env;
    constructor(directory, env) {
        this.#directory = directory;
        this.#env = env;
    }
    async run(args, options = {}) {
        const result = await this.attempt(args, options);
        if (result.code !== 0)
            throw new GitError(args, result);
        return result.stdout;
    }
    async attempt(args, options = {}) {
        const child = await (0,execa__WEBPACK_IMPORTED_MODULE_0__/* .execa */ .Ho)('git', args, {
            cwd: this.#directory,
            env: this.#env,
            extendEnv: false,
            // A group of its own: a Ctrl-C in the terminal is for Braid, and must not end a git that is writing.
            detached: true,
            cleanup: false,
            ...inputOf(options),
            ...(options.timeoutMs === undefined ? {} : { timeout: options.timeoutMs }),
            reject: false,
            stripFinalNewline: false,
        });
        // Ended by a signal: a failure of that command like any other. Not started at all: a failure of this machine.
        if (child.exitCode === undefined && child.signal === undefined)
            throw child;
        return { code: child.exitCode ?? KILLED, stdout: child.stdout, stderr: child.stderr };
    }
    with(env) {
        return new ProcessGit(this.#directory, { ...this.#env, ...env });
    }
}


/***/ }),

/***/ 1191:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   yl: () => (/* binding */ openGitJournal),
/* harmony export */   zF: () => (/* binding */ UnwritableJournal),
/* harmony export */   zS: () => (/* binding */ DamagedJournal)
/* harmony export */ });
/* harmony import */ var _merging_merge_directory_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3055);
/* harmony import */ var _ref_transaction_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1057);
/* harmony import */ var _run_refs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4615);



/** The ref holds something that no append of Braid's left there. */
class DamagedJournal extends Error {
    constructor(ref, problem) {
        super(`the journal ${ref} is damaged: ${problem}. Hint: \`git log ${ref}\` shows what it holds`);
        this.name = 'DamagedJournal';
    }
}
/** A hook, a lock that stays, the disk. */
class UnwritableJournal extends Error {
    constructor(ref, reason) {
        super(`the journal ${ref} could not be written: ${reason}`);
        this.name = 'UnwritableJournal';
    }
}
function openGitJournal(repository, run) {
    const git = repository.git.with({ GIT_NO_REPLACE_OBJECTS: '1' });
    const ref = (0,_run_refs_js__WEBPACK_IMPORTED_MODULE_2__/* .journalRef */ .fp)(run);
    return {
        read: () => read(git, ref),
        append: (events, version) => append(git, ref, events, version),
    };
}
async function append(git, ref, events, version) {
    if (events.length === 0) {
        return (await tipOf(git, ref)) === version ? { kind: 'appended', version } : { kind: 'conflict' };
    }
    const commit = await writeCommit(git, events, version);
    const move = { ref, from: version, to: commit };
    const moved = await (0,_ref_transaction_js__WEBPACK_IMPORTED_MODULE_1__/* .moveRefs */ .YS)(git, [move], `braid: ${events.length} events`);
    switch (moved.kind) {
        case 'moved':
            return { kind: 'appended', version: commit };
        case 'stale':
            return { kind: 'conflict' };
        case 'refused':
            throw new UnwritableJournal(ref, moved.reason);
    }
}
/** The same events after the same version give the same commit. */
async function writeCommit(git, events, version) {
    const seconds = Math.max(0, ...events.map(event => Math.floor(event.at / 1000)));
    const dated = git.with({
        GIT_AUTHOR_NAME: _merging_merge_directory_js__WEBPACK_IMPORTED_MODULE_0__/* .BRAID_IDENTITY */ .uA.name,
        GIT_AUTHOR_EMAIL: _merging_merge_directory_js__WEBPACK_IMPORTED_MODULE_0__/* .BRAID_IDENTITY */ .uA.email,
        GIT_AUTHOR_DATE: `@${seconds} +0000`,
        GIT_COMMITTER_NAME: _merging_merge_directory_js__WEBPACK_IMPORTED_MODULE_0__/* .BRAID_IDENTITY */ .uA.name,
        GIT_COMMITTER_EMAIL: _merging_merge_directory_js__WEBPACK_IMPORTED_MODULE_0__/* .BRAID_IDENTITY */ .uA.email,
        GIT_COMMITTER_DATE: `@${seconds} +0000`,
    });
    const tree = version === null ? await emptyTree(git) : `${version}^{tree}`;
    const parent = version === null ? [] : ['-p', version];
    // git forces refs to the disk and, unless told to, not the objects they name: a power cut would leave a ref to nothing.
    const args = ['-c', 'core.fsync=committed', 'commit-tree', tree, ...parent, '-F', '-'];
    return (await dated.run(args, { input: events.map(lineOf).join('') })).trim();
}
async function emptyTree(git) {
    return (await git.run(['hash-object', '-t', 'tree', '-w', '--stdin'], { input: '' })).trim();
}
function lineOf(event) {
    const text = JSON.stringify(event);
    // Everything beyond ASCII is escaped, so that no setting about encodings can touch it.
    return `${text.replace(/[\u007f-\uffff]/g, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`;
}
async function tipOf(git, ref) {
    return (await (0,_ref_transaction_js__WEBPACK_IMPORTED_MODULE_1__/* .readRefs */ .n6)(git, [ref])).get(ref)?.commit ?? null;
}
async function read(git, ref) {
    const version = await tipOf(git, ref);
    if (version === null)
        return { events: [], version };
    const listing = await git.attempt([
        ...['rev-list', '--reverse', '--topo-order', '--no-commit-header', '--format=%H %P%n%B%x00', version],
    ]);
    if (listing.code !== 0)
        throw new DamagedJournal(ref, listing.stderr.trim());
    const events = [];
    let previous = '';
    for (const record of listing.stdout.split('\0').slice(0, -1)) {
        const [heading = '', ...lines] = record.trimStart().split('\n');
        const [commit = '', ...parents] = heading.trimEnd().split(' ');
        const where = `commit ${commit.slice(0, 10)}`;
        if (parents.join(' ') !== previous)
            throw new DamagedJournal(ref, `${where} does not follow the one before it`);
        previous = commit;
        for (const line of lines) {
            if (line !== '')
                events.push(parseEvent(line, problem => new DamagedJournal(ref, `${where} ${problem}`)));
        }
    }
    return { events, version };
}
function parseEvent(line, damage) {
    const excerpt = `\`${line.slice(0, 60)}\``;
    let value;
    try {
        value = JSON.parse(line);
    }
    catch {
        throw damage(`holds a line that is no JSON: ${excerpt}`);
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
        throw damage(`holds a line that is no event: ${excerpt}`);
    }
    if (!('type' in value) ||
        typeof value.type !== 'string' ||
        !('at' in value) ||
        typeof value.at !== 'number') {
        throw damage(`holds an event without type or time: ${excerpt}`);
    }
    return value;
}


/***/ }),

/***/ 1057:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Of: () => (/* binding */ refusalOf),
/* harmony export */   YS: () => (/* binding */ moveRefs),
/* harmony export */   d_: () => (/* binding */ patiently),
/* harmony export */   gR: () => (/* binding */ contains),
/* harmony export */   n6: () => (/* binding */ readRefs)
/* harmony export */ });
/* unused harmony export isLocked */
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8500);
/* harmony import */ var _git_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(33);
/** Reads refs of the user's repository, and moves them in one transaction with their old values. */


/** Milliseconds between tries while another process holds a ref; git itself waits 100 ms in each. */
const LOCK_WAITS = [20, 50, 100, 200, 400];
const LOCK_POLL_MS = 50;
/** The refs of these names and of those below them. */
async function readRefs(git, names) {
    const listing = await git.run([
        'for-each-ref',
        '--format=%(refname)%00%(objectname)%00%(worktreepath)',
        ...names,
    ]);
    const refs = new Map();
    for (const line of listing.split('\n')) {
        const [ref = '', commit, workTree = ''] = line.split('\0');
        if (commit !== undefined)
            refs.set(ref, { commit: commit, workTree });
    }
    return refs;
}
/** All or none. `message` goes to the reflog. */
async function moveRefs(git, moves, message) {
    if (moves.length === 0)
        return { kind: 'moved' };
    const input = moves
        .map(({ ref, from, to }) => from === null ? `create ${ref}\0${to}\0` : `update ${ref}\0${to}\0${from}\0`)
        .join('');
    for (let round = 0;; round++) {
        const result = await git.attempt(['update-ref', '-m', message, '--stdin', '-z'], { input });
        if (result.code === 0)
            return { kind: 'moved' };
        if (await someMoved(git, moves))
            return { kind: 'stale' };
        const pause = LOCK_WAITS[round];
        if (!isLocked(result) || pause === undefined)
            return { kind: 'refused', reason: refusalOf(result) };
        await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(pause);
    }
}
async function someMoved(git, moves) {
    const refs = await readRefs(git, moves.map(move => move.ref));
    return moves.some(move => (refs.get(move.ref)?.commit ?? null) !== move.from);
}
/** Is `part` the commit itself or an ancestor of it? */
async function contains(git, { commit, part }) {
    const args = ['merge-base', '--is-ancestor', part, commit];
    const result = await git.attempt(args);
    if (result.code > 1)
        throw new _git_js__WEBPACK_IMPORTED_MODULE_1__/* .GitError */ .XS(args, result);
    return result.code === 0;
}
/** Another git process holds the file that this one wanted to write. */
function isLocked(result) {
    return /Unable to create '.*\.lock': File exists/.test(result.stderr);
}
/** Runs git, again and again while another process holds the index. */
async function patiently(git, args, patienceMs) {
    const deadline = Date.now() + patienceMs;
    for (;;) {
        const result = await git.attempt(args);
        if (result.code === 0 || !isLocked(result) || Date.now() >= deadline)
            return result;
        await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(LOCK_POLL_MS);
    }
}
/** What git, or a hook of the user's, said. */
function refusalOf(result) {
    const lines = result.stderr.split('\n').map(line => line.trim().replace(/^(fatal|error): /, ''));
    const said = [...new Set(lines.filter(line => line !== ''))];
    const byHook = said.filter(line => !line.includes('aborted by hook'));
    if (byHook.length < said.length) {
        return `the reference-transaction hook refused it: ${byHook.join(' ') || 'without a word'}`;
    }
    return said.join(' ') || `git ended with exit code ${result.code}`;
}


/***/ }),

/***/ 4615:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DG: () => (/* binding */ attemptRef),
/* harmony export */   YY: () => (/* binding */ publishIntegration),
/* harmony export */   fp: () => (/* binding */ journalRef),
/* harmony export */   vT: () => (/* binding */ saveAttempt)
/* harmony export */ });
/* unused harmony exports taskRef, integrationRef, epicRef, branchName, setBranch, checkNames, listRuns, runExists */
/* harmony import */ var _ref_transaction_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1057);

const JOURNALS = 'refs/braid';
const BRANCHES = 'refs/heads/braid';
const ATTEMPTS = 'refs/braid-attempts';
/** How often a write that lost against another process is decided anew. */
const ROUNDS = 5;
function journalRef(run) {
    return `${JOURNALS}/${run}`;
}
/** The task's latest attempt. */
function taskRef(run, task) {
    return `${BRANCHES}/${run}/${task}`;
}
function integrationRef(run) {
    return `${BRANCHES}/${run}/integration`;
}
/** Integration plus the epic's earlier tasks; dependents inside the epic start from it. */
function epicRef(run, epic) {
    return `${BRANCHES}/${run}/epic/${epic}`;
}
function attemptRef(run, task, attempt) {
    return `${ATTEMPTS}/${run}/${task}/${attempt}`;
}
/** A branch as people write it. */
function branchName(ref) {
    return ref.replace(/^refs\/heads\//, '');
}
/**
 * Archives an attempt's commit and points the task's branch at it. Done again it finds itself done; an earlier attempt
 * never takes the branch back from a later one. Throws when not even the archive could be written.
 */
async function saveAttempt(repository, attempt) {
    const { git } = repository;
    const folder = `${ATTEMPTS}/${attempt.run}/${attempt.task}`;
    const ref = taskRef(attempt.run, attempt.task);
    for (let round = 1;; round++) {
        const refs = await (0,_ref_transaction_js__WEBPACK_IMPORTED_MODULE_0__/* .readRefs */ .n6)(git, [folder, ref]);
        const archive = freeArchive(refs, attempt);
        const keep = refs.has(archive) ? [] : [{ ref: archive, from: null, to: attempt.commit }];
        const decision = decideBranch(refs, attempt, archive);
        const point = decision.kind === 'move' ? [{ ref, from: decision.from, to: attempt.commit }] : [];
        const moved = await (0,_ref_transaction_js__WEBPACK_IMPORTED_MODULE_0__/* .moveRefs */ .YS)(git, [...keep, ...point], `braid: attempt ${attempt.attempt}`);
        if (moved.kind === 'moved') {
            return { archive, branch: decision.kind === 'refused' ? decision : { kind: 'set' } };
        }
        if (moved.kind === 'stale' && round < ROUNDS)
            continue;
        const reason = moved.kind === 'stale' ? `${branchName(ref)} keeps moving` : moved.reason;
        await archiveAlone(repository, archive, attempt.commit);
        return { archive, branch: { kind: 'refused', reason: `${reason}. ${keptAt(archive)}` } };
    }
}
async function archiveAlone(repository, archive, commit) {
    const present = (await (0,_ref_transaction_js__WEBPACK_IMPORTED_MODULE_0__/* .readRefs */ .n6)(repository.git, [archive])).get(archive);
    if (present?.commit === commit)
        return;
    const moved = await (0,_ref_transaction_js__WEBPACK_IMPORTED_MODULE_0__/* .moveRefs */ .YS)(repository.git, [{ ref: archive, from: null, to: commit }], 'braid: attempt');
    if (moved.kind === 'moved')
        return;
    const problem = moved.kind === 'stale' ? 'another process writes it' : moved.reason;
    throw new Error(`${archive} could not be written: ${problem}`);
}
/**
 * An attempt that is collected a second time after a crash may leave another commit under the same number. Nothing is
 * overwritten: the second one is kept beside the first.
 */
function freeArchive(refs, { run, task, attempt, commit }) {
    const first = attemptRef(run, task, attempt);
    let name = first;
    for (let copy = 2;; copy++) {
        const present = refs.get(name);
        if (present === undefined || present.commit === commit)
            return name;
        name = `${first}.${copy}`;
    }
}
function decideBranch(refs, { run, task, attempt, commit }, archive) {
    const ref = taskRef(run, task);
    const present = refs.get(ref);
    if (present === undefined)
        return { kind: 'move', from: null };
    if (present.commit === commit)
        return { kind: 'stay' };
    const prefix = attemptRef(run, task, 0).slice(0, -1);
    const attempts = [...refs]
        .filter(([name, sight]) => name.startsWith(prefix) && sight.commit === present.commit)
        .map(([name]) => Number.parseInt(name.slice(prefix.length), 10));
    if (attempts.length === 0)
        return refused(ref, 'has a commit that is no attempt of this task', archive);
    if (Math.max(...attempts) > attempt)
        return { kind: 'stay' };
    if (present.workTree !== '')
        return refused(ref, `is checked out in ${present.workTree}`, archive);
    return { kind: 'move', from: present.commit };
}
function refused(ref, why, archive) {
    return {
        kind: 'refused',
        reason: `branch ${branchName(ref)} ${why}, so it stays as it is. ${keptAt(archive)}`,
    };
}
function keptAt(archive) {
    return `The work is kept at ${archive}. Hint: git branch NAME ${archive}`;
}
/** Points a branch of Braid's at a commit; does nothing when it is there, and makes it again when a person deleted it. */
async function setBranch(repository, { ref, commit, previous }) {
    const { git } = repository;
    const present = (await (0,_ref_transaction_js__WEBPACK_IMPORTED_MODULE_0__/* .readRefs */ .n6)(git, [ref])).get(ref);
    if (present?.commit === commit)
        return { kind: 'set' };
    const name = branchName(ref);
    const from = present?.commit ?? null;
    if (from !== null && from !== previous && !(await (0,_ref_transaction_js__WEBPACK_IMPORTED_MODULE_0__/* .contains */ .gR)(git, { commit, part: from }))) {
        const found = `found branch ${name} at ${from.slice(0, 7)}, which holds more than Braid left there`;
        return { kind: 'refused', reason: `${found}: it stays as it is. Hint: git branch -m ${name} NAME` };
    }
    if (present !== undefined && present.workTree !== '') {
        return {
            kind: 'refused',
            reason: `branch ${name} is checked out in ${present.workTree}, so it stays as it is`,
        };
    }
    const moved = await (0,_ref_transaction_js__WEBPACK_IMPORTED_MODULE_0__/* .moveRefs */ .YS)(git, [{ ref, from, to: commit }], 'braid: integrate');
    if (moved.kind === 'moved')
        return { kind: 'set' };
    const reason = moved.kind === 'stale' ? `branch ${name} was moved by another process` : moved.reason;
    return { kind: 'refused', reason };
}
/** Points `braid/<run>/integration` at a verified commit. */
function publishIntegration(repository, { run, commit, previous }) {
    return setBranch(repository, { ref: integrationRef(run), commit, previous });
}
/** Git keeps a ref as a file, so none can lie under another. Null: nothing is in the way of the run's names. */
async function checkNames(repository, run) {
    const branches = [BRANCHES, `${BRANCHES}/${run}`];
    const others = [JOURNALS, ATTEMPTS, `${ATTEMPTS}/${run}`];
    const refs = await readRefs(repository.git, [...branches, ...others]);
    const branch = branches.find(ref => refs.has(ref));
    if (branch !== undefined) {
        const name = branchName(branch);
        return `a branch named \`${name}\` is in the way: git cannot keep braid/${run}/… beside it. Hint: git branch -m ${name} NAME`;
    }
    const below = [...refs.keys()].find(ref => ref.startsWith(`${journalRef(run)}/`));
    const other = others.find(ref => refs.has(ref)) ?? below;
    if (other === undefined)
        return null;
    return `a ref named \`${other}\` is in the way of this run's. Hint: git branch NAME ${other} && git update-ref -d ${other}`;
}
/** The ids of all runs with a journal here, the one that something happened to last first. */
async function listRuns(repository) {
    const listing = await repository.git.run([
        ...['for-each-ref', '--sort=-refname', '--sort=-committerdate', '--format=%(refname)', `${JOURNALS}/`],
    ]);
    return listing
        .split('\n')
        .filter(ref => ref !== '')
        .map(ref => ref.slice(JOURNALS.length + 1));
}
async function runExists(repository, run) {
    return (await readRefs(repository.git, [journalRef(run)])).has(journalRef(run));
}


/***/ }),

/***/ 3540:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   eI: () => (/* binding */ joinAttributes),
/* harmony export */   kd: () => (/* binding */ writeQuoted),
/* harmony export */   zt: () => (/* binding */ readQuoted)
/* harmony export */ });
/**
 * Turns the committed `.gitattributes` files of a tree into the one `info/attributes` of a bare directory, so that a merge
 * without a work tree sees what a merge in one would see. Strings here hold one character per byte (`latin1`): attributes
 * and folders may be in any encoding.
 */
/** git 2.39.1 and later ignore longer lines, earlier ones do not: dropped here, so that all agree. */
const LONGEST_LINE = 2048;
const BYTE_ORDER_MARK = '\u00ef\u00bb\u00bf';
/** Later lines win, and a deeper file wins over its parents: so the deepest come last. */
function joinAttributes(files) {
    const lines = [];
    for (const { folder, text } of [...files].sort((a, b) => depth(a.folder) - depth(b.folder))) {
        const body = text.startsWith(BYTE_ORDER_MARK) ? text.slice(BYTE_ORDER_MARK.length) : text;
        for (const line of body.split('\n')) {
            if (line.length > LONGEST_LINE)
                continue;
            const moved = folder === '' ? line : moveLine(line, folder);
            if (moved !== null && moved.trim() !== '')
                lines.push(moved);
        }
    }
    return lines.map(line => `${line}\n`).join('');
}
function depth(folder) {
    return folder === '' ? 0 : folder.split('/').length;
}
/** A line of a nested file as a line of the root's; null: git ignores such a line in a nested file. */
function moveLine(line, folder) {
    const text = line.replace(/^[ \t\r]+/, '');
    if (text === '' || text.startsWith('#'))
        return null;
    const { pattern, rest } = splitPattern(text);
    const isMacro = pattern.startsWith('[attr]') && pattern.length > '[attr]'.length;
    if (isMacro || pattern.startsWith('!'))
        return null;
    return `${writePattern(movePattern(pattern, folder))} ${rest.trim()}`;
}
function splitPattern(text) {
    const quoted = readQuoted(text);
    if (quoted !== null)
        return { pattern: quoted.value, rest: text.slice(quoted.length) };
    const [pattern = ''] = /^[^ \t\r]*/.exec(text) ?? [];
    return { pattern, rest: text.slice(pattern.length) };
}
/** A pattern without a slash matches at any depth below its folder; one with a slash (but at its end) is anchored there. */
function movePattern(pattern, folder) {
    const literal = folder.replace(/[*?[\\]/g, '\\$&').replace(/^!/, '\\!');
    if (pattern.startsWith('/'))
        return literal + pattern;
    const anchored = pattern.replace(/\/$/, '').includes('/');
    return anchored ? `${literal}/${pattern}` : `${literal}/**/${pattern}`;
}
function writePattern(pattern) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: git ends an unquoted pattern at a blank, and paths may hold controls.
    return /^#|[\x00-\x20"\x7f]/.test(pattern) ? writeQuoted(pattern) : pattern;
}
const ESCAPES = {
    a: '\x07',
    b: '\b',
    f: '\f',
    n: '\n',
    r: '\r',
    t: '\t',
    v: '\v',
    '\\': '\\',
    '"': '"',
};
/** git's C-style quotes at the start of `text`, and how many characters they take; null: there are none, or they do not close. */
function readQuoted(text) {
    const found = /^"((?:[^"\\]|\\[abfnrtv\\"]|\\[0-3][0-7]{2})*)"/.exec(text);
    if (found === null)
        return null;
    const [all, inner = ''] = found;
    const value = inner.replace(/\\([0-3][0-7]{2}|.)/g, (_, code) => code.length === 3 ? String.fromCharCode(Number.parseInt(code, 8)) : (ESCAPES[code] ?? code));
    return { value, length: all.length };
}
/** Quotes as git reads them back. Bytes of other scripts stay as they are. */
function writeQuoted(bytes) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the bytes that need the escape.
    const inner = bytes.replace(/["\\]/g, '\\$&').replace(/[\x00-\x1f\x7f]/g, control => {
        return `\\${control.charCodeAt(0).toString(8).padStart(3, '0')}`;
    });
    return `"${inner}"`;
}


/***/ }),

/***/ 3055:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   eR: () => (/* binding */ openMergeDirectory),
/* harmony export */   lP: () => (/* binding */ makeScratch),
/* harmony export */   uA: () => (/* binding */ BRAID_IDENTITY)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var _git_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(33);
/* harmony import */ var _attributes_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3540);
/**
 * The bare git directory that Braid merges in: the user's objects, and nothing else of the user's. The same repository
 * contents and base give the same directory on every machine, hence the same merges. Its name is the digest of what it
 * holds and it never changes, so processes share it, and one that was left behind is used again.
 */





/** Author and committer of everything that Braid commits by itself. The domain is reserved and belongs to nobody. */
const BRAID_IDENTITY = { name: 'Braid', email: 'braid@braid.invalid' };
/** Everything that decides how git merges or compares, so that no version's or machine's default does. */
const CONFIGURATION = `\
\tbare = true
\tattributesFile = /dev/null
\tautocrlf = false
\tfsmonitor = false
\tignoreCase = false
\tquotePath = true
[merge]
\trenames = true
\trenameLimit = 7000
\tdirectoryRenames = conflict
\tconflictStyle = merge
\trenormalize = false
[diff]
\talgorithm = histogram
\trenames = true
\trenameLimit = 7000
\tindentHeuristic = false
[i18n]
\tcommitEncoding = UTF-8
[gc]
\tauto = 0
[maintenance]
\tauto = false
`;
/** `base` is the commit whose committed attributes hold for the whole run. */
async function openMergeDirectory(repository, options) {
    const files = {
        // An unborn branch: newer versions of git would read attributes from where HEAD points.
        HEAD: 'ref: refs/heads/none\n',
        config: configuration(repository.objectFormat),
        'info/attributes': (0,_attributes_js__WEBPACK_IMPORTED_MODULE_4__/* .joinAttributes */ .eI)(await committedAttributes(repository.git, options.base)),
    };
    if (repository.shallow)
        files.shallow = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(repository.commonDir, 'shallow'), 'latin1');
    const name = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 20);
    const path = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(repository.state, 'merge', name);
    const home = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(path, 'home');
    for (const folder of ['refs', 'objects', 'info', 'home'])
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(path, folder), { recursive: true });
    for (const [file, text] of Object.entries(files))
        await keep((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(path, file), text);
    const here = { GIT_DIR: path, GIT_OBJECT_DIRECTORY: repository.objects };
    return { repository, path, git: (0,_git_js__WEBPACK_IMPORTED_MODULE_3__/* .sealedGit */ .rQ)(path, home, here), env: (0,_git_js__WEBPACK_IMPORTED_MODULE_3__/* .sealedEnvironment */ .sy)(home, here) };
}
const SCRATCH = 'scratch-';
/** What a process that was killed left behind is removed by the next one after this time: a day. */
const SCRATCH_LIFE_MS = 24 * 60 * 60 * 1_000;
/** A folder for one piece of work; who makes it removes it. */
async function makeScratch(directory) {
    for (const name of await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readdir)(directory.path)) {
        const folder = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory.path, name);
        const isOld = async () => Date.now() - (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)(folder)).mtimeMs > SCRATCH_LIFE_MS;
        if (name.startsWith(SCRATCH) && (await isOld().catch(() => false))) {
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)(folder, { recursive: true, force: true });
        }
    }
    return (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdtemp)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory.path, SCRATCH));
}
function configuration(objectFormat) {
    const core = objectFormat === 'sha1' ? 'repositoryFormatVersion = 0' : 'repositoryFormatVersion = 1';
    const extensions = objectFormat === 'sha1' ? '' : `[extensions]\n\tobjectFormat = ${objectFormat}\n`;
    return `${extensions}[core]\n\t${core}\n${CONFIGURATION}`;
}
/** Other processes may be reading: a file appears whole or not at all, and is not touched when it is right. */
async function keep(file, text) {
    const found = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)(file, 'latin1').catch(() => null);
    if (found === text)
        return;
    const fresh = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(file), `.${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomUUID)()}`);
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.writeFile)(fresh, text, 'latin1');
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rename)(fresh, file);
}
async function committedAttributes(git, base) {
    const reader = git.with({ GIT_LITERAL_PATHSPECS: '0', GIT_NO_REPLACE_OBJECTS: '1' });
    const emptyTree = (await reader.run(['hash-object', '-t', 'tree', '/dev/null'])).trim();
    // Quoted paths instead of `-z`: they keep the bytes of folders that are not UTF-8.
    const listing = await reader.run([
        ...['-c', 'core.quotePath=true', 'diff-tree', '-r', '--raw', '--no-renames', '--no-abbrev'],
        ...[emptyTree, `${base}^{tree}`, '--', ':(glob)**/.gitattributes'],
    ]);
    return Promise.all(listing.split('\n').flatMap(line => {
        const [, mode, object, written] = /^:\d+ (\d+) \w+ (\w+) A\t(.*)$/.exec(line) ?? [];
        // git does not follow a `.gitattributes` that is a symbolic link.
        if (mode === undefined || object === undefined || written === undefined || !mode.startsWith('100'))
            return [];
        const path = (0,_attributes_js__WEBPACK_IMPORTED_MODULE_4__/* .readQuoted */ .zt)(written)?.value ?? written;
        const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
        return [reader.run(['cat-file', 'blob', object]).then(text => ({ folder, text: bytes(text) }))];
    }));
}
function bytes(text) {
    return Buffer.from(text).toString('latin1');
}


/***/ }),

/***/ 5265:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ openRepository),
/* harmony export */   k: () => (/* binding */ RepositoryProblem)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3024);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6760);
/* harmony import */ var simple_git__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4724);
/* harmony import */ var _git_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(33);
/** The user's repository as Braid needs to know it, and the two folders Braid keeps: one in it, one outside of any repository. */






/** The oldest git with `merge-tree --write-tree`. */
const OLDEST_GIT = [2, 38];
class RepositoryProblem extends Error {
    hint;
    /** Where trees could lie is only looked for when all else is well. */
    about;
    constructor(about, message, hint) {
        super(message);
        this.name = 'RepositoryProblem';
        this.hint = hint;
        this.about = about;
    }
}
/** Opens the repository that `directory` lies in. Throws a {@link RepositoryProblem} when there is none that Braid can use. */
async function openRepository(directory, environment = process.env) {
    if (!(0,node_fs__WEBPACK_IMPORTED_MODULE_1__.existsSync)(directory) || !(0,node_fs__WEBPACK_IMPORTED_MODULE_1__.statSync)(directory).isDirectory()) {
        throw new RepositoryProblem('folder', `expected a directory, found no such one: ${directory}`, 'check --repo');
    }
    const git = (0,_git_js__WEBPACK_IMPORTED_MODULE_5__/* .openGit */ .zY)(directory, environment);
    const porcelain = (0,simple_git__WEBPACK_IMPORTED_MODULE_4__/* .simpleGit */ .Lp)(directory);
    await requireVersion(porcelain);
    const found = await git.attempt([
        'rev-parse',
        '--path-format=absolute',
        '--git-dir',
        '--git-common-dir',
        '--git-path',
        'objects',
        '--show-object-format',
        '--is-shallow-repository',
        '--is-bare-repository',
    ]);
    if (found.code !== 0) {
        throw found.stderr.includes('dubious ownership')
            ? new RepositoryProblem('repository', `git does not trust ${directory}: it belongs to someone else`, found.stderr.trim().split('\n').at(-1)?.trim() ?? '')
            : new RepositoryProblem('repository', `${(0,node_path__WEBPACK_IMPORTED_MODULE_3__.resolve)(directory)} is not in a git repository`, 'run `git init` there, or name one with --repo');
    }
    const [gitDir = '', commonDir = '', objects = '', objectFormat = 'sha1', shallow, bare] = found.stdout.split('\n');
    const workTree = bare === 'true' ? null : (await git.run(['rev-parse', '--show-toplevel'])).replace(/\n$/, '');
    const root = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.realpathSync)(commonDir);
    return {
        workTree,
        gitDir: (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.realpathSync)(gitDir),
        commonDir: root,
        objects,
        objectFormat,
        shallow: shallow === 'true',
        git: workTree === null ? git : (0,_git_js__WEBPACK_IMPORTED_MODULE_5__/* .openGit */ .zY)(workTree, environment),
        porcelain: workTree === null ? porcelain : (0,simple_git__WEBPACK_IMPORTED_MODULE_4__/* .simpleGit */ .Lp)(workTree),
        state: (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(root, 'braid'),
        cache: cacheFolder(root, environment),
    };
}
async function requireVersion(porcelain) {
    const { installed, major, minor } = await porcelain.version();
    if (!installed) {
        throw new RepositoryProblem('git', 'git was not found', `install git ${OLDEST_GIT.join('.')} or newer`);
    }
    if (major > OLDEST_GIT[0] || (major === OLDEST_GIT[0] && minor >= OLDEST_GIT[1]))
        return;
    throw new RepositoryProblem('git', `expected git ${OLDEST_GIT.join('.')} or newer, found ${major}.${minor}`, 'update git: Braid merges with `git merge-tree --write-tree`');
}
/**
 * One folder for each repository, the same for every process that drives it. Inside a repository a task that deletes its
 * `.git` would write to that one, so the first place that is writable and in no repository is taken.
 */
function cacheFolder(commonDir, environment) {
    const name = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(commonDir).digest('hex').slice(0, 16);
    const home = environment.HOME ?? homeOf();
    const candidates = [
        environment.BRAID_CACHE_DIR,
        environment.XDG_CACHE_HOME && (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(environment.XDG_CACHE_HOME, 'braid'),
        home && (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(home, '.cache', 'braid'),
        (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)((0,node_os__WEBPACK_IMPORTED_MODULE_2__.tmpdir)(), `braid-${process.getuid?.() ?? 'user'}`),
    ];
    for (const candidate of candidates) {
        if (candidate && usable(candidate))
            return (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)((0,node_fs__WEBPACK_IMPORTED_MODULE_1__.realpathSync)(candidate), name);
    }
    throw new RepositoryProblem('trees', 'found no writable folder outside of a repository for the trees of tasks', 'name one with BRAID_CACHE_DIR');
}
/** Null: a user without an entry among the system's users has none. */
function homeOf() {
    try {
        return (0,node_os__WEBPACK_IMPORTED_MODULE_2__.homedir)();
    }
    catch {
        return null;
    }
}
function usable(folder) {
    for (let at = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.resolve)(folder);; at = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.dirname)(at)) {
        if (isGitDirectory((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(at, '.git')))
            return false;
        if ((0,node_path__WEBPACK_IMPORTED_MODULE_3__.dirname)(at) === at)
            break;
    }
    try {
        makeFolder((0,node_path__WEBPACK_IMPORTED_MODULE_3__.resolve)(folder));
        (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.accessSync)(folder, node_fs__WEBPACK_IMPORTED_MODULE_1__.constants.W_OK);
        return process.getuid === undefined || (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.statSync)(folder).uid === process.getuid();
    }
    catch {
        return false;
    }
}
/** git passes over an empty folder of that name, which sandboxes leave where they keep one from being made. */
function isGitDirectory(path) {
    const found = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.statSync)(path, { throwIfNoEntry: false });
    return found !== undefined && (!found.isDirectory() || (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.existsSync)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(path, 'HEAD')));
}
/** One by one: Node's own way to make several does not come to an end below a place like /proc. */
function makeFolder(folder) {
    if ((0,node_fs__WEBPACK_IMPORTED_MODULE_1__.existsSync)(folder))
        return;
    makeFolder((0,node_path__WEBPACK_IMPORTED_MODULE_3__.dirname)(folder));
    try {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.mkdirSync)(folder, { mode: 0o700 });
    }
    catch (error) {
        // Another process may have been faster.
        if (!(0,node_fs__WEBPACK_IMPORTED_MODULE_1__.existsSync)(folder))
            throw error;
    }
}


/***/ })

};
