/** How each status of a task is shown: the same mark, word and tone on every surface. */
import type { TaskStatus } from '../../run/status.ts';

export type Tone = 'good' | 'bad' | 'warn' | 'busy' | 'quiet';

export interface Look {
  readonly mark: string;
  readonly label: string;
  readonly tone: Tone;
}

export const LOOKS: Readonly<Record<TaskStatus, Look>> = {
  waiting: { mark: '○', label: 'waiting', tone: 'quiet' },
  running: { mark: '◐', label: 'running', tone: 'busy' },
  verifying: { mark: '◎', label: 'verifying', tone: 'busy' },
  merged: { mark: '✔', label: 'merged', tone: 'good' },
  conflict: { mark: '✘', label: 'conflict', tone: 'bad' },
  red: { mark: '✘', label: 'red', tone: 'bad' },
  failed: { mark: '✘', label: 'failed', tone: 'bad' },
  held: { mark: '‖', label: 'held', tone: 'warn' },
  skipped: { mark: '–', label: 'skipped', tone: 'quiet' },
  'no-changes': { mark: '–', label: 'no changes', tone: 'warn' },
  'out-of-scope': { mark: '✘', label: 'out of scope', tone: 'bad' },
  'timed-out': { mark: '✘', label: 'timed out', tone: 'bad' },
  'rate-limited': { mark: '✘', label: 'rate-limited', tone: 'bad' },
  cancelled: { mark: '–', label: 'cancelled', tone: 'quiet' },
};
