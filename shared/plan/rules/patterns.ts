/** Paths and globs that a person wrote: relative to the repository's root, with `/`, and never outside. */
import { parseGlob } from '../globs/glob.ts';
import { quote } from '../reading/words.ts';
import type { Finding } from './rule.ts';

export function globFinding(glob: string): Finding | null {
  if (glob.startsWith('!')) {
    const hint = 'list what belongs to it; nothing can be taken out with `!`';
    return { kind: 'unfit', code: 'bad-glob', expected: 'a glob without negation', hint };
  }
  const finding = outside(glob, {
    expected: 'a glob inside the repository',
    code: 'bad-glob',
    example: '`src/**`',
  });
  if (finding !== null || parseGlob(glob) !== null) return finding;
  const hint = 'write several shorter ones';
  return { kind: 'unfit', code: 'bad-glob', expected: 'a glob with at most 1000 alternatives', hint };
}

export function fileFinding(path: string): Finding | null {
  const finding = outside(path, {
    expected: 'a file inside the repository',
    code: 'bad-path',
    example: '`docs/prompt.md`',
  });
  if (finding !== null || !path.split('/').some(step => step.toLowerCase() === '.git')) return finding;
  const hint = 'files of git itself may hold secrets: name another file';
  return { kind: 'unfit', code: 'bad-path', expected: 'a file inside the repository', hint };
}

function outside(
  path: string,
  { expected, code, example }: Record<'expected' | 'code' | 'example', string>,
): Finding | null {
  const hint =
    path.trim() === ''
      ? `write a path from the root of the repository, such as ${example}`
      : whyOutside(path);
  if (hint === null) return null;
  return { kind: 'unfit', code, expected, ...(path.trim() === '' ? { found: 'an empty text' } : {}), hint };
}

function whyOutside(path: string): string | null {
  if (path.includes('\\')) return `write it with \`/\`: ${quote(path.replace(/\\+/g, '/'))}`;
  if (/^[A-Za-z]:/.test(path)) return 'write it relative to the root of the repository, without a drive';
  if (path.startsWith('/')) return 'write it relative to the root of the repository, without a `/` in front';
  if (path.startsWith('~')) return 'write it relative to the root of the repository, without `~`';
  if (/\p{Cc}/u.test(path)) return 'remove the control characters';
  // Also as an alternative of braces: `{..,src}/a`.
  if (/(?<![^/{},()|])\.\.(?![^/{},()|])/.test(path))
    return 'write it from the root of the repository, without `..`';
  return null;
}
