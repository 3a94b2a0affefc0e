import { fillIn, type Language } from '@crm/domain/language';
import { mailTemplates, type WordedTemplate } from '@crm/domain/mail/mail-templates';
import type { MailContent } from './render-mail.ts';

/** A mail that is written from its parameters alone. */
export function composeMail(
  template: WordedTemplate,
  language: Language,
  params: Readonly<Record<string, string>>,
): MailContent {
  const { subject, paragraphs, action } = mailTemplates[template][language];
  const url = params['url'];
  return {
    subject: fillIn(subject, params),
    lines: paragraphs.map((text) => ({ text: fillIn(text, params).trim() })).filter(({ text }) => text !== ''),
    action: action === null || url === undefined ? null : { text: fillIn(action, params), url },
    footer: [],
  };
}
