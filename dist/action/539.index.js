export const id = 539;
export const ids = [539,466,460];
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

/***/ 4460:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   explainFailure: () => (/* binding */ explainFailure)
/* harmony export */ });
/* harmony import */ var _shared_io_git_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(33);
/* harmony import */ var _shared_io_journal_journal_git_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1191);
/* harmony import */ var _shared_io_repository_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5265);
/* harmony import */ var _shared_report_text_visible_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5085);
/** An expected failure in its own words, anything else as an internal error; a stack only when asked for. */




function explainFailure(error) {
    if (!(error instanceof Error))
        return `Internal error: ${(0,_shared_report_text_visible_js__WEBPACK_IMPORTED_MODULE_3__/* .visible */ .RK)(String(error))}`;
    const stack = process.env.RUNNER_DEBUG === '1' && error.stack !== undefined ? `\n${error.stack}` : '';
    return `${(0,_shared_report_text_visible_js__WEBPACK_IMPORTED_MODULE_3__/* .visible */ .RK)(words(error))}${stack}`;
}
function words(error) {
    if (error instanceof _shared_io_repository_js__WEBPACK_IMPORTED_MODULE_2__/* .RepositoryProblem */ .k)
        return `${error.message}. Hint: ${error.hint}`;
    if (error instanceof _shared_io_git_js__WEBPACK_IMPORTED_MODULE_0__/* .GitError */ .XS)
        return `git failed: ${error.message}`;
    if (error instanceof _shared_io_journal_journal_git_js__WEBPACK_IMPORTED_MODULE_1__/* .DamagedJournal */ .zS || error instanceof _shared_io_journal_journal_git_js__WEBPACK_IMPORTED_MODULE_1__/* .UnwritableJournal */ .zF)
        return error.message;
    return error.message;
}


/***/ }),

/***/ 1539:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   alone: () => (/* binding */ alone)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var _environment_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8466);
/* harmony import */ var _explain_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4460);
/**
 * A script in a `run` step: what the code of others prints goes to the job's log as text. GitHub takes lines of a certain form for
 * commands, so it is told to take none until a word that nobody else knows.
 */



const SCRIPTS = {
    task: async () => (await Promise.all(/* import() */[__webpack_require__.e(815), __webpack_require__.e(712), __webpack_require__.e(512), __webpack_require__.e(27)]).then(__webpack_require__.bind(__webpack_require__, 8027))).runTask,
    verify: async () => (await Promise.all(/* import() */[__webpack_require__.e(815), __webpack_require__.e(712), __webpack_require__.e(512), __webpack_require__.e(816)]).then(__webpack_require__.bind(__webpack_require__, 8816))).runVerify,
};
async function alone(name) {
    const stop = new AbortController();
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
        process.on(signal, () => stop.abort('stop'));
    const word = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomUUID)();
    process.stdout.write(`::stop-commands::${word}\n`);
    try {
        const say = (line) => process.stdout.write(`${line}\n`);
        const script = await SCRIPTS[name]();
        await script({ surroundings: (0,_environment_js__WEBPACK_IMPORTED_MODULE_1__.readSurroundings)(process.env), say, signal: stop.signal });
    }
    catch (error) {
        process.stdout.write(`${(0,_explain_js__WEBPACK_IMPORTED_MODULE_2__.explainFailure)(error)}\n`);
        process.exitCode = 1;
    }
    finally {
        process.stdout.write(`::${word}::\n`);
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
