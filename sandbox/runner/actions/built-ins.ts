/** The actions that the sandbox has itself, in place of those of GitHub. */
import type { Frame, JobRoom } from '../steps/room.ts';

export interface BuiltInCall {
  readonly room: JobRoom;
  readonly frame: Frame;
  /** Names in lower case; the defaults are the built-in's own business. */
  readonly given: Readonly<Record<string, string>>;
}

/** Answers its outputs; throws a `StepError` where GitHub's fails. */
export type BuiltIn = (call: BuiltInCall) => Promise<Readonly<Record<string, string>>>;

export const builtIns: Readonly<Record<string, BuiltIn>> = {
  'actions/setup-node': setUpNode,
};

async function setUpNode({ room, given }: BuiltInCall): Promise<Readonly<Record<string, string>>> {
  const wanted = given['node-version'] ?? 'any';
  room.log.write(
    `Nothing is installed in this sandbox (asked for: ${wanted}); this is Node ${process.version}`,
  );
  return { 'node-version': process.version };
}
