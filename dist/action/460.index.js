export const id = 460;
export const ids = [460];
export const modules = {

/***/ 4460:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   explainFailure: () => (/* binding */ explainFailure)
/* harmony export */ });
/* harmony import */ var _shared_io_git_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(33);
/* harmony import */ var _shared_io_repository_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5265);
/* harmony import */ var _shared_report_text_visible_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5085);
/** What went wrong, in words and with what to do where that is known; a stack only when asked for. */



function explainFailure(error) {
    if (!(error instanceof Error))
        return `Internal error: ${(0,_shared_report_text_visible_js__WEBPACK_IMPORTED_MODULE_2__/* .visible */ .RK)(String(error))}`;
    const stack = process.env.RUNNER_DEBUG === '1' && error.stack !== undefined ? `\n${error.stack}` : '';
    return `${(0,_shared_report_text_visible_js__WEBPACK_IMPORTED_MODULE_2__/* .visible */ .RK)(words(error))}${stack}`;
}
function words(error) {
    if (error instanceof _shared_io_repository_js__WEBPACK_IMPORTED_MODULE_1__/* .RepositoryProblem */ .k)
        return `${error.message}. Hint: ${error.hint}`;
    if (error instanceof _shared_io_git_js__WEBPACK_IMPORTED_MODULE_0__/* .GitError */ .XS)
        return `git failed: ${error.message}`;
    return error.message;
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


/***/ }),

/***/ 5085:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K1: () => (/* binding */ ending),
/* harmony export */   RK: () => (/* binding */ visible),
/* harmony export */   TN: () => (/* binding */ oneLine),
/* harmony export */   w$: () => (/* binding */ lastLines)
/* harmony export */ });
/**
 * Text that others wrote (titles, notes, output, paths) must not act on a terminal or deceive an eye: control characters,
 * bidi overrides and invisible characters become visible. Joiners stay where scripts and emoji need them, which is not beside
 * ASCII. Every renderer passes such text through here before its own escaping.
 */
const HIDDEN = /[\p{Cc}\p{Cs}\p{Bidi_Control}\u00ad\u115f\u1160\u180e\u200b\u2028\u2029\u2060-\u2064\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e007f}]|\u034f|(?<=^|[\0-\x7f])[\u200c\u200d]|[\u200c\u200d](?=[\0-\x7f]|$)/gu;
/** Keeps line breaks; a tab becomes four spaces. */
function visible(text) {
    return text
        .replace(/\r\n/g, '\n')
        .replace(/\t/g, '    ')
        .replace(HIDDEN, char => (char === '\n' ? char : picture(char)));
}
/** The same on one line, with single spaces. */
function oneLine(text) {
    return visible(text.replace(/\s+/g, ' ').trim());
}
/** The last lines of an output, for an excerpt. */
function lastLines(text, count) {
    const lines = visible(text).split('\n');
    return lines.filter(line => line.trim() !== '').slice(-count);
}
/** The end of a long text, begun at the start of a line where there is one. */
function ending(text, limit) {
    if (text.length <= limit)
        return text;
    const end = text.slice(-limit);
    return `…\n${end.slice(end.indexOf('\n') + 1)}`;
}
function picture(char) {
    const code = char.codePointAt(0) ?? 0;
    if (code < 0x20)
        return String.fromCodePoint(0x2400 + code);
    if (code === 0x7f)
        return '␡';
    if (code >= 0xd800 && code <= 0xdfff)
        return '\ufffd';
    return `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`;
}


/***/ })

};
