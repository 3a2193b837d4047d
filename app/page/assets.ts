/** The files that pages load. Their names change with what is in them, so that they may be kept for ever. */
import { createHash } from 'node:crypto';
import { STYLE } from '../../shared/report/page/style.ts';
import type { Answer } from '../http/answer.ts';
import { SCRIPT } from './script.ts';
import { PAGE_STYLE } from './style.ts';

/** Three strands. */
const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" fill="none" stroke-width="2.4" stroke-linecap="round"><path stroke="#0b66c3" d="M3 2c0 6 10 6 10 12"/><path stroke="#1a7f4b" d="M8 2c0 3-5 5-5 12"/><path stroke="#6b45c4" d="M13 2c0 4-5 5-5 12"/></svg>`;

const TYPES = { css: 'text/css', js: 'text/javascript', svg: 'image/svg+xml' } as const;

interface Asset {
  readonly path: string;
  readonly type: string;
  readonly body: string;
}

export const STYLE_SHEET = asset('page', 'css', `${STYLE}${PAGE_STYLE}`);
export const FOLLOW_SCRIPT = asset('follow', 'js', SCRIPT);
export const PAGE_ICON = asset('icon', 'svg', ICON);

/** Null: there is no such file. */
export function assetAnswer(path: string): Answer | null {
  const found = [STYLE_SHEET, FOLLOW_SCRIPT, PAGE_ICON].find(each => each.path === path);
  if (found === undefined) return null;
  const headers = {
    'content-type': `${found.type}; charset=utf-8`,
    'cache-control': 'public, max-age=31536000, immutable',
  };
  return { status: 200, headers, body: found.body };
}

function asset(name: string, kind: 'css' | 'js' | 'svg', body: string): Asset {
  const mark = createHash('sha256').update(body).digest('hex').slice(0, 12);
  return { path: `/assets/${name}-${mark}.${kind}`, type: TYPES[kind], body };
}
