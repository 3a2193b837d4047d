/** What a person does on GitHub's pages, for tests and the demo: without a token, and never against the rules of roles. */
import { person } from './changes/cause.ts';
import { checkRunHappened } from './changes/checks.ts';
import { addComment, editComment } from './changes/comments.ts';
import { openPull, setLabels, setPullState } from './changes/pulls.ts';
import { refMoved } from './changes/refs.ts';
import { renameRepository } from './changes/repositories.ts';
import { commitFiles } from './git/commit-files.ts';
import { type Account, atLeast, type Role } from './state/account.ts';
import type { PullRequest } from './state/pull.ts';
import { type Repository, roleOf } from './state/repository.ts';
import { repositoryOf, type World } from './state/world.ts';

export interface PullFields {
  /** A branch, or `owner:branch` of a fork. */
  readonly head: string;
  readonly base?: string;
  readonly title?: string;
  readonly body?: string;
}

export class Person {
  readonly #world: World;
  readonly #account: Account;

  constructor(world: World, account: Account) {
    this.#world = world;
    this.#account = account;
  }

  /**
   * Edits files on a branch, which begins at the default branch when it is new; null deletes. The commit's id. What
   * protects a branch is not asked: push to see that.
   */
  async commit(
    fullName: string,
    branch: string,
    files: Readonly<Record<string, string | null>>,
  ): Promise<string> {
    const repository = this.#in(fullName, 'write');
    const from = await repository.git.commit(`refs/heads/${branch}`);
    const to = await commitFiles(repository.git, {
      branch,
      parent: from ?? (await repository.git.commit(`refs/heads/${repository.defaultBranch}`)),
      files,
      message: `Change ${Object.keys(files).join(', ')}`,
      author: this.#account.login,
      date: this.#world.now(),
    });
    await refMoved(this.#world, repository, { ref: `refs/heads/${branch}`, from, to }, person(this.#account));
    return to;
  }

  /** `name`: without its owner. The old one leads to it until somebody else takes that. */
  rename(fullName: string, name: string): void {
    const repository = this.#in(fullName, 'admin');
    renameRepository(this.#world, repository, `${repository.owner.login}/${name}`);
  }

  setPrivate(fullName: string, isPrivate: boolean): void {
    this.#in(fullName, 'admin').private = isPrivate;
  }

  /** Its number. Whoever may read may open one. */
  async openPull(fullName: string, { head, base, title, body }: PullFields): Promise<number> {
    const repository = this.#in(fullName, 'read');
    const [branch = '', owner] = head.split(':').toReversed();
    const source =
      owner === undefined ? repository : repositoryOf(this.#world, `${owner}/${repository.name}`);
    const wanted = {
      head: { repository: source, branch },
      base: base ?? repository.defaultBranch,
      title: title ?? branch,
      body: body ?? null,
      draft: false,
    };
    return (await openPull(this.#world, repository, wanted, person(this.#account))).number;
  }

  async label(fullName: string, number: number, name: string): Promise<void> {
    const { repository, pull } = this.#pull(fullName, number, 'triage');
    const names = [...pull.labels, name];
    await setLabels(this.#world, repository, pull, { names, by: person(this.#account) });
  }

  async unlabel(fullName: string, number: number, name: string): Promise<void> {
    const { repository, pull } = this.#pull(fullName, number, 'triage');
    const names = pull.labels.filter(label => label !== name);
    await setLabels(this.#world, repository, pull, { names, by: person(this.#account) });
  }

  /** The comment's id. */
  comment(fullName: string, number: number, body: string): number {
    const { repository, pull } = this.#pull(fullName, number, 'read');
    return addComment(this.#world, repository, pull, { body, viaApp: null, by: person(this.#account) }).id;
  }

  editComment(fullName: string, id: number, body: string): void {
    const repository = this.#in(fullName, 'read');
    const comment = repository.comments.get(id);
    if (comment === undefined) throw new Error(`${fullName} has no comment ${id}`);
    editComment(this.#world, repository, comment, { body, by: person(this.#account) });
  }

  async close(fullName: string, number: number): Promise<void> {
    const { repository, pull } = this.#pull(fullName, number, 'triage');
    await setPullState(this.#world, repository, pull, { state: 'closed', by: person(this.#account) });
  }

  async reopen(fullName: string, number: number): Promise<void> {
    const { repository, pull } = this.#pull(fullName, number, 'triage');
    await setPullState(this.#world, repository, pull, { state: 'open', by: person(this.#account) });
  }

  /** A button of a check run; `rerequest` is GitHub's own "Re-run". */
  press(fullName: string, checkRunId: number, identifier: string): void {
    const repository = this.#in(fullName, 'write');
    const run = repository.checkRuns.get(checkRunId);
    if (run === undefined) throw new Error(`${fullName} has no check run ${checkRunId}`);
    const by = person(this.#account);
    if (identifier === 'rerequest') {
      checkRunHappened(this.#world, repository, run, { action: 'rerequested', by });
      return;
    }
    if (!run.actions.some(action => action.identifier === identifier))
      throw new Error(`Check run ${run.name} has no button ${identifier}`);
    const more = { requested_action: { identifier } };
    checkRunHappened(this.#world, repository, run, { action: 'requested_action', by, more });
  }

  #in(fullName: string, role: Role): Repository {
    const repository = repositoryOf(this.#world, fullName);
    if (!atLeast(roleOf(repository, this.#account.login), role))
      throw new Error(`${this.#account.login} needs to have ${role} in ${fullName}`);
    return repository;
  }

  #pull(fullName: string, number: number, role: Role): { repository: Repository; pull: PullRequest } {
    const repository = this.#in(fullName, role);
    const pull = repository.pulls.get(number);
    if (pull === undefined) throw new Error(`${fullName} has no pull request ${number}`);
    return { repository, pull };
  }
}
