/** The pages of runs, for people: who may see one, and what they get. Everything else of the App's addresses is left to others. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { parseRunName } from '../../shared/request/run-name.ts';
import type { Chronicles } from '../api/chronicle.ts';
import { Followers } from '../api/follow.ts';
import type { Access, Live, Person, Repository, Runs } from '../api/ports.ts';
import { troubleOf } from '../api/problems.ts';
import { type Answer, type Handler, send, targetOf } from '../http/answer.ts';
import type { StreamLimits } from '../http/stream.ts';
import type { SignIn } from '../people/sign-in.ts';
import { assetAnswer } from './assets.ts';
import { type Page, pageAnswer } from './document.ts';
import {
  noRunNotice,
  refusedNotice,
  signInNotice,
  startNotice,
  troubleNotice,
  wrongMethodNotice,
} from './notices.ts';
import { runPage } from './run-page.ts';

export interface PageParts {
  readonly runs: Runs;
  readonly access: Access;
  readonly live: Live;
  /** Shared with the API. */
  readonly chronicles: Chronicles;
  /** Null: the App has no client secret, and shows runs of public repositories only. */
  readonly signIn: SignIn | null;
  /** Without a slash at its end: `https://github.com`. */
  readonly serverUrl: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Told of bugs, and of GitHub where it does not answer. */
  readonly onError: (error: unknown) => void;
  readonly limits?: StreamLimits;
}

interface Visit {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly followers: Followers;
  readonly path: readonly string[];
  readonly query: URLSearchParams;
}

const OURS = ['', 'runs', 'login', 'logout', 'assets'];

export function pageHandler(parts: PageParts): Handler {
  const followers = new Followers(parts);
  return async (request, response) => {
    const target = targetOf(request);
    if (target === null || !OURS.includes(target.path[0] ?? '')) return false;
    try {
      const answer = await answerTo(parts, { request, response, followers, ...target });
      if (answer !== null) await send(request, response, answer);
    } catch (error) {
      const problem = troubleOf(error, parts);
      const { status, headers = {} } = problem;
      const page = troubleNotice(problem);
      if (response.headersSent) response.destroy();
      else await send(request, response, notice(page, status, headers));
    }
    return true;
  };
}

/** Null: it was answered already. */
async function answerTo(parts: PageParts, visit: Visit): Promise<Answer | null> {
  const { request, path, query } = visit;
  const [first = '', second = '', third] = path;
  const isPosted = request.method === 'POST';
  const expected = first === 'logout' ? 'POST' : 'GET';
  if (!['GET', 'HEAD', 'POST'].includes(request.method ?? '') || isPosted !== (expected === 'POST'))
    return notice(wrongMethodNotice(expected), 405, { allow: expected === 'GET' ? 'GET, HEAD' : 'POST' });
  const { signIn } = parts;
  if (first === 'runs' && path.length <= 3 && (third === undefined || third === 'events'))
    return answerRun(parts, visit, { name: second, isStream: third === 'events' });
  if (first === 'assets') return assetAnswer(`/${path.join('/')}`) ?? notice(noRunNotice(null), 404);
  if (first === '' && path.length === 1) return notice(startNotice(), 200);
  if (signIn === null) return notice(noRunNotice(null), 404);
  if (first === 'logout' && path.length === 1)
    return isSentFromHere(request)
      ? signIn.end()
      : notice(refusedNotice('This came from another site.'), 403);
  if (first === 'login' && path.length === 1) return signIn.begin(query.get('to'));
  if (first === 'login' && path.length === 2 && second === 'callback') {
    const returned = await signIn.finish(request, query);
    return returned.kind === 'signed-in'
      ? returned.answer
      : notice(refusedNotice(returned.said), 400, { 'set-cookie': returned.cookie });
  }
  return notice(noRunNotice(null), 404);
}

async function answerRun(
  parts: PageParts,
  visit: Visit,
  { name, isStream }: { readonly name: string; readonly isStream: boolean },
): Promise<Answer | null> {
  const { request } = visit;
  const { runs, signIn, serverUrl, chronicles, now } = parts;
  const run = parseRunName(name);
  const recorded = run === null ? null : await runs.find(run);
  const person = signIn?.session(request) ?? null;
  if (recorded === null || !(await maySee(parts, recorded.repository, person))) {
    const isUnknown = person === null && signIn !== null && run !== null;
    return isUnknown
      ? notice(signInNotice(`/runs/${run}`), 401, { 'www-authenticate': 'Cookie realm="Braid"' })
      : notice(noRunNotice(person), 404);
  }
  if (!isStream) {
    const isPrivate = recorded.repository.private;
    const chronicle = await chronicles.of(recorded);
    const jobs = chronicle.isOver ? [] : await recorded.jobs();
    const sight = { chronicle, jobs, serverUrl, now: now(), person: isPrivate ? person : null };
    const page = runPage(recorded, sight);
    const headers = isPrivate ? (signIn?.renewal(request) ?? {}) : {};
    return pageAnswer(page, { status: 200, isPrivate, headers });
  }
  // The page asks for the rest itself: one description of a run is enough.
  const { repository } = recorded;
  const stillSees = async () => maySee(parts, await runs.again(repository), signIn?.session(request) ?? null);
  await visit.followers.follow(
    visit,
    { recorded, maySee: stillSees },
    { progress: () => '{}', jobs: () => '{}' },
  );
  return null;
}

async function maySee(
  { access }: PageParts,
  repository: Repository,
  person: Person | null,
): Promise<boolean> {
  if (!repository.private) return true;
  return person !== null && (await access.byPerson(person, repository)) !== 'none';
}

/** Cookies of this App are not sent with a form of another site; a browser that would is told apart here. */
function isSentFromHere({ headers }: IncomingMessage): boolean {
  const site = headers['sec-fetch-site'];
  return site === undefined || site === 'same-origin';
}

function notice(page: Page, status: number, headers: Answer['headers'] = {}): Answer {
  return pageAnswer(page, { status, isPrivate: true, headers });
}
