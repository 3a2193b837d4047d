export const id = 816;
export const ids = [816];
export const modules = {

/***/ 8816:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runVerify: () => (/* binding */ runVerify)
});

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
// EXTERNAL MODULE: ./build/shared/io/drive.js
var drive = __webpack_require__(4637);
// EXTERNAL MODULE: ./build/shared/io/handover/from-jobs.js
var from_jobs = __webpack_require__(4066);
// EXTERNAL MODULE: ./build/shared/io/handover/handed-over.js
var handed_over = __webpack_require__(5416);
// EXTERNAL MODULE: ./build/shared/io/handover/hop.js
var hop = __webpack_require__(8762);
// EXTERNAL MODULE: ./build/shared/io/journal/journal-git.js
var journal_git = __webpack_require__(1191);
;// CONCATENATED MODULE: ./build/shared/io/journal/journal-memory.js
function openMemoryJournal() {
    // Text, like every other store: what is read shares nothing with what was appended.
    const lines = [];
    const version = () => (lines.length === 0 ? null : String(lines.length));
    return {
        async read() {
            return { events: lines.map(line => JSON.parse(line)), version: version() };
        },
        async append(events, expected) {
            if (expected !== version())
                return { kind: 'conflict' };
            lines.push(...events.map(event => JSON.stringify(event)));
            return { kind: 'appended', version: version() };
        },
    };
}

// EXTERNAL MODULE: ./build/shared/io/local/local-work.js + 36 modules
var local_work = __webpack_require__(1423);
// EXTERNAL MODULE: ./build/shared/io/merge.js + 1 modules
var merge = __webpack_require__(9151);
// EXTERNAL MODULE: ./build/shared/io/perform.js
var perform = __webpack_require__(7468);
// EXTERNAL MODULE: ./build/shared/run/wanted.js
var wanted = __webpack_require__(3259);
// EXTERNAL MODULE: ./build/action/arrivals.js
var arrivals = __webpack_require__(9773);
// EXTERNAL MODULE: ./build/action/environment.js
var environment = __webpack_require__(8466);
// EXTERNAL MODULE: ./build/action/job.js + 1 modules
var job = __webpack_require__(6679);
;// CONCATENATED MODULE: ./build/action/scripts/verify-script.js
/**
 * Verifies candidates, in a step that has no token: takes in what the tasks' jobs left, makes the same merges that landing will
 * make, runs the project's tests on them, and hands over the verdicts by tree.
 */

















async function runVerify({ surroundings, say, signal }) {
    const { folder } = surroundings;
    const { run, entry, leg, legs, changesWorkflows = false } = await (0,job/* readJob */.cd)(folder);
    const clone = await (0,job/* cloneFor */.rt)(surroundings, null);
    const { repository } = clone;
    const start = await (0,job/* handedStart */.Jr)(folder);
    const { events } = await (0,journal_git/* openGitJournal */.yl)(repository, run).read();
    let state = null;
    const now = () => {
        if (state === null)
            throw new Error(`run \`${run}\` has no journal yet, and this job was handed no start`);
        return state;
    };
    const work = await (0,local_work/* openLocalWork */.j7)({
        repository,
        run,
        state: now,
        progress: () => { },
        orphans: new Map(),
    });
    const verdicts = [];
    const sent = (0,from_jobs/* sentTasks */.PU)(entry);
    const ports = {
        attempts: (0,arrivals/* arrivalsOf */.A)({ run, repository, surroundings, state: now, sent, changesWorkflows }),
        merger: { chain: async (effect) => (0,merge/* chain */.c)(await work.merges(), effect, { run }) },
        verifier: {
            verify: async (effect, stopped) => {
                say(`verifying ${effect.commit.slice(0, 7)}: ${now().config.merge.verify.join('; ')}`);
                const result = await work.verifier.verify(effect, AbortSignal.any([stopped, signal]));
                const { tree, trial } = effect;
                verdicts.push({ tree, trial, at: Date.now(), ...result });
                if ('failure' in result.verdict)
                    say(result.verdict.failure?.tail ?? '');
                say(`${effect.commit.slice(0, 7)} is ${result.verdict.kind}`);
                return result;
            },
        },
        clock: { now: Date.now, until: local_work/* until */.TG },
        ...elsewhere,
    };
    const mine = share({ leg, legs, state: now });
    const driver = new drive/* Driver */.P({
        journal: openMemoryJournal(),
        perform: (0,perform/* makePerform */.G)(ports),
        defers: effect => !(isOwn(effect, sent) || ((0,hop/* isVerify */.g5)(effect) && !signal.aborted && mine(effect))),
        observe: (_before, _event, after) => follow(after),
    });
    const follow = (next) => {
        state = next;
        if (next !== null)
            work.follow(next);
    };
    try {
        await driver.run([...events, ...(start?.events ?? [])]);
    }
    finally {
        await work.close();
    }
    const { stdout } = await (0,external_node_util_.promisify)(external_node_child_process_.execFile)('git', ['--version']);
    const out = (0,external_node_path_.join)(folder, environment.PLACES.out);
    await (0,promises_.mkdir)(out, { recursive: true });
    await (0,promises_.writeFile)((0,external_node_path_.join)(out, from_jobs/* VERDICTS_FILE */._n), (0,handed_over/* verdictsText */.Sk)({ run, git: stdout.trim(), verdicts }));
}
/** Merging is done in every job alike; attempts are taken in where their jobs are over. */
function isOwn(effect, sent) {
    return effect.kind === 'chain' || (effect.kind === 'dispatch' && sent.has(effect.key));
}
/**
 * Several jobs share what is to be verified when they begin, each its part. A job that is alone goes on as long as there is one
 * thing to verify at a time: more at once are worth a job for each.
 */
function share({ leg, legs, state, }) {
    let first = null;
    return effect => {
        const open = (0,wanted/* wantedEffects */.W4)(state()).filter(hop/* isVerify */.g5);
        if (legs === 1)
            return open.length === 1 || state().config.merge.parallelVerify === 1;
        first ??= new Map(open.map(({ key }, index) => [key, index]));
        const place = first.get(effect.key);
        return place !== undefined && place % legs === leg;
    };
}
/** What only the job does that may write. */
const elsewhere = {
    backends: { check: () => notHere('check a backend') },
    target: {
        publish: () => notHere('publish'),
        inspect: () => notHere('inspect the target'),
        land: () => notHere('land'),
    },
    reporter: { report: () => notHere('report') },
};
function notHere(what) {
    return Promise.reject(new Error(`a job that verifies must not ${what}`));
}


/***/ })

};
