/** The sandbox with the runner that executes workflow files: from a label to a comment, over git and REST alone. */
import { expect, test } from 'vitest';
import { workflowRunner } from '../../sandbox/workflow-runner.ts';
import { openShopWith, SHOP } from './shop.ts';

const ANSWER = `
name: Answer
run-name: Answer \${{ github.event.label.name }}
on: { pull_request: { types: [labeled] } }
permissions: {}
jobs:
  look:
    runs-on: ubuntu-latest
    permissions: { contents: read }
    outputs: { files: '\${{ steps.list.outputs.files }}' }
    steps:
      - uses: actions/checkout@v7
      - id: list
        run: |
          echo "files=$(ls | tr '\\n' ' ')" >> "$GITHUB_OUTPUT"
          ls > files.txt
      - uses: actions/upload-artifact@v7
        with: { name: files, path: files.txt }
  say:
    needs: look
    runs-on: ubuntu-latest
    permissions: { pull-requests: write }
    steps:
      - env:
          FILES: \${{ needs.look.outputs.files }}
          TOKEN: \${{ github.token }}
          NUMBER: \${{ github.event.number }}
        run: |
          node -e 'fetch(process.env.GITHUB_API_URL + "/repos/acme/shop/issues/" + process.env.NUMBER + "/comments", {
            method: "POST",
            headers: { authorization: "Bearer " + process.env.TOKEN },
            body: JSON.stringify({ body: "Found: " + process.env.FILES }),
          }).then(answer => process.exit(answer.status === 201 ? 0 : 1))'
`;

test('a label runs a real workflow file, which answers with a comment', async () => {
  const files = { '.github/workflows/answer.yml': ANSWER };
  const shop = await openShopWith(workflowRunner(), { files });
  const maria = shop.sandbox.as('maria');
  const sha = await maria.commit('acme/shop', 'sale', { 'sale.txt': 'half price\n' });
  const number = await maria.openPull('acme/shop', { head: 'sale' });
  await maria.label('acme/shop', number, 'braid:run');
  await shop.sandbox.settled();

  const [run] = shop.sandbox.runs('acme/shop');
  expect(run).toMatchObject({ title: 'Answer braid:run', conclusion: 'success', problems: [] });
  const rita = shop.as('rita');
  const { data: comments } = await rita.issues.listComments({ ...SHOP, issue_number: number });
  expect(comments.map(({ body }) => body)).toEqual(['Found: README.md sale.txt ']);
  const { data: checks } = await rita.checks.listForRef({ ...SHOP, ref: sha });
  expect(checks.check_runs.map(check => [check.name, check.conclusion])).toEqual([
    ['say', 'success'],
    ['look', 'success'],
  ]);
  const { data: artifacts } = await rita.actions.listWorkflowRunArtifacts({ ...SHOP, run_id: run?.id ?? 0 });
  expect(artifacts.artifacts).toMatchObject([{ name: 'files' }]);
});
