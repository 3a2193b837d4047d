/** One figure of the bench. */
export interface Row {
  readonly name: string;
  readonly ratio: number;
  readonly limit: number;
  /** True: the ratio must not be above the limit; false: not below it. */
  readonly atMost: boolean;
  readonly detail: string;
}
