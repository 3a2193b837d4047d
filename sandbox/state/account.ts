/** Who acts: people, bots and organisations, and what a person may do in a repository. */

export interface Account {
  readonly id: number;
  readonly login: string;
  readonly kind: 'User' | 'Bot' | 'Organization';
}

export type Role = 'none' | 'read' | 'triage' | 'write' | 'maintain' | 'admin';

const ORDER: readonly Role[] = ['none', 'read', 'triage', 'write', 'maintain', 'admin'];

export function atLeast(role: Role, wanted: Role): boolean {
  return ORDER.indexOf(role) >= ORDER.indexOf(wanted);
}

/** The permission's old name, which knows neither triage nor maintain: the API gives both. */
export function legacyPermission(role: Role): 'none' | 'read' | 'write' | 'admin' {
  if (role === 'triage') return 'read';
  return role === 'maintain' ? 'write' : role;
}
