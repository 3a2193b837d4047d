export const id = 50;
export const ids = [50];
export const modules = {

/***/ 7050:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  X: () => (/* binding */ showRun),
  z: () => (/* binding */ siteOf)
});

// EXTERNAL MODULE: ./build/shared/report/github/batch-check.js
var batch_check = __webpack_require__(5178);
// EXTERNAL MODULE: ./build/shared/report/github/check-run.js
var check_run = __webpack_require__(1103);
// EXTERNAL MODULE: ./build/shared/report/github/comment.js
var comment = __webpack_require__(6014);
// EXTERNAL MODULE: ./build/shared/report/github/links.js
var links = __webpack_require__(9818);
// EXTERNAL MODULE: ./build/shared/report/github/preview.js
var preview = __webpack_require__(7923);
// EXTERNAL MODULE: ./build/shared/report/github/refusal.js
var refusal = __webpack_require__(2275);
// EXTERNAL MODULE: ./build/shared/report/markdown/parts.js
var parts = __webpack_require__(5239);
// EXTERNAL MODULE: ./build/shared/report/markdown/run-sections.js
var run_sections = __webpack_require__(9093);
// EXTERNAL MODULE: ./build/shared/report/markdown/task-section.js + 1 modules
var task_section = __webpack_require__(3674);
// EXTERNAL MODULE: ./build/shared/report/markdown.js
var markdown = __webpack_require__(5210);
;// CONCATENATED MODULE: ./build/shared/report/job-summary.js
/** The report of a run in Markdown: for a job summary, and within a comment's limit for a pull request. */






/** GitHub's limits: 1 MiB for the summary of a step, 65,536 characters for a comment. Here both in bytes. */
const JOB_SUMMARY_LIMIT = 1024 * 1024;
const COMMENT_LIMIT = 65_536;
const VERSIONS = [
    { lines: 60, sections: 1000, diagrams: true, rows: 1000 },
    { lines: 20, sections: 1000, diagrams: true, rows: 1000 },
    { lines: 10, sections: 40, diagrams: true, rows: 1000 },
    { lines: 5, sections: 10, diagrams: true, rows: 300 },
    { lines: 0, sections: 0, diagrams: false, rows: 100 },
    { lines: 0, sections: 0, diagrams: false, rows: 10 },
];
function jobSummary(summary, { limit = JOB_SUMMARY_LIMIT, site } = {}) {
    return (0,markdown/* fitting */._Q)(limit, VERSIONS.map((wealth, index) => () => report(summary, wealth, { site: site ?? null, shortened: index > 0 })));
}
function report(summary, { lines, sections, diagrams, rows }, { site, shortened }) {
    const { plan, count } = summary.headline;
    const overview = [(0,run_sections/* taskTable */.AX)(summary.tasks, { site, rows }), (0,run_sections/* batchTable */.Fu)(summary), (0,run_sections/* how */.Tx)(summary, site)];
    const told = (0,run_sections/* tellingTasks */.EZ)(summary.tasks).slice(0, sections);
    const parts = [
        `### ${(0,markdown/* escapeMarkdown */.FV)(`${plan}: ${count}`)}`,
        (0,run_sections/* place */.ik)(summary, site),
        (0,run_sections/* failure */.V2)(summary, lines, site),
        (0,run_sections/* attention */.fP)(summary, { site, rows }),
        (0,markdown/* bulletList */.fF)(summary.remarks.map(markdown/* prose */.CS)),
        (0,markdown/* details */.zH)('All tasks, timing and cost', overview.join('\n\n')),
        diagrams ? (0,markdown/* details */.zH)('Graph and chart', `${(0,run_sections/* graph */.JB)(summary)}\n\n${(0,run_sections/* chart */.bW)(summary)}`) : '',
        ...told.map(task => (0,task_section/* taskSection */.T)(task, { lines, site })),
        (0,markdown/* escapeMarkdown */.FV)(summary.effort),
        shortened ? 'Shortened to fit: the whole report is in the files of the run.' : '',
    ];
    return `${parts.filter(part => part !== '').join('\n\n')}\n`;
}
/** Where a token may not comment, as for forks and Dependabot, this is all that is said. */
function refusalJobSummary(refusal, { site, limit } = {}) {
    return early(`Braid: ${refusalWords(refusal).title}`, refusalParts(refusal, site ?? null), limit);
}
function previewJobSummary(inputs, { limit } = {}) {
    return early(`${inputs.plan.name}: ${previewTitle(inputs)}`, previewParts(inputs), limit);
}
/** Before anything ran. */
function early(title, parts, limit = JOB_SUMMARY_LIMIT) {
    const heading = { rank: 0, fixed: true, versions: [`### ${escapeMarkdown(title)}`] };
    return fitParts([heading, ...parts], { most: limit, size: byteLength, notice: 'Shortened to fit.' });
}

// EXTERNAL MODULE: ./build/shared/report/summary.js + 10 modules
var report_summary = __webpack_require__(5504);
;// CONCATENATED MODULE: ./build/action/land/post.js
/** Shows a run where people look for it on GitHub: check runs, the one comment, the job's summary. */






function siteOf({ serverUrl, repository, runId }) {
    return { serverUrl, repository, detailsUrl: (0,links/* workflowRunUrl */.CX)({ serverUrl, repository }, runId) };
}
async function showRun(state, showing) {
    const { desk, site, origin, now } = showing;
    const summary = (0,report_summary/* summarize */.e)(state, state.finishedAt ?? now);
    const checks = [(0,check_run/* runCheck */.k_)(summary, { site }), ...(0,batch_check/* batchChecks */._)(summary, { site })];
    for (const check of checks)
        await desk.putCheckRun({ ...check, headSha: origin.commit });
    // A required check is looked for at the new head, too.
    const head = state.landing.landed;
    const [first] = checks;
    if (head !== null && head !== origin.commit && first !== undefined)
        await putCheck(desk, first, head);
    if (origin.pullRequest !== null) {
        const body = (0,comment/* runComment */.P6)(summary, { site });
        await desk.putComment({ issue: origin.pullRequest, marker: comment/* COMMENT_MARKER */.JO, body });
    }
    await showing.summarize(jobSummary(summary));
}
function putCheck(desk, check, headSha) {
    return desk.putCheckRun({ ...check, headSha });
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

/***/ 5178:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ batchChecks)
/* harmony export */ });
/* harmony import */ var _markdown_run_sections_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9093);
/* harmony import */ var _markdown_task_section_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3674);
/* harmony import */ var _check_run_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1103);
/* harmony import */ var _conflicts_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2552);




function batchChecks(summary, { site }) {
    return summary.batches.map(batch => batchCheck(summary, batch, site));
}
function batchCheck(summary, batch, site) {
    const tasks = summary.tasks.filter(task => batch.tasks.includes(task.id));
    const conclusion = batchConclusion(summary, batch, tasks);
    const own = { ...summary, tasks, attention: summary.attention.filter(task => tasks.includes(task)) };
    const count = `${batch.merged} of ${tasks.length} merged`;
    const rows = [1000, 200, 100, 50, 20];
    return {
        name: `${_check_run_js__WEBPACK_IMPORTED_MODULE_2__/* .RUN_CHECK */ .ZO} / batch ${batch.number}`,
        externalId: `${summary.run}/${batch.number}`,
        status: conclusion !== null ? 'completed' : batch.status === 'waiting' ? 'queued' : 'in_progress',
        conclusion,
        title: (0,_check_run_js__WEBPACK_IMPORTED_MODULE_2__/* .titleOf */ .Gg)(conclusion === 'success' ? batch.tally : `${count}: ${batch.tally}`),
        ...(0,_check_run_js__WEBPACK_IMPORTED_MODULE_2__/* .texts */ .Te)([
            { rank: 2, versions: rows.map(most => (0,_markdown_run_sections_js__WEBPACK_IMPORTED_MODULE_0__/* .taskTable */ .AX)(tasks, { site, rows: most })) },
            {
                rank: 1,
                versions: rows.map(most => (0,_markdown_run_sections_js__WEBPACK_IMPORTED_MODULE_0__/* .attention */ .fP)({ ...own, attentionTitle: 'What happened' }, { site, rows: most })),
            },
        ], sections(tasks, site), site),
        annotations: (0,_conflicts_js__WEBPACK_IMPORTED_MODULE_3__/* .conflictAnnotations */ .j)(summary, tasks),
        actions: [],
    };
}
function batchConclusion({ status, verified, finishedAt }, { status: own }, tasks) {
    // A run that has ended leaves no batch behind that goes on.
    if (own !== 'done' && own !== 'failed' && finishedAt === null)
        return null;
    if (tasks.every(task => task.status === 'merged'))
        return verified ? 'success' : 'neutral';
    if (tasks.some(task => task.tone === 'bad'))
        return 'failure';
    if (status === 'parked')
        return 'action_required';
    return tasks.some(task => task.status === 'cancelled') ? 'cancelled' : 'failure';
}
function sections(tasks, site) {
    return (0,_markdown_run_sections_js__WEBPACK_IMPORTED_MODULE_0__/* .tellingTasks */ .EZ)(tasks).map((task, index) => ({
        rank: index,
        versions: [40, 10, 0].map(lines => (0,_markdown_task_section_js__WEBPACK_IMPORTED_MODULE_1__/* .taskSection */ .T)(task, { lines, site })),
    }));
}


/***/ }),

/***/ 1103:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gg: () => (/* binding */ titleOf),
/* harmony export */   RG: () => (/* binding */ previewCheck),
/* harmony export */   Te: () => (/* binding */ texts),
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
    const [first, second] = split((0,_run_parts_js__WEBPACK_IMPORTED_MODULE_7__/* .runParts */ .e)(summary, site));
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

/***/ 6014:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A9: () => (/* binding */ statusComment),
/* harmony export */   JO: () => (/* binding */ COMMENT_MARKER),
/* harmony export */   P6: () => (/* binding */ runComment),
/* harmony export */   Wy: () => (/* binding */ previewComment),
/* harmony export */   X2: () => (/* binding */ helpComment),
/* harmony export */   kT: () => (/* binding */ refusalComment)
/* harmony export */ });
/* unused harmony export COMMENT_LIMIT */
/* harmony import */ var _markdown_parts_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5239);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5210);
/* harmony import */ var _links_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9818);
/* harmony import */ var _preview_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7923);
/* harmony import */ var _refusal_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2275);
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
    return comment(summary.headline.count, (0,_run_parts_js__WEBPACK_IMPORTED_MODULE_5__/* .runParts */ .e)(summary, site), { site, footer: (0,_run_parts_js__WEBPACK_IMPORTED_MODULE_5__/* .footer */ .q)(summary, site) });
}
function previewComment(inputs, options) {
    return answer((0,_preview_js__WEBPACK_IMPORTED_MODULE_3__/* .previewTitle */ .V)(inputs), (0,_preview_js__WEBPACK_IMPORTED_MODULE_3__/* .previewParts */ .J)(inputs), options);
}
function refusalComment(refusal, options) {
    return answer((0,_refusal_js__WEBPACK_IMPORTED_MODULE_4__/* .refusalWords */ .W)(refusal).title, (0,_refusal_js__WEBPACK_IMPORTED_MODULE_4__/* .refusalParts */ .D)(refusal, options.site), options);
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
    return comment(title, [...parts, ...below], { site, footer: (0,_run_parts_js__WEBPACK_IMPORTED_MODULE_5__/* .footer */ .q)(run ?? null, site) });
}
function runBelow(run, site) {
    const title = (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .escapeMarkdown */ .FV)(`${run.run}: ${run.headline.count}`);
    return [
        { rank: 0, fixed: true, versions: [`---\n\n#### ${title}`] },
        // What was asked for just now matters more than what was there.
        ...(0,_run_parts_js__WEBPACK_IMPORTED_MODULE_5__/* .runParts */ .e)(run, site).map(part => ({ ...part, rank: part.rank + 10 })),
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
    return site === null ? name : link(name, `${home(site)}/commit/${encodeURIComponent(commit)}`);
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
    return link(label, `${home(site)}/compare/${encodeURIComponent(base)}...${path(branch)}`);
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
    const isHere = site !== null && log.startsWith(`${home(site)}/`);
    return isHere ? link('log', log) : `log: ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(log)}`;
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
/* harmony import */ var _assert_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5236);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5210);
/* harmony import */ var _preview_preview_view_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9353);
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
        case 'token-not-allowed':
        case 'fork':
        case 'dependabot':
            return permissionWords(refusal);
        case 'closed':
        case 'conflicting':
        case 'head-moved':
            return pullRequestWords(refusal);
        case 'already-running':
        case 'nothing-to-retry':
        case 'nothing-to-cancel':
        case 'no-run':
        case 'no-task':
            return runWords(refusal);
        case 'no-command':
            return {
                title: 'no such command',
                what: `\`${refusal.said}\` is no command of Braid’s.`,
                next: '`/braid help` lists them.',
            };
        default:
            return (0,_assert_js__WEBPACK_IMPORTED_MODULE_4__/* .assertNever */ .x)(refusal);
    }
}
function invalidPlan(diagnostics) {
    const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
    const files = [
        ...new Set(diagnostics.filter(({ severity }) => severity === 'error').map(({ file }) => file)),
    ];
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
        case 'token-not-allowed':
            return {
                title: `the workflow needs ${refusal.needs}`,
                what: `GitHub refused Braid’s token${refusal.said === null ? '' : `: “${refusal.said}”`}.`,
                next: `Give the job \`${refusal.needs}\` under \`permissions:\` in the workflow file; if it is there, an organisation’s setting may forbid it.`,
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
            return (0,_assert_js__WEBPACK_IMPORTED_MODULE_4__/* .assertNever */ .x)(refusal);
    }
}
function pullRequestWords(refusal) {
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
        case 'head-moved':
            return {
                title: 'the branch has moved',
                what: `It was asked for \`${(0,_units_js__WEBPACK_IMPORTED_MODULE_3__/* .shortSha */ .Fu)(refusal.asked)}\`, and the branch is at \`${(0,_units_js__WEBPACK_IMPORTED_MODULE_3__/* .shortSha */ .Fu)(refusal.head)}\` now. Braid runs the plan that was there when it was asked.`,
                next: 'Look at the new commits, then say `/braid run` again.',
            };
        default:
            return (0,_assert_js__WEBPACK_IMPORTED_MODULE_4__/* .assertNever */ .x)(refusal);
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
            return (0,_assert_js__WEBPACK_IMPORTED_MODULE_4__/* .assertNever */ .x)(refusal);
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
    'head-moved',
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
/* harmony export */   e: () => (/* binding */ runParts),
/* harmony export */   q: () => (/* binding */ footer)
/* harmony export */ });
/* harmony import */ var _markdown_run_sections_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9093);
/* harmony import */ var _markdown_task_section_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3674);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5210);
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2380);
/* harmony import */ var _links_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9818);





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
    const now = busy.length === 0 ? '' : `\n\nAt work: ${(0,_units_js__WEBPACK_IMPORTED_MODULE_4__/* .some */ .zN)(busy, NAMED_AT_WORK)}.`;
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
        ...(summary !== null && summary.finishedAt === null ? [`as of ${(0,_units_js__WEBPACK_IMPORTED_MODULE_4__/* .moment */ .n$)(summary.now)}`] : []),
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
/** A sentence for each task that will be held; empty: the budget will do, or there is none. */
function heldTexts({ held }) {
    return held
        .slice(0, NAMED)
        .map(outlook_text_text)
        .concat(rest(held.length - NAMED));
}
function outlook_text_text({ task, unit, needs, left }) {
    const named = (value) => (unit === 'usd' ? (0,units/* money */.TG)(value) : `${(0,units/* grouped */.zD)(Math.round(value))} tokens`);
    return left === null
        ? `${task} cannot start: ${named(needs)} are set aside for it, and that is more than the whole budget`
        : `the run will likely park before ${task}: ${named(needs)} are set aside for it, and about ${named(left)} will be left`;
}
function rest(more) {
    return more > 0 ? [`and ${more} more that the budget will not do for`] : [];
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
    return `set aside for an attempt: ${shown.join('; ')}`;
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
    const { unpriced, estimates } = forecast;
    const priced = [...estimates.values()].some(({ source: from }) => from === 'price');
    const from = priced ? 'guesses of Braid’s and the prices of the configuration' : 'guesses of Braid’s';
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

/***/ 5504:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  e: () => (/* binding */ summarize)
});

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
// EXTERNAL MODULE: ./build/shared/run/dispatch/budget.js
var budget = __webpack_require__(7384);
// EXTERNAL MODULE: ./build/shared/run/state.js
var run_state = __webpack_require__(963);
;// CONCATENATED MODULE: ./build/shared/report/summary/advice.js
/** What a person can do about a task that is not merged, and about the run. */






/** Which of the skipped task's needs are the cause, at most so many by name. */
const NAMED_CAUSES = 3;
const NOTHING = { hint: null, next: null };
/** A run that goes on cannot be told to retry yet. */
function taskAdvice(state, facts, status) {
    const advice = finalAdvice(state, facts, status);
    return state.finishedAt === null ? { hint: advice.hint, next: advice.hint } : advice;
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
            return failedAdvice(state, facts, retry);
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
/** A task's budget is for all its attempts, those that a person asks for included: without more a retry ends at once. */
function failedAdvice(state, facts, retry) {
    return (0,budget/* exhausted */.uW)(state, facts) === null
        ? { hint: null, next: `fix the cause or its prompt, then ${retry}` }
        : first('raise its `budget-usd`, or `budget.per-task-usd`', retry);
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
        return first('raise `budget` in the configuration, and commit it', `\`${resumeCommand(state)}\``);
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
    return attempt.startedAt === null ? null : Math.max(0, now - attempt.startedAt);
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
// EXTERNAL MODULE: ./build/shared/run/dispatch/forecast.js + 1 modules
var forecast = __webpack_require__(153);
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
        endedAt: attempt.end?.at ?? null,
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
/** Why an attempt was made, as the rest of a sentence that begins with "because". */
function attemptCause(facts, attempt) {
    const before = facts.attempts.findLast(each => each.number < attempt.number);
    switch (attempt.cause) {
        case 'first':
            return '';
        case 'retry':
            return before?.end == null || before.end.reason === ''
                ? 'it was asked for again'
                : `try ${before.number} ended with ${before.end.reason}`;
        case 'rerun': {
            const clash = facts.conflicts.findLast(conflict => conflict.attempt < attempt.number);
            return clash === undefined
                ? 'the ground it stood on has changed'
                : `try ${clash.attempt} ${(0,run_status/* collision */.Zh)(clash.files)}`;
        }
        case 'resolve':
            return `${resolveCause(facts, attempt)} is being resolved by ${attempt.backend}`;
        case 'requeue':
            return 'the backend was rate-limited';
        case 'restart':
            return 'it was interrupted';
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
    const { status, reason } = (0,run_status/* taskStatus */.al)(state, task.id);
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
    const { id, title, epic, type, after, paths } = task;
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
    const route = (0,forecast/* plannedRoute */.i)(task, graph, config);
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

/***/ 153:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  g: () => (/* binding */ forecast),
  i: () => (/* binding */ plannedRoute)
});

// EXTERNAL MODULE: ./build/shared/plan/graph.js + 6 modules
var plan_graph = __webpack_require__(5076);
// EXTERNAL MODULE: ./build/shared/routing/route.js + 10 modules
var route = __webpack_require__(8469);
// EXTERNAL MODULE: ./build/shared/run/dispatch/estimate.js
var estimate = __webpack_require__(2995);
// EXTERNAL MODULE: ./build/shared/run/dispatch/budget.js
var budget = __webpack_require__(7384);
;// CONCATENATED MODULE: ./build/shared/run/dispatch/outlook.js


/** Each task once, one after another: retries come on top, and what is set aside side by side comes back. */
function outlook({ plan, graph, config, routes }) {
    const tasks = new Map(plan.tasks.map(task => [task.id, task]));
    const asides = new Map();
    const held = [];
    const lost = new Set();
    const left = { usd: config.budget.usd, tokens: config.budget.tokens };
    for (const id of graph.batches.flat()) {
        const task = tasks.get(id);
        const work = workOf(config, routes.get(id));
        const aside = task === undefined || work === null ? null : (0,budget/* setAside */.Fi)(config.budget, task, { work, spent: 0 });
        if (work === null || aside === null)
            continue;
        asides.set(id, aside);
        const isLost = (graph.needs.get(id) ?? []).some(need => lost.has(need));
        const short = isLost ? null : shortage(id, aside, { budget: config.budget, left });
        if (short !== null)
            held.push(short);
        if (isLost || short !== null)
            lost.add(id);
        else
            spend(left, work, aside);
    }
    return { asides, held };
}
function workOf({ backends }, route) {
    if (route?.kind !== 'routed' || !Object.hasOwn(backends, route.backend))
        return null;
    const backend = backends[route.backend];
    return backend === undefined ? null : { backend, tier: route.tier, model: route.model };
}
function shortage(task, aside, { budget, left }) {
    for (const unit of ['usd', 'tokens']) {
        const [whole, rest, needs] = [budget[unit], left[unit], aside[unit]];
        if (whole !== null && needs > whole)
            return { task, unit, needs, left: null };
        if (rest !== null && needs > rest)
            return { task, unit, needs, left: Math.max(0, rest) };
    }
    return null;
}
/** What an attempt is expected to take, and of what nobody knows all that is set aside. */
function spend(left, work, aside) {
    const { usd } = (0,estimate/* estimate */.jA)(work);
    const expected = usd ?? (0,estimate/* assumedUsd */.Pu)(work.tier);
    if (left.usd !== null)
        left.usd -= usd === null ? aside.usd : Math.min(expected, aside.usd);
    if (left.tokens !== null)
        left.tokens -= aside.tokens;
}

;// CONCATENATED MODULE: ./build/shared/run/dispatch/forecast.js




function forecast({ plan, graph, choice, config }) {
    const routes = new Map(plan.tasks.map(task => [task.id, plannedRoute(task, graph, config)]));
    const estimates = new Map(plan.tasks.flatMap(({ id }) => estimateOf(id, routes.get(id), config)));
    const minutesOf = (id) => estimates.get(id)?.minutes ?? 0;
    const weights = new Map(plan.tasks.map(({ id, weight }) => [id, weight]));
    const workers = choice.execution === 'parallel' ? config.parallel.maxWorkers : 1;
    const span = ({ batches }) => batches.reduce((sum, batch) => sum + spanOf(batch, { minutesOf, weights, workers }), 0);
    const minutes = span(graph);
    const known = [...estimates].filter(([, { usd }]) => usd !== null);
    const free = graph.serialized.length === 0 ? graph : (0,plan_graph/* buildGraph */.ZG)(plan, { overlap: 'allow' });
    return {
        routes,
        estimates,
        minutes,
        minutesOneByOne: plan.tasks.reduce((sum, { id }) => sum + minutesOf(id), 0),
        minutesForOverlap: Math.max(0, minutes - span(free)),
        usd: known.length === 0 ? null : known.reduce((sum, [, { usd }]) => sum + (usd ?? 0), 0),
        unpriced: [...estimates].flatMap(([id, { usd }]) => (usd === null ? [id] : [])),
        outlook: outlook({ plan, graph, config, routes }),
    };
}
/** As if all backends were there, and nothing were spent. */
function plannedRoute(task, graph, config) {
    const { routing, backends, budget } = config;
    const budgetLeftShare = budget.usd === null && budget.tokens === null ? null : 1;
    return (0,route/* route */.w)(task, { graph, routing, backends, health: new Map(), budgetLeftShare });
}
function estimateOf(id, found, config) {
    if (found?.kind !== 'routed')
        return [];
    const backend = config.backends[found.backend];
    return backend === undefined ? [] : [[id, (0,estimate/* estimate */.jA)({ backend, tier: found.tier, model: found.model })]];
}
/** Whoever is next takes the workers that are free first; who needs several waits for all of them. */
function spanOf(batch, { minutesOf, weights, workers }) {
    const free = Array.from({ length: Math.min(workers, Math.max(1, batch.length)) }, () => 0);
    for (const id of batch) {
        free.sort((a, b) => a - b);
        const taken = Math.min(weights.get(id) ?? 1, free.length);
        const end = (free[taken - 1] ?? 0) + minutesOf(id);
        free.fill(end, 0, taken);
    }
    return Math.max(0, ...free);
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
