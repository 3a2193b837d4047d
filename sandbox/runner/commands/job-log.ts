/** Everything a job says: its log, annotations and summaries, with secrets masked in all of them. */
import type { Annotation } from '../host.ts';
import { type AnnotationBudget, Annotations, plainAnnotation } from './annotations.ts';
import { Masks } from './masks.ts';

/** GitHub's: of a step, and as many of a job are shown. */
const LARGEST_SUMMARY = 1024 * 1024;
const MOST_SUMMARIES = 20;

export class JobLog {
  readonly masks = new Masks();
  readonly summaries: string[] = [];
  readonly #annotations: Annotations;
  readonly #lines: string[] = [];

  constructor(budget: AnnotationBudget) {
    this.#annotations = new Annotations(budget);
  }

  startStep(name: string): void {
    this.#annotations.startStep();
    this.write(`##[group]${name}`);
    this.write('##[endgroup]');
  }

  write(line: string): void {
    this.#lines.push(this.masks.apply(line));
  }

  /** In the log, and as an annotation without a place. */
  tell(level: Annotation['level'], message: string): void {
    this.annotate(plainAnnotation(level, message));
  }

  annotate(annotation: Annotation): void {
    const message = this.masks.apply(annotation.message);
    this.write(`##[${annotation.level === 'failure' ? 'error' : annotation.level}]${message}`);
    const title = annotation.title === null ? null : this.masks.apply(annotation.title);
    this.#annotations.add({ ...annotation, message, title });
  }

  summarize(markdown: string): void {
    const size = Buffer.byteLength(markdown);
    if (size > LARGEST_SUMMARY) {
      const kilobytes = Math.ceil(size / 1024);
      this.tell(
        'failure',
        `$GITHUB_STEP_SUMMARY upload aborted, supports content up to a size of 1024k, got ${kilobytes}k.`,
      );
    } else if (markdown !== '' && this.summaries.length < MOST_SUMMARIES) {
      this.summaries.push(this.masks.apply(markdown));
    }
  }

  get annotations(): readonly Annotation[] {
    return this.#annotations.kept;
  }

  get text(): string {
    return this.#lines.map(line => `${line}\n`).join('');
  }
}
