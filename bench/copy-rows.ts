import { once } from 'node:events';
import type { Duplex } from 'node:stream';
import type pg from 'pg';

/** Column → value; a moment goes as ISO 8601 text. All rows of a table name the same columns in the same order. */
export type Row = Readonly<Record<string, string | number | boolean | null>>;

const bytesPerMessage = 262_144;

/** Writes rows by `COPY … FROM STDIN`: ten times as fast as inserts. */
export async function copyRows(client: pg.Client, table: string, rows: Iterable<Row>): Promise<void> {
  const iterator = rows[Symbol.iterator]();
  const first = iterator.next();
  if (first.done === true) return;
  const done = Promise.withResolvers<void>();
  const pump = async (stream: Duplex) => {
    let text = '';
    for (let next: IteratorResult<Row> = first; next.done !== true; next = iterator.next()) {
      text += `${Object.values(next.value).map(encode).join('\t')}\n`;
      if (text.length < bytesPerMessage) continue;
      if (!stream.write(message('d', text))) await once(stream, 'drain');
      text = '';
    }
    stream.write(message('d', text));
    stream.write(message('c', ''));
  };
  const statement = `copy ${table} (${Object.keys(first.value).join(', ')}) from stdin`;
  // The driver calls these as the server answers, in this order.
  client.query({
    submit: (connection: pg.Connection) => connection.query(statement),
    handleCopyInResponse: (connection: pg.Connection) => void pump(connection.stream).catch(done.reject),
    handleCommandComplete: () => undefined,
    handleReadyForQuery: () => done.resolve(),
    handleError: (error: Error) => done.reject(error),
  });
  await done.promise;
}

/** A message of PostgreSQL's protocol: its kind, its length with the length itself, its content. */
function message(kind: 'c' | 'd', content: string): Buffer {
  const length = Buffer.byteLength(content);
  const buffer = Buffer.allocUnsafe(length + 5);
  buffer.write(kind, 0, 'latin1');
  buffer.writeInt32BE(length + 4, 1);
  buffer.write(content, 5, 'utf8');
  return buffer;
}

function encode(value: Row[string]): string {
  if (value === null) return String.raw`\N`;
  return typeof value === 'string'
    ? value.replace(/[\\\t\n\r]/gu, (character) => escapes[character] ?? '')
    : String(value);
}

const escapes: Readonly<Record<string, string>> = {
  '\\': String.raw`\\`,
  '\t': String.raw`\t`,
  '\n': String.raw`\n`,
  '\r': String.raw`\r`,
};
