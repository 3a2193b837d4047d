/** Puts Braid, as it is built here, where a workflow's `uses:` finds it: what GitHub would get of this repository. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Sandbox } from '../sandbox.ts';

/** As the workflow files name it until it is published. */
export const BRAID = { repository: 'OWNER/braid', ref: 'v1' } as const;

const PUBLISHED = ['action.yml', 'dist/action', '.github/workflows'];

/** `root` is the folder of this repository. */
export async function publishBraid(sandbox: Sandbox, root: string): Promise<void> {
  const from = mkdtempSync(join(tmpdir(), 'braid-published-'));
  try {
    for (const path of PUBLISHED) cpSync(join(root, path), join(from, path), { recursive: true });
    await sandbox.addRepository(BRAID.repository, { from, defaultBranch: BRAID.ref, private: false });
  } finally {
    rmSync(from, { recursive: true });
  }
}
