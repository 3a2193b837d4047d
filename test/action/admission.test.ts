/** From an event of GitHub's to what is asked, and whether it may be. */
import { expect, test } from 'vitest';
import { type Admission, admit, type PullRequestSight } from '../../shared/io/asking/admission.ts';
import type { Sha } from '../../shared/plan/plan.ts';
import { readTrigger } from '../../shared/request/trigger.ts';

const HEAD = 'a'.repeat(40) as Sha;
const OLD = 'b'.repeat(40) as Sha;
const PULL: PullRequestSight = {
  state: 'open',
  head: { sha: HEAD, branch: 'topic', repository: 'octo/shop' },
  base: { branch: 'main' },
  fork: false,
  author: 'ann',
  conflicting: false,
};

interface Case {
  readonly name: string;
  readonly payload: object;
  readonly pull?: Partial<PullRequestSight> | null;
  readonly has?: string;
  readonly ref?: string;
}

async function ask({
  name,
  payload,
  pull = {},
  has = 'write',
  ref = 'refs/heads/main',
}: Case): Promise<Admission> {
  const trigger = readTrigger({ name, payload, ref, sha: HEAD, actor: 'ann' });
  if (trigger.kind === 'schedule') throw new Error('asks for nothing');
  const github = {
    permission: async () => has,
    pullRequest: async () => (pull === null ? null : { ...PULL, ...pull }),
  };
  return admit(trigger, { github, labelPrefix: 'braid:' });
}

const labeled = (label = 'braid:run', sha: string = HEAD, login = 'ann') => ({
  name: 'pull_request',
  payload: {
    action: 'labeled',
    label: { name: label },
    number: 7,
    pull_request: { head: { sha } },
    sender: { login },
  },
});
const commented = (body = '/braid run', change: object = {}) => ({
  name: 'issue_comment',
  payload: {
    action: 'created',
    comment: { id: 5, body },
    issue: { number: 7, pull_request: {} },
    sender: { login: 'ann' },
    ...change,
  },
});
const dispatched = (command: string) => ({
  name: 'workflow_dispatch',
  payload: { inputs: { command, run: 'shop-1' }, sender: { login: 'ann' } },
});
const pushed = { before: OLD, after: HEAD, sender: { login: 'ann' } };

test('a label pins the commit at which it was set, and what came later is not read', async () => {
  expect(await ask(labeled())).toMatchObject({
    kind: 'admitted',
    commit: HEAD,
    branch: 'topic',
    remarks: [],
  });
  const later = await ask(labeled('braid:run', OLD));
  expect(later).toMatchObject({
    kind: 'admitted',
    commit: OLD,
    remarks: [expect.stringContaining('moved on')],
  });
});

test('a comment pins the head as it is when it is handled', async () => {
  expect(await ask(commented('/braid retry a b'))).toMatchObject({
    kind: 'admitted',
    commit: HEAD,
    comment: 5,
    command: { kind: 'retry', tasks: ['a', 'b'] },
  });
});

test.each<[state: PullRequestSight['state']]>([
  ['closed'],
  ['merged'],
])('on a pull request that is %s a run can be cancelled and looked at, and nothing is started', async state => {
  const asking = (command: string) => ask({ ...commented(`/braid ${command}`), pull: { state } });
  for (const command of ['cancel', 'status', 'help'])
    expect(await asking(command), command).toMatchObject({ kind: 'admitted' });
  for (const command of ['run', 'retry', 'resume', 'plan'])
    expect(await asking(command), command).toMatchObject({ refusal: { kind: 'closed' } });
  expect(await ask({ ...commented('/braid cancel'), pull: { state }, has: 'read' })).toMatchObject({
    refusal: { kind: 'not-allowed' },
  });
});

test.each<[what: string, asked: Case, kind: string]>([
  ['somebody who may only label', { ...labeled(), has: 'triage' }, 'not-allowed'],
  ['somebody who may only read', { ...commented(), has: 'read' }, 'not-allowed'],
  [
    'a name that ends like that of a bot',
    { ...labeled('braid:run', HEAD, 'evil[bot]'), has: 'none' },
    'not-allowed',
  ],
  ['a fork', { ...labeled(), pull: { fork: true } }, 'fork'],
  ['Dependabot', labeled('braid:run', HEAD, 'dependabot[bot]'), 'dependabot'],
  ['a closed pull request', { ...commented(), pull: { state: 'closed' } }, 'closed'],
  ['a merged pull request', { ...commented(), pull: { state: 'merged' } }, 'closed'],
  ['no command', commented('/braid dance'), 'no-command'],
  ['a dispatch of no command', dispatched('dance'), 'no-command'],
  [
    'a dispatch on a tag',
    { name: 'workflow_dispatch', payload: { inputs: {}, sender: { login: 'ann' } }, ref: 'refs/tags/v1' },
    'on-a-tag',
  ],
  ['a push of somebody who lost the right', { name: 'push', payload: pushed, has: 'read' }, 'not-allowed'],
])('%s is refused', async (_, asked, kind) => {
  expect(await ask(asked)).toMatchObject({ kind: 'refused', refusal: { kind } });
});

test.each<[what: string, asked: Case]>([
  ['another label', labeled('bug')],
  [
    'a label that is taken away',
    { name: 'pull_request', payload: { ...labeled().payload, action: 'unlabeled' } },
  ],
  ['a comment for somebody else', commented('/oc run')],
  ['a comment that was edited', commented('/braid run', { action: 'edited' })],
  ['a comment on an issue', commented('/braid run', { issue: { number: 7 } })],
  ['a pull request that is not there', { ...labeled(), pull: null }],
  ['a push to a branch of Braid’s own', { name: 'push', payload: pushed, ref: 'refs/heads/braid/x/a' }],
  ['a pushed tag', { name: 'push', payload: pushed, ref: 'refs/tags/v1' }],
  ['a deleted branch', { name: 'push', payload: { ...pushed, deleted: true } }],
  ['another event', { name: 'fork', payload: {} }],
])('%s is nothing', async (_, asked) => {
  expect(await ask(asked)).toMatchObject({ kind: 'ignored' });
});

test('a payload that GitHub cannot have sent is an error', () => {
  const occurrence = {
    name: 'issue_comment',
    payload: { action: 'created' },
    ref: '',
    sha: HEAD,
    actor: 'ann',
  };
  expect(() => readTrigger(occurrence)).toThrow();
});
