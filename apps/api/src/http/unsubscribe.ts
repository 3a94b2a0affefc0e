import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { unsubscribe } from '@crm/core/notification/preferences.service';
import {
  unsubscribePrefix,
  type UnsubscribeLinks,
  type Unsubscription,
} from '@crm/core/notification/unsubscribe-links';
import { database, type EntityManager } from '@crm/db/orm';
import type { InLanguages, Language } from '@crm/domain/language';
import { notificationWords } from '@crm/domain/notification/notification-words';
import { withFormBodies } from './form-bodies.ts';

interface UnsubscribeParts {
  readonly links: UnsubscribeLinks;
  fork(): EntityManager;
}

const params = z.object({ token: z.string().max(2_000) });

/**
 * `/unsubscribe/:token`: the way out of mails, without signing in. To look changes nothing, since mail programs look at
 * links by themselves; the button does it, and so does the one click of a mail program (RFC 8058).
 */
export async function registerUnsubscribe(parent: FastifyInstance, { links, fork }: UnsubscribeParts): Promise<void> {
  await withFormBodies(parent, (app) => {
    const path = `${unsubscribePrefix}/:token`;

    app.get(path, async (request, reply) => {
      const wish = links.read(params.parse(request.params).token);
      return reply.type(html).send(renderPage(await languageOf(fork(), wish), wish, 'ask'));
    });

    app.post(path, async (request, reply) => {
      const wish = links.read(params.parse(request.params).token);
      await unsubscribe(fork(), wish, { requestId: request.id, now: new Date() });
      return reply.type(html).send(renderPage(await languageOf(fork(), wish), wish, 'done'));
    });
  });
}

const html = 'text/html; charset=utf-8';

async function languageOf(em: EntityManager, { userId }: Unsubscription): Promise<Language> {
  const user = await database(em).selectFrom('crm_users').select('locale').where('id', '=', userId).executeTakeFirst();
  return user?.locale ?? 'en';
}

const words: InLanguages<Readonly<Record<'title' | 'ask' | 'button' | 'done' | 'settings', string>>> = {
  en: {
    title: 'E-mails from the CRM',
    ask: 'No more e-mails about:',
    button: 'Stop these e-mails',
    done: 'You get no more e-mails about:',
    settings: 'Change what you are told',
  },
  ru: {
    title: 'Письма из CRM',
    ask: 'Больше не присылать письма:',
    button: 'Отключить эти письма',
    done: 'Вы больше не получаете письма:',
    settings: 'Настроить уведомления',
  },
  ar: {
    title: 'رسائل النظام',
    ask: 'إيقاف الرسائل عن:',
    button: 'أوقف هذه الرسائل',
    done: 'لن تصلك رسائل عن:',
    settings: 'تغيير ما يصلك',
  },
};

function renderPage(language: Language, { kinds }: Unsubscription, state: 'ask' | 'done'): string {
  const { title, button, settings, [state]: said } = words[language];
  const list = kinds.map((kind) => `<li>${notificationWords[language][kind].label}</li>`).join('');
  const form = state === 'ask' ? `<form method="post"><button type="submit">${button}</button></form>` : '';
  return `<!doctype html><html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
<title>${title}</title><link rel="stylesheet" href="/docs/docs.css"></head><body><main>
<h1>${title}</h1><p role="status">${said}</p><ul>${list}</ul>${form}
<p><a href="/settings/notifications">${settings}</a></p>
</main></body></html>`;
}
