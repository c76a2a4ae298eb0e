/** How the page of official accounts looks; the tokens and the frame are in `../stylesheet.ts`. */
export const OFFICIAL_STYLE = `
.head { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 60px; align-items: end; padding-block: 44px var(--s8); }
.head p { margin-top: var(--s2); color: var(--ink-2); max-width: 46ch; }
.ask label { display: block; font-size: 13px; line-height: 20px; color: var(--ink-2); margin-bottom: 6px; }
.ask div { display: flex; gap: var(--s2); }
.ask input { flex: 1; min-width: 0; height: 44px; padding: 0 14px; border: 1px solid var(--ink-3); border-radius: var(--r2); background: var(--surface); font-family: var(--mono); font-size: 16px; }
.ask input:focus { outline: 2px solid var(--accent); outline-offset: 0; border-color: transparent; }
.ask .btn { min-height: 44px; padding-inline: 18px; font-size: 15px; }
.ask small { display: block; margin-top: 6px; font-size: 13px; line-height: 20px; color: var(--ink-3); }
.res { --k: var(--ink-2); position: relative; padding: var(--s5) 0 var(--s6); border-bottom: 1px solid var(--line-2); border-top: 3px solid var(--k); scroll-margin-top: var(--s4); }
.res.yes { --k: var(--ok); } .res.trap { --k: var(--danger); }
.res .q { font-family: var(--mono); font-size: 14px; color: var(--ink-3); overflow-wrap: anywhere; }
.res h2 { display: flex; align-items: flex-start; gap: 8px; margin-top: 6px; font-size: 20px; line-height: 28px; font-weight: 650; color: var(--k); text-wrap: balance; }
.res h2 .i { width: 20px; height: 20px; margin-top: 4px; } .res.no h2 { color: var(--ink); }
.res p + p, .res h2 + p, .cmp-box + p { margin-top: 6px; }
.res p:not(.q) { max-width: 68ch; font-size: 15px; line-height: 24px; color: var(--ink-2); overflow-wrap: anywhere; }
.res a, .aid a { color: var(--accent); font-weight: 500; }
.res a:hover, .aid a:hover, .proof a:hover { text-decoration: underline; text-underline-offset: 3px; }
.cmp-box { overflow-x: auto; margin-top: var(--s3); }
.cmp { border-spacing: 0; font-family: var(--mono); font-size: 19px; line-height: 32px; }
.cmp th { padding-inline-end: 12px; font: 400 13px/32px var(--font); color: var(--ink-3); text-align: start; white-space: nowrap; }
.cmp td { min-width: 25px; text-align: center; border-bottom: 1px solid var(--line); }
.cmp .d { color: var(--danger); font-weight: 700; background: var(--danger-tint); box-shadow: inset 0 -2px var(--danger); }
.cmp .o { font-weight: 700; box-shadow: inset 0 -2px var(--ink); }
.dir { padding-block: var(--s12) var(--s8); }
.dir > header { display: flex; align-items: baseline; gap: var(--s3); }
.official h2 { font-size: 20px; line-height: 28px; font-weight: 600; }
.dir > header > span { font-size: 13px; color: var(--ink-3); }
.dir .none { margin-top: var(--s3); color: var(--ink-2); max-width: 60ch; }
.tbl { width: 100%; margin-top: var(--s3); }
.tbl th { text-align: start; font-size: 13px; font-weight: 500; color: var(--ink-3); padding: 6px 16px 6px 0; border-bottom: 1px solid var(--ink); white-space: nowrap; }
.tbl td { padding: 11px 16px 11px 0; border-bottom: 1px solid var(--line); vertical-align: baseline; color: var(--ink-2); overflow-wrap: anywhere; }
.tbl td:nth-child(2) { color: var(--ink); }
.tbl tr > :last-child { text-align: end; padding-inline-end: 0; white-space: nowrap; }
.tbl tbody tr:hover td { background: var(--ground); }
.tbl .handle { font-size: 14px; font-weight: 500; }
.tbl .pf { vertical-align: middle; position: relative; top: -1px; margin-inline-end: 10px; }
.tbl a.handle:hover { color: var(--accent); text-decoration: underline; text-underline-offset: 3px; }
.tbl .plain { display: inline-block; width: 22px; margin-inline-end: 10px; text-align: center; color: var(--ink-3); }
.ml { display: none; }
.rules { display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); gap: var(--s3) var(--s8); margin-top: var(--s8); }
.rules li { display: flex; gap: 10px; font-size: 15px; line-height: 24px; }
.rules .i { margin-top: 4px; color: var(--accent); }
.proof { margin-top: var(--s6); font-size: 13px; } .proof a { color: var(--ink-2); }
.aid { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: var(--s8) 60px; padding-block: var(--s8) var(--s16); border-top: 1px solid var(--line); }
.aid > div { scroll-margin-top: var(--s4); }
.aid ol, .aid ul { margin-top: var(--s3); padding-inline-start: 22px; list-style: decimal; }
.aid ul { list-style: disc; }
.aid li { margin-top: 6px; color: var(--ink-2); } .aid li::marker { color: var(--ink-3); }
.aid p { margin-top: var(--s3); color: var(--ink-2); }
#at-once:target, #report:target { box-shadow: -20px 0 0 var(--surface), -23px 0 0 var(--danger); }
@media (max-width: 899px) {
  .head { grid-template-columns: 1fr; gap: var(--s5); padding-block: var(--s8) var(--s6); }
  .rules, .aid { grid-template-columns: 1fr; row-gap: var(--s3); } .aid { row-gap: var(--s8); }
}
@media (max-width: 699px) {
  .cmp { font-size: 17px; } .cmp td { min-width: 23px; }
  .dir > header { flex-wrap: wrap; row-gap: 0; }
  .tbl thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .tbl tr { display: block; padding: 10px 0; border-bottom: 1px solid var(--line); }
  .tbl td { display: block; border: 0; padding: 0; }
  .tbl td:first-child { display: flex; align-items: center; min-height: 40px; }
  .tbl tr > :last-child { text-align: start; font-size: 14px; white-space: normal; }
  .tbl tbody tr:hover td { background: none; }
  .tbl td:nth-child(2), .tbl td:nth-child(3) { display: inline; }
  .tbl td:nth-child(3):not(:empty)::before { content: " · "; }
  .tbl td:nth-child(4) { display: none; }
  .ml { display: inline; color: var(--ink-3); }
  .aid a, .res a, .proof a { display: inline-block; padding-block: 8px; }
}
@media print { .ask, .proof { display: none; } }
`;
