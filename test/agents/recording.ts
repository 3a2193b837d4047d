/** What an agent's program printed once, read again by its reader. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AgentReader } from '../../shared/io/backends/agents/agent.ts';
import type { Usage } from '../../shared/run/attempts/evidence.ts';

export interface Heard {
  /** What a person is shown. */
  readonly shown: readonly string[];
  readonly usage: Usage;
}

/** `folder`: the test's own. */
export function linesOf(folder: string, recording: string): readonly string[] {
  return readFileSync(join(folder, 'recordings', `${recording}.jsonl`), 'utf8')
    .trimEnd()
    .split('\n');
}

export function hear(reader: AgentReader, lines: readonly string[]): Heard {
  const shown = lines.map(line => reader.line(line)).filter(line => line !== null);
  return { shown, usage: reader.usage() };
}

/** Lines that fit into no pattern, or only in part. */
export const GARBAGE = [
  '{',
  '{}',
  '{"type":1}',
  '{"type":"unheard-of"}',
  '{"type":"result","stats":{}}',
  '{"item":null}',
];
