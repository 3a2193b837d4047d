import assert from 'node:assert/strict';
import test from 'node:test';
import { product } from '../src/catalog.js';

test('a mug costs 12.50', () => {
  assert.equal(product('mug').price, 1250);
});

test('what the shop does not sell has no price', () => {
  assert.throws(() => product('car'), /does not sell car/);
});
