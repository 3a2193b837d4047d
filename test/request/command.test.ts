/** What people say to Braid on GitHub. */
import { expect, test } from 'vitest';
import { parseComment, parseLabel } from '../../shared/request/command.ts';

test.each([
  ['/braid run', { kind: 'run' }],
  ['/braid   RUN\r\nplease', { kind: 'run' }],
  ['/BRAID plan', { kind: 'plan' }],
  ['/braid', { kind: 'help' }],
  ['/braid retry', { kind: 'retry', tasks: [] }],
  ['/braid retry totals import', { kind: 'retry', tasks: ['totals', 'import'] }],
  ['/braid cancel', { kind: 'cancel' }],
  ['/braid resume', { kind: 'resume' }],
  ['/braid run now', { kind: 'unknown', said: '/braid run now' }],
  ['/braid dance', { kind: 'unknown', said: '/braid dance' }],
  ['/braids run', null],
  ['/braid-x run', null],
  ['braid run', null],
  ['see /braid run', null],
  ['  /braid run', null],
  ['\n/braid run', null],
  ['> /braid run', null],
  ['thanks\n/braid run', null],
  ['', null],
])('the comment %j', (body, command) => {
  expect(parseComment(body)).toEqual(command);
});

test.each([
  ['braid:run', 'braid:', { kind: 'run' }],
  ['braid:retry', 'braid:', { kind: 'retry', tasks: [] }],
  ['weave-cancel', 'weave-', { kind: 'cancel' }],
  ['braid:run', 'weave-', null],
  ['braid:running', 'braid:', null],
  ['run', 'braid:', null],
  ['Braid:run', 'braid:', null],
])('the label %j with the prefix %j', (name, prefix, command) => {
  expect(parseLabel(name, prefix)).toEqual(command);
});
