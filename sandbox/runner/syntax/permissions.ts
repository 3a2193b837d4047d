/** `permissions`: what a file asks for, and what is left of it. */
import { isMapping } from '@actions/workflow-parser';
import type { Permission, Permissions } from '../host.ts';
import { entriesOf } from './field.ts';
import type { TemplateToken } from './template.ts';

/** All that a `GITHUB_TOKEN` can have; `metadata: read` it always has. */
export const PERMISSION_NAMES = [
  'actions',
  'attestations',
  'checks',
  'contents',
  'deployments',
  'discussions',
  'id-token',
  'issues',
  'models',
  'packages',
  'pages',
  'pull-requests',
  'repository-projects',
  'security-events',
  'statuses',
];

const RANK: Readonly<Record<Permission, number>> = { none: 0, read: 1, write: 2 };

/** Null where nothing is said. Naming one sets the others to none. */
export function readPermissions(token: TemplateToken | null): Permissions | null {
  if (token === null) return null;
  if (!isMapping(token)) return allOf(token.toString() === 'write-all' ? 'write' : 'read');
  return Object.fromEntries(entriesOf(token).map(({ key, value }) => [key, levelOf(value.toString())]));
}

export function allOf(level: Permission): Permissions {
  return Object.fromEntries(PERMISSION_NAMES.map(name => [name, level]));
}

/** No more than the limit has; a name that the limit does not have is none. */
export function shrink(asked: Permissions, limit: Permissions | null): Permissions {
  if (limit === null) return asked;
  return Object.fromEntries(
    Object.entries(asked).map(([name, level]) => {
      const most = limit[name] ?? 'none';
      return [name, RANK[level] <= RANK[most] ? level : most];
    }),
  );
}

/** What is asked for and not allowed, in the words of GitHub: `'checks: write', but is only allowed 'checks: none'`. */
export function excess(asked: Permissions, allowed: Permissions): readonly string[] {
  return Object.entries(asked).flatMap(([name, level]) => {
    const most = allowed[name] ?? 'none';
    return RANK[level] <= RANK[most] ? [] : [`'${name}: ${level}', but is only allowed '${name}: ${most}'`];
  });
}

function levelOf(text: string): Permission {
  return text === 'write' || text === 'read' ? text : 'none';
}
