/** Measures speed as ratios to a floor in the same run: `npm run bench`. */
import { hitRates } from "./answers/hits.ts";
import { benchPageSearch } from "./answers/speed.ts";
import { benchBrowser } from "./browser.ts";
import { benchIngest } from "./ingest.ts";
import { benchList } from "./list.ts";
import { benchMasking } from "./masking.ts";
import { benchReports } from "./reports.ts";
import { benchSite } from "./site.ts";

const INGEST_TARGET = 0.6;
const LIST_TARGET_MS = 15;
const REPORT_TARGET_MS = 20;
const PAGES_TARGET_MS = 20;
const SLICE_TARGET_MS = 10;
const SITE_TARGET_MS = 20;

for (const { name, ours, floor } of await benchIngest()) {
  const ratio = ours / floor;
  console.log(
    `${mark(ratio >= INGEST_TARGET)} ${name}: ${ours.toFixed(0)}, floor ${floor.toFixed(0)}, ratio ${ratio.toFixed(2)} (target ≥${INGEST_TARGET})`,
  );
}
for (const { name, ours, floor } of await benchList()) {
  const figures = `p50 ${ours.p50.toFixed(2)} ms, p99 ${ours.p99.toFixed(2)} ms; bare query p50 ${floor.p50.toFixed(2)}, p99 ${floor.p99.toFixed(2)}`;
  console.log(`${mark(ours.p99 <= LIST_TARGET_MS)} ${name}: ${figures} (target p99 ≤${LIST_TARGET_MS} ms)`);
}
const { slices, answers } = await benchReports();
for (const [{ name, p50, p99 }, target] of [
  [slices, SLICE_TARGET_MS] as const,
  ...answers.map((one) => [one, REPORT_TARGET_MS] as const),
])
  console.log(
    `${mark(p50 <= target)} reports, 1,000,000 messages a year, ${name}: p50 ${p50.toFixed(2)} ms, p99 ${p99.toFixed(2)} ms (target p50 ≤${target} ms)`,
  );
for (const { name, p50, p99 } of await benchSite())
  console.log(
    `${mark(p99 <= SITE_TARGET_MS)} public site, 100,000 pages, ${name}: p50 ${p50.toFixed(2)} ms, p99 ${p99.toFixed(2)} ms (target p99 ≤${SITE_TARGET_MS} ms)`,
  );
for (const { name, questions, ours, plain } of hitRates()) {
  const shares = ({ at1, at3, at5 }: typeof ours) =>
    [at1, at3, at5].map((one) => `${(one * 100).toFixed(0)} %`).join(", ");
  console.log(
    `${mark(ours.at1 > plain.at1)} suggested answers, ${questions} questions (${name}): hit at 1, 3, 5: ${shares(ours)}; words shared ${shares(plain)}`,
  );
}
for (const { name, p50, p99 } of benchPageSearch())
  console.log(
    `${mark(p99 <= PAGES_TARGET_MS)} ${name}: p50 ${p50.toFixed(2)} ms, p99 ${p99.toFixed(2)} ms (target p99 ≤${PAGES_TARGET_MS} ms)`,
  );
for (const { name, figures, reached } of [...benchMasking(), ...(await benchBrowser())])
  console.log(`${mark(reached)} ${name}: ${figures}`);

function mark(reached: boolean): string {
  return reached ? "ok  " : "MISS";
}
