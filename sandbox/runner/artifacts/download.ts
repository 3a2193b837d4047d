/** `actions/download-artifact`, of the same run. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { unzipSync } from 'fflate';
import picomatch from 'picomatch';
import type { BuiltInCall } from '../actions/built-ins.ts';
import { type JobRoom, StepError } from '../steps/room.ts';

export async function downloadArtifact({
  room,
  given,
}: BuiltInCall): Promise<Readonly<Record<string, string>>> {
  const folder = resolve(room.folders.workspace, given.path ?? '.');
  const { repository, runId } = room.request;
  if (given.name !== undefined && given.name !== '') {
    const zip = await room.host.getArtifact(repository, runId, given.name);
    if (zip === null)
      throw new StepError(`Unable to download artifact(s): Artifact not found for name: ${given.name}`);
    await unpackArtifact(room, { name: given.name, zip, folder });
    return { 'download-path': folder };
  }
  const isWanted = given.pattern ? picomatch(given.pattern, { dot: true }) : () => true;
  const names = [...new Set(await room.host.listArtifacts(repository, runId))].filter(name => isWanted(name));
  room.log.write(`Found ${names.length} artifacts`);
  // All at once, as on GitHub: one that fails keeps no other back.
  const outcomes = await Promise.allSettled(
    names.map(async name => {
      const zip = await room.host.getArtifact(repository, runId, name);
      if (zip === null) throw new StepError(`Unable to download artifact(s): ${name} is gone`);
      const target = given['merge-multiple'] === 'true' ? folder : join(folder, name);
      await unpackArtifact(room, { name, zip, folder: target });
    }),
  );
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
  return { 'download-path': folder };
}

interface Unpacking {
  readonly name: string;
  readonly zip: Uint8Array;
  readonly folder: string;
}

async function unpackArtifact(room: JobRoom, { name, zip, folder }: Unpacking): Promise<void> {
  await mkdir(folder, { recursive: true });
  const entries = Object.entries(unzipSync(zip)).filter(([path]) => !path.endsWith('/'));
  for (const [path, content] of entries) {
    const target = resolve(folder, path);
    if (!target.startsWith(`${folder}${sep}`)) throw new StepError(`Malicious entry: ${path}`);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, content);
  }
  room.log.write(`Artifact ${name} has been downloaded: ${entries.length} files`);
}
