/** Webhooks as a busy organization sends them: as large as GitHub's, mostly about what concerns no run of Braid. */
import type { RunId } from '../../shared/plan/plan.ts';

export interface Webhook {
  readonly event: string;
  /** JSON of 8 to 30 kB. */
  readonly body: string;
}

export interface Sender {
  readonly installation: number;
  readonly repositoryId: number;
  /** `owner/name` */
  readonly repository: string;
  /** A run that the App knows. */
  readonly run: RunId;
}

type Fields = Readonly<Record<string, unknown>>;

/** In the order in which they are sent, over and over: one of twenty concerns a run. */
export function webhooksOf(sender: Sender): readonly Webhook[] {
  const kinds = kindsOf(sender);
  const order = [
    ...['checkBegun', 'jobQueued', 'checkEnded', 'remark', 'jobBegun', 'ciEnded', 'checkBegun', 'pushed'],
    ...['jobEnded', 'checkEnded', 'runMoved', 'jobQueued', 'checkBegun', 'remark', 'ciBegun', 'jobBegun'],
    ...['checkEnded', 'labeled', 'jobEnded', 'ciEnded'],
  ] as const;
  return order.map(name => {
    const { event, ...payload } = kinds[name];
    return { event, body: JSON.stringify({ ...payload, ...placeOf(sender) }) };
  });
}

function kindsOf(sender: Sender) {
  const check = (action: string, status: string) => ({
    ...{ event: 'check_run', action },
    check_run: { ...thing('check-runs', 5), ...{ name: 'lint', status, external_id: 'ci-7' }, ...suite() },
  });
  const job = (action: string) => ({
    ...{ event: 'workflow_job', action },
    workflow_job: {
      ...{ ...thing('jobs', 5), run_id: 9_000_000_001, status: action, started_at: '2026-05-01T10:20:30Z' },
      html_url: 'https://github.com/octo/shop/actions/runs/9000000001/job/2811043217',
      name: 'test (20)',
      steps: list(8, step),
      labels: ['ubuntu-latest'],
    },
    deployment: null,
  });
  const ran = (action: string, title: string) => ({
    ...{ event: 'workflow_run', action },
    workflow_run: {
      ...{ ...thing('runs', 12), display_title: title, name: 'CI', head_commit: commit() },
      ...{ repository: repository(sender), head_repository: repository(sender), actor: user('ann') },
    },
    workflow: thing('workflows', 8),
  });
  const pull = (action: string, more: Fields) => ({
    ...{ event: 'pull_request', action, number: 7, pull_request: pullRequest(sender), ...more },
  });
  const remark = {
    ...{ event: 'issue_comment', action: 'created', issue: { ...issue(), pull_request: thing('pulls', 4) } },
    comment: { ...thing('comments', 6), body: prose(8), user: user('ann') },
  };
  return {
    ...{ checkBegun: check('created', 'queued'), checkEnded: check('completed', 'completed') },
    ...{ jobQueued: job('queued'), jobBegun: job('in_progress'), jobEnded: job('completed') },
    ...{ ciBegun: ran('requested', 'Fix the basket'), ciEnded: ran('completed', 'Fix the basket') },
    ...{ runMoved: ran('completed', `Braid ${sender.run} 0123456789ab`), remark },
    pushed: pull('synchronize', { before: SHA, after: SHA }),
    labeled: pull('labeled', { label: { ...thing('labels', 2), name: 'bug' } }),
  };
}

const SHA = '9c1185a5c5e9fc54612808977ee8f548b2258d31';

function placeOf(sender: Sender): Fields {
  return {
    repository: repository(sender),
    organization: user('octo'),
    sender: user('ann'),
    installation: { id: sender.installation, node_id: 'MDIzOkludGVncmF0aW9uSW5zdGFsbGF0aW9u' },
  };
}

/** What GitHub says of anything has a number, times, and many addresses. */
function thing(kind: string, addresses: number): Fields {
  const base = `https://api.github.com/repos/octo/shop/${kind}/2811043217`;
  return {
    ...{ id: 2_811_043_217, node_id: 'CR_kwDOABCD2c6nj8QR', url: base, head_sha: SHA },
    ...{ created_at: '2026-05-01T10:20:30Z', updated_at: '2026-05-01T10:21:31Z' },
    ...Object.fromEntries(list(addresses, at => [`link_${at}_url`, `${base}/of/another/kind${at}{/number}`])),
  };
}

function repository({ repositoryId: id, repository: full_name }: Sender): Fields {
  return {
    ...thing('repository', 45),
    ...{ id, full_name, private: true, default_branch: 'main' },
    ...owner(),
  };
}

function owner(): Fields {
  return {
    owner: user('octo'),
    license: thing('license', 3),
    topics: ['shop', 'payments'],
    visibility: 'private',
  };
}

function user(login: string): Fields {
  return { ...thing(`users/${login}`, 10), login, type: 'User', site_admin: false };
}

function pullRequest(sender: Sender): Fields {
  const side = { sha: SHA, ref: 'topic', label: 'octo:topic', user: user('octo'), repo: repository(sender) };
  return { ...issue(), ...thing('pulls', 10), head: side, base: side, requested_reviewers: [user('bob')] };
}

function issue(): Fields {
  const labels = list(2, () => thing('labels', 1));
  return { ...thing('issues', 6), number: 7, title: prose(1), body: prose(12), user: user('ann'), labels };
}

function suite(): Fields {
  const output = { title: 'All is well', summary: prose(4), text: null, annotations_count: 0 };
  return {
    output,
    check_suite: thing('check-suites', 6),
    app: thing('apps', 8),
    pull_requests: [thing('pulls', 4)],
  };
}

function step(at: number): Fields {
  const times = { started_at: '2026-05-01T10:20:30Z', completed_at: '2026-05-01T10:20:31Z' };
  return { name: `Step ${at} of the job`, status: 'completed', conclusion: 'success', number: at, ...times };
}

function commit(): Fields {
  const author = { name: 'Ann', email: 'ann@example.invalid' };
  return {
    id: SHA,
    tree_id: SHA,
    message: prose(4),
    timestamp: '2026-05-01T10:20:30Z',
    author,
    committer: author,
  };
}

function prose(lines: number): string {
  return list(lines, at => `${at}: what somebody says about the basket, and what shall become of it\n`).join(
    '',
  );
}

function list<T>(length: number, item: (at: number) => T): readonly T[] {
  return Array.from({ length }, (_, at) => item(at));
}
