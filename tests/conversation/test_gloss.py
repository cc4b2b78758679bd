import time

import pytest

from chatbot.answering.question import analyse_question
from chatbot.conversation.gloss import Glosser, gloss, glossed, pieces_of
from chatbot.conversation.glossary import make_glossary
from chatbot.conversation.paper_names import PaperNames, consonants
from chatbot.datatypes import Query
from chatbot.languages.romanisation import romanised
from tests.tiny import tiny_chatbot

RUSSIAN = make_glossary(
    "ru",
    {
        "asking": {"which all": "какие", "when": "когда", "list": "перечисл*", "yes no": "ли"},
        "structures": {"reason": "причина"},
        "words": {"ferry": "паром", "close": "закрыть, закрыт", "as": "как"},
        "silent": "был, на",
    },
)
KOREAN = make_glossary(
    "ko",
    {
        "asking": {"what": "무엇", "how many": "몇 개"},
        "structures": {"goal": "목표"},
        "ordinals": {"third": "세 번째"},
        "words": {"trade": "무역", "agreement": "협정", "free trade agreement": "자유무역협정"},
        "silent": "그, 이, 있",
        "particles": "은, 는, 이, 가, 의, 에서, 에",
    },
)


def english(text, glossary):
    return glossed(text, glossary)


@pytest.mark.parametrize(
    ("asked", "wording"),
    [
        ("Какие причины?", "what are the reasons"),
        ("Перечислите причины закрытия парома", "what are the reasons for the close ferry"),
        ("Когда паром был закрыт", "when did ferry close"),
        ("Закрыть ли паром", "did close ferry"),
        ("ПАРОМЫ", "ferry"),
    ],
)
def test_russian_words_are_met_in_every_inflection(asked, wording):
    assert english(asked, RUSSIAN) == wording


def test_asking_words_are_met_as_they_stand():
    """Snowball has one stem for how and which."""
    assert english("как паром", RUSSIAN) == "as ferry"
    assert english("какие паромы", RUSSIAN) == "which ferry did"


@pytest.mark.parametrize(
    ("asked", "wording"),
    [
        ("무역협정은", "trade agreement"),
        ("자유무역협정에서는", "free trade agreement"),
        ("자유 무역 협정", "free trade agreement"),
        ("무역의 세 번째 목표는?", "what is the third goal of the trade"),
        ("무역의 목표는 무엇인가요?", "what are the goals of the trade"),
        ("목표가 몇 개 있나요", "how many goals"),
        ("강아지가", "강아지"),
    ],
)
def test_korean_is_cut_into_the_longest_known_words(asked, wording):
    assert english(asked, KOREAN) == wording


def test_pieces_know_where_they_stand():
    text = "그 자유 무역협정, 2017년"
    pieces = pieces_of(text, KOREAN, lambda _: None)
    assert [text[piece.start : piece.end] for piece in pieces][:2] == ["자유 무역협정", "2017"]


@pytest.mark.parametrize(
    ("asked", "wording"),
    [
        ("58억 달러", "5.8 billion"),
        ("5,000억", "500 billion"),
        ("3000만", "30 million"),
        ("3만", "30 thousand"),
        ("2조", "2 trillion"),
        ("2017년 1~4월", "2017 January April first four months"),
        ("6번째 목표", "what is the 6th goal"),
        ("11번째 목표", "what is the 11th goal"),
        ("FTA와 EEU가", "FTA EEU"),
        ("58.9%", "58.9%"),
    ],
)
def test_numbers_and_latin_words_are_kept(asked, wording):
    assert english(asked, KOREAN).replace(" 달러", "") == wording


CLASSES = [
    ("ko", "유라시아 이니셔티브가 실패한 이유를 모두 나열해 주세요", "list", "reason"),
    ("ko", "산업 협력의 세 번째 목표는 무엇인가요?", "list_item", "third goal"),
    ("ko", "러시아 무역 그래프를 보여 주세요", "figure", "Russia trade"),
    ("ko", "GDP 그래프의 출처는 어디인가요?", "figure", "GDP"),
    ("ko", "각주 3에는 뭐라고 되어 있나요?", "footnote", "footnote 3"),
    ("ko", "KITA는 무엇의 약자인가요?", "abbreviation", "KITA"),
    ("ko", "수출은 몇 퍼센트 늘었나요?", "percent", "export"),
    ("ko", "회원국은 몇 개인가요?", "number", "members"),
    ("ko", "협정은 언제 서명했나요?", "date", "sign"),
    ("ko", "햇볕정책은 누가 시작했나요?", "person", "Sunshine Policy"),
    ("ko", "공장은 어디에 건설되나요?", "place", "factory"),
    ("ko", "왜 투자가 감소했나요?", "reason", "decline"),
    ("ko", "이 논문은 무엇에 관한 것인가요?", "about", "this paper"),
    ("ko", "저자는 누구인가요?", "about", "author"),
    ("ko", "러시아는 가입했나요?", "yes_no", "Russia"),
    ("ru", "Перечислите причины провала инициативы", "list", "reasons"),
    ("ru", "Каковы основные цели сотрудничества?", "list", "goals"),
    ("ru", "В чём состоит третья задача?", "list_item", "third task"),
    ("ru", "Что сказано в пункте 4?", "list_item", "point 4"),
    ("ru", "Покажите график экспорта", "figure", "export"),
    ("ru", "Откуда взяты данные для диаграммы роста?", "figure", "growth"),
    ("ru", "Что говорится в третьей сноске?", "footnote", "third footnote"),
    ("ru", "Как расшифровывается АБВ KITA?", "abbreviation", "KITA"),
    ("ru", "На сколько процентов вырос импорт?", "percent", "import"),
    ("ru", "Сколько стран участвует?", "number", "countries"),
    ("ru", "В каком году подписан меморандум?", "date", "memorandum"),
    ("ru", "Кто выдвинул инициативу?", "person", "initiative"),
    ("ru", "Где построят завод?", "place", "factory"),
    ("ru", "Почему упал экспорт?", "reason", "export"),
    ("ru", "О чём этот доклад?", "about", "this paper"),
    ("ru", "Кто автор доклада?", "about", "author"),
    ("ru", "Участвует ли Китай?", "yes_no", "China"),
]


@pytest.mark.parametrize(("language", "asked", "expected", "part"), CLASSES)
def test_each_class_of_questions_is_read_as_in_english(language, asked, expected, part):
    wording = gloss(asked, language)
    assert expected in analyse_question(wording).expects, wording
    assert part in wording


@pytest.mark.parametrize(
    ("language", "asked", "wording"),
    [
        ("ko", "그 목표와 러시아", "goal and Russia"),
        ("ru", "Италия и Франция", "Italy and France"),
        ("ru", "и", ""),
        ("fr", "pourquoi", ""),
    ],
)
def test_what_stays_between_words(language, asked, wording):
    assert gloss(asked, language) == wording


@pytest.mark.parametrize(
    ("word", "latin"),
    [("박근혜", "bakgeunhye"), ("한글", "hangeul"), ("Чжэ", "che"), ("Щи", "schi"), ("Abe", "abe")],
)
def test_words_in_latin_letters(word, latin):
    assert romanised(word) == latin


class Text:
    """A document as the names see it."""

    def __init__(self, text):
        self.text = text


NAMES = PaperNames(
    {
        "a": Text("President Park Geun-hye met Lee Jae-Young in Vladivostok. The Crab is a crab."),
        "b": Text("Nikolai Ostrovsky and Moon Jae-in went to Yekaterinburg with a Gazprom man."),
    }
)


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("박근혜", "Park Geun-hye"),
        ("Пак Кын Хе", "Park Geun-hye"),
        ("이재영", "Lee Jae-Young"),
        ("문재인", "Moon Jae-in"),
        ("Мун Чжэ Ин", "Moon Jae-in"),
        ("블라디보스토크", "Vladivostok"),
        ("Владивостоком", "Vladivostok"),
        ("Екатеринбурга", "Yekaterinburg"),
        ("가스프롬", "Gazprom"),
        ("Николай Островский", "Nikolai Ostrovsky"),
        ("Лондон", None),
        ("крабы", None),
        ("강아지", None),
    ],
)
def test_names_are_found_by_their_sound(asked, name):
    assert NAMES.find(asked) == name


def test_consonants_that_romanisations_mix_up_are_one():
    assert consonants("flativostok") == consonants("plativostok")
    assert consonants("conk") == consonants("con")


@pytest.fixture(scope="module")
def chatbot(tmp_path_factory):
    return tiny_chatbot(tmp_path_factory.mktemp("gloss"))


def test_a_russian_question_is_answered_through_its_gloss(chatbot):
    answer = chatbot.ask("Перечислите причины провала плана")
    assert answer.question == answer.interpreted_question == "Перечислите причины провала плана"
    assert answer.enumeration.of == 3
    assert [extract.quote.split(",")[0] for extract in answer.extracts] == [
        "First",
        "Second",
        "Third",
    ]


def test_english_questions_get_no_gloss(chatbot):
    query = Query("why «паром»?", "why did the ferry plan «паром» collapse?")
    assert chatbot.glosser.glossed(query) == query


def test_papers_in_the_language_of_the_question_need_no_gloss(tmp_path):
    russian = "Паромная линия\n\nПаром закрыли в 1998 году. Причин было много, и все известны.\n"
    bot = tiny_chatbot(tmp_path, papers={"ferry.txt": russian})
    query = Query("Когда закрыли паром?", "Когда закрыли паром?")
    assert bot.glosser.glossed(query).gloss == ""


def test_words_quoted_in_another_script_are_not_searched_for_as_they_stand():
    glosser = Glosser({"a": Document("en")}, PaperNames({}))
    query = Query("«Валдай»", "Что такое «Валдай» и “Gas”", phrases=("Валдай", "Gas"))
    assert glosser.glossed(query).phrases == ("Gas",)


class Document(Text):
    """A document of which only the language matters."""

    def __init__(self, language):
        super().__init__("")
        self.language = language


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ko", "가나다라 " * 400),
        ("ru", "слово " * 330),
        ("ko", "🤷"),
        ("ru", "?"),
        ("ko", "ㅋㅋㅋ"),
    ],
)
def test_any_text_gets_a_gloss_and_soon(language, text):
    gloss("왜", language)
    started = time.perf_counter()
    assert isinstance(gloss(text[:2000], language), str)
    assert time.perf_counter() - started < 1
