/** The colours that a label can have; the workspace gives each a token that reads in both themes. */
export const LABEL_COLORS = ["grey", "teal", "blue", "violet", "pink", "red", "ochre", "green"] as const;
export type LabelColor = (typeof LABEL_COLORS)[number];
