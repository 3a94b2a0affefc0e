import { randomUUID } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { z } from 'zod';
import type { TestClient } from './test-api.ts';

export interface Sending {
  readonly subject: { readonly type: string; readonly id: string };
  readonly name?: string;
  readonly type?: string;
  readonly key?: string | null;
}

/** Where a file of a record is sent to. */
export function uploadAddress(url: string, subject: Sending['subject'], name: string): string {
  const query = new URLSearchParams({ subject_type: subject.type, subject_id: subject.id, file_name: name });
  return `${url}/crm/v1/attachments?${query.toString()}`;
}

const answerShape = z.record(z.string(), z.unknown());

/** Sends the bytes of a file as a program does: as the body, whole or as they come. */
export async function sendFile(
  url: string,
  client: TestClient,
  bytes: Uint8Array<ArrayBuffer> | ReadableStream | string,
  { subject, name = 'offer.pdf', type, key = randomUUID() }: Sending,
) {
  const answer = await fetch(uploadAddress(url, subject, name), {
    method: 'POST',
    headers: {
      ...(client.token === '' ? {} : { authorization: `Bearer ${client.token}` }),
      ...(key === null ? {} : { 'idempotency-key': key }),
      ...(type === undefined ? {} : { 'content-type': type }),
    },
    body: bytes,
    // A body that comes as a stream is sent in chunks, without its length.
    ...(bytes instanceof ReadableStream ? { duplex: 'half' } : {}),
  });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, text, body: answerShape.parse(JSON.parse(text)) };
}

/** What comes from an address, with its bytes. */
export async function fetchBytes(address: string, headers: Readonly<Record<string, string>> = {}, method = 'GET') {
  const answer = await fetch(address, { method, headers });
  const bytes = answer.body === null ? Buffer.alloc(0) : await buffer(answer.body);
  return { status: answer.status, headers: answer.headers, bytes };
}
