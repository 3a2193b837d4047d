/** What the first job of a workflow run found out, for the jobs after it. */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { Decision } from '../shared/request/decision.ts';

/** Events are checked as those of a journal are: by type and time. The job that wrote it runs no code of others. */
const shape = z.object({
  version: z.literal(1),
  command: z.string(),
  run: z.string().nullable(),
  origin: z.object({}).loose().nullable(),
  comment: z.number().nullable(),
  label: z.string().nullable(),
  labelPrefix: z.string(),
  refusal: z.object({ kind: z.string() }).loose().nullable(),
  journal: z.array(z.object({ type: z.string(), at: z.number() }).loose()),
  events: z.array(z.object({ type: z.string(), at: z.number() }).loose()),
});

export function startText(document: Decision): string {
  return JSON.stringify({ version: 1, ...document });
}

/** Null: there is none, so the workflow run goes on with what the journal has. */
export async function readStart(file: string): Promise<Decision | null> {
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) return null;
  return shape.parse(JSON.parse(text)) as unknown as Decision;
}
