import '@crm/ui/styles.css';
import { readPreference } from '@crm/ui/hooks/preference';
import { startI18n } from '@crm/ui/i18n/i18n';
import { detectLocale, locales } from '@crm/ui/i18n/locale';
import { localeKey } from '@crm/ui/provider';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { messages } from '#admin/app/messages.ts';
import { Providers } from '#admin/app/providers.tsx';
import { makeRouter } from '#admin/app/router.tsx';

const root = document.getElementById('root');
if (!root) throw new Error('The page has no #root to draw into');

await startI18n({
  locale: readPreference(localeKey, locales) ?? detectLocale(navigator.languages),
  messages,
  initial: ['ui', 'app'],
});

createRoot(root).render(
  <StrictMode>
    <Providers router={makeRouter()} />
  </StrictMode>,
);
