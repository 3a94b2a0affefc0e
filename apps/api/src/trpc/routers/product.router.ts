import { productService } from '@crm/core/product/product.service';
import { product } from '@crm/domain/product/product';
import { crud } from '../crud.ts';

export const productRouter = crud(product, productService);
