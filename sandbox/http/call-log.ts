/** Which calls were made, by whom, and how they were answered: for what a task costs in requests. */

export interface LoggedCall {
  /** With the names of its parts: `GET /repos/:owner/:repo/labels`. */
  readonly route: string;
  readonly path: string;
  /** `job acme/shop`, `installation 1007`, `user maria`. */
  readonly principal: string;
  /** Of a job's token; 0: of no workflow run. */
  readonly runId: number;
  readonly status: number;
}

export interface CallCount {
  readonly route: string;
  readonly principal: string;
  readonly calls: number;
}

export class CallLog {
  readonly #calls: LoggedCall[] = [];

  add(call: LoggedCall): void {
    this.#calls.push(call);
  }

  all(): readonly LoggedCall[] {
    return this.#calls;
  }

  clear(): void {
    this.#calls.length = 0;
  }

  /** By route and principal, most frequent first. */
  counts(): readonly CallCount[] {
    const counts = new Map<string, CallCount>();
    for (const { route, principal } of this.#calls) {
      const key = `${principal} ${route}`;
      counts.set(key, { route, principal, calls: (counts.get(key)?.calls ?? 0) + 1 });
    }
    return [...counts.values()].sort((a, b) => b.calls - a.calls);
  }
}
