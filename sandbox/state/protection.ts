/** What protects a branch, as far as it decides over a push. */

export interface Protection {
  /** Check runs that must have ended well on the pushed commit. */
  readonly requiredChecks: readonly string[];
  /** Nobody pushes here but these logins; null: everybody who may write. */
  readonly pushers: readonly string[] | null;
  readonly linearHistory: boolean;
}
