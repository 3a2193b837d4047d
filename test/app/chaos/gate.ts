/** An address that stays, whoever is behind it: what comes is passed on, or cut off where nobody is there. */
import { connect, createServer, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import type { StorePlace } from '../../../app/store/database.ts';

export interface Gate {
  readonly port: number;
  /** All that goes through it now. */
  cut(): void;
}

/** `behind`: a port of this machine; null: nobody is there. */
export async function openGate(behind: () => number | null): Promise<Gate> {
  const sockets = new Set<Socket>();
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
  };
  const server = createServer(outside => {
    keep(outside);
    const port = behind();
    if (port === null) return void outside.destroy();
    const inside = connect(port, '127.0.0.1');
    keep(inside);
    outside.pipe(inside).pipe(outside);
    outside.on('close', () => inside.destroy());
    inside.on('close', () => outside.destroy());
  });
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening));
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  onTestFinished(() => {
    server.close();
    cut();
  });
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port is free');
  return { port: address.port, cut };
}

/** A database behind a gate; `cut`: it is gone for so many milliseconds. */
export async function behindGate(
  there: StorePlace,
): Promise<{ readonly place: StorePlace; cut(ms: number): Promise<void> }> {
  if (there.kind !== 'postgres') throw new Error('expected a PostgreSQL');
  const url = new URL(there.url);
  const port = Number(url.port);
  let behind: number | null = port;
  const gate = await openGate(() => behind);
  url.port = String(gate.port);
  return {
    place: { kind: 'postgres', url: url.href },
    cut: async ms => {
      behind = null;
      gate.cut();
      await delay(ms);
      behind = port;
    },
  };
}
