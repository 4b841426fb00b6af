const INVISIBLE = /\p{Cf}/gu;
const OTHER_DIGIT = /\p{Nd}/gu;

/**
 * Text as it would be typed plainly, so that nothing hides from a pattern: compatibility forms (fullwidth letters and
 * digits) composed, invisible characters gone, digits of every script as 0 to 9.
 */
export function withoutDisguise(text: string): string {
  return text.normalize('NFKC').replace(INVISIBLE, '').replace(OTHER_DIGIT, asciiDigit);
}

/** Decimal digits stand in runs of ten that begin at zero. */
function asciiDigit(digit: string): string {
  if (/^[0-9]$/u.test(digit)) return digit;
  const code = digit.codePointAt(0) ?? 0;
  let value = 0;
  while (value < 9 && /^\p{Nd}$/u.test(String.fromCodePoint(code - value - 1))) value += 1;
  return String(value % 10);
}

export function escapeForRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/gu, String.raw`\$&`);
}
