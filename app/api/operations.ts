/** All that the API can do: the one list that requests are looked up in and that the description is made from. */
import type { z } from 'zod';
import {
  acceptedSchema,
  batchAnswerSchema,
  batchListSchema,
  progressSchema,
  runListSchema,
} from './schema/answer-schema.ts';
import { reportSchema } from './schema/report-schema.ts';
import {
  nothingSchema,
  PARAMETERS,
  type ParameterName,
  retrySchema,
  startSchema,
} from './schema/request-schema.ts';

export type OperationId =
  | 'describe'
  | 'listRuns'
  | 'startRun'
  | 'getRun'
  | 'cancelRun'
  | 'retryRun'
  | 'resumeRun'
  | 'listBatches'
  | 'getBatch'
  | 'followRun';

export interface Operation {
  readonly id: OperationId;
  readonly method: 'GET' | 'POST';
  /** As in OpenAPI. */
  readonly path: string;
  readonly summary: string;
  /** Of a public repository everybody may read. */
  readonly needs: 'nothing' | 'read' | 'write';
  readonly body: z.ZodType | null;
  readonly answer: { readonly status: number; readonly schema: z.ZodType | null; readonly about: string };
  /** Why it may be refused, by status. */
  readonly refusals: readonly number[];
}

const READING = [401, 404, 429, 503] as const;
const COMMANDING = [400, 401, 403, 404, 408, 409, 413, 415, 429, 503] as const;

const reading = (schema: z.ZodType, about: string) =>
  ({
    method: 'GET',
    needs: 'read',
    body: null,
    answer: { status: 200, schema, about },
    refusals: READING,
  }) as const;
const commanding = (body: z.ZodType) =>
  ({
    method: 'POST',
    needs: 'write',
    body,
    answer: { status: 202, schema: acceptedSchema, about: 'It is stored and will be done' },
    refusals: COMMANDING,
  }) as const;

export const OPERATIONS: readonly Operation[] = [
  {
    id: 'describe',
    method: 'GET',
    path: '/api/openapi.json',
    summary: 'This description',
    needs: 'nothing',
    body: null,
    answer: { status: 200, schema: null, about: 'The description in OpenAPI 3.1' },
    refusals: [],
  },
  {
    id: 'listRuns',
    path: '/api/repos/{owner}/{repo}/runs',
    summary: 'The newest runs of a repository',
    ...reading(runListSchema, 'At most 20 runs'),
  },
  {
    id: 'startRun',
    path: '/api/repos/{owner}/{repo}/runs',
    summary: 'Start a run of the plan of a pull request, or of a plan on a branch',
    ...commanding(startSchema),
    refusals: [...COMMANDING, 502],
  },
  {
    id: 'getRun',
    path: '/api/runs/{run}',
    summary: 'The report of a run as it is now',
    ...reading(reportSchema, 'The report'),
  },
  {
    id: 'cancelRun',
    path: '/api/runs/{run}/cancel',
    summary: 'Cancel a run; what is verified lands, and no work is lost',
    ...commanding(nothingSchema),
  },
  {
    id: 'retryRun',
    path: '/api/runs/{run}/retry',
    summary: 'Start tasks again that are not merged',
    ...commanding(retrySchema),
  },
  {
    id: 'resumeRun',
    path: '/api/runs/{run}/resume',
    summary: 'Go on with a run that was cancelled or parked',
    ...commanding(nothingSchema),
  },
  {
    id: 'listBatches',
    path: '/api/runs/{run}/batches',
    summary: 'The batches of a run',
    ...reading(batchListSchema, 'In their order'),
  },
  {
    id: 'getBatch',
    path: '/api/runs/{run}/batches/{number}',
    summary: 'A batch with its tasks',
    ...reading(batchAnswerSchema, 'The batch'),
  },
  {
    id: 'followRun',
    path: '/api/runs/{run}/events',
    summary: 'What happens in a run, as server-sent events; ends with the run, by an event named `end`',
    ...reading(
      progressSchema,
      'A stream of events named `progress`; the schema is that of their data. Between them come events named `jobs`, without an id, with data of the schema `Jobs`',
    ),
    refusals: [400, ...READING],
  },
];

export type Match =
  | { readonly kind: 'found'; readonly operation: Operation; readonly parameters: Parameters }
  | { readonly kind: 'wrong-method'; readonly allowed: readonly string[] }
  | { readonly kind: 'nothing' };

export type Parameters = Readonly<Partial<Record<ParameterName, string>>>;

/** HEAD is a GET of which only the head is sent. */
export function match(method: string, path: readonly string[]): Match {
  const here = OPERATIONS.flatMap(operation => {
    const parameters = parametersOf(operation.path.slice(1).split('/'), path);
    return parameters === null ? [] : [{ operation, parameters }];
  });
  const asked = method === 'HEAD' ? 'GET' : method;
  const found = here.find(({ operation }) => operation.method === asked);
  if (found !== undefined) return { kind: 'found', ...found };
  if (here.length === 0) return { kind: 'nothing' };
  const allowed = here.flatMap(({ operation }) => (operation.method === 'GET' ? ['GET', 'HEAD'] : ['POST']));
  return { kind: 'wrong-method', allowed };
}

/** Null: the path is another one. */
function parametersOf(pattern: readonly string[], path: readonly string[]): Parameters | null {
  if (pattern.length !== path.length) return null;
  const parameters: Partial<Record<ParameterName, string>> = {};
  for (const [index, part] of pattern.entries()) {
    const value = path[index] ?? '';
    const name = parameterName(part);
    if (name === null ? part !== value : !PARAMETERS[name].safeParse(value).success) return null;
    if (name !== null) parameters[name] = value;
  }
  return parameters;
}

export function parameterName(part: string): ParameterName | null {
  return PARAMETER_NAMES.find(name => part === `{${name}}`) ?? null;
}

const PARAMETER_NAMES = ['owner', 'repo', 'run', 'number'] as const satisfies readonly ParameterName[];
