/**
 * Takes secrets out of a line of the log: those that are known, however they are written, and whatever looks like one. Done
 * on the finished line, so it does not matter where in it they were: a message, an address, a header, a field of an error.
 */

const HIDDEN = '***';
/** A shorter one would be found in ordinary words, and its places would tell it. */
const SHORTEST = 8;

/** What looks like a secret, wherever it is. A line of JSON has no line breaks. */
const LOOKS: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(?:-----END [A-Z ]*PRIVATE KEY-----|(?="))/g, HIDDEN],
  [/\b(?:gh[a-z]_|github_pat_)[\w.-]+/g, HIDDEN],
  [/\bv1\.[0-9a-f]{40}\b/g, HIDDEN],
  [/\beyJ[\w-]+\.[\w-]+\.[\w-]+/g, HIDDEN],
  [/\b(Bearer|Basic|token) [\w.~+/=-]{8,}/gi, `$1 ${HIDDEN}`],
  [/\bsha256=[0-9a-f]{16,}/gi, `sha256=${HIDDEN}`],
  // Each part without the sign that ends it, so that no text takes longer than its length.
  [/:\/\/[^/@:\s"\\]*:[^/@\s"\\]+@/g, `://${HIDDEN}@`],
  [/([?&](?:[\w-]*(?:token|secret|signature|key|code|state|password))=)[^&\s"\\#]+/gi, `$1${HIDDEN}`],
];
const SECRET_NAME = String.raw`"[\w-]*(?:authorization|cookie|password|secret|token|signature-256|private_?key|pem)"`;
const TEXT = String.raw`"(?:[^"\\]|\\.)*"`;
/** Fields whose name says it, as headers and as ours. */
const FIELDS = new RegExp(`(${SECRET_NAME}:)(?:${TEXT}|\\[(?:${TEXT},?)*\\])`, 'gi');

export function concealer(secrets: readonly string[]): (line: string) => string {
  const known = [...new Set(secrets.flatMap(spellings))]
    .filter(spelling => spelling.length >= SHORTEST)
    .sort((a, b) => b.length - a.length)
    .map(asWritten);
  return line => {
    let text = line;
    for (const secret of known) text = text.replace(secret, HIDDEN);
    for (const [look, shown] of LOOKS) text = text.replace(look, shown);
    return text.replace(FIELDS, `$1"${HIDDEN}"`);
  };
}

/** As it is, as an address has it, and as a header for logins has it. */
function spellings(secret: string): readonly string[] {
  const plain = [secret, secret.trim()];
  return [
    ...plain,
    ...plain.map(encodeURIComponent),
    ...plain.map(text => Buffer.from(text).toString('base64')),
  ];
}

/** As text, and as JSON, and as JSON that is a text in JSON, and so on: each time with more backslashes. */
function asWritten(text: string): RegExp {
  const letters: Readonly<Record<string, string>> = {
    ...{ '\n': String.raw`(?:\n|\\+n)`, '\r': String.raw`(?:\r|\\+r)`, '\t': String.raw`(?:\t|\\+t)` },
    ...{ '"': String.raw`\\*"`, '\\': String.raw`\\+` },
  };
  const pattern = [...text].map(letter => letters[letter] ?? letter.replace(/[^\w\s]/, String.raw`\$&`));
  return new RegExp(pattern.join(''), 'g');
}
