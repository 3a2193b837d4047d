/** What may be called how: ids and epics become parts of branch names, so git's rules and those of file systems hold. */

import { quote } from '../reading/words.ts';
import type { Finding } from './rule.ts';

/** Branch names are paths of files for git, most file systems allow 255 bytes, and people read ids in tables. */
export const LONGEST_NAME = 60;
export const RUN_NAME = '^[a-z0-9][a-z0-9-]*$';
/** No `..`, no `.lock` or `.` at the end, no `.` or `-` at the start. */
export const BRANCH_PART = '^(?![.-])(?!.*\\.\\.)(?!.*\\.([lL][oO][cC][kK])?$)[A-Za-z0-9._-]+$';
export const BACKEND_NAME = '^[A-Za-z0-9][A-Za-z0-9._-]*$';
/** It becomes an argument of a program, so it may not look like an option. */
export const MODEL = '^[A-Za-z0-9][A-Za-z0-9._:/@[\\]-]*$';
export const LONGEST_MODEL = 100;
/** Names of branches or folders of Braid's own, beside those of the tasks. */
const RESERVED = ['integration', 'epic'];

export function runNameFinding(name: string): Finding | null {
  if (!new RegExp(RUN_NAME).test(name)) {
    const expected = name.startsWith('-')
      ? 'a name that begins with a letter or digit'
      : 'a name of `a-z`, `0-9` and `-`';
    return {
      kind: 'unfit',
      code: 'bad-name',
      expected,
      hint: proposal(slug(name.toLowerCase()).replace(/[._]+/g, '-')),
    };
  }
  return lengthFinding(name, 'bad-name');
}

export function taskIdFinding(id: string): Finding | null {
  const finding = branchPartFinding(id, 'bad-id');
  if (finding !== null || !RESERVED.includes(id.toLowerCase())) return finding;
  const hint = `Braid has branches of its own with these names: ${proposal(`${id}-task`)}`;
  return { kind: 'unfit', code: 'reserved-id', expected: 'an id other than the reserved ones', hint };
}

export function epicNameFinding(name: string): Finding | null {
  return branchPartFinding(name, 'bad-epic-name');
}

export function backendNameFinding(name: string): Finding | null {
  if (new RegExp(BACKEND_NAME).test(name)) return lengthFinding(name, 'bad-backend-name');
  const expected = /^[-._]/.test(name)
    ? 'a name that begins with a letter or digit'
    : 'a name of `A-Z`, `a-z`, `0-9`, `.`, `_` and `-`';
  return { kind: 'unfit', code: 'bad-backend-name', expected, hint: proposal(slug(name)) };
}

function branchPartFinding(name: string, code: string): Finding | null {
  if (!/^[A-Za-z0-9._-]+$/.test(name)) {
    return {
      kind: 'unfit',
      code,
      expected: 'a name of `A-Z`, `a-z`, `0-9`, `.`, `_` and `-`',
      hint: proposal(slug(name)),
    };
  }
  if (!new RegExp(BRANCH_PART).test(name)) {
    const expected = 'a name that git allows for a branch';
    return {
      kind: 'unfit',
      code,
      expected,
      hint: `${reason(name)}${slug(name) === '' ? '' : `: ${proposal(slug(name))}`}`,
    };
  }
  return lengthFinding(name, code);
}

function reason(name: string): string {
  if (/^[.-]/.test(name)) return `it must not begin with ${quote(name.charAt(0))}`;
  if (name.includes('..')) return 'it must not contain `..`';
  return `it must not end with ${name.endsWith('.') ? '`.`' : '`.lock`'}`;
}

function lengthFinding(name: string, code: string): Finding | null {
  if (name.length <= LONGEST_NAME) return null;
  const found = `${quote(name)} with ${name.length}`;
  return {
    kind: 'unfit',
    code,
    expected: `a name of at most ${LONGEST_NAME} characters`,
    found,
    hint: 'shorten it',
  };
}

/** The nearest name that is allowed; empty: there is none, as for letters that have no place in it. */
function slug(name: string): string {
  const plain = name
    .slice(0, 4 * LONGEST_NAME)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '');
  if (/[^\P{L}A-Za-z]/u.test(plain)) return '';
  return plain
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/\.{2,}/g, '.')
    .replace(/^[.-]+/, '')
    .replace(/[.-]+$/, '')
    .replace(/(?:\.lock)+$/i, '')
    .slice(0, LONGEST_NAME)
    .replace(/[.-]+$/, '');
}

function proposal(name: string): string {
  return name === '' ? 'choose another name' : `write ${quote(name)}`;
}

/** Rules of `git check-ref-format --branch`. */
export function branchFinding(branch: string): Finding | null {
  const bad = badBranchPart(branch);
  if (bad === null) return null;
  const expected = 'a name that git allows for a branch';
  return { kind: 'unfit', code: 'bad-branch', expected, hint: bad };
}

function badBranchPart(branch: string): string | null {
  if (branch === '') return 'write a name after it, such as `branch:main`';
  if (branch.startsWith('refs/'))
    return `write ${quote(`branch:${branch.replace(/^refs\/(heads\/)?/, '')}`)}`;
  if (branch === 'HEAD' || branch === '@')
    return `${quote(branch)} is no branch: name one, or use \`checked-out\``;
  if (/^braid(\/|$)/i.test(branch)) return 'Braid keeps its own branches there: name another one';
  const [character] = /[\p{Cc} ~^:?*[\\]/u.exec(branch) ?? [];
  if (character !== undefined) return `git does not allow ${quote(character)} in it`;
  const [sequence] = /\.\.|@\{|\/\/|\.lock(?=\/|$)|\/\.|^[-./]|[./]$/.exec(branch) ?? [];
  return sequence === undefined ? null : `git does not allow ${quote(sequence)} there`;
}

export function modelFinding(name: string): Finding | null {
  if (new RegExp(MODEL).test(name) && name.length <= LONGEST_MODEL) return null;
  const expected = 'a tier (small, medium, large) or the name of a model';
  const hint = `a name begins with a letter or a digit, and has at most ${LONGEST_MODEL} characters without spaces`;
  return { kind: 'unfit', code: 'bad-model', expected, hint };
}
