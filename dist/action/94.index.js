export const id = 94;
export const ids = [94,466];
export const modules = {

/***/ 8466:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   PLACES: () => (/* binding */ PLACES),
/* harmony export */   cloneUrl: () => (/* binding */ cloneUrl),
/* harmony export */   readSurroundings: () => (/* binding */ readSurroundings)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2857);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9567);
/** What GitHub tells an action about where it runs. Read once; everything after takes it as a value. */


const variables = zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({
    GITHUB_REPOSITORY: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().regex(/^[^/]+\/[^/]+$/),
    GITHUB_SERVER_URL: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().url(),
    GITHUB_API_URL: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().url(),
    GITHUB_RUN_ID: zod__WEBPACK_IMPORTED_MODULE_2__/* .number */ .ai().int().positive(),
    GITHUB_RUN_ATTEMPT: zod__WEBPACK_IMPORTED_MODULE_2__/* .number */ .ai().int().positive(),
    GITHUB_EVENT_NAME: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
    GITHUB_EVENT_PATH: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
    GITHUB_REF: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
    GITHUB_SHA: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
    GITHUB_ACTOR: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
    GITHUB_RETENTION_DAYS: zod__WEBPACK_IMPORTED_MODULE_2__/* .number */ .ai().positive().optional(),
    GITHUB_WORKFLOW_REF: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
    RUNNER_TEMP: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().min(1),
});
/** Throws with the names of what is missing: then this is no runner of GitHub's. */
function readSurroundings(environment) {
    const found = variables.safeParse(environment);
    if (!found.success) {
        const names = [...new Set(found.error.issues.map(({ path }) => path.join('.')))];
        throw new Error(`expected to run in a job of GitHub Actions, found no usable ${names.join(', ')}`);
    }
    const value = found.data;
    return {
        repository: value.GITHUB_REPOSITORY,
        serverUrl: value.GITHUB_SERVER_URL,
        apiUrl: value.GITHUB_API_URL,
        runId: value.GITHUB_RUN_ID,
        runAttempt: value.GITHUB_RUN_ATTEMPT,
        eventName: value.GITHUB_EVENT_NAME,
        eventPath: value.GITHUB_EVENT_PATH,
        ref: value.GITHUB_REF,
        sha: value.GITHUB_SHA,
        actor: value.GITHUB_ACTOR,
        ...(value.GITHUB_RETENTION_DAYS === undefined ? {} : { retentionDays: value.GITHUB_RETENTION_DAYS }),
        workflow: workflowFile(value.GITHUB_WORKFLOW_REF),
        folder: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(value.RUNNER_TEMP, 'braid'),
    };
}
/** `octo/repo/.github/workflows/braid.yml@refs/heads/main` → `braid.yml` */
function workflowFile(ref) {
    const path = ref.slice(0, ref.lastIndexOf('@'));
    return path.slice(path.lastIndexOf('/') + 1);
}
/** The address that git fetches from. */
function cloneUrl({ serverUrl, repository }) {
    return `${serverUrl}/${repository}.git`;
}
/** Where the files are that jobs hand to each other, below {@link Surroundings.folder}. */
const PLACES = {
    clone: 'clone',
    /** From the `plan` job: a folder for each artifact. */
    start: 'handed/start',
    /** From the `task` jobs. */
    tasks: 'handed/tasks',
    /** From the `verify` jobs. */
    verdicts: 'handed/verdicts',
    /** What this job hands over. */
    out: 'out',
    /** From the step that prepares to the script that works. */
    job: 'job.json',
};


/***/ }),

/***/ 8555:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   taskPart: () => (/* binding */ taskPart),
/* harmony export */   verifyPart: () => (/* binding */ verifyPart)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var node_url__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3136);
/* harmony import */ var _shared_io_hosted_legs_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6148);
/* harmony import */ var _job_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7712);
/**
 * `mode: task` and `mode: verify`: fetch what the script needs, while there is a token, and name the script. It runs in a step of
 * its own, since the environment of this one holds more than code of others may see.
 */




function taskPart(context) {
    return prepare(context, 'task.js', context.input('entry'));
}
function verifyPart(context) {
    return prepare(context, 'verify.js', context.input('matrix'));
}
async function prepare({ surroundings, token, input, output, say }, script, entry) {
    const clone = await (0,_job_js__WEBPACK_IMPORTED_MODULE_2__/* .cloneFor */ .rt)(surroundings, token);
    const start = await (0,_job_js__WEBPACK_IMPORTED_MODULE_2__/* .handedStart */ .Jr)(surroundings.folder);
    const run = (0,_job_js__WEBPACK_IMPORTED_MODULE_2__/* .namedRun */ .d3)(input('run')) ?? start?.run ?? null;
    if (run === null)
        throw new Error('expected the name of a run, found none: the workflow passes the input `run`');
    const fetched = await (0,_job_js__WEBPACK_IMPORTED_MODULE_2__/* .fetchState */ .kJ)(clone, surroundings, run);
    if (fetched === null)
        throw new Error(`run \`${run}\` has no journal, and this job was handed no start`);
    const { folder } = surroundings;
    const leg = Number(input('leg') || '0');
    const legs = Math.max(1, (0,_shared_io_hosted_legs_js__WEBPACK_IMPORTED_MODULE_3__/* .parseLegs */ .t)(input('legs')).length);
    const changesWorkflows = input('changes-workflows') === 'true';
    await (0,_job_js__WEBPACK_IMPORTED_MODULE_2__/* .writeJob */ .Pg)(folder, { run, entry: entry || null, leg, legs, changesWorkflows });
    output('script', (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)((0,node_path__WEBPACK_IMPORTED_MODULE_0__.dirname)((0,node_url__WEBPACK_IMPORTED_MODULE_1__.fileURLToPath)(import.meta.url)), script));
    output('folder', (0,_job_js__WEBPACK_IMPORTED_MODULE_2__/* .startFile */ .Be)(folder).folder);
    say(`run ${run} is fetched`);
}


/***/ }),

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

/***/ 6148:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ parseLegs),
/* harmony export */   x: () => (/* binding */ legsOf)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2857);
/** The jobs that verify, as a list of numbers for a matrix. */

function legsOf(hop) {
    return Array.from({ length: hop?.verifiers ?? 0 }, (_, index) => index);
}
/** '' is none. Throws where it is no list of numbers. */
function parseLegs(text) {
    return zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig().int().nonnegative())
        .max(256)
        .parse(JSON.parse(text || '[]'));
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
