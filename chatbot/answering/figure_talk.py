"""Words with which questions speak of figures, and which say nothing of what one shows."""

from __future__ import annotations

from chatbot.answering.question_words import FIGURE_WORDS
from chatbot.answering.wording import stem

FIGURE_TALK = frozenset(stem(word) for word in FIGURE_WORDS) | frozenset(
    stem(word)
    for word in """show shown display open view see look let like want need wish draw drew drawn
    make made create created bring pull put call called fetch get give find found locate print fetch
    illustrate illustration depict present portray represent reflect visualise visualize
    visualisation visualization visual visually graphical graphically pictured
    source sourced origin originate caption title titled entitled untitled named note footnote
    star asterisk legend axis axes label listing
    paper text author article report study document page section anywhere somewhere
    include contain data dataset database information info list plot chart use using base based
    come deal count counted cover accompany belong refer concern relate related regard regarding
    number numbers figure statistic statistics supply supplied supplies rely relies relied
    provide provided provider cite cited take taken credit credited compile compiled collect
    collected publish published publisher gather behind underlie underlying according draws
    organisation organization institution agency body
    much many fast quickly any anything something compare comparing comparison exist sit appear
    mention going go time one kind sort stand describe track trace span follow
    pie two three four five both bar line first second third fourth fifth sixth last final
    change changes changed wonder grateful appreciate help please possible able available
    interested exactly relevant thing explain tell know idea quick focus please print
    quote quoted authority twice
    representation presentation depiction rendering display
    draft break breaks broken broke attribute attributed built""".split()
)
"""Stems of words that ask for a figure, or for its title, source or notes."""

QUANTITY_TALK = frozenset(
    stem(word)
    for word in """trend trends dynamic dynamics evolution evolve flow flows level levels amount
    volume value values year years annual annually yearly period recent historical history
    overview percentage percent pattern curve increase decrease decline rise fall fluctuation
    course long term decade over statistics stats situation picture size scale extent quantity
    total overall general compile big high low""".split()
)
"""Stems that fit a figure of any quantity; they tell figures apart only where one has them."""
