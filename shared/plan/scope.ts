/**
 * Which paths a task may change: inside its declared paths, and in no protected place unless it names that place.
 * The language of the patterns is that of `globs/glob.ts`; paths are git's, relative to the repository's root, and
 * taken as they are, whatever characters they have.
 */
import type { Config } from './config.ts';
import { type Alternative, EVERYTHING, exactly, leadingNames, parseGlob } from './globs/glob.ts';
import { GlobTree } from './globs/tree.ts';
import type { Task, TaskId } from './plan.ts';

export interface ScopeCheck {
  /** Not inside the task's paths. */
  readonly outside: readonly string[];
  /** Not below the folder that is the task's own, where each has one. */
  readonly outsideFolder: readonly string[];
  /** In a protected place that the task's paths do not name. */
  readonly protectedPaths: readonly string[];
}

/** With `isolation: directory`, all that a task may change is below it. */
export function taskFolder(task: TaskId | string): string {
  return `tasks/${task}`;
}

/** Whether two patterns can mean one same path. */
export function overlaps(a: string, b: string): boolean {
  // Too many alternatives: better to keep two tasks apart than to let them collide.
  const tree = matcherOf(parseGlob(a) ?? [EVERYTHING]);
  return (parseGlob(b) ?? [EVERYTHING]).some(alternative => tree.find(alternative) !== null);
}

/** Without patterns, everything is inside. */
export function isInside(path: string, patterns: readonly string[]): boolean {
  return patterns.length === 0 || matches(matcherFor(patterns), path.split('/'));
}

/**
 * Protected paths are compared without regard to case, since `.GitHub` is `.github` on many a disk. A protected pattern
 * without a slash means that name in any folder. Protection is lifted by a pattern whose leading names enter the place:
 * for what is in `.github`, the pattern `.github` does, or one that begins with `.github/`, but none that begins with a
 * wildcard, and for `CODEOWNERS` one that leads to such a file by names alone.
 */
export function checkScope(
  task: Pick<Task, 'id' | 'paths'>,
  config: Pick<Config, 'protectedPaths' | 'isolation'>,
  files: readonly string[],
): ScopeCheck {
  const protectedPlaces = placesOf(config.protectedPaths);
  const own = task.paths.flatMap(path => parseGlob(path) ?? []).map(ownPattern);
  return {
    outside: files.filter(file => !isInside(file, task.paths)),
    outsideFolder:
      config.isolation === 'directory'
        ? files.filter(file => !file.startsWith(`${taskFolder(task.id)}/`))
        : [],
    protectedPaths: files.filter(file =>
      protectedPlaces.some(place => protects(place, file) && !isLifted(place, file, own)),
    ),
  };
}

type Matcher = GlobTree<true>;

/** A protected pattern, case folded. */
interface Place {
  readonly paths: Matcher;
  /** The pattern up to its last name, or all of it if it has none: who is there has entered. */
  readonly entrance: Matcher;
}

interface OwnPattern {
  readonly paths: Matcher;
  readonly leadingNames: number;
}

function protects(place: Place, file: string): boolean {
  return matches(place.paths, fold(file).split('/'));
}

function isLifted(place: Place, file: string, own: readonly OwnPattern[]): boolean {
  const names = fold(file).split('/');
  const isEntrance = (depth: number) => matches(place.entrance, names.slice(0, depth));
  return own.some(({ paths, leadingNames }) => {
    const entered = names.slice(0, leadingNames).some((_, at) => isEntrance(at + 1));
    return entered && matches(paths, file.split('/'));
  });
}

function ownPattern(alternative: Alternative): OwnPattern {
  return { paths: matcherOf([alternative]), leadingNames: leadingNames(alternative) };
}

const places = new WeakMap<readonly string[], readonly Place[]>();

function placesOf(patterns: readonly string[]): readonly Place[] {
  const known = places.get(patterns);
  if (known !== undefined) return known;
  const found = patterns
    .flatMap(pattern => (pattern.replace(/\/$/, '').includes('/') ? [pattern] : anywhere(pattern)))
    .flatMap(pattern => parseGlob(fold(pattern)) ?? [EVERYTHING])
    .map(alternative => ({
      paths: matcherOf([alternative]),
      entrance: matcherOf([entranceOf(alternative)]),
    }));
  places.set(patterns, found);
  return found;
}

/** The name in any folder, and what is below it if it is a folder itself. */
function anywhere(name: string): readonly string[] {
  return [`**/${name}`, `**/${name}/**`];
}

function entranceOf({ segments }: Alternative): Alternative {
  const last = segments.findLastIndex(({ kind }) => kind === 'name');
  return { segments: last === -1 ? segments : segments.slice(0, last + 1), file: false };
}

/** Names that a file system without regard to case, or to how an accent is written, takes for the same. */
function fold(path: string): string {
  return path.normalize('NFC').toUpperCase().toLowerCase();
}

const matchers = new WeakMap<readonly string[], Matcher>();

function matcherFor(patterns: readonly string[]): Matcher {
  const known = matchers.get(patterns);
  if (known !== undefined) return known;
  const matcher = matcherOf(patterns.flatMap(pattern => parseGlob(pattern) ?? []));
  matchers.set(patterns, matcher);
  return matcher;
}

function matcherOf(alternatives: readonly Alternative[]): Matcher {
  const matcher: Matcher = new GlobTree();
  for (const alternative of alternatives) matcher.add(alternative, true);
  return matcher;
}

function matches(matcher: Matcher, names: readonly string[]): boolean {
  return matcher.find(exactly(names)) !== null;
}
