import { expect, test } from 'vitest';
import { matchesAny } from '../../../../sandbox/runner/triggers/filter-pattern.ts';
import { matches } from '../../../../sandbox/runner/triggers/matches.ts';

interface EventFacts {
  readonly name: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly changedFiles?: readonly string[];
}

const PATH = '.github/workflows/braid.yml';
const text = (on: string) => `on: ${on}\njobs: {it: {runs-on: x, steps: [{run: exit 0}]}}\n`;

const push = (ref: string, ...files: readonly string[]): EventFacts => ({
  name: 'push',
  payload: { ref, commits: [{ added: files.slice(0, 1), modified: files.slice(1), removed: [] }] },
});
const pull = (action: string, base = 'main'): EventFacts => ({
  name: 'pull_request',
  payload: { action, pull_request: { base: { ref: base } } },
});

test.each<[string, EventFacts, boolean]>([
  ['push', push('refs/heads/main'), true],
  ['[push, issues]', push('refs/heads/main'), true],
  ['issues', push('refs/heads/main'), false],
  ['{push: {branches: [main]}}', push('refs/heads/main'), true],
  ['{push: {branches: [main]}}', push('refs/heads/other'), false],
  ['{push: {branches: [main]}}', push('refs/tags/v1'), false],
  ['{push: {branches-ignore: ["braid/**"]}}', push('refs/heads/braid/run/1'), false],
  ['{push: {branches-ignore: ["braid/**"]}}', push('refs/heads/main'), true],
  ['{push: {tags: ["v*"]}}', push('refs/tags/v1'), true],
  ['{push: {tags: ["v*"]}}', push('refs/heads/v1'), false],
  ['{push: {paths: [".braid/**"]}}', push('refs/heads/main', 'a.txt', '.braid/plan.yml'), true],
  ['{push: {paths: [".braid/**"]}}', push('refs/heads/main', 'a.txt'), false],
  ['{push: {paths-ignore: ["docs/**"]}}', push('refs/heads/main', 'docs/a.md'), false],
  ['{push: {paths-ignore: ["docs/**"]}}', push('refs/heads/main', 'docs/a.md', 'b.ts'), true],
  ['pull_request', pull('opened'), true],
  ['pull_request', pull('labeled'), false],
  ['{pull_request: {types: [labeled]}}', pull('labeled'), true],
  ['{pull_request: {types: [labeled]}}', pull('opened'), false],
  ['{pull_request: {branches: [main]}}', pull('opened', 'other'), false],
  ['{pull_request: {paths: [src/**]}}', { ...pull('opened'), changedFiles: ['src/a.ts'] }, true],
  ['{pull_request: {paths: [src/**]}}', { ...pull('opened'), changedFiles: ['b.ts'] }, false],
  ['{issue_comment: {types: [created]}}', { name: 'issue_comment', payload: { action: 'created' } }, true],
  ['{issue_comment: {types: [created]}}', { name: 'issue_comment', payload: { action: 'edited' } }, false],
  ['issue_comment', { name: 'issue_comment', payload: { action: 'edited' } }, true],
  ['{label: {types: [created]}}', { name: 'label', payload: { action: 'deleted' } }, false],
  ['{schedule: [{cron: "7 3 * * *"}]}', { name: 'schedule', payload: { schedule: '7 3 * * *' } }, true],
  ['{workflow_call: {}}', push('refs/heads/main'), false],
  ['workflow_dispatch', { name: 'workflow_dispatch', payload: {} }, true],
])('on: %s and %j: %s', (on, event, starts) => {
  const { name, payload, changedFiles = null } = event;
  const options = changedFiles === null ? {} : { changedFiles };
  expect(matches(text(on), name, payload, options)).toEqual({ starts, problems: [] });
});

const INPUTS = `{workflow_dispatch: {inputs: {
  plan: {type: string, required: true},
  mode: {type: choice, options: [run, plan], default: run},
  dry: {type: boolean, default: false}}}}`;

test.each<[Readonly<Record<string, string>>, readonly string[]]>([
  [{ plan: 'p' }, []],
  [{ plan: 'p', mode: 'plan', dry: 'true' }, []],
  [{}, ["Required input 'plan' not provided"]],
  [{ plan: 'p', mode: 'x' }, ["Provided value 'x' for input 'mode' not in the list of allowed values"]],
  [{ plan: 'p', dry: 'maybe' }, ["Provided value 'maybe' for input 'dry' is not a boolean"]],
  [{ plan: 'p', more: 'x' }, ['Unexpected inputs provided: ["more"]']],
  [{ plan: 'x'.repeat(65_536) }, ['inputs are too large.']],
])('a dispatch with %j', (inputs, problems) => {
  expect(matches(text(INPUTS), 'workflow_dispatch', { inputs })).toEqual({
    starts: problems.length === 0,
    problems,
  });
});

test('a file with problems starts nothing, and says them', () => {
  const { starts, problems } = matches('on: push\njobs: {it: {steps: []}}\n', 'push', {}, { path: PATH });
  expect(starts).toBe(false);
  expect(problems[0]).toMatch(/^\.github\/workflows\/braid\.yml \(Line: 2, Col: 12\): /);
});

test.each<[readonly string[], string, boolean]>([
  [['feature/*'], 'feature/a', true],
  [['feature/*'], 'feature/a/b', false],
  [['feature/**'], 'feature/a/b', true],
  [['**'], 'a/b', true],
  [['*.js'], 'a.jsx', false],
  [['**/docs/**'], 'docs/a.md', true],
  [['**/docs/**'], 'a/docs/b/c.md', true],
  [['v[12].[0-9]+'], 'v1.23', true],
  [['v[12].[0-9]+'], 'v3.0', false],
  [['*.jsx?'], 'a.js', true],
  [['releases/**', '!releases/**-alpha'], 'releases/1-alpha', false],
  [['releases/**', '!releases/**-alpha'], 'releases/1', true],
  [['!a', '*'], 'a', true],
  [['a.b'], 'axb', false],
])('the patterns %j and %s: %s', (patterns, name, matched) => {
  expect(matchesAny(patterns, name)).toBe(matched);
});
