import { product } from './catalog.js';

/** Percent. */
const TAX = 19;

/** A cart says how many of what: { mug: 2, tea: 1 }. It is a value: to add to it makes a new one. */
export const EMPTY_CART = Object.freeze({});

export function add(cart, sku, count = 1) {
  product(sku);
  return { ...cart, [sku]: (cart[sku] ?? 0) + count };
}

/** In cents, without tax. */
export function subtotal(cart) {
  return Object.entries(cart).reduce((sum, [sku, count]) => sum + product(sku).price * count, 0);
}

/** In cents, with tax. */
export function total(cart) {
  return Math.round((subtotal(cart) * (100 + TAX)) / 100);
}
