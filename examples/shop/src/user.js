/** Someone who buys. */
export function createUser(name, email) {
  if (!email.includes('@')) throw new Error(`expected an e-mail address, found ${email}`);
  return { name, email };
}

export function greeting(user) {
  return `Hello ${user.name}!`;
}
