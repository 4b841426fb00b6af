import { group, sourceOf, words } from './wordGroup';

const MONTHS = 'januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december|january|february|march|may \\d|june|july|august|october';
const COUNT = '(?:en|ett|nån|någon|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|några|flera|många|ett par|par|a|an|one|two|three|four|five|six|seven|eight|nine|ten|several|some|few|couple of)';
const UNIT = '(?:sekund|minut|timme|timma|timmar|dag|dagar|dygn|natt|nätter|kväll|kvällar|vecka|veckor|månad|månader|år|helg|minuter|sekunder|seconds?|minutes?|hours?|days?|nights?|weeks?|months?|years?)';
const ORDINAL = '(?:\\p{L}*(?:första|andra|tredje|fjärde|femte|sjätte|sjunde|åttonde|nionde|tionde|elfte|tolfte|tonde)|first|second|third|\\p{L}*(?:fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|teenth|tieth)|\\p{L}+[ -](?:first|second|third))';

/** Dates in words, days, times, feasts. */
const TIME = group(
  'måndag\\p{L}*', 'tisdag\\p{L}*', 'onsdag\\p{L}*', 'torsdag\\p{L}*', 'fredag\\p{L}*', 'lördag\\p{L}*', 'söndag\\p{L}*', 'mondays?', 'tuesdays?', 'wednesdays?', 'thursdays?', 'fridays?', 'saturdays?', 'sundays?', '(?:m\\u00E5n|tis|ons|tors|fre|lör|s\\u00F6n)', '(?:mon|tue|tues|wed|thu|thurs|fri|sat|sun)',
  MONTHS, 'jan', 'feb', 'sept?', 'okt', 'oct', 'nov', 'dec', 'aug', 'igår', 'i går', 'idag', 'i dag', 'imorr?n', 'i morr?n', 'imorgon', 'i morgon', 'imorse', 'i morse', 'ikväll', 'i kväll', 'i natt', 'inatt', 'nyss', 'nyligen', 'häromdagen', 'härom\\p{L}+', 'i förrgår', 'förrgår', 'i fjol', 'i (?:förmiddags|eftermiddags|jul|julas|höst|vår|sommar|vinter|våras|somras|höstas|vintras|nyår|nyåras|påskas|midsomras|helgen|helgas|ottan)', 'övermorgon', 'i övermorgon', 'nu', 'just nu', 'now', 'nyt', 'varje (?:morgon|kväll|natt|vecka|gång|helg|lunch)',
  'helg\\p{L}*', 'vecka', 'veckan', 'lunch\\p{L}*', 'rast\\p{L}*', 'semester\\p{L}*', 'jul', 'jul(?:en|as|dagen|afton|helgen|festen|bordet|lovet)', 'nyår\\p{L}*', 'påsk\\p{L}*', 'pingst\\p{L}*', 'advent\\p{L}*', 'lucia\\p{L}*', 'valborg\\p{L}*', 'midsommar\\p{L}*', 'trettondag\\p{L}*', 'allhelgona\\p{L}*', 'nationaldag\\p{L}*', 'halloween', 'sportlov\\p{L}*', 'höstlov\\p{L}*', 'födelsedag\\p{L}*', 'sommaren', 'vintern', 'våren', 'hösten', 'morgonen', 'förmiddag\\p{L}*', 'eftermiddag\\p{L}*', 'kvällen', 'kvällarna', 'natten', 'nätterna', 'midnatt', 'gryningen', 'dagen', 'samma dag', 'dagen (?:innan|efter)',
  'nästa (?:vecka|månad|år|dag|gång|möte)', 'förra (?!programmet|perioden|versionen|säkerhetsprogrammet)\\p{L}+', 'sedan \\p{L}+ (?:dagar|veckor|månader|år)', 'next \\p{L}+', `${ORDINAL} i \\p{L}+`, `den ${ORDINAL}`, `${ORDINAL} (?:of|${MONTHS}|advent|${UNIT})`,
  `(?:för|sedan|sen|om|since|in|after|efter) ${COUNT} (?:\\p{L}+ )?${UNIT}(?: (?:sedan|sen))?`, `${COUNT} (?:\\p{L}+ )?${UNIT} (?:sedan|sen|sent|tillbaka|ago|later|senare|innan)`,
  '(?:i|den) (?:höstas|våras|somras|vintras)', 'klockan', 'kl', 'kvart (?:över|i)', 'halv (?:ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv)', 'prick', 'för \\p{L}+ (?:sedan|sen)', 'yesterday', 'today', 'tonight', 'tomorrow', 'this (?:morning|afternoon|evening|week|month)', 'last (?:week|month|year|night|time|spring|summer|autumn|winter)', 'ago', "o'clock", 'o clock', 'a\\.?m', 'p\\.?m', 'noon', 'midnight', 'morning', 'evening', 'recently', 'lately', 'christmas', 'xmas', 'easter', 'new year s?', 'birthday', 'holiday', 'half past', 'quarter (?:past|to)',
  'eilen', 'tänään', 'huomenna', 'viime \\p{L}+', 'ensi viikolla', 'aamulla', 'illalla', 'yöllä', 'joulu\\p{L}*', 'juhannus\\p{L}*', 'pääsiäi\\p{L}*', '\\p{L}*kuuta', '\\p{L}+kuussa', '(?:maanantai|tiistai|keskiviikko|torstai|perjantai|lauantai|sunnuntai)\\p{L}*', 'sitten', 'kello',
);

/** Figures said in words: three after one another may be a number. */
const IN_WORDS = new RegExp(sourceOf('(?:(?:noll|nolla\\p{L}*|\\p{L}*ett?|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|tretton|\\p{L}+ton|\\p{L}*tio\\p{L}*|\\p{L}*hundra\\p{L}*|\\p{L}*tusen|zero|oh|double|one|two|three|four|five|six|seven|eight|nine|ten|\\p{L}+teen|\\p{L}+ty|nolla|yksi|kaksi|kolme|neljä|viisi|kuusi|seitsemän|kahdeksan|yhdeksän)[\\s,.–-]+){2}(?:noll|ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|\\p{L}+ton|\\p{L}*tio\\p{L}*|\\p{L}*hundra\\p{L}*|zero|oh|one|two|three|four|five|six|seven|eight|nine|ten|\\p{L}+teen|nolla|yksi|kaksi|kolme|neljä|viisi|kuusi)'), 'u');
const BIG_NUMBERS = group(...words('\\p{L}+(?:hundra|tusen)\\p{L}* (?:tjugo|trettio|fyrtio|femtio|sextio|sjuttio|åttio|nittio)\\p{L}+ nittonhundra\\p{L}+ tjugohundra\\p{L}+ noll\\p{L}+'));

/** True where a date, a day or a time is told, or a number in words that may be one. */
export const tellsWhen = (text: string): boolean => TIME.test(text) || IN_WORDS.test(text) || BIG_NUMBERS.test(text);
