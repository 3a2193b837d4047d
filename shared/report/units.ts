/** Numbers with their units, and small words around them. Everything a reader sees as a number is written here. */

/** "40 ms", "2.1 s", "4 min 05 s", "1 h 04 min". */
export function duration(ms: number): string {
  if (ms < 95) return `${Math.max(0, Math.round(ms))} ms`;
  const tenths = Math.round(Math.max(0, ms) / 100);
  if (tenths < 600) return `${(tenths / 10).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${two(seconds % 60)} s`;
  const minutes = Math.round(seconds / 60);
  return `${Math.floor(minutes / 60)} h ${two(minutes % 60)} min`;
}

/** Time that passes: "0:12", "1:02:03". */
export function clock(ms: number): string {
  const seconds = Math.floor(Math.max(0, ms) / 1000);
  const minutes = Math.floor(seconds / 60);
  return minutes < 60
    ? `${minutes}:${two(seconds % 60)}`
    : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`;
}

/** Dollars. */
export function money(usd: number): string {
  return usd > 0 && usd < 0.005 ? 'under $0.01' : `$${usd.toFixed(2)}`;
}

/** A time in UTC, for a person. */
export function moment(at: number): string {
  return `${isoTime(at).slice(0, 19).replace('T', ' ')} UTC`;
}

/** A time in UTC, for a program: ISO 8601. */
export function isoTime(at: number): string {
  return new Date(at).toISOString();
}

/** "1 task", "2 tasks", "12,345 tokens". */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${grouped(count)} ${count === 1 ? one : many}`;
}

export function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** "2.7" */
export function ratio(value: number): string {
  return value.toFixed(1);
}

/** "a, b and c" */
export function enumerate(items: readonly string[]): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

/** The first few, and how many more. */
export function some(items: readonly string[], limit: number): string {
  const more = items.length - limit;
  return more > 0 ? `${items.slice(0, limit).join(', ')} and ${more} more` : enumerate(items);
}

/** As many digits of an object id as git shows. */
export function shortSha(sha: string): string {
  return sha.slice(0, 7);
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
