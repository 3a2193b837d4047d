/** Whether the budget will do for the plan: a run that could never start a task is better not begun. */
import type { Config } from '../../shared/plan/config.ts';
import { asideText, heldTexts, limitText } from '../../shared/report/preview/outlook-text.ts';
import { plannedRoute } from '../../shared/run/dispatch/forecast.ts';
import { outlook } from '../../shared/run/dispatch/outlook.ts';
import { type Check, good, remark } from './check.ts';
import type { Inputs } from './inputs.ts';

/** Nothing, where nothing is limited or no plan is known. */
export function checkBudget(config: Config, planned: Inputs['planned']): readonly Check[] {
  const limit = limitText(config.budget);
  if (planned === null || limit === null) return [];
  const { plan, graph } = planned;
  const routes = new Map(plan.tasks.map(task => [task.id, plannedRoute(task, graph, config)]));
  const found = outlook({ plan, graph, config, routes });
  const texts = heldTexts(found);
  if (texts.length > 0)
    return texts.map(text => remark('budget', text, 'raise `budget`, or give the task a lower `budget-usd`'));
  const aside = asideText(found);
  return [good('budget', aside === null ? limit : `${limit}; ${aside}`)];
}
