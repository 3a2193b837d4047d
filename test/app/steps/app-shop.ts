/** A sandbox with the App installed in a shop, driven in this process, with its store in memory. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createAppAuth } from '@octokit/auth-app';
import { Octokit } from '@octokit/rest';
import { onTestFinished } from 'vitest';
import { Clones } from '../../../app/clones/clones.ts';
import { type AppAtGitHub, openAccess } from '../../../app/github/access.ts';
import { findRepository } from '../../../app/github/whereabouts.ts';
import { advance } from '../../../app/steps/advance.ts';
import type { Hop, RunNote, RunRecord, Workshop } from '../../../app/steps/ports.ts';
import { follow } from '../../../app/steps/work.ts';
import { sightsOf } from '../../../app/steps/workflow-runs/books.ts';
import { NO_LIMIT, type SharedLimit } from '../../../app/store/backend-limits.ts';
import type { RunCost } from '../../../app/store/costs.ts';
import type { Trouble } from '../../../app/store/runs/troubles.ts';
import type { JobNote } from '../../../app/store/workflow-runs/jobs.ts';
import { translate } from '../../../app/translate.ts';
import type { Grants } from '../../../sandbox/state/app.ts';
import { openMemoryJournal } from '../../../shared/io/journal/journal-memory.ts';
import type { Journal } from '../../../shared/io/ports.ts';
import type { RunId } from '../../../shared/plan/plan.ts';
import { type BraidShop, openBraidShop, type ShopOptions } from '../../sandbox/loop/braid-shop.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
const PERMISSIONS: Grants = {
  actions: 'write',
  checks: 'write',
  contents: 'write',
  issues: 'write',
  metadata: 'read',
  pull_requests: 'write',
};
const EVENTS = ['pull_request', 'issue_comment', 'check_run', 'workflow_job', 'workflow_run'];

export interface AppShop extends BraidShop {
  readonly workshop: Workshop;
  readonly notes: ReadonlyMap<RunId, RunNote>;
  readonly lines: readonly string[];
  readonly limits: ReadonlyMap<string, SharedLimit>;
  readonly costs: ReadonlyMap<RunId, RunCost>;
  /** When nothing is under way any more: no event, no workflow run, no step. */
  quiet(): Promise<void>;
  /** So much time passes for the App, in milliseconds, and what it was to be woken for by then is done. */
  pass(ms: number): Promise<void>;
}

export async function openAppShop(options: Omit<ShopOptions, 'landsAs'>): Promise<AppShop> {
  const shop = await openBraidShop({
    ...options,
    base: {
      ...options.base,
      '.github/workflows/braid.yml': readFileSync(join(ROOT, 'examples/workflows/braid-app.yml'), 'utf8'),
    },
  });
  const { sandbox } = shop;
  const line = new Line();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', chunk => chunks.push(chunk));
    request.on('end', () => {
      const name = String(request.headers['x-github-event']);
      const delivery = String(request.headers['x-github-delivery']);
      const hint = translate(name, JSON.parse(Buffer.concat(chunks).toString()));
      line.add(() => follow(workshop, hint, delivery));
      response.end();
    });
  });
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : null;
  const app = await sandbox.registerApp({
    ...{ name: 'Braid', permissions: PERMISSIONS, events: EVENTS },
    hook: { url: `http://127.0.0.1:${port}/`, secret: 'unused' },
  });
  sandbox.install(app, ['octo/shop']);

  const atGitHub: AppAtGitHub = {
    auth: async installationId =>
      new Octokit({
        authStrategy: createAppAuth,
        auth: {
          ...{ appId: app.id, privateKey: app.privateKey },
          ...(installationId === undefined ? {} : { installationId }),
        },
        baseUrl: sandbox.apiUrl,
      }),
  };
  const folder = mkdtempSync(join(tmpdir(), 'braid-app-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const clones = new Clones({ folder: join(folder, 'clones'), limitBytes: 1e9, pause: async () => {} });
  // They are tidied up in the background.
  onTestFinished(() => clones.close());
  const records = new Map<RunId, RunRecord>();
  const notes = new Map<RunId, RunNote>();
  const hops = new Map<RunId, Hop>();
  const journals = new Map<RunId, Journal>();
  const lines: string[] = [];
  const limits = new Map<string, SharedLimit>();
  const costs = new Map<RunId, RunCost>();
  const jobs = new Map<number, JobNote>();
  const news = new Set<RunId>();
  const alarms = new Map<RunId, number>();
  const done = new Map<string, RunId>();
  const troubles = new Map<RunId, Trouble>();
  let passed = 0;
  const now = () => Date.now() + passed;
  const workshop: Workshop = {
    book: {
      find: async run => records.get(run) ?? null,
      moved: async place => {
        for (const [run, each] of records)
          if (each.repositoryId === place.repositoryId) records.set(run, { ...each, ...place });
      },
      newest: async (id, spot) =>
        [...records.values()].filter(each => each.repositoryId === id && each.spot === spot).at(-1)?.run ??
        null,
      note: async (run, note) => void notes.set(run, note),
    },
    hops: {
      open: async run => hops.get(run) ?? null,
      add: async (run, hop) => hops.get(run)?.version !== hop.version && hops.set(run, hop) === hops,
      seen: async (run, version, workflowRun) => {
        const hop = hops.get(run);
        if (hop?.version === version) hops.set(run, { ...hop, workflowRun, isStarted: true });
      },
      close: async (run, version) => {
        if (hops.get(run)?.version === version) hops.delete(run);
      },
    },
    jobs: {
      note: async notes =>
        notes.flatMap(job => {
          const [run] = [...hops].find(([, { workflowRun }]) => workflowRun === job.workflowRun) ?? [];
          if (run === undefined) return [];
          jobs.set(job.job, job);
          news.add(run);
          return run;
        }),
      of: async run => {
        const hop = hops.get(run);
        const own = [...jobs.values()].filter(({ workflowRun }) => workflowRun === hop?.workflowRun);
        return hop === undefined ? [] : sightsOf(hop, own.toReversed());
      },
      takeNews: async run => news.delete(run),
    },
    limits: {
      all: async () => limits,
      change: async ({ backend }, change) => {
        const limit = change(limits.get(backend) ?? NO_LIMIT);
        limits.set(backend, limit);
        return limit;
      },
    },
    costs: { set: async cost => void costs.set(cost.run, cost) },
    troubles: {
      note: async (run, { at, isGone }) => {
        const known = troubles.get(run);
        const goneSince = isGone ? (known?.goneSince ?? at) : null;
        const trouble = { times: (known?.times ?? 0) + 1, since: known?.since ?? at, goneSince };
        troubles.set(run, trouble);
        return trouble;
      },
      find: async run => troubles.get(run) ?? null,
      forget: async run => void troubles.delete(run),
    },
    whereabouts: known => findRepository(atGitHub, known),
    journal: run => {
      const journal = journals.get(run) ?? openMemoryJournal();
      journals.set(run, journal);
      return journal;
    },
    cameOf: async delivery => done.get(delivery) ?? null,
    begun: async () => records.size,
    keep: async ({ run, begins, events, version, delivery }) => {
      if (begins !== null && begins.begunBefore !== records.size) return false;
      if ((await workshop.journal(run).append(events, version)).kind === 'conflict') return false;
      if (begins !== null) records.set(run, begins.record);
      if (delivery !== null) done.set(delivery, run);
      await workshop.wake(run);
      return true;
    },
    access: place => openAccess(atGitHub, place),
    head: async () => null,
    clone: (place, work) => {
      const { repositoryId: id, repository } = place;
      const { token } = openAccess(atGitHub, place);
      return clones.use({ id, url: `${sandbox.serverUrl}/${repository}.git`, token }, work);
    },
    site: ({ repository }, run) => ({
      ...{ serverUrl: sandbox.serverUrl, repository },
      detailsUrl: run === null ? null : `https://braid.example.invalid/runs/${run}`,
    }),
    wake: async (run, afterMs = 0) => {
      if (afterMs < 1_000) line.add(() => look(run));
      else alarms.set(run, Math.min(alarms.get(run) ?? Number.POSITIVE_INFINITY, now() + afterMs));
    },
    alone: async (_name, signal, work) => work(signal),
    signal: new AbortController().signal,
    workflow: 'braid.yml',
    lagMs: 60_000,
    scratch: async work => {
      const place = await mkdtemp(join(folder, 'step-'));
      try {
        return await work(place);
      } finally {
        await rm(place, { recursive: true, force: true });
      }
    },
    now,
    say: said => void lines.push(said),
    warn: said => void lines.push(said),
  };
  const look = async (run: RunId) => {
    if ((await advance(workshop, run)) === 'in order') troubles.delete(run);
  };
  const quiet = async () => {
    for (let before = -1; before !== line.taken; ) {
      before = line.taken;
      await line.empty();
      await sandbox.settled();
      await line.empty();
    }
    if (line.failure !== null) throw line.failure;
  };
  const pass = async (ms: number) => {
    passed += ms;
    for (const [run, at] of [...alarms].filter(([, due]) => due <= now())) {
      alarms.delete(run);
      await workshop.wake(run, at - now());
    }
    await quiet();
  };
  return { ...shop, workshop, notes, lines, limits, costs, quiet, pass };
}

/** One after another. */
class Line {
  #last: Promise<void> = Promise.resolve();
  /** How much there was so far. */
  taken = 0;
  failure: unknown = null;

  add(work: () => Promise<void>): void {
    this.taken += 1;
    this.#last = this.#last.then(work).catch((error: unknown) => {
      this.failure ??= error;
    });
  }

  async empty(): Promise<void> {
    let last: Promise<void> | null = null;
    while (last !== this.#last) {
      last = this.#last;
      await last;
    }
  }
}
