/** Runs workflow texts on a host of its own, in few words. */
import type { JobReport, RunningWorkflow, RunReport, RunRequest } from '../../../sandbox/runner/host.ts';
import type { RunnerOptions } from '../../../sandbox/runner/options.ts';
import { startWorkflow } from '../../../sandbox/runner/start-workflow.ts';
import { type Files, MemoryHost, REPOSITORY } from './memory-host.ts';

export const PATH = '.github/workflows/test.yml';

export interface Setting {
  /** Besides the workflow. */
  readonly files?: Files;
  readonly host?: MemoryHost;
  readonly event?: Partial<RunRequest['event']>;
  readonly request?: Partial<Omit<RunRequest, 'event'>>;
  readonly options?: RunnerOptions;
}

export interface Started {
  readonly host: MemoryHost;
  readonly running: RunningWorkflow;
}

/** Steps get short graces: nobody waits in a test. */
const QUICK: RunnerOptions = { interruptMs: 200, terminateMs: 200 };

export async function start(workflow: string, setting: Setting = {}): Promise<Started> {
  const { host = new MemoryHost(), files = {}, event = {}, request = {}, options = {} } = setting;
  const sha = await host.commit({ [PATH]: workflow, ...files });
  const running = startWorkflow(
    {
      repository: REPOSITORY,
      workflow: PATH,
      event: { name: 'push', payload: {}, ref: 'refs/heads/main', sha, actor: 'mona', ...event },
      inputs: {},
      runId: 7,
      runNumber: 1,
      runAttempt: 1,
      kept: [],
      tokenLimit: null,
      ...request,
    },
    host,
    { ...QUICK, ...options },
  );
  return { host, running };
}

export async function run(workflow: string, setting: Setting = {}): Promise<RunReport> {
  const { running } = await start(workflow, setting);
  return running.done;
}

/** A workflow of one job `it` with these steps, each a block of YAML that begins with `- `. */
export function steps(...blocks: readonly string[]): string {
  const indented = blocks.map(block => block.replaceAll('\n', '\n      ')).join('\n      ');
  return `on: push\njobs:\n  it:\n    runs-on: ubuntu-latest\n    steps:\n      ${indented}\n`;
}

export function job(report: RunReport, name = 'it'): JobReport {
  const found = report.jobs.find(one => one.name === name);
  if (found === undefined)
    throw new Error(
      `no job ${name} in ${report.jobs.map(one => one.name).join(', ')}; ${report.problems.join('; ')}`,
    );
  return found;
}

/** `name conclusion`, in the order of their ends. */
export function conclusions(report: RunReport): readonly string[] {
  return report.jobs.map(({ name, conclusion }) => `${name} ${conclusion}`);
}

/** The lines of the log that no step began and no command wrote. */
export function said(report: RunReport, name = 'it'): readonly string[] {
  return job(report, name)
    .log.split('\n')
    .filter(line => line !== '' && !line.startsWith('##['));
}
