/**
 * Wrong plans and configurations with the whole text that their author reads. Each file in `transcripts/` holds cases: a
 * title after `#####`, the text, and the report after `### report`. `UPDATE=1 npx vitest run test/plan` rewrites the reports.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { hasErrors } from '../../shared/plan/diagnostic.ts';
import { parseConfig } from '../../shared/plan/parse-config.ts';
import { parsePlan } from '../../shared/plan/parse-plan.ts';
import { renderDiagnostics } from '../../shared/report/diagnostics.ts';

const FOLDER = join(import.meta.dirname, 'transcripts');
const ONE_BACKEND =
  'backends: { sh: { kind: command, run: ./work } }\nbackend-routing: { default-backend: sh }\n';

interface Case {
  readonly title: string;
  readonly input: string;
  /** For a plan: its configuration, when it matters. */
  readonly config: string | null;
  readonly report: string;
}

for (const name of readdirSync(FOLDER).sort()) {
  const file = join(FOLDER, name);
  const cases = readCases(readFileSync(file, 'utf8'));
  const kind = name.startsWith('config') ? 'config' : 'plan';
  describe(name, () => {
    for (const each of cases) {
      test(each.title, () => {
        const report = reportOf(kind, each);
        if (process.env.UPDATE !== '1') expect(report).toBe(each.report);
      });
    }
    afterAll(() => {
      if (process.env.UPDATE !== '1') return;
      writeFileSync(file, cases.map(each => write({ ...each, report: reportOf(kind, each) })).join(''));
    });
  });
}

function reportOf(kind: 'plan' | 'config', { input, config }: Case): string {
  if (kind === 'config') {
    const parsed = parseConfig(input, { file: '.github/braid.yml' });
    expect(parsed.config === null).toBe(hasErrors(parsed.diagnostics));
    return renderDiagnostics(parsed.diagnostics);
  }
  const configuration = parseConfig(config ?? ONE_BACKEND, { file: '.github/braid.yml' });
  expect(configuration.diagnostics).toEqual([]);
  const parsed = parsePlan(input, { file: 'plan.yml', config: configuration.config });
  expect(parsed.plan === null).toBe(hasErrors(parsed.diagnostics));
  return renderDiagnostics(parsed.diagnostics);
}

function readCases(text: string): readonly Case[] {
  return text
    .split(/^##### /m)
    .slice(1)
    .map(part => {
      const [head = '', report = ''] = part.split(/^### report\n/m);
      const [before = '', config = null] = head.split(/^### config\n/m);
      const end = before.indexOf('\n') + 1;
      return { title: before.slice(0, end - 1), input: before.slice(end), config, report };
    });
}

function write({ title, input, config, report }: Case): string {
  return `##### ${title}\n${input}${config === null ? '' : `### config\n${config}`}### report\n${report}`;
}
