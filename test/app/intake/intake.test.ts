/** Webhooks as they arrive: what is kept of them, with which jobs, and what is told to GitHub when something is missing. */
import { expect, test } from 'vitest';
import { openIntake } from '../../../app/intake/intake.ts';
import type { Delivery } from '../../../app/operation/ports.ts';
import { type Database, DatabaseUnreachable } from '../../../app/store/database.ts';
import { findDelivery, waitingDeliveries } from '../../../app/store/deliveries.ts';
import { openQueue, type Queue } from '../../../app/store/queue.ts';
import { addRun } from '../../../app/store/runs.ts';
import { noteDispatch, updateDispatch } from '../../../app/store/workflow-runs/dispatches.ts';
import { jobsOf } from '../../../app/store/workflow-runs/jobs.ts';
import type { RunId, Sha } from '../../../shared/plan/plan.ts';
import { onBothEngines } from '../store/stores.ts';

const PLACE = {
  installation: { id: 7 },
  repository: { id: 42, full_name: 'octo/shop', private: true },
  sender: { login: 'ann' },
};

function delivered(id: string, name: string, rest: Readonly<Record<string, unknown>>): Delivery {
  const payload = { ...rest, ...PLACE };
  return { id, name, payload, json: JSON.stringify(payload) };
}

function labelled(id: string, label: string): Delivery {
  const pull_request = { head: { sha: 'a'.repeat(40) } };
  return delivered(id, 'pull_request', {
    action: 'labeled',
    number: 3,
    label: { name: label },
    pull_request,
  });
}

function moved(id: string, run: string): Delivery {
  const workflow_run = { display_title: `Braid ${run} 0123456789ab` };
  return delivered(id, 'workflow_run', { action: 'completed', workflow_run });
}

function movedElsewhere(id: string, run: string): Delivery {
  const { name, payload } = moved(id, run);
  const other = Object.assign({}, payload, { repository: { ...PLACE.repository, id: 43 } });
  return { id, name, payload: other, json: JSON.stringify(other) };
}

function worked(id: string, workflowRun: number, job: number): Delivery {
  const workflow_job = {
    ...{ id: job, run_id: workflowRun, name: 'braid / models (sh)', html_url: null },
    ...{ status: 'in_progress', started_at: '2026-11-01T10:00:00Z', completed_at: null },
  };
  return delivered(id, 'workflow_job', { action: 'in_progress', workflow_job });
}

/** Jobs as they are sent, and with what. */
function noted(queue: Queue, send: Queue['send'] = queue.send.bind(queue)) {
  const sent: string[] = [];
  return {
    sent,
    queue: {
      ...queue,
      send: async (...[name, key, options]: Parameters<Queue['send']>) => {
        await send(name, key, options);
        sent.push(`${name} ${key}`);
      },
    },
  };
}

async function intakeOn(database: Database, send?: Queue['send']) {
  const open = await openQueue(database);
  const { queue, sent } = noted(open, send);
  const troubles: unknown[] = [];
  const trouble = (error: unknown) => void troubles.push(error);
  return { ...openIntake({ database, queue, trouble }), sent, troubles };
}

function addShopRun(database: Database, id: string): Promise<unknown> {
  return addRun(database, {
    ...{ id: id as RunId, installation: 7, repository: 'octo/shop', repositoryId: 42, isPrivate: true },
    ...{ pullRequest: 3, spot: 'pull request 3', commit: 'a'.repeat(40) as Sha, createdAt: 1 },
    ...{ finishedAt: null, status: 'running', headline: '' },
  });
}

onBothEngines('a webhook', newStore => {
  test('that asks for something waits with its job, as it came', async () => {
    const store = await newStore();
    const intake = await intakeOn(store);
    const label = labelled('l', 'braid:run');
    expect(await intake.receive(label)).toBe('new');
    expect(await findDelivery(store, 'l')).toMatchObject({
      ...{ payload: label.payload, state: { kind: 'waiting' } },
    });
    expect(intake.sent).toEqual(['deliveries l']);
    expect(await intake.receive(label)).toBe('known');
    expect(intake.sent).toEqual(['deliveries l']);
  });

  test('that is for nobody is known, and over', async () => {
    const store = await newStore();
    const intake = await intakeOn(store);
    for (const each of [labelled('l', 'bug'), delivered('p', 'push', {}), labelled('r', 'Braid: rerun all')])
      expect(await intake.receive(each)).toBe('new');
    expect(await findDelivery(store, 'l')).toMatchObject({ payload: null, state: { kind: 'done' } });
    expect(await intake.receive(labelled('l', 'bug'))).toBe('known');
    expect(await waitingDeliveries(store, { before: Date.now() + 1, most: 9 })).toEqual([]);
    expect(intake.sent).toEqual([]);
  });

  test('that nobody understands waits for whoever says so', async () => {
    const store = await newStore();
    const intake = await intakeOn(store);
    await intake.receive(delivered('l', 'pull_request', { action: 7 }));
    expect(intake.sent).toEqual(['deliveries l']);
  });

  test('about a workflow run wakes the run that it is of, if the App has it', async () => {
    const store = await newStore();
    await addShopRun(store, 'shop-1a');
    const intake = await intakeOn(store);
    expect(await intake.receive(moved('a', 'shop-1a'))).toBe('new');
    expect(await intake.receive(moved('b', 'shop-1b'))).toBe('new');
    await expect.poll(() => intake.sent).toEqual(['runs shop-1a']);
    expect(await findDelivery(store, 'a')).toMatchObject({ state: { kind: 'done' } });
    expect(await intake.receive(moved('a', 'shop-1a'))).toBe('known');
    expect(intake.troubles).toEqual([]);
  });

  test('about a workflow run that somebody else called after a run does not wake it', async () => {
    const store = await newStore();
    await addShopRun(store, 'shop-1a');
    await addShopRun(store, 'shop-1b');
    const intake = await intakeOn(store);
    expect(await intake.receive(movedElsewhere('a', 'shop-1a'))).toBe('new');
    expect(await intake.receive(moved('b', 'shop-1b'))).toBe('new');
    await expect.poll(() => intake.sent).toEqual(['runs shop-1b']);
    expect(intake.troubles).toEqual([]);
  });

  test('about a job is over at once, and what it says is noted of the run that goes on there', async () => {
    const store = await newStore();
    await addShopRun(store, 'shop-1a');
    await noteDispatch(store, { run: 'shop-1a' as RunId, key: 'v', at: 1, work: {} });
    await updateDispatch(store, { run: 'shop-1a' as RunId, key: 'v', workflowRun: 9, state: 'started' });
    const intake = await intakeOn(store);
    for (const each of [worked('a', 9, 1), worked('b', 8, 2)]) expect(await intake.receive(each)).toBe('new');
    expect(await findDelivery(store, 'a')).toMatchObject({ payload: null, state: { kind: 'done' } });
    await expect.poll(() => intake.sent).toEqual(['runs shop-1a']);
    expect(await jobsOf(store, 9)).toMatchObject([{ name: 'braid / models (sh)', status: 'running' }]);
    expect(await jobsOf(store, 8)).toEqual([]);
    expect(await intake.receive(worked('a', 9, 3))).toBe('known');
    expect(await jobsOf(store, 9)).toHaveLength(1);
    expect(intake.troubles).toEqual([]);
  });

  test('whose job cannot be kept is not kept either, and may come again', async () => {
    const store = await newStore();
    const broken = await intakeOn(store, () => Promise.reject(new DatabaseUnreachable('here', 'gone')));
    await expect(broken.receive(labelled('l', 'braid:run'))).rejects.toThrow('cannot be reached');
    expect(await findDelivery(store, 'l')).toBeNull();
    const intake = await intakeOn(store);
    expect(await intake.receive(labelled('l', 'braid:run'))).toBe('new');
  });

  test('is acknowledged although the run that it is of could not be woken', async () => {
    const store = await newStore();
    await addShopRun(store, 'shop-1a');
    const intake = await intakeOn(store, () => Promise.reject(new Error('no queue')));
    expect(await intake.receive(moved('a', 'shop-1a'))).toBe('new');
    await expect.poll(() => intake.troubles).toEqual([new Error('no queue')]);
  });

  test('among hundreds that come at once and twice is kept once', async () => {
    const store = await newStore();
    let statements = 0;
    const counting: Database = {
      ...store,
      query: (...asked) => {
        statements += 1;
        return store.query(...asked);
      },
    };
    const intake = await intakeOn(counting);
    statements = 0;
    const ids = Array.from({ length: 300 }, (_, at) => `d${at}`);
    const told = await Promise.all([...ids, ...ids].map(id => intake.receive(delivered(id, 'push', {}))));
    expect(told.filter(each => each === 'new')).toHaveLength(300);
    expect(statements).toBeLessThan(30);
  });

  test('that the database refuses costs no other', async () => {
    const store = await newStore();
    const intake = await intakeOn(store);
    const refused = { ...labelled('bad', 'braid:run'), json: '"\0"' };
    const all = [
      labelled('a', 'braid:run'),
      labelled('b', 'braid:run'),
      refused,
      labelled('c', 'braid:plan'),
    ];
    const told = await Promise.allSettled(all.map(each => intake.receive(each)));
    expect(told.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    expect(await findDelivery(store, 'bad')).toBeNull();
    expect(await findDelivery(store, 'c')).not.toBeNull();
  });
});
