/** The text of a workflow command in a line of output. */
export interface Command {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

/** `::name key=value,key=value::message`, or the older `##[name key=value;key=value]message`. Null: ordinary output. */
export function parseCommand(line: string): Command | null {
  return parseNew(line.trimStart()) ?? parseOld(line);
}

function parseNew(line: string): Command | null {
  const match = /^::([^\s:]+)(?: +(.*?))?::(.*)$/s.exec(line);
  if (match === null) return null;
  const [, name = '', properties = '', message = ''] = match;
  return {
    name: name.toLowerCase(),
    properties: parseProperties(properties, ',', decodeProperty),
    message: decode(message),
  };
}

function parseOld(line: string): Command | null {
  const match = /##\[([^\s\]]+)(?: +([^\]]*))?\](.*)$/s.exec(line);
  if (match === null) return null;
  const [, name = '', properties = '', message = ''] = match;
  return {
    name: name.toLowerCase(),
    properties: parseProperties(properties, ';', decodeOld),
    message: decodeOld(message),
  };
}

function parseProperties(
  text: string,
  separator: string,
  decodeValue: (text: string) => string,
): Readonly<Record<string, string>> {
  const pairs = text.split(separator).flatMap(part => {
    const equals = part.indexOf('=');
    return equals < 1 ? [] : [[part.slice(0, equals).trim(), decodeValue(part.slice(equals + 1))] as const];
  });
  return Object.fromEntries(pairs);
}

function decode(text: string): string {
  return text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
}

function decodeProperty(text: string): string {
  return decode(text.replaceAll('%3A', ':').replaceAll('%2C', ','));
}

function decodeOld(text: string): string {
  return text
    .replaceAll('%3B', ';')
    .replaceAll('%0D', '\r')
    .replaceAll('%0A', '\n')
    .replaceAll('%5D', ']')
    .replaceAll('%25', '%');
}
