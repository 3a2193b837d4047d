/** Workflow files as they lie in a commit. */
import { parse } from 'yaml';
import { z } from 'zod';
import type { Repository } from '../state/repository.ts';
import type { Workflow } from '../state/workflow-run.ts';
import type { World } from '../state/world.ts';

const FOLDER = '.github/workflows/';

export interface WorkflowFile {
  readonly path: string;
  readonly text: string;
}

/** By the id of the folder's tree: most events look at the same files as the one before. */
const known = new WeakMap<Repository, Map<string, readonly WorkflowFile[]>>();

export async function workflowFiles(repository: Repository, sha: string): Promise<readonly WorkflowFile[]> {
  const tree = await repository.git.object(`${sha}:${FOLDER}`);
  if (tree === null) return [];
  const trees = known.get(repository) ?? new Map<string, readonly WorkflowFile[]>();
  known.set(repository, trees);
  const files = trees.get(tree) ?? (await readFiles(repository, sha));
  trees.set(tree, files);
  return files;
}

async function readFiles({ git }: Repository, sha: string): Promise<readonly WorkflowFile[]> {
  const listed = await git.git.run(['ls-tree', '-z', '--name-only', sha, FOLDER]);
  const paths = listed.split('\0').filter(path => /\.ya?ml$/.test(path));
  const files: WorkflowFile[] = [];
  for (const path of paths) files.push({ path, text: (await git.text(sha, path)) ?? '' });
  return files;
}

const Named = z.object({ name: z.string() });

/** The workflow that this file is; known by its path, called as the file says now. */
export function workflowOf(world: World, repository: Repository, file: WorkflowFile): Workflow {
  const name = Named.safeParse(read(file.text)).data?.name ?? file.path;
  const known = repository.workflows.get(file.path);
  if (known !== undefined) {
    known.name = name;
    return known;
  }
  const workflow: Workflow = { id: world.nextId(), path: file.path, name };
  repository.workflows.set(file.path, workflow);
  return workflow;
}

/** What is not YAML has no name and no inputs; its problems are the runner's to tell. */
function read(text: string): unknown {
  try {
    const parsed: unknown = parse(text);
    return parsed;
  } catch {
    return null;
  }
}

const Input = z.object({
  required: z.boolean().default(false),
  default: z.unknown().optional(),
  type: z.string().default('string'),
  options: z.array(z.coerce.string()).default([]),
});
const Inputs = z.object({ inputs: z.record(z.string(), Input.nullable()).nullish() });
const Dispatchable = z.object({ on: z.object({ workflow_dispatch: Inputs.nullable() }) });
const ByName = z.object({ on: z.union([z.literal('workflow_dispatch'), z.array(z.string())]) });

/** What a dispatch of this file takes; null: it is not dispatched. */
export function dispatchInputs(text: string): ReadonlyMap<string, z.infer<typeof Input>> | null {
  const document = read(text);
  const full = Dispatchable.safeParse(document);
  if (full.success) {
    const inputs = full.data.on.workflow_dispatch?.inputs ?? {};
    return new Map(Object.entries(inputs).map(([name, input]) => [name, input ?? Input.parse({})]));
  }
  const named = ByName.safeParse(document);
  return named.success && [named.data.on].flat().includes('workflow_dispatch') ? new Map() : null;
}
