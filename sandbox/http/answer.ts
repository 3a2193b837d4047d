/** What a handler gives back, and how it refuses. */

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** undefined: none. Text and bytes as they are, all else as JSON. */
  readonly body: unknown;
}

export function json(body: unknown, status = 200): Answer {
  return { status, headers: {}, body };
}

export const noContent: Answer = { status: 204, headers: {}, body: undefined };

export function redirect(location: string): Answer {
  return { status: 302, headers: { location }, body: undefined };
}

/** A refusal in GitHub's words; caught once, where requests come in. */
export class Refused extends Error {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly errors: readonly Readonly<Record<string, string>>[] | null;

  constructor(
    status: number,
    message: string,
    more: {
      readonly headers?: Readonly<Record<string, string>>;
      readonly errors?: readonly Readonly<Record<string, string>>[];
    } = {},
  ) {
    super(message);
    this.name = 'Refused';
    this.status = status;
    this.headers = more.headers ?? {};
    this.errors = more.errors ?? null;
  }

  toAnswer(): Answer {
    const body = {
      message: this.message,
      ...(this.errors === null ? {} : { errors: this.errors }),
      documentation_url: 'https://docs.github.com/rest',
      status: String(this.status),
    };
    return { status: this.status, headers: this.headers, body };
  }
}

export function notFound(): Refused {
  return new Refused(404, 'Not Found');
}

/** A field that is not as GitHub wants it. */
export function invalid(resource: string, field: string, message: string): Refused {
  return new Refused(422, 'Validation Failed', { errors: [{ resource, field, code: 'custom', message }] });
}
