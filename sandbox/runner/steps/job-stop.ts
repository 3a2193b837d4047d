/** How a job is told to end: gently, as by the button or its time limit, or as by a machine that is lost. */
export class JobStop {
  readonly #killed = new AbortController();
  readonly #cancelled = new AbortController();

  /** Later causes change nothing. */
  cancel(cause: 'cancelled' | 'timed-out'): void {
    this.#cancelled.abort(cause);
  }

  kill(): void {
    this.#killed.abort();
  }

  get cancelSignal(): AbortSignal {
    return this.#cancelled.signal;
  }

  get killSignal(): AbortSignal {
    return this.#killed.signal;
  }

  get cancelled(): boolean {
    return this.#cancelled.signal.aborted;
  }

  get killed(): boolean {
    return this.#killed.signal.aborted;
  }
}
