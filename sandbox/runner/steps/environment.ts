/** The environment of a step's process: a short list, and nothing of the sandbox's own. */
import { arch } from 'node:os';
import { delimiter } from 'node:path';
import { textOf, type Values } from '../expressions/value.ts';
import { TRACKING_VARIABLE } from '../processes/job-processes.ts';
import type { Folders } from './folders.ts';
import type { Frame, JobRoom } from './room.ts';

/** Fields of the `github` context that every step has as `GITHUB_…`. The token is not among them. */
const EXPORTED = [
  'action',
  'action_path',
  'actor',
  'api_url',
  'base_ref',
  'event_name',
  'event_path',
  'graphql_url',
  'head_ref',
  'job',
  'ref',
  'ref_name',
  'ref_protected',
  'ref_type',
  'repository',
  'repository_owner',
  'retention_days',
  'run_attempt',
  'run_id',
  'run_number',
  'server_url',
  'sha',
  'triggering_actor',
  'workflow',
  'workflow_ref',
  'workflow_sha',
  'workspace',
];

export function runnerContext(folders: Folders): Values {
  return {
    name: 'sandbox',
    os: process.platform === 'darwin' ? 'macOS' : 'Linux',
    arch: arch().toUpperCase(),
    environment: 'self-hosted',
    temp: folders.temp,
    tool_cache: folders.tools,
  };
}

export interface EnvironmentParts {
  readonly stepEnv: Readonly<Record<string, string>>;
  /** Set by the runner for this step alone. */
  readonly own: Readonly<Record<string, string>>;
}

export function environmentOf(
  room: JobRoom,
  frame: Frame,
  { stepEnv, own }: EnvironmentParts,
): Readonly<Record<string, string>> {
  const { folders } = room;
  const github = {
    ...room.github,
    ...(frame.actionPath === null ? {} : { action_path: frame.actionPath }),
  };
  const chosen = { ...room.env, ...frame.env, ...stepEnv };
  const path = chosen.PATH ?? process.env.PATH ?? '/usr/bin:/bin';
  return {
    CI: 'true',
    LANG: 'C.UTF-8',
    HOME: folders.home,
    TMPDIR: folders.systemTemp,
    ...chosen,
    PATH: [...room.path, path].join(delimiter),
    GITHUB_ACTIONS: 'true',
    ...exported('GITHUB', github, EXPORTED),
    ...exported('RUNNER', runnerContext(folders), [
      'name',
      'os',
      'arch',
      'environment',
      'temp',
      'tool_cache',
    ]),
    [TRACKING_VARIABLE]: room.processes.trackingId,
    ...own,
  };
}

function exported(prefix: string, values: Values, names: readonly string[]): Record<string, string> {
  const known = names.filter(name => values[name] !== undefined && values[name] !== null);
  return Object.fromEntries(
    known.map(name => [`${prefix}_${name.toUpperCase()}`, textOf(values[name] ?? null)]),
  );
}
