/** Packet lines: the framing of git's protocol, as far as a push's commands and its report need it. */

export interface RefCommand {
  readonly ref: string;
  /** null: does not exist yet. */
  readonly from: string | null;
  /** null: is to be deleted. */
  readonly to: string | null;
}

export interface PushRequest {
  readonly commands: readonly RefCommand[];
  readonly capabilities: readonly string[];
  /** Empty where only refs are deleted. */
  readonly pack: Buffer;
}

const NO_OBJECT = '0'.repeat(40);
/** A packet holds at most 65,520 bytes, of which four are its length and one the side band. */
const LARGEST = 65_515;

/** Of a body for `git-receive-pack`. Push options, where there are some, are skipped. */
export function readPush(body: Buffer): PushRequest {
  const first = readSection(body, 0);
  const [, names = ''] = (first.lines[0] ?? '').split('\0');
  const capabilities = names.trim().split(' ');
  const end = capabilities.includes('push-options') ? readSection(body, first.end).end : first.end;
  const commands = first.lines
    .map(line => line.split('\0')[0]?.trimEnd().split(' ') ?? [])
    .filter(words => words.length >= 3 && words[0] !== 'shallow')
    .map(([from = '', to = '', ...ref]) => ({
      ref: ref.join(' '),
      from: from === NO_OBJECT ? null : from,
      to: to === NO_OBJECT ? null : to,
    }));
  return { commands, capabilities, pack: body.subarray(end) };
}

function readSection(body: Buffer, start: number): { lines: readonly string[]; end: number } {
  const found: string[] = [];
  let at = start;
  while (at + 4 <= body.length) {
    const length = Number.parseInt(body.toString('latin1', at, at + 4), 16);
    if (!(length >= 4)) return { lines: found, end: at + 4 };
    found.push(body.toString('utf8', at + 4, at + length));
    at += length;
  }
  return { lines: found, end: at };
}

/** What a refused push is answered with: text for the person, and for each ref why not. */
export function writeRefusal(
  request: PushRequest,
  reasons: ReadonlyMap<string, string>,
  remote: string,
): Buffer {
  const report = [
    packet('unpack ok\n'),
    ...request.commands.map(({ ref }) =>
      packet(`ng ${ref} ${reasons.get(ref) ?? 'pre-receive hook declined'}\n`),
    ),
    Buffer.from('0000'),
  ];
  if (!request.capabilities.includes('side-band-64k')) return Buffer.concat(report);
  return Buffer.concat([
    ...onBand(2, Buffer.from(remote)),
    ...onBand(1, Buffer.concat(report)),
    Buffer.from('0000'),
  ]);
}

function onBand(band: number, content: Buffer): readonly Buffer[] {
  const packets: Buffer[] = [];
  for (let at = 0; at < content.length; at += LARGEST)
    packets.push(packet(Buffer.concat([Buffer.from([band]), content.subarray(at, at + LARGEST)])));
  return packets;
}

function packet(content: string | Buffer): Buffer {
  const bytes = Buffer.from(content);
  const length = (bytes.length + 4).toString(16).padStart(4, '0');
  return Buffer.concat([Buffer.from(length), bytes]);
}
