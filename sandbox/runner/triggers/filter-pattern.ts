/** GitHub's patterns for branches, tags and paths. */

/** `*` any but `/`, `**` any, `?` and `+` repeat the character before, `[]` a set; `!` in front takes out again. */
export function matchesAny(patterns: readonly string[], text: string): boolean {
  let matched = false;
  for (const pattern of patterns) {
    const negated = pattern.startsWith('!');
    if (toExpression(negated ? pattern.slice(1) : pattern).test(text)) matched = !negated;
  }
  return matched;
}

function toExpression(pattern: string): RegExp {
  let source = '';
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern.charAt(at);
    if (pattern.startsWith('**/', at)) {
      // `**/x` is also `x`.
      source += '(?:.*/)?';
      at += 2;
    } else if (pattern.startsWith('**', at)) {
      source += '.*';
      at += 1;
    } else if (character === '*') source += '[^/]*';
    else if (character === '?' || character === '+') source += character;
    else if (character === '\\') source += escapeCharacter(pattern.charAt(++at));
    else if (character === '[' || character === ']') source += character;
    else source += escapeCharacter(character);
  }
  return new RegExp(`^${source}$`, 's');
}

function escapeCharacter(character: string): string {
  return /[\w/-]/.test(character) ? character : `\\${character}`;
}
