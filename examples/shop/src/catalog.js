const PRODUCTS = new Map([
  ['mug', { title: 'Mug', price: 1250 }],
  ['pot', { title: 'Teapot', price: 3900 }],
  ['tea', { title: 'Green tea, 100 g', price: 590 }],
]);

/** What the shop sells under this key; its price is in cents, without tax. */
export function product(sku) {
  const found = PRODUCTS.get(sku);
  if (found === undefined) throw new Error(`the shop does not sell ${sku}`);
  return found;
}
