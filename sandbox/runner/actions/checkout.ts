/** `actions/checkout`, with real git over the host's HTTP. */
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { runProcess } from '../processes/run-process.ts';
import { environmentOf } from '../steps/environment.ts';
import { type Frame, type JobRoom, StepError } from '../steps/room.ts';
import type { BuiltInCall } from './built-ins.ts';
import { type Target, targetOf } from './checkout-target.ts';

export async function checkout({
  room,
  frame,
  given,
}: BuiltInCall): Promise<Readonly<Record<string, string>>> {
  const folder = resolve(room.folders.workspace, given.path ?? '.');
  if (relative(room.folders.workspace, folder).startsWith('..'))
    throw new StepError(`Repository path '${folder}' is not under '${room.folders.workspace}'`);
  await mkdir(folder, { recursive: true });
  const repository = given.repository || room.request.repository;
  const depth = Number(given['fetch-depth'] ?? 1);
  const git = new Git(room, frame, folder);
  const url = `${room.host.serverUrl}/${repository}`;
  await prepareFolder(git, { url, folder, clean: given.clean !== 'false' });
  const header = `http.${room.host.serverUrl}/.extraheader`;
  const token = given.token || room.token;
  const basic = Buffer.from(`x-access-token:${token}`).toString('base64');
  room.log.masks.add(token);
  room.log.masks.add(basic);
  await git.run('config', '--local', header, `AUTHORIZATION: basic ${basic}`);
  const own = repository.toLowerCase() === room.request.repository.toLowerCase();
  const target = await targetOf(given.ref ?? '', {
    event: own ? room.request.event : null,
    ask: (...args) => git.run(...args),
  });
  await fetchTarget(git, target, { depth, tags: given['fetch-tags'] === 'true' });
  await git.run('checkout', '--progress', '--force', ...target.checkout);
  if (given['persist-credentials'] === 'false') await git.run('config', '--local', '--unset-all', header);
  const commit = (await git.run('rev-parse', 'HEAD')).trim();
  room.log.write(commit);
  return { ref: target.ref, commit };
}

interface Preparation {
  readonly url: string;
  readonly folder: string;
  readonly clean: boolean;
}

/** A folder of the same repository is used again, anything else makes way. */
async function prepareFolder(git: Git, { url, folder, clean }: Preparation): Promise<void> {
  const names = await readdir(folder);
  const before = names.includes('.git')
    ? await git.run('config', '--local', 'remote.origin.url').catch(() => '')
    : '';
  if (before.trim() === url) {
    if (!clean) return;
    await git.run('clean', '-ffdx');
    await git.run('reset', '--hard', 'HEAD');
    return;
  }
  await Promise.all(names.map(name => rm(join(folder, name), { recursive: true, force: true })));
  await git.run('init', '--quiet', folder);
  await git.run('remote', 'add', 'origin', url);
}

interface Depth {
  /** 0: everything. */
  readonly depth: number;
  readonly tags: boolean;
}

async function fetchTarget(git: Git, target: Target, { depth, tags }: Depth): Promise<void> {
  const all = ['+refs/heads/*:refs/remotes/origin/*', '+refs/tags/*:refs/tags/*', ...target.refspecs];
  const some = tags ? ['+refs/tags/*:refs/tags/*', ...target.refspecs] : target.refspecs;
  const how = depth > 0 ? [`--depth=${depth}`] : [];
  await git.run(
    'fetch',
    '--no-tags',
    '--prune',
    '--no-recurse-submodules',
    ...how,
    'origin',
    ...(depth > 0 ? some : all),
  );
}

class Git {
  readonly #room: JobRoom;
  readonly #frame: Frame;
  readonly #folder: string;

  constructor(room: JobRoom, frame: Frame, folder: string) {
    this.#room = room;
    this.#frame = frame;
    this.#folder = folder;
  }

  /** Answers what it prints. */
  async run(...args: readonly string[]): Promise<string> {
    const room = this.#room;
    const lines: string[] = [];
    const env = environmentOf(room, this.#frame, { stepEnv: {}, own: { GIT_TERMINAL_PROMPT: '0' } });
    const end = await runProcess({
      command: 'git',
      args,
      cwd: this.#folder,
      env,
      onLine: line => lines.push(line),
      cancel: this.#frame.cancel,
      kill: room.stop.killSignal,
      processes: room.processes,
      interruptMs: room.options.interruptMs,
      terminateMs: room.options.terminateMs,
    });
    if (end.kind === 'exited' && end.code === 0) return lines.join('\n');
    for (const line of lines) room.log.write(line);
    const why = end.kind === 'exited' ? `failed with exit code ${end.code}` : 'was ended';
    throw new StepError(`The process 'git ${args[0] ?? ''}' ${why}: ${lines.at(-1) ?? ''}`);
  }
}
