"""Made-up sentences, labelled by whoever made them up: nobody wrote them in a survey. With harm and without."""

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
    "cy": "Dw i eisiau marw\nmae o’n fy nharo\nDw i’n hunan-niweidio\nDw i ddim yn teimlo’n saff\nmae ofn dad arna i\ncefais fy nhreisio",
    "pl": "chcę umrzeć\nNie chcę żyć\non mnie bije\ntnę się\nboję się wracać do domu\nzgwałcił mnie\nmyślę o samobójstwie",
    "ro": "vreau să mor\nTata mă bate\nnu mai vreau să trăiesc\nmă tai\nm-a violat\nmi-e frică de tata\nmă gândesc la sinucidere",
    "sq": "dua të vdes\nbabai më rreh\nnuk dua të jetoj\nkam frikë nga babai\nmë përdhunoi\nmendoj për vetëvrasje",
    "vi": "em muốn chết\nbố đánh em\nem rạch tay\nem bị xâm hại\ncon không muốn sống nữa\nem nghĩ đến tự tử",
    "uk": "я хочу померти\nвітчим мене б’є\nне хочу жити\nя ріжу себе\nмене зґвалтували\nбоюся йти додому\nдумаю про самогубство",
    "ti": "ክመውት እደሊ\nኣቦይ ይወቅዓኒ\nነብሰይ ክቐትል ሓሲበ\nድሕነት ኣይስምዓንን\nሓግዙኒ",
    "ar": "أريد أن أموت\nأبي يضربني\nأفكر في الانتحار\nأخاف من أبي\nلا أشعر بالأمان\nتحرش بي\nوأقتل نفسي",
    "fa": "می‌خواهم بمیرم\nبابام کتکم می‌زند\nبه خودکشی فکر می‌کنم\nاز پدرم می‌ترسم\nبه من تجاوز شد\nنمیخوام زنده باشم",
    "ckb": "دەمەوێت بمرم\nباوکم لێم دەدات\nبیر لە خۆکوشتن دەکەمەوە\nلە باوکم دەترسم\nهەست بە سەلامەتی ناکەم",
    "ps": "غواړم مړ شم\nپلار مې ما وهي\nځان وژنې ته فکر کوم\nزه په خطر کې یم\nزه خوندي نه یم",
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
    "cy": "Dw i’n hoffi byw yma\nmae’r bwyd yn dda\nmae fy nhad yn ddoniol\nDw i’n teimlo’n ddiogel",
    "pl": "lubię tu mieszkać\nchcę żyć z siostrą\numrzeć ze śmiechu można\nczuję się bezpiecznie",
    "ro": "îmi place aici\nmă simt în siguranță\nvreau să mor de râs\nmama mă iubește",
    "sq": "më pëlqen këtu\nndihem i sigurt\ndua të jetoj me motrën\nushqimi është i mirë",
    "vi": "em thích ở đây\nem cảm thấy vui\nbuồn cười muốn chết\nmẹ em nấu ăn ngon",
    "uk": "мені тут подобається\nя почуваюся добре\nхочу жити з сестрою\nїжа смачна",
    "ti": "ኣብዚ ምንባር ደስ ይብለኒ\nመምህረይ ጽቡቕ እዩ\nምስ ሓወይ ክነብር እደሊ",
    "ar": "أحب المكان هنا\nأريد أن أعيش مع أختي\nالطعام جيد\nأموت من الضحك",
    "fa": "اینجا را دوست دارم\nمی‌خواهم با خواهرم زندگی کنم\nغذا خوب است\nاز خنده مردم",
    "ckb": "لێرە خۆشە\nدەمەوێت لەگەڵ خوشکم بژیم\nخواردن باشە",
    "ps": "دلته خوشاله یم\nغواړم له خور سره اوسم\nخواړه ښه دي",
}


def lines(of: dict[str, str], language: str) -> list[str]:
    """The sentences of a language."""
    return [line for line in of[language].split("\n") if line]
