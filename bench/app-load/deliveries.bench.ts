/**
 * The App under webhooks, beside a bare Probot app that does nothing: 200 a second for 30 seconds, of which one in twenty concerns a
 * run, sent by the clock from a third process, whatever becomes of those before; then as many as each takes. The App is the built one
 * in a process of its own, on the PostgreSQL that `.ci/postgres` starts, where BRAID_TEST_POSTGRES names it. That one does not wait for
 * its disk, which is not the App's to answer for; how long it takes when it does is told beside. Needs `npm run build`.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../../sandbox/http/free-port.ts';
import { repositoryOf } from '../../sandbox/state/world.ts';
import { parseRunName } from '../../shared/request/run-name.ts';
import { environmentFor, withAppWorkflow } from '../../test/app/whole/whole-app.ts';
import { type BraidShop, openBraidShop } from '../../test/sandbox/loop/braid-shop.ts';
import { BASE, planOf } from '../../test/sandbox/loop/shop-plan.ts';
import { measure, median, type Row } from '../row.ts';
import { type Outcome, openSender, type Sender, within } from './sender.ts';
import { newStore, onPostgres, openStore, type Server, type Store, startApp, startBare } from './servers.ts';
import { type Webhook, webhooksOf } from './webhooks.ts';

const SHOP = 'octo/shop';
const PER_SECOND = 200;
const SECONDS = 30;
/** So many deliveries are looked at together: five seconds of them. */
const SLICE = 1_000;
const CONNECTIONS = 16;
const FLOOD_SECONDS = 5;
const PATIENCE_MS = 60_000;
/** As much as three Probot apps that do nothing. */
const LIMIT_MB = 300;

measure('the App under webhooks', benchDeliveries);

interface Bench {
  readonly store: Store;
  readonly app: Server;
  readonly bare: Server;
  readonly sender: Sender;
}

async function benchDeliveries(): Promise<readonly Row[]> {
  const shop = await openBraidShop(withAppWorkflow({ base: BASE, plan: planOf({ a: ['echo a > a'] }) }));
  const store = await newStore();
  const port = await freePort();
  const environment = await environmentFor(shop.sandbox, { port, database: store.place });
  const app = await startApp(environment);
  const bare = await startBare(environment, await freePort());
  const webhooks = await webhooksAbout(shop);
  const bench = { store, app, bare, sender: openSender(webhooks, environment.credentials.webhookSecret) };
  for (const server of [bare, app]) await bench.sender.send(server, 'warm', { perSecond: 100, seconds: 3 });
  const before = app.memoryMb();
  // In turns, so that a slower moment of the machine meets both.
  const half = { perSecond: PER_SECOND, seconds: SECONDS / 2 };
  const first = await bench.sender.send(bare, 'bare', half);
  const steady = await bench.sender.send(app, 'steady', { perSecond: PER_SECOND, seconds: SECONDS });
  const lost = await lostOf(bench, 'steady', steady);
  const after = app.memoryMb();
  const second = await bench.sender.send(bare, 'bare', half);
  return [
    await acknowledged(bench, steady, [first, second]),
    lost,
    await remembered(bench, { before, after }),
  ];
}

/** About a run that is there, and over. */
async function webhooksAbout({ sandbox, pull, comments }: BraidShop): Promise<readonly Webhook[]> {
  await sandbox.as('ann').label(SHOP, pull, 'braid:run');
  await until(async () => comments().some(text => text.includes('task is in')));
  const run = parseRunName(/run `(shop-[0-9a-f]+)`/.exec(comments().join())?.[1] ?? '');
  const [installation] = sandbox.world.installations.keys();
  if (run === null || installation === undefined) throw new Error('expected a run and an installation');
  const repositoryId = repositoryOf(sandbox.world, SHOP).id;
  return webhooksOf({ installation, repositoryId, repository: SHOP, run });
}

async function acknowledged(bench: Bench, steady: Outcome, bare: readonly Outcome[]): Promise<Row> {
  const { store, app, sender } = bench;
  const floods = [];
  for (const server of [bench.bare, app])
    floods.push(await sender.send(server, 'flood', { connections: CONNECTIONS, seconds: FLOOD_SECONDS }));
  const [bareFlood, flood] = floods.map(({ sent, seconds }) => (sent / seconds).toFixed(0));
  const p99s = { braid: slowest([steady]), bare: slowest(bare) };
  return {
    name: `acknowledgement at ${PER_SECOND} webhooks a second, p99, beside a bare Probot app`,
    ratio: median(p99s.braid) / median(p99s.bare),
    limit: 3,
    atMost: true,
    detail: [
      `${inWords(p99s.braid, [steady])} on ${store.name}, against ${inWords(p99s.bare, bare)}`,
      `as many as ${CONNECTIONS} connections bring: ${flood} a second, against ${bareFlood}`,
      ...(store.place.kind === 'postgres' ? [await withItsDisk(bench)] : []),
    ].join('\n          '),
  };
}

/** Of each slice: the median of them is not that of one bad moment. */
function slowest(outcomes: readonly Outcome[]): readonly number[] {
  return outcomes.flatMap(({ milliseconds }) =>
    Array.from({ length: milliseconds.length / SLICE }, (_, at) =>
      within(milliseconds.slice(at * SLICE, (at + 1) * SLICE), 0.99),
    ),
  );
}

function inWords(p99s: readonly number[], outcomes: readonly Outcome[]): string {
  const all = outcomes.flatMap(({ milliseconds }) => milliseconds);
  const late = within(
    outcomes.flatMap(({ lateMs }) => lateMs),
    0.99,
  );
  const [half, most] = [0.5, 0.99].map(share => within(all, share).toFixed(1));
  const slices = p99s.map(each => each.toFixed(1)).join(' ');
  return `p50 ${half} ms, p99 ${most} ms (of five seconds each: ${slices}; sent ${late.toFixed(1)} ms late)`;
}

/** As a server's own PostgreSQL does it. */
async function withItsDisk({ app, sender }: Bench): Promise<string> {
  const reload = 'select pg_reload_conf()';
  const settings = ['fsync', 'synchronous_commit'];
  await onPostgres(...settings.map(each => `alter system set ${each} = on`), reload);
  try {
    await delay(1_000);
    const waiting = await sender.send(app, 'disk', { perSecond: PER_SECOND, seconds: SECONDS / 3 });
    return `with a PostgreSQL that waits for this machine's disk: ${inWords(slowest([waiting]), [waiting])}`;
  } finally {
    await onPostgres(...settings.map(each => `alter system reset ${each}`), reload);
  }
}

/** Each is kept once, since its id is the table's key; it is lost when it was refused, is not there, or was not worked off. */
async function lostOf({ store }: Bench, name: string, { sent, answers }: Outcome): Promise<Row> {
  const database = await openStore(store);
  const count = async (what: string): Promise<number> =>
    Number((await database.query(`select count(*) as number from ${what}`))[0]?.number);
  const begun = performance.now();
  const open = `deliveries where state = 'waiting'`;
  const jobs = `pgboss.job where state < 'completed'`;
  await until(async () => (await count(open)) + (await count(jobs)) === 0);
  const seconds = (performance.now() - begun) / 1000;
  const done = await count(`deliveries where state = 'done' and id like '${name}-%'`);
  return {
    name: `of ${sent} webhooks at ${PER_SECOND} a second, those that were lost`,
    ratio: sent - Math.min(done, answers[202] ?? 0),
    limit: 0,
    atMost: true,
    detail: `all were worked off ${seconds.toFixed(1)} s after the last; answers: ${JSON.stringify(answers)}`,
  };
}

async function remembered(
  { app, bare }: Bench,
  { before, after }: { readonly before: number; readonly after: number },
): Promise<Row> {
  const memory = app.memoryMb();
  return {
    name: 'memory of the App after all of them (MB)',
    ratio: memory,
    limit: LIMIT_MB,
    atMost: true,
    detail:
      `${before.toFixed(0)} MB before, ${after.toFixed(0)} MB after ${PER_SECOND * SECONDS}, this much after as many as came; ` +
      `the bare one has ${bare.memoryMb().toFixed(0)} MB`,
  };
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  while (!(await isSo()) && Date.now() < end) await delay(50);
}
