/** Annotations of a job, as many as GitHub keeps. */
import type { Annotation } from '../host.ts';

const MOST_OF_A_KIND_IN_A_STEP = 10;
const MOST_IN_A_JOB = 50;

/** Of a run; jobs take from it. */
export class AnnotationBudget {
  #left = 50;

  take(): boolean {
    if (this.#left === 0) return false;
    this.#left--;
    return true;
  }
}

export class Annotations {
  readonly kept: Annotation[] = [];
  readonly #budget: AnnotationBudget;
  #inStep = new Map<Annotation['level'], number>();

  constructor(budget: AnnotationBudget) {
    this.#budget = budget;
  }

  startStep(): void {
    this.#inStep = new Map();
  }

  add(annotation: Annotation): void {
    const before = this.#inStep.get(annotation.level) ?? 0;
    this.#inStep.set(annotation.level, before + 1);
    if (before >= MOST_OF_A_KIND_IN_A_STEP || this.kept.length >= MOST_IN_A_JOB) return;
    if (this.#budget.take()) this.kept.push(annotation);
  }
}

/** One without a place in a file. GitHub puts it on the folder of the workflows. */
export function plainAnnotation(level: Annotation['level'], message: string): Annotation {
  return { level, message, title: null, path: '.github', startLine: 1, endLine: 1 };
}
