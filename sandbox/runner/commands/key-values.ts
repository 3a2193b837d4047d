/** The format of `GITHUB_OUTPUT`, `GITHUB_ENV` and `GITHUB_STATE`: `name=value`, or `name<<END`, lines and `END`. */
export type KeyValues = readonly (readonly [name: string, value: string])[];

/** Throws what GitHub says of a file that cannot be read. */
export function parseKeyValues(text: string): KeyValues {
  const found: (readonly [string, string])[] = [];
  const lines = text.split(/\r?\n/);
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (line === '') continue;
    const equals = line.indexOf('=');
    const heredoc = line.indexOf('<<');
    if (equals >= 0 && (heredoc < 0 || equals < heredoc)) {
      if (equals === 0) throw new Error(`Invalid format '${line}'. Name must not be empty`);
      found.push([line.slice(0, equals), line.slice(equals + 1)]);
    } else if (heredoc > 0 && line.length > heredoc + 2) {
      const end = lines.indexOf(line.slice(heredoc + 2), at + 1);
      if (end < 0)
        throw new Error(`Invalid value. Matching delimiter not found '${line.slice(heredoc + 2)}'`);
      found.push([line.slice(0, heredoc), lines.slice(at + 1, end).join('\n')]);
      at = end;
    } else {
      throw new Error(`Invalid format '${line}'`);
    }
  }
  return found;
}
