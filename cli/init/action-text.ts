/** The files by which a repository on GitHub uses Braid as an action. What `examples/` shows of them is made from here. */
import { stringify } from 'yaml';
import { ACTION, ACTION_REF } from '../../shared/action-name.ts';
import { AGENTS } from '../../shared/io/backends/registry.ts';
import { KEYS } from '../../shared/io/handover/hop.ts';
import { AGENT_KINDS } from '../../shared/plan/config.ts';

export const WORKFLOW_FILE = '.github/workflows/braid.yml';
/** Its steps are taken before a task works, and before the project is tested. */
export const SETUP_FILE = '.github/actions/braid-setup/action.yml';

export interface ActionName {
  /** `owner/braid` */
  readonly name: string;
  /** A tag, a branch or a commit. */
  readonly ref: string;
}

export const PUBLISHED: ActionName = { name: ACTION, ref: ACTION_REF };

/** Null: it is no name of an action. */
export function parseActionName(text: string): ActionName | null {
  const [, name, ref = ACTION_REF] = /^([\w.-]+\/[\w.-]+)(?:@([\w./-]+))?$/.exec(text) ?? [];
  return name === undefined ? null : { name, ref };
}

/** `branch`: whose plans are run when they are pushed. */
export function workflowText(action: ActionName, branch: string): string {
  return triggers(branch) + ONE_AT_A_TIME + jobs(action);
}

function triggers(branch: string): string {
  return `# Copy this to .github/workflows/braid.yml on the default branch. A label, a comment, a pushed plan or a person starts a run; the
# other inputs are how a run goes on by itself.
name: Braid
run-name: \${{ inputs.hop && format('Braid {0} {1}', inputs.run, inputs.hop) || 'Braid' }}

on:
  pull_request:
    types: [labeled]
  issue_comment:
    types: [created]
  # A plan that comes to this branch is run; on others a label or a comment asks for it.
  push:
    branches: [${plain(branch)}]
    paths: ['.github/braid/**']
  schedule:
    - cron: '17,47 * * * *'
  workflow_dispatch:
    inputs:
      plan:
        description: The plan (default .github/braid/plan.yml)
      command:
        description: run, plan, status, cancel, retry or resume
        default: run
      run:
        description: The run that a command is about; filled in by Braid when a run goes on
      hop:
        description: Filled in by Braid
      matrix:
        description: Filled in by Braid
      at-once:
        description: Filled in by Braid
      legs:
        description: Filled in by Braid
      base:
        description: Filled in by Braid
      changes-workflows:
        description: Filled in by Braid

`;
}

const ONE_AT_A_TIME = `permissions: {}

# One at a time for a pull request or a branch, and who comes next waits; a cancel, and what is not for Braid, waits for nobody.
concurrency:
  # Else a third would take the place of the second. A GitHub Enterprise Server does not know it: remove the line there.
  queue: max
  group: >-
    \${{ inputs.hop && format('braid-{0}-{1}', inputs.run, inputs.hop)
    || (github.event.label.name == 'braid:cancel' || startsWith(github.event.comment.body, '/braid cancel') || inputs.command == 'cancel'
    || (github.event_name == 'pull_request' && !startsWith(github.event.label.name, 'braid:'))
    || (github.event_name == 'issue_comment' && !startsWith(github.event.comment.body, '/braid')))
    && format('braid-alone-{0}', github.run_id)
    || format('braid-{0}', github.event.pull_request.number || github.event.issue.number || github.ref) }}

`;

function jobs({ name, ref }: ActionName): string {
  return `jobs:
  braid:
    if: >-
      \${{ (github.event_name != 'pull_request' || startsWith(github.event.label.name, 'braid:'))
      && (github.event_name != 'issue_comment' || (github.event.issue.pull_request && startsWith(github.event.comment.body, '/braid'))) }}
    uses: ${name}/.github/workflows/braid.yml@${ref}
    permissions:
      actions: write
      checks: write
      contents: write
      pull-requests: write
    with:
      run: \${{ inputs.run }}
      hop: \${{ inputs.hop }}
      matrix: \${{ inputs.matrix }}
      at-once: \${{ inputs.at-once }}
      legs: \${{ inputs.legs }}
      base: \${{ inputs.base }}
      changes-workflows: \${{ inputs.changes-workflows }}
    secrets:
${[...KEYS, 'BRAID_LANDING_TOKEN'].map(name => `      ${name}: \${{ secrets.${name} }}\n`).join('')}`;
}

/** In a list in brackets. */
function plain(text: string): string {
  return stringify([text], { collectionStyle: 'flow', flowCollectionPadding: false, lineWidth: 0 })
    .trim()
    .slice(1, -1);
}

interface Program {
  readonly install: string;
  /** That the workflow hands on to it; null: the workflow knows none for it. */
  readonly secret: string | null;
}

/** Null: nothing has to be installed for this kind of backend. */
export function programFor(name: string): Program | null {
  const kind = AGENT_KINDS.find(each => each === name);
  if (kind === undefined) return null;
  const { install, pin, keys } = AGENTS[kind];
  return { install: install + pin, secret: KEYS.find(key => keys.includes(key)) ?? null };
}

export function setupText({ install }: Program): string {
  return `# Steps before a task works, and before the project is tested: the agent's program, and what your tests need.
name: Set up for Braid
description: Installs what tasks and tests need.
runs:
  using: composite
  steps:
    - run: ${install}
      shell: bash
`;
}
