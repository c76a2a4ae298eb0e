/** List words that ordinary English, and talk about wallets, is full of: many of them in a row are no sign of a phrase. */
export const EVERYDAY: ReadonlySet<string> = new Set(
  `about account add address again all already also always any around ask balance because become before begin between bring
  buy call can card change check choose click code come company could create day detail each either end enough error
  even every fee find first follow from full get give good group hand have hello help here high hold home hope hour how
  idea issue just keep key kind know large last leave letter life like link little live long look lot make many mean
  member message minute more most move much must name need never new next now number off often old once one online only
  open option order other over own page pay people person phone phrase piece place please point private problem pull
  question quick ready real reason receive remember report result return right same save say screen second secret
  security seed sell send service set share should show since small some soon sorry start state still stop such sure swap
  take talk tell thank that then there they thing think this time today together token too transfer trust try turn two
  under until update use used very wait wallet want way week welcome well what when where while will with without word
  work world worry would wrong year yes you`.split(/\s+/),
);
