import { fillIn, type Language } from '../language.ts';
import { namelessWords, notificationWords, systemName } from './notification-words.ts';
import type { NotificationRow } from './notification.ts';

type Told = Pick<NotificationRow, 'kind' | 'actor' | 'subjectType' | 'subjectName' | 'params'>;

/**
 * What happened, in one sentence.
 * @param timeZone IANA zone that moments are told in
 */
export function noticeText(
  { kind, actor, subjectType, subjectName, params }: Told,
  language: Language,
  timeZone: string,
): string {
  const told = Object.entries(params).map(([name, value]): [string, string] => [
    name,
    name.endsWith('At') ? momentText(value, language, timeZone) : value,
  ]);
  return fillIn(notificationWords[language][kind].text, {
    ...Object.fromEntries(told),
    actor: actor?.name ?? systemName[language],
    record: subjectName || (subjectType === null ? '—' : namelessWords[language][subjectType]),
  });
}

/** A moment as people write it. @param at ISO */
export function momentText(at: string, language: Language, timeZone: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(new Date(at));
}
