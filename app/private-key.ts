/** The key of the App as people write it into a variable or a file. */
import { createPrivateKey } from 'node:crypto';

/** Variables hold no line breaks everywhere: `\n` stands for one, and the whole may be in base64. */
export function keyOf(text: string): string {
  const plain = text.includes('-----BEGIN') ? text : Buffer.from(text, 'base64').toString();
  return `${plain.replaceAll('\\n', '\n').trim()}\n`;
}

export function isPrivateKey(pem: string): boolean {
  try {
    return createPrivateKey(pem).asymmetricKeyType === 'rsa';
  } catch {
    return false;
  }
}
