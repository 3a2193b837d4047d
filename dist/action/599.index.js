export const id = 599;
export const ids = [599,466];
export const modules = {

/***/ 8466:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   PLACES: () => (/* binding */ PLACES),
/* harmony export */   cloneUrl: () => (/* binding */ cloneUrl),
/* harmony export */   readSurroundings: () => (/* binding */ readSurroundings),
/* harmony export */   seedOf: () => (/* binding */ seedOf),
/* harmony export */   siteOf: () => (/* binding */ siteOf)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2857);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9567);
/* harmony import */ var _shared_report_github_links_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9818);
/** What GitHub tells an action about where it runs. Read once; everything after takes it as a value. */



const variables = zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
    GITHUB_REPOSITORY: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().regex(/^[^/]+\/[^/]+$/),
    GITHUB_SERVER_URL: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().url(),
    GITHUB_API_URL: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().url(),
    GITHUB_RUN_ID: zod__WEBPACK_IMPORTED_MODULE_3__/* .number */ .ai().int().positive(),
    GITHUB_RUN_ATTEMPT: zod__WEBPACK_IMPORTED_MODULE_3__/* .number */ .ai().int().positive(),
    GITHUB_EVENT_NAME: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(),
    GITHUB_EVENT_PATH: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(),
    GITHUB_REF: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(),
    GITHUB_SHA: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(),
    GITHUB_ACTOR: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(),
    GITHUB_RETENTION_DAYS: zod__WEBPACK_IMPORTED_MODULE_3__/* .number */ .ai().positive().optional(),
    GITHUB_WORKFLOW_REF: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(),
    RUNNER_TEMP: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().min(1),
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
/** What the name of a run is made of that begins in a workflow run. */
function seedOf(repository, workflowRun) {
    return `${repository}/${workflowRun}`;
}
function siteOf({ serverUrl, repository, runId }) {
    return { serverUrl, repository, detailsUrl: (0,_shared_report_github_links_js__WEBPACK_IMPORTED_MODULE_1__/* .workflowRunUrl */ .CX)({ serverUrl, repository }, runId) };
}
/** The address that git fetches from. */
function cloneUrl({ serverUrl, repository }) {
    return `${serverUrl}/${repository}.git`;
}
/** Where the files are that jobs hand to each other, below {@link Surroundings.folder}. */
const PLACES = {
    clone: 'clone',
    /** From the `plan` job. */
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

/***/ 4394:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  wI: () => (/* binding */ failedRuns),
  A$: () => (/* binding */ openDesk),
  eA: () => (/* binding */ openGitHubHere)
});

// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(8500);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(2857);
;// CONCATENATED MODULE: ./build/shared/io/github/api/answer-cache.js
/**
 * What was read before, with GitHub's mark of its version. A read that comes back with "not modified" costs nothing of the
 * rate limit, so that a host may ask as often as it likes.
 */
/** As many as a run of several hundred tasks reads, at some kilobytes each. */
const LIMIT = 500;
class AnswerCache {
    // A map keeps the order in which keys came: the first one is the one that was used longest ago.
    #kept = new Map();
    find(key) {
        const kept = this.#kept.get(key);
        if (kept === undefined)
            return null;
        this.#kept.delete(key);
        this.#kept.set(key, kept);
        return kept;
    }
    keep(key, answer) {
        this.#kept.delete(key);
        this.#kept.set(key, answer);
        const oldest = this.#kept.keys().next();
        if (this.#kept.size > LIMIT && oldest.done === false)
            this.#kept.delete(oldest.value);
    }
}

// EXTERNAL MODULE: ./build/shared/io/github/api/problem.js
var api_problem = __webpack_require__(1369);
;// CONCATENATED MODULE: ./build/shared/io/github/api/api.js
/**
 * Calls to GitHub as values: what comes back is parsed, what fails is a `GitHubProblem`, what was read before is asked for
 * conditionally. It knows no endpoint by itself.
 */



/** GitHub's largest page. */
const PAGE = 100;
class Api {
    clock;
    #options;
    #cache = new AnswerCache();
    #client = null;
    #loaded = null;
    #unchanged = 0;
    constructor(options) {
        this.#options = options;
        this.clock = options.clock;
    }
    calls() {
        return { sent: this.#loaded?.sent() ?? 0, unchanged: this.#unchanged };
    }
    async read(route, parameters, schema) {
        return (await this.#readOnce(route, parameters, schema)).value;
    }
    /** All pages, as one list; ends at `limit` items. */
    async readAll(route, parameters, { schema, limit }) {
        const found = [];
        for (let page = 1; found.length < limit; page++) {
            const answer = await this.#readOnce(route, { ...parameters, per_page: PAGE, page }, schema);
            found.push(...answer.value);
            if (!answer.hasMore || answer.value.length === 0)
                break;
        }
        return found.slice(0, limit);
    }
    async write(route, parameters, { schema, isRepeatable }) {
        // Not a number of retries for the others: with one of its own, a request is repeated whatever it failed of.
        const request = isRepeatable ? {} : { retries: 0 };
        return parse(route, (await this.#send(route, { ...parameters, request })).data, schema);
    }
    /** The body as it comes; `length` in bytes where the server tells it. */
    async stream(route, parameters, timeoutMs) {
        const request = { parseSuccessResponseBody: false, timeoutMs };
        const { headers, data } = await this.#send(route, { ...parameters, request });
        const length = Number(headers['content-length'] ?? Number.NaN);
        return { length: Number.isSafeInteger(length) ? length : null, body: parse(route, data, streamSchema) };
    }
    /** An error of anything but GitHub itself, in words: what a stream said when it broke off. */
    problemOf(route, error) {
        const failure = (0,api_problem/* readFailure */.f1)(error);
        if (failure === null)
            return error;
        const conceal = (text) => this.#loaded?.conceal(text) ?? text;
        return (0,api_problem/* classify */.L8)(route, failure, { now: this.clock.now(), conceal });
    }
    async #readOnce(route, parameters, schema) {
        const key = `${route.path} ${JSON.stringify(parameters)}`;
        const kept = this.#cache.find(key);
        const headers = kept === null ? {} : { 'if-none-match': kept.etag };
        const answer = await this.#send(route, { ...parameters, headers });
        if (kept !== null && answer.status === 304) {
            this.#unchanged += 1;
            // What was kept under this key was made by this schema.
            return { value: kept.value, hasMore: kept.hasMore };
        }
        const value = parse(route, answer.data, schema);
        const hasMore = /\brel="next"/.test(String(answer.headers.link ?? ''));
        const { etag } = answer.headers;
        if (typeof etag === 'string' && !isFullLastPage(value, hasMore))
            this.#cache.keep(key, { etag, value, hasMore });
        return { value, hasMore };
    }
    async #send(route, parameters) {
        const { owner, name } = this.#options;
        this.#client ??= this.#options.client();
        this.#loaded = await this.#client;
        try {
            return await this.#loaded.octokit.request(route.path, { owner, repo: name, ...parameters });
        }
        catch (error) {
            // Octokit makes an error of it.
            if ((0,api_problem/* readFailure */.f1)(error)?.status === 304)
                return { status: 304, headers: {}, data: null };
            throw this.problemOf(route, error);
        }
    }
}
/** It stays the same when a page comes after it: "not modified" would not tell. */
function isFullLastPage(value, hasMore) {
    return Array.isArray(value) && value.length >= PAGE && !hasMore;
}
const streamSchema = schemas/* custom */.IeY(value => typeof value === 'object' && value !== null && Symbol.asyncIterator in value, 'expected a body');
function parse(route, data, schema) {
    const parsed = schema.safeParse(data);
    if (!parsed.success)
        throw (0,api_problem/* unexpectedAnswer */.au)(route, parsed.error);
    return parsed.data;
}

// EXTERNAL MODULE: external "node:fs/promises"
var external_node_fs_promises_ = __webpack_require__(1455);
;// CONCATENATED MODULE: ./build/shared/io/github/api/routes.js
/** The calls that Braid makes, what each is for in words, and what a token needs for it. Nothing else is ever called. */
const REPOSITORY = '/repos/{owner}/{repo}';
const ROUTES = {
    repository: route(`GET ${REPOSITORY}`, 'read the repository', 'metadata: read'),
    permission: route(`GET ${REPOSITORY}/collaborators/{username}/permission`, 'ask what the actor may do here', 'metadata: read'),
    pullRequest: route(`GET ${REPOSITORY}/pulls/{pull_number}`, 'read the pull request', 'pull-requests: read'),
    changedFiles: route(`GET ${REPOSITORY}/pulls/{pull_number}/files`, 'list the changed files of the pull request', 'pull-requests: read'),
    findCheckRuns: route(`GET ${REPOSITORY}/commits/{ref}/check-runs`, 'list the check runs of the commit', 'checks: read'),
    createCheckRun: route(`POST ${REPOSITORY}/check-runs`, 'create the check run', 'checks: write'),
    updateCheckRun: route(`PATCH ${REPOSITORY}/check-runs/{check_run_id}`, 'update the check run', 'checks: write'),
    annotations: route(`GET ${REPOSITORY}/check-runs/{check_run_id}/annotations`, 'list the annotations of the check run', 'checks: read'),
    comments: route(`GET ${REPOSITORY}/issues/{issue_number}/comments`, 'list the comments', 'pull-requests: read'),
    createComment: route(`POST ${REPOSITORY}/issues/{issue_number}/comments`, 'write the comment', 'pull-requests: write'),
    editComment: route(`PATCH ${REPOSITORY}/issues/comments/{comment_id}`, 'edit the comment', 'pull-requests: write'),
    react: route(`POST ${REPOSITORY}/issues/comments/{comment_id}/reactions`, 'react to the comment', 'pull-requests: write'),
    labels: route(`GET ${REPOSITORY}/issues/{issue_number}/labels`, 'list the labels', 'pull-requests: read'),
    removeLabel: route(`DELETE ${REPOSITORY}/issues/{issue_number}/labels/{name}`, 'remove the label', 'pull-requests: write'),
    dispatch: route(`POST ${REPOSITORY}/actions/workflows/{workflow_id}/dispatches`, 'start the workflow', 'actions: write'),
    workflowRuns: route(`GET ${REPOSITORY}/actions/workflows/{workflow_id}/runs`, 'list the workflow runs', 'actions: read'),
    jobs: route(`GET ${REPOSITORY}/actions/runs/{run_id}/jobs`, 'list the jobs of the workflow run', 'actions: read'),
    workflowRun: route(`GET ${REPOSITORY}/actions/runs/{run_id}`, 'read the workflow run', 'actions: read'),
    cancelRun: route(`POST ${REPOSITORY}/actions/runs/{run_id}/cancel`, 'cancel the workflow run', 'actions: write'),
    rerunFailed: route(`POST ${REPOSITORY}/actions/runs/{run_id}/rerun-failed-jobs`, 'run the failed jobs of the workflow run again', 'actions: write'),
    pullRequests: route(`GET ${REPOSITORY}/pulls`, 'list the pull requests', 'pull-requests: read'),
    openPullRequest: route(`POST ${REPOSITORY}/pulls`, 'open the pull request', 'pull-requests: write'),
    artifacts: route(`GET ${REPOSITORY}/actions/runs/{run_id}/artifacts`, 'list the artifacts of the workflow run', 'actions: read'),
    downloadArtifact: route(`GET ${REPOSITORY}/actions/artifacts/{artifact_id}/zip`, 'download the artifact', 'actions: read'),
    // On a GitHub Enterprise Server it is beside `/api/v3`, and not below it.
    viewer: route('POST /../graphql', 'ask whose token this is', null),
};
function route(path, doing, permission) {
    return { path, doing, permission };
}

;// CONCATENATED MODULE: ./build/shared/io/github/artifact.js
/** Artifacts of workflow runs: files of somebody else, of any size. */




/** GitHub keeps at most 500 for each job, a run of 256 tasks with attempts has some thousands. */
const ARTIFACTS = 10_000;
const DOWNLOAD_MS = 10 * 60_000;
const DOWNLOADS = 3;
const artifactsSchema = schemas/* object */.Ikc({
    artifacts: schemas/* array */.YOg(schemas/* object */.Ikc({ id: schemas/* number */.aig(), name: schemas/* string */.YjP(), size_in_bytes: schemas/* number */.aig(), expired: schemas/* boolean */.zMY() })
        .transform(({ size_in_bytes, ...rest }) => ({ ...rest, size: size_in_bytes }))),
})
    .transform(answer => answer.artifacts);
function readArtifacts(api, runId) {
    return api.readAll(ROUTES.artifacts, { run_id: runId }, { schema: artifactsSchema, limit: ARTIFACTS });
}
/** Its zip; answers its size. Sizes are those that others told: what comes is counted too, and ended at the limit. */
async function downloadArtifact(api, { id, size }, { file, limitBytes }) {
    if (size > limitBytes)
        throw tooLarge(limitBytes, size);
    try {
        for (let attempt = 1;; attempt++) {
            try {
                return await download(api, id, { file, limitBytes });
            }
            catch (problem) {
                if (attempt === DOWNLOADS || !(0,api_problem/* mayHaveHappened */.dk)(problem))
                    throw problem;
            }
        }
    }
    catch (problem) {
        await (0,external_node_fs_promises_.rm)(file, { force: true });
        throw problem;
    }
}
async function download(api, id, { file, limitBytes }) {
    const { length, body } = await api.stream(ROUTES.downloadArtifact, { artifact_id: id, archive_format: 'zip' }, DOWNLOAD_MS);
    const target = await (0,external_node_fs_promises_.open)(file, 'w', 0o600);
    let received = 0;
    try {
        // Leaving the loop ends the transfer.
        for await (const chunk of arriving(body, () => received)) {
            received += chunk.byteLength;
            if (received > limitBytes || (length ?? 0) > limitBytes)
                throw tooLarge(limitBytes, length);
            await target.writeFile(chunk);
        }
    }
    finally {
        await target.close();
    }
    return received;
}
/** What breaks off is the transfer; what cannot be written is not. */
async function* arriving(body, received) {
    try {
        yield* body;
    }
    catch {
        throw brokenOff(received());
    }
}
function tooLarge(limit, size) {
    const found = size === null ? 'more' : `${size}`;
    const message = `could not download the artifact: expected at most ${limit} bytes, found ${found}`;
    return (0,api_problem/* refusedHere */.vd)('too-large', message, 'Was it made by Braid? Look at what the task has uploaded.');
}
function brokenOff(received) {
    const message = `could not download the artifact: the transfer broke off after ${received} bytes`;
    return (0,api_problem/* refusedHere */.vd)('unavailable', message, 'Try again.');
}

;// CONCATENATED MODULE: ./build/shared/io/github/annotations.js
/** Annotations of a check run: GitHub only ever appends them, so what is there already is never sent again. */


/** In one request; more are appended by further ones (REST: update a check run). */
const ANNOTATIONS_A_REQUEST = 50;
/** More than any report has; a bound for a strange answer. */
const READ_AT_MOST = 5000;
const annotationsSchema = schemas/* array */.YOg(schemas/* object */.Ikc({
    path: schemas/* string */.YjP(),
    start_line: schemas/* number */.aig(),
    end_line: schemas/* number */.aig(),
    annotation_level: schemas/* enum */.k5n(['notice', 'warning', 'failure']).nullable(),
    message: schemas/* string */.YjP().nullable(),
    title: schemas/* string */.YjP().nullable(),
})
    .transform((found) => {
    return {
        path: found.path,
        startLine: found.start_line,
        endLine: found.end_line,
        level: found.annotation_level ?? 'notice',
        message: found.message ?? '',
        title: found.title,
    };
}));
function readAnnotations(api, checkRun) {
    const options = { schema: annotationsSchema, limit: READ_AT_MOST };
    return api.readAll(ROUTES.annotations, { check_run_id: checkRun }, options);
}
/** Those of `wanted` that are not in `present`, each as often as it is wanted. */
function missingAnnotations(wanted, present) {
    const counts = new Map();
    for (const annotation of present) {
        const key = identity(annotation);
        counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    return wanted.filter(annotation => {
        const key = identity(annotation);
        const left = counts.get(key) ?? 0;
        if (left > 0)
            counts.set(key, left - 1);
        return left === 0;
    });
}
function asSent(annotation) {
    const { path, startLine, endLine, level, message, title } = annotation;
    return {
        path,
        start_line: startLine,
        end_line: endLine,
        annotation_level: level,
        message,
        ...(title === null ? {} : { title }),
    };
}
/** Line ends and space at the ends do not come back as they were sent. */
function identity({ path, startLine, endLine, level, message, title }) {
    const text = (words) => words.replaceAll('\r\n', '\n').trim();
    return JSON.stringify([path, startLine, endLine, level, text(message), text(title ?? '')]);
}

;// CONCATENATED MODULE: ./build/shared/io/github/api/create-once.js

const ATTEMPTS = 3;
/** Waits 1, 2 and 3 s before it looks: GitHub lists a new thing a moment after it was made. */
async function createOnce({ create, find }, clock) {
    for (let attempt = 1;; attempt++) {
        try {
            return await create();
        }
        catch (problem) {
            if (!(0,api_problem/* mayHaveHappened */.dk)(problem))
                throw problem;
            await wait(clock, attempt);
            const found = await find();
            if (found !== null)
                return found;
            if (attempt === ATTEMPTS)
                throw problem;
        }
    }
}
function wait(clock, seconds) {
    return clock.until(clock.now() + seconds * 1000, new AbortController().signal);
}
/** Of two calls for the same thing the second begins when the first has ended. */
class InTurn {
    #last = new Map();
    run(key, work) {
        const turn = (this.#last.get(key) ?? Promise.resolve()).then(work);
        const settled = turn.catch(() => undefined);
        this.#last.set(key, settled);
        void settled.then(() => {
            if (this.#last.get(key) === settled)
                this.#last.delete(key);
        });
        return turn;
    }
}

;// CONCATENATED MODULE: ./build/shared/io/github/check-run.js
/** One check run for each external id on a commit: made once, then updated, its annotations appended page by page. */





const placeSchema = schemas/* object */.Ikc({ id: schemas/* number */.aig(), html_url: schemas/* string */.YjP().nullish() })
    .transform(({ id, html_url }) => ({ id, url: html_url ?? null }));
const listSchema = schemas/* object */.Ikc({
    check_runs: schemas/* array */.YOg(schemas/* object */.Ikc({
        id: schemas/* number */.aig(),
        html_url: schemas/* string */.YjP().nullish(),
        external_id: schemas/* string */.YjP().nullish(),
        output: schemas/* object */.Ikc({ annotations_count: schemas/* number */.aig() }),
    })),
})
    .transform(found => found.check_runs);
const seenSchema = schemas/* object */.Ikc({
    check_runs: schemas/* array */.YOg(schemas/* object */.Ikc({
        external_id: schemas/* string */.YjP().nullish(),
        status: schemas/* string */.YjP(),
        details_url: schemas/* string */.YjP().nullish(),
    })
        .transform(({ external_id, status, details_url }) => {
        return { externalId: external_id ?? '', status, detailsUrl: details_url ?? null };
    })),
})
    .transform(found => found.check_runs);
function readCheckRuns(api, headSha, name) {
    const parameters = { ref: headSha, check_name: name, filter: 'all' };
    return api.readAll(ROUTES.findCheckRuns, parameters, { schema: seenSchema, limit: check_run_READ_AT_MOST });
}
/** GitHub keeps 1,000 check runs of one name in a suite. */
const check_run_READ_AT_MOST = 1000;
/** How often the annotations are looked at again when a request for them had no answer. */
const LOOKS = 3;
class CheckRuns {
    #api;
    #known = new Map();
    #inTurn = new InTurn();
    constructor(api) {
        this.#api = api;
    }
    put(wanted) {
        const key = JSON.stringify([wanted.headSha, wanted.name, wanted.externalId]);
        return this.#inTurn.run(key, async () => {
            const seen = this.#known.get(key);
            const isComplete = seen !== undefined && missingAnnotations(wanted.annotations, seen.present).length === 0;
            // Another process may have added annotations since.
            const known = isComplete ? seen : await this.#find(wanted);
            if (known !== null) {
                this.#known.set(key, known);
                await this.#update(known, wanted);
                return known.place;
            }
            const { known: made, isNew } = await this.#create(wanted);
            this.#known.set(key, made);
            const isWhole = isNew && missingAnnotations(wanted.annotations, made.present).length === 0;
            if (!isWhole)
                await this.#update(made, wanted);
            return made.place;
        });
    }
    /** The oldest: of two that were made at the same time, everybody finds the same one. */
    async #find({ name, externalId, headSha }) {
        const found = await this.#api.readAll(ROUTES.findCheckRuns, { ref: headSha, check_name: name, filter: 'all' }, { schema: listSchema, limit: check_run_READ_AT_MOST });
        const own = found.filter(run => run.external_id === externalId).sort((a, b) => a.id - b.id);
        const [first] = own;
        if (first === undefined)
            return null;
        const place = { id: first.id, url: first.html_url ?? null };
        const present = first.output.annotations_count > 0 ? await readAnnotations(this.#api, first.id) : [];
        return { place, present };
    }
    async #create(wanted) {
        const page = wanted.annotations.slice(0, ANNOTATIONS_A_REQUEST);
        const parameters = { ...fields(wanted, page), head_sha: wanted.headSha };
        const options = { schema: placeSchema, isRepeatable: false };
        return createOnce({
            create: async () => {
                const place = await this.#api.write(ROUTES.createCheckRun, parameters, options);
                return { known: { place, present: page }, isNew: true };
            },
            find: async () => {
                const known = await this.#find(wanted);
                return known === null ? null : { known, isNew: false };
            },
        }, this.#api.clock);
    }
    async #update(known, wanted) {
        for (let isFirst = true;; isFirst = false) {
            const missing = missingAnnotations(wanted.annotations, known.present);
            if (missing.length === 0 && !isFirst)
                return;
            await this.#append(known, wanted, missing.slice(0, ANNOTATIONS_A_REQUEST));
        }
    }
    /** What the check run says, and one page of annotations, which are not sent again before it is known what is there. */
    async #append(known, wanted, page) {
        const { id } = known.place;
        const options = { schema: placeSchema, isRepeatable: page.length === 0 };
        let unsent = page;
        for (let look = 1;; look++) {
            try {
                const parameters = { ...fields(wanted, unsent), check_run_id: id };
                await this.#api.write(ROUTES.updateCheckRun, parameters, options);
                known.present = [...known.present, ...unsent];
                return;
            }
            catch (problem) {
                if (!(0,api_problem/* mayHaveHappened */.dk)(problem) || look > LOOKS || page.length === 0)
                    throw problem;
                await wait(this.#api.clock, look);
                known.present = await readAnnotations(this.#api, id);
                unsent = missingAnnotations(wanted.annotations, known.present).slice(0, ANNOTATIONS_A_REQUEST);
            }
        }
    }
}
function fields(wanted, page) {
    const { name, externalId, status, conclusion, title, summary, text, actions, detailsUrl } = wanted;
    return {
        name,
        external_id: externalId,
        status,
        ...(conclusion === null ? {} : { conclusion }),
        ...(detailsUrl === null ? {} : { details_url: detailsUrl }),
        output: { title, summary, ...(text === null ? {} : { text }), annotations: page.map(asSent) },
        actions,
    };
}

;// CONCATENATED MODULE: ./build/shared/io/github/comment.js
/** The one comment of Braid on a pull request, edited in place; reactions and labels, by which people and Braid talk. */




/** 30 pages; a longer talk is not read to its end, and then a second comment is written. */
const comment_READ_AT_MOST = 3000;
const commentSchema = schemas/* object */.Ikc({
    id: schemas/* number */.aig(),
    html_url: schemas/* string */.YjP(),
    body: schemas/* string */.YjP().nullish(),
    user: schemas/* object */.Ikc({ login: schemas/* string */.YjP(), type: schemas/* string */.YjP() }).nullable(),
})
    .transform(({ id, html_url, body, user }) => ({ id, url: html_url, text: body ?? '', user }));
const viewerSchema = schemas/* object */.Ikc({ data: schemas/* object */.Ikc({ viewer: schemas/* object */.Ikc({ login: schemas/* string */.YjP() }) }) })
    .transform(answer => answer.data.viewer.login);
const anything = schemas/* unknown */.L5J();
class Comments {
    #api;
    #known = new Map();
    #inTurn = new InTurn();
    #author;
    /** `author`: the login that the token writes as; null: GitHub is asked when it matters. */
    constructor(api, author) {
        this.#api = api;
        this.#author = author;
    }
    put(wanted) {
        const key = JSON.stringify([wanted.issue, wanted.marker]);
        return this.#inTurn.run(key, async () => {
            const { marker, body } = wanted;
            const text = body.startsWith(marker) ? body : `${marker}\n${body}`;
            const known = this.#known.get(key);
            // Another process may have written something else since: what seems to be there is looked at again.
            const isNews = known !== undefined && known.text !== text;
            const edited = isNews ? await this.#edit(known, text) : null;
            const put = edited ?? (await this.#findAndEdit(wanted, text)) ?? (await this.#create(wanted, text));
            this.#known.set(key, put);
            return { id: put.id, url: put.url };
        });
    }
    async #findAndEdit(wanted, text) {
        const found = await this.#find(wanted);
        return found === null ? null : this.#edit(found, text);
    }
    /**
     * Begins with the marker and is by ourselves: a person who quotes it, or writes it, keeps what they wrote. Of two that
     * were made at the same time, the oldest.
     */
    async #find({ issue, marker }) {
        const schema = schemas/* array */.YOg(commentSchema);
        const options = { schema, limit: comment_READ_AT_MOST };
        const comments = await this.#api.readAll(ROUTES.comments, { issue_number: issue }, options);
        const marked = comments.filter(comment => comment.text.startsWith(marker));
        if (marked.length === 0)
            return null;
        const author = await this.#authorOfToken();
        const own = marked.filter(({ user }) => user !== null && isSame(user, author));
        return own.sort((a, b) => a.id - b.id)[0] ?? null;
    }
    /** Null: it was deleted. */
    async #edit(known, text) {
        if (known.text === text)
            return known;
        const parameters = { comment_id: known.id, body: text };
        try {
            const options = { schema: anything, isRepeatable: true };
            await this.#api.write(ROUTES.editComment, parameters, options);
            return { id: known.id, url: known.url, text };
        }
        catch (problem) {
            if (problem instanceof api_problem/* GitHubProblem */.Jy && problem.code === 'not-found')
                return null;
            throw problem;
        }
    }
    #create(wanted, text) {
        const parameters = { issue_number: wanted.issue, body: text };
        const options = { schema: commentSchema, isRepeatable: false };
        const create = () => this.#api.write(ROUTES.createComment, parameters, options);
        return createOnce({ create, find: () => this.#find(wanted) }, this.#api.clock);
    }
    /** `GET /user` refuses the tokens of Apps, `GITHUB_TOKEN` among them; this answers for all kinds. */
    async #authorOfToken() {
        const options = { schema: viewerSchema, isRepeatable: true };
        this.#author ??= await this.#api.write(ROUTES.viewer, { query: 'query { viewer { login } }' }, options);
        return this.#author;
    }
}
/** Names of Apps end in `[bot]`, which no person can choose; the kind of account is compared all the same. */
function isSame(user, author) {
    const isBot = author.endsWith('[bot]');
    return user.login.toLowerCase() === author.toLowerCase() && (user.type === 'Bot') === isBot;
}
/** The same reaction twice is one. */
async function react(api, comment, content) {
    const options = { schema: anything, isRepeatable: true };
    await api.write(ROUTES.react, { comment_id: comment, content }, options);
}
function readLabels(api, issue) {
    // An issue has at most 100 labels.
    const schema = schemas/* array */.YOg(schemas/* object */.Ikc({ name: schemas/* string */.YjP() }).transform(label => label.name));
    return api.readAll(ROUTES.labels, { issue_number: issue }, { schema, limit: 100 });
}
/** A label that is not there is removed. */
async function removeLabel(api, issue, label) {
    try {
        const options = { schema: anything, isRepeatable: true };
        await api.write(ROUTES.removeLabel, { issue_number: issue, name: label }, options);
    }
    catch (problem) {
        if (!(problem instanceof api_problem/* GitHubProblem */.Jy && problem.code === 'not-found'))
            throw problem;
    }
}

;// CONCATENATED MODULE: ./build/shared/io/github/job.js
/** The jobs of a workflow run, as GitHub shows them: what became of each is all that is known of one that left nothing. */


/** A workflow run has two matrices of at most 256, and a few besides. */
const JOBS = 1000;
const jobsSchema = schemas/* object */.Ikc({
    jobs: schemas/* array */.YOg(schemas/* object */.Ikc({ name: schemas/* string */.YjP(), conclusion: schemas/* string */.YjP().nullable(), html_url: schemas/* string */.YjP().nullable() })
        .transform(({ html_url, ...rest }) => ({ ...rest, url: html_url }))),
})
    .transform(answer => answer.jobs);
/** Of a workflow run that was run again, those of its last time. */
function readJobs(api, runId) {
    return api.readAll(ROUTES.jobs, { run_id: runId }, { schema: jobsSchema, limit: JOBS });
}

;// CONCATENATED MODULE: ./build/shared/io/github/new-pull-request.js
/** The one open pull request from a branch: found, or opened. */



const new_pull_request_placeSchema = schemas/* object */.Ikc({ number: schemas/* number */.aig(), html_url: schemas/* string */.YjP() })
    .transform(({ number, html_url }) => ({ number, url: html_url }));
async function openPullRequest(api, owner, wanted) {
    const { head, base, title, body } = wanted;
    const find = async () => {
        const parameters = { head: `${owner}:${head}`, base, state: 'open' };
        const options = { schema: schemas/* array */.YOg(new_pull_request_placeSchema), limit: 1 };
        return (await api.readAll(ROUTES.pullRequests, parameters, options))[0] ?? null;
    };
    const create = () => api.write(ROUTES.openPullRequest, { head, base, title, body }, { schema: new_pull_request_placeSchema, isRepeatable: false });
    return (await find()) ?? createOnce({ create, find }, api.clock);
}

;// CONCATENATED MODULE: ./build/shared/io/github/pull-request.js
/** What a pull request is now, and which files it changes. */




/** "Responses include a maximum of 3000 files" (REST: list pull requests files). */
const FILES = 3000;
/** Seconds before each further question whether it conflicts: 1 + 2 + 4. */
const PATIENCE = [1, 2, 4];
const sideSchema = schemas/* object */.Ikc({
    sha: schemas/* string */.YjP(),
    ref: schemas/* string */.YjP(),
    repo: schemas/* object */.Ikc({ full_name: schemas/* string */.YjP() }).nullable(),
});
const pullRequestSchema = schemas/* object */.Ikc({
    number: schemas/* number */.aig(),
    state: schemas/* enum */.k5n(['open', 'closed']),
    merged: schemas/* boolean */.zMY(),
    draft: schemas/* boolean */.zMY().optional(),
    head: sideSchema,
    base: sideSchema,
    user: schemas/* object */.Ikc({ login: schemas/* string */.YjP() }).nullable(),
    mergeable: schemas/* boolean */.zMY().nullable(),
})
    .transform(({ number, state, merged, draft, head, base, user, mergeable }) => {
    const repository = head.repo?.full_name ?? null;
    return {
        number,
        state: merged ? 'merged' : state,
        draft: draft ?? false,
        head: { sha: head.sha, branch: head.ref, repository },
        base: { sha: base.sha, branch: base.ref },
        fork: repository !== base.repo?.full_name,
        author: user?.login ?? 'ghost',
        conflicting: mergeable === null ? null : !mergeable,
    };
});
const filesSchema = schemas/* array */.YOg(schemas/* object */.Ikc({
    filename: schemas/* string */.YjP(),
    status: schemas/* enum */.k5n(['added', 'removed', 'modified', 'renamed', 'copied', 'changed', 'unchanged']),
    previous_filename: schemas/* string */.YjP().nullish(),
})
    .transform(({ filename, status, previous_filename }) => {
    return { path: filename, status, previousPath: previous_filename ?? null };
}));
/** Null: there is none of this number, or the token may not see it. */
async function readPullRequest(api, number) {
    const read = () => api.read(ROUTES.pullRequest, { pull_number: number }, pullRequestSchema);
    try {
        let found = await read();
        for (const seconds of PATIENCE) {
            if (found.state !== 'open' || found.conflicting !== null)
                break;
            await wait(api.clock, seconds);
            found = await read();
        }
        return found;
    }
    catch (problem) {
        if (problem instanceof api_problem/* GitHubProblem */.Jy && problem.code === 'not-found')
            return null;
        throw problem;
    }
}
async function readChangedFiles(api, number) {
    const schema = filesSchema;
    const files = await api.readAll(ROUTES.changedFiles, { pull_number: number }, { schema, limit: FILES });
    return { files, complete: files.length < FILES };
}

;// CONCATENATED MODULE: ./build/shared/io/github/repository.js
/** The repository and what people may do in it. */



const repositorySchema = schemas/* object */.Ikc({ default_branch: schemas/* string */.YjP(), private: schemas/* boolean */.zMY() })
    .transform(({ default_branch, ...rest }) => ({ defaultBranch: default_branch, ...rest }));
/** The four old permissions; `role_name` is one of five roles, or one that the organisation made up. */
const permissionSchema = schemas/* object */.Ikc({
    permission: schemas/* enum */.k5n(['admin', 'write', 'read', 'none']),
    role_name: schemas/* string */.YjP().nullish(),
});
function readRepository(api) {
    return api.read(ROUTES.repository, {}, repositorySchema);
}
/**
 * Asked from GitHub, never taken from a name. A role of the organisation's own is worth what its base is worth: a name
 * that does not fit the old permission is not believed.
 */
async function readPermission(api, login) {
    // An empty name would ask for something else.
    if (login === '')
        return 'none';
    try {
        const found = await api.read(ROUTES.permission, { username: login }, permissionSchema);
        return roleOf(found.permission, found.role_name ?? '');
    }
    catch (problem) {
        if (problem instanceof api_problem/* GitHubProblem */.Jy && problem.code === 'not-found')
            return 'none';
        throw problem;
    }
}
function roleOf(permission, role) {
    if (role === 'maintain' && permission === 'write')
        return 'maintain';
    if (role === 'triage' && permission === 'read')
        return 'triage';
    return permission;
}

;// CONCATENATED MODULE: ./build/shared/io/github/workflow-run.js
/** Workflow runs: started by a dispatch, found, cancelled. */




/** Both from GitHub's limits of `workflow_dispatch`. */
const INPUTS = 25;
const INPUT_CHARACTERS = 65_535;
/** GitHub gives no more for a question with a filter (REST: list workflow runs). */
const MOST_RUNS = 1000;
/** 204 without a body: a server that does not tell the run. */
const dispatchSchema = schemas/* union */.KCZ([
    schemas/* object */.Ikc({ workflow_run_id: schemas/* number */.aig() }).transform(answer => answer.workflow_run_id),
    schemas/* unknown */.L5J().transform(() => null),
]);
const runSchema = schemas/* object */.Ikc({
    id: schemas/* number */.aig(),
    display_title: schemas/* string */.YjP(),
    status: schemas/* string */.YjP().nullable(),
    conclusion: schemas/* string */.YjP().nullable(),
    run_attempt: schemas/* number */.aig().optional(),
    head_sha: schemas/* string */.YjP(),
})
    .transform(({ id, display_title, status, conclusion, run_attempt, head_sha }) => {
    const attempt = run_attempt ?? 1;
    return { id, title: display_title, status, conclusion, attempt, headSha: head_sha };
});
const runsSchema = schemas/* object */.Ikc({ workflow_runs: schemas/* array */.YOg(runSchema) }).transform(answer => answer.workflow_runs);
async function dispatch(api, wanted) {
    checkInputs(wanted.inputs);
    const { workflow, ref, inputs, find } = wanted;
    const parameters = { workflow_id: workflow, ref, inputs, return_run_details: true };
    const options = { schema: dispatchSchema, isRepeatable: false };
    const create = async () => ({ runId: await api.write(ROUTES.dispatch, parameters, options) });
    if (find === undefined)
        return create();
    const found = async () => {
        const runId = await find();
        return runId === null ? null : { runId };
    };
    return createOnce({ create, find: found }, api.clock);
}
/** Before it is sent: GitHub's own answer does not say which limit it was. */
function checkInputs(inputs) {
    const count = Object.keys(inputs).length;
    if (count > INPUTS) {
        const message = `could not start the workflow: expected at most ${INPUTS} inputs, found ${count}`;
        throw (0,api_problem/* refusedHere */.vd)('validation', message, 'Put several values into one input.');
    }
    const size = JSON.stringify(inputs).length;
    if (size > INPUT_CHARACTERS) {
        const message = `could not start the workflow: expected inputs of at most ${INPUT_CHARACTERS} characters, found ${size}`;
        throw (0,api_problem/* refusedHere */.vd)('too-large', message, 'Hand over less: a smaller batch, or a reference to what is stored.');
    }
}
/** Newest first. */
function readWorkflowRuns(api, query) {
    const { workflow, most = MOST_RUNS, ...filters } = query;
    const parameters = { workflow_id: workflow, ...filters };
    return api.readAll(ROUTES.workflowRuns, parameters, { schema: runsSchema, limit: most });
}
/** Null: it is gone. Somebody may delete one that is over. */
async function readWorkflowRun(api, id) {
    try {
        return await api.read(ROUTES.workflowRun, { run_id: id }, runSchema);
    }
    catch (problem) {
        if (problem instanceof api_problem/* GitHubProblem */.Jy && problem.code === 'not-found')
            return null;
        throw problem;
    }
}
/** Jobs that did well keep what they gave. Only of a workflow run that is over. */
async function rerunFailed(api, id) {
    await api.write(ROUTES.rerunFailed, { run_id: id }, { schema: schemas/* unknown */.L5J(), isRepeatable: false });
}
/** `over`: it had ended by itself. */
async function cancelWorkflowRun(api, id) {
    try {
        await api.write(ROUTES.cancelRun, { run_id: id }, { schema: schemas/* unknown */.L5J(), isRepeatable: true });
        return 'asked';
    }
    catch (problem) {
        if (problem instanceof api_problem/* GitHubProblem */.Jy && problem.code === 'conflict')
            return 'over';
        throw problem;
    }
}

;// CONCATENATED MODULE: ./build/shared/io/github/api/client.js
/** A limit that lasts longer is an answer for the caller: a runner that waits costs money. */
const LONGEST_WAIT_S = 120;
const LIMITS_WAITED_FOR = 3;
/** GitHub ends a request after 10 s by itself; the rest is the way. */
const TIMEOUT_MS = 30_000;
/** The Octokit of `@actions/github`, which knows the runner's proxy, with throttling and retries. */
async function actionsClient(options) {
    const [{ getOctokit: open }, { throttling }, { retry }] = await Promise.all([
        __webpack_require__.e(/* import() */ 270).then(__webpack_require__.bind(__webpack_require__, 2270)),
        Promise.all(/* import() */[__webpack_require__.e(251), __webpack_require__.e(856)]).then(__webpack_require__.bind(__webpack_require__, 6856)),
        Promise.all(/* import() */[__webpack_require__.e(251), __webpack_require__.e(735)]).then(__webpack_require__.bind(__webpack_require__, 9735)),
    ]);
    const { token, apiUrl, timeoutMs = TIMEOUT_MS } = options;
    let sent = 0;
    // The first plugin is the innermost: it sees every attempt, so each one has its own time.
    const attempts = octokit => {
        octokit.hook.wrap('request', (request, parameters) => {
            sent += 1;
            // A call may ask for more time than usual. Set in place: the hooks further in get these parameters, not others.
            parameters.request.signal = AbortSignal.timeout(Number(parameters.request.timeoutMs ?? timeoutMs));
            return request(parameters);
        });
        octokit.hook.error('request', error => {
            throw asLimit(error);
        });
    };
    const settings = { baseUrl: apiUrl, ...patience(options) };
    const octokit = open(token, settings, attempts, throttling, retry);
    return { octokit, sent: () => sent, conceal: text => conceal(text, token) };
}
/** Any other Octokit: its own plugins count, ideally with the settings of `patience`. */
function givenClient(given) {
    let sent = 0;
    const octokit = {
        request: (route, parameters) => {
            sent += 1;
            return given.request(route, parameters);
        },
    };
    return { octokit, sent: () => sent, conceal: text => conceal(text, null) };
}
/** Octokit options for both plugins: what is waited for, and what is never repeated. */
function patience({ onWait, throttle, retry }) {
    const waits = (seconds, _request, _octokit, repeated) => {
        const isWorthIt = seconds <= LONGEST_WAIT_S && repeated < LIMITS_WAITED_FOR;
        if (isWorthIt)
            onWait?.(`GitHub's limit of requests is reached: waiting ${seconds} s as it asks`);
        return isWorthIt;
    };
    return {
        throttle: { onRateLimit: waits, onSecondaryRateLimit: waits, ...throttle },
        // Retries come after 1, 4 and 9 s. Not for what GitHub has refused: only errors of the server and the network are worth the same request again.
        // Limits (429) are left to throttling, which knows until when.
        retry: { doNotRetry: [304, 400, 401, 403, 404, 405, 409, 410, 413, 415, 422, 429, 451], ...retry },
    };
}
/** Throttling knows a secondary limit by GitHub's words; a gateway before GitHub says the same by status and header. */
function asLimit(error) {
    const isLimit = 'status' in error && error.status === 429 && !/\bsecondary rate\b/i.test(error.message);
    if (isLimit)
        error.message += ' (taken for a secondary rate limit)';
    return error;
}
function conceal(text, token) {
    const known = token === null || token === '' ? text : text.replaceAll(token, '***');
    return known.replace(/\b(?:gh[a-z]_|github_pat_)[\w.-]+|\bBearer \S+/g, '***');
}

;// CONCATENATED MODULE: ./build/shared/io/github/github.js









function openGitHub({ author, ...options }) {
    const api = new Api(options);
    const checkRuns = new CheckRuns(api);
    const comments = new Comments(api, author);
    return {
        permission: login => readPermission(api, login),
        repository: () => readRepository(api),
        pullRequest: number => readPullRequest(api, number),
        changedFiles: number => readChangedFiles(api, number),
        putCheckRun: checkRun => checkRuns.put(checkRun),
        putComment: comment => comments.put(comment),
        react: (commentId, content) => react(api, commentId, content),
        labels: issue => readLabels(api, issue),
        removeLabel: (issue, label) => removeLabel(api, issue, label),
        dispatch: wanted => dispatch(api, wanted),
        workflowRuns: query => readWorkflowRuns(api, query),
        jobs: runId => readJobs(api, runId),
        workflowRun: id => readWorkflowRun(api, id),
        cancelWorkflowRun: id => cancelWorkflowRun(api, id),
        rerunFailed: id => rerunFailed(api, id),
        checkRuns: (headSha, name) => readCheckRuns(api, headSha, name),
        openPullRequest: wanted => openPullRequest(api, options.owner, wanted),
        artifacts: runId => readArtifacts(api, runId),
        downloadArtifact: (artifact, to) => downloadArtifact(api, artifact, to),
        calls: () => api.calls(),
    };
}



// EXTERNAL MODULE: ./build/shared/report/github/check-run.js
var check_run = __webpack_require__(1103);
;// CONCATENATED MODULE: ./build/shared/io/hosted/github-desk.js
/** What is asked of GitHub by whoever may write, on the port. */

/** Of one file, one run's are among its newest. */
const github_desk_MOST_RUNS = 300;
/** Clocks differ, and a limit of GitHub's may have been waited for, in milliseconds. */
const RECENTLY_MS = 60 * 60_000;
function deskOf(github) {
    return {
        putCheckRun: async (check) => void (await github.putCheckRun(check)),
        putComment: async (comment) => void (await github.putComment(comment)),
        react: (comment, content) => github.react(comment, content),
        removeLabel: (issue, label) => github.removeLabel(issue, label),
        dispatch: async ({ workflow, branch, inputs, title }) => {
            const find = async () => {
                const runs = await github.workflowRuns(dispatched({ workflow, since: Date.now() - RECENTLY_MS }));
                return runs.find(run => run.title === title)?.id ?? null;
            };
            const looking = title === null ? {} : { find };
            return (await github.dispatch({ workflow, ref: branch, inputs, ...looking })).runId;
        },
        workflowRuns: async (query) => (await github.workflowRuns(dispatched(query))).map(sightOf),
        workflowRun: async (id) => {
            const run = await github.workflowRun(id);
            return run === null ? null : sightOf(run);
        },
        jobs: workflowRun => github.jobs(workflowRun),
        announcedRun: async (headSha) => {
            const checks = await github.checkRuns(headSha, check_run/* RUN_CHECK */.ZO);
            const open = checks.filter(({ status }) => status !== 'completed');
            const ids = open.flatMap(({ detailsUrl }) => /\/actions\/runs\/(\d+)$/.exec(detailsUrl ?? '')?.[1] ?? []);
            return ids.length === 0 ? null : Number(ids.at(-1));
        },
        cancelRun: async (id) => void (await github.cancelWorkflowRun(id)),
        rerunFailed: id => github.rerunFailed(id),
        openPullRequest: async (pull) => (await github.openPullRequest(pull)).number,
    };
}
function dispatched({ workflow, since }) {
    const created = `>=${new Date(since).toISOString().slice(0, 19)}Z`;
    return { workflow, event: 'workflow_dispatch', created, most: github_desk_MOST_RUNS };
}
function sightOf({ id, title, status, conclusion, attempt }) {
    return { id, title, isOver: status === 'completed', isCancelled: conclusion === 'cancelled', attempt };
}

;// CONCATENATED MODULE: ./build/action/parts/github-here.js
/** GitHub for a job: the port with the job's token, and what the jobs that may write ask of it. */



/** Whom `GITHUB_TOKEN` writes as. */
const AUTHOR = 'github-actions[bot]';
/** Milliseconds between two writes: GitHub asks for a second, and limits who does not keep to it. */
const WRITE_PAUSE = 1_000;
/** As of who is throttled: what nobody writes to any more is forgotten, in milliseconds. */
const FORGET_AFTER = 120_000;
function openGitHubHere({ surroundings: { repository, apiUrl }, token, input }) {
    const [owner = '', name = ''] = repository.split('/');
    const pause = writePause(input('write-pause'));
    return openGitHub({
        owner,
        name,
        client: async () => actionsClient({ token, apiUrl, throttle: await throttle(pause) }),
        clock: {
            now: Date.now,
            until: async (time, signal) => {
                await (0,promises_.setTimeout)(Math.max(0, time - Date.now()), undefined, { signal }).catch(() => { });
            },
        },
        author: AUTHOR,
    });
}
/** Throws where it is no number of milliseconds. */
function writePause(text) {
    if (text === '')
        return WRITE_PAUSE;
    if (/^\d{1,6}$/.test(text))
        return Number(text);
    throw new Error(`expected \`write-pause\` to be a number of milliseconds, found \`${text}\``);
}
/** Only a server of one's own may have no limits. */
async function throttle(pause) {
    if (pause === WRITE_PAUSE)
        return {};
    const { default: Bottleneck } = await __webpack_require__.e(/* import() */ 203).then(__webpack_require__.t.bind(__webpack_require__, 2203, 19));
    const group = (id) => new Bottleneck.Group({ id, maxConcurrent: 1, minTime: pause, timeout: FORGET_AFTER });
    return { write: group('braid-write'), notifications: group('braid-notifications') };
}
/** How far back the schedule looks for workflow runs that were lost, in milliseconds. */
const LOOKS_BACK_MS = 24 * 60 * 60_000;
/** Workflow runs of Braid's own file that failed not long ago. */
async function failedRuns(here) {
    const { workflow } = here.surroundings;
    const created = `>=${new Date(Date.now() - LOOKS_BACK_MS).toISOString().slice(0, 19)}Z`;
    const runs = await openGitHubHere(here).workflowRuns({ workflow, created });
    return runs.filter(({ conclusion }) => conclusion === 'failure' || conclusion === 'timed_out');
}
async function openDesk(here) {
    return deskOf(openGitHubHere(here));
}


/***/ }),

/***/ 1369:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Jy: () => (/* binding */ GitHubProblem),
/* harmony export */   L8: () => (/* binding */ classify),
/* harmony export */   au: () => (/* binding */ unexpectedAnswer),
/* harmony export */   dk: () => (/* binding */ mayHaveHappened),
/* harmony export */   f1: () => (/* binding */ readFailure),
/* harmony export */   vd: () => (/* binding */ refusedHere)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2857);
/**
 * What GitHub refuses or fails to do: a code for programs, words and a next step for people. Made from Octokit's errors in
 * one place, so that nobody else reads statuses and messages.
 */

/** Holds no token and nothing that was sent: it may be shown to everybody. */
class GitHubProblem extends Error {
    code;
    hint;
    status;
    requestId;
    retryAt;
    constructor(facts) {
        super(facts.message);
        this.name = 'GitHubProblem';
        this.code = facts.code;
        this.hint = facts.hint;
        this.status = facts.status;
        this.requestId = facts.requestId;
        this.retryAt = facts.retryAt;
    }
}
/** Found here, before anything was asked. */
function refusedHere(code, message, hint) {
    return new GitHubProblem({ code, message, hint, status: null, requestId: null, retryAt: null });
}
function unexpectedAnswer(route, error) {
    const where = error.issues.map(issue => `${issue.path.join('.')}: ${issue.message}`).join('; ');
    return new GitHubProblem({
        code: 'unexpected-answer',
        message: `could not ${route.doing}: GitHub's answer has another shape than documented (${where.slice(0, 300)})`,
        hint: 'Is this address an API of GitHub, and of a version that is still supported?',
        status: null,
        requestId: null,
        retryAt: null,
    });
}
/** Whether the call may have had its effect although it failed. */
function mayHaveHappened(problem) {
    return problem instanceof GitHubProblem && problem.code === 'unavailable';
}
const failureSchema = zod__WEBPACK_IMPORTED_MODULE_0__/* .object */ .Ikc({
    message: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
    status: zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig(),
    response: zod__WEBPACK_IMPORTED_MODULE_0__/* .object */ .Ikc({ headers: zod__WEBPACK_IMPORTED_MODULE_0__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_0__/* .unknown */ .L5J()), data: zod__WEBPACK_IMPORTED_MODULE_0__/* .unknown */ .L5J() })
        .optional()
        .catch(undefined),
});
const bodySchema = zod__WEBPACK_IMPORTED_MODULE_0__/* .object */ .Ikc({
    message: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
    errors: zod__WEBPACK_IMPORTED_MODULE_0__/* .union */ .KCZ([
        zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* .union */ .KCZ([
            zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
            zod__WEBPACK_IMPORTED_MODULE_0__/* .object */ .Ikc({
                message: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().nullish(),
                field: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().nullish(),
                code: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().nullish(),
            }),
        ])),
        zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
    ])
        .optional()
        .catch(undefined),
});
/** Null: not an error of a request, but a bug. */
function readFailure(error) {
    const parsed = failureSchema.safeParse(error);
    if (!parsed.success)
        return null;
    const { status, message, response } = parsed.data;
    if (response === undefined)
        return { status, headers: {}, said: message, answered: false };
    const said = wordsOf(response.data) ?? 'nothing that can be read';
    return { status, headers: response.headers, said, answered: true };
}
function wordsOf(data) {
    const body = bodySchema.safeParse(data);
    if (!body.success)
        return null;
    const { message, errors } = body.data;
    const details = (typeof errors === 'string' ? [errors] : (errors ?? [])).map(detail => typeof detail === 'string'
        ? detail
        : (detail.message ?? `${detail.field ?? ''} ${detail.code ?? ''}`.trim()));
    return details.length === 0 ? message : `${message}: ${details.join('; ')}`;
}
/** `now`: milliseconds since 1970. `conceal` takes out what is secret. */
function classify(route, failure, { now, conceal }) {
    const code = codeOf(failure);
    const retryAt = code === 'rate-limited' ? retryTime(failure.headers, now) : null;
    const requestId = header(failure.headers, 'x-github-request-id');
    const said = conceal(failure.said).slice(0, 1000);
    const origin = [String(failure.status), ...(requestId === null ? [] : [`request ${requestId}`])];
    const what = failure.answered ? `GitHub says "${said}" (${origin.join(', ')})` : `no answer (${said})`;
    return new GitHubProblem({
        code,
        message: `could not ${route.doing}: ${what}`,
        hint: hintOf(code, route, { headers: failure.headers, retryAt }),
        status: failure.answered ? failure.status : null,
        requestId,
        retryAt,
    });
}
// GitHub has no code for these; the words are from its documentation and from reports of users.
const ORGANISATION = /not allowed to trigger|(?:organi[sz]ation|enterprise)\b.*\b(?:polic|restrict|disabled|forb|not allow|SAML|IP allow)|IP allow list|SAML enforcement|Actions (?:has been|is) disabled/i;
const PROTECTED = /protected branch|rule violations|required status check|protected ref/i;
function codeOf({ status, headers, said, answered }) {
    if (!answered || status >= 500)
        return 'unavailable';
    if (status === 401)
        return 'unauthenticated';
    if (status === 429 || (status === 403 && isLimit(headers, said)))
        return 'rate-limited';
    if (status === 404 || status === 410)
        return 'not-found';
    if (PROTECTED.test(said))
        return 'protected';
    if (ORGANISATION.test(said))
        return 'forbidden-by-organisation';
    if (status === 403)
        return 'permission';
    return status === 409 ? 'conflict' : 'validation';
}
function isLimit(headers, said) {
    if (header(headers, 'retry-after') !== null)
        return true;
    return /rate limit|abuse detection/i.test(said) || header(headers, 'x-ratelimit-remaining') === '0';
}
function retryTime(headers, now) {
    const after = Number(header(headers, 'retry-after') ?? Number.NaN);
    if (Number.isFinite(after))
        return now + after * 1000;
    const reset = Number(header(headers, 'x-ratelimit-reset') ?? Number.NaN);
    const exhausted = header(headers, 'x-ratelimit-remaining') === '0';
    // GitHub's advice for a secondary limit that names no time: wait at least a minute.
    return exhausted && Number.isFinite(reset) ? reset * 1000 : now + 60_000;
}
function hintOf(code, route, { headers, retryAt }) {
    const needed = acceptedPermissions(headers) ?? (route.permission === null ? null : `\`${route.permission}\``);
    switch (code) {
        case 'unauthenticated':
            return 'The token is wrong, has expired or was revoked: give another one.';
        case 'permission':
            return needed === null
                ? null
                : `The workflow needs ${needed} in its \`permissions\`, or the App this permission.`;
        case 'forbidden-by-organisation':
            return 'An owner of the organisation can allow it in the settings for Actions.';
        case 'protected':
            return 'Let the token pass the rule, or name another branch.';
        case 'not-found':
            return needed === null ? null : `It does not exist, or the token may not see it (${needed}).`;
        case 'rate-limited':
            return retryAt === null ? null : `Try again after ${new Date(retryAt).toISOString()}.`;
        case 'unavailable':
            return 'Try again; if it lasts, look at the status page of GitHub.';
        case 'validation':
        case 'conflict':
        case 'too-large':
        case 'unexpected-answer':
            return null;
    }
}
/** `issues=write; pull_requests=write` (a semicolon: or, a comma: and) as people write it in a workflow. */
function acceptedPermissions(headers) {
    const accepted = header(headers, 'x-accepted-github-permissions');
    if (accepted === null || !/^[\w=;, ]+$/.test(accepted))
        return null;
    const ways = accepted.split(';').map(way => way
        .split(',')
        .map(one => `\`${one.trim().replaceAll('_', '-').replace('=', ': ')}\``)
        .join(' and '));
    return ways.join(' or ');
}
function header(headers, name) {
    const value = headers[name];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}


/***/ }),

/***/ 6892:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   OD: () => (/* binding */ nameList),
/* harmony export */   RK: () => (/* binding */ visible),
/* harmony export */   hD: () => (/* binding */ quote)
/* harmony export */ });
/* unused harmony export plural */
/** How a diagnostic cites what the user wrote. */
/** A citation longer than this is cut. */
const LONGEST = 60;
/** Makes characters visible that a terminal would obey or not show: controls, direction marks, zero-width and lone halves. */
function visible(text) {
    return text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u00a0]/gu, escaped);
}
function escaped(character) {
    if (character === '\t')
        return '\\t';
    if (character === '\n')
        return '\\n';
    if (character === '\r')
        return '\\r';
    const code = character.codePointAt(0) ?? 0;
    return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`;
}
/** The user's text in backticks, at most 60 characters of it. */
function quote(text) {
    const shown = [...visible(text.slice(0, 4 * LONGEST))];
    const long = text.length > 4 * LONGEST || shown.length > LONGEST;
    return `\`${long ? `${shown.slice(0, LONGEST - 1).join('')}…` : shown.join('')}\``;
}
/** Names for a hint, at most eight. */
function nameList(names) {
    const shown = names.slice(0, 8).map(quote).join(', ');
    return names.length > 8 ? `${shown} and ${names.length - 8} more` : shown;
}
function plural(count, noun) {
    return `${count} ${noun}${count === 1 ? '' : 's'}`;
}


/***/ }),

/***/ 9822:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   TH: () => (/* binding */ TITLE_LIMIT),
/* harmony export */   Tu: () => (/* binding */ atMost),
/* harmony export */   w7: () => (/* binding */ annotation)
/* harmony export */ });
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5210);
/* harmony import */ var _text_visible_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5085);
/** A remark at lines of a file, as check runs take it. Texts in it are plain: GitHub shows them without Markdown. */


const TITLE_LIMIT = 255;
const MESSAGE_LIMIT = 64 * 1024;
/** None for a file that lies outside of the repository: GitHub would refuse all of the request. */
function annotation({ path, lines, columns, level, title, message }) {
    const isInside = !/^(?:[/\\]|[A-Za-z]:)/.test(path) && !path.split('/').some(part => ['', '..'].includes(part));
    if (!isInside)
        return [];
    const startLine = Math.max(1, lines[0]);
    const endLine = Math.max(startLine, lines[1]);
    const isInOneLine = columns !== undefined && startLine === endLine;
    return [
        {
            path,
            startLine,
            endLine,
            startColumn: isInOneLine ? Math.max(1, columns[0]) : null,
            endColumn: isInOneLine ? Math.max(1, ...columns) : null,
            level,
            title: atMost((0,_text_visible_js__WEBPACK_IMPORTED_MODULE_1__/* .oneLine */ .TN)(title), TITLE_LIMIT),
            message: atMostBytes((0,_text_visible_js__WEBPACK_IMPORTED_MODULE_1__/* .visible */ .RK)(message), MESSAGE_LIMIT),
        },
    ];
}
/** Whole characters only. */
function atMost(text, most) {
    if (text.length <= most)
        return text;
    return `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
function atMostBytes(text, most) {
    let shown = text;
    while ((0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .byteLength */ .dp)(shown) > most)
        shown = atMost(shown, Math.floor(shown.length * 0.9));
    return shown;
}


/***/ }),

/***/ 1103:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gg: () => (/* binding */ titleOf),
/* harmony export */   RG: () => (/* binding */ previewCheck),
/* harmony export */   Te: () => (/* binding */ texts),
/* harmony export */   Xj: () => (/* binding */ stuckCheck),
/* harmony export */   ZO: () => (/* binding */ RUN_CHECK),
/* harmony export */   k_: () => (/* binding */ runCheck),
/* harmony export */   xA: () => (/* binding */ refusalCheck)
/* harmony export */ });
/* unused harmony export PREVIEW_CHECK */
/* harmony import */ var _assert_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(5236);
/* harmony import */ var _markdown_parts_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5239);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5210);
/* harmony import */ var _text_visible_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(5085);
/* harmony import */ var _annotation_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9822);
/* harmony import */ var _conflicts_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2552);
/* harmony import */ var _diagnostics_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9709);
/* harmony import */ var _preview_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7923);
/* harmony import */ var _refusal_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(2275);
/* harmony import */ var _run_parts_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(2789);
/**
 * Check runs: `braid` for a run, fit to be a required check, and one for each batch. A conclusion that satisfies a required
 * check (`success`, `neutral`, `skipped`) is given only when all tasks are in; what was not verified is never green.
 */










const RUN_CHECK = 'braid';
/** A preview has a name of its own: grey, it would satisfy a required check with nothing done. */
const PREVIEW_CHECK = 'braid / plan';
/** GitHub's limit is given in characters and holds for bytes. */
const TEXT_LIMIT = 65_535;
const CANCEL = {
    label: 'Cancel',
    description: 'Stop this run, keep finished work',
    identifier: 'cancel',
};
const RETRY = {
    label: 'Retry failed',
    description: 'Start again all that is not in',
    identifier: 'retry',
};
const RESUME = { label: 'Resume', description: 'Go on where this run stopped', identifier: 'resume' };
function runCheck(summary, { site, buttons = false }) {
    const [first, second] = split((0,_run_parts_js__WEBPACK_IMPORTED_MODULE_7__/* .runParts */ .e2)(summary, site));
    const conclusion = runConclusion(summary);
    return {
        name: RUN_CHECK,
        externalId: summary.run,
        status: conclusion === null ? 'in_progress' : 'completed',
        conclusion,
        title: titleOf(summary.headline.count),
        ...texts(first, second, site),
        annotations: (0,_conflicts_js__WEBPACK_IMPORTED_MODULE_3__/* .conflictAnnotations */ .j)(summary, summary.tasks),
        actions: buttons ? actions(summary.status) : [],
    };
}
/** What stands in closed sections of a comment stands open on the page of a check run, below its summary. */
function split(parts) {
    const closed = parts.filter(({ inside, versions }) => inside !== undefined && versions[0] !== '');
    const opened = closed.flatMap(({ inside, rank, versions }, index) => {
        const isFirst = inside !== closed[index - 1]?.inside;
        return [...(isFirst ? [{ rank: 10, versions: [`### ${inside}`] }] : []), { rank, versions }];
    });
    return [parts.filter(({ inside }) => inside === undefined), opened];
}
function runConclusion({ status, verified }) {
    switch (status) {
        case 'running':
            return null;
        case 'completed':
            return verified ? 'success' : 'neutral';
        case 'empty':
            return 'neutral';
        case 'partial':
        case 'failed':
            return 'failure';
        case 'cancelled':
            return 'cancelled';
        case 'parked':
            return 'action_required';
        default:
            return (0,_assert_js__WEBPACK_IMPORTED_MODULE_8__/* .assertNever */ .x)(status);
    }
}
function actions(status) {
    switch (status) {
        case 'running':
            return [CANCEL];
        case 'partial':
        case 'failed':
            return [RETRY];
        case 'cancelled':
        case 'parked':
            return [RESUME];
        case 'completed':
        case 'empty':
            return [];
        default:
            return (0,_assert_js__WEBPACK_IMPORTED_MODULE_8__/* .assertNever */ .x)(status);
    }
}
function previewCheck(inputs, { site }) {
    return {
        name: PREVIEW_CHECK,
        externalId: '',
        status: 'completed',
        conclusion: 'neutral',
        title: titleOf((0,_preview_js__WEBPACK_IMPORTED_MODULE_5__/* .previewTitle */ .V)(inputs)),
        ...texts((0,_preview_js__WEBPACK_IMPORTED_MODULE_5__/* .previewParts */ .J)(inputs), [], site),
        annotations: [],
        actions: [],
    };
}
/** Null where a check run would take the place of one that says more: that of a run which is there already. */
function refusalCheck(refusal, { site }) {
    if (refusal.kind !== 'invalid-plan' && refusal.kind !== 'no-plan')
        return null;
    return {
        name: RUN_CHECK,
        externalId: '',
        status: 'completed',
        conclusion: 'failure',
        title: titleOf((0,_refusal_js__WEBPACK_IMPORTED_MODULE_6__/* .refusalWords */ .W)(refusal).title),
        ...texts((0,_refusal_js__WEBPACK_IMPORTED_MODULE_6__/* .refusalParts */ .D)(refusal, site), [], site),
        annotations: refusal.kind === 'invalid-plan' ? (0,_diagnostics_js__WEBPACK_IMPORTED_MODULE_4__/* .diagnosticAnnotations */ .I)(refusal.diagnostics) : [],
        actions: [],
    };
}
function stuckCheck({ run, ...stuck }, { site }) {
    return {
        name: RUN_CHECK,
        externalId: run,
        status: 'completed',
        conclusion: 'failure',
        title: titleOf((0,_run_parts_js__WEBPACK_IMPORTED_MODULE_7__/* .stuckTitle */ .Dw)(stuck.at)),
        ...texts((0,_run_parts_js__WEBPACK_IMPORTED_MODULE_7__/* .stuckParts */ .L8)(stuck, site), [], site),
        annotations: [],
        actions: [],
    };
}
/** Both Markdown fields, and where there is more. */
function texts(summary, text, { detailsUrl }) {
    const limit = {
        most: TEXT_LIMIT,
        size: _markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .byteLength */ .dp,
        notice: 'Shortened to what a check run holds: the job summary has the rest.',
    };
    return {
        detailsUrl,
        summary: (0,_markdown_parts_js__WEBPACK_IMPORTED_MODULE_0__/* .fitParts */ .u)(summary, limit),
        text: text.length === 0 ? '' : (0,_markdown_parts_js__WEBPACK_IMPORTED_MODULE_0__/* .fitParts */ .u)(text, limit),
    };
}
function titleOf(text) {
    return (0,_annotation_js__WEBPACK_IMPORTED_MODULE_2__/* .atMost */ .Tu)((0,_text_visible_js__WEBPACK_IMPORTED_MODULE_9__/* .oneLine */ .TN)(text), _annotation_js__WEBPACK_IMPORTED_MODULE_2__/* .TITLE_LIMIT */ .TH);
}


/***/ }),

/***/ 2552:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   j: () => (/* binding */ conflictAnnotations)
/* harmony export */ });
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2380);
/* harmony import */ var _annotation_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9822);


/** Of one file: a file that is rewritten as a whole has very many. */
const MOST_RANGES = 20;
const WHOLE = [[1, 1]];
/** A collision that a later try has settled is history, and marks no line. */
function conflictAnnotations(summary, tasks) {
    return tasks
        .filter(({ status }) => status === 'conflict')
        .flatMap(task => (task.conflict ?? []).flatMap(file => fileAnnotations(summary, task, file)));
}
function fileAnnotations(summary, task, file) {
    const ranges = file.ours.length === 0 ? WHOLE : file.ours.slice(0, MOST_RANGES);
    return ranges.flatMap(([from, to]) => (0,_annotation_js__WEBPACK_IMPORTED_MODULE_0__/* .annotation */ .w7)({
        path: file.path,
        // Where lines are only added, the range is empty: it stands at the line before which they are.
        lines: [from, Math.max(from, to)],
        level: 'failure',
        title: `${task.id} conflicts here`,
        message: message(summary, task, file),
    }));
}
/** "models merged first and changed these lines, see 8c1f000. What to do: …" */
function message(summary, { id, next }, file) {
    const others = summary.tasks.filter(task => file.with.includes(task.id));
    const commits = others.flatMap(({ mergeCommit }) => (mergeCommit === null ? [] : (0,_units_js__WEBPACK_IMPORTED_MODULE_1__/* .shortSha */ .Fu)(mergeCommit)));
    const who = others.length === 0 ? 'The target' : (0,_units_js__WEBPACK_IMPORTED_MODULE_1__/* .enumerate */ .HL)(others.map(task => task.id));
    const isText = file.kind === 'content';
    const what = isText ? 'changed these lines' : `changed this file (${file.kind})`;
    const see = commits.length === 0 ? '' : `, see ${(0,_units_js__WEBPACK_IMPORTED_MODULE_1__/* .enumerate */ .HL)(commits)}`;
    const advice = next === null ? '' : `\nWhat you can do: ${next}`;
    return `${who} merged first and ${what}${see}; ${id} changed ${isText ? 'them' : 'it'} too.${advice}`;
}


/***/ }),

/***/ 9709:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  I: () => (/* binding */ diagnosticAnnotations),
  j: () => (/* binding */ diagnosticPart)
});

// EXTERNAL MODULE: ./node_modules/string-width/index.js + 6 modules
var string_width = __webpack_require__(4668);
// EXTERNAL MODULE: ./build/shared/plan/reading/words.js
var words = __webpack_require__(6892);
;// CONCATENATED MODULE: ./build/shared/report/diagnostics.js
/** Diagnostics as a person reads them in a terminal: place, sentence, excerpt with a marker, hint. Plain text without colour. */


/** Nobody reads more at once. */
const MOST = 100;
/** All of them and a closing line; empty when there are none. Nothing in a file can reach the terminal as a control character. */
function renderDiagnostics(diagnostics) {
    if (diagnostics.length === 0)
        return '';
    const shown = diagnostics.slice(0, MOST).map(renderDiagnostic);
    const rest = diagnostics.length > MOST ? [`… and ${diagnostics.length - MOST} more.\n`] : [];
    return [...shown, ...rest, `${closing(diagnostics)}\n`].join('\n');
}
/** One of them, ending with a line break. */
function renderDiagnostic(diagnostic) {
    const { file, line, column, severity, message, hint } = diagnostic;
    const head = `${visible(file)}:${line}:${column}  ${severity}  ${visible(message)}`;
    const advice = hint === null ? [] : [`   Hint: ${visible(hint)}`];
    return [head, ...excerptLines(diagnostic), ...advice].map(each => `${each}\n`).join('');
}
/** The lines around it, with a marker under the place. */
function excerptLines({ excerpt, line, column, length }) {
    const digits = Math.max(0, ...excerpt.map(each => String(each.line).length));
    return excerpt.flatMap(each => {
        const shown = `   ${String(each.line).padStart(digits)} | ${(0,words/* visible */.RK)(each.text)}`.trimEnd();
        if (each.line !== line)
            return [shown];
        const from = column - (each.start ?? 1);
        const before = width(each.text.slice(0, from));
        const marked = Math.max(1, width(each.text.slice(from, from + length)));
        return [shown, `   ${' '.repeat(digits)} | ${' '.repeat(before)}${'^'.repeat(marked)}`];
    });
}
/** In columns of a terminal. */
function width(text) {
    return (0,string_width/* default */.A)((0,words/* visible */.RK)(text));
}
function closing(diagnostics) {
    const count = (severity) => diagnostics.filter(diagnostic => diagnostic.severity === severity).length;
    const counts = ['error', 'warning', 'note']
        .filter(severity => count(severity) > 0)
        .map(severity => plural(count(severity), severity));
    return `${counts.join(', ')}.${count('error') > 0 ? ' Nothing was run.' : ''}`;
}

// EXTERNAL MODULE: ./build/shared/report/markdown.js
var markdown = __webpack_require__(5210);
// EXTERNAL MODULE: ./build/shared/report/text/visible.js
var text_visible = __webpack_require__(5085);
// EXTERNAL MODULE: ./build/shared/report/github/annotation.js
var annotation = __webpack_require__(9822);
// EXTERNAL MODULE: ./build/shared/report/github/links.js
var links = __webpack_require__(9818);
;// CONCATENATED MODULE: ./build/shared/report/github/diagnostics.js





const LONGEST = 2000;
const RANK = { error: 0, warning: 1, note: 2 };
const LEVELS = {
    error: 'failure',
    warning: 'warning',
    note: 'notice',
};
/** Errors first, which are left out last. */
function diagnosticPart({ diagnostics, commit }, site) {
    const sorted = diagnostics.toSorted((a, b) => RANK[a.severity] - RANK[b.severity]);
    const blocks = sorted.map(each => block(each, commit, site));
    const versions = [100, 50, 20, 10, 5, 1].map(most => [...blocks.slice(0, most), blocks.length > most ? `… and ${blocks.length - most} more.` : '']
        .filter(text => text !== '')
        .join('\n\n'));
    return { rank: 1, versions };
}
function block(diagnostic, commit, site) {
    const { file, line, severity, message, hint } = diagnostic;
    const lines = excerptLines(diagnostic);
    const place = (0,links/* fileLink */.RF)(site, { file, commit, line });
    const head = `**${severity}** in ${place}: ${(0,markdown/* prose */.CS)((0,markdown/* clip */.$Q)(message, LONGEST))}`;
    const advice = hint === null ? '' : `Hint: ${(0,markdown/* prose */.CS)((0,markdown/* clip */.$Q)(hint, LONGEST))}`;
    const shown = lines.length === 0 ? '' : (0,markdown/* fence */.EU)(lines.map(each => each.slice(0, LONGEST)).join('\n'));
    return [head, shown, advice].filter(text => text !== '').join('\n\n');
}
function diagnosticAnnotations(diagnostics) {
    return diagnostics.flatMap(({ file, line, column, length, severity, message, hint }) => (0,annotation/* annotation */.w7)({
        path: file,
        lines: [line, line],
        columns: [column, column + length - 1],
        level: LEVELS[severity],
        title: `Braid: ${severity}`,
        message: `${(0,text_visible/* oneLine */.TN)(message)}${hint === null ? '' : `\nHint: ${(0,text_visible/* oneLine */.TN)(hint)}`}`,
    }));
}


/***/ }),

/***/ 9818:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CX: () => (/* binding */ workflowRunUrl),
/* harmony export */   Lb: () => (/* binding */ detailsLink),
/* harmony export */   P5: () => (/* binding */ logLink),
/* harmony export */   R: () => (/* binding */ linkCommits),
/* harmony export */   RF: () => (/* binding */ fileLink),
/* harmony export */   aG: () => (/* binding */ workLink),
/* harmony export */   li: () => (/* binding */ branchLink),
/* harmony export */   wn: () => (/* binding */ commitLink)
/* harmony export */ });
/* unused harmony exports commitUrl, compareUrl, pullRequestUrl, isOnSite, home */
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5210);
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2380);


/** Git knows a commit by fewer digits too, but a reader compares what git shows. */
const SHORTEST_SHA = 7;
/** Of a workflow run, for `detailsUrl`. */
function workflowRunUrl(site, runId) {
    return `${home(site)}/actions/runs/${runId}`;
}
function commitLink(site, commit) {
    const name = (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)((0,_units_js__WEBPACK_IMPORTED_MODULE_1__/* .shortSha */ .Fu)(commit));
    return site === null ? name : link(name, commitUrl(site, commit));
}
function commitUrl(site, commit) {
    return `${home(site)}/commit/${encodeURIComponent(commit)}`;
}
function branchLink(site, branch, label = null) {
    if (site === null)
        return label === null ? (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(branch) : `${label}: ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(branch)}`;
    return link(label ?? (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(branch), `${home(site)}/tree/${path(branch)}`);
}
/** What a branch adds to the commit it began at. */
function workLink(site, { base, branch, label }) {
    if (site === null)
        return `${label}: ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(branch)}`;
    return link(label, compareUrl(site, base, branch));
}
function compareUrl(site, base, branch) {
    return `${home(site)}/compare/${encodeURIComponent(base)}...${path(branch)}`;
}
function pullRequestUrl(site, number) {
    return `${home(site)}/pull/${number}`;
}
/** A file as it is in a commit. */
function fileLink(site, { file, commit, line }) {
    const name = (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(line === undefined ? file : `${file}:${line}`);
    // A name that leaves the repository has no address there.
    if (site === null || commit === null || !isInside(file))
        return name;
    const at = line === undefined ? '' : `#L${line}`;
    // `plain=1` shows lines of Markdown too.
    const raw = line !== undefined && /\.md$/i.test(file) ? '?plain=1' : '';
    return link(name, `${home(site)}/blob/${encodeURIComponent(commit)}/${path(file)}${raw}${at}`);
}
/** A log is a link where it lies on this site, in this repository; anything else is a name. */
function logLink(site, log) {
    return isOnSite(site, log) ? link('log', log) : `log: ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(log)}`;
}
function isOnSite(site, url) {
    return site !== null && url.startsWith(`${home(site)}/`);
}
function detailsLink(site, label = 'details') {
    return site?.detailsUrl == null ? '' : link(label, site.detailsUrl);
}
/** Turns the hashes in a sentence into links, of those commits that are known and of no other. */
function linkCommits(markdown, site, known) {
    if (site === null)
        return markdown;
    return markdown.replace(/<code>([0-9a-f]+)<\/code>/g, (text, digits) => {
        const commit = known.find(each => each !== null && digits.length >= SHORTEST_SHA && each.startsWith(digits));
        return commit == null ? text : commitLink(site, commit);
    });
}
/** The label is Markdown already. */
function link(label, url) {
    return /^https?:\/\//.test(url) ? `[${label}](${destination(url)})` : label;
}
/** What could end a destination, or begin an entity in it, is percent-encoded. */
function destination(url) {
    return url.replace(/[^A-Za-z0-9\-._~:/?#@!$+,;=%]/gu, character => character === '&' ? '&amp;' : percent(character));
}
function home({ serverUrl, repository }) {
    return `${serverUrl.replace(/\/+$/, '')}/${path(repository)}`;
}
function path(name) {
    return name.split('/').map(percent).join('/');
}
function isInside(file) {
    return !/^(?:[/\\]|[A-Za-z]:)/.test(file) && !file.split('/').some(part => ['', '.', '..'].includes(part));
}
/** A lone half of a character has no encoding. */
function percent(text) {
    const whole = text.replace(/\p{Cs}/gu, '\ufffd');
    return encodeURIComponent(whole).replace(/[!'()*]/g, mark => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}


/***/ }),

/***/ 7923:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ previewParts),
/* harmony export */   V: () => (/* binding */ previewTitle)
/* harmony export */ });
/* harmony import */ var _markdown_mermaid_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8037);
/* harmony import */ var _markdown_run_sections_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9093);
/* harmony import */ var _markdown_task_section_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3674);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5210);
/* harmony import */ var _preview_preview_view_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9353);
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2380);
/** A plan before it runs, as GitHub shows it: graph, batches, routes, what stands in each other's way, and the bill. */






const LONGEST_CELL = 600;
const NAMED_PATHS = 5;
const ROUTES = 'Why each task goes where it goes';
/** "10 tasks in 3 batches, about 6 min and $2.10" */
function previewTitle(inputs) {
    const { size, total } = (0,_preview_preview_view_js__WEBPACK_IMPORTED_MODULE_4__/* .previewView */ .ES)(inputs);
    return `${size}, ${total.split(';')[0] ?? total}`;
}
function previewParts(inputs) {
    const view = (0,_preview_preview_view_js__WEBPACK_IMPORTED_MODULE_4__/* .previewView */ .ES)(inputs);
    return [
        { rank: 0, fixed: true, versions: [bill(view)] },
        { rank: 4, versions: [(0,_markdown_run_sections_js__WEBPACK_IMPORTED_MODULE_1__/* .drawn */ .vG)((0,_markdown_mermaid_js__WEBPACK_IMPORTED_MODULE_0__/* .mermaidPlan */ .Lo)(view, inputs.graph))] },
        { rank: 1, versions: [1000, 200, 100, 50, 20, 5].map(rows => tasks(view, rows)) },
        { rank: 2, versions: [50, 20, 5].map(most => obstacles(view, most)) },
        { rank: 3, versions: [decision(view)] },
        { rank: 5, inside: ROUTES, versions: [1000, 200, 50].map(most => reasons(view, most)) },
    ];
}
function bill({ total, source, aside, held }) {
    const first = `**Estimate:** ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_3__/* .prose */ .CS)(total)} (${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_3__/* .prose */ .CS)(source)}). **${_preview_preview_view_js__WEBPACK_IMPORTED_MODULE_4__/* .NOTHING_SPENT */ .zx}**`;
    const money = [...held, ...(aside === null ? [] : [aside])].map(text => (0,_markdown_js__WEBPACK_IMPORTED_MODULE_3__/* .prose */ .CS)((0,_markdown_js__WEBPACK_IMPORTED_MODULE_3__/* .clip */ .$Q)(text, LONGEST_CELL)));
    return money.length === 0 ? first : `${first}\n\n${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_3__/* .bulletList */ .fF)(money)}`;
}
function tasks(view, most) {
    const rows = ordered(view)
        .slice(0, most)
        .map(task => [
        String(task.batch),
        `**${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_3__/* .escapeMarkdown */ .FV)(task.id)}**`,
        (0,_markdown_task_section_js__WEBPACK_IMPORTED_MODULE_2__/* .route */ .w)(task),
        scope(task),
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_3__/* .escapeMarkdown */ .FV)((0,_units_js__WEBPACK_IMPORTED_MODULE_5__/* .some */ .zN)(task.needs, NAMED_PATHS)),
        ...figures(task.estimate),
    ]);
    const head = ['batch', 'task', 'backend', 'scope', 'needs', 'time', 'cost'];
    return `${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_3__/* .table */ .tp)(head, rows)}${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_3__/* .missing */ .LO)(view.tasks.length, most)}`;
}
function figures(estimate) {
    if (estimate === null)
        return ['', ''];
    const { minutes, usd } = estimate;
    return [`about ${(0,_units_js__WEBPACK_IMPORTED_MODULE_5__/* .plural */ .LS)(minutes, 'min', 'min')}`, usd === null ? 'not known' : (0,_markdown_js__WEBPACK_IMPORTED_MODULE_3__/* .escapeMarkdown */ .FV)((0,_units_js__WEBPACK_IMPORTED_MODULE_5__/* .money */ .TG)(usd))];
}
/** As they would start. */
function ordered({ batches, tasks: all }) {
    const byId = new Map(all.map(task => [task.id, task]));
    return batches.flat().flatMap(id => byId.get(id) ?? []);
}
function scope({ paths }) {
    if (paths.length === 0)
        return 'whole repository';
    const named = paths.slice(0, NAMED_PATHS).map(path => (0,_markdown_js__WEBPACK_IMPORTED_MODULE_3__/* .code */ .aY)((0,_markdown_js__WEBPACK_IMPORTED_MODULE_3__/* .clip */ .$Q)(path, LONGEST_CELL / NAMED_PATHS)));
    const more = paths.length - named.length;
    return `${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
function obstacles({ moved, delay, meetings, unscoped }, most) {
    const items = [
        ...first(moved, most),
        ...(delay === null ? [] : [(0,_markdown_js__WEBPACK_IMPORTED_MODULE_3__/* .prose */ .CS)(delay)]),
        ...first(meetings, most),
        ...(unscoped === null ? [] : [(0,_markdown_js__WEBPACK_IMPORTED_MODULE_3__/* .prose */ .CS)(unscoped)]),
    ];
    return items.length === 0 ? '' : `What stands in each other’s way:\n\n${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_3__/* .bulletList */ .fF)(items)}`;
}
function first(texts, most) {
    const shown = texts.slice(0, most).map(text => (0,_markdown_js__WEBPACK_IMPORTED_MODULE_3__/* .prose */ .CS)((0,_markdown_js__WEBPACK_IMPORTED_MODULE_3__/* .clip */ .$Q)(text, LONGEST_CELL)));
    const more = texts.length - shown.length;
    return more > 0 ? [...shown, `and ${(0,_units_js__WEBPACK_IMPORTED_MODULE_5__/* .plural */ .LS)(more, 'more', 'more')} of this kind`] : shown;
}
function decision({ how, reasons: why, criticalPath }) {
    const because = why.length === 0 ? '' : `: ${why.map(_markdown_js__WEBPACK_IMPORTED_MODULE_3__/* .prose */ .CS).join('; ')}`;
    const path = criticalPath.length < 2
        ? ''
        : `critical path: ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_3__/* .escapeMarkdown */ .FV)((0,_markdown_js__WEBPACK_IMPORTED_MODULE_3__/* .clip */ .$Q)(criticalPath.join(' → '), LONGEST_CELL))}`;
    return `How it would run:\n\n${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_3__/* .bulletList */ .fF)([`${how}${because}`, path].filter(item => item !== ''))}`;
}
function reasons(view, most) {
    const lines = ordered(view)
        .slice(0, most)
        .map(task => {
        const why = view.routed ? [`because ${(0,_preview_preview_view_js__WEBPACK_IMPORTED_MODULE_4__/* .because */ .xx)(task)}`, ...task.reasons.slice(0, -1)] : task.reasons;
        return `**${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_3__/* .escapeMarkdown */ .FV)(task.id)}** ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_3__/* .prose */ .CS)((0,_markdown_js__WEBPACK_IMPORTED_MODULE_3__/* .clip */ .$Q)(why.join('; '), LONGEST_CELL))}`;
    });
    return `${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_3__/* .bulletList */ .fF)(lines)}${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_3__/* .missing */ .LO)(view.tasks.length, most)}`;
}


/***/ }),

/***/ 2275:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ refusalParts),
/* harmony export */   W: () => (/* binding */ refusalWords)
/* harmony export */ });
/* harmony import */ var _assert_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5236);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5210);
/* harmony import */ var _preview_preview_view_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9353);
/* harmony import */ var _text_time_limits_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7587);
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2380);
/* harmony import */ var _diagnostics_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9709);
/**
 * Why Braid did not do what it was asked to, in words: one message for the comment, the job summary and the check run. Each says
 * what is the case, and what to do next.
 */






const NAMED = 8;
function refusalWords(refusal) {
    switch (refusal.kind) {
        case 'invalid-plan':
            return invalidPlan(refusal.diagnostics);
        case 'no-plan':
            return {
                title: 'the plan is gone',
                what: `There is no \`${refusal.planFile}\` at \`${(0,_units_js__WEBPACK_IMPORTED_MODULE_3__/* .shortSha */ .Fu)(refusal.commit)}\`.`,
                next: 'Add the plan to this branch, then say `/braid run`.',
            };
        case 'not-allowed':
        case 'fork':
        case 'dependabot':
            return permissionWords(refusal);
        case 'closed':
        case 'conflicting':
        case 'head-rewritten':
        case 'on-a-tag':
            return placeWords(refusal);
        case 'already-running':
        case 'nothing-to-retry':
        case 'nothing-to-cancel':
        case 'no-run':
        case 'no-task':
            return runWords(refusal);
        case 'time-limits':
            return (0,_text_time_limits_js__WEBPACK_IMPORTED_MODULE_4__/* .voidLimitWords */ .D)(refusal);
        case 'no-command':
            return {
                title: 'no such command',
                what: `\`${refusal.said}\` is no command of Braid’s.`,
                next: '`/braid help` lists them.',
            };
        default:
            return (0,_assert_js__WEBPACK_IMPORTED_MODULE_5__/* .assertNever */ .x)(refusal);
    }
}
function invalidPlan(diagnostics) {
    const wrong = diagnostics.filter(({ severity }) => severity === 'error');
    const errors = wrong.length;
    const files = [...new Set(wrong.map(({ file }) => file))];
    const subject = files.length === 1
        ? `\`${files[0]}\` has`
        : `${(0,_units_js__WEBPACK_IMPORTED_MODULE_3__/* .some */ .zN)(files.map(file => `\`${file}\``), NAMED)} have`;
    return {
        title: `the plan has ${(0,_units_js__WEBPACK_IMPORTED_MODULE_3__/* .plural */ .LS)(errors, 'error')}`,
        what: `${subject} ${(0,_units_js__WEBPACK_IMPORTED_MODULE_3__/* .plural */ .LS)(errors, 'error')}, so nothing was run.`,
        next: 'Correct the lines below, push, then say `/braid run`.',
    };
}
function permissionWords(refusal) {
    switch (refusal.kind) {
        case 'not-allowed':
            return {
                title: 'write permission is needed',
                what: `\`${refusal.actor}\` has ${refusal.has} permission here. Braid starts, cancels and retries for people with write permission only.`,
                next: 'Ask someone with write permission to say it.',
            };
        case 'fork':
            return {
                title: 'pull requests from forks are not run',
                what: `This branch is in \`${refusal.head}\`: for a fork Braid would run code of others with this repository’s rights.`,
                next: 'Someone with write permission can push the branch to this repository and open a pull request from there.',
            };
        case 'dependabot':
            return {
                title: 'events of Dependabot are not run',
                what: 'GitHub gives workflows that Dependabot starts a token that can only read.',
                next: 'Someone with write permission can say `/braid run` on the pull request.',
            };
        default:
            return (0,_assert_js__WEBPACK_IMPORTED_MODULE_5__/* .assertNever */ .x)(refusal);
    }
}
function placeWords(refusal) {
    switch (refusal.kind) {
        case 'closed':
            return refusal.merged
                ? {
                    title: 'this pull request is merged',
                    what: 'What is merged has no branch to land on.',
                    next: 'Open a new pull request with the plan.',
                }
                : {
                    title: 'this pull request is closed',
                    what: 'A closed pull request is not run.',
                    next: 'Reopen it, then say `/braid run`.',
                };
        case 'conflicting':
            return {
                title: `this pull request conflicts with ${refusal.base}`,
                what: `Its branch cannot be merged into \`${refusal.base}\` as it is, so nothing built on it could be either.`,
                next: `Merge \`${refusal.base}\` into the branch, then say \`/braid run\`.`,
            };
        case 'head-rewritten':
            return {
                title: 'the branch was rewritten',
                what: `It was asked for \`${(0,_units_js__WEBPACK_IMPORTED_MODULE_3__/* .shortSha */ .Fu)(refusal.asked)}\`, which is no longer part of the branch: that is at \`${(0,_units_js__WEBPACK_IMPORTED_MODULE_3__/* .shortSha */ .Fu)(refusal.head)}\` now. A run would bring back what was taken off it.`,
                next: 'Look at the new commits, then say `/braid run` again.',
            };
        case 'on-a-tag':
            return {
                title: 'a tag cannot be run',
                what: `\`${refusal.tag}\` is a tag, and the result of a run needs a branch to go to.`,
                next: 'Choose a branch in `Run workflow`.',
            };
        default:
            return (0,_assert_js__WEBPACK_IMPORTED_MODULE_5__/* .assertNever */ .x)(refusal);
    }
}
function runWords(refusal) {
    switch (refusal.kind) {
        case 'already-running':
            return {
                title: 'a run is under way',
                what: `\`${refusal.run}\` is running for this branch, and a branch has one run at a time.`,
                next: 'Wait for its end, or say `/braid cancel`.',
            };
        case 'nothing-to-retry':
            return {
                title: 'nothing to retry',
                what: `All tasks of \`${refusal.run}\` are in.`,
                next: '`/braid run` starts the plan anew.',
            };
        case 'nothing-to-cancel':
            return {
                title: 'nothing to cancel',
                what: `\`${refusal.run}\` has ended.`,
                next: '`/braid retry` starts again what is not in.',
            };
        case 'no-run':
            return {
                title: refusal.run === null ? 'no run yet' : 'no such run',
                what: refusal.run === null
                    ? 'This pull request has had no run.'
                    : `There is no run \`${refusal.run}\` here.`,
                next: '`/braid plan` shows what a run would do, `/braid run` starts one.',
            };
        case 'no-task':
            return {
                title: 'no such task',
                what: `\`${refusal.run}\` has no task \`${refusal.task}\`.`,
                next: `Its tasks: ${(0,_units_js__WEBPACK_IMPORTED_MODULE_3__/* .some */ .zN)(refusal.tasks.map(task => `\`${task}\``), NAMED)}.`,
            };
        default:
            return (0,_assert_js__WEBPACK_IMPORTED_MODULE_5__/* .assertNever */ .x)(refusal);
    }
}
/** Those that kept something from starting. */
const BEFORE_A_START = [
    'invalid-plan',
    'no-plan',
    'not-allowed',
    'fork',
    'dependabot',
    'closed',
    'conflicting',
    'head-rewritten',
    'on-a-tag',
    'time-limits',
];
function refusalParts(refusal, site) {
    const { what, next } = refusalWords(refusal);
    const told = {
        rank: 0,
        fixed: true,
        versions: [`${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .prose */ .CS)((0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .clip */ .$Q)(what, 2000))} ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .prose */ .CS)((0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .clip */ .$Q)(next, 2000))}`],
    };
    const spent = {
        rank: 0,
        fixed: true,
        versions: BEFORE_A_START.includes(refusal.kind) ? [_preview_preview_view_js__WEBPACK_IMPORTED_MODULE_1__/* .NOTHING_SPENT */ .zx] : [],
    };
    return refusal.kind === 'invalid-plan' ? [told, (0,_diagnostics_js__WEBPACK_IMPORTED_MODULE_2__/* .diagnosticPart */ .j)(refusal, site), spent] : [told, spent];
}


/***/ }),

/***/ 2789:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Dw: () => (/* binding */ stuckTitle),
/* harmony export */   L8: () => (/* binding */ stuckParts),
/* harmony export */   e2: () => (/* binding */ runParts),
/* harmony export */   qr: () => (/* binding */ footer)
/* harmony export */ });
/* harmony import */ var _assert_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5236);
/* harmony import */ var _markdown_run_sections_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9093);
/* harmony import */ var _markdown_task_section_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3674);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5210);
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2380);
/* harmony import */ var _links_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9818);
/** A run as GitHub shows it, in parts that can be made poorer: those that need someone are left out last. */






const OVERVIEW = 'All tasks, timing and cost';
const EVIDENCE = 'Those that need you, in detail';
/** Numbers of rows to try: each about a fifth fewer. */
const ROWS = [1000, 250, 200, 160, 128, 100, 80, 64, 50, 40, 32, 25, 20, 16, 12, 10, 8, 6, 4, 3, 2, 1];
const LONGEST_REMARK = 1000;
const BAR = 10;
const NAMED_AT_WORK = 8;
function runParts(summary, site) {
    return [
        { rank: 0, fixed: true, versions: [(0,_markdown_run_sections_js__WEBPACK_IMPORTED_MODULE_0__/* .place */ .ik)(summary, site)] },
        ...(summary.finishedAt === null ? [{ rank: 3, versions: [progress(summary)] }] : []),
        { rank: 4, versions: [40, 10, 0].map(lines => (0,_markdown_run_sections_js__WEBPACK_IMPORTED_MODULE_0__/* .failure */ .V2)(summary, lines, site)) },
        ...attentionParts(summary, site),
        { rank: 5, versions: [1000, 20, 5].map(most => remarks(summary, most)) },
        ...overviewParts(summary, site),
        ...evidenceParts(summary, site),
    ];
}
const STUCK_TITLES = {
    begin: 'the run could not begin to land',
    step: 'the run cannot go on',
    question: 'what was asked for could not be done',
    later: 'what was asked for could not be done yet',
};
function stuckTitle(at) {
    return STUCK_TITLES[at];
}
function stuckParts({ at, reason }, site) {
    const told = `${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .prose */ .CS)((0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .clip */ .$Q)(reason, LONGEST_REMARK))}\n\n${stuckNext(at, site)}`;
    return [{ rank: 0, fixed: true, versions: [told] }];
}
function stuckNext(at, site) {
    switch (at) {
        case 'begin': {
            // What the tasks have made is in the artifacts of the workflow run, and in no branch yet.
            const details = (0,_links_js__WEBPACK_IMPORTED_MODULE_3__/* .detailsLink */ .Lb)(site, 'the workflow run');
            const place = details === '' ? 'the workflow run' : details;
            return `Nothing is lost: *Re-run failed jobs* in ${place} goes on with what the tasks have made, and so does the schedule, twice within a day. \`/braid run\` starts anew.`;
        }
        case 'step':
            return 'Nothing is lost: Braid tries again by itself, at least once an hour for a day, and goes on with what the tasks have made. `/braid retry` tries at once, `/braid cancel` ends the run.';
        case 'question':
            return 'Mend what is in the way, then ask again.';
        case 'later':
            return 'Braid tries again by itself, every few minutes, until GitHub answers: nobody has to ask again.';
        default:
            return (0,_assert_js__WEBPACK_IMPORTED_MODULE_4__/* .assertNever */ .x)(at);
    }
}
function attentionParts(summary, site) {
    const rich = [600, 200, 100].map(cell => (0,_markdown_run_sections_js__WEBPACK_IMPORTED_MODULE_0__/* .attention */ .fP)(summary, { site, rows: 1000, cell }));
    const fewer = ROWS.map(rows => (0,_markdown_run_sections_js__WEBPACK_IMPORTED_MODULE_0__/* .attention */ .fP)(summary, { site, rows, cell: 100 }));
    return [{ rank: 1, versions: [...rich, ...fewer] }];
}
function overviewParts(summary, site) {
    const inside = OVERVIEW;
    return [
        { rank: 6, inside, versions: ROWS.map(rows => (0,_markdown_run_sections_js__WEBPACK_IMPORTED_MODULE_0__/* .taskTable */ .AX)(summary.tasks, { site, rows })) },
        { rank: 4, inside, versions: [(0,_markdown_run_sections_js__WEBPACK_IMPORTED_MODULE_0__/* .batchTable */ .Fu)(summary)] },
        { rank: 4, inside, versions: [(0,_markdown_run_sections_js__WEBPACK_IMPORTED_MODULE_0__/* .how */ .Tx)(summary, site)] },
        { rank: 8, inside, versions: [(0,_markdown_run_sections_js__WEBPACK_IMPORTED_MODULE_0__/* .graph */ .JB)(summary)] },
        { rank: 9, inside, versions: [(0,_markdown_run_sections_js__WEBPACK_IMPORTED_MODULE_0__/* .chart */ .bW)(summary)] },
    ];
}
/** A section for each that needs someone; those that are merged have theirs in the job summary. */
function evidenceParts(summary, site) {
    const tasks = (0,_markdown_run_sections_js__WEBPACK_IMPORTED_MODULE_0__/* .tellingTasks */ .EZ)(summary.attention);
    const versions = [
        [40, 40],
        [15, 30],
        [8, 20],
        [0, 20],
        [0, 8],
        [0, 3],
    ].map(([lines = 0, most]) => tasks
        .slice(0, most)
        .map(task => (0,_markdown_task_section_js__WEBPACK_IMPORTED_MODULE_1__/* .taskSection */ .T)(task, { lines, site }))
        .join('\n\n'));
    return [{ rank: 7, inside: EVIDENCE, versions }];
}
function remarks({ remarks: all }, most) {
    const shown = all.slice(0, most).map(remark => (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .prose */ .CS)((0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .clip */ .$Q)(remark, LONGEST_REMARK)));
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .bulletList */ .fF)(all.length > most ? [...shown, `… and ${all.length - most} more`] : shown);
}
/** How far each batch is, and who is at work. */
function progress({ batches, tasks }) {
    const rows = batches.map(batch => [
        String(batch.number),
        `${bar(batch)} ${batch.merged} of ${batch.tasks.length} merged`,
        batch.tally,
    ]);
    const busy = tasks.filter(task => task.tone === 'busy').map(task => `**${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeMarkdown */ .FV)(task.id)}**`);
    const now = busy.length === 0 ? '' : `\n\nAt work: ${(0,_units_js__WEBPACK_IMPORTED_MODULE_5__/* .some */ .zN)(busy, NAMED_AT_WORK)}.`;
    return `${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .table */ .tp)(['batch', 'progress', 'tasks'], rows)}${now}`;
}
function bar({ merged, worked, tasks }) {
    const full = Math.floor((merged / tasks.length) * BAR);
    const over = Math.floor((worked / tasks.length) * BAR) - full;
    return '█'.repeat(full) + '▒'.repeat(Math.max(0, over)) + '░'.repeat(BAR - full - Math.max(0, over));
}
/** What it took and cost, where everything is, how to get help. */
function footer(summary, site) {
    const parts = [
        ...(summary === null ? [] : [`run ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .code */ .aY)(summary.run)}`, (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeMarkdown */ .FV)(summary.effort)]),
        ...(summary !== null && summary.finishedAt === null ? [`as of ${(0,_units_js__WEBPACK_IMPORTED_MODULE_5__/* .moment */ .n$)(summary.now)}`] : []),
        (0,_links_js__WEBPACK_IMPORTED_MODULE_3__/* .detailsLink */ .Lb)(site),
        '`/braid help`',
    ];
    return parts.filter(part => part !== '').join(' · ');
}


/***/ }),

/***/ 5210:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $Q: () => (/* binding */ clip),
/* harmony export */   CS: () => (/* binding */ prose),
/* harmony export */   EU: () => (/* binding */ fence),
/* harmony export */   FV: () => (/* binding */ escapeMarkdown),
/* harmony export */   Kb: () => (/* binding */ excerpt),
/* harmony export */   LO: () => (/* binding */ missing),
/* harmony export */   _Q: () => (/* binding */ fitting),
/* harmony export */   aY: () => (/* binding */ code),
/* harmony export */   dp: () => (/* binding */ byteLength),
/* harmony export */   fF: () => (/* binding */ bulletList),
/* harmony export */   tp: () => (/* binding */ table),
/* harmony export */   zH: () => (/* binding */ details)
/* harmony export */ });
/* harmony import */ var _text_visible_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5085);
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2380);
/**
 * Markdown as GitHub reads it. Texts that others wrote must not format, link, ping, close an issue or break a table, so they
 * come in through `escapeMarkdown`, `code`, `prose` or `fence`. Escapes are entities: unlike backslashes they hold in HTML too.
 */


const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
/** Invisible and without width: GitHub looks for mentions and links in the rendered text, where an entity is no obstacle. */
const BREAK = '&#8203;';
/** Text inside a line. */
function escapeMarkdown(text) {
    return (0,_text_visible_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN)(text)
        .replace(/[&<>|\\`*[\]~$]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, entity)
        .replace(/@/g, `@${BREAK}`)
        .replace(/(?<!&)#(?=\w)/g, `#${BREAK}`)
        .replace(/\bGH-(?=\d)/gi, match => `${match.slice(0, 2)}${BREAK}-`)
        .replace(/:(?=\/\/|[\w+-]+:)/g, `:${BREAK}`)
        .replace(/www\./gi, match => `${match.slice(0, 3)}${BREAK}.`)
        .replace(/\b[0-9a-f]{7,64}\b/gi, hash)
        .replace(/^(?:[-+=#]|\d+(?=[.)](?:\s|$)))/, match => [...match].map(entity).join(''));
}
/** A code span. Backticks, pipes and backslashes mean something even in one: then it is written in HTML. */
function code(text) {
    const line = (0,_text_visible_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN)(text);
    if (line === '')
        return '';
    if (!/[`|\\]/.test(line))
        return `\`${line}\``;
    // Between tags of HTML GitHub still links addresses.
    const escaped = line.replace(/[^A-Za-z0-9 .,/-]/gu, entity).replace(/&#64;|www(?=\.)/gi, `$&${BREAK}`);
    return `<code>${escaped}</code>`;
}
/** A sentence of Braid's own with commands and the like in backticks. */
function prose(text) {
    return (0,_text_visible_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN)(text)
        .split('`')
        .map((part, index, parts) => {
        const closed = index < parts.length - 1;
        if (index % 2 === 0)
            return spaced(part, escapeMarkdown);
        // Without its marks, what stands beside it would be one word.
        if (closed && part.trim() === '')
            return '&#96;&#96;';
        return closed ? spaced(part, code) : `&#96;${spaced(part, escapeMarkdown)}`;
    })
        .join('');
}
/** The last lines of an output, at most so many characters. */
function excerpt(output, lines, characters = 4000) {
    return fence((0,_text_visible_js__WEBPACK_IMPORTED_MODULE_0__/* .ending */ .K1)((0,_text_visible_js__WEBPACK_IMPORTED_MODULE_0__/* .lastLines */ .w$)(output, lines).join('\n'), characters));
}
/** A block of text as it is. */
function fence(text, language = '') {
    const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(match => match[0].length));
    const marks = '`'.repeat(longest + 1);
    return `${marks}${language}\n${(0,_text_visible_js__WEBPACK_IMPORTED_MODULE_0__/* .visible */ .RK)(text).replace(/\n+$/, '')}\n${marks}`;
}
/** Cells are Markdown already. */
function table(head, rows) {
    const line = (cells) => `| ${cells.map(cell).join(' | ')} |`;
    return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n');
}
/** A closed section; the summary is HTML or escaped text. */
function details(summary, body) {
    return `<details><summary>${summary}</summary>\n\n${body}\n\n</details>`;
}
function bulletList(items) {
    return items.map(item => `- ${item}`).join('\n');
}
/** So many characters of a text, before it is escaped. */
function clip(text, characters) {
    return text.length <= characters ? text : `${text.slice(0, characters - 1).trimEnd()}…`;
}
/** Under a table that shows the first of its tasks only. */
function missing(all, most) {
    return all > most ? `\n\n… and ${(0,_units_js__WEBPACK_IMPORTED_MODULE_1__/* .plural */ .LS)(all - most, 'more task', 'more tasks')}.` : '';
}
/** The richest version that is at most `limit` bytes; each is whole, so nothing is cut inside a table or a fence. */
function fitting(limit, versions) {
    let text = '';
    for (const version of versions) {
        text = version();
        if (byteLength(text) <= limit)
            return text;
    }
    const line = text.split('\n')[0] ?? '';
    return byteLength(line) <= limit ? line : '';
}
function byteLength(text) {
    return new TextEncoder().encode(text).length;
}
function cell(text) {
    return text.replace(/\s*\n\s*/g, ' ').replace(/\|/g, '&#124;');
}
/** GitHub links what looks like a commit, but not in code, where it can still be copied. What has no digit may be a word. */
function hash(text) {
    return /\d/.test(text) ? `<code>${text}</code>` : `${text.slice(0, 1)}${BREAK}${text.slice(1)}`;
}
function entity(char) {
    return ENTITIES[char] ?? `&#${char.codePointAt(0)};`;
}
/** Trimming is for whole texts: a part keeps the space at its sides. */
function spaced(part, write) {
    const before = /^\s/.test(part) ? ' ' : '';
    const after = /\S\s+$/.test(part) ? ' ' : '';
    return before + write(part) + after;
}


/***/ }),

/***/ 8037:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  g6: () => (/* binding */ mermaidGantt),
  GA: () => (/* binding */ mermaidGraph),
  Lo: () => (/* binding */ mermaidPlan)
});

// EXTERNAL MODULE: ./node_modules/string-width/index.js + 6 modules
var string_width = __webpack_require__(4668);
;// CONCATENATED MODULE: ./build/shared/report/text/columns.js
/** Laying out text in a terminal by the columns it takes there, which are not its characters. For text without escape sequences. */

const PLAIN = /^[\x20-\x7e]*$/;
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
function width(text) {
    return PLAIN.test(text) ? text.length : (0,string_width/* default */.A)(text);
}
/** At most `columns` wide; what is missing is marked with `…`. */
function cut(text, columns) {
    if (width(text) <= columns)
        return text;
    return columns < 1 ? '' : `${head(text, columns - 1)}…`;
}
function pad(text, columns) {
    return text + ' '.repeat(Math.max(0, columns - width(text)));
}
function padStart(text, columns) {
    return ' '.repeat(Math.max(0, columns - width(text))) + text;
}
/** The widest of the texts, or `most`. */
function widest(texts, most) {
    return Math.min(most, Math.max(0, ...texts.map(width)));
}
/** Lines of at most `columns`, broken between words; a word that is too wide is broken inside. */
function wrap(text, columns) {
    const room = Math.max(8, columns);
    const lines = [];
    let line = '';
    for (const word of text.split(' ')) {
        let rest = line === '' ? word : `${line} ${word}`;
        if (width(rest) > room && line !== '') {
            lines.push(line);
            rest = word;
        }
        while (width(rest) > room) {
            const part = head(rest, room) || rest;
            lines.push(part);
            rest = rest.slice(part.length);
        }
        line = rest;
    }
    return [...lines, line];
}
/** Wrapped text after a prefix of the given width, later lines indented under the first. */
function hang(prefix, text, columns) {
    const indent = width(prefix);
    return wrap(text, columns - indent).map((line, index) => index === 0 ? `${prefix}${line}`.trimEnd() : ' '.repeat(indent) + line);
}
function head(text, columns) {
    if (PLAIN.test(text))
        return text.slice(0, columns);
    let taken = '';
    let used = 0;
    for (const { segment } of graphemes.segment(text)) {
        used += width(segment);
        if (used > columns)
            break;
        taken += segment;
    }
    return taken;
}

// EXTERNAL MODULE: ./build/shared/report/text/visible.js
var visible = __webpack_require__(5085);
;// CONCATENATED MODULE: ./build/shared/report/markdown/mermaid.js


/** Mermaid's `maxTextSize` and `maxEdges`, which GitHub does not raise. */
const MOST_CHARACTERS = 50_000;
const MOST_EDGES = 500;
const WIDEST_LABEL = 40;
function mermaidGraph(summary) {
    const { tasks, edges } = summary;
    if (edges.length > MOST_EDGES)
        return leftOut('graph', tooManyEdges(edges.length));
    const names = new Map(tasks.map((task, index) => [task.id, `t${index}`]));
    const nodes = tasks.map((task, index) => `  ${node(task, `t${index}`)}`);
    const arrows = edges.map(({ from, to, soft, critical }) => {
        const arrow = critical ? '==>' : soft ? '-.->' : '-->';
        return `  ${names.get(from)} ${arrow} ${names.get(to)}`;
    });
    return sized('graph', ['graph LR', ...nodes, ...arrows, ...classes(tasks)].join('\n'));
}
function mermaidGantt(summary) {
    const sections = summary.batches.map(batch => {
        const bars = summary.tasks
            .filter(task => batch.tasks.includes(task.id))
            .flatMap(task => ganttBars(task, summary));
        return bars.length === 0 ? [] : [`  section Batch ${batch.number}`, ...bars];
    });
    const bars = sections.flat();
    if (bars.length === 0)
        return leftOut('chart', 'nothing has started yet');
    return sized('chart', ['gantt', '  dateFormat x', '  axisFormat %H:%M:%S', ...bars].join('\n'));
}
/** A plan that has not run: its batches as boxes. */
function mermaidPlan({ batches }, { needs }) {
    const names = new Map(batches.flat().map((id, index) => [id, `t${index}`]));
    const arrows = [...needs].flatMap(([to, all]) => all.map(from => `  ${names.get(from)} --> ${names.get(to)}`));
    if (arrows.length > MOST_EDGES)
        return leftOut('graph', tooManyEdges(arrows.length));
    const boxes = batches.flatMap((batch, index) => [
        `  subgraph b${index + 1}["Batch ${index + 1}"]`,
        ...batch.map(id => `    ${names.get(id)}["${label(id)}"]`),
        '  end',
    ]);
    return sized('graph', ['graph LR', ...boxes, ...arrows].join('\n'));
}
function tooManyEdges(count) {
    return `it has ${count} arrows, and a diagram here holds ${MOST_EDGES}`;
}
function node(task, name) {
    const text = label(`${task.mark} ${task.id}`);
    switch (task.tone) {
        case 'good':
            return `${name}(["${text}"]):::good`;
        case 'bad':
            return `${name}{{"${text}"}}:::bad`;
        case 'warn':
            return `${name}{{"${text}"}}:::warn`;
        default:
            return `${name}["${text}"]`;
    }
}
/** Only frames are coloured, so that the text is readable on a dark page and on a light one. */
function classes(tasks) {
    const colours = { good: '#2da44e', bad: '#cf222e', warn: '#bf8700' };
    const used = Object.entries(colours).filter(([tone]) => tasks.some(task => task.tone === tone));
    return used.map(([tone, colour]) => `  classDef ${tone} stroke:${colour},stroke-width:2px`);
}
function ganttBars(task, summary) {
    const critical = summary.criticalPath.length > 1 && summary.criticalPath.includes(task.id);
    return task.attempts.flatMap(({ number, mark, startedAt, endedAt, outcome }) => {
        if (startedAt === null)
            return [];
        const name = label(`${mark} ${task.id}${task.attempts.length > 1 ? ` (try ${number})` : ''}`);
        const tags = [
            ...(critical ? ['crit'] : []),
            ...(outcome === null ? ['active'] : outcome === 'succeeded' ? ['done'] : []),
        ];
        const end = Math.max(endedAt ?? summary.now, startedAt + 1);
        return [`    ${name} :${[...tags, startedAt, end].join(', ')}`];
    });
}
/** Mermaid's own escapes; a label is never Markdown, HTML or syntax. */
function label(text) {
    return cut((0,visible/* oneLine */.TN)(text), WIDEST_LABEL).replace(/[^\p{L}\p{N} .\-_/()✔✘○◐◎‖–…]/gu, char => `#${char.codePointAt(0)};`);
}
function sized(name, text) {
    return text.length <= MOST_CHARACTERS
        ? { kind: 'drawn', text }
        : leftOut(name, `it would need ${text.length} characters, and a diagram here holds ${MOST_CHARACTERS}`);
}
function leftOut(name, reason) {
    return { kind: 'left-out', reason: `The ${name} is not drawn: ${reason}.` };
}


/***/ }),

/***/ 5239:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   u: () => (/* binding */ fitParts)
/* harmony export */ });
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5210);
/**
 * A text within a limit. Its parts come in several versions, from rich to poor; what matters least is made poorer first, and
 * since every version is whole, nothing is cut inside a table, a fence or an element.
 */

/** Room for a section's elements and the blank lines around. */
const SEPARATION = 50;
function fitParts(parts, { most, size, notice }) {
    const choices = parts.map(part => choose(part, size));
    const whole = assemble(choices);
    if (size(whole) <= most)
        return whole;
    const last = choose({ rank: 0, versions: [notice], fixed: true }, size);
    const all = [...choices.slice(0, -1), last, ...choices.slice(-1)];
    // Counted from above and not written anew with each step, of which many tasks make many.
    let total = all.reduce((sum, choice) => sum + sizeOf(choice), 0);
    while (total > most) {
        const next = leastImportant(choices);
        if (next === undefined)
            break;
        total -= sizeOf(next);
        next.version += 1;
        total += sizeOf(next);
    }
    return assemble(all);
}
function choose(part, size) {
    const around = SEPARATION + size(part.inside ?? '');
    return { part, version: 0, sizes: part.versions.map(text => size(text) + around) };
}
function sizeOf({ sizes, version }) {
    return sizes[version] ?? 0;
}
/** Of those that can still become poorer; of equals the last. */
function leastImportant(choices) {
    return choices
        .filter(({ part, version }) => part.fixed !== true && version < part.versions.length)
        .reduce((found, choice) => (found === undefined || choice.part.rank >= found.part.rank ? choice : found), undefined);
}
function assemble(choices) {
    const blocks = [];
    for (const { part, version } of choices) {
        const text = part.versions[version] ?? '';
        if (text === '')
            continue;
        const open = blocks.at(-1);
        if (open !== undefined && open.inside === part.inside)
            open.texts.push(text);
        else
            blocks.push({ inside: part.inside, texts: [text] });
    }
    const written = blocks.map(({ inside, texts }) => inside === undefined ? texts.join('\n\n') : (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .details */ .zH)(inside, texts.join('\n\n')));
    return `${written.join('\n\n')}\n`;
}


/***/ }),

/***/ 9093:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AX: () => (/* binding */ taskTable),
/* harmony export */   EZ: () => (/* binding */ tellingTasks),
/* harmony export */   Fu: () => (/* binding */ batchTable),
/* harmony export */   JB: () => (/* binding */ graph),
/* harmony export */   Tx: () => (/* binding */ how),
/* harmony export */   V2: () => (/* binding */ failure),
/* harmony export */   bW: () => (/* binding */ chart),
/* harmony export */   fP: () => (/* binding */ attention),
/* harmony export */   ik: () => (/* binding */ place),
/* harmony export */   vG: () => (/* binding */ drawn)
/* harmony export */ });
/* unused harmony export whatHappened */
/* harmony import */ var _github_links_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9818);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5210);
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2380);
/* harmony import */ var _mermaid_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8037);
/* harmony import */ var _task_section_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3674);
/** The parts of a report of a run in Markdown, for the job summary, the comment and the check runs. */





/** Characters of a sentence in a table; what is longer stands in the task's own section. */
const LONGEST_CELL = 600;
const LONGEST_PLACE = 1000;
/** Where the result is, as a sentence; its commits are links. The name of a branch keeps its own first letter. */
function place({ headline, target, landed, integration, base }, site) {
    const text = (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .clip */ .$Q)(headline.place, LONGEST_PLACE);
    if (text === '')
        return '';
    const isName = target !== null && text.startsWith(target);
    const sentence = isName ? text : text.charAt(0).toUpperCase() + text.slice(1);
    return `${(0,_github_links_js__WEBPACK_IMPORTED_MODULE_0__/* .linkCommits */ .R)((0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .prose */ .CS)(sentence), site, [landed, integration, base])}.`;
}
/** The command that holds everything up, with the end of what it said. */
function failure({ failure: failed }, lines, site) {
    if (failed === null)
        return '';
    const tail = lines === 0 || failed.tail.trim() === '' ? '' : (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .excerpt */ .Kb)(failed.tail, lines);
    return [
        tail === '' ? '' : `The end of ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .code */ .aY)(failed.command)}:\n\n${tail}`,
        failed.log === undefined ? '' : `Its ${(0,_github_links_js__WEBPACK_IMPORTED_MODULE_0__/* .logLink */ .P5)(site, failed.log)}`,
    ]
        .filter(part => part !== '')
        .join('\n\n');
}
/** Those that need someone: what happened, and what can be done. */
function attention(summary, { site, rows: most, cell = LONGEST_CELL }) {
    const { attention: tasks, attentionTitle } = summary;
    if (tasks.length === 0 || most === 0)
        return '';
    const rows = tasks
        .slice(0, most)
        .map(task => [
        `**${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .escapeMarkdown */ .FV)(task.id)}**`,
        whatHappened(task, cell),
        whatToDo(task, { site, cell }),
    ]);
    const all = (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .table */ .tp)(['task', 'what happened', 'what you can do'], rows);
    return `${attentionTitle}:\n\n${all}${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .missing */ .LO)(tasks.length, most)}`;
}
function whatHappened({ mark, label, reason }, cell = LONGEST_CELL) {
    return `${mark} ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .prose */ .CS)((0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .clip */ .$Q)(reason === '' ? label : `${label}: ${reason}`, cell))}`;
}
function whatToDo(task, { site, cell }) {
    const { next, log } = task;
    return [
        next === null ? '' : (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .prose */ .CS)((0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .clip */ .$Q)(next, cell)),
        keptWork(task, site),
        log === null || site === null ? '' : onSite((0,_github_links_js__WEBPACK_IMPORTED_MODULE_0__/* .logLink */ .P5)(site, log)),
    ]
        .filter(text => text !== '')
        .join(' · ');
}
function keptWork({ keptOn, base }, site) {
    if (keptOn === null)
        return '';
    return base === null
        ? (0,_github_links_js__WEBPACK_IMPORTED_MODULE_0__/* .branchLink */ .li)(site, keptOn, 'its work')
        : (0,_github_links_js__WEBPACK_IMPORTED_MODULE_0__/* .workLink */ .aG)(site, { base, branch: keptOn, label: 'its work' });
}
/** In a table a log is only worth its place as a link. */
function onSite(log) {
    return log.startsWith('[') ? log : '';
}
function taskTable(tasks, { site, rows: most }) {
    const rows = tasks
        .slice(0, most)
        .map(task => [
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .escapeMarkdown */ .FV)(task.id),
        `${task.mark} ${task.label}`,
        String(task.batch),
        (0,_task_section_js__WEBPACK_IMPORTED_MODULE_3__/* .route */ .w)(task),
        String(task.tries),
        task.durationMs === null ? '' : (0,_units_js__WEBPACK_IMPORTED_MODULE_4__/* .duration */ .p0)(task.durationMs),
        task.costUsd === null ? '' : (0,_units_js__WEBPACK_IMPORTED_MODULE_4__/* .money */ .TG)(task.costUsd),
        task.mergeCommit === null ? '' : (0,_github_links_js__WEBPACK_IMPORTED_MODULE_0__/* .commitLink */ .wn)(site, task.mergeCommit),
    ]);
    const head = ['task', 'status', 'batch', 'backend', 'tries', 'took', 'cost', 'commit'];
    return `${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .table */ .tp)(head, rows)}${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .missing */ .LO)(tasks.length, most)}`;
}
function batchTable(summary) {
    const rows = summary.batches.map(({ number, tally, startedAt, finishedAt, costUsd }) => [
        String(number),
        tally,
        startedAt === null ? '' : (0,_units_js__WEBPACK_IMPORTED_MODULE_4__/* .duration */ .p0)((finishedAt ?? summary.now) - startedAt),
        costUsd === null ? '' : (0,_units_js__WEBPACK_IMPORTED_MODULE_4__/* .money */ .TG)(costUsd),
    ]);
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .table */ .tp)(['batch', 'result', 'took', 'cost'], rows);
}
/** In which mode it ran, and why. */
function how({ mode, criticalPath, run, base, totals }, site) {
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .bulletList */ .fF)([
        `${mode.how}${mode.reasons.length === 0 ? '' : `: ${mode.reasons.map(_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .prose */ .CS).join('; ')}`}`,
        ...(criticalPath.length > 1 ? [`critical path: ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .escapeMarkdown */ .FV)(criticalPath.join(' → '))}`] : []),
        `run ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .code */ .aY)(run)} on ${(0,_github_links_js__WEBPACK_IMPORTED_MODULE_0__/* .commitLink */ .wn)(site, base)}, ${(0,_units_js__WEBPACK_IMPORTED_MODULE_4__/* .plural */ .LS)(totals.verifications, 'verification')}`,
    ]);
}
function graph(summary) {
    return drawn((0,_mermaid_js__WEBPACK_IMPORTED_MODULE_2__/* .mermaidGraph */ .GA)(summary));
}
function chart(summary) {
    const path = summary.criticalPath.length > 1 ? 'Thick arrows and red frames: the critical path.' : '';
    return [drawn((0,_mermaid_js__WEBPACK_IMPORTED_MODULE_2__/* .mermaidGantt */ .g6)(summary)), path].filter(part => part !== '').join('\n\n');
}
function drawn(diagram) {
    return diagram.kind === 'drawn' ? (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .fence */ .EU)(diagram.text, 'mermaid') : (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .escapeMarkdown */ .FV)(diagram.reason);
}
/** Those with something to tell, who need someone first. */
function tellingTasks(tasks) {
    const telling = tasks.filter(task => task.attempts.length > 0 || (!task.open && task.status !== 'merged'));
    const unmerged = telling.filter(task => task.status !== 'merged');
    return [...unmerged, ...telling.filter(task => task.status === 'merged')];
}


/***/ }),

/***/ 3674:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  w: () => (/* binding */ route),
  T: () => (/* binding */ taskSection)
});

// EXTERNAL MODULE: ./build/shared/report/github/links.js
var links = __webpack_require__(9818);
// EXTERNAL MODULE: ./build/shared/report/markdown.js
var markdown = __webpack_require__(5210);
// EXTERNAL MODULE: ./build/shared/report/units.js
var units = __webpack_require__(2380);
;// CONCATENATED MODULE: ./build/shared/report/summary/conflict-rows.js

const MOST_RANGES = 5;
const MOST_FILES = 50;
/** The first fifty; a last row says how many more. */
function conflictRows(files) {
    const rows = files.slice(0, MOST_FILES).map(file => ({
        path: file.path,
        kind: file.kind,
        ours: lineRanges(file.ours),
        theirs: lineRanges(file.theirs),
        with: file.with.length === 0 ? 'the target' : (0,units/* enumerate */.HL)(file.with),
    }));
    const more = files.length - rows.length;
    if (more <= 0)
        return rows;
    return [
        ...rows,
        { path: `… and ${(0,units/* plural */.LS)(more, 'more file', 'more files')}`, kind: '', ours: '', theirs: '', with: '' },
    ];
}
/** "10–14, 20, before 31" */
function lineRanges(ranges) {
    const shown = ranges.slice(0, MOST_RANGES).map(([from, to]) => {
        if (to < from)
            return `before ${from}`;
        return from === to ? String(from) : `${from}–${to}`;
    });
    return [...shown, ...(ranges.length > MOST_RANGES ? ['…'] : [])].join(', ');
}

// EXTERNAL MODULE: ./build/shared/report/text/visible.js
var visible = __webpack_require__(5085);
;// CONCATENATED MODULE: ./build/shared/report/markdown/task-section.js
/** Everything about one task, as a closed section of a Markdown report. */





const task_section_MOST_FILES = 50;
const LONGEST_NOTES = 4000;
function taskSection(task, options) {
    const heading = `${task.mark} <b>${(0,markdown/* escapeMarkdown */.FV)(task.id)}</b> · ${(0,markdown/* escapeMarkdown */.FV)(task.title)} · ${task.label}`;
    const parts = [
        (0,markdown/* bulletList */.fF)(facts(task, options.site)),
        task.attempts.length > 1 ? attempts(task.attempts) : '',
        conflict(task),
        options.lines > 0 ? outputs(task, options) : '',
        files(task, options.site),
        task.notes === null
            ? ''
            : `Notes that the task left, unchecked:\n\n${(0,markdown/* fence */.EU)((0,visible/* ending */.K1)(task.notes, LONGEST_NOTES))}`,
    ];
    return (0,markdown/* details */.zH)(heading, parts.filter(part => part !== '').join('\n\n'));
}
function facts(task, site) {
    return [
        ...(task.reason === '' ? [] : [(0,markdown/* prose */.CS)(task.reason)]),
        ...(task.next === null ? [] : [(0,markdown/* prose */.CS)(task.next)]),
        ...(task.keptOn === null ? [] : [`work kept on ${(0,links/* branchLink */.li)(site, task.keptOn)}`]),
        ...task.why.map(why => (0,markdown/* prose */.CS)(why)),
        ...(task.base === null
            ? []
            : [`started from ${site === null ? (0,markdown/* code */.aY)(task.base) : (0,links/* commitLink */.wn)(site, task.base)}`]),
        ...(task.mergeCommit === null
            ? []
            : [`merged as ${site === null ? (0,markdown/* code */.aY)(task.mergeCommit) : (0,links/* commitLink */.wn)(site, task.mergeCommit)}`]),
        ...(task.log === null ? [] : [(0,links/* logLink */.P5)(site, task.log)]),
        ...(task.strays === null ? [] : [(0,markdown/* prose */.CS)(task.strays)]),
        ...(task.tree === null ? [] : [`tree: ${(0,markdown/* code */.aY)(task.tree)}`]),
    ];
}
function attempts(all) {
    return (0,markdown/* table */.tp)(['try', 'ended', 'backend', 'took', 'cost'], all.map(attempt => [
        String(attempt.number),
        (0,markdown/* prose */.CS)(attempt.reason === '' ? (attempt.outcome ?? 'running') : attempt.reason),
        route(attempt),
        attempt.durationMs === null ? '' : (0,units/* duration */.p0)(attempt.durationMs),
        attempt.costUsd === null ? '' : (0,units/* money */.TG)(attempt.costUsd),
    ]));
}
function route({ backend, model, }) {
    return (0,markdown/* escapeMarkdown */.FV)(model === null ? backend : `${backend} · ${model}`);
}
function conflict({ conflict: clash, status }) {
    if (clash === null)
        return '';
    const title = status === 'merged' ? 'Its earlier try collided:' : 'It collided:';
    const rows = conflictRows(clash).map(row => [
        (0,markdown/* code */.aY)(row.path),
        row.kind,
        row.ours,
        row.theirs,
        (0,markdown/* escapeMarkdown */.FV)(row.with),
    ]);
    return `${title}\n\n${(0,markdown/* table */.tp)(['file', 'kind', 'lines merged', 'its lines', 'with'], rows)}`;
}
function outputs(task, { lines, site }) {
    const { failure, tail, status } = task;
    const checks = failure === null
        ? ''
        : `${(0,markdown/* code */.aY)(failure.command)}, ${(0,markdown/* prose */.CS)(failure.problem)}:\n\n${(0,markdown/* excerpt */.Kb)(failure.tail, lines)}${logOf(task, site)}`;
    const own = status === 'merged' || tail.trim() === '' ? '' : `The end of its own output:\n\n${(0,markdown/* excerpt */.Kb)(tail, lines)}`;
    return [checks, own].filter(part => part !== '').join('\n\n');
}
/** Of the project's tests; that of the task itself is among the facts. */
function logOf({ failure, log }, site) {
    return failure?.log === undefined || failure.log === log ? '' : `\n\nIts ${(0,links/* logLink */.P5)(site, failure.log)}`;
}
function files({ files: paths, mergeCommit, commit }, site) {
    if (paths.length === 0)
        return '';
    const shown = paths
        .slice(0, task_section_MOST_FILES)
        .map(file => (0,links/* fileLink */.RF)(site, { file, commit: mergeCommit ?? commit }))
        .join(', ');
    const more = paths.length > task_section_MOST_FILES ? ` and ${paths.length - task_section_MOST_FILES} more` : '';
    return `${(0,units/* plural */.LS)(paths.length, 'file')} changed: ${shown}${more}`;
}


/***/ }),

/***/ 9353:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  zx: () => (/* binding */ NOTHING_SPENT),
  xx: () => (/* binding */ because),
  ES: () => (/* binding */ previewView)
});

// UNUSED EXPORTS: effort

// EXTERNAL MODULE: ./build/shared/plan/graph.js + 6 modules
var plan_graph = __webpack_require__(5076);
// EXTERNAL MODULE: ./build/shared/run/dispatch/forecast.js + 3 modules
var dispatch_forecast = __webpack_require__(9706);
// EXTERNAL MODULE: ./build/shared/report/summary/reasons.js
var reasons = __webpack_require__(8097);
;// CONCATENATED MODULE: ./build/shared/report/summary/plan-view.js

/** In plan order. */
function planTasks({ plan, graph, config, forecast }) {
    return plan.tasks.flatMap(task => {
        const route = forecast.routes.get(task.id);
        return route === undefined ? [] : [planned(task, { route, graph, config, forecast })];
    });
}
function planned(task, { route, graph, config, forecast }) {
    const batch = graph.batchOf.get(task.id) ?? 1;
    const backend = route.kind === 'impossible' ? config.routing.defaultBackend : route.backend;
    const model = route.kind === 'routed' ? (route.model ?? route.tier) : null;
    const routeReasons = route.kind === 'impossible' ? [route.reason] : route.reasons;
    return {
        id: task.id,
        title: task.title,
        batch,
        needs: graph.needs.get(task.id) ?? [],
        backend,
        model,
        type: route.type,
        typeReasons: route.typeReasons,
        complexity: route.complexity.score,
        complexityParts: route.complexity.parts,
        paths: task.paths,
        estimate: forecast.estimates.get(task.id) ?? null,
        routeReasons,
        reasons: [...(0,reasons/* batchReasons */.K)(graph, task, batch), `on ${backend}, because ${routeReasons.join('; ')}`],
    };
}

// EXTERNAL MODULE: ./build/shared/report/units.js
var units = __webpack_require__(2380);
;// CONCATENATED MODULE: ./build/shared/report/preview/outlook-text.js

const NAMED = 5;
const AMOUNTS = 4;
/** A sentence for all tasks before which the run will park, and one for those that cannot start; empty: the budget will do, or there is none. */
function heldTexts({ held }) {
    return ['usd', 'tokens'].flatMap(unit => {
        const short = held.filter(each => each.unit === unit);
        const early = short.filter(({ left }) => left !== null);
        const never = short.filter(({ left }) => left === null);
        return [
            ...(early.length === 0 ? [] : [`the run will likely park before ${names(early)}: ${needed(early)}`]),
            ...(never.length === 0 ? [] : [`${names(never)} cannot start: ${needed(never)}`]),
        ];
    });
}
function names(held) {
    return (0,units/* some */.zN)(held.map(({ task }) => task), NAMED);
}
function needed(held) {
    const range = (values) => rangeText(values, held[0]?.unit ?? 'usd');
    const left = held.flatMap(each => each.left ?? []);
    const rest = left.length === 0 ? 'that is more than the whole budget' : `about ${range(left)} will be left`;
    const whom = held.length === 1 ? 'it' : 'each';
    return `${range(held.map(({ needs }) => needs))} are set aside for ${whom}, and ${rest}`;
}
/** "$1.20 to $5.00" */
function rangeText(values, unit) {
    const named = (value) => (unit === 'usd' ? (0,units/* money */.TG)(value) : (0,units/* grouped */.zD)(Math.round(value)));
    const ends = new Set([named(Math.min(...values)), named(Math.max(...values))]);
    return `${[...ends].join(' to ')}${unit === 'usd' ? '' : ' tokens'}`;
}
/** "set aside for an attempt: $5.00 for hard; $1.20 for base, easy and 3 more"; null: nothing is. */
function asideText({ asides }) {
    const groups = new Map();
    for (const [id, { usd }] of [...asides].sort(([, one], [, other]) => other.usd - one.usd)) {
        groups.set((0,units/* money */.TG)(usd), [...(groups.get((0,units/* money */.TG)(usd)) ?? []), id]);
    }
    if (groups.size === 0)
        return null;
    const parts = [...groups].map(([amount, ids]) => `${amount} for ${(0,units/* some */.zN)(ids, NAMED)}`);
    const more = parts.length - AMOUNTS;
    const shown = more > 0 ? [...parts.slice(0, AMOUNTS), `and ${more} smaller amounts`] : parts;
    return `set aside for an attempt: ${shown.join('; ')}${whySo(asides)}`;
}
/** Why it is another sum than the estimate says; empty: it is none. */
function whySo(asides) {
    const sources = new Set([...asides.values()].map(({ source }) => source));
    const reasons = [
        ...(sources.has('budget') ? ['all of a task’s own budget, not what is expected'] : []),
        ...(sources.has('assumed') ? ['a guess where no price is known'] : []),
    ];
    return reasons.length === 0 ? '' : ` (${reasons.join('; ')})`;
}
/** "$20.00 and 5,000,000 tokens"; null: nothing is limited for the run. */
function limitText({ usd, tokens }) {
    const limits = [
        ...(usd === null ? [] : [(0,units/* money */.TG)(usd)]),
        ...(tokens === null ? [] : [(0,units/* plural */.LS)(tokens, 'token')]),
    ];
    return limits.length === 0 ? null : limits.join(' and ');
}

;// CONCATENATED MODULE: ./build/shared/report/preview/preview-view.js
/** Everything that any preview of a plan says, in the same words. A renderer chooses and escapes; it never phrases. */






/** A part of the complexity that counts for less is not shown, and only the largest. */
const TELLING = 0.03;
const NAMED_PARTS = 3;
/** Tasks of one batch that are compared with each other. */
const PAIRED = 200;
const NOTHING_SPENT = 'Nothing has been spent.';
function previewView(inputs) {
    const { plan, graph, choice, config, forecast } = inputs;
    const delay = forecast.minutesForOverlap;
    return {
        plan: plan.name,
        size: `${(0,units/* plural */.LS)(plan.tasks.length, 'task')} in ${(0,units/* plural */.LS)(graph.batches.length, 'batch', 'batches')}`,
        batches: graph.batches,
        tasks: planTasks(inputs),
        routed: config.routing.enabled,
        moved: graph.serialized.map(each => (0,reasons/* movedReason */.a)(graph, each)),
        delay: delay === 0 ? null : `keeping them apart takes about ${minutes(delay)} longer`,
        meetings: meetings(inputs),
        unscoped: unscoped(inputs),
        criticalPath: graph.criticalPath,
        how: mode(inputs),
        reasons: choice.reasons,
        total: total(forecast),
        source: source(inputs),
        aside: asideText(forecast.outlook),
        held: heldTexts(forecast.outlook),
    };
}
/** "3 min $0.50", with a dash for what nobody knows. */
function effort(estimate) {
    if (estimate === null)
        return '–';
    const cost = estimate.usd === null ? '?' : money(estimate.usd);
    return `${plural(estimate.minutes, 'min', 'min')} ${cost}`;
}
/** Why a task goes where it goes, as the rest of a sentence that begins with "because". */
function because({ type, complexity, complexityParts, routeReasons }) {
    const parts = complexityParts
        .map(({ name, value, weight, reason }) => ({ share: value * weight, text: `${name} (${reason})` }))
        .filter(({ share }) => share >= TELLING)
        .sort((a, b) => b.share - a.share)
        .slice(0, NAMED_PARTS)
        .map(({ share, text }) => `${text} ${share.toFixed(2)}`);
    const made = parts.length === 0 ? '' : ` of ${parts.join(', ')}`;
    return `${routeReasons.join('; ')}. ${type}; complexity ${complexity.toFixed(2)}${made}`;
}
/** With `overlap: allow`: who may meet whom in the same files at the same time. */
function meetings({ plan, graph, config }) {
    if (config.overlap === 'serialize')
        return [];
    const byId = new Map(plan.tasks.map(task => [task.id, task]));
    return graph.batches.flatMap(batch => {
        const tasks = batch.slice(0, PAIRED).flatMap(id => byId.get(id) ?? []);
        return tasks.flatMap((task, at) => tasks.slice(at + 1).flatMap(other => {
            const reason = (0,plan_graph/* whyApart */.Hb)(other, task, { overlap: 'serialize' });
            return reason === null ? [] : [`${other.id} may collide with ${task.id}: ${reason}`];
        }));
    });
}
function unscoped({ plan }) {
    const count = plan.tasks.filter(({ paths }) => paths.length === 0).length;
    if (count === 0 || plan.tasks.length === 1)
        return null;
    const they = count === 1 ? 'it collides' : 'they collide';
    return `${(0,units/* plural */.LS)(count, 'task')} without \`paths\`: whether ${they} shows at the merge`;
}
function mode({ choice: { execution, schedule }, config }) {
    if (execution === 'sequential')
        return 'one at a time';
    const eager = schedule === 'eager' ? ', each as soon as its needs are merged' : '';
    return `parallel, ${(0,units/* plural */.LS)(config.parallel.maxWorkers, 'worker')}${eager}`;
}
function total({ usd, minutes: all, minutesOneByOne }) {
    const cost = usd === null ? '' : ` and ${(0,units/* money */.TG)(usd)}`;
    const alone = minutesOneByOne === all ? '' : `; one by one about ${minutes(minutesOneByOne)}`;
    return `about ${minutes(all)}${cost}${alone}`;
}
function source({ forecast, config }) {
    const { unpriced } = forecast;
    const from = (0,dispatch_forecast/* forecastSource */.jb)(forecast) === 'price'
        ? 'guesses of Braid’s and the prices of the configuration'
        : 'guesses of Braid’s';
    const unknown = unpriced.length === 0 ? '' : `; the cost of ${(0,units/* plural */.LS)(unpriced.length, 'task')} is not known`;
    const limit = limitText(config.budget);
    const budget = limit === null ? '' : `; the budget is ${limit}`;
    return `from ${from}, without retries and verification${unknown}${budget}`;
}
function minutes(count) {
    const whole = Math.ceil(count);
    return whole < 60 ? `${whole} min` : (0,units/* duration */.p0)(whole * 60_000);
}


/***/ }),

/***/ 8097:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ batchReasons),
/* harmony export */   a: () => (/* binding */ movedReason)
/* harmony export */ });
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2380);

/** Names in one sentence. */
const NAMED = 5;
function batchReasons(graph, task, batch) {
    if (batch === 1)
        return [];
    const before = (graph.needs.get(task.id) ?? []).filter(id => graph.batchOf.get(id) === batch - 1);
    const moved = graph.serialized.filter(each => each.task === task.id);
    const softly = task.after.filter(id => graph.batchOf.get(id) === batch - 1);
    return [
        ...(before.length > 0 ? [`in batch ${batch}, since it needs ${(0,_units_js__WEBPACK_IMPORTED_MODULE_0__/* .some */ .zN)(before, NAMED)}`] : []),
        ...(softly.length > 0 ? [`in batch ${batch}, since it comes after ${(0,_units_js__WEBPACK_IMPORTED_MODULE_0__/* .some */ .zN)(softly, NAMED)}`] : []),
        ...moved.map(({ behind, reason }) => `in batch ${batch}, behind ${behind}: ${reason}`),
    ];
}
/** Who was moved behind whom, for a list of all of them. */
function movedReason(graph, { task, behind, reason }) {
    return `${task} waits for batch ${graph.batchOf.get(task) ?? 1}, behind ${behind}: ${reason}`;
}


/***/ }),

/***/ 7587:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ voidLimitWords)
/* harmony export */ });
/** A time limit of a step that the limit of its job makes void, in words. */
/** What is the case, and what to do next. */
function voidLimitWords({ setting, minutes, jobMinutes }) {
    const limits = `\`${setting}\` is ${minutes} and \`job-minutes\` ${jobMinutes}`;
    return {
        title: 'the time limits of the workflow cannot be kept',
        what: `${limits}: GitHub would end the job before its step, and what was done by then would be lost.`,
        next: 'Set `job-minutes` well above both others, where Braid’s workflow is called; then ask again.',
    };
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


/***/ }),

/***/ 2380:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CG: () => (/* binding */ ratio),
/* harmony export */   Fu: () => (/* binding */ shortSha),
/* harmony export */   HL: () => (/* binding */ enumerate),
/* harmony export */   LS: () => (/* binding */ plural),
/* harmony export */   TG: () => (/* binding */ money),
/* harmony export */   n$: () => (/* binding */ moment),
/* harmony export */   p0: () => (/* binding */ duration),
/* harmony export */   zD: () => (/* binding */ grouped),
/* harmony export */   zN: () => (/* binding */ some)
/* harmony export */ });
/* unused harmony exports clock, isoTime */
/** Numbers with their units, and small words around them. Everything a reader sees as a number is written here. */
/** "40 ms", "2.1 s", "4 min 05 s", "1 h 04 min". */
function duration(ms) {
    if (ms < 95)
        return `${Math.max(0, Math.round(ms))} ms`;
    const tenths = Math.round(Math.max(0, ms) / 100);
    if (tenths < 600)
        return `${(tenths / 10).toFixed(1)} s`;
    const seconds = Math.round(ms / 1000);
    if (seconds < 3600)
        return `${Math.floor(seconds / 60)} min ${two(seconds % 60)} s`;
    const minutes = Math.round(seconds / 60);
    return `${Math.floor(minutes / 60)} h ${two(minutes % 60)} min`;
}
/** Time that passes: "0:12", "1:02:03". */
function clock(ms) {
    const seconds = Math.floor(Math.max(0, ms) / 1000);
    const minutes = Math.floor(seconds / 60);
    return minutes < 60
        ? `${minutes}:${two(seconds % 60)}`
        : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`;
}
/** Dollars. */
function money(usd) {
    return usd > 0 && usd < 0.005 ? 'under $0.01' : `$${usd.toFixed(2)}`;
}
/** A time in UTC, for a person. */
function moment(at) {
    return `${isoTime(at).slice(0, 19).replace('T', ' ')} UTC`;
}
/** A time in UTC, for a program: ISO 8601. */
function isoTime(at) {
    return new Date(at).toISOString();
}
/** "1 task", "2 tasks", "12,345 tokens". */
function plural(count, one, many = `${one}s`) {
    return `${grouped(count)} ${count === 1 ? one : many}`;
}
function grouped(count) {
    return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}
/** "2.7" */
function ratio(value) {
    return value.toFixed(1);
}
/** "a, b and c" */
function enumerate(items) {
    if (items.length < 2)
        return items.join('');
    return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}
/** The first few, and how many more. */
function some(items, limit) {
    const more = items.length - limit;
    return more > 0 ? `${items.slice(0, limit).join(', ')} and ${more} more` : enumerate(items);
}
/** As many digits of an object id as git shows. */
function shortSha(sha) {
    return sha.slice(0, 7);
}
function two(value) {
    return String(value).padStart(2, '0');
}


/***/ }),

/***/ 4668:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  A: () => (/* binding */ stringWidth)
});

;// CONCATENATED MODULE: ./node_modules/ansi-regex/index.js
// Valid string terminator sequences are ESC\ and 0x9c; OSC also accepts BEL.
const ST = String.raw`(?:\u001B\u005C|\u009C)`;

// OSC sequences only: ESC ] ... BEL/ST (or the C1 introducer 0x9d ... BEL/ST).
// Payloads stop at terminators, cancellations, and C1 controls. An unterminated string cannot swallow the next sequence or repeatedly scan its payload from later introducers. Terminals likewise abort a control string on an unexpected ESC.
const stringControls = String.raw`\u0018\u001A\u001B\u0080-\u009F`;
const osc = String.raw`(?:\u001B\]|\u009D)[^\u0007${stringControls}]*(?:\u0007|${ST})`;

// DCS, SOS, PM, APC, and screen window titles have opaque payloads terminated by ST. Nested ESC payloads, such as tmux passthrough, require a parser.
const controlString = String.raw`(?:\u001B[PX^_k]|[\u0090\u0098\u009E\u009F])[^${stringControls}]*${ST}`;

// Linux console palette controls have fixed lengths and no string terminator; iTerm2 terminates its palette assignments. Consume an immediately adjacent OSC terminator, but match these controls before OSC so a later BEL cannot consume visible text.
const linuxPalette = String.raw`\u001B\](?:P[\dA-Fa-f]{7}|R)(?:\u0007|${ST})?`;

// CSI: ESC [ or C1 CSI, parameter bytes (0x30–0x3f), intermediate bytes (0x20–0x2f), then a final byte (0x40–0x7e).
// `= < >` are final bytes in two-byte VT52 escapes (`ESC >`) but parameter bytes in a CSI (`ESC [ > 0 ; 276 ; 0 c`, the device attributes reply). Match CSI first to consume the whole sequence, where its introducer makes the two unambiguous.
const csi = String.raw`(?:\u001B\[|\u009B)[\u0030-\u003F]*[\u0020-\u002F]*[\u0040-\u007E]`;

// Related escapes: ESC, intermediate bytes (0x20–0x2f), then a final byte (0x30–0x7e), or a supported two-byte escape.
// The two-byte final class stays narrow so that ESC followed by an arbitrary character is not read as a sequence. CSI parameters belong only to the CSI form, preventing partial matches and avoiding a second scan with nested repetition.
// Escapes whose final byte is a digit include `ESC 7` and `ESC 8` (save and restore cursor), `ESC ( 0` (line drawing character set), and `ESC # 8` (screen alignment).
// A digit is never a CSI final byte. These escapes end immediately at their final byte, so `ESC 7 l` is read as the escape followed by text rather than a sequence with parameter 7 and final byte `l`.
const ansi_regex_escape = String.raw`\u001B(?:[\u0020-\u002F]+[\u0030-\u007E]|[\dA-PR-TZcf-oq-uy=><~|}])`;

const pattern = `${linuxPalette}|${osc}|${controlString}|${csi}|${ansi_regex_escape}`;

function ansiRegex({onlyFirst = false} = {}) {
	return new RegExp(pattern, onlyFirst ? undefined : 'g');
}

;// CONCATENATED MODULE: ./node_modules/strip-ansi/index.js


const regex = ansiRegex();

function stripAnsi(string) {
	if (typeof string !== 'string') {
		throw new TypeError(`Expected a \`string\`, got \`${typeof string}\``);
	}

	// Fast path: ANSI codes require ESC (7-bit) or CSI (8-bit) introducer
	if (!string.includes('\u001B') && !string.includes('\u009B')) {
		return string;
	}

	// Even though the regex is global, we don't need to reset the `.lastIndex`
	// because unlike `.exec()` and `.test()`, `.replace()` does it automatically
	// and doing it manually has a performance penalty.
	return string.replace(regex, '');
}

;// CONCATENATED MODULE: ./node_modules/get-east-asian-width/lookup-data.js
// Generated by scripts/build.js

const ambiguousMinimalCodePoint = 161;
const ambiguousMaximumCodePoint = 1114109;
const ambiguousRanges = [161, 161, 164, 164, 167, 168, 170, 170, 173, 174, 176, 180, 182, 186, 188, 191, 198, 198, 208, 208, 215, 216, 222, 225, 230, 230, 232, 234, 236, 237, 240, 240, 242, 243, 247, 250, 252, 252, 254, 254, 257, 257, 273, 273, 275, 275, 283, 283, 294, 295, 299, 299, 305, 307, 312, 312, 319, 322, 324, 324, 328, 331, 333, 333, 338, 339, 358, 359, 363, 363, 462, 462, 464, 464, 466, 466, 468, 468, 470, 470, 472, 472, 474, 474, 476, 476, 593, 593, 609, 609, 708, 708, 711, 711, 713, 715, 717, 717, 720, 720, 728, 731, 733, 733, 735, 735, 768, 879, 913, 929, 931, 937, 945, 961, 963, 969, 1025, 1025, 1040, 1103, 1105, 1105, 8208, 8208, 8211, 8214, 8216, 8217, 8220, 8221, 8224, 8226, 8228, 8231, 8240, 8240, 8242, 8243, 8245, 8245, 8251, 8251, 8254, 8254, 8308, 8308, 8319, 8319, 8321, 8324, 8364, 8364, 8451, 8451, 8453, 8453, 8457, 8457, 8467, 8467, 8470, 8470, 8481, 8482, 8486, 8486, 8491, 8491, 8531, 8532, 8539, 8542, 8544, 8555, 8560, 8569, 8585, 8585, 8592, 8601, 8632, 8633, 8658, 8658, 8660, 8660, 8679, 8679, 8704, 8704, 8706, 8707, 8711, 8712, 8715, 8715, 8719, 8719, 8721, 8721, 8725, 8725, 8730, 8730, 8733, 8736, 8739, 8739, 8741, 8741, 8743, 8748, 8750, 8750, 8756, 8759, 8764, 8765, 8776, 8776, 8780, 8780, 8786, 8786, 8800, 8801, 8804, 8807, 8810, 8811, 8814, 8815, 8834, 8835, 8838, 8839, 8853, 8853, 8857, 8857, 8869, 8869, 8895, 8895, 8978, 8978, 9312, 9449, 9451, 9547, 9552, 9587, 9600, 9615, 9618, 9621, 9632, 9633, 9635, 9641, 9650, 9651, 9654, 9655, 9660, 9661, 9664, 9665, 9670, 9672, 9675, 9675, 9678, 9681, 9698, 9701, 9711, 9711, 9733, 9734, 9737, 9737, 9742, 9743, 9756, 9756, 9758, 9758, 9792, 9792, 9794, 9794, 9824, 9825, 9827, 9829, 9831, 9834, 9836, 9837, 9839, 9839, 9886, 9887, 9919, 9919, 9926, 9933, 9935, 9939, 9941, 9953, 9955, 9955, 9960, 9961, 9963, 9969, 9972, 9972, 9974, 9977, 9979, 9980, 9982, 9983, 10045, 10045, 10102, 10111, 11094, 11097, 12872, 12879, 57344, 63743, 65024, 65039, 65533, 65533, 127232, 127242, 127248, 127277, 127280, 127337, 127344, 127373, 127375, 127376, 127387, 127404, 917760, 917999, 983040, 1048573, 1048576, 1114109];

const fullwidthMinimalCodePoint = 12288;
const fullwidthMaximumCodePoint = 65510;
const fullwidthRanges = [12288, 12288, 65281, 65376, 65504, 65510];

const lookup_data_halfwidthMinimalCodePoint = 8361;
const lookup_data_halfwidthMaximumCodePoint = 65518;
const lookup_data_halfwidthRanges = (/* unused pure expression or super */ null && ([8361, 8361, 65377, 65470, 65474, 65479, 65482, 65487, 65490, 65495, 65498, 65500, 65512, 65518]));

const lookup_data_narrowMinimalCodePoint = 32;
const lookup_data_narrowMaximumCodePoint = 10630;
const lookup_data_narrowRanges = (/* unused pure expression or super */ null && ([32, 126, 162, 163, 165, 166, 172, 172, 175, 175, 10214, 10221, 10629, 10630]));

const wideMinimalCodePoint = 4352;
const wideMaximumCodePoint = 262141;
const wideRanges = [4352, 4447, 8986, 8987, 9001, 9002, 9193, 9196, 9200, 9200, 9203, 9203, 9725, 9726, 9748, 9749, 9776, 9783, 9800, 9811, 9855, 9855, 9866, 9871, 9875, 9875, 9889, 9889, 9898, 9899, 9917, 9918, 9924, 9925, 9934, 9934, 9940, 9940, 9962, 9962, 9970, 9971, 9973, 9973, 9978, 9978, 9981, 9981, 9989, 9989, 9994, 9995, 10024, 10024, 10060, 10060, 10062, 10062, 10067, 10069, 10071, 10071, 10133, 10135, 10160, 10160, 10175, 10175, 11035, 11036, 11088, 11088, 11093, 11093, 11904, 11929, 11931, 12019, 12032, 12245, 12272, 12287, 12289, 12350, 12353, 12438, 12441, 12543, 12549, 12591, 12593, 12686, 12688, 12773, 12783, 12830, 12832, 12871, 12880, 42124, 42128, 42182, 43360, 43388, 44032, 55203, 63744, 64255, 65040, 65049, 65072, 65106, 65108, 65126, 65128, 65131, 94176, 94180, 94192, 94198, 94208, 101594, 101631, 101664, 101760, 101874, 101888, 102801, 102816, 102866, 110576, 110579, 110581, 110587, 110589, 110590, 110592, 110888, 110898, 110898, 110928, 110930, 110933, 110933, 110948, 110952, 110960, 111355, 119552, 119638, 119648, 119670, 126980, 126980, 127183, 127183, 127374, 127374, 127377, 127386, 127406, 127406, 127488, 127490, 127504, 127547, 127552, 127560, 127568, 127569, 127584, 127589, 127744, 127776, 127789, 127797, 127799, 127868, 127870, 127891, 127904, 127946, 127951, 127955, 127968, 127984, 127988, 127988, 127992, 128062, 128064, 128064, 128066, 128252, 128255, 128317, 128331, 128334, 128336, 128359, 128378, 128378, 128405, 128406, 128420, 128420, 128507, 128591, 128640, 128709, 128716, 128716, 128720, 128722, 128725, 128729, 128732, 128735, 128747, 128748, 128756, 128764, 128986, 128986, 128992, 129003, 129008, 129008, 129292, 129338, 129340, 129349, 129351, 129535, 129648, 129660, 129664, 129734, 129736, 129736, 129740, 129757, 129759, 129771, 129775, 129786, 131072, 196605, 196608, 262141];

;// CONCATENATED MODULE: ./node_modules/get-east-asian-width/utilities.js
/**
Binary search on a sorted flat array of [start, end] pairs.

@param {number[]} ranges - Flat array of inclusive [start, end] range pairs, e.g. [0, 5, 10, 20].
@param {number} codePoint - The value to search for.
@returns {boolean} Whether the value falls within any of the ranges.
*/
const utilities_isInRange = (ranges, codePoint) => {
	let low = 0;
	let high = Math.floor(ranges.length / 2) - 1;
	while (low <= high) {
		const mid = Math.floor((low + high) / 2);
		const i = mid * 2;
		if (codePoint < ranges[i]) {
			high = mid - 1;
		} else if (codePoint > ranges[i + 1]) {
			low = mid + 1;
		} else {
			return true;
		}
	}

	return false;
};

;// CONCATENATED MODULE: ./node_modules/get-east-asian-width/lookup.js



const commonCjkCodePoint = 0x4E_00;
const [wideFastPathStart, wideFastPathEnd] = /* #__PURE__ */ findWideFastPathRange(wideRanges);

// Use a hot-path range so common `isWide` calls can skip binary search.
// The range containing U+4E00 covers common CJK ideographs;
// fallback to the largest range for resilience to Unicode table changes.
function findWideFastPathRange(ranges) {
	let fastPathStart = ranges[0];
	let fastPathEnd = ranges[1];

	for (let index = 0; index < ranges.length; index += 2) {
		const start = ranges[index];
		const end = ranges[index + 1];

		if (
			commonCjkCodePoint >= start
			&& commonCjkCodePoint <= end
		) {
			return [start, end];
		}

		if ((end - start) > (fastPathEnd - fastPathStart)) {
			fastPathStart = start;
			fastPathEnd = end;
		}
	}

	return [fastPathStart, fastPathEnd];
}

const isAmbiguous = codePoint => {
	if (
		codePoint < ambiguousMinimalCodePoint
		|| codePoint > ambiguousMaximumCodePoint
	) {
		return false;
	}

	return utilities_isInRange(ambiguousRanges, codePoint);
};

const isFullwidth = codePoint => {
	if (
		codePoint < fullwidthMinimalCodePoint
		|| codePoint > fullwidthMaximumCodePoint
	) {
		return false;
	}

	return utilities_isInRange(fullwidthRanges, codePoint);
};

const isHalfwidth = codePoint => {
	if (
		codePoint < halfwidthMinimalCodePoint
		|| codePoint > halfwidthMaximumCodePoint
	) {
		return false;
	}

	return isInRange(halfwidthRanges, codePoint);
};

const isNarrow = codePoint => {
	if (
		codePoint < narrowMinimalCodePoint
		|| codePoint > narrowMaximumCodePoint
	) {
		return false;
	}

	return isInRange(narrowRanges, codePoint);
};

const isWide = codePoint => {
	if (
		codePoint >= wideFastPathStart
		&& codePoint <= wideFastPathEnd
	) {
		return true;
	}

	if (
		codePoint < wideMinimalCodePoint
		|| codePoint > wideMaximumCodePoint
	) {
		return false;
	}

	return utilities_isInRange(wideRanges, codePoint);
};

function lookup_getCategory(codePoint) {
	if (isAmbiguous(codePoint)) {
		return 'ambiguous';
	}

	if (isFullwidth(codePoint)) {
		return 'fullwidth';
	}

	if (isHalfwidth(codePoint)) {
		return 'halfwidth';
	}

	if (isNarrow(codePoint)) {
		return 'narrow';
	}

	if (isWide(codePoint)) {
		return 'wide';
	}

	return 'neutral';
}

;// CONCATENATED MODULE: ./node_modules/get-east-asian-width/index.js


function validate(codePoint) {
	if (!Number.isSafeInteger(codePoint)) {
		throw new TypeError(`Expected a code point, got \`${typeof codePoint}\`.`);
	}
}

function eastAsianWidthType(codePoint) {
	validate(codePoint);

	return getCategory(codePoint);
}

function eastAsianWidth(codePoint, {ambiguousAsWide = false} = {}) {
	validate(codePoint);

	if (
		isFullwidth(codePoint)
		|| isWide(codePoint)
		|| (ambiguousAsWide && isAmbiguous(codePoint))
	) {
		return 2;
	}

	return 1;
}

// Private exports for https://github.com/sindresorhus/is-fullwidth-code-point


;// CONCATENATED MODULE: ./node_modules/string-width/index.js



/**
Logic:
- Segment graphemes to match how terminals render clusters.
- Width rules:
	1. Skip non-printing clusters (Default_Ignorable, Control, pure nonspacing/enclosing Mark, lone Surrogates). Tabs are ignored by design.
	2. RGI emoji clusters (\p{RGI_Emoji}) are double-width.
	3. Minimally-qualified/unqualified emoji clusters (ZWJ sequences with 2+ Extended_Pictographic, or keycap sequences) are double-width.
	4. Hangul jamo collapse each standard modern Hangul L+V or L+V+T syllable piece to width 2.
	   Unmatched repeated leading/vowel/trailing jamo stay additive because that matches how the terminals we target render them.
	5. Otherwise use East Asian Width of the cluster's first visible code point, and add widths for trailing spacing marks and Halfwidth/Fullwidth Forms within the same cluster (e.g., dakuten/handakuten/prolonged sound mark).
*/

const segmenter = new Intl.Segmenter();

// Matches a visible (printing) character. Used to find the base scalar of a cluster (skipping leading Prepend/Format/Marks) and to detect whole-cluster zero-width.
// Intentionally a single negated class without a quantifier: a repeated pattern like `^(?:…|…)+$` backtracks exponentially on overlapping properties, and even `^[…]+$` overflows V8's backtrack stack (RangeError) on clusters with millions of marks.
const visibleCharacterRegex = /[^\p{Default_Ignorable_Code_Point}\p{Control}\p{Format}\p{Nonspacing_Mark}\p{Enclosing_Mark}\p{Surrogate}]/v;
const spacingMarkRegex = /\p{Spacing_Mark}/v;

// RGI emoji sequences
const rgiEmojiRegex = /^\p{RGI_Emoji}$/v;

// Detect minimally-qualified/unqualified emoji sequences (missing VS16 but still render as double-width)
const unqualifiedKeycapRegex = /^[\d#*]\u20E3$/;
const extendedPictographicRegex = /\p{Extended_Pictographic}/gu;

function isDoubleWidthNonRgiEmojiSequence(segment) {
	// Real emoji clusters are < 30 chars; guard against pathological input
	if (segment.length > 50) {
		return false;
	}

	if (unqualifiedKeycapRegex.test(segment)) {
		return true;
	}

	// ZWJ sequences with 2+ Extended_Pictographic
	if (segment.includes('\u200D')) {
		const pictographics = segment.match(extendedPictographicRegex);
		return pictographics !== null && pictographics.length >= 2;
	}

	return false;
}

// Returns the cluster starting at its first visible character, or `undefined` if the whole cluster is zero-width.
function baseVisible(segment) {
	const index = segment.search(visibleCharacterRegex);
	return index === -1 ? undefined : segment.slice(index);
}

function isHangulLeadingJamo(codePoint) {
	return (codePoint >= 0x11_00 && codePoint <= 0x11_5F)
		|| (codePoint >= 0xA9_60 && codePoint <= 0xA9_7C);
}

function isHangulVowelJamo(codePoint) {
	return (codePoint >= 0x11_60 && codePoint <= 0x11_A7)
		|| (codePoint >= 0xD7_B0 && codePoint <= 0xD7_C6);
}

function isHangulTrailingJamo(codePoint) {
	return (codePoint >= 0x11_A8 && codePoint <= 0x11_FF)
		|| (codePoint >= 0xD7_CB && codePoint <= 0xD7_FB);
}

function isHangulJamo(codePoint) {
	return isHangulLeadingJamo(codePoint)
		|| isHangulVowelJamo(codePoint)
		|| isHangulTrailingJamo(codePoint);
}

function hangulClusterWidth(visibleSegment, eastAsianWidthOptions) {
	const codePoints = [];

	for (const character of visibleSegment) {
		if (!visibleCharacterRegex.test(character)) {
			continue;
		}

		codePoints.push(character.codePointAt(0));
	}

	if (codePoints.length === 0) {
		return undefined;
	}

	let width = 0;

	for (let index = 0; index < codePoints.length; index++) {
		const codePoint = codePoints[index];
		if (!isHangulJamo(codePoint)) {
			if (width === 0) {
				return undefined;
			}

			// Mixed cluster (e.g., L + precomposed syllable): use EAW for non-jamo remainder
			for (let remaining = index; remaining < codePoints.length; remaining++) {
				width += eastAsianWidth(codePoints[remaining], eastAsianWidthOptions);
			}

			return width;
		}

		// Modern Hangul L+V(+T) shapes as one syllable block. Unmatched jamo stay additive:
		// U+1100 U+1100 U+1161 => U+1100 + (U+1100 U+1161) => 2 + 2.
		if (
			isHangulLeadingJamo(codePoint)
			&& isHangulVowelJamo(codePoints[index + 1])
		) {
			width += 2;
			index += isHangulTrailingJamo(codePoints[index + 2]) ? 2 : 1;
			continue;
		}

		width += eastAsianWidth(codePoint, eastAsianWidthOptions);
	}

	return width;
}

function trailingWidth(visibleSegment, eastAsianWidthOptions) {
	let extra = 0;
	let first = true;

	for (const character of visibleSegment) {
		if (first) {
			first = false;
			continue;
		}

		if (
			spacingMarkRegex.test(character)
			|| (character >= '\uFF00' && character <= '\uFFEF')
		) {
			extra += eastAsianWidth(character.codePointAt(0), eastAsianWidthOptions);
		}
	}

	return extra;
}

function stringWidth(input, options = {}) {
	if (typeof input !== 'string' || input.length === 0) {
		return 0;
	}

	const {
		ambiguousIsNarrow = true,
		countAnsiEscapeCodes = false,
	} = options;

	let string = input;

	// Avoid calling stripAnsi when there are no ANSI escape sequences (ESC = 0x1B, CSI = 0x9B)
	if (!countAnsiEscapeCodes && (string.includes('\u001B') || string.includes('\u009B'))) {
		string = stripAnsi(string);
	}

	if (string.length === 0) {
		return 0;
	}

	// Fast path: printable ASCII (0x20–0x7E) needs no segmenter, regex, or EAW lookup — width equals length.
	if (/^[\u0020-\u007E]*$/.test(string)) {
		return string.length;
	}

	let width = 0;
	const eastAsianWidthOptions = {ambiguousAsWide: !ambiguousIsNarrow};

	for (const {segment} of segmenter.segment(string)) {
		// Zero-width / non-printing clusters
		const visibleSegment = baseVisible(segment);
		if (visibleSegment === undefined) {
			continue;
		}

		// Emoji width logic
		if (rgiEmojiRegex.test(segment) || isDoubleWidthNonRgiEmojiSequence(segment)) {
			width += 2;
			continue;
		}

		const hangulWidth = hangulClusterWidth(visibleSegment, eastAsianWidthOptions);
		if (hangulWidth !== undefined) {
			width += hangulWidth;
			continue;
		}

		// Everything else: EAW of the cluster’s first visible scalar
		const codePoint = visibleSegment.codePointAt(0);
		width += eastAsianWidth(codePoint, eastAsianWidthOptions);

		// Add width for trailing spacing marks and Halfwidth/Fullwidth Forms (e.g., ﾞ, ﾟ, ｰ)
		width += trailingWidth(visibleSegment, eastAsianWidthOptions);
	}

	return width;
}


/***/ })

};
