/** One thing that `braid doctor` looked at. */

export type CheckName =
  | 'git'
  | 'Node'
  | 'repository'
  | 'task trees'
  | 'configuration'
  | 'plan'
  | 'budget'
  | 'backend'
  | 'tests'
  | 'target'
  | 'runs';

export interface Check {
  readonly name: CheckName;
  /** `remark`: a run could start and land all the same. */
  readonly status: 'good' | 'remark' | 'bad';
  readonly found: string;
  /** How to mend it; null: nothing is to be mended. */
  readonly hint: string | null;
}

export function good(name: CheckName, found: string): Check {
  return { name, status: 'good', found, hint: null };
}

export function remark(name: CheckName, found: string, hint: string | null): Check {
  return { name, status: 'remark', found, hint };
}

export function bad(name: CheckName, found: string, hint: string): Check {
  return { name, status: 'bad', found, hint };
}
