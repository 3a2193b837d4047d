/** The marks of `look.ts` as shapes: each differs in outline, so colour is not needed to tell them apart. */
import { type Html, html } from './html.ts';

const CHECK = html`<circle cx="8" cy="8" r="7" class="solid"/><path d="M4.8 8.3l2.2 2.2 4.2-4.6" class="glyph"/>`;
const CROSS = html`<path d="M5.1 1h5.8L15 5.1v5.8L10.9 15H5.1L1 10.9V5.1z" class="solid"/><path d="M5.6 5.6l4.8 4.8M10.4 5.6l-4.8 4.8" class="glyph"/>`;
const PAUSE = html`<rect x="1.5" y="1.5" width="13" height="13" rx="2.5" class="solid"/><path d="M6 5v6M10 5v6" class="glyph"/>`;
const DASH = html`<circle cx="8" cy="8" r="6.3" class="outline" stroke-dasharray="2.2 2"/><path d="M5.3 8h5.4" class="outline"/>`;
const RING = html`<circle cx="8" cy="8" r="6.3" class="outline"/>`;
const HALF = html`<circle cx="8" cy="8" r="6.3" class="outline"/><path d="M8 1.7a6.3 6.3 0 0 0 0 12.6z" class="solid"/>`;
const TARGET = html`<circle cx="8" cy="8" r="6.3" class="outline"/><circle cx="8" cy="8" r="2.8" class="solid"/>`;

const SHAPES: Readonly<Record<string, { readonly name: string; readonly shape: Html }>> = {
  '✔': { name: 'check', shape: CHECK },
  '✘': { name: 'cross', shape: CROSS },
  '‖': { name: 'pause', shape: PAUSE },
  '–': { name: 'dash', shape: DASH },
  '○': { name: 'ring', shape: RING },
  '◐': { name: 'half', shape: HALF },
  '◎': { name: 'target', shape: TARGET },
};

/** Once in a page, before the first `icon`. */
export function iconSprite(): Html {
  const symbols = Object.values(SHAPES).map(
    ({ name, shape }) => html`<symbol id="icon-${name}" viewBox="0 0 16 16">${shape}</symbol>`,
  );
  return html`<svg width="0" height="0" class="sprite" aria-hidden="true">${symbols}</svg>`;
}

/** Beside a word that says the same, so it is hidden from screen readers. */
export function icon({ mark, tone }: { readonly mark: string; readonly tone: string }): Html {
  return html`<svg class="icon ${tone}" viewBox="0 0 16 16" aria-hidden="true">${iconUse(mark)}</svg>`;
}

/** Inside another drawing. */
export function iconUse(mark: string, place: Html = html``): Html {
  return html`<use href="#icon-${SHAPES[mark]?.name ?? 'ring'}"${place}/>`;
}
