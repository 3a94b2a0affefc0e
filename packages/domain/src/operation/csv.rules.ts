/** What makes a spreadsheet run a cell: https://owasp.org/www-community/attacks/CSV_Injection */
const runs = /^[=+\-@\t\r＝＋－＠]/u;
const needsQuotes = /[",\r\n]/u;

/**
 * One row of a file after RFC 4180, with its line end. Text that a spreadsheet would take for a formula gets an
 * apostrophe in front, so that nothing of what strangers wrote is ever run; numbers are left as they are.
 */
export function csvRow(values: readonly unknown[]): string {
  return `${values.map(csvCell).join(',')}\r\n`;
}

function csvCell(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  const text = textOf(value);
  const harmless = runs.test(text) ? `'${text}` : text;
  return needsQuotes.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** What has a name is called by it; lists are joined; the rest is JSON. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(textOf).join('; ');
  if (typeof value === 'object' && value !== null) {
    const name: unknown = Reflect.get(value, 'name');
    return typeof name === 'string' ? name : JSON.stringify(value);
  }
  return String(value);
}
