/** The files that the `path` input of an upload means. */
import { readdir, realpath, stat } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import picomatch from 'picomatch';

export interface Found {
  /** Absolute. */
  readonly files: readonly string[];
  /** Names in the archive are relative to it. */
  readonly root: string;
}

export interface Search {
  readonly workspace: string;
  /** One a line; a line with `!` takes out again. */
  readonly patterns: string;
  readonly hidden: boolean;
}

export async function findFiles({ workspace, patterns, hidden }: Search): Promise<Found> {
  const lines = patterns
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '' && !line.startsWith('#'));
  const wanted = lines.filter(line => !line.startsWith('!')).map(line => resolve(workspace, line));
  const excluded = lines.filter(line => line.startsWith('!')).map(line => resolve(workspace, line.slice(1)));
  const starts = wanted.map(startOf);
  const files = new Set<string>();
  for (const [at, pattern] of wanted.entries())
    for (const file of await walk(starts[at] ?? workspace, { hidden, above: [] }))
      if (isMeant(pattern, file) && !excluded.some(other => isMeant(other, file))) files.add(file);
  return { files: [...files].sort(), root: await rootOf(starts) };
}

/** A folder means all that is in it. */
function isMeant(pattern: string, file: string): boolean {
  return file === pattern || file.startsWith(`${pattern}${sep}`) || matcher(pattern)(file);
}

function matcher(pattern: string): (file: string) => boolean {
  return picomatch([pattern, `${pattern}/**`], { dot: true, nonegate: true, nobrace: true, noextglob: true });
}

/** The part of a pattern before its first wildcard. */
function startOf(pattern: string): string {
  const parts = pattern.split(sep);
  const wild = parts.findIndex(part => /[*?[]/.test(part));
  return wild < 0 ? pattern : parts.slice(0, wild).join(sep) || sep;
}

interface Walk {
  readonly hidden: boolean;
  /** The real folders that it is in: a link to one of them would lead around for ever. */
  readonly above: readonly string[];
}

/** Links are followed. */
async function walk(path: string, { hidden, above }: Walk): Promise<readonly string[]> {
  const entry = await stat(path).catch(() => null);
  if (entry === null) return [];
  if (!entry.isDirectory()) return entry.isFile() ? [path] : [];
  const real = await realpath(path);
  if (above.includes(real)) return [];
  const names = (await readdir(path)).filter(name => hidden || !name.startsWith('.'));
  const inner = { hidden, above: [...above, real] };
  return (await Promise.all(names.map(name => walk(join(path, name), inner)))).flat();
}

/** One file goes by its own name; of several places the folder that all have in common is the root. */
async function rootOf(starts: readonly string[]): Promise<string> {
  const [first = sep, ...others] = starts;
  if (others.length === 0) {
    const entry = await stat(first).catch(() => null);
    return entry?.isDirectory() ? first : dirname(first);
  }
  const parts = starts.map(start => start.split(sep));
  const [shortest = []] = parts.toSorted((a, b) => a.length - b.length);
  let length = 0;
  while (length < shortest.length && parts.every(own => own[length] === shortest[length])) length++;
  const common = shortest.slice(0, length).join(sep) || sep;
  return (await stat(common).catch(() => null))?.isDirectory() ? common : dirname(common);
}
