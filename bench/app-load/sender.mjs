/**
 * Sends webhooks, in a process of its own: `sender.mjs WEBHOOKS`, a file of JSON. What it shall send it is told by messages, one at a
 * time, and each is answered by what came of it. `perSecond`: by the clock, whatever becomes of those before; `connections`: each
 * sends its next one when the last is answered.
 */
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

const [file] = process.argv.slice(2);
const webhooks = JSON.parse(readFileSync(file, 'utf8')).map(({ event, body }) => ({
  ...{ event, bytes: Buffer.from(body), signature: null },
}));

process.on('message', async job => {
  const agent = new Agent({ keepAlive: true });
  const outcome = { sent: 0, milliseconds: [], lateMs: [], answers: {} };
  const send = () => deliver({ ...job, agent, outcome, number: outcome.sent++ });
  const begun = performance.now();
  if (job.perSecond === undefined) await closedLoop(job, begun, send);
  else await byTheClock(job, begun, outcome, send);
  agent.destroy();
  process.send({ ...outcome, seconds: (performance.now() - begun) / 1000 });
});

async function byTheClock({ perSecond, seconds }, begun, { lateMs }, send) {
  const underWay = [];
  const most = perSecond * seconds;
  while (underWay.length < most) {
    const due = begun + (underWay.length * 1000) / perSecond;
    const now = performance.now();
    if (now < due) {
      await delay(due - now);
      continue;
    }
    lateMs.push(now - due);
    underWay.push(send());
  }
  await Promise.all(underWay);
}

async function closedLoop({ connections, seconds }, begun, send) {
  const until = begun + seconds * 1000;
  const connection = async () => {
    while (performance.now() < until) await send();
  };
  await Promise.all(Array.from({ length: connections }, connection));
}

/** Resolves when it is answered, with whatever. */
function deliver({ url, secret, name, agent, outcome, number }) {
  const webhook = webhooks[number % webhooks.length];
  const { event, bytes } = webhook;
  webhook.signature ??= createHmac('sha256', secret).update(bytes).digest('hex');
  const begun = performance.now();
  return new Promise(resolve => {
    const end = answer => {
      outcome.milliseconds[number] = performance.now() - begun;
      outcome.answers[answer] = (outcome.answers[answer] ?? 0) + 1;
      resolve();
    };
    const sending = request(url, {
      ...{ method: 'POST', agent },
      headers: {
        ...{ 'content-type': 'application/json', 'content-length': bytes.length },
        ...{ 'x-github-event': event, 'x-github-delivery': `${name}-${number}` },
        'x-hub-signature-256': `sha256=${webhook.signature}`,
      },
    });
    sending.on('response', response => {
      response.resume();
      response.on('end', () => end(response.statusCode));
      response.on('error', error => end(error.message));
    });
    sending.on('error', error => end(error.message));
    sending.end(bytes);
  });
}
