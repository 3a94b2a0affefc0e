import { lazy, Suspense, type ComponentType } from 'react';
import { useCreateCommands } from './use-create-commands.ts';
import { useForms, type FormProps, type FormResource } from '#admin/resource/use-forms.ts';

const account = lazy(() =>
  import('#admin/features/accounts/account-form.tsx').then((module) => ({ default: module.AccountForm })),
);

const contact = lazy(() =>
  import('#admin/features/contacts/contact-form.tsx').then((module) => ({ default: module.ContactForm })),
);
const lead = lazy(() => import('#admin/features/leads/lead-form.tsx').then((module) => ({ default: module.LeadForm })));
const opportunity = lazy(() =>
  import('#admin/features/opportunities/opportunity-form.tsx').then((module) => ({ default: module.OpportunityForm })),
);
const activity = lazy(() =>
  import('#admin/features/activities/activity-form.tsx').then((module) => ({ default: module.ActivityForm })),
);

const product = lazy(() =>
  import('#admin/features/products/product-form.tsx').then((module) => ({ default: module.ProductForm })),
);

const ticket = lazy(() =>
  import('#admin/features/tickets/ticket-form.tsx').then((module) => ({ default: module.TicketForm })),
);

const kbArticle = lazy(() =>
  import('#admin/features/knowledge/article-form.tsx').then((module) => ({ default: module.ArticleForm })),
);

const campaign = lazy(() =>
  import('#admin/features/campaigns/campaign-form.tsx').then((module) => ({ default: module.CampaignForm })),
);

const invoice = lazy(() =>
  import('#admin/features/invoices/invoice-form.tsx').then((module) => ({ default: module.InvoiceForm })),
);
const subscription = lazy(() =>
  import('#admin/features/subscriptions/subscription-form.tsx').then((module) => ({
    default: module.SubscriptionForm,
  })),
);
const quote = lazy(() =>
  import('#admin/features/quotes/quote-form.tsx').then((module) => ({ default: module.QuoteForm })),
);

/** Which feature has the form of which resource; each is fetched when it is first opened. */
const forms: Readonly<Partial<Record<FormResource, ComponentType<FormProps>>>> = {
  account,
  contact,
  lead,
  opportunity,
  activity,
  invoice,
  subscription,
  product,
  ticket,
  kb_article: kbArticle,
  campaign,
  quote,
};

/** Draws the form that the address names, above whatever page is shown. */
export function FormHost() {
  const { open, close } = useForms();
  useCreateCommands();
  const Form = open && forms[open.resource];
  if (!Form) return null;
  return (
    <Suspense>
      <Form key={`${open.resource}:${open.id ?? 'new'}`} id={open.id} preset={open.preset} onClose={close} />
    </Suspense>
  );
}
