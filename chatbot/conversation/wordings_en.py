"""Requests in English."""

from __future__ import annotations

import re

from chatbot.conversation.wordings import Wording, opening, ordinals, rule

_COMMON = (
    "please kindly pls plz can could would will may might you i we us me my your the an? of in on "
    "to at it this that these those them they is are was were be am do does did just now also "
    "then and or so ok okay well hey hi if possible again here there have has had got get give "
    "show display tell see let want need like love for with from by be able possible i'd what "
    "which how um oh no yes yeah sure actually exactly precisely right quick quickly all"
)
_PIECE = (
    "answers? repl(?:y|ies) quotes? quotations? quoted extracts? excerpts? passages? sentences? "
    "statements? claims? results? ones? bits? parts? pieces? text snippets? citations?"
)
_PAPER = "papers? articles? reports? documents? study text publication author'?s? authors?"
_SAY = "says? said saying states? stated written writes? wrote mentions? mentioned claims? stands?"

_NUMBER = (
    r"(?:[ivx]+|\d{1,2}(?:\.\d{1,2})*|one|two|three|four|five|six|seven|eight|nine|ten)"
)
_ORDINAL = (
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|final|next|"
    r"opening|closing|introductory|concluding|\d{1,2}(?:st|nd|rd|th))"
)
_PART = r"(?:section|chapter|part|sect?\.)"
_POLITE = (
    r"(?:(?:please|ok(?:ay)?|now|so|and|hey|hi),? )*"
    r"(?:(?:can|could|would|will) (?:you|i|we) (?:please |kindly )?|i(?:'d| would) like (?:you )?to "
    r"|i want (?:you )?to |let's |let me )?(?:please )?"
)
_TO = (
    r"(?:summari[sz]e|sum up|outline|describe|explain|read|open|show|tell|give|get|see|recap|"
    r"condense|go to|jump to|talk about)(?: (?:me|us))?(?: (?:to|through))?"
)
_GIST = (
    r"(?:(?:an?|the|some|any) )?(?:(?:short|brief|quick|main|key|central|most central|most "
    r"important|important|essential) )*(?:summary|overview|gist|recap|point|points|sentences|"
    r"content|contents|essence|message|idea|ideas|argument|arguments|claims|takeaways|synopsis) "
    r"(?:of|in|from)"
)
_SAYS = (
    r"(?: (?:all )?(?:says?|about|covers?|discuss(?:es)?|argues?|deals? with|contains?|states?|"
    r"concerns?|claims?|tells?(?: us| me)?|talks? about|focus(?:es)? on|is about|conveys?|"
    r"describes?|explains?|mean|have to say|has to say|boil down to))?"
)
_TAIL = (
    r"(?: (?:in|of|from) (?:the|this) (?:paper|article|report|document|text))?(?:,? (?:please|"
    r"for me|briefly|in brief|in short))*"
)
_ASK = (
    rf"(?:{_POLITE}{_TO}(?: about| of)?(?: {_GIST})?(?: what)? |{_POLITE}(?:tell me |know )?"
    rf"what(?:'s| is| are| does| do| did)? (?:{_GIST} |in |the content of |said in |"
    rf"discussed in |covered in )?|{_GIST} |what happens in |how about |what about |)"
)
_BY_NUMBER = rf"{_PART} (?:number |no\.? ?)?(?P<what>{_NUMBER})"
_BY_ORDINAL = rf"(?:the )?(?P<what>{_ORDINAL}) {_PART}"
_BY_PLACE = r"(?:the )?(?P<what>introduction|conclusions?|intro)(?: section)?"
_BY_QUOTE = rf"(?:the )?{_PART} \"(?P<what>[^\"]+)\""
_BY_TOPIC = (
    rf"(?:the )?{_PART} (?:on|about|called|titled|entitled|named|dealing with|that deals with|"
    r"headed) \"?(?P<what>(?:[^\s?]+ ){0,9}?[^\s?]+?)\"?"
)
_BY_HEADING = rf"the (?P<what>(?:(?!{_ORDINAL}\b)[\w'-]+ ){{0,4}}?(?!{_ORDINAL}\b)[\w'-]+) {_PART}"
_VERB_NEEDED = rf"(?:{_POLITE}(?:summari[sz]e|sum up|recap)|{_POLITE}what does|{_GIST})"
_ABBREVIATION = r"(?P<what>[a-z][a-z0-9&/-]{1,9})"
_OF_LETTERS = (
    r"(?:the )?(?:abbreviation |acronym |initials |letters |short form |term )?"
)

EN = Wording(
    language="en",
    rules=(
        rule(
            "thanks",
            r"\b(?:thanks?|thx|ty|cheers|appreciated?|bye|goodbye|great|perfect|awesome|excellent|"
            r"helpful|helps|wonderful|brilliant|nice|good|cool)\b(?! (?:morning|evening|afternoon|"
            r"day))|got it|that is all",
            "thanks? thx ty thankyou cheers appreciated? bye goodbye great perfect awesome "
            "excellent very helpful helps? helped wonderful brilliant nice good cool job work one "
            "much many lot so a the you i for your this that is was it all got now really and ok "
            "okay lots everything help time answers? answer indeed yes tons heaps again see later "
            "ever bunch kindly very that'?s useful found needed what wanted just will do",
        ),
        rule(
            "greeting",
            r"^(?:hi|hello|hey|hiya|greetings|howdy|yo|good (?:morning|afternoon|evening|day)|"
            r"sup|what is up|how are you|nice to meet you|welcome)\b",
            "hi hello hey hiya greetings howdy yo good morning afternoon evening day sup what is "
            "up how are you doing today nice to meet there everyone all bot chatbot friend "
            "paper program machine again my dear folks and",
        ),
        rule(
            "clear",
            r"\b(?:clear|reset|restart|start (?:over|again|afresh|anew|fresh|from scratch)|begin "
            r"again|forget|erase|delete|wipe|empty|new (?:chat|conversation|session)|fresh|"
            r"remove)\b",
            _COMMON,
            "clear reset restart start over begin afresh anew fresh scratch forget erase delete "
            "wipe empty new remove chat conversations? session history discussion dialogue "
            "everything talk questions? answers? log messages? screen we've talked about said a "
            "so far thread my memory out away up",
        ),
        rule(
            "export",
            r"\b(?:export|save|download|transcript|markdown|json|write out|print|copy of)\b",
            _COMMON,
            "export save download transcripts? markdown json md file print write out copy chat "
            "conversations? session history discussion dialogue everything questions? answers? "
            "log messages? as a into our my with citations? talk thread out whole entire far "
            "keep disk local locally computer document so",
        ),
        rule(
            "help",
            r"\bhelp\b|\bcommands?\b|\b(?:what|how) (?:\w+ )?(?:can|could|may|should|do|does) "
            r"(?:i|you|this|we|one|it)\b.*\b(?:ask|do|use|work|type|know|able|query|start)\b|"
            r"\bwhat are you\b|\bhow to use\b|\binstructions\b|\bwhat (?:kinds?|sorts?|types?) of "
            r"questions\b|\bwho are you\b|\bexamples?\b|\bmanual\b|\busage\b",
            _COMMON,
            "help commands? ask do use work works type know able query start started questions? "
            "chatbot bot chat tool program app thing page instructions kinds? sorts? types? "
            "who about examples? list available should understand assist else capable usage manual "
            "functions? features? options? supported sample suggest some a any available are a "
            "could ones",
        ),
        rule(
            "before",
            r"\b(?:before|previous|preceding|prior|precedes?|preceded|leading up|leads up|earlier|"
            r"above|back up)\b.*\b(?:paragraphs?|passages?|text|extracts?|quotes?|sentences?|one)\b|"
            r"\b(?:paragraphs?|passages?|text|extracts?|quotes?|sentences?|comes?|came|stands?|says?|"
            r"said|written|goes|is) (?:just |right |immediately |directly |it |that |the one )*"
            r"(?:before|previously|above)\b|"
            r"^(?:before|previous|go back|scroll up|what precedes|what preceded)\b|\bleads up\b|"
            r"\bled up\b",
            _COMMON,
            _PIECE,
            _PAPER,
            _SAY,
            "before previous previously preceding prior precedes? preceded leading leads? led up "
            "earlier above back paragraphs? comes? came goes immediately directly one read go "
            "scroll look it text what's",
        ),
        rule(
            "after",
            r"\b(?:after|next|following|subsequent|below)\b.*\b(?:paragraphs?|passages?|text|"
            r"extracts?|sentences?)\b|"
            r"\b(?:paragraphs?|passages?|text|extracts?|quotes?|sentences?|comes?|came|stands?|says?|"
            r"said|goes|is) (?:just |right |immediately |directly |it |that |the one )*"
            r"(?:after|next|afterwards|below)\b|\b(?:keep|continue|go on) reading\b|\bread "
            r"(?:on|further)\b|^(?:after|scroll down|what follows|what followed)\b|\bwhat follows\b"
            r"|\bhow does (?:it|that|this|the (?:text|passage|paragraph)) (?:continue|go on)\b",
            _COMMON,
            _PIECE,
            _PAPER,
            _SAY,
            "after afterwards next following follows? followed subsequent below paragraphs? comes? "
            "came goes? immediately directly one read reading on keep continues? go scroll down "
            "look further it then",
        ),
        rule(
            "context",
            r"\bcontext\b|\b(?:whole|full|entire|complete|surrounding|longer|rest of (?:the|that|"
            r"this))\b.*\b(?:paragraphs?|passages?|text|quotes?|extracts?|thing)\b|\baround "
            r"(?:it|that|this|the)\b|\bsurround|\bzoom out\b|\b(?:show|see|read|open|expand)\b.*\b"
            r"paragraph\b|\bexpand\b|\bin full\b|\bwiden\b|\belaborate\b|\bmore (?:of|about|on|around|from) "
            r"(?:the|that|this) (?:extract|quote|quotation|passage|paragraph|excerpt)\b",
            _COMMON,
            _PIECE,
            _SAY,
            "context whole full entire complete surrounding surrounds? longer rest paragraphs? "
            "around zoom out read open expand widen elaborate view more text original bigger "
            "picture stand stands come comes taken broader wider larger a on into version where "
            "appears? about point item reason",
        ),
        rule(
            "cite",
            r"\bcit(?:e|es|ed|ing|ation|ations)\b|\breferenc|\bbibliograph|\bfootnote\b|"
            r"\battribut|\bcredit\b",
            _COMMON,
            _PIECE,
            _PAPER,
            "cit(?:e|es|ed|ing|ations?) references? referencing referenced bibliograph(?:y|ic) entry "
            "footnotes? styles? format formatted proper properly correct correctly should as a use "
            "using make need my own work attribut(?:e|ion) credit formal academic full source copy "
            "thesis essay number generate create write put into form way",
        ),
        rule(
            "where",
            r"^(?:and |so |but |ok |okay |exactly |precisely )*(?:from )?where\b|\b(?:tell|show|"
            r"see|know|say|point out|said|and|but) (?:me |us )?(?:exactly |precisely )?where\b|"
            r"\b(?:which|what|on what|in which)(?: is the| the)? (?:pages?|section|paragraphs?|"
            r"chapter|part|place|location|spot)\b|\b(?:page|paragraph|section) (?:numbers?|"
            r"reference)\b|^(?:the )?(?:exact )?(?:location|source|place|page|locate|pinpoint)\b|"
            r"\b(?:location|source|place) of\b|\bsource (?:for|is)\b|\bwhat is (?:your|the) "
            r"source\b|\bhow do you know\b",
            _COMMON,
            _PIECE,
            _PAPER,
            _SAY,
            "where pages? sections? paragraphs? chapters? place location source exact spot number "
            "point out locate pinpoint come comes came find found taken take took read appears? "
            "appeared know but look up original one as reference",
        ),
        rule(
            "figures",
            r"\b(?:figures|charts|graphs|tables|images|pictures|illustrations|diagrams|plots|"
            r"visuals|graphics)\b",
            _COMMON,
            _PAPER,
            "figures charts graphs tables images pictures illustrations diagrams plots visuals "
            "graphics list listing many every any some captions? titles? contain contains contained "
            "includes? included there's exist overview a view look open show whole a as "
            "well at feature appear",
        ),
        rule(
            "outline",
            r"\boutline\b|\bcontents\b|\btoc\b|\bstructured?\b|\b(?:sections|chapters|headings|"
            r"subheadings|parts)\b|\borgani[sz]ed\b|\bdivided\b|\blaid out\b|\blayout\b",
            _COMMON,
            _PAPER,
            "outline table contents toc structured? sections chapters headings subheadings parts "
            "organi[sz]ed divided laid out list many every titles? contain contains includes? "
            "into overview a main names? layout whole up broken down consists?",
        ),
        rule(
            "about",
            r"\b(?:what (?:is|was)) (?:this|the|that)\b.*\babout\b|\bsummar|\boverview\b|\bgist\b|"
            r"\btldr\b|\babstract\b|\b(?:main|key|central|core|overall|principal|general) "
            r"(?:ideas?|points?|arguments?|message|topics?|subjects?|theme|claims?|thesis|"
            r"takeaways?|findings?|conclusions?|thrust)\b|\b(?:topic|subject|theme|thesis|essence|"
            r"purpose|point|aim|takeaways?|content) of (?:the|this)\b|\b(?:paper|article|report|"
            r"document|study|text)\b.*\b(?:about|covers?|discuss|discusses|deals?|argues?|say|says|"
            r"addresses|concerned|boil)\b|\bnutshell\b|\bsynopsis\b|\brecap\b|\bsum up\b",
            _COMMON,
            _PAPER,
            "about summar(?:y|i[sz]e|ise|ize|ised|ized) overview gist tldr abstract main key central "
            "core overall ideas? points? arguments? message topics? subjects? theme thesis "
            "takeaways? findings? conclusions? essence purpose aim covers? discuss(?:es)? deals? "
            "argues? addresses concerned boil down nutshell synopsis recap short brief briefly "
            "whole entire general principal content a say says said main words? sentences? "
            "few thrust all it read paper's sum up long",
        ),
        rule(
            "more",
            r"\bmore\b|\belse\b|\bcontinue\b|\bgo on\b|\bkeep going\b|\bcarry on\b|\b(?:next|other|"
            r"another|further|additional|remaining)\b|\brest\b|\bproceed\b",
            _COMMON,
            _PIECE,
            _PAPER,
            "more else anything something continue go going on keep carry next other others another "
            "further additional remaining rest proceed details? information info about subject topic "
            "same matter evidence any some few find found say says said a is some still left as "
            "well material sources mention mentions look",
        ),
    ),
    openings=(
        opening("section", rf"{_ASK}{_BY_NUMBER}{_SAYS}{_TAIL}"),
        opening("section", rf"{_ASK}{_BY_ORDINAL}{_SAYS}{_TAIL}"),
        opening("section", rf"{_ASK}{_BY_QUOTE}{_SAYS}{_TAIL}"),
        opening("section", rf"{_VERB_NEEDED} {_BY_PLACE}{_SAYS}{_TAIL}"),
        opening("section", rf"{_ASK}{_BY_TOPIC}{_SAYS}{_TAIL}"),
        opening("section", rf"{_VERB_NEEDED} {_BY_HEADING}{_SAYS}{_TAIL}"),
        opening("section", r"section (?P<what>[ivx]+|\d{1,2})"),
        opening(
            "define",
            rf"{_POLITE}(?:tell me )?what (?:does|do|did|is|are) {_OF_LETTERS}\"?"
            rf"{_ABBREVIATION}\"? (?:stands? for|abbreviate|short for|an (?:abbreviation|acronym) "
            rf"(?:of|for))(?: (?:here|in (?:the|this) (?:paper|text)))?",
        ),
        opening(
            "define",
            rf"{_POLITE}(?:define|give (?:me )?(?:the |a )?definition of|(?:spell out|expand|"
            rf"unabbreviate)(?! (?:on|the|it|paragraph|passage|quote|extract|context|text|answer|"
            rf"first|second|third|last|number)\b)|(?:the )?definition of|(?:the )?(?:full form|long form|expansion) of|what "
            rf"is the (?:full form|long form|expansion) of)(?: the)?(?: (?:abbreviation|acronym|"
            rf"term|word))? \"?(?P<what>(?!it\b|this\b|that\b|them\b|the\b)[^\s?]+"
            rf"(?: [^\s?]+){{0,3}}?)\"?(?: for me| please)?",
        ),
        opening("define", rf"{_OF_LETTERS}{_ABBREVIATION} stands for(?: what)?"),
        opening("define", rf"what {_ABBREVIATION} stands for"),
        opening(
            "define",
            rf"(?:what does|what do) (?:the )?(?:abbreviation|acronym|initials|letters) "
            rf"\"?{_ABBREVIATION}\"? mean",
        ),
    ),
    ordinals=ordinals(
        {
            "first|1st": "1",
            "second|2nd": "2",
            "third|3rd": "3",
            "fourth|4th": "4",
            "fifth|5th": "5",
            "sixth|6th": "6",
            "seventh|7th": "7",
            "eighth|8th": "8",
            "last|final|latter": "last",
        }
    ),
    styles=re.compile(
        "apa|mla|chicago|harvard|vancouver|ieee|oscola|turabian|ama|bibtex|ris|author-date|"
        "notes?|note-style|acs|apsa|bluebook"
    ),
    short=(
        (re.compile(r"tl;? ?dr"), "tldr"),
        (re.compile(r"'s\b"), " is"),
        (re.compile(r"'(?:d|ll|ve|m|re)\b"), ""),
        (re.compile(r"\bauthor date\b"), "author-date"),
    ),
)
