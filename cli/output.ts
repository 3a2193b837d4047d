/** Where words and JSON go: with `--json -` standard output is for the JSON alone. */
import { accessSync, closeSync, constants, lstatSync, openSync, rmSync, statSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import type { Diagnostic } from '../shared/plan/diagnostic.ts';
import { renderDiagnostics } from '../shared/report/diagnostics.ts';
import { jsonText } from '../shared/report/json.ts';
import { CommandProblem, EXIT } from './exit-code.ts';

export interface OutputOptions {
  /** A file, or `-`. */
  readonly json?: string;
  readonly quiet?: boolean;
}

export function streams({ json }: OutputOptions): { readonly words: NodeJS.WriteStream } {
  return { words: json === '-' ? process.stderr : process.stdout };
}

/** Asked before anything is run: a run must not end without the report that it was asked for. Leaves the file as it is. */
export function requireWritable({ json }: OutputOptions): void {
  if (json === undefined || json === '-') return;
  try {
    const there = statSync(json, { throwIfNoEntry: false });
    // To open a pipe would wait for its reader, and to close it would tell the reader that all is said.
    if (there !== undefined && !there.isFile() && !there.isDirectory()) {
      accessSync(json, constants.W_OK);
      return;
    }
    const named = lstatSync(json, { throwIfNoEntry: false }) !== undefined;
    closeSync(openSync(json, 'a'));
    if (!named) rmSync(json);
  } catch (error) {
    throw new CommandProblem(`the report cannot be written to ${json}: ${reasonOf(error)}`, {
      hint: 'name another file with --json',
    });
  }
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
    throw new CommandProblem(`the report could not be written to ${json}: ${reasonOf(error)}`, {
      exitCode: EXIT.incomplete,
    });
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
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
