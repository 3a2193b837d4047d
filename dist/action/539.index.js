export const id = 539;
export const ids = [539,466,460];
export const modules = {

/***/ 8466:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   PLACES: () => (/* binding */ PLACES),
/* harmony export */   cloneUrl: () => (/* binding */ cloneUrl),
/* harmony export */   readSurroundings: () => (/* binding */ readSurroundings),
/* harmony export */   seedOf: () => (/* binding */ seedOf),
/* harmony export */   siteOf: () => (/* binding */ siteOf)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2857);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9567);
/* harmony import */ var _shared_report_github_links_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9818);
/** What GitHub tells an action about where it runs. Read once; everything after takes it as a value. */



const variables = zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
    GITHUB_REPOSITORY: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().regex(/^[^/]+\/[^/]+$/),
    GITHUB_SERVER_URL: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().url(),
    GITHUB_API_URL: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().url(),
    GITHUB_RUN_ID: zod__WEBPACK_IMPORTED_MODULE_3__/* .number */ .ai().int().positive(),
    GITHUB_RUN_ATTEMPT: zod__WEBPACK_IMPORTED_MODULE_3__/* .number */ .ai().int().positive(),
    GITHUB_EVENT_NAME: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(),
    GITHUB_EVENT_PATH: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(),
    GITHUB_REF: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(),
    GITHUB_SHA: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(),
    GITHUB_ACTOR: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(),
    GITHUB_RETENTION_DAYS: zod__WEBPACK_IMPORTED_MODULE_3__/* .number */ .ai().positive().optional(),
    GITHUB_WORKFLOW_REF: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(),
    RUNNER_TEMP: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().min(1),
});
/** Throws with the names of what is missing: then this is no runner of GitHub's. */
function readSurroundings(environment) {
    const found = variables.safeParse(environment);
    if (!found.success) {
        const names = [...new Set(found.error.issues.map(({ path }) => path.join('.')))];
        throw new Error(`expected to run in a job of GitHub Actions, found no usable ${names.join(', ')}`);
    }
    const value = found.data;
    return {
        repository: value.GITHUB_REPOSITORY,
        serverUrl: value.GITHUB_SERVER_URL,
        apiUrl: value.GITHUB_API_URL,
        runId: value.GITHUB_RUN_ID,
        runAttempt: value.GITHUB_RUN_ATTEMPT,
        eventName: value.GITHUB_EVENT_NAME,
        eventPath: value.GITHUB_EVENT_PATH,
        ref: value.GITHUB_REF,
        sha: value.GITHUB_SHA,
        actor: value.GITHUB_ACTOR,
        ...(value.GITHUB_RETENTION_DAYS === undefined ? {} : { retentionDays: value.GITHUB_RETENTION_DAYS }),
        workflow: workflowFile(value.GITHUB_WORKFLOW_REF),
        folder: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(value.RUNNER_TEMP, 'braid'),
    };
}
/** `octo/repo/.github/workflows/braid.yml@refs/heads/main` → `braid.yml` */
function workflowFile(ref) {
    const path = ref.slice(0, ref.lastIndexOf('@'));
    return path.slice(path.lastIndexOf('/') + 1);
}
/** What the name of a run is made of that begins in a workflow run. */
function seedOf(repository, workflowRun) {
    return `${repository}/${workflowRun}`;
}
function siteOf({ serverUrl, repository, runId }) {
    return { serverUrl, repository, detailsUrl: (0,_shared_report_github_links_js__WEBPACK_IMPORTED_MODULE_1__/* .workflowRunUrl */ .CX)({ serverUrl, repository }, runId) };
}
/** The address that git fetches from. */
function cloneUrl({ serverUrl, repository }) {
    return `${serverUrl}/${repository}.git`;
}
/** Where the files are that jobs hand to each other, below {@link Surroundings.folder}. */
const PLACES = {
    clone: 'clone',
    /** From the `plan` job. */
    start: 'handed/start',
    /** From the `task` jobs. */
    tasks: 'handed/tasks',
    /** From the `verify` jobs. */
    verdicts: 'handed/verdicts',
    /** What this job hands over. */
    out: 'out',
    /** From the step that prepares to the script that works. */
    job: 'job.json',
};


/***/ }),

/***/ 4460:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   explainFailure: () => (/* binding */ explainFailure)
/* harmony export */ });
/* harmony import */ var _shared_report_text_visible_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5085);
/**
 * What went wrong, in words and with what to do where that is known; a stack only when asked for. Problems of git
 * and GitHub are known by their names: to load their modules is to load their tools, which most of what fails early never needed.
 */

function explainFailure(error) {
    if (!(error instanceof Error))
        return `Internal error: ${(0,_shared_report_text_visible_js__WEBPACK_IMPORTED_MODULE_0__/* .visible */ .RK)(String(error))}`;
    const stack = process.env.RUNNER_DEBUG === '1' && error.stack !== undefined ? `\n${error.stack}` : '';
    return `${(0,_shared_report_text_visible_js__WEBPACK_IMPORTED_MODULE_0__/* .visible */ .RK)(words(error))}${stack}`;
}
const WITH_HINT = ['RepositoryProblem', 'GitHubProblem'];
function words(error) {
    if (WITH_HINT.includes(error.name) && 'hint' in error && error.hint !== null)
        return `${error.message}. Hint: ${error.hint}`;
    if (error.name === 'GitError')
        return `git failed: ${error.message}`;
    return error.message;
}


/***/ }),

/***/ 1539:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   alone: () => (/* binding */ alone)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var _environment_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8466);
/* harmony import */ var _explain_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4460);
/**
 * A script in a `run` step: what the code of others prints goes to the job's log as text. GitHub takes lines of a certain form for
 * commands, so it is told to take none until a word that nobody else knows.
 */



const SCRIPTS = {
    task: async () => (await Promise.all(/* import() */[__webpack_require__.e(724), __webpack_require__.e(183), __webpack_require__.e(679), __webpack_require__.e(762), __webpack_require__.e(227), __webpack_require__.e(423), __webpack_require__.e(27)]).then(__webpack_require__.bind(__webpack_require__, 8027))).runTask,
    verify: async () => (await Promise.all(/* import() */[__webpack_require__.e(724), __webpack_require__.e(183), __webpack_require__.e(679), __webpack_require__.e(762), __webpack_require__.e(227), __webpack_require__.e(423), __webpack_require__.e(866), __webpack_require__.e(816)]).then(__webpack_require__.bind(__webpack_require__, 8816))).runVerify,
};
async function alone(name) {
    const stop = new AbortController();
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
        process.on(signal, () => stop.abort('stop'));
    const word = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomUUID)();
    process.stdout.write(`::stop-commands::${word}\n`);
    try {
        const say = (line) => process.stdout.write(`${line}\n`);
        const script = await SCRIPTS[name]();
        await script({ surroundings: (0,_environment_js__WEBPACK_IMPORTED_MODULE_1__.readSurroundings)(process.env), say, signal: stop.signal });
    }
    catch (error) {
        process.stdout.write(`${(0,_explain_js__WEBPACK_IMPORTED_MODULE_2__.explainFailure)(error)}\n`);
        process.exitCode = 1;
    }
    finally {
        process.stdout.write(`::${word}::\n`);
    }
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
/* unused harmony exports commitUrl, compareUrl, pullRequestUrl, isOnSite, home */
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
    return site === null ? name : link(name, commitUrl(site, commit));
}
function commitUrl(site, commit) {
    return `${home(site)}/commit/${encodeURIComponent(commit)}`;
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
    return link(label, compareUrl(site, base, branch));
}
function compareUrl(site, base, branch) {
    return `${home(site)}/compare/${encodeURIComponent(base)}...${path(branch)}`;
}
function pullRequestUrl(site, number) {
    return `${home(site)}/pull/${number}`;
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
    return isOnSite(site, log) ? link('log', log) : `log: ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(log)}`;
}
function isOnSite(site, url) {
    return site !== null && url.startsWith(`${home(site)}/`);
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


/***/ })

};
