export const id = 866;
export const ids = [866];
export const modules = {

/***/ 9773:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ arrivalsOf)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var _shared_io_handover_arrivals_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8227);
/* harmony import */ var _shared_io_handover_from_jobs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4066);
/* harmony import */ var _environment_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8466);
/** What other jobs of this workflow run left, where the workflow's steps put it. */




function arrivalsOf(here) {
    const { surroundings, changesWorkflows, landsByItself = true, unpacked = true, ...known } = here;
    const { folder, runAttempt, serverUrl, repository: name, runId, retentionDays } = surroundings;
    const withoutWorkflows = {
        retentionDays: retentionDays ?? null,
        ...(landsByItself ? BY_ITSELF : BY_TOKEN),
    };
    return (0,_shared_io_handover_from_jobs_js__WEBPACK_IMPORTED_MODULE_2__/* .arrivalsFromJobs */ .l7)({
        ...known,
        folder: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(folder, _environment_js__WEBPACK_IMPORTED_MODULE_3__.PLACES.tasks),
        runAttempt,
        missing: unpacked ? _shared_io_handover_arrivals_js__WEBPACK_IMPORTED_MODULE_1__/* .NO_RESULT */ .AC : 'its job left no result that could be unpacked',
        withoutWorkflows: changesWorkflows ? null : withoutWorkflows,
        log: `${serverUrl}/${name}/actions/runs/${runId}`,
    });
}
const BY_ITSELF = { pusher: 'the token of a job', hint: 'set the secret BRAID_LANDING_TOKEN' };
const BY_TOKEN = {
    pusher: 'the token in BRAID_LANDING_TOKEN',
    hint: "give that token the permission to change workflows (a person's the scope `workflow`, an App's `workflows: write`)",
};


/***/ }),

/***/ 4637:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ Driver)
/* harmony export */ });
/* harmony import */ var _run_transition_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7839);
/* harmony import */ var _run_wanted_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3259);


/** How often an effect may end without its answer before that is called a bug. */
const SILENCE_LIMIT = 3;
class Driver {
    #options;
    #running = new Map();
    #silences = new Map();
    #incoming = [];
    #state = null;
    #version = null;
    #stale = false;
    #failure = null;
    #wake = () => { };
    constructor(options) {
        this.#options = options;
    }
    get state() {
        return this.#state;
    }
    /** An event from outside, such as a wish to cancel. */
    submit(event) {
        this.#incoming.push(event);
        this.#wake();
    }
    /** Someone else appended to the journal. */
    reload() {
        this.#stale = true;
        this.#wake();
    }
    /** Resolves with the state when nothing is outstanding. Rejects with what an effect threw, after the others have ended. */
    async run(first = []) {
        await this.#load();
        // A wish to cancel may have come in while the journal was read.
        this.#incoming.unshift(...first);
        for (;;) {
            if (this.#stale)
                await this.#load();
            while (this.#incoming.length > 0)
                await this.#take(this.#incoming.splice(0));
            this.#reconcile();
            if (this.#running.size === 0 && this.#incoming.length === 0)
                break;
            await new Promise(resolve => {
                this.#wake = resolve;
                if (this.#incoming.length > 0 || this.#stale)
                    resolve();
            });
        }
        if (this.#failure !== null)
            throw this.#failure.error;
        if ((0,_run_wanted_js__WEBPACK_IMPORTED_MODULE_1__/* .isStuck */ .ZD)(this.#state))
            throw new Error(`run ${this.#state?.run} is not at its end, and nothing is left that could bring it there`);
        return this.#state;
    }
    async #load() {
        this.#stale = false;
        const { events, version } = await this.#options.journal.read();
        this.#state = (0,_run_transition_js__WEBPACK_IMPORTED_MODULE_0__/* .replay */ .e)(events);
        this.#version = version;
        this.#options.loaded?.(this.#state);
    }
    /** Steps over the events and appends those that changed something; when someone else was faster, again from what they wrote. */
    async #take(events) {
        for (;;) {
            const steps = this.#step(events);
            const last = steps.at(-1);
            if (last === undefined)
                return;
            const appended = await this.#options.journal.append(steps.map(step => step.event), this.#version);
            if (appended.kind === 'appended') {
                this.#version = appended.version;
                this.#state = last.after;
                for (const { before, event, after } of steps)
                    this.#options.observe?.(before, event, after);
                return;
            }
            await this.#load();
        }
    }
    #step(events) {
        let before = this.#state;
        return events.flatMap(event => {
            const after = (0,_run_transition_js__WEBPACK_IMPORTED_MODULE_0__/* .transition */ .k)(before, event).state;
            if (after === before)
                return [];
            const step = { before, event, after };
            before = after;
            return [step];
        });
    }
    /** Starts what is wanted and not under way, in order, and ends what is under way and no longer wanted. */
    #reconcile() {
        const wanted = this.#failure === null ? (0,_run_wanted_js__WEBPACK_IMPORTED_MODULE_1__/* .wantedEffects */ .W4)(this.#state) : [];
        const keys = new Set(wanted.map(effect => effect.key));
        for (const [key, controller] of this.#running)
            if (!keys.has(key))
                controller.abort('stop');
        for (const effect of wanted)
            if (!this.#running.has(effect.key) && !this.#options.defers?.(effect))
                this.#start(effect);
    }
    #start(effect) {
        const silences = this.#silences.get(effect.key) ?? 0;
        // A stop has no answer of its own: once asked for, it is up to what it stops.
        if (effect.kind === 'stop' && silences > 0)
            return;
        if (silences >= SILENCE_LIMIT) {
            this.#failure ??= {
                error: new Error(`the effect ${effect.key} ended ${silences} times without an answer`),
            };
            return;
        }
        const controller = new AbortController();
        this.#running.set(effect.key, controller);
        const emit = (event) => this.submit(event);
        Promise.resolve()
            .then(() => this.#options.perform(effect, emit, controller.signal))
            .catch((error) => {
            this.#failure ??= { error };
        })
            .finally(() => {
            this.#running.delete(effect.key);
            this.#silences.set(effect.key, silences + 1);
            this.#wake();
        });
    }
}


/***/ }),

/***/ 4066:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   PC: () => (/* binding */ handedVerdicts),
/* harmony export */   PU: () => (/* binding */ sentTasks),
/* harmony export */   _n: () => (/* binding */ VERDICTS_FILE),
/* harmony export */   l7: () => (/* binding */ arrivalsFromJobs)
/* harmony export */ });
/* unused harmony export artifactName */
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _run_wanted_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3259);
/* harmony import */ var _arrivals_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8227);
/* harmony import */ var _handed_over_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5416);
/* harmony import */ var _hop_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8762);
/** What the jobs of a workflow run left, as artifacts that were unpacked: a folder for each, whoever brought them here. */






const VERDICTS_FILE = 'verdicts.json';
/** Pushing a change in it takes a permission that GitHub gives to no job's token. */
const WORKFLOWS = '.github/workflows/';
function arrivalsFromJobs(jobs) {
    const { run, repository, state, sent, folder, runAttempt, withoutWorkflows, missing, log, refused } = jobs;
    const attempts = Array.from({ length: runAttempt }, (_, index) => runAttempt - index);
    return new _arrivals_js__WEBPACK_IMPORTED_MODULE_3__/* .Arrivals */ .V$({
        repository,
        run,
        folders: ({ task, attempt }) => attempts.map(each => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, artifactName({ run, task, attempt }, each))),
        wasSent: ({ key }) => sent.has(key),
        missing: ({ task, attempt }) => {
            const reasons = attempts.flatMap(each => refused?.get(artifactName({ run, task, attempt }, each)) ?? []);
            return reasons[0] === undefined ? missing : `what its job left could not be taken: ${reasons[0]}`;
        },
        unpushable: ({ task, attempt }, files) => {
            const path = withoutWorkflows === null ? undefined : files.find(each => each.startsWith(WORKFLOWS));
            if (withoutWorkflows === null || path === undefined)
                return null;
            return forbidden(path, artifactName({ run, task, attempt }, runAttempt), withoutWorkflows);
        },
        config: () => state().config,
        isCancelled: () => state().cancel !== null,
        now: Date.now,
        log,
    });
}
function forbidden(path, artifact, { pusher, hint, retentionDays }) {
    const until = retentionDays === null
        ? 'for as long as the repository keeps artifacts'
        : `until ${new Date(Date.now() + retentionDays * 86_400_000).toISOString().slice(0, 10)}`;
    const kept = `its work is kept in the artifact ${artifact} of its workflow run ${until}`;
    return `changed ${path}, which ${pusher} may not push: ${kept}. Hint: ${hint}`;
}
/** One for each time that the job was run. */
function artifactName({ run, task, attempt }, runAttempt) {
    return `braid-${run}-${task}-${attempt}-${runAttempt}`;
}
/** `matrix`: JSON, as it was dispatched; null or empty: no tasks. */
function sentTasks(matrix) {
    const entries = (0,_hop_js__WEBPACK_IMPORTED_MODULE_5__/* .parseMatrix */ .z5)(matrix || '[]');
    if (entries === null)
        throw new Error('expected the matrix as it was dispatched, found something else');
    return new Set(entries.map(({ task, attempt }) => (0,_run_wanted_js__WEBPACK_IMPORTED_MODULE_2__/* .dispatchKey */ .Y_)({ task: { id: task } }, { number: attempt })));
}
/** Of all jobs that verified; a file that is not as it should be says nothing. `folder`: of their artifacts; `log`: of their jobs. */
async function handedVerdicts(folder, { run, log }) {
    const names = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)(folder).catch(() => []);
    const found = await Promise.all(
    // The newest of each job comes first, and the first verdict on a tree counts.
    [...names]
        .sort()
        .reverse()
        .map(name => (0,_handed_over_js__WEBPACK_IMPORTED_MODULE_4__/* .readVerdicts */ .Hk)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, name, VERDICTS_FILE), run, log)));
    return found.flatMap(each => (each.kind === 'read' ? [each.value] : []));
}


/***/ }),

/***/ 9151:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  c: () => (/* binding */ chain)
});

// EXTERNAL MODULE: ./build/shared/io/journal/ref-transaction.js
var ref_transaction = __webpack_require__(1057);
// EXTERNAL MODULE: ./build/shared/io/merging/conflict.js + 3 modules
var conflict = __webpack_require__(9853);
// EXTERNAL MODULE: ./build/shared/io/merging/loose-object.js
var loose_object = __webpack_require__(8663);
// EXTERNAL MODULE: ./build/shared/io/merging/merge-output.js
var merge_output = __webpack_require__(1283);
// EXTERNAL MODULE: ./build/shared/io/merging/merge-pair.js
var merge_pair = __webpack_require__(4650);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:string_decoder"
var external_node_string_decoder_ = __webpack_require__(6193);
// EXTERNAL MODULE: ./node_modules/execa/index.js + 131 modules
var execa = __webpack_require__(6993);
// EXTERNAL MODULE: ./build/shared/io/merging/attributes.js
var attributes = __webpack_require__(3540);
// EXTERNAL MODULE: ./build/shared/io/merging/merge-directory.js
var merge_directory = __webpack_require__(3055);
;// CONCATENATED MODULE: ./build/shared/io/merging/merge-stream.js
/**
 * One `git merge-tree --stdin` process that merges pair after pair, each of which may build on the answer before it. It
 * starts once, and keeps the history it has read: both cost more than a merge. Errors are not read from it: who gets no
 * answer asks git again with a process of its own.
 */








/** The padding is larger than any output buffer known; should one be larger still, it is filled by padding again. */
const PATIENCE_MS = 1_000;
async function openMergeStream(directory) {
    const objects = await (0,merge_directory/* makeScratch */.lP)(directory);
    const padding = await writePadding({ objects, objectFormat: directory.repository.objectFormat });
    const git = startGit(directory, objects);
    return {
        async merge(head, commit) {
            const answer = git.ask(`${head} ${commit}`);
            void git.ask(padding);
            const filling = setInterval(() => void git.ask(padding), PATIENCE_MS);
            return answer.finally(() => clearInterval(filling));
        },
        async close() {
            await git.end();
            await (0,promises_.rm)(objects, { recursive: true, force: true });
        },
    };
}
function startGit(directory, objects) {
    const child = (0,execa/* execa */.Ho)('git', ['merge-tree', '--write-tree', '-z', '--stdin'], {
        cwd: directory.path,
        env: { ...directory.env, GIT_ALTERNATE_OBJECT_DIRECTORIES: (0,attributes/* writeQuoted */.kd)(objects) },
        extendEnv: false,
        stdin: 'pipe',
        stderr: 'ignore',
        buffer: false,
        reject: false,
    });
    const waiting = [];
    const reader = new ResultReader();
    child.stdout.on('data', (chunk) => {
        try {
            for (const result of reader.read(chunk))
                waiting.shift()?.(result);
        }
        catch {
            child.kill(); // What cannot be read here is an error where it is asked for again.
        }
    });
    // It may be over before it has read everything; then its answers are missing.
    child.stdin.on('error', () => { });
    let over = false;
    const end = child.then(() => {
        over = true;
        for (const answer of waiting.splice(0))
            answer(null);
    });
    return {
        ask: pair => new Promise(resolve => {
            if (over)
                return resolve(null);
            waiting.push(resolve);
            child.stdin.write(`${pair}\n`);
        }),
        end: () => {
            child.stdin.end();
            return end;
        },
    };
}
/** Puts results together from the parts in which they come. */
class ResultReader {
    #decoder = new external_node_string_decoder_.StringDecoder('utf8');
    #unread = '';
    #last = '';
    read(chunk) {
        const text = this.#decoder.write(chunk);
        // Only two NULs in a row can end a result: a long one is not looked through again with each of its parts.
        const mayEnd = (this.#last + text).includes('\0\0');
        this.#last = text.slice(-1);
        this.#unread += text;
        if (!mayEnd)
            return [];
        const { results, rest } = (0,merge_output/* readResults */.x8)(this.#unread);
        this.#unread = rest;
        return results;
    }
}
/**
 * A pair of commits whose merge prints about 20,000 bytes. Older versions of git write an answer only when their output
 * buffer is full (4,096 bytes on Linux): this pair after each real one fills it. Its objects are in a store of their own
 * and random: git does not write what it finds in any store, so nothing of a real merge may ever equal them.
 */
async function writePadding(store) {
    const nonce = (0,external_node_crypto_.randomUUID)();
    const blob = (content) => (0,loose_object/* writeObject */.p)(store, { type: 'blob', content: Buffer.from(`${nonce} ${content}`) });
    const kept = await blob('kept');
    const commit = async (changed, parents) => {
        const long = changed === null ? [] : treeEntry('padding'.padEnd(4_000, '-'), await blob(changed));
        const tree = await (0,loose_object/* writeObject */.p)(store, {
            type: 'tree',
            content: Buffer.concat([...treeEntry('kept', kept), ...long]),
        });
        return (0,loose_object/* writeCommit */.r)(store, { tree, parents, message: 'Padding', date: '0' });
    };
    const base = await commit('before', []);
    // Deleted by one side and changed by the other.
    return `${await commit(null, [base])} ${await commit('after', [base])}`;
}
function treeEntry(name, blob) {
    return [Buffer.from(`100644 ${name}\0`), Buffer.from(blob, 'hex')];
}

;// CONCATENATED MODULE: ./build/shared/io/merge.js






/** Braid moves branches of its own and no others. */
const BRANCHES = 'refs/heads/braid/';
/**
 * Merges the effect's units onto a commit, one merge commit per link. A unit that conflicts is left out whole, and the next
 * goes on from where the one before it ended. Throws when git fails, a commit is missing, or histories are unrelated.
 */
async function chain(directory, effect, options) {
    const commits = await readCommits(directory, effect);
    const branch = effect.branch === null ? null : braidBranch(effect.branch);
    let head = { commit: effect.onto, tree: known(commits, effect.onto).tree };
    const steps = [];
    const stream = await openMergeStream(directory);
    try {
        for (const unit of effect.units) {
            const step = await mergeUnit(unit, { directory, stream, commits, head, run: options.run });
            if (step.kind === 'merged')
                head = step.after;
            steps.push(step);
        }
    }
    finally {
        await stream.close();
    }
    if (branch !== null) {
        await directory.repository.git.run(['update-ref', '-m', 'braid: chain', branch, head.commit]);
    }
    return { steps };
}
/** All in one process; what is not a commit of this repository is an error before anything is merged. */
async function readCommits({ git }, { onto, units }) {
    const ids = new Set([onto, ...units.flatMap(unit => unit.links.flatMap(link => link.commit ?? []))]);
    requireIds([...ids]);
    const input = [...ids].map(id => `${id}\n`).join('');
    const log = await git.run(['log', '--no-walk=unsorted', '--format=%H %T %ct', '--stdin'], { input });
    const commits = new Map();
    for (const line of log.split('\n')) {
        const [id, tree, date = ''] = line.split(' ');
        if ((0,merge_output/* isObjectId */.TS)(id) && (0,merge_output/* isObjectId */.TS)(tree))
            commits.set(id, { tree, date });
    }
    for (const id of ids)
        known(commits, id);
    return commits;
}
function requireIds(ids) {
    const wrong = ids.find(id => !(0,merge_output/* isObjectId */.TS)(id));
    if (wrong !== undefined)
        throw new Error(`expected a full object id to merge, found \`${wrong}\``);
}
function known(commits, id) {
    const commit = commits.get(id);
    if (commit === undefined)
        throw new Error(`expected a commit to merge, found another object: ${id}`);
    return commit;
}
async function mergeUnit(unit, place) {
    let { head } = place;
    const merges = [];
    for (const link of unit.links) {
        const merged = await mergeLink(link, { ...place, head });
        if (merged.kind === 'conflict')
            return { ...merged, unit: unit.name, link: link.name };
        head = merged.after;
        merges.push({ link: link.name, commit: link.commit === null ? null : head.commit });
    }
    return { kind: 'merged', unit: unit.name, merges, after: head };
}
/** A commit that the head contains already is merged: its merge is the head itself. */
async function mergeLink({ commit, message }, place) {
    const { directory, commits, head, run } = place;
    if (commit === null)
        return { kind: 'merged', after: head };
    const merge = await mergeTrees(place, head.commit, commit);
    if (merge.kind === 'conflict') {
        const failed = { run, head: head.commit, commit, output: merge.output };
        return { kind: 'conflict', files: await (0,conflict/* describeConflict */.we)(directory.git, failed) };
    }
    // Containment is asked for only where it is possible: its merge changes nothing.
    if (merge.tree === head.tree && (await (0,ref_transaction/* contains */.gR)(directory.git, { commit: head.commit, part: commit }))) {
        return { kind: 'merged', after: head };
    }
    const date = known(commits, commit).date;
    const parents = [head.commit, commit];
    const id = await (0,loose_object/* writeCommit */.r)(directory.repository, { tree: merge.tree, parents, message, date });
    return { kind: 'merged', after: { commit: id, tree: merge.tree } };
}
async function mergeTrees({ directory, stream }, head, commit) {
    const answer = await stream.merge(head, commit);
    if (answer !== null)
        return answer;
    return (0,merge_pair/* mergePair */.b)(directory.git, head, commit);
}
function braidBranch(branch) {
    const ref = branch.startsWith('refs/') ? branch : `refs/heads/${branch}`;
    if (ref.startsWith(BRANCHES))
        return ref;
    throw new Error(`expected a branch under ${BRANCHES} to move, found ${branch}`);
}


/***/ }),

/***/ 7468:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ makePerform)
/* harmony export */ });
/* harmony import */ var _assert_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5236);
/** One exhaustive switch over effects, given the host's ports: turns each into calls and their answers into events. */

function makePerform(ports) {
    return (effect, emit, signal) => perform(ports, effect, { emit, signal });
}
async function perform(ports, effect, { emit, signal }) {
    const now = () => ports.clock.now();
    switch (effect.kind) {
        case 'dispatch': {
            const { task, attempt } = effect;
            const started = (at = now()) => emit({ type: 'attempt-started', at, task, attempt });
            let endedAt = null;
            const ended = (at) => {
                endedAt = at;
            };
            // Given up by the driver after a failure elsewhere: its work is kept, and told to whoever goes on.
            signal.addEventListener('abort', () => ports.attempts.stop(effect.key), { once: true });
            const evidence = await ports.attempts.run(effect, started, ended);
            return emit({ type: 'attempt-ended', at: endedAt ?? now(), task, attempt, evidence });
        }
        case 'stop':
            return ports.attempts.stop(effect.target);
        case 'wait':
            await ports.clock.until(effect.until, signal);
            return emit({ type: 'waited', at: now(), task: effect.task, attempt: effect.attempt });
        case 'check-backend': {
            const health = await ports.backends.check(effect.backend);
            return emit({ type: 'backend-checked', at: now(), backend: effect.backend, health });
        }
        case 'rest':
            await ports.clock.until(effect.until, signal);
            return emit({ type: 'rested', at: now(), backend: effect.backend, until: effect.until });
        case 'chain':
            return emit({ type: 'chained', at: now(), key: effect.key, result: await ports.merger.chain(effect) });
        case 'verify': {
            const { tree, trial } = effect;
            const { verdict, durationMs } = await ports.verifier.verify(effect, signal);
            return emit({ type: 'verified', at: now(), tree, trial, verdict, durationMs });
        }
        case 'publish': {
            const remark = await ports.target.publish(effect.commit);
            return emit({ type: 'published', at: now(), commit: effect.commit, remark });
        }
        case 'inspect-target': {
            const target = await ports.target.inspect(effect);
            return emit({ type: 'target-inspected', at: now(), inspection: effect.inspection, target });
        }
        case 'land':
            return emit({
                type: 'landed',
                at: now(),
                landing: effect.landing,
                result: await ports.target.land(effect),
            });
        case 'report':
            await ports.reporter.report(effect.report);
            return emit({ type: 'reported', at: now(), report: effect.report });
        default:
            return (0,_assert_js__WEBPACK_IMPORTED_MODULE_0__/* .assertNever */ .x)(effect);
    }
}


/***/ })

};
