/** A runner that reads `on:` and nothing else; what its workflow runs do is said by the test. */
import { parse } from 'yaml';
import { z } from 'zod';
import type {
  Conclusion,
  JobReport,
  Permissions,
  RunnerHost,
  RunReport,
  RunRequest,
} from '../../sandbox/runner/host.ts';
import type { Runner } from '../../sandbox/workflows/runner.ts';

export interface StartedRun {
  readonly request: RunRequest;
  readonly host: RunnerHost;
  /** Keys of jobs that were killed. */
  readonly killed: string[];
  cancelled: boolean;
  finish(conclusion: Conclusion, jobs?: readonly JobReport[]): void;
}

export interface ScriptedRunner extends Runner {
  readonly started: StartedRun[];
}

const Workflow = z.object({
  on: z.union([z.string().transform(name => [name]), z.array(z.string()), z.record(z.string(), z.unknown())]),
});

/** Every run ends well at once, unless `hold` is set: then when the test says so. */
export function scriptedRunner({ hold }: { hold: boolean } = { hold: false }): ScriptedRunner {
  const started: StartedRun[] = [];
  return {
    started,
    matches: (text, event) => {
      const workflow = Workflow.safeParse(parse(text));
      if (!workflow.success) return { starts: false, problems: ['line 1: there is no `on`'] };
      const names = Array.isArray(workflow.data.on) ? workflow.data.on : Object.keys(workflow.data.on);
      return { starts: names.includes(event), problems: [] };
    },
    startWorkflow: (request, host) => {
      let settle: (report: RunReport) => void = () => undefined;
      const done = new Promise<RunReport>(resolve => {
        settle = resolve;
      });
      const run: StartedRun = {
        request,
        host,
        killed: [],
        cancelled: false,
        finish: (conclusion, jobs = []) => settle({ conclusion, jobs, problems: [] }),
      };
      started.push(run);
      if (!hold) run.finish('success');
      const cancel = (): void => {
        run.cancelled = true;
        run.finish('cancelled');
      };
      return { done, cancel, kill: key => void run.killed.push(key) };
    },
  };
}

export function jobReport(key: string, conclusion: Conclusion, more: Partial<JobReport> = {}): JobReport {
  const permissions: Permissions = {};
  return {
    key,
    name: key,
    conclusion,
    outputs: {},
    steps: [],
    annotations: [],
    summaries: [],
    log: '',
    permissions,
    ...more,
  };
}
