/** What a task of a tale does to its tree. */
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { BackendJob, BackendOutcome } from '../../shared/io/ports.ts';
import { type Exit, NO_USAGE } from '../../shared/run/attempts/evidence.ts';
import type { Deed, Edit } from './tale.ts';

export function outcome(exit: Exit): BackendOutcome {
  return { exit, usage: NO_USAGE, tail: '', notes: null, durationMs: 1 };
}

/** Keeps both sides of every conflict in a row; what no marker shows is left to a person. */
function resolve(tree: string): Exit {
  for (const entry of readdirSync(tree, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name);
    if (!entry.isFile() || file.includes('/.git/')) continue;
    const text = readFileSync(file, 'utf8');
    if (!text.includes('<<<<<<< ')) continue;
    const rows = text.split('\n').filter(row => !/^(<{7} |={7}$|>{7} )/.test(row));
    writeFileSync(file, rows.join('\n'));
  }
  return { kind: 'exited', code: 0 };
}

export function act(job: BackendJob, deed: Deed, edits: readonly Edit[]): Exit {
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(job.tree, path)), { recursive: true });
    writeFileSync(join(job.tree, path), text);
  };
  if (deed === 'nothing') return { kind: 'exited', code: 0 };
  if (deed === 'limited') return { kind: 'rate-limited', retryAfterMs: 1 };
  if (readFileSync(job.files.prompt, 'utf8').includes('Do not start over')) return resolve(job.tree);
  write(`own/${job.task}`, `${job.task} ${job.attempt}\n`);
  if (deed === 'crash') return { kind: 'exited', code: 3 };
  if (deed === 'hang') return { kind: 'timed-out', afterMs: 1000 };
  if (deed === 'stray') write('CODEOWNERS', 'me\n');
  for (const edit of edits) apply(job, edit, write);
  return { kind: 'exited', code: 0 };
}

/** What is not there any more, or is a folder now, cannot be edited. */
function apply({ tree, task }: BackendJob, edit: Edit, write: (path: string, text: string) => void): void {
  const file = join(tree, edit.file);
  const read = () => readFileSync(file, 'utf8');
  try {
    switch (edit.op) {
      case 'add':
        write(edit.file, `by ${task}\n`);
        break;
      case 'delete':
        rmSync(file);
        break;
      case 'move':
        mkdirSync(dirname(join(tree, edit.to)), { recursive: true });
        renameSync(file, join(tree, edit.to));
        break;
      case 'append':
        writeFileSync(file, `${read()}by ${task}\n`);
        break;
      case 'replace':
      case 'insert': {
        const rows = read().split('\n');
        rows.splice(Math.min(edit.at, rows.length - 1), edit.op === 'replace' ? 1 : 0, `by ${task}`);
        writeFileSync(file, rows.join('\n'));
        break;
      }
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
  }
}
