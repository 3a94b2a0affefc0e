import { contactService } from '@crm/core/contact/contact.service';
import { contact } from '@crm/domain/contact/contact';
import { bulk } from '../bulk.ts';
import { crud } from '../crud.ts';
import { tagging } from '../tagging.ts';

export const contactRouter = {
  ...crud(contact, contactService),
  ...bulk(contact, contactService),
  ...tagging('contact'),
};
