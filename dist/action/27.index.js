export const id = 27;
export const ids = [27];
export const modules = {

/***/ 8027:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   runTask: () => (/* binding */ runTask)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _shared_io_backends_registry_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4906);
/* harmony import */ var _shared_io_handover_arrivals_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8227);
/* harmony import */ var _shared_io_handover_bundle_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9677);
/* harmony import */ var _shared_io_handover_handed_over_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5416);
/* harmony import */ var _shared_io_handover_hop_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(8762);
/* harmony import */ var _shared_io_journal_run_refs_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(4615);
/* harmony import */ var _shared_io_local_left_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(2152);
/* harmony import */ var _shared_io_local_local_work_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(1423);
/* harmony import */ var _shared_io_output_secret_mask_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(1260);
/* harmony import */ var _shared_run_wanted_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(3259);
/* harmony import */ var _environment_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(8466);
/* harmony import */ var _job_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(6679);
/**
 * Makes one attempt, in a step that has no token: the backend runs in a tree of its own, its work is collected, and what came of
 * it is put where the next step uploads it. Whatever happens, there is a result.
 */














/** False: there was nothing to do, since somebody else has done it. */
async function runTask({ surroundings, say, signal }) {
    const { folder } = surroundings;
    const job = await (0,_job_js__WEBPACK_IMPORTED_MODULE_12__/* .readJob */ .cd)(folder);
    const entry = (0,_shared_io_handover_hop_js__WEBPACK_IMPORTED_MODULE_6__/* .parseEntry */ .ER)(job.entry ?? '');
    if (entry === null)
        throw new Error('expected an entry of the matrix, found none: the workflow passes `entry`');
    const clone = await (0,_job_js__WEBPACK_IMPORTED_MODULE_12__/* .cloneFor */ .rt)(surroundings, null);
    const state = await (0,_job_js__WEBPACK_IMPORTED_MODULE_12__/* .stateOf */ .L4)(clone, job.run, await (0,_job_js__WEBPACK_IMPORTED_MODULE_12__/* .handedStart */ .Jr)(folder));
    if (state === null)
        throw new Error(`run \`${job.run}\` has no journal yet, and this job was handed no start`);
    const effect = (0,_shared_run_wanted_js__WEBPACK_IMPORTED_MODULE_10__/* .wantedEffects */ .W4)(state).find((each) => (0,_shared_io_handover_hop_js__WEBPACK_IMPORTED_MODULE_6__/* .isDispatch */ .Lc)(each) && each.task === entry.task && each.attempt === entry.attempt);
    if (effect === undefined) {
        say(`attempt ${entry.attempt} of ${entry.task} is over already: nothing is to be done`);
        return false;
    }
    await attempt({ state, effect, clone, folder, say, signal });
    return true;
}
async function attempt(job) {
    const { state, effect, clone, say, signal } = job;
    const { run } = state;
    const work = await (0,_shared_io_local_local_work_js__WEBPACK_IMPORTED_MODULE_9__/* .openLocalWork */ .j7)({
        repository: clone.repository,
        run,
        state: () => state,
        progress: ({ kind, data }) => {
            if (kind === 'output')
                say(data);
        },
        orphans: new Map(),
    });
    work.follow(state);
    const stop = () => work.attempts.stop(effect.key);
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted)
        stop();
    let startedAt = null;
    try {
        const evidence = (await unusable(work, effect)) ??
            (await work.attempts.run(effect, () => {
                startedAt = Date.now();
            }));
        await handOver(job, work, { evidence, startedAt });
    }
    finally {
        await work.close();
    }
}
/** Null: the backend can be used here. */
async function unusable(work, { backend }) {
    const health = await (0,_shared_io_backends_registry_js__WEBPACK_IMPORTED_MODULE_2__/* .checkHealth */ .Ns)(work.backend(backend));
    if (health.kind === 'usable')
        return null;
    const message = `${health.reason}; ${health.hint}`;
    return (0,_shared_io_local_left_js__WEBPACK_IMPORTED_MODULE_8__/* .notBegun */ .dH)({ kind: 'backend-failed', failure: 'auth', message });
}
async function handOver({ state, effect, clone, folder, say }, work, { evidence, startedAt }) {
    const { run } = state;
    const { task, attempt, base } = effect;
    const out = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, _environment_js__WEBPACK_IMPORTED_MODULE_11__.PLACES.out);
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)(out, { recursive: true });
    // What holds a secret does not leave this machine: whoever may read the repository could download it.
    const isLeak = (evidence.leaks ?? []).length > 0;
    const { commit } = evidence;
    if (commit !== null && !isLeak) {
        const bundled = { ref: (0,_shared_io_journal_run_refs_js__WEBPACK_IMPORTED_MODULE_7__/* .attemptRef */ .DG)(run, task, attempt), base: base.commit, commit };
        await (0,_shared_io_handover_bundle_js__WEBPACK_IMPORTED_MODULE_4__/* .writeBundle */ .Mf)(clone.repository.git, bundled, (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(out, _shared_io_handover_arrivals_js__WEBPACK_IMPORTED_MODULE_3__/* .BUNDLE_FILE */ .Ij));
    }
    const secrets = work.backend(effect.backend).secrets.map(({ value }) => value);
    const told = { ...evidence, ...(isLeak ? { commit: null } : {}), log: null, tree: null };
    const text = (0,_shared_io_handover_handed_over_js__WEBPACK_IMPORTED_MODULE_5__/* .attemptText */ .zv)({ run, task, attempt, startedAt, endedAt: Date.now(), evidence: told });
    const log = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(work.folder.log(task, attempt), 'utf8').catch(() => '');
    if (log !== '')
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(out, 'log.txt'), (0,_shared_io_output_secret_mask_js__WEBPACK_IMPORTED_MODULE_13__/* .masked */ .Iv)(log, secrets));
    // Last, and by its name only when it is whole: a result that is there is one.
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(out, _shared_io_handover_arrivals_js__WEBPACK_IMPORTED_MODULE_3__/* .RESULT_FILE */ .FX), maskedJson(text, secrets));
    say(isLeak ? 'its work holds a secret and stays here' : 'its result is handed over');
}
/** A secret may hold what JSON escapes. */
function maskedJson(text, secrets) {
    return (0,_shared_io_output_secret_mask_js__WEBPACK_IMPORTED_MODULE_13__/* .masked */ .Iv)(text, [...secrets, ...secrets.map(secret => JSON.stringify(secret).slice(1, -1))]);
}


/***/ })

};
