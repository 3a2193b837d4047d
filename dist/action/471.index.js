export const id = 471;
export const ids = [471];
export const modules = {

/***/ 327:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ showAnswer)
/* harmony export */ });
/* harmony import */ var _report_github_comment_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6014);

async function showAnswer({ comment, checks }, { desk, decision }) {
    const { origin, label, refusal } = decision;
    const issue = origin?.pullRequest ?? null;
    // So that it can be set again.
    if (label !== null && issue !== null)
        await desk.removeLabel(issue, label);
    if (decision.comment !== null)
        await desk.react(decision.comment, refusal === null ? 'rocket' : 'confused');
    if (origin !== null && origin.commit !== '')
        for (const check of checks)
            await desk.putCheckRun({ ...check, headSha: origin.commit });
    // Whoever may not ask takes nobody's report away: their answer is the reaction.
    const stays = refusal?.kind === 'not-allowed' && decision.journal.length > 0;
    if (issue !== null && comment !== null && !stays)
        await desk.putComment({ issue, marker: _report_github_comment_js__WEBPACK_IMPORTED_MODULE_0__/* .COMMENT_MARKER */ .JO, body: comment });
}


/***/ }),

/***/ 4709:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   oy: () => (/* binding */ answerTo),
/* harmony export */   tM: () => (/* binding */ stuckAnswer)
/* harmony export */ });
/* unused harmony export unanswered */
/* harmony import */ var _run_dispatch_forecast_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9706);
/* harmony import */ var _run_transition_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7839);
/* harmony import */ var _summary_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5542);
/* harmony import */ var _check_run_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1103);
/* harmony import */ var _comment_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6014);





function answerTo({ refusal, command, run: asked, events, journal, labelPrefix }, { site, now, buttons = false }) {
    const before = summaryOf(journal, now);
    if (refusal !== null) {
        const check = (0,_check_run_js__WEBPACK_IMPORTED_MODULE_3__/* .refusalCheck */ .xA)(refusal, { site });
        const comment = (0,_comment_js__WEBPACK_IMPORTED_MODULE_4__/* .refusalComment */ .kT)(refusal, { site, run: before });
        return { comment, checks: check === null || asked !== null ? [] : [check] };
    }
    switch (command) {
        case 'help':
            return { comment: (0,_comment_js__WEBPACK_IMPORTED_MODULE_4__/* .helpComment */ .X2)({ site, run: before, labelPrefix }), checks: [] };
        case 'status':
            return { comment: (0,_comment_js__WEBPACK_IMPORTED_MODULE_4__/* .statusComment */ .A9)({ site, run: before }), checks: [] };
        case 'plan':
            return preview(events, { site, before });
        default: {
            const run = summaryOf([...journal, ...events], now);
            if (run === null)
                return { comment: null, checks: [] };
            return { comment: (0,_comment_js__WEBPACK_IMPORTED_MODULE_4__/* .runComment */ .P6)(run, { site }), checks: [(0,_check_run_js__WEBPACK_IMPORTED_MODULE_3__/* .runCheck */ .k_)(run, { site, buttons })] };
        }
    }
}
/** Something that cannot go on, for a reason that is not its plan's. What comes of it later takes the place of this. */
function stuckAnswer({ journal = [], ...stuck }, { site, now }) {
    const run = summaryOf(journal, now);
    return { comment: (0,_comment_js__WEBPACK_IMPORTED_MODULE_4__/* .stuckComment */ ._O)(stuck, { site, run }), checks: [(0,_check_run_js__WEBPACK_IMPORTED_MODULE_3__/* .stuckCheck */ .Xj)(stuck, { site })] };
}
/** A question that cannot be answered: only who asked it is told. */
function unanswered({ at, reason, journal }, { site, now }) {
    const run = summaryOf(journal, now);
    return { comment: stuckComment({ at, reason }, { site, run }), checks: [] };
}
function summaryOf(events, now) {
    const state = (0,_run_transition_js__WEBPACK_IMPORTED_MODULE_1__/* .replay */ .e)(events);
    return state === null ? null : (0,_summary_js__WEBPACK_IMPORTED_MODULE_2__/* .summarize */ .e)(state, state.finishedAt ?? now);
}
function preview(events, { site, before }) {
    const [start] = events;
    if (start?.type !== 'run-started')
        return { comment: null, checks: [] };
    const { plan, config } = start;
    const planned = (0,_run_dispatch_forecast_js__WEBPACK_IMPORTED_MODULE_0__/* .arrange */ .NL)(plan, config);
    const inputs = { ...planned, forecast: (0,_run_dispatch_forecast_js__WEBPACK_IMPORTED_MODULE_0__/* .forecast */ .g3)(planned) };
    return {
        comment: (0,_comment_js__WEBPACK_IMPORTED_MODULE_4__/* .previewComment */ .Wy)(inputs, { site, run: before }),
        checks: [(0,_check_run_js__WEBPACK_IMPORTED_MODULE_3__/* .previewCheck */ .RG)(inputs, { site })],
    };
}


/***/ }),

/***/ 6014:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A9: () => (/* binding */ statusComment),
/* harmony export */   JO: () => (/* binding */ COMMENT_MARKER),
/* harmony export */   P6: () => (/* binding */ runComment),
/* harmony export */   Wy: () => (/* binding */ previewComment),
/* harmony export */   X2: () => (/* binding */ helpComment),
/* harmony export */   _O: () => (/* binding */ stuckComment),
/* harmony export */   kT: () => (/* binding */ refusalComment)
/* harmony export */ });
/* unused harmony export COMMENT_LIMIT */
/* harmony import */ var _markdown_parts_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5239);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5210);
/* harmony import */ var _links_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9818);
/* harmony import */ var _preview_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7923);
/* harmony import */ var _refusal_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(112);
/* harmony import */ var _run_parts_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2789);
/**
 * The one comment on a pull request, edited in place. What it says first is whether the work is in; an answer to a command
 * stands above the report of the run it is about, and does not replace it.
 */






/** Its first line, by which it is found again; a reader does not see it. */
const COMMENT_MARKER = '<!-- braid -->';
/** Characters; GitHub answers 422, "Body is too long". */
const COMMENT_LIMIT = 65_536;
/** Of a run that goes on or has ended in whatever way. */
function runComment(summary, { site }) {
    return comment(summary.headline.count, (0,_run_parts_js__WEBPACK_IMPORTED_MODULE_5__/* .runParts */ .e2)(summary, site), { site, footer: (0,_run_parts_js__WEBPACK_IMPORTED_MODULE_5__/* .footer */ .qr)(summary, site) });
}
function previewComment(inputs, options) {
    return answer((0,_preview_js__WEBPACK_IMPORTED_MODULE_3__/* .previewTitle */ .V)(inputs), (0,_preview_js__WEBPACK_IMPORTED_MODULE_3__/* .previewParts */ .J)(inputs), options);
}
function refusalComment(refusal, options) {
    return answer((0,_refusal_js__WEBPACK_IMPORTED_MODULE_4__/* .refusalWords */ .W)(refusal).title, (0,_refusal_js__WEBPACK_IMPORTED_MODULE_4__/* .refusalParts */ .D)(refusal, options.site), options);
}
function stuckComment(stuck, options) {
    return answer((0,_run_parts_js__WEBPACK_IMPORTED_MODULE_5__/* .stuckTitle */ .Dw)(stuck.at), (0,_run_parts_js__WEBPACK_IMPORTED_MODULE_5__/* .stuckParts */ .L8)(stuck, options.site), options);
}
/** `/braid status`: the run as it is now, or that there is none. */
function statusComment({ site, run }) {
    return run == null ? refusalComment({ kind: 'no-run', run: null }, { site }) : runComment(run, { site });
}
function helpComment({ labelPrefix, ...options }) {
    return answer('what it can do', [{ rank: 0, fixed: true, versions: [help(labelPrefix)] }], options);
}
function help(labelPrefix) {
    const label = (name) => (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .code */ .aY)(`${labelPrefix}${name}`);
    const rows = [
        ['`/braid run`', label('run'), 'runs the plan of this branch as it is now'],
        ['`/braid plan`', label('plan'), 'shows what a run would do, take and cost; nothing is spent'],
        ['`/braid status`', '', 'brings this comment up to date'],
        ['`/braid cancel`', label('cancel'), 'stops the run; finished work is kept'],
        [
            '`/braid retry`',
            label('retry'),
            'starts again all that is not in; goes on with a cancelled or parked run',
        ],
        ['`/braid retry TASK`', '', 'starts again one task'],
        ['`/braid help`', '', 'shows this'],
    ];
    const who = 'They are for people with write permission. A command begins its comment.';
    return `${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .table */ .tp)(['say', 'or set the label', 'and Braid'], rows)}\n\n${who}`;
}
/** With the report of the run below it. */
function answer(title, parts, { site, run }) {
    const below = run == null ? [] : runBelow(run, site);
    return comment(title, [...parts, ...below], { site, footer: (0,_run_parts_js__WEBPACK_IMPORTED_MODULE_5__/* .footer */ .qr)(run ?? null, site) });
}
function runBelow(run, site) {
    const title = (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .escapeMarkdown */ .FV)(`${run.run}: ${run.headline.count}`);
    return [
        { rank: 0, fixed: true, versions: [`---\n\n#### ${title}`] },
        // What was asked for just now matters more than what was there.
        ...(0,_run_parts_js__WEBPACK_IMPORTED_MODULE_5__/* .runParts */ .e2)(run, site).map(part => ({ ...part, rank: part.rank + 10 })),
    ];
}
function comment(title, parts, of) {
    const details = (0,_links_js__WEBPACK_IMPORTED_MODULE_2__/* .detailsLink */ .Lb)(of.site, 'the details');
    const notice = `Shortened to what a comment holds: ${details === '' ? 'the job summary' : details} has the rest.`;
    const heading = `${COMMENT_MARKER}\n\n### Braid: ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .escapeMarkdown */ .FV)(title)}`;
    return (0,_markdown_parts_js__WEBPACK_IMPORTED_MODULE_0__/* .fitParts */ .u)([
        { rank: 0, fixed: true, versions: [heading] },
        ...parts,
        { rank: 0, fixed: true, versions: [of.footer] },
    ], { most: COMMENT_LIMIT, size: text => text.length, notice });
}


/***/ }),

/***/ 5542:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  e: () => (/* binding */ summarize)
});

// EXTERNAL MODULE: ./build/shared/run/attempts/pause.js
var pause = __webpack_require__(8371);
// EXTERNAL MODULE: ./build/shared/run/integration/inquiry.js
var inquiry = __webpack_require__(7622);
// EXTERNAL MODULE: ./build/shared/run/dispatch/assign.js
var dispatch_assign = __webpack_require__(5928);
// EXTERNAL MODULE: ./build/shared/run/dispatch/limits.js
var limits = __webpack_require__(5025);
// EXTERNAL MODULE: ./build/shared/run/dispatch/schedule.js + 1 modules
var schedule = __webpack_require__(727);
;// CONCATENATED MODULE: ./build/shared/run/dispatch/waiting.js
/** What a task waits for that has been sent back, or whose backend rests, in words; each with the time until. */





/** Null: it does not pause between two attempts. */
function pauseOf(facts) {
    const last = facts.attempts.at(-1);
    if (last?.wait == null || last.wait.over || facts.fate !== null)
        return null;
    const count = (0,pause/* newestLimits */.lR)(facts)?.count ?? 1;
    const often = count === 1 ? '' : ` (${ordinal(count)} time)`;
    return { until: last.wait.until, because: `${last.backend} is rate-limited${often}` };
}
/** "sh rests until 14:05:10 UTC, because it broke 5 times in a row" */
function restText(backend, { until, reason }) {
    return `${backend} rests until ${(0,limits/* utcTime */.SK)(until)}, because it ${reason}`;
}
/** Null: neither a pause nor a backend that rests is in its way. */
function waitingReason(state, facts) {
    const pause = pauseOf(facts);
    if (pause !== null)
        return `waits until ${(0,limits/* utcTime */.SK)(pause.until)}: ${pause.because}`;
    if (facts.fate !== null || !Object.keys(state.config.backends).some(name => (0,limits/* restOf */.Y6)(state, name) !== null))
        return null;
    const last = facts.attempts.at(-1);
    const isPlaced = last !== undefined && last.startedAt === null && last.end === null;
    if (!isPlaced)
        return resting(state).get(facts.task.id) ?? null;
    const rest = (0,limits/* restOf */.Y6)(state, last.backend);
    return rest === null ? null : restText(last.backend, rest);
}
/** The rests that tasks wait for, a sentence each. */
function restsInTheWay(state) {
    const waiting = [...state.tasks.values()].filter(facts => pauseOf(facts) === null);
    return [...new Set(waiting.flatMap(facts => waitingReason(state, facts) ?? []))];
}
const remembered = new WeakMap();
/** Those that would be dispatched if their backend did not rest. */
function resting(state) {
    const known = remembered.get(state);
    if (known !== undefined)
        return known;
    const found = (0,schedule/* startable */.hx)(state, new inquiry/* Inquiry */.o(state)).flatMap(({ facts }) => {
        const assignment = (0,dispatch_assign/* assign */.kp)(state, facts);
        if (assignment.kind !== 'resting')
            return [];
        const { backend, until, reasons } = assignment;
        const rest = (0,limits/* restOf */.Y6)(state, backend);
        const text = rest === null ? reasons.join('; ') : restText(backend, { ...rest, until });
        return [[facts.task.id, text]];
    });
    const reasons = new Map(found);
    remembered.set(state, reasons);
    return reasons;
}
/** "2nd", "3rd", "11th" */
function ordinal(count) {
    const ending = ['th', 'st', 'nd', 'rd'][count % 100 > 10 && count % 100 < 14 ? 0 : count % 10] ?? 'th';
    return `${count}${ending}`;
}

// EXTERNAL MODULE: ./build/shared/run/integration/chain.js
var chain = __webpack_require__(3478);
// EXTERNAL MODULE: ./build/shared/run/status.js
var run_status = __webpack_require__(3846);
// EXTERNAL MODULE: ./build/shared/report/units.js
var units = __webpack_require__(2380);
;// CONCATENATED MODULE: ./build/shared/report/bill.js

function billText({ usd, tokens }) {
    const inTokens = (value) => (0,units/* grouped */.zD)(Math.round(value));
    const lines = [
        { account: usd, named: units/* money */.TG, unit: '', of: 'cost' },
        { account: tokens, named: inTokens, unit: ' tokens', of: 'size' },
    ].flatMap(({ account, named, unit, of }) => {
        const short = counted(account, named);
        return short === null ? [] : [{ short: short + unit, details: details(account, named, of) }];
    });
    return {
        short: lines.map(({ short }) => short).join(' · '),
        long: lines.map(({ short, details: more }) => short + more).join(' · '),
    };
}
/** Null: there is nothing to say. */
function counted({ known, assumed, assumedOf, budget }, named) {
    if (known === null && assumedOf === 0 && budget === null)
        return null;
    const of = budget === null ? '' : ` of ${named(budget)}`;
    return `${named((known ?? 0) + assumed)}${of}`;
}
function details({ known, assumed, assumedOf }, named, of) {
    if (assumedOf === 0)
        return '';
    const first = known === null ? '' : `${named(known)} known, `;
    return ` (${first}${named(assumed)} set aside for ${(0,units/* plural */.LS)(assumedOf, 'attempt')} of unknown ${of})`;
}

// EXTERNAL MODULE: ./build/shared/assert.js
var assert = __webpack_require__(5236);
// EXTERNAL MODULE: ./build/shared/run/state.js
var run_state = __webpack_require__(963);
;// CONCATENATED MODULE: ./build/shared/report/summary/advice.js
/** What a person can do about a task that is not merged, and about the run. */





/** Which of the skipped task's needs are the cause, at most so many by name. */
const NAMED_CAUSES = 3;
const NOTHING = { hint: null, next: null };
/** A run that goes on cannot be told to retry yet. */
function taskAdvice(state, facts, status) {
    const { hint, next } = finalAdvice(state, facts, status);
    // Where there is no command in it, it is as true now.
    const isForLater = state.finishedAt === null && next !== hint;
    return { hint, next: isForLater ? `after this run: ${next}` : next };
}
function finalAdvice(state, facts, status) {
    const retry = `\`${retryCommand(state, facts.task.id)}\``;
    switch (status) {
        case 'waiting':
        case 'running':
        case 'verifying':
        case 'merged':
            return NOTHING;
        case 'conflict':
            return conflictAdvice(facts, retry);
        case 'red':
            return redAdvice(facts, retry);
        case 'failed':
            return { hint: null, next: `fix the cause or its prompt, then ${retry}` };
        case 'held':
            return heldAdvice(state, facts, retry);
        case 'skipped':
            return skippedAdvice(state, facts);
        case 'no-changes':
            return first('if that is right, give it `allow-empty: true`', retry);
        case 'out-of-scope':
            return first('name these files in its `paths`, or narrow its prompt', retry);
        case 'timed-out':
            return first('raise its `timeout-minutes`, or make it smaller', retry);
        case 'rate-limited':
            return first('wait until the limit is over', retry);
        case 'cancelled':
            return { hint: null, next: `\`${resumeCommand(state)}\`` };
        default:
            return (0,assert/* assertNever */.x)(status);
    }
}
/** What a resolver left is worth a look: often little is missing. */
function conflictAdvice({ fate }, retry) {
    const again = 'starts it again on what is merged';
    if (fate?.kind !== 'conflict' || fate.left === null)
        return { hint: `a retry ${again}`, next: `${retry} ${again}` };
    const look = 'finish by hand what its resolver left on its branch';
    return { hint: `${look}, or retry`, next: `${look}, or ${retry} ${again}` };
}
function heldAdvice(state, { fate }, retry) {
    if (fate?.kind === 'held' && fate.cause === 'budget') {
        return first('raise `budget` in the configuration and commit it', `\`${resumeCommand(state)}\``);
    }
    return state.halt?.kind === 'base-red' ? first('make the base green', retry) : { hint: null, next: retry };
}
/** What to type next, most useful first; empty when everything is in. */
function runCommands(state) {
    if (state.finishedAt === null)
        return [];
    const status = (0,run_status/* runStatus */.em)(state);
    if (status === 'cancelled' || status === 'parked')
        return [resumeCommand(state)];
    const open = [...state.tasks.values()].some(facts => facts.fate?.kind !== 'merged');
    const stranded = state.landing.outcome?.kind === 'not-landed' && state.integration.published !== null;
    // Without a branch to land on, a retry would not find one either.
    if (stranded && state.target.kind === 'none') {
        return [...(open ? [retryCommand(state, null)] : []), `git merge ${(0,chain/* integrationBranch */.NG)(state.run)}`];
    }
    // When all is merged, a retry has nothing to do but to land it.
    return open || stranded ? [retryCommand(state, null)] : [];
}
function redAdvice(facts, retry) {
    const partners = facts.fate?.kind === 'red' ? facts.fate.with : [];
    if (partners.length === 0)
        return first('fix its prompt or the tests', retry);
    const ground = `on top of ${(0,units/* some */.zN)(partners, NAMED_CAUSES)}`;
    return { hint: `a retry starts it ${ground}`, next: `${retry} starts it ${ground}` };
}
function skippedAdvice(state, facts) {
    const causes = rootCauses(state, facts.task.id);
    if (causes.length === 0)
        return { hint: null, next: `\`${retryCommand(state, null)}\`` };
    const hint = `comes with a retry of ${(0,units/* some */.zN)(causes, NAMED_CAUSES)}`;
    return { hint, next: hint };
}
/** The tasks behind a skipped one that were not skipped themselves. */
function rootCauses(state, id) {
    const causes = new Set();
    const seen = new Set();
    const open = [id];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
        for (const need of state.graph.needs.get(next) ?? []) {
            if (seen.has(need))
                continue;
            seen.add(need);
            const kind = (0,run_state/* factsOf */.x)(state, need).fate?.kind;
            if (kind === 'skipped')
                open.push(need);
            else if (kind !== 'merged')
                causes.add(need);
        }
    }
    return [...state.tasks.keys()].filter(each => causes.has(each));
}
function first(hint, retry) {
    return { hint, next: `${hint}, then ${retry}` };
}
/** In a pull request the run is known, so a comment does not name it. */
function retryCommand(state, task) {
    const name = task === null ? '' : ` ${task}`;
    return state.host === 'cli' ? `braid retry ${state.run}${name}` : `/braid retry${name}`;
}
function resumeCommand(state) {
    return state.host === 'cli' ? `braid resume ${state.run}` : '/braid retry';
}

// EXTERNAL MODULE: ./build/shared/run/dispatch/budget.js
var budget = __webpack_require__(7384);
;// CONCATENATED MODULE: ./build/shared/run/dispatch/bill.js

function billOf(state) {
    const { usd, tokens } = state.config.budget;
    const ended = [...state.tasks.values()].flatMap(({ attempts }) => attempts.filter(({ end }) => end !== null));
    return {
        usd: account(usd, ended, attempt => ({
            known: attempt.end?.evidence.usage.costUsd ?? null,
            counted: isCounted(attempt, usd) ? (0,budget/* charge */.Ji)(attempt).usd : 0,
        })),
        tokens: account(tokens, ended, attempt => ({
            known: tokensOf(attempt),
            counted: tokens === null ? 0 : (0,budget/* charge */.Ji)(attempt).tokens,
        })),
    };
}
/** Where only tokens are limited, money is set aside and matters to nobody. */
function isCounted({ reserved }, budgetUsd) {
    return budgetUsd !== null || reserved?.source === 'budget';
}
function tokensOf({ end }) {
    const { inputTokens = null, outputTokens = null } = end?.evidence.usage ?? {};
    return inputTokens === null && outputTokens === null ? null : (inputTokens ?? 0) + (outputTokens ?? 0);
}
function account(budget, attempts, figuresOf) {
    const figures = attempts.map(figuresOf);
    const known = figures.flatMap(each => each.known ?? []);
    const beyond = figures.map(each => each.counted - (each.known ?? 0)).filter(each => each > 0);
    return {
        known: known.length === 0 ? null : sum(known),
        assumed: sum(beyond),
        assumedOf: beyond.length,
        budget,
    };
}
/** To a billionth: sums of cents are not exact. */
function sum(values) {
    return Number(values.reduce((total, value) => total + value, 0).toFixed(9));
}

;// CONCATENATED MODULE: ./build/shared/report/summary/candidate.js


const NAMED = 4;
/** "models and rename": what was merged on top of what had been verified before. */
function candidateNames(state) {
    const made = new Map();
    for (const { steps } of state.integration.chains.values()) {
        for (const [index, step] of steps.entries()) {
            if (step.kind === 'merged' && !made.has(step.after.tree))
                made.set(step.after.tree, steps.slice(0, index + 1));
        }
    }
    return tree => {
        if (tree === state.base.tree)
            return 'the base';
        const steps = made.get(tree);
        return steps === undefined
            ? `tree ${(0,units/* shortSha */.Fu)(tree)}`
            : (0,units/* some */.zN)(steps.flatMap(step => unitName(state, step)), NAMED);
    };
}
const known = new WeakMap();
/** Null: it is not merged, or nothing verifies. */
function coverOf(state, task) {
    const { integration } = state;
    const covers = known.get(integration) ?? findCovers(state);
    known.set(integration, covers);
    return covers.get(task) ?? null;
}
/** From the newest step back: each is covered by the first candidate at or behind it that was green. */
function findCovers(state) {
    const nameOf = candidateNames(state);
    const covers = new Map();
    let cover = null;
    for (const { unit, after } of state.integration.line.toReversed()) {
        const trials = state.integration.trials.get(after.tree) ?? [];
        const index = trials.findIndex(({ verdict }) => verdict.kind === 'green');
        const trial = trials[index];
        if (trial !== undefined) {
            const { at, durationMs } = trial;
            cover = { name: nameOf(after.tree), commit: after.commit, at, durationMs, trial: index + 1 };
        }
        for (const task of unit?.tasks ?? [])
            if (cover !== null)
                covers.set(task, cover);
    }
    return covers;
}
function unitName(state, { kind, unit }) {
    if (kind !== 'merged')
        return [];
    if (unit !== chain/* TARGET_UNIT */.FP)
        return [unit];
    return [state.target.kind === 'branch' ? `the new ${state.target.branch}` : 'the moved target'];
}

;// CONCATENATED MODULE: ./build/shared/report/summary/timing.js


/** The time an attempt has taken so far. */
function attemptMs(attempt, now) {
    if (attempt.end !== null)
        return attempt.end.evidence.durationMs;
    const { startedAt, jobOverAt = now } = attempt;
    return startedAt === null ? null : Math.max(0, jobOverAt - startedAt);
}
/** All attempts of a task together; null: none has started. */
function taskMs(facts, now) {
    return sumOfKnown(facts.attempts.map(attempt => attemptMs(attempt, now)));
}
/** Null when nothing is known, else the sum of what is. */
function sumOfKnown(values) {
    const known = values.filter(value => value !== null);
    return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0);
}
function costOf(facts) {
    return sumOfKnown(facts.attempts.map(attempt => attempt.end?.evidence.usage.costUsd ?? null));
}
/** Sequential runs have one worker, whatever is configured. */
function workers(state) {
    return state.choice.execution === 'parallel' && !state.fellBack ? state.config.parallel.maxWorkers : 1;
}
/** The chain of needs that took longest. Before anything ran: the one with most tasks. */
function longestPath(state, now) {
    const ends = new Map();
    let last = null;
    for (const id of state.graph.batches.flat()) {
        const facts = state.tasks.get(id);
        const own = facts === undefined ? 0 : (taskMs(facts, now) ?? 0);
        let before = null;
        for (const need of state.graph.needs.get(id) ?? []) {
            if (before === null || (ends.get(need)?.ms ?? 0) > (ends.get(before)?.ms ?? 0))
                before = need;
        }
        const ms = own + (before === null ? 0 : (ends.get(before)?.ms ?? 0));
        ends.set(id, { ms, before });
        if (last === null || ms > (ends.get(last)?.ms ?? 0))
            last = id;
    }
    const ms = last === null ? 0 : (ends.get(last)?.ms ?? 0);
    if (ms === 0)
        return { tasks: state.graph.criticalPath, ms };
    const tasks = [];
    for (let id = last; id !== null; id = ends.get(id)?.before ?? null)
        tasks.unshift(id);
    return { tasks, ms };
}
function totals(state, now) {
    const all = [...state.tasks.values()];
    const merged = all.filter(facts => facts.fate?.kind === 'merged').length;
    const wallMs = Math.max(0, (state.finishedAt ?? now) - state.startedAt - state.idleMs);
    const most = workers(state);
    const bill = billOf(state);
    const weighed = all.reduce((sum, facts) => sum + (taskMs(facts, now) ?? 0) * Math.min(facts.task.weight, most), 0);
    const work = sumOfKnown(all.map(facts => taskMs(facts, now))) ?? 0;
    return {
        tasks: all.length,
        merged,
        successRate: all.length === 0 ? 1 : merged / all.length,
        wallMs,
        taskMs: work,
        speedup: wallMs === 0 ? null : work / wallMs,
        lowerBoundMs: Math.max(longestPath(state, now).ms, Math.ceil(weighed / most)),
        costUsd: bill.usd.known,
        bill,
        verifications: [...state.integration.trials.values()].reduce((sum, trials) => sum + trials.length, 0),
    };
}
/** In the order in which they began. */
function verifications(state) {
    const nameOf = candidateNames(state);
    const views = [...state.integration.trials].flatMap(([tree, trials]) => trials.map(({ at, durationMs, verdict }) => ({
        name: nameOf(tree),
        startedAt: at - durationMs,
        durationMs,
        verdict: verdict.kind,
    })));
    return views.sort((a, b) => a.startedAt - b.startedAt);
}

;// CONCATENATED MODULE: ./build/shared/report/summary/batch-view.js



function batchViews(state, tasks) {
    const byId = new Map(tasks.map(task => [task.id, task]));
    return state.graph.batches.map((ids, index) => {
        const members = ids.flatMap(id => byId.get(id) ?? []);
        const status = (0,run_status/* batchStatus */.FS)(state, index + 1);
        const starts = members.flatMap(task => task.startedAt ?? []);
        const ends = members.flatMap(task => [task.endedAt, task.mergedAt]).filter(at => at !== null);
        const over = status === 'done' || status === 'failed';
        return {
            number: index + 1,
            tasks: ids,
            status,
            merged: members.filter(task => task.status === 'merged').length,
            worked: members.filter(task => task.status !== 'waiting' && task.status !== 'running').length,
            tally: tally(members),
            startedAt: starts.length === 0 ? null : Math.min(...starts),
            finishedAt: over && ends.length > 0 ? Math.max(...ends) : null,
            costUsd: sumOfKnown(members.map(task => task.costUsd)),
        };
    });
}
/** How many of each, the merged ones first. */
function tally(tasks) {
    const counts = new Map();
    for (const task of [...tasks].sort((a, b) => rank(a) - rank(b))) {
        counts.set(task.label, (counts.get(task.label) ?? 0) + 1);
    }
    return (0,units/* enumerate */.HL)([...counts].map(([label, count]) => `${count} ${label}`));
}
function rank(task) {
    return task.status === 'merged' ? 0 : task.tone === 'bad' ? 1 : 2;
}

;// CONCATENATED MODULE: ./build/shared/report/summary/headline.js
/** The first line of every report. It answers "is it in?" before anything else. */




/** All of it on one line. */
function headlineText({ plan, count, place }) {
    return `${plan}: ${count}${place === '' ? '' : ` · ${place}`}`;
}
function headline(state) {
    return { plan: state.plan.name, count: count(state), place: place(state) };
}
/** The project's tests were green on exactly the tree that all merged tasks are in. */
function isVerified(state) {
    const trials = state.integration.trials.get(state.integration.head.tree) ?? [];
    return (state.config.merge.verify.length > 0 &&
        mergedCount(state) > 0 &&
        trials.some(trial => trial.verdict.kind === 'green'));
}
function mergedCount(state) {
    return [...state.tasks.values()].filter(facts => facts.fate?.kind === 'merged').length;
}
function count(state) {
    const all = state.tasks.size;
    const merged = mergedCount(state);
    if (all === 0)
        return 'nothing is left to do';
    if (state.finishedAt === null)
        return `${merged} of ${all} ${all === 1 ? 'task' : 'tasks'} merged so far`;
    const cut = merged === all
        ? ''
        : state.cancel !== null
            ? 'cancelled, '
            : (0,run_status/* runStatus */.em)(state) === 'parked'
                ? 'parked, '
                : '';
    const where = merged === 0 || state.landing.outcome?.kind === 'landed' ? 'in' : 'merged';
    return `${cut}${share(merged, all)} ${where}`;
}
/** "in" is said of what reached the target only. */
function share(merged, all) {
    if (all === 1)
        return merged === 1 ? 'the only task is' : 'the only task is not';
    if (merged === all)
        return all === 2 ? 'both tasks are' : `all ${all} tasks are`;
    if (merged === 0)
        return `none of ${all} tasks is`;
    return `${merged} of ${all} tasks ${merged === 1 ? 'is' : 'are'}`;
}
function place(state) {
    if (state.tasks.size === 0)
        return '';
    if (state.finishedAt === null)
        return progress(state);
    const { outcome } = state.landing;
    if (mergedCount(state) === 0)
        return unmoved(state);
    return outcome === null ? kept(state, '') : landingPlace(state, outcome);
}
function progress(state) {
    const batches = state.graph.batches.map((_, index) => index + 1);
    const current = batches.find(number => !['done', 'failed'].includes((0,run_status/* batchStatus */.FS)(state, number)));
    if (state.cancel !== null)
        return 'being cancelled';
    return current === undefined ? 'landing' : `batch ${current} of ${batches.length}`;
}
function unmoved(state) {
    const unchanged = state.target.kind === 'branch' ? `${state.target.branch} is unchanged` : '';
    return [blockedBy(state) ?? '', unchanged].filter(part => part !== '').join(', ');
}
/** What kept everything out, when one thing did: a red base, a verification that cannot run. */
function blockedBy(state) {
    const { halt } = state;
    return halt === null || halt.kind === 'on-failure' || mergedCount(state) > 0 ? null : halt.reason;
}
function landingPlace(state, outcome) {
    switch (outcome.kind) {
        case 'landed': {
            const branch = state.target.kind === 'branch' ? state.target.branch : 'the result';
            return [`${branch} is at ${(0,units/* shortSha */.Fu)(outcome.commit)}`, verification(state)]
                .filter(part => part !== '')
                .join(', ');
        }
        case 'not-landed': {
            const { target } = state;
            const on = target.kind === 'branch' ? ` on ${target.branch}` : '';
            return kept(state, `not landed${on}: ${outcome.reason}; `);
        }
        case 'not-asked':
            return state.integration.published === null ? outcome.reason : kept(state, '');
        default:
            return (0,assert/* assertNever */.x)(outcome);
    }
}
/** The result stands on the integration branch. */
function kept(state, before) {
    const at = `${before}the result is at ${(0,chain/* integrationBranch */.NG)(state.run)}`;
    return [at, verification(state)].filter(part => part !== '').join(', ');
}
function verification(state) {
    const { verify } = state.config.merge;
    if (verify.length === 0)
        return 'unverified: no merge.verify is configured';
    if (!isVerified(state))
        return '';
    const commands = verify.map(command => `\`${command}\``);
    return `verified by ${commands.length > 3 ? `${commands.length} commands` : (0,units/* enumerate */.HL)(commands)}`;
}

// EXTERNAL MODULE: ./build/shared/run/attempts/evidence.js
var attempts_evidence = __webpack_require__(9592);
// EXTERNAL MODULE: ./build/shared/run/attempts/retry.js
var retry = __webpack_require__(8695);
// EXTERNAL MODULE: ./build/shared/run/dispatch/forecast.js + 3 modules
var forecast = __webpack_require__(9706);
;// CONCATENATED MODULE: ./build/shared/report/summary/look.js
const LOOKS = {
    waiting: { mark: '○', label: 'waiting', tone: 'quiet' },
    running: { mark: '◐', label: 'running', tone: 'busy' },
    verifying: { mark: '◎', label: 'verifying', tone: 'busy' },
    merged: { mark: '✔', label: 'merged', tone: 'good' },
    conflict: { mark: '✘', label: 'conflict', tone: 'bad' },
    red: { mark: '✘', label: 'red', tone: 'bad' },
    failed: { mark: '✘', label: 'failed', tone: 'bad' },
    held: { mark: '‖', label: 'held', tone: 'warn' },
    skipped: { mark: '–', label: 'skipped', tone: 'quiet' },
    'no-changes': { mark: '–', label: 'no changes', tone: 'warn' },
    'out-of-scope': { mark: '✘', label: 'out of scope', tone: 'bad' },
    'timed-out': { mark: '✘', label: 'timed out', tone: 'bad' },
    'rate-limited': { mark: '✘', label: 'rate-limited', tone: 'bad' },
    cancelled: { mark: '–', label: 'cancelled', tone: 'quiet' },
};

;// CONCATENATED MODULE: ./build/shared/report/summary/attempt-view.js
/** One try of a task, for the reader. */




/** The newest attempt looks as its task does. */
function attemptView(facts, attempt, of) {
    const evidence = attempt.end?.evidence;
    const usage = evidence?.usage;
    const { mark, tone } = attempt === facts.attempts.at(-1) ? LOOKS[of.status] : pastLook(attempt);
    return {
        number: attempt.number,
        mark,
        tone,
        cause: attemptCause(facts, attempt),
        base: attempt.base.commit,
        backend: attempt.backend,
        model: usage?.model ?? attempt.model,
        outcome: attempt.end?.outcome ?? null,
        reason: attempt.end?.reason || collisionOf(facts, attempt),
        startedAt: attempt.startedAt,
        endedAt: attempt.end?.at ?? attempt.jobOverAt ?? null,
        durationMs: attemptMs(attempt, of.now),
        turns: usage?.turns ?? null,
        costUsd: usage?.costUsd ?? null,
        tokens: { input: usage?.inputTokens ?? null, output: usage?.outputTokens ?? null },
        commit: evidence?.commit ?? null,
        log: evidence?.log ?? null,
        strays: evidence?.strays ?? [],
        tree: evidence?.tree ?? null,
    };
}
/** What came to nothing through no fault of its own is not marked as wrong. */
function pastLook({ end }) {
    const innocent = end === null || ['cancelled', 'rate-limited', 'lost', 'not-started'].includes(end.outcome);
    return innocent ? LOOKS.cancelled : LOOKS.failed;
}
function collisionOf(facts, { number }) {
    const clash = facts.conflicts.find(conflict => conflict.attempt === number);
    return clash === undefined ? '' : (0,run_status/* collision */.Zh)(clash.files);
}
/** "it collided with models in src/user.ts:10-14 and its conflict" */
function resolveCause({ conflicts }, { number }) {
    const clash = conflicts.findLast(conflict => conflict.attempt < number);
    return clash === undefined ? 'its conflict' : `it ${(0,run_status/* collision */.Zh)(clash.files)} and its conflict`;
}
function retryCause({ number, end }) {
    if (end === null || end.reason === '')
        return 'it was asked for again';
    switch (end.outcome) {
        case 'timed-out':
            return `try ${number} was ${end.reason}`;
        case 'not-started':
            return `try ${number} ${end.reason}`;
        default:
            return `try ${number} failed: ${end.reason}`;
    }
}
/** A backend sends back what it has no room for, and what it has no credentials or no money for. */
function requeueCause({ backend, end }) {
    return end === null || end.outcome === 'rate-limited'
        ? `${backend} was rate-limited`
        : `${backend} would not take it: ${end.reason}`;
}
/** Why an attempt was made, as the rest of a sentence that begins with "because". */
function attemptCause(facts, attempt) {
    const before = facts.attempts.findLast(each => each.number < attempt.number);
    switch (attempt.cause) {
        case 'first':
            return '';
        case 'retry':
            return before === undefined ? 'it was asked for again' : retryCause(before);
        case 'rerun': {
            const clash = facts.conflicts.findLast(conflict => conflict.attempt < attempt.number);
            return clash === undefined
                ? 'the ground it stood on has changed'
                : `try ${clash.attempt} ${(0,run_status/* collision */.Zh)(clash.files)}`;
        }
        case 'resolve':
            return `${resolveCause(facts, attempt)} is being resolved by ${attempt.backend}`;
        case 'requeue':
            return before === undefined ? 'it was sent back' : requeueCause(before);
        case 'restart':
            return before?.startedAt === null ? 'it had not begun' : 'it was interrupted';
        case 'asked':
            return 'it was asked for again';
        default:
            return (0,assert/* assertNever */.x)(attempt.cause);
    }
}

// EXTERNAL MODULE: ./build/shared/report/summary/reasons.js
var reasons = __webpack_require__(8097);
;// CONCATENATED MODULE: ./build/shared/report/summary/task-view.js












function taskView(state, facts, now) {
    const { task } = facts;
    const { status, reason: usual } = (0,run_status/* taskStatus */.al)(state, task.id);
    const reason = waitingReason(state, facts) ?? usual;
    const { mark, label, tone } = LOOKS[status];
    const { hint, next } = taskAdvice(state, facts, status);
    const attempts = facts.attempts.map(attempt => attemptView(facts, attempt, { status, now }));
    // A live display makes thousands of these a second; spread instead of assigned, each took a hundred times as long.
    return Object.assign(work(state, facts, attempts), {
        status,
        open: (0,run_status/* isOpen */.nT)(status),
        mark,
        label,
        tone,
        reason: reasonWithTries(status, reason, { last: attempts.at(-1), tries: countedTries(facts) }),
        hint,
        next,
        durationMs: taskMs(facts, now),
        costUsd: costOf(facts),
        tokens: {
            input: sumOfKnown(attempts.map(attempt => attempt.tokens.input)),
            output: sumOfKnown(attempts.map(attempt => attempt.tokens.output)),
        },
        failure: failureOf(facts),
        conflict: facts.conflicts.at(-1)?.files ?? (facts.fate?.kind === 'conflict' ? facts.fate.files : null),
        redWith: facts.fate?.kind === 'red' ? facts.fate.with : null,
    });
}
/** What it is, and what its attempts left. */
function work(state, facts, attempts) {
    const { task, batch } = facts;
    const { id, title, epic, type, after, paths, verify } = task;
    const last = attempts.at(-1);
    const evidence = facts.attempts.at(-1)?.end?.evidence;
    const commit = attempts.findLast(attempt => attempt.commit !== null)?.commit ?? null;
    const branch = commit === null ? null : (0,chain/* taskBranch */.Ip)(state.run, id);
    const merged = facts.fate?.kind === 'merged' ? facts.fate : null;
    const where = facts.attempts.at(-1) ?? whereTo(state, facts);
    return {
        id,
        title,
        epic,
        type,
        batch,
        needs: state.graph.needs.get(id) ?? [],
        after,
        paths,
        verify,
        why: [
            ...(0,reasons/* batchReasons */.K)(state.graph, task, batch),
            `on ${where.backend}, because ${where.reasons.join('; ')}`,
        ],
        backend: where.backend,
        model: last?.model ?? where.model,
        attempts,
        tries: countedTries(facts),
        base: last?.base ?? null,
        branch,
        keptOn: facts.fate === null || merged !== null ? null : branch,
        commit,
        mergeCommit: merged?.commit ?? null,
        verifiedIn: merged === null ? null : coverOf(state, id),
        mergedAt: merged?.at ?? null,
        startedAt: attempts.find(attempt => attempt.startedAt !== null)?.startedAt ?? null,
        endedAt: last?.endedAt ?? null,
        files: evidence?.files ?? [],
        notes: evidence?.notes ?? null,
        tail: evidence?.tail ?? '',
        log: evidence?.log ?? null,
        strays: (0,attempts_evidence/* strayText */.T3)(evidence?.strays ?? []),
        tree: evidence?.tree ?? null,
    };
}
/** Where it goes, as far as is known before its first attempt. */
function whereTo({ graph, config }, { task }) {
    const route = (0,forecast/* plannedRoute */.id)(task, graph, config);
    if (route.kind === 'routed')
        return route;
    const reasons = route.kind === 'impossible' ? [route.reason] : route.reasons;
    return { backend: task.backend ?? config.routing.defaultBackend, model: task.model, reasons };
}
/** Not what a backend sent back, nor what was called off before it began. */
function isTry({ end, startedAt }) {
    if (end === null)
        return true;
    return !(0,retry/* isSentBack */.sX)(end) && !(end.outcome === 'cancelled' && startedAt === null);
}
/** A first try needs no word. */
function reasonWithTries(status, reason, { last, tries }) {
    if (last === undefined || tries < 2)
        return reason;
    if (status === 'running')
        return `try ${last.number}${last.cause === '' ? '' : `, because ${last.cause}`}`;
    const counted = status === 'failed' || status === 'timed-out' || status === 'rate-limited';
    return counted ? `${reason} (${tries} tries)` : reason;
}
function countedTries({ attempts }) {
    return attempts.filter(isTry).length;
}
function failureOf(facts) {
    if (facts.fate?.kind === 'red')
        return facts.fate.failure;
    if (facts.fate?.kind === 'merged')
        return null;
    return facts.attempts.at(-1)?.end?.evidence.verifyFailure ?? null;
}

;// CONCATENATED MODULE: ./build/shared/report/summary.js










function summarize(state, now) {
    const tasks = [...state.tasks.values()].map(facts => taskView(state, facts, now));
    const critical = longestPath(state, now).tasks;
    const { head, published } = state.integration;
    const sums = totals(state, now);
    const bill = billText(sums.bill);
    const unmerged = attention(tasks);
    return {
        run: state.run,
        plan: state.plan.name,
        planFile: state.source.planFile,
        status: (0,run_status/* runStatus */.em)(state),
        headline: headline(state),
        mode: mode(state),
        base: state.base.commit,
        integration: head.commit === state.base.commit ? published : head.commit,
        integrationBranch: published === null ? null : (0,chain/* integrationBranch */.NG)(state.run),
        target: state.target.kind === 'branch' ? state.target.branch : null,
        landed: state.landing.landed,
        verified: isVerified(state),
        startedAt: state.startedAt,
        finishedAt: state.finishedAt,
        now,
        remarks: remarks(state),
        diagnostics: state.diagnostics,
        failure: state.halt?.failure ?? null,
        tasks,
        attention: unmerged,
        attentionTitle: attentionTitle(unmerged.length, state.finishedAt !== null),
        batches: batchViews(state, tasks),
        totals: sums,
        effort: effort(sums, bill),
        bill,
        edges: edges(tasks, critical),
        criticalPath: critical,
        verifications: verifications(state),
        next: runCommands(state),
    };
}
function mode(state) {
    const { execution, schedule, reasons } = state.choice;
    return {
        execution,
        schedule,
        workers: workers(state),
        routing: state.config.routing.enabled,
        size: `${(0,units/* plural */.LS)(state.tasks.size, 'task')} in ${(0,units/* plural */.LS)(state.graph.batches.length, 'batch', 'batches')}`,
        how: execution === 'parallel' ? `parallel, ${(0,units/* plural */.LS)(workers(state), 'worker')}` : 'one at a time',
        reasons,
    };
}
function remarks(state) {
    const { outcome } = state.landing;
    return [
        ...state.remarks,
        ...(state.fellBack
            ? ['no task of the first batch could start, so the run went on one task at a time']
            : []),
        ...(state.halt === null || state.finishedAt !== null
            ? []
            : [`no further task starts: ${state.halt.reason}`]),
        ...(state.finishedAt === null ? restsInTheWay(state) : []),
        ...(state.cancel === null ? [] : [`cancelled by ${state.cancel.by}`]),
        ...(outcome?.kind === 'landed' && outcome.remark !== null ? [outcome.remark] : []),
    ];
}
function attention(tasks) {
    const unmerged = tasks.filter(task => !task.open && task.status !== 'merged');
    const skipped = unmerged.filter(task => task.status === 'skipped');
    return [...unmerged.filter(task => task.status !== 'skipped'), ...skipped];
}
function attentionTitle(count, finished) {
    if (!finished)
        return `${(0,units/* plural */.LS)(count, 'task is', 'tasks are')} out so far`;
    return (0,units/* plural */.LS)(count, 'task needs you', 'tasks need you');
}
/** The saving is only claimed when there is one. */
function effort({ wallMs, taskMs, speedup, lowerBoundMs }, bill) {
    if (taskMs === 0)
        return `${(0,units/* duration */.p0)(wallMs)}, no task has run`;
    const faster = speedup !== null && speedup >= 1.05;
    const claim = faster
        ? `, ${(0,units/* ratio */.CG)(speedup)} times as fast as one by one (best possible ${(0,units/* duration */.p0)(lowerBoundMs)})`
        : '';
    const cost = bill.long === '' ? '' : ` · ${bill.long}`;
    return `${(0,units/* duration */.p0)(wallMs)} for ${(0,units/* duration */.p0)(taskMs)} of work${claim}${cost}`;
}
function edges(tasks, critical) {
    const byId = new Map(tasks.map(task => [task.id, task]));
    const steps = new Set(critical.map((id, index) => `${critical[index - 1]} ${id}`));
    return tasks.flatMap(({ id: to, needs, after }) => [
        ...needs.map(from => ({
            from,
            to,
            soft: false,
            satisfied: byId.get(from)?.status === 'merged',
            critical: steps.has(`${from} ${to}`),
        })),
        ...after
            .filter(from => !needs.includes(from))
            .map(from => ({ from, to, soft: true, satisfied: byId.get(from)?.open === false, critical: false })),
    ]);
}


/***/ })

};
