import { describe, expect, test } from 'vitest';
import type { Config } from '../../shared/plan/config.ts';
import { parseGlob } from '../../shared/plan/globs/glob.ts';
import type { TaskId } from '../../shared/plan/plan.ts';
import { checkScope, isInside, overlaps } from '../../shared/plan/scope.ts';

describe('overlaps', () => {
  test.each([
    // plain text
    ['src/cart.ts', 'src/cart.ts', true],
    ['src/cart.ts', 'src/card.ts', false],
    ['src/cart.ts', 'cart.ts', false],
    ['./src/cart.ts', 'src//cart.ts', true],
    // a folder by its name
    ['src/models', 'src/models/user.ts', true],
    ['src/models', 'src/models', true],
    ['src/models', 'src/models/', true],
    ['src/models', 'src', true],
    ['src/models', 'src/modelling/x.ts', false],
    ['src/models', '**/user.ts', true],
    ['src', '*/models', true],
    ['.', 'src/cart.ts', true],
    // what looks like a file is a folder only for who goes in by name
    ['src/cart.ts', '**/*.md', false],
    ['src/cart.ts', 'src/*/index.ts', false],
    ['src/cart.ts', 'src/cart.ts/index.ts', true],
    ['etc/conf.d', 'etc/conf.d/**', true],
    ['etc/conf.d', '*/conf.d/*.conf', true],
    ['etc/conf.d/', '**/*.conf', true],
    ['.github', '**/*.yml', true],
    ['release/v1.2', '**/notes.md', true],
    // wildcards
    ['**', 'a', true],
    ['**', '**', true],
    ['*', 'src/cart.ts', false],
    ['src/*', 'src/cart.ts', true],
    ['src/*', 'src', true],
    ['src/*', '{a,b}', false],
    ['src/**', 'src', true],
    ['src/**', 'src/a/b/c.ts', true],
    ['src/**', '**/c.ts', true],
    ['src/**', 'test/**', false],
    ['src/**/*.ts', 'src/**/*.md', false],
    ['src/**/*.ts', 'src/a/**', true],
    ['**/a/**/b', '**/b/**/a', false],
    ['**/a/**', '**/b/**', true],
    ['src/*.test.ts', 'src/cart.*', true],
    ['src/*.test.ts', 'src/cart.?', false],
    ['a*b*c', 'ab?', true],
    ['a?c', 'a[bc]?', true],
    ['a[x-z]', 'a[b-y]', true],
    ['a[x-z]', 'a[b-w]', false],
    ['a[!x]', 'ax', false],
    ['a[!x]', 'a[^y]', true],
    ['a[!x]', 'a[x]', false],
    ['[.]', '?', false],
    ['[.]?', '?[.]', false],
    ['*/*', 'a/**', true],
    ['*/', 'README.md', false],
    ['*/', 'docs/README.md', true],
    ['*/**', 'README.md', false],
    // braces
    ['src/{cart,order}.ts', 'src/order.ts', true],
    ['src/{cart,order}.ts', 'src/other.ts', false],
    ['{src,test/unit}/**', 'test/unit/x.ts', true],
    ['{src,test/unit}/**', 'test/x.ts', false],
    ['{a,{b,c}d}', 'cd', true],
    ['{a,b}', '{b,c}', true],
    ['{a,b', '{a,b', true],
    ['{a}', 'a', false],
    ['a{,b}', 'a', true],
    // plain characters
    ['app/(shop)/**', 'app/(shop)/page.tsx', true],
    ['app/(shop)/**', 'app/shop/page.tsx', false],
    ['a|b', 'b', false],
    ['!src/a', 'src/b', false],
    ['app/[id]/page.tsx', 'app/[id]/**', true],
    ['app/[id]/page.tsx', 'app/i/page.tsx', true],
    ['app/[...slug]/*', 'app/[[]...slug]/page.tsx', true],
    ['a\\*', 'a\\*', true],
    ['a\\*', 'ab', false],
    ['a\\{b,c}', 'ab', false],
    ['', '**', false],
  ])('%s and %s: %s', (a, b, expected) => {
    expect(overlaps(a, b)).toBe(expected);
    expect(overlaps(b, a)).toBe(expected);
  });

  test('many stars and many segments are no trouble', () => {
    expect(overlaps(`${'*a'.repeat(200)}x`, `${'a*'.repeat(200)}y`)).toBe(false);
    expect(overlaps(`${'**/a/'.repeat(100)}x`, `${'**/a/'.repeat(100)}y`)).toBe(false);
  });

  test('braces without end are not worked out: such a pattern overlaps everything and means no path', () => {
    const monster = '{a,b}'.repeat(20);
    expect(overlaps(monster, 'docs')).toBe(true);
    expect(isInside('a'.repeat(20), [monster])).toBe(false);
    expect(parseGlob(monster)).toBeNull();
    expect(parseGlob('{'.repeat(5000))).toBeNull();
    expect(parseGlob('{'.repeat(4000))).toHaveLength(1);
  });
});

describe('isInside', () => {
  test.each([
    ['src/a.ts', [], true],
    ['src/a.ts', ['src/a.ts'], true],
    ['src/a.ts', ['src'], true],
    ['src/a.ts', ['src/'], true],
    ['src/a.ts', ['./src/'], true],
    ['src/a.ts', ['.'], true],
    ['src/a.ts', ['docs/**', 'src/*.ts'], true],
    ['src/a.ts', ['docs/**'], false],
    ['src/a.ts', ['SRC/**'], false],
    ['src/a/b.ts', ['src/*'], false],
    ['src', ['src/**'], true],
    ['srcs/a', ['src'], false],
    ['etc/conf.d/x', ['etc/conf.d'], true],
    ['.env', ['*'], true],
    ['a/.git/x', ['a/**'], true],
    ['new\nline/a b', ['**'], true],
    ['src/new\nline', ['src/*'], true],
    ['src/"quoted"\'s', ['src/"quoted"\'s'], true],
    ['src/[x].ts', ['src/*'], true],
    ['src/[x].ts', ['src/[x].ts'], true],
    ['src/x.ts', ['src/[x].ts'], true],
    ['src/{a,b}', ['src/*'], true],
    ['src/{a,b}', ['src/{a,b}'], false],
    ['src/{a,b}', ['src/\\{a,b}'], true],
    ['src/*', ['src/\\*'], true],
    ['src/a', ['src/\\*'], false],
    ['a\\b', ['a\\\\b'], true],
    ['docs/ü.md', ['docs/?.md'], true],
    ['src/a.ts', [''], false],
  ])('%j in %j: %s', (path, patterns, expected) => {
    expect(isInside(path, patterns)).toBe(expected);
  });
});

describe('checkScope', () => {
  const PROTECTED = ['.github/**', '.claude/**', 'CODEOWNERS'];
  const check = (
    paths: readonly string[],
    files: readonly string[],
    protectedPaths: readonly string[] = PROTECTED,
    isolation: Config['isolation'] = 'full',
  ) => checkScope({ id: 'a' as TaskId, paths }, { protectedPaths, isolation }, files);

  test('names what is outside and what is protected', () => {
    expect(check(['src/**'], ['src/a.ts', 'docs/a.md', '.github/x.yml'])).toEqual({
      outside: ['docs/a.md', '.github/x.yml'],
      outsideFolder: [],
      protectedPaths: ['.github/x.yml'],
    });
  });

  test('without paths nothing is outside, and nothing is lifted', () => {
    expect(check([], ['src/a.ts', 'CODEOWNERS'])).toEqual({
      outside: [],
      outsideFolder: [],
      protectedPaths: ['CODEOWNERS'],
    });
  });

  test('with a folder for each task it must be inside of that, and of its paths', () => {
    expect(
      check(
        ['**/*.md'],
        ['tasks/a/x.md', 'tasks/a/x.ts', 'tasks/a', 'tasks/ab/x.md', 'x.md'],
        [],
        'directory',
      ),
    ).toEqual({
      outside: ['tasks/a/x.ts', 'tasks/a'],
      outsideFolder: ['tasks/a', 'tasks/ab/x.md', 'x.md'],
      protectedPaths: [],
    });
  });

  test.each([
    ['.github/workflows/ci.yml'],
    ['.GitHub/workflows/ci.yml'],
    ['.GITHUB'],
    ['.claude/settings.json'],
    ['CODEOWNERS'],
    ['docs/CODEOWNERS'],
    ['docs/codeowners'],
    ['CODEOWNERS/x'],
    ['CODEOWNER\u017f'],
    ['.github/a\nb'],
  ])('%j is protected', file => {
    expect(check(['**'], [file]).protectedPaths).toEqual([file]);
  });

  test.each([
    ['.github2/x'],
    ['a/.github/x'],
    ['CODEOWNERS.md'],
    ['github/x'],
  ])('%j is not protected', file => {
    expect(check(['**'], [file]).protectedPaths).toEqual([]);
  });

  test.each([
    ['.github/workflows/ci.yml', '.github/workflows/ci.yml', true],
    ['.github/workflows/*.yml', '.github/workflows/ci.yml', true],
    ['.github/workflows/*.yml', '.github/CODEOWNERS.yml', false],
    ['.github/**', '.github/workflows/ci.yml', true],
    ['.github', '.github/workflows/ci.yml', true],
    ['{.github,src}/**', '.github/workflows/ci.yml', true],
    ['**', '.github/workflows/ci.yml', false],
    ['*', '.github', false],
    ['.', '.github/workflows/ci.yml', false],
    ['**/*.yml', '.github/workflows/ci.yml', false],
    ['.*/**', '.github/workflows/ci.yml', false],
    ['.[g]ithub/**', '.github/workflows/ci.yml', false],
    ['**/.github/**', '.github/workflows/ci.yml', false],
    ['.github/**', '.GitHub/workflows/ci.yml', false],
    ['.GitHub/**', '.GitHub/workflows/ci.yml', true],
    ['CODEOWNERS', 'CODEOWNERS', true],
    ['docs/CODEOWNERS', 'docs/CODEOWNERS', true],
    ['docs/**', 'docs/CODEOWNERS', false],
    ['docs', 'docs/CODEOWNERS', false],
    ['**/CODEOWNERS', 'docs/CODEOWNERS', false],
    ['.github/**', '.github/CODEOWNERS', false],
    ['.github/CODEOWNERS', '.github/CODEOWNERS', true],
  ])('the pattern %s lifts the protection of %s: %s', (pattern, file, lifted) => {
    expect(check([pattern], [file]).protectedPaths).toEqual(lifted ? [] : [file]);
  });

  test.each([
    ['secrets/*.pem', 'secrets/**', 'secrets/a.pem', true],
    ['*.pem', 'secrets/**', 'secrets/a.pem', false],
    ['*.pem', 'secrets/a.pem', 'secrets/a.pem', true],
    ['src/**/secrets/**', 'src/**', 'src/a/secrets/x', false],
    ['src/**/secrets/**', 'src/a/secrets/*', 'src/a/secrets/x', true],
    ['.github/workflows/*.yml', '.github/**', '.github/workflows/ci.yml', false],
    ['.github/workflows/*.yml', '.github/workflows/*.yml', '.github/workflows/ci.yml', true],
    ['config/live.json', 'config/**', 'config/live.json', false],
    ['config/live.json', 'config/live.json', 'config/live.json', true],
    ['**', '**', 'a/b', false],
    ['**', 'a/**', 'a/b', true],
    ['Infra/**', '**', 'infra/x', false],
    ['secrets', '**', 'a/secrets/b', false],
  ])('protected %s, own pattern %s, %s: lifted %s', (protectedPath, pattern, file, lifted) => {
    expect(check([pattern], [file], [protectedPath]).protectedPaths).toEqual(lifted ? [] : [file]);
  });
});
