"""What stands before a name, in every language that we ask in. Knows nothing of what comes after it."""

from feedback.adapters.redaction.folding import looking_for

# After these comes a name, whatever it looks like.
_NAMED = r"""
my (?:full |real |first |last |nick)?name(?:'s|s| is|  is)|name is|name's
name was|i am called|i'm called|im called|call me|known as|called me
fy enw i (?:yw|ydy|ydi)|fy enw yw|enw i (?:yw|ydy)|o'r enw
nazywam sie|mam na imie|moje imie to|imie|na imie mi|ma na imie|nazywa sie|o imieniu
ma numesc|ma cheama|numele meu este|numele meu e|ma numeste|se numeste|il cheama|o cheama|pe nume
quhem|emri im eshte|me quajne|quhet|e quajne|me emrin
ten toi la|ten em la|ten minh la|ten con la|ten cua toi la|toi ten la|toi ten
em ten la|em ten|minh ten la|minh ten|ten la
мене звати|мене звуть|моє ім'я|моє имя|його звати|її звати|на ім'я|мене кличуть|звати
اسمي هو|اسمي|انا اسمي|ادعى|يدعى|تدعى|اسمه|اسمها
نام من|اسم من|اسمم|نامم|اسمش|نامش|من را صدا می‌کنند|به نام
ناوم|ناوی من|من ناوم|ناوی|بە ناوی
زما نوم|نوم می|نوم مې|نوم يې|په نوم
ስመይ|ሽመይ|ስመይ ድማ|ስሙ|ስማ|ዝበሃል|ዝበሃላ
"""
# After these comes a name if it looks like one.
_SOMEONE = r"""
social[\s-]?workers?|s\.?w\.?|personal advis[eo]rs?|p\.?a\.?|key[\s-]?workers?
support workers?|youth workers?|outreach workers?|advocate|mentor|tutor
teacher|head ?teacher|form tutor|ta|senco|iro|reviewing officer|independent visitor
foster (?:mum|mom|mam|dad|carers?|mother|father|parents?|brother|sister|family)
carers?|step ?(?:mum|dad|brother|sister)|half (?:brother|sister)|mum|mam
mom|dad|mother|father|brother|bro|sister|sis|nan|nana|gran|grandma|grandad
aunt|auntie|aunty|uncle|cousin|niece|nephew|son|daughter|husband|wife|partner
baby|twin
boyfriend|girlfriend|bf|gf|ex|best friend|bestie|bff|friend|mate|flatmate
housemate|room ?mate|neighbour|landlord|manager|team manager|boss|doctor
gp|nurse|therapist|counsell?or|psychologist|psychiatrist|solicitor|guardian
dentist|coach|officer|consultant|midwife|physio|health visitor|receptionist
worker|dog|cat|case ?worker|caseworker|named|called|adviser|advisor
"""
# The same in other languages that have capitals: there a word in small letters is taken for no name.
_ELSEWHERE = r"""
gweithiwr cymdeithasol|gweithwraig gymdeithasol|cynghorydd personol|gofalwr maeth
fy mam|fy nhad|fy mrawd|fy chwaer|fy ffrind|athro|athrawes
pracowni(?:k|ca|kiem|czka|czki) socjaln(?:y|a|ym|ej)|opiekun(?:ka|ki|em)?
moj[aą]? (?:mama|siostra|brat|kolega|kolezanka|przyjaciel|przyjaciolka)
nauczyciel(?:ka)?|przyjaciel|przyjaciolka|kolega|kolezanka|siostra|brat
asistent(?:ul|a|ului|ei)? social[aă]?|asistenta mea sociala|asistentul meu social
profesor(?:ul|ara)?|fratele meu|sora mea|prieten(?:ul|a) me[au]|prietenul meu
mama mea|tatal meu
punonjes(?:i|ja) social[e]?|punonjesi im social|punonjesja ime sociale|mesues(?:i|ja)
vellai im|motra ime|shoku im|shoqja ime
nhan vien xa hoi(?: cua (?:toi|em))?|co giao|thay giao|ban than|anh trai
chi gai|em trai|em gai|me nuoi|bo nuoi|ban (?:toi|em)
соціальн(?:ий|а|им|ою|ого|ої) працівни(?:к|ця|ком|цею|ка|ці)|вчител(?:ь|ька)
мій брат|моя сестра|мій друг|моя подруга|подруга|вихователь(?:ка)?
"""
_SOMEONE_UNCASED = r"""
الأخصائي الاجتماعي|الأخصائية الاجتماعية|الاخصائية الاجتماعية|العاملة الاجتماعية
العامل الاجتماعي|المشرفة|المشرف|السيد|السيدة|الأستاذ|الأستاذة|أستاذ|أستاذة
الدكتور|الدكتورة|أخي|أختي|صديقي|صديقتي|مدرستي
مددکار اجتماعی من|مددکار اجتماعی|مددکارم|آقای|خانم|دکتر|استاد|برادرم|خواهرم|دوستم|معلمم
کارمەندی کۆمەڵایەتی|کاک|خاتوو|دکتۆر|مامۆستا|براکەم|خوشکەکەم|هاوڕێکەم
ټولنیز کارکوونکی|ټولنیز کارکوونکې|ښاغلی|مېرمن|ډاکټر|استاد|زما ورور|زما خور|زما ملګری
ማሕበራዊ ሰራሕተኛይ|ማሕበራዊ ሰራሕተኛ|ኣይተ|ወይዘሮ|ወ/ሮ|ዶክተር|መምህረይ|መምህር|ሓወይ|ሓፍተይ|ዓርከይ
"""
_TITLES = (
    r"mrs|mr|ms|miss|mx|dr|prof|professor|sir|sister|matron|nurse|auntie|aunty|uncle|"
    r"nanny|nana|pani|pan|domnul|doamna|dl|dna|zonja|zoti|znj|co|thay|chu|anh|chi|bac|"
    r"пан|пані"
)
_SELF = r"i'm|im|i am|this is|it's|its|hi i'm|dw i|rydw i|jestem|sunt|eu sunt|une jam|jam|toi la|em la|я"
_FROM = (
    r"love from|from|signed|regards|kind regards|cheers|thanks|thank you|thankyou|love|"
    r"yours|shout ?out(?: to)?|big up|hi|hello|dear|hey|oddi wrth"
)

Words = str


def _any(lines: str) -> str:
    return "|".join(part for line in lines.split("\n") for part in [line.strip()] if part)


NAMED = looking_for(rf"(?<!\w)(?:{_any(_NAMED)})(?!\w)")
SOMEONE = looking_for(rf"(?<!\w)(?:{_any(_SOMEONE)})(?:'s)?(?!\w)")
ELSEWHERE = looking_for(rf"(?<!\w)(?:{_any(_ELSEWHERE)})(?!\w)")
UNCASED = looking_for(rf"(?<!\w)(?:{_any(_SOMEONE_UNCASED)})(?!\w)")
TITLE = looking_for(rf"(?<!\w)(?:{_TITLES})(?!\w)\.?")
SELF = looking_for(rf"(?<!\w)(?:{_SELF})(?!\w)")
FROM = looking_for(rf"(?<!\w)(?:{_FROM})(?!\w)")
# Between a cue and its name.
JOINS = looking_for(
    r"[\s,:=>(\"“•–—-]{0,4}(?:(?:is|was|is called|was called|called|named|who is|who was|"
    r"whose name is|name is|'s name is|is named|"
    r"yw|ydy|to|jest|ma na imie|o imieniu|este|e|pe nume|eshte|quhet|la|ten la|ten|звати|"
    r"на ім'я|اسمه|اسمها|هو|هي|به نام|ناوی|ناوي|نوم يې|ስሙ|ስማ|ዝበሃል)"
    r"[\s,:=>(\"“•–—-]{1,4}){0,2}"
)
SURE_JOIN = looking_for(
    r"called|named|name is|name's|whose name|na imie|imieniu|nume|quhet|звати|ім'я|اسمه|اسمها|نام|ناوی|نوم"
)
# Words of scripts without capitals that follow a cue and aren't names.
_NO_NAMES = """
و وانا انا من في عندي عمري لكن كان كانت هو هي لا ليس جدا معي لي الذي التي است هستم که را
در با به از هم خیلی همیشه یک مې دې دی ده یې او چې په کې ته هیڅکله له ئەو زۆر لە بۆ کە
هەمیشە ኣብ ከምኡ እዩ እያ ግን ምስ ናይ ኣነ ብጣዕሚ ኩሉ እየ دائما أبدا لم لن قال قالت ساعدني ساعدتني
يساعدني تساعدني کمک می نمی هیچوقت هرگز مهربان خوب بد عوض زنگ کار حرف جيد جيدة لطيف لطيفة
طيب طيبة سيء سيئة يتصل تتصل ساعد تساعد يساعد غير تغير كثيرا رحل رحلت باش باشە خراپ یارمەتی
هەرگیز ښه ښې مرسته کله ډېر ډیر ጽቡቕ ጽቡቅ ሕማቕ ሕማቅ ለዋህ ሓጋዚ
"""
NO_NAMES = frozenset(looking_for(word).pattern for word in _NO_NAMES.split())
