export const id = 763;
export const ids = [763];
export const modules = {

/***/ 9763:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  planPart: () => (/* binding */ planPart)
});

// EXTERNAL MODULE: ./build/shared/io/hosted/legs.js
var legs = __webpack_require__(6148);
// EXTERNAL MODULE: ./build/action/job.js + 1 modules
var job = __webpack_require__(6679);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
;// CONCATENATED MODULE: ./build/shared/request/decision.js
const NO_DECISION = {
    command: 'run',
    run: null,
    origin: null,
    comment: null,
    label: null,
    labelPrefix: 'braid:',
    refusal: null,
    journal: [],
    events: [],
};

// EXTERNAL MODULE: ./build/shared/request/run-name.js
var run_name = __webpack_require__(5855);
// EXTERNAL MODULE: ./build/shared/io/reading/load-plan.js + 19 modules
var load_plan = __webpack_require__(222);
// EXTERNAL MODULE: ./build/shared/io/reading/plan-files.js + 2 modules
var plan_files = __webpack_require__(7769);
// EXTERNAL MODULE: ./build/shared/io/remote/claims.js
var claims = __webpack_require__(8247);
// EXTERNAL MODULE: ./build/shared/io/remote/clone.js + 2 modules
var clone = __webpack_require__(2074);
;// CONCATENATED MODULE: ./build/shared/request/command.js
/** What people ask of Braid on GitHub, in a comment or by a label. Whatever is not meant for Braid is nothing. */
/** Commands that take no names. */
const SIMPLE = ['run', 'plan', 'status', 'help', 'cancel', 'resume'];
/** Commands that a label can say: it has no room for names. */
const LABELS = ['run', 'plan', 'cancel', 'retry'];
/**
 * Null: the comment is not for Braid. It begins with the command, as the workflow file demands, which cannot look further: what is
 * indented may be code. Only its first line is read: what follows may be a quotation.
 */
function parseComment(body) {
    const [first = ''] = body.split('\n');
    const [word, command = 'help', ...names] = first.trimEnd().split(/\s+/);
    // As a word: `/braids` and `/braid-x` are somebody else's.
    if (word?.toLowerCase() !== '/braid')
        return null;
    if (command.toLowerCase() === 'retry')
        return { kind: 'retry', tasks: names };
    const kind = SIMPLE.find(each => each === command.toLowerCase());
    return kind === undefined || names.length > 0 ? { kind: 'unknown', said: first.slice(0, 200) } : { kind };
}
/** Null: the label is not one of Braid's. */
function parseLabel(name, prefix) {
    const kind = LABELS.find(each => name === `${prefix}${each}`);
    if (kind === undefined)
        return null;
    return kind === 'retry' ? { kind, tasks: [] } : { kind };
}

;// CONCATENATED MODULE: ./build/shared/io/asking/admission.js

const MAY_WRITE = ['write', 'maintain', 'admin'];
/** Of a pull request that is not open: what starts nothing. */
const ALWAYS = ['cancel', 'status', 'help'];
const DEPENDABOT = 'dependabot[bot]';
/** A schedule asks for nothing itself: it is not for here. */
async function admit(trigger, { github, labelPrefix }) {
    switch (trigger.kind) {
        case 'ignored':
            return trigger;
        case 'label': {
            const command = parseLabel(trigger.label, labelPrefix);
            if (command === null)
                return ignored(`the label \`${trigger.label}\` is not one of Braid’s`);
            return ofPullRequest({ ...trigger, command }, github);
        }
        case 'comment':
            return ofPullRequest(trigger, github);
        case 'request': {
            const admission = await ofPullRequest(trigger, github);
            const { run, planFile } = trigger;
            return admission.kind === 'admitted' ? { ...admission, run, planFile } : admission;
        }
        case 'dispatch':
            return ofDispatch(trigger, github);
        case 'tag': {
            const { actor, tag, commit } = trigger;
            return refused((await notAllowed(actor, github)) ?? { kind: 'on-a-tag', tag }, { commit });
        }
        case 'push': {
            const { actor, after, before, branch } = trigger;
            const refusal = await notAllowed(actor, github);
            if (refusal !== null)
                return refused(refusal, { commit: after });
            const since = before === null ? null : { commit: before };
            return { ...nothing, command: { kind: 'run' }, actor, commit: after, branch, since };
        }
    }
}
const nothing = {
    kind: 'admitted',
    pullRequest: null,
    head: null,
    conflictsWith: null,
    since: null,
    planFile: null,
    run: null,
    comment: null,
    remarks: [],
};
async function ofDispatch(trigger, github) {
    const { actor, branch, commit, planFile, command, run } = trigger;
    const refusal = await notAllowed(actor, github);
    if (refusal !== null)
        return refused(refusal, { commit });
    if (command.kind === 'unknown')
        return refused({ kind: 'no-command', said: command.said }, { commit });
    return { ...nothing, command, actor, commit, branch, planFile, run };
}
async function ofPullRequest(asked, github) {
    const { actor, pullRequest: number, command } = asked;
    const comment = asked.kind === 'comment' ? asked.comment : null;
    const asOf = asked.kind === 'label' ? asked.commit : null;
    const refuse = (refusal, commit = asOf) => refused(refusal, { pullRequest: number, comment, commit });
    if (actor === DEPENDABOT)
        return refuse({ kind: 'dependabot' });
    const pull = await github.pullRequest(number);
    if (pull === null)
        return ignored(`there is no pull request ${number}`);
    const refusal = await notAllowed(actor, github);
    const commit = asOf ?? pull.head.sha;
    if (refusal !== null)
        return refuse(refusal, commit);
    if (pull.fork)
        return refuse({ kind: 'fork', head: pull.head.repository ?? 'a deleted fork' }, commit);
    if (pull.state !== 'open' && !ALWAYS.includes(command.kind))
        return refuse({ kind: 'closed', merged: pull.state === 'merged' }, commit);
    if (command.kind === 'unknown')
        return refuse({ kind: 'no-command', said: command.said }, commit);
    return {
        ...nothing,
        ...{ command, actor, pullRequest: number, commit, comment },
        branch: pull.head.branch,
        head: pull.head.sha,
        conflictsWith: pull.conflicting === true ? pull.base.branch : null,
        since: { branch: pull.base.branch },
        remarks: commit === pull.head.sha
            ? []
            : [`the pull request has moved on since ${commit.slice(0, 7)}: what came later is not read`],
    };
}
/** Null: it may. */
async function notAllowed(actor, github) {
    const has = await github.permission(actor);
    return MAY_WRITE.includes(has) ? null : { kind: 'not-allowed', actor, has };
}
function ignored(reason) {
    return { kind: 'ignored', reason };
}
function refused(refusal, { commit, pullRequest = null, comment = null }) {
    return { kind: 'refused', refusal, pullRequest, comment, commit: commit ?? null };
}

// EXTERNAL MODULE: ./build/shared/run/status.js
var run_status = __webpack_require__(3846);
// EXTERNAL MODULE: ./build/shared/io/asking/start-run.js
var start_run = __webpack_require__(5705);
;// CONCATENATED MODULE: ./build/shared/io/asking/existing-run.js
/** Commands about a run that exists: what they add to its journal, or why they cannot. */




async function goOn(existing, asking) {
    const { run, state } = existing;
    const { admitted, now } = asking;
    switch (admitted.command.kind) {
        case 'cancel':
            if (state.finishedAt !== null)
                return existing_run_refused({ kind: 'nothing-to-cancel', run });
            return { kind: 'events', events: [{ type: 'cancel-requested', at: now, by: admitted.actor }] };
        case 'retry':
            // What stopped is taken up where it was.
            return admitted.command.tasks.length === 0 && isStopped(state)
                ? resume(existing, asking)
                : retry(existing, admitted.command.tasks, asking);
        case 'resume':
            return isStopped(state)
                ? resume(existing, asking)
                : existing_run_refused({ kind: state.finishedAt === null ? 'already-running' : 'nothing-to-retry', run });
        default:
            return { kind: 'events', events: [] };
    }
}
function isStopped(state) {
    return state.finishedAt !== null && ['cancelled', 'parked'].includes((0,run_status/* runStatus */.em)(state));
}
async function resume({ state }, asking) {
    const config = await configNow(state, asking);
    if (config.kind === 'refused')
        return config;
    const health = (0,start_run/* healthEvents */._F)(state.config, asking.now);
    return { kind: 'events', events: [{ type: 'resumed', at: asking.now, budget: config.budget }, ...health] };
}
/** A budget is raised where it is configured. */
async function configNow(state, asking) {
    if ((0,run_status/* runStatus */.em)(state) !== 'parked')
        return { kind: 'budget', budget: null };
    const loaded = await loadAgain(state, asking);
    if (loaded.config === null)
        return existing_run_refused({
            kind: 'invalid-plan',
            commit: asking.admitted.commit,
            diagnostics: loaded.diagnostics,
        });
    return { kind: 'budget', budget: loaded.config.budget };
}
async function retry({ run, state }, names, asking) {
    if (state.finishedAt === null)
        return existing_run_refused({ kind: 'already-running', run });
    const ids = [...state.tasks.keys()];
    const unknown = names.find(name => !ids.some(id => id === name));
    if (unknown !== undefined)
        return existing_run_refused({ kind: 'no-task', run, task: unknown, tasks: ids });
    const isOpen = (id) => (0,run_status/* taskStatus */.al)(state, id).status !== 'merged';
    const chosen = names.length === 0 ? ids : ids.filter(id => names.includes(id));
    if (!chosen.some(isOpen) && state.landing.outcome?.kind !== 'not-landed')
        return existing_run_refused({ kind: 'nothing-to-retry', run });
    const { plan, config, diagnostics } = await loadAgain(state, asking);
    if (plan === null || config === null)
        return existing_run_refused({ kind: 'invalid-plan', commit: asking.admitted.commit, diagnostics });
    const { now, admitted } = asking;
    const tasks = names.length === 0 ? null : chosen;
    const event = {
        ...{ type: 'retry-requested', at: now, tasks, plan, config: (0,start_run/* forMatrix */.R4)(config), diagnostics },
        remarks: admitted.remarks,
    };
    return { kind: 'events', events: [event, ...(0,start_run/* healthEvents */._F)(config, now)] };
}
function loadAgain({ source }, { clone, admitted, trusted }) {
    const { git } = clone.repository;
    const commits = { planCommit: admitted.commit, configCommit: trusted };
    return (0,load_plan/* loadPlan */.Y)((0,plan_files/* filesInCommits */.r6)({ git, planFile: source.planFile, ...commits }));
}
function existing_run_refused(refusal) {
    return { kind: 'refused', refusal };
}

// EXTERNAL MODULE: ./build/shared/io/asking/known-runs.js
var known_runs = __webpack_require__(6621);
;// CONCATENATED MODULE: ./build/shared/io/asking/decide.js










async function decide(asking) {
    const { trigger, github, here } = asking;
    const label = trigger.kind === 'label' ? trigger.label : null;
    const { defaultBranch } = await github.repository();
    // Which labels are Braid's is written in the repository; and who may set one is no stranger.
    const early = trigger.kind === 'label' ? null : await admit(trigger, { github, labelPrefix: '' });
    const refuse = (admission) => turnedAway(asking, { admission, defaultBranch });
    if (early !== null && early.kind !== 'admitted')
        return refuse(early);
    return asking.inClone(async ({ clone, runs }) => {
        const trusted = await fetchBranch(clone, defaultBranch);
        const labelPrefix = await labelPrefixOf(clone, trusted);
        const admission = early ?? (await admit(trigger, { github, labelPrefix }));
        if (admission.kind !== 'admitted')
            return refuse(admission);
        const { pullRequest, branch, commit, comment, actor } = admission;
        const origin = { ...here, defaultBranch, pullRequest, branch, commit, actor };
        const outcome = await answer({ ...asking, clone, runs, admitted: admission, origin, trusted });
        if (outcome.kind === 'ignored')
            return outcome;
        const told = { command: admission.command.kind, origin, comment, label, labelPrefix };
        return decided({ ...outcome.decision, ...told });
    });
}
/** Whoever may not ask takes no report away: it stays below. */
async function turnedAway({ trigger, here, shown }, { admission, defaultBranch }) {
    if (admission.kind === 'ignored')
        return admission;
    const { refusal, comment, pullRequest } = admission;
    const commit = admission.commit ?? here.commit;
    const origin = { ...here, defaultBranch, pullRequest, branch: '', commit };
    const before = pullRequest === null ? null : await shown((0,claims/* placeOf */.$t)(origin));
    const label = trigger.kind === 'label' ? trigger.label : null;
    const { run, events: journal } = before ?? { run: null, events: [] };
    return decided({ run, journal, command: 'run', refusal, comment, label, origin });
}
async function answer(question) {
    const { admitted, clone } = question;
    const done = question.done == null ? null : await question.runs.read(question.done);
    // It goes on where it is now.
    if (done !== null)
        return decided({ run: done.run, journal: done.events });
    const { kind } = admitted.command;
    // They read no files, and a pull request that is closed may have lost both of its branches.
    if (kind === 'help')
        return decided({ journal: await reported(question) });
    if (kind === 'cancel' || kind === 'status')
        return continued(question);
    await clone.remote.fetch([admitted.commit]);
    if (admitted.since !== null && 'branch' in admitted.since)
        await fetchBranch(clone, admitted.since.branch);
    switch (kind) {
        case 'plan':
            return preview(question);
        case 'run':
            return start(question);
        default:
            return continued(question);
    }
}
/** Of the run whose report stays below an answer that is not about it. */
async function reported({ runs, admitted }) {
    return admitted.pullRequest === null ? [] : ((await (0,known_runs/* newestOf */.su)(runs, (0,claims/* placeOf */.$t)(admitted)))?.events ?? []);
}
/** The same as of a run that starts, but nothing of it comes into a journal. */
async function preview(question) {
    const pinned = await (0,start_run/* pinRun */.JO)(question);
    if (pinned.kind !== 'pinned')
        return unpinned(pinned, question);
    return decided({ events: pinned.events.slice(0, 1), journal: await reported(question) });
}
async function start(question) {
    const pinned = await (0,start_run/* pinRun */.JO)(question);
    if (pinned.kind !== 'pinned')
        return unpinned(pinned, question);
    const { run, events } = pinned;
    const newest = await question.runs.newest((0,claims/* placeOf */.$t)(question.admitted));
    const existing = newest === null ? null : await question.runs.read(newest.run);
    // The same question came again: its run goes on where it was.
    if (existing !== null && newest?.run === run)
        return decided({ run, journal: existing.events });
    if (existing !== null && newest?.isOver === false) {
        const refusal = { kind: 'already-running', run: newest.run };
        return decided({ run: newest.run, journal: existing.events, refusal });
    }
    const refusal = await obstacle(question);
    return decided(refusal === null ? { run, events } : { journal: existing?.events ?? [], refusal });
}
/** Why nothing can come of a run on this pull request; null: something can. */
async function obstacle({ admitted, clone }) {
    const { commit, head, conflictsWith } = admitted;
    if (head !== null && head !== commit) {
        await clone.remote.fetch([head]);
        const { code } = await clone.repository.git.attempt(['merge-base', '--is-ancestor', commit, head]);
        // What somebody took off the branch would come back with the result.
        if (code === 1)
            return { kind: 'head-rewritten', asked: commit, head };
    }
    return conflictsWith === null ? null : { kind: 'conflicting', base: conflictsWith };
}
async function unpinned(pinned, question) {
    if (pinned.kind === 'ignored')
        return pinned;
    return decided({ refusal: pinned.refusal, journal: await reported(question) });
}
async function continued(question) {
    const { admitted, host } = question;
    const existing = await findRun(question);
    // The first workflow run of a run may be at work, and have written no journal yet.
    const isOver = existing === null || existing.state.finishedAt !== null;
    if (host === 'action' && admitted.command.kind === 'cancel' && admitted.run === null && isOver)
        return decided({ journal: existing?.events ?? [] });
    if (existing === null)
        return decided({ refusal: { kind: 'no-run', run: admitted.run } });
    const { run, events: journal } = existing;
    const next = await goOn(existing, question);
    return decided({ run, journal, ...(next.kind === 'refused' ? { refusal: next.refusal } : next) });
}
async function findRun({ admitted, runs }) {
    if (admitted.run === null)
        return (0,known_runs/* newestOf */.su)(runs, (0,claims/* placeOf */.$t)(admitted));
    const run = (0,run_name/* parseRunName */.E)(admitted.run);
    return run === null ? null : runs.read(run);
}
function decided(decision) {
    return { kind: 'decided', decision: { ...NO_DECISION, ...decision } };
}
async function fetchBranch({ remote, repository }, branch) {
    const ref = (0,clone/* branchRef */.Mi)(branch);
    await remote.fetch([`+${ref}:${ref}`]);
    return (await repository.git.run(['rev-parse', '--verify', ref])).trim();
}
/** What is wrong with a configuration is said when somebody asks for something. */
async function labelPrefixOf({ repository }, trusted) {
    const commits = { planCommit: trusted, configCommit: trusted };
    const files = (0,plan_files/* filesInCommits */.r6)({ git: repository.git, planFile: plan_files/* PLAN_FILE */.VI, ...commits });
    return (await (0,load_plan/* loadConfig */.Z)(files)).config?.labelPrefix ?? NO_DECISION.labelPrefix;
}

// EXTERNAL MODULE: ./build/shared/io/handover/hop.js
var hop = __webpack_require__(8762);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(2857);
;// CONCATENATED MODULE: ./build/shared/request/trigger.js
/**
 * What an event of GitHub's asks for, on every host. Nothing of them is believed beyond
 * their shape: who may ask is GitHub's to say, and texts are data.
 */


const sha = schemas/* string */.YjP()
    .regex(/^[0-9a-f]{40,64}$/)
    .transform(value => value);
const sender = schemas/* object */.Ikc({ login: schemas/* string */.YjP() });
const labeled = schemas/* object */.Ikc({
    action: schemas/* string */.YjP(),
    label: schemas/* object */.Ikc({ name: schemas/* string */.YjP() }).optional(),
    number: schemas/* number */.aig().int().positive(),
    pull_request: schemas/* object */.Ikc({ head: schemas/* object */.Ikc({ sha }) }),
    sender,
});
const commented = schemas/* object */.Ikc({
    action: schemas/* string */.YjP(),
    comment: schemas/* object */.Ikc({ id: schemas/* number */.aig(), body: schemas/* string */.YjP() }),
    issue: schemas/* object */.Ikc({ number: schemas/* number */.aig().int().positive(), pull_request: schemas/* unknown */.L5J().optional() }),
    sender,
});
const pushed = schemas/* object */.Ikc({
    before: schemas/* string */.YjP(),
    after: schemas/* string */.YjP(),
    deleted: schemas/* boolean */.zMY().optional(),
    sender,
});
const dispatched = schemas/* object */.Ikc({
    inputs: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* unknown */.L5J()).nullish(),
    sender,
});
/** Throws where the payload is not of the event's shape: then it is not GitHub that sent it. */
function readTrigger(occurrence) {
    const { name, payload } = occurrence;
    switch (name) {
        case 'pull_request':
        case 'pull_request_target':
            return byLabel(labeled.parse(payload));
        case 'issue_comment':
            return byComment(commented.parse(payload));
        case 'workflow_dispatch':
            return byDispatch(occurrence, dispatched.parse(payload));
        case 'push':
            return byPush(occurrence, pushed.parse(payload));
        case 'schedule':
            return { kind: 'schedule' };
        default:
            return trigger_ignored(`Braid does nothing at the event \`${name}\``);
    }
}
function byLabel({ action, label, number, pull_request, sender }) {
    if (action !== 'labeled' || label === undefined)
        return trigger_ignored('no label was set');
    return {
        kind: 'label',
        actor: sender.login,
        label: label.name,
        pullRequest: number,
        commit: pull_request.head.sha,
    };
}
function byComment({ action, comment, issue, sender }) {
    if (action !== 'created')
        return trigger_ignored('the comment is not new');
    if (issue.pull_request == null)
        return trigger_ignored('the comment is not on a pull request');
    const command = parseComment(comment.body);
    if (command === null)
        return trigger_ignored('the comment is not for Braid');
    return {
        kind: 'comment',
        actor: sender.login,
        pullRequest: issue.number,
        comment: comment.id,
        command,
    };
}
function byDispatch({ ref, sha: commit }, { inputs, sender }) {
    const input = (name) => {
        const value = inputs?.[name];
        return typeof value === 'string' && value !== '' ? value : null;
    };
    const branch = /^refs\/heads\/(.+)$/.exec(ref)?.[1];
    if (branch === undefined) {
        const tag = ref.replace(/^refs\/tags\//, '');
        return { kind: 'tag', actor: sender.login, tag, commit: sha.parse(commit) };
    }
    const said = input('command') ?? 'run';
    return {
        kind: 'dispatch',
        actor: sender.login,
        branch,
        commit: sha.parse(commit),
        planFile: input('plan'),
        command: parseComment(`/braid ${said}`) ?? { kind: 'unknown', said },
        run: input('run'),
    };
}
function byPush({ ref }, { before, after, deleted, sender }) {
    const branch = /^refs\/heads\/(.+)$/.exec(ref)?.[1];
    if (branch === undefined || deleted)
        return trigger_ignored('no branch was pushed');
    if (branch.startsWith('braid/'))
        return trigger_ignored('the branch is one of Braid’s own');
    const from = /^0+$/.test(before) ? null : sha.parse(before);
    return { kind: 'push', actor: sender.login, before: from, after: sha.parse(after), branch };
}
function trigger_ignored(reason) {
    return { kind: 'ignored', reason };
}

// EXTERNAL MODULE: ./build/shared/run/transition.js + 4 modules
var transition = __webpack_require__(7839);
// EXTERNAL MODULE: ./build/action/environment.js
var environment = __webpack_require__(8466);
;// CONCATENATED MODULE: ./build/action/modes/plan.js
/**
 * The first job: who asks for what, whether they may, and what is to be done for it. It only reads; what it finds out goes to the
 * jobs after it.
 */








async function planJob(job) {
    const { surroundings, github, clone, now, voidLimit } = job;
    const payload = JSON.parse(await (0,promises_.readFile)(surroundings.eventPath, 'utf8'));
    const { eventName: name, ref, sha, actor, repository, workflow, runId } = surroundings;
    const trigger = readTrigger({ name, payload, ref, sha, actor });
    if (trigger.kind === 'ignored')
        return trigger;
    if (trigger.kind === 'schedule')
        return asked({ ...NO_DECISION, command: 'reconcile' });
    const runs = (0,known_runs/* runsInGit */.e_)(clone);
    const outcome = await decide({
        ...{ trigger, host: 'action', github, now },
        inClone: work => work({ clone, runs }),
        shown: spot => (0,known_runs/* newestOf */.su)(runs, spot),
        here: { repository, actor, workflow, workflowRun: runId, commit: sha },
        seed: (0,environment.seedOf)(repository, runId),
    });
    if (outcome.kind === 'ignored')
        return outcome;
    const answered = asked(outcome.decision);
    return answered.hop === null || voidLimit === null ? answered : asked(withoutStart(answered, voidLimit));
}
/** Nothing of it comes into a journal: there would be work, and its time limits would lose it. */
function withoutStart({ document }, limit) {
    const { run, journal } = document;
    const refusal = { kind: 'time-limits', ...limit };
    return { ...document, run: journal.length === 0 ? null : run, events: [], refusal };
}
function asked(document) {
    const { run, command, refusal, journal, events } = document;
    const state = run === null || refusal !== null || command === 'status' ? null : (0,transition/* replay */.e)([...journal, ...events]);
    if (state === null)
        return { kind: 'asked', document, hop: null, base: null };
    return { kind: 'asked', document, hop: (0,hop/* nextHop */.Fz)(state), base: state.integration.head.commit };
}

// EXTERNAL MODULE: ./build/action/start-document.js
var start_document = __webpack_require__(8953);
// EXTERNAL MODULE: ./build/action/time-limits.js
var time_limits = __webpack_require__(3907);
// EXTERNAL MODULE: ./build/action/parts/github-here.js + 16 modules
var github_here = __webpack_require__(4394);
;// CONCATENATED MODULE: ./build/action/parts/plan-part.js
/** `mode: plan`: the outputs that the workflow's other jobs go by, and the file for them. */






async function planPart({ surroundings, token, input, output, say }) {
    const clone = await (0,job/* cloneFor */.rt)(surroundings, token);
    const github = (0,github_here/* openGitHubHere */.eA)({ surroundings, token, input });
    const outcome = await planJob({
        ...{ surroundings, github, clone, now: Date.now() },
        voidLimit: (0,time_limits/* voidLimit */.A)(input),
    });
    if (outcome.kind === 'ignored') {
        say(`nothing to do: ${outcome.reason}`);
        output('command', '');
        return;
    }
    const { document, hop, base } = outcome;
    const { folder, name } = (0,job/* startFile */.Be)(surroundings.folder);
    await (0,job/* writeFileIn */.Fq)(folder, name, (0,start_document/* startText */.q)(document));
    output('command', document.refusal === null ? document.command : 'refused');
    output('run', document.run ?? '');
    output('folder', folder);
    output('start', `braid.plan.${surroundings.runAttempt}`);
    output('matrix', JSON.stringify(hop?.tasks ?? []));
    output('at-once', String(hop?.atOnce ?? 1));
    output('legs', JSON.stringify((0,legs/* legsOf */.x)(hop)));
    output('base', base ?? '');
    say(`${document.refusal === null ? document.command : 'refused'} ${document.run ?? ''}`);
}


/***/ }),

/***/ 3907:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ voidLimit)
/* harmony export */ });
const SETTINGS = ['task-minutes', 'verify-minutes'];
/** Null: they can be kept, or the workflow does not tell them. */
function voidLimit(input) {
    const jobMinutes = minutesIn(input('job-minutes'));
    for (const setting of SETTINGS) {
        const minutes = minutesIn(input(setting));
        if (minutes !== null && jobMinutes !== null && minutes >= jobMinutes)
            return { setting, minutes, jobMinutes };
    }
    return null;
}
/** GitHub has taken it for a number of minutes already. */
function minutesIn(text) {
    const minutes = Number(text);
    return text === '' || Number.isNaN(minutes) ? null : minutes;
}


/***/ })

};
