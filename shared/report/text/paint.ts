/** Colour in a terminal. It is never the only sign: every tone comes with a mark and a word. */
import picocolors from 'picocolors';
import type { Tone } from '../summary/look.ts';

export type Paint = (text: string) => string;

export interface Palette {
  readonly bold: Paint;
  readonly dim: Paint;
  readonly tone: (tone: Tone) => Paint;
}

export function palette(colour: boolean): Palette {
  const colours = picocolors.createColors(colour);
  const tones: Record<Tone, Paint> = {
    good: colours.green,
    bad: colours.red,
    warn: colours.yellow,
    busy: colours.cyan,
    quiet: colours.dim,
  };
  return { bold: colours.bold, dim: colours.dim, tone: tone => tones[tone] };
}
