/** The example project as a repository of the sandbox, with a pull request that brings its plan. */
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Sandbox } from '../sandbox.ts';

export const SHOP = 'octo/shop';
export const BRANCH = 'autumn';
export const PERSON = 'ann';
const PLAN = '.github/braid/plan.yml';
const WORKFLOW = '.github/workflows/braid.yml';

const BODY = `The shop gets orders, receipts and discounts.

The work is in [\`${PLAN}\`](PLAN), which this pull request brings. The label \`braid:run\` has it done.`;

/** The number of the pull request. `root` is the folder of this repository. */
export async function openShop(sandbox: Sandbox, root: string): Promise<number> {
  const from = mkdtempSync(join(tmpdir(), 'braid-shop-'));
  try {
    cpSync(join(root, 'examples/shop'), from, { recursive: true });
    cpSync(join(root, 'examples/workflows/braid-app.yml'), join(from, WORKFLOW));
    const plan = readFileSync(join(from, PLAN), 'utf8');
    rmSync(join(from, PLAN));
    await sandbox.addRepository(SHOP, {
      from,
      private: false,
      collaborators: { [PERSON]: 'write' },
    });
    const person = sandbox.as(PERSON);
    const sha = await person.commit(SHOP, BRANCH, { [PLAN]: plan });
    const body = BODY.replace('(PLAN)', `(${sandbox.serverUrl}/${SHOP}/blob/${sha}/${PLAN})`);
    const pull = await person.openPull(SHOP, { head: BRANCH, title: 'The shop in autumn', body });
    await sandbox.settled();
    return pull;
  } finally {
    rmSync(from, { recursive: true });
  }
}
