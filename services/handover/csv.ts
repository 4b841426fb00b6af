/** A spreadsheet takes a cell that begins so for a formula; full-width forms are read as the narrow ones. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/u;

/** A cell that a spreadsheet shows as it stands and never carries out. */
export function csvCell(value: string): string {
  const inert = FORMULA.test(value) ? `'${value}` : value;
  return `"${inert.replaceAll('"', '""')}"`;
}

/**
 * Rows as CSV for somebody who opens them in a Swedish spreadsheet: semicolons, and a byte order mark, without which it
 * takes å for Ã¥. Programs are better served by JSON.
 */
export function csv(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((row) => row.map(csvCell).join(';')).join('\r\n')}\r\n`;
}
