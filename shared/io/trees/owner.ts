/**
 * Names the folder of a pool after the process that made it, so that what a dead process left can be told from the trees
 * of a run that goes on.
 */
import { createHash } from 'node:crypto';
import { hostname } from 'node:os';
import { processStartTime } from '../processes/lock.ts';

const NAME = /^([0-9a-f]{6})-(\d+)-([0-9a-f]{8})\.\d+$/;

/** Short: the trees are below it, and some programs know only short paths. */
export function ownName(number: number): string {
  return `${thisMachine()}-${process.pid}-${digest(processStartTime(process.pid) ?? '', 8)}.${number}`;
}

/** Was it made on this machine by a process that runs no more? Of other machines (a shared home) nothing is known: false. */
export function isAbandoned(name: string): boolean {
  const [, machine, pid, start] = NAME.exec(name) ?? [];
  if (machine !== thisMachine() || start === undefined) return false;
  const found = processStartTime(Number(pid));
  return found === null || digest(found, 8) !== start;
}

/** Only the first label of the name: the domain comes and goes with the network. */
function thisMachine(): string {
  return digest((hostname().split('.')[0] ?? '').toLowerCase(), 6);
}

function digest(text: string, length: number): string {
  return createHash('sha256').update(text).digest('hex').slice(0, length);
}
