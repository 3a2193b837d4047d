/** What GitHub allows as the name of an artifact. */
import { StepError } from '../steps/room.ts';

const FORBIDDEN = ['"', ':', '<', '>', '|', '*', '?', '\r', '\n', '\\', '/'];

export function checkArtifactName(name: string): void {
  if (name === '') throw new StepError('Provided artifact name input during validation is empty');
  const found = FORBIDDEN.find(character => name.includes(character));
  if (found === undefined) return;
  const shown = JSON.stringify(found);
  throw new StepError(`The artifact name is not valid: ${name}. Contains the following character: ${shown}`);
}
