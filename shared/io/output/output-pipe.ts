/**
 * The pipe that an attempt writes its output to. A named one, removed as soon as it is open: the pipes that Node makes are
 * sockets, which `echo > /dev/stderr` cannot open, and whose other end has no name to find its holders by.
 */
import { closeSync, constants, mkdtempSync, openSync, realpathSync, rmSync } from 'node:fs';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { execa } from 'execa';

export interface OutputPipe {
  /** Where it was; processes that hold it open can be found by it. */
  readonly path: string;
  /** The file descriptor for the child. */
  readonly input: number;
  /** To be called when the child has it: the end shows only when nobody holds it. */
  closeInput(): void;
  /** Waits until all is read, for so long at most: someone may hold the pipe for ever. */
  close(patienceMs: number): Promise<void>;
}

/** One for all pipes: whoever is called with it takes what it wants before it returns. */
const CHUNK = Buffer.allocUnsafeSlow(64 * 1024);

/** Rejects when there are no more files or processes to be had. */
export async function openOutputPipe(onChunk: (chunk: Buffer) => void): Promise<OutputPipe> {
  const directory = mkdtempSync(join(realpathSync(tmpdir()), 'braid-output-'));
  const path = join(directory, 'pipe');
  try {
    await execa('mkfifo', ['-m', '600', path]);
    // In this order: without a reader the other end cannot be opened, and the reader must not wait for it.
    const output = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const input = openSync(path, constants.O_WRONLY);
    return { path, input, ...reading(output, input, onChunk) };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function reading(
  output: number,
  input: number,
  onChunk: (chunk: Buffer) => void,
): Pick<OutputPipe, 'closeInput' | 'close'> {
  const onread = {
    buffer: CHUNK,
    callback: (length: number) => {
      onChunk(CHUNK.subarray(0, length));
      return true;
    },
  };
  // `onread` is known to the constructor as it is to `connect`; its type says only the latter.
  const options = { fd: output, readable: true, writable: false, onread };
  const socket = new Socket(options);
  const closed = new Promise<void>(resolve => socket.once('close', () => resolve()));
  // The end of the pipe closes it; an error does too.
  socket.on('error', () => {});
  socket.resume();
  let open = true;
  const closeInput = () => {
    if (open) closeSync(input);
    open = false;
  };
  return {
    closeInput,
    async close(patienceMs) {
      closeInput();
      const enough = new AbortController();
      await Promise.race([closed, sleep(patienceMs, null, { signal: enough.signal }).catch(() => {})]);
      enough.abort();
      socket.destroy();
    },
  };
}
