/** The App beside the sandbox: the program that servers run, as a process of its own, made on this GitHub as anybody makes it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { freePort } from '../http/free-port.ts';
import type { Sandbox } from '../sandbox.ts';

export interface DemoApp {
  readonly url: string;
  /** Rejects when it has ended by itself, with what it said. */
  readonly ended: Promise<never>;
  stop(): Promise<void>;
}

export interface DemoAppOptions {
  /** Of this repository. */
  readonly root: string;
  readonly repository: string;
  /** What it logs goes to the terminal. */
  readonly isLoud: boolean;
}

/** Within that time it has started or never will. */
const START_MS = 120_000;
const STOP_SECONDS = 3;

export async function openApp(sandbox: Sandbox, options: DemoAppOptions): Promise<DemoApp> {
  const folder = await mkdtemp(join(tmpdir(), 'braid-app-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const started: ReturnType<typeof startProgram>[] = [];
  const start = (isLoud: boolean) => {
    const program = startProgram({ sandbox, folder, port, url, isLoud, root: options.root });
    started.push(program);
    return program;
  };
  try {
    const maker = start(false);
    await make(sandbox, await maker.said(/^ {2}(http:\S+\/setup\?key=\S+)$/m));
    await maker.stop();
    const app = [...sandbox.world.apps.values()].at(-1);
    if (app === undefined) throw new Error('the App was not made');
    sandbox.install(app, [options.repository]);
    const program = start(options.isLoud);
    await program.said(/(listening, reached at)/);
    return {
      ...{ url, ended: program.ended },
      stop: async () => {
        await program.stop();
        await rm(folder, { recursive: true, force: true });
      },
    };
  } catch (error) {
    for (const program of started) await program.stop();
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

/** What a person does at the page that the App shows, and then at GitHub's. */
async function make(sandbox: Sandbox, address: string): Promise<void> {
  const text = await (await fetch(address)).text();
  const state = /settings\/apps\/new\?state=([\w-]+)/.exec(text)?.[1] ?? '';
  const sent = /name="manifest" value="([^"]+)"/.exec(text)?.[1] ?? '';
  const manifest = JSON.parse(sent.replaceAll('&quot;', '"').replaceAll('&amp;', '&'));
  const code = sandbox.confirmManifest(manifest);
  const created = await fetch(new URL(`/setup/created?code=${code}&state=${state}`, address));
  if (!created.ok) throw new Error(`the App could not be made: ${await created.text()}`);
}

interface ProgramOptions {
  readonly sandbox: Sandbox;
  readonly root: string;
  readonly folder: string;
  readonly port: number;
  readonly url: string;
  readonly isLoud: boolean;
}

function startProgram({ sandbox, root, folder, port, url, isLoud }: ProgramOptions) {
  const child = execa(process.execPath, [join(root, 'dist/app/index.js')], {
    env: {
      ...{ PATH: process.env.PATH, HOME: process.env.HOME, TMPDIR: process.env.TMPDIR },
      ...{ BRAID_DATA: folder, BRAID_URL: url, PORT: String(port), BRAID_WRITE_PAUSE: '0' },
      ...{ GITHUB_SERVER_URL: sandbox.serverUrl, GITHUB_API_URL: sandbox.apiUrl },
      BRAID_STOP_SECONDS: String(STOP_SECONDS),
    },
    ...{ extendEnv: false, reject: false, all: true, forceKillAfterDelay: 2 * STOP_SECONDS * 1_000 },
  });
  let text = '';
  let isStopping = false;
  child.all.on('data', chunk => {
    text += chunk;
    if (isLoud) process.stderr.write(chunk);
  });
  const ended = child.then(({ exitCode, signal }): Promise<never> => {
    if (isStopping) return new Promise(() => {});
    throw new Error(`the App has ended by itself (${exitCode ?? signal}):\n${text}`);
  });
  // Whoever waits for something hears of it; nobody else needs to.
  ended.catch(() => {});
  return {
    ended,
    said: (pattern: RegExp) => {
      const found = new Promise<string>((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`the App does not start:\n${text}`)), START_MS);
        const look = () => {
          const [, part] = pattern.exec(text) ?? [];
          if (part === undefined) return;
          clearTimeout(timer);
          child.all.off('data', look);
          resolve(part);
        };
        child.all.on('data', look);
      });
      return Promise.race([found, ended]);
    },
    stop: async () => {
      isStopping = true;
      child.kill('SIGTERM');
      await child;
    },
  };
}
