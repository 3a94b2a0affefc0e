import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simpleParser, type ParsedMail } from 'mailparser';
import { gatherNotificationMails } from '@crm/core/notification/notification-mail';
import { calmMs } from '@crm/domain/notification/delivery.rules';
import { createUnsubscribeLinks } from '@crm/core/notification/unsubscribe-links';
import { sendDueMails, type MailOutcome, type MailRoom } from '@crm/core/mail/send-mails';
import { testPorts } from '@crm/core/testing/company';
import { memoryStore } from '@crm/core/testing/memory-store';
import type { Workbench } from '@crm/core/testing/workbench';
import { startMailSink } from '@crm/local/mail-sink';
import { smtpPost } from '../telling/smtp-post.ts';

export const publicUrl = 'https://crm.halden.example';
export const links = createUnsubscribeLinks('a secret of at least 32 characters');

export interface TestMailRoom extends AsyncDisposable {
  readonly room: MailRoom;
  /** The codes that recipients are refused with, by address. */
  readonly refusals: Map<string, number>;
  /** Makes the mails of notifications and sends what is due, a calm moment from now. */
  work(now?: Date): Promise<readonly MailOutcome[]>;
  /** What the server has taken so far, in its order. */
  arrived(): Promise<readonly ParsedMail[]>;
}

/** The worker's way out for mails, with a real SMTP server at its end. */
export async function openMailRoom(bench: Workbench): Promise<TestMailRoom> {
  const dir = mkdtempSync(join(tmpdir(), 'crm-mail-'));
  const refusals = new Map<string, number>();
  const sink = await startMailSink({ dir, port: 0, refuse: (address) => refusals.get(address) });
  const post = smtpPost(`smtp://127.0.0.1:${sink.port}`);
  const room: MailRoom = {
    fork: () => bench.fork(),
    ports: testPorts,
    post,
    files: memoryStore(),
    from: { name: 'Halden', address: 'crm@halden.example' },
    publicUrl,
    links,
  };
  return {
    room,
    refusals,
    async work(now = new Date(Date.now() + calmMs)) {
      await gatherNotificationMails({ ...room, now });
      return sendDueMails(room, 50, now);
    },
    arrived: () =>
      Promise.all(
        readdirSync(dir)
          .sort()
          .map((name) => simpleParser(readFileSync(join(dir, name)))),
      ),
    async [Symbol.asyncDispose]() {
      post.close();
      await sink.close();
      rmSync(dir, { recursive: true });
    },
  };
}
