/** How a diagnostic cites what the user wrote. */

/** A citation longer than this is cut. */
const LONGEST = 60;

/** Makes characters visible that a terminal would obey or not show: controls, direction marks, zero-width and lone halves. */
export function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u00a0]/gu, escaped);
}

function escaped(character: string): string {
  if (character === '\t') return '\\t';
  if (character === '\n') return '\\n';
  if (character === '\r') return '\\r';
  const code = character.codePointAt(0) ?? 0;
  return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`;
}

/** The user's text in backticks, at most 60 characters of it. */
export function quote(text: string): string {
  const shown = [...visible(text.slice(0, 4 * LONGEST))];
  const long = text.length > 4 * LONGEST || shown.length > LONGEST;
  return `\`${long ? `${shown.slice(0, LONGEST - 1).join('')}…` : shown.join('')}\``;
}

/** Names for a hint, at most eight. */
export function nameList(names: readonly string[]): string {
  const shown = names.slice(0, 8).map(quote).join(', ');
  return names.length > 8 ? `${shown} and ${names.length - 8} more` : shown;
}

export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
