/** Cells and lines of a CSV file that no spreadsheet takes for a formula. */

/** Spreadsheets calculate what begins so, also in a file that they only open (OWASP, CSV injection). */
const FORMULA = /^[=+\-@\t\r]/;

/** One line, cells quoted where they must be. */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

function csvCell(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
