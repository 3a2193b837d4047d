/**
 * The environment of whatever Braid runs in a task's tree: backends, a task's own `verify`, the verification of a
 * candidate. Nothing comes from outside but what is listed here or named by the configuration.
 */
import type { RunId, Sha } from '../../plan/plan.ts';
import { isPassable } from '../../plan/rules/variables.ts';
import { secretsAmong } from '../output/secrets.ts';
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
  /** Names that may come from outside; some never do, see `isPassable`. */
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

export function taskEnvironment(request: TaskEnvironmentRequest): TaskEnvironment {
  const { run, task, attempt, base, model, files, passEnv, outside = process.env } = request;
  const marker = newMarker(run, task, attempt);
  const locale = Object.keys(outside).filter(name => name.startsWith('LC_'));
  const passed = passedFrom(outside, passEnv);
  return {
    marker,
    secrets: secretsAmong(passed).map(({ value }) => value),
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
export function passedFrom(
  outside: NodeJS.ProcessEnv,
  passEnv: readonly string[],
): Readonly<Record<string, string>> {
  return pick(outside, passEnv.filter(isPassable));
}

function pick(from: NodeJS.ProcessEnv, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap(name => {
      const value = from[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
