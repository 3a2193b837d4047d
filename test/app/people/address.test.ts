/** Whom a request comes from, with and without proxies before the App. */
import { request } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { addressOf } from '../../../app/people/address.ts';
import { listen } from '../api/listen.ts';

/** Of a real request with these lines of the header; what connects is this machine. */
async function addressBehind(proxies: number, forwarded: readonly string[]): Promise<string> {
  let address = '';
  const server = await listen(() => [
    async (incoming, response) => {
      address = addressOf(incoming, proxies);
      response.end();
      return true;
    },
  ]);
  onTestFinished(() => server.stop());
  await new Promise((resolve, reject) => {
    request(server.url, { headers: { 'x-forwarded-for': [...forwarded] } }, resolve)
      .on('error', reject)
      .end();
  });
  return address;
}

test.each([
  ['no proxy', 0, ['192.0.2.1'], '127.0.0.1'],
  ['one', 1, ['198.51.100.9, 192.0.2.1'], '192.0.2.1'],
  ['one that adds a line', 1, ['198.51.100.9', '192.0.2.1'], '192.0.2.1'],
  ['two', 2, ['made up, 192.0.2.1, 203.0.113.5'], '192.0.2.1'],
  ['two, and somebody who came past one', 2, ['192.0.2.1'], '127.0.0.1'],
  ['one, and somebody who came past it', 1, [], '127.0.0.1'],
  ['one that says nothing', 1, ['unknown'], '127.0.0.1'],
  ['one that tells the port', 1, ['192.0.2.1:50123'], '192.0.2.1'],
  ['one that tells the port of IPv6', 1, ['[2001:db8:1:2::5]:50123'], '2001:db8:1:2'],
] as const)('behind %s (%i) and %j it is %4$s', async (_, proxies, forwarded, address) => {
  expect(await addressBehind(proxies, forwarded)).toBe(address);
});

test.each([
  ['2001:db8::1', '2001:db8::ffff:1', true],
  ['2001:db8::1', '2001:0DB8:0:0:1:2:3:4', true],
  ['2001:db8:0:1::1', '2001:db8::1', false],
  ['::1', '::2', true],
])('%s and %s are one person’s: %s', async (one, other, isSame) => {
  const addresses = [await addressBehind(1, [one]), await addressBehind(1, [other])];
  expect(addresses[0] === addresses[1]).toBe(isSame);
});
