/** Whether a routing rule of the configuration speaks of a task, and by which of its conditions. */
import type { RoutingRule } from '../plan/config.ts';
import type { Task, TaskType } from '../plan/plan.ts';
import { overlaps } from '../plan/scope.ts';

export interface RuleSubject {
  readonly task: Pick<Task, 'paths' | 'labels'>;
  readonly type: TaskType;
  /** 0 to 1. */
  readonly complexity: number;
}

export interface RuleMatch {
  readonly rule: RoutingRule;
  /** 1-based, as people count. */
  readonly number: number;
  /** `rule 2 matches type "refactoring"`. */
  readonly reason: string;
}

/** The first rule of which every condition holds; null: there is none. */
export function matchRule(rules: readonly RoutingRule[], subject: RuleSubject): RuleMatch | null {
  for (const [index, rule] of rules.entries()) {
    const conditions = conditionsOf(rule, subject);
    if (!conditions.every(condition => condition.holds)) continue;
    const number = index + 1;
    const met = conditions.map(condition => condition.inWords).join(', ');
    return { rule, number, reason: `rule ${number} matches ${met === '' ? 'every task' : met}` };
  }
  return null;
}

interface Condition {
  readonly holds: boolean;
  /** What of the task it is that the rule speaks of. */
  readonly inWords: string;
}

function conditionsOf(rule: RoutingRule, { task, type, complexity }: RuleSubject): readonly Condition[] {
  const conditions: Condition[] = [];
  if (rule.type !== null) conditions.push({ holds: rule.type === type, inWords: `type "${type}"` });
  if (rule.paths.length > 0) {
    const path = task.paths.find(own => rule.paths.some(pattern => overlaps(own, pattern)));
    conditions.push({ holds: path !== undefined, inWords: `path "${path}"` });
  }
  if (rule.labels.length > 0) {
    const label = task.labels.find(own => rule.labels.includes(own));
    conditions.push({ holds: label !== undefined, inWords: `label "${label}"` });
  }
  if (rule.minComplexity !== null || rule.maxComplexity !== null) {
    const holds = complexity >= (rule.minComplexity ?? 0) && complexity <= (rule.maxComplexity ?? 1);
    conditions.push({ holds, inWords: `complexity ${complexity.toFixed(2)}` });
  }
  return conditions;
}
