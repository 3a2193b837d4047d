/** What the App is on GitHub: the permissions that it asks for and the events that it hears, each with its reason. */

export interface Permission {
  readonly name: string;
  readonly level: 'read' | 'write';
  readonly reason: string;
}

export const PERMISSIONS: readonly Permission[] = [
  {
    ...{ name: 'actions', level: 'write' },
    reason:
      'starts and cancels the workflow runs in which tasks and tests run, and reads what they hand over',
  },
  { ...{ name: 'checks', level: 'write' }, reason: 'the check runs, with their buttons' },
  {
    ...{ name: 'contents', level: 'write' },
    reason: 'reads plan and configuration; pushes the branches of tasks, the journal, and what was tested',
  },
  {
    ...{ name: 'issues', level: 'read' },
    reason: 'GitHub tells of comments, those on pull requests too, only who may read issues',
  },
  {
    ...{ name: 'metadata', level: 'read' },
    reason: 'every App has it; asks what the person may do who asks for something',
  },
  {
    ...{ name: 'pull_requests', level: 'write' },
    reason: 'the comment and the reactions, the labels, and the pull request of a run that had none',
  },
];

export interface HeardEvent {
  readonly name: string;
  readonly reason: string;
}

/** Not the installing and removing of the App: GitHub tells that to every App, and refuses a manifest that names it. */
export const EVENTS: readonly HeardEvent[] = [
  { name: 'check_run', reason: 'somebody presses a button of a check run, or `Re-run`' },
  { name: 'issue_comment', reason: 'somebody writes `/braid …` on a pull request' },
  { name: 'pull_request', reason: 'somebody sets a label, or closes the pull request' },
  { name: 'workflow_job', reason: 'a job begins or ends: it is shown while its workflow run goes on' },
  {
    name: 'workflow_run',
    reason: 'a workflow run of a run has ended: it goes on at once, and not at the next look',
  },
];

/** Where GitHub tells what happened: Probot's own. */
export const WEBHOOK_PATH = '/api/github/webhooks';
/** Where GitHub sends people back to. */
export const CREATED_PATH = '/setup/created';
export const LOGIN_PATH = '/login/callback';

/** https://docs.github.com/apps/sharing-github-apps/registering-a-github-app-from-a-manifest */
export interface Manifest {
  readonly name: string;
  readonly description: string;
  readonly url: string;
  readonly hook_attributes: { readonly url: string; readonly active: boolean };
  readonly redirect_url: string;
  readonly callback_urls: readonly string[];
  readonly public: boolean;
  readonly default_permissions: Readonly<Record<string, 'read' | 'write'>>;
  readonly default_events: readonly string[];
}

/** `url`: where this server is reached, without a slash at the end. */
export function manifest(url: string): Manifest {
  return {
    // GitHub wants a name that no other App has, and lets people change it before.
    name: `Braid ${new URL(url).hostname}`.slice(0, 34),
    description: 'Runs a plan of coding tasks in parallel and weaves the results into one tested change.',
    url,
    hook_attributes: { url: `${url}${WEBHOOK_PATH}`, active: true },
    redirect_url: `${url}${CREATED_PATH}`,
    callback_urls: [`${url}${LOGIN_PATH}`],
    public: false,
    default_permissions: Object.fromEntries(PERMISSIONS.map(({ name, level }) => [name, level])),
    default_events: EVENTS.map(({ name }) => name),
  };
}
