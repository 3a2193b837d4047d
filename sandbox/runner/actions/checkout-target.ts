/** What a checkout fetches and checks out for a `ref`. */
import type { TriggeringEvent } from '../host.ts';
import { StepError } from '../steps/room.ts';

export interface Target {
  /** As the action's output names it. */
  readonly ref: string;
  readonly refspecs: readonly string[];
  /** Arguments of `git checkout`. */
  readonly checkout: readonly string[];
}

export interface Question {
  /** Of the workflow run, if it is its own repository that is checked out. */
  readonly event: Pick<TriggeringEvent, 'ref' | 'sha'> | null;
  /** Asks git, in the repository. */
  readonly ask: (...args: readonly string[]) => Promise<string>;
}

export async function targetOf(ref: string, { event, ask }: Question): Promise<Target> {
  if (ref === '' && event !== null) return ofQualified(event.ref, event.sha);
  if (/^[0-9a-f]{40}$/.test(ref)) return { ref, refspecs: [ref], checkout: ['--detach', ref] };
  if (ref.startsWith('refs/')) return ofQualified(ref, ref);
  const listed = (await ask('ls-remote', '--symref', 'origin')).split('\n').map(line => line.split('\t'));
  if (ref === '') {
    const head = listed.find(([target, name]) => name === 'HEAD' && target?.startsWith('ref: '));
    const branch = head?.[0]?.slice('ref: '.length) ?? 'refs/heads/main';
    return ofQualified(branch, branch);
  }
  const known = [`refs/heads/${ref}`, `refs/tags/${ref}`].find(name => listed.some(line => line[1] === name));
  if (known === undefined) throw new StepError(`A branch or tag with the name '${ref}' could not be found`);
  return { ...ofQualified(known, known), ref };
}

/** `what` is fetched: the ref itself, or a commit that it had when the event came. */
function ofQualified(ref: string, what: string): Target {
  const branch = /^refs\/heads\/(.+)$/.exec(ref)?.[1];
  if (branch !== undefined) {
    const tracking = `refs/remotes/origin/${branch}`;
    return { ref, refspecs: [`+${what}:${tracking}`], checkout: ['-B', branch, tracking] };
  }
  const tracking = ref.startsWith('refs/tags/') ? ref : ref.replace(/^refs\//, 'refs/remotes/');
  return { ref, refspecs: [`+${what}:${tracking}`], checkout: ['--detach', tracking] };
}
