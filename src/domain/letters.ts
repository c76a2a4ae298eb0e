/** Letters that look like others: homoglyphs, and the digits and signs that stand for letters. */

/** Pairs of a look-alike and the Latin letter that a reader takes it for, after NFKD and lower case. Unicode TR 39 has the whole list; these are the ones that fonts draw alike. */
const PAIRS =
  "аa бb вb гr дd еe ёe жx зe иu йu кk лn мm нh оo пn рp сc тt уy фo хx цu чy шw щw ъb ыb ьb эe юo яr іi їi јj ѕs ԁd ԛq ԝw һh ӏl ѵv ґr " +
  "αa βb γy δd εe ζz ηn θo ιi κk λa μu νv ξe οo πn ρp σo ςc τt υu φo χx ψy ωw ϲc ϳj " +
  "ɑa ɡg ɩi ɪi ɴn ʀr ʏy ʙb ʜh ʟl ᴀa ᴄc ᴅd ᴇe ꜰf ɢg ᴊj ᴋk ᴍm ᴏo ᴘp ꜱs ᴛt ᴜu ᴠv ᴡw ᴢz ıi łl øo đd ħh ŧt ßb ƅb ƙk ɯw ʋu ʌa ǝe ɐa ɔc " +
  "ոn սu օo հh ցg զq եt ա w ꓮa ꓐb ꓚc ꓓd ꓰe ꓖg ꓧh ꓲi ꓙj ꓗk ꓡl ꓟm ꓠn ꓳo ꓑp ꓣr ꓢs ꓔt ꓴu ꓦv ꓪw ꓫx ꓬy ꓜz ᎪA ᏴB ᏟC ᎬE ᎻH ᎫJ ᏦK ᏞL ᎷM ᏢP ᎡR ᏚS ᎢT ᏙV ᎳW ᏃZ €e £l ¢c ";

export const LOOKALIKES: ReadonlyMap<string, string> = new Map(
  PAIRS.split(" ").flatMap((pair) => {
    const [from, to] = Array.from(pair);
    return from && to ? [[from.toLowerCase(), to.toLowerCase()] as const] : [];
  }),
);

/** Inside a word with letters only: `p@ssw0rd`. */
export const LEET: ReadonlyMap<string, string> = new Map(
  Object.entries({
    "0": "o",
    "1": "i",
    "3": "e",
    "4": "a",
    "5": "s",
    "7": "t",
    "8": "b",
    "@": "a",
    $: "s",
    "!": "i",
    "|": "l",
  }),
);

/** First code points of rows of 26 enclosed letters that NFKD leaves alone. */
export const ENCLOSED = [0x1f150, 0x1f170, 0x1f1e6] as const;
