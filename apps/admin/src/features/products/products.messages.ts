import { defineMessages } from '@crm/ui/i18n/messages';

/** Texts of products. */
export const productsMessages = defineMessages('products', {
  en: () => import('./products.en.ts').then((module) => module.en),
  ru: () => import('./products.ru.ts').then((module) => module.ru),
  ar: () => import('./products.ar.ts').then((module) => module.ar),
});
