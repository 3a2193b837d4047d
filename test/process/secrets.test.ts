/** Which variables hold a secret, and which of these could be in a text by chance. */
import { describe, expect, test } from 'vitest';
import { SecretMask } from '../../shared/io/output/secret-mask.ts';
import { secretsAmong, unmistakable } from '../../shared/io/output/secrets.ts';

const ARMOUR = '-----BEGIN KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQ\n-----END KEY-----\n';

describe('a variable', () => {
  test.for<[string, string, string | null]>([
    ['BOT_KEY', 'k-123456', 'k-123456'],
    ['BOT_KEY', 'k-12345', null],
    ['API_TOKEN', 'abcdefghijklmnopqrst', 'abcdefghijklmnopqrst'],
    ['API_TOKEN', 'disabled', null],
    ['AUTH_MODE', 'oauth2-with-refresh-1', null],
    ['KEY_FILE', '/etc/keys/key-1.pem', null],
    ['TOKEN_URL', 'https://auth1.example.org/token', null],
    ['PASSPHRASE', 'four words and a 5', null],
    ['DATABASE_URL', 'postgres://ann:hunter42@db/shop', 'postgres://ann:hunter42@db/shop'],
    ['HOST', 'o12345.ingest.example.org', null],
    ['SIGNING_KEY', ARMOUR, 'MIIEvQIBADANBgkqhkiG9w0BAQ'],
  ])('%s=%s is looked for in work as %s', ([name, value, wanted]) => {
    const found = unmistakable(secretsAmong({ [name]: value }));
    expect(found).toEqual(wanted === null ? [] : [{ name, value: wanted }]);
  });
});

test('a secret is masked as it is, as JSON spells it, and line by line', () => {
  const mask = new SecretMask(['say "open" 4', 'first line\nsecond line']);
  expect(mask.text('a say "open" 4 b')).toBe('a *** b');
  expect(mask.text(JSON.stringify('say "open" 4'))).toBe('"***"');
  expect(mask.text('  second line\n- first line')).toBe('  ***\n- ***');
});
