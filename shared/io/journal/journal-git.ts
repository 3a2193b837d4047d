/**
 * The journal as a chain of commits at `refs/braid/<run>`: it travels with the repository and needs no server. One append
 * is one commit on the empty tree; its message is the events, one JSON object a line in plain ASCII.
 */
import type { RunId, Sha } from '../../plan/plan.ts';
import type { RunEvent } from '../../run/event.ts';
import type { Git, GitResult } from '../git.ts';
import { writeCommit, writeObject } from '../merging/loose-object.ts';
import type { Journal, JournalVersion } from '../ports.ts';
import type { Repository } from '../repository.ts';
import { moveRefs, readRefs } from './ref-transaction.ts';
import { journalRef } from './run-refs.ts';

/** The ref holds something that no append of Braid's left there. */
export class DamagedJournal extends Error {
  constructor(ref: string, problem: string) {
    super(`the journal ${ref} is damaged: ${problem}. Hint: \`git log ${ref}\` shows what it holds`);
    this.name = 'DamagedJournal';
  }
}

/** A hook, a lock that stays, the disk. */
export class UnwritableJournal extends Error {
  constructor(ref: string, reason: string) {
    super(`the journal ${ref} could not be written: ${reason}`);
    this.name = 'UnwritableJournal';
  }
}

export function openGitJournal(repository: Repository, run: RunId): Journal {
  const git = repository.git.with({ GIT_NO_REPLACE_OBJECTS: '1' });
  const here = { repository, git, ref: journalRef(run) };
  return {
    read: () => read(here),
    append: (events, version) => append(here, events, version),
  };
}

interface Here {
  readonly repository: Repository;
  readonly git: Git;
  readonly ref: string;
}

async function append(
  { repository, git, ref }: Here,
  events: readonly RunEvent[],
  version: JournalVersion,
): ReturnType<Journal['append']> {
  if (events.length === 0) {
    return (await tipOf(git, ref)) === version ? { kind: 'appended', version } : { kind: 'conflict' };
  }
  const commit = await writeEvents(repository, events, version as Sha | null);
  const move = { ref, from: version as Sha | null, to: commit };
  const moved = await moveRefs(git, [move], `braid: ${events.length} events`);
  switch (moved.kind) {
    case 'moved':
      return { kind: 'appended', version: commit };
    case 'stale':
      return { kind: 'conflict' };
    case 'refused':
      throw new UnwritableJournal(ref, moved.reason);
  }
}

/**
 * The same events after the same version give the same commit. git forces refs to the disk and, unless told to, not the objects
 * they name.
 */
async function writeEvents(
  repository: Repository,
  events: readonly RunEvent[],
  version: Sha | null,
): Promise<Sha> {
  const seconds = Math.max(0, ...events.map(event => Math.floor(event.at / 1000)));
  const durable = { durable: true };
  const commit = {
    tree: await writeObject(repository, { type: 'tree', content: Buffer.alloc(0) }, durable),
    parents: version === null ? [] : [version],
    message: events.map(lineOf).join(''),
    date: String(seconds),
  };
  return writeCommit(repository, commit, durable);
}

function lineOf(event: RunEvent): string {
  const text = JSON.stringify(event);
  // Everything beyond ASCII is escaped, so that no setting about encodings can touch it.
  return `${text.replace(/[\u007f-\uffff]/g, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`;
}

async function tipOf(git: Git, ref: string): Promise<JournalVersion> {
  return (await readRefs(git, [ref])).get(ref)?.commit ?? null;
}

async function read({ git, ref }: Here): ReturnType<Journal['read']> {
  let listing = await list(git, ref);
  if (listing.code !== 0) {
    const tip = await tipOf(git, ref);
    if (tip === null) return { events: [], version: null };
    listing = await list(git, tip);
  }
  if (listing.code !== 0) throw new DamagedJournal(ref, listing.stderr.trim());
  if (listing.stdout === '') throw new DamagedJournal(ref, 'it names no commit');
  const events: RunEvent[] = [];
  let previous: Sha | null = null;
  for (const record of listing.stdout.split('\0').slice(0, -1)) {
    const [heading = '', ...lines] = record.trimStart().split('\n');
    const [commit = '', ...parents] = heading.trimEnd().split(' ');
    const where = `commit ${commit.slice(0, 10)}`;
    if (parents.join(' ') !== (previous ?? ''))
      throw new DamagedJournal(ref, `${where} does not follow the one before it`);
    previous = commit as Sha;
    for (const line of lines) {
      if (line !== '')
        events.push(parseEvent(line, problem => new DamagedJournal(ref, `${where} ${problem}`)));
    }
  }
  return { events, version: previous };
}

/** Each commit with its parents and its message, the oldest first. */
function list(git: Git, from: string): Promise<GitResult> {
  return git.attempt([
    ...['rev-list', '--reverse', '--topo-order', '--no-commit-header', '--format=%H %P%n%B%x00', from, '--'],
  ]);
}

function parseEvent(line: string, damage: (problem: string) => Error): RunEvent {
  const excerpt = `\`${line.slice(0, 60)}\``;
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw damage(`holds a line that is no JSON: ${excerpt}`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw damage(`holds a line that is no event: ${excerpt}`);
  }
  if (
    !('type' in value) ||
    typeof value.type !== 'string' ||
    !('at' in value) ||
    typeof value.at !== 'number'
  ) {
    throw damage(`holds an event without type or time: ${excerpt}`);
  }
  return value as RunEvent;
}
