/**
 * Requests end with the work that they are made for: what waits in a pause, or behind other requests, is not sent later by work that
 * was told to end.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import type { AppAtGitHub } from './access.ts';

const ends = new AsyncLocalStorage<AbortSignal>();

/** All that `work` asks of GitHub ends with `signal`. */
export function endingWith<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  const outer = ends.getStore();
  return ends.run(outer === undefined ? signal : AbortSignal.any([outer, signal]), work);
}

export function endingRequests(app: AppAtGitHub): AppAtGitHub {
  return {
    auth: async installation => {
      const octokit = await untilEnd(() => app.auth(installation));
      return {
        request: (route, parameters = {}) => {
          const signal = ends.getStore();
          const { request } = parameters;
          const own = typeof request === 'object' ? request : {};
          const told = signal === undefined ? parameters : { ...parameters, request: { ...own, signal } };
          return untilEnd(() => octokit.request(route, told));
        },
      };
    },
  };
}

/** Rejects when the work that waits is told to end. */
export async function pause(ms: number): Promise<void> {
  const signal = ends.getStore();
  await delay(ms, undefined, signal === undefined ? {} : { signal });
}

/** Octokit pauses before it tries again, whatever its signal says. */
async function untilEnd<T>(ask: () => Promise<T>): Promise<T> {
  const signal = ends.getStore();
  if (signal === undefined) return ask();
  signal.throwIfAborted();
  const answer = ask();
  let stop = () => {};
  const ended = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([answer, ended]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
