import type { InLanguages, Language } from '@crm/domain/language';

/** A mail before it has a form. Addresses that begin with `/` are ours. */
export interface MailContent {
  readonly subject: string;
  readonly lines: readonly MailLine[];
  readonly action: MailLink | null;
  /** Below, small: why somebody gets this, and how not to. */
  readonly footer: readonly (string | MailLink)[];
}

export interface MailLine {
  readonly text: string;
  /** What the line leads to. */
  readonly url?: string | undefined;
  /** Beside it, smaller: when, by whom. */
  readonly note?: string | undefined;
}

export interface MailLink {
  readonly text: string;
  readonly url: string;
}

export interface RenderedMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

const directions: InLanguages<'ltr' | 'rtl'> = { en: 'ltr', ru: 'ltr', ar: 'rtl' };

/**
 * Puts a mail into its two forms: plain text, and HTML that mail programs show alike (no scripts, no pictures, no style
 * sheets; from right to left where the language is).
 * @param publicUrl where people reach the site
 */
export function renderMail(content: MailContent, language: Language, publicUrl: string): RenderedMail {
  const toUrl = (url: string) => (url.startsWith('/') ? new URL(url, publicUrl).href : url);
  return {
    // A line break would end the header.
    subject: content.subject.replaceAll(/\s+/gu, ' ').trim(),
    text: renderText(content, toUrl),
    html: renderHtml(content, language, toUrl),
  };
}

type ToUrl = (url: string) => string;

function renderText({ lines, action, footer }: MailContent, toUrl: ToUrl): string {
  const body = lines.map(({ text, url, note }) =>
    [text, ...(note === undefined ? [] : [note]), ...(url === undefined ? [] : [toUrl(url)])].join('\n'),
  );
  const button = action === null ? [] : [`${action.text}:\n${toUrl(action.url)}`];
  const small = footer.map((part) => (typeof part === 'string' ? part : `${part.text}: ${toUrl(part.url)}`));
  const end = small.length === 0 ? [] : [`-- \n${small.join('\n')}`];
  return `${[...body, ...button, ...end].join('\n\n')}\n`;
}

const face = "font-family:system-ui,'Segoe UI',Roboto,'Noto Sans Arabic',sans-serif";
const ink = '#1a1d21';
const grey = '#5c6470';
const accent = '#2f47bd';

function renderHtml({ subject, lines, action, footer }: MailContent, language: Language, toUrl: ToUrl): string {
  const dir = directions[language];
  const link = (text: string, url: string, style: string) =>
    `<a href="${escape(toUrl(url))}" style="${style}">${escape(text)}</a>`;
  const body = lines.map(({ text, url, note }) => {
    const shown = url === undefined ? escape(text).replaceAll('\n', '<br>') : link(text, url, `color:${accent}`);
    const small = note === undefined ? '' : `<br><span style="color:${grey};font-size:13px">${escape(note)}</span>`;
    return `<p style="margin:0 0 16px">${shown}${small}</p>`;
  });
  const button =
    action === null
      ? ''
      : `<p style="margin:24px 0">${link(action.text, action.url, `display:inline-block;padding:10px 20px;border-radius:6px;background:${accent};color:#ffffff;text-decoration:none;font-weight:600`)}</p>`;
  const small = footer.map((part) =>
    typeof part === 'string' ? escape(part) : link(part.text, part.url, `color:${grey}`),
  );
  const end =
    small.length === 0
      ? ''
      : `<p style="margin:32px 0 0;padding-top:16px;border-top:1px solid #e3e6ea;color:${grey};font-size:13px">${small.join('<br>')}</p>`;
  return `<!doctype html>
<html lang="${language}" dir="${dir}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escape(subject)}</title></head>
<body dir="${dir}" style="margin:0;padding:24px;background:#ffffff;color:${ink};${face};font-size:15px;line-height:1.5">
<div style="max-width:560px;margin:0 auto;text-align:${dir === 'rtl' ? 'right' : 'left'}">
${[...body, button, end].filter((part) => part !== '').join('\n')}
</div>
</body>
</html>
`;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escape(text: string): string {
  return text.replaceAll(/[&<>"]/gu, (character) => entities[character] ?? character);
}
