/** Everything that any preview of a plan says, in the same words. A renderer chooses and escapes; it never phrases. */
import { whyApart } from '../../plan/graph.ts';
import type { TaskId } from '../../plan/plan.ts';
import { type Forecast, forecastSource } from '../../run/dispatch/forecast.ts';
import { type PlanInputs, type PlannedTask, planTasks } from '../summary/plan-view.ts';
import { movedReason } from '../summary/reasons.ts';
import { duration, money, plural } from '../units.ts';
import { asideText, heldTexts, limitText } from './outlook-text.ts';

/** A part of the complexity that counts for less is not shown, and only the largest. */
const TELLING = 0.03;
const NAMED_PARTS = 3;
/** Tasks of one batch that are compared with each other. */
const PAIRED = 200;

export interface PreviewView {
  readonly plan: string;
  /** "10 tasks in 3 batches" */
  readonly size: string;
  readonly batches: readonly (readonly TaskId[])[];
  /** In plan order. */
  readonly tasks: readonly PlannedTask[];
  /** Whether the routes differ, so that a reader wants their reasons. */
  readonly routed: boolean;
  /** Who was moved to a later batch, behind whom and why. */
  readonly moved: readonly string[];
  /** How much longer it takes because tasks are kept apart; null: no longer. */
  readonly delay: string | null;
  /** Who may collide with whom at the same time. */
  readonly meetings: readonly string[];
  /** Tasks without paths, whose collisions nobody can predict; null: there are none, or there is but one task. */
  readonly unscoped: string | null;
  readonly criticalPath: readonly TaskId[];
  /** "parallel, 4 workers" */
  readonly how: string;
  readonly reasons: readonly string[];
  /** "about 6 min and $2.10; one by one about 15 min" */
  readonly total: string;
  /** Where the figures come from, and what is not in them. */
  readonly source: string;
  /** What is set aside for whom; null: nothing is limited. */
  readonly aside: string | null;
  /** Whom the budget will not do for. */
  readonly held: readonly string[];
}

export const NOTHING_SPENT = 'Nothing has been spent.';

export function previewView(inputs: PlanInputs): PreviewView {
  const { plan, graph, choice, config, forecast } = inputs;
  const delay = forecast.minutesForOverlap;
  return {
    plan: plan.name,
    size: `${plural(plan.tasks.length, 'task')} in ${plural(graph.batches.length, 'batch', 'batches')}`,
    batches: graph.batches,
    tasks: planTasks(inputs),
    routed: config.routing.enabled,
    moved: graph.serialized.map(each => movedReason(graph, each)),
    delay: delay === 0 ? null : `keeping them apart takes about ${minutes(delay)} longer`,
    meetings: meetings(inputs),
    unscoped: unscoped(inputs),
    criticalPath: graph.criticalPath,
    how: mode(inputs),
    reasons: choice.reasons,
    total: total(forecast),
    source: source(inputs),
    aside: asideText(forecast.outlook),
    held: heldTexts(forecast.outlook),
  };
}

/** "3 min $0.50", with a dash for what nobody knows. */
export function effort(estimate: PlannedTask['estimate']): string {
  if (estimate === null) return '–';
  const cost = estimate.usd === null ? '?' : money(estimate.usd);
  return `${plural(estimate.minutes, 'min', 'min')} ${cost}`;
}

/** Why a task goes where it goes, as the rest of a sentence that begins with "because". */
export function because({ type, complexity, complexityParts, routeReasons }: PlannedTask): string {
  const parts = complexityParts
    .map(({ name, value, weight, reason }) => ({ share: value * weight, text: `${name} (${reason})` }))
    .filter(({ share }) => share >= TELLING)
    .sort((a, b) => b.share - a.share)
    .slice(0, NAMED_PARTS)
    .map(({ share, text }) => `${text} ${share.toFixed(2)}`);
  const made = parts.length === 0 ? '' : ` of ${parts.join(', ')}`;
  return `${routeReasons.join('; ')}. ${type}; complexity ${complexity.toFixed(2)}${made}`;
}

/** With `overlap: allow`: who may meet whom in the same files at the same time. */
function meetings({ plan, graph, config }: PlanInputs): readonly string[] {
  if (config.overlap === 'serialize') return [];
  const byId = new Map(plan.tasks.map(task => [task.id, task]));
  return graph.batches.flatMap(batch => {
    const tasks = batch.slice(0, PAIRED).flatMap(id => byId.get(id) ?? []);
    return tasks.flatMap((task, at) =>
      tasks.slice(at + 1).flatMap(other => {
        const reason = whyApart(other, task, { overlap: 'serialize' });
        return reason === null ? [] : [`${other.id} may collide with ${task.id}: ${reason}`];
      }),
    );
  });
}

function unscoped({ plan }: PlanInputs): string | null {
  const count = plan.tasks.filter(({ paths }) => paths.length === 0).length;
  if (count === 0 || plan.tasks.length === 1) return null;
  const they = count === 1 ? 'it collides' : 'they collide';
  return `${plural(count, 'task')} without \`paths\`: whether ${they} shows at the merge`;
}

function mode({ choice: { execution, schedule }, config }: PlanInputs): string {
  if (execution === 'sequential') return 'one at a time';
  const eager = schedule === 'eager' ? ', each as soon as its needs are merged' : '';
  return `parallel, ${plural(config.parallel.maxWorkers, 'worker')}${eager}`;
}

function total({ usd, minutes: all, minutesOneByOne }: Forecast): string {
  const cost = usd === null ? '' : ` and ${money(usd)}`;
  const alone = minutesOneByOne === all ? '' : `; one by one about ${minutes(minutesOneByOne)}`;
  return `about ${minutes(all)}${cost}${alone}`;
}

function source({ forecast, config }: PlanInputs): string {
  const { unpriced } = forecast;
  const from =
    forecastSource(forecast) === 'price'
      ? 'guesses of Braid’s and the prices of the configuration'
      : 'guesses of Braid’s';
  const unknown =
    unpriced.length === 0 ? '' : `; the cost of ${plural(unpriced.length, 'task')} is not known`;
  const limit = limitText(config.budget);
  const budget = limit === null ? '' : `; the budget is ${limit}`;
  return `from ${from}, without retries and verification${unknown}${budget}`;
}

function minutes(count: number): string {
  const whole = Math.ceil(count);
  return whole < 60 ? `${whole} min` : duration(whole * 60_000);
}
