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
import { translate } from '../../../app/translate.ts';
import { advance } from '../../../app/work/advance.ts';
import type { Hop, RunNote, RunRecord, Workshop } from '../../../app/work/ports.ts';
import { follow } from '../../../app/work/work.ts';
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
const EVENTS = ['pull_request', 'issue_comment', 'check_run', 'workflow_run'];

export interface AppShop extends BraidShop {
  readonly workshop: Workshop;
  readonly notes: ReadonlyMap<RunId, RunNote>;
  readonly lines: readonly string[];
  /** When nothing is under way any more: no event, no workflow run, no step. */
  quiet(): Promise<void>;
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
  const records = new Map<RunId, RunRecord>();
  const notes = new Map<RunId, RunNote>();
  const hops = new Map<RunId, Hop>();
  const journals = new Map<RunId, Journal>();
  const lines: string[] = [];
  const workshop: Workshop = {
    book: {
      add: async record => void (records.has(record.run) || records.set(record.run, record)),
      find: async run => records.get(run) ?? null,
      newest: async (id, spot) =>
        [...records.values()].filter(each => each.repositoryId === id && each.spot === spot).at(-1)?.run ??
        null,
      unfinished: async () => [...records.keys()].filter(run => notes.get(run)?.isOver !== true),
      note: async (run, note) => void notes.set(run, note),
    },
    hops: {
      open: async run => hops.get(run) ?? null,
      add: async (run, hop) => void hops.set(run, hop),
      seen: async (run, version, workflowRun) => {
        const hop = hops.get(run);
        if (hop?.version === version) hops.set(run, { ...hop, workflowRun });
      },
      close: async (run, version) => {
        if (hops.get(run)?.version === version) hops.delete(run);
      },
    },
    clones: new Clones({ folder: join(folder, 'clones'), limitBytes: 1e9, pause: async () => {} }),
    journal: run => {
      const journal = journals.get(run) ?? openMemoryJournal();
      journals.set(run, journal);
      return journal;
    },
    access: place => openAccess(atGitHub, place),
    head: async () => null,
    cloneUrl: ({ repository }) => `${sandbox.serverUrl}/${repository}.git`,
    site: ({ repository }, run) => ({
      ...{ serverUrl: sandbox.serverUrl, repository },
      detailsUrl: run === null ? null : `https://braid.example.invalid/runs/${run}`,
    }),
    wake: async (run, afterMs = 0) => {
      if (afterMs < 1_000) line.add(() => advance(workshop, run));
    },
    alone: async (_name, work) => work(),
    workflow: 'braid.yml',
    scratch: async work => {
      const place = await mkdtemp(join(folder, 'step-'));
      try {
        return await work(place);
      } finally {
        await rm(place, { recursive: true, force: true });
      }
    },
    now: Date.now,
    say: said => void lines.push(said),
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
  return { ...shop, workshop, notes, lines, quiet };
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
