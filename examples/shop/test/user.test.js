import assert from 'node:assert/strict';
import test from 'node:test';
import { createUser, greeting } from '../src/user.js';

const ada = createUser('Ada Lovelace', 'ada@example.org');

test('a user is who they say they are', () => {
  assert.equal(ada.name, 'Ada Lovelace');
  assert.equal(ada.email, 'ada@example.org');
});

test('users are greeted', () => {
  assert.equal(greeting(ada), 'Hello Ada Lovelace!');
});

test('an e-mail address needs an @', () => {
  assert.throws(() => createUser('Ada Lovelace', 'ada'), /found ada/);
});
