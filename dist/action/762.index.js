export const id = 762;
export const ids = [762];
export const modules = {

/***/ 2838:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ passedFrom),
/* harmony export */   r: () => (/* binding */ taskEnvironment)
/* harmony export */ });
/* harmony import */ var _plan_rules_variables_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4207);
/* harmony import */ var _output_secrets_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(646);
/* harmony import */ var _processes_mark_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3729);



const ALWAYS = ['PATH', 'HOME', 'LANG', 'LANGUAGE'];
function taskEnvironment(request) {
    const { run, task, attempt, base, model, files, passEnv, outside = process.env } = request;
    const marker = (0,_processes_mark_js__WEBPACK_IMPORTED_MODULE_0__/* .newMarker */ .XS)(run, task, attempt);
    const locale = Object.keys(outside).filter(name => name.startsWith('LC_'));
    const passed = passedFrom(outside, passEnv);
    return {
        marker,
        secrets: (0,_output_secrets_js__WEBPACK_IMPORTED_MODULE_1__/* .secretsAmong */ .o)(passed).map(({ value }) => value),
        env: {
            ...pick(outside, [...ALWAYS, ...locale]),
            ...passed,
            TMPDIR: files.temporary,
            TMP: files.temporary,
            TEMP: files.temporary,
            GIT_CONFIG_GLOBAL: files.gitConfig,
            GIT_CONFIG_NOSYSTEM: '1',
            GIT_TERMINAL_PROMPT: '0',
            BRAID_RUN: run,
            BRAID_TASK: task,
            BRAID_ATTEMPT: String(attempt),
            BRAID_BASE: base,
            BRAID_PROMPT_FILE: files.prompt,
            BRAID_NOTES_FILE: files.notes,
            BRAID_RESULT_FILE: files.result,
            ...(model === null ? {} : { BRAID_MODEL: model }),
            BRAID_MARKER: marker,
        },
    };
}
/** What `pass-env` brings in, from Braid's own environment unless another is given. */
function passedFrom(outside, passEnv) {
    return pick(outside, passEnv.filter(_plan_rules_variables_js__WEBPACK_IMPORTED_MODULE_2__/* .isPassable */ .C));
}
function pick(from, names) {
    return Object.fromEntries(names.flatMap(name => {
        const value = from[name];
        return value === undefined ? [] : [[name, value]];
    }));
}


/***/ }),

/***/ 4906:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Ns: () => (/* binding */ checkHealth),
  kE: () => (/* binding */ closedTaskFile),
  mu: () => (/* binding */ keyNames),
  Ve: () => (/* binding */ makeBackend)
});

// UNUSED EXPORTS: AGENTS

// EXTERNAL MODULE: ./build/shared/run/attempts/evidence.js
var evidence = __webpack_require__(9592);
// EXTERNAL MODULE: ./build/shared/io/output/secrets.js
var secrets = __webpack_require__(646);
// EXTERNAL MODULE: ./build/shared/io/process.js + 9 modules
var io_process = __webpack_require__(3432);
// EXTERNAL MODULE: ./build/shared/io/backends/environment.js
var environment = __webpack_require__(2838);
// EXTERNAL MODULE: ./build/shared/run/dispatch/estimate.js
var estimate = __webpack_require__(2995);
;// CONCATENATED MODULE: ./build/shared/io/backends/price.js


/** Who tells tokens but no cost is billed by the configured price. `asked`: the model that was asked for, by its name or null. */
function priced(usage, asked, config) {
    const { costUsd, inputTokens, outputTokens, model } = usage;
    if (costUsd !== null || (inputTokens === null && outputTokens === null))
        return usage;
    const isListed = model !== null && Object.hasOwn(config.prices, model);
    const price = (0,estimate/* priceOf */.xx)(config, isListed ? model : asked);
    if (price === null)
        return usage;
    const millionths = (inputTokens ?? 0) * price.input + (outputTokens ?? 0) * price.output;
    return { ...usage, costUsd: Math.min(millionths / 1_000_000, evidence/* MOST_USD */.L1) };
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(2857);
// EXTERNAL MODULE: ./build/shared/io/output/secret-mask.js
var secret_mask = __webpack_require__(1260);
;// CONCATENATED MODULE: ./build/shared/io/backends/untrusted-files.js
/** What a backend may leave for Braid to read: notes for people, and a result. Untrusted, whatever the file turns out to be. */




const NOTES_BYTES = 16 * 1024;
/** More than is shown: the rest is cut off after masking, or the beginning of a secret would be left. */
const NOTES_READ_BYTES = 4 * NOTES_BYTES;
const RESULT_BYTES = 64 * 1024;
const MESSAGE_CHARACTERS = 1000;
const NAME_CHARACTERS = 100;
/** A job of GitHub ends after six hours: nobody waits longer for a backend. */
const LONGEST_RETRY_MS = 6 * 60 * 60 * 1000;
const amount = schemas/* number */.aig().min(0);
const count = schemas/* int */.Whr().min(0);
const tokens = count.max(evidence/* MOST_TOKENS */.JM);
/** Other keys are not looked at. */
const RESULT = schemas/* object */.Ikc({
    /** Dollars. */
    cost: amount.max(evidence/* MOST_USD */.L1).nullish(),
    /** A plain number counts as output, the dearer kind: a budget is rather reached too early. */
    tokens: schemas/* union */.KCZ([tokens, schemas/* object */.Ikc({ input: tokens.nullish(), output: tokens.nullish() })]).nullish(),
    turns: count.nullish(),
    model: schemas/* string */.YjP().nullish(),
    message: schemas/* string */.YjP().nullish(),
    'retry-after-seconds': amount.nullish(),
});
const NOTHING = { usage: evidence/* NO_USAGE */.yJ, message: null, retryAfterMs: null, problem: null };
/** The notes as plain text without secrets; null: none. What is over 16 KB is cut off. */
function readNotes(path, secrets) {
    const { content } = readRegular(path, NOTES_READ_BYTES);
    const text = beginning(Buffer.from((0,secret_mask/* masked */.Iv)(plain(content ?? '').trim(), secrets)), NOTES_BYTES);
    return text === '' ? null : text;
}
function readResult(path, secrets) {
    const { content, problem, whole } = readRegular(path, RESULT_BYTES);
    if (content === null)
        return { ...NOTHING, problem };
    if (content.trim() === '')
        return NOTHING;
    if (!whole)
        return { ...NOTHING, problem: `expected at most ${RESULT_BYTES / 1024} KB, found more` };
    let value;
    try {
        value = JSON.parse(content);
    }
    catch {
        return { ...NOTHING, problem: 'expected JSON, found something else' };
    }
    const parsed = RESULT.safeParse(value);
    if (parsed.success)
        return resultOf(parsed.data, secrets);
    const rest = RESULT.safeParse(without(value, parsed.error));
    const believed = rest.success ? resultOf(rest.data, secrets) : NOTHING;
    return { ...believed, problem: firstProblem(parsed.error) };
}
/** One wrong figure says nothing about the others. */
function without(value, { issues }) {
    if (typeof value !== 'object' || value === null)
        return value;
    const wrong = new Set(issues.map(({ path }) => path[0]));
    return Object.fromEntries(Object.entries(value).filter(([key]) => !wrong.has(key)));
}
function resultOf(data, secrets) {
    const tokens = typeof data.tokens === 'number' ? { input: null, output: data.tokens } : data.tokens;
    const seconds = data['retry-after-seconds'];
    return {
        usage: {
            costUsd: data.cost ?? null,
            inputTokens: tokens?.input ?? null,
            outputTokens: tokens?.output ?? null,
            turns: data.turns ?? null,
            model: oneLine(data.model ?? '', { longest: NAME_CHARACTERS, secrets }),
        },
        message: oneLine(data.message ?? '', { longest: MESSAGE_CHARACTERS, secrets }),
        retryAfterMs: seconds == null ? null : Math.min(seconds * 1000, LONGEST_RETRY_MS),
        problem: null,
    };
}
function firstProblem(error) {
    const issue = error.issues[0];
    const where = issue === undefined || issue.path.length === 0 ? 'the whole' : `\`${issue.path.join('.')}\``;
    return `${where}: ${issue?.message ?? error.message}`;
}
/** Null: nothing visible in it. It ends in a commit's trailer or a table's cell, where a line break would forge another. */
function oneLine(text, { longest, secrets }) {
    // Masked as it will be seen, and before it is cut: what is invisible may stand inside of a secret.
    const line = (0,secret_mask/* masked */.Iv)(plain(text).replace(/\s+/g, ' ').trim(), secrets).slice(0, longest);
    return line === '' ? null : line;
}
function plain(text) {
    return text.replace(/[^\P{Cc}\t\n]/gu, '');
}
/** The last character may be cut in two: then it is left out. */
function beginning(bytes, limit) {
    return new TextDecoder().decode(bytes.subarray(0, limit), { stream: bytes.length > limit });
}
/** Follows no link, waits for no pipe, reads no device, and no more than `limit` bytes. */
function readRegular(path, limit) {
    const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = external_node_fs_.constants;
    let file;
    try {
        file = (0,external_node_fs_.openSync)(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
    }
    catch (error) {
        const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
        if (code === 'ENOENT')
            return { content: null, problem: null, whole: true };
        return { content: null, problem: code === 'ELOOP' ? 'it is a symbolic link' : code, whole: true };
    }
    try {
        if (!(0,external_node_fs_.fstatSync)(file).isFile())
            return { content: null, problem: 'it is not a regular file', whole: true };
        const bytes = Buffer.alloc(limit + 1);
        let length = 0;
        for (let read = -1; read !== 0 && length < bytes.length; length += read) {
            read = (0,external_node_fs_.readSync)(file, bytes, length, bytes.length - length, null);
        }
        const whole = length <= limit;
        return { content: beginning(bytes.subarray(0, length), limit), problem: null, whole };
    }
    catch (error) {
        return { content: null, problem: error instanceof Error ? error.message : String(error), whole: true };
    }
    finally {
        (0,external_node_fs_.closeSync)(file);
    }
}

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./node_modules/execa/index.js + 131 modules
var execa = __webpack_require__(6993);
;// CONCATENATED MODULE: ./build/shared/io/backends/agents/program.js
/** Whether an agent's program is there, which version it is, and whether it has credentials. */




/** Programs that are scripts of Node take a second on a busy machine. */
const VERSION_TIMEOUT_MS = 20_000;
/**
 * The absolute path of a program; null: there is none. Relative folders on PATH are skipped: they would be looked for in the task's
 * tree, where a task can put what it likes.
 */
function findProgram(name, { PATH = '' }) {
    const places = (0,external_node_path_.isAbsolute)(name)
        ? [name]
        : PATH.split(':').flatMap(folder => ((0,external_node_path_.isAbsolute)(folder) ? [(0,external_node_path_.join)(folder, name)] : []));
    return places.find(isProgram) ?? null;
}
function isProgram(path) {
    try {
        (0,external_node_fs_.accessSync)(path, external_node_fs_.constants.X_OK);
        return (0,external_node_fs_.statSync)(path).isFile();
    }
    catch {
        return false;
    }
}
async function programHealth({ program }, dialect, outside) {
    const name = program ?? dialect.usualProgram;
    const path = findProgram(name, outside);
    if (path === null) {
        return { kind: 'unusable', reason: `found no program \`${name}\` on PATH`, hint: dialect.install };
    }
    const { exitCode, stdout, stderr, timedOut } = await (0,execa/* execa */.Ho)(path, dialect.versionArguments, {
        cwd: (0,external_node_os_.tmpdir)(),
        env: { PATH: outside.PATH, HOME: outside.HOME },
        extendEnv: false,
        stdin: 'ignore',
        timeout: VERSION_TIMEOUT_MS,
        reject: false,
    });
    if (exitCode !== 0) {
        const why = timedOut
            ? 'did not answer'
            : `failed: ${(stderr || stdout || '').trim().split('\n')[0] ?? ''}`;
        const command = [path, ...dialect.versionArguments].join(' ');
        return { kind: 'unusable', reason: `\`${command}\` ${why}`, hint: dialect.install };
    }
    const missing = dialect.missingCredential?.(outside) ?? null;
    return missing === null
        ? { kind: 'usable', version: /\d+\.\d+[\w.+-]*/.exec(stdout)?.[0] ?? null }
        : { kind: 'unusable', ...missing };
}

;// CONCATENATED MODULE: ./build/shared/io/backends/agents/agent.js







/** `outside`: the environment that keys and `pass-env` come from. */
function agentBackend(name, config, dialect, outside = process.env) {
    const backend = {
        name,
        secrets: secretsOf({ config, dialect, outside }),
        health: () => programHealth(config, dialect, outside),
        run: job => runAgent(job, { config, dialect, outside }),
    };
    return dialect.around?.(backend) ?? backend;
}
/** The program gets its words one by one, so that neither a model's name nor an argument is read by a shell. */
const LINE = 'exec "$@" < "$BRAID_PROMPT_FILE"';
async function runAgent(job, { config, dialect, outside }) {
    const { files, tree } = job;
    const name = config.program ?? dialect.usualProgram;
    const program = findProgram(name, outside);
    if (program === null)
        return notStarted(`found no program \`${name}\` on PATH. Hint: ${dialect.install}`);
    const own = environmentOf(job, { config, dialect, outside });
    if (own instanceof Error)
        return notStarted(own.message);
    const passEnv = [...dialect.keys, ...dialect.settings, ...config.passEnv];
    const { env, marker } = (0,environment/* taskEnvironment */.r)({ ...job, passEnv, outside });
    // A dialect may hand a key on under another name.
    const handedOn = dialect.keys.flatMap(key => own[key] ?? []);
    const secrets = [...secretsOf({ config, dialect, outside }).map(({ value }) => value), ...handedOn];
    const reader = dialect.newReader(job);
    const { exit, tail, durationMs } = await (0,io_process/* runShell */.E)({
        line: LINE,
        args: [program, ...dialect.arguments(job, config), ...config.args],
        cwd: tree,
        env: { ...own, ...env },
        marker,
        secrets,
        timeoutMs: job.timeoutMs,
        signal: job.signal,
        log: files.log,
        territory: { directories: [tree, files.temporary] },
        translate: line => (line.startsWith('{') ? reader.line(line) : line),
        onOutput: job.onOutput,
        onStarted: job.onStarted,
    });
    const end = exit.kind === 'exited' ? reader.judge(exit.code, tail) : { exit, message: null };
    const words = (text) => oneLine(text, { longest: MESSAGE_CHARACTERS, secrets });
    const message = end.message === null ? null : words(end.message);
    return {
        exit: end.exit.kind === 'backend-failed' ? { ...end.exit, message: words(end.exit.message) ?? '' } : end.exit,
        usage: priced(usageOf(reader, secrets), job.model, config),
        tail: [tail, message].filter(text => text !== null && text !== '').join('\n'),
        notes: readNotes(files.notes, secrets),
        durationMs,
    };
}
/** The model's name ends in a commit's trailer. */
function usageOf(reader, secrets) {
    const usage = reader.usage();
    const { model } = usage;
    return { ...usage, model: model === null ? null : oneLine(model, { longest: NAME_CHARACTERS, secrets }) };
}
function secretsOf({ config, dialect, outside }) {
    const keys = (0,environment/* passedFrom */.n)(outside, dialect.keys);
    const others = (0,secrets/* secretsAmong */.o)((0,environment/* passedFrom */.n)(outside, [...dialect.settings, ...config.passEnv]));
    return [
        ...Object.entries(keys).map(([name, value]) => ({ name, value })),
        ...others.filter(({ name }) => !(name in keys)),
    ];
}
function notStarted(message) {
    return { exit: { kind: 'not-started', message }, usage: evidence/* NO_USAGE */.yJ, tail: '', notes: null, durationMs: 0 };
}
/** A dialect may have to write files for its program. */
function environmentOf(job, { dialect, ...around }) {
    try {
        return dialect.environment?.(job, around) ?? {};
    }
    catch (error) {
        return error instanceof Error ? error : new Error(String(error));
    }
}
/** A line as JSON of this shape; null: it is something else. */
function readRecord(schema, line) {
    try {
        return schema.safeParse(JSON.parse(line)).data ?? null;
    }
    catch {
        return null;
    }
}
/** A path as a person knows it: from the tree if it is in there. */
function pathInTree(path, { tree }) {
    return path.startsWith(`${tree}/`) ? path.slice(tree.length + 1) : path;
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(8815);
;// CONCATENATED MODULE: ./build/shared/io/backends/claude/ccpm-task.js
/** Finds the file that CCPM keeps a task in. Reads the tree as it is before the agent begins. */





const FRONTMATTER = /^---\r?\n([\s\S]*?)\r?\n---/;
const TASK_BYTES = 64 * 1024;
/** Names that are fit for a prompt. */
const PLAIN_NAME = /^[\w.-]+$/;
const headSchema = schemas/* object */.Ikc({
    name: schemas/* string */.YjP().nullish().catch(null),
    status: schemas/* enum */.k5n(['open', 'in-progress', 'closed']).nullish().catch(null),
    github: schemas/* string */.YjP().nullish().catch(null),
});
/**
 * The task whose number the id is or ends in (`12`, `issue-12`, `shop-12`), or whose name it is. Of several, that of the epic whose
 * name the id begins with; null: none, or more than one.
 */
function findCcpmTask(epics, id) {
    const found = taskFiles(epics).filter(task => isNamed(task, id));
    const own = found.filter(({ epic }) => id.startsWith(`${epic}-`));
    const [task, ...others] = own.length > 0 ? own : found;
    if (task === undefined || others.length > 0)
        return null;
    const { epic, file, head } = task;
    const there = (name) => ((0,external_node_fs_.existsSync)((0,external_node_path_.join)(epics, epic, name)) ? pathOf(epic, name) : null);
    return {
        path: pathOf(epic, file),
        status: head.status ?? null,
        analysis: there(`${file.slice(0, -'.md'.length)}-analysis.md`),
        epic: there('epic.md'),
    };
}
/** Whether a file with that text is the task's; `path` is one of CCPM's. */
function isTaskFile(path, text, id) {
    const [, epic = '', number = ''] = /([^/]+)\/0*(\d+)\.md$/.exec(path) ?? [];
    return isNamed({ epic, number, file: `${number}.md`, head: headOf(text) }, id);
}
function pathOf(epic, file) {
    return `.claude/epics/${epic}/${file}`;
}
function taskFiles(epics) {
    return listed(epics)
        .filter(name => PLAIN_NAME.test(name))
        .flatMap(epic => listed((0,external_node_path_.join)(epics, epic)).flatMap(file => {
        const number = /^0*(\d+)\.md$/.exec(file)?.[1];
        if (number === undefined)
            return [];
        return [{ epic, file, number, head: readHead((0,external_node_path_.join)(epics, epic, file)) }];
    }));
}
function isNamed({ number, head }, id) {
    const numbers = [number, /\/issues\/(\d+)$/.exec(head.github ?? '')?.[1]];
    const wanted = /(?:^|-)0*(\d+)$/.exec(id)?.[1];
    return (wanted !== undefined && numbers.includes(wanted)) || slug(head.name ?? '') === id;
}
function slug(name) {
    return name
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')
        .replace(/^-|-$/g, '');
}
function readHead(path) {
    return headOf(readRegular(path, TASK_BYTES).content ?? '');
}
function headOf(content) {
    const text = FRONTMATTER.exec(content)?.[1] ?? '';
    try {
        return headSchema.safeParse((0,dist/* parse */.qg)(text)).data ?? {};
    }
    catch {
        return {};
    }
}
function listed(folder) {
    try {
        return (0,external_node_fs_.readdirSync)(folder);
    }
    catch {
        return [];
    }
}

;// CONCATENATED MODULE: ./build/shared/io/backends/claude/ccpm-closing.js
/**
 * Closing a task as CCPM does (`/pm:issue-close`): `status: closed` and `updated:` in the head of its file. Braid writes that when
 * the agent has ended well, so it is part of the task's work and comes to be with its merge. `.claude/**` is protected, so this one
 * change is looked for in the commit afterwards, wherever that was made: these two lines, in the task's own file, and no other.
 */




const HEAD = /^---\r?\n[\s\S]*?\r?\n---(?=\r?\n|$)/;
const STATUS = /^status:.*?(\r?)$/m;
const UPDATED = /^updated:.*?(\r?)$/m;
const TIME = /^updated: (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)\r?$/m;
/** `updated`: as CCPM writes times, in seconds. Null: it is closed already, or has no head with a status. */
function closedText(text, updated) {
    const head = HEAD.exec(text)?.[0];
    if (head === undefined || !STATUS.test(head) || /^status: *closed *\r?$/m.test(head))
        return null;
    const dated = UPDATED.test(head)
        ? head.replace(UPDATED, `updated: ${updated}$1`)
        : head.replace(STATUS, line => `${line}\nupdated: ${updated}${line.endsWith('\r') ? '\r' : ''}`);
    return dated.replace(STATUS, 'status: closed$1') + text.slice(head.length);
}
/** False: the agent has changed the file, or there is nothing to close. */
function closeTaskFile(tree, path, { before, now }) {
    const file = (0,external_node_path_.join)(tree, path);
    if (readRegular(file, TASK_BYTES).content !== before)
        return false;
    // What an agent put in place of a folder does not lead Braid out of the tree.
    if ((0,external_node_fs_.realpathSync)((0,external_node_path_.dirname)(file)) !== (0,external_node_path_.join)((0,external_node_fs_.realpathSync)(tree), (0,external_node_path_.dirname)(path)))
        return false;
    const text = closedText(before, new Date(now).toISOString().replace(/\.\d+Z$/, 'Z'));
    if (text === null)
        return false;
    const { O_WRONLY, O_NOFOLLOW } = external_node_fs_.constants;
    const handle = (0,external_node_fs_.openSync)(file, O_WRONLY | O_NOFOLLOW);
    try {
        (0,external_node_fs_.ftruncateSync)(handle);
        (0,external_node_fs_.writeSync)(handle, text);
        return true;
    }
    finally {
        (0,external_node_fs_.closeSync)(handle);
    }
}
/** The task's own file, if all that changed in it is that it was closed; null: there is none such. */
async function closingIn(git, { task, base, commit, files }) {
    if (commit === null)
        return null;
    for (const path of files) {
        if (!/^\.claude\/epics\/[\w.-]+\/\d+\.md$/.test(path))
            continue;
        const changed = await git.attempt(['diff-tree', '-r', '--no-renames', base, commit, '--', path]);
        // The same kind of file as before: neither new nor gone, no link, no other mode.
        const blobs = /^:(100\d{3}) \1 ([0-9a-f]+) ([0-9a-f]+) M\t/.exec(changed.stdout);
        if (blobs === null)
            continue;
        const before = await blob(git, blobs[2]);
        const after = await blob(git, blobs[3]);
        const updated = TIME.exec(HEAD.exec(after ?? '')?.[0] ?? '')?.[1];
        if (before === null || after === null || updated === undefined)
            continue;
        if (closedText(before, updated) === after && isTaskFile(path, before, task))
            return path;
    }
    return null;
}
/** Null: it is larger than a task's file. */
async function blob(git, name = '') {
    const size = await git.run(['cat-file', '-s', name]);
    return Number(size) > TASK_BYTES ? null : git.run(['cat-file', 'blob', name]);
}

;// CONCATENATED MODULE: ./build/shared/io/backends/claude/claude-exit.js

const NOT_LET_IN = 'Hint: set ANTHROPIC_API_KEY or CLAUDE_CODE_OAUTH_TOKEN where Braid runs, or log in with `claude`';
/** The pauses of its own before two retries are 0.5 and 1 s, and a quarter more at most: what is longer was named by the service. */
const LONGEST_OWN_PAUSE_MS = 1_500;
function claudeExit(code, end) {
    const { result, error } = end;
    if (result === null) {
        return code === 0 ? failed('crash', 'it ended without a result') : { kind: 'exited', code };
    }
    if (!result.is_error)
        return { kind: 'exited', code };
    const said = result.result ?? result.errors?.join('; ') ?? `${result.subtype}`;
    if (result.subtype?.startsWith('error_max_'))
        return failed('limit', said);
    if (result.stop_reason === 'refusal')
        return failed('refused', said);
    return serviceFailure(error ?? String(result.api_error_status ?? ''), said, end);
}
function serviceFailure(error, said, end) {
    switch (error) {
        case 'authentication_failed':
        case 'oauth_org_not_allowed':
        case 'account_on_hold':
        case 'verification_required':
        case 'cloud_credential_error':
        case '401':
        case '403':
            return failed('auth', `${said.replace(/[.!]$/, '')}. ${NOT_LET_IN}`);
        case 'rate_limit':
        case 'overloaded':
        case '429':
        case '529':
            return limited(said, end);
        case 'server_error':
            return end.result?.api_error_status === 529 ? limited(said, end) : failed('crash', said);
        case 'billing_error':
        case '402':
            return failed('quota', said);
        case 'invalid_request':
        case 'model_not_found':
        case '400':
        case '404':
        case '413':
            return failed('refused', said);
        case 'max_output_tokens':
            return failed('limit', said);
        default:
            return failed(refusedTools(end) ? 'refused' : 'crash', said);
    }
}
function limited(said, { retryDelayMs, resetsInMs }) {
    if (resetsInMs !== null && resetsInMs > LONGEST_RETRY_MS)
        return failed('quota', said);
    const named = retryDelayMs !== null && retryDelayMs > LONGEST_OWN_PAUSE_MS ? retryDelayMs : null;
    return { kind: 'rate-limited', retryAfterMs: resetsInMs === null ? named : Math.max(0, resetsInMs) };
}
function failed(failure, message) {
    return { kind: 'backend-failed', failure, message };
}
function refusedTools({ result }) {
    return (result?.permission_denials ?? []).length > 0;
}
/** What it was not allowed to do, for the reader; null: nothing. */
function denials({ permission_denials }) {
    const times = new Map();
    for (const { tool_name } of permission_denials ?? [])
        times.set(tool_name, (times.get(tool_name) ?? 0) + 1);
    const each = [...times].map(([tool, count]) => (count === 1 ? tool : `${tool} ×${count}`));
    return each.length === 0 ? null : `permission denied: ${each.join(', ')}`;
}

;// CONCATENATED MODULE: ./build/shared/io/backends/claude/claude-record.js
/** The lines that Claude Code prints, as far as Braid reads them. Kinds that are not listed are nothing to it. */


const claude_record_text = schemas/* string */.YjP().nullish().catch(null);
const claude_record_amount = schemas/* number */.aig().min(0).nullish().catch(null);
/** Of tokens. */
const claude_record_count = schemas/* number */.aig().min(0).catch(0).default(0);
const block = schemas/* object */.Ikc({ type: schemas/* string */.YjP(), text: claude_record_text, name: claude_record_text, input: schemas/* unknown */.L5J().optional() });
/** One block of an answer a line; the blocks of one answer have its `id` in common. */
const assistant = schemas/* object */.Ikc({
    type: schemas/* literal */.euz('assistant'),
    message: schemas/* object */.Ikc({
        id: schemas/* string */.YjP(),
        model: claude_record_text,
        content: schemas/* array */.YOg(block).catch([]),
        usage: schemas/* object */.Ikc({
            input_tokens: claude_record_count,
            /** Of the answer's beginning: the number at its end is in the result alone. */
            output_tokens: claude_record_count,
            cache_creation_input_tokens: claude_record_count,
            cache_read_input_tokens: claude_record_count,
        })
            .nullish()
            .catch(null),
    }),
    /** Why the service did not answer: the message's text is the program's own. */
    error: claude_record_text,
});
const system = schemas/* object */.Ikc({
    type: schemas/* literal */.euz('system'),
    subtype: claude_record_text,
    tool_name: claude_record_text,
    error_status: claude_record_amount,
    retry_delay_ms: claude_record_amount,
});
/** Of a subscription. */
const rateLimit = schemas/* object */.Ikc({
    type: schemas/* literal */.euz('rate_limit_event'),
    rate_limit_info: schemas/* object */.Ikc({
        status: claude_record_text,
        /** In seconds since 1970. */
        resetsAt: claude_record_amount,
    }),
});
const result = schemas/* object */.Ikc({
    type: schemas/* literal */.euz('result'),
    subtype: claude_record_text,
    is_error: schemas/* boolean */.zMY().catch(true),
    result: claude_record_text,
    errors: schemas/* array */.YOg(schemas/* string */.YjP()).nullish().catch(null),
    stop_reason: claude_record_text,
    api_error_status: claude_record_amount,
    total_cost_usd: schemas/* number */.aig().min(0).max(evidence/* MOST_USD */.L1).nullish().catch(null),
    /** With what subagents used, unlike `usage`. */
    modelUsage: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* object */.Ikc({
        inputTokens: claude_record_count,
        outputTokens: claude_record_count,
        cacheReadInputTokens: claude_record_count,
        cacheCreationInputTokens: claude_record_count,
    }))
        .nullish()
        .catch(null),
    permission_denials: schemas/* array */.YOg(schemas/* object */.Ikc({ tool_name: schemas/* string */.YjP() }))
        .nullish()
        .catch(null),
});
const claudeRecord = schemas/* discriminatedUnion */.gMt('type', [assistant, system, rateLimit, result]);
/** What a tool was asked to do, of the tools that Braid has words for. */
const toolInput = schemas/* object */.Ikc({
    file_path: claude_record_text,
    notebook_path: claude_record_text,
    command: claude_record_text,
    pattern: claude_record_text,
    description: claude_record_text,
});

;// CONCATENATED MODULE: ./build/shared/io/backends/claude/claude-reader.js



/** A token of English or of code has about so many characters. */
const CHARACTERS_A_TOKEN = 4;
class ClaudeReader {
    #job;
    #answers = new Map();
    #model = null;
    #result = null;
    #error = null;
    #retryDelayMs = null;
    #resetsAt = null;
    constructor(job) {
        this.#job = job;
    }
    line(text) {
        const record = readRecord(claudeRecord, text);
        switch (record?.type) {
            case 'assistant':
                this.#count(record);
                return wordsOf(record, this.#job);
            case 'system':
                return this.#news(record);
            case 'rate_limit_event':
                this.#resetsAt = record.rate_limit_info.resetsAt ?? null;
                return null;
            case 'result':
                this.#result = record;
                return null;
            case undefined:
                return null;
        }
    }
    /**
     * Input counts what was read from the cache and written to it. Turns are answers of the model: `num_turns` of the program
     * counts results of tools. Without a result, output is estimated from what was seen, and the cost is not known.
     */
    usage() {
        const turns = this.#answers.size;
        if (this.#result?.modelUsage == null)
            return { ...this.#soFar(), turns };
        const models = Object.entries(this.#result.modelUsage);
        const total = { costUsd: this.#result.total_cost_usd ?? null, inputTokens: 0, outputTokens: 0 };
        for (const [, { inputTokens, outputTokens, cacheReadInputTokens, cacheCreationInputTokens }] of models) {
            total.inputTokens += inputTokens + cacheReadInputTokens + cacheCreationInputTokens;
            total.outputTokens += outputTokens;
        }
        const most = models.sort(([, one], [, other]) => other.outputTokens - one.outputTokens)[0];
        return { ...total, turns, model: most?.[0] ?? this.#model };
    }
    judge(code) {
        const exit = claudeExit(code, {
            result: this.#result,
            error: this.#error,
            retryDelayMs: this.#retryDelayMs,
            resetsInMs: this.#resetsAt === null ? null : this.#resetsAt * 1000 - Date.now(),
        });
        return { exit, message: this.#result === null ? null : denials(this.#result) };
    }
    #soFar() {
        const answers = [...this.#answers.values()];
        const output = ({ output: told, characters }) => Math.max(told, Math.ceil(characters / CHARACTERS_A_TOKEN));
        const sum = (of) => answers.length === 0 ? null : answers.reduce((all, answer) => all + of(answer), 0);
        return {
            costUsd: null,
            inputTokens: sum(answer => answer.input),
            outputTokens: sum(output),
            turns: null,
            model: this.#model,
        };
    }
    #count({ message, error }) {
        this.#error = error ?? null;
        if (this.#error !== null)
            return;
        const { id, model, content, usage } = message;
        this.#model = model ?? this.#model;
        const before = this.#answers.get(id) ?? {
            input: (usage?.input_tokens ?? 0) +
                (usage?.cache_creation_input_tokens ?? 0) +
                (usage?.cache_read_input_tokens ?? 0),
            output: 0,
            characters: 0,
        };
        before.output = usage?.output_tokens ?? 0;
        for (const { text, input } of content)
            before.characters += (text ?? JSON.stringify(input ?? '')).length;
        this.#answers.set(id, before);
    }
    #news({ subtype, tool_name, error_status, retry_delay_ms }) {
        switch (subtype) {
            case 'api_retry':
                this.#retryDelayMs = retry_delay_ms ?? null;
                return `the service answered ${error_status ?? 'nothing'}, asking again in ${((retry_delay_ms ?? 0) / 1000).toFixed(0)} s`;
            case 'permission_denied':
                return `not allowed: ${tool_name ?? 'a tool'}`;
            default:
                return null;
        }
    }
}
function wordsOf({ message }, job) {
    const lines = message.content.flatMap(({ type, text, name, input }) => {
        if (type === 'text')
            return text?.trim() ? [text.trim()] : [];
        return type === 'tool_use' ? [toolWords(name ?? 'a tool', input, job)] : [];
    });
    return lines.length === 0 ? null : lines.join('\n');
}
function toolWords(name, input, job) {
    const { file_path, notebook_path, command, pattern, description } = toolInput.safeParse(input).data ?? {};
    const path = pathInTree(file_path ?? notebook_path ?? 'a file', job);
    switch (name) {
        case 'Edit':
        case 'MultiEdit':
        case 'NotebookEdit':
            return `editing ${path}`;
        case 'Write':
            return `writing ${path}`;
        case 'Read':
            return `reading ${path}`;
        case 'Bash':
            return `running ${(command ?? '').trim().split('\n')[0]}`;
        case 'Grep':
        case 'Glob':
            return `searching for ${pattern ?? 'something'}`;
        default:
            return `using ${name}${description == null ? '' : `: ${description}`}`;
    }
}

;// CONCATENATED MODULE: ./build/shared/io/backends/claude/claude-code.js
/**
 * Claude Code: `claude -p`, which prints one JSON object a line. It may edit files in the tree and run commands; what its own
 * rules refuse is refused without a question, as nobody is there to answer.
 */



/** Each of them lets the program in. */
const KEYS = ['ANTHROPIC_API_KEY', 'ANTHROPIC_AUTH_TOKEN', 'CLAUDE_CODE_OAUTH_TOKEN'];
/** With one of these, the credentials are those of a cloud, and `pass-env` names them. */
const CLOUDS = ['CLAUDE_CODE_USE_BEDROCK', 'CLAUDE_CODE_USE_VERTEX', 'CLAUDE_CODE_USE_FOUNDRY'];
/** They would work in another tree, when the attempt is over, or with other sessions on this machine. */
const NO_TOOLS = ['EnterWorktree', 'CronCreate', 'ScheduleWakeup', 'ListAgents', 'SendMessage'];
const ENVIRONMENT = {
    // Ten as a rule, over minutes: Braid's own back-off lets others run meanwhile. Two get it over a hiccup.
    CLAUDE_CODE_MAX_RETRIES: '2',
    // A task must not learn from another one by way of the home directory.
    CLAUDE_CODE_DISABLE_AUTO_MEMORY: '1',
    // The program would end before what it started.
    CLAUDE_CODE_DISABLE_BACKGROUND_TASKS: '1',
    CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
    DISABLE_AUTOUPDATER: '1',
    DISABLE_ERROR_REPORTING: '1',
    DISABLE_TELEMETRY: '1',
};
const CLAUDE_CODE = {
    usualProgram: 'claude',
    install: 'npm install --global @anthropic-ai/claude-code',
    pin: '@2.1.332',
    keys: [...KEYS, 'ANTHROPIC_CUSTOM_HEADERS'],
    settings: ['ANTHROPIC_BASE_URL', 'CLAUDE_CONFIG_DIR', ...CLOUDS],
    arguments: ({ model, budgetUsd }, { maxTurns }) => [
        '-p',
        '--output-format=stream-json',
        // Without it there is no stream.
        '--verbose',
        '--no-session-persistence',
        // Edits inside of the tree. To allow `Write` by its name would allow it everywhere.
        '--permission-mode=acceptEdits',
        '--allowedTools=Bash',
        `--disallowedTools=${NO_TOOLS.join(',')}`,
        ...(model === null ? [] : [`--model=${model}`]),
        ...(maxTurns === null ? [] : [`--max-turns=${maxTurns}`]),
        // Looked at between two answers: the last one may go over it.
        ...(budgetUsd === null ? [] : [`--max-budget-usd=${budgetUsd}`]),
    ],
    environment: () => ENVIRONMENT,
    versionArguments: ['--version'],
    missingCredential,
    newReader: job => new ClaudeReader(job),
};
function missingCredential(outside) {
    if ([...KEYS, ...CLOUDS].some(name => (outside[name] ?? '') !== ''))
        return null;
    const folder = outside.CLAUDE_CONFIG_DIR ?? (0,external_node_path_.join)(outside.HOME ?? '/', '.claude');
    // On macOS a login is in the keychain, which asks whoever looks.
    if (process.platform === 'darwin' || (0,external_node_fs_.existsSync)((0,external_node_path_.join)(folder, '.credentials.json')))
        return null;
    if (namesKeyHelper((0,external_node_path_.join)(folder, 'settings.json')))
        return null;
    return {
        reason: 'found no credentials for Claude Code',
        hint: 'set ANTHROPIC_API_KEY, or CLAUDE_CODE_OAUTH_TOKEN (`claude setup-token` makes one), or log in with `claude`',
    };
}
function namesKeyHelper(settings) {
    try {
        return (0,external_node_fs_.readFileSync)(settings, 'utf8').includes('"apiKeyHelper"');
    }
    catch {
        return false;
    }
}

;// CONCATENATED MODULE: ./build/shared/io/backends/claude/ccpm.js
/**
 * Claude Code on a task that CCPM ("Claude Code PM") keeps as `.claude/epics/<epic>/<n>.md`: the agent is pointed to that file, and
 * when it has ended well, the task is closed there.
 */






const CCPM = {
    ...CLAUDE_CODE,
    around: claude => ({ ...claude, run: job => runWithTask(job, claude) }),
    closedTaskFile: closingIn,
    // Claude Code with conventions: who uses them asks for it.
    isOnRequest: true,
};
async function runWithTask(job, claude) {
    const task = findCcpmTask((0,external_node_path_.join)(job.tree, '.claude', 'epics'), job.task);
    if (task === null)
        return claude.run(job);
    // What Braid adds to a prompt are lines with a `#`.
    await (0,promises_.appendFile)(job.files.prompt, `\n${context(task)
        .map(line => `# ${line}\n`)
        .join('')}`);
    const { content: before } = readRegular((0,external_node_path_.join)(job.tree, task.path), TASK_BYTES);
    const outcome = await claude.run(job);
    const done = outcome.exit.kind === 'exited' && outcome.exit.code === 0;
    if (!done || before === null)
        return outcome;
    // In a tree of several, a change outside of the task's folder would be nobody's.
    const isClosed = job.isShared !== true && closeTaskFile(job.tree, task.path, { before, now: Date.now() });
    const news = `CCPM: \`${task.path}\` ${isClosed ? 'is closed with this work' : `was ${task.status ?? 'without a status'}, and is left as the agent left it`}.`;
    return { ...outcome, notes: outcome.notes === null ? news : `${outcome.notes}\n${news}` };
}
function context({ path, analysis, epic }) {
    return [
        `This is the CCPM task of ${path}: read that file first.`,
        ...(analysis === null ? [] : [`How it can be divided: ${analysis}`]),
        ...(epic === null ? [] : [`The epic it belongs to: ${epic}`]),
        'Its `status` is set to `closed` for you when you are done: leave that file as it is.',
        'Leave everything else in .claude alone, and make no branch, worktree or issue.',
    ];
}

;// CONCATENATED MODULE: ./build/shared/io/backends/agents/private-home.js
/**
 * A home for an agent's program that belongs to one attempt: with a key in the environment it needs nothing of the person's own, and
 * attempts that run beside each other share no state. Not in TMPDIR, which a sandbox lets the agent's commands write to.
 */


/** `files`: their content by their path from the home. */
function makePrivateHome({ files: { result } }, name, files) {
    const home = (0,external_node_path_.join)((0,external_node_path_.dirname)(result), name);
    for (const [path, content] of Object.entries(files)) {
        (0,external_node_fs_.mkdirSync)((0,external_node_path_.dirname)((0,external_node_path_.join)(home, path)), { recursive: true, mode: 0o700 });
        (0,external_node_fs_.writeFileSync)((0,external_node_path_.join)(home, path), content);
    }
    return home;
}

;// CONCATENATED MODULE: ./build/shared/io/backends/agents/failure.js

function classOf(message, words) {
    return words.find(([pattern]) => pattern.test(message))?.[1] ?? 'crash';
}
/** `hint`: what to do about missing or refused credentials. */
function failureExit(found, message, hint) {
    if (found === 'rate-limited')
        return { kind: 'rate-limited', retryAfterMs: namedWait(message) };
    const words = found === 'auth' ? `${message.replace(/[.!]?$/, '')}. Hint: ${hint}` : message;
    return { kind: 'backend-failed', failure: found, message: words };
}
const WAIT = /(?:try again in|retry after) (\d+(?:\.\d+)?) ?(ms|s|m|h)/i;
const UNITS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };
/** In milliseconds; null: the message names no time. */
function namedWait(message) {
    const [, amount, unit = ''] = WAIT.exec(message) ?? [];
    const scale = UNITS[unit.toLowerCase()];
    return amount === undefined || scale === undefined
        ? null
        : Math.min(Math.ceil(Number(amount) * scale), LONGEST_RETRY_MS);
}

;// CONCATENATED MODULE: ./build/shared/io/backends/codex/codex-reader.js
/** Reads what `codex exec --json` prints: one event a line. Recorded from version 0.169. */




const ITEM = schemas/* object */.Ikc({
    type: schemas/* string */.YjP(),
    status: schemas/* string */.YjP().nullish(),
    text: schemas/* string */.YjP().nullish(),
    message: schemas/* string */.YjP().nullish(),
    command: schemas/* string */.YjP().nullish(),
    exit_code: schemas/* number */.aig().nullish(),
    aggregated_output: schemas/* string */.YjP().nullish(),
    changes: schemas/* array */.YOg(schemas/* object */.Ikc({ path: schemas/* string */.YjP() })).nullish(),
    server: schemas/* string */.YjP().nullish(),
    tool: schemas/* string */.YjP().nullish(),
});
const EVENT = schemas/* object */.Ikc({
    type: schemas/* string */.YjP(),
    item: ITEM.nullish(),
    /** Of the whole attempt, cached and reasoning tokens included. */
    usage: schemas/* object */.Ikc({ input_tokens: schemas/* number */.aig(), output_tokens: schemas/* number */.aig() }).nullish(),
    message: schemas/* string */.YjP().nullish(),
    error: schemas/* object */.Ikc({ message: schemas/* string */.YjP() }).nullish(),
});
/** Codex prints neither the status nor the code of an error, only words of its own or of the service. */
const WORDS = [
    [/unexpected status 40[13]\b|Missing environment variable|refresh token|(?:log|sign) in again/i, 'auth'],
    [/quota exceeded|hit your usage limit|chatgpt plan, upgrade|status 402\b/i, 'quota'],
    [/\b429\b|rate limit|at capacity/i, 'rate-limited'],
    [/context window|max_output_tokens|budget reached/i, 'limit'],
    [/content_filter|invalid prompt|usage policy|flagged|model .*does not exist/i, 'refused'],
];
/** It goes on after these. */
const RETRYING = /^Reconnecting\.\.\./;
/** Bubblewrap's, which Codex starts every command with. */
const BLOCKED = /^bwrap: .*/;
class CodexReader {
    #job;
    #hint;
    #usage = evidence/* NO_USAGE */.yJ;
    #failure = null;
    /** What the sandbox said when it could not start a command. */
    #blocked = null;
    #didSomething = false;
    constructor(job, hint) {
        this.#job = job;
        this.#hint = hint;
    }
    line(text) {
        const event = readRecord(EVENT, text);
        if (event === null)
            return text;
        const { type, item, usage, message, error } = event;
        switch (type) {
            case 'item.started':
                return item ? this.#begun(item) : null;
            case 'item.completed':
                return item ? this.#done(item) : null;
            case 'turn.completed':
                this.#failure = null;
                if (usage) {
                    this.#usage = { ...evidence/* NO_USAGE */.yJ, inputTokens: usage.input_tokens, outputTokens: usage.output_tokens };
                }
                return null;
            case 'error':
                if (message && !RETRYING.test(message))
                    this.#failure = message;
                return message ?? null;
            case 'turn.failed':
                // It was told as an `error` before.
                this.#failure = error?.message ?? this.#failure ?? 'the turn failed';
                return null;
            default:
                return null;
        }
    }
    usage() {
        return this.#usage;
    }
    judge(code) {
        if (this.#failure !== null) {
            const found = classOf(this.#failure, WORDS);
            return { exit: failureExit(found, this.#failure, this.#hint), message: null };
        }
        const exit = { kind: 'exited', code };
        if (this.#blocked === null)
            return { exit, message: null };
        const message = `Codex could not run commands: its sandbox does not work here (${this.#blocked}). ${SANDBOX_HINT}`;
        if (this.#didSomething)
            return { exit, message };
        return { exit: { kind: 'backend-failed', failure: 'crash', message }, message: null };
    }
    #begun({ type, command, changes, server, tool }) {
        switch (type) {
            case 'command_execution':
                return `running ${bare(command ?? '')}`;
            case 'file_change':
                return `editing ${(changes ?? []).map(({ path }) => pathInTree(path, this.#job)).join(', ')}`;
            case 'mcp_tool_call':
                return `using ${server ?? ''} ${tool ?? ''}`;
            default:
                return null;
        }
    }
    #done({ type, status, text, message, exit_code: code, aggregated_output: output }) {
        switch (type) {
            case 'command_execution': {
                const blocked = code === 0 ? null : (BLOCKED.exec(output ?? '')?.[0] ?? null);
                this.#blocked ??= blocked;
                if (blocked === null)
                    this.#didSomething = true;
                return blocked ?? (code ? `exit code ${code}` : null);
            }
            case 'file_change':
                if (status === 'completed')
                    this.#didSomething = true;
                return status === 'failed' ? 'the edit failed' : null;
            case 'agent_message':
                return text ?? null;
            case 'error':
                return `warning: ${message ?? ''}`;
            default:
                return null;
        }
    }
}
const SANDBOX_HINT = 'Hint: allow unprivileged user namespaces, or, where the machine is a sandbox itself, add `args: [--sandbox, danger-full-access]`';
/** Without the shell that Codex puts around it. */
function bare(command) {
    return /^\S*sh -l?c '(.*)'$/s.exec(command)?.[1] ?? command;
}

;// CONCATENATED MODULE: ./build/shared/io/backends/codex/codex.js
/**
 * OpenAI's Codex: `codex exec`, without anybody to ask, in its own sandbox. Who pays is decided as Codex does it: `CODEX_API_KEY`,
 * then the login of the person, and only without one `OPENAI_API_KEY`, which may be there for something else.
 */




const LOG_IN = 'set CODEX_API_KEY or OPENAI_API_KEY, or run `codex login`';
/** With `config.toml` alone the credentials may lie in the system's keyring. */
const LOGIN_FILES = ['auth.json', 'config.toml'];
/** Later ones are stronger, so that `args` can change each of them; `--sandbox` could be given only once. */
const SETTINGS = [
    'sandbox_mode="workspace-write"',
    // The commands that a model runs need no key to the model.
    'shell_environment_policy.exclude=["CODEX_API_KEY","OPENAI_API_KEY"]',
];
/**
 * The built-in provider cannot be told to give up earlier than after half a minute of retries, in which Braid could have eased off;
 * this one is the same but for that. Plugins would be fetched from the network for each attempt.
 */
const PRIVATE_CONFIG = `model_provider = "braid"

[model_providers.braid]
name = "OpenAI"
requires_openai_auth = true
wire_api = "responses"
request_max_retries = 1
stream_max_retries = 2

[features]
plugins = false
apps = false
`;
const CODEX = {
    usualProgram: 'codex',
    install: 'npm install --global @openai/codex',
    pin: '@0.169.0',
    keys: ['CODEX_API_KEY', 'OPENAI_API_KEY'],
    settings: ['CODEX_HOME'],
    versionArguments: ['--version'],
    arguments({ model }) {
        const settings = SETTINGS.flatMap(setting => ['-c', setting]);
        const chosen = model === null ? [] : [`--model=${model}`];
        return ['exec', '--json', '--skip-git-repo-check', ...settings, ...chosen];
    },
    environment(job, { outside }) {
        const key = keyOf(outside);
        if (key === null)
            return {};
        if (outside.CODEX_HOME)
            return { CODEX_API_KEY: key };
        const home = makePrivateHome(job, 'codex-home', { 'config.toml': PRIVATE_CONFIG });
        // Codex itself takes no other key from its environment.
        return { CODEX_HOME: home, CODEX_API_KEY: key };
    },
    missingCredential(outside) {
        if (keyOf(outside) !== null || hasLogin(outside))
            return null;
        return { reason: 'found no key and no login for Codex', hint: LOG_IN };
    },
    newReader: job => new CodexReader(job, LOG_IN),
};
/** Null: none, or a login comes first. */
function keyOf(outside) {
    const { CODEX_API_KEY = '', OPENAI_API_KEY = '' } = outside;
    if (CODEX_API_KEY !== '')
        return CODEX_API_KEY;
    return OPENAI_API_KEY === '' || hasLogin(outside) ? null : OPENAI_API_KEY;
}
function hasLogin({ HOME = '', CODEX_HOME = '' }) {
    const home = CODEX_HOME === '' ? (0,external_node_path_.join)(HOME, '.codex') : CODEX_HOME;
    return LOGIN_FILES.some(name => (0,external_node_fs_.existsSync)((0,external_node_path_.join)(home, name)));
}

;// CONCATENATED MODULE: ./build/shared/io/backends/command.js
/** The backend of kind `command`: one shell line that does the work, told about it by its environment. */







/** EX_TEMPFAIL of sysexits.h: try again later. */
const RATE_LIMITED = 75;
/** `outside`: the environment that `pass-env` picks from. */
function commandBackend(name, config, outside = process.env) {
    return {
        name,
        secrets: (0,secrets/* secretsAmong */.o)((0,environment/* passedFrom */.n)(outside, config.passEnv)),
        health: async () => shellHealth(),
        run: job => runCommand(job, { config, outside }),
    };
}
async function runCommand(job, { config, outside }) {
    const { files, tree } = job;
    const { env, marker, secrets } = (0,environment/* taskEnvironment */.r)({ ...job, passEnv: config.passEnv, outside });
    const { exit, tail, durationMs } = await (0,io_process/* runShell */.E)({
        line: config.run,
        cwd: tree,
        env,
        marker,
        secrets,
        timeoutMs: job.timeoutMs,
        signal: job.signal,
        log: files.log,
        territory: { directories: [tree, files.temporary] },
        onOutput: job.onOutput,
        onStarted: job.onStarted,
    });
    const result = readResult(files.result, secrets);
    return {
        exit: command_limited(exit, result),
        usage: priced(result.usage, job.model, config),
        tail: withWords(tail, result),
        notes: withRemark(readNotes(files.notes, secrets), result),
        durationMs,
    };
}
function command_limited(exit, { retryAfterMs }) {
    return exit.kind === 'exited' && exit.code === RATE_LIMITED ? { kind: 'rate-limited', retryAfterMs } : exit;
}
function withWords(tail, { message, problem }) {
    return [tail, message, problem === null ? null : ignored(problem)]
        .filter(text => text !== null && text !== '')
        .join('\n');
}
/** The end of the output is shown of what failed only, the notes also of what was merged. */
function withRemark(notes, { problem }) {
    if (problem === null)
        return notes;
    return notes === null ? ignored(problem) : `${notes}\n\n${ignored(problem)}`;
}
function ignored(problem) {
    return `braid: not believed in the result file: ${problem}`;
}
function shellHealth() {
    try {
        (0,external_node_fs_.accessSync)('/bin/sh', external_node_fs_.constants.X_OK);
        return { kind: 'usable', version: null };
    }
    catch {
        return { kind: 'unusable', reason: 'found no shell at /bin/sh', hint: 'install a POSIX shell there' };
    }
}

;// CONCATENATED MODULE: ./build/shared/io/backends/gemini/gemini-reader.js
/** Reads what `gemini --output-format=stream-json` prints: one event a line. Recorded from version 0.61. */




const STATS = schemas/* object */.Ikc({
    total_tokens: schemas/* number */.aig(),
    input_tokens: schemas/* number */.aig(),
    models: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* object */.Ikc({ total_tokens: schemas/* number */.aig() })).nullish(),
});
const gemini_reader_EVENT = schemas/* object */.Ikc({
    type: schemas/* string */.YjP(),
    role: schemas/* string */.YjP().nullish(),
    content: schemas/* string */.YjP().nullish(),
    tool_name: schemas/* string */.YjP().nullish(),
    parameters: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* unknown */.L5J()).nullish(),
    status: schemas/* string */.YjP().nullish(),
    message: schemas/* string */.YjP().nullish(),
    error: schemas/* object */.Ikc({ message: schemas/* string */.YjP() }).nullish(),
    stats: STATS.nullish(),
});
const NOT_AUTHENTICATED = 41;
const TURNS_USED_UP = 53;
/** Of a service's answer only the last eight bits reach the exit code. */
const STATUSES = [
    [401, 'auth'],
    [403, 'auth'],
    [402, 'quota'],
    [429, 'rate-limited'],
    [503, 'rate-limited'],
];
const gemini_reader_WORDS = [
    [/API key not valid|UNAUTHENTICATED|PERMISSION_DENIED/i, 'auth'],
    [/daily quota|billing/i, 'quota'],
    [/max session turns/i, 'limit'],
    [/safety|blocked|prohibited|models\/\S+ is not found/i, 'refused'],
    [/retry after|resource has been exhausted|overloaded|exhausted your capacity/i, 'rate-limited'],
];
/** What a model says comes in pieces, which need not end with a line. */
const LONGEST_PIECE = 2000;
class GeminiReader {
    #hint;
    #said = '';
    #usage = evidence/* NO_USAGE */.yJ;
    #failure = null;
    #remark = null;
    constructor(hint) {
        this.#hint = hint;
    }
    line(text) {
        const event = readRecord(gemini_reader_EVENT, text);
        if (event === null)
            return text;
        if (event.type === 'message')
            return event.role === 'assistant' ? this.#saying(event.content ?? '') : null;
        const shown = [this.#said, this.#show(event)].filter(part => part !== null && part !== '').join('\n');
        this.#said = '';
        return shown === '' ? null : shown;
    }
    usage() {
        return this.#usage;
    }
    /** The exit code is 0 even where a filter blocked the answer. */
    judge(code, tail) {
        if (code === NOT_AUTHENTICATED)
            return this.#failed('auth', this.#failure ?? lastLine(tail));
        const failure = this.#failure;
        if (failure === null)
            return { exit: { kind: 'exited', code }, message: null };
        if (code === TURNS_USED_UP)
            return this.#failed('limit', failure);
        const told = classOf(failure, gemini_reader_WORDS);
        const status = STATUSES.find(([each]) => each % 256 === code)?.[1];
        return this.#failed(told === 'crash' && status !== undefined ? status : told, failure);
    }
    #failed(found, message) {
        return { exit: failureExit(found, message, this.#hint), message: null };
    }
    #saying(piece) {
        const said = this.#said + piece;
        const end = said.length > LONGEST_PIECE ? said.length : said.lastIndexOf('\n') + 1;
        this.#said = said.slice(end);
        return end === 0 ? null : said.slice(0, end).replace(/\n$/, '');
    }
    #show(event) {
        switch (event.type) {
            case 'tool_use':
                return useOf(event);
            case 'tool_result':
                return event.status === 'error' ? `failed: ${event.error?.message ?? ''}` : null;
            case 'error':
                this.#remark = event.message ?? null;
                return this.#remark;
            case 'result':
                return this.#ended(event);
            default:
                return null;
        }
    }
    #ended({ status, error, stats }) {
        if (stats)
            this.#usage = gemini_reader_usageOf(stats);
        if (status !== 'error')
            return null;
        this.#failure = error ? plainly(error.message) : (this.#remark ?? 'it gave no reason');
        return error ? this.#failure : null;
    }
}
/** Thinking is billed as output and counted in the total only. */
function gemini_reader_usageOf({ total_tokens: total, input_tokens: input, models }) {
    const used = Object.entries(models ?? {}).toSorted(([, a], [, b]) => b.total_tokens - a.total_tokens);
    const model = total === 0 ? null : (used[0]?.[0] ?? null);
    return { ...evidence/* NO_USAGE */.yJ, inputTokens: input, outputTokens: Math.max(0, total - input), model };
}
function useOf({ tool_name: tool, parameters }) {
    const { file_path: path, command } = parameters ?? {};
    if ((tool === 'write_file' || tool === 'replace') && typeof path === 'string')
        return `editing ${path}`;
    if (tool === 'run_shell_command' && typeof command === 'string')
        return `running ${command}`;
    return `using ${tool ?? 'a tool'}`;
}
const SERVICE_ERROR = schemas/* object */.Ikc({ error: schemas/* object */.Ikc({ message: schemas/* string */.YjP(), status: schemas/* string */.YjP().nullish() }) });
/** A service's answer is wrapped in `[API Error: …]`, as JSON if the program did not understand it. */
function plainly(message) {
    const inner = /\[API Error: (.*)\]/s.exec(message)?.[1] ?? message;
    const answer = readRecord(SERVICE_ERROR, inner)?.error;
    if (answer === undefined)
        return inner;
    return answer.status ? `${answer.message} (${answer.status})` : answer.message;
}
function lastLine(text) {
    return text.trimEnd().split('\n').at(-1) ?? '';
}

;// CONCATENATED MODULE: ./build/shared/io/backends/gemini/gemini-cli.js
/**
 * Google's Gemini CLI, started without a terminal. It has no sandbox of its own; what keeps it in the task's tree is its word. It takes
 * its limits from a settings file only, so with a key it gets one of Braid's; with a login the person's own holds.
 */




const gemini_cli_LOG_IN = 'set GEMINI_API_KEY, or start `gemini` once and log in';
/** A few seconds of retries; beyond them Braid eases off, for all attempts together. The program's own ten take minutes. */
const MOST_ATTEMPTS = 2;
const GEMINI_CLI = {
    usualProgram: 'gemini',
    install: 'npm install --global @google/gemini-cli',
    pin: '@0.61.0',
    keys: ['GEMINI_API_KEY', 'GOOGLE_API_KEY'],
    settings: [
        'GEMINI_CLI_HOME',
        'GOOGLE_GEMINI_BASE_URL',
        'GOOGLE_VERTEX_BASE_URL',
        'GOOGLE_GENAI_USE_VERTEXAI',
        'GOOGLE_GENAI_USE_GCA',
        'GOOGLE_CLOUD_PROJECT',
        'GOOGLE_CLOUD_LOCATION',
        'GOOGLE_APPLICATION_CREDENTIALS',
    ],
    versionArguments: ['--version'],
    arguments({ model }, { args }) {
        // It does not bear to be told twice.
        const told = args.some(each => /^(?:--approval-mode\b|--yolo\b|-y$)/.test(each));
        return [
            '--output-format=stream-json',
            ...(told ? [] : ['--approval-mode=yolo']),
            ...(model === null ? [] : [`--model=${model}`]),
        ];
    },
    environment(job, { config, outside }) {
        // In a folder that nobody declared safe it refuses to work.
        const trust = { GEMINI_CLI_TRUST_WORKSPACE: 'true' };
        if (!outside.GEMINI_API_KEY || usesGoogleCloud(outside))
            return trust;
        const settings = { '.gemini/settings.json': JSON.stringify(settingsOf(config)) };
        return { ...trust, GEMINI_CLI_HOME: makePrivateHome(job, 'gemini-home', settings) };
    },
    missingCredential(outside) {
        const { GEMINI_API_KEY, GEMINI_CLI_HOME, HOME = '' } = outside;
        const settings = (0,external_node_path_.join)(GEMINI_CLI_HOME || HOME, '.gemini/settings.json');
        if (GEMINI_API_KEY || usesGoogleCloud(outside) || (0,external_node_fs_.existsSync)(settings))
            return null;
        return { reason: 'found no key and no login for Gemini CLI', hint: gemini_cli_LOG_IN };
    },
    newReader: () => new GeminiReader(gemini_cli_LOG_IN),
};
function usesGoogleCloud(outside) {
    return Boolean(outside.GOOGLE_GENAI_USE_VERTEXAI || outside.GOOGLE_GENAI_USE_GCA);
}
function settingsOf({ maxTurns }) {
    return {
        general: { maxAttempts: MOST_ATTEMPTS, enableAutoUpdate: false },
        // Without it, an address in GOOGLE_GEMINI_BASE_URL makes the program look for another kind of credentials.
        security: { auth: { selectedType: 'gemini-api-key' } },
        ...(maxTurns === null ? {} : { model: { maxSessionTurns: maxTurns } }),
    };
}

;// CONCATENATED MODULE: ./build/shared/io/backends/registry.js






/** A line for each agent. */
const AGENTS = {
    'claude-code': CLAUDE_CODE,
    codex: CODEX,
    'gemini-cli': GEMINI_CLI,
    ccpm: CCPM,
};
/** `outside`: the environment that a backend's key and `pass-env` come from. */
function makeBackend(name, config, outside = process.env) {
    return config.kind === 'command'
        ? commandBackend(name, config, outside)
        : agentBackend(name, config, AGENTS[config.kind], outside);
}
/** The variables that a backend may be given from outside and that let it in somewhere. */
function keyNames(config) {
    return config.kind === 'command' ? config.passEnv : [...AGENTS[config.kind].keys, ...config.passEnv];
}
/** Whether it can be used. Never throws. */
async function checkHealth(backend) {
    try {
        return await backend.health();
    }
    catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        return { kind: 'unusable', reason, hint: 'start its program by hand to see what is wrong with it' };
    }
}
/**
 * The file in which a backend keeps the task, if the commit closes it there and changes nothing else of it; null: there is none.
 * Found out from the commit, whoever made that.
 */
async function closedTaskFile(git, backend, question) {
    if (backend === undefined || backend.kind === 'command')
        return null;
    return AGENTS[backend.kind].closedTaskFile?.(git, question) ?? null;
}


/***/ }),

/***/ 8762:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ER: () => (/* binding */ parseEntry),
/* harmony export */   Fz: () => (/* binding */ nextHop),
/* harmony export */   Lc: () => (/* binding */ isDispatch),
/* harmony export */   g5: () => (/* binding */ isVerify),
/* harmony export */   z5: () => (/* binding */ parseMatrix)
/* harmony export */ });
/* unused harmony exports KEYS, matrix */
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2857);
/* harmony import */ var _run_dispatch_limits_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5025);
/* harmony import */ var _run_dispatch_schedule_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(727);
/* harmony import */ var _run_wanted_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3259);
/* harmony import */ var _backends_registry_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4906);
/**
 * One workflow run's share of a run: which attempts its matrix makes, or which candidates it verifies. What a matrix entry
 * says is what the job's name and its set-up need; everything else is in the journal.
 */





/** Of a matrix, by GitHub. */
const MOST_JOBS = 256;
/** GitHub takes 65,535 characters of inputs in all; the others need far less than what is left. */
const LONGEST_MATRIX = 60_000;
/** The secrets that the workflow has for backends. */
const KEYS = ['ANTHROPIC_API_KEY', 'OPENAI_API_KEY', 'GEMINI_API_KEY'];
const entry = zod__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({
    task: zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP().transform(value => value),
    attempt: zod__WEBPACK_IMPORTED_MODULE_4__/* .number */ .aig().int().min(1),
    backend: zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP(),
    model: zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP().nullable(),
    /** Of {@link KEYS}, those that its backend uses: no other is in the job, where all that runs could read it. */
    keys: zod__WEBPACK_IMPORTED_MODULE_4__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP()),
});
const matrix = zod__WEBPACK_IMPORTED_MODULE_4__/* .array */ .YOg(entry).max(MOST_JOBS);
/** What is to be done on machines of their own now; null: nothing is. */
function nextHop(state) {
    const wanted = (0,_run_wanted_js__WEBPACK_IMPORTED_MODULE_2__/* .wantedEffects */ .W4)(state);
    const tasks = cut(wanted
        .filter(isDispatch)
        .filter(({ key, backend }) => !(0,_run_wanted_js__WEBPACK_IMPORTED_MODULE_2__/* .isCalledOff */ .RE)(state, key) && (0,_run_dispatch_limits_js__WEBPACK_IMPORTED_MODULE_0__/* .restOf */ .Y6)(state, backend) === null)
        .map(effect => entryOf(state, effect)));
    const open = wanted.filter(isVerify).length;
    if (tasks.length === 0 && open === 0)
        return null;
    // What comes of the tasks is verified in the same workflow run.
    const { merge } = state.config;
    const verifiers = merge.verify.length === 0 ? 0 : Math.max(1, Math.min(open, merge.parallelVerify));
    return { tasks, atOnce: jobsAtOnce(state, tasks), verifiers };
}
/**
 * The matrix has one limit for all of its jobs, so the backend that takes the least sets it. A task's weight is left out: each job has a
 * machine of its own.
 */
function jobsAtOnce(state, tasks) {
    const { workers, byBackend } = (0,_run_dispatch_schedule_js__WEBPACK_IMPORTED_MODULE_1__/* .concurrency */ .Ex)(state);
    const limits = tasks.map(({ backend }) => Math.max(1, byBackend.get(backend) ?? workers));
    return Math.min(workers, ...limits);
}
function cut(entries) {
    let length = 2;
    const first = entries.slice(0, MOST_JOBS);
    const end = first.findIndex(each => {
        length += JSON.stringify(each).length + 1;
        return length > LONGEST_MATRIX;
    });
    return end === -1 ? first : first.slice(0, end);
}
function entryOf({ config }, { task, attempt, backend, model }) {
    const known = config.backends[backend];
    const used = known === undefined ? [] : (0,_backends_registry_js__WEBPACK_IMPORTED_MODULE_3__/* .keyNames */ .mu)(known);
    return { task, attempt, backend, model, keys: KEYS.filter(name => used.includes(name)) };
}
function isDispatch(effect) {
    return effect.kind === 'dispatch';
}
function isVerify(effect) {
    return effect.kind === 'verify';
}
/** Null: it is no matrix. */
function parseMatrix(text) {
    try {
        const parsed = matrix.safeParse(JSON.parse(text));
        return parsed.success ? parsed.data : null;
    }
    catch {
        return null;
    }
}
function parseEntry(text) {
    return parseMatrix(`[${text}]`)?.[0] ?? null;
}


/***/ }),

/***/ 1260:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Iv: () => (/* binding */ masked),
/* harmony export */   fZ: () => (/* binding */ SecretMask),
/* harmony export */   v5: () => (/* binding */ MASK)
/* harmony export */ });
/** Replaces secrets in a stream of bytes, wherever the stream is cut. */
/** What is shorter occurs by chance: `1`, `true`, `main`. */
const SHORTEST = 8;
const MASK = '***';
class SecretMask {
    /** As latin1, one character a byte; the longest first, as one may contain another. */
    #secrets;
    #held = '';
    /** As they are, and as JSON spells them. One of several lines is masked line by line: programs indent and fold them. */
    constructor(values) {
        const lines = values.flatMap(value => value.split(/\r?\n/)).map(line => line.trim());
        const spellings = lines.flatMap(line => [line, JSON.stringify(line).slice(1, -1)]);
        this.#secrets = [...new Set(spellings.map(each => Buffer.from(each).toString('latin1')))]
            .filter(line => line.length >= SHORTEST)
            .sort((one, other) => other.length - one.length);
    }
    /** What is certain by now; the beginning of a possible secret is held back. */
    pass(chunk) {
        if (this.#secrets.length === 0)
            return chunk;
        let text = this.#held + chunk.toString('latin1');
        for (const secret of this.#secrets)
            text = text.replaceAll(secret, MASK);
        const sure = text.length - this.#begun(text);
        this.#held = text.slice(sure);
        return Buffer.from(text.slice(0, sure), 'latin1');
    }
    /** What was held back and is no secret after all. */
    end() {
        const rest = Buffer.from(this.#held, 'latin1');
        this.#held = '';
        return rest;
    }
    /** A text that is whole. */
    text(text) {
        if (this.#secrets.length === 0)
            return text;
        const bytes = Buffer.from(text).toString('latin1');
        const clean = this.#secrets.reduce((rest, secret) => rest.replaceAll(secret, MASK), bytes);
        return clean === bytes ? text : Buffer.from(clean, 'latin1').toString();
    }
    /** The length of the longest end of the text that a secret begins with. */
    #begun(text) {
        const longest = Math.min((this.#secrets[0]?.length ?? 1) - 1, text.length);
        for (let length = longest; length > 0; length--) {
            const end = text.slice(-length);
            if (this.#secrets.some(secret => secret.startsWith(end)))
                return length;
        }
        return 0;
    }
}
/** A whole text, such as the notes of a task. */
function masked(text, secrets) {
    return new SecretMask(secrets).text(text);
}


/***/ }),

/***/ 646:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ unmistakable),
/* harmony export */   o: () => (/* binding */ secretsAmong)
/* harmony export */ });
const SECRET_NAME = /key|token|secret|passw|passphrase|credential|auth|cookie/i;
const ADDRESS_WITH_PASSWORD = /:\/\/[^/\s]*:[^/\s]+@/;
/** A password in an address, or a long word that is no path. */
const SECRET_VALUE = /:\/\/[^/\s]*@|^(?!\/)[\w+/=.~-]{20,}$/;
/** Not every value: with `NODE_ENV=production` masked, no log could be read. */
function secretsAmong(passed) {
    return Object.entries(passed).flatMap(([name, value]) => SECRET_NAME.test(name) || SECRET_VALUE.test(value) ? [{ name, value }] : []);
}
const KEY_NAME = /key|token|secret|passw|passphrase|credential/i;
/** A path, or an address without a password. */
const PLACE = /^(?:[.~]?\/|\w+:\/\/)/;
const SHORTEST = 8;
const LONG = 20;
/**
 * Those whose value is in no text by chance, so that work which holds it can be refused: by the name alone, `AUTH_MODE=disabled`
 * would forbid a word.
 */
function unmistakable(secrets) {
    return secrets.flatMap(({ name, value }) => {
        const line = longestLine(value);
        return isUnmistakable(name, line) ? [{ name, value: line }] : [];
    });
}
function isUnmistakable(name, line) {
    if (ADDRESS_WITH_PASSWORD.test(line))
        return true;
    if (!KEY_NAME.test(name) || /\s/.test(line) || PLACE.test(line))
        return false;
    return line.length >= LONG || (line.length >= SHORTEST && /\d/.test(line) && /[a-z]/i.test(line));
}
/** Of a key in several lines the first one says only what it is. */
function longestLine(value) {
    const lines = value.split(/\r?\n/).map(line => line.trim());
    return lines.reduce((longest, line) => (line.length > longest.length ? line : longest), '');
}


/***/ }),

/***/ 3432:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  E: () => (/* binding */ runShell)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: ./node_modules/execa/index.js + 131 modules
var execa = __webpack_require__(6993);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
;// CONCATENATED MODULE: ./build/shared/io/output/capped-file.js
/**
 * A file that keeps the beginning and the end of what is written to it. The beginning is on disk as it comes. The end goes
 * round in a second file beside it, `<path>.end`, and is appended when the writing is over; only a crash leaves it there.
 */


/** Bytes of the beginning, and of the end. */
const LOG_CAP = 1024 * 1024;
const COPY = Buffer.allocUnsafeSlow(64 * 1024);
/** Appends: an attempt that was started again, and commands that share a log, follow each other. */
class CappedFile {
    #path;
    #cap;
    #head;
    #ring = null;
    #written = 0;
    #problem = null;
    /** Throws when the file cannot be written to. */
    constructor(path, cap = LOG_CAP) {
        this.#path = path;
        this.#cap = cap;
        (0,external_node_fs_.mkdirSync)((0,external_node_path_.dirname)(path), { recursive: true });
        this.#head = (0,external_node_fs_.openSync)(path, 'a', 0o600);
    }
    /** Never throws and never waits for a reader: a disk that is full costs the log, not the task. */
    write(chunk) {
        if (this.#problem !== null)
            return;
        this.#try(() => {
            const room = Math.max(0, this.#cap - this.#written);
            if (room > 0)
                writeAll(this.#head, chunk.subarray(0, room), null);
            const rest = chunk.subarray(room);
            if (rest.length > 0)
                this.#turn(rest, this.#written + chunk.length - rest.length - this.#cap);
            this.#written += chunk.length;
        });
    }
    /** Answers what went wrong with the file, if anything did. */
    close() {
        this.#try(() => this.#appendEnd());
        (0,external_node_fs_.closeSync)(this.#head);
        if (this.#ring !== null) {
            (0,external_node_fs_.closeSync)(this.#ring);
            (0,external_node_fs_.rmSync)(this.#ringPath, { force: true });
        }
        return this.#problem;
    }
    get #ringPath() {
        return `${this.#path}.end`;
    }
    /** `at`: how much went into the ring before. */
    #turn(chunk, at) {
        this.#ring ??= (0,external_node_fs_.openSync)(this.#ringPath, 'w+', 0o600);
        const last = chunk.subarray(Math.max(0, chunk.length - this.#cap));
        const from = (at + chunk.length - last.length) % this.#cap;
        const before = last.subarray(0, this.#cap - from);
        writeAll(this.#ring, before, from);
        writeAll(this.#ring, last.subarray(before.length), 0);
    }
    #appendEnd() {
        if (this.#ring === null)
            return;
        const turned = this.#written - this.#cap;
        const kept = Math.min(turned, this.#cap);
        const omitted = turned - kept;
        if (omitted > 0) {
            writeAll(this.#head, Buffer.from(`\n[braid: ${omitted.toLocaleString('en')} bytes left out]\n`), null);
        }
        for (let done = 0; done < kept;) {
            const from = (omitted + done) % this.#cap;
            const length = (0,external_node_fs_.readSync)(this.#ring, COPY, 0, Math.min(COPY.length, kept - done, this.#cap - from), from);
            if (length === 0)
                throw new Error(`${this.#ringPath} was cut short`);
            writeAll(this.#head, COPY.subarray(0, length), null);
            done += length;
        }
    }
    #try(action) {
        try {
            action();
        }
        catch (error) {
            this.#problem ??= error instanceof Error ? error.message : String(error);
        }
    }
}
function writeAll(file, bytes, position) {
    for (let done = 0; done < bytes.length;) {
        done += (0,external_node_fs_.writeSync)(file, bytes, done, bytes.length - done, position === null ? null : position + done);
    }
}

// EXTERNAL MODULE: external "node:string_decoder"
var external_node_string_decoder_ = __webpack_require__(6193);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
;// CONCATENATED MODULE: ./build/shared/io/output/output-lines.js
/**
 * Output as a person sees it: lines without escape sequences, of a progress bar its last state. A flood, of which nobody
 * reads more than the end, has a credit of lines; when that is used up, what came last is looked at 20 times a second.
 */


/** So many lines may come at once. */
const CREDIT = 20_000;
const CREDIT_A_SECOND = 1_000;
/** Always looked at, for the tail needs them. */
const LAST_LINES = 20;
const LOOK_MS = 50;
/** Bytes that wait for the next look. */
const HELD = 16 * 1024;
/** Characters of a line that are kept: its end. */
const LONGEST_LINE = 4096;
const NEWLINE = 0x0a;
class OutputLines {
    #onLine;
    #decoder = new external_node_string_decoder_.StringDecoder('utf8');
    #open = '';
    #credit = CREDIT;
    #refilled = performance.now();
    /** Made when first needed. */
    #held = Buffer.alloc(0);
    #holding = 0;
    /** What is held begins anywhere in a line. */
    #torn = false;
    #timer = null;
    constructor(onLine) {
        this.#onLine = onLine;
    }
    /** The chunk is not kept. */
    feed(chunk) {
        const now = performance.now();
        this.#credit = Math.min(CREDIT, this.#credit + ((now - this.#refilled) * CREDIT_A_SECOND) / 1000);
        this.#refilled = now;
        if (this.#credit >= 1 && this.#holding === 0)
            this.#take(chunk);
        else
            this.#hold(chunk);
    }
    /** The last line needs no newline. */
    end() {
        this.#look();
        const rest = this.#open + this.#decoder.end();
        this.#open = '';
        if (rest !== '')
            this.#onLine(visible(rest));
    }
    #take(bytes) {
        const lines = (this.#open + this.#decoder.write(bytes)).split('\n');
        this.#open = unfinished(lines.pop() ?? '');
        const allowed = Math.max(Math.floor(this.#credit), LAST_LINES);
        const shown = lines.slice(-allowed);
        this.#credit -= shown.length;
        for (const line of shown)
            this.#onLine(visible(line));
    }
    #hold(chunk) {
        if (this.#held.length === 0)
            this.#held = Buffer.allocUnsafeSlow(HELD);
        this.#timer ??= setTimeout(() => this.#look(), LOOK_MS).unref();
        const last = chunk.subarray(-HELD);
        const surplus = this.#holding + last.length - HELD;
        if (surplus > 0 || last.length < chunk.length) {
            this.#torn = true;
            // What is dropped here may hold half a character and the beginning of the open line.
            this.#decoder = new external_node_string_decoder_.StringDecoder('utf8');
            this.#open = '';
            this.#held.copyWithin(0, Math.max(0, surplus), this.#holding);
            this.#holding = Math.max(0, this.#holding - Math.max(0, surplus));
        }
        last.copy(this.#held, this.#holding);
        this.#holding += last.length;
    }
    #look() {
        if (this.#timer !== null)
            clearTimeout(this.#timer);
        this.#timer = null;
        const held = this.#held.subarray(0, this.#holding);
        this.#holding = 0;
        // The whole, if there is no line's end in it.
        const from = this.#torn ? held.indexOf(NEWLINE) + 1 : 0;
        this.#torn = false;
        if (held.length > 0)
            this.#take(held.subarray(from));
    }
}
/** Bounds what an unfinished line keeps. A return at its end may be half of a line's end. */
function unfinished(line) {
    const state = lastState(line);
    const kept = state.length > 2 * LONGEST_LINE ? state.slice(-LONGEST_LINE) : state;
    return line.endsWith('\r') ? `${kept}\r` : kept;
}
/** What stands after the last return that something follows. By hand: a pattern takes the square of many returns. */
function lastState(line) {
    let end = line.length;
    while (line[end - 1] === '\r')
        end--;
    return line.slice(end === 0 ? 0 : line.lastIndexOf('\r', end - 1) + 1, end);
}
const ESCAPE = String.fromCharCode(27);
const BELL = String.fromCharCode(7);
/** What begins a sequence; the second is the same in one character. */
const INTRODUCER = new RegExp(`[${ESCAPE}${String.fromCharCode(0x9b)}]`);
/** Titles, links, and the like: up to a bell or `ESC \`. The function of Node leaves those that hold a space. */
const STRING_SEQUENCE = new RegExp(`${ESCAPE}[\\]PX^_][^${ESCAPE}${BELL}]*(?:${BELL}|${ESCAPE}\\\\)?`, 'g');
const CONTROL = /[^\P{Cc}\t]/gu;
/** One line without what a terminal would not show. */
function visible(line) {
    const state = lastState(line).slice(-LONGEST_LINE);
    if (!INTRODUCER.test(state))
        return state.replace(CONTROL, '');
    return (0,external_node_util_.stripVTControlCharacters)(state.replace(STRING_SEQUENCE, '')).replace(CONTROL, '');
}
const TAIL_LINES = 20;
const TAIL_BYTES = 4096;
/** The last lines, for a report. */
class Tail {
    #lines = [];
    push(line) {
        this.#lines.push(line);
        if (this.#lines.length > TAIL_LINES)
            this.#lines.shift();
    }
    text() {
        const bytes = Buffer.from(this.#lines.join('\n').trimEnd());
        if (bytes.length <= TAIL_BYTES)
            return bytes.toString();
        // A character that is cut in two would become a replacement character.
        let from = bytes.length - TAIL_BYTES;
        while (((bytes[from] ?? 0) & 0xc0) === 0x80)
            from++;
        return bytes.subarray(from).toString();
    }
}

// EXTERNAL MODULE: ./build/shared/io/output/secret-mask.js
var secret_mask = __webpack_require__(1260);
;// CONCATENATED MODULE: ./build/shared/io/output/record-lines.js

/** Bytes. Agents print whole files in one line, and pictures. */
const LONGEST_RECORD = 1024 * 1024;
const record_lines_NEWLINE = 0x0a;
const TOO_LONG = `braid: a line of over ${LONGEST_RECORD / 1024 / 1024} MB was left out`;
class RecordLines {
    #translate;
    #shown;
    /** Once more: a record can spell a secret in another way than it was masked in. */
    #mask;
    #parts = [];
    #length = 0;
    constructor(secrets, translate, shown) {
        this.#mask = new secret_mask/* SecretMask */.fZ(secrets);
        this.#translate = translate;
        this.#shown = shown;
    }
    /** The chunk is not kept. */
    feed(chunk) {
        let from = 0;
        for (let end = chunk.indexOf(record_lines_NEWLINE); end >= 0; end = chunk.indexOf(record_lines_NEWLINE, from)) {
            this.#add(chunk.subarray(from, end));
            this.#finish();
            from = end + 1;
        }
        this.#add(chunk.subarray(from));
    }
    /** The last line needs no newline. */
    end() {
        if (this.#length > 0)
            this.#finish();
        this.#shown.end();
    }
    #add(part) {
        this.#length += part.length;
        if (this.#length > LONGEST_RECORD)
            this.#parts = [];
        else if (part.length > 0)
            this.#parts.push(Buffer.from(part));
    }
    #finish() {
        const text = this.#length > LONGEST_RECORD ? TOO_LONG : this.#translate(Buffer.concat(this.#parts).toString());
        this.#parts = [];
        this.#length = 0;
        if (text !== null)
            this.#shown.feed(this.#mask.pass(Buffer.from(`${text}\n`)));
    }
}

;// CONCATENATED MODULE: ./build/shared/io/output/output-log.js
/**
 * Takes what an attempt prints, as fast as it comes, in memory that does not grow with it: secrets masked, the log on disk
 * capped, the lines for the live display, and the tail for the report. Writing is synchronous: nothing queues up, and the
 * child is slowed down by the disk alone.
 */




class OutputLog {
    #file;
    #lines;
    #mask;
    #tail = new Tail();
    #records;
    #recordMask;
    /** Throws when the file cannot be written to. */
    constructor({ path, secrets, onLine, translate = null }) {
        this.#file = new CappedFile(path);
        this.#mask = new secret_mask/* SecretMask */.fZ(secrets);
        this.#recordMask = new secret_mask/* SecretMask */.fZ(secrets);
        const mask = new secret_mask/* SecretMask */.fZ(secrets);
        const show = (line) => {
            // Once more: what a terminal would not show may have stood inside of a secret.
            const clean = mask.text(line);
            this.#tail.push(clean);
            onLine(clean);
        };
        this.#lines = new OutputLines(show);
        this.#records = new RecordLines(secrets, translate ?? (line => line), new OutputLines(show));
    }
    /** The chunk is not kept. */
    write(chunk) {
        this.#take(this.#mask.pass(chunk));
    }
    /** What is for programs: the file gets it as it is, the lines and the tail what it was translated to. */
    writeRecords(chunk) {
        this.#takeRecords(this.#recordMask.pass(chunk));
    }
    /** The last lines: at most 20 and 4 KB. `remarks` are Braid's own, and come last. */
    close(remarks) {
        this.#take(this.#mask.end());
        this.#lines.end();
        this.#takeRecords(this.#recordMask.end());
        this.#records.end();
        for (const remark of remarks) {
            this.#file.write(Buffer.from(`${remark}\n`));
            this.#tail.push(remark);
        }
        const problem = this.#file.close();
        if (problem !== null)
            this.#tail.push(`braid: the log is not complete: ${problem}`);
        return this.#tail.text();
    }
    #take(bytes) {
        this.#file.write(bytes);
        this.#lines.feed(bytes);
    }
    #takeRecords(bytes) {
        this.#file.write(bytes);
        this.#records.feed(bytes);
    }
}

// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(7030);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(8500);
;// CONCATENATED MODULE: ./build/shared/io/output/output-pipe.js
/**
 * The pipe that an attempt writes its output to. A named one, removed as soon as it is open: the pipes that Node makes are
 * sockets, which `echo > /dev/stderr` cannot open, and whose other end has no name to find its holders by.
 */






/** One for all pipes: whoever is called with it takes what it wants before it returns. */
const CHUNK = Buffer.allocUnsafeSlow(64 * 1024);
/** Rejects when there are no more files or processes to be had. */
async function openOutputPipe(onChunk) {
    const directory = (0,external_node_fs_.mkdtempSync)((0,external_node_path_.join)((0,external_node_fs_.realpathSync)((0,external_node_os_.tmpdir)()), 'braid-output-'));
    const path = (0,external_node_path_.join)(directory, 'pipe');
    try {
        await (0,execa/* execa */.Ho)('mkfifo', ['-m', '600', path]);
        // In this order: without a reader the other end cannot be opened, and the reader must not wait for it.
        const output = (0,external_node_fs_.openSync)(path, external_node_fs_.constants.O_RDONLY | external_node_fs_.constants.O_NONBLOCK);
        const input = (0,external_node_fs_.openSync)(path, external_node_fs_.constants.O_WRONLY);
        return { path, input, ...reading(output, input, onChunk) };
    }
    finally {
        (0,external_node_fs_.rmSync)(directory, { recursive: true, force: true });
    }
}
function reading(output, input, onChunk) {
    const onread = {
        buffer: CHUNK,
        callback: (length) => {
            onChunk(CHUNK.subarray(0, length));
            return true;
        },
    };
    // `onread` is known to the constructor as it is to `connect`; its type says only the latter.
    const options = { fd: output, readable: true, writable: false, onread };
    const socket = new external_node_net_.Socket(options);
    const closed = new Promise(resolve => socket.once('close', () => resolve()));
    // The end of the pipe closes it; an error does too.
    socket.on('error', () => { });
    socket.resume();
    let open = true;
    const closeInput = () => {
        if (open)
            (0,external_node_fs_.closeSync)(input);
        open = false;
    };
    return {
        closeInput,
        async close(patienceMs) {
            closeInput();
            const enough = new AbortController();
            await Promise.race([closed, (0,promises_.setTimeout)(patienceMs, null, { signal: enough.signal }).catch(() => { })]);
            enough.abort();
            socket.destroy();
        },
    };
}

// EXTERNAL MODULE: ./build/shared/io/processes/table.js
var processes_table = __webpack_require__(9119);
;// CONCATENATED MODULE: ./build/shared/io/processes/descent.js
/**
 * Who descends from whom. A process whose parent died shows no trace of its origin, so descent is sampled while an
 * attempt runs and remembered: often in its first second, when daemons are born, then twice a second.
 */

const FIRST_SAMPLE_MS = 15;
const LAST_SAMPLE_MS = 500;
/** Sampling takes at most this part of the time, on a machine with however many processes. */
const SHARE_OF_TIME = 0.02;
/** The processes that are known to belong to one attempt. */
class descent_Descent {
    #leader;
    /** Pid → start, of those that lived when last looked. */
    #known = new Map();
    /** `leader` is also the leader of a group and a session; null: there is none, as after a crash. */
    constructor(leader) {
        this.#leader = leader;
        if (leader !== null)
            this.claim(leader);
    }
    has({ pid, start }) {
        return this.#known.get(pid) === start;
    }
    claim({ pid, start }) {
        this.#known.set(pid, start);
    }
    /** Adds what those that are known have started, and forgets who is gone: their children have another parent by now. */
    learn({ entries }) {
        const known = this.#known;
        this.#known = new Map();
        const children = new Map();
        const open = [];
        for (const entry of entries.values()) {
            const siblings = children.get(entry.parent);
            if (siblings === undefined)
                children.set(entry.parent, [entry]);
            else
                siblings.push(entry);
            if (known.get(entry.pid) === entry.start || this.#follows(entry, entries))
                open.push(entry);
        }
        for (const entry of open) {
            if (this.has(entry))
                continue;
            this.claim(entry);
            open.push(...(children.get(entry.pid) ?? []));
        }
    }
    /** In the group or session of the leader. Neither number is used again for a process while a member lives. */
    #follows({ group, session, start }, entries) {
        const leader = this.#leader;
        if (leader === null || (group !== leader.pid && session !== leader.pid) || start < leader.start)
            return false;
        const now = entries.get(leader.pid);
        return now === undefined || now.start === leader.start;
    }
}
const watched = new Set();
let delay = FIRST_SAMPLE_MS;
let timer = null;
/** Samples until {@link unwatchDescent}. */
function watchDescent(descent) {
    watched.add(descent);
    delay = FIRST_SAMPLE_MS;
    schedule();
}
function unwatchDescent(descent) {
    watched.delete(descent);
    if (watched.size > 0 || timer === null)
        return;
    clearTimeout(timer);
    timer = null;
}
/** Whether an attempt that this process runs, other than `own`, is known to have started it. */
function belongsToAnother(entry, own) {
    for (const descent of watched)
        if (descent !== own && descent.has(entry))
            return true;
    return false;
}
function schedule() {
    if (timer !== null)
        clearTimeout(timer);
    timer = setTimeout(() => void sample(), delay).unref();
}
async function sample() {
    const began = performance.now();
    // A table that cannot be read now (no more files or processes may be opened) can be read later.
    const table = await (0,processes_table/* readProcessTable */.Uc)().catch(() => null);
    if (table !== null)
        for (const descent of watched)
            descent.learn(table);
    delay = Math.max(Math.min(delay * 1.5, LAST_SAMPLE_MS), (performance.now() - began) / SHARE_OF_TIME);
    if (watched.size > 0)
        schedule();
}

;// CONCATENATED MODULE: ./build/shared/io/processes/end.js
/** Ends processes until a search finds none: asked first, then by force. */

/** After so long, what survived SIGKILL waits for a device or belongs to another user, and no wait will help. */
const GIVE_UP_MS = 10_000;
/** A search is repeated so often when it found nothing but something ended meanwhile, which may have left a child. */
const LOOKS = 5;
/** So many times what was started since is stopped too, before all are killed. */
const FREEZES = 10;
const LONGEST_PAUSE_MS = 100;
/** Answers the pids that could not be ended: none, as a rule. */
async function end_endAll(search, ending) {
    const find = () => persist(search);
    const over = ending.force ? false : await ask(find, ending);
    return over ? [] : await force(find);
}
/** A search fails while no more files or processes are to be had, which passes. */
async function persist(find) {
    const began = performance.now();
    for (;;) {
        try {
            return await find();
        }
        catch (error) {
            if (performance.now() - began > GIVE_UP_MS)
                throw error;
            await (0,promises_.setTimeout)(LONGEST_PAUSE_MS);
        }
    }
}
async function ask(find, { patienceMs, graceMs, hurry }) {
    const told = new Set();
    const began = performance.now();
    for (let pause = 5;; pause = Math.min(pause * 1.5, LONGEST_PAUSE_MS)) {
        const finding = await look(find);
        if (finding.found.length === 0)
            return true;
        const waited = performance.now() - began;
        if (hurry() || waited > patienceMs + graceMs)
            return false;
        const news = finding.found.filter(entry => !told.has(nameOf(entry)));
        if (waited >= patienceMs && news.length > 0) {
            signalAll(finding, news, 'SIGTERM');
            // A stopped process does not see SIGTERM before it goes on.
            signalAll(finding, news, 'SIGCONT');
            for (const entry of news)
                told.add(nameOf(entry));
        }
        await (0,promises_.setTimeout)(pause);
    }
}
/** All are stopped before one is killed: else a parent that restarts its children does so in between, and dies unseen. */
async function force(find) {
    const began = performance.now();
    for (let pause = 1;; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
        let finding = await look(find);
        const frozen = new Set();
        for (let freeze = 0; freeze < FREEZES; freeze++) {
            const news = finding.found.filter(entry => !frozen.has(nameOf(entry)));
            if (news.length === 0)
                break;
            signalAll(finding, news, 'SIGSTOP');
            for (const entry of news)
                frozen.add(nameOf(entry));
            finding = await find();
        }
        if (finding.found.length === 0)
            return [];
        signalAll(finding, finding.found, 'SIGKILL');
        if (performance.now() - began > GIVE_UP_MS)
            return finding.found.map(({ pid }) => pid);
        await (0,promises_.setTimeout)(pause);
    }
}
async function look(find) {
    let finding = await find();
    for (let more = 1; more < LOOKS && finding.found.length === 0 && finding.table.blurred; more++) {
        finding = await find();
    }
    return finding;
}
function nameOf({ pid, start }) {
    return `${pid}@${start}`;
}
/** A group is signalled as a whole if all of it is meant: the kernel does that in one step, between two forks. */
function signalAll({ table }, entries, name) {
    const meant = new Set(entries.map(({ pid }) => pid));
    const mixed = new Set();
    for (const { pid, group, dead } of table.entries.values())
        if (!dead && !meant.has(pid))
            mixed.add(group);
    const targets = new Set();
    for (const { pid, group } of entries)
        targets.add(group > 1 && !mixed.has(group) ? -group : pid);
    for (const target of targets)
        signal(target, name);
}
function signal(target, name) {
    // 0 and -1 mean everyone.
    if (target === 0 || target === -1)
        return;
    try {
        process.kill(target, name);
    }
    catch {
        // It ended meanwhile, or it is another user's: the next search tells.
    }
}

// EXTERNAL MODULE: ./build/shared/io/processes/mark.js
var mark = __webpack_require__(3729);
;// CONCATENATED MODULE: ./build/shared/io/processes/places.js
/** Whether a process stands in a place of an attempt or holds something open there. Linux only: elsewhere nobody does. */



/**
 * Directories as the kernel names them. Only the way to them is resolved: an attempt that replaces its tree by a link to
 * `/` does not make all processes its own.
 */
function places_placesOf(directories) {
    return directories.map(directory => {
        try {
            return (0,external_node_path_.join)((0,external_node_fs_.realpathSync)((0,external_node_path_.dirname)(directory)), (0,external_node_path_.basename)(directory));
        }
        catch {
            return directory;
        }
    });
}
/**
 * By its working directory, root, program or open files. Not by what it maps into memory, such as a library from there: a
 * look at that takes longer than all others together.
 */
function isIn(pid, places) {
    if (!processes_table/* HAS_PROC */.OU || places.length === 0)
        return false;
    return (['cwd', 'root', 'exe'].some(link => leadsTo(`/proc/${pid}/${link}`, places)) || holdsOpen(pid, places));
}
function holdsOpen(pid, places) {
    const directory = `/proc/${pid}/fd`;
    try {
        return (0,external_node_fs_.readdirSync)(directory).some(name => leadsTo(`${directory}/${name}`, places));
    }
    catch (error) {
        (0,processes_table/* throwIfShort */.sy)(error);
        return false;
    }
}
function leadsTo(link, places) {
    let path;
    try {
        path = (0,external_node_fs_.readlinkSync)(link);
    }
    catch {
        return false;
    }
    return places.some(place => path === place || path.startsWith(`${place}/`) || path === `${place} (deleted)`);
}

;// CONCATENATED MODULE: ./build/shared/io/processes/process-search.js
/**
 * Finds the processes of an attempt wherever they went, and ends them. Who owns a process:
 *
 * 1. Its marks or its descent name the owner. An attempt inside an attempt (Braid that runs Braid) belongs to both.
 * 2. Only if nobody owns it by that, the place decides: a directory it is in, a file it holds, the output it writes to.
 *    Not if it belongs to a terminal, nor if a process that is older than the attempt and no ancestor of Braid's started
 *    it: what an attempt leaves goes to such an ancestor. So a person may look into a tree with a shell or an editor.
 *
 * Never Braid, its ancestors, its own git, or anything older than the attempt.
 */






/** What runs now. Costs 6 ms with 300 processes, 20 ms if all of them are younger than the attempt and nobody's. */
async function findProcesses(search) {
    const table = await (0,processes_table/* readProcessTable */.Uc)();
    const { descent } = search;
    const kin = ancestry(table);
    descent.learn(table);
    const foreign = new Set();
    const candidates = [...table.entries.values()].filter(entry => !entry.dead && entry.start >= search.since && !kin.has(entry.pid));
    for (const entry of candidates) {
        if (descent.has(entry) || !processes_table/* HAS_PROC */.OU)
            continue;
        const marks = (0,mark/* whoseMarks */.ny)(entry.pid, search.marker);
        if (marks === 'wanted')
            descent.claim(entry);
        else if (marks === 'others' || belongsToAnother(entry, descent))
            foreign.add(entry.pid);
    }
    descent.learn(table);
    for (const entry of candidates) {
        if (descent.has(entry) || entry.terminal || foreign.has(entry.pid))
            continue;
        if (!mayBeLeft(entry, { table, kin, foreign, since: search.since }))
            continue;
        if (isIn(entry.pid, search.places))
            descent.claim(entry);
    }
    descent.learn(table);
    return { table, found: candidates.filter(entry => descent.has(entry)) };
}
/** Whether it came to its parent as an orphan of an attempt could have. */
function mayBeLeft(entry, { table, kin, foreign, since }) {
    for (let parent = table.entries.get(entry.parent); parent; parent = table.entries.get(parent.parent)) {
        // Orphans go to the first process of a container, which may be Braid.
        if (parent.pid === 1)
            return true;
        if (parent.pid === process.pid)
            return false;
        if (kin.has(parent.pid))
            return true;
        if (parent.start < since || foreign.has(parent.pid))
            return false;
    }
    return true;
}
/** Braid itself and whoever started it. */
function ancestry({ entries }) {
    const kin = new Set([process.pid, process.ppid]);
    for (let at = entries.get(process.pid); at && at.parent > 0; at = entries.get(at.parent))
        kin.add(at.parent);
    return kin;
}
/**
 * Ends what the attempts of a dead driver left running; answers the pids that could not be ended. Without `/proc` (macOS)
 * nothing of theirs can be found.
 */
async function endProcesses(orphans) {
    if (!HAS_PROC)
        return [];
    const search = {
        marker: orphans.marker,
        places: placesOf(orphans.directories),
        since: await startTimeAt(orphans.since),
        descent: new Descent(null),
    };
    const ending = {
        force: orphans.force ?? false,
        graceMs: GRACE_MS,
        patienceMs: 0,
        hurry: () => false,
    };
    return endAll(() => findProcesses(search), ending);
}
/** Between SIGTERM and SIGKILL. */
const GRACE_MS = 5_000;

;// CONCATENATED MODULE: ./build/shared/io/process.js
/**
 * Runs one shell line for an attempt, in a session of its own, and comes back when nothing of it is left: not the command,
 * not what it started, wherever that went. It waits for processes and never for pipes, which a daemon may keep open.
 */










/** Longer ones are not known to `setTimeout`, which then takes 1 ms. */
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;
/** What still runs when the command is over may just write its last words, as `tee` does, before it is told to end. */
const PATIENCE_MS = 100;
const LEFTOVER_GRACE_MS = 1_000;
/** For what is in the pipe when all its writers are gone. */
const DRAIN_MS = 1_000;
/** Never rejects for what a command or the system does. */
async function runShell(request) {
    if (request.signal.aborted)
        return { ...NOT_RUN, exit: { kind: 'stopped' } };
    const { secrets = [], translate = null, onOutput: onLine = () => { } } = request;
    let log;
    try {
        log = new OutputLog({ path: request.log, secrets, translate, onLine });
    }
    catch (error) {
        return { ...NOT_RUN, exit: notStarted(error) };
    }
    let pipes;
    try {
        pipes = await openPipes(log, { apart: translate !== null });
    }
    catch (error) {
        return { ...NOT_RUN, exit: notStarted(error), tail: log.close([]) };
    }
    const { exit, durationMs, left } = await runWith(request, pipes);
    await Promise.all(Object.values(pipes).map(pipe => pipe.close(DRAIN_MS)));
    const remarks = left.map(pid => `braid: process ${pid} could not be ended`);
    return { exit, durationMs, tail: log.close(remarks) };
}
const NOT_RUN = { tail: '', durationMs: 0 };
function notStarted(error) {
    return { kind: 'not-started', message: error instanceof Error ? error.message : String(error) };
}
async function openPipes(log, { apart }) {
    const errors = await openOutputPipe(chunk => log.write(chunk));
    if (!apart)
        return { output: errors, errors };
    try {
        return { output: await openOutputPipe(chunk => log.writeRecords(chunk)), errors };
    }
    catch (error) {
        await errors.close(0);
        throw error;
    }
}
async function runWith(request, { output, errors }) {
    const places = [...places_placesOf(request.territory.directories), output.path, errors.path];
    const began = performance.now();
    const child = spawn(request, [output.input, errors.input]);
    const over = child.then(result => ({
        exit: exitOf(result, request.cwd),
        durationMs: performance.now() - began,
    }));
    output.closeInput();
    errors.closeInput();
    if (child.pid === undefined)
        return { ...(await over), left: [] };
    request.onStarted?.();
    // Before anything is awaited: the process is not reaped yet, even if it is over.
    const leader = (await (0,processes_table/* readProcess */.Wv)(child.pid).catch(() => null)) ?? unseen(child.pid, began);
    const limit = cutOff(request);
    const descent = new descent_Descent(leader);
    watchDescent(descent);
    try {
        const cut = await Promise.race([over.then(() => null), limit.reached]);
        const search = { marker: request.marker, places, since: leader.start, descent };
        const left = await end_endAll(() => findProcesses(search), endingOf(request, cut));
        // Where processes cannot be looked at, the command at least is ended.
        if (cut !== null)
            child.kill('SIGKILL');
        if (left.includes(child.pid)) {
            return { exit: cut ?? { kind: 'stopped' }, durationMs: performance.now() - began, left };
        }
        const { exit, durationMs } = await over;
        return { exit: cut ?? exit, durationMs, left };
    }
    finally {
        limit.dispose();
        unwatchDescent(descent);
    }
}
/** A command that was over before `ps` could see it: its group may still be there. */
function unseen(pid, began) {
    const seconds = Math.floor((performance.timeOrigin + began) / 1000);
    const start = processes_table/* HAS_PROC */.OU ? Number.POSITIVE_INFINITY : seconds;
    return { pid, parent: process.pid, group: pid, session: pid, start, dead: true, terminal: false };
}
function spawn({ line, args = [], cwd, env, marker }, [output, errors]) {
    if (!isDescriptor(output) || !isDescriptor(errors)) {
        throw new Error(`expected open files to write to, found ${output} and ${errors}`);
    }
    return (0,execa/* execa */.Ho)('/bin/sh', ['-c', mark/* MARKING_SCRIPT */.YI, (0,mark/* limitOf */.LF)(marker), line, '/bin/sh', ...args], {
        cwd,
        env: { ...env, [mark/* MARKER_VARIABLE */.a0]: marker },
        extendEnv: false,
        detached: true,
        stdio: ['ignore', output, errors],
        buffer: false,
        reject: false,
    });
}
/** execa takes any file descriptor, its types only the first ones. */
function isDescriptor(file) {
    return file > 2;
}
/** `cut`: why it is ended; null: the command is over. */
function endingOf({ signal, graceMs = GRACE_MS }, cut) {
    const hurry = () => signal.aborted && signal.reason === 'kill';
    return cut === null
        ? { force: false, patienceMs: PATIENCE_MS, graceMs: Math.min(graceMs, LEFTOVER_GRACE_MS), hurry }
        : { force: hurry(), patienceMs: 0, graceMs, hurry };
}
/** The time limit or a stop, whichever comes first. */
function cutOff({ signal, timeoutMs }) {
    const end = new AbortController();
    const reached = new Promise(resolve => {
        const stop = () => resolve({ kind: 'stopped' });
        if (signal.aborted)
            stop();
        signal.addEventListener('abort', stop, { signal: end.signal });
        const timeout = () => resolve({ kind: 'timed-out', afterMs: timeoutMs });
        const timer = setTimeout(timeout, Math.min(timeoutMs, LONGEST_TIMEOUT_MS));
        end.signal.addEventListener('abort', () => clearTimeout(timer));
    });
    return { reached, dispose: () => end.abort() };
}
function exitOf(result, cwd) {
    if (result.exitCode !== undefined)
        return { kind: 'exited', code: result.exitCode };
    if (result.signal !== undefined)
        return { kind: 'killed', signal: result.signal };
    // The system blames the program for a missing directory.
    const there = (0,external_node_fs_.statSync)(cwd, { throwIfNoEntry: false })?.isDirectory() === true;
    const message = there ? (result.message ?? 'unknown error') : `found no directory ${cwd} to run in`;
    return { kind: 'not-started', message };
}


/***/ }),

/***/ 3729:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   LF: () => (/* binding */ limitOf),
/* harmony export */   XS: () => (/* binding */ newMarker),
/* harmony export */   YI: () => (/* binding */ MARKING_SCRIPT),
/* harmony export */   a0: () => (/* binding */ MARKER_VARIABLE),
/* harmony export */   ny: () => (/* binding */ whoseMarks)
/* harmony export */ });
/* unused harmony export markerPrefix */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var _table_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9119);
/**
 * The two marks that every process of an attempt inherits: a variable of its environment, and a resource limit. The
 * variable is lost by `env -i` and by programs that rewrite their title; the limit is inherited whatever a process does
 * to its environment, session, directory and files. It is that on file locks, which Linux keeps and passes on but has not
 * enforced since 2.4.25, so that its value changes nothing. Where it cannot be set the variable stands alone.
 */


const MARKER_VARIABLE = 'BRAID_MARKER';
/** Unguessable, so that nobody carries it who was not given it. */
function newMarker(run, task, attempt) {
    return `${run}/${task}/${attempt}/${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(12).toString('hex')}`;
}
/** All markers of a run begin with this. */
function markerPrefix(run) {
    return `${run}/`;
}
/** Whose marks a process carries. `wanted`: a whole marker, or the {@link markerPrefix} of a run. */
function whoseMarks(pid, wanted) {
    const whole = !wanted.endsWith('/');
    const marker = readMarker(pid);
    if (whole ? marker === wanted : marker?.startsWith(wanted))
        return 'wanted';
    const limit = readLimit(pid);
    if (limit === null)
        return marker === null ? 'nobodys' : 'others';
    return (whole ? limit === limitOf(wanted) : limit.startsWith(digits(wanted))) ? 'wanted' : 'others';
}
/**
 * A script for `sh` that sets the limit `$0` and becomes the shell that runs `$1`, whose own name and arguments are `$2` and
 * what follows. dash calls this limit `-w`, bash and busybox `-x`. Only the soft limit: an attempt that runs Braid itself marks
 * its own attempts anew.
 */
const MARKING_SCRIPT = 'ulimit -S -w "$0" 2>/dev/null || ulimit -S -x "$0" 2>/dev/null; exec /bin/sh -c "$@"';
/** Nine digits for the run and nine for the attempt: below 2^63, and no limit that a person would set. */
function limitOf(marker) {
    return digits(marker.slice(0, marker.indexOf('/') + 1)) + digits(marker);
}
function digits(text) {
    const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(text).digest().readUInt32BE(0);
    return String(100_000_000 + (hash % 900_000_000));
}
function readMarker(pid) {
    const environment = (0,_table_js__WEBPACK_IMPORTED_MODULE_1__/* .readProcFile */ .XM)(pid, 'environ');
    if (environment === null)
        return null;
    const start = `\0${environment}`.indexOf(`\0${MARKER_VARIABLE}=`);
    if (start < 0)
        return null;
    const from = start + MARKER_VARIABLE.length + 1;
    const end = environment.indexOf('\0', from);
    return environment.slice(from, end < 0 ? undefined : end);
}
const LOCK_LIMIT = /^Max file locks +(\d{18}) /m;
function readLimit(pid) {
    return LOCK_LIMIT.exec((0,_table_js__WEBPACK_IMPORTED_MODULE_1__/* .readProcFile */ .XM)(pid, 'limits') ?? '')?.[1] ?? null;
}


/***/ }),

/***/ 9119:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   OU: () => (/* binding */ HAS_PROC),
/* harmony export */   Uc: () => (/* binding */ readProcessTable),
/* harmony export */   Wv: () => (/* binding */ readProcess),
/* harmony export */   XM: () => (/* binding */ readProcFile),
/* harmony export */   sy: () => (/* binding */ throwIfShort)
/* harmony export */ });
/* unused harmony export startTimeAt */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var execa__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6993);
/**
 * What the system says about the processes that run now. Linux: `/proc`, read synchronously, because a process must not
 * have changed between two of its files. Elsewhere (macOS): `ps`, which knows descent, groups and times, and nothing else.
 */


const HAS_PROC = process.platform === 'linux';
/** USER_HZ, the unit of times in `/proc`: 100 a second on every architecture that Node runs on. */
const TICKS_PER_MS = 0.1;
async function readProcessTable() {
    return HAS_PROC ? readProcTable() : await readPsTable();
}
/** Null: there is no such process. */
async function readProcess(pid) {
    return (HAS_PROC ? readProcEntry(pid) : (await readPsTable()).entries.get(pid)) ?? null;
}
/** A time of the wall clock in the unit of {@link ProcessEntry.start}; wrong by as much as the clock was set since. */
async function startTimeAt(epochMs) {
    if (!HAS_PROC)
        return Math.floor(epochMs / 1000);
    // The uptime is no reference: in a container it may be the container's, while start times are the machine's.
    const probe = execa('/bin/sh', ['-c', 'read _'], { reject: false });
    const now = probe.pid === undefined ? null : readProcEntry(probe.pid);
    const at = Date.now();
    probe.kill('SIGKILL');
    await probe;
    return now === null ? Number.POSITIVE_INFINITY : now.start - Math.ceil((at - epochMs) * TICKS_PER_MS);
}
function readProcTable() {
    const entries = new Map();
    let blurred = false;
    for (const name of (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)('/proc')) {
        const pid = Number(name);
        if (!Number.isInteger(pid))
            continue;
        const entry = readProcEntry(pid);
        if (entry === null)
            blurred = true;
        else
            entries.set(pid, entry);
    }
    return { entries, blurred };
}
/** Enough for any `stat`, `limits` and most environments in one read; shared, as all reading is synchronous. */
const BUFFER = Buffer.allocUnsafe(64 * 1024);
/**
 * The content of `/proc/<pid>/<name>`; null: the process is over, or another user's. A third of the time of `readFileSync`.
 */
function readProcFile(pid, name) {
    let file;
    try {
        file = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync)(`/proc/${pid}/${name}`, 'r');
    }
    catch (error) {
        throwIfShort(error);
        return null;
    }
    try {
        let text = '';
        for (let full = true; full;) {
            const length = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readSync)(file, BUFFER, 0, BUFFER.length, null);
            text += BUFFER.toString('latin1', 0, length);
            full = length === BUFFER.length;
        }
        return text;
    }
    catch (error) {
        throwIfShort(error);
        return null;
    }
    finally {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(file);
    }
}
/** A process that is over looks the same as one that cannot be looked at because too many files are open: it must not. */
function throwIfShort(error) {
    if (!(error instanceof Error && 'code' in error))
        throw error;
    if (['EMFILE', 'ENFILE', 'ENOMEM'].includes(String(error.code)))
        throw error;
}
function readProcEntry(pid) {
    const text = readProcFile(pid, 'stat');
    // The name of the program stands in parentheses and may hold spaces and parentheses itself.
    const fields = text?.slice(text.lastIndexOf(')') + 2).split(' ', 20);
    if (fields === undefined || fields.length < 20)
        return null;
    const [state = '', parent, group, session, terminal] = fields;
    return {
        pid,
        parent: Number(parent),
        group: Number(group),
        session: Number(session),
        start: Number(fields[19]),
        dead: 'ZXx'.includes(state),
        terminal: terminal !== '0',
    };
}
const PS_LINE = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(\S+)\s+(\S+)\s+(.+)$/;
async function readPsTable() {
    const { stdout } = await (0,execa__WEBPACK_IMPORTED_MODULE_1__/* .execa */ .Ho)('ps', ['-axo', 'pid=,ppid=,pgid=,stat=,tty=,lstart='], {
        env: { LC_ALL: 'C' },
        reject: false,
    });
    const entries = new Map();
    for (const line of stdout.split('\n')) {
        const [, pid, parent, group, state, terminal, start] = PS_LINE.exec(line) ?? [];
        if (pid === undefined || state === undefined || start === undefined)
            continue;
        entries.set(Number(pid), {
            pid: Number(pid),
            parent: Number(parent),
            group: Number(group),
            session: 0,
            start: Date.parse(start) / 1000,
            dead: state.startsWith('Z'),
            terminal: terminal !== '??' && terminal !== '?',
        });
    }
    return { entries, blurred: false };
}


/***/ }),

/***/ 4207:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ isPassable),
/* harmony export */   u: () => (/* binding */ variableFinding)
/* harmony export */ });
const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]*$/;
/** Tokens of GitHub and of its runner, and the files by which a step changes the steps after it. */
const TOKEN = /^(GITHUB|GH)_(ENTERPRISE_)?TOKEN$|^ACTIONS_|^INPUT_.*TOKEN|^GITHUB_(ENV|OUTPUT|PATH|STATE|STEP_SUMMARY)$/i;
/** Variables that make git work on another repository or with another configuration, and those that Braid sets itself. */
const OURS = [
    /^GIT_(?:DIR|WORK_TREE|COMMON_DIR|INDEX_FILE|INDEX_VERSION|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES)$/,
    /^GIT_(?:CONFIG|CONFIG_.*|INTERNAL_.*|NAMESPACE|PREFIX|SHALLOW_FILE|GRAFT_FILE|REPLACE_REF_BASE|NO_REPLACE_OBJECTS)$/,
    /^GIT_(?:CEILING_DIRECTORIES|DISCOVERY_ACROSS_FILESYSTEM|IMPLICIT_WORK_TREE|QUARANTINE_PATH|TEMPLATE_DIR)$/,
    /^GIT_(?:TERMINAL_PROMPT|LITERAL_PATHSPECS|GLOB_PATHSPECS|NOGLOB_PATHSPECS|ICASE_PATHSPECS|ATTR_SOURCE)$/,
    /^BRAID_/,
    /^(?:TMPDIR|TMP|TEMP)$/,
];
/** Whether it may come from outside. */
function isPassable(name) {
    return !TOKEN.test(name) && !OURS.some(pattern => pattern.test(name));
}
function variableFinding(name) {
    if (!VARIABLE.test(name)) {
        const expected = 'the name of an environment variable';
        return { kind: 'unfit', code: 'bad-variable', expected, hint: 'name it without `$` and without a value' };
    }
    if (isPassable(name))
        return null;
    const expected = 'a variable that an agent may have';
    const hint = TOKEN.test(name)
        ? 'agents never hold a token of GitHub or of its runner: remove it'
        : 'each task has a value of its own for it, which Braid sets: remove it';
    return { kind: 'unfit', code: 'forbidden-variable', expected, hint };
}


/***/ })

};
