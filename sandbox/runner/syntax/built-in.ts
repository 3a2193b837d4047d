/** Actions that the sandbox has itself, whatever the ref, with the inputs it knows. */
export const BUILT_IN_INPUTS: Readonly<Record<string, readonly string[]>> = {
  'actions/checkout': [
    'repository',
    'ref',
    'token',
    'persist-credentials',
    'path',
    'clean',
    'fetch-depth',
    'fetch-tags',
    'show-progress',
    'set-safe-directory',
  ],
  'actions/upload-artifact': [
    'name',
    'path',
    'if-no-files-found',
    'retention-days',
    'compression-level',
    'overwrite',
    'include-hidden-files',
  ],
  'actions/download-artifact': ['name', 'pattern', 'path', 'merge-multiple'],
  'actions/setup-node': ['node-version', 'node-version-file', 'check-latest', 'registry-url', 'cache'],
};

export interface ActionReference {
  /** `owner/name`. */
  readonly repository: string;
  /** Within the repository; `''` for its root. */
  readonly path: string;
  readonly ref: string;
}

/** Null for a local one. */
export function parseReference(uses: string): ActionReference | null {
  const match = /^([\w.-]+\/[\w.-]+)((?:\/[^@]+)?)@([^@]+)$/.exec(uses);
  if (match === null || uses.startsWith('./')) return null;
  const [, repository = '', path = '', ref = ''] = match;
  return { repository, path: path.slice(1), ref };
}

export function builtInName(uses: string): string | null {
  const reference = parseReference(uses);
  if (reference === null || reference.path !== '') return null;
  const name = reference.repository.toLowerCase();
  return name in BUILT_IN_INPUTS ? name : null;
}
