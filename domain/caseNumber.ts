/** Crockford base 32: no I, L, O or U, so that a number can be read aloud. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const RANDOM_LENGTH = 7;

function checkCharacter(text: string): string {
  // Luhn mod 32: catches every single wrong character and most swapped neighbours.
  let sum = 0;
  let factor = 2;
  for (let index = text.length - 1; index >= 0; index--) {
    const product = factor * ALPHABET.indexOf(text[index] ?? '0');
    sum += Math.floor(product / 32) + (product % 32);
    factor = factor === 2 ? 1 : 2;
  }
  return ALPHABET[(32 - (sum % 32)) % 32] ?? '0';
}

/**
 * A case number, `<BOARD>-XXXX-XXXX`: 35 random bits and a check character, so that no number tells another.
 * @param random at least 7 random bytes
 */
export function caseNumber(board: string, random: Uint8Array): string {
  let text = '';
  for (let index = 0; index < RANDOM_LENGTH; index++) text += ALPHABET.charAt((random[index] ?? 0) % 32);
  text += checkCharacter(text);
  return `${board}-${text.slice(0, 4)}-${text.slice(4)}`;
}

/** Splits a number as people write it (case, spaces and look-alike letters forgiven); undefined when it is none. */
export function parseCaseNumber(input: string): { board: string; number: string } | undefined {
  const match = /^\s*([A-Za-z]{2,6})[-\s]?([0-9A-Za-z]{4})[-\s]?([0-9A-Za-z]{4})\s*$/.exec(input);
  if (!match) return undefined;
  const board = (match[1] ?? '').toUpperCase();
  const code = `${match[2]}${match[3]}`.toUpperCase().replace(/O/g, '0').replace(/[IL]/g, '1');
  if (!/^[0-9A-HJKMNP-TV-Z]*$/.test(code)) return undefined;
  if (checkCharacter(code.slice(0, RANDOM_LENGTH)) !== code[RANDOM_LENGTH]) return undefined;
  return { board, number: `${board}-${code.slice(0, 4)}-${code.slice(4)}` };
}
