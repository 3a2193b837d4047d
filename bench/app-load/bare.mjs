/** A Probot app that does nothing, as its documentation says how: `bare.mjs PORT`, and Probot's own variables. */
import { createServer } from 'node:http';
import { createNodeMiddleware, createProbot } from 'probot';

const app = probot => {
  probot.on(['check_run', 'issue_comment', 'pull_request', 'workflow_job', 'workflow_run'], async () => {});
};
const middleware = await createNodeMiddleware(app, { probot: createProbot() });
const server = createServer((request, response) => middleware(request, response));
server.listen(Number(process.argv[2]), '127.0.0.1', () => console.log('listening'));
