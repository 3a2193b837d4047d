/** Tasks that change workflow files: no job's own token may push such a change, whatever a plan allows. */
import { expect, test } from 'vitest';
import { repositoryOf } from '../../../sandbox/state/world.ts';
import { longTest } from '../../all-tests.ts';
import { openBraidShop } from './braid-shop.ts';
import { BASE, CONFIG, planOf } from './shop-plan.ts';

const write = (name: string) =>
  `mkdir -p .github/workflows; echo 'on: issues' > .github/workflows/${name}.yml`;
const NAMED = [write('named'), 'paths: [.github/workflows/named.yml, seen.txt]'] as const;
/** Of the repository's own, for its pull requests. */
const CI = `on: pull_request
jobs: { test: { runs-on: ubuntu-latest, steps: [{ run: 'true' }] } }
`;
const KEYED = `  keyed: { kind: command, run: 'sh "$BRAID_PROMPT_FILE"', pass-env: [OPENAI_API_KEY] }\n`;

test('a changed workflow is refused unless the plan names it, and one that cannot be pushed costs its task alone', async () => {
  const shop = await openBraidShop({
    base: { ...BASE, '.github/workflows/ci.yml': CI },
    plan: planOf({
      sneaky: [write('sneaky'), 'retries: 0'],
      named: NAMED,
      a: 'echo a > a',
      b: ['test -e a && echo b > b', 'needs: [a]'],
    }),
  });
  await shop.sandbox.as('ann').label('octo/shop', shop.pull, 'braid:run');
  await shop.sandbox.settled();
  expect(shop.comments()).toHaveLength(1);
  const [comment = ''] = shop.comments();
  expect(comment).toContain('2 of 4 tasks are in');
  expect(comment).toContain('.github/workflows/sneaky.yml, which is protected');
  const until = new Date(Date.now() + 90 * 86_400_000).toISOString().slice(0, 8);
  expect(comment).toMatch(new RegExp(`kept in the artifact braid-shop-\\w+-named-1-1 .* until ${until}`));
  expect(comment).toContain('BRAID_LANDING_TOKEN');
  // The repository's own workflow is held, for a person to let it run.
  const waits = shop.sandbox.runs('octo/shop').filter(run => run.conclusion === 'action_required');
  expect(waits.map(run => run.workflow.path)).toEqual(['.github/workflows/ci.yml']);
  expect(comment).toMatch(/ci\.yml.* waits for approval.*approve the waiting workflows/);
  // Nothing is said to be where it is not.
  expect(comment).not.toContain('work kept on');
  expect(await shop.git('ls-tree', '-r', '--name-only', 'topic')).not.toMatch(/named|sneaky/);
  expect(await shop.git('show', 'topic:b')).toBe('b');
  const [first] = shop.sandbox.runs('octo/shop').filter(run => run.artifacts.length > 0);
  expect(first?.artifacts.map(({ name }) => name)).toContainEqual(expect.stringMatching(/-named-1-1$/));
});

longTest(
  'with a token that may, a changed workflow lands; that token and keys of other backends are nowhere in its job',
  async () => {
    const look = `${NAMED[0]}; { env; git config --list; pid=$$; while [ "$pid" -gt 1 ]; do tr '\\0' '\\n' < /proc/$pid/environ; pid=$(awk '/^PPid:/ { print $2 }' /proc/$pid/status); done; grep -rl 'ghu_\\|sk-ant' "$RUNNER_TEMP" "$GITHUB_WORKSPACE" "$HOME"; } > seen.txt 2>&1; true`;
    const key = 'sk-ant-of-another-backend';
    const shop = await openBraidShop({
      base: {
        ...BASE,
        '.github/workflows/ci.yml': CI,
        '.github/braid.yml': CONFIG.replace('\n', `\n${KEYED}`),
      },
      plan: planOf({
        named: [look, NAMED[1]],
        keyed: ['test -n "$OPENAI_API_KEY" && echo x > x', 'backend: keyed'],
        later: [write('later'), 'needs: [named]', 'paths: [.github/workflows/later.yml]'],
      }),
      secrets: { ANTHROPIC_API_KEY: key, OPENAI_API_KEY: 'sk-of-its-own-backend' },
      landsAs: 'ada',
    });
    await shop.sandbox.as('ann').label('octo/shop', shop.pull, 'braid:run');
    await shop.sandbox.settled();
    expect(shop.comments()[0]).toContain('all 3 tasks are in');
    expect(shop.comments()[0]).not.toContain('approv');
    for (const name of ['named', 'later'])
      expect(await shop.git('show', `topic:.github/workflows/${name}.yml`)).toBe('on: issues');
    const seen = await shop.git('show', 'topic:seen.txt');
    // It has looked, up to the step that it runs in.
    expect(seen).toMatch(/^BRAID_PROMPT_FILE=/m);
    expect(seen).toMatch(/^BRAID_SCRIPT=/m);
    expect(seen).not.toContain(key);
    expect(seen).not.toContain('sk-of-its-own');
    expect(seen).not.toMatch(/gh[a-z]_\w|LANDING_TOKEN|RUNTIME_TOKEN|^\//m);
  },
);

test('with a token that may not, only the task that changes a workflow is held, and the report says what the token lacks', async () => {
  const shop = await openBraidShop({
    base: BASE,
    plan: planOf({ named: NAMED, a: 'echo a > a' }),
  });
  const { sandbox } = shop;
  const app = await sandbox.registerApp({
    name: 'lander',
    permissions: { contents: 'write', metadata: 'read' },
    events: [],
  });
  const token = sandbox.installationToken(sandbox.install(app, ['octo/shop']));
  const repository = repositoryOf(sandbox.world, 'octo/shop');
  repository.actions = { ...repository.actions, secrets: { BRAID_LANDING_TOKEN: token } };
  await sandbox.as('ann').label('octo/shop', shop.pull, 'braid:run');
  await sandbox.settled();
  expect(shop.comments()).toHaveLength(1);
  const [comment = ''] = shop.comments();
  expect(comment).toContain('1 of 2 tasks is in');
  expect(comment).toMatch(
    /named\.yml, which the token in BRAID_LANDING_TOKEN may not push: its work is kept in/,
  );
  expect(comment).toContain('workflows: write');
  expect(await shop.git('show', 'topic:a')).toBe('a');
  expect(await shop.git('ls-tree', '-r', '--name-only', 'topic')).not.toContain('named');
});
