/** Which model does a task: a tier is chosen first, then the backend says what that tier is called. */
import { type BackendConfig, TIERS, type Tier } from '../plan/config.ts';
import { adviseTier, type TierRecord } from './history.ts';

export interface ModelChoice {
  /** Null: a model was named itself, or nothing was chosen. */
  readonly tier: Tier | null;
  /** What the backend is told; null: its own default. */
  readonly model: string | null;
  readonly reasons: readonly string[];
}

/** A model that a person asked for. */
export interface ModelWish {
  /** A tier, or the name of a model. */
  readonly model: string;
  /** Who asks: `the plan`, `rule 2`. */
  readonly by: string;
  /** The backend that was meant; the name of a model says nothing to another one. */
  readonly backend: string;
}

export interface ModelQuestion {
  /** The plan's first, then the rule's. */
  readonly wishes: readonly ModelWish[];
  /** 0 to 1; null: routing is off, so that only wishes count. */
  readonly complexity: number | null;
  /** Null: nothing is known. */
  readonly history: readonly TierRecord[] | null;
  /** 0 to 1 of the run's budget; null: it has none. */
  readonly budgetLeftShare: number | null;
  readonly backend: string;
  /** Null: one that comes with Braid and is not configured. */
  readonly config: BackendConfig | null;
}

const SMALL_UNDER = 0.3;
const LARGE_OVER = 0.7;
/** With less of the budget left, Braid chooses the small tier only. */
const NEARLY_SPENT = 0.1;

export function chooseModel(question: ModelQuestion): ModelChoice {
  const foreign = question.wishes.filter(wish => isForeign(wish, question));
  const notes = foreign.map(
    ({ by, model, backend }) => `${by} names the model ${model} for ${backend}, which is not used here`,
  );
  const wish = question.wishes.find(each => !foreign.includes(each));
  if (wish !== undefined && tierNamed(wish.model) === null) {
    return { tier: null, model: wish.model, reasons: [...notes, `${wish.by} names the model ${wish.model}`] };
  }
  const tier = wish === undefined ? withinBudget(estimate(question), question) : wishedTier(wish);
  if (tier === null) return { tier: null, model: null, reasons: notes };
  const name = nameOf(tier.tier, question);
  return { tier: tier.tier, model: name.model, reasons: [...notes, ...tier.reasons, ...name.reasons] };
}

interface TierChoice {
  readonly tier: Tier;
  readonly reasons: readonly string[];
}

function isForeign({ model, backend }: ModelWish, question: ModelQuestion): boolean {
  return tierNamed(model) === null && backend !== question.backend;
}

function tierNamed(model: string): Tier | null {
  return TIERS.find(tier => tier === model) ?? null;
}

function wishedTier({ model, by }: ModelWish): TierChoice | null {
  const tier = tierNamed(model);
  return tier && { tier, reasons: [`${by} names the tier ${tier}`] };
}

function estimate({ complexity, history }: ModelQuestion): TierChoice | null {
  if (complexity === null) return null;
  const first = tierFor(complexity);
  const { tier, reason } = adviseTier(first, history ?? []);
  const because = `its complexity is ${complexity.toFixed(2)}: ${first}`;
  return { tier, reasons: reason === null ? [because] : [because, `${reason}: ${tier}`] };
}

function tierFor(complexity: number): Tier {
  if (complexity < SMALL_UNDER) return 'small';
  return complexity > LARGE_OVER ? 'large' : 'medium';
}

/** What a person asked for is left alone: whoever cannot be paid for so waits for a higher budget. */
function withinBudget(choice: TierChoice | null, question: ModelQuestion): TierChoice | null {
  const { budgetLeftShare: left, complexity } = question;
  if (choice === null || complexity === null || left === null || left >= NEARLY_SPENT) return choice;
  if (choice.tier === 'small') return choice;
  const percent = Math.max(0, Math.floor(left * 100));
  return { tier: 'small', reasons: [...choice.reasons, `only ${percent} % of the budget is left: small`] };
}

function nameOf(
  tier: Tier,
  { backend, config }: ModelQuestion,
): { readonly model: string | null; readonly reasons: readonly string[] } {
  const name = config?.models[tier];
  if (name !== undefined) return { model: name, reasons: [] };
  if (config?.kind === 'command') return { model: tier, reasons: [] };
  return {
    model: null,
    reasons: [`${backend} uses its own default, since its \`models\` name none for ${tier}`],
  };
}
