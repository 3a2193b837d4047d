/** Loads the workflow file of a run, and all that its jobs call, before anything runs: every problem is known at the start. */
import { isMapping } from '@actions/workflow-parser';
import type { Permissions, RunnerHost } from '../host.ts';
import { entriesOf } from '../syntax/field.ts';
import { excess } from '../syntax/permissions.ts';
import { readWorkflow } from '../syntax/read-workflow.ts';
import { positionOf } from '../syntax/template.ts';
import type { CallJob, Workflow } from '../syntax/workflow.ts';

export interface Called {
  readonly workflow: Workflow;
  readonly called: ReadonlyMap<string, Called>;
}

export interface Place {
  readonly repository: string;
  readonly ref: string;
  readonly path: string;
}

export interface Loaded {
  readonly root: Called | null;
  readonly problems: readonly string[];
}

/** GitHub's. */
const DEEPEST = 10;
const MOST_CALLED = 50;

export async function loadWorkflow(
  host: RunnerHost,
  place: Place,
  permissions: Permissions,
): Promise<Loaded> {
  const loading = new Loading(host);
  const root = await loading.load(place, { allowed: permissions, depth: 0, at: null });
  return { root: loading.problems.length > 0 ? null : root, problems: loading.problems };
}

interface Circumstances {
  readonly allowed: Permissions;
  readonly depth: number;
  /** Where it is called from, for messages. */
  readonly at: string | null;
}

class Loading {
  readonly problems: string[] = [];
  readonly #host: RunnerHost;
  readonly #seen = new Set<string>();

  constructor(host: RunnerHost) {
    this.#host = host;
  }

  async load(place: Place, { allowed, depth, at }: Circumstances): Promise<Called | null> {
    const { repository, ref, path } = place;
    const text = await this.#host.readFile(repository, ref, path);
    if (text === null) return this.#refuse(at, `${path}: not found in ${repository} at ${ref}`);
    const { workflow, problems, checkMeaning } = readWorkflow(path, text);
    this.problems.push(...problems, ...(await checkMeaning()));
    if (workflow === null) return null;
    if (depth > 0 && workflow.call === null)
      return this.#refuse(
        at,
        `workflow is not reusable as it is missing a \`on.workflow_call\` trigger: ${path}`,
      );
    if (at !== null) this.#checkPermissions(workflow, { allowed, at });
    const called = new Map<string, Called>();
    for (const job of workflow.jobs) {
      if (job.kind !== 'call') continue;
      const inner = await this.#follow(job, place, {
        allowed: job.permissions ?? workflow.permissions ?? allowed,
        depth: depth + 1,
        at: `${path} ${positionOf(job.at)}`,
      });
      if (inner !== null) called.set(job.key, inner);
    }
    return { workflow, called };
  }

  async #follow(job: CallJob, from: Place, circumstances: Circumstances): Promise<Called | null> {
    const place = placeOf(job.uses, from);
    const { at, depth } = circumstances;
    if (place === null) {
      return this.#refuse(
        at,
        `expected ./.github/workflows/file.yml or owner/name/.github/workflows/file.yml@ref in uses, found ${job.uses}`,
      );
    }
    if (depth > DEEPEST) return this.#refuse(at, `workflows are called more than ${DEEPEST} levels deep`);
    this.#seen.add(`${place.repository}/${place.path}@${place.ref}`);
    if (this.#seen.size > MOST_CALLED)
      return this.#refuse(at, `more than ${MOST_CALLED} workflows are called`);
    const inner = await this.load(place, circumstances);
    if (inner !== null) this.problems.push(...problemsOfCall(job, inner.workflow, at ?? ''));
    return inner;
  }

  #checkPermissions(workflow: Workflow, { allowed, at }: { allowed: Permissions; at: string }): void {
    for (const job of workflow.jobs) {
      const asked = job.permissions ?? workflow.permissions;
      for (const what of asked === null ? [] : excess(asked, allowed)) {
        this.problems.push(
          `${at}: Error calling workflow '${workflow.path}'. The nested job '${job.key}' is requesting ${what}.`,
        );
      }
    }
  }

  #refuse(at: string | null, message: string): null {
    this.problems.push(at === null ? message : `${at}: ${message}`);
    return null;
  }
}

/** A local one is of the calling file's repository, at the calling file's commit. */
function placeOf(uses: string, from: Place): Place | null {
  if (uses.startsWith('./.github/workflows/')) return { ...from, path: uses.slice(2) };
  const match = /^([\w.-]+\/[\w.-]+)\/(\.github\/workflows\/[^@/]+)@([^@]+)$/.exec(uses);
  if (match === null) return null;
  const [, repository = '', path = '', ref = ''] = match;
  return { repository, path, ref };
}

function problemsOfCall(job: CallJob, { call, path }: Workflow, at: string): readonly string[] {
  if (call === null) return [];
  const given = keysOf(job.with);
  const known = call.inputs.map(({ name }) => name);
  const missing = call.inputs.filter(({ name, required }) => required && !given.includes(name));
  const unknown = given.filter(name => !known.includes(name));
  const secrets = job.secrets === 'inherit' ? null : keysOf(job.secrets);
  const missingSecrets = call.secrets.filter(
    ({ name, required }) => required && secrets !== null && !secrets.includes(name),
  );
  return [
    ...missing.map(({ name }) => `${at}: Input ${name} is required, but not provided while calling ${path}.`),
    ...unknown.map(name => `${at}: Invalid input, ${name} is not defined in ${path}.`),
    ...missingSecrets.map(
      ({ name }) => `${at}: Secret ${name} is required, but not provided while calling ${path}.`,
    ),
  ];
}

function keysOf(token: CallJob['with']): readonly string[] {
  return token !== null && isMapping(token) ? entriesOf(token).map(({ key }) => key) : [];
}
