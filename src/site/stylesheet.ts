/** The public site's one stylesheet. Colours are those of the workspace (`src/web/styles/tokens.css`). */

const TOKENS = `
@font-face { font-family: "Parley Han Marks"; font-weight: 400; unicode-range: U+2014, U+2018-2019, U+201C-201D, U+2026;
  src: local("PingFang SC"), local("PingFangSC-Regular"), local("Noto Sans SC"), local("NotoSansSC-Regular"),
    local("Noto Sans CJK SC"), local("NotoSansCJKsc-Regular"), local("Microsoft YaHei"); }
@font-face { font-family: "Parley Han Marks"; font-weight: 600 700; unicode-range: U+2014, U+2018-2019, U+201C-201D, U+2026;
  src: local("PingFang SC Semibold"), local("PingFangSC-Semibold"), local("Noto Sans SC Bold"), local("NotoSansSC-Bold"),
    local("Noto Sans CJK SC Bold"), local("NotoSansCJKsc-Bold"), local("Microsoft YaHei Bold"); }
:root {
  color-scheme: light dark;
  --latin: Inter, -apple-system, "Segoe UI", Roboto;
  --han: "PingFang SC", "Noto Sans SC", "Noto Sans CJK SC", "Microsoft YaHei";
  --font: var(--latin), var(--han), system-ui, sans-serif;
  --font-zh: "Parley Han Marks", var(--latin), var(--han), system-ui, sans-serif;
  --mono: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", var(--han), monospace;
  --s1: 4px; --s2: 8px; --s3: 12px; --s4: 16px; --s5: 20px; --s6: 24px; --s8: 32px; --s12: 48px; --s16: 64px;
  --r1: 3px; --r2: 5px; --ctl: 36px;
  --ground: light-dark(oklch(0.962 0.004 215), oklch(0.178 0.008 225));
  --surface: light-dark(oklch(0.997 0.001 215), oklch(0.212 0.009 225));
  --sunken: light-dark(oklch(0.948 0.005 215), oklch(0.252 0.01 225));
  --hover: light-dark(oklch(0.938 0.006 215), oklch(0.262 0.011 225));
  --line: light-dark(oklch(0.908 0.006 215), oklch(0.3 0.011 225));
  --line-2: light-dark(oklch(0.82 0.01 215), oklch(0.4 0.013 225));
  --field: light-dark(oklch(0.64 0.012 215), oklch(0.54 0.014 225));
  --ink: light-dark(oklch(0.225 0.014 230), oklch(0.94 0.004 215));
  --ink-2: light-dark(oklch(0.41 0.014 230), oklch(0.78 0.008 215));
  --ink-3: light-dark(oklch(0.505 0.014 230), oklch(0.685 0.01 215));
  --accent: light-dark(oklch(0.445 0.08 196), oklch(0.79 0.09 190));
  --accent-fill: light-dark(oklch(0.43 0.078 196), oklch(0.77 0.092 190));
  --on-accent: light-dark(oklch(0.99 0.005 196), oklch(0.19 0.03 196));
  --accent-tint: light-dark(oklch(0.958 0.013 195), oklch(0.275 0.02 200));
  --accent-line: light-dark(oklch(0.84 0.034 194), oklch(0.42 0.042 198));
  --danger: light-dark(oklch(0.49 0.175 18), oklch(0.765 0.125 18));
  --danger-tint: light-dark(oklch(0.968 0.014 15), oklch(0.262 0.026 18));
  --ok: light-dark(oklch(0.455 0.1 152), oklch(0.8 0.12 152));
  --p-x: var(--ink);
  --p-tg: light-dark(oklch(0.49 0.105 238), oklch(0.79 0.09 232));
  --p-dc: light-dark(oklch(0.48 0.145 276), oklch(0.78 0.09 276));
}
:root[data-theme="light"] { color-scheme: light; }
:root[data-theme="dark"] { color-scheme: dark; }
@media (prefers-contrast: more) { :root { --ink-3: var(--ink-2); --line: var(--line-2); } }
`;

const BASE = `
*, ::before, ::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; font: 400 15px/24px var(--font); }
body { margin: 0; background: var(--surface); color: var(--ink); -webkit-font-smoothing: antialiased;
  text-rendering: optimizeLegibility; display: flex; flex-direction: column; min-height: 100vh; }
body > main, body > .wrap { flex: 1 0 auto; width: 100%; }
[lang^="zh"] { font-family: var(--font-zh); line-break: strict; text-autospace: normal; text-spacing-trim: trim-start; }
[lang="en"] { font-family: var(--latin), system-ui, var(--han), sans-serif; }
h1, h2, h3, p, ol, ul, dl, dd, dt, figure, blockquote { margin: 0; padding: 0; font-size: inherit; font-weight: inherit; }
ul, ol { list-style: none; }
a { color: inherit; text-decoration: none; }
button, input { font: inherit; color: inherit; }
button { background: none; border: 0; padding: 0; cursor: pointer; }
table { border-collapse: collapse; }
[hidden] { display: none !important; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
::placeholder { color: var(--ink-3); opacity: 1; }
::selection { background: var(--accent-tint); }
.num, time { font-variant-numeric: tabular-nums; }
time { white-space: nowrap; }
.vh { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip:focus { position: fixed; z-index: 1; top: 8px; left: 8px; width: auto; height: auto; clip-path: none; padding: 8px 12px; background: var(--surface); border: 1px solid var(--ink); }
.i { width: 16px; height: 16px; flex: none; fill: none; stroke: currentColor; stroke-width: 1.75; stroke-linecap: round; stroke-linejoin: round; vertical-align: -3px; }
.i.s { width: 14px; height: 14px; stroke-width: 2; vertical-align: -2px; }
.handle { font-family: var(--mono); font-size: .92em; letter-spacing: -.01em; overflow-wrap: anywhere; }
.pf { display: inline-block; width: 22px; height: 15px; flex: none; text-align: center; border: 1px solid currentColor; border-radius: var(--r1);
  font: 600 9.5px/13px var(--latin), sans-serif; letter-spacing: .02em; text-decoration: none; }
.pf.x { color: var(--p-x); } .pf.tg { color: var(--p-tg); } .pf.dc { color: var(--p-dc); }
.btn { display: inline-flex; align-items: center; justify-content: center; gap: 6px; min-height: var(--ctl); padding: 0 14px; border: 1px solid var(--line-2);
  border-radius: var(--r2); background: var(--surface); color: var(--ink); font-size: 14px; font-weight: 500; white-space: nowrap; }
.btn:hover { background: var(--hover); }
.btn.solid { background: var(--accent-fill); border-color: var(--accent-fill); color: var(--on-accent); }
.btn.quiet { border-color: transparent; background: none; color: var(--ink-2); }
.btn.sq { width: var(--ctl); padding: 0; }
.secret { display: inline-flex; align-items: center; gap: 5px; padding: 0 8px; border: 1px solid var(--line-2); border-radius: var(--r1); font-size: 13px; line-height: 20px;
  white-space: nowrap; background: repeating-linear-gradient(135deg, var(--sunken) 0 4px, var(--surface) 4px 8px); }
`;

const SHELL = `
.wrap { max-width: 1160px; margin: 0 auto; padding: 0 var(--s8); }
.top { border-bottom: 1px solid var(--line); }
.top .wrap { display: flex; align-items: center; gap: var(--s6); height: 56px; }
.brand { display: flex; align-items: center; gap: 10px; font-weight: 600; white-space: nowrap; min-height: 40px; }
.brand img { height: 24px; width: auto; display: block; }
.mark { display: grid; place-items: center; min-width: 24px; height: 24px; padding: 0 4px; border-radius: var(--r2); background: var(--ink); color: var(--surface); font-size: 13px; font-weight: 600; }
.top nav { display: flex; gap: var(--s5); color: var(--ink-2); font-size: 14px; white-space: nowrap; }
.top nav a { display: inline-flex; align-items: center; height: 56px; border-block: 1px solid transparent; }
.top nav a:hover { color: var(--accent); }
.top nav [aria-current] { color: var(--ink); font-weight: 600; border-bottom-color: var(--ink); }
.find { display: flex; align-items: center; gap: 8px; flex: 1; max-width: 300px; height: 36px; margin-inline-start: auto; padding: 0 10px; border: 1px solid var(--field); border-radius: var(--r2); color: var(--ink-3); font-size: 14px; }
.find:focus-within { outline: 2px solid var(--accent); outline-offset: 1px; }
.find input { flex: 1; min-width: 0; height: 100%; border: 0; padding: 0; background: none; outline: 0; color: var(--ink); appearance: none; }
.find button { display: grid; place-items: center; width: 24px; height: 32px; color: inherit; }
.tools { display: flex; align-items: center; gap: var(--s3); } .tofind { display: none; }
.top nav + .tools { margin-inline-start: auto; }
.seg { display: inline-flex; border: 1px solid var(--line-2); border-radius: var(--r2); overflow: hidden; }
.seg > * { padding: 0 9px; min-width: 34px; text-align: center; line-height: 28px; font-size: 13px; color: var(--ink-2); }
.seg a:hover { background: var(--hover); }
.seg [aria-current] { background: var(--ink); color: var(--surface); }
.seg :focus-visible { outline-offset: -2px; }
.end { margin-top: auto; border-top: 1px solid var(--line); font-size: 13px; color: var(--ink-3); }
.end .wrap { display: flex; flex-wrap: wrap; gap: 4px var(--s6); padding-block: var(--s4); }
.end a { color: var(--ink-2); } .end a:hover { color: var(--accent); }
.end .wrap > :last-child { margin-inline-start: auto; }
h1 { font-size: 34px; line-height: 44px; font-weight: 650; letter-spacing: -.018em; text-wrap: balance; overflow-wrap: anywhere; }
h1:lang(zh) { letter-spacing: 0; }
h2 { font-size: 18px; line-height: 28px; font-weight: 600; }
.said { max-width: 640px; padding-block: var(--s16); }
.said p { margin-top: var(--s3); color: var(--ink-2); }
.choices { display: flex; flex-wrap: wrap; gap: var(--s3); margin-top: var(--s6); }
.said + .said { padding-top: 0; }
.said p a { color: var(--accent); font-weight: 500; }
@media (max-width: 899px) { .top .wrap { gap: var(--s4); } .top .find { display: none; } .tools { margin-inline-start: auto; } .tofind { display: inline-flex; } }
@media (max-width: 799px) {
  .top .wrap { height: auto; flex-wrap: wrap; gap: 0 var(--s3); padding-block: var(--s2) 0; }
  .top nav { order: 9; flex-basis: 100%; gap: var(--s5); overflow-x: auto; }
  .top nav a { height: 44px; }
}
@media (max-width: 699px) {
  .wrap { padding: 0 var(--s5); }
  .tools { gap: var(--s2); }
  .seg > * { line-height: 38px; min-width: 42px; }
  :root { --ctl: 40px; }
  h1 { font-size: 26px; line-height: 35px; }
  .end .wrap > * { padding-block: 8px; } .end .wrap > :last-child { margin: 0; }
}
@media (pointer: coarse) { :root { --ctl: 40px; } .seg > * { line-height: 38px; min-width: 42px; } }
@media print {
  :root, :root[data-theme] { color-scheme: light; }
  @page { size: A4; margin: 20mm 18mm; }
  .top nav, .find, .tools, .skip { display: none !important; }
  .wrap { padding: 0; max-width: none; }
  body { background: none; font-size: 10.5pt; display: block; }
  h1 { font-size: 20pt; line-height: 1.3; }
  h1, h2 { break-after: avoid; }
}
`;

/** All of it; the pages add their own parts in files beside this one. */
export const SHELL_STYLE = TOKENS + BASE + SHELL;
