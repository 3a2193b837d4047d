/** Ends a `switch` over a tag: the compiler proves that every case is listed. */
export function assertNever(value: never): never {
  throw new Error(`unexpected value: ${JSON.stringify(value)}`);
}
