/** Keeps what somebody asked for. */
import { Overtaken } from '../../../shared/io/remote/remote-target.ts';
import type { Database } from '../../store/database.ts';
import { noteRunOf } from '../../store/deliveries.ts';
import { openSqlJournal } from '../../store/journal.ts';
import type { Queue } from '../../store/queue.ts';
import { holdRun } from '../../store/runs/old.ts';
import { addRun, beginAlone, markOfBegun } from '../../store/runs.ts';
import type { Keeping } from '../ports.ts';

/**
 * All of it or nothing: a run without a beginning would never end, and what is done without a note of it would be done again.
 * False: somebody else wrote since it was decided.
 */
export async function keep(database: Database, queue: Queue, keeping: Keeping): Promise<boolean> {
  const { run, begins, events, version, delivery } = keeping;
  return database
    .transaction(async sql => {
      if (begins !== null) {
        const { run: id, ...record } = begins.record;
        await beginAlone(sql, record.repositoryId);
        if ((await markOfBegun(sql, record.repositoryId)) !== begins.begunBefore) return false;
        const fresh = { finishedAt: null, status: 'running', headline: 'not begun' } as const;
        await addRun(sql, { id, ...record, createdAt: Date.now(), ...fresh });
      } else if (!(await holdRun(sql, run))) return false;
      const { kind } = await openSqlJournal(sql, run).append(events, version);
      if (kind === 'conflict') throw new Overtaken(`the journal of ${run}`);
      if (delivery !== null) await noteRunOf(sql, delivery, run);
      await queue.send('runs', run, { sql });
      return true;
    })
    .catch((error: unknown) => {
      if (error instanceof Overtaken) return false;
      throw error;
    });
}
