/** What a database may answer instead of rows, told apart: not there just now, already there, or wrong. */

/** No connection, or one that broke: what was asked may have happened or not, and may be asked again. */
export class DatabaseUnreachable extends Error {
  constructor(name: string, cause: unknown) {
    const reason = cause instanceof Error ? cause.message || codeOf(cause) : String(cause);
    super(`the database ${name} cannot be reached: ${reason}`, { cause });
    this.name = 'DatabaseUnreachable';
  }
}

const NETWORK = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
  'ENOTFOUND',
  'EAI_AGAIN',
  // A Unix socket that is not there.
  'ENOENT',
]);

/** Shut down, starting up, too many connections: https://www.postgresql.org/docs/15/errcodes-appendix.html */
const PASSING = new Set(['57P01', '57P02', '57P03', '57P05', '53300', '25P03']);

/** What `pg` says without a code. */
const BROKEN =
  /^(Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error|Client was closed|write after end)/;

export function isUnreachable(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isUnreachable);
  if (!(error instanceof Error)) return false;
  const code = codeOf(error);
  return NETWORK.has(code) || PASSING.has(code) || code.startsWith('08') || BROKEN.test(error.message);
}

/** A row with that key is there already. */
export function isTaken(error: unknown): boolean {
  return error instanceof Error && codeOf(error) === '23505';
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : '';
}
