/** What the desk must do, whoever stands behind it: the port to GitHub, and the one that only remembers. */
import { describe, expect, test } from 'vitest';
import type { Desk } from '../../shared/io/hosted/desk.ts';
import type { Sha } from '../../shared/plan/plan.ts';
import { type CheckRun, RUN_CHECK } from '../../shared/report/github/check-run.ts';

export interface DeskStage {
  readonly desk: Desk;
  /** A pull request, and the commit of its head. */
  readonly pull: number;
  readonly head: Sha;
  /** The page of a workflow run. */
  runUrl(id: number): string;
  readonly has: {
    /** Of somebody, on the pull request; its id. */
    comment(): number;
    label(name: string): Promise<void>;
    branch(name: string): Promise<void>;
  };
  readonly shows: {
    checks(): readonly ShownCheck[];
    /** On the pull request, those of Braid. */
    comments(): readonly string[];
    reactions(comment: number): readonly string[];
    labels(): readonly string[];
  };
  /** The workflow run ends, with jobs of these names and conclusions. */
  ends(id: number, conclusion: 'success' | 'failure', jobs?: Readonly<Record<string, string>>): Promise<void>;
  /** What was asked for has happened. */
  settled(): Promise<void>;
}

interface ShownCheck {
  readonly name: string;
  readonly externalId: string;
  readonly status: string;
  readonly conclusion: string | null;
}

const FILE = 'braid.yml';
/** All that were dispatched while this ran. */
const LATELY = { workflow: FILE, since: Date.now() - 3_600_000 };
const MARKER = '<!-- braid -->';

export function deskContract(name: string, open: () => Promise<DeskStage>): void {
  describe(`${name}: what people see`, () => shownContract(open));
  describe(`${name}: workflow runs`, () => workflowContract(open));
  describe(`${name}: the workflow run that is announced`, () => announcedContract(open));
}

function shownContract(open: () => Promise<DeskStage>): void {
  test('a check run is made once, and changes', async () => {
    const { desk, head, shows } = await open();
    await desk.putCheckRun({ ...check(), headSha: head });
    await desk.putCheckRun({ ...check({ status: 'completed', conclusion: 'failure' }), headSha: head });
    await desk.putCheckRun({ ...check({ name: 'braid / batch 1', externalId: 'r-1/1' }), headSha: head });
    expect(shows.checks()).toMatchObject([
      { name: RUN_CHECK, externalId: 'r-1', status: 'completed', conclusion: 'failure' },
      { name: 'braid / batch 1', externalId: 'r-1/1', status: 'in_progress', conclusion: null },
    ]);
  });

  test('a comment is written once, and changes', async () => {
    const { desk, pull, shows } = await open();
    await desk.putComment({ issue: pull, marker: MARKER, body: `${MARKER}\none` });
    await desk.putComment({ issue: pull, marker: MARKER, body: `${MARKER}\ntwo` });
    expect(shows.comments()).toHaveLength(1);
    expect(shows.comments()[0]).toContain('two');
  });

  test('a comment is reacted to, each way once', async () => {
    const { desk, has, shows } = await open();
    const comment = has.comment();
    for (const content of ['eyes', 'rocket', 'eyes'] as const) await desk.react(comment, content);
    expect([...shows.reactions(comment)].sort()).toEqual(['eyes', 'rocket']);
  });

  test('a label is taken away, and one that is not there is fine', async () => {
    const { desk, pull, has, shows } = await open();
    await has.label('bug');
    await has.label('braid:run');
    await desk.removeLabel(pull, 'braid:run');
    await desk.removeLabel(pull, 'braid:run');
    expect(shows.labels()).toEqual(['bug']);
  });

  test('a branch has one pull request, however often it is asked for', async () => {
    const { desk, pull, has } = await open();
    await has.branch('result');
    const wanted = { head: 'result', base: 'main', title: 'Braid: shop', body: 'The result.' };
    const opened = await desk.openPullRequest(wanted);
    expect(opened).not.toBe(pull);
    expect(await desk.openPullRequest(wanted)).toBe(opened);
  });
}

function workflowContract(open: () => Promise<DeskStage>): void {
  test('those of the file are told, newest first, by the titles that they were started with', async () => {
    const { desk } = await open();
    await start(desk, '1');
    await start(desk, '2');
    expect(await desk.workflowRuns(LATELY)).toMatchObject([
      { title: 'Braid r-1 2', isOver: false, isCancelled: false, attempt: 1 },
      { title: 'Braid r-1 1', isOver: false, isCancelled: false, attempt: 1 },
    ]);
  });

  test('one that has ended is over, and nobody has cancelled it', async () => {
    const { desk, ends } = await open();
    const id = await start(desk, '1');
    await ends(id, 'success');
    expect(await desk.workflowRuns(LATELY)).toMatchObject([{ id, isOver: true, isCancelled: false }]);
  });

  test('one that is cancelled is over, and one that is over cannot be', async () => {
    const { desk, settled, ends } = await open();
    const [cancelled, done] = [await start(desk, '1'), await start(desk, '2')];
    await ends(done, 'success');
    for (const id of [cancelled, done]) await desk.cancelRun(id);
    await settled();
    expect(await desk.workflowRuns(LATELY)).toMatchObject([
      { id: done, isOver: true, isCancelled: false },
      { id: cancelled, isOver: true, isCancelled: true },
    ]);
  });

  test('one that is known is told by its id, and one that is gone is gone', async () => {
    const { desk } = await open();
    const id = await start(desk, '1');
    expect(await desk.workflowRun(id)).toMatchObject({ id, title: 'Braid r-1 1', isOver: false });
    expect(await desk.workflowRun(9_999_999)).toBeNull();
  });

  test('what failed is run again under the same id', async () => {
    const { desk, ends } = await open();
    const id = await start(desk, '1');
    await ends(id, 'failure', { land: 'failure' });
    await desk.rerunFailed(id);
    expect(await desk.workflowRuns(LATELY)).toMatchObject([{ id, isOver: false, attempt: 2 }]);
  });

  test('their jobs are told with what became of them', async () => {
    const { desk, ends } = await open();
    const id = await start(desk, '1');
    await ends(id, 'failure', { 'braid / verify 0': 'failure', 'braid / land': 'success' });
    const jobs = await desk.jobs(id);
    expect(jobs.map(({ name, conclusion }) => [name, conclusion])).toEqual([
      ['braid / verify 0', 'failure'],
      ['braid / land', 'success'],
    ]);
  });
}

function announcedContract(open: () => Promise<DeskStage>): void {
  test('is the one that the open check run of the commit leads to', async () => {
    const { desk, head, runUrl } = await open();
    expect(await desk.announcedRun(head)).toBeNull();
    await desk.putCheckRun({ ...check({ detailsUrl: runUrl(41) }), headSha: head });
    expect(await desk.announcedRun(head)).toBe(41);
  });

  test('is none when the check run has ended, or leads elsewhere', async () => {
    const { desk, head, runUrl } = await open();
    const ended = check({ status: 'completed', conclusion: 'success', detailsUrl: runUrl(41) });
    await desk.putCheckRun({ ...ended, headSha: head });
    const elsewhere = check({ externalId: 'r-2', detailsUrl: 'https://braid.example.invalid/runs/r-2' });
    await desk.putCheckRun({ ...elsewhere, headSha: head });
    const batch = check({ name: 'braid / batch 1', externalId: 'r-1/1', detailsUrl: runUrl(42) });
    await desk.putCheckRun({ ...batch, headSha: head });
    expect(await desk.announcedRun(head)).toBeNull();
  });
}

/** Its id. */
async function start(desk: Desk, hop: string): Promise<number> {
  const title = `Braid r-1 ${hop}`;
  await desk.dispatch({ workflow: FILE, branch: 'main', title, inputs: { run: 'r-1', hop } });
  const started = (await desk.workflowRuns(LATELY)).find(run => run.title === title);
  if (started === undefined) throw new Error(`there is no workflow run ${title}`);
  return started.id;
}

function check(facts: Partial<CheckRun> = {}): CheckRun {
  return {
    ...{ name: RUN_CHECK, externalId: 'r-1', status: 'in_progress', conclusion: null, detailsUrl: null },
    ...{ title: '1 of 2 tasks is in', summary: 'Batch 1 runs.', text: '', annotations: [], actions: [] },
    ...facts,
  };
}
