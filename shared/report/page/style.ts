/** The look of the page. Dark and light follow the reader; on paper everything is open. */
export const STYLE = `
:root { color-scheme: light dark;
  --page: #f8f8f6; --card: #fff; --ink: #1d2024; --soft: #5f656d; --line: #e5e5e1; --sunk: #f2f2ef;
  --good: #1a7f4b; --bad: #c2362c; --warn: #8f6000; --busy: #0b66c3; --quiet: #858b93; --critical: #6b45c4; --glyph: #fff; }
@media (prefers-color-scheme: dark) { :root {
  --page: #101317; --card: #181c22; --ink: #e7e9ec; --soft: #9ba3ad; --line: #2b313a; --sunk: #12161b;
  --good: #41b873; --bad: #ff7d72; --warn: #d8a634; --busy: #62adff; --quiet: #808893; --critical: #b596ff; --glyph: #101317; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
main { max-width: 1080px; margin: 0 auto; padding: 40px 24px 64px; }
h1 { font-size: 32px; line-height: 1.2; font-weight: 650; letter-spacing: -.015em; margin: 2px 0 6px; text-wrap: balance; }
h2 { font-size: 16px; font-weight: 600; margin: 40px 0 10px; }
h2 .count { color: var(--soft); font-weight: 400; }
h3 { font-size: 14px; font-weight: 600; margin: 18px 0 6px; }
p { margin: 0 0 6px; }
a { color: inherit; text-decoration-color: var(--line); text-underline-offset: 3px; }
a:hover { text-decoration-color: currentcolor; }
code, pre { font: 13px/1.5 ui-monospace, "SF Mono", Menlo, Consolas, monospace; }
code { background: var(--sunk); border-radius: 4px; padding: 1px 4px; overflow-wrap: anywhere; }
pre { background: var(--sunk); border-radius: 8px; padding: 10px 14px; margin: 0; overflow: auto; max-height: 420px; white-space: pre-wrap; overflow-wrap: anywhere; }
.eyebrow, .note, .legend { color: var(--soft); font-size: 13px; } .legend { margin-top: 8px; overflow-wrap: anywhere; }
.place + .next { font-size: 15px; } .place { font-size: 17px; overflow-wrap: anywhere; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 12px; }
.scroll { overflow-x: auto; }
.sprite { position: absolute; }
.icon { width: 16px; height: 16px; flex: none; vertical-align: -3px; }
.solid { fill: currentcolor; } .outline { fill: none; stroke: currentcolor; stroke-width: 1.5; }
.glyph { fill: none; stroke: var(--glyph); stroke-width: 1.7; stroke-linecap: round; stroke-linejoin: round; }
.good { color: var(--good); } .bad { color: var(--bad); } .warn { color: var(--warn); } .busy { color: var(--busy); } .quiet { color: var(--quiet); }
.numbers { font-variant-numeric: tabular-nums; text-align: right; white-space: nowrap; }

.progress { display: block; margin: 22px 0 10px; border-radius: 5px; background: var(--line); } .progress rect { fill: currentcolor; stroke: var(--page); stroke-width: 2; }
.progress .quiet { opacity: .45; }
.tally { display: flex; flex-wrap: wrap; gap: 4px 18px; font-size: 14px; }
.tally span { display: inline-flex; gap: 6px; align-items: center; } .tally b { color: var(--ink); font-weight: 500; }
.remarks { margin: 18px 0 0; padding: 10px 14px; border-left: 3px solid var(--warn); background: var(--card); border-radius: 0 8px 8px 0; font-size: 14px; }

.graph { display: block; margin: 0 auto; font-size: 13px; } .card.scroll:has(.graph) { padding: 14px 8px; }
.graph text { fill: var(--ink); } .graph .heading { fill: var(--soft); font-size: 12px; }
.edge { fill: none; stroke-width: 1.5; stroke: var(--quiet); }
.edge.lit { stroke: var(--good); } .edge.critical { stroke: var(--critical); stroke-width: 2.5; }
.edge.unsatisfied { stroke-dasharray: 5 4; } .edge.soft { stroke-dasharray: 1 4; stroke-linecap: round; }
marker path { fill: var(--quiet); } marker.lit path { fill: var(--good); } marker.critical path { fill: var(--critical); }
.node rect { fill: var(--card); stroke: currentcolor; stroke-width: 1.3; }
.node.quiet rect { stroke: var(--line); }
.compact .edge { marker-end: none; stroke-width: 1; opacity: .4; } .compact .edge.critical { stroke-width: 2.5; opacity: 1; } .ground { fill: var(--card); }
.node rect.ring { fill: none; stroke: var(--critical); stroke-width: 1.8; }
.graph a:hover rect:not(.ring), .graph a:focus-visible rect:not(.ring) { fill: var(--sunk); }
.critical-key { display: inline-block; width: 22px; border-top: 3px solid var(--critical); vertical-align: 4px; margin-right: 6px; }

.needs { display: grid; gap: 10px; grid-template-columns: repeat(auto-fill, minmax(min(100%, 430px), 1fr)); }
.needs .card { padding: 12px 16px 10px; border-left: 3px solid; color: var(--quiet); } .needs .card > * { color: var(--ink); }
.needs .card.bad { color: var(--bad); } .needs .card.warn { color: var(--warn); }
.needs h3 { display: flex; gap: 8px; align-items: center; margin: 0 0 4px; font-size: 15px; } .needs h3 .icon { color: var(--quiet); } .needs h3 .label { color: var(--soft); }
.needs .bad .icon, .needs .bad .label { color: var(--bad); } .needs .warn .icon, .needs .warn .label { color: var(--warn); }
.skips { display: flex; gap: 8px; padding: 10px 16px; margin-top: 10px; font-size: 14px; overflow-wrap: anywhere; } .skips .icon { margin-top: 3px; }
.label { font-size: 13px; font-weight: 500; white-space: nowrap; } .label.quiet { color: var(--soft); } .needs .label { margin-left: auto; }
.reason, .next { font-size: 14px; overflow-wrap: anywhere; } .next { color: var(--soft); } .needs .card .next { color: var(--soft); }

.gantt { padding: 10px 16px 14px; max-height: 640px; overflow: auto; } .chart { min-width: 520px; }
.row { display: grid; grid-template-columns: 150px 1fr; gap: 12px; align-items: center; min-height: 22px; font-size: 13px; }
.row .name { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; text-decoration: none; }
.row a.name:hover { text-decoration: underline; }
.row.batch { margin-top: 10px; } .row.batch .name { font-weight: 600; } .row.batch .note { font-size: 12px; }
.axis { position: sticky; top: -10px; background: var(--card); z-index: 1; color: var(--soft); font-size: 12px; }
.track { display: block; border-radius: 4px; background: var(--sunk); overflow: visible; width: calc(100% - 30px); } .axis .track { background: none; }
.track text { fill: var(--soft); text-anchor: middle; font-variant-numeric: tabular-nums; } .track text:first-child { text-anchor: start; }
.track .bar:not(.bad), pattern rect { fill: currentcolor; } .faint { fill-opacity: .55; }
.row.critical .track .bar { stroke: var(--critical); stroke-width: 2; } .row.critical .name { font-weight: 600; }

.task { border-bottom: 1px solid var(--line); } .task:last-child { border-bottom: 0; }
.task summary { display: grid; grid-template-columns: 16px minmax(96px, 20%) 1fr max-content 76px 64px; gap: 12px; align-items: center; padding: 8px 16px; cursor: pointer; list-style: none; border-radius: 12px; }
.task summary::-webkit-details-marker { display: none; } .task summary:hover { background: var(--sunk); }
.task summary b { font-weight: 600; overflow-wrap: anywhere; } .task .title { color: var(--soft); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.task[open] .title { white-space: normal; } .task summary .numbers { color: var(--soft); font-size: 13px; }
.body { padding: 4px 16px 20px 44px; scroll-margin-top: 60px; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 3px 16px; margin: 10px 0 0; font-size: 14px; } dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
table { border-collapse: collapse; font-size: 14px; } td, th { padding: 4px 18px 4px 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); } th { color: var(--soft); font-weight: 400; } tr:last-child td { border-bottom: 0; }
.files { margin: 0; padding: 0; list-style: none; columns: 2 320px; font-size: 14px; }
footer { margin-top: 40px; color: var(--soft); font-size: 13px; } footer p { margin: 0 0 4px; overflow-wrap: anywhere; }
:focus-visible { outline: 2px solid var(--busy); outline-offset: 2px; }
@media (max-width: 640px) { main { padding: 24px 14px 48px; } h1 { font-size: 25px; } .task summary { grid-template-columns: 16px 1fr max-content; } .task .title, .task summary .numbers { display: none; } .task[open] .title { display: block; order: 1; grid-column: 2 / -1; } .body { padding-left: 16px; } .row { grid-template-columns: 90px 1fr; }
  .clash, .clash tbody { display: block; } .clash tr { display: grid; grid-template-columns: 4fr 3fr 3fr 4fr; border-bottom: 1px solid var(--line); } .clash tr:last-child { border: 0; }
  .clash :is(td, th) { border: 0; padding-right: 12px; overflow-wrap: anywhere; } .clash :is(td, th):first-child { grid-column: 1 / -1; padding-bottom: 0; } }
@media print { body { background: #fff; } main { max-width: none; padding: 0; } .gantt, pre { max-height: none; overflow: visible; } .scroll { overflow: visible; } .graph { max-width: 100%; height: auto; } .card, .row { break-inside: avoid; } details::details-content { content-visibility: visible; height: auto; } * { print-color-adjust: exact; } }
`;
