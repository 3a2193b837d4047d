/** `mode: announce`: what the first job found out is shown where people look. */
import type { ActionContext } from '../index.ts';
import { handedStart } from '../job.ts';
import { announceJob } from '../modes/announce.ts';
import { openDesk } from './github-here.ts';

export async function announcePart({
  surroundings,
  token,
  input,
  say,
  warn,
  summarize,
}: ActionContext): Promise<void> {
  const start = await handedStart(surroundings.folder);
  if (start === null) return say('there is nothing to announce');
  const desk = await openDesk({ surroundings, token, input });
  await announceJob({ surroundings, desk, start, now: Date.now(), summarize, say, warn });
}
