/** What the API is asked with. A field that is not known is refused: it was meant to do something. */
import { z } from 'zod';
import { RUN_NAME_IN_WORDS } from '../../../shared/request/run-name.ts';

const MOST_TASKS = 256;
/** GitHub's limits of a path and of a branch are not documented; these hold all that git on Linux can. */
const path = z.string().min(1).max(4096);
const branch = z.string().min(1).max(255);

const WHICH = 'expected either `pullRequest` or `plan`, with `branch` only beside `plan`';

export const startSchema = z
  .strictObject({
    pullRequest: z.int().positive().optional().meta({ description: 'Its plan is run, on its branch' }),
    plan: path.optional().meta({ description: 'A plan file of the repository, relative to its root' }),
    branch: branch.optional().meta({
      description:
        'Where the plan is, and what the pull request with the result is for. Absent: the default branch',
    }),
  })
  .refine(
    ({ pullRequest, plan, branch: on }) =>
      (pullRequest === undefined) !== (plan === undefined) && (on === undefined || plan !== undefined),
    WHICH,
  )
  .meta({ id: 'Start', description: WHICH, oneOf: [{ required: ['pullRequest'] }, { required: ['plan'] }] });

export const retrySchema = z
  .strictObject({
    tasks: z
      .array(z.string().min(1).max(100))
      .min(1)
      .max(MOST_TASKS)
      .optional()
      .meta({ description: 'Absent: all that is not merged' }),
  })
  .meta({ id: 'Retry' });

export const nothingSchema = z.strictObject({}).meta({ id: 'Nothing', description: 'No body is needed' });

export const PARAMETERS = {
  owner: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/)
    .meta({ description: 'The owner of the repository' }),
  repo: z
    .string()
    .regex(/^(?!\.{1,2}$)[A-Za-z0-9._-]{1,100}$/)
    .meta({ description: 'Its name' }),
  run: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,79}$/)
    .meta({ description: RUN_NAME_IN_WORDS }),
  number: z
    .string()
    .regex(/^[0-9]{1,5}$/)
    .meta({ description: 'The number of a batch, from 1 on' }),
} as const;

export type ParameterName = keyof typeof PARAMETERS;
