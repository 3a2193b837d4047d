/** Whom a request comes from. */
import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';

/**
 * What a header says could be made up, except for what the operator's own proxies, so many, have added to it at its right end. One
 * network of IPv6 is one person's.
 */
export function addressOf({ socket, headers }: IncomingMessage, proxies: number): string {
  const near = socket.remoteAddress ?? '';
  const hops = String(headers['x-forwarded-for'] ?? '').split(',');
  const told = proxies === 0 ? '' : withoutPort(hops.at(-proxies)?.trim() ?? '');
  // Who came past the proxies, which is no address of theirs.
  const address = isIP(told) === 0 ? near : told;
  return isIP(address) === 6 && !address.includes('.') ? network(address) : address;
}

/** Some proxies tell it, too: `192.0.2.1:50000`, `[2001:db8::1]:50000`. */
function withoutPort(told: string): string {
  return /^\[(.*)\](?::\d+)?$/.exec(told)?.[1] ?? /^([\d.]+):\d+$/.exec(told)?.[1] ?? told;
}

/** Its first 64 bits, however it is abbreviated. */
function network(address: string): string {
  const [front = '', back] = address.toLowerCase().split('::');
  const first = front === '' ? [] : front.split(':');
  const last = back === undefined || back === '' ? [] : back.split(':');
  const left = back === undefined ? [] : Array<string>(8 - first.length - last.length).fill('0');
  return [...first, ...left, ...last]
    .slice(0, 4)
    .map(part => part.replace(/^0+(?=.)/, ''))
    .join(':');
}
