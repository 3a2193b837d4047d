/** The JSON API: finds the operation, asks who may, and answers. It decides nothing about runs. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { jsonText } from '../../shared/report/json.ts';
import { VERSION } from '../../shared/version.ts';
import { type Answer, type Handler, send, targetOf } from '../http/answer.ts';
import { readJson } from '../http/body.ts';
import type { StreamLimits } from '../http/stream.ts';
import { addressOf } from '../people/address.ts';
import { type Caller, callerOf, maySeeStill, type Subject, subjectOf } from './admission.ts';
import type { Chronicles } from './chronicle.ts';
import { command } from './commands.ts';
import { Followers } from './follow.ts';
import { openApi } from './openapi.ts';
import { match, type Operation, type Parameters } from './operations.ts';
import type { Access, Commands, Live, Runs } from './ports.ts';
import { bodyProblem, NO_SUCH_PATH, problemAnswer, troubleOf, wrongMethod } from './problems.ts';
import { jobsNow, read } from './readings.ts';

export interface ApiParts {
  readonly runs: Runs;
  readonly commands: Commands;
  readonly access: Access;
  readonly live: Live;
  /** Shared with the pages. */
  readonly chronicles: Chronicles;
  /** Where people and programs reach this, without a slash at its end. */
  readonly publicUrl: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Told of bugs. */
  readonly onError: (error: unknown) => void;
  readonly limits?: StreamLimits;
  /** See `addressOf`; 0 where it is missing. */
  readonly proxies?: number;
}

export function apiHandler(parts: ApiParts): Handler {
  const followers = new Followers(parts);
  return async (request, response) => {
    const target = targetOf(request);
    const isOurs = target?.path[0] === 'api' && target.path[1] !== 'github';
    if (target === null || !isOurs) return false;
    try {
      const answer = await answerTo(parts, { request, response, followers, ...target });
      if (answer !== null) await send(request, response, answer);
    } catch (error) {
      const problem = troubleOf(error, parts);
      if (response.headersSent) response.destroy();
      else await send(request, response, problemAnswer(problem));
    }
    return true;
  };
}

interface Call {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly followers: Followers;
  readonly path: readonly string[];
  readonly query: URLSearchParams;
}

/** Null: it was answered already. */
async function answerTo(parts: ApiParts, call: Call): Promise<Answer | null> {
  const method = call.request.method ?? 'GET';
  const matched = match(method, call.path);
  if (matched.kind === 'nothing') return problemAnswer(NO_SUCH_PATH);
  if (matched.kind === 'wrong-method') return problemAnswer(wrongMethod(method, matched.allowed));
  const { operation, parameters } = matched;
  if (operation.needs === 'nothing') return json(200, openApi(parts.publicUrl, VERSION), PUBLIC);
  const from = addressOf(call.request, parts.proxies ?? 0);
  const caller = await callerOf(call.request, parts.access, { needs: operation.needs, from });
  if (caller.kind === 'refused') return problemAnswer(caller.problem);
  const subject = await subjectOf(parts, { operation, parameters, caller: caller.value, from });
  if (subject.kind === 'refused') return problemAnswer(subject.problem);
  return operation.needs === 'read'
    ? reading(parts, { ...call, operation, parameters, caller: caller.value }, subject.value)
    : commanding(parts, { ...call, operation, caller: caller.value }, subject.value);
}

async function reading(
  parts: ApiParts,
  call: Call & { operation: Operation; parameters: Parameters; caller: Caller },
  subject: Subject,
): Promise<Answer | null> {
  if (call.operation.id === 'followRun' && subject.kind === 'run') {
    const { recorded } = subject;
    const maySee = () => maySeeStill(parts, call.caller, recorded);
    await call.followers.follow(
      call,
      { recorded, maySee },
      {
        progress: progress => JSON.stringify(progress),
        jobs: (run, jobs) => JSON.stringify(jobsNow(run, jobs)),
      },
    );
    return null;
  }
  const found = await read(parts, call, subject);
  return found.kind === 'refused' ? problemAnswer(found.problem) : json(200, found.value, LIVE);
}

async function commanding(
  parts: ApiParts,
  { request, operation, caller }: Call & { operation: Operation; caller: Caller },
  subject: Subject,
): Promise<Answer> {
  const body = await readJson(request);
  if (body.kind !== 'read') return problemAnswer(bodyProblem(body));
  const actor = caller.kind === 'person' ? caller.person.login : '';
  const done = await command(
    parts,
    { id: operation.id, actor, body: body.value === undefined ? {} : body.value },
    subject,
  );
  if (done.kind === 'refused') return problemAnswer(done.problem);
  return json(202, done.value, { ...LIVE, location: done.value.url });
}

const LIVE = { 'cache-control': 'no-store' };
const PUBLIC = { 'cache-control': 'public, max-age=300' };

function json(status: number, value: object, headers: Answer['headers']): Answer {
  const type = { 'content-type': 'application/json; charset=utf-8' };
  return { status, headers: { ...type, ...headers }, body: jsonText(value) };
}
