/** What a page that is served has besides: a bar above the run, and edges that change under the eye. */
export const PAGE_STYLE = `
.top { display: flex; flex-wrap: wrap; gap: 4px 16px; align-items: baseline; max-width: 1080px; margin: 0 auto; padding: 16px 24px 0; font-size: 14px; color: var(--soft); }
.top a { color: var(--ink); } .top b { color: var(--ink); font-weight: 600; }
.top .end { margin-left: auto; display: flex; flex-wrap: wrap; gap: 4px 16px; align-items: baseline; }
.top form { margin: 0; } .top button { font: inherit; color: inherit; background: none; border: 1px solid var(--line); border-radius: 6px; padding: 1px 8px; cursor: pointer; }
.top button:hover { color: var(--ink); border-color: currentcolor; }
#connection::before { content: ""; display: inline-block; width: 8px; height: 8px; border-radius: 50%; margin-right: 7px; border: 2px solid currentcolor; }
#connection.live::before { background: var(--good); border-color: var(--good); } #connection:empty { display: none; }
.said { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: 8px; top: -60px; background: var(--card); color: var(--ink); padding: 6px 12px; border-radius: 6px; z-index: 2; } .skip:focus { top: 8px; }
.top + main { padding-top: 20px; }
.notice { max-width: 640px; } .button { display: inline-block; border: 0; font: inherit; cursor: pointer; margin-top: 12px; padding: 8px 16px; border-radius: 8px; background: var(--ink); color: var(--page); text-decoration: none; font-weight: 600; } .button:hover { opacity: .85; }
@media (prefers-reduced-motion: no-preference) { .edge, .node rect, .track .bar { transition: stroke .4s, fill .4s; } }
@media (max-width: 640px) { .top { padding: 12px 14px 0; } .top .end { margin-left: 0; } }
@media print { .top .end, .skip { display: none; } }
`;
