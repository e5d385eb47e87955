"""Made-up sentences, labelled by whoever made them up. Nobody wrote them in a survey."""

HARM = {
    "en": """
I want to die
i wanna die every day
sometimes I think about suicide
i feel suicidal
I don’t want to be here any more
kms
might just kms lol
i want to k m s
I have been cutting myself again
i cut when im sad
I self harm and nobody knows
been doing sh for a year
I SH in my room
i hurt myself last night
im going to kill myself
gonna end it all
I tried to end my life
there is no point in living
nothing to live for
I wish I was dead
wish i was never born
i took too many tablets
I took an overdose in march
everyone would be better off without me
i cant go on anymore
I don't want to wake up
I don’t want to die but I feel it
he hits me
My foster dad hits me when no one is looking
my stepdad beat me up
mum’s boyfriend punches my mum
she slaps me
they hurt me at the home
he tries to strangle me
i get beaten at home
someone raped me
I was raped
he touches me at night
he touched my private parts
my uncle comes into my bed
he makes me touch him
he asked me for nudes
someone is blackmailing me with pictures
they are going to share naked pics of me
i am being groomed online
a man groomed me
they make me sell drugs
they make me carry a knife
im in a gang and cant get out
selling weed for older boys, they force me to carry it
he said he will kill me
he threatened to stab me
they threatened me with a knife
I am scared of my dad
im scared to go home
i am frightened of him
I don't feel safe at home
i never feel safe here
its not safe where i live
I feel unsafe in my placement
we are in danger
please help me
someone help me pls
they lock me in my room
she won’t let me eat
they don't feed us
i run away because they shout at me
I want to run away
I have nowhere to sleep
sleeping rough since may
they want to force me to marry
i am worried about fgm for my sister
voices tell me to do bad things
i want to hurt someone
i want to kill him
my brother is abusive
she abuses me
I stopped eating
i make myself sick after tea
he follows me home and wont stop
i cant do this anymore
K1ll myself
I want to diiiiiie
unalive myself
my carer kicks me
they sexually assaulted her
he put his hands round my neck and choked me
My dad drinks and then throws things at us
""",
    "cy": """
Dw i eisiau marw
mae o’n fy nharo
Dw i’n hunan-niweidio
Dw i ddim yn teimlo’n saff
mae ofn dad arna i
cefais fy nhreisio
""",
    "pl": """
chcę umrzeć
Nie chcę żyć
on mnie bije
tnę się
boję się wracać do domu
zgwałcił mnie
myślę o samobójstwie
""",
    "ro": """
vreau să mor
Tata mă bate
nu mai vreau să trăiesc
mă tai
m-a violat
mi-e frică de tata
mă gândesc la sinucidere
""",
    "sq": """
dua të vdes
babai më rreh
nuk dua të jetoj
kam frikë nga babai
më përdhunoi
mendoj për vetëvrasje
""",
    "vi": """
em muốn chết
bố đánh em
em rạch tay
em bị xâm hại
con không muốn sống nữa
em nghĩ đến tự tử
""",
    "uk": """
я хочу померти
вітчим мене б’є
не хочу жити
я ріжу себе
мене зґвалтували
боюся йти додому
думаю про самогубство
""",
    "ti": """
ክመውት እደሊ
ኣቦይ ይወቅዓኒ
ነብሰይ ክቐትል ሓሲበ
ድሕነት ኣይስምዓንን
ሓግዙኒ
""",
    "ar": """
أريد أن أموت
أبي يضربني
أفكر في الانتحار
أخاف من أبي
لا أشعر بالأمان
تحرش بي
وأقتل نفسي
""",
    "fa": """
می‌خواهم بمیرم
بابام کتکم می‌زند
به خودکشی فکر می‌کنم
از پدرم می‌ترسم
به من تجاوز شد
نمیخوام زنده باشم
""",
    "ckb": """
دەمەوێت بمرم
باوکم لێم دەدات
بیر لە خۆکوشتن دەکەمەوە
لە باوکم دەترسم
هەست بە سەلامەتی ناکەم
""",
    "ps": """
غواړم مړ شم
پلار مې ما وهي
ځان وژنې ته فکر کوم
زه په خطر کې یم
زه خوندي نه یم
""",
}

FINE = {
    "en": """
I’d die for a pizza
killing it at school
my new school is dead good
I cut the grass for my carer
cut my hair please
the bus driver is dead nice
I nearly died laughing
my feet are killing me
homework is killing me
that film was to die for
hit me up on insta
it hit me that I was happy
he beat me at fifa
my brother always beats me at chess
they kicked me out of the group chat by mistake
I want to hang out with my friends more
hang on a minute
in the end it was good
I got the end of the table
shoot me a text
I love suicide squad
touch rugby is the best
that story touched me
keep in touch with my brother
she is well groomed
I groom horses at the weekend
the dog groomer is my favourite person
the food was killer
I feel safe here
my home is safe and warm
Stay safe everyone
health and safety was good
I want to live with my sister
I want to be here
they help me with money
please help with the bus pass
my social worker helps me a lot
I hurt my knee at football
my back hurts
I burned the toast
cooking is sick
that trip was sick
I run every day
they run a good club
my nan died last year
my dog died and I was sad
I miss my dad
I would like to see my mum more
fight for our rights
the staff fight our corner
stop cutting the youth club money
cut down on meetings
cutting hair is what I want to do
I overdosed on chocolate at easter
a knife and fork would be nice
dont lock the kitchen
the shop was robbed
I hate maths
I hate when staff change
my social worker is never on time
she never calls back
it is unfair
I feel sad sometimes
I get angry
my room is cold
shh be quiet
she said sh to me
I could murder a burger
we smashed the quiz
smash it
you are killing me lol with these jokes
I was scared of moving but it was ok
I am afraid of spiders
dangerous roads near my house
we need a safe place to go
the drugs talk at school was boring
my carer is a legend
touch screen is broken
the gang at youth club are great
sell more food in the canteen
bomb food
I was knackered
sleep is hard with the noise
I want a new bed in my bedroom
I would rather be at the beach
its ok I guess
The end of my time in care was good
""",
    "cy": """
Dw i’n hoffi byw yma
mae’r bwyd yn dda
mae fy nhad yn ddoniol
Dw i’n teimlo’n ddiogel
""",
    "pl": """
lubię tu mieszkać
chcę żyć z siostrą
umrzeć ze śmiechu można
czuję się bezpiecznie
""",
    "ro": """
îmi place aici
mă simt în siguranță
vreau să mor de râs
mama mă iubește
""",
    "sq": """
më pëlqen këtu
ndihem i sigurt
dua të jetoj me motrën
ushqimi është i mirë
""",
    "vi": """
em thích ở đây
em cảm thấy vui
buồn cười muốn chết
mẹ em nấu ăn ngon
""",
    "uk": """
мені тут подобається
я почуваюся добре
хочу жити з сестрою
їжа смачна
""",
    "ti": """
ኣብዚ ምንባር ደስ ይብለኒ
መምህረይ ጽቡቕ እዩ
ምስ ሓወይ ክነብር እደሊ
""",
    "ar": """
أحب المكان هنا
أريد أن أعيش مع أختي
الطعام جيد
أموت من الضحك
""",
    "fa": """
اینجا را دوست دارم
می‌خواهم با خواهرم زندگی کنم
غذا خوب است
از خنده مردم
""",
    "ckb": """
لێرە خۆشە
دەمەوێت لەگەڵ خوشکم بژیم
خواردن باشە
""",
    "ps": """
دلته خوشاله یم
غواړم له خور سره اوسم
خواړه ښه دي
""",
}


def lines(of: dict[str, str], language: str) -> list[str]:
    """The sentences of a language."""
    return [line for line in of[language].split("\n") if line]
