/** What the first job of a workflow run found out, for the jobs after it. */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { RunId } from '../shared/plan/plan.ts';
import type { Refusal } from '../shared/report/github/refusal.ts';
import type { Command } from '../shared/request/command.ts';
import type { Origin, RunEvent } from '../shared/run/event.ts';

export interface StartDocument {
  readonly command: Command['kind'] | 'reconcile';
  /** Null: there is none, as with a refusal. */
  readonly run: RunId | null;
  /** Null: nobody asked, as with a schedule. */
  readonly origin: Origin | null;
  /** The comment that asked; null: none did. */
  readonly comment: number | null;
  /** The label that asked; null: none did. */
  readonly label: string | null;
  /** What labels that ask begin with here. */
  readonly labelPrefix: string;
  readonly refusal: Refusal | null;
  /** Of the run as it was before: what is shown of it needs no access to the repository. */
  readonly journal: readonly RunEvent[];
  /** What this workflow run begins with; the journal does not know it yet. */
  readonly events: readonly RunEvent[];
}

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

export function startText(document: StartDocument): string {
  return JSON.stringify({ version: 1, ...document });
}

/** Null: there is none, so the workflow run goes on with what the journal has. */
export async function readStart(file: string): Promise<StartDocument | null> {
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) return null;
  return shape.parse(JSON.parse(text)) as unknown as StartDocument;
}
