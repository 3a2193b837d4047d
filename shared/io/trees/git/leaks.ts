/** Looks for secrets in what a task changed: in the names of its files and in what they hold now. */
import { open, readlink } from 'node:fs/promises';
import type { Leak } from '../../../run/attempts/evidence.ts';
import type { Git } from '../../git.ts';
import { MASK } from '../../output/secret-mask.ts';
import type { Secret } from '../../ports.ts';
import { bytePath, onDisk, readPrinted, shown, within } from '../byte-path.ts';

/** What git says of a path that differs from the base. */
export interface ChangedPath {
  readonly status: string;
  readonly mode: string;
  readonly baseObject: string;
  /** Quoted as git does, where it must be. */
  readonly printed: string;
}

export interface LeakSearch {
  /** The task's tree. */
  readonly tree: string;
  readonly git: Git;
  readonly changes: readonly ChangedPath[];
  readonly secrets: readonly Secret[];
}

/** Bytes of all changed files together; what comes after them is not looked at. */
const MOST_BYTES = 64 * 1024 * 1024;
const CHUNK_BYTES = 1024 * 1024;

export async function findLeaks({ tree, git, changes, secrets }: LeakSearch): Promise<readonly Leak[]> {
  if (secrets.length === 0) return [];
  const leaks: Leak[] = [];
  const budget = { bytes: MOST_BYTES };
  for (const change of changes) {
    if (change.status === 'D') continue;
    const path = readPrinted(change.printed);
    const searched = { mode: change.mode, secrets, budget };
    // What cannot be read must not cost the task its work.
    const held = await secretsIn(onDisk(within(bytePath(tree), path)), searched).catch(() => []);
    const named = secrets.filter(({ value }) => shown(path).includes(value));
    for (const secret of new Set([...named, ...held])) {
      if (!named.includes(secret) && (await wasThere(git, change, secret))) continue;
      leaks.push({ name: secret.name, path: withoutSecrets(shown(path), secrets) });
    }
  }
  return leaks;
}

export function withoutSecrets(path: string, secrets: readonly Secret[]): string {
  return secrets.reduce((text, { value }) => text.replaceAll(value, MASK), path);
}

interface Searched {
  readonly mode: string;
  readonly secrets: readonly Secret[];
  readonly budget: { bytes: number };
}

async function secretsIn(file: Buffer, { mode, secrets, budget }: Searched): Promise<readonly Secret[]> {
  const needles = secrets.map(secret => ({ secret, spellings: spellingsOf(secret.value) }));
  const holds = (bytes: Buffer) =>
    needles
      .filter(({ spellings }) => spellings.some(each => bytes.includes(each)))
      .map(({ secret }) => secret);
  if (mode === '120000') return holds(await readlink(file, 'buffer'));
  if (!mode.startsWith('100')) return [];
  const overlap = Math.max(...needles.flatMap(({ spellings }) => spellings.map(each => each.length)));
  const found = new Set<Secret>();
  const handle = await open(file, 'r');
  try {
    let kept = Buffer.alloc(0);
    while (budget.bytes > 0) {
      const { bytesRead, buffer } = await handle.read(Buffer.alloc(Math.min(CHUNK_BYTES, budget.bytes)));
      if (bytesRead === 0) break;
      budget.bytes -= bytesRead;
      const seen = Buffer.concat([kept, buffer.subarray(0, bytesRead)]);
      for (const secret of holds(seen)) found.add(secret);
      kept = Buffer.from(seen.subarray(-overlap));
    }
  } finally {
    await handle.close();
  }
  return [...found];
}

/** As it is, and as JSON spells it. */
function spellingsOf(value: string): readonly Buffer[] {
  return [...new Set([value, JSON.stringify(value).slice(1, -1)])].map(each => Buffer.from(each));
}

/** What the base holds already is not this task's doing. */
async function wasThere(git: Git, { status, baseObject }: ChangedPath, { value }: Secret): Promise<boolean> {
  if (status === 'A') return false;
  const { code, stdout } = await git.attempt(['cat-file', 'blob', baseObject]);
  return code === 0 && stdout.includes(value);
}
