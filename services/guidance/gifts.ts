/** What people are given or treated to, folded. */
const GIFT =
  '(?:\\p{L}*gav(?:a|an|or|orna)|\\p{L}*present(?:en|er|erna|kort\\p{L}*)?|julklapp\\p{L}*|\\p{L}*choklad\\p{L}*|godis\\p{L}*|vin(?:et|flask\\p{L}*|er)?|sprit\\p{L}*|champagne\\p{L}*|whisky\\p{L}*|blomm\\p{L}*|\\p{L}*bukett\\p{L}*|\\p{L}*korg(?:en|ar)?|tart(?:a|an|or)|kak(?:a|or)|bull(?:e|ar)|\\p{L}*lunch(?:en|er)?|middag(?:en|ar)?|fika|kaffe\\p{L}*|mat|biljett\\p{L}*|rabatt\\p{L}*|dricks|gratis \\p{L}+|bjuden|bjudas|bjudning\\p{L}*|\\p{L}*bjuda|gifts?|presents?|chocolates?|candy|sweets|wine|bottle|flowers|bouquet|cake|lunch|dinner|coffee|meal|tickets?|discounts?|tip|voucher|gift card|hospitality|lahja\\p{L}*|suklaa\\p{L}*|viini\\p{L}*|kukkia|lounas\\p{L}*|lounaan)';
const WHO = '(?:jag|man|vi|en|anstallda|personalen|politiker|fortroendevalda|inspektorer|i|we|you|staff|employees)';
const TAKES = '(?:ta emot|tar emot|ta|fa|behalla|acceptera|tacka ja|sag\\p{L}* ja|bli|lata|ata|ha|ga pa|accept|take|keep|receive|have|say yes|be|get|eat|ottaa|vastaanottaa|hyvaksya|pitaa)';

const MAY = new RegExp(`\\b${GIFT}\\b.*\\b(?:far|kan|bor|ska|may|can|should) ${WHO} (?:\\p{L}+ ){0,3}?${TAKES}\\b|\\b(?:far|kan|bor|ska|skulle|fick|may|can|should|could) ${WHO} (?:\\p{L}+ ){0,3}?${TAKES}\\b.*\\b${GIFT}\\b|\\b(?:ok|okej|tillatet|lagligt|forbjudet|allowed|alright|permitted|fine|legal) (?:att|for|to|if|om) .*\\b${GIFT}\\b|\\b(?:saako|saanko|voiko|voinko) .*\\b${GIFT}\\b|\\bmay .*\\b(?:give|offer) (?:me|us)\\b.*\\b${GIFT}\\b|\\b(?:far|kan) .*\\b(?:ge|bjuda) (?:mig|oss)\\b.*\\b(?:${GIFT}|pa)\\b`, 'u');
const LIMIT = new RegExp(`\\b(?:grans\\p{L}*|belopp\\p{L}*|hur (?:mycket|dyr\\p{L}*|stor\\p{L}*)|max\\p{L}*|varde\\p{L}*|kronor|kr|limit\\p{L}*|how (?:much|expensive|big|large)|value|worth|amount|threshold|kuinka (?:kallis|paljon|arvokas)|raja)\\b.*\\b${GIFT}\\b|\\b${GIFT}\\b.*\\b(?:grans\\p{L}*|belopp\\p{L}*|kosta|kostar|kronor|kr|vard|varda|limit\\p{L}*|cost|worth|value|maksaa)\\b`, 'u');

/** Looked for first: most questions speak of nothing that is given. */
const ANY_GIFT = new RegExp(`\\b${GIFT}\\b`, 'u');

/** What a question about something given or treated to wants to know: how much, or whether one may take it. */
export function gifted(words: string): 'limit' | 'may' | undefined {
  if (!ANY_GIFT.test(words)) return undefined;
  return LIMIT.test(words) ? 'limit' : MAY.test(words) ? 'may' : undefined;
}
