import assert from 'node:assert/strict';
import test from 'node:test';
import { add, EMPTY_CART, subtotal, total } from '../src/cart.js';

test('adding the same thing twice counts it twice', () => {
  const cart = add(add(EMPTY_CART, 'mug'), 'mug');
  assert.deepEqual(cart, { mug: 2 });
});

test('adding leaves the old cart as it was', () => {
  const before = add(EMPTY_CART, 'tea');
  add(before, 'pot');
  assert.deepEqual(before, { tea: 1 });
});

test('the subtotal has no tax', () => {
  assert.equal(subtotal({ mug: 2, tea: 1 }), 3090);
});

test('the total has tax, in whole cents', () => {
  assert.equal(total({ mug: 2 }), 2975);
  assert.equal(total({ tea: 1 }), 702);
});
