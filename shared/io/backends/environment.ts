/**
 * The environment of whatever Braid runs in a task's tree: backends, a task's own `verify`, the verification of a
 * candidate. Nothing comes from outside but what is listed here or named by the configuration.
 */
import type { RunId, Sha } from '../../plan/plan.ts';
import type { AttemptFiles } from '../ports.ts';
import { newMarker } from '../processes/mark.ts';

export interface TaskEnvironmentRequest {
  readonly run: RunId;
  /** A task's id, or the name of what else is run. */
  readonly task: string;
  readonly attempt: number;
  readonly base: Sha;
  readonly model: string | null;
  readonly files: AttemptFiles;
  /** Names that may come from outside; some never do, see {@link isPassable}. */
  readonly passEnv: readonly string[];
  /** Braid's own environment unless given. */
  readonly outside?: NodeJS.ProcessEnv;
}

export interface TaskEnvironment {
  readonly env: Readonly<Record<string, string>>;
  /** By which the processes of this attempt are found; a new one for each call. */
  readonly marker: string;
  /** What `passEnv` brought in and looks like one: masked in all output. */
  readonly secrets: readonly string[];
}

const ALWAYS = ['PATH', 'HOME', 'LANG', 'LANGUAGE'];

/**
 * Tokens of GitHub and of its runner, and the files by which a step changes the steps after it; variables that make git work on
 * another repository or with another configuration; Braid's own.
 */
const NEVER = [
  /^(?:GITHUB|GH)_(?:ENTERPRISE_)?TOKEN$/i,
  /^ACTIONS_/i,
  /^INPUT_.*TOKEN/i,
  /^GITHUB_(?:ENV|OUTPUT|PATH|STATE|STEP_SUMMARY)$/i,
  /^GIT_(?:DIR|WORK_TREE|COMMON_DIR|INDEX_FILE|INDEX_VERSION|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES)$/,
  /^GIT_(?:CONFIG|CONFIG_.*|INTERNAL_.*|NAMESPACE|PREFIX|SHALLOW_FILE|GRAFT_FILE|REPLACE_REF_BASE|NO_REPLACE_OBJECTS)$/,
  /^GIT_(?:CEILING_DIRECTORIES|DISCOVERY_ACROSS_FILESYSTEM|IMPLICIT_WORK_TREE|QUARANTINE_PATH|TEMPLATE_DIR)$/,
  /^GIT_(?:TERMINAL_PROMPT|LITERAL_PATHSPECS|GLOB_PATHSPECS|NOGLOB_PATHSPECS|ICASE_PATHSPECS|ATTR_SOURCE)$/,
  /^BRAID_/,
  /^(?:TMPDIR|TMP|TEMP)$/,
];

/** Whether `pass-env` may name it. */
export function isPassable(name: string): boolean {
  return !NEVER.some(pattern => pattern.test(name));
}

export function taskEnvironment(request: TaskEnvironmentRequest): TaskEnvironment {
  const { run, task, attempt, base, model, files, passEnv, outside = process.env } = request;
  const marker = newMarker(run, task, attempt);
  const locale = Object.keys(outside).filter(name => name.startsWith('LC_'));
  const passed = pick(outside, passEnv.filter(isPassable));
  return {
    marker,
    secrets: Object.entries(passed).flatMap(([name, value]) => (looksSecret(name, value) ? [value] : [])),
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

const SECRET_NAME = /key|token|secret|passw|passphrase|credential|auth|cookie/i;
/** A password in an address, or a long word that is no path. */
const SECRET_VALUE = /:\/\/[^/\s]*@|^(?!\/)[\w+/=.~-]{20,}$/;

/** Not every value: with `NODE_ENV=production` masked, no log could be read. */
function looksSecret(name: string, value: string): boolean {
  return SECRET_NAME.test(name) || SECRET_VALUE.test(value);
}

function pick(from: NodeJS.ProcessEnv, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap(name => {
      const value = from[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
