import * as z from 'zod';

const mention = z.looseObject({
  type: z.string().regex(/^mention$/i),
  text: z.string().regex(/^<at\b/i).max(500),
  mentioned: z.looseObject({ id: z.string() }),
});

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/** More mentions of the bot than this in one message are not looked for. */
const MENTIONS = 100;

/** No part runs past the next tag, so a text full of unclosed ones costs no more than its length. */
const AT_TAG = /<at\b[^<>]*>([^<]*)<\/at>/gi;
const ENTITY = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(amp|lt|gt|quot|apos|nbsp));/gi;

/**
 * What a person wrote, out of a Teams message text: the mention of the bot is gone, other people's mentions are
 * their names, HTML entities are characters, and space around it is cut. Line breaks stay.
 */
export function plainText(text: string, entities: readonly unknown[], bot: { readonly id: string; readonly name?: string | null | undefined }): string {
  return decodeEntities(withoutMentions(text, entities, bot)).trim();
}

function withoutMentions(text: string, entities: readonly unknown[], bot: { readonly id: string; readonly name?: string | null | undefined }): string {
  if (!text.includes('<at')) return text;
  let rest = text;
  for (const entity of entities.slice(0, MENTIONS)) {
    const parsed = mention.safeParse(entity);
    if (parsed.success && parsed.data.mentioned.id === bot.id) rest = rest.replaceAll(parsed.data.text, '');
  }
  return rest.replace(AT_TAG, (_, name: string) => (name === bot.name ? '' : name));
}

function decodeEntities(text: string): string {
  if (!text.includes('&') && !text.includes('\u00a0')) return text;
  return text
    .replace(ENTITY, (whole: string, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return NAMED[name.toLowerCase()] ?? whole;
      const point = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
      return isCharacter(point) ? String.fromCodePoint(point) : whole;
    })
    .replaceAll('\u00a0', ' ');
}

function isCharacter(point: number): boolean {
  return point > 0 && point <= 0x10ffff && !(point >= 0xd800 && point <= 0xdfff);
}
