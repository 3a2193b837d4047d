export const id = 646;
export const ids = [646];
export const modules = {

/***/ 2646:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  landPart: () => (/* binding */ landPart)
});

// EXTERNAL MODULE: ./build/shared/io/handover/from-jobs.js
var from_jobs = __webpack_require__(4066);
// EXTERNAL MODULE: ./build/shared/io/hosted/legs.js
var legs = __webpack_require__(6148);
// EXTERNAL MODULE: ./build/action/job.js + 1 modules
var action_job = __webpack_require__(6679);
// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(8500);
// EXTERNAL MODULE: ./build/shared/io/asking/known-runs.js
var known_runs = __webpack_require__(6621);
// EXTERNAL MODULE: ./build/shared/io/handover/hop.js
var handover_hop = __webpack_require__(8762);
// EXTERNAL MODULE: ./build/shared/io/journal/ref-transaction.js
var ref_transaction = __webpack_require__(1057);
// EXTERNAL MODULE: ./build/shared/io/journal/run-refs.js
var run_refs = __webpack_require__(4615);
;// CONCATENATED MODULE: ./build/shared/io/hosted/others.js
/** Other workflow runs that are at work for a run, and those that should be. */
/** As the workflow file's `run-name` has it. */
function hopTitle(run, version) {
    return `${titlePrefix(run)}${version}`;
}
function titlePrefix(run) {
    return `Braid ${run} `;
}
/** Workflow runs that go on with a run, this one not among them, newest first. */
async function runsFor({ desk, workflowRun: own }, { run, origin: { workflow, workflowRun }, since }) {
    const dispatched = await desk.workflowRuns({ workflow, since });
    // That one was started by whoever asked, and not by a dispatch.
    const first = workflowRun === null ? null : await desk.workflowRun(workflowRun);
    const runs = dispatched.filter(({ id, title }) => id !== first?.id && title.startsWith(titlePrefix(run)));
    return [...runs, ...(first === null ? [] : [first])].filter(({ id }) => id !== own);
}
/** Whether any was at work: its own last job then ends the run. */
async function cancelOthers(elsewhere, begun) {
    const active = (await runsFor(elsewhere, begun)).filter(({ isOver }) => !isOver);
    for (const { id } of active)
        await cancel(elsewhere, id);
    return active.length > 0;
}
/** Of a run that has no journal yet; false: nothing is at work at this commit. */
async function cancelAnnounced(elsewhere, origin) {
    const id = await elsewhere.desk.announcedRun(origin.commit);
    if (id === null)
        return false;
    await cancel(elsewhere, id);
    return true;
}
async function cancel({ desk, say }, id) {
    say(`cancelling workflow run ${id}`);
    await desk.cancelRun(id);
}

;// CONCATENATED MODULE: ./build/shared/io/hosted/dispatch-hop.js




async function dispatchHop(dispatch) {
    const { clone, desk, state, hop, changesWorkflows = false } = dispatch;
    const { run, origin } = state;
    if (origin === null)
        throw new Error(`run \`${run}\` was not started on GitHub`);
    const version = await versionOf(clone, run);
    await desk.dispatch({
        workflow: origin.workflow,
        branch: origin.defaultBranch,
        title: hopTitle(run, version),
        inputs: {
            ...hopInputs(state, hop, version),
            // Their jobs must not hold the token that this depends on.
            'changes-workflows': String(changesWorkflows),
        },
    });
}
/** As the workflow file's inputs are called. */
function hopInputs(state, hop, version) {
    return {
        run: state.run,
        hop: version,
        matrix: JSON.stringify(hop.tasks),
        'at-once': String(hop.atOnce),
        legs: JSON.stringify((0,legs/* legsOf */.x)(hop)),
        base: state.integration.head.commit,
    };
}
/** Which state of the run a workflow run goes on with. */
async function versionOf({ repository }, run) {
    const ref = (0,run_refs/* journalRef */.fp)(run);
    return (await (0,ref_transaction/* readRefs */.n6)(repository.git, [ref])).get(ref)?.commit.slice(0, 12) ?? '';
}

// EXTERNAL MODULE: ./build/shared/io/hosted/show-answer.js
var show_answer = __webpack_require__(327);
// EXTERNAL MODULE: ./build/shared/report/markdown/run-sections.js
var run_sections = __webpack_require__(9093);
// EXTERNAL MODULE: ./build/shared/report/markdown/task-section.js + 1 modules
var task_section = __webpack_require__(3674);
// EXTERNAL MODULE: ./build/shared/report/github/check-run.js
var check_run = __webpack_require__(1103);
// EXTERNAL MODULE: ./build/shared/report/github/conflicts.js
var conflicts = __webpack_require__(2552);
;// CONCATENATED MODULE: ./build/shared/report/github/batch-check.js




function batchChecks(summary, { site }) {
    return summary.batches.map(batch => batchCheck(summary, batch, site));
}
function batchCheck(summary, batch, site) {
    const tasks = summary.tasks.filter(task => batch.tasks.includes(task.id));
    const conclusion = batchConclusion(summary, batch, tasks);
    const own = { ...summary, tasks, attention: summary.attention.filter(task => tasks.includes(task)) };
    const rows = [1000, 200, 100, 50, 20];
    return {
        name: `${check_run/* RUN_CHECK */.ZO} / batch ${batch.number}`,
        externalId: `${summary.run}/${batch.number}`,
        status: conclusion !== null ? 'completed' : batch.status === 'waiting' ? 'queued' : 'in_progress',
        conclusion,
        title: (0,check_run/* titleOf */.Gg)(batch.tally),
        ...(0,check_run/* texts */.Te)([
            { rank: 2, versions: rows.map(most => (0,run_sections/* taskTable */.AX)(tasks, { site, rows: most })) },
            {
                rank: 1,
                versions: rows.map(most => (0,run_sections/* attention */.fP)({ ...own, attentionTitle: 'What happened' }, { site, rows: most })),
            },
        ], sections(tasks, site), site),
        annotations: (0,conflicts/* conflictAnnotations */.j)(summary, tasks),
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
    return (0,run_sections/* tellingTasks */.EZ)(tasks).map((task, index) => ({
        rank: index,
        versions: [40, 10, 0].map(lines => (0,task_section/* taskSection */.T)(task, { lines, site })),
    }));
}

// EXTERNAL MODULE: ./build/shared/report/github/comment.js
var comment = __webpack_require__(6014);
// EXTERNAL MODULE: ./build/shared/report/github/preview.js
var preview = __webpack_require__(7923);
// EXTERNAL MODULE: ./build/shared/report/github/refusal.js + 1 modules
var refusal = __webpack_require__(112);
// EXTERNAL MODULE: ./build/shared/report/markdown/parts.js
var parts = __webpack_require__(5239);
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

// EXTERNAL MODULE: ./build/shared/report/summary.js + 11 modules
var report_summary = __webpack_require__(5542);
// EXTERNAL MODULE: ./build/shared/run/integration/chain.js
var chain = __webpack_require__(3478);
;// CONCATENATED MODULE: ./build/shared/io/hosted/show-run.js
/** Shows a run where people look for it on GitHub: check runs, the one comment, the job's summary. */






async function showRun(state, showing) {
    const { desk, site, origin, now, buttons = false } = showing;
    const summary = (0,report_summary/* summarize */.e)(state, state.finishedAt ?? now);
    const run = (0,check_run/* runCheck */.k_)(summary, { site, buttons });
    await desk.putCheckRun({ ...run, headSha: origin.commit });
    for (const check of changedBatches(summary, showing))
        await desk.putCheckRun({ ...check, headSha: origin.commit });
    // A required check is looked for at the new head, too.
    const head = state.landing.landed;
    // A run that goes on after it has landed may land elsewhere, and then nobody would bring this one to its end.
    if (head !== null && head !== origin.commit && state.finishedAt !== null)
        await desk.putCheckRun({ ...run, headSha: head });
    const issue = origin.pullRequest ?? (await openPullRequest(state, summary, showing));
    if (issue !== null) {
        await desk.putComment({ issue, marker: comment/* COMMENT_MARKER */.JO, body: (0,comment/* runComment */.P6)(summary, { site }) });
    }
    await showing.summarize(jobSummary(summary, { site }));
}
/** What a batch looked like before is there already, or was not worth a check run yet. */
function changedBatches(summary, { site, before, now }) {
    const shown = batchChecks((0,report_summary/* summarize */.e)(before, now), { site }).map(check => JSON.stringify(check));
    return batchChecks(summary, { site }).filter(check => !shown.includes(JSON.stringify(check)));
}
/** What nobody's pull request asked for comes by one of its own. Null: there is nothing to bring, or it may not be opened. */
async function openPullRequest(state, summary, { desk, origin, site, warn }) {
    const { target, integration, base, finishedAt, plan } = state;
    const isAsked = target.kind === 'none' && target.configured !== 'none';
    if (finishedAt === null || !isAsked || integration.head.commit === base.commit)
        return null;
    const head = (0,chain/* integrationBranch */.NG)(state.run);
    try {
        const body = `The result of the plan \`${plan.name}\`: ${summary.headline.count}.`;
        return await desk.openPullRequest({ head, base: origin.branch, title: `Braid: ${plan.name}`, body });
    }
    catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        warn(`${reason} The result is on ${head}: ${site.serverUrl}/${site.repository}/compare/${head}`);
        return null;
    }
}

// EXTERNAL MODULE: ./build/shared/io/remote/claims.js
var claims = __webpack_require__(8247);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:fs/promises"
var external_node_fs_promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
;// CONCATENATED MODULE: ./build/shared/io/landing/work-tree.js
/** Looks at the user's work tree: which branch it shows, what is going on in it, and what of the user's is in the way. Writes nothing. */



const SUBMODULE = '160000';
/** How many paths a message names. */
const NAMED = 5;
const LOCK_POLL_MS = 50;
/** Which work tree shows the branch; of several the one that Braid cannot bring along. */
async function work_tree_whereCheckedOut(repository, ref) {
    const { git, workTree } = repository;
    const listing = await git.run(['worktree', 'list', '--porcelain', '-z']);
    const [main = '', ...linked] = listing.split('\0\0');
    // git names the main one by a wrong path when its directory lies elsewhere, as a submodule's does: position tells it.
    const others = repository.gitDir === repository.commonDir
        ? linked
        : [main, ...linked.filter(record => !samePath(pathOf(record), workTree))];
    const elsewhere = others.find(record => {
        const lines = record.split('\0');
        return lines.includes(`branch ${ref}`) && !lines.some(line => line.startsWith('prunable'));
    });
    if (elsewhere !== undefined)
        return { kind: 'elsewhere', path: pathOf(elsewhere) };
    if (workTree === null)
        return { kind: 'nowhere' };
    const head = await git.attempt(['symbolic-ref', '-q', 'HEAD']);
    return { kind: head.stdout.trim() === ref ? 'here' : 'nowhere' };
}
function pathOf(record) {
    return record.split('\0')[0]?.replace(/^worktree /, '') ?? '';
}
function samePath(path, other) {
    try {
        return other !== null && (0,external_node_fs_.realpathSync)(path) === (0,external_node_fs_.realpathSync)(other);
    }
    catch {
        return false;
    }
}
/** Files and folders of a git directory that exist while something is unfinished. */
const UNFINISHED = [
    ['rebase-merge', 'rebase'],
    ['rebase-apply', 'rebase'],
    ['MERGE_HEAD', 'merge'],
    ['CHERRY_PICK_HEAD', 'cherry-pick'],
    ['REVERT_HEAD', 'revert'],
    ['sequencer', 'cherry-pick'],
    ['BISECT_LOG', 'bisect'],
];
/**
 * What of the user's is unfinished and forbids to move the branch. Null: nothing. A rebase or bisect of the branch counts
 * wherever it runs, since HEAD is detached meanwhile and returns to the branch.
 */
function findUnfinished(repository, ref, place) {
    const here = UNFINISHED.find(([file]) => work_tree_exists((0,external_node_path_.join)(repository.gitDir, file)));
    if (here !== undefined && place.kind === 'here')
        return `a ${here[1]} is in progress`;
    const linked = (0,external_node_path_.join)(repository.commonDir, 'worktrees');
    const folders = work_tree_exists(linked) ? (0,external_node_fs_.readdirSync)(linked).map(name => (0,external_node_path_.join)(linked, name)) : [];
    const branch = ref.replace(/^refs\/heads\//, '');
    for (const folder of [repository.commonDir, ...folders]) {
        const rebased = ['rebase-merge', 'rebase-apply'].some(name => textOf((0,external_node_path_.join)(folder, name, 'head-name')) === ref);
        if (rebased)
            return `a rebase of ${branch} is in progress`;
        if (textOf((0,external_node_path_.join)(folder, 'BISECT_START')) === branch)
            return `a bisect that began on ${branch} is in progress`;
    }
    return null;
}
function textOf(file) {
    try {
        return (0,external_node_fs_.readFileSync)(file, 'utf8').trim();
    }
    catch {
        return null;
    }
}
/** False: another git process holds the index, and went on doing so. */
async function work_tree_indexIsFree({ gitDir }, patienceMs) {
    const deadline = Date.now() + patienceMs;
    while (work_tree_exists((0,external_node_path_.join)(gitDir, 'index.lock'))) {
        if (Date.now() >= deadline)
            return false;
        await (0,promises_.setTimeout)(LOCK_POLL_MS);
    }
    return true;
}
/** Paths of tracked files that differ from HEAD, staged or not. What is changed inside submodules is their own affair. */
async function changedFiles(git) {
    const listing = await git.run([
        ...['status', '--porcelain', '-z', '--no-renames', '--untracked-files=no', '--ignore-submodules=all'],
    ]);
    return listing
        .split('\0')
        .filter(record => record !== '')
        .map(record => record.slice(3));
}
/** Every file that differs between two commits. Submodules are left out: landing does not touch their content. */
async function work_tree_changesBetween(git, from, to) {
    const listing = await git.run(['diff-tree', '-r', '-z', '--raw', '--no-renames', '--no-abbrev', from, to]);
    const fields = listing.split('\0');
    const changes = [];
    for (let at = 0; at + 1 < fields.length; at += 2) {
        const [oldMode = '', newMode = '', oldObject = '', newObject = ''] = (fields[at] ?? '')
            .slice(1)
            .split(' ');
        const path = fields[at + 1] ?? '';
        changes.push({ path, from: entry(oldMode, oldObject), to: entry(newMode, newObject) });
    }
    return changes.filter(change => change.from !== null || change.to !== null);
}
function entry(mode, object) {
    return mode === '000000' || mode === SUBMODULE ? null : { mode, object };
}
/** Files that are not tracked and lie where landing would put others, ignored ones included: git itself overwrites those. */
function untrackedInTheWay(workTree, changes) {
    const leaving = new Set(changes.filter(change => change.to === null).map(change => change.path));
    const added = changes.filter(change => change.from === null);
    return [...new Set(added.flatMap(change => work_tree_inTheWay(workTree, change.path, leaving)))];
}
/**
 * What must not be there when `path` is written, other than the paths in `leaving`: a file of that name, a file in the
 * place of a folder above it, or files in a folder of that name.
 */
function work_tree_inTheWay(workTree, path, leaving) {
    const { at, stats } = deepest(workTree, path);
    if (stats === null)
        return [];
    const found = stats.isDirectory() ? filesBelow(workTree, at) : [at];
    return found.filter(file => !leaving.has(file) && !isRespelled(workTree, file, stats, leaving));
}
/** What lies at the path, or instead of a folder above it; symbolic links are not followed. Null: nothing. */
function deepest(workTree, path) {
    const parts = path.split('/');
    for (let length = 1; length < parts.length; length++) {
        const at = parts.slice(0, length).join('/');
        const stats = look((0,external_node_path_.join)(workTree, at));
        if (stats === null || !stats.isDirectory())
            return { at, stats };
    }
    return { at: path, stats: look((0,external_node_path_.join)(workTree, path)) };
}
/** The file itself, not a folder, and not through a symbolic link. */
function work_tree_isFileAt(workTree, path) {
    const { at, stats } = deepest(workTree, path);
    return at === path && stats !== null && !stats.isDirectory();
}
function filesBelow(workTree, folder) {
    return (0,external_node_fs_.readdirSync)((0,external_node_path_.join)(workTree, folder), { withFileTypes: true }).flatMap(item => {
        const path = `${folder}/${item.name}`;
        return item.isDirectory() ? filesBelow(workTree, path) : [path];
    });
}
/** Where names ignore case, a tracked file that is renamed from `readme` to `README` stands in its own way. */
function isRespelled(workTree, file, stats, leaving) {
    const twin = [...leaving].find(path => path.toLowerCase() === file.toLowerCase());
    return twin !== undefined && look((0,external_node_path_.join)(workTree, twin))?.ino === stats.ino;
}
function work_tree_exists(path) {
    return look(path) !== null;
}
function look(path) {
    try {
        return (0,external_node_fs_.lstatSync)(path);
    }
    catch (error) {
        if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))
            return null;
        throw error;
    }
}
/** `a, b and 3 more files`. */
function work_tree_nameFew(paths) {
    const named = paths.slice(0, NAMED).join(', ');
    const rest = paths.length - NAMED;
    return rest > 0 ? `${named} and ${rest} more ${rest === 1 ? 'file' : 'files'}` : named;
}

;// CONCATENATED MODULE: ./build/shared/io/landing/mend-tree.js
/**
 * Brings a work tree that was left between two commits to the second one, wherever a killed git left it. What is
 * overwritten is only what git history holds: files as `from` or `to` has them, or the beginning of a file of `to`.
 * Anything else is the user's and stays.
 */





/** Done again it finds itself done. Null: the tree is at `to`; else what a person has to know and do. */
async function mend_tree_mendTree(repository, workTree, step) {
    const { git } = repository;
    if (!(await indexIsFree(repository, step.patienceMs)))
        return lockRemark(repository, step);
    await mkdir(repository.state, { recursive: true });
    const scratch = await mkdtemp(join(repository.state, 'mend-'));
    try {
        const index = join(repository.gitDir, 'index');
        if (exists(index))
            await copyFile(index, join(scratch, 'index'));
        const ahead = git.with({ GIT_INDEX_FILE: join(scratch, 'index') });
        const changes = await changesBetween(git, step.from, step.to);
        const settled = await indexIsAt(git, step.to, changes);
        const advance = await advanceCopy(repository, step, scratch);
        if (advance.code !== 0)
            return indexRemark(step, advance);
        const left = await mend({ ...step, git, workTree, changes, ahead, scratch });
        // An index at `to` says that the tree had followed before: what differs now, the user changed since.
        return settled && left.kind === 'foreign' ? null : remarkOf(repository, step, left);
    }
    finally {
        await rm(scratch, { recursive: true, force: true });
    }
}
async function mend(mending) {
    const { git, workTree, changes } = mending;
    const fates = await judge(mending);
    const replaced = changes.filter(change => fates.get(change.path) === 'replace');
    for (const { path } of replaced.filter(change => change.to === null))
        await remove(workTree, path);
    const written = await write(mending.ahead, replaced.filter(change => change.to !== null).map(change => change.path));
    // The index comes last, as git itself does it: only a tree that has followed has an index at `to`.
    const advance = await advanceIndex(git, mending);
    if (advance.code !== 0)
        return { kind: 'failed', result: advance };
    await patiently(git, ['update-index', '-q', '--refresh'], mending.patienceMs);
    if (written.code !== 0)
        return { kind: 'failed', result: written };
    return {
        kind: 'foreign',
        paths: [...fates].filter(([, fate]) => fate === 'foreign').map(([path]) => path),
    };
}
/** Takes the index from one commit to the other and leaves the work tree alone. Fails when something else is staged. */
async function advanceIndex(git, { from, to, patienceMs }) {
    const moved = await patiently(git, ['read-tree', '-i', '-m', from, to], patienceMs);
    if (moved.code !== 0)
        return moved;
    const sparse = await git.attempt(['config', '--bool', 'core.sparseCheckout']);
    // Without `-u`, git does not mark what a sparse checkout leaves out.
    return sparse.stdout.trim() === 'true' ? patiently(git, ['sparse-checkout', 'reapply'], patienceMs) : moved;
}
/** Does the same to the index in `scratch`, with an empty work tree: all that git wants to do to files ends there. */
async function advanceCopy(repository, step, scratch) {
    const empty = join(scratch, 'empty');
    await mkdir(empty);
    const env = { GIT_INDEX_FILE: join(scratch, 'index'), GIT_DIR: repository.gitDir, GIT_WORK_TREE: empty };
    return advanceIndex(repository.git.with(env), step);
}
async function judge(mending) {
    const { workTree, changes, ahead } = mending;
    const stale = new Set(await differing(ahead));
    const present = changes.filter(change => isFileAt(workTree, change.path));
    const suspects = present.filter(change => change.to === null || stale.has(change.path));
    const old = new Set(await likeFrom(mending, suspects));
    const unknown = suspects.filter(change => !old.has(change.path));
    const begun = new Set(await begunFiles(mending, unknown));
    const foreign = new Set(unknown.map(({ path }) => path).filter(path => !begun.has(path)));
    const removed = changes.filter(change => change.to === null && old.has(change.path));
    const leaving = new Set(removed.map(({ path }) => path));
    const fates = new Map();
    for (const { path, to } of changes) {
        const wrong = to === null ? leaving.has(path) : stale.has(path);
        const blocked = to !== null && wrong && inTheWay(workTree, path, leaving).some(file => file !== path);
        fates.set(path, foreign.has(path) || blocked ? 'foreign' : wrong ? 'replace' : 'right');
    }
    return fates;
}
/** Paths in the index whose file is missing or has another content; what a sparse checkout leaves out does not count. */
async function differing(git) {
    await git.attempt(['update-index', '-q', '--refresh']);
    return paths(await git.run(['diff-files', '-z', '--name-only', '--ignore-submodules=all']));
}
/** Those whose file is as `from` has it, by an index that holds nothing else. */
async function likeFrom({ git, scratch }, changes) {
    const known = changes.flatMap(({ path, from }) => (from === null ? [] : [{ path, ...from }]));
    if (known.length === 0)
        return [];
    const behind = git.with({ GIT_INDEX_FILE: join(scratch, 'from') });
    const input = known.map(({ mode, object, path }) => `${mode} ${object}\t${path}\0`).join('');
    await behind.run(['update-index', '-z', '--index-info'], { input });
    const changed = new Set(await differing(behind));
    return known.map(({ path }) => path).filter(path => !changed.has(path));
}
/** Those whose file is the beginning of what `to` has: git was killed while it wrote it. */
async function begunFiles(mending, changes) {
    const regular = changes.filter(({ to }) => to?.mode.startsWith('100')).map(({ path }) => path);
    if (regular.length === 0)
        return [];
    const whole = `${join(mending.scratch, 'whole')}/`;
    const args = ['checkout-index', '-f', `--prefix=${whole}`, '-z', '--stdin'];
    await mending.ahead.attempt(args, { input: listOf(regular) });
    const begun = [];
    for (const path of regular) {
        const [expected, found] = await Promise.all([
            contentOf(join(whole, path)),
            contentOf(join(mending.workTree, path)),
        ]);
        if (found !== null && expected?.subarray(0, found.length).equals(found))
            begun.push(path);
    }
    return begun;
}
/** Null: there is no regular file. */
async function contentOf(file) {
    return lstatSync(file, { throwIfNoEntry: false })?.isFile() ? readFile(file) : null;
}
async function remove(workTree, path) {
    await unlink(join(workTree, path));
    for (let folder = dirname(path); folder !== '.'; folder = dirname(folder)) {
        const gone = await rmdir(join(workTree, folder)).then(() => true, () => false);
        if (!gone)
            return;
    }
}
async function write(git, files) {
    // Attributes decide how the other files are written, so they must be there before.
    const isAttributes = (path) => /(^|\/)\.gitattributes$/.test(path);
    let result = { code: 0, stdout: '', stderr: '' };
    for (const some of [files.filter(isAttributes), files.filter(path => !isAttributes(path))]) {
        if (some.length === 0)
            continue;
        const done = await git.attempt(['checkout-index', '-f', '-z', '--stdin'], { input: listOf(some) });
        if (done.code !== 0)
            result = done;
    }
    return result;
}
async function indexIsAt(git, commit, changes) {
    const listing = await git.run(['diff-index', '--cached', '-z', '--name-only', commit]);
    const differs = new Set(paths(listing));
    return changes.every(change => !differs.has(change.path));
}
function remarkOf(repository, step, left) {
    if (left.kind === 'foreign') {
        if (left.paths.length === 0)
            return null;
        const what = `${nameFew(left.paths)}: what is there is not Braid's to overwrite`;
        return `the work tree follows except for ${what}. Hint: git restore PATH takes what landed`;
    }
    if (isLocked(left.result))
        return lockRemark(repository, step);
    return `${behind(step)}: ${refusalOf(left.result)}. Hint: git status, then git restore PATH takes what landed`;
}
function lockRemark(repository, step) {
    const lock = join(repository.gitDir, 'index.lock');
    const mend = `rm ${lock} && git reset --merge; if that refuses and git status shows nothing of yours, git reset --hard`;
    return `${behind(step)}: another git process holds ${lock}, or left it when it died. Hint: when no git runs any more, ${mend}`;
}
function indexRemark(step, result) {
    const mend = `git reset --soft ${step.from} && git stash && git merge --ff-only ${step.to} && git stash pop`;
    return `${behind(step)}: the index could not follow (${refusalOf(result)}). Hint: ${mend}`;
}
function behind({ from }) {
    return `the work tree did not follow and shows ${from.slice(0, 7)}`;
}
function paths(listing) {
    return listing.split('\0').filter(path => path !== '');
}
function listOf(files) {
    return files.map(path => `${path}\0`).join('');
}

;// CONCATENATED MODULE: ./build/shared/io/landing/land.js



/** How long another git process, such as an editor's, may hold the index; our own killed one needs no longer. */
const PATIENCE_MS = 5_000;
/** Where the branch is, and whether it and its work tree can go to `head`. */
async function inspectTarget(repository, inspection) {
    const { branch, head, patienceMs = PATIENCE_MS } = inspection;
    const { git, workTree } = repository;
    const ref = `refs/heads/${branch}`;
    const snapshot = await snapshotOf(repository, ref);
    if (snapshot === null)
        return blocked(`branch ${branch} does not exist any more`);
    const { commit: tip } = snapshot;
    const place = await work_tree_whereCheckedOut(repository, ref);
    if (place.kind === 'elsewhere') {
        return blocked(`${branch} is checked out in ${place.path}; landing there would leave it behind`);
    }
    const unfinished = findUnfinished(repository, ref, place);
    if (unfinished !== null)
        return blocked(unfinished);
    const contained = await (0,ref_transaction/* contains */.gR)(git, { commit: head, part: tip });
    const here = place.kind === 'here' && workTree !== null;
    if (here) {
        const reason = await reasonAgainstFollowing(repository, workTree, {
            from: tip,
            to: head,
            patienceMs,
            contained,
        });
        if (reason !== null)
            return blocked(reason);
    }
    return { kind: 'found', tip: snapshot, contained, head, tree: here ? 'checked-out' : 'not-checked-out' };
}
/** Null: the work tree is clean, and nothing untracked lies where landing puts files. */
async function reasonAgainstFollowing(repository, workTree, { from, to, patienceMs, contained }) {
    const { git } = repository;
    if (!(await work_tree_indexIsFree(repository, patienceMs)))
        return 'another git process holds index.lock';
    // git takes a file that was only touched for a changed one until the index is refreshed.
    await (0,ref_transaction/* patiently */.d_)(git, ['update-index', '-q', '--refresh'], patienceMs);
    const changed = await changedFiles(git);
    if (changed.length > 0)
        return `the work tree has changes in ${work_tree_nameFew(changed)}`;
    // Without the target merged in, it will be another head that lands.
    if (!contained)
        return null;
    const inTheWay = untrackedInTheWay(workTree, await work_tree_changesBetween(git, from, to));
    if (inTheWay.length > 0)
        return `untracked files are in the way: ${work_tree_nameFew(inTheWay)}`;
    const rehearsal = await (0,ref_transaction/* patiently */.d_)(git, ['read-tree', '-n', '-m', '-u', from, to], patienceMs);
    return rehearsal.code === 0 ? null : `the work tree could not follow: ${(0,ref_transaction/* refusalOf */.Of)(rehearsal)}`;
}
/**
 * Fast-forwards the branch from `from` to `to`. `moved`: what the inspection saw is out of date, look again. A tree that
 * could not follow is a remark, since the branch has landed by then.
 */
async function landLocally(repository, landing) {
    const { branch, from, to, patienceMs } = landing;
    const ref = `refs/heads/${branch}`;
    const tip = await tipOf(repository, ref);
    if (tip === null)
        return { kind: 'moved' };
    if (tip !== from || from === to)
        return finish(repository, landing, tip);
    const patience = patienceMs === undefined ? {} : { patienceMs };
    const sight = await inspectTarget(repository, { branch, head: to, ...patience });
    if (sight.kind === 'blocked' || sight.tip.commit !== from || !sight.contained)
        return { kind: 'moved' };
    if (sight.tree === 'checked-out' && !landing.followTree)
        return { kind: 'moved' };
    const moved = await moveRefs(repository.git, [{ ref, from, to }], `braid: land run ${landing.run}`);
    switch (moved.kind) {
        case 'moved':
            return { kind: 'landed', commit: to, remark: await follow(repository, landing, sight.tree) };
        case 'stale': {
            const now = await tipOf(repository, ref);
            return now === null ? { kind: 'moved' } : finish(repository, landing, now);
        }
        case 'refused':
            return { kind: 'refused', reason: `${branch} could not be moved: ${moved.reason}` };
    }
}
/** The branch is not at `from`: it has landed before this call, or it is somewhere else. */
async function finish(repository, landing, tip) {
    const { to, followTree } = landing;
    if (tip !== to) {
        const landed = await contains(repository.git, { commit: tip, part: to });
        return landed ? { kind: 'landed', commit: to, remark: null } : { kind: 'moved' };
    }
    const place = followTree ? await whereCheckedOut(repository, `refs/heads/${landing.branch}`) : null;
    const { workTree } = repository;
    if (place?.kind !== 'here' || workTree === null)
        return { kind: 'landed', commit: to, remark: null };
    return { kind: 'landed', commit: to, remark: await mendTree(repository, workTree, stepOf(landing)) };
}
async function follow(repository, landing, tree) {
    const { workTree, git } = repository;
    if (tree === 'not-checked-out' || workTree === null)
        return null;
    const step = stepOf(landing);
    const read = await patiently(git, ['read-tree', '-m', '-u', step.from, step.to], step.patienceMs);
    return read.code === 0 ? null : mendTree(repository, workTree, step);
}
function stepOf({ from, to, patienceMs = PATIENCE_MS }) {
    return { from, to, patienceMs };
}
async function tipOf(repository, ref) {
    return (await readRefs(repository.git, [ref])).get(ref)?.commit ?? null;
}
/** Null: there is no such branch. */
async function snapshotOf({ git }, ref) {
    const lines = (await git.run(['for-each-ref', '--format=%(refname) %(objectname) %(tree)', ref])).split('\n');
    const [, commit, tree] = lines.map(line => line.split(' ')).find(([name]) => name === ref) ?? [];
    return commit === undefined || tree === undefined ? null : { commit: commit, tree: tree };
}
function blocked(reason) {
    return { kind: 'blocked', reason };
}

// EXTERNAL MODULE: ./build/shared/io/remote/clone.js + 2 modules
var remote_clone = __webpack_require__(2074);
;// CONCATENATED MODULE: ./build/shared/io/remote/remote-target.js




/** Somebody else wrote to the run's refs since they were read: what was decided here is to be decided anew. */
class Overtaken extends Error {
    constructor(ref) {
        super(`${ref} was moved by somebody else`);
        this.name = 'Overtaken';
    }
}
/** The token was said to be one that may change workflows, and may not. */
class WorkflowsForbidden extends Error {
    constructor(reason) {
        super(reason);
        this.name = 'WorkflowsForbidden';
    }
}
class RemoteTarget {
    #clone;
    #run;
    #claim;
    #changesWorkflows;
    #remark;
    #seen;
    #published = null;
    #forbidden = new Map();
    constructor(clone, { run, claim, seen, changesWorkflows = false, remark = async () => null }) {
        this.#clone = clone;
        this.#run = run;
        this.#claim = claim;
        this.#seen = seen;
        this.#changesWorkflows = changesWorkflows;
        this.#remark = remark;
    }
    get unpushed() {
        return [...this.#forbidden].map(([ref, reason]) => ({ ref, reason }));
    }
    async publish(commit) {
        const { repository } = this.#clone;
        const outcome = await (0,run_refs/* publishIntegration */.YY)(repository, {
            run: this.#run,
            commit,
            previous: this.#published,
        });
        if (outcome.kind === 'refused')
            return outcome.reason;
        this.#published = commit;
        return null;
    }
    async inspect({ branch, head }) {
        const { remote, repository } = this.#clone;
        const ref = (0,remote_clone/* branchRef */.Mi)(branch);
        const tip = (await remote.list([ref])).get(ref);
        if (tip === undefined)
            return { kind: 'blocked', reason: `branch ${branch} does not exist any more` };
        await remote.fetch([`+${ref}:${ref}`]);
        this.#seen = new Map(this.#seen).set(ref, tip);
        return inspectTarget(repository, { branch, head });
    }
    /** Target, integration, branches and journal, or none of them; where a rule keeps the target, all the rest. */
    async land({ branch, from, to }) {
        const { remote, repository } = this.#clone;
        const ref = (0,remote_clone/* branchRef */.Mi)(branch);
        const tip = (await remote.list([ref])).get(ref) ?? null;
        if (tip !== from) {
            // The answer to a push that came through may have been lost, with the process that waited for it.
            const isIn = tip !== null && tip === to;
            if (isIn || (tip !== null && (await this.#holds(tip, ref, to))))
                return { kind: 'landed', commit: to, remark: await this.#remark(to) };
            return { kind: 'moved' };
        }
        const refusal = await this.#push([{ ref, from, to }]);
        if (refusal === null) {
            await repository.git.run(['update-ref', ref, to]);
            return { kind: 'landed', commit: to, remark: await this.#remark(to) };
        }
        if (refusal.kind === 'moved')
            return { kind: 'moved' };
        return { kind: 'refused', reason: `${branch} could not be moved: ${refusal.reason}` };
    }
    async #holds(tip, ref, part) {
        await this.#clone.remote.fetch([`+${ref}:${ref}`]);
        return (0,ref_transaction/* contains */.gR)(this.#clone.repository.git, { commit: tip, part });
    }
    /** Pushes what the remote does not know of the run. */
    async flush() {
        await this.#push([]);
    }
    /** Null: done. Throws {@link Overtaken}. */
    async #push(target) {
        const { remote } = this.#clone;
        for (;;) {
            const own = await (0,remote_clone/* unpushed */.N$)(this.#clone, { run: this.#run, claim: this.#claim, seen: this.#seen });
            const moves = [...own.filter(({ ref }) => !this.#forbidden.has(ref)), ...target];
            const outcome = await remote.push(moves);
            const isTarget = (ref) => target.some(each => each.ref === ref);
            switch (outcome.kind) {
                case 'pushed':
                    this.#seen = (0,remote_clone/* afterPush */.nv)(this.#seen, moves);
                    return null;
                case 'stale':
                    if (isTarget(outcome.ref))
                        return { kind: 'moved' };
                    throw new Overtaken(outcome.ref);
                case 'refused': {
                    const forbidden = outcome.refs.find(({ reason }) => FORBIDS_WORKFLOWS.test(reason));
                    if (this.#changesWorkflows && forbidden !== undefined)
                        throw new WorkflowsForbidden(forbidden.reason);
                    const culprits = outcome.refs.filter(({ ref }) => isWork(ref) && !isTarget(ref));
                    // One branch that may not be pushed, as one that changes workflows, must not keep the others back.
                    for (const { ref, reason } of culprits)
                        this.#forbidden.set(ref, reason);
                    if (culprits.length > 0)
                        continue;
                    if (target.length === 0)
                        throw new Error(`the results could not be pushed: ${outcome.reason}`);
                    await this.#push([]);
                    return { kind: 'refused', reason: outcome.reason };
                }
            }
        }
    }
}
/** As GitHub says it to a token of an App, and to one of a person. */
const FORBIDS_WORKFLOWS = /refusing to allow .* to create or update workflow/;
/** The journal is what a run cannot do without. */
function isWork(ref) {
    return ref.startsWith('refs/heads/braid/') || ref.startsWith('refs/braid-attempts/');
}

// EXTERNAL MODULE: ./build/shared/report/github/answer.js
var github_answer = __webpack_require__(4709);
// EXTERNAL MODULE: ./build/shared/run/wanted.js
var wanted = __webpack_require__(3259);
// EXTERNAL MODULE: ./build/action/environment.js
var environment = __webpack_require__(8466);
// EXTERNAL MODULE: ./build/shared/io/asking/start-run.js
var start_run = __webpack_require__(5705);
;// CONCATENATED MODULE: ./build/action/land/lost-runs.js
/** Workflow runs that failed before their run had a journal: no run points to them, so they are looked for. */

/** What their tasks have done is kept that way. */
async function rerunLost({ remote, failed, seedOf, most, rerun, say, warn }) {
    if (failed.length === 0)
        return;
    const journals = [...(await remote.list(['refs/braid/*'])).keys()];
    for (const { id, attempt } of failed) {
        if (journals.some(ref => ref.endsWith(`-${(0,start_run/* runDigits */.OQ)(seedOf(id))}`)))
            continue;
        if (attempt > most) {
            warn(`workflow run ${id} has failed ${attempt} times and is given up: see its log, then start anew`);
            continue;
        }
        say(`running the failed jobs of ${id} again`);
        await rerun(id);
    }
}

;// CONCATENATED MODULE: ./build/shared/io/hosted/silent-jobs.js
const SILENT = 'the job that verifies left no verdict';
/** By its name in the workflow file; the job that calls that file stands before it. */
const VERIFIER = /(?:^| \/ )(verify \d+)$/;
/** `jobs`: of the workflow run that they were in. */
async function noVerdict(jobs) {
    const found = await jobs().catch(() => null);
    if (found === null)
        return `${SILENT}, and GitHub does not tell what became of it: see its log`;
    const verifiers = found.flatMap(({ name, ...job }) => {
        const [, own] = VERIFIER.exec(name) ?? [];
        return own === undefined ? [] : [{ ...job, name: own }];
    });
    const job = verifiers.find(({ conclusion }) => conclusion !== 'success') ?? verifiers[0];
    if (job === undefined)
        return `${SILENT}: GitHub has started none, see the workflow run`;
    const end = job.conclusion === null ? 'it has not ended' : `it ended as \`${job.conclusion}\``;
    return `${SILENT}: GitHub says of \`${job.name}\` that ${end}${job.url === null ? '' : `, see ${job.url}`}`;
}

;// CONCATENATED MODULE: ./build/shared/run/integration/candidates.js

/**
 * A search asks about any prefix of a chain in any of its rounds, and chains further ones onto those. What was chained onto an
 * earlier head is over.
 */
function openCandidates({ finishedAt, integration: { head, chains } }) {
    if (finishedAt !== null)
        return [];
    const onto = new Set([head.commit]);
    const ends = new Set();
    for (let size = 0; size !== onto.size;) {
        size = onto.size;
        for (const [key, result] of chains) {
            if (!onto.has((0,chain/* chainOnto */.Wn)(key)))
                continue;
            const commits = commitsOf(result);
            for (const commit of commits)
                onto.add(commit);
            const end = commits.at(-1);
            if (end !== undefined && end !== head.commit)
                ends.add(end);
        }
    }
    return [...ends];
}
function commitsOf({ steps }) {
    return steps.flatMap(step => (step.kind === 'merged' ? [step.after.commit] : []));
}

// EXTERNAL MODULE: ./build/shared/io/drive.js
var drive = __webpack_require__(4637);
// EXTERNAL MODULE: ./build/shared/io/journal/journal-git.js
var journal_git = __webpack_require__(1191);
// EXTERNAL MODULE: ./build/shared/io/local/local-work.js + 36 modules
var local_work = __webpack_require__(1423);
// EXTERNAL MODULE: ./build/shared/io/merge.js + 1 modules
var merge = __webpack_require__(9151);
// EXTERNAL MODULE: ./build/shared/io/perform.js
var perform = __webpack_require__(7468);
;// CONCATENATED MODULE: ./build/shared/io/hosted/step.js








const ENDED_EARLY = 'the job that verifies was ended from outside, by its time limit or with its machine: see its log';
async function takeStep(step) {
    const { clone, run, target, before } = step;
    const verdicts = step.verdicts.flatMap(file => file.verdicts);
    let state = before;
    const now = () => state ?? before;
    let asked = null;
    const missing = () => {
        asked ??= step.noVerdict();
        return asked;
    };
    const merges = (0,local_work/* openingMerges */.sI)({ repository: clone.repository, state: now });
    const ports = {
        attempts: step.attempts(now),
        backends: { check: async () => ({ kind: 'usable', version: null }) },
        merger: { chain: async (effect) => (0,merge/* chain */.c)(await merges(), effect, { run }) },
        verifier: { verify: async (effect) => verdictOn(effect, { verdicts, state: now, missing }) },
        target,
        reporter: {
            // What the report links to is there before it is told of.
            report: async () => {
                await target.flush();
                await step.report(before, now());
            },
        },
        clock: step.clock,
    };
    const isHere = (effect) => canPerform(effect, { step, verdicts, state: now });
    const driver = new drive/* Driver */.P({
        journal: (0,journal_git/* openGitJournal */.yl)(clone.repository, run),
        perform: (0,perform/* makePerform */.G)(ports),
        defers: effect => !isHere(effect),
        observe: (previous, event, after) => {
            if (after !== null)
                step.told?.(previous, event, after);
            state = after;
        },
        loaded: loaded => {
            state = loaded;
        },
    });
    await driver.run(step.events);
    agree(now(), step.verdicts);
    await (0,remote_clone/* holdCandidates */.cg)(clone.repository, run, openCandidates(now()));
    await target.flush();
    return now();
}
function canPerform(effect, { step, verdicts, state }) {
    switch (effect.kind) {
        case 'dispatch':
            return step.sent.has(effect.key) || ((0,wanted/* isCalledOff */.RE)(state(), effect.key) && !step.othersWork);
        case 'verify':
            return verdictIn(verdicts, effect) !== undefined || (step.verified && verdicts.length === 0);
        case 'wait':
        case 'rest':
            return effect.until <= step.clock.now() + step.patienceMs;
        default:
            return true;
    }
}
function verdictIn(verdicts, { tree, trial }) {
    return verdicts.find(each => each.tree === tree && each.trial === trial);
}
async function verdictOn(effect, { verdicts, state, missing }) {
    const found = verdictIn(verdicts, effect);
    const isStopped = state().cancel !== null;
    if (found !== undefined && (found.verdict.kind !== 'stopped' || isStopped))
        return { verdict: found.verdict, durationMs: found.durationMs };
    if (isStopped)
        return { verdict: { kind: 'stopped' }, durationMs: 0 };
    // Not asked for again and again: a job that cannot verify once will not do better in the next workflow run.
    const message = found === undefined ? await missing() : ENDED_EARLY;
    return { verdict: { kind: 'broken', message }, durationMs: 0 };
}
/** The same commits merged elsewhere must be the same tree: else what was tested is not what would land. */
function agree({ integration: { trials } }, handed) {
    const [stray] = handed.filter(({ verdicts }) => verdicts.length > 0);
    const isKnownHere = handed.some(({ verdicts }) => verdicts.some(({ tree }) => trials.has(tree)));
    if (stray === undefined || isKnownHere)
        return;
    throw new Error(`the tree that was verified with ${stray.git} is not the one that is made here: use the same version of git in all jobs`);
}

// EXTERNAL MODULE: ./build/action/arrivals.js
var arrivals = __webpack_require__(9773);
// EXTERNAL MODULE: ./build/shared/report/units.js
var units = __webpack_require__(2380);
;// CONCATENATED MODULE: ./build/shared/report/text/waiting-workflows.js
/** Workflows of a pull request that GitHub holds, since a job's own token has moved its head. */

const waiting_workflows_NAMED = 3;
/** Files in `.github/workflows`. A remark of a run. */
function waitingWorkflows(names) {
    const named = (0,units/* some */.zN)(names.map(name => `\`${name}\``), waiting_workflows_NAMED);
    const [verb, them] = names.length === 1 ? ['waits', 'it'] : ['wait', 'them'];
    return `${named} ${verb} for approval, since the job's own token has landed: approve the waiting workflows on the pull request. Hint: with the secret BRAID_LANDING_TOKEN GitHub starts ${them} by itself`;
}

;// CONCATENATED MODULE: ./build/action/land/approval.js

const FOLDER = '.github/workflows';
/** Null: there are none. */
async function approval({ git, origin, target, commit }) {
    const isHead = origin.pullRequest !== null && target.kind === 'branch' && target.branch === origin.branch;
    if (!isHead)
        return null;
    // Exits with 1 where nothing is found.
    const found = await git.attempt(['grep', '-lzw', '-e', 'pull_request', commit, '--', FOLDER]);
    const names = found.stdout.split('\0').flatMap(line => /([^/:]+\.ya?ml)$/.exec(line)?.[1] ?? []);
    const others = names.filter(name => name !== origin.workflow);
    return others.length === 0 ? null : waitingWorkflows(others);
}

;// CONCATENATED MODULE: ./build/action/land/step.js
/** A step of the run in the job that may write, on what the jobs before left in its folder. */











/** A workflow run of its own takes longer to start. */
const step_PATIENCE_MS = 60_000;
async function stepHere(request) {
    try {
        return await stepWith(request);
    }
    catch (error) {
        if (!(error instanceof WorkflowsForbidden))
            throw error;
        // Without that work other trees are made than those that were verified.
        return stepWith({ ...request, changesWorkflows: false, verified: false, believed: false });
    }
}
async function stepWith(request) {
    const { surroundings, clone, run, sent } = request;
    const fetched = await (0,action_job/* fetchState */.kJ)(clone, surroundings, run);
    if (fetched === null)
        throw new Error(`run \`${run}\` has no journal, and this job was handed no start`);
    const { start, seen, state: before, isJournaled } = fetched;
    const origin = before.origin ?? start?.origin ?? null;
    if (origin === null)
        throw new Error(`run \`${run}\` was not started by GitHub Actions`);
    const claim = (0,claims/* claimRef */.Qz)((0,claims/* placeOf */.$t)(origin));
    const place = await clone.remote.list([claim]);
    if (!isJournaled) {
        const by = await takenBy(clone, claim);
        if (by !== null)
            return { kind: 'taken', by };
    }
    const { changesWorkflows = false, unpacked = true, landsByItself = false } = request;
    const target = new RemoteTarget(clone, {
        ...{ run, claim, seen: new Map([...seen, ...place]), changesWorkflows },
        remark: async (commit) => landsByItself ? approval({ git: clone.repository.git, origin, target: before.target, commit }) : null,
    });
    const state = await takeStep({
        ...{ ...request, target, before, patienceMs: step_PATIENCE_MS, clock: { now: Date.now, until: local_work/* until */.TG } },
        events: [...(start?.events ?? []), ...request.events],
        attempts: now => (0,arrivals/* arrivalsOf */.A)({
            ...{ run, repository: clone.repository, surroundings, state: now, sent },
            ...{ changesWorkflows, unpacked, landsByItself },
        }),
        noVerdict: () => noVerdict(() => request.desk.jobs(surroundings.runId)),
        verdicts: request.believed === false ? [] : await verdictsHere(surroundings, run),
    });
    return { kind: 'stepped', before, state, unpushed: target.unpushed };
}
function verdictsHere(here, run) {
    return (0,from_jobs/* handedVerdicts */.PC)((0,external_node_path_.join)(here.folder, environment.PLACES.verdicts), { run, log: (0,environment.siteOf)(here).detailsUrl });
}
/** Another run on this target that is not over; null: there is none. */
async function takenBy({ remote, repository }, claim) {
    const holder = (await (0,claims/* claims */.OM)(remote)).find(({ ref }) => ref === claim);
    if (holder === undefined)
        return null;
    await remote.fetch([holder.version]);
    return (await (0,claims/* isOver */.PU)(repository.git, holder.version)) ? null : holder.run;
}

;// CONCATENATED MODULE: ./build/action/modes/land.js
/** The last job: the only one that may write. It takes a step, shows what came of it, and starts the next workflow run. */

















/** How often a step that others overtook is taken anew. */
const ROUNDS = 5;
/** A pause that is longer is left to the schedule, in milliseconds. */
const LONGEST_WAIT_MS = 10 * 60_000;
/** How often the jobs of one workflow run that failed are run again before its part is begun anew. */
const RERUNS = 2;
async function landJob(job) {
    const start = await (0,action_job/* handedStart */.Jr)(job.surroundings.folder);
    if (start !== null && isAnswered(start))
        return;
    try {
        await land(job, start);
    }
    catch (error) {
        if (start?.origin != null && start.run !== null)
            await tellStuck(job, start, error);
        throw error;
    }
}
/** As long as a run has no journal, it is in nobody's hands but those of its first workflow run. */
async function tellStuck(job, start, error) {
    const { clone, desk, surroundings, warn } = job;
    try {
        if (start.run === null || (await clone.remote.list([(0,run_refs/* journalRef */.fp)(start.run)])).size > 0)
            return;
        const reason = error instanceof Error ? error.message : String(error);
        const site = (0,environment.siteOf)(surroundings);
        const answer = (0,github_answer/* stuckAnswer */.tM)({ at: 'begin', run: start.run, reason }, { site, now: Date.now() });
        await (0,show_answer/* showAnswer */.I)(answer, { desk, decision: { ...start, label: null, comment: null } });
    }
    catch (untold) {
        warn(`nobody could be told: ${untold instanceof Error ? untold.message : String(untold)}`);
    }
}
async function land(job, start) {
    if (start?.command === 'reconcile')
        return reconcile(job);
    const run = job.run ?? start?.run ?? null;
    if (run !== null)
        return goOn(job, { run, start, others: await cancelled(job, run, start) });
    const origin = start?.origin ?? null;
    if (start?.command !== 'cancel' || origin === null)
        return job.say('there is no run to go on with');
    if (await cancelAnnounced(elsewhere(job), origin))
        return;
    await refuse(job, start, { kind: 'no-run', run: null });
}
/** Previews and refusals have no run of their own, and were answered beside. */
function isAnswered({ refusal, command }) {
    return refusal !== null || command === 'plan' || command === 'help' || command === 'status';
}
/** Whether another workflow run, cancelled now, will end the run. */
async function cancelled(job, run, start) {
    if (start?.command !== 'cancel' || start.origin === null)
        return false;
    return cancelOthers(elsewhere(job), { run, origin: start.origin, since: start.journal[0]?.at ?? 0 });
}
async function goOn(job, { run, start, others }) {
    const { say } = job;
    const events = job.cancelled
        ? [{ type: 'cancel-requested', at: Date.now(), by: 'whoever cancelled the workflow' }]
        : [];
    const show = (before, state) => showHere(job, { start, before, state });
    for (;;) {
        const outcome = await land_patiently(() => stepHere({ ...job, run, othersWork: others, events, report: show }));
        if (outcome.kind === 'taken') {
            if (start !== null)
                await refuse(job, start, { kind: 'already-running', run: outcome.by });
            return say(`another run is at work on this target, so ${run} is not begun`);
        }
        const { before, state, unpushed } = outcome;
        for (const { ref, reason } of unpushed)
            job.warn(`${ref} could not be pushed: ${reason}`);
        if (state.finishedAt !== null)
            return say(`run ${run} has ended`);
        const hop = others ? null : (0,handover_hop/* nextHop */.Fz)(state);
        if (hop === null && !others && (await waited(state)))
            continue;
        await show(before, state);
        if (hop !== null)
            await dispatchHop({ ...job, state, hop });
        return say(hop === null ? `run ${run} waits` : `run ${run} goes on in another workflow run`);
    }
}
async function showHere(job, { start, before, state }) {
    const origin = state.origin ?? start?.origin ?? null;
    if (origin === null)
        return;
    const { desk, surroundings, summarize, warn } = job;
    await showRun(state, {
        ...{ desk, origin, before, summarize, warn },
        site: (0,environment.siteOf)(surroundings),
        now: Date.now(),
    });
}
/** Somebody who was faster changed what the step was decided on. */
async function land_patiently(take) {
    for (let round = 1;; round++) {
        try {
            return await take();
        }
        catch (error) {
            if (!(error instanceof Overtaken) || round === ROUNDS)
                throw error;
        }
    }
}
/** Whether a pause is over now that nothing but time was missing. */
async function waited(state) {
    const times = (0,wanted/* wantedEffects */.W4)(state).flatMap(effect => effect.kind === 'wait' || effect.kind === 'rest' ? [effect.until] : []);
    if (times.length === 0)
        return false;
    const ms = Math.min(...times) - Date.now();
    if (ms > LONGEST_WAIT_MS)
        return false;
    await (0,promises_.setTimeout)(Math.max(0, ms));
    return true;
}
function elsewhere({ desk, surroundings, say }) {
    return { desk, workflowRun: surroundings.runId, say };
}
/** Nothing waits for ever: what nobody is at work on any more goes on. */
async function reconcile(job) {
    const { clone, desk, say, warn, surroundings } = job;
    await rerunLost({
        ...{ say, warn },
        remote: clone.remote,
        failed: await job.failed(),
        seedOf: workflowRun => (0,environment.seedOf)(surroundings.repository, workflowRun),
        most: RERUNS,
        rerun: id => desk.rerunFailed(id),
    });
    const known = (0,known_runs/* runsInGit */.e_)(clone);
    for (const { run, version } of await (0,claims/* claims */.OM)(clone.remote)) {
        const existing = await known.read(run);
        const origin = existing?.state.origin ?? null;
        if (origin === null || (await (0,claims/* isOver */.PU)(clone.repository.git, version)))
            continue;
        const since = existing?.state.startedAt ?? 0;
        const runs = await runsFor(elsewhere(job), { run, origin, since });
        if (runs.some(each => !each.isOver)) {
            say(`run ${run} is under way`);
            continue;
        }
        const title = hopTitle(run, version.slice(0, 12));
        const died = runs.find(each => each.title === title && each.attempt <= RERUNS);
        say(died === undefined ? `going on with run ${run}` : `running the failed jobs of ${died.id} again`);
        if (died === undefined)
            await goOn(job, { run, start: null, others: false });
        // What its tasks have done is kept that way.
        else
            await desk.rerunFailed(died.id);
    }
}
async function refuse({ desk, surroundings }, { origin }, refusal) {
    const issue = origin?.pullRequest ?? null;
    if (issue === null)
        return;
    const body = (0,comment/* refusalComment */.kT)(refusal, { site: (0,environment.siteOf)(surroundings) });
    await desk.putComment({ issue, marker: comment/* COMMENT_MARKER */.JO, body });
}

// EXTERNAL MODULE: ./build/action/parts/github-here.js + 16 modules
var github_here = __webpack_require__(4394);
;// CONCATENATED MODULE: ./build/action/parts/land-part.js
/** `mode: land`. */





async function landPart({ surroundings, token, input, say, warn, summarize, }) {
    // A person's or an App's token may land where the job's may not, and what it pushes starts workflows.
    const given = input('landing-token');
    await landJob({
        surroundings,
        clone: await (0,action_job/* cloneFor */.rt)(surroundings, given || token),
        desk: await (0,github_here/* openDesk */.A$)({ surroundings, token, input }),
        failed: () => (0,github_here/* failedRuns */.wI)({ surroundings, token, input }),
        run: (0,action_job/* namedRun */.d3)(input('run')),
        sent: (0,from_jobs/* sentTasks */.PU)(input('matrix')),
        changesWorkflows: input('changes-workflows') === 'true',
        landsByItself: given === '' || given === token,
        verified: (0,legs/* parseLegs */.t)(input('legs')).length > 0,
        cancelled: input('cancelled') === 'true',
        unpacked: input('unpacked') !== 'false',
        say,
        warn,
        summarize,
    });
}


/***/ })

};
