/** Which environment variables a backend may get from outside. */
import type { Finding } from './rule.ts';

const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]*$/;
/** Tokens of GitHub and of its runner, and the files by which a step changes the steps after it. */
const TOKEN =
  /^(GITHUB|GH)_(ENTERPRISE_)?TOKEN$|^ACTIONS_|^INPUT_.*TOKEN|^GITHUB_(ENV|OUTPUT|PATH|STATE|STEP_SUMMARY)$/i;

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
export function isPassable(name: string): boolean {
  return !TOKEN.test(name) && !OURS.some(pattern => pattern.test(name));
}

export function variableFinding(name: string): Finding | null {
  if (!VARIABLE.test(name)) {
    const expected = 'the name of an environment variable';
    return { kind: 'unfit', code: 'bad-variable', expected, hint: 'name it without `$` and without a value' };
  }
  if (isPassable(name)) return null;
  const expected = 'a variable that an agent may have';
  const hint = TOKEN.test(name)
    ? 'agents never hold a token of GitHub or of its runner: remove it'
    : 'each task has a value of its own for it, which Braid sets: remove it';
  return { kind: 'unfit', code: 'forbidden-variable', expected, hint };
}
