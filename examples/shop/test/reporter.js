/** How test results are printed: each failure in two lines, then the count. */
export default async function* report(events) {
  const count = { 'test:pass': 0, 'test:fail': 0 };
  for await (const { type, data } of events) {
    if (type in count) count[type] += 1;
    if (type === 'test:fail') yield `✘ ${data.name}\n  ${causeOf(data.details.error)}\n`;
  }
  yield `${count['test:pass']} tests are green, ${count['test:fail']} red\n`;
}

function causeOf(error) {
  const { message } = error.cause ?? error;
  return message.replaceAll(/\s+/g, ' ').trim();
}
