import { connect as connectPlain } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { withPostgres } from '@crm/local/postgres-client';
import { hideCredentials } from '../system/servers.ts';
import { describeError, fine, wrong, type Check, type Targets } from './check.ts';

const patienceMs = 5_000;
const submissionPort = 587;
const implicitTlsPort = 465;

/** Whether the mail server answers, and whether mails get through. */
export function checkMail({ databaseUrl, smtp }: Targets): Check {
  return {
    name: 'mail',
    async look() {
      if (smtp === undefined) {
        return wrong('nothing takes mail', 'Start it with "npm start", or set SMTP_URL to a mail server.');
      }
      const place = hideCredentials(smtp.url);
      try {
        const greeting = await readGreeting(smtp.url);
        if (!greeting.startsWith('220')) throw new Error(`it says "${greeting}"`);
      } catch (error) {
        return wrong(`${place} does not take mail: ${describeError(error)}`, 'See SMTP_URL.');
      }
      const kept = smtp.folder === undefined ? place : `${place}, keeps what is sent in ${smtp.folder}`;
      const { late, failed } = databaseUrl === undefined ? { late: 0, failed: 0 } : await countTroubled(databaseUrl);
      if (late > 0) return wrong(`${kept}; ${late} mails wait for more than ten minutes`, 'See the log of the worker.');
      if (failed > 0)
        return wrong(`${kept}; ${failed} mails failed this week`, 'Administrators are told of each, with the reason.');
      return fine(kept);
    },
  };
}

function readGreeting(url: string): Promise<string> {
  const { protocol, hostname: host, port } = new URL(url);
  const secure = protocol === 'smtps:';
  const usual = secure ? implicitTlsPort : submissionPort;
  const place = { host, port: port === '' ? usual : Number(port), timeout: patienceMs };
  return new Promise((resolve, reject) => {
    const socket = secure ? connectTls({ ...place, servername: host }) : connectPlain(place);
    socket.once('data', (bytes) => {
      resolve(bytes.toString('utf8').split('\r\n')[0] ?? '');
      socket.end('QUIT\r\n');
    });
    socket.once('timeout', () => socket.destroy(new Error('no answer')));
    socket.once('error', reject);
  });
}

async function countTroubled(databaseUrl: string): Promise<{ late: number; failed: number }> {
  const sql = `
    select count(*) filter (where due_at < now() - interval '10 minutes' or (attempts > 1 and state = 'queued'
        and created_at < now() - interval '10 minutes'))::int as late,
      count(*) filter (where state = 'failed' and created_at > now() - interval '7 days')::int as failed
    from crm_core.crm_mails where due_at is not null or state = 'failed'`;
  const { rows } = await withPostgres(databaseUrl, (client) => client.query<{ late: number; failed: number }>(sql));
  return rows[0] ?? { late: 0, failed: 0 };
}
