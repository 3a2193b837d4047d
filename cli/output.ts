/** Where words and JSON go: with `--json -` standard output is for the JSON alone. */
import { writeFile } from 'node:fs/promises';
import type { Diagnostic } from '../shared/plan/diagnostic.ts';
import { renderDiagnostics } from '../shared/report/diagnostics.ts';
import { jsonText } from '../shared/report/json.ts';
import { CommandProblem } from './exit-code.ts';

export interface OutputOptions {
  /** A file, or `-`. */
  readonly json?: string;
  readonly quiet?: boolean;
}

export function streams({ json }: OutputOptions): { readonly words: NodeJS.WriteStream } {
  return { words: json === '-' ? process.stderr : process.stdout };
}

export async function writeJson({ json }: OutputOptions, value: object): Promise<void> {
  if (json === undefined) return;
  if (json === '-') {
    process.stdout.write(jsonText(value));
    return;
  }
  try {
    await writeFile(json, jsonText(value));
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    throw new CommandProblem(`the report could not be written to ${json}: ${said}`);
  }
}

/** Problems of a plan or a configuration go to standard error. */
export function refuse(diagnostics: readonly Diagnostic[]): void {
  process.stderr.write(renderDiagnostics(diagnostics));
}

export function columnsOf(stream: NodeJS.WriteStream): number {
  return Math.max(40, Math.min(stream.columns ?? 80, 120));
}

export function wantsColour(stream: NodeJS.WriteStream): boolean {
  return stream.isTTY === true && process.env.TERM !== 'dumb' && !process.env.NO_COLOR;
}
