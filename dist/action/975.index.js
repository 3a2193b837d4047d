export const id = 975;
export const ids = [975];
export const modules = {

/***/ 2975:
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
// EXTERNAL MODULE: ./build/shared/io/hosted/show-answer.js
var show_answer = __webpack_require__(327);
// EXTERNAL MODULE: ./build/shared/report/github/answer.js
var github_answer = __webpack_require__(4709);
// EXTERNAL MODULE: ./build/shared/report/github/refusal.js + 1 modules
var github_refusal = __webpack_require__(112);
// EXTERNAL MODULE: ./build/action/environment.js
var environment = __webpack_require__(8466);
;// CONCATENATED MODULE: ./build/action/modes/announce.js
/** Answers at once, beside the tasks: the check runs and the comment for a start, a preview, a refusal, a question. Runs no code of others. */





async function announceJob(job) {
    const answer = (0,github_answer/* answerTo */.oy)(job.start, { site: (0,environment.siteOf)(job.surroundings), now: job.now });
    // First, since it takes no permission.
    if (answer.comment !== null)
        await job.summarize(answer.comment);
    warnOf(job);
    try {
        await (0,show_answer/* showAnswer */.I)(answer, { desk: job.desk, decision: job.start });
    }
    catch (error) {
        const isReadOnly = error instanceof problem/* GitHubProblem */.Jy && error.code === 'permission';
        // For what a fork or Dependabot causes, a token only reads: then the summary is all there is.
        if (job.start.refusal === null || !isReadOnly)
            throw error;
        job.say(`shown in the summary alone: ${error.message}`);
    }
}
/** Who asked on no pull request sees the workflow run, and nothing else. */
function warnOf({ start: { refusal, origin }, warn }) {
    if (refusal === null || origin?.pullRequest != null)
        return;
    const { title, what, next } = (0,github_refusal/* refusalWords */.W)(refusal);
    warn(`${title}. ${what} ${next}`);
}

// EXTERNAL MODULE: ./build/action/parts/github-here.js + 16 modules
var github_here = __webpack_require__(4394);
;// CONCATENATED MODULE: ./build/action/parts/announce-part.js



async function announcePart({ surroundings, token, input, say, warn, summarize, }) {
    const start = await (0,job/* handedStart */.Jr)(surroundings.folder);
    if (start === null)
        return say('there is nothing to announce');
    const desk = await (0,github_here/* openDesk */.A$)({ surroundings, token, input });
    await announceJob({ surroundings, desk, start, now: Date.now(), summarize, say, warn });
}


/***/ })

};
