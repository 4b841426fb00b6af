const MOST_BYTES = 1_023;

/**
 * An id as Cosmos DB takes it: it forbids `/ \ ? #`, and addresses in a path do not survive dots and blanks everywhere.
 * Letters, digits and `-` stay, the UTF-8 bytes of the rest become `_XX`. No two ids become the same.
 * @throws {RangeError} where it is empty or longer than Cosmos DB takes
 */
export function escapedId(id: string): string {
  const escaped = id.replace(/[^A-Za-z0-9-]/gu, (letter) =>
    [...Buffer.from(letter)].map((byte) => `_${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
  );
  if (escaped === '' || escaped.length > MOST_BYTES) throw new RangeError('an id must have 1 to 1023 characters when escaped');
  return escaped;
}
