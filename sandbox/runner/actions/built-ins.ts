/** The actions that the sandbox has itself, in place of those of GitHub. */
import { downloadArtifact } from '../artifacts/download.ts';
import { uploadArtifact } from '../artifacts/upload.ts';
import type { Frame, JobRoom } from '../steps/room.ts';
import { checkout } from './checkout.ts';

export interface BuiltInCall {
  readonly room: JobRoom;
  readonly frame: Frame;
  /** Names in lower case; the defaults are the built-in's own business. */
  readonly given: Readonly<Record<string, string>>;
}

/** Answers its outputs; throws a `StepError` where GitHub's fails. */
export type BuiltIn = (call: BuiltInCall) => Promise<Readonly<Record<string, string>>>;

export const builtIns: Readonly<Record<string, BuiltIn>> = {
  'actions/checkout': checkout,
  'actions/download-artifact': downloadArtifact,
  'actions/setup-node': setUpNode,
  'actions/upload-artifact': uploadArtifact,
};

async function setUpNode({ room, given }: BuiltInCall): Promise<Readonly<Record<string, string>>> {
  const wanted = given['node-version'] ?? 'any';
  room.log.write(
    `Nothing is installed in this sandbox (asked for: ${wanted}); this is Node ${process.version}`,
  );
  return { 'node-version': process.version };
}
