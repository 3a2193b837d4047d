/** Keys as GitHub makes them for Apps. */
import { generateKeyPairSync } from 'node:crypto';

export function rsaKey(): string {
  return generateKeyPairSync('rsa', { modulusLength: 2048 })
    .privateKey.export({
      type: 'pkcs1',
      format: 'pem',
    })
    .toString();
}
