export const id = 518;
export const ids = [518,466];
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

/***/ 5086:
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

/***/ 8555:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   taskPart: () => (/* binding */ taskPart),
/* harmony export */   verifyPart: () => (/* binding */ verifyPart)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var node_url__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3136);
/* harmony import */ var _job_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7712);
/* harmony import */ var _legs_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5086);
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
    const run = (input('run') || start?.run || '');
    if (run === '')
        throw new Error('expected the name of a run, found none: the workflow passes the input `run`');
    const fetched = await (0,_job_js__WEBPACK_IMPORTED_MODULE_2__/* .fetchState */ .kJ)(clone, surroundings, { run, claim: null, branch: null });
    if (fetched === null)
        throw new Error(`run \`${run}\` has no journal, and this job was handed no start`);
    const { folder } = surroundings;
    const leg = Number(input('leg') || '0');
    const legs = Math.max(1, (0,_legs_js__WEBPACK_IMPORTED_MODULE_3__/* .parseLegs */ .t)(input('legs')).length);
    const changesWorkflows = input('changes-workflows') === 'true';
    await (0,_job_js__WEBPACK_IMPORTED_MODULE_2__/* .writeJob */ .Pg)(folder, { run, entry: entry || null, leg, legs, changesWorkflows });
    output('script', (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)((0,node_path__WEBPACK_IMPORTED_MODULE_0__.dirname)((0,node_url__WEBPACK_IMPORTED_MODULE_1__.fileURLToPath)(import.meta.url)), script));
    output('folder', (0,_job_js__WEBPACK_IMPORTED_MODULE_2__/* .startFile */ .Be)(folder).folder);
    say(`run ${run} is fetched`);
}


/***/ })

};
