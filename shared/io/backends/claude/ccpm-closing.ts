/**
 * Closing a task as CCPM does (`/pm:issue-close`): `status: closed` and `updated:` in the head of its file. Braid writes that when
 * the agent has ended well, so it is part of the task's work and comes to be with its merge. `.claude/**` is protected, so this one
 * change is looked for in the commit afterwards, wherever that was made: these two lines, in the task's own file, and no other.
 */
import { closeSync, constants, ftruncateSync, openSync, realpathSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Git } from '../../git.ts';
import type { ClosingQuestion } from '../agents/agent.ts';
import { readRegular } from '../untrusted-files.ts';
import { isTaskFile, TASK_BYTES } from './ccpm-task.ts';

const HEAD = /^---\r?\n[\s\S]*?\r?\n---(?=\r?\n|$)/;
const STATUS = /^status:.*?(\r?)$/m;
const UPDATED = /^updated:.*?(\r?)$/m;
const TIME = /^updated: (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)\r?$/m;

/** `updated`: as CCPM writes times, in seconds. Null: it is closed already, or has no head with a status. */
export function closedText(text: string, updated: string): string | null {
  const head = HEAD.exec(text)?.[0];
  if (head === undefined || !STATUS.test(head) || /^status: *closed *\r?$/m.test(head)) return null;
  const dated = UPDATED.test(head)
    ? head.replace(UPDATED, `updated: ${updated}$1`)
    : head.replace(STATUS, line => `${line}\nupdated: ${updated}${line.endsWith('\r') ? '\r' : ''}`);
  return dated.replace(STATUS, 'status: closed$1') + text.slice(head.length);
}

/** False: the agent has changed the file, or there is nothing to close. */
export function closeTaskFile(
  tree: string,
  path: string,
  { before, now }: { readonly before: string; readonly now: number },
): boolean {
  const file = join(tree, path);
  if (readRegular(file, TASK_BYTES).content !== before) return false;
  // What an agent put in place of a folder does not lead Braid out of the tree.
  if (realpathSync(dirname(file)) !== join(realpathSync(tree), dirname(path))) return false;
  const text = closedText(before, new Date(now).toISOString().replace(/\.\d+Z$/, 'Z'));
  if (text === null) return false;
  const { O_WRONLY, O_NOFOLLOW } = constants;
  const handle = openSync(file, O_WRONLY | O_NOFOLLOW);
  try {
    ftruncateSync(handle);
    writeSync(handle, text);
    return true;
  } finally {
    closeSync(handle);
  }
}

/** The task's own file, if all that changed in it is that it was closed; null: there is none such. */
export async function closingIn(
  git: Git,
  { task, base, commit, files }: ClosingQuestion,
): Promise<string | null> {
  if (commit === null) return null;
  for (const path of files) {
    if (!/^\.claude\/epics\/[\w.-]+\/\d+\.md$/.test(path)) continue;
    const changed = await git.attempt(['diff-tree', '-r', '--no-renames', base, commit, '--', path]);
    // The same kind of file as before: neither new nor gone, no link, no other mode.
    const blobs = /^:(100\d{3}) \1 ([0-9a-f]+) ([0-9a-f]+) M\t/.exec(changed.stdout);
    if (blobs === null) continue;
    const before = await blob(git, blobs[2]);
    const after = await blob(git, blobs[3]);
    const updated = TIME.exec(HEAD.exec(after ?? '')?.[0] ?? '')?.[1];
    if (before === null || after === null || updated === undefined) continue;
    if (closedText(before, updated) === after && isTaskFile(path, before, task)) return path;
  }
  return null;
}

/** Null: it is larger than a task's file. */
async function blob(git: Git, name = ''): Promise<string | null> {
  const size = await git.run(['cat-file', '-s', name]);
  return Number(size) > TASK_BYTES ? null : git.run(['cat-file', 'blob', name]);
}
