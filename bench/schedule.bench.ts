/** How the time to order a plan grows with the plan: ten times the tasks may take at most fifteen times as long. */
import { buildGraph } from '../shared/plan/graph.ts';
import type { EpicName, Plan, Task, TaskId } from '../shared/plan/plan.ts';
import { BLANK_TASK, planOf } from '../test/plan/blank.ts';
import { measure, median, type Row } from './row.ts';

const SMALL = 10_000;
const LARGE = 100_000;
const LIMIT = 15;
const LAYERS = 20;

measure('schedule', benchSchedule);

async function benchSchedule(): Promise<readonly Row[]> {
  const [small, large] = [layers(SMALL), layers(LARGE)];
  buildMs(small);
  const times = [1, 2, 3].map(() => ({ small: buildMs(small), large: buildMs(large) }));
  const smallMs = median(times.map(time => time.small));
  const largeMs = median(times.map(time => time.large));
  const detail = `${SMALL} tasks ${smallMs.toFixed(0)} ms, ${LARGE} tasks ${largeMs.toFixed(0)} ms, processor time, median of 3`;
  const name = 'ordering a plan of ten times the tasks';
  return [{ name, ratio: largeMs / smallMs, limit: LIMIT, atMost: true, detail }];
}

/** Of the processor, so that it does not count what else the machine has to do. */
function buildMs(plan: Plan): number {
  const start = process.cpuUsage();
  buildGraph(plan, { overlap: 'serialize' });
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

/** Layers of tasks, about three needs each into the layer before, one or two patterns, every tenth one in an epic of five. */
function layers(size: number): Plan {
  const dice = diceOf(size);
  const width = size / LAYERS;
  const tasks = Array.from({ length: size }, (_, at): Task => {
    const layer = Math.floor(at / width);
    const needs = layer === 0 ? [] : [1, 2, 3].map(() => idOf((layer - 1) * width + dice(width)));
    const epic = at % 50 < 5 ? (`e${Math.floor(at / 50)}` as EpicName) : null;
    return {
      ...BLANK_TASK,
      id: idOf(at),
      title: `Task ${at}`,
      needs,
      epic,
      paths: pathsOf(dice, size),
      priority: dice(5),
    };
  });
  return planOf(tasks);
}

function pathsOf(dice: (sides: number) => number, size: number): string[] {
  const place = dice(size);
  const home = `packages/p${place % (size / 100)}`;
  const folder = `${home}/src/m${place}`;
  const kinds = [
    [`${folder}/**`],
    [`${folder}/*.ts`, `test/m${place}/**`],
    [`${folder}/index.ts`],
    [`${folder}/{a,b}.ts`, `docs/m${place}.md`],
    [`${home}/**/m${place}.test.ts`],
  ];
  return kinds[dice(kinds.length)] ?? [];
}

function idOf(at: number): TaskId {
  return `t${at}` as TaskId;
}

/** The same throws in every run. */
function diceOf(seed: number): (sides: number) => number {
  let state = seed;
  return sides => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}
