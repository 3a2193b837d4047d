/** How a project is tested, guessed from the files at its root: a first proposal that a person may correct. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Shell lines; empty: nothing was recognised. */
export function guessVerify(root: string): readonly string[] {
  const has = (name: string) => existsSync(join(root, name));
  if (has('package.json')) return nodeLines(root, has);
  if (has('Cargo.toml')) return ['cargo test'];
  if (has('go.mod')) return ['go test ./...'];
  if (has('pyproject.toml') || has('pytest.ini') || has('setup.py')) return ['python -m pytest'];
  if (has('pom.xml')) return ['mvn -q test'];
  if (has('build.gradle') || has('build.gradle.kts'))
    return [has('gradlew') ? './gradlew test' : 'gradle test'];
  if (has('Gemfile')) return ['bundle install', 'bundle exec rake'];
  return hasTarget(root, 'test') ? ['make test'] : [];
}

function nodeLines(root: string, has: (name: string) => boolean): readonly string[] {
  const install = has('pnpm-lock.yaml')
    ? 'pnpm install --frozen-lockfile'
    : has('yarn.lock')
      ? 'yarn install --frozen-lockfile'
      : has('package-lock.json')
        ? 'npm ci'
        : 'npm install';
  return hasTestScript(join(root, 'package.json')) ? [install, `${install.split(' ')[0]} test`] : [];
}

function hasTestScript(file: string): boolean {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    const scripts = typeof value === 'object' && value !== null && 'scripts' in value ? value.scripts : null;
    if (typeof scripts !== 'object' || scripts === null || !('test' in scripts)) return false;
    // What `npm init` writes is no test.
    return typeof scripts.test === 'string' && !scripts.test.includes('no test specified');
  } catch {
    return false;
  }
}

function hasTarget(root: string, target: string): boolean {
  try {
    return new RegExp(`^${target}:`, 'm').test(readFileSync(join(root, 'Makefile'), 'utf8'));
  } catch {
    return false;
  }
}
