/**
 * The two marks that every process of an attempt inherits: a variable of its environment, and a resource limit. The
 * variable is lost by `env -i` and by programs that rewrite their title; the limit is inherited whatever a process does
 * to its environment, session, directory and files. It is that on file locks, which Linux keeps and passes on but has not
 * enforced since 2.4.25, so that its value changes nothing. Where it cannot be set the variable stands alone.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { RunId } from '../../plan/plan.ts';
import { readProcFile } from './table.ts';

export const MARKER_VARIABLE = 'BRAID_MARKER';

/** Unguessable, so that nobody carries it who was not given it. */
export function newMarker(run: RunId, task: string, attempt: number): string {
  return `${run}/${task}/${attempt}/${randomBytes(12).toString('hex')}`;
}

/** All markers of a run begin with this. */
export function markerPrefix(run: RunId): string {
  return `${run}/`;
}

/** Whose marks a process carries. `wanted`: a whole marker, or the {@link markerPrefix} of a run. */
export function whoseMarks(pid: number, wanted: string): 'wanted' | 'others' | 'nobodys' {
  const whole = !wanted.endsWith('/');
  const marker = readMarker(pid);
  if (whole ? marker === wanted : marker?.startsWith(wanted)) return 'wanted';
  const limit = readLimit(pid);
  if (limit === null) return marker === null ? 'nobodys' : 'others';
  return (whole ? limit === limitOf(wanted) : limit.startsWith(digits(wanted))) ? 'wanted' : 'others';
}

/**
 * A script for `sh` that sets the limit `$0` and becomes the shell that runs `$1`, whose own name and arguments are `$2` and
 * what follows. dash calls this limit `-w`, bash and busybox `-x`. Only the soft limit: an attempt that runs Braid itself marks
 * its own attempts anew.
 */
export const MARKING_SCRIPT =
  'ulimit -S -w "$0" 2>/dev/null || ulimit -S -x "$0" 2>/dev/null; exec /bin/sh -c "$@"';

/** Nine digits for the run and nine for the attempt: below 2^63, and no limit that a person would set. */
export function limitOf(marker: string): string {
  return digits(marker.slice(0, marker.indexOf('/') + 1)) + digits(marker);
}

function digits(text: string): string {
  const hash = createHash('sha256').update(text).digest().readUInt32BE(0);
  return String(100_000_000 + (hash % 900_000_000));
}

function readMarker(pid: number): string | null {
  const environment = readProcFile(pid, 'environ');
  if (environment === null) return null;
  const start = `\0${environment}`.indexOf(`\0${MARKER_VARIABLE}=`);
  if (start < 0) return null;
  const from = start + MARKER_VARIABLE.length + 1;
  const end = environment.indexOf('\0', from);
  return environment.slice(from, end < 0 ? undefined : end);
}

const LOCK_LIMIT = /^Max file locks +(\d{18}) /m;

function readLimit(pid: number): string | null {
  return LOCK_LIMIT.exec(readProcFile(pid, 'limits') ?? '')?.[1] ?? null;
}
