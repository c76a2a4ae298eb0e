/** A page of the demo as it is written down. */
export interface DemoPage {
  /** The same in both languages of one page. */
  key: string;
  slug: string;
  /** Name of its topic. */
  topic: string;
  title: string;
  appliesTo: string;
  /** What was asked; absent on FAQ pages. */
  question?: string;
  answer: string;
  /** What readers have said of it so far. */
  said?: { helped: number; unhelped: number; same: number; views: number };
}
