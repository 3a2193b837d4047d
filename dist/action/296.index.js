export const id = 296;
export const ids = [296];
export const modules = {

/***/ 6621:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   e_: () => (/* binding */ runsInGit),
/* harmony export */   su: () => (/* binding */ newestOf)
/* harmony export */ });
/* unused harmony export existingRun */
/* harmony import */ var _run_transition_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7839);
/* harmony import */ var _journal_journal_git_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1191);
/* harmony import */ var _remote_claims_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8247);
/* harmony import */ var _remote_clone_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2074);




/** As their journals in the repository say. */
function runsInGit(clone) {
    return {
        newest: async (place) => {
            const claim = await (0,_remote_claims_js__WEBPACK_IMPORTED_MODULE_2__/* .newestRun */ .KO)(clone.remote, place);
            if (claim === null)
                return null;
            await clone.remote.fetch([claim.version]);
            return { run: claim.run, isOver: await (0,_remote_claims_js__WEBPACK_IMPORTED_MODULE_2__/* .isOver */ .PU)(clone.repository.git, claim.version) };
        },
        read: async (run) => {
            await (0,_remote_clone_js__WEBPACK_IMPORTED_MODULE_3__/* .fetchRun */ .kB)(clone, { run, commits: [] });
            const { events } = await (0,_journal_journal_git_js__WEBPACK_IMPORTED_MODULE_1__/* .openGitJournal */ .yl)(clone.repository, run).read();
            return existingRun(run, events);
        },
    };
}
/** Null: there was none. */
async function newestOf(runs, place) {
    const newest = await runs.newest(place);
    return newest === null ? null : runs.read(newest.run);
}
/** Null: nothing has happened yet. */
function existingRun(run, events) {
    const state = (0,_run_transition_js__WEBPACK_IMPORTED_MODULE_0__/* .replay */ .e)(events);
    return state === null ? null : { run, state, events };
}


/***/ }),

/***/ 5705:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   JO: () => (/* binding */ pinRun),
/* harmony export */   OQ: () => (/* binding */ runDigits),
/* harmony export */   R4: () => (/* binding */ forMatrix),
/* harmony export */   _F: () => (/* binding */ healthEvents)
/* harmony export */ });
/* unused harmony export snapshotOf */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var _reading_load_plan_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(222);
/* harmony import */ var _reading_plan_files_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7769);
/** Pins what a run is made of: its plan at the commit that was asked for, the configuration of the default branch, its target. */



/** A pull request's plan is one of the files here. */
const PLAN_FOLDER = '.github/braid';
async function pinRun(pinning) {
    const { admitted, clone, trusted } = pinning;
    const { commit } = admitted;
    const planFile = admitted.planFile ?? (await findPlan(pinning));
    if (planFile === null)
        return { kind: 'ignored', reason: 'the push changes no plan' };
    const { git } = clone.repository;
    const request = { git, planFile, planCommit: commit, configCommit: trusted };
    const { plan, config, diagnostics } = await (0,_reading_load_plan_js__WEBPACK_IMPORTED_MODULE_1__/* .loadPlan */ .Y)((0,_reading_plan_files_js__WEBPACK_IMPORTED_MODULE_2__/* .filesInCommits */ .r6)(request));
    if (plan === null || config === null) {
        const isGone = diagnostics.every(({ code, file }) => code === 'missing-file' && file === planFile);
        return {
            kind: 'refused',
            refusal: isGone ? { kind: 'no-plan', commit, planFile } : { kind: 'invalid-plan', commit, diagnostics },
        };
    }
    const run = runName(plan, pinning.seed);
    const start = {
        type: 'run-started',
        at: pinning.now,
        run,
        host: pinning.host,
        plan,
        source: { planFile, configFile: null, overrides: {} },
        config: forMatrix(config),
        base: await snapshotOf(clone, commit),
        target: targetOf(config, admitted),
        remarks: [...admitted.remarks, ...hostRemarks(config)],
        diagnostics,
        origin: pinning.origin,
    };
    return { kind: 'pinned', run, events: [start, ...healthEvents(config, pinning.now)] };
}
/** A matrix is fixed when it starts. */
function forMatrix(config) {
    return { ...config, schedule: 'batches' };
}
/** What the configuration asks for and a workflow's matrix cannot do. */
function hostRemarks(config) {
    const remarks = [];
    if (config.schedule === 'eager')
        remarks.push('a matrix is fixed when it starts, so on GitHub `schedule: eager` goes by batches');
    return remarks;
}
/** Whether a program is there and has its key is known in the job that uses it, which says so if not. */
function healthEvents(config, at) {
    return Object.keys(config.backends).map(backend => ({
        type: 'backend-checked',
        at,
        backend,
        health: { kind: 'usable', version: null },
    }));
}
/** The one plan that the change brings, else the usual one; null: a push without any. */
async function findPlan({ clone, admitted }) {
    const { commit, since, pullRequest } = admitted;
    const { git } = clone.repository;
    if (since === null)
        return _reading_plan_files_js__WEBPACK_IMPORTED_MODULE_2__/* .PLAN_FILE */ .VI;
    const from = 'commit' in since ? since.commit : `refs/heads/${since.branch}`;
    const range = 'commit' in since ? [from, commit] : ['--merge-base', from, commit];
    const args = ['diff-tree', '-r', '-z', '--name-only', '--diff-filter=d', '--no-renames', ...range];
    const changed = await git.attempt([...args, '--', PLAN_FOLDER]);
    const plans = changed.stdout.split('\0').filter(path => /\.ya?ml$/.test(path));
    const [only] = plans;
    if (plans.length === 1 && only !== undefined)
        return only;
    return pullRequest !== null || plans.includes(_reading_plan_files_js__WEBPACK_IMPORTED_MODULE_2__/* .PLAN_FILE */ .VI) ? _reading_plan_files_js__WEBPACK_IMPORTED_MODULE_2__/* .PLAN_FILE */ .VI : null;
}
function targetOf({ merge: { land } }, { pullRequest, branch }) {
    if (land === 'none')
        return { kind: 'none', configured: land, reason: '`merge.land: none` is configured' };
    if (land.startsWith('branch:'))
        return { kind: 'branch', branch: land.slice('branch:'.length), configured: land };
    if (pullRequest !== null)
        return { kind: 'branch', branch, configured: land };
    return { kind: 'none', configured: land, reason: `a pull request into ${branch} brings the result` };
}
async function snapshotOf({ repository }, commit) {
    const tree = await repository.git.run(['rev-parse', '--verify', `${commit}^{tree}`]);
    return { commit, tree: tree.trim() };
}
/** Run again, a workflow run goes on with the same run. */
function runName(plan, seed) {
    return `${plan.name.slice(0, 70)}-${runDigits(seed)}`;
}
/** The end of the name of a run. */
function runDigits(seed) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(seed).digest('hex').slice(0, 6);
}


/***/ }),

/***/ 6148:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ parseLegs),
/* harmony export */   x: () => (/* binding */ legsOf)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2857);
/** The jobs that verify, as a list of numbers for a matrix. */

function legsOf(hop) {
    return Array.from({ length: hop?.verifiers ?? 0 }, (_, index) => index);
}
/** '' is none. Throws where it is no list of numbers. */
function parseLegs(text) {
    return zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig().int().nonnegative())
        .max(256)
        .parse(JSON.parse(text || '[]'));
}


/***/ }),

/***/ 222:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Z: () => (/* binding */ loadConfig),
  Y: () => (/* binding */ loadPlan)
});

;// CONCATENATED MODULE: ./build/shared/plan/diagnostic.js
function hasErrors(diagnostics) {
    return diagnostics.some(diagnostic => diagnostic.severity === 'error');
}

// EXTERNAL MODULE: ./build/shared/plan/config.js
var plan_config = __webpack_require__(7818);
// EXTERNAL MODULE: ./build/shared/plan/document.js + 4 modules
var plan_document = __webpack_require__(869);
// EXTERNAL MODULE: ./build/shared/plan/reading/finding.js
var reading_finding = __webpack_require__(5664);
;// CONCATENATED MODULE: ./build/shared/plan/reading/suggest.js
/** "Did you mean …": the known name that is nearest to what was written. */
/**
 * The nearest candidate, or null when none is near enough: one wrong letter in three, and none in names of one or two;
 * or else the one that the word is the beginning of.
 */
function suggest(word, candidates) {
    const wanted = plain(word);
    let best = null;
    let longer = null;
    let limit = Math.floor(wanted.length / 3);
    for (const candidate of candidates) {
        if (candidate === word)
            continue;
        if (wanted.length > 2 && plain(candidate).startsWith(wanted))
            longer ??= candidate;
        const distance = editDistance(wanted, plain(candidate), limit);
        if (distance > limit)
            continue;
        if (distance === 0)
            return candidate;
        best = candidate;
        limit = distance - 1;
    }
    return best ?? longer;
}
/** {@link suggest} as a hint, or null. */
function didYouMean(word, candidates) {
    const nearest = suggest(word, candidates);
    return nearest === null ? null : `did you mean \`${nearest}\`?`;
}
/** `maxWorkers`, `max_workers` and `max-workers` are the same to someone who errs. */
function plain(word) {
    return word.toLowerCase().replace(/[-_. ]/g, '');
}
/**
 * {@link didYouMean} for many words over many candidates. Each answer looks at every candidate, so after a hundred words
 * there are no more: nobody reads so many.
 */
function suggester(candidates) {
    let answers = 0;
    return word => (answers++ < 100 ? didYouMean(word, candidates) : null);
}
/** Insertions, deletions, replacements and swaps of neighbours; anything over `limit` is `limit + 1`. */
function editDistance(from, to, limit) {
    if (Math.abs(from.length - to.length) > limit)
        return limit + 1;
    let older = [];
    let last = Array.from({ length: to.length + 1 }, (_, index) => index);
    for (let row = 1; row <= from.length; row++) {
        const next = [row];
        for (let column = 1; column <= to.length; column++) {
            next.push(cheapest({ from, to, row, column, older, last, left: next[column - 1] ?? 0 }));
        }
        if (Math.min(...next) > limit)
            return limit + 1;
        older = last;
        last = next;
    }
    return last[to.length] ?? 0;
}
function cheapest({ from, to, row, column, older, last, left }) {
    const same = from[row - 1] === to[column - 1];
    const replaced = (last[column - 1] ?? 0) + (same ? 0 : 1);
    const best = Math.min(replaced, (last[column] ?? 0) + 1, left + 1);
    const swapped = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
    return swapped ? Math.min(best, (older[column - 2] ?? 0) + 1) : best;
}

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(2857);
// EXTERNAL MODULE: ./build/shared/plan/reading/words.js
var words = __webpack_require__(6892);
;// CONCATENATED MODULE: ./build/shared/plan/reading/whereabouts.js
/** How a diagnostic calls a place in a document, and what it finds there. */


function isMapping(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
/** The keys of a mapping; of anything else: none. */
function fieldsOf(value) {
    return isMapping(value) ? Object.fromEntries(Object.entries(value)) : {};
}
/** The items of a list; of anything else: none. */
function itemsOf(value) {
    return Array.isArray(value) ? value : [];
}
function valueAt(document, path) {
    let value = document.value;
    for (const step of path) {
        value = typeof step === 'number' ? itemsOf(value)[step] : property(value, step);
    }
    return value;
}
function property(value, key) {
    return typeof value === 'object' && value !== null
        ? Object.getOwnPropertyDescriptor(value, key)?.value
        : undefined;
}
/** "task `api`", "`price` of backend `bot`", "`merge`", or the whole. */
function ownerName(document, path, whole) {
    const named = path.length > 1 ? entityName(document, path) : null;
    const inside = (named === null ? path : path.slice(2)).filter(step => typeof step === 'string');
    if (named === null)
        return inside.length === 0 ? whole : (0,words/* quote */.hD)(inside.join('.'));
    return inside.length === 0 ? named : `${(0,words/* quote */.hD)(inside.join('.'))} of ${named}`;
}
function entityName(document, [section, name]) {
    switch (section) {
        case 'tasks': {
            const id = valueAt(document, ['tasks', name ?? 0, 'id']);
            return typeof id === 'string' && id !== ''
                ? `task ${(0,words/* quote */.hD)(id)}`
                : `task ${Number(name) + 1} of the list`;
        }
        case 'epics':
            return `epic ${(0,words/* quote */.hD)(String(name))}`;
        case 'backends':
            return `backend ${(0,words/* quote */.hD)(String(name))}`;
        default:
            return null;
    }
}
/** " in `needs`", or nothing at the root. */
function inKey(path) {
    const last = path.at(-1);
    if (last === undefined)
        return '';
    return ` in ${(0,words/* quote */.hD)(String(typeof last === 'number' ? path.at(-2) : last))}`;
}
/** What stands there, as the user wrote it. */
function citation(document, path) {
    const value = valueAt(document, path);
    if (Array.isArray(value))
        return 'a list';
    if (typeof value === 'object' && value !== null)
        return 'a mapping';
    if (typeof value === 'string')
        return value === '' ? 'an empty text' : (0,words/* quote */.hD)(value);
    const written = document.written(path);
    return written === '' ? 'nothing' : (0,words/* quote */.hD)(written);
}
/** The same with its type, for a message about types. */
function typedCitation(document, path) {
    const value = valueAt(document, path);
    const cited = citation(document, path);
    if (typeof value === 'string' && value !== '')
        return `the text ${cited}`;
    return typeof value === 'number' ? `the number ${cited}` : cited;
}
/** The keys that a schema knows at a path. */
function knownKeys(schema, path) {
    let at = bare(schema);
    for (const step of path) {
        if (at instanceof schemas/* ZodObject */.bvH)
            at = bare(at.shape[String(step)]);
        else if (at instanceof schemas/* ZodArray */.naA)
            at = bare(at.element);
        else if (at instanceof schemas/* ZodRecord */.b8S)
            at = bare(at.valueType);
    }
    return at instanceof schemas/* ZodObject */.bvH ? Object.keys(at.shape) : [];
}
/** Without what makes it optional; of alternatives the first. */
function bare(schema) {
    if (schema instanceof schemas/* ZodOptional */.IiU || schema instanceof schemas/* ZodNullable */.l1C)
        return bare(schema.unwrap());
    if (schema instanceof schemas/* ZodDefault */.XiL || schema instanceof schemas/* ZodPrefault */.xgV)
        return bare(schema.unwrap());
    return schema instanceof schemas/* ZodDiscriminatedUnion */.jvo ? bare(schema.options[0]) : schema;
}

;// CONCATENATED MODULE: ./build/shared/plan/reading/backends.js
/** Which backends a plan and a configuration name, and whether there are such. */





/** In a plan: of tasks, and of `defaults:`. */
function backendProblems(plan, config) {
    const declared = Object.keys(config.backends);
    const chosen = plan.defaultBackend === null ? [] : [named(plan.defaultBackend, ['defaults', 'backend'])];
    const ofTasks = plan.tasks.flatMap(({ backend, path }) => backend === null ? [] : [named(backend, [...path, 'backend'])]);
    return problemsOf([...ofTasks, ...chosen], declared);
}
/** In a configuration, read from its plain values: the default, the rules, the fallbacks, the resolver. */
function namedBackendProblems(config) {
    const { backends, 'backend-routing': routing, merge } = fieldsOf(config);
    const { 'default-backend': preset, rules, fallback } = fieldsOf(routing);
    const names = [
        named(preset, ['backend-routing', 'default-backend']),
        ...itemsOf(rules).map((rule, at) => named(fieldsOf(rule).backend, ['backend-routing', 'rules', at, 'backend'])),
        ...itemsOf(fallback).map((name, at) => named(name, ['backend-routing', 'fallback', at])),
        named(fieldsOf(merge).resolver, ['merge', 'resolver']),
    ];
    return problemsOf(names, [...new Set([...Object.keys(fieldsOf(backends)), ...plan_config/* AGENT_KINDS */.yp])]);
}
/** Rules that do nothing, since nobody said that they count: whoever says `enabled: false` knows. */
function unusedRuleProblems(config) {
    const { enabled, rules } = fieldsOf(fieldsOf(config)['backend-routing']);
    if (enabled !== undefined || itemsOf(rules).length === 0)
        return [];
    return [
        {
            severity: 'warning',
            code: 'unused-rules',
            message: 'these rules do nothing: routing is not enabled',
            hint: 'add `enabled: true` to `backend-routing`; `enabled: false` switches them off without this warning',
            path: ['backend-routing', 'rules'],
            at: 'key',
        },
    ];
}
function named(name, path) {
    return { name: typeof name === 'string' && name.trim() !== '' ? name : null, path };
}
function problemsOf(names, declared) {
    const known = new Set(declared);
    const nearest = suggester(declared);
    return names.flatMap(({ name, path }) => {
        if (name === null || known.has(name))
            return [];
        const hint = nearest(name) ?? `declare it under \`backends:\` in the configuration; there are ${(0,words/* nameList */.OD)(declared)}`;
        return [(0,reading_finding/* error */.z3)({ code: 'unknown-backend', message: `unknown backend ${(0,words/* quote */.hD)(name)}`, hint, path })];
    });
}

;// CONCATENATED MODULE: ./build/shared/plan/rules/rule.js
/**
 * How a schema says more than a type: a rule finds what is wrong with one value in Braid's words, and describes itself to
 * editors with JSON Schema keywords. zod never writes a text that a person reads.
 */

/** A schema whose values are checked once their type is right. */
function rule(schema, check, keywords) {
    return schema
        .superRefine((value, context) => {
        const finding = check(value);
        if (finding !== null)
            context.addIssue({ code: 'custom', params: { finding } });
    })
        .meta(keywords);
}
/** Refuses everything but the default of a key whose feature is not built yet. */
function later(schema, isDefault, { description, hint = 'remove it' }) {
    const check = (value) => isDefault(value) ? null : { kind: 'later', hint };
    return rule(schema, check, { description: `${description} (not supported yet)` });
}
/** What {@link rule} put into an issue; null: the issue is zod's own. */
function findingOf(issue) {
    if (issue.code !== 'custom')
        return null;
    const finding = issue.params?.finding;
    return finding ?? null;
}
function numberIn({ above, from, to, whole = false, description, hint }) {
    const noun = whole ? 'a whole number' : 'a number';
    const bounds = [
        above === undefined ? '' : ` above ${above}`,
        from === undefined ? '' : to === undefined ? ` of at least ${from}` : ` from ${from}`,
        to === undefined ? '' : from === undefined ? ` and at most ${to}` : ` to ${to}`,
    ];
    const keywords = {
        description,
        ...(above === undefined ? {} : { exclusiveMinimum: above }),
        ...(from === undefined ? {} : { minimum: from }),
        ...(to === undefined ? {} : { maximum: to }),
    };
    const inside = (value) => value > (above ?? -Infinity) && value >= (from ?? -Infinity) && value <= (to ?? Infinity);
    const finding = {
        kind: 'unfit',
        code: 'out-of-range',
        expected: `${noun}${bounds.join('')}`,
        hint,
    };
    return rule(whole ? schemas/* int */.Whr() : schemas/* number */.aig(), value => (inside(value) ? null : finding), keywords);
}
/** Text with something in it, on one line when `lines` is not set. */
function rule_text(description, { lines = false } = {}) {
    return rule(schemas/* string */.YjP(), value => blank(value) ?? (lines ? null : oneLine(value)), {
        description,
        pattern: '\\S',
    });
}
function blank(value) {
    if (value.trim() !== '')
        return null;
    return {
        kind: 'unfit',
        code: 'empty-text',
        expected: 'a text',
        found: 'an empty one',
        hint: 'fill it in, or remove it',
    };
}
function oneLine(value) {
    const found = /\p{Cc}/u.exec(value.trim())?.[0];
    if (found === undefined)
        return null;
    if (found !== '\n') {
        return {
            kind: 'unfit',
            code: 'control-character',
            expected: 'a text without control characters',
            hint: 'remove them',
        };
    }
    return {
        kind: 'unfit',
        code: 'several-lines',
        expected: 'a text of one line',
        hint: 'shorten it to one line',
    };
}

;// CONCATENATED MODULE: ./build/shared/plan/reading/type-words.js
/** Messages about values of the wrong type, and about keys that are missing. */

/** What to add, for keys that must be there. */
const MISSING_HINTS = {
    version: 'add `version: 1`',
    name: 'add `name: …`, a word of lower-case letters, digits and `-`',
    tasks: 'add `tasks:` with a list of tasks',
    id: 'add `id: …`, a short name for the task',
    title: 'add `title: …`, one line that says what the task does',
    kind: 'add `kind: command`',
    run: 'add `run: …`, the command that does the work',
};
/** What was expected, by zod's name of the type, and what to do about it. */
function typeWords(type, written) {
    if (written.value === null && typeof written.key === 'string') {
        const empty = { array: '[]', object: '{}', record: '{}' }[type] ?? '…';
        return {
            expected: typeName(type),
            hint: MISSING_HINTS[written.key] ?? `write ${(0,words/* quote */.hD)(`${written.key}: ${empty}`)}, or remove the key`,
        };
    }
    return { expected: typeName(type), hint: typeHint(type, written) };
}
function typeName(type) {
    switch (type) {
        case 'string':
            return 'text';
        case 'number':
            return 'a number';
        case 'int':
            return 'a whole number';
        case 'boolean':
            return '`true` or `false`';
        case 'array':
            return 'a list';
        default:
            return 'a mapping';
    }
}
function typeHint(type, written) {
    switch (type) {
        case 'string':
            return textHint(written);
        case 'number':
        case 'int':
            return numberHint(type, written);
        case 'boolean':
            return 'write `true` or `false`, without quotes';
        case 'array':
            return listHint(written);
        default:
            return 'write keys with their values, such as `key: value`';
    }
}
function textHint({ value, source }) {
    if (typeof value === 'number' || typeof value === 'boolean')
        return `put it in quotes: ${(0,words/* quote */.hD)(JSON.stringify(source))}`;
    if (typeof value !== 'object' || value === null)
        return 'write a text';
    return Array.isArray(value)
        ? 'write one text instead of the list'
        : 'if a colon belongs to the text, put the text in quotes';
}
function numberHint(type, { value }) {
    const [digits] = typeof value === 'string' ? (/\d+(\.\d+)?/.exec(value) ?? []) : [];
    if (digits !== undefined)
        return `write the number alone: ${(0,words/* quote */.hD)(digits)}`;
    return type === 'int' ? 'write a number without a fraction, such as `1`' : 'write a number, such as `1`';
}
function listHint({ value, source, key }) {
    const name = typeof key === 'string' ? `${key}: ` : '';
    if (typeof value === 'string' && value.length < 40 && !value.includes('\n')) {
        const plain = /^[A-Za-z_][\w./-]*( [\w./-]+)*$/.test(value);
        return `write a list: ${(0,words/* quote */.hD)(`${name}[${plain ? value : JSON.stringify(value)}]`)}`;
    }
    if (typeof value === 'number' || typeof value === 'boolean')
        return `write a list: ${(0,words/* quote */.hD)(`${name}[${source}]`)}`;
    return 'write a list: each item in a line of its own, after `- `';
}

;// CONCATENATED MODULE: ./build/shared/plan/reading/shape.js






function shapeProblems(shape, issues) {
    return issues.slice(0, reading_finding/* MOST_PROBLEMS */.vy).flatMap(issue => {
        const path = issue.path.map(step => (typeof step === 'number' ? step : String(step)));
        return problems(shape, issue, path);
    });
}
function problems(shape, issue, path) {
    const finding = findingOf(issue);
    if (finding !== null)
        return [findingProblem(shape, finding, path)];
    switch (issue.code) {
        case 'unrecognized_keys':
            return issue.keys.map(key => unknownKey(shape, path, key));
        case 'invalid_key':
            return issue.issues.flatMap(inner => badName(inner, path));
        case 'invalid_value':
            return [unknownValue(shape, path, issue.values.map(String))];
        case 'invalid_union':
            return [unknownValue(shape, path, 'options' in issue ? (issue.options ?? []).map(String) : [])];
        case 'invalid_type':
            return [wrongType(shape, path, issue.expected)];
        case 'too_big':
        case 'too_small': {
            const expected = 'a whole number of at most 15 digits';
            return [unfit(shape, path, { code: 'out-of-range', expected, hint: 'write a smaller one' })];
        }
        default:
            return [unfit(shape, path, { code: 'bad-value', expected: 'another value', hint: null })];
    }
}
function findingProblem(shape, finding, path) {
    if (finding.kind === 'unfit')
        return unfit(shape, path, finding);
    const value = valueAt(shape.document, path);
    const nested = path.some(step => typeof step === 'number') || path[0] === 'backends';
    const key = nested ? String(path.at(-1)) : path.join('.');
    const shown = typeof value === 'string' || typeof value === 'boolean' ? `${key}: ${value}` : key;
    const message = `${(0,words/* quote */.hD)(shown)} is not supported yet`;
    return (0,reading_finding/* error */.z3)({ code: 'not-supported-yet', message, hint: finding.hint, path, at: 'key' });
}
function unfit({ document, whole }, path, { code, expected, found, hint }) {
    const place = path.length === 0 ? ` in ${whole}` : inKey(path);
    const message = `expected ${expected}${place}, found ${found ?? citation(document, path)}`;
    return (0,reading_finding/* error */.z3)({ code, message, hint, path });
}
/** A name of the user's, used as a key. */
function badName(issue, path) {
    const finding = findingOf(issue);
    if (finding?.kind !== 'unfit')
        return [];
    const found = finding.found ?? (0,words/* quote */.hD)(String(path.at(-1)));
    const message = `expected ${finding.expected} as a key of ${(0,words/* quote */.hD)(String(path.at(-2)))}, found ${found}`;
    return [(0,reading_finding/* error */.z3)({ code: finding.code, message, hint: finding.hint, path, at: 'key' })];
}
function unknownKey({ document, schema, whole }, path, key) {
    const known = knownKeys(schema, path);
    const message = `unknown key ${(0,words/* quote */.hD)(key)} in ${ownerName(document, path, whole)}`;
    const hint = didYouMean(key, known) ?? otherWord(key, known) ?? `known keys: ${known.join(', ')}`;
    return (0,reading_finding/* error */.z3)({ code: 'unknown-key', message, hint, path: [...path, key], at: 'key' });
}
/** What other tools call it. */
const OTHER_WORDS = {
    dependencies: 'needs',
    dependson: 'needs',
    description: 'prompt',
    files: 'paths',
};
function otherWord(key, known) {
    const word = OTHER_WORDS[key.toLowerCase().replace(/[-_]/g, '')];
    return word !== undefined && known.includes(word) ? `did you mean ${(0,words/* quote */.hD)(word)}?` : null;
}
function missingKey({ document, whole }, path) {
    const owner = path.slice(0, -1);
    const key = String(path.at(-1));
    const message = `expected the key ${(0,words/* quote */.hD)(key)} in ${ownerName(document, owner, whole)}, found none`;
    return (0,reading_finding/* error */.z3)({
        code: 'missing-key',
        message,
        hint: MISSING_HINTS[key] ?? `add ${(0,words/* quote */.hD)(`${key}: …`)}`,
        path: owner,
    });
}
/** Codes of enumerations that have one of their own. */
const VALUE_CODES = {
    version: 'wrong-version',
    type: 'unknown-type',
    kind: 'unknown-kind',
};
function unknownValue(shape, path, known) {
    const value = valueAt(shape.document, path);
    if (value === undefined)
        return missingKey(shape, path);
    const key = String(path.at(-1));
    const expected = known.length === 1 ? (0,words/* quote */.hD)(known[0] ?? '') : `one of ${known.map(words/* quote */.hD).join(', ')}`;
    const nearest = typeof value === 'string' ? didYouMean(value, known) : null;
    const only = `write ${(0,words/* quote */.hD)(`${key}: ${known[0]}`)}${typeof value === 'string' ? ', without quotes' : ''}`;
    const hint = nearest ?? (known.length === 1 ? only : 'choose one of these');
    const found = typedCitation(shape.document, path);
    return unfit(shape, path, { code: VALUE_CODES[key] ?? 'unknown-value', expected, found, hint });
}
function wrongType(shape, path, expected) {
    const value = valueAt(shape.document, path);
    if (value === undefined && path.length > 0)
        return missingKey(shape, path);
    const found = typedCitation(shape.document, path);
    const written = { value, source: shape.document.written(path), key: path.at(-1) };
    return unfit(shape, path, { code: 'wrong-type', found, ...typeWords(expected, written) });
}

;// CONCATENATED MODULE: ./build/shared/plan/rules/names.js
/** What may be called how: ids and epics become parts of branch names, so git's rules and those of file systems hold. */

/** Branch names are paths of files for git, most file systems allow 255 bytes, and people read ids in tables. */
const LONGEST_NAME = 60;
const RUN_NAME = '^[a-z0-9][a-z0-9-]*$';
/** No `..`, no `.lock` or `.` at the end, no `.` or `-` at the start. */
const BRANCH_PART = '^(?![.-])(?!.*\\.\\.)(?!.*\\.([lL][oO][cC][kK])?$)[A-Za-z0-9._-]+$';
const BACKEND_NAME = '^[A-Za-z0-9][A-Za-z0-9._-]*$';
/** It becomes an argument of a program, so it may not look like an option. */
const MODEL = '^[A-Za-z0-9][A-Za-z0-9._:/@[\\]-]*$';
const LONGEST_MODEL = 100;
/** Names of branches or folders of Braid's own, beside those of the tasks. */
const RESERVED = ['integration', 'epic'];
function runNameFinding(name) {
    if (!new RegExp(RUN_NAME).test(name)) {
        const expected = name.startsWith('-')
            ? 'a name that begins with a letter or digit'
            : 'a name of `a-z`, `0-9` and `-`';
        return {
            kind: 'unfit',
            code: 'bad-name',
            expected,
            hint: proposal(slug(name.toLowerCase()).replace(/[._]+/g, '-')),
        };
    }
    return lengthFinding(name, 'bad-name');
}
function taskIdFinding(id) {
    const finding = branchPartFinding(id, 'bad-id');
    if (finding !== null || !RESERVED.includes(id.toLowerCase()))
        return finding;
    const hint = `Braid has branches of its own with these names: ${proposal(`${id}-task`)}`;
    return { kind: 'unfit', code: 'reserved-id', expected: 'an id other than the reserved ones', hint };
}
function epicNameFinding(name) {
    return branchPartFinding(name, 'bad-epic-name');
}
function backendNameFinding(name) {
    if (new RegExp(BACKEND_NAME).test(name))
        return lengthFinding(name, 'bad-backend-name');
    const expected = /^[-._]/.test(name)
        ? 'a name that begins with a letter or digit'
        : 'a name of `A-Z`, `a-z`, `0-9`, `.`, `_` and `-`';
    return { kind: 'unfit', code: 'bad-backend-name', expected, hint: proposal(slug(name)) };
}
function branchPartFinding(name, code) {
    if (!/^[A-Za-z0-9._-]+$/.test(name)) {
        return {
            kind: 'unfit',
            code,
            expected: 'a name of `A-Z`, `a-z`, `0-9`, `.`, `_` and `-`',
            hint: proposal(slug(name)),
        };
    }
    if (!new RegExp(BRANCH_PART).test(name)) {
        const expected = 'a name that git allows for a branch';
        return {
            kind: 'unfit',
            code,
            expected,
            hint: `${reason(name)}${slug(name) === '' ? '' : `: ${proposal(slug(name))}`}`,
        };
    }
    return lengthFinding(name, code);
}
function reason(name) {
    if (/^[.-]/.test(name))
        return `it must not begin with ${(0,words/* quote */.hD)(name.charAt(0))}`;
    if (name.includes('..'))
        return 'it must not contain `..`';
    return `it must not end with ${name.endsWith('.') ? '`.`' : '`.lock`'}`;
}
function lengthFinding(name, code) {
    if (name.length <= LONGEST_NAME)
        return null;
    const found = `${(0,words/* quote */.hD)(name)} with ${name.length}`;
    return {
        kind: 'unfit',
        code,
        expected: `a name of at most ${LONGEST_NAME} characters`,
        found,
        hint: 'shorten it',
    };
}
/** The nearest name that is allowed; empty: there is none, as for letters that have no place in it. */
function slug(name) {
    const plain = name
        .slice(0, 4 * LONGEST_NAME)
        .normalize('NFKD')
        .replace(/\p{M}/gu, '');
    if (/[^\P{L}A-Za-z]/u.test(plain))
        return '';
    return plain
        .replace(/[^A-Za-z0-9._-]+/g, '-')
        .replace(/\.{2,}/g, '.')
        .replace(/^[.-]+/, '')
        .replace(/[.-]+$/, '')
        .replace(/(?:\.lock)+$/i, '')
        .slice(0, LONGEST_NAME)
        .replace(/[.-]+$/, '');
}
function proposal(name) {
    return name === '' ? 'choose another name' : `write ${(0,words/* quote */.hD)(name)}`;
}
/** Rules of `git check-ref-format --branch`. */
function branchFinding(branch) {
    const bad = badBranchPart(branch);
    if (bad === null)
        return null;
    const expected = 'a name that git allows for a branch';
    return { kind: 'unfit', code: 'bad-branch', expected, hint: bad };
}
function badBranchPart(branch) {
    if (branch === '')
        return 'write a name after it, such as `branch:main`';
    if (branch.startsWith('refs/'))
        return `write ${(0,words/* quote */.hD)(`branch:${branch.replace(/^refs\/(heads\/)?/, '')}`)}`;
    if (branch === 'HEAD' || branch === '@')
        return `${(0,words/* quote */.hD)(branch)} is no branch: name one, or use \`checked-out\``;
    if (/^braid(\/|$)/i.test(branch))
        return 'Braid keeps its own branches there: name another one';
    const [character] = /[\p{Cc} ~^:?*[\\]/u.exec(branch) ?? [];
    if (character !== undefined)
        return `git does not allow ${(0,words/* quote */.hD)(character)} in it`;
    const [sequence] = /\.\.|@\{|\/\/|\.lock(?=\/|$)|\/\.|^[-./]|[./]$/.exec(branch) ?? [];
    return sequence === undefined ? null : `git does not allow ${(0,words/* quote */.hD)(sequence)} there`;
}
function modelFinding(name) {
    if (new RegExp(MODEL).test(name) && name.length <= LONGEST_MODEL)
        return null;
    const expected = 'a tier (small, medium, large) or the name of a model';
    const hint = `a name begins with a letter or a digit, and has at most ${LONGEST_MODEL} characters without spaces`;
    return { kind: 'unfit', code: 'bad-model', expected, hint };
}

// EXTERNAL MODULE: ./build/shared/plan/globs/glob.js
var globs_glob = __webpack_require__(9378);
;// CONCATENATED MODULE: ./build/shared/plan/rules/patterns.js
/** Paths and globs that a person wrote: relative to the repository's root, with `/`, and never outside. */


function globFinding(glob) {
    if (glob.startsWith('!')) {
        const hint = 'list what belongs to it; nothing can be taken out with `!`';
        return { kind: 'unfit', code: 'bad-glob', expected: 'a glob without negation', hint };
    }
    const finding = outside(glob, {
        expected: 'a glob inside the repository',
        code: 'bad-glob',
        example: '`src/**`',
    });
    if (finding !== null || (0,globs_glob/* parseGlob */.qF)(glob) !== null)
        return finding;
    const hint = 'write several shorter ones';
    return { kind: 'unfit', code: 'bad-glob', expected: 'a glob with at most 1000 alternatives', hint };
}
function fileFinding(path) {
    const finding = outside(path, {
        expected: 'a file inside the repository',
        code: 'bad-path',
        example: '`docs/prompt.md`',
    });
    if (finding !== null || !path.split('/').some(step => step.toLowerCase() === '.git'))
        return finding;
    const hint = 'files of git itself may hold secrets: name another file';
    return { kind: 'unfit', code: 'bad-path', expected: 'a file inside the repository', hint };
}
function outside(path, { expected, code, example }) {
    const hint = path.trim() === ''
        ? `write a path from the root of the repository, such as ${example}`
        : whyOutside(path);
    if (hint === null)
        return null;
    return { kind: 'unfit', code, expected, ...(path.trim() === '' ? { found: 'an empty text' } : {}), hint };
}
function whyOutside(path) {
    if (path.includes('\\'))
        return `write it with \`/\`: ${(0,words/* quote */.hD)(path.replace(/\\+/g, '/'))}`;
    if (/^[A-Za-z]:/.test(path))
        return 'write it relative to the root of the repository, without a drive';
    if (path.startsWith('/'))
        return 'write it relative to the root of the repository, without a `/` in front';
    if (path.startsWith('~'))
        return 'write it relative to the root of the repository, without `~`';
    if (/\p{Cc}/u.test(path))
        return 'remove the control characters';
    // Also as an alternative of braces: `{..,src}/a`.
    if (/(?<![^/{},()|])\.\.(?![^/{},()|])/.test(path))
        return 'write it from the root of the repository, without `..`';
    return null;
}

// EXTERNAL MODULE: ./build/shared/plan/rules/variables.js
var variables = __webpack_require__(4207);
;// CONCATENATED MODULE: ./build/shared/plan/rules/fields.js
/** The kinds of values that plans and configurations are made of. */







/** A timer of Node holds 2^31 milliseconds at most, which are 35,791 minutes. */
const LONGEST_MINUTES = 35_000;
const LAND = ['auto', 'pull-request-head', 'checked-out', 'none'];
const minutes = (description) => numberIn({ above: 0, to: LONGEST_MINUTES, description, hint: 'write minutes, such as `30`' });
const dollars = (description) => numberIn({ above: 0, description, hint: 'write dollars, such as `2.50`' });
const price = (description) => numberIn({ from: 0, description, hint: 'write dollars for a million tokens, such as `3`' });
const count = (description, bounds) => numberIn({
    ...bounds,
    whole: true,
    description,
    hint: `write a number such as \`${Math.max(bounds.from, 1)}\``,
});
const commands = (description) => schemas/* array */.YOg(rule_text('A shell line.', { lines: true })).meta({ description });
const fields_words = (description) => schemas/* array */.YOg(rule_text('One line of text.')).meta({ description });
/** What they name is looked up in the plan, which tells more than a pattern. */
const taskIds = (description) => schemas/* array */.YOg(rule_text('The id of a task.')).meta({ description });
const branchPart = { pattern: BRANCH_PART, maxLength: LONGEST_NAME };
const taskId = rule(schemas/* string */.YjP(), taskIdFinding, {
    description: 'Letters, digits, `.`, `_`, `-`; unique without regard to case; part of the branch name.',
    ...branchPart,
});
const epicName = rule(schemas/* string */.YjP(), epicNameFinding, {
    description: 'Name of an epic; part of the branch name.',
    ...branchPart,
});
const runName = rule(schemas/* string */.YjP(), runNameFinding, {
    description: 'Lower-case letters, digits, `-`; names the run.',
    pattern: RUN_NAME,
    maxLength: LONGEST_NAME,
});
const backendName = rule(schemas/* string */.YjP(), backendNameFinding, {
    description: 'Name of a backend.',
    pattern: BACKEND_NAME,
    maxLength: LONGEST_NAME,
});
const variable = rule(schemas/* string */.YjP(), variables/* variableFinding */.u, {
    description: 'Name of an environment variable.',
    pattern: '^[A-Za-z_][A-Za-z0-9_]*$',
});
const model = (description) => rule(schemas/* string */.YjP(), modelFinding, { description, pattern: MODEL, maxLength: LONGEST_MODEL });
/** From 0 to 1. */
const share = (description) => numberIn({ from: 0, to: 1, description, hint: 'write a number from 0 to 1, such as `0.7`' });
const glob = rule(schemas/* string */.YjP(), globFinding, {
    description: 'A glob relative to the root of the repository.',
    pattern: '\\S',
});
const globs = (description) => schemas/* array */.YOg(glob).meta({ description });
const file = (description) => rule(schemas/* string */.YjP(), fileFinding, { description, pattern: '\\S' });
const land = rule(schemas/* string */.YjP(), landFinding, {
    description: `Where the result goes: ${LAND.join(', ')} or branch:NAME.`,
    pattern: `^(${LAND.join('|')}|branch:.+)$`,
    examples: [...LAND, 'branch:main'],
});
function landFinding(value) {
    if (LAND.some(known => known === value))
        return null;
    if (value.startsWith('branch:'))
        return branchFinding(value.slice('branch:'.length));
    const expected = `one of ${LAND.map(words/* quote */.hD).join(', ')} and \`branch:NAME\``;
    const hint = didYouMean(value, LAND) ?? `for a branch of that name, write ${(0,words/* quote */.hD)(`branch:${value}`)}`;
    return { kind: 'unfit', code: 'unknown-value', expected, hint };
}
function atLeastOneTask(tasks) {
    if (tasks.length > 0)
        return null;
    const hint = 'add a task with `id`, `title` and `prompt`';
    return { kind: 'unfit', code: 'no-tasks', expected: 'at least one task', found: 'none', hint };
}

// EXTERNAL MODULE: ./build/shared/plan/plan.js
var plan = __webpack_require__(2627);
;// CONCATENATED MODULE: ./build/shared/plan/schema/backend-schema.js
/** The shape of `backends:` and of `backend-routing:`. */





const pricing = schemas/* strictObject */.rej({
    input: price('For a million tokens read.'),
    output: price('For a million tokens written.'),
});
/** What all kinds of backends have. */
const shared = {
    'pass-env': schemas/* array */.YOg(variable).meta({ description: 'Environment variables that it may see.' }).default([]),
    'max-parallel': count('At most so many at once.', { from: 1 }).optional(),
    models: schemas/* strictObject */.rej(Object.fromEntries(plan_config/* TIERS */.iB.map(tier => [tier, model('The model of this size.').optional()])))
        .meta({ description: 'The model of each size.' })
        .prefault({}),
    price: pricing.meta({ description: 'Dollars for a million tokens.' }).optional(),
    prices: schemas/* record */.g1P(schemas/* string */.YjP(), pricing)
        .meta({ description: 'The same by model, where they differ.' })
        .prefault({}),
};
const command = schemas/* strictObject */.rej({
    kind: schemas/* literal */.euz('command').meta({ description: 'A shell line.' }),
    run: rule_text('The shell line; it finds the prompt in the file `$BRAID_PROMPT_FILE`.', { lines: true }),
    ...shared,
});
const agent = schemas/* strictObject */.rej({
    kind: schemas/* enum */.k5n(plan_config/* AGENT_KINDS */.yp).meta({ description: 'The program of an agent.' }),
    program: rule_text('Its name on PATH, or its absolute path; without it, the usual name.').optional(),
    args: fields_words('More arguments for it.').default([]),
    'max-turns': count('How often the model may be asked in one attempt.', { from: 1 }).optional(),
    ...shared,
});
const backends = schemas/* record */.g1P(backendName, schemas/* discriminatedUnion */.gMt('kind', [command, agent]))
    .meta({ description: 'What does the work, by name.' });
const routingRule = schemas/* strictObject */.rej({
    type: schemas/* enum */.k5n(plan/* TASK_TYPES */.c).meta({ description: 'Tasks of this type.' }).optional(),
    paths: globs('Tasks that may change files that match one of these.').default([]),
    labels: fields_words('Tasks that have one of these.').default([]),
    'min-complexity': share('Tasks that are at least so complex, 0 to 1.').optional(),
    'max-complexity': share('Tasks that are at most so complex, 0 to 1.').optional(),
    backend: rule_text('Name of a backend.').optional(),
    model: model('A tier (small, medium, large) or the name of a model.').optional(),
})
    .meta({ description: 'Where tasks go for which all conditions hold.' });
const routing = schemas/* strictObject */.rej({
    enabled: schemas/* boolean */.zMY().meta({ description: 'Choose backend and model for each task.' }).default(false),
    'default-backend': rule_text('For tasks that name none.').default(plan_config/* DEFAULT_BACKEND */.hs),
    rules: schemas/* array */.YOg(routingRule).meta({ description: 'The first that matches counts.' }).default([]),
    fallback: fields_words('Backends in place of one that cannot be used, in this order.').default([]),
})
    .meta({ description: 'Which backend does which task.' });

;// CONCATENATED MODULE: ./build/shared/plan/schema/config-schema.js
/** The shape of the configuration as it is written, with its defaults. */




const merge = schemas/* strictObject */.rej({
    verify: commands('Shell lines that test a merged commit; empty: results land unverified.').default([]),
    'verify-timeout-minutes': minutes('Time limit of a verification in minutes.').default(30),
    'parallel-verify': count('Verifications at once.', { from: 1, to: 256 }).default(1),
    'flake-retries': count('How often a red verification is repeated before it counts.', { from: 0 }).default(1),
    'on-conflict': schemas/* enum */.k5n(['rerun', 'resolve', 'hold'])
        .meta({ description: 'What becomes of a task that collides.' })
        .default('rerun'),
    resolver: rule_text('Backend for `resolve`; without it, the task’s own.').nullable().default(null),
    land: land.default('auto'),
})
    .meta({ description: 'How results are merged, tested and landed.' });
const budget = schemas/* strictObject */.rej({
    usd: dollars('Dollars for the run.').optional(),
    tokens: count('Tokens for the run, read and written.', { from: 1 }).optional(),
    'per-task-usd': dollars('Dollars for a task that names no budget of its own.').optional(),
})
    .meta({ description: 'Most that a run may cost.' });
const configSchema = schemas/* strictObject */.rej({
    execution: schemas/* enum */.k5n(['auto', 'parallel', 'sequential'])
        .meta({ description: 'One after another, or at once.' })
        .default('auto'),
    schedule: schemas/* enum */.k5n(['batches', 'eager'])
        .meta({ description: 'When the next task starts.' })
        .default('batches'),
    parallel: schemas/* strictObject */.rej({
        'max-workers': count('Tasks at once.', { from: 1, to: 256 }).default(4),
        'timeout-minutes': minutes('Time limit of an attempt, for tasks without one.').default(60),
    })
        .meta({ description: 'Limits.' })
        .prefault({}),
    isolation: schemas/* enum */.k5n(['none', 'directory', 'branch', 'full'])
        .meta({ description: 'What tasks share.' })
        .default('full'),
    'keep-trees': schemas/* enum */.k5n(['never', 'failed', 'always'])
        .meta({ description: 'Which task trees stay.' })
        .default('never'),
    'on-failure': schemas/* enum */.k5n(['continue', 'stop'])
        .meta({ description: 'Whether a failure ends the run.' })
        .default('continue'),
    overlap: schemas/* enum */.k5n(['serialize', 'allow'])
        .meta({ description: 'Tasks with common paths.' })
        .default('serialize'),
    'backend-routing': routing.prefault({}),
    backends: backends.prefault({}),
    'prompt-template': file('A file of the repository: the whole prompt, with places to fill in.')
        .nullable()
        .default(null),
    merge: merge.prefault({}),
    budget: budget.prefault({}),
    gates: later(schemas/* array */.YOg(schemas/* unknown */.L5J()), gates => gates.length === 0, {
        description: 'Checks after verification',
    }).default([]),
    protected: globs('Paths that no task may change, unless a pattern of its own names them.').default([
        '.github/**',
        '.claude/**',
        'CODEOWNERS',
    ]),
    labels: schemas/* strictObject */.rej({ prefix: rule_text('Beginning of the labels that Braid reacts to.').default('braid:') })
        .meta({ description: 'Labels.' })
        .prefault({}),
})
    .meta({ title: 'Braid configuration' });

;// CONCATENATED MODULE: ./build/shared/plan/parse-config.js
/** The text of `.github/braid.yml` → the configuration and everything that is wrong with it. Pure: reads no file. */







/** All keys are optional, so an empty file is as good as none. */
function parseConfig(text, { file }) {
    if (text === null)
        return { config: DEFAULT_CONFIG, diagnostics: [], templateFile: null };
    const { document, diagnostics } = (0,plan_document/* readDocument */.u0)(text, file);
    if (document === null)
        return { config: null, diagnostics, templateFile: null };
    const value = document.value ?? {};
    const shape = configSchema.safeParse(value);
    const problems = [
        ...shapeProblems({ document, schema: configSchema, whole: 'the configuration' }, shape.error?.issues ?? []),
        ...namedBackendProblems(value),
        ...unusedRuleProblems(value),
    ];
    const all = (0,reading_finding/* arrange */.NL)(diagnostics, problems.map(problem => document.diagnose(problem)));
    if (!shape.success || hasErrors(all))
        return { config: null, diagnostics: all, templateFile: null };
    const template = shape.data['prompt-template'];
    return {
        config: toConfig(shape.data),
        diagnostics: all,
        templateFile: template === null ? null : { path: template, place: document.place(['prompt-template']) },
    };
}
function toConfig(text) {
    const { parallel, merge, budget, 'backend-routing': routing } = text;
    return {
        execution: text.execution,
        schedule: text.schedule,
        parallel: { maxWorkers: parallel['max-workers'], timeoutMinutes: parallel['timeout-minutes'] },
        isolation: text.isolation,
        keepTrees: text['keep-trees'],
        onFailure: text['on-failure'],
        overlap: text.overlap,
        routing: {
            enabled: routing.enabled,
            defaultBackend: routing['default-backend'],
            rules: routing.rules.map(toRule),
            fallback: routing.fallback,
        },
        backends: { ...BUILT_IN, ...toBackends(text.backends) },
        merge: {
            verify: merge.verify,
            verifyTimeoutMinutes: merge['verify-timeout-minutes'],
            parallelVerify: merge['parallel-verify'],
            flakeRetries: merge['flake-retries'],
            onConflict: merge['on-conflict'],
            resolver: merge.resolver,
            land: merge.land,
        },
        budget: {
            usd: budget.usd ?? null,
            tokens: budget.tokens ?? null,
            perTaskUsd: budget['per-task-usd'] ?? null,
        },
        promptTemplate: null,
        protectedPaths: text.protected,
        labelPrefix: text.labels.prefix,
    };
}
function toRule(rule) {
    return {
        type: rule.type ?? null,
        paths: rule.paths,
        labels: rule.labels,
        minComplexity: rule['min-complexity'] ?? null,
        maxComplexity: rule['max-complexity'] ?? null,
        backend: rule.backend ?? null,
        model: rule.model ?? null,
    };
}
function toBackends(backends) {
    return Object.fromEntries(Object.entries(backends).map(([name, backend]) => [name, toBackend(backend)]));
}
function toBackend(backend) {
    const common = {
        passEnv: backend['pass-env'],
        maxParallel: backend['max-parallel'] ?? null,
        price: backend.price ?? null,
        prices: backend.prices,
        models: Object.fromEntries(plan_config/* TIERS */.iB.flatMap(tier => {
            const model = backend.models[tier];
            return model === undefined ? [] : [[tier, model]];
        })),
    };
    if (backend.kind === 'command')
        return { kind: 'command', run: backend.run, ...common };
    return {
        kind: backend.kind,
        program: backend.program ?? null,
        args: backend.args,
        maxTurns: backend['max-turns'] ?? null,
        ...common,
    };
}
const PLAIN_AGENT = {
    program: null,
    args: [],
    maxTurns: null,
    passEnv: [],
    maxParallel: null,
    price: null,
    prices: {},
    models: {},
};
const BUILT_IN = Object.fromEntries(plan_config/* AGENT_KINDS */.yp.map(kind => [kind, { kind, ...PLAIN_AGENT }]));
/** What holds without a configuration file. */
const DEFAULT_CONFIG = toConfig(configSchema.parse({}));

// EXTERNAL MODULE: ./build/shared/plan/graph.js + 6 modules
var graph = __webpack_require__(5076);
;// CONCATENATED MODULE: ./build/shared/plan/reading/cycles.js
/** Tasks that wait for each other, each circle with the reference that closes it. */



/** After one is found its tasks are set aside, so circles with no task in common are all reported. */
function cycleProblems(plan) {
    const byId = new Map();
    for (const task of plan.tasks)
        if (task.id !== null && !byId.has(task.id))
            byId.set(task.id, task);
    const problems = [];
    const open = new Set(byId.keys());
    for (;;) {
        const cycle = (0,graph/* findCycle */.u8)([...open].flatMap(id => cycleTask(byId.get(id), open)));
        if (cycle === null)
            return problems;
        problems.push(cycleProblem(cycle, byId));
        for (const id of cycle)
            open.delete(id);
    }
}
/** What other checks report is left out: unknown tasks and references to itself. */
function cycleTask(task, open) {
    if (task === undefined || task.id === null)
        return [];
    const others = (list) => list.filter(({ id }) => id !== task.id && open.has(id)).map(({ id }) => id);
    return [{ id: task.id, needs: others(task.needs), after: others(task.after), epic: task.epic }];
}
/** Each task of a cycle names the next one in `needs` or `after`, or is of one epic with it. */
function cycleProblem(cycle, byId) {
    const steps = cycle.slice(0, -1).map((id, index) => referenceTo(byId.get(id), cycle[index + 1]));
    const closing = steps.findLast(step => step !== null);
    const path = closing ?? [...(byId.get(cycle[0] ?? '')?.path ?? []), 'id'];
    const message = `expected tasks that can be put in an order, found the cycle \`${cycle.map(words/* visible */.RK).join(' → ')}\``;
    const hint = steps.includes(null)
        ? 'who needs one task of an epic waits for all of them: remove one of these dependencies, or move a task out of its epic'
        : 'remove one of these dependencies';
    return (0,reading_finding/* error */.z3)({ code: 'cycle', message, hint, path });
}
function referenceTo(task, id) {
    const found = [...(task?.needs ?? []), ...(task?.after ?? [])].find(reference => reference.id === id);
    return found?.path ?? null;
}

// EXTERNAL MODULE: ./build/shared/plan/scope.js
var scope = __webpack_require__(9866);
;// CONCATENATED MODULE: ./build/shared/plan/reading/folders.js




function folderProblems({ tasks }, { isolation }) {
    if (isolation !== 'directory')
        return [];
    return tasks.flatMap(({ id, fields, path: task }) => {
        const paths = itemsOf(fields?.paths).filter(path => typeof path === 'string');
        if (id === null || paths.length === 0)
            return [];
        const folder = (0,scope/* taskFolder */.AD)(id);
        if (paths.some(path => (0,scope/* overlaps */.$f)(path, `${folder}/**`)))
            return [];
        return [
            (0,reading_finding/* error */.z3)({
                code: 'nothing-in-folder',
                message: `expected in \`paths\` something below ${(0,words/* quote */.hD)(folder)}, found nothing: with \`isolation: directory\` the task cannot change anything else`,
                hint: `remove \`paths\`, or add a path such as \`${folder}/**\``,
                path: [...task, 'paths'],
            }),
        ];
    });
}

;// CONCATENATED MODULE: ./build/shared/plan/reading/outline.js

function outline(plan) {
    const { tasks, epics, defaults } = fieldsOf(plan);
    return {
        tasks: itemsOf(tasks).map((task, index) => outlineTask(task, ['tasks', index])),
        epics: Object.keys(fieldsOf(epics)),
        defaultBackend: textOf(fieldsOf(defaults).backend),
    };
}
function outlineTask(task, path) {
    const fields = fieldsOf(task);
    const references = (key) => itemsOf(fields[key]).flatMap((id, index) => typeof id === 'string' && id.trim() !== '' ? [{ id, path: [...path, key, index] }] : []);
    return {
        path,
        fields: isMapping(task) ? fields : null,
        id: textOf(fields.id),
        needs: references('needs'),
        after: references('after'),
        conflictsWith: references('conflicts-with'),
        epic: textOf(fields.epic),
        backend: textOf(fields.backend),
        promptFile: textOf(fields['prompt-file']),
    };
}
/** Null: no text, or an empty one, which the schema reports. */
function textOf(value) {
    return typeof value === 'string' && value.trim() !== '' ? value : null;
}

;// CONCATENATED MODULE: ./build/shared/plan/reading/references.js
/** What must hold between the tasks of a plan: ids that are unique, references that exist, an order that is possible. */



/** `lineOf` gives the line of a path. */
function referenceProblems(plan, lineOf) {
    return [
        ...idProblems(plan, lineOf),
        ...plan.tasks.flatMap(promptProblems),
        ...taskReferenceProblems(plan),
        ...epicProblems(plan),
        ...epicNameProblems(plan, lineOf),
    ];
}
/** Also ids that differ only in case: branches are files, and not every file system tells them apart. */
function idProblems({ tasks }, lineOf) {
    const first = new Map();
    return tasks.flatMap(({ id, path: task }) => {
        if (id === null)
            return [];
        const path = [...task, 'id'];
        const known = first.get(id.toLowerCase());
        first.set(id.toLowerCase(), known ?? { id, path });
        return known === undefined ? [] : [collision({ id, path }, known, lineOf)];
    });
}
function collision({ id, path }, first, lineOf) {
    const line = lineOf(first.path);
    if (id === first.id) {
        const message = `expected a new task id, found ${(0,words/* quote */.hD)(id)} again, first in line ${line}`;
        return (0,reading_finding/* error */.z3)({ code: 'duplicate-id', message, hint: 'give one of the two tasks another id', path });
    }
    const message = `expected ids that differ in more than case, found ${(0,words/* quote */.hD)(id)} beside ${(0,words/* quote */.hD)(first.id)} in line ${line}`;
    const hint = 'give one of the two tasks another id: not every file system tells such branches apart';
    return (0,reading_finding/* error */.z3)({ code: 'colliding-id', message, hint, path });
}
function promptProblems({ fields, id, path }, index) {
    const task = id === null ? `task ${index + 1} of the list` : `task ${(0,words/* quote */.hD)(id)}`;
    if (fields === null)
        return [];
    const given = ['prompt', 'prompt-file'].filter(key => fields[key] !== undefined);
    if (given.length === 1)
        return [];
    if (given.length === 0) {
        const message = `expected the key \`prompt\` or \`prompt-file\` in ${task}, found neither`;
        return [
            (0,reading_finding/* error */.z3)({ code: 'missing-prompt', message, hint: 'add `prompt: …`, what the backend is told', path }),
        ];
    }
    const message = `expected either \`prompt\` or \`prompt-file\` in ${task}, found both`;
    const late = Object.keys(fields).filter(key => given.includes(key))[1] ?? 'prompt-file';
    return [
        (0,reading_finding/* error */.z3)({ code: 'two-prompts', message, hint: 'remove one of them', path: [...path, late], at: 'key' }),
    ];
}
function taskReferenceProblems({ tasks }) {
    const ids = [...new Set(tasks.flatMap(({ id }) => (id === null ? [] : [id])))];
    const known = new Set(ids);
    const nearest = suggester(ids);
    const hintFor = (id) => nearest(id) ?? (ids.length === 0 ? 'no task has an id yet' : `the plan's tasks are ${(0,words/* nameList */.OD)(ids)}`);
    return tasks.flatMap(task => [...references(task)].flatMap(([key, list]) => [
        ...list.filter(({ id }) => !known.has(id)).map(reference => unknownTask(reference, key, hintFor)),
        ...list.filter(({ id }) => id === task.id).map(reference => selfReference(reference, key)),
        ...repetitions(list, key),
    ]));
}
function references(task) {
    return new Map([
        ['needs', task.needs],
        ['after', task.after],
        ['conflicts-with', task.conflictsWith],
    ]);
}
function unknownTask({ id, path }, key, hintFor) {
    return (0,reading_finding/* error */.z3)({
        code: 'unknown-task',
        message: `unknown task ${(0,words/* quote */.hD)(id)} in ${(0,words/* quote */.hD)(key)}`,
        hint: hintFor(id),
        path,
    });
}
function selfReference({ id, path }, key) {
    const message = `expected other tasks in ${(0,words/* quote */.hD)(key)}, found ${(0,words/* quote */.hD)(id)} itself`;
    const hint = key === 'conflicts-with' ? 'remove it' : 'remove it: a task cannot wait for itself';
    return (0,reading_finding/* error */.z3)({ code: 'self-reference', message, hint, path });
}
function repetitions(list, key) {
    const seen = new Set();
    return list.flatMap(({ id, path }) => {
        if (!seen.has(id)) {
            seen.add(id);
            return [];
        }
        const message = `expected each task once in ${(0,words/* quote */.hD)(key)}, found ${(0,words/* quote */.hD)(id)} again`;
        return [
            { ...(0,reading_finding/* error */.z3)({ code: 'repeated-task', message, hint: 'remove it', path }), severity: 'warning' },
        ];
    });
}
function epicProblems({ tasks, epics }) {
    const nearest = suggester(epics);
    const unknown = tasks.flatMap(({ epic, path }) => {
        if (epic === null || epics.includes(epic))
            return [];
        const hint = nearest(epic) ?? `declare it under \`epics:\`, as \`${epic}: {}\``;
        return [
            (0,reading_finding/* error */.z3)({
                code: 'unknown-epic',
                message: `unknown epic ${(0,words/* quote */.hD)(epic)} in \`epic\``,
                hint,
                path: [...path, 'epic'],
            }),
        ];
    });
    const used = new Set(tasks.map(({ epic }) => epic));
    const unused = epics.filter(epic => !used.has(epic)).map(unusedEpic);
    return [...unknown, ...unused];
}
function unusedEpic(epic) {
    const message = `expected a task in epic ${(0,words/* quote */.hD)(epic)}, found none`;
    const hint = `give a task \`epic: ${epic}\`, or remove the epic`;
    const at = { path: ['epics', epic], at: 'key' };
    return { ...(0,reading_finding/* error */.z3)({ code: 'unused-epic', message, hint, ...at }), severity: 'warning' };
}
function epicNameProblems({ epics }, lineOf) {
    const first = new Map();
    return epics.flatMap(epic => {
        const known = first.get(epic.toLowerCase());
        first.set(epic.toLowerCase(), known ?? epic);
        if (known === undefined)
            return [];
        const message = `expected epics that differ in more than case, found ${(0,words/* quote */.hD)(epic)} beside ${(0,words/* quote */.hD)(known)} in line ${lineOf(['epics', known])}`;
        const hint = 'give one of the two another name: not every file system tells such branches apart';
        return [(0,reading_finding/* error */.z3)({ code: 'colliding-epic', message, hint, path: ['epics', epic], at: 'key' })];
    });
}

;// CONCATENATED MODULE: ./build/shared/plan/schema/plan-schema.js
/**
 * The shape of a plan as it is written: kebab-case keys, defaults, and what each value may be. What concerns several values
 * at once (references, cycles, backends) is checked in `reading/`.
 */




const retries = count('How often a failure or a time-out is tried again.', { from: 0 });
const timeout = minutes('Time limit of an attempt in minutes.');
const backend = rule_text('Name of a backend that the configuration declares.');
const decompose = later(schemas/* strictObject */.rej({
    run: rule_text('The command.').optional(),
    matcher: rule_text('How its output is read.').optional(),
    by: rule_text('How findings are grouped.').optional(),
}), () => false, { description: 'Turns the findings of a command into tasks' });
const taskSchema = schemas/* strictObject */.rej({
    id: taskId,
    title: rule_text('One line that says what the task does.'),
    prompt: rule_text('What the backend is told.', { lines: true }).optional(),
    'prompt-file': file('A file of the repository that holds the prompt.').optional(),
    acceptance: schemas/* array */.YOg(rule_text('A criterion.', { lines: true }))
        .meta({ description: 'What must be true in the end.' })
        .default([]),
    needs: taskIds('Tasks that must be merged before this one starts.').default([]),
    after: taskIds('Tasks that run before this one, whether they succeed or not.').default([]),
    epic: rule_text('The epic this task belongs to.').optional(),
    type: schemas/* enum */.k5n(plan/* TASK_TYPES */.c)
        .meta({ description: 'What kind of work it is; otherwise classified.' })
        .optional(),
    paths: globs('All that the task may change; empty: everything.').default([]),
    'conflicts-with': taskIds('Tasks that must not run at the same time.').default([]),
    priority: schemas/* int */.Whr().meta({ description: 'Lower first.' }).default(100),
    backend: backend.optional(),
    model: model('A tier (small, medium, large) or the name of a model.').optional(),
    'timeout-minutes': timeout.optional(),
    retries: retries.optional(),
    'budget-usd': dollars('Most that all attempts of the task may cost, in dollars.').optional(),
    verify: commands('Run by Braid on the branch of the task.').optional(),
    'allow-empty': schemas/* boolean */.zMY()
        .meta({ description: 'Whether a task without a change succeeds.' })
        .default(false),
    labels: fields_words('Free words, for routing rules.').default([]),
    weight: count('How many of `max-workers` the task takes; on GitHub one, as each has a machine of its own.', { from: 1, to: 256 }).default(1),
    decompose: decompose.optional(),
})
    .meta({ oneOf: [{ required: ['prompt'] }, { required: ['prompt-file'] }] });
const planSchema = schemas/* strictObject */.rej({
    version: schemas/* literal */.euz(1).meta({ description: 'Version of this format.' }),
    name: runName,
    defaults: schemas/* strictObject */.rej({
        backend: backend.optional(),
        'timeout-minutes': timeout.optional(),
        retries: retries.optional(),
        verify: commands('Run by Braid on the branch of each task.').optional(),
    })
        .meta({ description: 'For all tasks that do not say otherwise.' })
        .prefault({}),
    epics: schemas/* record */.g1P(epicName, schemas/* strictObject */.rej({ title: rule_text('One line.').optional() }))
        .meta({ description: 'Groups of tasks, each merged as one unit.' })
        .prefault({}),
    tasks: rule(schemas/* array */.YOg(taskSchema), atLeastOneTask, { description: 'The work, in order.', minItems: 1 }),
})
    .meta({ title: 'Braid plan' });

;// CONCATENATED MODULE: ./build/shared/plan/parse-plan.js











/** Tasks with a `prompt-file` get an empty prompt: whoever reads files fills it in. */
function parsePlan(text, context) {
    const { plan, diagnostics } = readPlan(text, context);
    return { plan, diagnostics };
}
/** {@link parsePlan}, and the prompt files, also of a plan with errors, so that theirs are reported together. */
function readPlan(text, { file, config }) {
    const { document, diagnostics } = (0,plan_document/* readDocument */.u0)(text, file);
    if (document === null)
        return { plan: null, diagnostics, promptFiles: [] };
    const shape = planSchema.safeParse(document.value);
    const lines = outline(document.value);
    const problems = document.value === undefined
        ? [emptyFile()]
        : [
            ...shapeProblems({ document, schema: planSchema, whole: 'the plan' }, shape.error?.issues ?? []),
            ...referenceProblems(lines, path => document.place(path).line),
            ...cycleProblems(lines),
            ...(config === null ? [] : [...backendProblems(lines, config), ...folderProblems(lines, config)]),
        ];
    const all = (0,reading_finding/* arrange */.NL)(diagnostics, problems.map(problem => document.diagnose(problem)));
    const promptFiles = lines.tasks.flatMap(({ promptFile, path }, task) => promptFile === null || fileFinding(promptFile) !== null
        ? []
        : [{ task, path: promptFile, place: document.place([...path, 'prompt-file']) }]);
    const plan = shape.success && !hasErrors(all) ? toPlan(shape.data, document) : null;
    return { plan, diagnostics: all, promptFiles };
}
function emptyFile() {
    const hint = 'a plan begins with `version: 1`, `name: …` and `tasks:`';
    return (0,reading_finding/* error */.z3)({ code: 'empty-file', message: 'expected a plan, found an empty file', hint, path: [] });
}
function toPlan(text, document) {
    const epics = Object.entries(text.epics).map(([name, { title }]) => ({ name: name, title: title?.trim() ?? name }));
    const tasks = text.tasks.map((task, index) => toTask(task, text.defaults, document.place(['tasks', index]).line));
    return { name: text.name, epics, tasks };
}
function toTask(task, defaults, line) {
    return {
        id: task.id,
        title: task.title.trim(),
        prompt: task.prompt ?? '',
        promptFile: task['prompt-file'] ?? null,
        acceptance: task.acceptance,
        needs: ids(task.needs),
        after: ids(task.after),
        epic: task.epic === undefined ? null : task.epic,
        type: task.type ?? null,
        paths: task.paths,
        conflictsWith: ids(task['conflicts-with']),
        priority: task.priority,
        backend: task.backend ?? defaults.backend ?? null,
        model: task.model ?? null,
        timeoutMinutes: task['timeout-minutes'] ?? defaults['timeout-minutes'] ?? null,
        retries: task.retries ?? defaults.retries ?? 1,
        budgetUsd: task['budget-usd'] ?? null,
        verify: task.verify ?? defaults.verify ?? [],
        allowEmpty: task['allow-empty'],
        labels: task.labels,
        weight: task.weight,
        line,
    };
}
function ids(list) {
    return [...new Set(list)].map(id => id);
}

// EXTERNAL MODULE: ./build/shared/plan/prompt-template.js
var prompt_template = __webpack_require__(9681);
;// CONCATENATED MODULE: ./build/shared/io/reading/load-plan.js






async function loadPlan(files) {
    const { file } = files.plan;
    const { config, diagnostics: ofConfig } = await loadConfig(files);
    const read = await files.plan.read();
    if (read.kind === 'unreadable') {
        const problem = unreadable(read, { file, what: 'a plan' });
        return { plan: null, config, diagnostics: [...ofConfig, problem] };
    }
    const { plan, diagnostics: ofPlan, promptFiles } = readPlan(read.text, { file, config });
    const prompts = await Promise.all(promptFiles.map(promptFile => loadPrompt(promptFile, files)));
    const ofPrompts = prompts.flatMap(({ problem }) => (problem === null ? [] : [problem]));
    const diagnostics = [...ofConfig, ...[...ofPlan, ...ofPrompts].sort(inFileOrder)];
    if (plan === null || hasErrors(diagnostics))
        return { plan: null, config, diagnostics };
    const texts = new Map(prompts.map(({ task, text }) => [task, text]));
    const tasks = plan.tasks.map((task, index) => ({ ...task, prompt: texts.get(index) ?? task.prompt }));
    return { plan: { ...plan, tasks }, config, diagnostics };
}
function inFileOrder(one, other) {
    return one.line - other.line || one.column - other.column;
}
/** Its part of {@link loadPlan}. */
async function loadConfig(files) {
    const { file, isOptional } = files.config;
    const read = await files.config.read();
    if (read.kind === 'text')
        return withTemplate(parseConfig(read.text, { file }), files);
    if (isOptional && read.code === 'missing-file')
        return parseConfig(null, { file });
    return { ...NOTHING, diagnostics: [unreadable(read, { file, what: 'a configuration' })] };
}
const NOTHING = { config: null, diagnostics: [], templateFile: null };
/** Its text is pinned with the run, as prompts are. */
async function withTemplate(result, files) {
    const { config, templateFile } = result;
    if (config === null || templateFile === null)
        return result;
    const { path, place } = templateFile;
    const read = await files.template(path);
    const refused = (problem) => ({ ...NOTHING, diagnostics: [...result.diagnostics, problem] });
    if (read.kind === 'unreadable')
        return refused(unreadableFile(read, { path, place, what: 'a template' }));
    const wrong = templateMessage(read.text);
    if (wrong !== null) {
        const { message, hint } = wrong;
        return refused({
            severity: 'error',
            code: 'bad-template',
            message: `${(0,words/* quote */.hD)(path)} ${message}`,
            hint,
            ...place,
        });
    }
    return { ...result, config: { ...config, promptTemplate: { file: path, text: read.text } } };
}
/** What is wrong with a template, after its name; null: nothing. */
function templateMessage(text) {
    const { unknown, missing } = (0,prompt_template/* templateProblems */.bi)(text);
    const places = Object.keys(prompt_template/* PROMPT_PLACES */.ob);
    const [first] = unknown;
    if (first !== undefined) {
        const message = `names a place that does not exist, in line ${first.line}: \`{{${first.name}}}\``;
        return { message, hint: didYouMean(first.name, places) ?? `there are ${places.join(', ')}` };
    }
    const [place] = missing;
    return place === undefined
        ? null
        : { message: `has no \`{{${place}}}\``, hint: 'a task without its prompt is none' };
}
async function loadPrompt({ task, path, place }, files) {
    const at = { task, text: '' };
    const read = await files.prompt(path);
    if (read.kind === 'unreadable') {
        return { ...at, problem: unreadableFile(read, { path, place, what: 'a prompt' }) };
    }
    if (read.text.trim() !== '')
        return { task, text: read.text, problem: null };
    const message = `expected a prompt in ${(0,words/* quote */.hD)(path)}, found nothing in it`;
    const hint = 'write into it what the backend is told';
    return { ...at, problem: { severity: 'error', code: 'empty-file', message, hint, ...place } };
}
/** The problem stands where the file is named. */
function unreadableFile({ code, found, hint, line }, { path, place, what }) {
    const where = code === 'not-utf8' ? ` in line ${line}` : '';
    const message = `expected ${what} in the repository at ${(0,words/* quote */.hD)(path)}, found ${found}${where}`;
    return { severity: 'error', code, message, hint, ...place };
}
function unreadable({ code, found, hint, line }, { file, what }) {
    const place = { file, line, column: 1, length: 1, excerpt: [] };
    return {
        severity: 'error',
        code,
        message: `expected ${what}, found ${found}`,
        hint,
        ...place,
    };
}


/***/ }),

/***/ 7769:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  VI: () => (/* binding */ PLAN_FILE),
  r6: () => (/* binding */ filesInCommits)
});

// UNUSED EXPORTS: CONFIG_FILE, filesOnDisk

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/shared/plan/document.js + 4 modules
var plan_document = __webpack_require__(869);
;// CONCATENATED MODULE: ./build/shared/io/reading/committed-text.js
/** `path` is relative to the root of the repository. A link is not followed: it is no text. */
async function committed_text_readCommittedText(git, path, { limit, commit }) {
    const where = commit === 'HEAD' ? 'the newest commit' : `commit ${commit.slice(0, 7)}`;
    const entry = await git.attempt(['ls-tree', '-z', '--long', commit, '--', path]);
    const [mode, type, id, size] = entry.stdout.split(/[ \t]+/);
    if (entry.code !== 0 || id === undefined) {
        return unreadable('missing-file', `no such file in ${where}`, 'commit it');
    }
    if (type !== 'blob' || mode === '120000') {
        return unreadable('not-a-file', 'a directory or a link', 'name a file');
    }
    if (Number(size) > limit)
        return unreadable('too-large', 'a file over 1 MB', 'make it smaller');
    return { kind: 'text', text: await git.run(['cat-file', 'blob', id]) };
}
function unreadable(code, found, hint) {
    return { kind: 'unreadable', code, found, hint, line: 1 };
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
;// CONCATENATED MODULE: ./build/shared/io/reading/text-file.js
/**
 * Reads a text that a person wrote, bounded and only from a regular file. A file named inside of the repository must lie
 * there, links followed: else a change request could have any file of the machine shown in a report, or sent to a backend.
 */



async function text_file_readTextFile(path, options) {
    try {
        const real = await realpath(path);
        if (await leadsOut(path, real, options)) {
            return text_file_unreadable('outside-repository', 'one outside of it, behind a link', 'put the file itself there, not a link');
        }
        // Not to wait for somebody who writes to a named pipe.
        const handle = await open(real, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW);
        try {
            return await readHandle(handle, options.limit);
        }
        finally {
            await handle.close();
        }
    }
    catch (problem) {
        return refused(problem);
    }
}
async function leadsOut(path, real, { root, inside }) {
    if (root === null)
        return inside;
    const realRoot = await realpath(root);
    if (contains(realRoot, real))
        return false;
    return inside || (await isNamedIn(realRoot, path));
}
/** Files of git itself are none of the repository's: they may hold a token. */
function contains(root, path) {
    const steps = relative(root, path).split(sep);
    return steps[0] !== '..' && steps[0] !== '' && !steps.some(step => step.toLowerCase() === '.git');
}
/** Whether one of the folders on the way, as it is named, is the root. */
async function isNamedIn(root, path) {
    for (let folder = dirname(path);; folder = dirname(folder)) {
        if ((await realpath(folder)) === root)
            return true;
        if (dirname(folder) === folder)
            return false;
    }
}
async function readHandle(handle, limit) {
    const info = await handle.stat();
    if (!info.isFile()) {
        const found = info.isDirectory() ? 'a directory' : 'a pipe or a device';
        return text_file_unreadable('not-a-file', found, 'name a file');
    }
    const tooLarge = text_file_unreadable('too-large', 'a file over 1 MB', 'make it smaller');
    if (info.size > limit)
        return tooLarge;
    const buffer = Buffer.alloc(limit + 1);
    let length = 0;
    for (let count = -1; count !== 0 && length <= limit; length += count) {
        count = (await handle.read(buffer, length, limit + 1 - length)).bytesRead;
    }
    return length > limit ? tooLarge : decode(buffer.subarray(0, length));
}
function decode(bytes) {
    try {
        return { kind: 'text', text: strictly(bytes) };
    }
    catch {
        const hint = 'save it as UTF-8';
        return { ...text_file_unreadable('not-utf8', 'bytes that are not UTF-8', hint), line: firstBadLine(bytes) };
    }
}
/** No character of UTF-8 but the line break has the byte of one. */
function firstBadLine(bytes) {
    for (let line = 1, start = 0;; line++) {
        const end = bytes.indexOf(0x0a, start);
        try {
            strictly(bytes.subarray(start, end < 0 ? undefined : end));
        }
        catch {
            return line;
        }
        if (end < 0)
            return line;
        start = end + 1;
    }
}
/** Throws on what is not UTF-8; leaves out a byte order mark. */
function strictly(bytes) {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
}
function refused(problem) {
    const code = problem instanceof Error && 'code' in problem ? String(problem.code) : String(problem);
    switch (code) {
        case 'ENOENT':
        case 'ENOTDIR':
            return text_file_unreadable('missing-file', 'no such file', 'check the name');
        case 'EACCES':
        case 'EPERM':
            return text_file_unreadable('unreadable-file', 'one that may not be read', 'check its permissions');
        case 'ELOOP':
            return text_file_unreadable('unreadable-file', 'a link that leads to itself', 'put the file itself there');
        case 'ENXIO':
            return text_file_unreadable('not-a-file', 'a socket or a device', 'name a file');
        default:
            return text_file_unreadable('unreadable-file', `one that cannot be read (${code})`, 'check the file');
    }
}
function text_file_unreadable(code, found, hint) {
    return { kind: 'unreadable', code, found, hint, line: 1 };
}

;// CONCATENATED MODULE: ./build/shared/io/reading/plan-files.js
/** Where a plan, its configuration and its prompt files are read: on a disk, or in commits. */





/** Read when it exists and no other is named; relative to the root of the repository. */
const CONFIG_FILE = '.github/braid.yml';
/** Where a plan usually is. */
const PLAN_FILE = '.github/braid/plan.yml';
function filesOnDisk(request) {
    const { root, cwd, configFile, planFile = PLAN_FILE } = request;
    const named = async (file) => missed(await readTextFile(resolve(cwd, file), { limit: MAX_BYTES, root, inside: false }), file, request);
    const config = configFile ?? CONFIG_FILE;
    const inside = (path) => readOwn(path, request, true);
    return {
        plan: { file: planFile, read: () => named(planFile) },
        config: {
            file: config,
            isOptional: configFile === null,
            read: () => (configFile === null ? readOwn(config, request, false) : named(configFile)),
        },
        prompt: inside,
        template: inside,
    };
}
function filesInCommits({ git, planFile, planCommit, configCommit }) {
    const at = (commit) => (path) => committed_text_readCommittedText(git, path, { limit: plan_document/* MAX_BYTES */.zx, commit });
    return {
        plan: { file: planFile, read: () => at(planCommit)(planFile) },
        config: { file: CONFIG_FILE, isOptional: true, read: () => at(configCommit)(CONFIG_FILE) },
        prompt: at(planCommit),
        template: at(configCommit),
    };
}
/** A file of the repository: from its work tree, or from its newest commit where it has none. */
function readOwn(path, { root, git }, inside) {
    return root === null
        ? readCommittedText(git, path, { limit: MAX_BYTES, commit: 'HEAD' })
        : readTextFile(resolve(root, path), { limit: MAX_BYTES, root, inside });
}
/** Whoever names a repository may mean its files, too; what they name is in their own folder all the same. */
function missed(read, file, { root, cwd }) {
    if (read.kind === 'text' || read.code !== 'missing-file' || root === null)
        return read;
    const named = resolve(cwd, file);
    if (relative(root, named) === PLAN_FILE)
        return { ...read, hint: '`braid init` writes one to begin with' };
    const there = resolve(root, file);
    if (there === named)
        return read;
    return existsSync(there) ? { ...read, hint: `a file of that name is in the repository: ${there}` } : read;
}


/***/ }),

/***/ 8247:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $t: () => (/* binding */ placeOf),
/* harmony export */   KO: () => (/* binding */ newestRun),
/* harmony export */   OM: () => (/* binding */ claims),
/* harmony export */   PU: () => (/* binding */ isOver),
/* harmony export */   Qz: () => (/* binding */ claimRef)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/**
 * Which run is the newest on a target: a ref beside the journals that moves along with that run's journal, in the same push. Two
 * who start on one target at once both see where it was, and only one of them can move it.
 */

const CLAIMS = 'refs/braid-latest';
const JOURNALS = 'refs/braid/';
/** What at most one run at a time is about. */
function placeOf({ pullRequest, branch }) {
    return pullRequest === null ? `branch ${branch}` : `pull request ${pullRequest}`;
}
/** `place`: see {@link placeOf}. The branch that a run lands on or stands for. Names of branches may be too long, or lie under each other. */
function claimRef(place) {
    return `${CLAIMS}/${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(place).digest('hex').slice(0, 16)}`;
}
/** Null: there was none. */
async function newestRun(remote, place) {
    const ref = claimRef(place);
    return (await claims(remote)).find(claim => claim.ref === ref) ?? null;
}
/** Of all targets. A claim whose journal is gone is none. */
async function claims(remote) {
    const refs = await remote.list([`${JOURNALS}*`, `${CLAIMS}/*`]);
    const runs = new Map([...refs].flatMap(([ref, commit]) => ref.startsWith(JOURNALS) ? [[commit, ref.slice(JOURNALS.length)]] : []));
    return [...refs].flatMap(([ref, version]) => {
        const run = runs.get(version);
        return ref.startsWith(`${CLAIMS}/`) && run !== undefined ? [{ ref, run, version }] : [];
    });
}
/** Whether the newest entry of a journal says that its run has ended and was reported. */
async function isOver(git, version) {
    const lines = (await git.run(['log', '--no-walk', '--format=%B', version])).trimEnd().split('\n');
    return lines.at(-1)?.startsWith('{"type":"reported"') ?? false;
}


/***/ }),

/***/ 869:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  zx: () => (/* binding */ MAX_BYTES),
  u0: () => (/* binding */ readDocument)
});

// UNUSED EXPORTS: SourceDocument

// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(8815);
// EXTERNAL MODULE: ./build/shared/plan/reading/finding.js
var finding = __webpack_require__(5664);
// EXTERNAL MODULE: ./build/shared/plan/reading/words.js
var words = __webpack_require__(6892);
;// CONCATENATED MODULE: ./build/shared/plan/yaml/openings.js
/** Quotes and brackets that are not closed. */

/** The parser notices at the end what is wrong at the beginning; null: the error is another one. */
function unclosed(error, openings, source) {
    const [noticed] = error.pos;
    const quoted = /^Missing closing ["']quote/.test(error.message);
    if (!quoted && !error.message.startsWith('Flow '))
        return null;
    const fits = (opening) => opening.quoted === quoted && (quoted ? opening.to === noticed : opening.to <= noticed);
    const opening = openings.findLast(fits)?.from;
    if (opening === undefined)
        return null;
    return { ...(OPENED[source.text.charAt(opening)] ?? UNCLOSED_QUOTE), start: opening, end: opening + 1 };
}
/** In the order of the file. */
function findOpenings(document, source) {
    const openings = [];
    (0,dist/* visit */.YR)(document, {
        Node(_, node) {
            const [from = 0, to = 0] = node.range ?? [];
            const quoted = (0,dist/* isScalar */.jn)(node) && (node.type ?? '').startsWith('QUOTE');
            const open = (0,dist/* isCollection */.P3)(node) && node.flow === true && !/[\]}]/.test(source.text.charAt(to - 1));
            if (quoted || open)
                openings.push({ quoted, from, to });
        },
    });
    return openings;
}
const OPENED = {
    '[': {
        code: 'unclosed-list',
        message: 'expected `]` for this `[`, found none',
        hint: 'close the list with `]`, and indent every line in between',
    },
    '{': {
        code: 'unclosed-mapping',
        message: 'expected `}` for this `{`, found none',
        hint: 'close the mapping with `}`, and indent every line in between',
    },
};
const UNCLOSED_QUOTE = {
    code: 'unclosed-quote',
    message: 'expected a second quote for this one, found the end of the file',
    hint: 'close the text with the same quote',
};

;// CONCATENATED MODULE: ./build/shared/plan/yaml/problems.js


/** After so many lines with errors the rest is their echo. */
const MOST = 100;
const QUOTES_HINT = 'if it belongs to a text, put the text in quotes';
/** The first problem of each line: what follows on the same line is mostly its echo. */
function syntaxProblems(document, source) {
    const first = onePerLine(document.errors, error => source.lineOf(error.pos[0])).slice(0, MOST);
    const openings = findOpenings(document, source);
    const problems = first.map(error => explain({ error, openings, source, ...view(error, source) }));
    return rootCauses(onePerLine(problems, problem => source.lineOf(problem.start)), source);
}
/** Nothing behind a conflict marker, or below a tab, is what it seems. */
function rootCauses(problems, source) {
    const markers = problems.filter(({ code }) => code === 'conflict-marker');
    if (markers.length > 0)
        return markers;
    const tabs = new Set(problems.filter(isTab).map(({ start }) => source.lineOf(start)));
    return problems.filter(problem => isTab(problem) || !tabs.has(source.lineOf(problem.start) - 1));
}
function isTab({ code }) {
    return code === 'tab-indentation';
}
function onePerLine(items, lineOf) {
    const lines = new Map();
    for (const item of items)
        if (!lines.has(lineOf(item)))
            lines.set(lineOf(item), item);
    return [...lines.values()];
}
function view(error, source) {
    const [start] = error.pos;
    const line = source.lineOf(start);
    const from = start - source.startOf(line);
    const rest = source
        .lineText(line)
        .slice(from, from + 200)
        .replace(/(?<!\s)\s+#.*$/, '')
        .trimEnd();
    const word = /^[\]},:]|^[^\s,\]}]+/.exec(rest)?.[0] ?? '';
    return { line, start, rest, word };
}
function explain(trouble) {
    return (conflictMarker(trouble) ??
        tabIndentation(trouble) ??
        unclosed(trouble.error, trouble.openings, trouble.source) ??
        byCode(trouble));
}
function conflictMarker({ source, line }) {
    const [marker] = /^(?:<{7}|={7}|>{7}|\|{7})(?= |$)/.exec(source.lineText(line)) ?? [];
    if (marker === undefined)
        return null;
    const start = source.startOf(line);
    const message = `expected YAML, found the conflict marker ${(0,words/* quote */.hD)(marker)}`;
    const hint = 'finish the merge, then remove the markers of git';
    return { code: 'conflict-marker', message, hint, start, end: start + marker.length };
}
function tabIndentation({ source, line }) {
    const [indentation = ''] = /^[ \t]*/.exec(source.lineText(line)) ?? [];
    const tab = indentation.indexOf('\t');
    if (tab < 0)
        return null;
    const start = source.startOf(line);
    const message = 'expected spaces as indentation, found a tab';
    const hint = 'YAML does not allow tabs there: put spaces in their place';
    return { code: 'tab-indentation', message, hint, start: start + tab, end: start + indentation.length };
}
function byCode(trouble) {
    const { error, start, word } = trouble;
    const end = start + Math.max(1, word.length);
    return { start, end, ...(BY_CODE[error.code] ?? unexpected)(trouble) };
}
/** Codes that Braid finds by itself (duplicate keys, several documents, aliases, tags) are not here. */
const BY_CODE = {
    BLOCK_AS_IMPLICIT_KEY: trouble => (trouble.rest.includes(':') ? secondColon(trouble) : deeperLine(trouble)),
    MULTILINE_IMPLICIT_KEY: missingColon,
    BAD_INDENT: indentation,
    MISSING_CHAR: missing,
    BAD_SCALAR_START: ({ start, word }) => ({
        code: 'reserved-character',
        message: `expected a text, found ${(0,words/* quote */.hD)(word.charAt(0))}, with which no text can begin`,
        hint: 'put the text in quotes',
        end: start + 1,
    }),
    BAD_DQ_ESCAPE: ({ start, source }) => ({
        code: 'bad-escape',
        message: `expected a known escape, found ${(0,words/* quote */.hD)(source.text.slice(start, start + 2))}`,
        hint: 'write `\\\\` for a backslash, or use single quotes',
        end: start + 2,
    }),
    NON_STRING_KEY: () => ({
        code: 'bad-key',
        message: 'expected a name as key, found a list, a mapping or an alias',
        hint: QUOTES_HINT,
    }),
    KEY_OVER_1024_CHARS: () => ({
        code: 'bad-key',
        message: 'expected a key of at most 1024 characters, found a longer one',
        hint: QUOTES_HINT,
    }),
    BLOCK_IN_FLOW: missingComma,
    MULTIPLE_ANCHORS: oneAnchor,
    ALIAS_PROPS: oneAnchor,
};
function oneAnchor({ word }) {
    return {
        code: 'bad-anchor',
        message: `expected one anchor or alias, found ${(0,words/* quote */.hD)(word)} as well`,
        hint: 'keep one of them',
    };
}
const DASH_IN_BRACKETS = {
    code: 'yaml-syntax',
    message: 'expected an item, found `-`',
    hint: 'write the items of `[…]` without `-`, with commas between them',
};
/** `{ a: 1 b: 2 }`, or `[- a]` */
function missingComma({ error, source, start }) {
    const found = source.text.slice(start, Math.min(error.pos[1], start + 200)).trim();
    if (found.startsWith('-'))
        return DASH_IN_BRACKETS;
    const message = `expected a comma between the items, found none in ${(0,words/* quote */.hD)(found)}`;
    return { code: 'missing-comma', message, hint: 'put a comma between two items', end: start + found.length };
}
/** `title: Add: a thing` */
function secondColon({ start, rest }) {
    const hint = rest.length > 50 ? 'put the text in quotes' : `put it in quotes: ${(0,words/* quote */.hD)(JSON.stringify(rest))}`;
    const message = `expected one text, found a second key in ${(0,words/* quote */.hD)(rest)}`;
    return { code: 'nested-colon', message, hint, end: start + rest.length };
}
/** A key below a line that has a value already. */
function deeperLine({ source, line }) {
    return misindented(source, line + 1);
}
function missing(trouble) {
    const { error, word } = trouble;
    if (error.message.startsWith('Sequence item'))
        return indentation(trouble);
    if (error.message.startsWith('Implicit'))
        return missingColon(trouble);
    if (error.message.startsWith('Comments')) {
        const message = `expected a space before the comment ${(0,words/* quote */.hD)(word)}, found none`;
        return { code: 'yaml-syntax', message, hint: QUOTES_HINT };
    }
    if (error.message.startsWith('Missing ,')) {
        const hint = 'put a comma between two items';
        return { code: 'missing-comma', message: `expected a comma before ${(0,words/* quote */.hD)(word)}, found none`, hint };
    }
    return unexpected(trouble);
}
function missingColon({ start, rest, word }) {
    if (rest.startsWith('- '))
        return { ...DASH_IN_BRACKETS, end: start + 1 };
    const hint = 'write a colon after the key, or indent the line if it belongs to the text above';
    const message = `expected \`key: value\`, found ${(0,words/* quote */.hD)(rest)}`;
    return { code: 'missing-colon', message, hint, end: start + Math.max(1, rest.length, word.length) };
}
function indentation({ source, line }) {
    return misindented(source, line);
}
function misindented(source, line) {
    const text = source.lineText(line);
    const start = source.startOf(line) + (text.length - text.trimStart().length);
    return {
        code: 'bad-indentation',
        message: 'expected the indentation of the lines around, found another one',
        hint: 'indent it like its siblings; a text of several lines is written after `|`',
        start,
        end: source.startOf(line) + text.trimEnd().length,
    };
}
function unexpected({ word }) {
    const message = `expected the next key or item, found ${word === '' ? 'the end of the line' : (0,words/* quote */.hD)(word)}`;
    if (word === '-')
        return { code: 'yaml-syntax', message, hint: 'begin the list in a line of its own' };
    const comma = word.startsWith('"') ? 'perhaps a comma is missing before it; ' : '';
    return { code: 'yaml-syntax', message, hint: `${comma}${QUOTES_HINT}` };
}

;// CONCATENATED MODULE: ./build/shared/plan/yaml/reader.js
/**
 * Walks the nodes of a YAML document once and makes plain values of them. What the parser lets pass is found here:
 * duplicate keys, aliases without or inside of their anchor, and alias bombs.
 */



class YamlReader {
    problems = [];
    /** The pairs of every mapping by key, the first of each name. */
    pairs = new Map();
    targets = new Map();
    /** True: the values must not be used, their aliases would take too much room written out. */
    exploded = false;
    #source;
    #limit;
    #anchors = new Map();
    #weight = 0;
    #copied = 0;
    constructor(source, limit) {
        this.#source = source;
        this.#limit = limit;
    }
    read(node) {
        if ((0,dist/* isAlias */.Vj)(node))
            return this.#alias(node);
        if (!(0,dist/* isNode */.Ll)(node))
            return null;
        const name = 'anchor' in node ? node.anchor : undefined;
        if (name === undefined)
            return this.#content(node);
        const before = this.#weight;
        this.#anchors.set(name, 'open');
        const value = this.#content(node);
        this.#anchors.set(name, { node, value, weight: this.#weight - before });
        return value;
    }
    #content(node) {
        const [start = 0, end = 0] = node.range ?? [];
        this.#weight += 1;
        if ((0,dist/* isMap */.jh)(node))
            return this.#mapping(node);
        if ((0,dist/* isSeq */.oP)(node))
            return node.items.map(item => this.read(item));
        this.#weight += end - start;
        const value = (0,dist/* isScalar */.jn)(node) ? node.value : null;
        if (typeof value === 'string' && value.includes('\0')) {
            const hint = 'remove it: no command and no file name can hold it';
            this.#add({
                code: 'control-character',
                message: 'expected text, found a NUL character in it',
                hint,
                start,
                end,
            });
        }
        return value;
    }
    #mapping(node) {
        const pairs = new Map();
        const entries = [];
        this.pairs.set(node, pairs);
        for (const pair of node.items) {
            const key = this.#key(pair.key);
            const value = this.read(pair.value);
            const first = pairs.get(key);
            if (first !== undefined)
                this.#duplicate(key, pair, first);
            else if (key === '__proto__')
                this.#reserved(pair);
            else {
                pairs.set(key, pair);
                entries.push([key, value]);
            }
        }
        return Object.fromEntries(entries);
    }
    #key(key) {
        this.#weight += 1;
        if ((0,dist/* isScalar */.jn)(key))
            return String(key.value ?? '');
        return this.#source.text.slice(...span(key));
    }
    #duplicate(key, pair, first) {
        const [start, end] = span(pair.key);
        const line = this.#source.lineOf(span(first.key)[0]);
        const message = `expected each key once, found ${(0,words/* quote */.hD)(key)} again, first in line ${line}`;
        this.#add({ code: 'duplicate-key', message, hint: 'keep one of the two', start, end });
    }
    #reserved(pair) {
        const [start, end] = span(pair.key);
        const message = 'expected another key, found `__proto__`, which has a meaning of its own in JavaScript';
        this.#add({ code: 'bad-key', message, hint: 'choose another name', start, end });
    }
    #alias(alias) {
        const anchor = this.#anchors.get(alias.source);
        if (anchor === undefined)
            return this.#unknownAlias(alias);
        if (anchor === 'open') {
            const message = `expected an alias of something else, found ${(0,words/* quote */.hD)(`*${alias.source}`)} inside of what it stands for`;
            this.#report(alias, { code: 'alias-loop', message, hint: 'write out what is meant' });
            return null;
        }
        this.targets.set(alias, anchor.node);
        this.#weight += anchor.weight;
        this.#copied += anchor.weight;
        if (this.#copied <= this.#limit)
            return anchor.value;
        if (!this.exploded) {
            const message = `expected at most 1 MB with all aliases written out, found more at ${(0,words/* quote */.hD)(`*${alias.source}`)}`;
            this.#report(alias, { code: 'alias-bomb', message, hint: 'use fewer aliases' });
        }
        this.exploded = true;
        return null;
    }
    /** Most often a glob without quotes, so the text itself is taken for the value. */
    #unknownAlias(alias) {
        const text = `*${alias.source}`;
        const hint = `to write a text that begins with \`*\`, put it in quotes: ${(0,words/* quote */.hD)(JSON.stringify(text))}`;
        const message = `expected a text or a known alias, found ${(0,words/* quote */.hD)(text)}, which YAML takes for an alias`;
        this.#report(alias, { code: 'unknown-alias', message, hint });
        return text;
    }
    #add(problem) {
        if (this.problems.length < finding/* MOST_PROBLEMS */.vy)
            this.problems.push(problem);
    }
    #report(node, words) {
        const [start, end] = span(node);
        this.#add({ ...words, start, end });
    }
}
/** Where a node begins and where its value ends. */
function span(node) {
    if (!(0,dist/* isNode */.Ll)(node))
        return [0, 0];
    const [start = 0, end = 0] = node.range ?? [];
    return [start, end];
}

;// CONCATENATED MODULE: ./build/shared/plan/yaml/source.js
/** A text with line numbers: turns offsets into places with an excerpt. */

/** An excerpt shows at most this much of a line. */
const WIDTH = 100;
class Source {
    text;
    file;
    #lines = new dist/* LineCounter */.HN();
    constructor(text, file) {
        this.text = text;
        this.file = file;
        this.#lines.addNewLine(0);
        for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1))
            this.#lines.addNewLine(at + 1);
    }
    /** The place of the characters from `start` to before `end`, cut at the end of the first line. */
    place(start, end) {
        const { line, col: column } = this.#lines.linePos(Math.min(Math.max(start, 0), this.text.length));
        const text = this.lineText(line);
        if (this.text.trim() === '')
            return { file: this.file, line: 1, column: 1, length: 1, excerpt: [] };
        const length = Math.max(1, Math.min(end - start, text.trimEnd().length - column + 1));
        const marked = source_window(line, text, column - 1);
        const excerpt = line > 1 ? [source_window(line - 1, this.lineText(line - 1), 0), marked] : [marked];
        return { file: this.file, line, column, length, excerpt };
    }
    lineOf(offset) {
        return this.#lines.linePos(Math.min(offset, this.text.length)).line;
    }
    /** Where the line begins, and its text without the line break. */
    startOf(line) {
        return this.#lines.lineStarts[line - 1] ?? this.text.length;
    }
    lineText(line) {
        const next = this.#lines.lineStarts[line];
        const text = this.text.slice(this.startOf(line), next === undefined ? undefined : next - 1);
        return text.endsWith('\r') ? text.slice(0, -1) : text;
    }
}
/** The part of a line around an offset. */
function source_window(line, text, offset) {
    if (text.length <= WIDTH)
        return { line, text };
    const wanted = Math.max(0, Math.min(offset - WIDTH / 2, text.length - WIDTH));
    const from = isLowSurrogate(text, wanted) ? wanted - 1 : wanted;
    const until = isLowSurrogate(text, from + WIDTH) ? from + WIDTH - 1 : from + WIDTH;
    const cut = `${from > 0 ? '…' : ''}${text.slice(from, until)}${until < text.length ? '…' : ''}`;
    return { line, text: cut, start: from > 0 ? from : 1 };
}
function isLowSurrogate(text, at) {
    return /[\udc00-\udfff]/.test(text.charAt(at));
}

;// CONCATENATED MODULE: ./build/shared/plan/document.js
/** YAML (and so JSON) text → plain values, and for each of them the place where it stands. Knows nothing of plans. */






/** No file that Braid reads may be larger: 1 MB. */
const MAX_BYTES = 1024 * 1024;
/** Far more than a plan needs; the recursion of the YAML parser ends the whole process somewhere above a thousand. */
const MAX_DEPTH = 100;
function readDocument(text, file) {
    if (text.length > MAX_BYTES)
        return refuse(new Source('', file), [tooLarge()]);
    const source = new Source(text.replace(/^\ufeff/, ''), file);
    const tokens = [...new dist/* Parser */.iX().parse(source.text)];
    const fatal = [...controlCharacters(source), ...tooDeep(tokens), ...severalDocuments(tokens)];
    if (fatal.length > 0)
        return refuse(source, fatal);
    const options = {
        prettyErrors: false,
        schema: 'core',
        stringKeys: true,
        uniqueKeys: false,
        resolveKnownTags: false,
    };
    const [parsed] = new dist/* Composer */.Dk(options).compose(tokens, true, source.text.length);
    if (parsed === undefined)
        throw new Error('the YAML parser gave no document');
    if (parsed.errors.length > 0)
        return refuse(source, syntaxProblems(parsed, source));
    const reader = new YamlReader(source, MAX_BYTES);
    const value = parsed.contents === null ? undefined : reader.read(parsed.contents);
    const problems = [
        ...parsed.warnings.slice(0, finding/* MOST_PROBLEMS */.vy).map(warning => unknownSyntax(source, warning.pos)),
        ...reader.problems,
    ];
    if (reader.exploded)
        return refuse(source, problems);
    const document = new SourceDocument(source, { root: parsed.contents, value, reader });
    return { document, diagnostics: problems.map(problem => diagnose(source, problem)) };
}
function refuse(source, problems) {
    const diagnostics = problems.map(problem => diagnose(source, problem));
    return { document: null, diagnostics: (0,finding/* arrange */.NL)(diagnostics, []) };
}
function diagnose(source, { code, message, hint, start, end }) {
    return { severity: 'error', code, message, hint, ...source.place(start, end) };
}
function tooLarge() {
    const message = 'expected at most 1 MB, found a larger file';
    return {
        code: 'too-large',
        message,
        hint: 'move long prompts into files and name them as `prompt-file`',
        start: 0,
        end: 0,
    };
}
function controlCharacters(source) {
    const problems = new Map();
    for (const { 0: character, index } of source.text.matchAll(/[^\P{Cc}\t\n\r]/gu)) {
        const line = source.lineOf(index);
        if (problems.has(line))
            continue;
        const message = `expected text, found the control character ${(0,words/* quote */.hD)(character)}`;
        problems.set(line, {
            code: 'control-character',
            message,
            hint: 'remove it',
            start: index,
            end: index + 1,
        });
        if (problems.size >= finding/* MOST_PROBLEMS */.vy)
            break;
    }
    return [...problems.values()];
}
/** Looks at the parser's tokens, which it makes without recursion. */
function tooDeep(tokens) {
    const waiting = tokens.map(token => ({ token, depth: 0 }));
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
        const { token, depth } = next;
        if (depth > MAX_DEPTH) {
            const message = `expected at most ${MAX_DEPTH} levels, found something nested deeper`;
            return [
                {
                    code: 'too-deep',
                    message,
                    hint: 'a plan needs no more than five',
                    start: token.offset,
                    end: token.offset + 1,
                },
            ];
        }
        for (const child of children(token))
            waiting.push({ token: child, depth: depth + 1 });
    }
    return [];
}
function children(token) {
    const inner = token.type === 'document' && token.value ? [token.value] : [];
    if (!('items' in token))
        return inner;
    return token.items.flatMap(({ key, value }) => [key, value].filter(each => each !== undefined && each !== null));
}
function severalDocuments(tokens) {
    const [, second] = tokens.filter(token => token.type === 'document');
    if (second === undefined)
        return [];
    const message = 'expected one YAML document, found a second one';
    return [
        {
            code: 'several-documents',
            message,
            hint: 'put it in a file of its own',
            start: second.offset,
            end: second.offset + 3,
        },
    ];
}
function unknownSyntax(source, [start, end]) {
    const found = source.text.slice(start, end);
    if (found.startsWith('%')) {
        const message = `expected YAML without directives, found ${(0,words/* quote */.hD)(found)}`;
        return { code: 'unknown-directive', message, hint: 'remove the line', start, end };
    }
    const message = `expected a value, found the unknown tag ${(0,words/* quote */.hD)(found)}`;
    return {
        code: 'unknown-tag',
        message,
        hint: 'to write a text that begins with `!`, put it in quotes',
        start,
        end,
    };
}
/** The values of a document, and where they stand. */
class SourceDocument {
    /** Undefined: the file holds nothing but comments. */
    value;
    #source;
    #root;
    #reader;
    constructor(source, content) {
        this.#source = source;
        this.#root = content.root;
        this.value = content.value;
        this.#reader = content.reader;
    }
    diagnose({ path, at, ...words }) {
        return { ...words, ...this.place(path, at) };
    }
    /** A value of several lines is marked at its key, or in its first line. */
    place(path, at = 'value') {
        const { key, value } = this.#find(path);
        const [start, end] = span(value);
        const spreads = (0,dist/* isCollection */.P3)(value) && value.flow !== true;
        const marked = key !== null && (at === 'key' || spreads || start === end) ? span(key) : [start, end];
        const dash = marked[0] === marked[1] && this.#source.text.charAt(start - 1) === '-' ? 1 : 0;
        return this.#source.place(marked[0] - dash, marked[1]);
    }
    /** What stands there, letter by letter; empty: nothing. */
    written(path) {
        return this.#source.text.slice(...span(this.#find(path).value));
    }
    #find(path) {
        let found = { key: null, value: this.#root };
        for (const step of path) {
            const at = (0,dist/* isAlias */.Vj)(found.value) ? this.#reader.targets.get(found.value) : found.value;
            const pair = (0,dist/* isMap */.jh)(at) ? this.#reader.pairs.get(at)?.get(String(step)) : undefined;
            const item = (0,dist/* isSeq */.oP)(at) ? at.items[Number(step)] : pair?.value;
            found = { key: (0,dist/* isNode */.Ll)(pair?.key) ? pair.key : null, value: (0,dist/* isNode */.Ll)(item) ? item : null };
        }
        return found;
    }
}


/***/ }),

/***/ 5664:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   NL: () => (/* binding */ arrange),
/* harmony export */   vy: () => (/* binding */ MOST_PROBLEMS),
/* harmony export */   z3: () => (/* binding */ error)
/* harmony export */ });
/** Of each kind of check so many are reported at most; nobody reads more, and 1 MB can hold half a million. */
const MOST_PROBLEMS = 1000;
function error(problem) {
    return { severity: 'error', at: 'value', ...problem };
}
/** All in the order of the file, each once; without what is said about a value that is no proper YAML anyway. */
function arrange(yaml, others) {
    const seen = new Set();
    // An alias is marked where the value begins; a tag stands directly, or one space, before it.
    const wrong = yaml.flatMap(({ line, column, length }) => [0, length, length + 1].map(by => `${line}:${column + by}`));
    const unsound = new Set(wrong);
    const sound = others.filter(({ line, column }) => !unsound.has(`${line}:${column}`));
    return [...yaml, ...sound]
        .filter(({ line, column, code, message }) => {
        const key = JSON.stringify([line, column, code, message]);
        return !seen.has(key) && seen.add(key);
    })
        .sort((one, other) => one.line - other.line || one.column - other.column || rank(one) - rank(other));
}
function rank({ severity }) {
    return ['error', 'warning', 'note'].indexOf(severity);
}


/***/ })

};
