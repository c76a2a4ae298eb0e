/** How well two colours can be told apart: the contrast ratio of WCAG 2 (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio). */

const HEX = /^#[0-9a-f]{6}$/;

/** `#rrggbb` in small letters; null for anything else. */
export function parseColour(text: string): string | null {
  const colour = text.trim().toLowerCase();
  return HEX.test(colour) ? colour : null;
}

/** From 1 (the same) to 21 (black on white), of two colours as `#rrggbb`. */
export function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
