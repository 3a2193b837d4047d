import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readText, writeText } from '../../../app/store/stored-text.ts';

test('any text comes back as it was, and PostgreSQL takes it', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      fc.array(fc.constantFrom('\\', '\0', 'u0000', '\ud83e', '\uddf6', '"')),
      (a, b) => {
        const text = a + b.join('');
        const written = writeText(text);
        expect(readText(written)).toBe(text);
        expect(written).not.toContain('\0');
        expect(Buffer.from(written).toString()).toBe(written);
      },
    ),
  );
});

test('ordinary text is written as it is', () => {
  for (const text of ['', 'octo/shop', `'; drop table runs; --`, 'Zöpfe 🧶\n'])
    expect(writeText(text)).toBe(text);
});
