import { execSync } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../../sandbox/http/free-port.ts';
import { repositoryOf } from '../../sandbox/state/world.ts';
import type { RunId } from '../../shared/plan/plan.ts';
import { environmentFor, withAppWorkflow } from '../../test/app/whole/whole-app.ts';
import { openBraidShop } from '../../test/sandbox/loop/braid-shop.ts';
import { BASE, planOf } from '../../test/sandbox/loop/shop-plan.ts';
import { measure, type Row } from '../row.ts';
import { type Outcome, openSender, within } from './sender.ts';
import { newStore, openStore, startApp, startBare } from './servers.ts';
import { webhooksOf } from './webhooks.ts';

measure('the App under webhooks', bench);

async function bench(): Promise<readonly Row[]> {
  const shop = await openBraidShop(withAppWorkflow({ base: BASE, plan: planOf({ a: ['echo a > a'] }) }));
  const store = await newStore();
  const port = await freePort();
  const environment = await environmentFor(shop.sandbox, { port, database: store.place });
  const app = await startApp(environment);
  const bare = await startBare(environment, await freePort());
  await shop.sandbox.as('ann').label('octo/shop', shop.pull, 'braid:run');
  for (let i = 0; i < 1200 && !shop.comments().some(c => c.includes('task is in')); i++) await delay(100);
  const run = /run `(shop-[0-9a-f]+)`/.exec(shop.comments().join())?.[1] as RunId;
  console.log(run, shop.comments().length);
  const [installation] = [...shop.sandbox.world.installations.keys()];
  const webhooks = webhooksOf({
    installation: installation ?? 0,
    repository: 'octo/shop',
    repositoryId: repositoryOf(shop.sandbox.world, 'octo/shop').id,
    run,
  });
  console.log(webhooks.map(w => `${w.event} ${w.body.length}`).join(', '));
  const sender = openSender(webhooks, environment.credentials.webhookSecret);
  const say = (name: string, o: Outcome, cpu: number) =>
    console.log(
      name,
      `sent ${o.sent} in ${o.seconds.toFixed(1)} p50 ${within(o.milliseconds, 0.5).toFixed(2)} p90 ${within(o.milliseconds, 0.9).toFixed(2)} p99 ${within(o.milliseconds, 0.99).toFixed(2)} max ${within(o.milliseconds, 1).toFixed(1)} late99 ${within(o.lateMs, 0.99).toFixed(1)} cpu/delivery ${((cpu / o.sent) * 1000).toFixed(2)}ms`,
      o.answers,
    );
  const pgTicks = () =>
    Number(
      execSync(
        `cat $(for p in $(pgrep -P $(head -1 ${process.env.BRAID_TEST_POSTGRES_FOLDER}/data/postmaster.pid)); do echo /proc/$p/stat; done) /proc/$(head -1 ${process.env.BRAID_TEST_POSTGRES_FOLDER}/data/postmaster.pid)/stat 2>/dev/null | awk '{s+=$14+$15} END {print s}'`,
      ).toString(),
    );
  const go = async (name: string, s: typeof app, pace: Parameters<typeof sender.send>[2]) => {
    const c = s.processorSeconds();
    const pt = pgTicks();
    const o = await sender.send(s, name, pace);
    say(name, o, s.processorSeconds() - c);
    console.log('pg ms per delivery', ((pgTicks() - pt) * 10) / o.sent);
    if (name === 'app1') {
      const b: number[] = [];
      o.milliseconds.forEach((m, i) => {
        const k = Math.floor(i / 200);
        b[k] = Math.max(b[k] ?? 0, Math.round(m));
      });
      console.log('max by 200 answers', b.join(' '));
    }
  };
  const db = await openStore(store);
  const drain = async () => {
    const t = Date.now();
    for (;;) {
      const [row] = await db.query(
        `select count(*) as n, count(*) filter (where state='waiting') as w from deliveries`,
      );
      if (row?.w === 0) {
        console.log('drained after', Date.now() - t, row);
        return;
      }
      if (Date.now() - t > 60000) {
        console.log('NOT drained', row);
        return;
      }
      await delay(200);
    }
  };
  await go('warm-bare', bare, { perSecond: 100, seconds: 3 });
  await go('warm-app', app, { perSecond: 100, seconds: 3 });
  await drain();
  console.log('mem', app.memoryMb(), bare.memoryMb());
  await go('bare1', bare, { perSecond: 200, seconds: 10 });
  await go('app1', app, { perSecond: 200, seconds: 30 });
  const c = app.processorSeconds();
  await drain();
  console.log('cpu in drain', app.processorSeconds() - c);
  await go('bare2', bare, { perSecond: 200, seconds: 10 });
  console.log('mem', app.memoryMb(), bare.memoryMb());
  await go('flood-bare', bare, { connections: 16, seconds: 5 });
  await go('flood-app', app, { connections: 16, seconds: 5 });
  await drain();
  console.log('mem', app.memoryMb(), bare.memoryMb());
  console.log(
    await db.query(
      `select relname, pg_total_relation_size(oid) as size from pg_class where relkind in ('r','p') and relnamespace in (select oid from pg_namespace where nspname in ('public','pgboss')) order by 2 desc limit 8`,
    ),
  );
  return [];
}
