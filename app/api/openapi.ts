/** The description of the API in OpenAPI 3.1, made from the operations and their schemas and written nowhere by hand. */
import { z } from 'zod';
import { OPERATIONS, type Operation, parameterName } from './operations.ts';
import { problemSchema } from './schema/answer-schema.ts';
import { PARAMETERS } from './schema/request-schema.ts';

const WHY: Readonly<Record<number, string>> = {
  400: 'The request, or the plan, is not as it should be',
  401: 'No token, or one that GitHub does not know',
  403: 'The token may read the repository, and does not show that it may do this',
  404: 'There is no such thing, or the token may not know of it',
  408: 'The body came too slowly',
  409: 'Not in the state that the run or the pull request is in',
  413: 'The body is too large',
  415: 'The body is not JSON',
  429: 'From this address came too many tokens or names that GitHub does not know',
  502: 'GitHub refused the App',
  503: 'GitHub or the database does not answer, or the App is suspended there',
};

const TOKEN =
  'A token of a person on GitHub. To start or steer a run it must show that it may write: a classic one by its scope `repo` (in a public repository `public_repo`), or one of signing in to this App. Fine-grained ones, and those of other Apps, do not show it, and can read; in a private repository when they may read its contents.';

export function openApi(publicUrl: string, version: string) {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of OPERATIONS) {
    paths[operation.path] = {
      ...paths[operation.path],
      [operation.method.toLowerCase()]: described(operation),
    };
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'Braid',
      version,
      description: 'Starts, follows and steers runs. Times are ISO 8601 in UTC; what is not known is null.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: publicUrl }],
    paths,
    components: {
      schemas: schemas(),
      securitySchemes: {
        github: { type: 'http', scheme: 'bearer', description: TOKEN },
      },
    },
  };
}

function described({ id, path, summary, needs, body, answer, refusals }: Operation) {
  const parameters = path.split('/').flatMap(part => {
    const name = parameterName(part);
    return name === null
      ? []
      : [{ name, in: 'path', required: true, schema: plain(z.toJSONSchema(PARAMETERS[name])) }];
  });
  const from = { name: 'Last-Event-ID', in: 'header', schema: { type: 'integer', minimum: 0 } };
  const all = id === 'followRun' ? [...parameters, from] : parameters;
  return {
    operationId: id,
    summary,
    // An empty requirement: of a public repository it is read without a token.
    security: needs === 'nothing' ? [] : needs === 'read' ? [{}, { github: [] }] : [{ github: [] }],
    ...(all.length === 0 ? {} : { parameters: all }),
    ...(body === null
      ? {}
      : { requestBody: { required: id === 'startRun', content: { 'application/json': content(body) } } }),
    responses: {
      [answer.status]: {
        description: answer.about,
        content: {
          [id === 'followRun' ? 'text/event-stream' : 'application/json']: content(answer.schema),
        },
      },
      ...(id === 'followRun' ? { 204: { description: 'The run is over, and all of it has been seen' } } : {}),
      ...Object.fromEntries(refusals.map(status => [status, refusal(status)])),
    },
  };
}

function refusal(status: number) {
  return {
    description: WHY[status] ?? '',
    content: { 'application/problem+json': content(problemSchema) },
  };
}

function content(schema: z.ZodType | null) {
  const id = schema?.meta()?.id;
  return { schema: id === undefined ? { type: 'object' } : { $ref: `#/components/schemas/${id}` } };
}

/** Each schema with a name, once. Answers may get more fields; requests may not have others. */
function schemas() {
  const { schemas: found } = z.toJSONSchema(z.globalRegistry, {
    uri: id => `#/components/schemas/${id}`,
    override: ({ jsonSchema, zodSchema }) => {
      const closed = zodSchema._zod.def.type === 'object' && isStrict(zodSchema);
      if (!closed) delete jsonSchema.additionalProperties;
      // What follows from the type, at length.
      if (jsonSchema.format === 'date-time') delete jsonSchema.pattern;
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
    },
  });
  return Object.fromEntries(Object.entries(found).map(([id, schema]) => [id, plain(schema)]));
}

function isStrict(schema: z.core.$ZodType): boolean {
  const { def } = schema._zod;
  return 'catchall' in def && def.catchall instanceof z.core.$ZodNever;
}

/** Without the addresses that stand for themselves in a file of their own. */
function plain({ $schema: _, $id: __, id: ___, ...schema }: Record<string, unknown>): object {
  return schema;
}
