/** Brings what the jobs of a workflow run left, each artifact into a folder of its own. One that cannot be read costs only itself. */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type Artifact,
  type GitHub,
  GitHubProblem,
  type ProblemCode,
} from '../../shared/io/github/github.ts';
import { BUNDLE_FILE, RESULT_FILE } from '../../shared/io/handover/arrivals.ts';
import { LARGEST_BUNDLE } from '../../shared/io/handover/bundle.ts';
import { artifactName, type SentAttempt, VERDICTS_FILE } from '../../shared/io/handover/from-jobs.ts';
import { LARGEST_JSON } from '../../shared/io/handover/handed-over.ts';
import type { RunId } from '../../shared/plan/plan.ts';
import { Allowance, Refused, unpack } from './unpack.ts';

export interface WantedArtifacts {
  /** GitHub's id of the workflow run. */
  readonly workflowRun: number;
  /** How often it was run. */
  readonly runAttempt: number;
  readonly run: RunId;
  /** That the workflow run had jobs for. */
  readonly attempts: readonly Pick<SentAttempt, 'task' | 'attempt'>[];
  /** So many jobs verified. */
  readonly verifiers: number;
  /** Is made anew. */
  readonly folder: string;
  /** Of everything that is unpacked, in bytes. */
  readonly limitBytes?: number;
}

export interface ArtifactFolders {
  /** Holds a folder for each artifact of a task. */
  readonly tasks: string;
  /** Holds a folder for each artifact of a job that verified. */
  readonly verdicts: string;
  /** Artifacts that were left out, and why. */
  readonly refused: ReadonlyMap<string, string>;
}

/** Downloads at once. */
const AT_ONCE = 4;
const MOST_BYTES = 8 * 1024 * 1024 * 1024;
/** Braid's own is its beginning and its end, 1 MB each. */
const LARGEST_LOG = 16 * 1024 * 1024;
/** What a zip adds to what is in it. */
const WRAPPING = 1024 * 1024;

interface Kind {
  readonly place: 'tasks' | 'verdicts';
  readonly files: ReadonlyMap<string, number>;
}

const TASK: Kind = {
  place: 'tasks',
  files: new Map([
    [RESULT_FILE, LARGEST_JSON],
    [BUNDLE_FILE, LARGEST_BUNDLE],
    ['log.txt', LARGEST_LOG],
  ]),
};
const VERDICTS: Kind = { place: 'verdicts', files: new Map([[VERDICTS_FILE, LARGEST_JSON]]) };

export async function fetchArtifacts(
  github: Pick<GitHub, 'artifacts' | 'downloadArtifact'>,
  wanted: WantedArtifacts,
): Promise<ArtifactFolders> {
  const { folder, workflowRun } = wanted;
  await rm(folder, { recursive: true, force: true });
  for (const place of ['tasks', 'verdicts']) await mkdir(join(folder, place), { recursive: true });
  const scratch = await mkdtemp(join(folder, 'zips-'));
  const allowance = new Allowance(wanted.limitBytes ?? MOST_BYTES);
  const refused = new Map<string, string>();
  const open = choose(await github.artifacts(workflowRun), kindsOf(wanted));
  const take = async (): Promise<void> => {
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const { artifact, kind } = next;
      const reason = await bring(github, artifact, { kind, folder, scratch, allowance });
      if (reason !== null) refused.set(artifact.name, reason);
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: AT_ONCE }, take));
  await rm(scratch, { recursive: true, force: true });
  const failure = ends.find(end => end.status === 'rejected');
  if (failure !== undefined) throw failure.reason;
  return { tasks: join(folder, 'tasks'), verdicts: join(folder, 'verdicts'), refused };
}

/** Every name that is taken: made here, and not read out of what others called theirs. */
function kindsOf({ run, runAttempt, attempts, verifiers }: WantedArtifacts): ReadonlyMap<string, Kind> {
  const kinds = new Map<string, Kind>();
  for (let each = 1; each <= runAttempt; each++) {
    for (const attempt of attempts) kinds.set(artifactName({ run, ...attempt }, each), TASK);
    for (let leg = 0; leg < verifiers; leg++) kinds.set(`braid.verdicts.${leg}.${each}`, VERDICTS);
  }
  return kinds;
}

interface Choice {
  readonly artifact: Artifact;
  readonly kind: Kind;
}

/** The newest of each name. */
function choose(artifacts: readonly Artifact[], kinds: ReadonlyMap<string, Kind>): Choice[] {
  const chosen = new Map<string, Choice>();
  for (const artifact of artifacts.toSorted((a, b) => a.id - b.id)) {
    const kind = kinds.get(artifact.name);
    if (kind !== undefined) chosen.set(artifact.name, { artifact, kind });
  }
  return [...chosen.values()];
}

interface Bringing {
  readonly kind: Kind;
  readonly folder: string;
  readonly scratch: string;
  readonly allowance: Allowance;
}

/** Null: it is there. */
async function bring(
  github: Pick<GitHub, 'downloadArtifact'>,
  artifact: Artifact,
  { kind, folder, scratch, allowance }: Bringing,
): Promise<string | null> {
  if (artifact.expired) return 'it has expired';
  const zip = join(scratch, `${artifact.id}.zip`);
  const target = join(folder, kind.place, artifact.name);
  let taken = 0;
  const take = (bytes: number): void => {
    allowance.take(bytes);
    taken += bytes;
  };
  try {
    const limitBytes = [...kind.files.values()].reduce((sum, size) => sum + size, WRAPPING);
    await github.downloadArtifact(artifact, { file: zip, limitBytes });
    await unpack({ zip, folder: target, files: kind.files, take });
    return null;
  } catch (error) {
    await rm(target, { recursive: true, force: true });
    allowance.give(taken);
    return reasonOf(error);
  } finally {
    await rm(zip, { force: true });
  }
}

/** Throws what is nobody's artifact's fault: GitHub that cannot be reached now, this machine's disk. */
function reasonOf(error: unknown): string {
  if (error instanceof Refused) return error.message;
  if (error instanceof GitHubProblem && PERMANENT.includes(error.code)) return error.message;
  throw error;
}

const PERMANENT: readonly ProblemCode[] = ['not-found', 'too-large'];
