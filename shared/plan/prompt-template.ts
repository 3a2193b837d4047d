/** A template that takes the place of Braid's own prompt: plain text with places to fill in, such as `{{prompt}}`. */

/** What may be filled in, with what it holds. */
export const PROMPT_PLACES = {
  prompt: 'the plan’s prompt, unchanged',
  id: 'the task’s id',
  title: 'its title',
  acceptance: 'what must be true in the end, a line each',
  paths: 'all that it may change, a line each',
  needs: 'what the tasks that it needs have brought',
  earlier: 'why there was an attempt before, and what it collided with',
  verify: 'how it will be checked, a line each',
  rules: 'the rules of Braid',
} as const;

export type PromptPlace = keyof typeof PROMPT_PLACES;

const PLACE = /\{\{\s*([^{}\s]*)\s*\}\}/g;

export interface NamedPlace {
  readonly name: string;
  /** 1-based. */
  readonly line: number;
}

/** The places that a template names and that do not exist, and those that it must have and lacks. */
export function templateProblems(text: string): {
  readonly unknown: readonly NamedPlace[];
  readonly missing: readonly PromptPlace[];
} {
  const named = [...text.matchAll(PLACE)].map(({ 1: name = '', index }) => ({
    name,
    line: text.slice(0, index).split('\n').length,
  }));
  return {
    unknown: named.filter(({ name }) => !isPlace(name)),
    missing: named.some(({ name }) => name === 'prompt') ? [] : ['prompt'],
  };
}

/** Fills in all places at once: what is filled in is not looked at again. */
export function fillTemplate(text: string, values: Readonly<Record<PromptPlace, string>>): string {
  return text.replace(PLACE, (whole: string, name: string) => (isPlace(name) ? values[name] : whole));
}

function isPlace(name: string): name is PromptPlace {
  return Object.hasOwn(PROMPT_PLACES, name);
}
