/** What goes on, while it does: each workflow run with its jobs as they end, and what is being waited for. */
import type { WriteStream } from 'node:tty';
import { createLogUpdate } from 'log-update';
import { pad } from '../../../shared/report/text/columns.ts';
import { palette } from '../../../shared/report/text/paint.ts';
import { oneLine } from '../../../shared/report/text/visible.ts';
import { clock, some } from '../../../shared/report/units.ts';
import { markOf, took, wordOf } from '../../page/layout.ts';
import type { Job, WorkflowRun } from '../../state/workflow-run.ts';

const FRAME_MS = 100;
const NAME_COLUMNS = 28;

export interface ProgressOptions {
  readonly stream: WriteStream;
  readonly live: boolean;
  readonly colour: boolean;
  runs(): readonly WorkflowRun[];
  /** How it stands, in a few words; said again when it has changed. */
  standing(): string | null;
  /** Where the run can be watched, once that is known. */
  page(): string | null;
}

export class Progress {
  readonly #options: ProgressOptions;
  readonly #began = Date.now();
  readonly #log: ReturnType<typeof createLogUpdate>;
  readonly #paint;
  readonly #told = new Set<number>();
  #stood: string | null = null;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: ProgressOptions) {
    this.#options = options;
    this.#log = createLogUpdate(options.stream);
    this.#paint = palette(options.colour);
  }

  start(): void {
    this.#timer = setInterval(() => this.#look(), FRAME_MS);
  }

  /** Tells what is left to tell. */
  stop(): void {
    if (this.#timer === undefined) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#look();
    this.#log.clear();
    this.#log.done();
  }

  /** A line that stays, with the time since the start. */
  say(text: string): void {
    this.#persist(`${this.#paint.dim(clock(Date.now() - this.#began))}  ${text}`);
  }

  #look(): void {
    const page = this.#options.page();
    if (page !== null && this.#isNew(0)) this.say(`Watch the run, live: ${page}`);
    for (const run of this.#options.runs()) {
      if (this.#isNew(run.id)) this.say(this.#runLine(run));
      for (const job of run.jobs)
        if (job.status === 'completed' && this.#isNew(job.id) && job.conclusion !== 'skipped')
          this.#persist(this.#jobLine(job));
      // The next one begins while this one is ending; told in turn, they are easier to read.
      if (run.status !== 'completed') break;
      if (this.#isNew(-run.id)) this.#tellProblems(run);
    }
    this.#tellStanding();
    if (this.#options.live) this.#log(this.#frame());
  }

  #isNew(id: number): boolean {
    const isNew = !this.#told.has(id);
    this.#told.add(id);
    return isNew;
  }

  #runLine({ number, title, event }: WorkflowRun): string {
    const why = event.name === 'workflow_dispatch' ? 'started by Braid' : event.name.replaceAll('_', ' ');
    return `${this.#paint.bold(`workflow run ${number}`)} · ${oneLine(title)} · ${why}`;
  }

  #jobLine(job: Job): string {
    const [mark] = markOf(job);
    const tone = job.conclusion === 'success' ? 'good' : 'bad';
    const time = took(job.startedAt, job.completedAt, new Date());
    const word = job.conclusion === 'success' ? '' : `  ${wordOf(job)}`;
    return `      ${this.#paint.tone(tone)(mark)} ${pad(shortName(job), NAME_COLUMNS)} ${time.padStart(7)}${word}`;
  }

  #tellProblems(run: WorkflowRun): void {
    for (const problem of run.problems) this.#persist(`      ${oneLine(problem)}`);
  }

  #tellStanding(): void {
    const standing = this.#options.standing();
    if (standing !== null && standing !== this.#stood) this.#persist(`      ${standing}`);
    this.#stood = standing;
  }

  #frame(): string {
    const now = Date.now();
    const active = this.#options
      .runs()
      .flatMap(({ jobs }) => jobs)
      .filter(({ status }) => status === 'in_progress');
    const rows = active.map(job => {
      const since = clock(now - (job.startedAt?.getTime() ?? now));
      return `      ${this.#paint.tone('busy')('◐')} ${pad(shortName(job), NAME_COLUMNS)} ${since.padStart(7)}`;
    });
    const waits = active.length === 0 ? 'the next job to start' : some(active.map(shortName), 4);
    return [...rows, this.#paint.dim(`${clock(now - this.#began)}  waiting for ${waits}`)].join('\n');
  }

  #persist(line: string): void {
    if (this.#options.live) this.#log.persist(line);
    else this.#options.stream.write(`${line}\n`);
  }
}

/** Without the job that calls the reusable workflow: `braid / task` is `task`. */
function shortName({ name }: Job): string {
  return oneLine(name.replace(/^braid \/ /, ''));
}
