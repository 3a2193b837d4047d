export const id = 538;
export const ids = [538];
export const modules = {

/***/ 9538:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  announcePart: () => (/* binding */ announcePart)
});

// EXTERNAL MODULE: ./build/action/job.js + 1 modules
var job = __webpack_require__(6679);
// EXTERNAL MODULE: ./build/shared/io/github/api/problem.js
var problem = __webpack_require__(1369);
// EXTERNAL MODULE: ./build/shared/report/github/comment.js
var github_comment = __webpack_require__(6014);
;// CONCATENATED MODULE: ./build/shared/io/hosted/show-answer.js

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
    if (issue !== null && comment !== null)
        await desk.putComment({ issue, marker: github_comment/* COMMENT_MARKER */.JO, body: comment });
}

// EXTERNAL MODULE: ./build/shared/plan/graph.js + 6 modules
var plan_graph = __webpack_require__(5076);
// EXTERNAL MODULE: ./build/shared/plan/mode.js
var mode = __webpack_require__(35);
// EXTERNAL MODULE: ./build/shared/run/dispatch/forecast.js + 1 modules
var forecast = __webpack_require__(153);
// EXTERNAL MODULE: ./build/shared/run/transition.js + 4 modules
var transition = __webpack_require__(7839);
// EXTERNAL MODULE: ./build/shared/report/summary.js + 11 modules
var summary = __webpack_require__(5542);
// EXTERNAL MODULE: ./build/shared/report/github/check-run.js
var check_run = __webpack_require__(1103);
;// CONCATENATED MODULE: ./build/shared/report/github/answer.js
/** What is shown at once for what somebody asked: for a start, a preview, a refusal, a question. */







function answerTo({ refusal, command, events, journal, labelPrefix }, { site, now, buttons = false }) {
    const before = summaryOf(journal, now);
    if (refusal !== null) {
        const check = (0,check_run/* refusalCheck */.xA)(refusal, { site });
        const comment = (0,github_comment/* refusalComment */.kT)(refusal, { site, run: before });
        return { comment, checks: check === null || before !== null ? [] : [check] };
    }
    switch (command) {
        case 'help':
            return { comment: (0,github_comment/* helpComment */.X2)({ site, run: before, labelPrefix }), checks: [] };
        case 'status':
            return { comment: (0,github_comment/* statusComment */.A9)({ site, run: before }), checks: [] };
        case 'plan':
            return preview(events, { site, before });
        default: {
            const run = summaryOf([...journal, ...events], now);
            if (run === null)
                return { comment: null, checks: [] };
            return { comment: (0,github_comment/* runComment */.P6)(run, { site }), checks: [(0,check_run/* runCheck */.k_)(run, { site, buttons })] };
        }
    }
}
function summaryOf(events, now) {
    const state = (0,transition/* replay */.e)(events);
    return state === null ? null : (0,summary/* summarize */.e)(state, state.finishedAt ?? now);
}
function preview(events, { site, before }) {
    const [start] = events;
    if (start?.type !== 'run-started')
        return { comment: null, checks: [] };
    const { plan, config } = start;
    const graph = (0,plan_graph/* buildGraph */.ZG)(plan, { overlap: config.overlap });
    const planned = {
        plan,
        graph,
        choice: (0,mode/* chooseExecution */.G)(plan, graph, { config, lengths: (0,forecast/* planLengths */.ve)(plan, graph, config) }),
        config,
    };
    const inputs = { ...planned, forecast: (0,forecast/* forecast */.g3)(planned) };
    return {
        comment: (0,github_comment/* previewComment */.Wy)(inputs, { site, run: before }),
        checks: [(0,check_run/* previewCheck */.RG)(inputs, { site })],
    };
}

// EXTERNAL MODULE: ./build/action/environment.js
var environment = __webpack_require__(8466);
;// CONCATENATED MODULE: ./build/action/modes/announce.js
/** Answers at once, beside the tasks: the check runs and the comment for a start, a preview, a refusal, a question. Runs no code of others. */




async function announceJob(job) {
    const answer = answerTo(job.start, { site: (0,environment.siteOf)(job.surroundings), now: job.now });
    // First, since it takes no permission.
    if (answer.comment !== null)
        await job.summarize(answer.comment);
    try {
        await showAnswer(answer, { desk: job.desk, decision: job.start });
    }
    catch (error) {
        const isReadOnly = error instanceof problem/* GitHubProblem */.Jy && error.code === 'permission';
        // For what a fork or Dependabot causes, a token only reads: then the summary is all there is.
        if (job.start.refusal === null || !isReadOnly)
            throw error;
        job.say(`shown in the summary alone: ${error.message}`);
    }
}

// EXTERNAL MODULE: ./build/action/parts/github-here.js + 15 modules
var github_here = __webpack_require__(8018);
;// CONCATENATED MODULE: ./build/action/parts/announce-part.js



async function announcePart({ surroundings, token, input, say, summarize, }) {
    const start = await (0,job/* handedStart */.Jr)(surroundings.folder);
    if (start === null)
        return say('there is nothing to announce');
    const desk = await (0,github_here/* openDesk */.A)({ surroundings, token, input });
    await announceJob({ surroundings, desk, start, now: Date.now(), summarize, say });
}


/***/ })

};
