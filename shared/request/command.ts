/** What people ask of Braid on GitHub, in a comment or by a label. Whatever is not meant for Braid is nothing. */

export type Command =
  | { readonly kind: 'run' }
  | { readonly kind: 'plan' }
  | { readonly kind: 'status' }
  | { readonly kind: 'help' }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'resume' }
  /** No task named: all that are not merged. */
  | { readonly kind: 'retry'; readonly tasks: readonly string[] }
  | { readonly kind: 'unknown'; readonly said: string };

/** Commands that take no names. */
const SIMPLE = ['run', 'plan', 'status', 'help', 'cancel', 'resume'] as const;
/** Commands that a label can say: it has no room for names. */
const LABELS = ['run', 'plan', 'cancel', 'retry'] as const;

/**
 * Null: the comment is not for Braid. It begins with the command, as the workflow file demands, which cannot look further: what is
 * indented may be code. Only its first line is read: what follows may be a quotation.
 */
export function parseComment(body: string): Command | null {
  const [first = ''] = body.split('\n');
  const [word, command = 'help', ...names] = first.trimEnd().split(/\s+/);
  // As a word: `/braids` and `/braid-x` are somebody else's.
  if (word?.toLowerCase() !== '/braid') return null;
  if (command.toLowerCase() === 'retry') return { kind: 'retry', tasks: names };
  const kind = SIMPLE.find(each => each === command.toLowerCase());
  return kind === undefined || names.length > 0 ? { kind: 'unknown', said: first.slice(0, 200) } : { kind };
}

/** Null: the label is not one of Braid's. */
export function parseLabel(name: string, prefix: string): Command | null {
  const kind = LABELS.find(each => name === `${prefix}${each}`);
  if (kind === undefined) return null;
  return kind === 'retry' ? { kind, tasks: [] } : { kind };
}
