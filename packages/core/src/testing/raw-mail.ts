interface RawMail {
  readonly from?: string;
  readonly subject?: string;
  readonly id?: string | null;
  readonly headers?: readonly string[];
  /** Without it: plain text. */
  readonly type?: readonly string[];
  readonly body?: readonly string[];
}

let sent = 0;

/** A raw message as a mail server passes it on: lines as they are, ended by CRLF. */
export function rawMail({ from, subject, id, headers = [], type, body = ['Hello.'] }: RawMail = {}): Buffer {
  sent += 1;
  const messageId = id === undefined ? `<${sent}.${Date.now()}@customer.example>` : id;
  const lines = [
    'Return-Path: <ada@customer.example>',
    `From: ${from ?? 'Ada Lind <ada@customer.example>'}`,
    'To: Support <support@halden.example>',
    `Subject: ${subject ?? 'Sensor 7 is offline'}`,
    'Date: Mon, 23 Nov 2026 10:00:00 +0100',
    ...(messageId === null ? [] : [`Message-ID: ${messageId}`]),
    'MIME-Version: 1.0',
    ...headers,
    ...(type ?? ['Content-Type: text/plain; charset=utf-8']),
    '',
    ...body,
    '',
  ];
  return Buffer.from(lines.join('\r\n'));
}
