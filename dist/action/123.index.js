export const id = 123;
export const ids = [123,466];
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

/***/ 5857:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  A: () => (/* binding */ openDesk),
  e: () => (/* binding */ openGitHubHere)
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

;// CONCATENATED MODULE: ./build/shared/io/github/api/problem.js
/**
 * What GitHub refuses or fails to do: a code for programs, words and a next step for people. Made from Octokit's errors in
 * one place, so that nobody else reads statuses and messages.
 */

/** Holds no token, no address and nothing of the request: it may be shown to everybody. */
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
const failureSchema = schemas/* object */.Ikc({
    message: schemas/* string */.YjP(),
    status: schemas/* number */.aig(),
    response: schemas/* object */.Ikc({ headers: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* unknown */.L5J()), data: schemas/* unknown */.L5J() })
        .optional()
        .catch(undefined),
});
const bodySchema = schemas/* object */.Ikc({
    message: schemas/* string */.YjP(),
    errors: schemas/* union */.KCZ([
        schemas/* array */.YOg(schemas/* union */.KCZ([
            schemas/* string */.YjP(),
            schemas/* object */.Ikc({
                message: schemas/* string */.YjP().nullish(),
                field: schemas/* string */.YjP().nullish(),
                code: schemas/* string */.YjP().nullish(),
            }),
        ])),
        schemas/* string */.YjP(),
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
    return { status, headers: response.headers, said: wordsOf(response.data) ?? message, answered: true };
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
    const origin = [failure.answered ? String(failure.status) : null, requestId && `request ${requestId}`];
    const behind = origin.filter(part => part !== null && part !== '').join(', ');
    const speaker = failure.answered ? 'GitHub says' : 'no answer,';
    return new GitHubProblem({
        code,
        message: `could not ${route.doing}: ${speaker} "${said}"${behind === '' ? '' : ` (${behind})`}`,
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
        const failure = readFailure(error);
        if (failure === null)
            return error;
        const conceal = (text) => this.#loaded?.conceal(text) ?? text;
        return classify(route, failure, { now: this.clock.now(), conceal });
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
            if (readFailure(error)?.status === 304)
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
        throw unexpectedAnswer(route, parsed.error);
    return parsed.data;
}

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
    cancelRun: route(`POST ${REPOSITORY}/actions/runs/{run_id}/cancel`, 'cancel the workflow run', 'actions: write'),
    artifacts: route(`GET ${REPOSITORY}/actions/runs/{run_id}/artifacts`, 'list the artifacts of the workflow run', 'actions: read'),
    downloadArtifact: route(`GET ${REPOSITORY}/actions/artifacts/{artifact_id}/zip`, 'download the artifact', 'actions: read'),
    viewer: route('POST /graphql', 'ask whose token this is', null),
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
/** Its zip. Sizes are those that others told: what comes is counted too, and no more than the limit is ever held. */
async function downloadArtifact(api, { id, size }, limitBytes) {
    if (size > limitBytes)
        throw tooLarge(limitBytes, size);
    for (let attempt = 1;; attempt++) {
        try {
            return await download(api, id, limitBytes);
        }
        catch (problem) {
            if (attempt === DOWNLOADS || !mayHaveHappened(problem))
                throw problem;
        }
    }
}
async function download(api, id, limitBytes) {
    const { length, body } = await api.stream(ROUTES.downloadArtifact, { artifact_id: id, archive_format: 'zip' }, DOWNLOAD_MS);
    const chunks = [];
    let received = 0;
    try {
        // Leaving the loop ends the transfer.
        for await (const chunk of body) {
            received += chunk.byteLength;
            if (received > limitBytes || (length ?? 0) > limitBytes)
                throw tooLarge(limitBytes, length);
            chunks.push(chunk);
        }
    }
    catch (error) {
        if (error instanceof GitHubProblem)
            throw error;
        throw brokenOff(received);
    }
    return Buffer.concat(chunks, received);
}
function tooLarge(limit, size) {
    const found = size === null ? 'more' : `${size}`;
    const message = `could not download the artifact: expected at most ${limit} bytes, found ${found}`;
    return refusedHere('too-large', message, 'Was it made by Braid? Look at what the task has uploaded.');
}
function brokenOff(received) {
    const message = `could not download the artifact: the transfer broke off after ${received} bytes`;
    return refusedHere('unavailable', message, 'Try again.');
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
            if (!mayHaveHappened(problem))
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
            const known = this.#known.get(key) ?? (await this.#find(wanted));
            if (known !== null) {
                this.#known.set(key, known);
                await this.#update(known, wanted);
                return known.place;
            }
            const { known: made, isNew } = await this.#create(wanted);
            this.#known.set(key, made);
            const isComplete = isNew && missingAnnotations(wanted.annotations, made.present).length === 0;
            if (!isComplete)
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
                if (!mayHaveHappened(problem) || look > LOOKS || page.length === 0)
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
            const text = `${wanted.marker}\n${wanted.body}`;
            const known = this.#known.get(key);
            const edited = known === undefined ? null : await this.#edit(known, text);
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
            if (problem instanceof GitHubProblem && problem.code === 'not-found')
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
        if (!(problem instanceof GitHubProblem && problem.code === 'not-found'))
            throw problem;
    }
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
        fork: repository === null || repository !== base.repo?.full_name,
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
        if (problem instanceof GitHubProblem && problem.code === 'not-found')
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
        if (problem instanceof GitHubProblem && problem.code === 'not-found')
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
const RUNS = 1000;
/** 204 without a body: a server that does not tell the run. */
const dispatchSchema = schemas/* union */.KCZ([
    schemas/* object */.Ikc({ workflow_run_id: schemas/* number */.aig() }).transform(answer => answer.workflow_run_id),
    schemas/* unknown */.L5J().transform(() => null),
]);
const runsSchema = schemas/* object */.Ikc({
    workflow_runs: schemas/* array */.YOg(schemas/* object */.Ikc({
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
    })),
})
    .transform(answer => answer.workflow_runs);
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
        throw refusedHere('validation', message, 'Put several values into one input.');
    }
    const size = JSON.stringify(inputs).length;
    if (size > INPUT_CHARACTERS) {
        const message = `could not start the workflow: expected inputs of at most ${INPUT_CHARACTERS} characters, found ${size}`;
        throw refusedHere('too-large', message, 'Hand over less: a smaller batch, or a reference to what is stored.');
    }
}
/** Newest first. */
function readWorkflowRuns(api, query) {
    const { workflow, ...filters } = query;
    const parameters = { workflow_id: workflow, ...filters };
    return api.readAll(ROUTES.workflowRuns, parameters, { schema: runsSchema, limit: RUNS });
}
/** `over`: it had ended by itself. */
async function cancelWorkflowRun(api, id) {
    try {
        await api.write(ROUTES.cancelRun, { run_id: id }, { schema: schemas/* unknown */.L5J(), isRepeatable: true });
        return 'asked';
    }
    catch (problem) {
        if (problem instanceof GitHubProblem && problem.code === 'conflict')
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
            // A call may ask for more time than usual.
            const signal = AbortSignal.timeout(Number(parameters.request.timeoutMs ?? timeoutMs));
            return request({ ...parameters, request: { ...parameters.request, signal } });
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
        cancelWorkflowRun: id => cancelWorkflowRun(api, id),
        artifacts: runId => readArtifacts(api, runId),
        downloadArtifact: (artifact, limitBytes) => downloadArtifact(api, artifact, limitBytes),
        calls: () => api.calls(),
    };
}



;// CONCATENATED MODULE: ./build/action/parts/github-here.js
/** GitHub for a job: the port with the job's token, and what the jobs that may write ask of it. */


/** Whom `GITHUB_TOKEN` writes as. */
const AUTHOR = 'github-actions[bot]';
function openHere({ surroundings: { repository, apiUrl }, token }) {
    const [owner = '', name = ''] = repository.split('/');
    return openGitHub({
        owner,
        name,
        client: () => actionsClient({ token, apiUrl }),
        clock: {
            now: Date.now,
            until: async (time, signal) => {
                await (0,promises_.setTimeout)(Math.max(0, time - Date.now()), undefined, { signal }).catch(() => { });
            },
        },
        author: AUTHOR,
    });
}
async function openGitHubHere(here) {
    const github = openHere(here);
    return {
        permission: login => github.permission(login),
        repository: () => github.repository(),
        pullRequest: async (number) => {
            const pull = await github.pullRequest(number);
            return pull === null ? null : { ...pull, head: { ...pull.head, sha: pull.head.sha } };
        },
    };
}
async function openDesk(here) {
    const github = openHere(here);
    return {
        putCheckRun: async (check) => void (await github.putCheckRun(check)),
        putComment: async (comment) => void (await github.putComment(comment)),
        react: (comment, content) => github.react(comment, content),
        removeLabel: (issue, label) => github.removeLabel(issue, label),
        dispatch: async ({ workflow, branch, inputs, title }) => {
            const find = async () => {
                const runs = await github.workflowRuns({ workflow, event: 'workflow_dispatch' });
                return runs.find(run => run.title === title)?.id ?? null;
            };
            await github.dispatch({ workflow, ref: branch, inputs, find });
        },
        activeRuns: async (workflow) => {
            const runs = await github.workflowRuns({ workflow });
            return runs.filter(({ status }) => status !== 'completed');
        },
        announcedRun: async () => null,
        cancelRun: async (id) => void (await github.cancelWorkflowRun(id)),
        openPullRequest: async () => {
            throw new Error('not supported yet');
        },
    };
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


/***/ })

};
