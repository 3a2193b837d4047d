/** A service that slows down a whole fleet, and lets one wait for ever: nobody is lost, nobody is blamed, and the bill is right. */
import { afterAll, describe, type TestContext, test } from 'vitest';
import { newPlace, type Report, removePlaces, statuses } from '../../cli/rig.ts';
import { PROGRAM } from '../claude/claude-work.ts';
import { ANSWER_USAGE, type Asked, startMessagesApi, type Turn } from '../messages-api.ts';
import {
  ANSWER_INPUT,
  account,
  Barrier,
  drive,
  fleetConfig,
  fleetTasks,
  mostAtOnce,
  PRICES,
  PROGRAM_RETRIES,
  type Session,
  sessionsOf,
  taskAsked,
  toolsUsed,
  workOn,
} from './fleet.ts';

const TASKS = 12;
const WORKERS = 6;
/** Is answered half of what it asks, and then waits. */
const HUNG = 't04';
/** It is enough for a machine so slow that six who begin at once take long to ask. */
const HUNG_MINUTES = 0.75;
/** The second burst comes when so many are done, and meets so many. */
const DONE_BEFORE = 3;
const SECOND_BURST = 2;
const RETRY_AFTER_S = 2;

afterAll(removePlaces);

const refusal = (headers = {}): Turn => ({
  status: 429,
  error: 'rate_limit_error',
  message: 'slow down',
  headers,
});

/** What the service does to each start of the program, decided when that asks for the first time. */
type Lot = 'first burst' | 'second burst' | 'hang' | 'work';

function troubledService(context: TestContext): (asked: Asked) => Promise<Turn> {
  const lots = new Map<string, Lot>();
  const barriers = {
    'first burst': new Barrier(context, WORKERS),
    'second burst': new Barrier(context, SECOND_BURST),
  };
  let done = 0;
  const count = (lot: Lot) => [...lots.values()].filter(each => each === lot).length;
  const draw = (asked: Asked): Lot => {
    if (count('first burst') < WORKERS) return 'first burst';
    if (taskAsked(asked) === HUNG && count('hang') === 0) return 'hang';
    return done >= DONE_BEFORE && count('second burst') < SECOND_BURST ? 'second burst' : 'work';
  };
  return async asked => {
    const lot = lots.get(asked.session) ?? draw(asked);
    lots.set(asked.session, lot);
    switch (lot) {
      case 'first burst':
        await barriers[lot].pass();
        return refusal();
      case 'second burst':
        await barriers[lot].pass();
        return refusal({ 'retry-after': String(RETRY_AFTER_S) });
      case 'hang':
        return toolsUsed(asked) === 0 ? workOn(asked) : { says: 'I wait.', stop: 'never' };
      case 'work':
        if (toolsUsed(asked) > 0) done += 1;
        return workOn(asked);
    }
  };
}

const isRefused = ({ turns }: Session) => turns.every(turn => turn !== null && 'status' in turn);
const isHung = ({ turns }: Session) => turns.some(turn => turn !== null && 'stop' in turn);

const attemptsOf = ({ tasks }: Report) => tasks.flatMap(({ attemptLog }) => attemptLog);
const isCut = ({ outcome }: { outcome: string | null }) => outcome === 'timed-out';
const sum = (values: readonly (number | null)[]) =>
  values.reduce<number>((total, each) => total + (each ?? 0), 0);
const billOf = (attempts: ReturnType<typeof attemptsOf>) => ({
  usd: sum(attempts.map(({ costUsd }) => costUsd)),
  input: sum(attempts.map(({ tokens }) => tokens.input)),
  output: sum(attempts.map(({ tokens }) => tokens.output)),
});

/** A limit is nobody's fault; a time-out uses up an attempt. */
function expectFairness({ expect }: TestContext, { tasks }: Report): void {
  for (const { id, attempts, attemptLog } of tasks) {
    const counted = attemptLog.map(({ outcome }) => outcome).filter(outcome => outcome !== 'rate-limited');
    expect(counted).toEqual(id === HUNG ? ['timed-out', 'succeeded'] : ['succeeded']);
    expect(attempts).toBe(counted.length);
  }
}

/** Half as many after the first burst; and whom the second one met comes back when the service said. */
function expectRestraint({ expect }: TestContext, sessions: readonly Session[]): void {
  const refused = sessions.filter(isRefused);
  const [first, second] = [refused.slice(0, WORKERS), refused.slice(WORKERS)];
  const firstEnd = Math.max(...first.map(({ until }) => until));
  const secondBegan = Math.max(...second.map(({ from }) => from));
  const between = sessions.filter(({ from }) => from > firstEnd && from <= secondBegan);
  expect(mostAtOnce(first)).toBe(WORKERS);
  expect(mostAtOnce(between)).toBeLessThanOrEqual(WORKERS / 2);
  for (const { task, until } of second) {
    const again = sessions.find(session => session.task === task && session.from > until);
    expect((again?.from ?? 0) - until).toBeGreaterThan(RETRY_AFTER_S * 1000);
  }
}

/** Of an attempt that was cut off, the program tells no cost: its input is known, its output and with it its price are estimates. */
function expectTheBill({ expect }: TestContext, report: Report, sessions: readonly Session[]): void {
  const { answers, usd } = account(sessions.filter(session => !isHung(session)));
  expect(answers).toBe(2 * TASKS);
  expect(billOf(attemptsOf(report).filter(attempt => !isCut(attempt)))).toEqual({
    usd: expect.closeTo(usd, 9),
    input: answers * ANSWER_INPUT,
    output: answers * ANSWER_USAGE.output_tokens,
  });
  const cut = billOf(attemptsOf(report).filter(isCut));
  const begun = sum(sessions.filter(isHung).map(({ turns }) => turns.length));
  expect(cut.input).toBe(begun * ANSWER_INPUT);
  expect(cut.output).toBeGreaterThan(0);
  expect(cut.usd).toBeCloseTo((cut.input * PRICES.input + cut.output * PRICES.output) / 1_000_000, 9);
  expect(report.totals.costUsd).toBeCloseTo(usd + cut.usd, 9);
}

describe.skipIf(PROGRAM === null)('a fleet of Claude Code itself (BRAID_TEST_CLAUDE)', () => {
  test('is slowed down twice and waits in vain once: all lands, at the price that the service counted', async context => {
    const { expect } = context;
    const api = await startMessagesApi(context, troubledService(context));
    const place = await newPlace(fleetConfig({ parallel: { 'max-workers': WORKERS } }));
    const tasks = fleetTasks(TASKS, id =>
      id === HUNG ? { 'timeout-minutes': HUNG_MINUTES, retries: 1 } : {},
    );
    const { code, report, stderr } = await drive(place, api, ['run', place.plan(tasks), '--run', place.name]);

    expect(code, stderr).toBe(0);
    expect(statuses(report)).toEqual(Object.fromEntries(Object.keys(tasks).map(id => [id, 'merged'])));
    const files = Object.keys(tasks).map(id => `out/${id}.txt`);
    expect((await place.git('ls-tree', '-r', '--name-only', 'main', 'out')).split('\n')).toEqual(files);
    expect(report.run.landed).toBe(await place.git('rev-parse', 'main'));

    const sessions = sessionsOf(api);
    const limited = attemptsOf(report).filter(({ outcome }) => outcome === 'rate-limited');
    expect(limited).toHaveLength(WORKERS + SECOND_BURST);
    expect(sessions.filter(isRefused).map(({ turns }) => turns.length)).toEqual(
      limited.map(() => 1 + PROGRAM_RETRIES),
    );
    expectFairness(context, report);
    expectRestraint(context, sessions);
    expectTheBill(context, report, sessions);
  });
});
