/** `actions/upload-artifact`. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import { zipSync } from 'fflate';
import type { BuiltInCall } from '../actions/built-ins.ts';
import { StepError } from '../steps/room.ts';
import { checkArtifactName } from './artifact-name.ts';
import { findFiles } from './find-files.ts';

export async function uploadArtifact({
  room,
  given,
}: BuiltInCall): Promise<Readonly<Record<string, string>>> {
  const name = given.name ?? 'artifact';
  checkArtifactName(name);
  if (given.overwrite === 'true')
    throw new StepError('actions/upload-artifact: overwrite: true is not known to this sandbox');
  const patterns = given.path ?? '';
  if (patterns.trim() === '') throw new StepError('Input required and not supplied: path');
  const { files, root } = await findFiles({
    workspace: room.folders.workspace,
    patterns,
    hidden: given['include-hidden-files'] === 'true',
  });
  if (files.length === 0) {
    const message = `No files were found with the provided path: ${patterns.trim()}. No artifacts will be uploaded.`;
    const reaction = given['if-no-files-found'] ?? 'warn';
    if (reaction === 'error') throw new StepError(message);
    if (reaction === 'warn') room.log.tell('warning', message);
    else room.log.write(message);
    return {};
  }
  const entries = await Promise.all(
    files.map(async file => [relative(root, file).split(sep).join('/'), await readFile(file)] as const),
  );
  const zip = zipSync(Object.fromEntries(entries), { level: 6 });
  const { repository, runId } = room.request;
  await room.host.putArtifact(repository, runId, name, zip).catch(error => {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StepError(`Failed to CreateArtifact: ${reason}`);
  });
  room.log.write(`Artifact ${name} has been uploaded: ${files.length} files, ${zip.length} bytes`);
  return { 'artifact-digest': createHash('sha256').update(zip).digest('hex') };
}
