/** How questions, answers and lists look: a page to be read, and printed. One measure of 34 Han characters, facts in the margin. */

export const PAGE_STYLE = `
.grid { display: grid; grid-template-columns: 168px minmax(0, 612px) 232px; column-gap: 60px; padding-block: var(--s12) var(--s16); }
.margin { font-size: 13px; line-height: 20px; color: var(--ink-3); }
.margin dl > div + div { margin-top: var(--s3); } .margin dd { color: var(--ink); overflow-wrap: anywhere; } .margin dd a:hover { color: var(--accent); }
.no { padding-bottom: var(--s3); border-bottom: 1px solid var(--line); margin-bottom: var(--s4); }
.no b { display: block; font-size: 30px; line-height: 36px; font-weight: 500; letter-spacing: -.02em; color: var(--ink); font-variant-numeric: tabular-nums; }
.grid h1 { margin-top: -6px; }
.asked { margin-top: var(--s4); padding-inline-start: var(--s4); border-inline-start: 1px solid var(--line-2); color: var(--ink-2); overflow-wrap: anywhere; }
.asked p + p { margin-top: var(--s2); }
.asked footer { margin-top: var(--s1); font-size: 13px; color: var(--ink-3); } .asked footer a { color: var(--accent); }
.answer { position: relative; margin-top: var(--s8); padding-top: var(--s5); border-top: 2px solid var(--ink); }
.seal { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 10px; font-size: 14px; color: var(--ink-2); margin-bottom: var(--s4); }
.seal b { display: inline-flex; align-items: center; gap: 6px; color: var(--accent); font-weight: 650; } .seal time { margin-inline-start: auto; color: var(--ink-3); font-size: 13px; }
.prose { font-size: 17px; line-height: 30px; hanging-punctuation: allow-end; overflow-wrap: anywhere; } .prose:lang(en) { line-height: 28px; }
.prose > * + * { margin-top: var(--s4); }
.prose p, .prose li, .c p, .asked p { text-wrap: pretty; }
.prose strong { font-weight: 600; }
.prose a { color: var(--accent); text-decoration: underline; text-underline-offset: 3px; }
.prose h2 { font-size: 20px; line-height: 30px; margin-top: var(--s8); } .prose h3 { font-size: 17px; line-height: 28px; font-weight: 600; margin-top: var(--s6); }
.prose ol { counter-reset: s; } .prose ol > li { counter-increment: s; } .prose ol > li::before { content: counter(s); }
.prose li { position: relative; padding-inline-start: 30px; } .prose li + li { margin-top: var(--s2); } .prose li > ul, .prose li > ol { margin-top: var(--s2); }
.prose li::before { position: absolute; left: 0; width: 22px; color: var(--accent); font-weight: 600; font-variant-numeric: tabular-nums; } .prose ul > li::before { content: "–"; font-weight: 400; }
.prose code { font-family: var(--mono); font-size: .88em; padding: 1px 4px; border-radius: var(--r1); background: var(--sunken); overflow-wrap: anywhere; }
.prose pre { margin-block-end: 0; padding: var(--s3) var(--s4); overflow-x: auto; border-radius: var(--r2); background: var(--sunken); line-height: 24px; } .prose pre code { padding: 0; background: none; overflow-wrap: normal; }
.scroll { overflow-x: auto; }
.prose table { width: 100%; font-size: 15px; line-height: 24px; } .prose th { text-align: start; font-weight: 500; color: var(--ink-2); font-size: 13px; }
.prose th, .prose td { padding: 6px 0; border-bottom: 1px solid var(--line); } .prose thead th { border-bottom-color: var(--ink); } .prose td { vertical-align: top; overflow-wrap: break-word; } .prose td + td, .prose th + th { padding-inline-start: var(--s4); } .prose td:first-child { min-width: 68px; }
.prose .facts td + td, .prose .facts th + th { text-align: end; font-variant-numeric: tabular-nums; }
.never { display: flex; gap: var(--s3); margin-top: var(--s6); padding: var(--s3) 0; border-block: 1px solid var(--line); } .never .i { margin-top: 4px; color: var(--accent); } .never a { color: var(--accent); text-decoration: underline; text-underline-offset: 3px; }
.helped { display: flex; flex-wrap: wrap; align-items: center; gap: var(--s2) var(--s3); margin-top: var(--s6); font-size: 14px; } .asked + .helped { margin-top: var(--s4); } .helped .num { color: var(--ink-3); } .helped .thanks { display: inline-flex; align-items: center; gap: var(--s2); color: var(--accent); font-weight: 500; } .helped .ask { min-height: 40px; padding: 0; border: 0; background: none; color: var(--ink-2); font: inherit; text-decoration: underline; text-underline-offset: 3px; cursor: pointer; } .helped .ask:hover { color: var(--ink); }
.comments { margin-top: var(--s12); } .comments > header { display: flex; align-items: baseline; gap: 10px; padding-bottom: var(--s2); border-bottom: 1px solid var(--ink); } .comments > header > span { color: var(--ink-3); font-size: 13px; }
.c { padding: var(--s4) 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; } .c.re { margin-inline-start: 30px; }
.c header { display: flex; flex-wrap: wrap; align-items: center; gap: 2px 8px; font-size: 13px; line-height: 20px; color: var(--ink-3); } .c header b { color: var(--ink); font-weight: 600; font-size: 14px; } .c header time { margin-inline-start: auto; }
.c p { margin-top: 2px; }
.tag { display: inline-flex; align-items: center; gap: 4px; padding: 0 6px; border: 1px solid var(--line-2); border-radius: var(--r1); font-size: 12px; line-height: 18px; color: var(--ink-2); } .tag.us { color: var(--accent); border-color: var(--accent-line); background: var(--accent-tint); font-weight: 500; }
.side h2 { font-size: 13px; line-height: 20px; color: var(--ink-3); font-weight: 500; padding-bottom: 6px; border-bottom: 1px solid var(--line); }
.side li a { display: block; padding: 9px 0; border-bottom: 1px solid var(--line); font-size: 14px; line-height: 21px; overflow-wrap: anywhere; } .side li a:hover { color: var(--accent); }
.side small { display: block; font-size: 12px; line-height: 18px; color: var(--ink-3); font-variant-numeric: tabular-nums; }
.side .more { display: flex; gap: 10px; margin-top: var(--s8); font-size: 14px; line-height: 21px; color: var(--ink-2); } .side .more .i { margin-top: 3px; color: var(--ink-3); } .side .more a, .side .more button { color: var(--accent); font-weight: 500; }
.side .foot-tools { margin-top: var(--s4); align-items: center; } .side .foot-tools .i { margin-top: 0; } .side .foot-tools + .foot-tools { margin-top: var(--s2); }

.list { padding-block: var(--s12) var(--s16); } .list > header, .list > .entries, .list > .pager, .list > .found, .list > .none { max-width: 720px; }
.list > header p { margin-top: var(--s2); color: var(--ink-2); max-width: 46ch; }
.entries { margin-top: var(--s6); border-top: 1px solid var(--ink); }
.entries li { padding: var(--s4) 0; border-bottom: 1px solid var(--line); }
.entries a { display: block; } .entries b { display: block; font-weight: 600; font-size: 16px; line-height: 24px; text-wrap: pretty; overflow-wrap: anywhere; } .entries a:hover b { color: var(--accent); }
.entries span { color: var(--ink-2); } .entries a > span { display: block; margin-top: 2px; font-size: 14px; line-height: 22px; overflow-wrap: anywhere; }
.entries small { display: block; margin-top: 4px; font-size: 12px; line-height: 18px; color: var(--ink-3); } .entries small span { color: inherit; }
mark { background: none; color: var(--accent); font-weight: 600; box-shadow: inset 0 -1px var(--accent-line); }
.pager { display: flex; gap: var(--s3); margin-top: var(--s6); }
.none, .found { margin-top: var(--s6); color: var(--ink-2); } .found { font-size: 13px; color: var(--ink-3); } .found + .entries { margin-top: var(--s2); } .none a { color: var(--accent); font-weight: 500; white-space: nowrap; }
.topics { margin-top: var(--s12); } .topics ul { display: flex; flex-wrap: wrap; gap: var(--s2); margin-top: var(--s3); } .topics a { display: inline-flex; align-items: center; min-height: 36px; padding: 0 12px; border: 1px solid var(--line-2); border-radius: var(--r2); font-size: 14px; } .topics a:hover { color: var(--accent); border-color: var(--accent-line); background: var(--accent-tint); }

.home { padding-block: var(--s16); } .home > header { max-width: 720px; } .home > header p { margin-top: var(--s3); color: var(--ink-3); font-size: 14px; }
.find.big { max-width: none; height: 48px; margin: var(--s5) 0 0; padding: 0 4px 0 14px; font-size: 16px; border-color: var(--ink-3); } .list .find.big { margin-top: 0; } .find.big .btn { width: auto; height: 38px; padding: 0 18px; color: var(--on-accent); }
.halves { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); column-gap: 60px; margin-top: var(--s12); } .halves .entries { margin-top: var(--s2); } .halves h2 a:hover { color: var(--accent); }

@media (max-width: 1099px) {
  .grid { grid-template-columns: minmax(0, 640px); justify-content: center; padding-block: var(--s8); }
  .margin { border-bottom: 1px solid var(--line); padding-bottom: var(--s4); margin-bottom: var(--s6); }
  .margin dl { display: flex; flex-wrap: wrap; gap: 2px var(--s5); } .margin dl > div { display: flex; gap: 6px; } .margin dl > div + div { margin: 0; }
  .no { border: 0; margin: 0; padding: 0 0 var(--s2); } .no b { display: inline; font-size: 16px; line-height: 20px; margin-inline-start: 4px; }
  .side { margin-top: var(--s12); }
}
@media (max-width: 699px) {
  .margin .opt { display: none; }
  .grid, .list { padding-block: var(--s6) var(--s12); } .home { padding-block: var(--s8) var(--s12); }
  .side .foot-tools { margin-top: var(--s2); }
  .halves { grid-template-columns: minmax(0, 1fr); row-gap: var(--s8); margin-top: var(--s8); }
  .seal time { margin: 0; flex-basis: 100%; }
  .topics a { min-height: 40px; } .side .more a, .side .more button { display: inline-block; padding-block: 9px; } .side .more { line-height: 22px; }
}
@media print {
  .helped, .side, .pager, .topics { display: none !important; }
  .grid { display: block; padding: 14pt 0 0; } .never a { color: inherit; } .prose { font-size: 11pt; line-height: 1.65; }
  .margin { border: 0; margin: 0 0 10pt; padding: 0; } .margin dl { display: flex; gap: 4pt 12pt; flex-wrap: wrap; } .margin dl > div { display: flex; gap: 4pt; } .margin dl > div + div { margin: 0; } .no { display: none; }
  .c, .prose tr, .never { break-inside: avoid; } .seal { break-after: avoid; }
  .prose a[href^="http"]::after { content: " (" attr(href) ")"; font-size: .85em; }
}
`;
