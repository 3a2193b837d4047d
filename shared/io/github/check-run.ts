/** One check run for each external id on a commit: made once, then updated, its annotations appended page by page. */
import { z } from 'zod';
import {
  ANNOTATIONS_A_REQUEST,
  asSent,
  type CheckAnnotation,
  missingAnnotations,
  readAnnotations,
} from './annotations.ts';
import type { Api, Parameters } from './api/api.ts';
import { createOnce, InTurn, wait } from './api/create-once.ts';
import { mayHaveHappened } from './api/problem.ts';
import { ROUTES } from './api/routes.ts';

export type CheckConclusion =
  | 'success'
  | 'failure'
  | 'neutral'
  | 'cancelled'
  | 'skipped'
  | 'timed_out'
  | 'action_required';

export interface CheckRun {
  readonly name: string;
  /** What it is found by again: with the name and the commit, there is one. */
  readonly externalId: string;
  readonly headSha: string;
  readonly status: 'queued' | 'in_progress' | 'completed';
  /** Null as long as it is not completed. */
  readonly conclusion: CheckConclusion | null;
  readonly title: string;
  /** Markdown; GitHub refuses more than 65,535 characters in each of `summary` and `text`. */
  readonly summary: string;
  readonly text: string | null;
  readonly annotations: readonly CheckAnnotation[];
  /** Buttons: at most 3; label and identifier 20, description 40 characters. They reach an App only. */
  readonly actions: readonly CheckAction[];
  /** Null: GitHub's own page. */
  readonly detailsUrl: string | null;
}

export interface CheckAction {
  readonly label: string;
  readonly description: string;
  readonly identifier: string;
}

export interface CheckRunPlace {
  readonly id: number;
  /** For people; null where GitHub gives none. */
  readonly url: string | null;
}

/** A check run that is there, and which annotations it has. */
interface Known {
  readonly place: CheckRunPlace;
  present: readonly CheckAnnotation[];
}

const placeSchema = z
  .object({ id: z.number(), html_url: z.string().nullish() })
  .transform(({ id, html_url }): CheckRunPlace => ({ id, url: html_url ?? null }));

const listSchema = z
  .object({
    check_runs: z.array(
      z.object({
        id: z.number(),
        html_url: z.string().nullish(),
        external_id: z.string().nullish(),
        output: z.object({ annotations_count: z.number() }),
      }),
    ),
  })
  .transform(found => found.check_runs);

const seenSchema = z
  .object({
    check_runs: z.array(
      z
        .object({
          external_id: z.string().nullish(),
          status: z.string(),
          details_url: z.string().nullish(),
        })
        .transform(({ external_id, status, details_url }): CheckRunSight => {
          return { externalId: external_id ?? '', status, detailsUrl: details_url ?? null };
        }),
    ),
  })
  .transform(found => found.check_runs);

/** What is said about a commit under a name. */
export interface CheckRunSight {
  readonly externalId: string;
  readonly status: string;
  readonly detailsUrl: string | null;
}

export function readCheckRuns(api: Api, headSha: string, name: string): Promise<readonly CheckRunSight[]> {
  const parameters = { ref: headSha, check_name: name, filter: 'all' };
  return api.readAll(ROUTES.findCheckRuns, parameters, { schema: seenSchema, limit: READ_AT_MOST });
}

/** GitHub keeps 1,000 check runs of one name in a suite. */
const READ_AT_MOST = 1000;
/** How often the annotations are looked at again when a request for them had no answer. */
const LOOKS = 3;

export class CheckRuns {
  readonly #api: Api;
  readonly #known = new Map<string, Known>();
  readonly #inTurn = new InTurn();

  constructor(api: Api) {
    this.#api = api;
  }

  put(wanted: CheckRun): Promise<CheckRunPlace> {
    const key = JSON.stringify([wanted.headSha, wanted.name, wanted.externalId]);
    return this.#inTurn.run(key, async () => {
      const seen = this.#known.get(key);
      const isComplete =
        seen !== undefined && missingAnnotations(wanted.annotations, seen.present).length === 0;
      // Another process may have added annotations since.
      const known = isComplete ? seen : await this.#find(wanted);
      if (known !== null) {
        this.#known.set(key, known);
        await this.#update(known, wanted);
        return known.place;
      }
      const { known: made, isNew } = await this.#create(wanted);
      this.#known.set(key, made);
      const isWhole = isNew && missingAnnotations(wanted.annotations, made.present).length === 0;
      if (!isWhole) await this.#update(made, wanted);
      return made.place;
    });
  }

  /** The oldest: of two that were made at the same time, everybody finds the same one. */
  async #find({ name, externalId, headSha }: CheckRun): Promise<Known | null> {
    const found = await this.#api.readAll(
      ROUTES.findCheckRuns,
      { ref: headSha, check_name: name, filter: 'all' },
      { schema: listSchema, limit: READ_AT_MOST },
    );
    const own = found.filter(run => run.external_id === externalId).sort((a, b) => a.id - b.id);
    const [first] = own;
    if (first === undefined) return null;
    const place = { id: first.id, url: first.html_url ?? null };
    const present = first.output.annotations_count > 0 ? await readAnnotations(this.#api, first.id) : [];
    return { place, present };
  }

  async #create(wanted: CheckRun): Promise<{ readonly known: Known; readonly isNew: boolean }> {
    const page = wanted.annotations.slice(0, ANNOTATIONS_A_REQUEST);
    const parameters = { ...fields(wanted, page), head_sha: wanted.headSha };
    const options = { schema: placeSchema, isRepeatable: false };
    return createOnce<{ readonly known: Known; readonly isNew: boolean }>(
      {
        create: async () => {
          const place = await this.#api.write(ROUTES.createCheckRun, parameters, options);
          return { known: { place, present: page }, isNew: true };
        },
        find: async () => {
          const known = await this.#find(wanted);
          return known === null ? null : { known, isNew: false };
        },
      },
      this.#api.clock,
    );
  }

  async #update(known: Known, wanted: CheckRun): Promise<void> {
    for (let isFirst = true; ; isFirst = false) {
      const missing = missingAnnotations(wanted.annotations, known.present);
      if (missing.length === 0 && !isFirst) return;
      await this.#append(known, wanted, missing.slice(0, ANNOTATIONS_A_REQUEST));
    }
  }

  /** What the check run says, and one page of annotations, which are not sent again before it is known what is there. */
  async #append(known: Known, wanted: CheckRun, page: readonly CheckAnnotation[]): Promise<void> {
    const { id } = known.place;
    const options = { schema: placeSchema, isRepeatable: page.length === 0 };
    let unsent = page;
    for (let look = 1; ; look++) {
      try {
        const parameters = { ...fields(wanted, unsent), check_run_id: id };
        await this.#api.write(ROUTES.updateCheckRun, parameters, options);
        known.present = [...known.present, ...unsent];
        return;
      } catch (problem) {
        if (!mayHaveHappened(problem) || look > LOOKS || page.length === 0) throw problem;
        await wait(this.#api.clock, look);
        known.present = await readAnnotations(this.#api, id);
        unsent = missingAnnotations(wanted.annotations, known.present).slice(0, ANNOTATIONS_A_REQUEST);
      }
    }
  }
}

function fields(wanted: CheckRun, page: readonly CheckAnnotation[]): Parameters {
  const { name, externalId, status, conclusion, title, summary, text, actions, detailsUrl } = wanted;
  return {
    name,
    external_id: externalId,
    status,
    ...(conclusion === null ? {} : { conclusion }),
    ...(detailsUrl === null ? {} : { details_url: detailsUrl }),
    output: { title, summary, ...(text === null ? {} : { text }), annotations: page.map(asSent) },
    actions,
  };
}
