import { productService } from '@crm/core/product/product.service';
import { product } from '@crm/domain/product/product';
import { bulk } from '../bulk.ts';
import { crud } from '../crud.ts';
import { tagging } from '../tagging.ts';

export const productRouter = {
  ...crud(product, productService),
  ...bulk(product, productService),
  ...tagging('product'),
};
