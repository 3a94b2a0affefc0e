import type { CommercialDocument, DocumentKind } from '@crm/domain/document/commercial-document';
import type { BillingInterval } from '@crm/domain/money/billing-interval';

export type Language = CommercialDocument['language'];

export interface Words {
  readonly kind: Readonly<Record<DocumentKind, string>>;
  readonly draft: string;
  readonly revision: string;
  readonly issuedOn: string;
  readonly validUntil: string;
  readonly dueOn: string;
  readonly reference: string;
  readonly from: string;
  readonly to: string;
  readonly description: string;
  readonly quantity: string;
  readonly unitPrice: string;
  readonly discount: string;
  readonly tax: string;
  readonly amount: string;
  readonly subtotal: string;
  readonly net: string;
  readonly total: string;
  readonly paid: string;
  readonly balance: string;
  readonly each: Readonly<Record<BillingInterval, string>>;
  readonly amountsIn: (currency: string) => string;
  readonly page: (page: number, pages: number) => string;
}

export const words: Readonly<Record<Language, Words>> = {
  en: {
    kind: { quote: 'Quote', invoice: 'Invoice', credit_note: 'Credit note' },
    draft: 'Draft',
    revision: 'Revision',
    issuedOn: 'Date',
    validUntil: 'Valid until',
    dueOn: 'Due',
    reference: 'Refers to',
    from: 'From',
    to: 'To',
    description: 'Description',
    quantity: 'Quantity',
    unitPrice: 'Unit price',
    discount: 'Discount',
    tax: 'Tax',
    amount: 'Net amount',
    subtotal: 'Subtotal',
    net: 'Net total',
    total: 'Total',
    paid: 'Paid',
    balance: 'To be paid',
    each: { month: 'per month', quarter: 'per quarter', year: 'per year' },
    amountsIn: (currency) => `All amounts in ${currency}`,
    page: (page, pages) => `Page ${page} of ${pages}`,
  },
  ru: {
    kind: { quote: 'Коммерческое предложение', invoice: 'Счёт', credit_note: 'Кредит-нота' },
    draft: 'Черновик',
    revision: 'Редакция',
    issuedOn: 'Дата',
    validUntil: 'Действует до',
    dueOn: 'Оплатить до',
    reference: 'Основание',
    from: 'Продавец',
    to: 'Покупатель',
    description: 'Наименование',
    quantity: 'Количество',
    unitPrice: 'Цена',
    discount: 'Скидка',
    tax: 'Налог',
    amount: 'Без налога',
    subtotal: 'Сумма',
    net: 'Итого без налога',
    total: 'Итого',
    paid: 'Оплачено',
    balance: 'К оплате',
    each: { month: 'в месяц', quarter: 'в квартал', year: 'в год' },
    amountsIn: (currency) => `Все суммы в валюте ${currency}`,
    page: (page, pages) => `Страница ${page} из ${pages}`,
  },
  ar: {
    kind: { quote: 'عرض سعر', invoice: 'فاتورة', credit_note: 'إشعار دائن' },
    draft: 'مسودة',
    revision: 'المراجعة',
    issuedOn: 'التاريخ',
    validUntil: 'صالح حتى',
    dueOn: 'تاريخ الاستحقاق',
    reference: 'المرجع',
    from: 'البائع',
    to: 'العميل',
    description: 'الوصف',
    quantity: 'الكمية',
    unitPrice: 'سعر الوحدة',
    discount: 'الخصم',
    tax: 'الضريبة',
    amount: 'المبلغ الصافي',
    subtotal: 'المجموع الفرعي',
    net: 'الصافي',
    total: 'الإجمالي',
    paid: 'المدفوع',
    balance: 'المبلغ المستحق',
    each: { month: 'شهريًا', quarter: 'كل ثلاثة أشهر', year: 'سنويًا' },
    amountsIn: (currency) => `جميع المبالغ بعملة ${currency}`,
    page: (page, pages) => `صفحة ${page} من ${pages}`,
  },
};
