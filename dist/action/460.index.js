export const id = 460;
export const ids = [460];
export const modules = {

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


/***/ })

};
