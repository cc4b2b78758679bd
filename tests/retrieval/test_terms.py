from chatbot.retrieval.terms import query_terms


def test_terms_with_their_places_and_whether_they_are_known(index):
    terms = query_terms("Which ferry carried zeppelins, the ferry?", index, ())
    assert [(term.word, term.known) for term in terms] == [
        ("ferry", True),
        ("carried", True),
        ("zeppelins", False),
    ]
    assert terms[0].places == ((6, 11), (35, 40))


def test_a_rarer_word_weighs_more(index):
    museum, railway, unknown = query_terms("lantern ferry zeppelin", index, ())
    assert unknown.idf >= museum.idf > railway.idf > 0


def test_words_count_within_the_documents_searched(index):
    (everywhere,) = query_terms("tickets", index, ())
    (elsewhere,) = query_terms("tickets", index, ("rail",))
    assert everywhere.known
    assert not elsewhere.known


def test_a_question_of_stop_words_has_no_terms(index):
    assert query_terms("what is it about?", index, ()) == ()


def test_a_carried_word_keeps_its_share_of_its_weight(index):
    plain, other = query_terms("tickets museum", index, ())
    carried, same = query_terms("tickets museum", index, (), carried=[("tickets", 0.5)])
    assert (carried.weight, carried.idf) == (0.5, 0.5 * plain.idf)
    assert same == other
