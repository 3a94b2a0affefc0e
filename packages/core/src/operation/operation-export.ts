import { createHash } from 'node:crypto';
import { database } from '@crm/db/orm';
import { customPath } from '@crm/domain/custom-field/custom-field';
import type { ExportFormat, OperationInput } from '@crm/domain/operation/operation';
import { csvRow } from '@crm/domain/operation/csv.rules';
import { snakeKeys, toSnake } from '@crm/domain/snake-keys';
import { storageKeyOf } from '../attachment/upload.ts';
import type { ServiceContext } from '../context.ts';
import { visibleFields } from '../custom-field/custom-view.ts';
import type { FileStore } from '../ports/file-store.ts';
import { asStarter, operationOf, type OperationRecord } from './operation-row.ts';
import { definitionOf, targetOf } from './operation-targets.ts';

const custom = 'custom';
/** What only screens need. */
const left = new Set(['abilities', custom]);

/** What a file is told to be, by its format. */
export const contentTypes = { csv: 'text/csv', jsonl: 'application/x-ndjson' } as const satisfies Record<
  ExportFormat,
  string
>;

export function formatOf({ format = 'csv' }: OperationInput): ExportFormat {
  return format;
}

/** The fields that somebody may export, in their order: those of the record, and those of the workspace that he sees. */
async function columnsOf(ctx: ServiceContext, { resource, columns }: OperationInput): Promise<readonly string[]> {
  const own = Object.keys(definitionOf(resource).row.shape).filter((field) => !left.has(field));
  const fields = await visibleFields(ctx, resource);
  const all = [...own, ...fields.map(({ key }) => customPath(key))];
  return columns ? columns.filter((column) => all.includes(column)) : all;
}

/**
 * Writes one part of the file: the records of a slice, as their reader sees them. A slice that is done again writes the
 * same part again.
 * @returns the ids of those that the reader sees
 */
export async function writePart(
  ctx: ServiceContext,
  files: FileStore,
  { id, input }: OperationRecord,
  ids: readonly string[],
  part: number,
): Promise<ReadonlySet<string>> {
  const columns = await columnsOf(ctx, input);
  const rows = await targetOf(input.resource).service.getMany(ctx, ids);
  const byId = new Map(rows.map((row) => [String(Reflect.get(row, 'id')), row]));
  const ordered = ids.flatMap((one) => byId.get(one) ?? []);
  const write = formatOf(input) === 'csv' ? asCsv : asJson;
  await files.put(partKey(id, part), chunk(ordered.map((row) => write(row, columns)).join('')));
  return new Set(byId.keys());
}

function asCsv(row: object, columns: readonly string[]): string {
  return csvRow(columns.map((column) => valueOf(row, column)));
}

function asJson(row: object, columns: readonly string[]): string {
  const own = columns.filter((column) => !isCustom(column)).map((column) => [column, valueOf(row, column)]);
  const values = columns.filter(isCustom).map((column) => [column.slice(custom.length + 1), valueOf(row, column)]);
  const shown = { ...Object.fromEntries(own), ...(values.length > 0 ? { custom: Object.fromEntries(values) } : {}) };
  return `${JSON.stringify(snakeKeys(shown))}\n`;
}

function isCustom(column: string): boolean {
  return column.startsWith(`${custom}.`);
}

function valueOf(row: object, column: string): unknown {
  if (!isCustom(column)) return Reflect.get(row, column);
  const values: unknown = Reflect.get(row, custom);
  return typeof values === 'object' && values !== null ? Reflect.get(values, column.slice(custom.length + 1)) : null;
}

/** Where a part lies until the file is whole. */
function partKey(operationId: string, part: number): string {
  return `exports/${operationId}/${part}`;
}

export interface MadeFile {
  readonly sizeBytes: number;
  readonly sha256: string;
}

/**
 * Puts the parts together to the file of an export, byte by byte as they come. Done again it makes the same file.
 * @returns `null` for an operation that makes no file
 */
export async function assembleFile(ctx: ServiceContext, files: FileStore, processId: string): Promise<MadeFile | null> {
  const operation = await operationOf(ctx, processId);
  if (operation === null || operation.kind !== 'export' || operation.fileId === null) return null;
  const whole = await openParts(ctx, files, operation);
  const hash = createHash('sha256');
  let sizeBytes = 0;
  async function* watch(): AsyncGenerator<Uint8Array> {
    for await (const piece of whole) {
      hash.update(piece);
      sizeBytes += piece.length;
      yield piece;
    }
  }
  await files.put(storageKeyOf(operation.fileId), watch());
  return { sizeBytes, sha256: hash.digest('hex') };
}

async function openParts(ctx: ServiceContext, files: FileStore, operation: OperationRecord) {
  const columns = await columnsOf(await asStarter(ctx, operation), operation.input);
  return pieces(files, operation, columns, await partsOf(ctx, operation.id));
}

/** Excel takes a file for UTF-8 by this mark alone. */
const byteOrderMark = '\uFEFF';

async function* pieces(
  files: FileStore,
  { id, input }: OperationRecord,
  columns: readonly string[],
  parts: readonly number[],
): AsyncGenerator<Uint8Array> {
  const header = csvRow(columns.map((column) => (isCustom(column) ? column : toSnake(column))));
  if (formatOf(input) === 'csv') yield Buffer.from(`${byteOrderMark}${header}`);
  // A file of no lines has at least an end of one.
  else if (parts.length === 0) yield Buffer.from('\n');
  for (const part of parts) {
    const stored = await files.get(partKey(id, part));
    if (stored === null) throw new Error(`A part of the export ${id} is missing: ${part}`);
    for await (const piece of stored) yield piece as Uint8Array;
  }
}

/** Removes the parts of a file that is whole. */
export async function removeParts(ctx: ServiceContext, files: FileStore, processId: string): Promise<void> {
  const operation = await operationOf(ctx, processId);
  if (operation?.kind !== 'export') return;
  for (const part of await partsOf(ctx, operation.id)) await files.delete(partKey(operation.id, part));
}

/** A part is called by the place of its first record. */
async function partsOf(ctx: ServiceContext, operationId: string): Promise<readonly number[]> {
  const rows = await database(ctx.em)
    .selectFrom('crm_operation_items')
    .select('position')
    .where('operationId', '=', operationId)
    .where('beside', 'is not', null)
    .orderBy('position')
    .execute();
  return rows.map(({ position }) => position);
}

async function* chunk(text: string): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  yield Buffer.from(text);
}
